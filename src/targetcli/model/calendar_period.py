"""Read periods that name their year: 2025年6月, 2025年底, 十四五, end of 2025."""

from __future__ import annotations

from datetime import date, timedelta

from targetcli.model.numerals import read_numeral
from targetcli.model.period import (
    FIRST_YEAR,
    LAST_YEAR,
    MONTHS_A_YEAR,
    Span,
    add_months,
    calendar_span,
    span_of_months,
)
from targetcli.model.period_forms import match_form

_SIXTH_PLAN, _SIXTH_PLAN_STARTS, _YEARS_A_PLAN = 6, 1981, 5


def read_calendar_period(text: str) -> Span | None:
    """Read a normalized period that names its year; return None for any other text."""
    return (
        read_calendar(text)
        or _read_end_of(text)
        or _read_part_of_year(text)
        or _read_months_to(text)
        or read_plan(text)
    )


def read_calendar(text: str) -> Span | None:
    """Read a year, a month or a day: 2025, 2025年6月, 2025-06-30."""
    match = match_form("calendar", text)
    if match is None:
        return None
    year, month = int(match["year"]), match["m"] or match["cm"]
    day = match["d"] or match["cd"]
    return calendar_span(year, int(month) if month else None, int(day) if day else None)


def _read_end_of(text: str) -> Span | None:
    """Read the last day of a year, a half, a quarter or a month: 2025年三季度末."""
    if match := match_form("quarter_end", text):
        span = _read_part_of_year(match["period"])
    elif match := match_form("end", text) or match_form("end_en", text):
        month = match["m"]
        span = calendar_span(int(match["year"]), int(month) if month else None, None)
    else:
        return None
    return Span(span.end, span.end) if span else None


def _read_part_of_year(text: str) -> Span | None:
    if match := match_form("half", text):
        second = match["h"] == "2" or match["ch"] == "下"
        return _span_in_year(match["year"], 7 if second else 1, 6)
    if match := match_form("quarter", text):
        quarter = read_small_number(match["q"] or match["cq"])
        return _span_in_year(match["year"], 3 * quarter - 2, 3)
    if match := match_form("to_date", text):
        months = (
            3 * read_small_number(match["q"])
            if match["q"]
            else read_small_number(match["n"] or match["m"])
        )
        return _span_in_year(match["year"] or match["of"], 1, months)
    if match := match_form("months", text):
        first, last = int(match["first"]), int(match["last"])
        if 1 <= first <= last <= MONTHS_A_YEAR:
            return _span_in_year(match["year"], first, last - first + 1)
    return None


def _span_in_year(year_text: str, month: int, count: int) -> Span | None:
    year = int(year_text)
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= count <= MONTHS_A_YEAR):
        return None
    return span_of_months(date(year, month, 1), count)


def _read_months_to(text: str) -> Span | None:
    """Read "year to March 2024", and "12 months to June 2024"."""
    match = match_form("months_to", text)
    last = read_calendar(match["last"]) if match else None
    if match is None or last is None:
        return None
    months = int(match["n"] or MONTHS_A_YEAR)
    if not 1 <= months <= MONTHS_A_YEAR * _YEARS_A_PLAN:
        return None
    after = last.end + timedelta(days=1)
    return Span(add_months(after, -months), last.end)


def read_plan(text: str) -> Span | None:
    """Read the years of a five-year plan, or their last day; None for other words."""
    match = match_form("plan", text) or match_form("plan_en", text)
    number = read_small_number(match["n"]) if match else 0
    # The plans before the sixth did not follow each other every five years.
    if match is None or number < _SIXTH_PLAN:
        return None
    start = _SIXTH_PLAN_STARTS + _YEARS_A_PLAN * (number - _SIXTH_PLAN)
    span = Span(date(start, 1, 1), date(start + _YEARS_A_PLAN - 1, 12, 31))
    ends = (match.groupdict().get("when") or "").endswith("末")
    return Span(span.end, span.end) if ends else span


def read_small_number(text: str) -> int:
    """Read a number that a form has matched: 3, 三, 十一."""
    return int(text) if text.isascii() else int(read_numeral(text) or 0)
