"""Read a period or a day as people write it, or refuse it with the reason.

Nothing that a text leaves out is filled in from today's date; relative words need the
day they refer to.
"""

from __future__ import annotations

from datetime import date

from targetcli.errors import Unreadable
from targetcli.model.period import (
    NO_REFERENCE_DAYS,
    ReferenceDays,
    Span,
    format_period,
    read_iso_period,
)
from targetcli.problems.reading import ReadingProblem

ACCEPTED = (
    "2025",
    "2025-06",
    "2025-06-30",
    "2025Q2",
    "2025H1",
    "2021..2025",
    "2025年底",
    "2025年上半年",
    "2025年前三季度",
    "十四五",
    "March 2025",
    "31 March 2025",
    "end of 2025",
    "Q3 2025",
    "first half of 2025",
    "last-month",
)
ACCEPTED_DAYS = ("2025-06-30", "2025-06", "2025", "2025年6月30日", "today")


def read_period(text: str, reference_days: ReferenceDays = NO_REFERENCE_DAYS) -> Span:
    """Read a period.

    Raises `Unreadable` for any other text, for an ambiguous date such as 01/02/2024,
    and for a relative word without the day it is relative to.
    """
    span = read_iso_period(text)
    return _read_worded_period(text, reference_days) if span is None else span


def read_day(text: str, reference_days: ReferenceDays = NO_REFERENCE_DAYS) -> Span:
    """Read a day, a month or a year.

    A month or year counts as its last day. Raises `Unreadable` for anything else.
    """
    span = read_iso_period(text)
    return _read_worded_day(text, reference_days.today) if span is None else span


# Stores and most files have ISO dates: the grammar of all others is loaded when needed.
def _read_worded_period(text: str, reference_days: ReferenceDays) -> Span:
    from targetcli.model.period_forms import normalize_period, strip_inside  # noqa: PLC0415
    from targetcli.model.period_words import read_span  # noqa: PLC0415

    span = read_span(strip_inside(normalize_period(text)), reference_days)
    if span is None:
        from targetcli.model.period_problems import find_problem  # noqa: PLC0415

        problem = find_problem(text, reference_days)
        if problem is ReadingProblem.RELATIVE_DAY:
            problem = ReadingProblem.NO_YEAR
        raise Unreadable("period", text, ACCEPTED, problem)
    return span


def _read_worded_day(text: str, today: date | None) -> Span:
    from targetcli.model.calendar_period import read_calendar  # noqa: PLC0415
    from targetcli.model.period_forms import normalize_period  # noqa: PLC0415
    from targetcli.model.period_words import read_relative_to_today  # noqa: PLC0415

    words = normalize_period(text)
    span = read_calendar(words) or read_relative_to_today(words, today)
    if span is None or format_period(span).count("Q") or "H" in format_period(span):
        from targetcli.model.period_problems import find_problem_of_day  # noqa: PLC0415

        raise Unreadable("date", text, ACCEPTED_DAYS, find_problem_of_day(words, span))
    return span
