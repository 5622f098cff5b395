"""Reading the log: the writes in their order, and what a row was after each."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from targetcli.model.records import format_figure_id, format_target_id
from targetcli.model.revisions import LogEntry
from targetcli.store.rows import Value

_ENTRIES = "SELECT * FROM revision ORDER BY sequence"
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
_NOW = "SELECT * FROM {table} WHERE id = :id"
_EARLIER = """
    SELECT row_revision, replaced_by, content FROM history
    WHERE table_name = :table AND row_id = :id
    ORDER BY row_revision
"""
_FORMER_NAMES = """
    SELECT row_id, content FROM history WHERE table_name = :table ORDER BY id
"""
_COLUMNS = 'SELECT name, "notnull" FROM pragma_table_info(:table)'
_OWN = ("id", "revision", "digest")

Content = dict[str, Value]


class State(NamedTuple):
    """What a row held after one write; None where it was taken out."""

    sequence: int
    content: Content | None


def entries(connection: sqlite3.Connection) -> Iterator[LogEntry]:
    """Yield every write, oldest first."""
    touched: dict[int, list[str]] = {}
    for row in connection.execute(_TOUCHED):
        touched.setdefault(row["sequence"], []).append(_names(row))
    for row in connection.execute(_ENTRIES):
        records = tuple(touched.get(row["sequence"], ()))
        yield LogEntry(
            row["sequence"],
            row["time"],
            row["command"],
            row["rows"],
            records,
            row["digest"],
        )


def states(connection: sqlite3.Connection, table: str, row_id: int) -> Iterator[State]:
    """Yield what a row was after each write that touched it, oldest first."""
    asked: Mapping[str, Value] = {"table": table, "id": row_id}
    earlier = connection.execute(_EARLIER, asked).fetchall()
    now = connection.execute(_NOW.format(table=table), asked).fetchone()
    columns = columns_of(connection, table)
    written = {row["row_revision"] for row in earlier}
    if now is not None:
        written.add(now["revision"])
    for row in earlier:
        content = content_from(columns, row["content"])
        yield State(row["row_revision"], {"id": row_id, **content})
        if row["replaced_by"] not in written:
            yield State(row["replaced_by"], None)
    if now is not None:
        content = {name: now[name] for name in columns}
        yield State(now["revision"], {"id": row_id, **content})


def former_rows(connection: sqlite3.Connection, table: str) -> dict[int, Content]:
    """Return the rows of a table that were changed or taken out, as last kept."""
    columns = columns_of(connection, table)
    return {
        row["row_id"]: content_from(columns, row["content"])
        for row in connection.execute(_FORMER_NAMES, {"table": table})
    }


def content_from(columns: Mapping[str, Value], text: str) -> Content:
    """Read back what a row held; columns that were empty are so again."""
    said = json.loads(text)
    return {name: said.get(name, empty) for name, empty in columns.items()}


def columns_of(connection: sqlite3.Connection, table: str) -> dict[str, Value]:
    """Return the columns of what a row says, each with what it is where empty."""
    return {
        name: "" if required else None
        for name, required in connection.execute(_COLUMNS, {"table": table})
        if name not in _OWN
    }


def _names(row: sqlite3.Row) -> str:
    name = format_target_id if row["kind"] == "target" else format_figure_id
    first, last = name(row["first"]), name(row["last"])
    if row["many"] == 1:
        return first
    if row["last"] - row["first"] + 1 == row["many"]:
        return f"{first}–{last}"
    return f"{first}…{last}"
