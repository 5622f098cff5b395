"""Cover a window with reported periods, no day twice (docs/design.md §5.3)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from targetcli.judging.readings import Reading
from targetcli.judging.settling_periods import DAY
from targetcli.model.period import Span

Tiles = tuple[Reading, ...]


class _Chain(NamedTuple):
    """The last of some readings, their number and days, and the chain before it.

    Chains share what they begin with; tuples would be copied for each day reached.
    """

    last: Reading | None = None
    length: int = 0
    days: int = 0
    before: _Chain | None = None

    def add(self, reading: Reading) -> _Chain:
        """Return the chain that goes on with a reading."""
        return _Chain(reading, self.length + 1, self.days + reading.span.days, self)

    def list_tiles(self) -> Tiles:
        """Return the readings in order."""
        tiles: list[Reading] = []
        chain: _Chain | None = self
        while chain is not None and chain.last is not None:
            tiles.append(chain.last)
            chain = chain.before
        return tuple(reversed(tiles))


_NO_TILES = _Chain()


def find_tiling(window: Span, readings: Iterable[Reading]) -> Tiles:
    """Return the fewest readings that cover the window exactly, () if none do.

    A year-to-date figure thus replaces its months; but a tiling with an expected or
    preliminary figure never replaces one without.
    """
    candidates = tuple(readings)
    firm = [reading for reading in candidates if not reading.is_provisional]
    reached = _find_tilings_by_end(window, firm)
    if window.end not in reached:
        reached = _find_tilings_by_end(window, candidates)
    return reached.get(window.end, _NO_TILES).list_tiles()


def find_prefix(window: Span, readings: Iterable[Reading]) -> Tiles:
    """Return readings that cover the window from its start as far as they go."""
    reached = _find_tilings_by_end(window, readings)
    return reached[max(reached)].list_tiles() if reached else ()


def find_covering(readings: Iterable[Reading]) -> Tiles:
    """Return disjoint readings that cover the most days, in the fewest pieces.

    This is weighted interval scheduling over the days of each period.
    """
    ordered = sorted(readings, key=lambda reading: reading.span[::-1])
    ends = [reading.span.end for reading in ordered]
    best = [_NO_TILES]
    for reading in ordered:
        extended = best[bisect_left(ends, reading.span.start)].add(reading)
        best.append(max(best[-1], extended, key=_order_of_covering))
    return best[-1].list_tiles()


def _order_of_covering(chain: _Chain) -> tuple[int, int]:
    return chain.days, -chain.length


def _find_tilings_by_end(
    window: Span, readings: Iterable[Reading]
) -> dict[date, _Chain]:
    """Return the fewest readings from the window's start to each day reached."""
    reached: dict[date, _Chain] = {}
    for reading in sorted(readings, key=lambda reading: reading.span):
        if reading.span.start == window.start:
            so_far: _Chain | None = _NO_TILES
        else:
            so_far = reached.get(reading.span.start - DAY)
        known_tiling = reached.get(reading.span.end)
        if so_far is not None and (
            known_tiling is None or so_far.length + 1 < known_tiling.length
        ):
            reached[reading.span.end] = so_far.add(reading)
    return reached
