"""Read CSV into rows of fields, each with the line it starts on."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from targetcli.errors import BadRow, FileRefused, FileRow, Unreadable
from targetcli.importing.csv_dialect import PLAIN_CSV, CsvDialect
from targetcli.importing.row_sources import (
    Grid,
    GridRow,
    GridSource,
    leave_reasons_out,
)
from targetcli.importing.saved_again import find_rounded_number, restore_cells
from targetcli.importing.table_kinds import (
    EXTRA_COLUMN,
    InputRow,
    InputTable,
    identify_table,
    name_columns,
)
from targetcli.model.formula_guard import remove_guard
from targetcli.problems.files import FileProblem, RowProblem
from targetcli.problems.reading import ReadingProblem

LONGEST_FIELD = 64 * 1024
# The column of a history that holds all fields of a row.
LONGEST_CONTENT = 1024 * 1024
_MOST_SHOWN = 40  # characters of a row that is not understood

Lines = Callable[[], Iterable[str]]


class GridKind(NamedTuple):
    """How a source of rows is read: CSV text, or a sheet of a workbook."""

    row_word: str
    is_guarded: bool
    """True where a quote stands before a cell that a spreadsheet would run."""


CSV_GRID = GridKind("line", is_guarded=True)
SHEET_GRID = GridKind("row", is_guarded=False)


def open_csv(file: str, lines: Lines, dialect: CsvDialect = PLAIN_CSV) -> InputTable:
    """Return the table in a CSV file, its kind known by its header.

    Raises `FileRefused` for a file without a header, with unknown columns, or whose
    columns fit more than one kind of table.
    """
    return open_grid(file, lambda: _read_csv_grid(file, lines(), dialect), CSV_GRID)


def open_grid(file: str, grid: Grid, grid_kind: GridKind) -> InputTable:
    """Return the table in rows of cells, its kind known by the first row.

    Raises `FileRefused` as `open_csv` does.
    """
    grid = leave_reasons_out(grid)
    first = next(grid(), None)
    if first is None:
        raise FileRefused(file, FileProblem.EMPTY)
    if isinstance(first, BadRow):
        failure = first.failure
        reason = failure.reason if isinstance(failure, Unreadable) else failure
        place = FileRow("", first.line)
        raise FileRefused(file, FileProblem.BAD_ROW, place=place, failure=reason)
    columns = name_columns([cell.strip() for cell in first.cells])
    if not any(columns):
        raise FileRefused(file, FileProblem.BLANK_HEADER, line=first.line)
    while len(columns) > 1 and columns[-1].startswith(EXTRA_COLUMN):
        columns = columns[:-1]
    kind = identify_table(file, columns)

    def rows() -> Iterator[InputRow | BadRow]:
        return _read_rows(file, columns, grid(), grid_kind)

    source = GridSource(grid, first.line)
    return InputTable(file, kind, columns, rows, grid_kind.row_word, source)


def find_long_field(fields: dict[str, str]) -> Unreadable | None:
    """Return the failure of the first field that is too long, if any."""
    for column, cell in fields.items():
        longest = LONGEST_CONTENT if column == "content" else LONGEST_FIELD
        if len(cell) > longest:
            return Unreadable(
                column, cell[:20], problem=ReadingProblem.CELL_TOO_LONG, longest=longest
            )
    return None


def has_mixed_line_ends(lines: Iterable[str]) -> bool:
    """Return whether rows end in more than one way, whatever ends lines in cells."""
    last_line = ""

    def remember_lines() -> Iterator[str]:
        nonlocal last_line
        for line in lines:
            last_line = line
            yield line

    reader = csv.reader(remember_lines())
    line_ends: set[str] = set()
    while True:
        try:
            next(reader)
        except StopIteration:
            return len(line_ends - {""}) > 1
        except csv.Error:
            continue
        line_ends.add(last_line[len(last_line.rstrip("\r\n")) :])


def _read_rows(
    file: str,
    columns: tuple[str, ...],
    grid: Iterator[GridRow | BadRow],
    grid_kind: GridKind,
) -> Iterator[InputRow | BadRow]:
    next(grid)
    row_word, is_guarded = grid_kind
    for row in grid:
        if isinstance(row, BadRow):
            yield row._replace(fields={columns[0]: row.fields[""]})
            continue
        cells = row.cells
        content = "".join(cells)
        if not content:
            continue
        while len(cells) > len(columns) and not cells[-1]:
            cells = cells[:-1]
        if is_guarded and "'" in content:
            cells = [remove_guard(cell) for cell in cells]
        if len(cells) == len(columns) and row.failure is None:
            fields = restore_cells(dict(zip(columns, cells, strict=True)))
            bad_field = (
                find_long_field(fields) if len(content) > LONGEST_FIELD else None
            )
            if is_guarded and "E+" in content:
                bad_field = bad_field or find_rounded_number(fields)
            yield (
                BadRow(file, row.line, bad_field, fields)
                if bad_field
                else InputRow(row.line, fields)
            )
            continue
        failure = row.failure or Unreadable(
            "row",
            cells[0][:_MOST_SHOWN],
            problem=RowProblem.CELL_COUNT,
            cell_count=len(cells),
            column_count=len(columns),
        )
        extra_columns = (
            f"{EXTRA_COLUMN}{n}" for n in range(1, len(cells) - len(columns) + 1)
        )
        fields = dict(zip((*columns, *extra_columns), cells, strict=False))
        yield BadRow(file, row.line, failure, fields, row_word)


def _read_csv_grid(
    file: str, lines: Iterable[str], dialect: CsvDialect
) -> Iterator[GridRow | BadRow]:
    if dialect.header:
        yield GridRow(0, list(dialect.header))
    for number, row in enumerate(_read_csv_rows(file, lines, dialect), 1):
        is_header = number >= dialect.header_row or dialect.header
        if is_header and number not in dialect.comment_rows:
            yield row


def _read_csv_rows(
    file: str, lines: Iterable[str], dialect: CsvDialect
) -> Iterator[GridRow | BadRow]:
    row_lines: list[str] = []
    comment_lines = 0

    def remember_lines() -> Iterator[str]:
        nonlocal comment_lines
        for line in lines:
            if dialect.comment and not row_lines and line.startswith(dialect.comment):
                comment_lines += 1
                continue
            row_lines.append(line)
            yield line

    csv.field_size_limit(LONGEST_CONTENT)
    reader = csv.reader(remember_lines(), strict=True, **dialect.reader_options())
    while True:
        row_lines.clear()
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            # What follows is read on from the next line.
            failure = _csv_refusal(row_lines[0][:_MOST_SHOWN].strip(), str(error))
            yield BadRow(file, line + comment_lines, failure, {"": "".join(row_lines)})
            continue
        yield GridRow(line + comment_lines, cells)


def _csv_refusal(beginning: str, error: str) -> Unreadable:
    """Return the refusal of a row for an error of the standard library's reader."""
    if error == "unexpected end of data":
        return Unreadable("row", beginning, problem=RowProblem.OPEN_QUOTE)
    if "expected after" in error:
        return Unreadable("row", beginning, problem=RowProblem.TEXT_AFTER_QUOTE)
    return Unreadable("row", beginning, problem=RowProblem.CSV_ERROR, error=error)
