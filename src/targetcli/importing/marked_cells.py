"""Read the cells of a table by what its data package says of their marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from targetcli.errors import BadRow, Unreadable
from targetcli.importing.csv_dialect import NO_MARKS, CellMarks, NumberMarks
from targetcli.importing.table_kinds import InputRow, InputTable, TableKind
from targetcli.problems.files import RowProblem
from targetcli.reading.headings import translate_heading

_VALUE = "value"


class MarkedTable(NamedTuple):
    """A table with its marks read, and the marks for which rows are left out."""

    table: InputTable
    left_out: Counter[str]


def read_marked_cells(table: InputTable, marks: CellMarks) -> MarkedTable:
    """Return a table whose marks are read; figures without a value are left out.

    The table is gone through once to count them.
    """
    if marks == NO_MARKS:
        return MarkedTable(table, Counter())
    columns = _MarkedColumns(table, marks)
    left_out = Counter(
        row.fields[_VALUE]
        for row in table.rows()
        if isinstance(row, InputRow) and columns.lacks_value(row)
    )

    def rows() -> Iterator[InputRow | BadRow]:
        for row in table.rows():
            if isinstance(row, BadRow):
                yield row
            elif not columns.lacks_value(row):
                yield columns.read_row(row)

    return MarkedTable(table._replace(rows=rows), left_out)


class _MarkedColumns:
    """The marks of a table by column."""

    def __init__(self, table: InputTable, marks: CellMarks) -> None:
        self._file = table.file
        self._row_word = table.row_word
        self._needs_value = table.kind is TableKind.FIGURES
        own = {translate_heading(name): m for name, m in marks.missing_of.items()}
        self._missing = {c: own.get(c, marks.missing) for c in table.columns}
        self._marks = {
            translate_heading(name): (
                marks.numbers.get(name),
                marks.answers.get(name, {}),
                marks.dates.get(name, ""),
            )
            for name in {*marks.numbers, *marks.answers, *marks.dates}
        }

    def lacks_value(self, row: InputRow) -> bool:
        """Return True if a mark stands where the value of a figure should."""
        marks = self._missing.get(_VALUE, frozenset())
        return self._needs_value and row.fields.get(_VALUE) in marks

    def read_row(self, row: InputRow) -> InputRow | BadRow:
        """Return a row whose cells say what their marks mean."""
        fields = {
            column: "" if cell in self._missing.get(column, ()) else cell
            for column, cell in row.fields.items()
        }
        try:
            for column, (number, answers, date_form) in self._marks.items():
                cell = fields.get(column, "")
                if cell and number:
                    fields[column] = _read_number(column, cell, number)
                elif cell:
                    fields[column] = answers.get(cell) or _read_day(cell, date_form)
        except Unreadable as failure:
            return BadRow(self._file, row.line, failure, row.fields, self._row_word)
        return row._replace(fields=fields)


def _read_number(column: str, cell: str, marks: NumberMarks) -> str:
    """Return a number with a point; raises `Unreadable` for one with other marks.

    Words stay as they are: what people write has its own grammar.
    """
    if any(character.isalpha() for character in cell):
        return cell
    if not _number_pattern(marks).fullmatch(cell):
        raise Unreadable(
            column,
            cell,
            problem=RowProblem.OTHER_MARKS,
            decimal=marks.decimal,
            group=marks.group,
        )
    ungrouped = cell.replace(marks.group, "") if marks.group else cell
    return ungrouped.replace(marks.decimal, ".")


@lru_cache(64)
def _number_pattern(marks: NumberMarks) -> re.Pattern[str]:
    group, decimal = re.escape(marks.group), re.escape(marks.decimal)
    grouped = f"|[0-9]{{1,3}}(?:{group}[0-9]{{3}})+" if marks.group else ""
    around = r"[^0-9,.]*"
    return re.compile(f"{around}(?:[0-9]+{grouped})(?:{decimal}[0-9]+)?{around}")


def _read_day(cell: str, form: str) -> str:
    """Return a day in ISO that is written in a form, anything else as it is."""
    if not form:
        return cell
    try:
        day = datetime.strptime(cell, form).date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return cell
    return f"{day:%Y-%m-%d}" if "%d" in form else f"{day:%Y-%m}"
