"""Undo writes: restore each row as it was before them, in a new revision."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from targetcli.errors import Contradiction
from targetcli.problems.records import Conflict
from targetcli.store.consistency import (
    find_equal_row,
    find_missing_parts,
    find_region_circles,
    refuse_kind_conflicts,
)
from targetcli.store.damaged_rows import row_name
from targetcli.store.digests import serialize_row
from targetcli.store.revisions import RevisionWriter
from targetcli.store.row_contents import content_columns, parse_content
from targetcli.store.rows import Value
from targetcli.store.schema import RECORD_TABLES, TABLES_OF_DISTINCT_ROWS

_ROWS_WRITTEN = "SELECT id FROM {table} WHERE revision BETWEEN :first AND :last"
_ROWS_ARCHIVED = """
    SELECT DISTINCT table_name, row_id FROM history
    WHERE row_revision BETWEEN :first AND :last OR replaced_by BETWEEN :first AND :last
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


class _RowChange(NamedTuple):
    table: str
    row_id: int
    current: sqlite3.Row | None
    earlier: Mapping[str, Value] | None


def undo_writes(
    revision: RevisionWriter, write_range: WriteRange
) -> tuple[UndoneRow, ...]:
    """Restore every row that the writes changed to its content before them.

    Raises `Contradiction` where a later write stands on one of the rows.
    """
    revision.connection.execute(_DEFER_REFERENCES)
    changes = [
        _plan_change(revision, write_range, *row)
        for row in _touched_rows(revision, write_range)
    ]
    # Names that are taken must be free before others take them.
    ordered = [
        *(c for c in changes if c.current is not None and c.earlier is None),
        *(c for c in changes if c.current is not None and c.earlier is not None),
        *(c for c in changes if c.current is None and c.earlier is not None),
    ]
    undone_rows = tuple(
        UndoneRow(_name_changed_row(change), effect)
        for change in ordered
        if (effect := _apply_change(revision, change))
    )
    _check_references(revision.connection, write_range, changes)
    _check_parts(revision.connection, write_range, changes)
    _check_nesting(revision.connection, write_range, changes)
    _check_distinct(revision.connection, write_range, changes)
    if any(change.table == "metric" for change in changes):
        refuse_kind_conflicts(revision.connection)
    return undone_rows


def _touched_rows(
    revision: RevisionWriter, write_range: WriteRange
) -> Iterator[tuple[str, int]]:
    parameters = write_range._asdict()
    touched_rows: dict[tuple[str, int], None] = {}
    for table in RECORD_TABLES:
        for (row_id,) in revision.connection.execute(
            _ROWS_WRITTEN.format(table=table), parameters
        ):
            touched_rows[table, row_id] = None
    for table, row_id in revision.connection.execute(_ROWS_ARCHIVED, parameters):
        touched_rows[table, row_id] = None
    yield from touched_rows


def _plan_change(
    revision: RevisionWriter, write_range: WriteRange, table: str, row_id: int
) -> _RowChange:
    parameters = {"table": table, "id": row_id, "first": write_range.first}
    current = revision.get_row(table, row_id)
    if current is None:
        (last_write,) = revision.connection.execute(_LAST_WRITE, parameters).fetchone()
    else:
        last_write = current["revision"]
    if last_write > write_range.last:
        raise Contradiction(
            Conflict.CHANGED_SINCE,
            writes=write_range.numbers,
            row=row_name(table, row_id),
            later=last_write,
            before=write_range.first - 1,
        )
    archived = revision.connection.execute(_ROW_BEFORE, parameters).fetchone()
    if archived is None:
        return _RowChange(table, row_id, current, None)
    columns = content_columns(revision.connection, table)
    return _RowChange(
        table, row_id, current, parse_content(columns, archived["content"])
    )


def _apply_change(revision: RevisionWriter, change: _RowChange) -> str:
    """Restore a row and return the effect, in words."""
    table, row_id, current, earlier = change
    if current is None:
        if earlier is None:
            return ""
        revision.insert(table, earlier, row_id)
        return "put back"
    if earlier is None:
        revision.delete(table, current)
        return "taken out"
    if serialize_row(dict(current)) == serialize_row(earlier):
        return ""
    revision.update(table, current, earlier)
    return "as before"


def _check_references(
    connection: sqlite3.Connection, write_range: WriteRange, changes: list[_RowChange]
) -> None:
    emptied_tables = {change.table for change in changes if change.earlier is None}
    for table, row_id, parent, key in connection.execute(_BROKEN_REFERENCES):
        if parent not in emptied_tables:
            continue
        parameters = {"table": table, "key": key}
        (column,) = connection.execute(_REFERRING_COLUMN, parameters).fetchone()
        value = _get_cell(connection, table, row_id, column)
        raise Contradiction(
            Conflict.NAMED_ELSEWHERE,
            writes=write_range.numbers,
            named=_name_parent(changes, parent, value),
            row=row_name(table, row_id),
            column=column.removesuffix("_id"),
        )


def _check_parts(
    connection: sqlite3.Connection, write_range: WriteRange, changes: list[_RowChange]
) -> None:
    """Refuse to take out a region that an identity names among its parts."""
    if all(change.table not in ("region", "identity") for change in changes):
        return
    for missing in find_missing_parts(connection):
        raise Contradiction(
            Conflict.NAMED_ELSEWHERE,
            writes=write_range.numbers,
            named=f"region {missing.region}",
            row=row_name("identity", missing.identity_id),
            column="parts",
        )


def _check_nesting(
    connection: sqlite3.Connection, write_range: WriteRange, changes: list[_RowChange]
) -> None:
    """Refuse to put regions into each other in a circle."""
    if all(change.table != "region" for change in changes):
        return
    for region, *others in find_region_circles(connection):
        raise Contradiction(
            Conflict.UNDONE_INTO_CIRCLE,
            writes=write_range.numbers,
            region=region,
            others=tuple(others),
        )


def _check_distinct(
    connection: sqlite3.Connection, write_range: WriteRange, changes: list[_RowChange]
) -> None:
    """Refuse to make two records equal: an import would merge them."""
    for table, row_id, _, earlier in changes:
        if earlier is None or table not in TABLES_OF_DISTINCT_ROWS:
            continue
        equal_id = find_equal_row(connection, table, row_id, earlier)
        if equal_id is not None:
            raise Contradiction(
                Conflict.UNDONE_AS_OTHER,
                writes=write_range.numbers,
                record=row_name(table, row_id),
                other=row_name(table, equal_id),
            )


def _get_cell(
    connection: sqlite3.Connection, table: str, row_id: int, column: str
) -> Value:
    query = f'SELECT "{column}" FROM {table} WHERE id = :id'  # noqa: S608 - our own
    (value,) = connection.execute(query, {"id": row_id}).fetchone()
    cell: Value = value
    return cell


def _name_parent(changes: list[_RowChange], parent: str, value: Value) -> str:
    """Return the name of a row that is referred to by its id or its name."""
    if isinstance(value, str):
        return f"{parent} {value}"
    for change in changes:
        if (change.table, change.row_id) == (parent, value):
            return _name_changed_row(change)
    return f"{parent} {value}"


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
