"""Find the periods whose figures settle a target."""

from __future__ import annotations

from datetime import date, timedelta

from targetcli.model.period import Span, days_in_month, months_between
from targetcli.model.records import Target

DAY = timedelta(days=1)
MONTHS_A_YEAR = 12


def is_within_a_year(span: Span) -> bool:
    """Check that a span is at most one year long."""
    return months_between(span.start, span.end - DAY) < MONTHS_A_YEAR


def measure_length(span: Span) -> int:
    """Return the whole months of a span, else its days as a negative number."""
    whole = span.start.day == 1 and _ends_a_month(span.end)
    return months_between(span.start, span.end) if whole else -span.days


def normalize_growth_base(base: Span | None, span: Span) -> Span | None:
    """Return the base of a growth rate; None if it is the usual one.

    A blank base means the same period a year earlier, so naming that changes nothing.
    """
    usual = is_within_a_year(span) and base == _year_earlier(span)
    return None if usual else base


def find_settling_spans(target: Target) -> tuple[Span, ...]:
    """Return the periods whose figure settles a level or growth, best first."""
    if target.deadline is None:
        return ()
    # A deadline in June is never answered by what came of the whole year.
    year = Span(date(target.deadline.year, 1, 1), target.deadline)
    if target.window_start is None:
        return (year,)
    window = Span(target.window_start, target.deadline)
    # What a whole year brings says nothing of a window inside it.
    return (window,) if year.contains(window) else (window, year)


def _ends_a_month(day: date) -> bool:
    return day.day == days_in_month(day.year, day.month)


def _year_earlier(span: Span) -> Span:
    """Return the same period a year earlier."""
    start, end = span
    last = days_in_month(end.year - 1, end.month)
    day = last if _ends_a_month(end) else end.day
    first = min(start.day, days_in_month(start.year - 1, start.month))
    return Span(
        start.replace(year=start.year - 1, day=first),
        end.replace(year=end.year - 1, day=day),
    )
