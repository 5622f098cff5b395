"""The field around a target: the figures that could bear on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from targetcli.judging.gate import TargetContext
from targetcli.model.records import (
    Figure,
    Identity,
    Milestone,
    Region,
    ScopedRegion,
    Target,
)

Fetch = Callable[[str, tuple[str, ...]], tuple[Figure, ...]]
_MOST_KEPT = 1000


class Around(NamedTuple):
    """A target's figures and surroundings, as `judge` takes them."""

    figures: tuple[Figure, ...]
    surroundings: TargetContext


class Field:
    """Finds the figures of a metric for a region, its parts and its identities."""

    def __init__(
        self,
        regions: Iterable[Region],
        identities: Iterable[Identity],
        milestones: Iterable[Milestone],
        fetch: Fetch,
    ) -> None:
        self._children: dict[str, list[str]] = {}
        for region in regions:
            self._children.setdefault(region.parent, []).append(region.name)
        self._identities = tuple(identities)
        self._milestones: dict[int, tuple[Milestone, ...]] = {}
        for milestone in milestones:
            own = self._milestones.get(milestone.target_id, ())
            self._milestones[milestone.target_id] = (*own, milestone)
        self._fetch = fetch
        self._kept: dict[tuple[str, str, str], Around] = {}

    def with_parts(self, regions: Iterable[str]) -> tuple[str, ...]:
        """Return the regions and everything that lies in them."""
        found: dict[str, None] = {}
        waiting = list(regions)
        while waiting:
            region = waiting.pop(0)
            if region not in found:
                found[region] = None
                waiting += self._children.get(region, [])
        return tuple(found)

    def around(self, target: Target) -> Around:
        """Return what bears on a target."""
        key = (target.metric.name, target.region, target.scope)
        if key not in self._kept:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[key] = self._look(target)
        own = self._milestones.get(target.id or 0)
        if own is None:
            return self._kept[key]
        figures, near = self._kept[key]
        return Around(figures, near._replace(milestones=own))

    def _look(self, target: Target) -> Around:
        parts = self.with_parts((target.region,))
        place = ScopedRegion(target.region, target.scope)
        identities = tuple(
            identity
            for identity in self._identities
            if place == identity.whole or place in identity.parts
        )
        others = {
            named.region
            for identity in identities
            for named in (identity.whole, *identity.parts)
        }
        regions = (*parts, *sorted(others - set(parts)))
        figures = self._fetch(target.metric.name, regions)
        surroundings = TargetContext(frozenset(parts[1:]), identities)
        return Around(figures, surroundings)
