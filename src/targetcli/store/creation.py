"""Create a store: complete and under its name at once, or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from targetcli.drafts import draft_file
from targetcli.errors import StoreUnusable
from targetcli.problems.problem import FailureReason
from targetcli.problems.stores import StoreDetail, StoreProblem
from targetcli.store import schema
from targetcli.store.connection import check_sqlite_version, connect
from targetcli.store.sqlite_errors import translate_errors, translate_os_errors


@contextmanager
def draft_store(path: Path, wait: float) -> Iterator[Path]:
    """Yield an empty store under a temporary name, and then give it its own.

    An error leaves nothing behind. Two first runs at once never see half a store;
    `FileExistsError` says that another was quicker. Raises `StoreUnusable` where the
    folder refuses.
    """
    check_sqlite_version(path)
    real = Path(os.path.realpath(path))  # a link may lead to where nothing is yet
    with ExitStack() as stack:
        with translate_os_errors(path):
            draft = stack.enter_context(draft_file(real))
        with translate_errors(path, wait):
            _build(draft, wait)
        yield draft
        _publish(draft, real)


def _build(path: Path, wait: float) -> None:
    connection = connect(path, wait)
    try:
        connection.execute("BEGIN IMMEDIATE")
        schema.apply_pending(connection)
        connection.execute("COMMIT")
    finally:
        connection.close()


def _publish(draft: Path, path: Path) -> None:
    try:
        os.link(draft, path)
    except FileExistsError as error:
        if path.exists():
            raise
        detail = FailureReason(StoreDetail.DEAD_LINK)
        raise StoreUnusable(StoreProblem.UNREACHABLE, str(path), detail) from error
    except OSError as error:
        detail = FailureReason(StoreDetail.SYSTEM_ERROR, {"reason": error.strerror})
        raise StoreUnusable(StoreProblem.UNREACHABLE, str(path), detail) from error
