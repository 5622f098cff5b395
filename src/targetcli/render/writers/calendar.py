"""Write deadlines as an iCalendar file, an all-day event each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import cache
from typing import NamedTuple

from icalendar import Alarm, Calendar, Event

from targetcli.render.characters import escape_controls


class CalendarEvent(NamedTuple):
    """A deadline as a calendar event; `stamp` is the time of its last change."""

    uid: str
    day: date
    stamp: datetime
    summary: str
    details: tuple[str, ...]
    url: str
    is_withdrawn: bool


# A week ahead there is time to ask for the figure; on the day it is due at nine.
_REMINDERS = (timedelta(days=-7), timedelta(hours=9))


def as_calendar(deadlines: Iterable[CalendarEvent], name: str) -> Iterator[bytes]:
    """Yield the bytes of the calendar, which calendar programs list by its name."""
    calendar = Calendar()
    calendar.add("prodid", "-//targets//deadlines//EN")
    calendar.add("version", "2.0")
    calendar.add("name", name)  # RFC 7986; older programs know the other
    calendar.add("x-wr-calname", name)
    for deadline in deadlines:
        calendar.add_component(_event(deadline))
    yield calendar.to_ical()


def _event(deadline: CalendarEvent) -> Event:
    event = Event()
    event.add("uid", deadline.uid)
    event.add("dtstamp", deadline.stamp)
    # Without an end, an event on a date lasts that day.
    event.add("dtstart", deadline.day)
    event.add("summary", escape_controls(deadline.summary))
    if deadline.details:
        event.add("description", "\n".join(map(escape_controls, deadline.details)))
    if _web_address().fullmatch(deadline.url):
        event.add("url", deadline.url)
    event.add("transp", "TRANSPARENT")
    if deadline.is_withdrawn:
        event.add("status", "CANCELLED")
        return event
    for before in _REMINDERS:
        event.add_component(_reminder(deadline, before))
    return event


def _reminder(deadline: CalendarEvent, before: timedelta) -> Alarm:
    """Return a reminder that shows the summary, some time from the start of the day."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", before)
    alarm.add("description", escape_controls(deadline.summary))
    return alarm


@cache
def _web_address() -> re.Pattern[str]:
    return re.compile(r"https?://[!-~]+")
