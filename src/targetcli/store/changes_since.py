"""List the records that were added, corrected or removed after a revision."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from targetcli.model.revisions import ChangeKind, RecordChange
from targetcli.store import versions
from targetcli.store.row_contents import content_columns, parse_content
from targetcli.store.unreadable_rows import name_damage

if TYPE_CHECKING:
    from targetcli.store.store import Store

_WRITTEN_SINCE = "SELECT * FROM {table} WHERE revision > :sequence ORDER BY id"
# What a row held when the revision was over, where a later write replaced it.
_ROWS_THEN = """
    SELECT row_id, content FROM history
    WHERE table_name = :table AND row_revision <= :sequence
        AND replaced_by > :sequence
    ORDER BY row_id
"""


def list_changes(store: Store, sequence: int) -> tuple[RecordChange, ...]:
    """Return the targets and figures that differ from what a revision left."""
    with name_damage(store.path, f"what was written after revision {sequence}"):
        return tuple(
            change
            for table in ("target", "figure")
            for change in _changes_in(store, table, sequence)
        )


def _changes_in(store: Store, table: str, sequence: int) -> Iterator[RecordChange]:
    connection = store.connection
    columns = content_columns(connection, table)
    parameters = {"table": table, "sequence": sequence}
    earlier_rows = {
        row["row_id"]: {
            "id": row["row_id"],
            **parse_content(columns, row["content"]),
        }
        for row in connection.execute(_ROWS_THEN, parameters)
    }
    later_rows = connection.execute(
        _WRITTEN_SINCE.format(table=table), parameters
    ).fetchall()
    if earlier_rows:
        read = versions.record_reader(store, table)
    for row in later_rows:
        earlier = earlier_rows.pop(row["id"], None)
        if earlier is None:
            yield RecordChange(table, row["id"], ChangeKind.ADDED)
            continue
        changed = tuple(name for name in columns if row[name] != earlier[name])
        if changed:
            record_before, record_now = read(earlier), read(row)
            yield RecordChange(
                table,
                row["id"],
                ChangeKind.CORRECTED,
                changed,
                record_before,
                record_now,
            )
    for row_id, content in earlier_rows.items():
        yield RecordChange(table, row_id, ChangeKind.REMOVED, (), read(content))
