"""Copy a store by SQLite's own backup, while others may write to it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from targetcli.store.connection import connect
from targetcli.store.sqlite_errors import translate_errors

_FIRST_READ = "SELECT count(*) FROM revision"


@contextmanager
def draft_copy(source: Path, wait: float, destination: Path) -> Iterator[Path]:
    """Yield a complete copy under a temporary name beside its destination.

    The draft is gone afterwards: give it a name before. Raises `OSError` where the
    folder refuses.
    """
    draft = destination.with_name(f".{destination.name}.{os.urandom(6).hex()}")
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    try:
        with (
            closing(connect(source, wait)) as original,
            closing(connect(draft, wait)) as copy,
        ):
            with translate_errors(source, wait):
                # SQLite's backup waits for a writer for ever; a first read does not.
                original.execute("BEGIN")
                original.execute(_FIRST_READ).fetchone()
            with translate_errors(destination, wait):
                original.backup(copy)
        yield draft
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
