"""Count the steps of SQLite, which tell a search through a table from a look-up."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_PRECISION = 10  # steps that are counted at once


@contextmanager
def count_steps(connection: sqlite3.Connection) -> Iterator[Callable[[], int]]:
    """Yield a function that returns the steps since then, roughly."""
    count = 0

    def add() -> int:
        nonlocal count
        count += 1
        return 0

    connection.set_progress_handler(add, _PRECISION)
    yield lambda: count * _PRECISION
    connection.set_progress_handler(None, 0)
