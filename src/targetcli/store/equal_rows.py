"""Find rows that say the same as others, however many are about one place.

SQLite finds the rows that share place, metric and day by an index, and compares each of
them with the row that is sought. Where they are many, and sought often, that is the
square of their number; of such a group the hashes of its rows are kept for as long as
the write goes on.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from operator import itemgetter
from typing import NamedTuple

from targetcli.store.row_cells import Value
from targetcli.store.row_contents import content_columns

# The columns of an index by which SQLite finds the rows that may be equal. Identities
# have none: all of them are one group.
_GROUP_COLUMNS = {
    "target": ("region_id", "metric_id", "scope", "deadline"),
    "figure": ("region_id", "metric_id", "scope", "end", "value"),
    "identity": (),
    "milestone": ("target_id", "day"),
}
_EQUAL_ROWS = "SELECT id, revision FROM {table} WHERE {equal}"
_GROUP = "SELECT {columns} FROM {table} WHERE {equal}"
_GROUP_SIZE = "SELECT count(*) FROM (SELECT 1 FROM {table} WHERE {equal} LIMIT ?)"
# From how many rows, and look-ups, a group is kept.
_LARGE = 16
_COUNTERS = 1 << 14
# Rows of kept groups; where they are more all are forgotten but the one just read.
_MOST_KEPT = 1 << 18

_Group = tuple[Value, ...]
_GetCells = Callable[[Mapping[str, Value]], tuple[Value, ...]]


class EqualRow(NamedTuple):
    """Row of a table, and the revision that wrote it."""

    id: int
    revision: int


class EqualRows:
    """Finds the rows of a table that say the same as another.

    It must be told of each row that is written meanwhile; what a row no longer says is
    found out when it is read.
    """

    def __init__(self, connection: sqlite3.Connection, table: str) -> None:
        columns = tuple(content_columns(connection, table))
        group_columns = _GROUP_COLUMNS[table]
        equal, in_group = (
            " AND ".join(f'"{name}" IS ?' for name in names) or "TRUE"
            for names in (columns, group_columns)
        )
        names = ", ".join(f'"{name}"' for name in ("id", *columns))
        self._connection = connection
        self._get_cells: _GetCells = itemgetter(*columns)
        self._get_group: _GetCells = (
            itemgetter(*group_columns) if group_columns else _get_nothing
        )
        self._select_equal = _EQUAL_ROWS.format(table=table, equal=equal)
        self._select_group = _GROUP.format(table=table, columns=names, equal=in_group)
        self._count_group = _GROUP_SIZE.format(table=table, equal=in_group)
        self._ids_by_group: dict[_Group, dict[int, list[int]]] = {}
        self._kept = 0
        self._searches = bytearray(_COUNTERS)

    def find(self, row: Mapping[str, Value]) -> list[EqualRow]:
        """Return the rows that are as this one in every column, by id."""
        cells, group = self._get_cells(row), self._get_group(row)
        if group not in self._ids_by_group:
            if not self._is_large(group):
                return self._read_equal(cells)
            self._keep(group)
        return [
            equal_row
            for row_id in sorted(self._ids_by_group[group].get(hash(cells), ()))
            for equal_row in self._read_equal(cells, row_id)
        ]

    def add(self, row_id: int, row: Mapping[str, Value]) -> None:
        """Note a row that is written."""
        if self._ids_by_group:
            ids = self._ids_by_group.get(self._get_group(row))
            if ids is not None:
                self._note(ids, self._get_cells(row), row_id)

    def _is_large(self, group: _Group) -> bool:
        """Return True for a group in which many rows are sought among many."""
        place = hash(group) % _COUNTERS
        self._searches[place] += 1
        if self._searches[place] < _LARGE:
            return False
        self._searches[place] = 0
        query = self._connection.execute(self._count_group, (*group, _LARGE))
        return bool(query.fetchone()[0] == _LARGE)

    def _keep(self, group: _Group) -> None:
        if self._kept > _MOST_KEPT:
            self._ids_by_group.clear()
            self._kept = 0
        ids = self._ids_by_group[group] = {}
        cursor = self._connection.execute(self._select_group, group)
        cursor.row_factory = None
        for row_id, *cells in cursor:
            self._note(ids, tuple(cells), row_id)

    def _note(
        self, ids: dict[int, list[int]], cells: tuple[Value, ...], row_id: int
    ) -> None:
        same = ids.setdefault(hash(cells), [])
        if row_id not in same:
            same.append(row_id)
            self._kept += 1

    def _read_equal(
        self, cells: tuple[Value, ...], row_id: int | None = None
    ) -> list[EqualRow]:
        query, parameters = self._select_equal, cells
        if row_id is not None:
            query, parameters = f"{query} AND id = ?", (*cells, row_id)
        cursor = self._connection.execute(query, parameters)
        cursor.row_factory = None
        return [EqualRow(number, revision) for number, revision in cursor]


def _get_nothing(_: Mapping[str, Value]) -> tuple[Value, ...]:
    return ()
