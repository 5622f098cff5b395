"""Read a period from its words, given the days that 明年 and "last month" refer to."""

from __future__ import annotations

from datetime import date, timedelta

from targetcli.model.calendar_period import read_calendar_period, read_small_number
from targetcli.model.financial_year import FinancialYear, read_months
from targetcli.model.period import (
    LAST_YEAR,
    ReferenceDays,
    Span,
    add_months,
    enclosing_span,
    year_span,
)
from targetcli.model.period_forms import match_coming, match_form, normalize_period

_YEARS_FROM_ANNOUNCEMENT = {
    "今年": 0,
    "本年": 0,
    "明年": 1,
    "来年": 1,
    "后年": 2,
    "去年": -1,
    "前年": -2,
}
_MONTHS_OF_UNIT = {"年": 12, "year": 12, "个月": 1, "month": 1}
_DAYS_OF_UNIT = {"天": 1, "日": 1, "day": 1, "周": 7, "week": 7}


def read_span(text: str, reference_days: ReferenceDays) -> Span | None:
    """Read a normalized period; return None for any other text."""
    return _read_single_span(text, reference_days) or _read_span_of_two(
        text, reference_days
    )


def _read_single_span(text: str, reference_days: ReferenceDays) -> Span | None:
    return (
        read_calendar_period(text)
        or _read_as_at(text, reference_days)
        or _read_financial_year(text, reference_days.financial_year)
        or read_relative_to_today(text, reference_days.today)
        or _read_relative_to_announcement(text, reference_days.announced)
    )


def _read_as_at(text: str, reference_days: ReferenceDays) -> Span | None:
    """Read 截至2024年6月 and "as at 30 June", the last day of the time they name."""
    match = match_form("as_at", text)
    span = _read_single_span(match["period"], reference_days) if match else None
    return Span(span.end, span.end) if span else None


def _read_financial_year(text: str, year: FinancialYear | None) -> Span | None:
    months = read_months(text, year)
    return Span(*months) if months else None


def read_relative_to_today(text: str, today: date | None) -> Span | None:
    """Read today, this-year and last-month; return None for any other text."""
    if today is None:
        return None
    name = text.casefold()
    if name == "today":
        return Span(today, today)
    direction, _, unit = name.partition("-")
    lengths = {"year": 12, "half": 6, "quarter": 3, "month": 1}
    if direction not in ("this", "last") or unit not in lengths:
        return None
    current = enclosing_span(today, lengths[unit])
    return (
        current
        if direction == "this"
        else enclosing_span(current.start - timedelta(days=1), lengths[unit])
    )


def _read_relative_to_announcement(text: str, announced: date | None) -> Span | None:
    if announced is None:
        return None
    years = _YEARS_FROM_ANNOUNCEMENT.get(text[:2])
    if years is not None:
        return read_calendar_period(f"{announced.year + years}年{text[2:]}")
    if text.casefold() in ("年内", "this year", "the year"):
        return year_span(announced.year)
    if text.casefold() in ("next year", "last year"):
        return year_span(announced.year + (1 if text[:1] in "nN" else -1))
    if match := match_form("year_end_en", text):
        year = _read_relative_to_announcement(match["year"], announced)
        return Span(year.end, year.end) if year else None
    if match_form("bare", text):
        return read_calendar_period(f"{announced.year}年{text.removeprefix('年')}")
    return _read_span_ahead(text, announced)


def _read_span_ahead(text: str, announced: date) -> Span | None:
    if text == "半年内":
        text = "6个月内"
    match = (
        match_coming(text)
        or match_form("within", text)
        or match_form("within_en", text)
    )
    count = read_small_number(match["n"]) if match else 0
    if match is None or count == 0:
        return None
    unit = match["unit"].casefold()
    end = add_months(announced, count * _MONTHS_OF_UNIT.get(unit, 0))
    end += timedelta(days=count * _DAYS_OF_UNIT.get(unit, 0))
    return Span(announced, end) if end.year <= LAST_YEAR else None


def _read_span_of_two(text: str, reference_days: ReferenceDays) -> Span | None:
    match = (
        match_form("dots", text)
        or match_form("years", text)
        or match_form("span", text)
    )
    if match is None:
        return None
    first = _read_single_span(match["from"], reference_days)
    last = _read_single_span(match["to"], reference_days)
    if first is None or last is None or first.start > last.end:
        return None
    return Span(first.start, last.end)


def names_state(text: str) -> bool:
    """Return True for words of how things stand on a day: 2023年底, as at."""
    words = normalize_period(text)
    as_at = match_form("as_at", words)
    return bool(
        as_at
        or match_form("end", words)
        or match_form("end_en", words)
        or match_form("quarter_end", words)
        or words.endswith(("底", "末", "年终"))
    )
