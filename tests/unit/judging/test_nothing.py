"""Nothing at all needs no unit: it is counted in what is reported (§3)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from support.judged_records import (
    build_figure,
    build_figures,
    build_metric,
    build_target,
)
from support.record_factory import (
    exact_margin,
    judge_on,
    margin_ends,
    outcome_and_reasons,
)
from targetcli.judging.nothing import take_unit_of_figures
from targetcli.judging.outcome import Outcome
from targetcli.model.bound import Bound, Relation
from targetcli.model.records import Target
from targetcli.model.units import NO_UNIT

ACCIDENTS = build_metric(name="重大事故")


def ask_for_none() -> Target:
    target = build_target(ACCIDENTS, "0 起", "2024")
    return target._replace(bound=Bound(Relation.UNSAID, Decimal(0), None, NO_UNIT))


@pytest.mark.parametrize(
    ("value", "outcome", "margin"),
    [("3 起", Outcome.MISSED, "-3"), ("0 起", Outcome.MET, "0")],
)
def test_none_is_counted_in_the_unit_of_the_figures(
    value: str, outcome: Outcome, margin: str
) -> None:
    figures = build_figures(ACCIDENTS, f"2024 = {value}")

    verdict = judge_on(ask_for_none(), figures, "2025-06-30")

    assert outcome_and_reasons(verdict) == (outcome, [])
    assert margin_ends(verdict) == exact_margin(margin)


def test_the_unit_is_that_of_the_first_figure_of_the_place_that_has_one() -> None:
    figures = [
        build_figure(ACCIDENTS, 1, "3 件", "2024")._replace(region="湖塘镇"),
        build_figure(ACCIDENTS, 2, "3 件", "2024")._replace(scope="规模以上"),
        build_figure(ACCIDENTS, 3, "3 件", "2024")._replace(bound=None),
        build_figure(ACCIDENTS, 4, "0 件", "2023")._replace(
            bound=Bound(Relation.EQUAL, Decimal(0), None, NO_UNIT)
        ),
        build_figure(ACCIDENTS, 5, "3 起", "2024"),
        build_figure(ACCIDENTS, 6, "3 例", "2024"),
    ]

    def unit_given(count: int) -> str:
        bound = take_unit_of_figures(ask_for_none(), figures[:count]).bound
        return bound.unit.text if bound else ""

    assert [unit_given(count) for count in range(7)] == ["", "", "", "", "", "起", "起"]


def test_a_unit_that_was_said_stays() -> None:
    target = build_target(ACCIDENTS, "0 例", "2024")
    wordless = target._replace(bound=None)
    figures = build_figures(ACCIDENTS, "2024 = 3 起")

    assert take_unit_of_figures(target, figures) == target
    assert take_unit_of_figures(wordless, figures) == wordless


def test_a_figure_of_nothing_needs_no_unit_either() -> None:
    target = build_target(ACCIDENTS, "<= 5 起", "2024")
    figure = build_figure(ACCIDENTS, 1, "0 起", "2024")._replace(
        bound=Bound(Relation.EQUAL, Decimal(0), None, NO_UNIT)
    )

    verdict = judge_on(target, [figure], "2025-06-30")

    assert outcome_and_reasons(verdict) == (Outcome.MET, [])
    assert margin_ends(verdict) == exact_margin("5")
