"""Find damage that a connection alone shows: in pages, digests and references."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from targetcli.model.names import quote_argument
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

_INTEGRITY = "PRAGMA integrity_check"
_REFERENCES = "PRAGMA foreign_key_check"
_ROWS = "SELECT * FROM {table}"
_HISTORY = "SELECT * FROM history ORDER BY id"
# What a write replaced, and wrote nothing in its place.
_REMOVALS = """
    SELECT sequence, count(*) AS rows FROM (
        SELECT replaced_by AS sequence, table_name, row_id FROM history
        EXCEPT SELECT row_revision, table_name, row_id FROM history
        {written}
    )
    GROUP BY sequence
"""
_WRITTEN = "EXCEPT SELECT revision, '{table}', id FROM {table}"
_REVISIONS = "SELECT * FROM revision ORDER BY sequence"


class Fault(NamedTuple):
    """Damage found in a store, and the row, write or file it is in."""

    subject: str
    reason: FailureReason


def find_first_fault(connection: sqlite3.Connection) -> Fault | None:
    """Return the first damage found, None in a sound store."""
    checks = (check_digests, check_pages, check_references)
    return next(chain.from_iterable(check(connection) for check in checks), None)


def check_pages(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Yield faults that SQLite finds in its pages, indexes and constraints."""
    for (message,) in connection.execute(_INTEGRITY):
        if message != "ok":
            yield Fault(
                "file", FailureReason(FindingProblem.PAGE, {"message": message})
            )


def check_references(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Yield rows that refer to missing rows, and regions in a circle."""
    for table, row_id, parent, _ in connection.execute(_REFERENCES):
        reason = FailureReason(FindingProblem.MISSING_PARENT, {"table": parent})
        yield Fault(row_name(table, row_id), reason)
    for missing in find_missing_parts(connection):
        reason = FailureReason(
            FindingProblem.MISSING_REGION, {"region": missing.region}
        )
        yield Fault(row_name("identity", missing.identity_id), reason)
    for region, *others in find_region_circles(connection):
        reason = FailureReason(
            FindingProblem.REGION_IN_ITSELF,
            {
                "others": tuple(others) or (region,),
                "argument": quote_argument(region),
            },
        )
        yield Fault(f"region {region}", reason)


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

    def tally(self, sequence: int) -> RowTally:
        return self.by_revision.setdefault(sequence, RowTally())

    def add_row(self, table: str, row_id: int, revision: int, content: str) -> str:
        """Count a row as one write left it and return its digest."""
        digest = digest_row(table, row_id, revision, content)
        self.tally(revision).add_row(digest)
        return digest

    def count_removals(self, connection: sqlite3.Connection) -> None:
        """Count the rows that were replaced by nothing."""
        written = " ".join(_WRITTEN.format(table=table) for table in RECORD_TABLES)
        for sequence, rows in connection.execute(_REMOVALS.format(written=written)):
            self.tally(sequence).count_removals(rows)


def _check_archived_rows(
    connection: sqlite3.Connection, tallies: _RevisionTallies
) -> Iterator[Fault]:
    for row in connection.execute(_HISTORY):
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
    tallies.count_removals(connection)


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
