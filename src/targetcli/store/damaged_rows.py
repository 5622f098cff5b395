"""Find the row that cannot be read, and name it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from targetcli.model.records import format_figure_id, format_target_id
from targetcli.problems.problem import FailureReason
from targetcli.problems.stores import StoreDetail
from targetcli.store.connection import connect
from targetcli.store.schema import RECORD_TABLES

_TABLES = (*RECORD_TABLES, "revision", "history")
_ALL_ROWS = "SELECT rowid AS row_number, * FROM {table}"


def row_name(table: str, row_id: int) -> str:
    """Return the name of a row for users: T1, F1, region row 3."""
    if table == "target":
        return format_target_id(row_id)
    return format_figure_id(row_id) if table == "figure" else f"{table} row {row_id}"


def find_undecodable(path: Path) -> FailureReason | None:
    """Return the reason that names a row whose text is not UTF-8, or None."""
    try:
        with closing(connect(path, 1)) as connection:
            return next(_undecodable_cells(connection), None)
    except sqlite3.Error:
        return None


def _undecodable_cells(connection: sqlite3.Connection) -> Iterator[FailureReason]:
    connection.text_factory = bytes
    for table in _TABLES:
        for row in connection.execute(_ALL_ROWS.format(table=table)):
            for column in row.keys():  # noqa: SIM118 - a Row iterates over its values
                if not _is_utf8(row[column]):
                    name = row_name(table, row["row_number"])
                    yield FailureReason(
                        StoreDetail.NO_TEXT_IN_CELL, {"row": name, "column": column}
                    )


def _is_utf8(value: object) -> bool:
    if not isinstance(value, bytes):
        return True
    try:
        value.decode()
    except UnicodeDecodeError:
        return False
    return True
