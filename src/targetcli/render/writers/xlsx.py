"""Write tables as sheets of a workbook in which figures keep all their digits.

A number of up to 15 digits is a number, in a format with its own count of decimals. A
longer one would lose digits, and is text; so are days, since many are known by month or
year only. No cell is a formula or a link.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, NamedTuple

from targetcli.errors import NotWritable, WrongUsage
from targetcli.problems.problem import FailureReason
from targetcli.problems.usage import CellProblem, UsageProblem
from targetcli.render.characters import display_width
from targetcli.render.distribution import name_distribution
from targetcli.render.table import CellContent, Table
from targetcli.render.writers.styled_sheets import StyledSheet, fill_styled_sheet
from targetcli.render.writers.text_cells import (
    find_text_problem,
    is_exact_number,
    write_text,
)

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_MAX_ROWS = 1_048_575  # under the headings
_MEASURED_ROWS = 50
_MAX_WIDTH = 40
# The creation time is fixed, so that the same store makes the same bytes.
_CREATED = datetime(1980, 1, 1, tzinfo=UTC)
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class Sheet(NamedTuple):
    """A table with the name of its sheet."""

    name: str
    table: Table


def as_xlsx(
    sheets: Iterable[Sheet], styled_sheets: Iterable[StyledSheet] = ()
) -> Iterator[bytes]:
    """Yield the bytes of a workbook; sheets for people come first.

    Raises `NotWritable` for a cell that does not fit, `WrongUsage` without xlsxwriter.
    """
    buffer = BytesIO()
    with _new_workbook(buffer) as workbook:
        workbook.set_properties({"created": _CREATED})
        for styled_sheet in styled_sheets:
            fill_styled_sheet(workbook, styled_sheet)
        formats = CellFormats(workbook)
        for sheet in sheets:
            _fill_sheet(workbook.add_worksheet(sheet.name), sheet, formats)
    yield buffer.getvalue()


def _new_workbook(buffer: BytesIO) -> Workbook:
    try:
        from xlsxwriter import Workbook  # noqa: PLC0415 - an extra, and dear
    except ImportError:
        raise WrongUsage(
            UsageProblem.NO_XLSX_WRITER, distribution=name_distribution()
        ) from None
    return Workbook(buffer, _OPTIONS)


class CellFormats:
    """The cell formats of a workbook, each created once."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._number_formats: dict[str, Any] = {}
        self.heading = workbook.add_format({"bold": True, "bottom": 1})

    def number_format(self, digits: str) -> Any:  # noqa: ANN401 - a format of xlsxwriter
        """Return the number format with as many decimals as a number has."""
        decimals = len(digits.partition(".")[2])
        pattern = f"0.{'0' * decimals}" if decimals else "0"
        if pattern not in self._number_formats:
            self._number_formats[pattern] = self._workbook.add_format(
                {"num_format": pattern}
            )
        return self._number_formats[pattern]


def _fill_sheet(worksheet: Worksheet, sheet: Sheet, formats: CellFormats) -> None:
    table = sheet.table
    rows = iter(table.rows)
    first = list(islice(rows, _MEASURED_ROWS))
    for column, heading in enumerate(table.headings):
        texts = (heading, *(row[column] for row in first))
        worksheet.set_column(
            column, column, min(max(map(display_width, texts)) + 2, _MAX_WIDTH)
        )
    worksheet.freeze_panes(1, 0)
    for column, heading in enumerate(table.headings):
        worksheet.write_string(0, column, heading, formats.heading)
    last = 0
    for last, row in enumerate(chain(first, rows), 1):
        if last > _MAX_ROWS:
            raise NotWritable(sheet.name, CellProblem.TOO_MANY_ROWS, most=_MAX_ROWS)
        for column, cell in enumerate(row):
            if cell:
                is_number = table.content[column] is CellContent.NUMBER
                reason = _write_cell(
                    worksheet, (last, column), cell, formats if is_number else None
                )
                if reason:
                    raise NotWritable(f"{row[0]} {table.headings[column]}", reason)
    worksheet.autofilter(0, 0, last, len(table.headings) - 1)


def _write_cell(
    worksheet: Worksheet,
    position: tuple[int, int],
    cell: str,
    formats: CellFormats | None,
) -> FailureReason | None:
    """Write a cell; return the reason if it cannot be written."""
    reason = find_text_problem(cell)
    if reason:
        return reason
    if formats and is_exact_number(cell):
        error_code = worksheet.write_number(
            *position, float(cell), formats.number_format(cell)
        )
    else:
        error_code = write_text(worksheet, position, cell)
    return (
        FailureReason(CellProblem.REFUSED, {"code": error_code}) if error_code else None
    )
