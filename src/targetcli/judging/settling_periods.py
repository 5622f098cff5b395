"""Find the periods whose figures settle a target."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from targetcli.model.period import Span, days_in_month, months_between
from targetcli.model.records import Basis, MetricKind, Target

DAY = timedelta(days=1)
MONTHS_A_YEAR = 12


@lru_cache(maxsize=4096)
def is_within_a_year(span: Span) -> bool:
    """Check that a span is at most one year long."""
    return months_between(span.start, span.end - DAY) < MONTHS_A_YEAR


@lru_cache(maxsize=4096)
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
    """Return the periods whose figure settles a level or growth, best first.

    These are the window, then the period that the deadline names. A ratio as at a day
    has none: the reading on that day settles it.
    """
    if target.deadline is None:
        return ()
    named = _find_named_period(target, target.deadline)
    if target.window_start is None:
        return (named,) if named else ()
    window = Span(target.window_start, target.deadline)
    # What a whole year brings says nothing of a window inside it.
    return (window,) if named is None or named.contains(window) else (window, named)


def get_deadline_period(target: Target) -> Span | None:
    """Return the period that a deadline names: a year, half, quarter, month or day.

    Where that was not kept, the last day of a year names the year.
    """
    if target.deadline is None:
        return None
    return target.deadline_period or _suppose_period(target.deadline)


def _suppose_period(deadline: date) -> Span:
    is_year_end = (deadline.month, deadline.day) == (12, 31)
    return Span(date(deadline.year, 1, 1) if is_year_end else deadline, deadline)


def name_financial_year(target: Target, first_month: int | None) -> Target:
    """Return a target whose deadline names the financial year that ends on it, if any.

    A month or quarter that was named stays what it is, except of a flow.
    `first_month` is the month in which a financial year begins, None if nobody said it.
    """
    named = get_deadline_period(target)
    if named is None:
        return target
    day_after = named.end + DAY
    is_year_end = (day_after.month, day_after.day) == (first_month, 1)
    is_open = named.days == 1 or _is_amount_of_flow(target)
    if not is_year_end or not is_open:
        return target
    start = day_after.replace(year=day_after.year - 1)
    return target._replace(deadline_period=Span(start, named.end))


def _find_named_period(target: Target, deadline: date) -> Span | None:
    """Return the period, longer than a day, that a deadline names for a target.

    Of a flow only a year is named so: "by March" may mean the month, the year to date
    or the twelve months (docs/design.md §5.3). Growth at a day is that of the year so
    far.
    """
    period = target.deadline_period or _suppose_period(deadline)
    if target.basis is _GROWTH and period.days == 1:
        return Span(date(deadline.year, 1, 1), deadline)
    if _is_amount_of_flow(target):
        if (deadline.month, deadline.day) == (12, 31):
            return Span(date(deadline.year, 1, 1), deadline)
        return period if measure_length(period) == MONTHS_A_YEAR else None
    return period if period.days > 1 else None


def _is_amount_of_flow(target: Target) -> bool:
    return target.metric.kind is _FLOW and target.basis is not _GROWTH


# Asked for each target: Python 3.11 takes as long to find a member as to call.
_FLOW, _GROWTH = MetricKind.FLOW, Basis.GROWTH


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
