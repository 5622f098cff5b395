"""Find the reason that a text is no period: ambiguous, too long, without a year."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from targetcli.model.financial_year import explain_missing
from targetcli.model.other_date_forms import explain_day_or_month, explain_other_form
from targetcli.model.period import NO_REFERENCE_DAYS, ReferenceDays, Span, format_period
from targetcli.model.period_forms import MAX_LENGTH, normalize_period, strip_by
from targetcli.model.period_words import read_span
from targetcli.model.quantity import has_raised_digits, normalize_text
from targetcli.model.unclear_dates import explain_unclear
from targetcli.problems.problem import FailureReason
from targetcli.problems.reading import ReadingProblem


def find_problem(
    text: str, reference_days: ReferenceDays
) -> ReadingProblem | FailureReason:
    """Return the reason that a text is no period: ambiguous, or without its day."""
    words = normalize_period(text)
    if not words:
        return _explain_unmatched(text)
    if _ambiguous_pattern().fullmatch(words):
        return explain_day_or_month(words)
    missing = explain_missing(words, reference_days.financial_year)
    if missing is not None:
        return missing
    unclear = explain_unclear(normalize_text(text))
    if unclear is not None:
        return unclear
    return (
        _explain_deadline_words(words)
        or _explain_relative(words, reference_days)
        or explain_other_form(normalize_text(text))
    )


def find_problem_of_day(words: str, span: Span | None) -> FailureReason:
    """Return the reason that words are no day, month or year."""
    if _ambiguous_pattern().fullmatch(words):
        return explain_day_or_month(words)
    if span is not None or not words:
        return FailureReason(ReadingProblem.UNKNOWN_FORM)
    return explain_other_form(words)


def _explain_unmatched(text: str) -> ReadingProblem | FailureReason:
    """Return the reason for not reading a text: empty, too long, with raised digits."""
    if len(text) > MAX_LENGTH:
        return FailureReason(ReadingProblem.TOO_LONG, {"longest": MAX_LENGTH})
    if has_raised_digits(text):
        return ReadingProblem.RAISED_DIGITS
    return ReadingProblem.NO_TIME if text.strip() else ReadingProblem.EMPTY


def _explain_deadline_words(words: str) -> FailureReason | None:
    """Return the problem of deadline words (by, before, 前) in a period."""
    match = _of_deadline_pattern().fullmatch(words)
    named = (match["behind"] or match["before"]) if match else ""
    span = read_span(named, NO_REFERENCE_DAYS) if named else None
    if span is None:
        return None
    return FailureReason(ReadingProblem.OF_DEADLINE, {"example": format_period(span)})


def _explain_relative(
    words: str, reference_days: ReferenceDays
) -> ReadingProblem | None:
    if reference_days.announced is not None:
        return None
    some_day = reference_days._replace(announced=date(2000, 6, 15))
    is_relative = read_span(strip_by(words), some_day) is not None
    return ReadingProblem.RELATIVE_DAY if is_relative else None


@cache
def _of_deadline_pattern() -> re.Pattern[str]:
    return re.compile(
        r"(?:by|before|until|no later than|not later than|up to|through|到|至|最[迟晚])"
        r" ?(?P<behind>.+)|(?P<before>.+?)(?:以前|之前|前| or earlier| at the latest)",
        re.IGNORECASE,
    )


@cache
def _ambiguous_pattern() -> re.Pattern[str]:
    return re.compile(r"[0-9]{1,2}([/.-])[0-9]{1,2}\1(?:[0-9]{4}|[0-9]{2})")
