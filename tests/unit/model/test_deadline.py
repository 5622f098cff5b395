"""Deadlines: a last day as said, and the window or period that the words name."""

from __future__ import annotations

from datetime import date

import pytest

from targetcli.errors import Unreadable
from targetcli.model.deadline import read_deadline
from targetcli.model.period import (
    ReferenceDays,
    format_period,
)
from targetcli.model.period_words import names_state
from targetcli.model.records import When
from targetcli.problems.reading import ReadingProblem

ANNOUNCED = ReferenceDays(announced=date(2021, 10, 3))


@pytest.mark.parametrize(
    ("text", "start", "day"),
    [
        ("2025", None, "2025-12-31"),
        ("2025-06", None, "2025-06-30"),
        ("2025-06-30", None, "2025-06-30"),
        ("2025年底", None, "2025-12-31"),
        # what is done inside a time has a window, its end alone has none
        ("2025年上半年", "2025-01-01", "2025-06-30"),
        ("2025年下半年", "2025-07-01", "2025-12-31"),
        ("2025年前三季度", "2025-01-01", "2025-09-30"),
        ("2025年1—8月", "2025-01-01", "2025-08-31"),
        ("2025年1-8月累计", "2025-01-01", "2025-08-31"),
        ("in March 2025", "2025-03-01", "2025-03-31"),
        ("year to June 2025", "2024-07-01", "2025-06-30"),
        ("12 months to June 2025", "2024-07-01", "2025-06-30"),
        ("2025H1", None, "2025-06-30"),
        ("2025Q1", None, "2025-03-31"),
        ("in 2025", None, "2025-12-31"),
        ("by 2025", None, "2025-12-31"),
        ("by the end of 2025", None, "2025-12-31"),
        ("until 2025", None, "2025-12-31"),
        ("到2025年", None, "2025-12-31"),
        ("至2025年底", None, "2025-12-31"),
        ("截至2025年6月底", None, "2025-06-30"),
        ("截止到2025年", None, "2025-12-31"),
        ("到“十四五”末", None, "2025-12-31"),
        ("before 2025", None, "2024-12-31"),
        ("Before 2025Q3", None, "2025-06-30"),
        ("before 2025-06-30", None, "2025-06-29"),
        ("before the end of 2025", None, "2025-12-31"),
        ("before 十四五", None, "2020-12-31"),
        ("2025年前", None, "2024-12-31"),
        ("2025前", None, "2024-12-31"),
        ("2025年之前", None, "2024-12-31"),
        ("到2025年以前", None, "2024-12-31"),
        ("2025年6月前", None, "2025-05-31"),
        ("十四五前", None, "2020-12-31"),
        ("2025年底前", None, "2025-12-31"),
        ("2025年底之前", None, "2025-12-31"),
        ("2025年6月底前", None, "2025-06-30"),
        ("2025年6月30日前", None, "2025-06-30"),
        ("十四五末前", None, "2025-12-31"),
        ("2021..2025", "2021-01-01", "2025-12-31"),
        ("2021–2025年", "2021-01-01", "2025-12-31"),
        ("2025年1月1日至2025年6月30日", "2025-01-01", "2025-06-30"),
        ("十四五", "2021-01-01", "2025-12-31"),
        ("“十四五”期间", "2021-01-01", "2025-12-31"),
        ("14th five-year plan", "2021-01-01", "2025-12-31"),
    ],
)
def test_deadline(text: str, start: str | None, day: str) -> None:
    window_start = None if start is None else date.fromisoformat(start)
    assert read_deadline(text)[:2] == (window_start, date.fromisoformat(day))


