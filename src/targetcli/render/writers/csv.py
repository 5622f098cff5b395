"""Write tables as CSV: UTF-8, commas, LF, and no cell that runs as a formula."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
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

_ROWS_TOGETHER = 50  # that are looked at together
_PIECE_LENGTH = 1 << 16  # rows that name thousands of figures are long
_CELL_START = "\x1f"

Row = tuple[str, ...]


def as_csv(table: Table, *, guard: bool = True) -> Iterator[str]:
    """Yield the table in pieces of some hundred rows."""
    guard_cell = guard_formula if guard else guard_quote
    writer = _RowWriter((guard_cell,) * len(table.headings), "\n")
    return _write_rows(table, writer.write_together, "\n")


def as_csv_excel(table: Table, *, guard: bool = True) -> Iterator[str]:
    """Yield the table as Excel expects it: UTF-8 with a byte order mark, and CRLF.

    What Excel would save otherwise than it was is guarded, but for days.
    """
    guards = _GUARDS if guard else {}
    columns = table.content or (CellContent.WORDS,) * len(table.headings)
    writer = _RowWriter(
        tuple(guards.get(content, guard_quote) for content in columns), "\r\n"
    )
    yield "\ufeff"
    yield from _write_rows(table, writer.write_each, "\r\n")


def _write_rows(
    table: Table, write: Callable[[list[Row]], str], end: str
) -> Iterator[str]:
    lines = [_quote_rows([table.headings], end)]
    rows, length = iter(table.rows), 0
    while together := [*islice(rows, _ROWS_TOGETHER)]:
        lines.append(write(together))
        length += len(lines[-1])
        if length >= _PIECE_LENGTH:
            yield "".join(lines)
            lines.clear()
            length = 0
    yield "".join(lines)


class _RowWriter:
    """Writes rows: as they stand where their text is harmless, else cell by cell."""

    def __init__(self, guards: tuple[Callable[[str], str], ...], end: str) -> None:
        self._guards, self._end = guards, end

    def write_together(self, rows: list[Row]) -> str:
        """Write some rows, which are mostly all harmless."""
        text = _join_plain(rows)
        if text is not None:
            return text
        if _are_harmless(rows):
            return _quote_rows(rows, self._end)
        return "".join(
            _quote_rows([row], self._end)
            if _are_harmless([row])
            else self._write_guarded(row)
            for row in rows
        )

    def write_each(self, rows: list[Row]) -> str:
        """Write some rows of which each cell may need its guard."""
        return "".join(map(self._write_guarded, rows))

    def _write_guarded(self, row: Row) -> str:
        cells = [
            guard(cell) if cell else cell
            for guard, cell in zip(self._guards, row, strict=True)
        ]
        has_return = any("\r" in cell for cell in row)
        return _quote_rows([cells], self._end, quotes_all=has_return)


def _quote_rows(
    rows: Sequence[Sequence[str]], end: str, *, quotes_all: bool = False
) -> str:
    """Write rows with quotes around the cells that need them.

    csv.writer leaves a lone carriage return bare, and readers end the line there.
    """
    lines = StringIO()
    style = csv.unix_dialect if quotes_all else csv.excel
    csv.writer(lines, style, lineterminator=end).writerows(rows)
    return lines.getvalue()


def _join_plain(rows: list[Row]) -> str | None:
    """Write rows of which no cell needs quotes or a guard; None for any others."""
    text = "\n".join(map(",".join, rows))
    commas = sum(map(len, rows)) - len(rows)
    # A cell alone in its row is quoted where it is empty.
    is_split = text.count(",") == commas > 0 and text.count("\n") == len(rows) - 1
    if not is_split or '"' in text or "\r" in text:
        return None
    is_careful = _find_careful(",", ",\n")(text)
    is_careful = is_careful or _find_careful("\n", ",\n")(f"\n{text}")
    return None if is_careful else f"{text}\n"


def _are_harmless(rows: list[Row]) -> bool:
    """Return True for rows of which no cell may be a formula, or holds a return."""
    text = _CELL_START + _CELL_START.join(chain.from_iterable(rows))
    # Where a cell has that character, it is not known where it begins.
    is_split = text.count(_CELL_START) == sum(map(len, rows))
    is_careful = _find_careful(_CELL_START, _CELL_START)
    return is_split and "\r" not in text and not is_careful(text)


_GUARDS = {
    CellContent.WORDS: guard_text,
    CellContent.NUMBER: guard_number,
    CellContent.DAY: guard_formula,
}


@cache
def _find_careful(start: str, ends: str) -> Callable[[str], re.Match[str] | None]:
    """Return the search for a cell that may need its guard, after one character.

    A number with its sign needs none, nor does any character that is alone.
    """
    # What begins with one character alone is found several times as fast as what may
    # begin in two ways.
    number = rf"[0-9]+(?:\.[0-9]+)?%?(?:[{ends}]|\Z)"
    opening = rf"[\s'=@|%＝＋－＠](?<![{ends}])"
    return re.compile(rf"{start}(?:[+-](?!{number})|{opening})[^{ends}]").search
