"""A store's past, out and back in: what it holds can then be put back to the letter.

Nothing is taken on trust: the chain of digests must hold for what is put back.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping

from targetcli.errors import Contradiction
from targetcli.model.revisions import ArchivedRow, RevisionRow
from targetcli.store.damaged_rows import row_name
from targetcli.store.digests import content_of
from targetcli.store.history import columns_of, content_from
from targetcli.store.integrity import chain
from targetcli.store.rows import Value
from targetcli.store.schema import MIGRATION_SET, RECORD_TABLES

_STEPS = """
    SELECT name, applied_at FROM _sqlite_migrations
    WHERE migration_set = :set ORDER BY id
"""
_SET_STEP = """
    UPDATE _sqlite_migrations SET applied_at = :time
    WHERE migration_set = :set AND name = :command
"""
_REVISIONS = "SELECT * FROM revision ORDER BY sequence"
_HISTORY = "SELECT * FROM history ORDER BY id"
_ROWS = "SELECT * FROM {table} ORDER BY id"
_ADD_REVISION = """
    INSERT INTO revision (sequence, time, command, rows, digest)
    VALUES (:sequence, :time, :command, :rows, :digest)
"""
_ADD_HISTORY = """
    INSERT INTO history
        (id, table_name, row_id, row_revision, replaced_by, content, digest)
    VALUES (:number, :table, :row_id, :revision, :replaced_by, :content, :digest)
"""
_ADD_ROW = "INSERT INTO {table} ({names}) VALUES ({places})"
_DEFER = "PRAGMA defer_foreign_keys = ON"
_BROKEN = "PRAGMA foreign_key_check"


def writes(connection: sqlite3.Connection) -> Iterator[RevisionRow]:
    """Yield the steps of the schema, with when they were made, then every write."""
    for row in connection.execute(_STEPS, {"set": MIGRATION_SET}):
        yield RevisionRow(None, row["applied_at"], row["name"], 0, "")
    for row in connection.execute(_REVISIONS):
        yield RevisionRow(*row)


def kept(connection: sqlite3.Connection) -> Iterator[ArchivedRow]:
    """Yield every row that was replaced, in the order of that, then those there are."""
    for row in connection.execute(_HISTORY):
        yield ArchivedRow(*row)
    for table in RECORD_TABLES:
        for row in connection.execute(_ROWS.format(table=table)):
            content = content_of(dict(row))
            said = (row["id"], row["revision"], None, content, row["digest"])
            yield ArchivedRow(None, table, *said)


def restore(
    connection: sqlite3.Connection,
    said: Iterable[RevisionRow],
    rows: Iterable[ArchivedRow],
) -> None:
    """Put back a past within the open transaction.

    Raises `Contradiction` where it is not what its own digests say.
    """
    connection.execute(_DEFER)
    for write in said:
        if write.sequence is None:
            step = {"set": MIGRATION_SET, **write._asdict()}
            connection.execute(_SET_STEP, step)
        else:
            _put(connection, f"write {write.sequence}", _ADD_REVISION, write._asdict())
    columns = {table: columns_of(connection, table) for table in RECORD_TABLES}
    for row in rows:
        _put_row(connection, columns, row)
    _check(connection)


def _put_row(
    connection: sqlite3.Connection,
    columns: Mapping[str, Mapping[str, Value]],
    row: ArchivedRow,
) -> None:
    if row.table not in columns:
        raise Contradiction(f"it has a row of a table {row.table}", "there is none")
    name = row_name(row.table, row.row_id)
    content = _content(columns[row.table], name, row.content)
    if row.number is not None:
        _put(connection, name, _ADD_HISTORY, row._asdict())
        return
    own: dict[str, Value] = {"revision": row.revision, "digest": row.digest}
    values = {"id": row.row_id, **content, **own}
    names = ", ".join(f'"{column}"' for column in values)
    places = ", ".join(f":{column}" for column in values)
    query = _ADD_ROW.format(table=row.table, names=names, places=places)
    _put(connection, name, query, values)


def _content(columns: Mapping[str, Value], name: str, text: str) -> dict[str, Value]:
    """Read what a row holds; only texts and whole numbers in columns we have."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict):
        raise Contradiction(f"{name} is kept as “{text[:40]}”", "that is no row")
    for column, value in said.items():
        if column not in columns or type(value) not in (str, int):
            raise Contradiction(f"{name} has a {column}", "it can hold nothing of it")
    return content_from(columns, text)


def _put(
    connection: sqlite3.Connection, name: str, query: str, values: Mapping[str, Value]
) -> None:
    try:
        connection.execute(query, values)
    except (sqlite3.IntegrityError, OverflowError, UnicodeEncodeError) as error:
        raise Contradiction(f"{name} is to be put back", str(error)) from error


def _check(connection: sqlite3.Connection) -> None:
    for table, row_id, parent, _ in connection.execute(_BROKEN):
        raise Contradiction(
            f"{row_name(table, row_id)} refers to a {parent}", "it is not there"
        )
    for fault in chain(connection):
        raise Contradiction(f"{fault.subject} {fault.what}", "its digest differs")
