"""Write rejected rows as their file has them: its format, encoding and headings."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from io import StringIO

from targetcli.errors import BadRow, Unreadable
from targetcli.importing.csv_dialect import PLAIN_CSV
from targetcli.importing.located_row import RejectedTable
from targetcli.importing.row_sources import (
    CHINESE_REASON_HEADING,
    REASON_HEADING,
    GridRow,
    GridSource,
    ObjectSource,
)
from targetcli.importing.table_kinds import EXTRA_COLUMN
from targetcli.model.formula_guard import guard_formula
from targetcli.render.table import CellContent, Table
from targetcli.render.writers.xlsx import Sheet, as_xlsx

Reasons = Callable[[BadRow], str]
Cells = list[str]

_LONGEST_SHEET_NAME = 31


def write_csv(rejected: RejectedTable, reason: Reasons) -> Iterator[bytes]:
    """Yield rejected rows as CSV, each after the reason why."""
    source = rejected.table.source
    if isinstance(source, GridSource):
        dialect, encoding = source.dialect, source.encoding
    else:
        dialect, encoding = PLAIN_CSV, "utf-8"
    needs_guard = not isinstance(source, GridSource) or bool(source.sheet)
    piece = StringIO()
    options = dialect.reader_options()
    writer = csv.writer(piece, lineterminator="\n", **options)
    for first, *cells in _list_cells(rejected, reason):
        encodable = first.encode(encoding, "replace").decode(encoding)
        row = map(guard_formula, cells) if needs_guard else cells
        writer.writerow((guard_formula(encodable), *row))
    yield piece.getvalue().encode(encoding)


def write_objects(rejected: RejectedTable, reason: Reasons) -> Iterator[bytes]:
    """Yield rejected objects as their file has them, each with the reason why."""
    source = rejected.table.source
    assert isinstance(source, ObjectSource)
    objects = [
        {REASON_HEADING: reason(rejected.rows[line]), **value}
        for line, value in _read_objects(source)
        if line in rejected.rows
    ]
    if source.has_lines:
        for value in objects:
            yield f"{json.dumps(value, ensure_ascii=False)}\n".encode()
    else:
        yield f"{json.dumps(objects, ensure_ascii=False, indent=1)}\n".encode()


def write_workbook(tables: Iterable[RejectedTable], reason: Reasons) -> Iterator[bytes]:
    """Return a workbook with a sheet for each table of rejected rows.

    Raises `NotWritable` for a cell that does not fit, `WrongUsage` without xlsxwriter.
    """
    taken: set[str] = set()
    return as_xlsx([_build_sheet(rejected, reason, taken) for rejected in tables])


def _build_sheet(rejected: RejectedTable, reason: Reasons, taken: set[str]) -> Sheet:
    rows = [*_list_cells(rejected, reason)]
    width = max(map(len, rows))
    head, *rest = (tuple(row + [""] * (width - len(row))) for row in rows)
    words = (CellContent.WORDS,) * width
    table = Table(head, (False,) * width, rest, content=words)
    return Sheet(_name_sheet(rejected, taken), table)


def _name_sheet(rejected: RejectedTable, taken: set[str]) -> str:
    """Return the name of the sheet that rows come from, or of its kind, never twice."""
    source = rejected.table.source
    name = source.sheet if isinstance(source, GridSource) else ""
    if not _sheet_name().fullmatch(name):
        name = rejected.table.kind.value
    unique, number = name, 1
    while unique.casefold() in taken:
        number += 1
        unique = f"{name[: _LONGEST_SHEET_NAME - 4]} {number}"
    taken.add(unique.casefold())
    return unique


@cache
def _sheet_name() -> re.Pattern[str]:
    return re.compile(r"(?!')[^\[\]:*?/\\\x00-\x1f]{1,31}(?<!')")


def _list_cells(rejected: RejectedTable, reason: Reasons) -> Iterator[Cells]:
    """Yield the header and the rejected rows, each after the column of reasons."""
    source = rejected.table.source
    if isinstance(source, GridSource):
        return _list_grid_cells(source, rejected, reason)
    return _list_fields(rejected, reason)


def _list_grid_cells(
    source: GridSource, rejected: RejectedTable, reason: Reasons
) -> Iterator[Cells]:
    """Yield all down to the header, and of what follows the rejected rows."""
    if source.dialect.header:
        yield [REASON_HEADING, *source.dialect.header]
    width = 0
    for row in source.grid():
        bad_row = rejected.rows.get(row.line)
        if isinstance(row, GridRow) and row.line == source.header_line:
            width = len(row.cells)
            is_chinese = not "".join(row.cells).isascii()
            heading = CHINESE_REASON_HEADING if is_chinese else REASON_HEADING
            yield [heading, *row.cells]
        elif isinstance(row, GridRow) and row.line < source.header_line:
            yield ["", *row.cells]
        elif bad_row and isinstance(row, GridRow) and row.failure:
            blanks = [""] * (width - len(row.cells))
            yield [reason(bad_row), *row.cells, *blanks, row.held]
        elif bad_row and isinstance(row, GridRow):
            yield [reason(bad_row), *row.cells]
        elif bad_row:  # not split into cells: it stands after all columns
            yield [reason(bad_row), *[""] * width, *bad_row.fields.values()]


def _list_fields(rejected: RejectedTable, reason: Reasons) -> Iterator[Cells]:
    """Yield rows of objects, the keys of all as columns."""
    rows = [row for _, row in sorted(rejected.rows.items())]
    unordered = dict.fromkeys(key for row in rows for key in row.fields)
    columns = tuple(sorted(unordered, key=_is_extra))
    yield [REASON_HEADING, *columns]
    for row in rows:
        yield [reason(row), *_cells(row, columns)]


def _cells(bad_row: BadRow, columns: tuple[str, ...]) -> Iterator[str]:
    """Yield the cells of a row; one with too few cells has too few again."""
    failure = bad_row.failure
    is_row_failure = isinstance(failure, Unreadable) and failure.thing == "row"
    is_too_short = is_row_failure and not any(map(_is_extra, bad_row.fields))
    for column in columns:
        if column in bad_row.fields or not is_too_short:
            yield bad_row.fields.get(column, "")


def _is_extra(column: str) -> bool:
    """Return True if a column stands after all others, for cells to be emptied."""
    return column.startswith(EXTRA_COLUMN)


def _read_objects(source: ObjectSource) -> Iterator[tuple[int, dict[str, object]]]:
    """Yield each object with its number; what is none stands under a key of its own."""
    for item in source.objects():
        if isinstance(item, BadRow):
            yield item.line, dict(item.fields)
        else:
            number, value = item
            is_object = isinstance(value, dict)
            yield number, value if is_object else {f"{EXTRA_COLUMN}1": value}
