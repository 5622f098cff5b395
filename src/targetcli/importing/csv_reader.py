"""CSV text to rows of fields, each with the line it stands on."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from targetcli.errors import BadRow, FileRefused, Unreadable
from targetcli.importing.table_kinds import MORE, REJECTED, Opened, Row, recognised
from targetcli.model.formula_guard import remove_guard
from targetcli.reading.headings import translate_heading

LONGEST_FIELD = 64 * 1024
# What a row held, all of its fields in one.
LONGEST_CONTENT = 1024 * 1024
_SHOWN = 40  # characters of a row that is not understood

Lines = Callable[[], Iterable[str]]


class Cells(NamedTuple):
    """One row as it stands: the line it starts on and its cells.

    One that cannot be read is empty, and what it holds stands after all others.
    """

    line: int
    cells: list[str]
    failure: Unreadable | None = None


class Manner(NamedTuple):
    """How the rows of a grid are read."""

    counted: str
    is_guarded: bool
    """Whether a quote stands before what a spreadsheet would run."""
    told: int = 0
    """How many cells come before a row's own."""


CSV = Manner("line", is_guarded=True)
SHEET = Manner("row", is_guarded=False)
Grid = Callable[[], Iterator[Cells | BadRow]]


def read_table(file: str, lines: Lines) -> Opened:
    """Recognise CSV by its header.

    Raises `FileRefused` for a file without a header, with columns nobody knows, or
    whose columns fit more than one sort of file.
    """
    return read_grid(file, lambda: _cells_of(file, lines()), CSV)


def read_grid(file: str, grid: Grid, manner: Manner) -> Opened:
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
    told = len(REJECTED) if columns[: len(REJECTED)] == REJECTED else 0
    columns = columns[told:]
    while told and columns and columns[-1].startswith(MORE):
        columns = columns[:-1]
    sheet = recognised(file, columns)

    def rows() -> Iterator[Row | BadRow]:
        return _rows(file, columns, grid(), manner._replace(told=told))

    return Opened(file, sheet, columns, rows, manner.counted)


def too_long(fields: dict[str, str]) -> Unreadable | None:
    """Return what there is to say of a field that is longer than any should be."""
    for column, cell in fields.items():
        longest = LONGEST_CONTENT if column == "content" else LONGEST_FIELD
        if len(cell) > longest:
            why = f"it is longer than {longest} characters"
            return Unreadable(column, cell[:20], why=why)
    return None


def ends_differ(lines: Iterable[str]) -> bool:
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


def _rows(
    file: str,
    columns: tuple[str, ...],
    grid: Iterator[Cells | BadRow],
    manner: Manner,
) -> Iterator[Row | BadRow]:
    next(grid)
    counted, is_guarded, told = manner
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
            long = too_long(fields) if len(whole) > LONGEST_FIELD else None
            yield (
                BadRow(file, row.line, long, fields) if long else Row(row.line, fields)
            )
            continue
        why = f"{len(cells)} cells under {len(columns)} columns"
        failure = row.failure or Unreadable("row", cells[0][:_SHOWN], why=why)
        more = (f"{MORE}{n}" for n in range(1, len(cells) - len(columns) + 1))
        fields = dict(zip((*columns, *more), cells, strict=False))
        yield BadRow(file, row.line, failure, fields, counted)


def _cells_of(file: str, lines: Iterable[str]) -> Iterator[Cells | BadRow]:
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
                "row", taken[0][:_SHOWN].strip(), why=_meaning(str(error))
            )
            yield BadRow(file, line, failure, {"": "".join(taken)})
            continue
        yield Cells(line, cells)


def _meaning(error: str) -> str:
    """Say what the standard library's reader stumbled on."""
    if error == "unexpected end of data":
        return "a quote is opened in it and never closed"
    if error.startswith("',' expected"):
        return "more follows in it after a closing quote"
    return error
