"""Read the log of a store, and the state of a row after each write."""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from targetcli.model.records import format_figure_id, format_target_id
from targetcli.model.revisions import LogEntry
from targetcli.store.row_cells import Value
from targetcli.store.row_contents import Content, content_columns, parse_content

if TYPE_CHECKING:
    from targetcli.store.store import Store

_REVISIONS = "SELECT * FROM revision ORDER BY sequence"
# Which targets and figures each write touched: how many, the first and the last.
_TOUCHED = """
    SELECT sequence, kind, count(*) AS many, min(id) AS first, max(id) AS last
    FROM (
        SELECT revision AS sequence, 'target' AS kind, id FROM target
        UNION SELECT revision, 'figure', id FROM figure
        UNION SELECT row_revision, table_name, row_id FROM history
            WHERE table_name IN ('target', 'figure')
        UNION SELECT replaced_by, table_name, row_id FROM history
            WHERE table_name IN ('target', 'figure')
    )
    GROUP BY sequence, kind
    ORDER BY sequence, kind DESC
"""
_CURRENT_ROW = "SELECT * FROM {table} WHERE id = :id"
_ARCHIVED_ROWS = """
    SELECT row_revision, replaced_by, content FROM history
    WHERE table_name = :table AND row_id = :id
    ORDER BY row_revision
"""
_FORMER_ROWS = """
    SELECT row_id, content FROM history WHERE table_name = :table ORDER BY id
"""


_CHANGED_METRICS = """
    SELECT id, name FROM metric WHERE id IN (
        SELECT row_id FROM history WHERE table_name = 'metric'
    )
"""
_WRITES_OF_CORRECTIONS = """
    SELECT sequence FROM revision WHERE command = 'metrics edit'
"""
_ORIGIN = "_from"


class RowState(NamedTuple):
    """Content of a row after a write; None where the write removed it."""

    sequence: int
    content: Content | None


def read_log(store: Store) -> Iterator[LogEntry]:
    """Yield every write, oldest first."""
    names: dict[int, list[str]] = {}
    for row in store.connection.execute(_TOUCHED):
        names.setdefault(row["sequence"], []).append(_summarize_ids(row))
    for row in store.connection.execute(_REVISIONS):
        records = tuple(names.get(row["sequence"], ()))
        yield LogEntry(
            row["sequence"],
            row["time"],
            row["command"],
            row["rows"],
            records,
            row["digest"],
        )


def row_states(
    connection: sqlite3.Connection, table: str, row_id: int
) -> Iterator[RowState]:
    """Yield the state of a row after each write that changed it, oldest first."""
    parameters: Mapping[str, Value] = {"table": table, "id": row_id}
    archived = connection.execute(_ARCHIVED_ROWS, parameters).fetchall()
    current = connection.execute(
        _CURRENT_ROW.format(table=table), parameters
    ).fetchone()
    columns = content_columns(connection, table)
    written = {row["row_revision"] for row in archived}
    if current is not None:
        written.add(current["revision"])
    for row in archived:
        content = parse_content(columns, row["content"])
        yield RowState(row["row_revision"], {"id": row_id, **content})
        if row["replaced_by"] not in written:
            yield RowState(row["replaced_by"], None)
    if current is not None:
        content = {name: current[name] for name in columns}
        yield RowState(current["revision"], {"id": row_id, **content})


def former_rows(connection: sqlite3.Connection, table: str) -> dict[int, Content]:
    """Return the archived rows of a table by id, each as last archived."""
    columns = content_columns(connection, table)
    return {
        row["row_id"]: parse_content(columns, row["content"])
        for row in connection.execute(_FORMER_ROWS, {"table": table})
    }


def emptied_meanings(connection: sqlite3.Connection) -> dict[str, frozenset[str]]:
    """Return the parts of its meaning that people emptied, by the name of a metric."""
    corrections = {
        row["sequence"] for row in connection.execute(_WRITES_OF_CORRECTIONS)
    }
    return {
        row["name"]: _find_emptied(connection, row["id"], corrections)
        for row in connection.execute(_CHANGED_METRICS).fetchall()
    }


def _find_emptied(
    connection: sqlite3.Connection, metric_id: int, corrections: Container[int]
) -> frozenset[str]:
    """Return the columns that a correction left unsaid, and that still are."""
    emptied: set[str] = set()
    states = row_states(connection, "metric", metric_id)
    for before, after in pairwise(sorted(states, key=lambda state: state.sequence)):
        for name, origin in (after.content or {}).items():
            had_origin = bool(before.content and before.content.get(name))
            if origin:
                emptied.discard(name)
            elif had_origin and after.sequence in corrections:
                emptied.add(name)
    origins = (name for name in emptied if name.endswith(_ORIGIN))
    return frozenset(name.removesuffix(_ORIGIN) for name in origins)


def _summarize_ids(row: sqlite3.Row) -> str:
    name = format_target_id if row["kind"] == "target" else format_figure_id
    first, last = name(row["first"]), name(row["last"])
    if row["many"] == 1:
        return first
    if row["last"] - row["first"] + 1 == row["many"]:
        return f"{first}–{last}"
    return f"{first}…{last}"
