"""A whole copy of a store, through SQLite's own backup, while others write to it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from targetcli.store.connection import connect, translated

_FIRST_READ = "SELECT count(*) FROM revision"


@contextmanager
def copied(source: Path, wait: float, place: Path) -> Iterator[Path]:
    """Yield a draft of the copy beside its place, for its owner only.

    The draft is gone afterwards: give it a name before. Raises `OSError` where the
    folder refuses.
    """
    draft = place.with_name(f".{place.name}.{os.urandom(6).hex()}")
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    try:
        with (
            closing(connect(source, wait)) as old,
            closing(connect(draft, wait)) as new,
        ):
            with translated(source, wait):
                # SQLite's backup waits for a writer for ever; a first read does not.
                old.execute("BEGIN")
                old.execute(_FIRST_READ).fetchone()
            with translated(place, wait):
                old.backup(new)
        yield draft
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
