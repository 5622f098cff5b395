"""Tables for a terminal: wrapped words, whole figures, colour beside the word.

A figure is never cut: where the columns do not fit, each row becomes a record of lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from itertools import islice

from targetcli.render.table import Table
from targetcli.render.words import NOTHING, safe, width_of

# Beyond this many rows a grid is neither read nor quick to draw.
_MOST_ROWS = 200
_NARROWEST_WORDS = 8
_BETWEEN = 2

_TONES = {
    "missed": "bold red",
    "late": "red",
    "overdue": "yellow",
    "behind": "yellow",
    "met": "bold green",
    "reached": "green",
    "on-track": "green",
    "undetermined": "magenta",
    "not-comparable": "magenta",
    "withdrawn": "dim",
    "superseded": "dim",
}


def as_terminal(table: Table, width: int, *, color: bool) -> Iterator[str]:
    """Yield the table as a grid, or as records where a grid would cut a figure."""
    rows = iter(table.rows)
    first = [_shown(row) for row in islice(rows, _MOST_ROWS)]
    rest = list(islice(rows, 1))
    widths = _least_widths(table, first)
    room = width - _BETWEEN * (len(widths) - 1)
    if not first:
        return
    if not rest and sum(widths) <= room:
        yield _grid(table, first, widths, width, color=color)
        return
    for row in first:
        yield _record(table.headings, row)
    for row in (*rest, *rows):
        yield _record(table.headings, _shown(row))


def _shown(row: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(safe(cell) for cell in row)


def _least_widths(table: Table, rows: list[tuple[str, ...]]) -> list[int]:
    """Return the least width of each column: a figure's own, a few cells for words."""
    widths = []
    for position, heading in enumerate(table.headings):
        widest = max((width_of(row[position]) for row in rows), default=0)
        whole = table.whole[position]
        least = widest if whole else min(widest, _NARROWEST_WORDS)
        widths.append(max(least, min(width_of(heading), widest or 1)))
    return widths


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

    grid = Grid(box=SIMPLE_HEAD, pad_edge=False, padding=(0, _BETWEEN, 0, 0))
    grid.collapse_padding = True
    for heading, whole, least in zip(table.headings, table.whole, widths, strict=True):
        grid.add_column(Text(heading), min_width=least, no_wrap=whole, overflow="fold")
    for row in rows:
        grid.add_row(*(Text(cell, style=_tone(cell)) for cell in row))
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


def _tone(cell: str) -> str:
    return _TONES.get(cell.partition(":")[0].partition(" ")[0], "")


def _record(headings: tuple[str, ...], row: tuple[str, ...]) -> str:
    widest = max(map(len, headings))
    lines = [
        f"{heading:>{widest}}  {cell}"
        for heading, cell in zip(headings, row, strict=True)
        if cell and cell != NOTHING
    ]
    return "\n".join(lines) + "\n\n"
