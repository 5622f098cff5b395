"""Keep the source of each row, so that rejected rows are written as they were."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from targetcli.errors import BadRow, Unreadable
from targetcli.importing.csv_dialect import PLAIN_CSV, CsvDialect

# The column of a file of rejected rows that says why, which stands before all others.
REASON_HEADING = "reason"
CHINESE_REASON_HEADING = "未导入原因"
_REASON_HEADINGS = (REASON_HEADING, CHINESE_REASON_HEADING)
_MOST_ROWS_ABOVE = 30  # of a header in which that column is looked for


class GridRow(NamedTuple):
    """A row before its columns are known: the line it starts on, and its cells.

    A cell that cannot be read is empty; `held` is the content of the first of them.
    """

    line: int
    cells: list[str]
    failure: Unreadable | None = None
    held: str = ""


Grid = Callable[[], Iterator[GridRow | BadRow]]


class GridSource(NamedTuple):
    """Rows of cells: CSV in an encoding and a dialect, or a sheet of a workbook."""

    grid: Grid
    header_line: int
    encoding: str = "utf-8"
    dialect: CsvDialect = PLAIN_CSV
    sheet: str = ""


class ObjectSource(NamedTuple):
    """Objects of JSON: each with its number, in one document or a line each."""

    objects: Callable[[], Iterator[tuple[int, Any] | BadRow]]
    has_lines: bool


RowSource = GridSource | ObjectSource


def leave_reasons_out(grid: Grid) -> Grid:
    """Return the rows of a file of rejected rows without the column of reasons."""
    rows = grid()
    first = (row for row, _ in zip(rows, range(_MOST_ROWS_ABOVE), strict=False))
    if not any(isinstance(row, GridRow) and _names_reasons(row) for row in first):
        return grid

    def without_reasons() -> Iterator[GridRow | BadRow]:
        for row in grid():
            if isinstance(row, GridRow):
                yield row._replace(cells=row.cells[1:])
            else:
                yield row

    return without_reasons


def _names_reasons(row: GridRow) -> bool:
    return bool(row.cells) and row.cells[0].strip().casefold() in _REASON_HEADINGS
