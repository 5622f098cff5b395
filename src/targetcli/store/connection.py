"""Connect to the SQLite file of a store, guarded against hostile files."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import BinaryIO, NamedTuple

from targetcli.errors import StoreUnusable
from targetcli.problems.problem import FailureReason
from targetcli.problems.stores import StoreDetail, StoreProblem
from targetcli.store.row_batches import BatchingConnection

_OLDEST_SQLITE = (3, 37, 0)  # the first with STRICT tables
# For files of unknown origin, as SQLite's own security notes advise.
_GUARDS = (
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
    "PRAGMA foreign_keys = ON",
)
_MAX_WAIT = 1_000_000  # seconds; SQLite counts milliseconds in 32 bits


class OpenDatabase(NamedTuple):
    """Connection, its file, and the backup made before an upgrade, if there was one.

    The file stays open beside it: closing it would give away the locks that this
    process holds on it, as POSIX has it.
    """

    connection: BatchingConnection
    file: BinaryIO
    backup: Path | None = None

    def close(self) -> None:
        """Close the connection, and only then the file."""
        self.connection.close()
        self.file.close()


def connect(path: Path, wait: float) -> BatchingConnection:
    """Connect to an existing file, with SQLite's guards against hostile files."""
    # mode=rw even for reading: a crashed writer's journal can then be rolled back.
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        timeout=wait if 0 <= wait < _MAX_WAIT else _MAX_WAIT,
        isolation_level=None,
        factory=BatchingConnection,
    )
    connection.row_factory = sqlite3.Row
    for guard in _GUARDS:
        connection.execute(guard)
    return connection


def check_sqlite_version(path: Path) -> None:
    """Refuse a SQLite library without STRICT tables; raises `StoreUnusable`."""
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        detail = FailureReason(
            StoreDetail.SQLITE_ERROR, {"error": sqlite3.sqlite_version}
        )
        raise StoreUnusable(StoreProblem.OLD_SQLITE, str(path), detail)
