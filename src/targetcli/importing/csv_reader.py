"""CSV text to rows of fields, each with the line it stands on."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from targetcli.errors import BadRow, FileRefused, Unreadable
from targetcli.importing.table_kinds import (
    EXTRA_COLUMN,
    REJECT_COLUMNS,
    InputRow,
    InputTable,
    identify_table,
)
from targetcli.model.formula_guard import remove_guard
from targetcli.reading.headings import translate_heading

LONGEST_FIELD = 64 * 1024
# What a row held, all of its fields in one.
LONGEST_CONTENT = 1024 * 1024
_SHOWN = 40  # characters of a row that is not understood

Lines = Callable[[], Iterable[str]]


class GridRow(NamedTuple):
    """One row as it stands: the line it starts on and its cells.

    One that cannot be read is empty, and what it holds stands after all others.
    """

    line: int
    cells: list[str]
    failure: Unreadable | None = None


class GridKind(NamedTuple):
    """How the rows of a grid are read."""

    row_word: str
    is_guarded: bool
    """Whether a quote stands before what a spreadsheet would run."""
    reject_cells: int = 0
    """How many cells come before a row's own."""


CSV_GRID = GridKind("line", is_guarded=True)
SHEET_GRID = GridKind("row", is_guarded=False)
Grid = Callable[[], Iterator[GridRow | BadRow]]


def open_csv(file: str, lines: Lines) -> InputTable:
    """Recognise CSV by its header.

    Raises `FileRefused` for a file without a header, with columns nobody knows, or
    whose columns fit more than one sort of file.
    """
    return open_grid(file, lambda: _read_csv_grid(file, lines()), CSV_GRID)


def open_grid(file: str, grid: Grid, grid_kind: GridKind) -> InputTable:
    """Recognise rows of cells by the first of them.

    Raises `FileRefused` as `read_table` does.
    """
    first = next(grid(), None)
    if first is None:
        raise FileRefused(file, "it is empty", "the first line must name the columns")
    if isinstance(first, BadRow):
        why = getattr(first.failure, "why", "it cannot be read")
        raise FileRefused(file, f"line {first.line}: {why}")
    columns = tuple(translate_heading(cell.strip()) for cell in first.cells)
    if not any(columns):
        raise FileRefused(
            file, f"line {first.line} is blank", "it must name the columns"
        )
    told = (
        len(REJECT_COLUMNS) if columns[: len(REJECT_COLUMNS)] == REJECT_COLUMNS else 0
    )
    columns = columns[told:]
    while told and columns and columns[-1].startswith(EXTRA_COLUMN):
        columns = columns[:-1]
    sheet = identify_table(file, columns)

    def rows() -> Iterator[InputRow | BadRow]:
        return _read_rows(file, columns, grid(), grid_kind._replace(reject_cells=told))

    return InputTable(file, sheet, columns, rows, grid_kind.row_word)


def find_long_field(fields: dict[str, str]) -> Unreadable | None:
    """Return what there is to say of a field that is longer than any should be."""
    for column, cell in fields.items():
        longest = LONGEST_CONTENT if column == "content" else LONGEST_FIELD
        if len(cell) > longest:
            why = f"it is longer than {longest} characters"
            return Unreadable(column, cell[:20], why=why)
    return None


def has_mixed_line_ends(lines: Iterable[str]) -> bool:
    """Say whether rows end in more than one way; line ends within cells are theirs."""
    last = ""

    def fed() -> Iterator[str]:
        nonlocal last
        for line in lines:
            last = line
            yield line

    reader = csv.reader(fed())
    ends: set[str] = set()
    while True:
        try:
            next(reader)
        except StopIteration:
            return len(ends - {""}) > 1
        except csv.Error:
            continue
        ends.add(last[len(last.rstrip("\r\n")) :])


def _read_rows(
    file: str,
    columns: tuple[str, ...],
    grid: Iterator[GridRow | BadRow],
    grid_kind: GridKind,
) -> Iterator[InputRow | BadRow]:
    next(grid)
    counted, is_guarded, told = grid_kind
    for row in grid:
        if isinstance(row, BadRow):
            yield row._replace(fields={columns[0]: row.fields[""]})
            continue
        cells = row.cells[told:]
        whole = "".join(cells)
        if not whole:
            continue
        while told and len(cells) > len(columns) and not cells[-1]:
            cells.pop()
        if is_guarded and "'" in whole:
            cells = [remove_guard(cell) for cell in cells]
        if len(cells) == len(columns) and row.failure is None:
            fields = dict(zip(columns, cells, strict=True))
            long = find_long_field(fields) if len(whole) > LONGEST_FIELD else None
            yield (
                BadRow(file, row.line, long, fields)
                if long
                else InputRow(row.line, fields)
            )
            continue
        why = f"{len(cells)} cells under {len(columns)} columns"
        failure = row.failure or Unreadable("row", cells[0][:_SHOWN], why=why)
        more = (f"{EXTRA_COLUMN}{n}" for n in range(1, len(cells) - len(columns) + 1))
        fields = dict(zip((*columns, *more), cells, strict=False))
        yield BadRow(file, row.line, failure, fields, counted)


def _read_csv_grid(file: str, lines: Iterable[str]) -> Iterator[GridRow | BadRow]:
    taken: list[str] = []

    def fed() -> Iterator[str]:
        for line in lines:
            taken.append(line)
            yield line

    csv.field_size_limit(LONGEST_CONTENT)
    reader = csv.reader(fed(), strict=True)
    while True:
        taken.clear()
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            # What follows is read on from the next line.
            failure = Unreadable(
                "row", taken[0][:_SHOWN].strip(), why=_explain_csv_error(str(error))
            )
            yield BadRow(file, line, failure, {"": "".join(taken)})
            continue
        yield GridRow(line, cells)


def _explain_csv_error(error: str) -> str:
    """Say what the standard library's reader stumbled on."""
    if error == "unexpected end of data":
        return "a quote is opened in it and never closed"
    if error.startswith("',' expected"):
        return "more follows in it after a closing quote"
    return error
