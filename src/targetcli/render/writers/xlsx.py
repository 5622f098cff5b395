"""Write tables as sheets of a workbook in which figures keep all their digits.

A number of up to 15 digits is a number, in a format with its own count of decimals. A
longer one would lose digits, and is text; so are days, since many are known by month or
year only. No cell is a formula or a link.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, NamedTuple

from targetcli.errors import NotWritable, WrongUsage
from targetcli.problems.problem import FailureReason
from targetcli.problems.usage import CellProblem, UsageProblem
from targetcli.render.characters import display_width
from targetcli.render.distribution import name_distribution
from targetcli.render.table import CellContent, Table

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_MAX_ROWS = 1_048_575  # under the headings
_MAX_CELL_LENGTH = 32_767  # in UTF-16, as Excel counts
_MAX_DIGITS = 15
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


def as_xlsx(sheets: Iterable[Sheet]) -> Iterator[bytes]:
    """Yield the bytes of a workbook.

    Raises `NotWritable` for a cell that does not fit, `WrongUsage` without xlsxwriter.
    """
    buffer = BytesIO()
    with _new_workbook(buffer) as workbook:
        workbook.set_properties({"created": _CREATED})
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
    if len(cell.encode("utf-16-le")) > 2 * _MAX_CELL_LENGTH:
        return FailureReason(CellProblem.TOO_LONG, {"most": _MAX_CELL_LENGTH})
    if _escapes().search(cell):
        return FailureReason(CellProblem.ESCAPES)
    if formats and _is_exact(cell):
        error_code = worksheet.write_number(
            *position, float(cell), formats.number_format(cell)
        )
    elif cell.startswith("<r>") and cell.endswith("</r>"):
        # xlsxwriter takes such a string for its own markup; in runs it stays text.
        error_code = worksheet.write_rich_string(
            *position, cell[:1], cell[1:2], cell[2:]
        )
    else:
        error_code = worksheet.write_string(*position, cell)
    return (
        FailureReason(CellProblem.REFUSED, {"code": error_code}) if error_code else None
    )


def _is_exact(cell: str) -> bool:
    """Return True for a number whose digits a spreadsheet keeps."""
    if not _number().fullmatch(cell):
        return False
    digits = cell.lstrip("-").replace(".", "").lstrip("0")
    return len(digits) <= _MAX_DIGITS and (digits != "" or cell[0] != "-")


@cache
def _number() -> re.Pattern[str]:
    return re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")


@cache
def _escapes() -> re.Pattern[str]:
    # Readers cannot separate two escapes that share an underscore, nor any in runs.
    return re.compile(
        r"_x[0-9A-Fa-f]{4}_x[0-9A-Fa-f]{4}_|\A<r>.*_x[0-9A-Fa-f]{4}_", re.DOTALL
    )
