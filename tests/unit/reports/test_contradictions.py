"""Figures that exclude each other are named, each with the first that it excludes."""

from __future__ import annotations

from decimal import localcontext
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.judged_records import build_figure, build_metric
from targetcli.judging.arithmetic import EXACT_CONTEXT, UnitConverter
from targetcli.judging.intervals import to_interval
from targetcli.model.records import EventAnswer, Figure
from targetcli.model.units import NO_UNIT
from targetcli.reports.contradictions import find_contradictions

FLOW = build_metric("flow")
DAY = "2024"
SIGNS = ("=", ">", ">=", "<", "<=", "~", "")


def figure(number: int, bound: str, status: str = "reported") -> Figure:
    return build_figure(FLOW, number, bound, DAY, status=status)


def answer(number: int, said: EventAnswer) -> Figure:
    return figure(number, "1 家")._replace(bound=None, answer=said)


def nothing(number: int) -> Figure:
    """Nothing without a unit: so much is none of anything."""
    zero = figure(number, "0 家")
    assert zero.bound is not None
    return zero._replace(bound=zero.bound._replace(unit=NO_UNIT))


def named(*figures: Figure) -> list[tuple[str, str]]:
    found = find_contradictions(figures)
    return [(item.subject, str(item.reason.facts["other"])) for item in found]


@pytest.mark.parametrize(
    ("figures", "pairs"),
    [
        ((figure(1, "5 亿元"), figure(2, "50000 万元")), []),
        ((figure(1, "5 亿元"), figure(2, "6 亿元")), [("F1", "F2")]),
        ((figure(1, "5 亿元"), figure(2, "6 公里")), []),
        ((figure(1, "5 亿元"), figure(2, "6 亿元", "revised")), []),
        ((figure(1, "> 5 亿元"), figure(2, "5 亿元")), [("F1", "F2")]),
        ((figure(1, ">= 5 亿元"), figure(2, "5 亿元")), []),
        ((answer(1, EventAnswer.YES), answer(2, EventAnswer.NO)), [("F1", "F2")]),
        ((answer(1, EventAnswer.YES), answer(2, EventAnswer.YES)), []),
        ((answer(1, EventAnswer.YES), figure(2, "5 亿元")), []),
        (
            (nothing(1), figure(2, "5 亿元"), figure(3, "5 公里")),
            [("F1", "F2"), ("F1", "F3")],
        ),
        ((figure(1, "5 亿元"), nothing(2)), [("F1", "F2")]),
        ((nothing(1), nothing(2)), []),
    ],
)
def test_two_that_share_no_value_are_a_contradiction(
    figures: tuple[Figure, ...], pairs: list[tuple[str, str]]
) -> None:
    assert named(*figures) == pairs


def test_many_that_exclude_all_others_are_named_once_each() -> None:
    many = [figure(number, f"{number} 亿元") for number in range(1, 3000)]
    assert named(*many) == [("F1", f"F{number}") for number in range(2, 3000)]


def test_many_that_exclude_none_are_not_compared_one_by_one() -> None:
    many = [figure(number, f">= {number} 亿元") for number in range(1, 3000)]
    assert named(*many, figure(3000, "0 亿元")) == [
        (f"F{number}", "F3000") for number in range(1, 3000)
    ]


def test_findings_stand_in_the_order_of_the_first_figure_of_each_day() -> None:
    later = [figure(n, f"{n} 亿元")._replace(region="南湖区") for n in (1, 4)]
    assert named(figure(2, "2 亿元"), figure(3, "3 亿元"), *later) == [
        *(("F1", "F4"), ("F2", "F3"))
    ]


@st.composite
def statements(draw: st.DrawFn) -> list[Figure]:
    def draw_figure(number: int) -> Figure:
        kind = draw(st.integers(0, 9))
        if kind == 0:
            return answer(number, draw(st.sampled_from(EventAnswer)))
        if kind == 1:
            return nothing(number)
        unit = draw(st.sampled_from(("亿元", "万元", "公里", "里")))
        value = draw(st.integers(-2, 3)) * (10_000 if unit == "万元" else 1)
        return figure(number, f"{draw(st.sampled_from(SIGNS))} {value} {unit}")

    return [draw_figure(number) for number in range(1, draw(st.integers(1, 8)) + 1)]


def share_no_value(one: Figure, other: Figure) -> bool:
    """Compare two figures alone, as it was done for every pair."""
    if one.bound is None or other.bound is None:
        return one.bound is other.bound and one.answer is not other.answer
    units = {one.bound.unit, other.bound.unit} - {NO_UNIT} or {NO_UNIT}
    if len({unit.dimension for unit in units}) > 1:
        return False
    converter = UnitConverter(units.pop(), (one.bound.unit, other.bound.unit))

    with localcontext(EXACT_CONTEXT):
        mine = converter.find_map(one.bound.unit).apply_to_interval(
            to_interval(one.bound)
        )
        theirs = converter.find_map(other.bound.unit).apply_to_interval(
            to_interval(other.bound)
        )
        return not mine.overlaps(theirs)


@given(statements())
def test_each_is_named_with_the_first_of_all_it_excludes(
    figures: list[Figure],
) -> None:
    excluded = [
        (one.id or 0, other.id or 0)
        for one, other in combinations(figures, 2)
        if share_no_value(one, other)
    ]
    first: dict[int, int] = {}
    for one, other in excluded:
        first.setdefault(one, other)
        first.setdefault(other, one)
    pairs = sorted({(min(pair), max(pair)) for pair in first.items()})
    assert named(*figures) == [(f"F{one}", f"F{other}") for one, other in pairs]
