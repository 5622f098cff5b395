"""Decide which figures may be compared with a target (docs/design.md §5.2).

Every figure of the metric for the place is either used or refused with a reason;
those of other scopes and of parts of the region are refused before.
"""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter
from typing import NamedTuple

from targetcli.judging.arithmetic import LinearMap, UnitConverter
from targetcli.judging.own_baseline import find_own_baseline
from targetcli.judging.readings import (
    Reading,
    build_reading,
    choose_reading,
)
from targetcli.judging.reasons import Reason, Refusal
from targetcli.judging.settling_periods import (
    find_settling_spans,
    is_within_a_year,
    normalize_growth_base,
)
from targetcli.model.bound import Bound
from targetcli.model.named_tuples import fill
from targetcli.model.period import Span
from targetcli.model.records import (
    Basis,
    Figure,
    MetricKind,
    ScopedRegion,
    Target,
)
from targetcli.model.units import MULTIPLE, PERCENTAGE, POINTS, Unit


class Gate:
    """The conditions a figure must meet to be compared with a target."""

    def __init__(self, target: Target, bound: Bound, converter: UnitConverter) -> None:
        self.target, self.bound, self.converter = target, bound, converter
        # Asked for each figure: a member of an enumeration costs as much as a call.
        self._basis, self._unit = target.basis, bound.unit
        self._own_map = converter.find_map(bound.unit)
        kind = target.metric.kind
        self._is_growth = self._basis is Basis.GROWTH
        self._is_flow = kind is MetricKind.FLOW
        self._is_level_of_flow = self._is_flow and self._basis is Basis.LEVEL
        is_enough = not (self._is_growth or self._is_level_of_flow)
        self._sufficient_basis = self._basis if is_enough else None
        self._is_state = kind in (MetricKind.STOCK, MetricKind.RANK)

    def move_to(self, place: ScopedRegion) -> Gate:
        """Return the gate for the same target in another region or scope."""
        target = self.target._replace(region=place.region, scope=place.scope)
        return Gate(target, self.bound, self.converter)

    def check(self, figure: Figure) -> Reading | Reason:
        """Return a reading of a figure of the place, or the reason to refuse it."""
        # A growth rate beside a level is first of all another kind of statement.
        is_fit = figure.basis is self._sufficient_basis or self._has_same_basis(figure)
        if not is_fit:
            return Reason.UNIT if self._may_mean_points(figure) else Reason.BASIS
        bound = figure.bound
        if bound is None:
            return Reason.UNIT
        unit = bound.unit
        if unit is self._unit:  # as most are
            return self._read_figure(figure, bound, self._own_map)
        if not self._has_fitting_unit(figure, unit):
            return Reason.UNIT
        return self._read_figure(figure, bound, self.converter.find_map(unit))

    def read_figures(self, figures: Iterable[Figure]) -> list[Reading]:
        """Return a reading of each figure of the place that passes."""
        checked = map(self.check, figures)
        return [reading for reading in checked if isinstance(reading, Reading)]

    def _has_same_basis(self, figure: Figure) -> bool:
        """Check that a figure has the target's basis or one that means the same."""
        if figure.basis is self._basis:
            if self._is_growth:
                return self._has_same_base(figure)
            return not (self._is_level_of_flow and _is_sum_of_years(figure))
        if self._basis is Basis.CHANGE and figure.basis is Basis.LEVEL:
            # A change is also a difference of stocks, or of shares in points.
            kind = self.target.metric.kind
            is_of_shares = (
                kind is MetricKind.RATIO and self.bound.unit.dimension == POINTS
            )
            has_base = find_own_baseline(self.target) is not None
            return kind is MetricKind.STOCK or is_of_shares or has_base
        if not self._is_flow or {self._basis, figure.basis} != _AMOUNT_BASES:
            return False
        # docs/design.md §5.3: over one period of up to a year both are one statement.
        return figure.start is not None and is_within_a_year(figure.span)

    def _may_mean_points(self, figure: Figure) -> bool:
        """Check that growth of a share in % may have meant percentage points."""
        if self.target.metric.kind is not MetricKind.RATIO or figure.bound is None:
            return False
        bases = (self.target.basis, figure.basis)
        dimensions = {self.bound.unit.dimension, figure.bound.unit.dimension}
        return bases == (Basis.GROWTH, Basis.LEVEL) and dimensions == {PERCENTAGE}

    def _has_fitting_unit(self, figure: Figure, unit: Unit) -> bool:
        """Check that a figure's unit can be converted to the target's, exactly.

        On one base that is named, growth in % and a multiple are one statement.
        """
        own = self.bound.unit
        if unit.is_convertible_to(own):
            return True
        dimensions = (unit.dimension, own.dimension)
        if figure.basis is Basis.GROWTH:
            has_base = unit.dimension != MULTIPLE or figure.base_period is not None
            return has_base and set(dimensions) == {PERCENTAGE, MULTIPLE}
        return figure.basis is Basis.LEVEL and dimensions == (PERCENTAGE, POINTS)

    def _has_same_base(self, figure: Figure) -> bool:
        """Check that a growth figure has the target's base period."""
        base = normalize_growth_base(figure.base_period, figure.span)
        return base == find_growth_base(self.target)

    def _read_figure(
        self, figure: Figure, bound: Bound, conversion: LinearMap
    ) -> Reading:
        """Return a reading of one figure in base units."""
        start, end, basis = figure.start, figure.end, figure.basis
        # A stock is as at the end of whatever period it is reported for.
        is_at_period_end = self._is_state and basis is _LEVEL
        is_one_day = start == end and not self._is_flow
        first = end if is_at_period_end or start is None else start
        return build_reading(
            figure,
            bound,
            conversion,
            fill(Span, (first, end)),
            is_at_date=is_at_period_end or is_one_day or start is None,
        )


_LEVEL = Basis.LEVEL


def _is_sum_of_years(figure: Figure) -> bool:
    """Check that the period of a flow is longer than a year."""
    start = figure.start
    if start is None or start.year == figure.end.year:
        return False
    return not is_within_a_year(figure.span)


_AMOUNT_BASES = {Basis.LEVEL, Basis.TOTAL}


def find_growth_base(target: Target) -> Span | None:
    """Return the base of a growth target; None for the same period a year earlier."""
    spans = find_settling_spans(target)
    base = target.base_period
    return normalize_growth_base(base, spans[0]) if spans else base


class SeparatedFigures(NamedTuple):
    """The readings of the figures that pass a gate, and those refused."""

    readings: list[Reading]
    refusals: list[Refusal]


def separate_figures(gate: Gate, figures: Iterable[Figure]) -> SeparatedFigures:
    """Read the figures of the target's place that pass, and refuse the others."""
    separated = SeparatedFigures([], [])
    for figure in figures:
        checked = gate.check(figure)
        if isinstance(checked, Reading):
            separated.readings.append(checked)
        else:
            separated.refusals.append(Refusal(figure, checked))
    return separated


_get_span = attrgetter("span")


def choose_per_period(readings: Iterable[Reading]) -> list[Reading]:
    """Choose one reading for each period, in order of time."""
    readings = tuple(readings)
    if len(set(map(_get_span, readings))) == len(readings):
        return sorted(readings, key=_get_span)
    groups: dict[tuple[Span, bool, bool], list[Reading]] = {}
    for reading in readings:
        statement = (reading.span, reading.is_at_date, reading.basis is Basis.CHANGE)
        groups.setdefault(statement, []).append(reading)
    return [
        group[0] if len(group) == 1 else choose_reading(group)
        for _, group in sorted(groups.items())
    ]
