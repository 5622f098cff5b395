"""Write tables as CSV: UTF-8, commas, LF, and no cell that runs as a formula."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from io import StringIO

from targetcli.model.formula_guard import guard_formula, guard_quote
from targetcli.render.table import Table

_ROWS_AT_ONCE = 500
_CELL_END = "\x1f"


def as_csv(table: Table, *, guard: bool = True, end: str = "\n") -> Iterator[str]:
    """Yield the table in pieces of 500 rows."""
    guard_cell = guard_formula if guard else guard_quote
    piece = StringIO()
    writer = csv.writer(piece, lineterminator=end)
    # csv.writer leaves a lone carriage return bare, and readers end the line there.
    quoting = csv.writer(piece, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerow(table.headings)
    needs_care = _careful_text().search
    for number, row in enumerate(table.rows, 1):
        text = _CELL_END.join(row)
        is_split = text.count(_CELL_END) == len(row) - 1  # where no cell has one
        if is_split and needs_care(text) is None:
            writer.writerow(row)
        else:
            cells = [guard_cell(cell) for cell in row]
            (quoting if "\r" in text else writer).writerow(cells)
        if number % _ROWS_AT_ONCE == 0:
            yield piece.getvalue()
            piece.seek(0)
            piece.truncate()
    yield piece.getvalue()


def as_csv_excel(table: Table, *, guard: bool = True) -> Iterator[str]:
    """Yield the table as Excel expects it: UTF-8 with a byte order mark, and CRLF."""
    yield "\ufeff"
    yield from as_csv(table, guard=guard, end="\r\n")


@cache
def _careful_text() -> re.Pattern[str]:
    """Return the pattern of a row with a cell that may be a formula, or a return."""
    begin, number = rf"(?:^|{_CELL_END})", rf"-[0-9]+(?:\.[0-9]+)?(?:{_CELL_END}|\Z)"
    # One sign alone is none, as the relation =.
    return re.compile(rf"{begin}(?!{number})[^\w{_CELL_END}][^{_CELL_END}]|\r")
