"""Times that are written otherwise, and what is to be written in their place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targetcli.errors import Unreadable
from targetcli.model.deadline import read_deadline
from targetcli.model.other_date_forms import explain_day_or_month, explain_other_form
from targetcli.model.period import ReferenceDays
from targetcli.model.period_reader import read_period
from targetcli.problems.problem import FailureReason
from targetcli.problems.reading import ReadingProblem

DAYS = ReferenceDays(date(2026, 3, 31), date(2024, 1, 15))


@pytest.mark.parametrize(
    ("text", "problem", "example"),
    [
        ("2025-W01", "week", "2024-12-30..2025-01-05"),
        ("2025W1", "week", "2024-12-30..2025-01-05"),
        ("week 2, 2025", "week", "2025-01-06..2025-01-12"),
        ("2025年第2周", "week", "2025-01-06..2025-01-12"),
        ("20250131", "compact-date", "2025-01-31"),
        ("202512", "compact-date", "2025-12"),
        ("45658", "day-number", "2025-01-01"),
        ("2025-01-31 09:30", "time-of-day", "2025-01-31"),
        ("2025/3", "loose-month", "2025-03"),
        ("2025.11", "loose-month", "2025-11"),
        ("'31", "short-year", "2031"),
        ("26年一季度", "short-year", "2026年一季度"),
        ("5 May 26", "short-year", "5 May 2026"),
        ("after 2026", "open-end", "2026..2031"),
        ("2026年以后", "open-end", "2026..2031"),
        ("2026 school year", "school-year", "2026-09..2027-08"),
        ("三年", "length-of-time", "三年内"),
        ("三年行动计划", "length-of-time", "三年内"),
        ("18 months", "length-of-time", "within 18 months"),
    ],
)
def test_the_form_to_write_is_shown(text: str, problem: str, example: str) -> None:
    reason = explain_other_form(text)
    assert (reason.problem.value, reason.facts["example"]) == (problem, example)


@pytest.mark.parametrize(
    ("text", "problem", "first", "second"),
    [
        ("May 26", "day-or-year", "2026-05", "26 May"),
        ("26-May", "day-or-year", "2026-05", "26 May"),
        ("2026.1", "two-months", "2026-01", "2026-10"),
        ("2030 or 2035", "two-times", "2030", "2035"),
        ("by 2030 and 2035", "two-times", "2030", "2035"),
        ("2025年和2030年", "two-times", "2025年", "2030年"),
    ],
)
def test_both_readings_are_shown(
    text: str, problem: str, first: str, second: str
) -> None:
    reason = explain_other_form(text)
    assert (reason.problem.value, reason.facts) == (
        problem,
        {"first": first, "second": second},
    )


@pytest.mark.parametrize("text", ["2025Q5", "2025-02-29", "2025年13月", "31 June 2025"])
def test_a_day_that_is_none_is_told(text: str) -> None:
    assert explain_other_form(text).problem is ReadingProblem.NO_SUCH_DAY


def test_the_part_that_is_read_is_told() -> None:
    reason = explain_other_form("2030 if funds allow")
    assert reason.facts == {"year": "2030", "unread": "if funds allow", "later": 2035}
    assert explain_other_form("some day") == FailureReason(ReadingProblem.NO_TIME)


def test_a_date_of_numbers_shows_the_readings_it_has() -> None:
    assert explain_day_or_month("05/06/2025").facts == {
        "first": "2025-06-05",
        "second": "2025-05-06",
    }
    assert explain_day_or_month("25.06.25").facts == {"example": "2025-06-25"}
    assert explain_day_or_month("5/5/2025").facts == {"example": "2025-05-05"}
    assert explain_day_or_month("31/31/2025").problem is ReadingProblem.NO_SUCH_DAY


@pytest.mark.parametrize("read", [read_period, read_deadline])
@given(
    text=st.text(
        alphabet=st.sampled_from("0123456789 年月日周QHW-/.:'MarJanbyto第一三前后AH"),
        max_size=14,
    )
)
def test_every_refusal_has_a_reason_of_its_own(
    read: Callable[..., object], text: str
) -> None:
    problem = find_refusal(read, text)
    assert not text.strip() or problem is not ReadingProblem.UNKNOWN_FORM


def find_refusal(read: Callable[..., object], text: str) -> object:
    try:
        read(text, DAYS)
    except Unreadable as refused:
        return refused.reason.problem
    return None


@pytest.mark.parametrize(
    "text", ["2030", "Mar-24", "1Q24", "明年", "within 100 days", "2024年4—6月"]
)
def test_a_reading_does_not_depend_on_the_day_it_is_read(text: str) -> None:
    readings = {
        read_deadline(text, ReferenceDays(date(2026, month, 28), date(2024, 1, 15)))
        for month in range(1, 13)
    }
    assert len(readings) == 1
