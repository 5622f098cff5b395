"""Upgrade an older store to the current schema, after a backup."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from targetcli.errors import StoreUnusable
from targetcli.problems.problem import FailureReason
from targetcli.problems.stores import StoreDetail, StoreProblem
from targetcli.store import schema
from targetcli.store.backup import draft_copy

_APPLIED_STEP_COUNT = """
    SELECT count(*) FROM _sqlite_migrations WHERE migration_set = 'targetcli'
"""
_TRIGGERS = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
_READ_ONLY_ERRORS = ("SQLITE_READONLY", "SQLITE_CANTOPEN")


def upgrade_schema(
    connection: sqlite3.Connection, path: Path, wait: float
) -> Path | None:
    """Apply the missing migrations and return the path of the backup.

    None where another process was quicker. Raises `StoreUnusable` where the file
    cannot be written; a step that fails leaves the store as it was.
    """
    try:
        return _apply_missing_steps(connection, path, wait)
    except sqlite3.Error as error:
        if error.sqlite_errorname.startswith(_READ_ONLY_ERRORS):
            detail = FailureReason(StoreDetail.SQLITE_ERROR, {"error": str(error)})
            raise StoreUnusable(
                StoreProblem.OLDER_READ_ONLY, str(path), detail
            ) from error
        raise
    except OSError as error:
        detail = FailureReason(StoreDetail.SYSTEM_ERROR, {"reason": error.strerror})
        raise StoreUnusable(StoreProblem.OLDER_READ_ONLY, str(path), detail) from error
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _apply_missing_steps(
    connection: sqlite3.Connection, path: Path, wait: float
) -> Path | None:
    # The lock comes before the question what is missing: two may ask at once.
    connection.execute("BEGIN IMMEDIATE")
    (steps,) = connection.execute(_APPLIED_STEP_COUNT).fetchone()
    if steps == len(schema.STEPS):
        return None
    for (trigger,) in connection.execute(_TRIGGERS):
        raise StoreUnusable(
            StoreProblem.FOREIGN,
            str(path),
            FailureReason(StoreDetail.SCHEMA, {"names": trigger}),
        )
    backup = _back_up(path, wait, steps)
    try:
        schema.apply_pending(connection)
        connection.execute("COMMIT")
    except BaseException:
        with suppress(OSError):
            backup.unlink()
        raise
    return backup


def _back_up(path: Path, wait: float, version: int) -> Path:
    """Copy the store beside itself under a free name."""
    real = path.resolve()
    number = 0
    while True:
        suffix = f".{number}" if number else ""
        backup = real.with_name(f"{real.name}.bak-v{version}{suffix}")
        with draft_copy(real, wait, backup) as draft:
            try:
                os.link(draft, backup)
            except FileExistsError:
                number += 1
                continue
            return backup
