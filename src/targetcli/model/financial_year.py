"""Read financial years: 2023/24 and FY2024, given the month in which they begin.

2023/24 needs only that month. FY2024 may also be named by its start, as in Japan, or by
its end, as in India.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from targetcli.errors import Unreadable
from targetcli.problems.problem import FailureReason
from targetcli.problems.reading import ReadingProblem

_ACCEPTED = ("04:end", "04:start", "04")
_APRIL, _JULY = 4, 7
_CENTURY = 2000


class FinancialYear(NamedTuple):
    """First month of a financial year, and which of its years names it, if said."""

    first_month: int
    named_by: str = ""


def read_financial_year(text: str) -> FinancialYear | None:
    """Read ``04:end``, ``04:start`` or ``04``; return None for an empty text.

    Raises `Unreadable` for any other.
    """
    if not text.strip():
        return None
    match = re.fullmatch(r"(0?[1-9]|1[0-2])(?::(start|end))?", text.strip())
    if match is None:
        raise Unreadable("fiscal_year", text, _ACCEPTED)
    return FinancialYear(int(match[1]), match[2] or "")


def format_financial_year(year: FinancialYear) -> str:
    """Write a financial year as ``04:end``, or ``04`` where its naming is unsaid."""
    return f"{year.first_month:02d}" + (f":{year.named_by}" if year.named_by else "")


def may_be_financial_year(text: str) -> bool:
    """Return True for 2009-10, a month that may be meant as a financial year."""
    match = re.fullmatch(r"([0-9]{4})-(0[1-9]|1[0-2])", text.strip())
    return match is not None and _follows(match[1], match[2])


def spans_two_years(text: str) -> bool:
    """Return True if a text can only be a financial year: 2012-13, 2009/10."""
    return _match_spanning(text.strip()) is not None and not may_be_financial_year(text)


def read_months(text: str, year: FinancialYear | None) -> tuple[date, date] | None:
    """Return the first and last day of a financial year; None for any other text.

    None too where it is not said how years are counted; `explain_missing` tells then.
    """
    if (start := _match_spanning(text)) is not None:
        return _span(start, year.first_month) if year else None
    named = _match_named(text)
    if named is None or year is None or not (year.named_by or year.first_month == 1):
        return None
    is_by_start = year.named_by == "start" or year.first_month == 1
    return _span(named if is_by_start else named - 1, year.first_month)


def explain_missing(text: str, year: FinancialYear | None) -> FailureReason | None:
    """Return both readings of a financial year that nobody said how to count."""
    if (start := _match_spanning(text)) is not None:
        spans = _span(start, _APRIL), _span(start, _JULY)
        return _explain(ReadingProblem.FINANCIAL_YEAR, *spans)
    named = _match_named(text)
    if named is None:
        return None
    month = year.first_month if year else _APRIL
    spans = _span(named, month), _span(named - 1, month)
    return _explain(ReadingProblem.NAMED_YEAR, *spans)


def _match_spanning(text: str) -> int | None:
    """Return the first year of 2023/24, 2023-24 or FY2023/24; 2009-10 is a month."""
    match = _spanning_pattern().fullmatch(text)
    if match is None or not _follows(match[1], match[2] or match[3]):
        return None
    return int(match[1])


def _match_named(text: str) -> int | None:
    match = _named_pattern().fullmatch(text)
    if match is None:
        return None
    number = int(match[1] or match[2])
    return number + _CENTURY if number < _CENTURY else number


def _follows(first: str, second: str) -> bool:
    return int(second) in (int(first) + 1, (int(first) + 1) % 100)


def _span(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year + 1, month, 1) - timedelta(days=1)


def _explain(
    problem: ReadingProblem, first: tuple[date, date], second: tuple[date, date]
) -> FailureReason:
    one, other = (f"{start:%Y-%m}..{end:%Y-%m}" for start, end in (first, second))
    return FailureReason(problem, {"first": one, "second": other})


@cache
def _spanning_pattern() -> re.Pattern[str]:
    return re.compile(
        r"(?:FY ?|(?:fiscal|financial)(?: year)? )?"
        r"((?:19|20|21)[0-9]{2})(?:/([0-9]{4}|[0-9]{2})|[-–]([0-9]{2}))",
        re.IGNORECASE,
    )


@cache
def _named_pattern() -> re.Pattern[str]:
    return re.compile(
        r"(?:FY ?'?|(?:fiscal|financial)(?: year)? )((?:19|20|21)?[0-9]{2})"
        r"|((?:19|20|21)[0-9]{2})年?(?:财年|财政年度)",
        re.IGNORECASE,
    )
