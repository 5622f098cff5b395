"""The program as it may be one day: it knows one step of the schema more."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from targetcli.cli import run
from targetcli.store import schema

if TYPE_CHECKING:
    from sqlite_utils import Database

_MORE = "ALTER TABLE figure ADD COLUMN quality TEXT NOT NULL DEFAULT ''"


def _more(database: Database) -> None:
    database.execute(_MORE)


def _figure_made_by(before: str) -> str:
    with closing(sqlite3.connect(":memory:")) as memory:
        memory.execute(before)
        memory.execute(_MORE)
        made = memory.execute("SELECT sql FROM sqlite_master WHERE name = 'figure'")
        (after,) = made.fetchone()
        return str(after)


def _learn() -> None:
    today = schema.expected_schema()
    later = {**today, "figure": _figure_made_by(today["figure"])}
    schema.STEPS = (*schema.STEPS, schema.Step("m9999_quality", _more))
    schema.expected_schema = lambda: later


if __name__ == "__main__":
    _learn()
    run()
