"""Tables for a terminal: wrapped words, whole figures, colour beside the word.

A figure is never cut: where the columns do not fit, each row becomes a record of lines.
rich lays out what people read; a long list is padded plainly, a row at a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from io import StringIO
from itertools import chain, islice

from targetcli.render.colors import tone_of
from targetcli.render.table import ColoredText, Table
from targetcli.render.text import NOTHING, escape_controls, width_of
from targetcli.render.writers.padded import padded
from targetcli.render.writers.wrapping import pieces, wrapped

# Beyond this many rows a grid is not read at leisure, and rich is slow to draw it.
_MOST_ROWS = 200
# The columns of a long list are as wide as these rows need, and a little wider.
_LOOKED_AT = 1000
_MOST_SPARE = 3
_NARROWEST_WORDS = 10
_LONGEST_WORD = 16
_BETWEEN = 1
_SLACK = 12


def as_terminal(table: Table, width: int, *, color: bool) -> Iterator[str]:
    """Yield the table as a grid, or as records where a grid would cut a figure."""
    rows = map(_shown, table.rows)
    first = list(islice(rows, _LOOKED_AT))
    if not first:
        return
    table, first, kept = _with_room(table, first, width)
    others = (row[:kept] for row in rows)
    widths = _least_widths(table, first)
    if table.optional_count:
        widths[-table.optional_count :] = _natural_widths(table, first)[
            -table.optional_count :
        ]
    room = width - _BETWEEN * (len(widths) - 1)
    if sum(widths) > room:
        yield from (_record(table.headings, row) for row in chain(first, others))
        return
    fitted = _fitted(widths, _natural_widths(table, first), room)
    if len(first) <= _MOST_ROWS:
        yield _grid(table, first, fitted, width, color=color)
        return
    more = min(_MOST_SPARE, (room - sum(fitted)) // len(fitted))
    widths = [own + more for own in fitted]
    yield from padded(table, chain(first, others), widths, color=color)


def _with_room(
    table: Table, rows: list[tuple[str, ...]], width: int
) -> tuple[Table, list[tuple[str, ...]], int]:
    """Leave out the spare columns where all others would have to break for them."""
    kept = len(table.headings) - table.optional_count
    least, natural = _least_widths(table, rows), _natural_widths(table, rows)
    needed = sum(least[:kept]) + sum(natural[kept:]) + _BETWEEN * (len(least) - 1)
    if not table.optional_count or needed + _SLACK <= width:
        return table, rows, len(table.headings)
    headings, whole = table.headings[:kept], table.no_wrap[:kept]
    left = Table(headings, whole, table.rows)
    return left, [row[:kept] for row in rows], kept


def _shown(row: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        ColoredText(escape_controls(cell), cell.color_key)
        if isinstance(cell, ColoredText)
        else escape_controls(cell)
        for cell in row
    )


def _least_widths(table: Table, rows: list[tuple[str, ...]]) -> list[int]:
    """Return the least width of each column: its longest word that may not break."""
    widths = []
    for position, heading in enumerate(table.headings):
        cells = [row[position] for row in rows]
        needed = (_least_width(cell, whole=table.no_wrap[position]) for cell in cells)
        widths.append(max(width_of(heading), *needed, 1))
    return widths


def _natural_widths(table: Table, rows: list[tuple[str, ...]]) -> list[int]:
    """Return the width each column takes where nothing breaks."""
    return [
        max(width_of(heading), *(width_of(row[position]) for row in rows))
        for position, heading in enumerate(table.headings)
    ]


def _fitted(least: list[int], natural: list[int], room: int) -> list[int]:
    """Share the room that is left among the columns, those that need little first.

    rich would shrink a column below its least width, and cut a figure.
    """
    widths, spare = list(least), room - sum(least)
    order = sorted(
        range(len(least)), key=lambda column: natural[column] - least[column]
    )
    for taken, column in enumerate(order):
        share = spare // (len(order) - taken)
        grant = max(0, min(natural[column] - least[column], share))
        widths[column] += grant
        spare -= grant
    return widths


def _least_width(cell: str, *, whole: bool) -> int:
    """Return what a cell needs: figures and Latin words whole, other words in part."""
    # A sign and its figure belong together: "> 3600亿元", "≈ −0.011%".
    words = _joined_signs().sub(r"\1_", cell).split(" ")
    return max(_word_width(word, whole=whole) for word in words)


def _word_width(word: str, *, whole: bool) -> int:
    width = width_of(word)
    if whole and any(map(str.isdigit, word)):
        return width
    if word.isascii() or not any(map(str.isdigit, word)):
        return min(width, _LONGEST_WORD if word.isascii() else _NARROWEST_WORDS)
    widest = max(map(width_of, pieces(word)))
    return min(width, max(widest, _NARROWEST_WORDS), _LONGEST_WORD)


@cache
def _joined_signs() -> re.Pattern[str]:
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
    for heading, own in zip(table.headings, widths, strict=True):
        grid.add_column(Text(heading), width=own, overflow="fold")
    for row in rows:
        cells = zip(row, widths, strict=True)
        grid.add_row(*(Text(_broken(*cell), style=tone_of(cell[0])) for cell in cells))
    sheet = StringIO()
    console = Console(
        file=sheet,
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
        "\n".join(line.rstrip() for line in sheet.getvalue().strip("\n").split("\n"))
        + "\n"
    )


def _broken(cell: str, width: int) -> str:
    """Break Chinese words where they may break; rich would break anywhere."""
    if cell.isascii():
        return cell
    words = cell.split(" ")
    if max(map(width_of, words)) <= width:
        return cell
    if any(map(str.isdigit, cell)):
        return _in_lines(cell, width)
    return " ".join(_in_lines(word, width) for word in words)


def _in_lines(text: str, width: int) -> str:
    return "".join(wrapped(text, width)).rstrip("\n")


def _record(headings: tuple[str, ...], row: tuple[str, ...]) -> str:
    widest = max(map(width_of, headings))
    lines = [
        f"{' ' * (widest - width_of(heading))}{heading}  {cell}"
        for heading, cell in zip(headings, row, strict=True)
        if cell and cell != NOTHING
    ]
    return "\n".join(lines) + "\n\n"
