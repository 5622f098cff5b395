"""Group the figures of a metric by region and scope, for the targets of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from targetcli.judging.reasons import Reason, Refusal
from targetcli.judging.settling_periods import DAY
from targetcli.judging.shared_sequence import AllBut
from targetcli.model.records import Figure, ScopedRegion

_Figures = tuple[Figure, ...]
# Regions and days of which it is remembered what they refuse: each holds all figures.
_REMEMBERED = 16


class _RefusedOfRegion(NamedTuple):
    """The figures of a region and its parts, refused; and the places of each scope."""

    refusals: tuple[Refusal, ...]
    places_by_scope: dict[str, list[int]]


class FiguresByPlace:
    """The figures of one metric for some regions, as the targets of each use them.

    Targets that differ by scope alone share them: each refuses the figures of all
    others, so a list made anew for each would grow with the square of the scopes.
    """

    def __init__(self, figures: Sequence[Figure]) -> None:
        self.reported = figures
        self.ordered = order_figures(figures)
        self._refused: dict[tuple[str, date], _RefusedOfRegion] = {}

    def select(self, place: ScopedRegion) -> _Figures:
        """Return the figures of a place in the order of their ids."""
        region, scope = place
        for figure in self.ordered:
            if figure.scope != scope or figure.region != region:
                return self._by_place.get(place, ())
        return self.ordered

    @cached_property
    def _by_place(self) -> Mapping[ScopedRegion, _Figures]:
        groups: dict[ScopedRegion, list[Figure]] = {}
        for figure in self.ordered:
            place = ScopedRegion(figure.region, figure.scope)
            groups.setdefault(place, []).append(figure)
        return {place: tuple(group) for place, group in groups.items()}

    def refuse_elsewhere(
        self, place: ScopedRegion, sub_regions: frozenset[str], as_of: date = date.max
    ) -> Sequence[Refusal]:
        """Refuse what is of another scope or a part of the region, in order of ids.

        Only what was known on the day is; the places of a region share what it holds.
        """
        day = min(as_of, self._last_known_day)
        refused = self._refused.get((place.region, day))
        if refused is None:
            if len(self._refused) >= _REMEMBERED:
                self._refused.clear()
            known = select_known(self.ordered, day)
            refused = _refuse_region(known, place.region, sub_regions)
            self._refused[place.region, day] = refused
        own_places = refused.places_by_scope.get(place.scope, ())
        return AllBut(refused.refusals, own_places)

    @cached_property
    def _last_known_day(self) -> date:
        """The day from which all figures are known."""
        return max((figure.known_since for figure in self.ordered), default=date.min)

    @cached_property
    def days_of_change(self) -> list[date]:
        """The days on which one became known or its period was over, in order."""
        days = {figure.known_since for figure in self.reported}
        days |= {figure.end + DAY for figure in self.reported}
        return sorted(days)

    @cached_property
    def first_days_by_end(self) -> Mapping[date, date]:
        """The first day on which a figure with some last day counts, by that day."""
        first_days: dict[date, date] = {}
        for figure in self.reported:
            first_day = max(figure.known_since, figure.end + DAY)
            earlier = first_days.get(figure.end)
            if earlier is None or first_day < earlier:
                first_days[figure.end] = first_day
        return first_days


def select_known(figures: _Figures, as_of: date) -> _Figures:
    """Return the figures that were known on a day."""
    return tuple([figure for figure in figures if figure.known_since <= as_of])


def order_figures(figures: Iterable[Figure]) -> _Figures:
    """Return figures in the order of their ids; those without one come first."""
    given = tuple(figures)
    with suppress(TypeError):  # None is compared with no number
        return tuple(sorted(given, key=_get_id))
    return tuple(sorted(given, key=lambda figure: figure.id or 0))


_get_id = attrgetter("id")


def _refuse_region(
    figures: _Figures, region: str, sub_regions: frozenset[str]
) -> _RefusedOfRegion:
    """Refuse the figures of all scopes of a region and of its parts."""
    refusals: list[Refusal] = []
    places_by_scope: dict[str, list[int]] = {}
    for figure in figures:
        if figure.region == region:
            places_by_scope.setdefault(figure.scope, []).append(len(refusals))
            refusals.append(Refusal(figure, Reason.SCOPE))
        elif figure.region in sub_regions:
            refusals.append(Refusal(figure, Reason.SUB_REGION))
    return _RefusedOfRegion(tuple(refusals), places_by_scope)
