"""Find a table in rows of cells, and go through its rows without notes and totals."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from targetcli.errors import BadRow
from targetcli.importing.layout.columns import ChosenColumns, choose_columns
from targetcli.importing.layout.header import ROWS_LOOKED_AT, find_header
from targetcli.importing.left_out import LeftOut, is_note, is_total
from targetcli.importing.row_sources import Grid, GridRow

# Columns in which a total has its name.
_NAMED = ("region", "metric", "owner")
_OF_RECORDS = {"region", "metric"}


class FoundTable(NamedTuple):
    """A table in a grid: its header, its columns, and the texts above it."""

    file: str
    grid: Grid
    header: GridRow
    columns: ChosenColumns
    captions: tuple[str, ...]
    """The cells above the header that hold something, row by row."""
    left_out: LeftOut

    def rows(self) -> Iterator[GridRow | BadRow]:
        """Yield the rows below the header; notes, totals and headers are counted.

        A row has as many cells as the header, or more where these hold something.
        """
        self.left_out.restart()
        find_reason, width = self._reason_finder(), self.columns.width
        for row in self.grid():
            if row.line <= self.header.line:
                continue
            if isinstance(row, BadRow):
                yield row
            elif any(map(str.strip, row.cells)):
                reason = find_reason(row.cells)
                if reason is None:
                    yield _trim(row, width) if len(row.cells) > width else row
                else:
                    reason.append(row.line)

    def _reason_finder(self) -> Callable[[Sequence[str]], list[int] | None]:
        """Return a function for the list of rows that are left out for one reason."""
        names = self.columns.names
        # A name alone may be a record of another table; a record with an id is one.
        has_notes = _OF_RECORDS.issubset(names)
        has_totals = has_notes and "id" not in names
        places = [
            place
            for name, place in zip(names, self.columns.positions, strict=True)
            if name in _NAMED
        ]
        places += [0] if 0 not in self.columns.positions else []
        headings = [cell.strip() for cell in self.header.cells]

        def find_reason(cells: Sequence[str]) -> list[int] | None:
            if has_notes and is_note(cells):
                return self.left_out.notes
            if has_totals:
                for place in places:
                    if place < len(cells) and is_total(cells[place]):
                        return self.left_out.totals
            # Most rows differ in the first cell already.
            is_header = cells[0].strip() == headings[0] and (
                [cell.strip() for cell in cells] == headings
            )
            return self.left_out.headers if is_header else None

        return find_reason


def find_table(file: str, grid: Grid, header_line: int = 0) -> FoundTable:
    """Return the table in a grid, its header in a given line or found.

    Raises `FileRefused` where no row, or more than one, is made of headings.
    """
    first = [*islice(grid(), ROWS_LOOKED_AT)]
    header = find_header(file, first, header_line).row
    grid_rows = [row for row in first if isinstance(row, GridRow)]
    sample = [row for row in grid_rows if row.line > header.line]
    captions = tuple(
        cell.strip()
        for row in grid_rows
        if row.line < header.line
        for cell in row.cells
        if cell.strip()
    )
    columns = choose_columns(file, header, sample)
    return FoundTable(file, grid, header, columns, captions, LeftOut(file))


def _trim(row: GridRow, width: int) -> GridRow:
    """Return a row without empty cells beyond the columns."""
    cells = row.cells
    while len(cells) > width and not cells[-1].strip():
        cells = cells[:-1]
    return row if cells is row.cells else row._replace(cells=cells)
