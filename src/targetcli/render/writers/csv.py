"""Write tables as CSV: UTF-8, commas, LF, and no cell that runs as a formula."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from functools import cache
from io import StringIO
from itertools import chain, islice

from targetcli.model.formula_guard import (
    guard_formula,
    guard_number,
    guard_quote,
    guard_text,
)
from targetcli.render.table import CellContent, Table

_ROWS_AT_ONCE = 500
_ROWS_TOGETHER = 50  # that are looked at together; a divisor of those at once
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
    """Yield a table; no cell of rows whose text is harmless needs its guard."""
    piece = StringIO()
    writer = _RowWriter(piece, guards, end, is_harmless)
    writer.write_harmless([table.headings])
    rows, written = iter(table.rows), 0
    while together := [*islice(rows, _ROWS_TOGETHER)]:
        writer.write(together)
        written += len(together)
        if written % _ROWS_AT_ONCE == 0:
            yield piece.getvalue()
            piece.seek(0)
            piece.truncate()
    yield piece.getvalue()


class _RowWriter:
    """Writes rows: as they stand where their text is harmless, else cell by cell."""

    def __init__(
        self,
        piece: StringIO,
        guards: tuple[Callable[[str], str], ...],
        end: str,
        is_harmless: Callable[[str], bool],
    ) -> None:
        self._guards, self._is_harmless = guards, is_harmless
        self._plain = csv.writer(piece, lineterminator=end)
        # csv.writer leaves a lone carriage return bare, and readers end the line there.
        self._quoting = csv.writer(piece, lineterminator=end, quoting=csv.QUOTE_ALL)
        self.write_harmless = self._plain.writerows

    def write(self, rows: list[tuple[str, ...]]) -> None:
        """Write some rows, which are mostly all harmless."""
        if self._are_harmless(rows):
            self.write_harmless(rows)
            return
        for row in rows:
            if self._are_harmless([row]):
                self.write_harmless([row])
            else:
                self._write_guarded(row)

    def _are_harmless(self, rows: list[tuple[str, ...]]) -> bool:
        text = _CELL_START + _CELL_START.join(chain.from_iterable(rows))
        # Where a cell has that character, it is not known where it begins.
        is_split = text.count(_CELL_START) == sum(map(len, rows))
        return is_split and self._is_harmless(text)

    def _write_guarded(self, row: tuple[str, ...]) -> None:
        cells = [
            guard(cell) if cell else cell
            for guard, cell in zip(self._guards, row, strict=True)
        ]
        has_return = any("\r" in cell for cell in row)
        (self._quoting if has_return else self._plain).writerow(cells)


_GUARDS = {
    CellContent.WORDS: guard_text,
    CellContent.NUMBER: guard_number,
    CellContent.DAY: guard_formula,
}


def _is_harmless(text: str) -> bool:
    """Return True for cells of which none may be a formula, or holds a return."""
    return "\r" not in text and _careful_text().search(text) is None


@cache
def _careful_text() -> re.Pattern[str]:
    # A negative number is none, nor a relation: >=. One sign alone is none either. What
    # begins with one character alone is found several times as fast as what may begin
    # in two ways.
    harmless = rf"(?:-[0-9]+(?:\.[0-9]+)?|[<>]=)(?:{_CELL_START}|\Z)"
    return re.compile(rf"{_CELL_START}(?!{harmless})[^\w{_CELL_START}][^{_CELL_START}]")
