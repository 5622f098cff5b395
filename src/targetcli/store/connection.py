"""Opening, creating and refusing a store.

A read never makes a store, and an empty or foreign file is never an empty list.
"""

from __future__ import annotations

import glob
import os
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple

from targetcli.errors import StoreBusy, StoreTrouble, StoreUnusable, Unreadable
from targetcli.store import schema

_OLDEST_SQLITE = (3, 37, 0)  # the first with STRICT tables

_MIGRATIONS_TABLE = "SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'"
_APPLIED_STEPS = """
    SELECT name FROM _sqlite_migrations
    WHERE migration_set = 'targetcli'
"""
_SCHEMA = """
    SELECT name, sql FROM sqlite_master
    WHERE name NOT GLOB 'sqlite_*' AND name NOT GLOB '*_sqlite_*'
"""
# For files of unknown origin, as SQLite's own security notes advise.
_GUARDS = (
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
    "PRAGMA foreign_keys = ON",
)

_HEADER_SIZE = 100
_MAGIC = b"SQLite format 3\0"
_PAGE_COUNT_BYTES = slice(28, 32)  # how many pages the file has, by the same
_APPLICATION_ID_BYTES = slice(
    68, 72
)  # the application id, as SQLite's file format has it
_MAX_TRIES = 100  # to open a file that is replaced meanwhile
_MAX_WAIT = 1_000_000  # seconds; SQLite counts milliseconds in 32 bits

# The first prefix of SQLite's own name for an error that fits.
_TROUBLES = {
    "SQLITE_NOTADB": StoreTrouble.FOREIGN,
    "SQLITE_CORRUPT": StoreTrouble.DAMAGED,
    "SQLITE_FULL": StoreTrouble.FULL,
    "SQLITE_IOERR_WRITE": StoreTrouble.FULL,
    "SQLITE_IOERR_FSYNC": StoreTrouble.FULL,
    "SQLITE_IOERR_TRUNCATE": StoreTrouble.FULL,
    "SQLITE_READONLY_DBMOVED": StoreTrouble.UNREACHABLE,
    "SQLITE_READONLY": StoreTrouble.READ_ONLY,
    "SQLITE_IOERR": StoreTrouble.UNREACHABLE,
    "SQLITE_CANTOPEN": StoreTrouble.UNREACHABLE,
    "SQLITE_PERM": StoreTrouble.UNREACHABLE,
    "SQLITE_AUTH": StoreTrouble.UNREACHABLE,
}


@contextmanager
def translate_errors(path: Path, wait: float) -> Iterator[None]:
    """Turn what SQLite raises into what a user can put right."""
    try:
        yield
    except (sqlite3.Error, UnicodeDecodeError) as error:
        name = getattr(error, "sqlite_errorname", "")
        if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            raise StoreBusy(str(path), wait) from error
        trouble, detail = _classify_error(path, name, error)
        raise StoreUnusable(trouble, str(path), detail) from error
    except UnicodeEncodeError as error:
        # Bytes of the command line that are no text cannot be stored as text.
        raise Unreadable("text", str(error.object), ("UTF-8",)) from error


def _classify_error(
    path: Path, name: str, error: Exception
) -> tuple[StoreTrouble, str]:
    if isinstance(error, UnicodeDecodeError) or "decode" in str(error):
        from targetcli.store.damaged_rows import find_undecodable  # noqa: PLC0415 - only then

        place = None
        # Where the damage is in a name, the place of it cannot be read either.
        with suppress(sqlite3.Error, UnicodeDecodeError):
            place = find_undecodable(path)
        return StoreTrouble.DAMAGED, place or "text that is not UTF-8"
    if name.startswith("SQLITE_CANTOPEN") and _is_folder_read_only(path):
        folder = path.resolve().parent
        return StoreTrouble.READ_ONLY, f"its folder {_describe_access(folder)}"
    for prefix, trouble in _TROUBLES.items():
        if name.startswith(prefix):
            is_read_only = trouble is StoreTrouble.READ_ONLY
            return trouble, f"it {_describe_access(path)}" if is_read_only else str(
                error
            )
    return StoreTrouble.FAILED, str(error)


def _describe_access(path: Path) -> str:
    """Say whose a file is, what its mode is, and who we are."""
    try:
        status = path.stat()
    except OSError as error:
        return f"cannot be looked at: {error.strerror}"
    mode = f"{status.st_mode & 0o777:04o}"
    return f"belongs to user {status.st_uid}, mode {mode}; this is user {os.geteuid()}"


