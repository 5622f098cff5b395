"""Translate errors of SQLite and the file system into errors a user can put right."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from targetcli.errors import StoreBusy, StoreUnusable, Unreadable
from targetcli.problems.problem import FailureReason
from targetcli.problems.stores import StoreDetail, StoreProblem

# The first prefix of SQLite's own name for an error that fits.
_PROBLEMS = {
    "SQLITE_NOTADB": StoreProblem.FOREIGN,
    "SQLITE_CORRUPT": StoreProblem.DAMAGED,
    "SQLITE_FULL": StoreProblem.FULL,
    "SQLITE_IOERR_WRITE": StoreProblem.UNWRITABLE,
    "SQLITE_IOERR_FSYNC": StoreProblem.UNWRITABLE,
    "SQLITE_IOERR_DIR_FSYNC": StoreProblem.UNWRITABLE,
    "SQLITE_IOERR_TRUNCATE": StoreProblem.UNWRITABLE,
    "SQLITE_READONLY_DBMOVED": StoreProblem.UNREACHABLE,
    "SQLITE_READONLY": StoreProblem.READ_ONLY,
    "SQLITE_IOERR": StoreProblem.FAILED,
    "SQLITE_CANTOPEN": StoreProblem.UNREACHABLE,
    "SQLITE_PERM": StoreProblem.UNREACHABLE,
    "SQLITE_AUTH": StoreProblem.UNREACHABLE,
}

# How the access to a file is described, and a file that cannot be looked at.
_FILE = (StoreDetail.OWNER, StoreDetail.UNSEEN)
_FOLDER = (StoreDetail.OWNER_OF_FOLDER, StoreDetail.UNSEEN_FOLDER)
_REFUSED = (StoreDetail.REFUSED_OWNER, StoreDetail.REFUSED_UNSEEN)


@contextmanager
def translate_errors(path: Path, wait: float) -> Iterator[None]:
    """Raise `StoreBusy`, `StoreUnusable` or `Unreadable` in place of a SQLite error."""
    try:
        yield
    except (sqlite3.Error, UnicodeDecodeError) as error:
        name = getattr(error, "sqlite_errorname", "")
        if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            raise StoreBusy(str(path), wait) from error
        problem, detail = _classify_error(path, name, error)
        raise StoreUnusable(problem, str(path), detail) from error
    except UnicodeEncodeError as error:
        # Bytes of the command line that are no text cannot be stored as text.
        raise Unreadable("text", str(error.object), ("UTF-8",)) from error


@contextmanager
def translate_os_errors(path: Path) -> Iterator[None]:
    """Raise `StoreUnusable` in place of an `OSError`."""
    try:
        yield
    except PermissionError as error:
        detail = _describe_access(path, *_REFUSED, reason=error.strerror)
        raise StoreUnusable(StoreProblem.UNREACHABLE, str(path), detail) from error
    except OSError as error:
        detail = FailureReason(StoreDetail.SYSTEM_ERROR, {"reason": error.strerror})
        raise StoreUnusable(StoreProblem.UNREACHABLE, str(path), detail) from error


def _classify_error(
    path: Path, name: str, error: Exception
) -> tuple[StoreProblem, FailureReason]:
    if isinstance(error, UnicodeDecodeError) or "decode" in str(error):
        from targetcli.store.damaged_rows import find_undecodable  # noqa: PLC0415 - seldom

        place = None
        # Where the damage is in a name, the place of it cannot be read either.
        with suppress(sqlite3.Error, UnicodeDecodeError):
            place = find_undecodable(path)
        return StoreProblem.DAMAGED, place or FailureReason(StoreDetail.NO_TEXT)
    if name.startswith("SQLITE_CANTOPEN") and _is_folder_read_only(path):
        folder = path.resolve().parent
        return StoreProblem.READ_ONLY, _describe_access(folder, *_FOLDER)
    detail = FailureReason(StoreDetail.SQLITE_ERROR, {"error": str(error)})
    for prefix, problem in _PROBLEMS.items():
        if name.startswith(prefix):
            is_read_only = problem is StoreProblem.READ_ONLY
            return problem, _describe_access(path, *_FILE) if is_read_only else detail
    return StoreProblem.FAILED, detail


def _describe_access(
    path: Path, owned: StoreDetail, unseen: StoreDetail, **facts: object
) -> FailureReason:
    """Return owner and mode of a file, and the user that runs this program."""
    try:
        status = path.stat()
    except OSError as error:
        return FailureReason(unseen, {**facts, "stat_reason": error.strerror})
    mode = f"{status.st_mode & 0o777:04o}"
    access = {"owner": status.st_uid, "mode": mode, "user": os.geteuid()}
    return FailureReason(owned, {**facts, **access})


def _is_folder_read_only(path: Path) -> bool:
    real = path.resolve()
    return os.access(real, os.R_OK) and not os.access(real.parent, os.W_OK)
