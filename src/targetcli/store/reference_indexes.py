"""Index what refers to regions, metrics and sources while many are put back or out.

For each row that is inserted or deleted SQLite looks for the rows that refer to it. Of
most columns that do there is no index, as it would cost every import more than it
saves: it is made for the time in which it is wanted.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from contextlib import contextmanager

from targetcli.store.merge import REFERENCES_BY_NAME

# Those by id that no index of the schema begins with.
_UNINDEXED_IDS = {"metric": (("figure", "metric_id"),)}
_CREATE_INDEX = 'CREATE INDEX "{name}" ON {table} ("{column}")'
_DROP_INDEX = 'DROP INDEX "{name}"'


@contextmanager
def index_references(
    connection: sqlite3.Connection, tables: Collection[str]
) -> Iterator[None]:
    """Index the columns that refer to rows of some tables, inside a transaction."""
    columns = [
        place
        for table in tables
        for place in (
            *REFERENCES_BY_NAME.get(table, ()),
            *_UNINDEXED_IDS.get(table, ()),
        )
    ]
    names = [f"{table}_by_{column}_for_undo" for table, column in columns]
    for name, (table, column) in zip(names, columns, strict=True):
        connection.execute(_CREATE_INDEX.format(name=name, table=table, column=column))
    yield
    for name in names:
        connection.execute(_DROP_INDEX.format(name=name))
