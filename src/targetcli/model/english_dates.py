"""Rewrite dates as English texts print them: 31 March 2024, Mar-24, Q3 2024."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
_Write = Callable[[re.Match[str]], str] | str
_LAST_CENTURY, _THIS_CENTURY = 1900, 2000
_FIRST_OF_LAST_CENTURY = 70


def rewrite_date(text: str) -> str:
    """Return a text with the dates in it as in ISO, which have one reading.

    >>> rewrite_date("before 31 March 2024"), rewrite_date("Mar-24")
    ('before 2024-03-31', '2024-03')
    >>> rewrite_date("2025/12/31"), rewrite_date("Q3 2024")
    ('2025-12-31', '2024Q3')
    """
    for pattern, write in _rules():
        text = pattern.sub(write, text)
    return text


@cache
def _rules() -> tuple[tuple[re.Pattern[str], _Write], ...]:
    month = r"(?P<month>[a-z]{3,9})\.?"
    day = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
    year = r"(?P<year>[0-9]{4})"
    numbers = r"(?P<month>[0-9]{1,2})(?P=sep)(?P<day>[0-9]{1,2})"
    rules = (
        (rf"(?<![0-9]){day} (?:of )?{month},? {year}\b", _write_day),
        (rf"\b{month} {day},? {year}\b", _write_day),
        (rf"\b{month}[ -]{year}\b", _write_month),
        (r"\b(?P<month>[a-z]{3})-(?P<year>[0-9]{2})\b", _write_month),
        (rf"\b(?P<part>[QH][1-4])[ -]{year}\b", r"\g<year>\g<part>"),
        (rf"(?<![0-9]){year}(?P<sep>[-/.]){numbers}(?![0-9])", _write_numbers),
    )
    return tuple((re.compile(rule, re.IGNORECASE), write) for rule, write in rules)


def _read_month(name: str) -> int | None:
    """Return the number of a month by its name, in full or by its first letters."""
    folded = name.casefold()
    for number, full_name in enumerate(_MONTHS, 1):
        if folded in (full_name, full_name[:3]) or (folded, number) == ("sept", 9):
            return number
    return None


def _write_day(match: re.Match[str]) -> str:
    month = _read_month(match["month"])
    if month is None:
        return match[0]
    return f"{match['year']}-{month:02d}-{int(match['day']):02d}"


def _write_month(match: re.Match[str]) -> str:
    month, year = _read_month(match["month"]), int(match["year"])
    if month is None:
        return match[0]
    if year < _FIRST_OF_LAST_CENTURY:
        year += _THIS_CENTURY
    elif year < _LAST_CENTURY:
        year += _LAST_CENTURY
    return f"{year}-{month:02d}"


def _write_numbers(match: re.Match[str]) -> str:
    return f"{match['year']}-{int(match['month']):02d}-{int(match['day']):02d}"
