"""What was written after one revision: added, corrected or taken out since."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from targetcli.model.log import Touch, Touched
from targetcli.store.log import columns_of, content_from

_WRITTEN = "SELECT * FROM {table} WHERE revision > :sequence ORDER BY id"
# What a row held when the revision was over, where a later write replaced it.
_HELD = """
    SELECT row_id, content FROM history
    WHERE table_name = :table AND row_revision <= :sequence
        AND replaced_by > :sequence
    ORDER BY row_id
"""


def touched(connection: sqlite3.Connection, sequence: int) -> Iterator[Touched]:
    """Yield the targets and figures that are no longer what a revision left."""
    for table in ("target", "figure"):
        yield from _touched(connection, table, sequence)


def _touched(
    connection: sqlite3.Connection, table: str, sequence: int
) -> Iterator[Touched]:
    columns = columns_of(connection, table)
    asked = {"table": table, "sequence": sequence}
    held = {
        row["row_id"]: content_from(columns, row["content"])
        for row in connection.execute(_HELD, asked)
    }
    written = connection.execute(_WRITTEN.format(table=table), asked).fetchall()
    for row in written:
        before = held.pop(row["id"], None)
        if before is None:
            yield Touched(table, row["id"], Touch.ADDED)
            continue
        changed = tuple(name for name in columns if row[name] != before[name])
        if changed:
            yield Touched(table, row["id"], Touch.CORRECTED, changed)
    yield from (Touched(table, row_id, Touch.REMOVED) for row_id in held)
