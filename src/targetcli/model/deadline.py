"""Read deadlines: a last day, the period it names, and if it is reached at or by it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from targetcli.errors import Unreadable
from targetcli.model.calendar_period import read_plan
from targetcli.model.period import (
    FIRST_YEAR,
    NO_REFERENCE_DAYS,
    ReferenceDays,
    Span,
    enclosing_span,
)
from targetcli.model.period_forms import (
    match_coming,
    match_form,
    normalize_period,
    strip_by,
    strip_inside,
)
from targetcli.model.period_reader import ACCEPTED
from targetcli.model.period_words import read_span
from targetcli.model.records import When
from targetcli.problems.reading import ReadingProblem


class Deadline(NamedTuple):
    """Deadline, and the first day of its window where the words name one.

    `period` is the period that the words name, such as a month, or None for a window.
    `when` is BY where they say that any time up to it counts.
    """

    window_start: date | None
    day: date
    period: Span | None = None
    when: When = When.AT


def read_deadline(
    text: str, reference_days: ReferenceDays = NO_REFERENCE_DAYS
) -> Deadline:
    """Read a deadline: a year means its last day, "before 2025" 2024-12-31.

    Raises `Unreadable` as `read_period` does.
    """
    words, when = _split_latest(strip_by(normalize_period(text)))
    if match := _before_pattern().fullmatch(words):
        day = _last_day_before(match, text, reference_days)
        return Deadline(None, day, when=When.BY)
    period_words = strip_inside(words)
    span = read_span(period_words, reference_days)
    if span is None:
        raise _refuse_deadline(text, reference_days)
    if _is_past_without_year(period_words, span, reference_days):
        raise Unreadable("deadline", text, ACCEPTED, ReadingProblem.NO_YEAR)
    if _is_window(words):
        return Deadline(span.start, span.end, when=when)
    is_inside = period_words != words and span.days < _DAYS_A_YEAR
    start = span.start if is_inside or _gives_flow_a_window(words) else None
    return Deadline(start, span.end, span, when)


_DAYS_A_YEAR = 365
_OPEN_ENDED = frozenset(
    (
        *("长期坚持", "长期", "常年", "持续推进", "持续", "长期实施"),
        *("ongoing", "continuous", "continuing", "permanent", "no deadline"),
    )
)


def is_open_ended(text: str) -> bool:
    """Return True for words of a target without a deadline: 长期坚持, ongoing."""
    return normalize_period(text).casefold() in _OPEN_ENDED


def _is_past_without_year(
    words: str, span: Span, reference_days: ReferenceDays
) -> bool:
    """Return True for the March of a promise made in October, whose year is unsaid."""
    announced = reference_days.announced
    is_past = announced is not None and span.end < announced
    return is_past and match_form("bare", words) is not None


def _split_latest(words: str) -> tuple[str, When]:
    """Split off "at the latest" and its like, which say that earlier counts too."""
    rest = _latest_pattern().sub("", words).strip()
    return rest, When.AT if rest == words else When.BY


def _last_day_before(
    match: re.Match[str], text: str, reference_days: ReferenceDays
) -> date:
    """Return the last day before the period that the match names."""
    period_text = match["period"] or match["named"]
    span = read_span(period_text, reference_days)
    if span is None or not (match["period"] or _has_clear_start(period_text, span)):
        raise _refuse_deadline(text, reference_days)
    # 6月30日前 and "before the end of June" hold that day, "before 30 June" does not.
    if span.days == 1 and (match["named"] or match_form("end_en", period_text)):
        return span.end
    if span.start.year == FIRST_YEAR:
        raise _refuse_deadline(text, reference_days)
    return span.start - timedelta(days=1)


def _has_clear_start(period_text: str, span: Span) -> bool:
    # 三季度前 may mean "by the end of the third quarter" or "before it".
    whole = span in (enclosing_span(span.start, 12), enclosing_span(span.start, 1))
    return whole or span.days == 1 or read_plan(period_text) is not None


def _refuse_deadline(text: str, reference_days: ReferenceDays) -> Unreadable:
    from targetcli.model.period_problems import find_problem  # noqa: PLC0415 - to refuse

    problem = find_problem(text, reference_days)
    return Unreadable("deadline", text, ACCEPTED, problem)


def _is_window(words: str) -> bool:
    """Return True where the words name a window and not only its end."""
    plan = match_form("plan", words)
    return bool(
        match_form("dots", words)
        or match_form("years", words)
        or match_form("span", words)
        or match_coming(words)
        or match_form("plan_en", words)
        or (plan and not (plan["when"] or "").endswith("末"))
    )


def _gives_flow_a_window(words: str) -> bool:
    """Return True for words of what is done inside a time: 上半年, 1—8月, year to.

    2025-03 and 2024Q1 name only an end: by March may mean the year so far.
    """
    return _inner_time_pattern().search(words) is not None


@cache
def _before_pattern() -> re.Pattern[str]:
    return re.compile(
        r"before (?P<period>.+)|(?P<named>.+?)(?:以前|之前|前)", re.IGNORECASE
    )


@cache
def _latest_pattern() -> re.Pattern[str]:
    return re.compile(
        r"^(?:最迟|最晚|提前)(?:于|在|到|至)?"
        r"|^(?:no later than|not later than|at the latest) |,? at the latest$"
        r"| or (?:earlier|before|sooner)$",
        re.IGNORECASE,
    )


@cache
def _inner_time_pattern() -> re.Pattern[str]:
    return re.compile(
        r"[上下]半年$|前[二两三23]季度$|前[0-9一二两三四五六七八九十]{1,2}个月$"
        r"|[0-9]{1,2}月?[-–—~至到][0-9]{1,2}月$|^(?:the )?(?:year|[0-9]{1,2} months) "
        r"(?:to|ending|ended) ",
        re.IGNORECASE,
    )
