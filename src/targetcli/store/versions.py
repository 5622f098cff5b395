"""A target or figure as each write left it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from targetcli.model.records import Figure, Metric, Target
from targetcli.model.revisions import RecordVersion
from targetcli.store import history, rows

if TYPE_CHECKING:
    from targetcli.store.store import Store

Named = TypeVar("Named")

_LIVE = "SELECT * FROM {table}"


def versions(
    store: Store, connection: sqlite3.Connection, table: str, number: int
) -> tuple[RecordVersion, ...]:
    """Return what each write made of a record; nothing where none ever did."""
    states = tuple(history.states(connection, table, number))
    if not states:
        return ()
    entries = {entry.sequence: entry for entry in history.entries(connection)}
    read = reader_of(store, connection, table)
    told: list[RecordVersion] = []
    before: history.Content | None = None
    for sequence, content in states:
        record = None if content is None else read(content)
        changed = _changed(before, content)
        told.append(
            RecordVersion(entries[sequence], record, changed, is_new=before is None)
        )
        before = content
    return tuple(told)


def _changed(
    before: history.Content | None, content: history.Content | None
) -> tuple[str, ...]:
    if before is None or content is None:
        return ()
    return tuple(key for key in content if content[key] != before[key])


def reader_of(
    store: Store, connection: sqlite3.Connection, table: str
) -> Callable[[history.Content], Target | Figure]:
    """Return what reads old contents, with the names of then where they are gone."""
    regions = _names(connection, "region", rows.region_from)
    metrics = _names(connection, "metric", rows.metric_from)
    units = store.unit_table()

    def read(content: history.Content) -> Target | Figure:
        region = regions[content["region_id"]].name
        metric: Metric = metrics[content["metric_id"]]
        if table == "target":
            return rows.target_from(content, region, metric, units)
        return rows.figure_from(content, region, metric, units)

    return read


def _names(
    connection: sqlite3.Connection, table: str, read: Callable[[rows.Row], Named]
) -> dict[rows.Value, Named]:
    former = history.former_rows(connection, table)
    found: dict[rows.Value, Named] = {key: read(row) for key, row in former.items()}
    for row in connection.execute(_LIVE.format(table=table)):
        found[row["id"]] = read(row)
    return found
