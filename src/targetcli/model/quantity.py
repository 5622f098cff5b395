"""Quantities: decimal digits and a unit, as written.

The digits stay those that were announced: 3600亿元 is not 360000000000元, and 5.0 is
not 5. Nothing here is ever a float.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from unicodedata import normalize

from targetcli.errors import Unreadable
from targetcli.model import numerals

MOST_DIGITS = 30
_LEAST_EXPONENT, _MOST_EXPONENT = -12, 18

ACCEPTED = ("3600亿元", "3.3万套", "5%", "三千六百亿元", "37.6 thousand people")


def plain(text: str) -> str:
    """Return text in NFKC, one kind of minus, single spaces, trimmed."""
    folded = normalize("NFKC", text).replace("−", "-").replace("﹣", "-")
    return " ".join(folded.split())


def digits_text(digits: Decimal) -> str:
    """Write digits as announced, without an exponent."""
    return f"{digits:f}"


def read_digits(text: str) -> Decimal:
    """Read plain digits with an optional sign, as they stand in a file.

    Raises `Unreadable` for anything else: words, exponents, NaN, more than 30 digits.
    """
    digits, rest = split_number(plain(text))
    if rest:
        raise Unreadable("number", text, ("3600", "3.3", "-5"))
    return digits


def split_number(text: str) -> tuple[Decimal, str]:
    """Split plain text into its leading number and what follows.

    Raises `Unreadable` where there is no number, or one that may mean two things.
    """
    match = _western().match(text)
    if match is None:
        return _split_numeral(text)
    number, rest = match.group(0), text[match.end() :]
    if rest[:1] in (",", ".") or _starts_with_digit(rest.lstrip()):
        raise Unreadable("number", text, ("1,200", "1200", "1.5"), "odd separators")
    return _bounded(number.replace(",", "").replace(" ", ""), text), rest.strip()


@cache
def _western() -> re.Pattern[str]:
    # Exponents, underscores and 0x are left over and then refused with the unit.
    return re.compile(r"[+-]? ?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")


def _starts_with_digit(text: str) -> bool:
    return (
        text[:1].isdigit()
        or text[:1] == "_"
        or text[:1] in numerals.CHARACTERS - (frozenset("百千") | numerals.MYRIADS)
    )


def _bounded(digits: str, text: str) -> Decimal:
    # Before any conversion: int(Decimal("1E+3000000")) takes minutes.
    significant = digits.lstrip("+-").replace(".", "").strip("0")
    decimals = len(digits.partition(".")[2])
    whole = len(digits.lstrip("+-").partition(".")[0].lstrip("0"))
    if len(significant) > MOST_DIGITS or len(digits) > 2 * MOST_DIGITS:
        raise Unreadable("number", text, why=f"more than {MOST_DIGITS} digits")
    if decimals > -_LEAST_EXPONENT or whole > _MOST_EXPONENT + 1:
        raise Unreadable("number", text, why="too large or too fine to be a figure")
    return Decimal(digits)


def _split_numeral(text: str) -> tuple[Decimal, str]:
    sign = text[:1] if text[:1] in ("+", "-") else ""
    body = text[len(sign) :]
    length = next(
        (at for at, char in enumerate(body) if char not in numerals.CHARACTERS),
        len(body),
    )
    # 百分点 begins with a character that is also a numeral: 三百分点 is 3 points.
    if body[:length].endswith("百") and body[length:].startswith("分点"):
        length -= 1
    # The trailing 万 or 亿 belongs to the unit: 三千六百亿元 is 3600 亿元.
    while length > 1 and body[length - 1] in numerals.MYRIADS:
        length -= 1
    number = None if length > MOST_DIGITS else numerals.read_numeral(body[:length])
    if number is None:
        raise Unreadable("number", text, ACCEPTED)
    return _bounded(sign + digits_text(number), text), body[length:].strip()
