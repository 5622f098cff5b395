"""Export the log and every row of a store, and restore them to the letter.

Nothing is taken on trust: the chain of digests must hold for what is put back.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from targetcli.errors import Contradiction
from targetcli.model.revisions import ArchivedRow, RevisionRow
from targetcli.problems.files import PastProblem
from targetcli.store.consistency import refuse_kind_conflicts
from targetcli.store.damage import check_digests
from targetcli.store.damaged_rows import row_name
from targetcli.store.digests import serialize_row
from targetcli.store.row_cells import Value
from targetcli.store.row_contents import content_columns, parse_content
from targetcli.store.schema import MIGRATION_SET, RECORD_TABLES

if TYPE_CHECKING:
    from targetcli.store.store import Store
    from targetcli.store.writer import WriteTransaction

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
_DEFER_REFERENCES = "PRAGMA defer_foreign_keys = ON"
_BROKEN_REFERENCES = "PRAGMA foreign_key_check"


def read_writes(store: Store) -> Iterator[RevisionRow]:
    """Yield the schema migrations with their times, then every write."""
    for row in store.connection.execute(_STEPS, {"set": MIGRATION_SET}):
        yield RevisionRow(None, row["applied_at"], row["name"], 0, "")
    for row in store.connection.execute(_REVISIONS):
        yield RevisionRow(*row)


def read_past(store: Store) -> Iterator[ArchivedRow]:
    """Yield every archived row in the order of archiving, then every current row."""
    for row in store.connection.execute(_HISTORY):
        yield ArchivedRow(*row)
    for table in RECORD_TABLES:
        for row in store.connection.execute(_ROWS.format(table=table)):
            content = serialize_row(dict(row))
            identity = (row["id"], row["revision"], None, content, row["digest"])
            yield ArchivedRow(None, table, *identity)


def restore_past(
    transaction: WriteTransaction,
    writes: Iterable[RevisionRow],
    rows: Iterable[ArchivedRow],
) -> None:
    """Put the rows and the log of another store into one that was never written.

    Raises `Contradiction` where the digests do not hold.
    """
    with transaction.suspend_revision() as connection:
        _restore_writes(connection, writes)
        columns = {table: content_columns(connection, table) for table in RECORD_TABLES}
        for row in rows:
            _restore_row(connection, columns, row)
        _check_restored(connection)


def _restore_writes(
    connection: sqlite3.Connection, writes: Iterable[RevisionRow]
) -> None:
    connection.execute(_DEFER_REFERENCES)
    for write in writes:
        if write.sequence is None:
            step = {"set": MIGRATION_SET, **write._asdict()}
            connection.execute(_SET_STEP, step)
        else:
            _execute(
                connection, f"write {write.sequence}", _ADD_REVISION, write._asdict()
            )


def _restore_row(
    connection: sqlite3.Connection,
    columns: Mapping[str, Mapping[str, Value]],
    row: ArchivedRow,
) -> None:
    if row.table not in columns:
        raise Contradiction(PastProblem.UNKNOWN_TABLE, name=row.table)
    name = row_name(row.table, row.row_id)
    content = _parse_row(columns[row.table], name, row.content)
    if row.number is not None:
        _execute(connection, name, _ADD_HISTORY, row._asdict())
        return
    own: dict[str, Value] = {"revision": row.revision, "digest": row.digest}
    values = {"id": row.row_id, **content, **own}
    names = ", ".join(f'"{column}"' for column in values)
    places = ", ".join(f":{column}" for column in values)
    query = _ADD_ROW.format(table=row.table, names=names, places=places)
    _execute(connection, name, query, values)


def _parse_row(columns: Mapping[str, Value], name: str, text: str) -> dict[str, Value]:
    """Parse an archived row; raises `Contradiction` for an unknown column."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        content = None
    if not isinstance(content, dict):
        raise Contradiction(PastProblem.NO_ROW, row=name, content=text[:40])
    for column, value in content.items():
        if column not in columns or type(value) not in (str, int):
            raise Contradiction(PastProblem.UNKNOWN_COLUMN, row=name, name=column)
    return parse_content(columns, text)


def _execute(
    connection: sqlite3.Connection, name: str, query: str, values: Mapping[str, Value]
) -> None:
    try:
        connection.execute(query, values)
    except (sqlite3.IntegrityError, OverflowError, UnicodeEncodeError) as error:
        raise Contradiction(
            PastProblem.REFUSED_ROW, row=name, error=str(error)
        ) from error


def _check_restored(connection: sqlite3.Connection) -> None:
    for table, row_id, parent, _ in connection.execute(_BROKEN_REFERENCES):
        raise Contradiction(
            PastProblem.MISSING_PARENT, row=row_name(table, row_id), table=parent
        )
    for fault in check_digests(connection):
        raise Contradiction(
            PastProblem.BROKEN_DIGEST, subject=fault.subject, failure=fault.reason
        )
    refuse_kind_conflicts(connection)
