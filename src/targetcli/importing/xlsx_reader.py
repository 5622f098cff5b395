"""Read the sheets of a workbook into rows of text: values, as they are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import BinaryIO, NamedTuple
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile
from zlib import error as ZlibError  # noqa: N812 - a class by another name

from targetcli.errors import BadRow, FileRefused, Unreadable, WrongUsage
from targetcli.importing.csv_reader import SHEET_GRID, open_grid
from targetcli.importing.layout.header import ROWS_LOOKED_AT, names_columns
from targetcli.importing.layout.headings import holds_verdicts
from targetcli.importing.layout.merged_cells import fill_merged_cells
from targetcli.importing.mapping.mapped_tables import open_mapped_tables
from targetcli.importing.mapping.open_mapped import (
    NO_LAYOUT,
    LayoutOptions,
    has_mapped_header,
)
from targetcli.importing.row_sources import Grid, GridRow, GridSource
from targetcli.importing.sheet_cells import CellReader
from targetcli.importing.sheet_facts import SheetFacts
from targetcli.importing.sheet_rows import HiddenColumns, SheetRow, read_sheet
from targetcli.importing.table_kinds import InputTable
from targetcli.importing.workbook_parts import WorkbookParts
from targetcli.importing.workbook_structure import WorkbookSheet, read_structure
from targetcli.problems.files import FileProblem
from targetcli.problems.problem import FailureReason
from targetcli.problems.remarks import Remark
from targetcli.problems.usage import UsageProblem
from targetcli.render.distribution import name_distribution
from targetcli.render.error_messages.message import remark_text

# The errors that a broken workbook can raise.
_BROKEN = (
    *(ValueError, KeyError, TypeError, IndexError, AttributeError, ArithmeticError),
    *(BadZipFile, ParseError, ZlibError, EOFError, NotImplementedError, RuntimeError),
    StopIteration,
)


class _OpenSheet(NamedTuple):
    """A sheet of an open workbook."""

    name: str
    """Its name in messages, after that of the file."""
    sheet: WorkbookSheet
    parts: WorkbookParts
    cells: CellReader
    skips_hidden: bool

    def facts(self) -> SheetFacts:
        """Go through the whole sheet, and return the facts about it."""
        return SheetFacts(
            read_sheet(self.name, self.parts, self.sheet.path), self.cells
        )

    def grid(self) -> Iterator[GridRow]:
        """Yield its rows as they are shown."""
        hidden: set[int] = set()
        for part in read_sheet(self.name, self.parts, self.sheet.path):
            if isinstance(part, HiddenColumns) and self.skips_hidden:
                hidden.update(part.columns)
            elif isinstance(part, SheetRow) and not (
                part.is_hidden and self.skips_hidden
            ):
                row = _read_row(part, hidden, self.cells)
                if row.cells or row.failure:
                    yield row


def open_workbook(
    file: str,
    handle: BinaryIO,
    check: Callable[[], None],
    header_line: int = 0,
    *,
    skips_hidden: bool = False,
    layout: LayoutOptions = NO_LAYOUT,
) -> tuple[list[InputTable], list[str]]:
    """Return the tables in a workbook, and remarks on its sheets.

    With `skips_hidden` only what is shown is read. Raises `FileRefused` for a file that
    is no workbook, is too large or hostile, or cannot be read whole; `WrongUsage` where
    defusedxml is not installed.
    """
    _need_reader()
    try:
        sheets = _open_sheets(file, handle, skips_hidden=skips_hidden)
        first_rows = [[*islice(sheet.grid(), ROWS_LOOKED_AT)] for sheet in sheets]
    except _BROKEN as error:
        raise FileRefused(file, FileProblem.NO_WORKBOOK) from error
    tables: list[InputTable] = []
    remarks: list[FailureReason] = []
    has_verdicts = any(map(_is_of_verdicts, first_rows))
    for sheet, first in zip(sheets, first_rows, strict=True):
        name = {"file": sheet.name}
        if has_verdicts and not _is_of_verdicts(first):
            remarks.append(FailureReason(Remark.VIEW_LEFT_OUT, name))
            continue
        if sheet.sheet.is_hidden and skips_hidden:
            remarks.append(FailureReason(Remark.HIDDEN_SHEET_LEFT_OUT, name))
        elif any(names_columns(row.cells) for row in first) or has_mapped_header(
            sheet.grid, layout
        ):
            facts = _inspect_sheet(sheet)
            remarks += _remark_on(sheet, facts)
            hidden = facts.hidden_columns if skips_hidden else []
            filled = fill_merged_cells(sheet.grid, facts.merged, hidden)
            grid = _check_grid(sheet, filled, check)
            tables += _open_mapped(sheet, grid, layout) or [
                _open_table(sheet, grid, header_line)
            ]
        elif first:
            remarks.append(FailureReason(Remark.NO_TABLE_OF_OURS, name))
    if not tables:
        raise FileRefused(file, FileProblem.NO_TABLE)
    return tables, [*map(remark_text, remarks)]


def open_first_grid(file: str, handle: BinaryIO) -> Grid:
    """Return the rows of the first sheet of a workbook that has any.

    Raises `FileRefused` and `WrongUsage` as `open_workbook` does.
    """
    _need_reader()
    try:
        sheets = _open_sheets(file, handle, skips_hidden=True)
        filled = (sheet for sheet in sheets if any(True for _ in sheet.grid()))
        sheet = next(filled, None)
    except _BROKEN as error:
        raise FileRefused(file, FileProblem.NO_WORKBOOK) from error
    if sheet is None:
        raise FileRefused(file, FileProblem.NO_TABLE)
    return fill_merged_cells(sheet.grid, _inspect_sheet(sheet).merged, [])


def _need_reader() -> None:
    try:
        import defusedxml  # noqa: F401, PLC0415 - an extra
    except ImportError:
        raise WrongUsage(
            UsageProblem.NO_XLSX_READER, distribution=name_distribution()
        ) from None


def _is_of_verdicts(rows: list[GridRow]) -> bool:
    """Return True if a sheet has all columns of compare; the others show some of it."""
    return any(holds_verdicts(row.cells) for row in rows[:1])


def _open_sheets(
    file: str, handle: BinaryIO, *, skips_hidden: bool
) -> list[_OpenSheet]:
    parts = WorkbookParts(file, handle)
    structure = read_structure(parts)
    parts.check_others(structure.paths)
    cells = CellReader(structure)
    return [
        _OpenSheet(f"{file}/{sheet.name}", sheet, parts, cells, skips_hidden)
        for sheet in structure.sheets
    ]


def _inspect_sheet(sheet: _OpenSheet) -> SheetFacts:
    """Go through a sheet; raises `FileRefused` for one not to be read whole."""
    with _refuse_broken(sheet.name):
        facts = sheet.facts()
    facts.refuse_unread(sheet.name)
    return facts


def _remark_on(sheet: _OpenSheet, facts: SheetFacts) -> Iterator[FailureReason]:
    if sheet.sheet.is_hidden:
        yield FailureReason(Remark.HIDDEN_SHEET, {"file": sheet.name})
    yield from facts.remarks(sheet.name, skips_hidden=sheet.skips_hidden)


def _check_grid(sheet: _OpenSheet, rows: Grid, check: Callable[[], None]) -> Grid:
    """Return rows that refuse the sheet where it breaks off, or has changed."""

    def grid() -> Iterator[GridRow | BadRow]:
        with _refuse_broken(sheet.name):
            yield from rows()
        check()

    return grid


def _open_mapped(
    sheet: _OpenSheet, grid: Grid, layout: LayoutOptions
) -> list[InputTable]:
    word = SHEET_GRID.row_word
    tables = open_mapped_tables(sheet.name, grid, word, layout, is_guarded=False)
    return [_name_sheet(sheet, table) for table in tables]


def _open_table(sheet: _OpenSheet, grid: Grid, header_line: int) -> InputTable:
    return _name_sheet(sheet, open_grid(sheet.name, grid, SHEET_GRID, header_line))


def _name_sheet(sheet: _OpenSheet, table: InputTable) -> InputTable:
    assert isinstance(table.source, GridSource)
    return table._replace(source=table.source._replace(sheet=sheet.sheet.name))


@contextmanager
def _refuse_broken(name: str) -> Iterator[None]:
    """Raise `FileRefused` for a sheet that cannot be read to its end."""
    try:
        yield
    except _BROKEN as error:
        raise FileRefused(name, FileProblem.BREAKS_OFF) from error


def _read_row(row: SheetRow, hidden: set[int], reader: CellReader) -> GridRow:
    """Return a row as it is shown, up to its last text.

    Hidden columns are no part of it. A cell without a meaning is empty, and the first
    such refuses the row.
    """
    texts = [""] * row.cells[-1].column
    failure: Unreadable | None = None
    held = ""
    for cell in row.cells:
        if cell.column in hidden:
            continue
        try:
            texts[cell.column - 1] = reader.show(row.number, cell).text
        except Unreadable as error:
            failure, held = (failure, held) if failure else (error, cell.text)
    cells = [text for column, text in enumerate(texts, 1) if column not in hidden]
    while cells and not cells[-1]:
        cells.pop()
    return GridRow(row.number, cells, failure, held)
