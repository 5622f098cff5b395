"""Cover a window with reported periods, no day twice (docs/design.md §5.3)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from datetime import date

from targetcli.judging.readings import Reading
from targetcli.judging.settling_periods import DAY
from targetcli.model.period import Span

Tiles = tuple[Reading, ...]


def find_tiling(window: Span, readings: Iterable[Reading]) -> Tiles:
    """Return the fewest readings that cover the window exactly, () if none do.

    A year-to-date figure thus replaces its months; but a tiling with an expected or
    preliminary figure never replaces one without.
    """
    candidates = tuple(readings)
    firm = [reading for reading in candidates if not reading.is_provisional]
    firm_tiling = _find_tilings_by_end(window, firm).get(window.end)
    return firm_tiling or _find_tilings_by_end(window, candidates).get(window.end, ())


def find_prefix(window: Span, readings: Iterable[Reading]) -> Tiles:
    """Return readings that cover the window from its start as far as they go."""
    reached = _find_tilings_by_end(window, readings)
    return reached[max(reached)] if reached else ()


def find_covering(readings: Iterable[Reading]) -> Tiles:
    """Return disjoint readings that cover the most days, in the fewest pieces.

    This is weighted interval scheduling over the days of each period.
    """
    ordered = sorted(readings, key=lambda reading: reading.span[::-1])
    ends = [reading.span.end for reading in ordered]
    best: list[tuple[int, int, Tiles]] = [(0, 0, ())]
    for reading in ordered:
        days, pieces, tiles = best[bisect_left(ends, reading.span.start)]
        extended = (days + reading.span.days, pieces - 1, (*tiles, reading))
        best.append(max(best[-1], extended, key=lambda choice: choice[:2]))
    return best[-1][2]


def _find_tilings_by_end(
    window: Span, readings: Iterable[Reading]
) -> dict[date, Tiles]:
    """Return the fewest readings from the window's start to each day reached."""
    reached: dict[date, Tiles] = {}
    for reading in sorted(readings, key=lambda reading: reading.span):
        if reading.span.start == window.start:
            so_far: Tiles | None = ()
        else:
            so_far = reached.get(reading.span.start - DAY)
        known_tiling = reached.get(reading.span.end)
        if so_far is not None and (
            known_tiling is None or len(so_far) + 1 < len(known_tiling)
        ):
            reached[reading.span.end] = (*so_far, reading)
    return reached
