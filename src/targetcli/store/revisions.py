"""Write the rows of a revision, and archive each row that it replaces."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from functools import lru_cache

from targetcli.store.digests import (
    INITIAL_DIGEST,
    RowTally,
    digest_row,
    serialize_row,
    shorten_digest,
)
from targetcli.store.equal_rows import EqualRow, EqualRows
from targetcli.store.row_batches import BatchingConnection
from targetcli.store.row_cells import Value

_BEGIN_REVISION = """
    INSERT INTO revision (sequence, time, command, rows, digest)
    VALUES (:sequence, :time, :command, 0, :digest)
"""
_CLOSE_REVISION = """
    UPDATE revision SET command = :command, rows = :rows, digest = :digest
    WHERE sequence = :sequence
"""
_DELETE_REVISION = "DELETE FROM revision WHERE sequence = :sequence"
_LAST_REVISION = """
    SELECT sequence, digest FROM revision ORDER BY sequence DESC LIMIT 1
"""
_ARCHIVE_ROW = """
    INSERT INTO history
        (table_name, row_id, row_revision, replaced_by, content, digest)
    VALUES (:table_name, :row_id, :row_revision, :replaced_by, :content, :digest)
    RETURNING id
"""
_ROW = "SELECT * FROM {table} WHERE id = :id"
_UPDATE = "UPDATE {table} SET {sets} WHERE id = :id"
_DELETE = "DELETE FROM {table} WHERE id = :id"
# An id that was taken out is not given again: the log still speaks of it.
_LAST_ID = """
    SELECT max(
        ifnull((SELECT max(id) FROM {table}), 0),
        ifnull((SELECT max(row_id) FROM history WHERE table_name = :table), 0))
"""


class RevisionWriter:
    """Revision being written: it digests each row and archives the one before."""

    def __init__(self, connection: BatchingConnection, command: str, time: str) -> None:
        self.connection = connection
        self.command = command
        self._time = time
        self._tally = RowTally()
        self._last_ids: dict[str, int] = {}
        self._equal_rows: dict[str, EqualRows] = {}
        self.begin()

    def begin(self) -> None:
        """Insert the row of this revision after the last one."""
        self._last_ids.clear()
        self._equal_rows.clear()
        last = self.connection.execute(_LAST_REVISION).fetchone()
        self._previous = last["digest"] if last else INITIAL_DIGEST
        self.sequence = last["sequence"] + 1 if last else 1
        begin = {"time": self._time, "command": self.command, "digest": INITIAL_DIGEST}
        self.connection.execute(_BEGIN_REVISION, {"sequence": self.sequence, **begin})

    @property
    def is_empty(self) -> bool:
        """True while nothing was written."""
        return not self._tally.rows

    def discard(self) -> None:
        """Delete the row of this revision, in which nothing was written."""
        self.connection.execute(_DELETE_REVISION, {"sequence": self.sequence})

    def close(self) -> None:
        """Store count and digest; a revision that changed nothing is discarded."""
        rows = self._tally.rows
        if self.is_empty:
            self.discard()
            return
        digest = self._tally.digest(
            self._previous, self.sequence, self._time, self.command, rows
        )
        closed = {"rows": rows, "digest": digest, "sequence": self.sequence}
        self.connection.execute(_CLOSE_REVISION, {"command": self.command, **closed})

    def get_row(self, table: str, row_id: int) -> sqlite3.Row | None:
        """Return a current row, or None."""
        row: sqlite3.Row | None = self.connection.execute(
            _ROW.format(table=table), {"id": row_id}
        ).fetchone()
        return row

    def insert(
        self, table: str, row: Mapping[str, Value], preferred_id: int | None
    ) -> int:
        """Insert a row under the preferred id, or the next one, and return the id."""
        columns, cells = tuple(row), tuple(row.values())
        content = serialize_row(row)
        return self.insert_cells(table, columns, cells, content, preferred_id)

    def insert_cells(
        self,
        table: str,
        columns: tuple[str, ...],
        cells: tuple[Value, ...],
        content: str,
        preferred_id: int | None,
    ) -> int:
        """Insert a row of cells, its content as `serialize_row` writes it."""
        row_id = self._last_id(table) + 1 if preferred_id is None else preferred_id
        if row_id > self._last_ids.get(table, row_id):
            self._last_ids[table] = row_id
        digest = self._count_row(table, row_id, content)
        whole = (row_id, *cells, self.sequence, digest)
        self.connection.insert_soon(table, _whole_columns(columns), whole)
        if table in self._equal_rows:
            row = dict(zip(columns, cells, strict=True))
            self._equal_rows[table].add(row_id, row)
        return row_id

    def find_equal(self, table: str, row: Mapping[str, Value]) -> list[EqualRow]:
        """Return the rows of a table that equal a row in every column, by id."""
        if table not in self._equal_rows:
            self._equal_rows[table] = EqualRows(self.connection, table)
        return self._equal_rows[table].find(row)

    def is_free(self, table: str, row_id: int) -> bool:
        """Return True where no row of a table has an id."""
        return row_id > self._last_id(table) or self.get_row(table, row_id) is None

    def update(self, table: str, old: sqlite3.Row, row: Mapping[str, Value]) -> None:
        """Replace a row and archive the old one."""
        self._archive_row(table, old)
        digest = self._count_row(table, old["id"], serialize_row(row))
        # A name that is set, even to what it is, SQLite seeks in all that refers to it.
        changed = {name: cell for name, cell in row.items() if cell != old[name]}
        columns = {**changed, "revision": self.sequence, "digest": digest}
        sets = ", ".join(f'"{name}" = :{name}' for name in columns)
        query = _UPDATE.format(table=table, sets=sets)
        self.connection.execute(query, {**columns, "id": old["id"]})
        if table in self._equal_rows:
            self._equal_rows[table].add(old["id"], row)

    def delete(self, table: str, old: sqlite3.Row) -> None:
        """Delete a row and archive it."""
        if self._archive_row(table, old):
            self._tally.count_removals()
        self.connection.execute(_DELETE.format(table=table), {"id": old["id"]})

    def _count_row(self, table: str, row_id: int, content: str) -> str:
        """Count a row by its content, and return what it keeps of its digest."""
        digest = digest_row(table, row_id, self.sequence, content)
        self._tally.add_row(digest)
        return shorten_digest(digest)

    def _archive_row(self, table: str, old: sqlite3.Row) -> bool:
        """Archive a row; return False for one that this same revision wrote."""
        content = serialize_row(dict(old))
        if old["revision"] == self.sequence:
            digest = digest_row(table, old["id"], self.sequence, content)
            self._tally.take_back_row(digest)
            return False
        archived: dict[str, Value] = {
            "table_name": table,
            "row_id": old["id"],
            "row_revision": old["revision"],
            "replaced_by": self.sequence,
            "content": content,
            "digest": old["digest"],
        }
        (row_id,) = self.connection.execute(_ARCHIVE_ROW, archived).fetchone()
        archived_digest = digest_row(
            "history", row_id, self.sequence, serialize_row(archived)
        )
        self._tally.add_archived(archived_digest)
        return True

    def _last_id(self, table: str) -> int:
        if table not in self._last_ids:
            query = _LAST_ID.format(table=table)
            (last,) = self.connection.execute(query, {"table": table}).fetchone()
            self._last_ids[table] = last
        return self._last_ids[table]


@lru_cache(64)
def _whole_columns(columns: tuple[str, ...]) -> tuple[str, ...]:
    """Return the columns of a row as its table has them."""
    return ("id", *columns, "revision", "digest")
