"""Read the figures of a place once, for all its targets and all days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property

from targetcli.judging.admission import (
    Admission,
    SourceFigures,
    admit_figures,
    build_converter,
)
from targetcli.judging.context import TargetContext
from targetcli.judging.figures_by_place import FiguresByPlace, select_known
from targetcli.judging.gate import Gate, SeparatedFigures, separate_figures
from targetcli.judging.readings import Reading
from targetcli.judging.reasons import Refusal
from targetcli.judging.settling_periods import DAY
from targetcli.model.bound import Bound
from targetcli.model.records import Basis, Figure, MetricKind, ScopedRegion, Target
from targetcli.model.units import Unit

_Figures = tuple[Figure, ...]
_Meaning = tuple[MetricKind | None, Basis, Unit]
# Targets of a place often have one first day; more days than these are read anew.
_REMEMBERED_DAYS = 16
# Kinds, bases and units: of each all figures of the place are held as it reads them.
_REMEMBERED_MEANINGS = 16
_SHARED_BASES = (Basis.LEVEL, Basis.TOTAL)


def get_place(target: Target) -> ScopedRegion:
    """Return the region and scope of a target."""
    return ScopedRegion(target.region, target.scope)


def get_first_day(reading: Reading) -> date:
    """Return the first day on which a reading is known and its period over."""
    return max(reading.known_from, reading.span.end + DAY)


class ReadFigures:
    """All figures of a place as targets of one kind, basis and unit read them."""

    def __init__(self, gate: Gate, figures: SeparatedFigures) -> None:
        self.gate, self.figures = gate, figures

    @cached_property
    def by_first_day(self) -> Sequence[Reading]:
        """The readings in the order of the first day on which each counts."""
        return sorted(self.figures.readings, key=get_first_day)


class PlaceFigures:
    """The figures of one metric, region and scope, as its targets read them.

    Which figures may be used depends on kind, basis and unit of a target; only growth
    and change, and what is reckoned from a baseline, depend on more of it.
    """

    def __init__(
        self, all_places: FiguresByPlace, place: ScopedRegion, context: TargetContext
    ) -> None:
        self.all_places, self.place, self.context = all_places, place, context
        self.own = all_places.select(place)
        # What follows from an identity rests on figures of other places.
        self.related = all_places.ordered if context.identities else self.own
        self._read: dict[_Meaning, ReadFigures] = {}

    def select_known(self, day: date) -> KnownFigures:
        """Return the figures known on a day."""
        return KnownFigures(self, day)

    def refuse_elsewhere(self, as_of: date) -> Sequence[Refusal]:
        """Refuse what is of another scope or a part of the region, in order of ids."""
        if self.own is self.all_places.ordered:
            return ()
        sub_regions = self.context.sub_regions
        return self.all_places.refuse_elsewhere(self.place, sub_regions, as_of)

    def read(self, target: Target, bound: Bound) -> ReadFigures:
        """Return the figures of the place as a target reads them."""
        meaning = target.metric.kind, target.basis, bound.unit
        known = self._read.get(meaning)
        if known is None:
            if len(self._read) >= _REMEMBERED_MEANINGS:
                self._read.clear()
            converter = build_converter(target, bound.unit, self.related)
            gate = Gate(target, bound, converter)
            separated = separate_figures(gate, self.own)
            known = self._read[meaning] = ReadFigures(gate, separated)
        return known


class KnownByDay:
    """The figures of a place by the day on which they are known.

    The place does not hold them itself: records in a circle would not be freed by
    commands, which let no collector look for such.
    """

    def __init__(self, place: PlaceFigures) -> None:
        self.place = place
        self._known: dict[date, KnownFigures] = {}

    def select(self, day: date) -> KnownFigures:
        """Return the figures known on a day."""
        known = self._known.get(day)
        if known is None:
            if len(self._known) >= _REMEMBERED_DAYS:
                self._known.clear()
            known = self._known[day] = self.place.select_known(day)
        return known


def gather_place(
    target: Target, figures: Iterable[Figure], context: TargetContext
) -> PlaceFigures:
    """Return the figures of the place of a target, out of those of its metric."""
    return PlaceFigures(FiguresByPlace(tuple(figures)), get_place(target), context)


class KnownFigures:
    """The figures of a place that are known on a day.

    `related` are those that readings may rest on: of other places, with identities.
    """

    def __init__(self, place: PlaceFigures, as_of: date) -> None:
        self.as_of, self._place = as_of, place
        self.own = self.related = select_known(place.own, as_of)
        if place.related is not place.own:
            self.related = select_known(place.related, as_of)
        self._has_all = len(self.related) == len(place.related)
        self._admissions: dict[_Meaning, Admission] = {}
        # A cached property takes a lock, which costs more than most have to refuse.
        self._elsewhere: Sequence[Refusal] | None = None

    @property
    def rests_elsewhere(self) -> bool:
        """Check that readings may rest on figures of other places."""
        return bool(self._place.context.identities)

    @property
    def elsewhere(self) -> Sequence[Refusal]:
        """The figures of other scopes and of parts of the region, refused."""
        if self._elsewhere is None:
            self._elsewhere = self._place.refuse_elsewhere(self.as_of)
        return self._elsewhere

    def admit(self, target: Target, bound: Bound) -> Admission:
        """Separate the figures that fit a target from those refused."""
        meaning = target.metric.kind, target.basis, bound.unit
        is_shared = target.baseline is None and target.basis in _SHARED_BASES
        if not is_shared:
            return self._admit_anew(target, bound)
        known = self._admissions.get(meaning)
        if known is None:
            if len(self._admissions) >= _REMEMBERED_MEANINGS:
                self._admissions.clear()
            known = self._admissions[meaning] = self._admit(target, bound)
        return known

    def _admit_anew(self, target: Target, bound: Bound) -> Admission:
        gate = Gate(target, bound, build_converter(target, bound.unit, self.related))
        separated = separate_figures(gate, self.own)
        return admit_figures(gate, separated, self._sources)

    def _admit(self, target: Target, bound: Bound) -> Admission:
        known = self._place.read(target, bound)
        gate, separated = known.gate, known.figures
        if self._has_all:
            return admit_figures(gate, separated, self._sources)
        own_converter = build_converter(target, bound.unit, self.related)
        if not gate.converter.has_base_of(own_converter):
            return self._admit_anew(target, bound)
        of_day = SeparatedFigures(
            [r for r in separated.readings if r.known_from <= self.as_of],
            [r for r in separated.refusals if r.figure.known_since <= self.as_of],
        )
        return admit_figures(gate, of_day, self._sources)

    @property
    def _sources(self) -> SourceFigures:
        return SourceFigures(self.own, self.related, self._place.context.identities)
