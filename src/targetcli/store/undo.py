"""Undo writes: restore each row as it was before them, in a new revision."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from targetcli.errors import Contradiction
from targetcli.problems.records import Conflict
from targetcli.store.consistency import (
    find_missing_parts,
    find_region_circles,
    refuse_kind_conflicts,
)
from targetcli.store.damaged_rows import row_name
from targetcli.store.digests import serialize_row
from targetcli.store.reference_indexes import index_references
from targetcli.store.revisions import RevisionWriter
from targetcli.store.row_cells import Value
from targetcli.store.row_contents import content_columns, parse_content
from targetcli.store.schema import RECORD_TABLES, TABLES_OF_DISTINCT_ROWS

# The rows that writes touched, in the order in which they are found. They may be more
# than fit in memory.
_CREATE_TOUCHED_ROWS = """
    CREATE TEMP TABLE touched_row (
        number INTEGER PRIMARY KEY,
        table_name TEXT NOT NULL,
        row_id INTEGER NOT NULL,
        effect TEXT NOT NULL DEFAULT '',
        UNIQUE (table_name, row_id)
    ) STRICT
"""
_DROP_TOUCHED_ROWS = "DROP TABLE touched_row"
_ADD_ROWS_WRITTEN = """
    INSERT INTO touched_row (table_name, row_id)
    SELECT '{table}', id FROM {table} WHERE revision BETWEEN :first AND :last
"""
_ADD_ROWS_ARCHIVED = """
    INSERT OR IGNORE INTO touched_row (table_name, row_id)
    SELECT DISTINCT table_name, row_id FROM history
    WHERE row_revision BETWEEN :first AND :last OR replaced_by BETWEEN :first AND :last
"""
_NEXT_TOUCHED_ROWS = """
    SELECT number, table_name, row_id FROM touched_row
    WHERE number > :after AND effect IN ({effects}) ORDER BY number LIMIT 1000
"""
_SET_EFFECT = "UPDATE touched_row SET effect = ? WHERE number = ?"
_TOUCHED_TABLES = "SELECT DISTINCT table_name FROM touched_row WHERE effect = :effect"
# From here on an index costs less than looking through a table for each row.
_TABLES_OF_MANY_ROWS = """
    SELECT table_name FROM touched_row WHERE effect <> ''
    GROUP BY table_name HAVING count(*) >= 16
"""
_LAST_WRITE = """
    SELECT max(replaced_by) FROM history WHERE table_name = :table AND row_id = :id
"""
_ROW_BEFORE = """
    SELECT content FROM history
    WHERE table_name = :table AND row_id = :id
        AND row_revision < :first AND replaced_by >= :first
    ORDER BY row_revision DESC LIMIT 1
"""
_LAST_CONTENT = """
    SELECT content FROM history WHERE table_name = :table AND row_id = :id
    ORDER BY replaced_by DESC LIMIT 1
