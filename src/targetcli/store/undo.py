"""Taking writes back: rows as they were before, written anew under their ids."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from targetcli.errors import Contradiction
from targetcli.store.damaged_rows import row_name
from targetcli.store.digests import serialize_row
from targetcli.store.history import content_columns, parse_content
from targetcli.store.revisions import RevisionWriter
from targetcli.store.rows import Value
from targetcli.store.schema import RECORD_TABLES

_WRITTEN = "SELECT id FROM {table} WHERE revision BETWEEN :first AND :last"
_KEPT = """
    SELECT DISTINCT table_name, row_id FROM history
    WHERE row_revision BETWEEN :first AND :last OR replaced_by BETWEEN :first AND :last
"""
_LAST_TOUCH = """
    SELECT max(replaced_by) FROM history WHERE table_name = :table AND row_id = :id
"""
_BEFORE = """
    SELECT content FROM history
    WHERE table_name = :table AND row_id = :id
        AND row_revision < :first AND replaced_by >= :first
    ORDER BY row_revision DESC LIMIT 1
"""
_DEFER = "PRAGMA defer_foreign_keys = ON"
_BROKEN = "PRAGMA foreign_key_check"
_KEYS = 'SELECT "from" FROM pragma_foreign_key_list(:table) WHERE id = :key'


class Undone(NamedTuple):
    """What taking writes back did to one row: taken out, put back, or as before."""

    record: str
    done: str


class Undoing(NamedTuple):
    """The writes to be taken back, one after the other."""

    first: int
    last: int

    @property
    def numbers(self) -> str:
        """Their numbers: 7, or 3–7."""
        if self.first == self.last:
            return str(self.first)
        return f"{self.first}–{self.last}"

    @property
    def text(self) -> str:
        """The writes in words."""
        return f"write{'' if self.first == self.last else 's'} {self.numbers}"


class _Change(NamedTuple):
    table: str
    row_id: int
    now: sqlite3.Row | None
    before: Mapping[str, Value] | None


def undo(ledger: RevisionWriter, undoing: Undoing) -> tuple[Undone, ...]:
    """Bring every row that the writes touched back to what it was before them.

    Raises `Contradiction` where a later write stands on one of the rows.
    """
    ledger.connection.execute(_DEFER)
    changes = [_change(ledger, undoing, *row) for row in _touched(ledger, undoing)]
    # Names that are taken must be free before others take them.
    ordered = [
        *(c for c in changes if c.now is not None and c.before is None),
        *(c for c in changes if c.now is not None and c.before is not None),
        *(c for c in changes if c.now is None and c.before is not None),
    ]
    done = tuple(
        Undone(_name(change), word)
        for change in ordered
        if (word := _apply(ledger, change))
    )
    _check_references(ledger.connection, undoing, changes)
    return done


def _touched(ledger: RevisionWriter, undoing: Undoing) -> Iterator[tuple[str, int]]:
    asked = undoing._asdict()
    found: dict[tuple[str, int], None] = {}
    for table in RECORD_TABLES:
        for (row_id,) in ledger.connection.execute(_WRITTEN.format(table=table), asked):
            found[table, row_id] = None
    for table, row_id in ledger.connection.execute(_KEPT, asked):
        found[table, row_id] = None
    yield from found


def _change(
    ledger: RevisionWriter, undoing: Undoing, table: str, row_id: int
) -> _Change:
    asked = {"table": table, "id": row_id, "first": undoing.first}
    now = ledger.get_row(table, row_id)
    if now is None:
        (touched,) = ledger.connection.execute(_LAST_TOUCH, asked).fetchone()
    else:
        touched = now["revision"]
    if touched > undoing.last:
        raise Contradiction(
            f"undoing {undoing.text} would bring {row_name(table, row_id)} back",
            f"write {touched} changed it again",
            f"undo {touched} first, or go back with: targets undo --to "
            f"{undoing.first - 1}",
        )
    kept = ledger.connection.execute(_BEFORE, asked).fetchone()
    if kept is None:
        return _Change(table, row_id, now, None)
    columns = content_columns(ledger.connection, table)
    return _Change(table, row_id, now, parse_content(columns, kept["content"]))


def _apply(ledger: RevisionWriter, change: _Change) -> str:
    """Bring one row back and say in words what that did."""
    table, row_id, now, before = change
    if now is None:
        if before is None:
            return ""
        ledger.insert(table, before, row_id)
        return "put back"
    if before is None:
        ledger.delete(table, now)
        return "taken out"
    if serialize_row(dict(now)) == serialize_row(before):
        return ""
    ledger.update(table, now, before)
    return "as before"


def _check_references(
    connection: sqlite3.Connection, undoing: Undoing, changes: list[_Change]
) -> None:
    gone = {change.table for change in changes if change.before is None}
    for table, row_id, parent, key in connection.execute(_BROKEN):
        if parent not in gone:
            continue
        asked = {"table": table, "key": key}
        (column,) = connection.execute(_KEYS, asked).fetchone()
        value = _value(connection, table, row_id, column)
        raise Contradiction(
            f"undoing {undoing.text} would take out {_named(changes, parent, value)}",
            f"{row_name(table, row_id)} names it ({column.removesuffix('_id')})",
        )


def _value(
    connection: sqlite3.Connection, table: str, row_id: int, column: str
) -> Value:
    query = f'SELECT "{column}" FROM {table} WHERE id = :id'  # noqa: S608 - our own
    (value,) = connection.execute(query, {"id": row_id}).fetchone()
    found: Value = value
    return found


def _named(changes: list[_Change], parent: str, value: Value) -> str:
    """Name a row that is referred to by its id or by its name."""
    if isinstance(value, str):
        return f"{parent} {value}"
    for change in changes:
        if (change.table, change.row_id) == (parent, value):
            return _name(change)
    return f"{parent} {value}"


def _name(change: _Change) -> str:
    """Name a row by what it is called, else by its id."""
    said = dict(change.now) if change.now is not None else dict(change.before or {})
    if "name" in said:
        return f"{change.table} {said['name']}"
    return row_name(change.table, change.row_id)
