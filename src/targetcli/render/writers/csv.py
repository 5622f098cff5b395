"""Write tables as CSV: UTF-8, commas, LF, and no cell that runs as a formula."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from functools import cache
from io import StringIO

from targetcli.model.formula_guard import (
    guard_formula,
    guard_number,
    guard_quote,
    guard_text,
)
from targetcli.render.table import CellContent, Table

_ROWS_AT_ONCE = 500
_CELL_START = "\x1f"


def as_csv(table: Table, *, guard: bool = True, end: str = "\n") -> Iterator[str]:
    """Yield the table in pieces of 500 rows."""
    guard_cell = guard_formula if guard else guard_quote
    guards = (guard_cell,) * len(table.headings)
    return _write_rows(table, guards, end, _is_harmless)


def as_csv_excel(table: Table, *, guard: bool = True) -> Iterator[str]:
    """Yield the table as Excel expects it: UTF-8 with a byte order mark, and CRLF.

    What Excel would save otherwise than it was is guarded, but for days.
    """
    guards = _GUARDS if guard else {}
    columns = table.content or (CellContent.WORDS,) * len(table.headings)
    yield "\ufeff"
    yield from _write_rows(
        table,
        tuple(guards.get(content, guard_quote) for content in columns),
        "\r\n",
        lambda _: False,
    )


def _write_rows(
    table: Table,
    guards: tuple[Callable[[str], str], ...],
    end: str,
    is_harmless: Callable[[str], bool],
) -> Iterator[str]:
    """Yield a table; no cell of a row whose text is harmless needs its guard."""
    piece = StringIO()
    writer = csv.writer(piece, lineterminator=end)
    # csv.writer leaves a lone carriage return bare, and readers end the line there.
    quoting = csv.writer(piece, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerow(table.headings)
    for number, row in enumerate(table.rows, 1):
        text = _CELL_START + _CELL_START.join(row)
        is_split = text.count(_CELL_START) == len(row)  # where no cell has one
        if is_split and is_harmless(text):
            writer.writerow(row)
        else:
            cells = [
                guard(cell) if cell else cell
                for guard, cell in zip(guards, row, strict=True)
            ]
            (quoting if "\r" in text else writer).writerow(cells)
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


def _is_harmless(text: str) -> bool:
    """Return True for a row without a cell that may be a formula, or a return."""
    return "\r" not in text and _careful_text().search(text) is None


@cache
def _careful_text() -> re.Pattern[str]:
    # A negative number is none, nor a relation: >=. One sign alone is none either. What
    # begins with one character alone is found several times as fast as what may begin
    # in two ways.
    harmless = rf"(?:-[0-9]+(?:\.[0-9]+)?|[<>]=)(?:{_CELL_START}|\Z)"
    return re.compile(rf"{_CELL_START}(?!{harmless})[^\w{_CELL_START}][^{_CELL_START}]")
