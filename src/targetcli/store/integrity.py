"""Whether a store is as it was written: its pages, its chain of digests, its rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from targetcli.errors import StoreUnusable, Unreadable
from targetcli.model.records import Figure, Target
from targetcli.store.consistency import find_missing_parts
from targetcli.store.damaged_rows import row_name
from targetcli.store.digests import (
    INITIAL_DIGEST,
    RowTally,
    digest_row,
    serialize_row,
    shorten_digest,
)
from targetcli.store.schema import RECORD_TABLES

if TYPE_CHECKING:
    from targetcli.store.store import Store

_INTEGRITY = "PRAGMA integrity_check"
_REFERENCES = "PRAGMA foreign_key_check"
_ROWS = "SELECT * FROM {table}"
_IDS = "SELECT id FROM {table} ORDER BY id"
_HISTORY = "SELECT * FROM history ORDER BY id"
_REVISIONS = "SELECT * FROM revision ORDER BY sequence"
_TIMES = "SELECT sequence, time FROM revision ORDER BY sequence"
_UNITS = """
    SELECT 'target' AS kind, id, unit FROM target WHERE unit <> ''
    UNION ALL SELECT 'target', id, baseline_unit FROM target WHERE baseline_unit <> ''
    UNION ALL SELECT 'figure', id, unit FROM figure WHERE unit <> ''
    UNION ALL SELECT 'metric', id, unit FROM metric WHERE unit <> ''
"""


class Fault(NamedTuple):
    """Something in the file that is not as it should be."""

    subject: str
    problem: str


class ReadableRecords(NamedTuple):
    """The records that can be read, and those that cannot."""

    targets: tuple[Target, ...]
    figures: tuple[Figure, ...]
    faults: tuple[Fault, ...]


class Inspection:
    """Looks a store over, one question at a time."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._connection = store.connection

    def check_pages(self) -> Iterator[Fault]:
        """Yield what SQLite finds wrong with its pages, indexes and constraints."""
        for (message,) in self._connection.execute(_INTEGRITY):
            if message != "ok":
                yield Fault("file", str(message))

    def check_digests(self) -> Iterator[Fault]:
        """Yield rows that are not as they were written, and writes that broke."""
        return check_digests(self._connection)

    def check_references(self) -> Iterator[Fault]:
        """Yield the rows that refer to rows that are not there."""
        for table, row_id, parent, _ in self._connection.execute(_REFERENCES):
            problem = f"refers to a {parent} that is not there"
            yield Fault(row_name(table, row_id), problem)
        for missing in find_missing_parts(self._connection):
            problem = f"names a region {missing.region} that is not there"
            yield Fault(row_name("identity", missing.identity_id), problem)

    def check_clock(self) -> Iterator[Fault]:
        """Yield the writes that say they were made before the one before them."""
        for earlier, later in pairwise(self._connection.execute(_TIMES)):
            if later["time"] < earlier["time"]:
                problem = (
                    f"is of {later['time']}, the one before it of {earlier['time']}"
                )
                yield Fault(f"write {later['sequence']}", problem)

    def check_units(self) -> Iterator[Fault]:
        """Yield the rows in a unit that cannot be read."""
        table = self._store.unit_table()
        for row in self._connection.execute(_UNITS):
            try:
                table.read(row["unit"])
            except Unreadable:
                subject = row_name(row["kind"], row["id"])
                yield Fault(subject, f"no unit is called “{row['unit']}”")

    def read_records(self) -> ReadableRecords:
        """Return every record that can be read, and what cannot be."""
        store, faults = self._store, []
        records: dict[str, list[Any]] = {"target": [], "figure": []}
        for table, read_all, read_by_id in (
            ("target", store.targets, store.target),
            ("figure", store.figures, store.figure),
        ):
            try:
                records[table] = list(read_all())
            except StoreUnusable:
                for (row_id,) in self._connection.execute(_IDS.format(table=table)):
                    try:
                        records[table].append(read_by_id(row_id))
                    except StoreUnusable as unusable:
                        faults.append(
                            Fault(row_name(table, row_id), str(unusable.detail))
                        )
        return ReadableRecords(
            tuple(records["target"]), tuple(records["figure"]), tuple(faults)
        )


