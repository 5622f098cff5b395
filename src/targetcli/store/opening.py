"""Open an existing store, and refuse what is none."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from typing import BinaryIO

from targetcli.errors import StoreUnusable
from targetcli.problems.problem import FailureReason
from targetcli.problems.stores import StoreDetail, StoreProblem
from targetcli.store import schema
from targetcli.store.connection import OpenDatabase, check_sqlite_version, connect
from targetcli.store.sqlite_errors import translate_errors, translate_os_errors

_MIGRATIONS_TABLE = "SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'"
_APPLIED_STEPS = """
    SELECT name FROM _sqlite_migrations
    WHERE migration_set = 'targetcli'
"""
_SCHEMA = """
    SELECT name, sql FROM sqlite_master
    WHERE name NOT GLOB 'sqlite_*' AND name NOT GLOB '*_sqlite_*'
"""
_HEADER_SIZE = 100
_MAGIC = b"SQLite format 3\0"
_PAGE_COUNT_BYTES = slice(28, 32)  # how many pages the file has, by the same
_APPLICATION_ID_BYTES = slice(
    68, 72
)  # the application id, as SQLite's file format has it
_MAX_TRIES = 100  # to open a file that is replaced meanwhile


RereadRecords = Callable[[OpenDatabase], None]
"""Function that reads the records of an older store anew, as a part of its upgrade."""


class _FileReplaced(Exception):
    """Signal that the file was replaced while it was being opened."""


def open_existing(
    path: Path, wait: float, *, write: bool, reread: RereadRecords | None
) -> OpenDatabase:
    """Open an existing store, and upgrade it to the current schema.

    An upgrade reads its records anew by `reread`; without that nothing is upgraded.

    Raises `StoreUnusable` for a missing, empty, foreign, newer or damaged one, for an
    older one that is to stay so, and for one to be written that has two names: an
    upgrade writes too.
    """
    for _ in range(_MAX_TRIES):
        with suppress(_FileReplaced):
            return _open_once(path, wait, write=write, reread=reread)
    raise StoreUnusable(
        StoreProblem.UNREACHABLE, str(path), FailureReason(StoreDetail.REPLACED)
    )


def _open_once(
    path: Path, wait: float, *, write: bool, reread: RereadRecords | None
) -> OpenDatabase:
    with ExitStack() as cleanup:
        file = cleanup.enter_context(_open_file(path))
        if write:
            _check_single_name(path)
        cleanup.enter_context(translate_errors(path, wait))
        connection = cleanup.enter_context(closing(connect(path, wait)))
        backup = None
        if _is_older(connection, path):
            if reread is None:
                raise StoreUnusable(StoreProblem.OLDER, str(path))
            _check_single_name(path)
            from targetcli.store.upgrade import upgrade_store  # noqa: PLC0415 - seldom

            opened = OpenDatabase(connection, file)
            backup = upgrade_store(opened, path, wait, reread)
        _check_schema(connection, path)
        if not write:
            # One state of the store, however many questions are asked of it.
            connection.execute("PRAGMA query_only = ON")
        connection.execute("BEGIN")
        connection.execute(_MIGRATIONS_TABLE).fetchone()  # now the lock is held
        _check_not_replaced(path, file)
        _check_size(connection, path, file)
        if write:
            connection.execute("ROLLBACK")
        cleanup.pop_all()
    return OpenDatabase(connection, file, backup)


def _open_file(path: Path) -> BinaryIO:
    """Open a file with the header of a store; raises `StoreUnusable` for any other."""
    check_sqlite_version(path)
    with translate_os_errors(path), ExitStack() as cleanup:
        if path.is_dir():
            raise StoreUnusable(
                StoreProblem.FOREIGN, str(path), FailureReason(StoreDetail.FOLDER)
            )
        if not path.exists():
            raise StoreUnusable(StoreProblem.MISSING, str(path))
        if not path.is_file():
            raise StoreUnusable(
                StoreProblem.FOREIGN,
                str(path),
                FailureReason(StoreDetail.NO_PLAIN_FILE),
            )
        file = cleanup.enter_context(path.open("rb", buffering=0))
        _check_header(path, file.read(_HEADER_SIZE))
        cleanup.pop_all()
        return file


def _check_header(path: Path, header: bytes) -> None:
    if not header:
        raise StoreUnusable(StoreProblem.EMPTY, str(path))
    if not header.startswith(_MAGIC):
        detail = FailureReason(StoreDetail.NO_DATABASE)
        raise StoreUnusable(StoreProblem.FOREIGN, str(path), detail)
    # SQLite would roll back the journal of another program's file before it told us.
    if header[_APPLICATION_ID_BYTES] != schema.APPLICATION_ID.to_bytes(4, "big"):
        raise StoreUnusable(StoreProblem.FOREIGN, str(path))


def _check_not_replaced(path: Path, file: BinaryIO) -> None:
    """Refuse to answer from two files: the one checked must be the one read."""
    with translate_os_errors(path):
        now = path.stat()
    if not os.path.samestat(now, os.fstat(file.fileno())):
        raise _FileReplaced


def _check_single_name(path: Path) -> None:
    """Refuse to write a file with two names: its journal stands beside only one."""
    with translate_os_errors(path):
        name_count = path.stat().st_nlink
        if name_count > 1 and not _remove_leftover_draft(path):
            detail = FailureReason(StoreDetail.NAMES, {"count": name_count})
            raise StoreUnusable(StoreProblem.LINKED, str(path), detail)


def _remove_leftover_draft(path: Path) -> bool:
    """Remove the temporary name that a killed first run left on the file."""
    real = path.resolve()
    for file in real.parent.iterdir():
        with suppress(OSError):
            if file.name.startswith(f".{real.name}.") and file.samefile(path):
                file.unlink()
    return path.stat().st_nlink == 1


def _is_older(connection: sqlite3.Connection, path: Path) -> bool:
    """Return True if migrations are missing; raises `StoreUnusable` for no store."""
    (mark,) = connection.execute("PRAGMA application_id").fetchone()
    is_ours = (
        mark == schema.APPLICATION_ID
        and connection.execute(_MIGRATIONS_TABLE).fetchone()
    )
    if not is_ours:
        raise StoreUnusable(StoreProblem.FOREIGN, str(path))
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    applied = {name for (name,) in connection.execute(_APPLIED_STEPS)}
    known_steps = schema.step_names()
    if version > len(known_steps) or applied - set(known_steps):
        version_found = max(version, len(applied))
        detail = FailureReason(
            StoreDetail.VERSION, {"known": len(known_steps), "version": version_found}
        )
        raise StoreUnusable(StoreProblem.NEWER, str(path), detail)
    return len(applied) < len(known_steps)


def _check_schema(connection: sqlite3.Connection, path: Path) -> None:
    actual, expected = (
        dict(connection.execute(_SCHEMA).fetchall()),
        schema.expected_schema(),
    )
    if actual != expected:
        names = actual.keys() | expected.keys()
        # A damaged name may be no text at all.
        differing = sorted(
            str(name) for name in names if actual.get(name) != expected.get(name)
        )
        detail = FailureReason(StoreDetail.SCHEMA, {"names": tuple(differing[:3])})
        raise StoreUnusable(StoreProblem.FOREIGN, str(path), detail)


def _check_size(connection: sqlite3.Connection, path: Path, file: BinaryIO) -> None:
    """Refuse a truncated store: SQLite would read the rest as all there is.

    To be asked inside a transaction, when no writer can be changing the size.
    """
    if _has_pages_in_wal(connection, path):
        return
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    with translate_os_errors(path):
        header = os.pread(file.fileno(), _HEADER_SIZE, 0)
        file_size = os.fstat(file.fileno()).st_size
    header_pages = int.from_bytes(header[_PAGE_COUNT_BYTES], "big")
    if file_size < pages * size or file_size < header_pages * size:
        expected_size = max(pages, header_pages) * size
        detail = FailureReason(
            StoreDetail.SHORT_FILE, {"size": file_size, "expected": expected_size}
        )
        raise StoreUnusable(StoreProblem.DAMAGED, str(path), detail)


def _has_pages_in_wal(connection: sqlite3.Connection, path: Path) -> bool:
    """Return True where another program keeps pages beside the file, not yet in it."""
    (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
    real = path.resolve()
    wal = real.with_name(f"{real.name}-wal")
    return mode == "wal" and wal.exists() and wal.stat().st_size > 0
