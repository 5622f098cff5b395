"""Amounts in 亿 or 万: the point moves, and what is rounded says so."""

from __future__ import annotations

from decimal import Context, Decimal, localcontext

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from targetcli.environment import load_catalogue
from targetcli.judging.margins import Margin
from targetcli.model.bound import Bound, Relation, format_bound
from targetcli.model.unit_table import UnitTable
from targetcli.model.units import Unit, UserUnit
from targetcli.render.i18n import use_catalogue
from targetcli.render.number_scale import (
    NumberScale,
    amount_text,
    scale_numbers,
    scaled_bound_text,
    use_scale,
)
from targetcli.render.readers import write_for_programs
from targetcli.render.verdict_text import interval_text, margin_text

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


@pytest.mark.parametrize(
    ("scale", "value", "unit", "text"),
    [
        (NumberScale.NONE, "12345678", "元", "12,345,678元"),
        (NumberScale.AUTO, "12345678", "元", "≈ 1,234.57万元"),
        (NumberScale.AUTO, "1234560000", "元", "≈ 12.35亿元"),
        (NumberScale.AUTO, "1230000000", "元", "12.3亿元"),
        (NumberScale.AUTO, "3600", "亿元", "3,600亿元"),
        (NumberScale.AUTO, "3.30", "万套", "3.30万套"),
        (NumberScale.AUTO, "42", "家", "42家"),
        (NumberScale.AUTO, "25000", "百万元", "250亿元"),
        (NumberScale.AUTO, "0", "亿元", "0亿元"),
        (NumberScale.WAN, "7.85", "亿元", "78,500万元"),
        (NumberScale.WAN, "-7.85", "亿元", "−78,500万元"),
        (NumberScale.WAN, "150", "家", "0.015万家"),
        (NumberScale.WAN, "123456", "人", "≈ 12.35万人"),
        (NumberScale.WAN, "37", "家", "37家"),
        (NumberScale.YI, "37", "万个", "37万个"),
        (NumberScale.YI, "12345", "万元", "≈ 1.23亿元"),
        (NumberScale.YI, "123.456", "万元", "≈ 0.0123亿元"),
        (NumberScale.YI, "500", "百货店", "500百货店"),
        (NumberScale.WAN, "50000", "百货店", "5万百货店"),
        (NumberScale.WAN, "50000", "场", "5万场"),
    ],
)
def test_an_amount_is_shown_in_its_scale(
    scale: NumberScale, value: str, unit: str, text: str
) -> None:
    with use_scale(scale):
        assert amount_text(Decimal(value), UNITS.read(unit)) == text


@pytest.mark.parametrize("unit", KEPT)
@pytest.mark.parametrize("scale", NumberScale)
def test_percent_and_rank_are_never_scaled(unit: str, scale: NumberScale) -> None:
    read = UNITS.read(unit)
    with use_scale(scale):
        assert scale_numbers((Decimal(123456789),), read) == (
            (Decimal(123456789),),
            unit,
            True,
        )


@pytest.mark.parametrize("relation", Relation)
def test_a_bound_keeps_its_relation(relation: Relation) -> None:
    high = Decimal(234567) if relation is Relation.RANGE else None
    bound = Bound(relation, Decimal(123456), high, UNITS.read("人"))
    announced = format_bound(bound)
    with use_scale(NumberScale.WAN):
        text = scaled_bound_text(bound)
        mark = announced[:2] if announced[0] in "<>≥≤" else ""
        rest = "12.35–23.46万人" if high else "12.35万人"
        assert text == f"{mark}≈ {rest}"


def test_both_ends_of_an_interval_are_scaled() -> None:
    bound = Bound(Relation.OVER, Decimal(30000), Decimal(40000), UNITS.read("人"))
    with use_scale(NumberScale.AUTO):
        assert scaled_bound_text(bound) == "> 3万人, < 4万人"


def test_margins_and_deciding_values_are_scaled_too() -> None:
    bound = Bound(Relation.AT_LEAST, Decimal(1), None, UNITS.read("家"))
    with use_scale(NumberScale.WAN):
        rounded = Margin(None, Decimal(-20000))
        assert margin_text(rounded, bound) == "at most −2万家"
        assert (
            interval_text(Margin(Decimal(12345), Decimal(12345)), bound) == "≈ 1.23万家"
        )


def test_a_scale_ends_with_its_block() -> None:
    unit = UNITS.read("元")
    with use_scale(NumberScale.WAN):
        assert amount_text(Decimal(50000), unit) == "5万元"
    assert amount_text(Decimal(50000), unit) == "50,000元"


values = st.decimals(
    allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15
)
scales = st.sampled_from(NumberScale)
scaled_units = st.sampled_from(SCALED).map(UNITS.read)


def in_base(value: Decimal, unit: str) -> Decimal:
    return value * UNITS.read(unit).numerator


@given(values, scaled_units, scales)
def test_a_number_without_a_mark_is_exact(
    value: Decimal, unit: Unit, scale: NumberScale
) -> None:
    with use_scale(scale):
        scaled = scale_numbers((value,), unit)
        number = scaled.values[0]
        assert number is not None
        with localcontext(Context(prec=200)):
            away = abs(in_base(number, scaled.unit) - in_base(value, unit.text))
        assert scaled.is_exact == (away == 0)
        step = in_base(Decimal(1).scaleb(int(number.as_tuple().exponent)), scaled.unit)
        assert away <= step / 2


@given(values, values, scaled_units, scales)
def test_scaling_never_changes_the_order(
    one: Decimal, other: Decimal, unit: Unit, scale: NumberScale
) -> None:
    assume(one <= other)
    with use_scale(scale):
        ends = []
        for value in (one, other):
            scaled = scale_numbers((value,), unit)
            assert scaled.values[0] is not None
            ends.append(in_base(scaled.values[0], scaled.unit))
        assert ends[0] <= ends[1]


@pytest.mark.parametrize(
    ("relation", "value", "unit", "english", "chinese"),
    [
        (Relation.AT_MOST, "10", "位", "top 10", "前10位"),
        (Relation.EQUAL, "1", "位", "1位", "1位"),
        (Relation.AT_LEAST, "2", "倍", "at least ×2", "≥ 2倍"),
        (Relation.AT_MOST, "0.5", "倍", "≤ 0.5倍", "≤ 0.5倍"),
    ],
)
def test_ranks_and_multiples_are_said_in_words(
    relation: Relation, value: str, unit: str, english: str, chinese: str
) -> None:
    bound = Bound(relation, Decimal(value), None, UNITS.read(unit))
    assert scaled_bound_text(bound) == english
    with use_catalogue(load_catalogue("zh")):
        assert scaled_bound_text(bound) == chinese
    with write_for_programs():
        assert scaled_bound_text(bound) == format_bound(bound)
