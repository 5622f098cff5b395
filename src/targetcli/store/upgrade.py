"""Upgrade an older store to the current schema, after a backup."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from targetcli.drafts import removed_by_signals
from targetcli.errors import StoreUnusable
from targetcli.problems.problem import FailureReason
from targetcli.problems.stores import StoreDetail, StoreProblem
from targetcli.store import schema
from targetcli.store.backup import draft_copy
from targetcli.store.connection import OpenDatabase

_APPLIED_STEPS = """
    SELECT name FROM _sqlite_migrations WHERE migration_set = 'targetcli'
"""
_TRIGGERS = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
_READ_ONLY_ERRORS = ("SQLITE_READONLY", "SQLITE_CANTOPEN")


def upgrade_store(
    opened: OpenDatabase,
    path: Path,
    wait: float,
    reread: Callable[[OpenDatabase], None],
) -> Path | None:
    """Apply the missing migrations and return the path of the backup.

    Records that do not say yet who gave their meaning are read anew by `reread`, inside
    the same transaction. None where another process was quicker. Raises
    `StoreUnusable` where the file cannot be written; an upgrade that fails leaves the
    store as it was.
    """
    connection = opened.connection
    try:
        return _upgrade_once(opened, path, wait, reread)
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
        connection.roll_back()


def _upgrade_once(
    opened: OpenDatabase,
    path: Path,
    wait: float,
    reread: Callable[[OpenDatabase], None],
) -> Path | None:
    connection = opened.connection
    # The lock comes before the question what is missing: two may ask at once.
    connection.execute("BEGIN IMMEDIATE")
    applied = {name for (name,) in connection.execute(_APPLIED_STEPS)}
    if len(applied) == len(schema.STEPS):
        return None
    for (trigger,) in connection.execute(_TRIGGERS):
        raise StoreUnusable(
            StoreProblem.FOREIGN,
            str(path),
            FailureReason(StoreDetail.SCHEMA, {"names": trigger}),
        )
    backup = _back_up(path, wait, len(applied))
    try:
        with removed_by_signals(backup):
            schema.apply_pending(connection)
            if schema.MEANING_STEP not in applied:
                reread(opened)
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
