"""Write a table for a terminal: words wrap, figures never break.

Where the columns do not fit, each row becomes a record with a line for each column.
rich lays out short tables; long ones are padded row by row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from io import StringIO
from itertools import chain, islice

from targetcli.render.characters import display_width, escape_controls
from targetcli.render.colors import color_of
from targetcli.render.record_text import NO_VALUE
from targetcli.render.table import ColoredText, Table
from targetcli.render.writers.long_grid import as_long_grid
from targetcli.render.writers.wrapping import split_unbreakable, wrap

# rich is slow to draw longer tables.
_MAX_RICH_ROWS = 200
# Column widths are measured on the first rows; long lists get a little more.
_MEASURED_ROWS = 1000
_MAX_EXTRA = 3
_MIN_WORD_WIDTH = 10
_MAX_WORD_WIDTH = 16
_GAP = 1
_SLACK = 12


def as_terminal(table: Table, width: int, *, color: bool) -> Iterator[str]:
    """Yield the table as a grid, or as records where a grid would break a figure."""
    rows = map(_escape_row, table.rows)
    first = list(islice(rows, _MEASURED_ROWS))
    if not first:
        return
    table, first, column_count = _drop_optional_columns(table, first, width)
    later_rows = (row[:column_count] for row in rows)
    widths = _least_widths(table, first)
    if table.optional_count:
        widths[-table.optional_count :] = _natural_widths(table, first)[
            -table.optional_count :
        ]
    room = width - _GAP * (len(widths) - 1)
    if sum(widths) > room:
        yield from (_record(table.headings, row) for row in chain(first, later_rows))
        return
    fitted = _share_room(widths, _natural_widths(table, first), room)
    if len(first) <= _MAX_RICH_ROWS:
        yield _grid(table, first, fitted, width, color=color)
        return
    extra = min(_MAX_EXTRA, (room - sum(fitted)) // len(fitted))
    widths = [column_width + extra for column_width in fitted]
    yield from as_long_grid(table, chain(first, later_rows), widths, color=color)


def _drop_optional_columns(
    table: Table, rows: list[tuple[str, ...]], width: int
) -> tuple[Table, list[tuple[str, ...]], int]:
    """Drop the optional columns where the others would have to break for them."""
    required = len(table.headings) - table.optional_count
    least_widths, natural_widths = (
        _least_widths(table, rows),
        _natural_widths(table, rows),
    )
    needed = (
        sum(least_widths[:required])
        + sum(natural_widths[required:])
        + _GAP * (len(least_widths) - 1)
    )
    if not table.optional_count or needed + _SLACK <= width:
        return table, rows, len(table.headings)
    headings, no_wrap = table.headings[:required], table.no_wrap[:required]
    narrower = Table(headings, no_wrap, table.rows)
    return narrower, [row[:required] for row in rows], required


def _escape_row(row: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        ColoredText(escape_controls(cell), cell.color_key)
        if isinstance(cell, ColoredText)
        else escape_controls(cell)
        for cell in row
    )


def _least_widths(table: Table, rows: list[tuple[str, ...]]) -> list[int]:
    """Return the least width of each column: that of its longest unbreakable word."""
    widths = []
    for position, heading in enumerate(table.headings):
        cells = [row[position] for row in rows]
        needed = (_least_width(cell, no_wrap=table.no_wrap[position]) for cell in cells)
        widths.append(max(display_width(heading), *needed, 1))
    return widths


def _natural_widths(table: Table, rows: list[tuple[str, ...]]) -> list[int]:
    """Return the width of each column without any line break."""
    return [
        max(display_width(heading), *(display_width(row[position]) for row in rows))
        for position, heading in enumerate(table.headings)
    ]


def _share_room(
    least_widths: list[int], natural_widths: list[int], room: int
) -> list[int]:
    """Share the room among the columns, those that need least first.

    rich would shrink a column below its least width, and break a figure.
    """
    widths, free = list(least_widths), room - sum(least_widths)
    order = sorted(
        range(len(least_widths)),
        key=lambda column: natural_widths[column] - least_widths[column],
    )
    for done, column in enumerate(order):
        share = free // (len(order) - done)
        grant = max(0, min(natural_widths[column] - least_widths[column], share))
        widths[column] += grant
        free -= grant
    return widths


def _least_width(cell: str, *, no_wrap: bool) -> int:
    """Return the least width of a cell: figures and Latin words never break."""
    # A sign and its figure belong together: "> 3600亿元", "≈ −0.011%".
    parts = _sign_and_space().sub(r"\1_", cell).split(" ")
    return max(_word_width(word, no_wrap=no_wrap) for word in parts)


def _word_width(word: str, *, no_wrap: bool) -> int:
    width = display_width(word)
    if no_wrap and any(map(str.isdigit, word)):
        return width
    if word.isascii() or not any(map(str.isdigit, word)):
        return min(width, _MAX_WORD_WIDTH if word.isascii() else _MIN_WORD_WIDTH)
    widest = max(map(display_width, split_unbreakable(word)))
    return min(width, max(widest, _MIN_WORD_WIDTH), _MAX_WORD_WIDTH)


@cache
def _sign_and_space() -> re.Pattern[str]:
    return re.compile(r"([<>≥≤≈=]) ")


def _grid(
    table: Table,
    rows: list[tuple[str, ...]],
    widths: list[int],
    width: int,
    *,
    color: bool,
) -> str:
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415 - rich only where it is seen
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table as Grid  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    grid = Grid(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=0)
    for heading, column_width in zip(table.headings, widths, strict=True):
        grid.add_column(Text(heading), width=column_width, overflow="fold")
    for row in rows:
        cells = zip(row, widths, strict=True)
        grid.add_row(
            *(Text(_break_chinese(*cell), style=color_of(cell[0])) for cell in cells)
        )
    buffer = StringIO()
    console = Console(
        file=buffer,
        width=width,
        force_terminal=color,
        color_system="standard" if color else None,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )
    console.print(grid)
    return (
        "\n".join(line.rstrip() for line in buffer.getvalue().strip("\n").split("\n"))
        + "\n"
    )


def _break_chinese(cell: str, width: int) -> str:
    """Break Chinese text where punctuation allows; rich would break anywhere."""
    if cell.isascii():
        return cell
    parts = cell.split(" ")
    if max(map(display_width, parts)) <= width:
        return cell
    if any(map(str.isdigit, cell)):
        return _wrap_cell(cell, width)
    return " ".join(_wrap_cell(word, width) for word in parts)


def _wrap_cell(text: str, width: int) -> str:
    return "".join(wrap(text, width)).rstrip("\n")


def _record(headings: tuple[str, ...], row: tuple[str, ...]) -> str:
    widest = max(map(display_width, headings))
    lines = [
        f"{' ' * (widest - display_width(heading))}{heading}  {cell}"
        for heading, cell in zip(headings, row, strict=True)
        if cell and cell != NO_VALUE
    ]
    return "\n".join(lines) + "\n\n"
