"""Rows that describe the same thing twice: merged when equal, else refused."""

from __future__ import annotations

from targetcli.errors import Contradiction, FileRow
from targetcli.importing.located_row import LocatedRow
from targetcli.importing.plan import Record
from targetcli.problems.records import Conflict

DuplicateKey = tuple[str, str]
"""The kind of table, or the number of the file, within which a name or an id may be
given once; and that name or id."""
Contradictions = dict[DuplicateKey, tuple[LocatedRow, LocatedRow]]
"""Two rows by the name or id that they describe differently."""


class Duplicates:
    """The first row that described each name.

    An import that starts again knows the contradictions of its earlier attempts, so
    that it refuses both rows.
    """

    def __init__(self, contradictions: Contradictions) -> None:
        self._contradictions = contradictions
        self._first_rows: dict[DuplicateKey, tuple[LocatedRow, Record]] = {}

    def is_repeated(
        self, located_row: LocatedRow, key: DuplicateKey, record: Record
    ) -> bool:
        """Return True if an earlier row gave the same record.

        Raises `Contradiction` where one gave another: nobody can tell which is right.
        """
        self.refuse_contradiction(located_row, key)
        first_row, first_record = self._first_rows.setdefault(
            key, (located_row, record)
        )
        if first_row is located_row:
            return False
        if first_record != record:
            self.add_contradiction(key, first_row, located_row)
            self.refuse_contradiction(located_row, key)
        return True

    def add_contradiction(
        self, key: DuplicateKey, first: LocatedRow, second: LocatedRow
    ) -> Contradiction:
        """Note that two rows contradict, and return the failure of the second."""
        self._contradictions[key] = (first, second)
        return _contradiction(key, first)

    def refuse_contradiction(self, located_row: LocatedRow, key: DuplicateKey) -> None:
        """Raise `Contradiction` where a row is one of two that contradict."""
        if key in self._contradictions:
            first, second = self._contradictions[key]
            other = second if located_row.location == first.location else first
            raise _contradiction(key, other)


def _contradiction(key: DuplicateKey, other: LocatedRow) -> Contradiction:
    return Contradiction(
        Conflict.OTHER_ROW,
        name=key[-1],
        place=FileRow(other.table.file, other.input_row.line, other.table.row_word),
    )
