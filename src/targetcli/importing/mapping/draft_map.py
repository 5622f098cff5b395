"""Draft the map of a file: its headings with our best reading, to edit and keep."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from targetcli.errors import BadRow, FileRefused
from targetcli.importing.layout.column_marks import (
    DayOrder,
    find_day_order,
    find_decimal_mark,
)
from targetcli.importing.layout.headings import counts_rows, name_folded_columns
from targetcli.importing.left_out import MISSING_MARKS
from targetcli.importing.mapping.heading_parts import read_period_heading
from targetcli.importing.mapping.map_reader import SETTABLE_COLUMNS
from targetcli.importing.mapping.mapped_header import ROWS_LOOKED_AT
from targetcli.importing.row_sources import Grid, GridRow
from targetcli.model.names import find_similar_names
from targetcli.problems.files import FileProblem
from targetcli.render.characters import escape_controls

_FEWEST_HEADINGS = 2
_ROWS_OF_SAMPLE = 200
_MOST_SHOWN = 3
_LONGEST_SHOWN = 30
_MOST_IDENTIFYING = 3
_FEWEST_NUMBERS = 0.6  # of the cells of a column, for it to be one of numbers
_SIMILARITY = 0.75  # many short words are a bit like one
_DAYS = ("period", "deadline", "published", "announced", "end", "start")
_NEEDED = ("region", "metric", "unit")


class _DraftedColumn(NamedTuple):
    """A column of a file: its heading, our reading of it, and cells below it."""

    heading: str
    key: str
    period: str
    cells: tuple[str, ...]


def draft_map(file: str, grid: Grid, name: str) -> Iterator[str]:
    """Yield the lines of a TOML map for a file, in the form that `read_map` reads.

    Raises `FileRefused` where no row has two headings.
    """
    header, rows = _find_header(file, grid)
    columns = tuple(_draft_columns(header, rows))
    periods = [column.heading for column in columns if column.period]
    named = [column for column in columns if not column.period]
    yield f"name = {_quote(name)}"
    yield f"headings = {_quote_list([c.heading for c in named[:_MOST_IDENTIFYING]])}"
    if header.line > 1:
        yield f"# header = {header.line}  # the row of the headings"
    keys = {column.key for column in named}
    if periods:
        yield f"wide = true  # {', '.join(_show(periods))}"
    elif "deadline" in keys:
        yield 'records = "targets"'
    yield from _draft_marks(columns)
    yield ""
    yield "[columns]  # a column of targets or figures, or nothing"
    for column in named:
        yield _draft_line(column)
    yield ""
    yield "[set]  # the same in every row"
    needed = (*_NEEDED, *(() if periods else ("period", "value")))
    if "deadline" in keys:
        needed = (*_NEEDED, "value")
    for key in needed:
        if key not in keys:
            yield f'# {key} = "…"'


def _find_header(file: str, grid: Grid) -> tuple[GridRow, list[GridRow]]:
    """Return the row with the most headings among the first, and rows below it."""
    rows = [
        row
        for row in islice(grid(), ROWS_LOOKED_AT + _ROWS_OF_SAMPLE)
        if not isinstance(row, BadRow)
    ]
    looked_at = [row for row in rows if row.line <= ROWS_LOOKED_AT]
    header = max(looked_at, key=_count_headings, default=None)
    if header is None or _count_headings(header) < _FEWEST_HEADINGS:
        raise FileRefused(file, FileProblem.NO_TABLE_TO_MAP)
    return header, [row for row in rows if row.line > header.line]


def _count_headings(row: GridRow) -> int:
    """Count the cells that may be headings: words and periods, each once."""
    cells = {cell.strip() for cell in row.cells if cell.strip()}
    return sum(
        not _is_number(cell) or bool(read_period_heading(cell)) for cell in cells
    )


def _draft_columns(
    header: GridRow, rows: Sequence[GridRow]
) -> Iterator[_DraftedColumn]:
    headings = [cell.strip() for cell in header.cells]
    names = name_folded_columns(headings)
    for place, (heading, name) in enumerate(zip(headings, names, strict=True)):
        if not heading:
            continue
        cells = tuple(
            row.cells[place].strip()
            for row in rows
            if place < len(row.cells) and row.cells[place].strip()
        )
        key = name if name in SETTABLE_COLUMNS and not counts_rows(heading) else ""
        yield _DraftedColumn(heading, key, read_period_heading(heading), cells)


def _draft_marks(columns: Sequence[_DraftedColumn]) -> Iterator[str]:
    """Yield the marks that cells show: a decimal comma, day order, words for missing.

    A word that stands among numbers may say that there is none.
    """
    numbers = [column for column in columns if _holds_numbers(column)]
    cells = [cell for column in numbers for cell in column.cells]
    if find_decimal_mark(cells) == ",":
        yield 'decimal = ","'
    dates = [cell for c in columns if c.key in _DAYS for cell in c.cells]
    if find_day_order(dates) is DayOrder.DAY_FIRST:
        yield "day_first = true"
    words = Counter(
        cell for cell in cells if not _is_number(cell) and cell not in MISSING_MARKS
    )
    missing = [word for word, _ in words.most_common(_MOST_SHOWN) if word.isprintable()]
    if missing:
        yield f"missing = {_quote_list(missing)}  # where there is no number"


def _holds_numbers(column: _DraftedColumn) -> bool:
    if not column.cells or (column.key and column.key != "value"):
        return False
    numbers = sum(map(_is_number, column.cells))
    return numbers >= _FEWEST_NUMBERS * len(column.cells)


def _is_number(cell: str) -> bool:
    digits = cell.replace(",", "").replace(".", "").replace(" ", "").strip("+-−%")
    return digits.isdigit()


def _draft_line(column: _DraftedColumn) -> str:
    likely = "" if column.key else _guess_key(column)
    seen = ", ".join(_show(dict.fromkeys(column.cells)))
    comment = "; ".join(filter(None, (f"{likely}?" if likely else "", seen)))
    line = f"{_quote(column.heading)} = {_quote(column.key)}"
    return f"{line}  # {comment}" if comment else line


def _guess_key(column: _DraftedColumn) -> str:
    """Return a guess at a column by its cells or heading; it becomes a comment only."""
    if column.cells and all(map(read_period_heading, column.cells)):
        return "period"
    if _holds_numbers(column) and not counts_rows(column.heading):
        return "value"
    near = find_similar_names(column.heading, SETTABLE_COLUMNS, _SIMILARITY)
    return near[0] if near else ""


def _show(cells: Iterator[str] | Sequence[str] | dict[str, None]) -> Iterator[str]:
    """Yield the first cells, short and on one line."""
    for cell in islice(cells, _MOST_SHOWN):
        shown = escape_controls(cell)
        is_long = len(shown) > _LONGEST_SHOWN
        yield f"{shown[:_LONGEST_SHOWN]}…" if is_long else shown


def _quote(text: str) -> str:
    """Write a text as TOML does: its escapes are those of JSON, and DEL is one."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _quote_list(texts: Sequence[str]) -> str:
    return f"[{', '.join(map(_quote, texts))}]"
