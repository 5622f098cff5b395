"""What was written after one revision: added, corrected or taken out since."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING

from targetcli.model.revisions import ChangeKind, RecordChange
from targetcli.store import versions
from targetcli.store.history import columns_of, content_from

if TYPE_CHECKING:
    from targetcli.store.store import Store

_WRITTEN = "SELECT * FROM {table} WHERE revision > :sequence ORDER BY id"
# What a row held when the revision was over, where a later write replaced it.
_HELD = """
    SELECT row_id, content FROM history
    WHERE table_name = :table AND row_revision <= :sequence
        AND replaced_by > :sequence
    ORDER BY row_id
"""


def touched(
    store: Store, connection: sqlite3.Connection, sequence: int
) -> Iterator[RecordChange]:
    """Yield the targets and figures that are no longer what a revision left."""
    for table in ("target", "figure"):
        yield from _touched(store, connection, table, sequence)


def _touched(
    store: Store, connection: sqlite3.Connection, table: str, sequence: int
) -> Iterator[RecordChange]:
    columns = columns_of(connection, table)
    asked = {"table": table, "sequence": sequence}
    held = {
        row["row_id"]: {
            "id": row["row_id"],
            **content_from(columns, row["content"]),
        }
        for row in connection.execute(_HELD, asked)
    }
    written = connection.execute(_WRITTEN.format(table=table), asked).fetchall()
    if held:
        read = versions.reader_of(store, connection, table)
    for row in written:
        before = held.pop(row["id"], None)
        if before is None:
            yield RecordChange(table, row["id"], ChangeKind.ADDED)
            continue
        changed = tuple(name for name in columns if row[name] != before[name])
        if changed:
            was, now = read(before), read(row)
            yield RecordChange(
                table, row["id"], ChangeKind.CORRECTED, changed, was, now
            )
    for row_id, content in held.items():
        yield RecordChange(table, row_id, ChangeKind.REMOVED, (), read(content))
