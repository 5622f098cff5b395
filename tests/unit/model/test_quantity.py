"""Digits: every one kept, and nothing read that could mean two things."""

from __future__ import annotations

from decimal import Decimal

import pytest

from targetcli.errors import Unreadable
from targetcli.model.quantity import (
    format_digits,
    is_plain_number,
    negate,
    normalize_text,
    read_digits,
    split_number,
)
from targetcli.problems.reading import ReadingProblem


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("3600", "3600"),
        ("3,600", "3600"),
        ("12,345,678.90", "12345678.90"),
        ("3，600", "3600"),
        ("３６００", "3600"),
        ("３，０００．５", "3000.5"),
        ("5.0", "5.0"),
        ("0.50", "0.50"),
        ("+5", "5"),
        ("＋5", "5"),
        ("-5", "-5"),
        ("- 5", "-5"),
        ("−5", "-5"),
        ("﹣5", "-5"),
        ("－5", "-5"),
        ("-0.1", "-0.1"),
        ("0", "0"),
        ("+0", "0"),
        ("0.0", "0.0"),
        (" 5 ", "5"),
        ("三千六百", "3600"),
        ("-三", "-3"),
        ("1234567890123456789", "1234567890123456789"),
        ("0.000000000001", "1E-12"),
        ("123456789012345678.123456789012", "123456789012345678.123456789012"),
        ("1000000000000000000", "1000000000000000000"),
    ],
)
def test_digits(text: str, digits: str) -> None:
    assert read_digits(text).as_tuple() == Decimal(digits).as_tuple()


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "-",
        "+",
        "NaN",
        "nan",
        "sNaN",
        "inf",
        "-inf",
        "Infinity",
        "1e400",
        "1E+3000000",
        "1_000",
        "0x10",
        "0b1",
        "1 234",
        "12,34",
        "1,2",
        "1,2345",
        "12,3456,789",
        "1234,567",
        ",123",
        "0,123",
        "1.234,5",
        "1.2.3",
        "1.",
        ".5",
        "5,",
        "--5",
        "+-5",
        "-0",
        "-0.00",
        "−0",
        "5%",
        "3600亿",
        "about 5",
        "1/2",
        "½",
        "3600²",
        "36①",
        "①36",
        "①②",
        "٣٦٠٠",
        "3600\u200b",
        "36\u200b00",
        "9" * 41,
        "1e41",
        "1e-41",
        "1e5.5",
        "1e5x",
        "9" * 5000,
        "1" + "0" * 5000,
        "0." + "0" * 5000,
        "一万二",
        "百",
        "万",
    ],
)
def test_no_digits(text: str) -> None:
    with pytest.raises(Unreadable):
        read_digits(text)


@pytest.mark.parametrize(
    ("text", "digits", "rest"),
    [
        ("3600亿元", "3600", "亿元"),
        ("3600 亿元", "3600", "亿元"),
        ("3.3万套", "3.3", "万套"),
        ("10十万人", "10", "十万人"),
        ("10百万元", "10", "百万元"),
        ("5兆瓦", "5", "兆瓦"),
        ("5%", "5", "%"),
        ("5 exports", "5", "exports"),
        ("5 x", "5", "x"),
        ("三千六百亿元", "3600", "亿元"),
        ("三万五千亿元", "35000", "亿元"),
        ("三亿五千万元", "350000000", "元"),
        ("两万亿元", "2", "万亿元"),
        ("十万人", "10", "万人"),
        ("半年", "0.5", "年"),
        ("三百分点", "3", "百分点"),
        ("负3%", "-3", "%"),
        ("負3%", "-3", "%"),
        ("三个百分点", "3", "个百分点"),
    ],
)
def test_number_before_its_unit(text: str, digits: str, rest: str) -> None:
    number, unit = split_number(text)
    assert (format_digits(number), unit) == (digits, rest)


@pytest.mark.parametrize(
    "text", ["5十", "5十个", "5点", "5半", "5零", "百万人", "百亿元", "亿元", "元"]
)
def test_number_that_goes_on_or_is_missing(text: str) -> None:
    with pytest.raises(Unreadable):
        split_number(text)


def test_a_raised_two_of_a_unit_is_no_digit() -> None:
    assert normalize_text("５ ㎡") == "5 m2"
    with pytest.raises(Unreadable) as refused:
        read_digits("5²")
    assert refused.value.reason.problem is ReadingProblem.RAISED_DIGITS


@pytest.mark.parametrize("text", ["5", "-5", "1,200.50", "0,123", "00012"])
def test_digits_alone_are_a_plain_number(text: str) -> None:
    assert is_plain_number(text)


@pytest.mark.parametrize(
    "text", ["", "5%", "1.5m", "+5", "1e5", "五", "５", "5+", "1."]
)
def test_words_beside_digits_are_none(text: str) -> None:
    assert not is_plain_number(text)


def test_digits_are_written_without_exponent() -> None:
    assert format_digits(Decimal("1E-12")) == "0.000000000001"
    assert format_digits(Decimal("5.0")) == "5.0"


def test_negation_keeps_thirty_digits_and_gives_zero_no_sign() -> None:
    long = Decimal("123456789012345678.123456789012")
    assert format_digits(negate(long)) == "-123456789012345678.123456789012"
    assert negate(Decimal("0.0")).as_tuple() == Decimal("0.0").as_tuple()
