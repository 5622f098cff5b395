"""Write tables as CSV: UTF-8, commas, LF, and no cell that runs as a formula."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from io import StringIO

from targetcli.model.formula_guard import (
    guard_formula,
    guard_number,
    guard_quote,
    guard_text,
)
from targetcli.render.table import CellContent, Table

_ROWS_AT_ONCE = 500


def as_csv(table: Table, *, guard: bool = True, end: str = "\n") -> Iterator[str]:
    """Yield the table in pieces of 500 rows."""
    guard_cell = guard_formula if guard else guard_quote
    return _write_rows(table, (guard_cell,) * len(table.headings), end)


def as_csv_excel(table: Table, *, guard: bool = True) -> Iterator[str]:
    """Yield the table as Excel expects it: UTF-8 with a byte order mark, and CRLF.

    What Excel would save otherwise than it was is guarded, but for days.
    """
    guards = _GUARDS if guard else {}
    columns = table.content or (CellContent.WORDS,) * len(table.headings)
    yield "\ufeff"
    yield from _write_rows(
        table, tuple(guards.get(content, guard_quote) for content in columns), "\r\n"
    )


def _write_rows(
    table: Table, guards: tuple[Callable[[str], str], ...], end: str
) -> Iterator[str]:
    piece = StringIO()
    writer = csv.writer(piece, lineterminator=end)
    # csv.writer leaves a lone carriage return bare, and readers end the line there.
    quoting = csv.writer(piece, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerow(table.headings)
    for number, row in enumerate(table.rows, 1):
        cells = [
            guard(cell) if cell else cell
            for guard, cell in zip(guards, row, strict=True)
        ]
        has_return = "\r" in "".join(cells)
        (quoting if has_return else writer).writerow(cells)
        if number % _ROWS_AT_ONCE == 0:
            yield piece.getvalue()
            piece.seek(0)
            piece.truncate()
    yield piece.getvalue()


_GUARDS = {
    CellContent.WORDS: guard_text,
    CellContent.NUMBER: guard_number,
    CellContent.DAY: guard_formula,
}
