"""Digits are grouped for people, bare for programs, and never rounded to a limit."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targetcli.environment import load_catalogue
from targetcli.render.digits import digits_text, round_beside, signed_text
from targetcli.render.i18n import use_catalogue
from targetcli.render.readers import write_for_programs

numbers = st.decimals(allow_nan=False, allow_infinity=False, places=6)


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [
        ("-91400", "−91,400", "−91,400"),
        ("3600", "3,600", "3600"),
        ("999", "999", "999"),
        ("10116.4", "10,116.4", "10,116.4"),
        ("1234567.8900", "1,234,567.8900", "1,234,567.8900"),
        ("-0.5", "−0.5", "−0.5"),
        ("0", "0", "0"),
    ],
)
def test_people_read_grouped_digits(value: str, english: str, chinese: str) -> None:
    assert digits_text(Decimal(value)) == english
    with use_catalogue(load_catalogue("zh")):
        assert digits_text(Decimal(value)) == chinese


@given(numbers)
def test_the_digits_stay_those_announced(value: Decimal) -> None:
    shown = digits_text(value)
    assert "-" not in shown
    assert Decimal(shown.replace(",", "").replace("−", "-")) == value


@given(numbers)
def test_programs_read_bare_digits(value: Decimal) -> None:
    with write_for_programs(), use_catalogue(load_catalogue("zh")):
        assert digits_text(value) == f"{value:f}"


def test_a_sign_stands_before_what_is_not_zero() -> None:
    texts = [signed_text(Decimal(number)) for number in ("30", "-1200", "0")]
    assert texts == ["+30", "−1,200", "0"]


@given(numbers, numbers, st.integers(0, 8))
def test_a_rounded_number_stays_on_its_side_of_a_limit(
    value: Decimal, limit: Decimal, places: int
) -> None:
    rounded = round_beside(value, [limit], places)
    assert (rounded > limit, rounded < limit) == (value > limit, value < limit)
    assert abs(rounded - value) <= Decimal(1).scaleb(-places)
