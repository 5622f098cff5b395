"""Read the rows of a sheet as its part has them, each once and in order.

Rows that the part leaves out cost nothing. A row or a cell that stands twice, or after
one that should follow it, refuses the sheet: nobody could say which one counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from targetcli.errors import FileRefused
from targetcli.importing.workbook_parts import WorkbookParts, tag_of
from targetcli.importing.workbook_structure import join_text
from targetcli.problems.files import FileProblem

WIDEST = 1024  # columns
MOST_DIGITS = 15  # that a spreadsheet keeps
_MOST_ROWS = 1_048_576
_TRUE = ("1", "true")


class RawCell(NamedTuple):
    """A cell as a sheet has it: column from 1, type, style, and text of its value."""

    column: int
    type: str
    style: int
    text: str
    is_formula: bool


class SheetRow(NamedTuple):
    """A row of a sheet: its number, whether it is hidden, its cells with content."""

    number: int
    is_hidden: bool
    cells: list[RawCell]


class HiddenColumns(NamedTuple):
    """Columns that a sheet does not show."""

    columns: range


class MergedCells(NamedTuple):
    """Cells that are merged to one: ``A2:B9``."""

    cells: str


def read_sheet(
    name: str, parts: WorkbookParts, path: str
) -> Iterator[SheetRow | HiddenColumns | MergedCells]:
    """Yield the rows with content, hidden columns and merged cells of a sheet.

    `name` is that of the sheet in messages. Raises `FileRefused` for rows or cells that
    stand twice or out of order.
    """
    last = 0
    for element in parts.elements(path):
        match tag_of(element):
            case "row":
                row = _read_row(name, last, element)
                last = max(row.number, last)
                if row.cells:
                    yield row
            case "col" if element.get("hidden") in _TRUE:
                first, final = int(element.get("min")), int(element.get("max"))
                yield HiddenColumns(range(first, min(final, WIDEST) + 1))
            case "mergeCell":
                yield MergedCells(element.get("ref", ""))


def column_letters(column: int) -> str:
    """Return the letters of a column: 28 is AB."""
    letters = ""
    while column > 0:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def column_number(coordinate: str) -> int:
    """Return the column of a coordinate: AB7 is 28."""
    number = 0
    for letter in coordinate.rstrip("0123456789").upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _read_row(name: str, last: int, element: Any) -> SheetRow:  # noqa: ANN401 - an element
    number = int(element.get("r") or last + 1)
    if number > _MOST_ROWS or number < 1:
        raise FileRefused(name, FileProblem.ROW_BEYOND, row=number, most=_MOST_ROWS)
    cells = [*_read_cells(name, number, element)]
    if cells and number == last:
        raise FileRefused(name, FileProblem.ROW_TWICE, row=number)
    if cells and number < last:
        raise FileRefused(name, FileProblem.ROW_ORDER, row=number, last=last)
    is_hidden = element.get("hidden") in _TRUE or element.get("ht") == "0"
    return SheetRow(number, is_hidden, cells)


def _read_cells(name: str, row: int, element: Any) -> Iterator[RawCell]:  # noqa: ANN401 - an element
    last = 0
    for child in element:
        if tag_of(child) != "c":
            continue
        coordinate = child.get("r")
        column = column_number(coordinate) if coordinate else last + 1
        place = f"{column_letters(column)}{row}"
        if column <= last or coordinate not in (None, place):
            raise FileRefused(
                name, FileProblem.CELL_ORDER, cell=coordinate or place, row=row
            )
        last = column
        cell = _read_cell(column, child)
        if cell.text and column > WIDEST:
            raise FileRefused(name, FileProblem.OUTER_CELLS, cells=(place,))
        if cell.text or cell.is_formula:
            yield cell


def _read_cell(column: int, element: Any) -> RawCell:  # noqa: ANN401 - an element
    value, is_formula = "", False
    for child in element:
        match tag_of(child):
            case "v":
                value = child.text or ""
            case "is":
                value = join_text(child)
            case "f":
                is_formula = True
    style = int(element.get("s") or 0)
    return RawCell(column, element.get("t", "n"), style, value, is_formula)
