"""Build the calendar entries of deadlines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from targetcli.model.records import Target, format_target_id
from targetcli.render.i18n import gettext
from targetcli.render.period_text import period_text
from targetcli.render.record_text import (
    requirement_text,
    subject_text,
)
from targetcli.render.writers.calendar import CalendarEvent
from targetcli.store.store import Store
from targetcli.store.write_times import read_write_times


def build_deadlines(
    store: Store, targets: Iterable[tuple[Target, str]]
) -> Iterator[CalendarEvent]:
    """Yield a calendar entry for each target, with its outcome so far."""
    stamps = read_write_times(store)
    addresses = {source.id: source.url for source in store.sources()}
    for target, outcome in targets:
        if target.id is None or target.deadline is None:
            continue
        yield CalendarEvent(
            uid=f"{format_target_id(target.id)}.{stamps.store_id}@targets",
            day=target.deadline,
            stamp=datetime.fromisoformat(stamps.target_times[target.id]),
            summary=f"{subject_text(target)} {requirement_text(target)}",
            details=tuple(_list_details(target, outcome)),
            url=addresses.get(target.source, ""),
            is_withdrawn=target.withdrawn is not None,
        )


def _list_details(target: Target, outcome: str) -> Iterator[str]:
    details = {
        gettext("outcome"): outcome,
        gettext("plan"): target.plan,
        gettext("announced"): period_text(target.announced),
        gettext("as written"): target.as_written,
        gettext("source"): " ".join(filter(None, (target.source, target.locator))),
        gettext("note"): target.note,
    }
    for label, text in details.items():
        if text:
            yield gettext(": ").join((label, text))
