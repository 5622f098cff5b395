"""Read and write the digits of quantities as they were announced, never as floats.

3600亿元 is not 360000000000元, and 5.0 is not 5.
"""

from __future__ import annotations

import re
from decimal import Context, Decimal
from functools import cache
from itertools import pairwise
from unicodedata import category

from targetcli.errors import Unreadable
from targetcli.model import numerals
from targetcli.model.normal_form import normalize_form
from targetcli.problems.reading import ReadingProblem

MAX_DIGITS = 40  # that count, and behind the point; so is all that a float prints
MAX_LENGTH = 200
# Of the 80 places that 40 digits on each side of a sum could need, none is rounded.
EXACT = Context(prec=2 * MAX_DIGITS)

ACCEPTED = ("3600亿元", "3.3万套", "5%", "三千六百亿元", "37.6 thousand people")


def normalize_text(text: str) -> str:
    """Return text in NFKC, trimmed, with one kind of minus and single spaces.

    A space beside a Chinese character is left out unless an English word is on its
    other side.
    """
    if text.isascii():
        return " ".join(text.split())
    folded = normalize_form("NFKC", text).replace("−", "-").replace("﹣", "-")
    spaced = " ".join(folded.split())
    return spaced if spaced.isascii() else _space_beside_chinese().sub("", spaced)


@cache
def _space_beside_chinese() -> re.Pattern[str]:
    return re.compile(r"(?<=[〇㐀-鿿]) (?![A-Za-z])|(?<![A-Za-z]) (?=[〇㐀-鿿])")


def normalize_number(text: str) -> str:
    """Normalize text that should hold a number, as `normalize_text` does.

    Raises `Unreadable` for text too long to be one, and where a footnote mark or a
    circled digit would become one more digit: 3600² is not 36002.
    """
    if len(text) > MAX_LENGTH:
        raise Unreadable(
            "number", text, problem=ReadingProblem.TOO_LONG, longest=MAX_LENGTH
        )
    if has_raised_digits(text):
        raise Unreadable("number", text, problem=ReadingProblem.RAISED_DIGITS)
    return normalize_text(text)


def is_plain_number(text: str) -> bool:
    """Return True for digits alone, with a minus, commas or decimals: -1,200.5."""
    return text.isascii() and _plain_number().fullmatch(text) is not None


@cache
def _plain_number() -> re.Pattern[str]:
    return re.compile(r"-?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")


def has_raised_digits(text: str) -> bool:
    """Return True where a raised or circled digit stands beside another digit."""
    return not text.isascii() and any(
        map(_is_raised_beside_digit, pairwise(map(category, text)))
    )


def format_digits(digits: Decimal) -> str:
    """Write digits as announced, without an exponent."""
    return f"{digits:f}"


def count_decimals(digits: Decimal) -> int:
    """Return the number of digits behind the decimal point."""
    _, _, decimals = format_digits(digits).partition(".")
    return len(decimals)


def negate(digits: Decimal) -> Decimal:
    """Return the same digits with the other sign; zero has no sign."""
    return digits.copy_negate() if digits else digits


def read_digits(text: str) -> Decimal:
    """Read digits with an optional sign, as they stand in a file.

    Raises `Unreadable` for anything else: words, NaN, more than 40 digits.
    """
    digits, rest = split_number(normalize_number(text))
    if rest:
        raise Unreadable("number", text, ("3600", "3.3", "-5"))
    return digits


def split_number(text: str) -> tuple[Decimal, str]:
    """Split normalized text into its leading number and the rest.

    Raises `Unreadable` where there is no number, or one with two meanings.
    """
    if text[:1] in ("负", "負"):
        text = f"-{text[1:]}"
    match = _western_number().match(text)
    if match is None:
        return _split_chinese_numeral(text)
    number, rest = match.group(0), text[match.end() :]
    if rest[:1] in (",", ".") or _continues_number(rest.lstrip()):
        raise Unreadable(
            "number", text, ("1,200", "1200", "1.5"), ReadingProblem.MISPLACED_SEPARATOR
        )
    return _to_decimal(number.replace(",", "").replace(" ", ""), text), rest.strip()


def _is_raised_beside_digit(categories: tuple[str, str]) -> bool:
    return "No" in categories and {*categories} <= {"No", "Nd"}


@cache
def _western_number() -> re.Pattern[str]:
    # 0,123 is a decimal somewhere, and 12,34 nowhere: neither is read.
    # 1.1e-16 is what programs print; 1e5000 is nobody's figure.
    return re.compile(
        r"[+-]? ?(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
        r"(?P<exponent>[eE][+-]?[0-9]{1,2}(?![0-9a-zA-Z.,]))?"
    )


def _continues_number(rest: str) -> bool:
    """Return True where the rest still belongs to the number: a digit, an exponent."""
    first, second = rest[:1], rest[1:2]
    if first in numerals.NUMERAL_CHARACTERS:
        # 万 is a magnitude of the unit, as 百, 千, 十万 and 十亿 are; 十 is not.
        magnitude = first in "百千" or numerals.is_myriad(first)
        return not (
            magnitude or (first == "十" and second and numerals.is_myriad(second))
        )
    exponent = first in "eExX" and (second.isdigit() or second in ("+", "-"))
    if first in "'’" and second.isdigit():
        return True
    return first.isdigit() or first == "_" or (bool(second) and exponent)


def _to_decimal(digits: str, text: str) -> Decimal:
    # Before any conversion: int(Decimal("1E+3000000")) takes minutes.
    if "e" in digits.lower():
        digits = format_digits(Decimal(digits))
    whole, _, decimals = digits.lstrip("+-").partition(".")
    significant = (whole + decimals).strip("0")
    if len(significant) > MAX_DIGITS:
        raise Unreadable(
            "number", text, problem=ReadingProblem.TOO_MANY_DIGITS, most=MAX_DIGITS
        )
    if max(len(decimals), len(whole.lstrip("0"))) > MAX_DIGITS:
        raise Unreadable("number", text, problem=ReadingProblem.OUT_OF_RANGE)
    if digits.startswith("-") and not significant:
        raise Unreadable("number", text, problem=ReadingProblem.SIGNED_ZERO)
    return Decimal(digits)


def _split_chinese_numeral(text: str) -> tuple[Decimal, str]:
    sign = text[:1] if text[:1] in ("+", "-") else ""
    body = text[len(sign) :]
    length = next(
        (at for at, char in enumerate(body) if char not in numerals.NUMERAL_CHARACTERS),
        len(body),
    )
    # 百分点 begins with a character that is also a numeral: 三百分点 is 3 points.
    if body[:length].endswith("百") and body[length:].startswith("分点"):
        length -= 1
    length = _numeral_length(body[:length])
    number = numerals.read_numeral(body[:length])
    if number is None:
        raise Unreadable("number", text, ACCEPTED)
    return _to_decimal(sign + format_digits(number), text), body[length:].strip()


def _numeral_length(numeral: str) -> int:
    """Return the length of the number: the 亿 of 三千六百亿元 belongs to the unit.

    The 万 of 三亿五千万元 does not: 三亿五千 ten-thousands is another amount.
    """
    length = len(numeral)
    while (
        length > 1
        and numerals.is_myriad(last := numeral[length - 1])
        and not numerals.has_myriad_at_least(numeral[: length - 1], last)
    ):
        length -= 1
    return length