"""
_DEFER_REFERENCES = "PRAGMA defer_foreign_keys = ON"
_BROKEN_REFERENCES = "PRAGMA foreign_key_check"
_REFERRING_COLUMN = 'SELECT "from" FROM pragma_foreign_key_list(:table) WHERE id = :key'


class UndoneRow(NamedTuple):
    """Row that an undo changed, and how: taken out, put back, or as before."""

    record: str
    effect: str


class WriteRange(NamedTuple):
    """Range of consecutive writes."""

    first: int
    last: int

    @property
    def numbers(self) -> str:
        """Numbers of the writes: 7, or 3–7."""
        if self.first == self.last:
            return str(self.first)
        return f"{self.first}–{self.last}"


class UndoneRows(NamedTuple):
    """Number of the rows that an undo changed, and the first of them."""

    row_count: int
    first: tuple[UndoneRow, ...]


class _RowChange(NamedTuple):
    table: str
    row_id: int
    current: sqlite3.Row | None
    earlier: Mapping[str, Value] | None

    @property
    def effect(self) -> str:
        """Effect of the undo on the row, in words; empty for none."""
        if self.current is None:
            return _PUT_BACK if self.earlier is not None else ""
        return _TAKEN_OUT if self.earlier is None else _AS_BEFORE


_TAKEN_OUT, _AS_BEFORE, _PUT_BACK = "taken out", "as before", "put back"
# Names that are taken must be free before others take them.
_EFFECTS = (_TAKEN_OUT, _AS_BEFORE, _PUT_BACK)
_MOST_NAMED = 10


def undo_writes(revision: RevisionWriter, write_range: WriteRange) -> UndoneRows:
    """Restore every row that the writes changed to its content before them.

    Raises `Contradiction` where a later write stands on one of the rows.
    """
    connection = revision.connection
    connection.execute(_DEFER_REFERENCES)
    connection.execute(_CREATE_TOUCHED_ROWS)
    undo = _Undo(revision, write_range)
    undo.plan()
    undone_rows = undo.apply()
    undo.check()
    connection.execute(_DROP_TOUCHED_ROWS)
    return undone_rows


class _Undo:
    """Undo of writes, whose rows are planned before the first is changed."""

    def __init__(self, revision: RevisionWriter, write_range: WriteRange) -> None:
        self._revision = revision
        self._connection = revision.connection
        self._range = write_range
        self._columns = {
            table: content_columns(revision.connection, table)
            for table in RECORD_TABLES
        }

    def plan(self) -> None:
        """Note every row that the writes touched, and the effect of the undo on it."""
        parameters = self._range._asdict()
        for table in RECORD_TABLES:
            statement = _ADD_ROWS_WRITTEN.format(table=table)
            self._connection.execute(statement, parameters)
        self._connection.execute(_ADD_ROWS_ARCHIVED, parameters)
        for rows in self._touched_rows(""):
            effects = [
                (self._plan_change(table, row_id).effect, number)
                for number, table, row_id in rows
            ]
            self._connection.executemany(_SET_EFFECT, effects)

    def apply(self) -> UndoneRows:
        """Restore the rows, and return what was done to the first of them."""
        many = self._connection.execute(_TABLES_OF_MANY_ROWS).fetchall()
        with index_references(self._connection, [table for (table,) in many]):
            return self._apply_changes()

    def _apply_changes(self) -> UndoneRows:
        count, first = 0, []
        for effect in _EFFECTS:
            for rows in self._touched_rows(effect):
                for _, table, row_id in rows:
                    change = self._read_change(table, row_id)
                    if not self._apply_change(change):
                        continue
                    count += 1
                    if count <= _MOST_NAMED:
                        first.append(UndoneRow(_name_changed_row(change), effect))
        return UndoneRows(count, tuple(first))

    def check(self) -> None:
        """Refuse what would leave the store as no import could."""
        connection = self._connection
        taken_out = self._tables_of(_TAKEN_OUT)
        touched = {table for effect in _EFFECTS for table in self._tables_of(effect)}
        _check_references(connection, self._range, taken_out)
        if touched & {"region", "identity"}:
            _check_parts(connection, self._range)
        if "region" in touched:
            _check_nesting(connection, self._range)
        self._check_distinct()
        if "metric" in touched:
            refuse_kind_conflicts(connection)

    def _touched_rows(self, *effects: str) -> Iterator[list[tuple[int, str, int]]]:
        """Yield the numbers, tables and ids of touched rows, a thousand at once."""
        places = ", ".join(f"'{effect}'" for effect in effects)
        query = _NEXT_TOUCHED_ROWS.format(effects=places)
        after = 0
        while rows := self._connection.execute(query, {"after": after}).fetchall():
            yield [tuple(row) for row in rows]
            after = rows[-1]["number"]

    def _tables_of(self, effect: str) -> set[str]:
        query = self._connection.execute(_TOUCHED_TABLES, {"effect": effect})
        return {table for (table,) in query}

    def _plan_change(self, table: str, row_id: int) -> _RowChange:
        """Return the change of a row; refuse one that a later write changed."""
        change = self._read_change(table, row_id)
        if change.current is None:
            parameters = {"table": table, "id": row_id}
            query = self._connection.execute(_LAST_WRITE, parameters)
            (last_write,) = query.fetchone()
        else:
            last_write = change.current["revision"]
        if last_write > self._range.last:
            raise Contradiction(
                Conflict.CHANGED_SINCE,
                writes=self._range.numbers,
                row=row_name(table, row_id),
                later=last_write,
                before=self._range.first - 1,
            )
        return change

    def _read_change(self, table: str, row_id: int) -> _RowChange:
        current = self._revision.get_row(table, row_id)
        parameters = {"table": table, "id": row_id, "first": self._range.first}
        archived = self._connection.execute(_ROW_BEFORE, parameters).fetchone()
        if archived is None:
            return _RowChange(table, row_id, current, None)
        earlier = parse_content(self._columns[table], archived["content"])
        return _RowChange(table, row_id, current, earlier)

    def _apply_change(self, change: _RowChange) -> bool:
        """Restore a row; return False for one that is as it was."""
        table, row_id, current, earlier = change
        if current is None and earlier is not None:
            self._revision.insert(table, earlier, row_id)
        elif current is not None and earlier is None:
            self._revision.delete(table, current)
        elif current is not None and earlier is not None:
            if serialize_row(dict(current)) == serialize_row(earlier):
                return False
            self._revision.update(table, current, earlier)
        return True

    def _check_distinct(self) -> None:
        """Refuse to make two records equal: an import would merge them."""
        for rows in self._touched_rows(_AS_BEFORE, _PUT_BACK):
            for _, table, row_id in rows:
                if table not in TABLES_OF_DISTINCT_ROWS:
                    continue
                row = self._revision.get_row(table, row_id)
                equal_rows = self._revision.find_equal(table, dict(row)) if row else ()
                for equal_row in equal_rows:
                    if equal_row.id != row_id:
                        raise Contradiction(
                            Conflict.UNDONE_AS_OTHER,
                            writes=self._range.numbers,
                            record=row_name(table, row_id),
                            other=row_name(table, equal_row.id),
                        )


def _check_references(
    connection: sqlite3.Connection, write_range: WriteRange, emptied_tables: set[str]
) -> None:
    for table, row_id, parent, key in connection.execute(_BROKEN_REFERENCES):
        if parent not in emptied_tables:
            continue
        parameters = {"table": table, "key": key}
        (column,) = connection.execute(_REFERRING_COLUMN, parameters).fetchone()
        value = _get_cell(connection, table, row_id, column)
        raise Contradiction(
            Conflict.NAMED_ELSEWHERE,
            writes=write_range.numbers,
            named=_name_parent(connection, parent, value),
            row=row_name(table, row_id),
            column=column.removesuffix("_id"),
        )


def _check_parts(connection: sqlite3.Connection, write_range: WriteRange) -> None:
    """Refuse to take out a region that an identity names among its parts."""
    for missing in find_missing_parts(connection):
        raise Contradiction(
            Conflict.NAMED_ELSEWHERE,
            writes=write_range.numbers,
            named=f"region {missing.region}",
            row=row_name("identity", missing.identity_id),
            column="parts",
        )


def _check_nesting(connection: sqlite3.Connection, write_range: WriteRange) -> None:
    """Refuse to put regions into each other in a circle."""
    for region, *others in find_region_circles(connection):
        raise Contradiction(
            Conflict.UNDONE_INTO_CIRCLE,
            writes=write_range.numbers,
            region=region,
            others=tuple(others),
        )


def _get_cell(
    connection: sqlite3.Connection, table: str, row_id: int, column: str
) -> Value:
    query = f'SELECT "{column}" FROM {table} WHERE id = :id'  # noqa: S608 - our own
    (value,) = connection.execute(query, {"id": row_id}).fetchone()
    cell: Value = value
    return cell


def _name_parent(connection: sqlite3.Connection, parent: str, value: Value) -> str:
    """Return the name of an archived row, by the id or name that refers to it."""
    if not isinstance(value, int):
        return f"{parent} {value}"
    parameters = {"table": parent, "id": value}
    archived = connection.execute(_LAST_CONTENT, parameters).fetchone()
    if archived is None:
        return f"{parent} {value}"
    name = parse_content({"name": ""}, archived["content"])["name"]
    return f"{parent} {name}" if name else row_name(parent, value)


def _name_changed_row(change: _RowChange) -> str:
    """Return the name of a changed row, from its name column or its id."""
    row = (
        dict(change.current)
        if change.current is not None
        else dict(change.earlier or {})
    )
    if "name" in row:
        return f"{change.table} {row['name']}"
    return row_name(change.table, change.row_id)