def check_digests(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Yield the rows that are not as they were written, and the writes that broke."""
    tallies = _RevisionTallies()
    yield from _check_archived_rows(connection, tallies)
    yield from _check_current_rows(connection, tallies)
    yield from _check_revisions(connection, tallies)


class _RevisionTallies:
    """What is found of each write: its rows' digests, and how many rows there are."""

    def __init__(self) -> None:
        self.by_revision: dict[int, RowTally] = {}
        self.damaged_revisions: set[int] = set()
        self._replaced: dict[tuple[int, str, int], None] = {}

    def tally(self, sequence: int) -> RowTally:
        return self.by_revision.setdefault(sequence, RowTally())

    def add_row(self, table: str, row_id: int, revision: int, content: str) -> str:
        """Count a row as one write left it and return its digest."""
        digest = digest_row(table, row_id, revision, content)
        self.tally(revision).add_row(digest)
        self._replaced.pop((revision, table, row_id), None)
        return digest

    def add_replacement(self, sequence: int, table: str, row_id: int) -> None:
        """Note that a write replaced a row or took it out."""
        self._replaced[sequence, table, row_id] = None

    def count_removals(self) -> None:
        """Count the rows that were replaced by nothing."""
        for sequence, _, _ in self._replaced:
            self.tally(sequence).count_removal()


def _check_archived_rows(
    connection: sqlite3.Connection, tallies: _RevisionTallies
) -> Iterator[Fault]:
    rows = connection.execute(_HISTORY).fetchall()
    for row in rows:
        tallies.add_replacement(row["replaced_by"], row["table_name"], row["row_id"])
    for row in rows:
        table, row_id, revision = row["table_name"], row["row_id"], row["row_revision"]
        digest = tallies.add_row(table, row_id, revision, row["content"])
        if shorten_digest(digest) != row["digest"]:
            tallies.damaged_revisions |= {revision, row["replaced_by"]}
            problem = f"is not kept in the log as write {revision} left it"
            yield Fault(row_name(table, row_id), problem)
        replaced_by = row["replaced_by"]
        archived_digest = digest_row(
            "history", row["id"], replaced_by, serialize_row(dict(row))
        )
        tallies.tally(replaced_by).add_archived(archived_digest)


def _check_current_rows(
    connection: sqlite3.Connection, tallies: _RevisionTallies
) -> Iterator[Fault]:
    for table in RECORD_TABLES:
        for row in connection.execute(_ROWS.format(table=table)):
            revision = row["revision"]
            content = serialize_row(dict(row))
            digest = tallies.add_row(table, row["id"], revision, content)
            if shorten_digest(digest) != row["digest"]:
                tallies.damaged_revisions.add(revision)
                problem = f"is not as write {revision} left it"
                yield Fault(row_name(table, row["id"]), problem)
    tallies.count_removals()


def _check_revisions(
    connection: sqlite3.Connection, tallies: _RevisionTallies
) -> Iterator[Fault]:
    previous, expected = INITIAL_DIGEST, 1
    for row in connection.execute(_REVISIONS):
        sequence = row["sequence"]
        if sequence != expected:
            missing = _describe_writes(expected, sequence - 1)
            yield Fault("log", f"breaks off after {expected - 1}: {missing} missing")
        tally = tallies.by_revision.pop(sequence, RowTally())
        digest = tally.digest(
            previous, sequence, row["time"], row["command"], row["rows"]
        )
        if digest != row["digest"] and sequence not in tallies.damaged_revisions:
            yield Fault(
                f"write {sequence}", _describe_mismatch(row["rows"], tally.rows)
            )
        previous, expected = row["digest"], sequence + 1
    for sequence in sorted(tallies.by_revision):
        yield Fault("log", f"has rows of a write {sequence}, but no such write")


def _describe_mismatch(row_count: int, rows_found: int) -> str:
    if row_count == rows_found:
        return "is not as it was written"
    return f"touched {row_count} rows, and {rows_found} are found"


def _describe_writes(first: int, last: int) -> str:
    return f"write {first} is" if first == last else f"writes {first} to {last} are"
