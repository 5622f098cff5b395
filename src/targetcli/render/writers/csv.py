"""Write tables as CSV: UTF-8, commas, LF, and no cell that runs as a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from targetcli.model.formula_guard import guard_formula, guard_quote
from targetcli.render.table import Table

_ROWS_AT_ONCE = 500


def as_csv(table: Table, *, guard: bool = True, end: str = "\n") -> Iterator[str]:
    """Yield the table in pieces of 500 rows."""
    guard_cell = guard_formula if guard else guard_quote
    piece = StringIO()
    writer = csv.writer(piece, lineterminator=end)
    # csv.writer leaves a lone carriage return bare, and readers end the line there.
    quoting = csv.writer(piece, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerow(table.headings)
    for number, row in enumerate(table.rows, 1):
        # A cell that begins with a letter or a digit is never a formula; most do.
        cells = [
            cell if not cell or cell[0].isalnum() else guard_cell(cell) for cell in row
        ]
        has_return = "\r" in "".join(cells)
        (quoting if has_return else writer).writerow(cells)
        if number % _ROWS_AT_ONCE == 0:
            yield piece.getvalue()
            piece.seek(0)
            piece.truncate()
    yield piece.getvalue()


def as_csv_excel(table: Table, *, guard: bool = True) -> Iterator[str]:
    """Yield the table as Excel expects it: UTF-8 with a byte order mark, and CRLF."""
    yield "\ufeff"
    yield from as_csv(table, guard=guard, end="\r\n")
