"""Sheets of a workbook for people: a title, typed cells with fills, ready to print."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from targetcli.errors import NotWritable
from targetcli.render.characters import display_width
from targetcli.render.writers.text_cells import find_text_problem, write_text

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_LINE_HEIGHT = 15  # points, of text of 11 points
_A4 = 9  # the number that Excel has for the paper
_BASE = {"valign": "vcenter", "text_wrap": True, "border": 1, "border_color": "#BFBFBF"}
_HEADING = {**_BASE, "bold": True, "align": "center", "bg_color": "#E8EDF2"}


class StyledCell(NamedTuple):
    """A cell for people: a text, a number or a day; None is empty.

    `pattern` is the number format of a number or day, `fill` a colour as ``#RRGGBB``.
    """

    value: str | Decimal | date | None
    pattern: str = ""
    fill: str = ""


class StyledColumn(NamedTuple):
    """A column for people: its heading, and its width in characters."""

    heading: str
    width: int


class StyledSheet(NamedTuple):
    """A sheet for people; `remarks` stand under the title, `font` is of every cell."""

    name: str
    title: str
    remarks: tuple[str, ...]
    columns: tuple[StyledColumn, ...]
    rows: Iterable[tuple[StyledCell, ...]]
    font: str = ""


def fill_styled_sheet(workbook: Workbook, sheet: StyledSheet) -> None:
    """Write a sheet: title, remarks, heading row with filters, and rows in A4 width."""
    worksheet = workbook.add_worksheet(sheet.name)
    formats = _StyledFormats(workbook, sheet.font)
    for place, column in enumerate(sheet.columns):
        worksheet.set_column(place, place, column.width)
    _write_line(worksheet, 0, sheet.title, formats.find(bold=True, font_size=16))
    for row, remark in enumerate(sheet.remarks, 1):
        _write_line(worksheet, row, remark, formats.find(font_color="#545C66"))
    heading_row = 1 + len(sheet.remarks)
    for place, column in enumerate(sheet.columns):
        heading = formats.find(**_HEADING)
        worksheet.write_string(heading_row, place, column.heading, heading)
    last = heading_row
    widths = [column.width for column in sheet.columns]
    _set_height(worksheet, heading_row, [c.heading for c in sheet.columns], widths)
    for last, cells in enumerate(sheet.rows, heading_row + 1):
        _set_height(worksheet, last, [_text_of(cell) for cell in cells], widths)
        for place, cell in enumerate(cells):
            _write_styled_cell(worksheet, (last, place), cell, formats)
    worksheet.freeze_panes(heading_row + 1, 0)
    worksheet.autofilter(heading_row, 0, last, len(sheet.columns) - 1)
    _set_up_print(worksheet, heading_row)


def _set_height(
    worksheet: Worksheet, row: int, texts: Iterable[str], widths: Iterable[int]
) -> None:
    """Make a row as high as its longest text needs, which no program does in print."""
    lines = max(
        -(-display_width(text) // (width - 1))
        for text, width in zip(texts, widths, strict=True)
    )
    if lines > 1:
        worksheet.set_row(row, _LINE_HEIGHT * lines)


def _text_of(cell: StyledCell) -> str:
    return cell.value if isinstance(cell.value, str) else ""


def _write_line(worksheet: Worksheet, row: int, text: str, line_format: Any) -> None:  # noqa: ANN401 - of xlsxwriter
    reason = find_text_problem(text)
    if reason:
        raise NotWritable(worksheet.get_name(), reason)
    write_text(worksheet, (row, 0), text, line_format)


class _StyledFormats:
    """Formats of one font, each created once."""

    def __init__(self, workbook: Workbook, font: str) -> None:
        self._workbook = workbook
        self._font = {"font_name": font} if font else {}
        self._formats: dict[frozenset[tuple[str, Any]], Any] = {}

    def find(self, **properties: Any) -> Any:  # noqa: ANN401 - of xlsxwriter
        key = frozenset(properties.items())
        if key not in self._formats:
            self._formats[key] = self._workbook.add_format(self._font | properties)
        return self._formats[key]


def _write_styled_cell(
    worksheet: Worksheet,
    position: tuple[int, int],
    cell: StyledCell,
    formats: _StyledFormats,
) -> None:
    properties: dict[str, Any] = dict(_BASE)
    if cell.pattern:
        properties["num_format"] = cell.pattern
    if cell.fill:
        properties["bg_color"] = cell.fill
    cell_format = formats.find(**properties)
    match cell.value:
        case None | "":
            worksheet.write_blank(*position, None, cell_format)
        case Decimal():
            worksheet.write_number(*position, float(cell.value), cell_format)
        case date():
            worksheet.write_datetime(*position, cell.value, cell_format)
        case str():
            reason = find_text_problem(cell.value)
            if reason:
                raise NotWritable(worksheet.get_name(), reason)
            write_text(worksheet, position, cell.value, cell_format)


def _set_up_print(worksheet: Worksheet, heading_row: int) -> None:
    """Print on A4 across, all columns on a page, the heading row on each."""
    worksheet.set_landscape()
    worksheet.set_paper(_A4)
    worksheet.fit_to_pages(1, 0)
    worksheet.repeat_rows(heading_row)
    worksheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    worksheet.set_footer("&C&P / &N")
