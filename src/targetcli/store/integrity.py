"""Whether a store is as it was written: its pages, its chain of digests, its rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from targetcli.errors import StoreUnusable, Unreadable
from targetcli.model.records import Figure, Target
from targetcli.store.damaged_rows import row_name
from targetcli.store.digests import (
    FIRST,
    Tally,
    content_of,
    mark_of,
    row_digest,
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
    what: str


class Survey(NamedTuple):
    """The records that can be read, and those that cannot."""

    targets: tuple[Target, ...]
    figures: tuple[Figure, ...]
    faults: tuple[Fault, ...]


class Inspection:
    """Looks a store over, one question at a time."""

    def __init__(self, store: Store, connection: sqlite3.Connection) -> None:
        self._store = store
        self._connection = connection

    def integrity(self) -> Iterator[Fault]:
        """Yield what SQLite finds wrong with its pages, indexes and constraints."""
        for (said,) in self._connection.execute(_INTEGRITY):
            if said != "ok":
                yield Fault("file", str(said))

    def chain(self) -> Iterator[Fault]:
        """Yield rows that are not as they were written, and writes that broke."""
        return chain(self._connection)

    def references(self) -> Iterator[Fault]:
        """Yield the rows that refer to rows that are not there."""
        for table, row_id, parent, _ in self._connection.execute(_REFERENCES):
            what = f"refers to a {parent} that is not there"
            yield Fault(row_name(table, row_id), what)

    def clock(self) -> Iterator[Fault]:
        """Yield the writes that say they were made before the one before them."""
        for earlier, later in pairwise(self._connection.execute(_TIMES)):
            if later["time"] < earlier["time"]:
                what = f"is of {later['time']}, the one before it of {earlier['time']}"
                yield Fault(f"write {later['sequence']}", what)

    def units(self) -> Iterator[Fault]:
        """Yield the rows in a unit that cannot be read."""
        table = self._store.unit_table()
        for row in self._connection.execute(_UNITS):
            try:
                table.read(row["unit"])
            except Unreadable:
                subject = row_name(row["kind"], row["id"])
                yield Fault(subject, f"no unit is called “{row['unit']}”")

    def survey(self) -> Survey:
        """Return every record that can be read, and what cannot be."""
        store, faults = self._store, []
        read: dict[str, list[Any]] = {"target": [], "figure": []}
        for table, every, one in (
            ("target", store.targets, store.target),
            ("figure", store.figures, store.figure),
        ):
            try:
                read[table] = list(every())
            except StoreUnusable:
                for (row_id,) in self._connection.execute(_IDS.format(table=table)):
                    try:
                        read[table].append(one(row_id))
                    except StoreUnusable as unusable:
                        faults.append(Fault(row_name(table, row_id), unusable.detail))
        return Survey(tuple(read["target"]), tuple(read["figure"]), tuple(faults))


def chain(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Yield the rows that are not as they were written, and the writes that broke."""
    written = _Written()
    yield from _past(connection, written)
    yield from _present(connection, written)
    yield from _writes(connection, written)


class _Written:
    """What is found of each write: its rows' digests, and how many rows there are."""

    def __init__(self) -> None:
        self.tallies: dict[int, Tally] = {}
        self.named: set[int] = set()
        self._replaced: dict[tuple[int, str, int], None] = {}

    def of(self, sequence: int) -> Tally:
        return self.tallies.setdefault(sequence, Tally())

    def version(self, table: str, row_id: int, revision: int, content: str) -> str:
        """Count a row as one write left it and return its digest."""
        digest = row_digest(table, row_id, revision, content)
        self.of(revision).wrote(digest)
        self._replaced.pop((revision, table, row_id), None)
        return digest

    def replaced(self, sequence: int, table: str, row_id: int) -> None:
        """Note that a write replaced a row or took it out."""
        self._replaced[sequence, table, row_id] = None

    def count_removed(self) -> None:
        """Count the rows that were replaced by nothing."""
        for sequence, _, _ in self._replaced:
            self.of(sequence).removed()


def _past(connection: sqlite3.Connection, written: _Written) -> Iterator[Fault]:
    rows = connection.execute(_HISTORY).fetchall()
    for row in rows:
        written.replaced(row["replaced_by"], row["table_name"], row["row_id"])
    for row in rows:
        table, row_id, revision = row["table_name"], row["row_id"], row["row_revision"]
        digest = written.version(table, row_id, revision, row["content"])
        if mark_of(digest) != row["digest"]:
            written.named |= {revision, row["replaced_by"]}
            what = f"is not kept in the log as write {revision} left it"
            yield Fault(row_name(table, row_id), what)
        by = row["replaced_by"]
        own = row_digest("history", row["id"], by, content_of(dict(row)))
        written.of(by).kept(own)


def _present(connection: sqlite3.Connection, written: _Written) -> Iterator[Fault]:
    for table in RECORD_TABLES:
        for row in connection.execute(_ROWS.format(table=table)):
            revision = row["revision"]
            content = content_of(dict(row))
            digest = written.version(table, row["id"], revision, content)
            if mark_of(digest) != row["digest"]:
                written.named.add(revision)
                what = f"is not as write {revision} left it"
                yield Fault(row_name(table, row["id"]), what)
    written.count_removed()


def _writes(connection: sqlite3.Connection, written: _Written) -> Iterator[Fault]:
    previous, expected = FIRST, 1
    for row in connection.execute(_REVISIONS):
        sequence = row["sequence"]
        if sequence != expected:
            gone = _numbers(expected, sequence - 1)
            yield Fault("log", f"breaks off after {expected - 1}: {gone} missing")
        found = written.tallies.pop(sequence, Tally())
        digest = found.digest(
            previous, sequence, row["time"], row["command"], row["rows"]
        )
        if digest != row["digest"] and sequence not in written.named:
            yield Fault(f"write {sequence}", _broken(row["rows"], found.rows))
        previous, expected = row["digest"], sequence + 1
    for sequence in sorted(written.tallies):
        yield Fault("log", f"has rows of a write {sequence}, but no such write")


def _broken(said: int, found: int) -> str:
    if said == found:
        return "is not as it was written"
    return f"touched {said} rows, and {found} are found"


def _numbers(first: int, last: int) -> str:
    return f"write {first} is" if first == last else f"writes {first} to {last} are"
