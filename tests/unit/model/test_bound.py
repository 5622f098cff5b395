"""Bounds: how far "about" reaches, how they turn, how they are written."""

from __future__ import annotations

from decimal import Decimal

import pytest

from targetcli.model.bound import (
    Bound,
    Relation,
    format_bound,
    join_unit,
    last_digit_unit,
    rounding_half_width,
)
from targetcli.model.unit_table import UnitTable


@pytest.mark.parametrize(
    ("value", "unit_of_last_digit", "half"),
    [
        ("5.0", "0.1", "0.05"),
        ("5", "1", "0.5"),
        ("6", "1", "0.5"),
        ("1", "1", "0.1"),  # at most a tenth of it
        ("3", "1", "0.3"),
        ("1200", "100", "50"),
        ("1000", "1000", "100"),
        ("300", "100", "30"),
        ("3600", "100", "50"),
        ("1205", "1", "0.5"),
        ("12.50", "0.01", "0.005"),
        ("-5.0", "0.1", "0.05"),
        ("-5", "1", "0.5"),
        ("0", "1", "0"),
        ("0.0", "0.1", "0"),
    ],
)
def test_half_width(value: str, unit_of_last_digit: str, half: str) -> None:
    assert last_digit_unit(Decimal(value)) == Decimal(unit_of_last_digit)
    assert rounding_half_width(Decimal(value)) == Decimal(half)


def test_half_width_of_thirty_digits_is_exact() -> None:
    value = Decimal("1.23456789012345678901234567891")
    assert rounding_half_width(value) == Decimal("5E-30")


@pytest.mark.parametrize(
    ("relation", "turned"),
    [(">", "<"), (">=", "<="), ("<=", ">="), ("<", ">"), ("=", "="), ("~", "~")],
)
def test_turned(relation: str, turned: str) -> None:
    assert Relation(relation).opposite is Relation(turned)


@pytest.mark.parametrize(
    ("relation", "value", "high", "unit", "text"),
    [
        (">", "3600", None, "亿元", "> 3600亿元"),
        (">=", "5", None, "%", "≥ 5%"),
        ("<=", "5", None, "billion CNY", "≤ 5 billion CNY"),
        ("<", "2.3", None, "万个", "< 2.3万个"),
        ("=", "5.0", None, "%", "5.0%"),
        ("~", "6", None, "%", "≈ 6%"),
        ("range", "5", "6", "%", "5–6%"),
        (">", "300", "400", "家", "> 300家, < 400家"),
    ],
)
def test_bound_text(
    relation: str, value: str, high: str | None, unit: str, text: str
) -> None:
    upper = None if high is None else Decimal(high)
    bound = Bound(Relation(relation), Decimal(value), upper, UnitTable().read(unit))
    assert format_bound(bound) == text


@pytest.mark.parametrize(
    ("digits", "unit", "joined"),
    [
        ("12", "km", "12 km"),
        ("3600", "亿元", "3600亿元"),
        ("12.1", "1/10万", "12.1/10万"),
        ("5", "%", "5%"),
    ],
)
def test_a_unit_adds_no_digit_to_a_number(digits: str, unit: str, joined: str) -> None:
    assert join_unit(digits, unit) == joined
