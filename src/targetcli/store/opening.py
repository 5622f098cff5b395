"""Opening, creating and refusing a store.

A read never makes a store, and an empty or foreign file is never an empty list.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from targetcli.errors import StoreBusy, StoreTrouble, StoreUnusable
from targetcli.store import migrations

_OLDEST_SQLITE = (3, 37, 0)  # the first with STRICT tables

_OURS = "SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'"
_APPLIED = """
    SELECT name FROM _sqlite_migrations
    WHERE migration_set = 'targetcli'
"""
_SCHEMA = """
    SELECT type, name FROM sqlite_master
    WHERE name NOT GLOB 'sqlite_*' AND name NOT GLOB '*_sqlite_*'
"""
_TABLES = (
    *("region", "metric", "source", "unit", "identity", "target", "figure"),
    *("milestone", "revision", "history"),
)
_INDEXES = (
    *("target_by_place", "target_by_metric", "target_by_deadline"),
    *("figure_by_place", "history_by_row"),
)
_EXPECTED = frozenset(
    {("table", name) for name in _TABLES}
    | {("index", name) for name in _INDEXES}
    | {("view", name) for name in ("targets_v", "figures_v")}
)
# For files of unknown origin, as SQLite's own security notes advise.
_GUARDS = (
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
    "PRAGMA foreign_keys = ON",
)

_TROUBLES = {
    "SQLITE_NOTADB": StoreTrouble.FOREIGN,
    "SQLITE_CORRUPT": StoreTrouble.DAMAGED,
    "SQLITE_FULL": StoreTrouble.FULL,
    "SQLITE_IOERR": StoreTrouble.FULL,
    "SQLITE_READONLY": StoreTrouble.READ_ONLY,
    "SQLITE_CANTOPEN": StoreTrouble.UNREACHABLE,
    "SQLITE_PERM": StoreTrouble.UNREACHABLE,
    "SQLITE_AUTH": StoreTrouble.UNREACHABLE,
}


@contextmanager
def translated(path: Path, wait: float) -> Iterator[None]:
    """Turn what SQLite raises into what a user can put right."""
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "")
        if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            raise StoreBusy(str(path), wait) from error
        for prefix, trouble in _TROUBLES.items():
            if name.startswith(prefix):
                raise StoreUnusable(trouble, str(path), str(error)) from error
        if "decode" in str(error):
            raise StoreUnusable(StoreTrouble.DAMAGED, str(path), str(error)) from error
        raise


def open_existing(path: Path, wait: float, *, write: bool) -> sqlite3.Connection:
    """Open a store that is there.

    Raises `StoreUnusable` for a missing, empty, foreign, newer or damaged one.
    """
    _look_at_file(path)
    with translated(path, wait):
        connection = _connect(path, wait)
        try:
            _check_ours(connection, path)
            if not write:
                connection.execute("PRAGMA query_only = ON")
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def drafted(path: Path, wait: float) -> Iterator[Path]:
    """Make an empty store beside its place, and put it there once it is as wanted.

    An error leaves nothing behind. Two first runs at once never see half a store;
    `FileExistsError` says that another was quicker. Raises `StoreUnusable` where the
    folder refuses.
    """
    _check_sqlite(path)
    draft = path.with_name(f".{path.name}.{os.urandom(6).hex()}")
    try:
        with _reachable(path):
            os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        with translated(path, wait):
            _build(draft, wait)
        yield draft
        os.link(draft, path)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


@contextmanager
def _reachable(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        trouble = StoreTrouble.UNREACHABLE
        raise StoreUnusable(trouble, str(path), error.strerror or "") from error


def _build(path: Path, wait: float) -> None:
    from sqlite_utils import Database  # noqa: PLC0415 - dear to import

    connection = _connect(path, wait)
    try:
        connection.execute("BEGIN IMMEDIATE")
        database = Database(connection, execute_plugins=False)
        migrations.migrations().apply(database)
        connection.execute("COMMIT")
    finally:
        connection.close()


def _connect(path: Path, wait: float) -> sqlite3.Connection:
    # mode=rw even for reading: a crashed writer's journal can then be rolled back.
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        timeout=wait,
        isolation_level=None,
    )
    connection.row_factory = sqlite3.Row
    for guard in _GUARDS:
        connection.execute(guard)
    return connection


def _look_at_file(path: Path) -> None:
    _check_sqlite(path)
    with _reachable(path):
        if path.is_dir():
            raise StoreUnusable(StoreTrouble.FOREIGN, str(path), "it is a folder")
        if not path.exists():
            raise StoreUnusable(StoreTrouble.MISSING, str(path))
        size = path.stat().st_size
    if size == 0:
        raise StoreUnusable(StoreTrouble.EMPTY, str(path))


def _check_sqlite(path: Path) -> None:
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        version = sqlite3.sqlite_version
        raise StoreUnusable(StoreTrouble.OLD_SQLITE, str(path), version)


def _check_ours(connection: sqlite3.Connection, path: Path) -> None:
    (mark,) = connection.execute("PRAGMA application_id").fetchone()
    ours = mark == migrations.APPLICATION_ID and connection.execute(_OURS).fetchone()
    if not ours:
        raise StoreUnusable(StoreTrouble.FOREIGN, str(path))
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    applied = {name for (name,) in connection.execute(_APPLIED)}
    unknown = applied - set(migrations.STEPS)
    if version > migrations.SCHEMA_VERSION or unknown:
        found = max(version, len(applied))
        known = migrations.SCHEMA_VERSION
        detail = f"it knows up to {known}, found {found}"
        raise StoreUnusable(StoreTrouble.NEWER, str(path), detail)
    schema = {(kind, name) for kind, name in connection.execute(_SCHEMA)}
    if schema != _EXPECTED:
        odd = ", ".join(sorted(name for _, name in schema ^ _EXPECTED)[:3])
        raise StoreUnusable(StoreTrouble.FOREIGN, str(path), f"its schema: {odd}")
