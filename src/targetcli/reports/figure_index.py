"""Find the figures and records that the verdict of a target depends on."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from itertools import islice
from typing import NamedTuple

from targetcli.judging.context import NO_CONTEXT, TargetContext
from targetcli.model.financial_year import read_financial_year
from targetcli.model.records import (
    Figure,
    Identity,
    Milestone,
    Region,
    ScopedRegion,
    Target,
)

Regions = tuple[str, ...]
FetchFigures = Callable[[str, Regions], tuple[Figure, ...]]
FiguresByMetric = Mapping[str, tuple[Figure, ...]]
FetchTogether = Callable[[frozenset[str], Regions], FiguresByMetric]
"""Function that fetches the figures of several metrics, or none if they are many."""
_CACHE_SIZE = 1000
# Figures and regions of the places remembered: those of a deep region are many.
_CACHE_WEIGHT = 50_000
_AHEAD = 100


class TargetEvidence(NamedTuple):
    """The figures and the context of a target, as `judge` takes them."""

    figures: tuple[Figure, ...]
    context: TargetContext


class _EvidencePlace(NamedTuple):
    """The regions whose figures may count for a region and scope, and its context."""

    regions: tuple[str, ...]
    context: TargetContext


class FigureIndex:
    """Finds the evidence of targets; what it fetched is cached."""

    def __init__(
        self,
        regions: Iterable[Region],
        identities: Iterable[Identity],
        milestones: Iterable[Milestone],
        fetch: FetchFigures,
        fetch_together: FetchTogether | None = None,
    ) -> None:
        self._children: dict[str, list[str]] = {}
        self._fiscal_months: dict[str, int] = {}
        for region in regions:
            self._children.setdefault(region.parent, []).append(region.name)
            financial_year = read_financial_year(region.fiscal_year)
            if financial_year is not None:
                self._fiscal_months[region.name] = financial_year.first_month
        self._identities: dict[ScopedRegion, list[Identity]] = {}
        for identity in identities:
            for place in dict.fromkeys((identity.whole, *identity.parts)):
                self._identities.setdefault(place, []).append(identity)
        self._milestones: dict[int, list[Milestone]] = {}
        for milestone in milestones:
            self._milestones.setdefault(milestone.target_id, []).append(milestone)
        self._fetch, self._fetch_together = fetch, fetch_together
        self._cache: dict[tuple[str, str, str], TargetEvidence] = {}
        self._figures: dict[tuple[str, tuple[str, ...]], tuple[Figure, ...]] = {}
        self._weight = 0
        self._place_key: tuple[str, str] | None = None
        self._place = _EvidencePlace((), NO_CONTEXT)

    def fetch_from(self, fetch: FetchFigures) -> FigureIndex:
        """Return an index of the same places that fetches its figures elsewhere."""
        other = copy(self)
        other._fetch, other._fetch_together = fetch, None  # noqa: SLF001 - of the same class
        other._cache, other._figures, other._weight = {}, {}, 0  # noqa: SLF001
        return other

    def list_with_parts(self, regions: Iterable[str]) -> tuple[str, ...]:
        """Return the regions and all their sub-regions."""
        regions_in_order: dict[str, None] = {}
        waiting = deque(regions)
        while waiting:
            region = waiting.popleft()
            if region not in regions_in_order:
                regions_in_order[region] = None
                waiting += self._children.get(region, [])
        return tuple(regions_in_order)

    def read_ahead(self, targets: Iterable[Target]) -> Iterator[Target]:
        """Yield targets, having fetched the figures of those in one region together.

        A query for each target takes as long again as reading its figures.
        """
        waiting = iter(targets)
        while chunk := tuple(islice(waiting, _AHEAD)):
            self._fetch_ahead(chunk)
            yield from chunk

    def _fetch_ahead(self, targets: Sequence[Target]) -> None:
        if self._fetch_together is None:
            return
        metrics_by_regions: dict[Regions, set[str]] = {}
        for target in targets:
            regions = self._find_place(target.region, target.scope).regions
            if (target.metric.name, regions) not in self._figures:
                metrics_by_regions.setdefault(regions, set()).add(target.metric.name)
        if metrics_by_regions:
            self._make_room(sum(map(len, metrics_by_regions.values())))
        for regions, metrics in metrics_by_regions.items():
            # Those of large places are fetched when they are asked for.
            if len(metrics) > 1 and self._weight < _CACHE_WEIGHT:
                fetched = self._fetch_together(frozenset(metrics), regions)
                for metric, figures in fetched.items():
                    self._remember(metric, regions, figures)

    def _remember(
        self, metric: str, regions: Regions, figures: tuple[Figure, ...]
    ) -> None:
        self._figures[metric, regions] = figures
        self._weight += len(figures) + len(regions)

    def _make_room(self, coming: int) -> None:
        """Forget all figures if they are many, or of many places with those to come.

        What is fetched ahead of some targets is then kept until the last of them.
        """
        places = len(self._figures) + coming
        if places > _CACHE_SIZE or self._weight >= _CACHE_WEIGHT:
            self._cache.clear()
            self._figures.clear()
            self._weight = 0

    def find_evidence(self, target: Target) -> TargetEvidence:
        """Return the evidence of a target."""
        key = (target.metric.name, target.region, target.scope)
        evidence = self._cache.get(key)
        if evidence is None:
            evidence = self._fetch_evidence(target)
            if len(self._cache) >= _CACHE_SIZE:  # the scopes of a place are many
                self._cache.clear()
            self._cache[key] = evidence
        own = self._milestones.get(target.id or 0)
        if own is None:
            return evidence
        figures, context = evidence
        return TargetEvidence(figures, context._replace(milestones=tuple(own)))

    def list_evidence_regions(self, region: str, scope: str) -> tuple[str, ...]:
        """Return the regions whose figures may count for a target of a place.

        These are the region, its sub-regions, and those that the identities of the
        place name.
        """
        parts = self.list_with_parts((region,))
        identity_regions = {
            member.region
            for identity in self._find_identities(region, scope)
            for member in (identity.whole, *identity.parts)
        }
        return (*parts, *sorted(identity_regions - set(parts)))

    def _find_identities(self, region: str, scope: str) -> tuple[Identity, ...]:
        return tuple(self._identities.get(ScopedRegion(region, scope), ()))

    def _fetch_evidence(self, target: Target) -> TargetEvidence:
        place = self._find_place(target.region, target.scope)
        key = (target.metric.name, place.regions)
        if key not in self._figures:  # the scopes of a place share them
            self._make_room(1)
            self._remember(*key, self._fetch(*key))
        return TargetEvidence(self._figures[key], place.context)

    def _find_place(self, region: str, scope: str) -> _EvidencePlace:
        """Return the place of a target; that of the last one is remembered."""
        if self._place_key != (region, scope):
            context = TargetContext(
                frozenset(self.list_with_parts((region,))[1:]),
                self._find_identities(region, scope),
                fiscal_start_month=self._fiscal_months.get(region),
            )
            regions = self.list_evidence_regions(region, scope)
            self._place_key, self._place = (
                (region, scope),
                _EvidencePlace(regions, context),
            )
        return self._place
