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
from operator import sub

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
_NARROW_WORD_WIDTH = 11
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
    room = width - _GAP * (len(table.headings) - 1)
    widths = _find_widths(table, first, room)
    if widths is None and len(first) < _MEASURED_ROWS:
        table, first = _drop_empty_columns(table, first)
        room = width - _GAP * (len(table.headings) - 1)
        widths = _find_widths(table, first, room)
    if widths is None:
        yield from (_record(table.headings, row) for row in chain(first, later_rows))
        return
    fitted = _share_room(widths, _natural_widths(table, first), room)
    if len(first) <= _MAX_RICH_ROWS:
        yield _grid(table, first, fitted, width, color=color)
        return
    extra = min(_MAX_EXTRA, (room - sum(fitted)) // len(fitted))
    widths = [column_width + extra for column_width in fitted]
    yield from as_long_grid(table, chain(first, later_rows), widths, color=color)


def _find_widths(
    table: Table, rows: list[tuple[str, ...]], room: int
) -> list[int] | None:
    """Return the least widths that fit: in narrow tables names and words break."""
    for widest_word in (_MAX_WORD_WIDTH, _NARROW_WORD_WIDTH):
        widths = _least_widths(table, rows, widest_word)
        if table.optional_count:
            natural = _natural_widths(table, rows)
            widths[-table.optional_count :] = natural[-table.optional_count :]
        if sum(widths) <= room:
            return widths
    return None


def _drop_optional_columns(
    table: Table, rows: list[tuple[str, ...]], width: int
) -> tuple[Table, list[tuple[str, ...]], int]:
    """Drop the optional columns where the others would have to break for them."""
    if not table.optional_count:
        return table, rows, len(table.headings)
    required = len(table.headings) - table.optional_count
    least_widths, natural_widths = (
        _least_widths(table, rows, _MAX_WORD_WIDTH),
        _natural_widths(table, rows),
    )
    needed = (
        sum(least_widths[:required])
        + sum(natural_widths[required:])
        + _GAP * (len(least_widths) - 1)
    )
    if needed + _SLACK <= width:
        return table, rows, len(table.headings)
    headings, no_wrap = table.headings[:required], table.no_wrap[:required]
    narrower = Table(headings, no_wrap, table.rows)
    return narrower, [row[:required] for row in rows], required


def _drop_empty_columns(
    table: Table, rows: list[tuple[str, ...]]
) -> tuple[Table, list[tuple[str, ...]]]:
    """Drop the columns in which no row has anything."""
    kept = [
        place
        for place in range(len(table.headings))
        if any(row[place] not in ("", NO_VALUE) for row in rows)
    ]
    headings = tuple(table.headings[place] for place in kept)
    no_wrap = tuple(table.no_wrap[place] for place in kept)
    optional = range(len(table.headings) - table.optional_count, len(table.headings))
    count = sum(place in optional for place in kept)
    narrower = Table(headings, no_wrap, table.rows, count)
    return narrower, [tuple(row[place] for place in kept) for row in rows]


def _escape_row(row: tuple[str, ...]) -> tuple[str, ...]:
    if "".join(row).isprintable():
        return row
    return tuple(
        ColoredText(escape_controls(cell), cell.color_key)
        if isinstance(cell, ColoredText)
        else escape_controls(cell)
        for cell in row
    )


def _least_widths(
    table: Table, rows: list[tuple[str, ...]], widest_word: int
) -> list[int]:
    """Return the least width of each column: that of its longest unbreakable word."""
    widths = []
    for position, heading in enumerate(table.headings):
        cells = {row[position] for row in rows}
        no_wrap = table.no_wrap[position]
        needed = (_least_width(cell, widest_word, no_wrap=no_wrap) for cell in cells)
        widths.append(max(display_width(heading), *needed, 1))
    return widths


def _natural_widths(table: Table, rows: list[tuple[str, ...]]) -> list[int]:
    """Return the width of each column without any line break."""
    return [
        max(
            display_width(heading), *map(display_width, {row[position] for row in rows})
        )
        for position, heading in enumerate(table.headings)
    ]


def _share_room(
    least_widths: list[int], natural_widths: list[int], room: int
) -> list[int]:
    """Share the room among the columns by what they lack.

    rich would shrink a column below its least width, and break a figure.
    """
    widths, free = list(least_widths), room - sum(least_widths)
    lacks = list(map(sub, natural_widths, least_widths))
    order = sorted(range(len(lacks)), key=lacks.__getitem__)
    for done, column in enumerate(order):
        total = sum(lacks[later] for later in order[done:])
        grant = min(lacks[column], free * lacks[column] // total) if total else 0
        widths[column] += grant
        free -= grant
    return widths


def _least_width(cell: str, widest_word: int, *, no_wrap: bool) -> int:
    """Return the least width of a cell: figures never break, long words may."""
    # A sign and its figure belong together: "> 3600亿元", "≈ −0.011%".
    parts = _sign_and_space().sub(r"\1_", cell).replace("（", " （").split(" ")
    return max(_word_width(word, widest_word, no_wrap=no_wrap) for word in parts)


def _word_width(word: str, widest_word: int, *, no_wrap: bool) -> int:
    width = display_width(word)
    if no_wrap and any(map(str.isdigit, word)):
        return width
    if not word.isascii() and not any(map(str.isdigit, word)):
        return min(width, _MIN_WORD_WIDTH)
    widest = max(map(display_width, split_unbreakable(word, is_name=True)))
    return min(width, max(widest, _MIN_WORD_WIDTH), widest_word)


@cache
def _sign_and_space() -> re.Pattern[str]:
    return re.compile(r"([<>≥≤≈=●▲■◆▼]) ")


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
        fitted = map(_fit_cell, row, widths, table.no_wrap)
        grid.add_row(
            *(
                Text(text, style=color_of(cell))
                for text, cell in zip(fitted, row, strict=True)
            )
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


def _fit_cell(cell: str, width: int, no_wrap: bool) -> str:  # noqa: FBT001 - for map
    """Break a cell where punctuation allows; rich would break words anywhere."""
    if display_width(cell) <= width:
        return cell
    main, bracket, note = cell.partition("（")
    if note and max(display_width(main), display_width(f"{bracket}{note}")) <= width:
        return f"{main.rstrip()}\n{bracket}{note}"
    parts = _sign_and_space().sub(r"\1_", cell).split(" ")
    if max(map(display_width, parts)) <= width:
        return cell
    if any(map(str.isdigit, cell)):
        return _wrap_cell(cell, width, no_wrap=no_wrap)
    words = cell.split(" ")
    return " ".join(_wrap_cell(word, width, no_wrap=no_wrap) for word in words)


def _wrap_cell(text: str, width: int, *, no_wrap: bool) -> str:
    return "".join(wrap(text, width, is_name=not no_wrap)).rstrip("\n")


def _record(headings: tuple[str, ...], row: tuple[str, ...]) -> str:
    widest = max(map(display_width, headings))
    lines = [
        f"{' ' * (widest - display_width(heading))}{heading}  {cell}"
        for heading, cell in zip(headings, row, strict=True)
        if cell and cell != NO_VALUE
    ]
    return "\n".join(lines) + "\n\n"