def _is_folder_read_only(path: Path) -> bool:
    real = path.resolve()
    return os.access(real, os.R_OK) and not os.access(real.parent, os.W_OK)


class OpenDatabase(NamedTuple):
    """A connection, and the copy kept from before an upgrade where there was one.

    The file stays open beside it: closing it would give away the locks that this
    process holds on it, as POSIX has it.
    """

    connection: sqlite3.Connection
    file: BinaryIO
    backup: Path | None = None

    def close(self) -> None:
        """Close the connection, and only then the file."""
        self.connection.close()
        self.file.close()


class _FileReplaced(Exception):
    """Another file has come to bear the name while it was opened."""


def open_existing(
    path: Path, wait: float, *, write: bool, migrate: bool
) -> OpenDatabase:
    """Open a store that is there, brought to today's schema if that is allowed.

    Raises `StoreUnusable` for a missing, empty, foreign, newer or damaged one, for an
    older one that is to stay so, and for one to be written that has two names: an
    upgrade writes too.
    """
    for _ in range(_MAX_TRIES):
        with suppress(_FileReplaced):
            return _open_once(path, wait, write=write, migrate=migrate)
    why = "it is replaced again and again"
    raise StoreUnusable(StoreTrouble.UNREACHABLE, str(path), why)


def _open_once(path: Path, wait: float, *, write: bool, migrate: bool) -> OpenDatabase:
    with ExitStack() as cleanup:
        file = cleanup.enter_context(_open_file(path))
        if write:
            _check_single_name(path)
        cleanup.enter_context(translate_errors(path, wait))
        connection = cleanup.enter_context(closing(connect(path, wait)))
        backup = None
        if _is_older(connection, path):
            _check_may_migrate(path, migrate=migrate)
            _check_single_name(path)
            from targetcli.store.upgrade import upgrade_schema  # noqa: PLC0415 - seldom

            backup = upgrade_schema(connection, path, wait)
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


def path_exists(path: Path) -> bool:
    """Say whether anything is at a path; raises `StoreUnusable` where none can tell."""
    with _translate_os_errors(path):
        return path.exists()


@contextmanager
def draft_store(path: Path, wait: float) -> Iterator[Path]:
    """Make an empty store beside its place, and put it there once it is as wanted.

    An error leaves nothing behind. Two first runs at once never see half a store;
    `FileExistsError` says that another was quicker. Raises `StoreUnusable` where the
    folder refuses.
    """
    _check_sqlite(path)
    real = Path(os.path.realpath(path))  # a link may lead to where nothing is yet
    draft = real.with_name(f".{real.name}.{os.urandom(6).hex()}")
    try:
        with _translate_os_errors(path):
            os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        with translate_errors(path, wait):
            _build(draft, wait)
        yield draft
        _publish(draft, real)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _publish(draft: Path, path: Path) -> None:
    try:
        os.link(draft, path)
    except FileExistsError as error:
        if path.exists():
            raise
        trouble, why = StoreTrouble.UNREACHABLE, "it is a link that leads nowhere"
        raise StoreUnusable(trouble, str(path), why) from error
    except OSError as error:
        trouble = StoreTrouble.UNREACHABLE
        raise StoreUnusable(trouble, str(path), error.strerror or "") from error


@contextmanager
def _translate_os_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except PermissionError as error:
        trouble = StoreTrouble.UNREACHABLE
        why = f"{error.strerror}: it {_describe_access(path)}"
        raise StoreUnusable(trouble, str(path), why) from error
    except OSError as error:
        trouble = StoreTrouble.UNREACHABLE
        raise StoreUnusable(trouble, str(path), error.strerror or "") from error


def _build(path: Path, wait: float) -> None:
    connection = connect(path, wait)
    try:
        connection.execute("BEGIN IMMEDIATE")
        schema.apply_pending(connection)
        connection.execute("COMMIT")
    finally:
        connection.close()


def connect(path: Path, wait: float) -> sqlite3.Connection:
    """Connect to a file that is there, with what guards against hostile ones."""
    # mode=rw even for reading: a crashed writer's journal can then be rolled back.
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        timeout=wait if 0 <= wait < _MAX_WAIT else _MAX_WAIT,
        isolation_level=None,
    )
    connection.row_factory = sqlite3.Row
    for guard in _GUARDS:
        connection.execute(guard)
    return connection


