"""Write a grid row by row, for lists that are too long for rich."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from operator import add, sub

from targetcli.render.characters import display_width
from targetcli.render.colors import add_color, color_of
from targetcli.render.table import Table

_BETWEEN = " "


def as_long_grid(
    table: Table, rows: Iterable[tuple[str, ...]], widths: list[int], *, color: bool
) -> Iterator[str]:
    """Yield headings and rows padded to the widths; a longer figure overflows."""
    yield from _lines(table.headings, widths, ())
    yield "─" * (sum(widths) + len(_BETWEEN) * (len(widths) - 1)) + "\n"
    # Only columns of words are coloured.
    colored_columns = [place for place, whole in enumerate(table.no_wrap) if not whole]
    for row in rows:
        yield from _lines(row, widths, colored_columns if color else ())


def _lines(
    row: Sequence[str], widths: list[int], words: Sequence[int]
) -> Iterator[str]:
    tones = [(place, tone) for place in words if (tone := color_of(row[place]))]
    spaces = list(map(sub, widths, map(display_width, row)))
    if min(spaces) >= 0:
        yield _line(row, spaces, tones)
        return
    folded = (_fold_cell(cell, own) for cell, own in zip(row, widths, strict=True))
    for line in zip_longest(*folded, fillvalue=""):
        spaces = list(map(sub, widths, map(display_width, line)))
        yield _line(line, spaces, tones)


def _line(cells: Sequence[str], spaces: list[int], tones: list[tuple[int, str]]) -> str:
    shown = list(cells)
    for place, tone in tones:
        shown[place] = add_color(shown[place], tone)
    filled = map(add, shown, map(" ".__mul__, spaces))
    return _BETWEEN.join(filled).rstrip() + "\n"


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
        if pieces[-1] and display_width(pieces[-1] + character) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces
