"""Inspect a store for damage: its pages, its chain of digests, its rows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from targetcli.errors import Unreadable
from targetcli.problems.findings import FindingProblem
from targetcli.problems.problem import FailureReason
from targetcli.store.damage import (
    Fault,
    check_digests,
    check_pages,
    check_references,
)
from targetcli.store.damaged_rows import row_name

if TYPE_CHECKING:
    from targetcli.store.store import Store

_TIMES = "SELECT sequence, time FROM revision ORDER BY sequence"
_UNITS = """
    SELECT 'target' AS kind, id, unit FROM target WHERE unit <> ''
    UNION ALL SELECT 'target', id, baseline_unit FROM target WHERE baseline_unit <> ''
    UNION ALL SELECT 'figure', id, unit FROM figure WHERE unit <> ''
    UNION ALL SELECT 'metric', id, unit FROM metric WHERE unit <> ''
"""


class Inspection:
    """Inspection of an open store, one kind of damage at a time."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._connection = store.connection

    def check_pages(self) -> Iterator[Fault]:
        """Yield faults that SQLite finds in its pages, indexes and constraints."""
        return check_pages(self._connection)

    def check_digests(self) -> Iterator[Fault]:
        """Yield the rows and the writes whose digests do not hold."""
        return check_digests(self._connection)

    def check_references(self) -> Iterator[Fault]:
        """Yield rows that refer to missing rows, and regions in a circle."""
        return check_references(self._connection)

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