def _open_file(path: Path) -> BinaryIO:
    """Open a file that can be a store of ours; raises `StoreUnusable` for another."""
    _check_sqlite(path)
    with _translate_os_errors(path), ExitStack() as cleanup:
        if path.is_dir():
            raise StoreUnusable(StoreTrouble.FOREIGN, str(path), "it is a folder")
        if not path.exists():
            raise StoreUnusable(StoreTrouble.MISSING, str(path))
        if not path.is_file():
            raise StoreUnusable(StoreTrouble.FOREIGN, str(path), "it is no plain file")
        file = cleanup.enter_context(path.open("rb", buffering=0))
        _check_header(path, file.read(_HEADER_SIZE))
        cleanup.pop_all()
        return file


def _check_header(path: Path, header: bytes) -> None:
    if not header:
        raise StoreUnusable(StoreTrouble.EMPTY, str(path))
    if not header.startswith(_MAGIC):
        detail = "file is not a database"
        raise StoreUnusable(StoreTrouble.FOREIGN, str(path), detail)
    # SQLite would roll back the journal of another program's file before it told us.
    if header[_APPLICATION_ID_BYTES] != schema.APPLICATION_ID.to_bytes(4, "big"):
        raise StoreUnusable(StoreTrouble.FOREIGN, str(path))


def _check_not_replaced(path: Path, file: BinaryIO) -> None:
    """Refuse to answer from two files: what was looked at must be what is read."""
    with _translate_os_errors(path):
        now = path.stat()
    if not os.path.samestat(now, os.fstat(file.fileno())):
        raise _FileReplaced


def _check_single_name(path: Path) -> None:
    """Refuse to write a file with two names: a journal bears only one of them."""
    with _translate_os_errors(path):
        name_count = path.stat().st_nlink
        if name_count > 1 and not _remove_leftover_draft(path):
            detail = f"it has {name_count} names"
            raise StoreUnusable(StoreTrouble.LINKED, str(path), detail)


def _remove_leftover_draft(path: Path) -> bool:
    """Take away the second name that a first run leaves where it is killed."""
    real = path.resolve()
    for draft in real.parent.glob(f".{glob.escape(real.name)}.*"):
        with suppress(OSError):
            if draft.samefile(path):
                draft.unlink()
    return path.stat().st_nlink == 1


def _check_sqlite(path: Path) -> None:
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        version = sqlite3.sqlite_version
        raise StoreUnusable(StoreTrouble.OLD_SQLITE, str(path), version)


def _is_older(connection: sqlite3.Connection, path: Path) -> bool:
    """Say whether steps are missing; raises `StoreUnusable` where it is not ours."""
    (mark,) = connection.execute("PRAGMA application_id").fetchone()
    is_ours = (
        mark == schema.APPLICATION_ID
        and connection.execute(_MIGRATIONS_TABLE).fetchone()
    )
    if not is_ours:
        raise StoreUnusable(StoreTrouble.FOREIGN, str(path))
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    applied = {name for (name,) in connection.execute(_APPLIED_STEPS)}
    known_steps = schema.step_names()
    if version > len(known_steps) or applied - set(known_steps):
        version_found = max(version, len(applied))
        detail = f"it knows up to {len(known_steps)}, found {version_found}"
        raise StoreUnusable(StoreTrouble.NEWER, str(path), detail)
    return len(applied) < len(known_steps)


def _check_may_migrate(path: Path, *, migrate: bool) -> None:
    if not migrate:
        raise StoreUnusable(StoreTrouble.OLDER, str(path))


def _check_schema(connection: sqlite3.Connection, path: Path) -> None:
    actual, expected = (
        dict(connection.execute(_SCHEMA).fetchall()),
        schema.expected_schema(),
    )
    if actual != expected:
        names = actual.keys() | expected.keys()
        differing = sorted(
            name for name in names if actual.get(name) != expected.get(name)
        )
        detail = f"its schema: {', '.join(differing[:3])}"
        raise StoreUnusable(StoreTrouble.FOREIGN, str(path), detail)


def _check_size(connection: sqlite3.Connection, path: Path, file: BinaryIO) -> None:
    """Refuse a store that was cut: SQLite would read what is left as all there is.

    To be asked inside a transaction, when no writer can be changing the size.
    """
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    header = os.pread(file.fileno(), _HEADER_SIZE, 0)
    header_pages = int.from_bytes(header[_PAGE_COUNT_BYTES], "big")
    file_size = os.fstat(file.fileno()).st_size
    if file_size < pages * size or file_size < header_pages * size:
        detail = (
            f"it is {file_size} bytes long, and was {max(pages, header_pages) * size}"
        )
        raise StoreUnusable(StoreTrouble.DAMAGED, str(path), detail)
