"""Read the figures of a place once, for all its targets and all days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from targetcli.judging.admission import (
    Admission,
    admit_figures,
    admit_separated,
    build_converter,
)
from targetcli.judging.context import TargetContext
from targetcli.judging.gate import (
    Gate,
    SeparatedFigures,
    order_figures,
    separate_figures,
)
from targetcli.model.bound import Bound
from targetcli.model.records import Basis, Figure, MetricKind, Target
from targetcli.model.units import Unit

_Meaning = tuple[MetricKind | None, Basis, Unit]


class _Separated(NamedTuple):
    """All figures of a place as targets of one kind, basis and unit read them."""

    gate: Gate
    figures: SeparatedFigures


class PlaceFigures:
    """The figures of one metric, region and scope, as its targets read them.

    Which figures may be used depends on kind, basis and unit of a target; only growth
    and change, and what is reckoned from a baseline, depend on more of it.
    """

    def __init__(self, figures: Sequence[Figure], context: TargetContext) -> None:
        self.reported = figures
        self.context = context
        self._ordered = order_figures(figures)
        self._separated: dict[_Meaning, _Separated] = {}

    def select_known(self, day: date) -> KnownFigures:
        """Return the figures known on a day."""
        return KnownFigures(self, self._ordered, day)

    def separate(self, meaning: _Meaning, target: Target, bound: Bound) -> _Separated:
        """Return all the figures as targets of a meaning read them."""
        known = self._separated.get(meaning)
        if known is None:
            converter = build_converter(target, bound.unit, self._ordered)
            gate = Gate(target, bound, converter)
            separated = separate_figures(gate, self._ordered, self.context)
            known = self._separated[meaning] = _Separated(gate, separated)
        return known


class KnownFigures:
    """The figures of a place that are known on a day."""

    def __init__(
        self, place: PlaceFigures, figures: tuple[Figure, ...], as_of: date
    ) -> None:
        self.as_of = as_of
        self.figures = tuple([f for f in figures if f.known_since <= as_of])
        self._has_all = len(self.figures) == len(figures)
        self._place = place
        self._admissions: dict[_Meaning, Admission] = {}

    def admit(self, target: Target, bound: Bound) -> Admission:
        """Separate the figures that fit a target from those refused."""
        meaning = target.metric.kind, target.basis, bound.unit
        is_shared = target.baseline is None and target.basis in (
            *(Basis.LEVEL, Basis.TOTAL),
        )
        if not is_shared:
            return admit_figures(target, bound, self.figures, self._place.context)
        known = self._admissions.get(meaning)
        if known is None:
            known = self._admissions[meaning] = self._admit(meaning, target, bound)
        return known

    def _admit(self, meaning: _Meaning, target: Target, bound: Bound) -> Admission:
        gate, separated = self._place.separate(meaning, target, bound)
        if self._has_all:
            return admit_separated(gate, separated, self.figures, self._place.context)
        own_converter = build_converter(target, bound.unit, self.figures)
        if not gate.converter.has_base_of(own_converter):
            return admit_figures(target, bound, self.figures, self._place.context)
        known = SeparatedFigures(
            [r for r in separated.readings if r.known_from <= self.as_of],
            [r for r in separated.refusals if r.figure.known_since <= self.as_of],
        )
        return admit_separated(gate, known, self.figures, self._place.context)
