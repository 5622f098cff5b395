"""Copy a store by SQLite's own backup, while others may write to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from targetcli.drafts import draft_file
from targetcli.store.connection import connect
from targetcli.store.sqlite_errors import translate_errors

_FIRST_READ = "SELECT count(*) FROM revision"
_ONE_FILE = "PRAGMA journal_mode = DELETE"
_READING_ERRORS = (
    *("SQLITE_IOERR_READ", "SQLITE_IOERR_SHORT_READ"),
    *("SQLITE_CORRUPT", "SQLITE_NOTADB"),
)
_PAGES_AT_ONCE = 1024  # after each of these a signal is heard


@contextmanager
def draft_copy(source: Path, wait: float, destination: Path) -> Iterator[Path]:
    """Yield a complete copy under a temporary name beside its destination.

    The draft is gone afterwards: give it a name before. Raises `OSError` where the
    folder refuses.
    """
    with draft_file(destination) as draft:
        with (
            closing(connect(source, wait)) as original,
            closing(connect(draft, wait)) as copy,
        ):
            with translate_errors(source, wait):
                # SQLite's backup waits for a writer for ever; a first read does not.
                original.execute("BEGIN")
                original.execute(_FIRST_READ).fetchone()
            with translate_errors(destination, wait), _blame_source(source, wait):
                original.backup(copy, pages=_PAGES_AT_ONCE, progress=_hear_signals)
                copy.execute(_ONE_FILE)  # whatever another program made of the store
        yield draft


@contextmanager
def _blame_source(source: Path, wait: float) -> Iterator[None]:
    """Name the original in an error that came of reading it."""
    try:
        yield
    except sqlite3.Error as error:
        if not error.sqlite_errorname.startswith(_READING_ERRORS):
            raise
        with translate_errors(source, wait):
            raise


def _hear_signals(_status: int, _remaining: int, _total: int) -> None:
    """Do nothing: Python hears a signal whenever a function of ours is called."""
