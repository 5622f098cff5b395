"""The rows of an import, each with the table and the line it comes from."""

from __future__ import annotations

from typing import NamedTuple

from targetcli.errors import BadRow, TargetsError
from targetcli.importing.table_kinds import InputRow, InputTable


class RowLocation(NamedTuple):
    """The number of a table among those of an import, and a line of it."""

    table_number: int
    line: int


class LocatedRow(NamedTuple):
    """A row of a table, which has a number among those of the import."""

    table_number: int
    table: InputTable
    input_row: InputRow

    @property
    def location(self) -> RowLocation:
        """The table and the line of the row."""
        return RowLocation(self.table_number, self.input_row.line)

    def as_bad_row(self, failure: TargetsError) -> BadRow:
        """Return the row as one that cannot be stored."""
        line, fields = self.input_row
        return BadRow(self.table.file, line, failure, fields, self.table.row_word)

    def __str__(self) -> str:
        return f"{self.table.row_word} {self.input_row.line}"


class RejectedTable(NamedTuple):
    """A table, and its rows that cannot be stored, by their lines."""

    table: InputTable
    rows: dict[int, BadRow]
