"""The calendar of deadlines, read back by the library's own reader."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from targetcli.render.characters import escape_controls
from targetcli.render.writers.calendar import CalendarEvent, as_calendar

DAY = date(2025, 12, 31)
STAMP = datetime(2026, 3, 31, 1, tzinfo=UTC)


def event_of(
    summary: str = "x",
    url: str = "",
    details: tuple[str, ...] = (),
    *,
    is_withdrawn: bool = False,
) -> Any:  # noqa: ANN401 - an event of icalendar
    deadline = CalendarEvent(
        "T1.a@targets", DAY, STAMP, summary, details, url, is_withdrawn
    )
    calendar = b"".join(as_calendar([deadline], "Deadlines"))
    assert all(len(line) <= 75 for line in calendar.split(b"\r\n"))
    assert b"\n" not in calendar.replace(b"\r\n", b"")
    return Calendar.from_ical(calendar).events[0]


def test_a_deadline_is_an_all_day_event_with_the_uid_of_its_target() -> None:
    event = event_of(
        "云溪区 绿道 ≥ 5公里", details=("plan: 十四五", "原文; 五公里, 多")
    )
    assert str(event["uid"]) == "T1.a@targets"
    assert event["dtstart"].dt == DAY
    assert event["dtstamp"].dt == STAMP
    assert str(event["summary"]) == "云溪区 绿道 ≥ 5公里"
    assert str(event["description"]) == "plan: 十四五\n原文; 五公里, 多"
    assert "status" not in event


def test_a_withdrawn_target_is_a_cancelled_event_without_reminders() -> None:
    event = event_of(is_withdrawn=True)
    assert str(event["status"]) == "CANCELLED"
    assert not event.walk("VALARM")


def test_a_deadline_is_recalled_a_week_ahead_and_on_its_day() -> None:
    alarms = event_of("绿道 ≥ 5公里").walk("VALARM")
    assert [alarm["trigger"].dt for alarm in alarms] == [
        timedelta(days=-7),
        timedelta(hours=9),
    ]
    assert {str(alarm["description"]) for alarm in alarms} == {"绿道 ≥ 5公里"}
    assert {str(alarm["action"]) for alarm in alarms} == {"DISPLAY"}


def test_a_calendar_has_a_name() -> None:
    calendar = Calendar.from_ical(b"".join(as_calendar([], "目标完成时限")))
    assert str(calendar["name"]) == str(calendar["x-wr-calname"]) == "目标完成时限"


@pytest.mark.parametrize(
    "hostile",
    [
        "x\r\nATTENDEE:mailto:a@example.org",
        "x\nEND:VEVENT\nBEGIN:VALARM",
        "x\\n;,:\x00\x1b\x85\u2028",
        "BEGIN:VEVENT",
        "言" * 200,
    ],
)
def test_no_text_adds_a_line(hostile: str) -> None:
    event = event_of(hostile, url=f"https://example.org/{hostile}", details=(hostile,))
    assert str(event["summary"]) == escape_controls(hostile)
    assert str(event["description"]) == escape_controls(hostile)
    assert len(event.subcomponents) == len(event.walk("VALARM")) == 2
    assert "attendee" not in event
    assert "attendee" not in event


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "https://a\r\nX:y", "", "ftp://a"]
)
def test_only_a_web_address_becomes_the_url(url: str) -> None:
    assert "url" not in event_of(url=url)
    assert str(event_of(url="https://example.org/a?b=1,2;3")["url"])


@given(st.text(), st.text())
def test_any_text_reads_back(summary: str, detail: str) -> None:
    event = event_of(summary, "", (detail,))
    assert str(event["summary"]) == escape_controls(summary)
    assert str(event["description"]) == escape_controls(detail)
    assert set(event) <= {
        *("UID", "DTSTAMP", "DTSTART", "SUMMARY", "DESCRIPTION", "TRANSP"),
    }
