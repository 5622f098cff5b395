"""List the versions of a target or figure, one for each write that changed it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from targetcli.errors import NoSuchRecord
from targetcli.model.records import (
    Figure,
    Target,
    format_figure_id,
    format_target_id,
)
from targetcli.model.revisions import RecordVersion
from targetcli.store import history, record_rows, reference_rows
from targetcli.store.row_cells import Row, UnitReader, Value
from targetcli.store.row_contents import Content
from targetcli.store.unreadable_rows import name_damage

if TYPE_CHECKING:
    from targetcli.store.store import Store

Named = TypeVar("Named")

_ALL_ROWS = "SELECT * FROM {table}"


def list_versions(store: Store, table: str, number: int) -> tuple[RecordVersion, ...]:
    """Return the versions of a target or figure, oldest first.

    Raises `NoSuchRecord` for an id that was never written.
    """
    name = format_target_id(number) if table == "target" else format_figure_id(number)
    with name_damage(store.path, f"the past of {name}"):
        versions = _read_versions(store, table, number)
    if not versions:
        raise NoSuchRecord(name)
    return versions


def _read_versions(store: Store, table: str, number: int) -> tuple[RecordVersion, ...]:
    states = tuple(history.row_states(store.connection, table, number))
    if not states:
        return ()
    entries = {entry.sequence: entry for entry in history.read_log(store)}
    read = record_reader(store, table)
    result: list[RecordVersion] = []
    earlier: Content | None = None
    for sequence, content in states:
        record = None if content is None else read(content)
        changed = _changed_columns(earlier, content)
        result.append(
            RecordVersion(entries[sequence], record, changed, is_new=earlier is None)
        )
        earlier = content
    return tuple(result)


def _changed_columns(
    earlier: Content | None, content: Content | None
) -> tuple[str, ...]:
    if earlier is None or content is None:
        return ()
    return tuple(key for key in content if content[key] != earlier[key])


def record_reader(store: Store, table: str) -> Callable[[Content], Target | Figure]:
    """Return a decoder of archived rows, also of removed metrics and regions."""
    regions = _named_records(store.connection, "region", reference_rows.region_from_row)
    metrics = _named_records(store.connection, "metric", reference_rows.metric_from_row)
    units = UnitReader(store.unit_table())
    if table == "target":
        return record_rows.TargetReader(regions, metrics, units).read_row
    return record_rows.FigureReader(regions, metrics, units).read_row


def _named_records(
    connection: sqlite3.Connection, table: str, read: Callable[[Row], Named]
) -> dict[Value, Named]:
    former_rows = history.former_rows(connection, table)
    records: dict[Value, Named] = {key: read(row) for key, row in former_rows.items()}
    for row in connection.execute(_ALL_ROWS.format(table=table)):
        records[row["id"]] = read(row)
    return records
