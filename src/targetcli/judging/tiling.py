"""Covering a window with reported periods, no day twice."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from targetcli.judging.readings import Reading
from targetcli.model.period import Span

_DAY = timedelta(days=1)
Tiles = tuple[Reading, ...]


def tiled(window: Span, readings: Iterable[Reading]) -> Tiles | None:
    """Return the fewest readings that cover the window exactly, if any do.

    The coarsest tiling wins, so that a year-to-date figure replaces its months.
    """
    reached = _reached(window, readings)
    return reached.get(window.end)


def prefix(window: Span, readings: Iterable[Reading]) -> Tiles:
    """Return the readings that cover the window from its start as far as they go."""
    reached = _reached(window, readings)
    return reached[max(reached)] if reached else ()


def covering(readings: Iterable[Reading]) -> Tiles:
    """Return disjoint readings that cover the most days, with the fewest pieces.

    Weighted interval scheduling over the days of each period.
    """
    ordered = sorted(readings, key=lambda reading: reading.span[::-1])
    best: list[tuple[int, int, Tiles]] = [(0, 0, ())]
    for position, reading in enumerate(ordered):
        before = max(
            index
            for index in range(position + 1)
            if index == 0 or ordered[index - 1].span.end < reading.span.start
        )
        days, pieces, tiles = best[before]
        taken = (days + reading.span.days, pieces - 1, (*tiles, reading))
        best.append(max(best[-1], taken, key=lambda choice: choice[:2]))
    return best[-1][2]


def _reached(window: Span, readings: Iterable[Reading]) -> dict[date, Tiles]:
    """Return, for each day reached from the window's start, the fewest tiles to it."""
    by_start: dict[date, list[Reading]] = {}
    for reading in sorted(readings, key=lambda reading: reading.span):
        by_start.setdefault(reading.span.start, []).append(reading)
    reached: dict[date, Tiles] = {window.start - _DAY: ()}
    for start in sorted(by_start):
        so_far = reached.get(start - _DAY)
        if so_far is None:
            continue
        for reading in by_start[start]:
            known = reached.get(reading.span.end)
            if known is None or len(so_far) + 1 < len(known):
                reached[reading.span.end] = (*so_far, reading)
    del reached[window.start - _DAY]
    return reached
