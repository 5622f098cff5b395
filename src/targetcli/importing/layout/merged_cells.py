"""Fill merged cells downward: what stands in the first of them holds for all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from targetcli.errors import BadRow
from targetcli.importing.row_sources import Grid, GridRow


class _MergedRows(NamedTuple):
    """Merged cells: the place of their column, and their first and last row."""

    place: int
    first: int
    last: int


def spans_rows(cells: str) -> bool:
    """Return True if merged cells lie in several rows: ``B2:B4``."""
    merged = _read_range(cells)
    return merged is not None and merged.last > merged.first


def fill_merged_cells(
    grid: Grid, merged: Iterable[str], hidden: Sequence[int] = ()
) -> Grid:
    """Return rows whose cells hold what the first of those merged with them holds.

    `hidden` are the columns, from 1, that the rows lack.
    """
    ranges = [
        r._replace(place=r.place - sum(column <= r.place for column in hidden))
        for r in map(_read_range, merged)
        if r is not None and r.last > r.first and r.place + 1 not in hidden
    ]
    if not ranges:
        return grid
    by_first = sorted(ranges, key=lambda merged_rows: merged_rows.first)

    def filled_rows() -> Iterator[GridRow | BadRow]:
        waiting = iter(by_first)
        upcoming = next(waiting, None)
        open_ranges: list[tuple[_MergedRows, str]] = []
        for row in grid():
            if isinstance(row, BadRow):
                yield row
                continue
            cells = row.cells
            open_ranges = [(r, t) for r, t in open_ranges if r.last >= row.line]
            for merged_rows, text in open_ranges:
                cells = _put(cells, merged_rows.place, text)
            while upcoming is not None and upcoming.first <= row.line:
                if upcoming.first == row.line and upcoming.place < len(row.cells):
                    open_ranges.append((upcoming, row.cells[upcoming.place]))
                upcoming = next(waiting, None)
            yield row._replace(cells=cells)

    return filled_rows


def _put(cells: list[str], place: int, text: str) -> list[str]:
    """Return cells with a text in an empty place."""
    padded = [*cells, *[""] * (place + 1 - len(cells))]
    padded[place] = padded[place] or text
    return padded


def _read_range(cells: str) -> _MergedRows | None:
    match = _range_pattern().fullmatch(cells)
    if match is None:
        return None
    place = 0
    for letter in match[1]:
        place = place * 26 + ord(letter) - ord("A") + 1
    return _MergedRows(place - 1, int(match[2]), int(match[3]))


@cache
def _range_pattern() -> re.Pattern[str]:
    return re.compile(r"([A-Z]{1,3})([0-9]{1,7}):[A-Z]{1,3}([0-9]{1,7})")