@pytest.mark.parametrize(
    ("text", "start", "day"),
    [
        ("年底前", None, "2021-12-31"),
        ("明年", None, "2022-12-31"),
        ("明年年底前", None, "2022-12-31"),
        ("明年前", None, "2021-12-31"),
        ("6月底前", None, "2021-06-30"),
        ("12个月内", None, "2022-10-03"),
        ("未来三年", "2021-10-03", "2024-10-03"),
        ("next 3 years", "2021-10-03", "2024-10-03"),
    ],
)
def test_relative_deadline(text: str, start: str | None, day: str) -> None:
    window_start = None if start is None else date.fromisoformat(start)
    assert read_deadline(text, ANNOUNCED)[:2] == (window_start, date.fromisoformat(day))
    with pytest.raises(Unreadable):
        read_deadline(text, ReferenceDays(date(2026, 3, 31)))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "by",
        "前",
        "before",
        "before long",
        "before 1900",
        "1900年前",
        "三季度前",
        "2025年三季度前",  # by its end, or before it?
        "2025年上半年前",
        "01/02/2024",
        "Feb 30",
        "31",
        "by 31",
    ],
)
def test_no_deadline(text: str) -> None:
    with pytest.raises(Unreadable):
        read_deadline(text, ANNOUNCED)


@pytest.mark.parametrize(
    ("text", "period", "when"),
    [
        ("2024-03", "2024-03", When.AT),
        ("2024Q1", "2024Q1", When.AT),
        ("2024", "2024", When.AT),
        ("2024-03-31", "2024-03-31", When.AT),
        ("March 2024", "2024-03", When.AT),
        ("2021..2025", "", When.AT),
        ("十四五", "", When.AT),
        ("before 2025", "", When.BY),
        ("2025年底前", "", When.BY),
        ("2025年6月30日之前", "", When.BY),
        ("by 2025 at the latest", "2025", When.BY),
        ("no later than 2025-06", "2025-06", When.BY),
        ("最迟2025年6月", "2025-06", When.BY),
        ("提前到2025年", "2025", When.BY),
    ],
)
def test_what_a_deadline_names(text: str, period: str, when: When) -> None:
    deadline = read_deadline(text)
    named = format_period(deadline.period) if deadline.period else ""
    assert (named, deadline.when) == (period, when)


@pytest.mark.parametrize(
    ("text", "example"),
    [
        ("early 2026", "2026-03-31"),
        ("mid-2025", "2025-06-30"),
        ("summer of 2024", "2024-08-31"),
        ("the 2020s", "2029-12-31"),
        ("mid-2020s", "2025-12-31"),
        ("2024年初", "2024-03-31"),
        ("2035年前后", "2035-12-31"),
        ("end of this parliament", "2030-12-31"),
        ("本届任期内", "2030-12-31"),
    ],
)
def test_time_without_a_last_day_is_refused_with_one_to_write(
    text: str, example: str
) -> None:
    with pytest.raises(Unreadable) as refused:
        read_deadline(text, ANNOUNCED)
    assert refused.value.reason.problem is ReadingProblem.NO_LAST_DAY
    assert refused.value.reason.facts["example"] == example


def test_quarter_of_a_financial_year_is_refused_for_its_own_reason() -> None:
    with pytest.raises(Unreadable) as refused:
        read_deadline("Q3 FY24")
    assert refused.value.reason.problem is ReadingProblem.FINANCIAL_QUARTER


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("within 100 days", date(2022, 1, 11)),
        ("100天内", date(2022, 1, 11)),
        ("within two weeks", date(2021, 10, 17)),
        ("within three months", date(2022, 1, 3)),
        ("半年内", date(2022, 4, 3)),
        ("来年", date(2022, 12, 31)),
        ("end of next year", date(2022, 12, 31)),
        ("end of December", date(2021, 12, 31)),
        ("by 15 November", date(2021, 11, 15)),
    ],
)
def test_deadline_is_counted_from_the_announcement(text: str, day: date) -> None:
    assert read_deadline(text, ANNOUNCED).day == day


def test_state_at_the_end_of_a_quarter_takes_the_year_of_the_announcement() -> None:
    early = ReferenceDays(announced=date(2021, 1, 3))
    assert read_deadline("三季度末", early).day == date(2021, 9, 30)
    assert names_state("上半年末")


@pytest.mark.parametrize("text", ["by March", "三季度末", "6月底"])
def test_deadline_before_its_announcement_asks_for_the_year(text: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_deadline(text, ANNOUNCED)
    assert refused.value.reason.problem is ReadingProblem.NO_YEAR
