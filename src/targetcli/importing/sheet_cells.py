"""Write the cells of a workbook as they are shown."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from targetcli.errors import Unreadable
from targetcli.importing.csv_reader import LONGEST_FIELD
from targetcli.importing.number_format import TokenKind, choose_section, parse_format
from targetcli.importing.sheet_rows import MOST_DIGITS, RawCell, column_letters
from targetcli.importing.shown_days import show_day
from targetcli.importing.shown_numbers import ShownCell, show_number, show_text
from targetcli.importing.workbook_structure import WorkbookStructure
from targetcli.problems.files import RowProblem
from targetcli.problems.problem import FailureReason
from targetcli.problems.reading import ReadingProblem

_SECONDS_A_DAY = 86_400
_FIRST_DAYS = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}  # noqa: DTZ001 - a workbook knows no time zone
# Before it the first calendar is a day behind, for it has a 29 February 1900.
_FIRST_SOUND_SERIAL = 61


class CellReader(NamedTuple):
    """Reads the cells of a workbook by what they refer to in it."""

    structure: WorkbookStructure

    def show(self, row: int, cell: RawCell) -> ShownCell:
        """Return the text that a cell shows; raises `Unreadable` for an error value."""
        place = f"{column_letters(cell.column)}{row}"
        formats = self.structure.formats
        code = formats[cell.style] if cell.style < len(formats) else "General"
        match cell.type:
            case _ if not cell.text:
                return ShownCell("")
            case "e":
                raise _bad_cell(place, RowProblem.ERROR_CELL, value=cell.text)
            case "b":
                return ShownCell("no" if cell.text in ("0", "false") else "yes")
            case "s":
                return _show_text(place, self.structure.strings[int(cell.text)], code)
            case "str" | "inlineStr":
                return _show_text(place, cell.text, code)
            case "d":
                return _show_day(place, datetime.fromisoformat(cell.text), code)
            case _:
                return self._show_number(place, cell.text, code)

    def _show_number(self, place: str, digits: str, code: str) -> ShownCell:
        value = Decimal(f"{float(digits):.{MOST_DIGITS}g}") + 0
        section = choose_section(parse_format(code), value)
        if section is not None and section.has(TokenKind.DATE):
            return _show_day(place, self._read_serial(place, value), code)
        shown = show_number(value, code)
        if shown is None:
            raise _bad_cell(
                place, RowProblem.UNREAD_FORMAT, format=code, exact=format(value, "f")
            )
        return shown

    def _read_serial(self, place: str, serial: Decimal) -> datetime:
        """Return the day and time that a number is in the calendar of the workbook."""
        starts_1904 = self.structure.starts_1904
        if not starts_1904 and 1 < serial < _FIRST_SOUND_SERIAL:
            raise _bad_cell(place, RowProblem.NO_DAY, value=format(serial, "f"))
        try:
            seconds = round(serial * _SECONDS_A_DAY)
            return _FIRST_DAYS[starts_1904] + timedelta(seconds=seconds)
        except OverflowError as error:
            raise _bad_cell(
                place, RowProblem.NO_DAY, value=format(serial, "f")
            ) from error


def _show_text(place: str, text: str, code: str) -> ShownCell:
    if len(text) > LONGEST_FIELD:
        raise _bad_cell(place, ReadingProblem.CELL_TOO_LONG, longest=LONGEST_FIELD)
    text = _escaped_characters().sub(lambda match: chr(int(match[1], 16)), text)
    return ShownCell(show_text(text, code))


def _show_day(place: str, moment: datetime, code: str) -> ShownCell:
    shown = show_day(moment, code)
    if isinstance(shown, RowProblem):
        raise _bad_cell(place, shown, day=moment.date().isoformat())
    return shown


def _bad_cell(
    place: str, problem: RowProblem | ReadingProblem, **facts: object
) -> Unreadable:
    return Unreadable("cell", place, problem=FailureReason(problem, facts))


@cache
def _escaped_characters() -> re.Pattern[str]:
    # How a workbook writes characters that XML cannot hold, and text like that.
    return re.compile("_x((?![Dd][89A-Fa-f])[0-9A-Fa-f]{4})_")
