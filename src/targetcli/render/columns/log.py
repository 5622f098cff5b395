"""Columns and JSON of the log: its writes, and the versions of a record."""

from __future__ import annotations

from datetime import datetime

from targetcli.model.records import Figure, Target
from targetcli.model.revisions import LogEntry, RecordVersion
from targetcli.render.columns.records import Json, figure_json, target_json
from targetcli.render.i18n import join_list, pgettext
from targetcli.render.record_text import figure_text, target_text
from targetcli.render.table import Column, Layout

_REMOVED = "removed"


def log_layout() -> Layout[LogEntry]:
    """Return the columns of the log."""
    columns: tuple[Column[LogEntry], ...] = (
        Column("sequence", lambda entry: str(entry.sequence), no_wrap=True),
        Column(
            "time",
            lambda entry: entry.time,
            label=lambda entry: _local_time(entry.time),
            no_wrap=True,
        ),
        Column("command", lambda entry: entry.command),
        Column("rows", lambda entry: str(entry.rows), no_wrap=True),
        Column("records", lambda entry: "|".join(entry.records)),
        Column("digest", lambda entry: entry.digest),
    )
    keys = tuple(column.key for column in columns)
    return Layout(columns, keys, keys[:-1])


def entry_json(entry: LogEntry) -> Json:
    """Return a write."""
    return {
        "sequence": entry.sequence,
        "time": entry.time,
        "command": entry.command,
        "rows": entry.rows,
        "records": list(entry.records),
        "digest": entry.digest,
    }


def versions_layout() -> Layout[RecordVersion]:
    """Return the columns of the versions of a record."""
    columns: tuple[Column[RecordVersion], ...] = (
        Column("sequence", lambda version: str(version.entry.sequence), no_wrap=True),
        Column(
            "time",
            lambda version: version.entry.time,
            label=lambda version: _local_time(version.entry.time),
            no_wrap=True,
        ),
        Column("command", lambda version: version.entry.command),
        Column(
            "done",
            change_done,
            label=lambda version: pgettext("done", change_done(version)),
        ),
        Column(
            "changed",
            lambda version: "|".join(version.changed),
            label=lambda version: join_list(
                pgettext("heading", key) for key in version.changed
            ),
        ),
        Column("record", _record_text),
    )
    keys = tuple(column.key for column in columns)
    return Layout(columns, keys, ("sequence", "time", "command", "done", "record"))


def version_json(version: RecordVersion) -> Json:
    """Return a version of a record."""
    record = version.record
    to_json = target_json if isinstance(record, Target) else figure_json
    return {
        "sequence": version.entry.sequence,
        "time": version.entry.time,
        "command": version.entry.command,
        "done": change_done(version),
        "changed": list(version.changed),
        "record": None if record is None else to_json(record),  # type: ignore[arg-type]
    }


def change_done(version: RecordVersion) -> str:
    """Return the effect of a write on its record: added, changed or removed."""
    if version.record is None:
        return _REMOVED
    return "added" if version.is_new else "changed"


def _local_time(time: str) -> str:
    """Return the time of a write by the clock of its reader; files hold it in UTC."""
    try:
        local = datetime.fromisoformat(time).astimezone()
    except ValueError:
        return time
    return local.isoformat(sep=" ", timespec="minutes")[:16]


def _record_text(version: RecordVersion) -> str:
    match version.record:
        case Target():
            return target_text(version.record)
        case Figure():
            return figure_text(version.record)
    return ""
