"""Read the sheets of a workbook into rows of text: values, as they are shown.

`workbook_parts` has checked the archive before openpyxl opens it.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import Any, BinaryIO
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile
from zlib import error as ZlibError  # noqa: N812 - a class by another name

from targetcli.errors import BadRow, FileRefused, Unreadable, WrongUsage
from targetcli.importing.csv_reader import LONGEST_FIELD, SHEET_GRID, GridRow, open_grid
from targetcli.importing.table_kinds import InputTable, known_columns
from targetcli.importing.workbook_parts import (
    MOST_DIGITS,
    WIDEST,
    PartFacts,
    inspect_archive,
)
from targetcli.problems.files import FileProblem, RowProblem
from targetcli.problems.problem import FailureReason
from targetcli.problems.reading import ReadingProblem
from targetcli.problems.usage import UsageProblem
from targetcli.reading.headings import translate_heading
from targetcli.render.distribution import name_distribution

# The errors that a broken workbook can raise.
_BROKEN = (
    *(ValueError, KeyError, TypeError, IndexError, AttributeError, OverflowError),
    *(BadZipFile, ParseError, ZlibError, EOFError, NotImplementedError, RuntimeError),
)


def open_workbook(
    file: str, handle: BinaryIO, check: Callable[[], None]
) -> tuple[list[InputTable], list[str]]:
    """Return the tables in a workbook, and remarks on its sheets.

    Raises `FileRefused` for a file that is no workbook, is too large or hostile, or has
    a cell without one meaning; `WrongUsage` where openpyxl is not installed.
    """
    try:
        import defusedxml  # noqa: F401, PLC0415 - with openpyxl, an extra
        import openpyxl  # noqa: F401, PLC0415
    except ImportError:
        raise WrongUsage(
            UsageProblem.NO_XLSX_READER, distribution=name_distribution()
        ) from None
    try:
        parts = inspect_archive(file, handle)
        sheets = [
            (sheet, parts[path], _first_cells(sheet))
            for sheet, path in _load_sheets(handle, parts)
        ]
    except _BROKEN as error:
        raise FileRefused(file, FileProblem.NO_WORKBOOK) from error
    tables: list[InputTable] = []
    remarks: list[str] = []
    for sheet, part, first in sheets:
        name = f"{file}/{sheet.title}"
        if not {translate_heading(cell.strip()) for cell in first} & known_columns():
            remarks += [f"{name}: no table of ours, left out"] if first else []
            continue
        remarks += _check_part(name, part)
        tables.append(_open_sheet(name, sheet, check))
    if not tables:
        raise FileRefused(file, FileProblem.NO_TABLE)
    return tables, remarks


def _load_sheets(
    handle: BinaryIO, parts: dict[str, PartFacts]
) -> list[tuple[Any, str]]:
    """Return the sheets of a workbook as openpyxl has them, each with its part."""
    from openpyxl.reader.excel import ExcelReader  # noqa: PLC0415 - an extra, and dear
    from openpyxl.xml.constants import SHARED_STRINGS  # noqa: PLC0415 - the same

    class Reader(ExcelReader):
        def read_strings(self) -> None:
            """Take the texts as they are; openpyxl's own drops every x005F_."""
            part = self.package.find(SHARED_STRINGS)  # type: ignore[no-untyped-call] # untyped there
            if part is not None:
                self.shared_strings = list(parts[part.PartName[1:]].strings)

    handle.seek(0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and extensions we do not read
        reader = Reader(handle, read_only=True, data_only=True, keep_links=False)
        reader.read()
        paths = [
            relation.target
            for _, relation in reader.parser.find_sheets()
            if relation.target in parts and "chartsheet" not in relation.Type
        ]
    return list(zip(reader.wb.worksheets, paths, strict=True))


def _check_part(name: str, part: PartFacts) -> list[str]:
    """Return remarks on a sheet; raises `FileRefused` for cells without one meaning."""
    if part.merged:
        raise FileRefused(name, FileProblem.MERGED_CELLS, cells=part.merged)
    if part.empty_formulas:
        raise FileRefused(name, FileProblem.UNSOLVED_FORMULA, cells=part.empty_formulas)
    if part.beyond_columns:
        raise FileRefused(name, FileProblem.OUTER_CELLS, cells=part.beyond_columns)
    if part.long_numbers:
        raise FileRefused(name, FileProblem.LONG_NUMBER, cells=part.long_numbers)
    if not part.formulas:
        return []
    return [f"{name}: {part.formulas} formulas, taken for what they last came to"]


def _first_cells(sheet: Any) -> tuple[str, ...]:  # noqa: ANN401 - openpyxl's own
    sheet.reset_dimensions()  # the size that a sheet gives may be wrong
    for row in sheet.iter_rows(max_col=WIDEST, values_only=True):
        cells = tuple(str(value) for value in row if value is not None)
        if cells:
            return cells
    return ()


def _open_sheet(name: str, sheet: Any, check: Callable[[], None]) -> InputTable:  # noqa: ANN401
    def grid() -> Iterator[GridRow | BadRow]:
        try:
            yield from _read_sheet(sheet)
        except _BROKEN as error:
            raise FileRefused(name, FileProblem.BREAKS_OFF) from error
        check()

    return open_grid(name, grid, SHEET_GRID)


def _read_sheet(sheet: Any) -> Iterator[GridRow]:  # noqa: ANN401 - openpyxl's own
    width = 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for number, row in enumerate(sheet.iter_rows(max_col=WIDEST), 1):
            try:
                cells = [_cell_text(cell) for cell in row]
            except Unreadable as failure:
                cells = [*map(_cell_text_or_empty, row)][:width]
                cells += [""] * (width - len(cells))
                cells += [str(c.value) for c in row if _is_filled_at(c, failure.text)]
                yield GridRow(number, cells, failure)
                continue
            while len(cells) > width and not cells[-1]:
                cells.pop()
            width = width or len(cells)
            if cells and (width or any(cells)):
                yield GridRow(number, cells)


def _cell_text(cell: Any) -> str:  # noqa: ANN401 - openpyxl's own
    """Return a cell as it is shown; raises `Unreadable` where it holds more."""
    value = cell.value
    match value:
        case None:
            return ""
        case _ if cell.data_type == "e":
            raise _bad_cell(cell, RowProblem.ERROR_CELL, value=value)
        case bool():
            return "yes" if value else "no"
        case str():
            if len(value) > LONGEST_FIELD:
                raise _bad_cell(
                    cell, ReadingProblem.CELL_TOO_LONG, longest=LONGEST_FIELD
                )
            return _escaped_characters().sub(
                lambda match: chr(int(match[1], 16)), value
            )
        case int() | float():
            return _number_text(cell, Decimal(f"{value:.{MOST_DIGITS}g}"))
        case datetime():
            return _date_text(cell, value)
        case date():
            return value.isoformat()
        case _:
            raise _bad_cell(cell, RowProblem.TIME_OF_DAY)


def _is_filled_at(cell: Any, coordinate: str) -> bool:  # noqa: ANN401 - openpyxl's own
    return bool(cell.value is not None and cell.coordinate == coordinate)


def _cell_text_or_empty(cell: Any) -> str:  # noqa: ANN401 - openpyxl's own
    """Return a cell as it is shown, or nothing where it holds more."""
    try:
        return _cell_text(cell)
    except Unreadable:
        return ""


def _number_text(cell: Any, value: Decimal) -> str:  # noqa: ANN401 - openpyxl's own
    """Return a number with the decimals that its format shows, or all it has."""
    shown = cell.number_format or "General"
    plain = _plain_format().fullmatch(shown)
    decimals = Decimal(1).scaleb(-len(plain.group(1) or ".") + 1) if plain else None
    if "%" not in _remove_literals(shown):
        if decimals is not None and value == value.quantize(decimals):
            value = value.quantize(decimals)
        return format(value, "f")
    percent = value * 100
    if decimals is None or percent != percent.quantize(decimals):
        exact = f"{percent.normalize():f}%"
        raise _bad_cell(cell, RowProblem.HIDDEN_DECIMALS, exact=exact)
    return f"{percent.quantize(decimals):f}%"


def _date_text(cell: Any, value: datetime) -> str:  # noqa: ANN401 - openpyxl's own
    """Return a day, or only the month or year that its format shows."""
    if value.time() != time():
        raise _bad_cell(cell, RowProblem.TIME_OF_DAY)
    shown = _remove_literals(cell.number_format or "").lower()
    if "d" in shown:
        return value.date().isoformat()
    return f"{value:%Y-%m}" if "m" in shown else f"{value:%Y}"


def _bad_cell(
    cell: Any,  # noqa: ANN401 - openpyxl's own
    problem: RowProblem | ReadingProblem,
    **facts: object,
) -> Unreadable:
    return Unreadable("cell", cell.coordinate, problem=FailureReason(problem, facts))


def _remove_literals(number_format: str) -> str:
    return _literals().sub("", number_format)


@cache
def _plain_format() -> re.Pattern[str]:
    return re.compile(r"(?:#,##)?0(\.0+)?(?:_\)|_ )?%?(?:_\)|_ )?")


@cache
def _escaped_characters() -> re.Pattern[str]:
    # How a workbook writes characters that XML cannot hold, and text like that.
    return re.compile("_x((?![Dd][89A-Fa-f])[0-9A-Fa-f]{4})_")


@cache
def _literals() -> re.Pattern[str]:
    return re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
