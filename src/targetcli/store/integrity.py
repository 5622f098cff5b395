"""Inspect a store for damage: its pages, its chain of digests, its rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from targetcli.errors import StoreUnusable, Unreadable
from targetcli.model.names import quote_argument
from targetcli.model.records import Figure, Target
from targetcli.problems.findings import FindingProblem
from targetcli.problems.problem import FailureReason
from targetcli.store.consistency import find_missing_parts, find_region_circles
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
    """Damage found in a store, and the row, write or file it is in."""

    subject: str
    reason: FailureReason


class ReadableRecords(NamedTuple):
    """Targets and figures that can be read, and a fault for each that cannot."""

    targets: tuple[Target, ...]
    figures: tuple[Figure, ...]
    faults: tuple[Fault, ...]


class Inspection:
    """Inspection of an open store, one kind of damage at a time."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._connection = store.connection

    def check_pages(self) -> Iterator[Fault]:
        """Yield what SQLite finds wrong with its pages, indexes and constraints."""
        for (message,) in self._connection.execute(_INTEGRITY):
            if message != "ok":
                yield Fault(
                    "file", FailureReason(FindingProblem.PAGE, {"message": message})
                )

    def check_digests(self) -> Iterator[Fault]:
        """Yield the rows and the writes whose digests do not hold."""
        return check_digests(self._connection)

    def check_references(self) -> Iterator[Fault]:
        """Yield rows that refer to missing rows, and regions in a circle."""
        for table, row_id, parent, _ in self._connection.execute(_REFERENCES):
            reason = FailureReason(FindingProblem.MISSING_PARENT, {"table": parent})
            yield Fault(row_name(table, row_id), reason)
        for missing in find_missing_parts(self._connection):
            reason = FailureReason(
                FindingProblem.MISSING_REGION, {"region": missing.region}
            )
            yield Fault(row_name("identity", missing.identity_id), reason)
        for region, *others in find_region_circles(self._connection):
            facts = {
                "others": tuple(others) or (region,),
                "argument": quote_argument(region),
            }
            reason = FailureReason(FindingProblem.REGION_IN_ITSELF, facts)
            yield Fault(f"region {region}", reason)

    def check_clock(self) -> Iterator[Fault]:
        """Yield the writes whose time is earlier than that of the write before."""
        for earlier, later in pairwise(self._connection.execute(_TIMES)):
            if later["time"] < earlier["time"]:
                reason = FailureReason(
                    FindingProblem.EARLIER_TIME,
                    {"time": later["time"], "earlier": earlier["time"]},
                )
                yield Fault(f"write {later['sequence']}", reason)

    def check_units(self) -> Iterator[Fault]:
        """Yield the rows whose unit cannot be read."""
        table = self._store.unit_table()
        for row in self._connection.execute(_UNITS):
            try:
                table.read(row["unit"])
            except Unreadable:
                subject = row_name(row["kind"], row["id"])
                yield Fault(
                    subject,
                    FailureReason(FindingProblem.UNKNOWN_UNIT, {"unit": row["unit"]}),
                )

    def read_records(self) -> ReadableRecords:
        """Return the readable targets and figures, and a fault for each other one."""
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
                        reason = unusable.detail or unusable.reason
                        faults.append(Fault(row_name(table, row_id), reason))
        return ReadableRecords(
            tuple(records["target"]), tuple(records["figure"]), tuple(faults)
        )


def find_first_fault(store: Store) -> Fault | None:
    """Return the first damage found in pages, digests and references."""
    inspection = Inspection(store)
    faults = chain(
        inspection.check_digests(),
        inspection.check_pages(),
        inspection.check_references(),
    )
    return next(faults, None)


def check_digests(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Yield the rows and the writes whose digests do not hold."""
    tallies = _RevisionTallies()
    yield from _check_archived_rows(connection, tallies)
    yield from _check_current_rows(connection, tallies)
    yield from _check_revisions(connection, tallies)


class _RevisionTallies:
    """Digest sums and row counts of each revision, from the rows in the store."""

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
            reason = FailureReason(FindingProblem.ARCHIVED_ROW, {"write": revision})
            yield Fault(row_name(table, row_id), reason)
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
                reason = FailureReason(FindingProblem.CURRENT_ROW, {"write": revision})
                yield Fault(row_name(table, row["id"]), reason)
    tallies.count_removals()


def _check_revisions(
    connection: sqlite3.Connection, tallies: _RevisionTallies
) -> Iterator[Fault]:
    previous, expected = INITIAL_DIGEST, 1
    for row in connection.execute(_REVISIONS):
        sequence = row["sequence"]
        if sequence != expected:
            yield Fault("log", _describe_gap(expected, sequence - 1))
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
        yield Fault(
            "log", FailureReason(FindingProblem.UNKNOWN_WRITE, {"write": sequence})
        )


def _describe_mismatch(row_count: int, rows_found: int) -> FailureReason:
    if row_count == rows_found:
        return FailureReason(FindingProblem.CHANGED_WRITE)
    return FailureReason(
        FindingProblem.ROW_COUNT, {"rows": row_count, "found": rows_found}
    )


def _describe_gap(first: int, last: int) -> FailureReason:
    before = first - 1
    if first == last:
        return FailureReason(
            FindingProblem.MISSING_WRITE, {"before": before, "first": first}
        )
    return FailureReason(
        FindingProblem.MISSING_WRITES, {"before": before, "first": first, "last": last}
    )
