"""Amounts in 亿 or 万: the point moves, and what is rounded says so."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Context, Decimal, localcontext

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from targetcli.judging.judge import Margin
from targetcli.model.bound import Bound, Relation, format_bound
from targetcli.model.units import Unit, UnitTable, UserUnit
from targetcli.render.number_scale import (
    Scale,
    amount_text,
    as_announced,
    bound_words,
    show_in,
    shown,
)
from targetcli.render.verdict_labels import margin_text, value_text

UNITS = UnitTable((UserUnit("百货店"), UserUnit("场")))
SCALED = (
    "元",
    "万元",
    "亿元",
    "百万元",
    "千亿元",
    "家",
    "万套",
    "人",
    "万亩",
    "亿千瓦时",
)
KEPT = (
    "%",
    "百分点",
    "微克/立方米",
    "元/人",
    "位",
    "倍",
    "小时",
    "年",
    "USD",
    "bn CNY",
)


@pytest.fixture(autouse=True)
def announced_again() -> Iterator[None]:
    yield
    show_in(Scale.NONE)


@pytest.mark.parametrize(
    ("scale", "value", "unit", "text"),
    [
        (Scale.NONE, "12345678", "元", "12345678元"),
        (Scale.AUTO, "12345678", "元", "≈ 1234.57万元"),
        (Scale.AUTO, "1234560000", "元", "≈ 12.35亿元"),
        (Scale.AUTO, "1230000000", "元", "12.3亿元"),
        (Scale.AUTO, "3600", "亿元", "3600亿元"),
        (Scale.AUTO, "3.30", "万套", "3.30万套"),
        (Scale.AUTO, "42", "家", "42家"),
        (Scale.AUTO, "25000", "百万元", "250亿元"),
        (Scale.AUTO, "0", "亿元", "0亿元"),
        (Scale.WAN, "7.85", "亿元", "78500万元"),
        (Scale.WAN, "-7.85", "亿元", "-78500万元"),
        (Scale.WAN, "150", "家", "0.015万家"),
        (Scale.WAN, "123456", "人", "≈ 12.35万人"),
        (Scale.WAN, "37", "家", "37家"),
        (Scale.YI, "37", "万个", "37万个"),
        (Scale.YI, "12345", "万元", "≈ 1.23亿元"),
        (Scale.YI, "123.456", "万元", "≈ 0.0123亿元"),
        (Scale.YI, "500", "百货店", "500百货店"),
        (Scale.WAN, "50000", "百货店", "5万百货店"),
        (Scale.WAN, "50000", "场", "5万场"),
    ],
)
def test_an_amount_is_shown_in_its_scale(
    scale: Scale, value: str, unit: str, text: str
) -> None:
    show_in(scale)
    assert amount_text(Decimal(value), UNITS.read(unit)) == text


@pytest.mark.parametrize("unit", KEPT)
@pytest.mark.parametrize("scale", Scale)
def test_what_has_no_tens_of_thousands_stays(unit: str, scale: Scale) -> None:
    read = UNITS.read(unit)
    show_in(scale)
    assert shown((Decimal(123456789),), read) == ((Decimal(123456789),), unit, True)


@pytest.mark.parametrize("relation", Relation)
def test_a_bound_keeps_its_relation(relation: Relation) -> None:
    high = Decimal(234567) if relation is Relation.RANGE else None
    bound = Bound(relation, Decimal(123456), high, UNITS.read("人"))
    announced = format_bound(bound)
    show_in(Scale.WAN)
    told = bound_words(bound)
    mark = announced[:2] if announced[0] in "<>≥≤" else ""
    rest = "12.35–23.46万人" if high else "12.35万人"
    assert told == f"{mark}≈ {rest}"


def test_both_ends_of_a_figure_of_so_many_odd_are_shown() -> None:
    bound = Bound(Relation.OVER, Decimal(30000), Decimal(40000), UNITS.read("人"))
    show_in(Scale.AUTO)
    assert bound_words(bound) == "> 3万人, < 4万人"


def test_margins_and_deciding_values_follow() -> None:
    unit = UNITS.read("家")
    show_in(Scale.WAN)
    short = Margin(None, Decimal(-20000))
    assert margin_text(short, unit) == "at most −2万家"
    assert value_text(Margin(Decimal(12345), Decimal(12345)), unit) == "≈ 1.23万家"


def test_a_while_as_announced_ends() -> None:
    unit = UNITS.read("元")
    show_in(Scale.WAN)
    with as_announced():
        assert amount_text(Decimal(50000), unit) == "50000元"
    assert amount_text(Decimal(50000), unit) == "5万元"


values = st.decimals(
    allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15
)
scales = st.sampled_from(Scale)
scaled_units = st.sampled_from(SCALED).map(UNITS.read)


def in_base(value: Decimal, unit: str) -> Decimal:
    return value * UNITS.read(unit).numerator


@given(values, scaled_units, scales)
def test_without_a_mark_it_is_what_was_announced(
    value: Decimal, unit: Unit, scale: Scale
) -> None:
    show_in(scale)
    seen = shown((value,), unit)
    number = seen.values[0]
    assert number is not None
    with localcontext(Context(prec=200)):
        away = abs(in_base(number, seen.unit) - in_base(value, unit.text))
    assert seen.exact == (away == 0)
    step = in_base(Decimal(1).scaleb(int(number.as_tuple().exponent)), seen.unit)
    assert away <= step / 2


@given(values, values, scaled_units, scales)
def test_scaling_never_changes_the_order(
    one: Decimal, other: Decimal, unit: Unit, scale: Scale
) -> None:
    assume(one <= other)
    show_in(scale)
    ends = []
    for value in (one, other):
        seen = shown((value,), unit)
        assert seen.values[0] is not None
        ends.append(in_base(seen.values[0], seen.unit))
    assert ends[0] <= ends[1]
