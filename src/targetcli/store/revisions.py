"""Rows written with their past: nothing is changed or taken out without a trace."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from functools import lru_cache

from targetcli.store.digests import FIRST, Tally, content_of, mark_of, row_digest
from targetcli.store.rows import Value

_BEGIN_REVISION = """
    INSERT INTO revision (sequence, time, command, rows, digest)
    VALUES (:sequence, :time, :command, 0, :digest)
"""
_CLOSE_REVISION = """
    UPDATE revision SET command = :command, rows = :rows, digest = :digest
    WHERE sequence = :sequence
"""
_DROP_REVISION = "DELETE FROM revision WHERE sequence = :sequence"
_LAST_REVISION = """
    SELECT sequence, digest FROM revision ORDER BY sequence DESC LIMIT 1
"""
_KEEP_OLD = """
    INSERT INTO history
        (table_name, row_id, row_revision, replaced_by, content, digest)
    VALUES (:table_name, :row_id, :row_revision, :replaced_by, :content, :digest)
    RETURNING id
"""
_ROW = "SELECT * FROM {table} WHERE id = :id"
_INSERT = "INSERT INTO {table} ({names}) VALUES ({places})"
_UPDATE = "UPDATE {table} SET {sets} WHERE id = :id"
_DELETE = "DELETE FROM {table} WHERE id = :id"
# An id that was taken out is not given again: the log still speaks of it.
_LAST_ID = """
    SELECT max(
        ifnull((SELECT max(id) FROM {table}), 0),
        ifnull((SELECT max(row_id) FROM history WHERE table_name = :table), 0))
"""


class Ledger:
    """One revision being written: every row in it is digested, every old one kept."""

    def __init__(self, connection: sqlite3.Connection, command: str, time: str) -> None:
        self.connection = connection
        self.command = command
        self._time = time
        self._tally = Tally()
        self._last_ids: dict[str, int] = {}
        self.begin()

    def begin(self) -> None:
        """Begin a revision after the last there is."""
        last = self.connection.execute(_LAST_REVISION).fetchone()
        self._previous = last["digest"] if last else FIRST
        self.sequence = last["sequence"] + 1 if last else 1
        begin = {"time": self._time, "command": self.command, "digest": FIRST}
        self.connection.execute(_BEGIN_REVISION, {"sequence": self.sequence, **begin})

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written yet."""
        return not self._tally.rows

    def drop(self) -> None:
        """Take back a revision in which nothing was written."""
        self.connection.execute(_DROP_REVISION, {"sequence": self.sequence})

    def close(self) -> None:
        """Seal the revision; a write that changed nothing leaves none."""
        rows = self._tally.rows
        if self.is_empty:
            self.drop()
            return
        digest = self._tally.digest(
            self._previous, self.sequence, self._time, self.command, rows
        )
        closed = {"rows": rows, "digest": digest, "sequence": self.sequence}
        self.connection.execute(_CLOSE_REVISION, {"command": self.command, **closed})

    def row(self, table: str, row_id: int) -> sqlite3.Row | None:
        """Return a row as it stands."""
        found: sqlite3.Row | None = self.connection.execute(
            _ROW.format(table=table), {"id": row_id}
        ).fetchone()
        return found

    def insert(self, table: str, row: Mapping[str, Value], wanted: int | None) -> int:
        """Add a row, under the id wanted or the next one."""
        row_id = self._next_id(table) if wanted is None else wanted
        if wanted is not None:
            self._last_ids.pop(table, None)
        columns = {"id": row_id, **row, **self._signed(table, row_id, row)}
        inserting = _inserting(table, tuple(columns))
        self.connection.execute(inserting, tuple(columns.values()))
        return row_id

    def update(self, table: str, old: sqlite3.Row, row: Mapping[str, Value]) -> None:
        """Write a row anew and keep what it was."""
        self._let_go(table, old)
        columns = {"id": old["id"], **row, **self._signed(table, old["id"], row)}
        sets = ", ".join(f'"{name}" = :{name}' for name in columns if name != "id")
        self.connection.execute(_UPDATE.format(table=table, sets=sets), columns)

    def delete(self, table: str, old: sqlite3.Row) -> None:
        """Take a row out and keep what it was."""
        if self._let_go(table, old):
            self._tally.removed()
        self.connection.execute(_DELETE.format(table=table), {"id": old["id"]})

    def _signed(
        self, table: str, row_id: int, row: Mapping[str, Value]
    ) -> dict[str, Value]:
        digest = row_digest(table, row_id, self.sequence, content_of(row))
        self._tally.wrote(digest)
        return {"revision": self.sequence, "digest": mark_of(digest)}

    def _let_go(self, table: str, old: sqlite3.Row) -> bool:
        """Keep a row that an earlier revision wrote; say whether one did."""
        content = content_of(dict(old))
        if old["revision"] == self.sequence:
            digest = row_digest(table, old["id"], self.sequence, content)
            self._tally.unwrote(digest)
            return False
        kept: dict[str, Value] = {
            "table_name": table,
            "row_id": old["id"],
            "row_revision": old["revision"],
            "replaced_by": self.sequence,
            "content": content,
            "digest": old["digest"],
        }
        (row_id,) = self.connection.execute(_KEEP_OLD, kept).fetchone()
        own = row_digest("history", row_id, self.sequence, content_of(kept))
        self._tally.kept(own)
        return True

    def _next_id(self, table: str) -> int:
        if table not in self._last_ids:
            query = _LAST_ID.format(table=table)
            (last,) = self.connection.execute(query, {"table": table}).fetchone()
            self._last_ids[table] = last
        self._last_ids[table] += 1
        return self._last_ids[table]


@lru_cache(64)
def _inserting(table: str, columns: tuple[str, ...]) -> str:
    names = ", ".join(f'"{name}"' for name in columns)
    places = ", ".join("?" for _ in columns)
    return _INSERT.format(table=table, names=names, places=places)
