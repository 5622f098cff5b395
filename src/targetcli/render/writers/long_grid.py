"""Write a grid row by row, for lists that are too long for rich."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from operator import add, sub

from targetcli.render.characters import display_width, joins_previous
from targetcli.render.colors import add_color, color_of
from targetcli.render.table import Table

_GAP = " "


def as_long_grid(
    table: Table, rows: Iterable[tuple[str, ...]], widths: list[int], *, color: bool
) -> Iterator[str]:
    """Yield headings and rows padded to the widths; a longer figure overflows."""
    yield from _lines(table.headings, widths, ())
    yield "─" * (sum(widths) + len(_GAP) * (len(widths) - 1)) + "\n"
    # Only columns of words are coloured.
    colored_columns = [
        column for column, no_wrap in enumerate(table.no_wrap) if not no_wrap
    ]
    for row in rows:
        yield from _lines(row, widths, colored_columns if color else ())


def _lines(
    row: Sequence[str], widths: list[int], colored_columns: Sequence[int]
) -> Iterator[str]:
    colors = [
        (column, color)
        for column in colored_columns
        if (color := color_of(row[column]))
    ]
    spaces = list(map(sub, widths, map(display_width, row)))
    if min(spaces) >= 0:
        yield _line(row, spaces, colors)
        return
    folded_cells = (
        _fold_cell(cell, cell_width)
        for cell, cell_width in zip(row, widths, strict=True)
    )
    for line in zip_longest(*folded_cells, fillvalue=""):
        spaces = list(map(sub, widths, map(display_width, line)))
        yield _line(line, spaces, colors)


def _line(
    cells: Sequence[str], spaces: list[int], colors: list[tuple[int, str]]
) -> str:
    padded = list(cells)
    for column, color in colors:
        padded[column] = add_color(padded[column], color)
    filled = map(add, padded, map(" ".__mul__, spaces))
    return _GAP.join(filled).rstrip() + "\n"


def _fold_cell(cell: str, width: int) -> list[str]:
    """Break a cell between words, and within a word only if it has no digit."""
    if display_width(cell) <= width:
        return [cell]
    lines = [""]
    for word in cell.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if display_width(longer) <= width:
            lines[-1] = longer
        elif any(map(str.isdigit, word)) or display_width(word) <= width:
            lines += [word] if lines[-1] else []
            lines[-1] = word
        else:
            pieces = _split_word(word, width)
            lines[-1:] = ([lines[-1]] if lines[-1] else []) + pieces
    return lines


def _split_word(word: str, width: int) -> list[str]:
    pieces = [""]
    for character in word:
        too_wide = display_width(pieces[-1] + character) > width
        if pieces[-1] and too_wide and not joins_previous(character):
            pieces.append("")
        pieces[-1] += character
    return pieces
