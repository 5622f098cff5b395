"""Translate errors of SQLite and the file system into errors a user can put right."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from targetcli.errors import StoreBusy, StoreUnusable, Unreadable
from targetcli.problems.stores import StoreProblem

# The first prefix of SQLite's own name for an error that fits.
_TROUBLES = {
    "SQLITE_NOTADB": StoreProblem.FOREIGN,
    "SQLITE_CORRUPT": StoreProblem.DAMAGED,
    "SQLITE_FULL": StoreProblem.FULL,
    "SQLITE_IOERR_WRITE": StoreProblem.FULL,
    "SQLITE_IOERR_FSYNC": StoreProblem.FULL,
    "SQLITE_IOERR_TRUNCATE": StoreProblem.FULL,
    "SQLITE_READONLY_DBMOVED": StoreProblem.UNREACHABLE,
    "SQLITE_READONLY": StoreProblem.READ_ONLY,
    "SQLITE_IOERR": StoreProblem.UNREACHABLE,
    "SQLITE_CANTOPEN": StoreProblem.UNREACHABLE,
    "SQLITE_PERM": StoreProblem.UNREACHABLE,
    "SQLITE_AUTH": StoreProblem.UNREACHABLE,
}


@contextmanager
def translate_errors(path: Path, wait: float) -> Iterator[None]:
    """Raise `StoreBusy`, `StoreUnusable` or `Unreadable` in place of a SQLite error."""
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


@contextmanager
def translate_os_errors(path: Path) -> Iterator[None]:
    """Raise `StoreUnusable` in place of an `OSError`."""
    try:
        yield
    except PermissionError as error:
        trouble = StoreProblem.UNREACHABLE
        why = f"{error.strerror}: it {_describe_access(path)}"
        raise StoreUnusable(trouble, str(path), why) from error
    except OSError as error:
        trouble = StoreProblem.UNREACHABLE
        raise StoreUnusable(trouble, str(path), error.strerror or "") from error


def _classify_error(
    path: Path, name: str, error: Exception
) -> tuple[StoreProblem, str]:
    if isinstance(error, UnicodeDecodeError) or "decode" in str(error):
        from targetcli.store.damaged_rows import find_undecodable  # noqa: PLC0415 - only then

        place = None
        # Where the damage is in a name, the place of it cannot be read either.
        with suppress(sqlite3.Error, UnicodeDecodeError):
            place = find_undecodable(path)
        return StoreProblem.DAMAGED, place or "text that is not UTF-8"
    if name.startswith("SQLITE_CANTOPEN") and _is_folder_read_only(path):
        folder = path.resolve().parent
        return StoreProblem.READ_ONLY, f"its folder {_describe_access(folder)}"
    for prefix, trouble in _TROUBLES.items():
        if name.startswith(prefix):
            is_read_only = trouble is StoreProblem.READ_ONLY
            return trouble, f"it {_describe_access(path)}" if is_read_only else str(
                error
            )
    return StoreProblem.FAILED, str(error)


def _describe_access(path: Path) -> str:
    """Return owner and mode of a file, and the user that runs this program."""
    try:
        status = path.stat()
    except OSError as error:
        return f"cannot be looked at: {error.strerror}"
    mode = f"{status.st_mode & 0o777:04o}"
    return f"belongs to user {status.st_uid}, mode {mode}; this is user {os.geteuid()}"


def _is_folder_read_only(path: Path) -> bool:
    real = path.resolve()
    return os.access(real, os.R_OK) and not os.access(real.parent, os.W_OK)
