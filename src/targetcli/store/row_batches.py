"""Insert rows many at a time, without a statement that could miss one of them.

SQLite builds the lists in a table's constraints anew for each statement, which takes
as long as the rest of inserting a row. So rows wait for others like them, and go in
before any other statement is run. Statements are run by `execute` and `executemany`;
a cursor of one's own would not see the rows that wait.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from targetcli.store.row_cells import Value

_INSERT = "INSERT INTO {table} ({names}) VALUES {rows}"
# A power of two, as all batches are: of each number of rows there is another statement,
# which SQLite compiles once and which takes a megabyte for the largest.
_LARGEST_BATCH = 512


class BatchingConnection(sqlite3.Connection):
    """Connection that inserts rows in batches; its other statements see them all."""

    def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 - as sqlite3 has it
        super().__init__(*arguments, **options)
        self._table = ""
        self._columns: tuple[str, ...] = ()
        self._waiting: list[Value] = []  # cells, one row after the other

    def insert_soon(
        self, table: str, columns: tuple[str, ...], cells: Iterable[Value]
    ) -> None:
        """Insert a row at the latest before the next statement is run."""
        if table != self._table or columns != self._columns:
            self._insert_waiting()
            self._table, self._columns = table, columns
        self._waiting.extend(cells)
        if len(self._waiting) >= _LARGEST_BATCH * len(columns):
            self._insert_waiting()

    def roll_back(self) -> None:
        """End a transaction that is open, without its rows."""
        self._waiting.clear()
        if self.in_transaction:
            self.execute("ROLLBACK")

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:  # noqa: ANN401 - as sqlite3 has it
        """Run a statement, after the rows that wait."""
        self._insert_waiting()
        return super().execute(sql, parameters)

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> sqlite3.Cursor:
        """Run a statement many times, after the rows that wait."""
        self._insert_waiting()
        return super().executemany(sql, parameters)

    def _insert_waiting(self) -> None:
        if not self._waiting:
            return
        cells, self._waiting = self._waiting, []
        width = len(self._columns)
        rest, batch = len(cells) // width, _LARGEST_BATCH
        while rest:
            while batch > rest:
                batch //= 2
            statement = _insert_statement(self._table, self._columns, batch)
            start = len(cells) - rest * width
            super().execute(statement, cells[start : start + batch * width])
            rest -= batch


@lru_cache(64)
def _insert_statement(table: str, columns: tuple[str, ...], rows: int) -> str:
    names = ", ".join(f'"{name}"' for name in columns)
    row = f"({', '.join('?' * len(columns))})"
    return _INSERT.format(table=table, names=names, rows=", ".join([row] * rows))
