"""Define spans of whole days, and write one as 2025, 2025Q2, 2025-06 or 2021..2025."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from targetcli.model.financial_year import FinancialYear

FIRST_YEAR, LAST_YEAR = 1900, 2199
MONTHS_A_YEAR = 12
_ISO_LENGTHS = (4, 7, 10)


class Span(NamedTuple):
    """Stretch of whole days, both ends included."""

    start: date
    end: date

    @property
    def days(self) -> int:
        """Number of days."""
        return (self.end - self.start).days + 1

    def contains(self, other: Span) -> bool:
        """Return True where the other span lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


class ReferenceDays(NamedTuple):
    """Days that relative words such as "last month" and 明年 refer to, where known.

    `financial_year` is how the years of the place are counted where it is not by the
    calendar.
    """

    today: date | None = None
    announced: date | None = None
    financial_year: FinancialYear | None = None


NO_REFERENCE_DAYS = ReferenceDays()


def read_iso_period(text: str) -> Span | None:
    """Return the span of 2025, 2025-06 or 2025-06-30; None for any other text.

    Stores and most files write them so; they need none of the patterns, which take
    longer to prepare than a short command to run.
    """
    year, month, day, marks = text[:4], text[5:7], text[8:], text[4::3]
    digits = year + month + day
    if len(text) not in _ISO_LENGTHS or marks.strip("-"):
        return None
    if not (digits.isascii() and digits.isdecimal()):
        return None
    return calendar_span(
        int(year), int(month) if month else None, int(day) if day else None
    )


def calendar_span(year: int, month: int | None, day: int | None) -> Span | None:
    """Return the span of a year, a month or a day; None where there is no such one."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    if month is None:
        return year_span(year)
    if not 1 <= month <= MONTHS_A_YEAR:
        return None
    if day is None:
        return span_of_months(date(year, month, 1), 1)
    if not 1 <= day <= days_in_month(year, month):
        return None
    return Span(date(year, month, day), date(year, month, day))


def format_period(span: Span) -> str:
    """Write a span in its shortest form, which reads back as the same span."""
    start, end = span
    if start == end:
        return start.isoformat()
    for length, name in ((12, ""), (6, "H"), (3, "Q"), (1, "-")):
        if (start.month - 1) % length == 0 and span == span_of_months(start, length):
            return f"{start.year}{_format_part(name, start.month, length)}"
    whole_years = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
    if whole_years:
        return f"{start.year}..{end.year}"
    return f"{start.isoformat()}..{end.isoformat()}"


def _format_part(name: str, month: int, length: int) -> str:
    if not name:
        return ""
    return f"-{month:02d}" if name == "-" else f"{name}{(month - 1) // length + 1}"


def year_span(year: int) -> Span:
    """Return the calendar year."""
    return Span(date(year, 1, 1), date(year, 12, 31))


def span_of_months(start: date, count: int) -> Span:
    """Return some whole months of a year, from that of the first day on."""
    first = date(start.year, start.month, 1)
    month = start.month + count - 1
    return Span(first, date(start.year, month, days_in_month(start.year, month)))


def enclosing_span(day: date, length: int) -> Span:
    """Return the year, half, quarter or month that holds the day."""
    month = (day.month - 1) // length * length + 1
    return span_of_months(date(day.year, month, 1), length)


def months_between(start: date, end: date) -> int:
    """Count the whole months from the first day of one to the last day of another."""
    after = end + timedelta(days=1)
    months = (after.year - start.year) * 12 + after.month - start.month
    return months - (after.day < start.day)


def add_months(day: date, months: int) -> date:
    """Return the day some months later, or the last of that month if it is shorter."""
    from dateutil.relativedelta import relativedelta  # noqa: PLC0415 - rarely needed

    return day + relativedelta(months=months)


def days_in_month(year: int, month: int) -> int:
    """Return the number of days of a month."""
    # The standard library's `calendar` takes longer to load than all of this module.
    if month == MONTHS_A_YEAR:
        return 31
    return (date(year, month + 1, 1) - timedelta(days=1)).day
