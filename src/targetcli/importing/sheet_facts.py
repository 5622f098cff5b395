"""Go through a sheet before its rows are read: what must be refused, or said of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import NamedTuple

from targetcli.errors import FileRefused, Unreadable
from targetcli.importing.layout.merged_cells import spans_rows
from targetcli.importing.sheet_cells import CellReader
from targetcli.importing.sheet_rows import (
    MOST_DIGITS,
    HiddenColumns,
    MergedCells,
    RawCell,
    SheetRow,
    column_letters,
)
from targetcli.problems.files import FileProblem
from targetcli.problems.problem import FailureReason
from targetcli.problems.remarks import Remark


class RoundedCell(NamedTuple):
    """A cell that holds more than it shows: its place, what it shows and holds."""

    place: str
    shown: str
    held: str


class SheetFacts:
    """The facts about a sheet, gathered row by row."""

    def __init__(
        self,
        parts: Iterable[SheetRow | HiddenColumns | MergedCells],
        cells: CellReader,
    ) -> None:
        """Go through what a sheet holds."""
        self._cells = cells
        self.merged: list[str] = []
        self.formulas = 0
        self.rounded_count = 0
        self.hidden_rows: list[int] = []
        self._hidden_columns: set[int] = set()
        self._filled_columns: set[int] = set()
        self._without_result: list[str] = []
        self._long_numbers: list[str] = []
        self._first_rounded: RoundedCell | None = None
        for part in parts:
            match part:
                case SheetRow():
                    self._add_row(part)
                case HiddenColumns():
                    self._hidden_columns |= set(part.columns)
                case MergedCells():
                    self.merged.append(part.cells)

    @property
    def hidden_columns(self) -> list[int]:
        """The hidden columns in which something stands."""
        return sorted(self._hidden_columns & self._filled_columns)

    def refuse_unread(self, name: str) -> None:
        """Raise `FileRefused` for cells whose content is not wholly in the file."""
        if self._without_result:
            cells = tuple(self._without_result)
            raise FileRefused(name, FileProblem.UNSOLVED_FORMULA, cells=cells)
        if self._long_numbers:
            cells = tuple(self._long_numbers)
            raise FileRefused(name, FileProblem.LONG_NUMBER, cells=cells)

    def remarks(self, name: str, *, skips_hidden: bool) -> Iterator[FailureReason]:
        """Yield remarks on the sheet for the reader of the import."""
        facts: dict[str, object]
        rows = tuple(map(str, self.hidden_rows))
        if rows:
            hidden = Remark.HIDDEN_ROWS_LEFT_OUT if skips_hidden else Remark.HIDDEN_ROWS
            yield FailureReason(hidden, {"file": name, "cells": rows})
        columns = tuple(map(column_letters, self.hidden_columns))
        if columns:
            hidden = (
                Remark.HIDDEN_COLUMNS_LEFT_OUT
                if skips_hidden
                else Remark.HIDDEN_COLUMNS
            )
            yield FailureReason(hidden, {"file": name, "cells": columns})
        downward = tuple(cells for cells in self.merged if spans_rows(cells))
        if downward:
            facts = {"file": name, "cells": downward}
            yield FailureReason(Remark.MERGED_FILLED, facts)
        if self.formulas:
            yield FailureReason(Remark.FORMULAS, {"file": name, "count": self.formulas})
        if self._first_rounded:
            rounded = self._first_rounded._asdict()
            facts = {"file": name, "count": self.rounded_count, **rounded}
            yield FailureReason(Remark.SHOWN_ROUNDED, facts)

    def _add_row(self, row: SheetRow) -> None:
        if row.is_hidden:
            self.hidden_rows.append(row.number)
        for cell in row.cells:
            self._filled_columns.add(cell.column)
            self._add_cell(row.number, cell)

    def _add_cell(self, row: int, cell: RawCell) -> None:
        self.formulas += cell.is_formula
        if cell.is_formula and not cell.text and cell.type != "str":
            self._without_result.append(f"{column_letters(cell.column)}{row}")
        is_long = len(cell.text) > MOST_DIGITS and cell.type == "n"
        if is_long and _count_digits(cell.text) > MOST_DIGITS + 2:
            self._long_numbers.append(f"{column_letters(cell.column)}{row}")
        if cell.type == "n" and cell.style:
            self._add_number(row, cell)

    def _add_number(self, row: int, cell: RawCell) -> None:
        with suppress(Unreadable):  # which refuses the row when it is read
            shown = self._cells.show(row, cell)
            if shown.held:
                self.rounded_count += 1
                place = f"{column_letters(cell.column)}{row}"
                self._first_rounded = self._first_rounded or RoundedCell(place, *shown)


def _count_digits(number: str) -> int:
    mantissa = number.upper().partition("E")[0]
    return len(mantissa.lstrip("-0.").replace(".", "").rstrip("0"))
