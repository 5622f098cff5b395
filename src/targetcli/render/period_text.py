"""Write periods as people say them: ``Q3 2024``, ``Jan–Sep 2025``, 2025年1—9月.

Days stay ISO, and so does every period that programs read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

from targetcli.model.period import Span, format_period
from targetcli.model.records import Region
from targetcli.render.i18n import N_, gettext, pgettext
from targetcli.render.readers import is_for_programs

_MONTHS = (
    *(N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun")),
    *(N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec")),
)
_QUARTERS = (N_("Q1 {year}"), N_("Q2 {year}"), N_("Q3 {year}"), N_("Q4 {year}"))
_HALVES = (N_("H1 {year}"), N_("H2 {year}"))
_A_YEAR, _A_HALF, _A_QUARTER = 12, 6, 3

_financial_start: ContextVar[int | None] = ContextVar("financial_start", default=None)


@contextmanager
def name_financial_years(regions: Iterable[Region]) -> Iterator[None]:
    """Call twelve months a financial year inside a ``with`` block: ``FY 2024/25``.

    That is where all regions that say when theirs begins name one month.
    """
    said = {region.fiscal_year.partition(":")[0] for region in regions} - {""}
    start = int(said.pop()) if len(said) == 1 else None
    previous = _financial_start.set(start)
    try:
        yield
    finally:
        _financial_start.reset(previous)


def day_text(day: date | None) -> str:
    """Return a day as ``2025-12-31``, "" for None."""
    return day.isoformat() if day else ""


def period_text(span: Span | None) -> str:
    """Return a period in words, for programs as files hold it; "" for None."""
    if span is None:
        return ""
    start, end = span
    if is_for_programs() or start == end:
        return format_period(span)
    if not _is_of_whole_months(span):
        sentence = gettext("{start} to {end}")
        return sentence.format(start=start.isoformat(), end=end.isoformat())
    if start.year == end.year:
        return _text_within_year(start.year, start.month, end.month)
    if start.month == _financial_start.get() and _is_a_year(span):
        years = f"{start.year}/{end.year % 100:02d}"
        return gettext("FY {years}").format(years=years)
    if (start.month, end.month) == (1, _A_YEAR):
        return gettext("{first}–{last}").format(first=start.year, last=end.year)
    first, last = (_month_text(day.year, day.month) for day in span)
    return pgettext("months", "{first}–{last}").format(first=first, last=last)


def _text_within_year(year: int, first: int, last: int) -> str:
    count = last - first + 1
    if count == _A_YEAR:
        return gettext("{year}").format(year=year)
    if count == 1:
        return _month_text(year, first)
    for length, names in ((_A_HALF, _HALVES), (_A_QUARTER, _QUARTERS)):
        if count == length and last % length == 0:
            return gettext(names[last // length - 1]).format(year=year)
    months = [gettext(_MONTHS[month - 1]) for month in (first, last)]
    return gettext("{first}–{last} {year}").format(
        first=months[0], last=months[1], year=year
    )


def _month_text(year: int, month: int) -> str:
    name = gettext(_MONTHS[month - 1])
    return gettext("{month} {year}").format(month=name, year=year)


def _is_a_year(span: Span) -> bool:
    start, end = span
    return (end.year, end.month) == (start.year + 1, start.month - 1)


def _is_of_whole_months(span: Span) -> bool:
    after = date.fromordinal(span.end.toordinal() + 1)
    return span.start.day == after.day == 1
