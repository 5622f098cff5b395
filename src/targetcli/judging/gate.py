"""Decide which figures may be compared with a target (docs/design.md §5.2).

Every figure of the metric for the place is either used or refused with a reason;
those of other scopes and of parts of the region are refused before.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from targetcli.judging.arithmetic import LinearMap, UnitConverter
from targetcli.judging.intervals import Interval, to_interval
from targetcli.judging.own_baseline import find_own_baseline
from targetcli.judging.readings import (
    Reading,
    choose_reading,
    get_effective_status,
)
from targetcli.judging.reasons import Reason, Refusal
from targetcli.judging.settling_periods import (
    find_settling_spans,
    is_within_a_year,
    normalize_growth_base,
)
from targetcli.model.bound import Bound, Relation
from targetcli.model.period import Span
from targetcli.model.records import (
    Basis,
    Figure,
    MetricKind,
    ScopedRegion,
    Target,
)
from targetcli.model.units import MULTIPLE, PERCENTAGE, POINTS, Unit


class Gate(NamedTuple):
    """The conditions a figure must meet to be compared with a target."""

    target: Target
    bound: Bound
    converter: UnitConverter

    def move_to(self, place: ScopedRegion) -> Gate:
        """Return the gate for the same target in another region or scope."""
        target = self.target._replace(region=place.region, scope=place.scope)
        return self._replace(target=target)

    def check(self, figure: Figure) -> Reading | Reason:
        """Return a reading of a figure of the place, or the reason to refuse it."""
        # A growth rate beside a level is first of all another kind of statement.
        if not self._has_same_basis(figure):
            return Reason.UNIT if self._may_mean_points(figure) else Reason.BASIS
        bound = figure.bound
        if bound is None:
            return Reason.UNIT
        is_same_unit = bound.unit is self.bound.unit  # as most are
        if not is_same_unit and not self._has_fitting_unit(figure, bound.unit):
            return Reason.UNIT
        return self._read_figure(figure, bound)

    def read_figures(self, figures: Iterable[Figure]) -> list[Reading]:
        """Return a reading of each figure of the place that passes."""
        checked = map(self.check, figures)
        return [reading for reading in checked if isinstance(reading, Reading)]

    def _has_same_basis(self, figure: Figure) -> bool:
        """Check that a figure has the target's basis or one that means the same."""
        target_basis, kind = self.target.basis, self.target.metric.kind
        if figure.basis is target_basis:
            if target_basis is Basis.GROWTH:
                return self._has_same_base(figure)
            is_level_of_flow = target_basis is Basis.LEVEL and kind is MetricKind.FLOW
            return not (is_level_of_flow and _is_sum_of_years(figure))
        if target_basis is Basis.CHANGE and figure.basis is Basis.LEVEL:
            # A change is also a difference of stocks, or of shares in points.
            is_of_shares = (
                kind is MetricKind.RATIO and self.bound.unit.dimension == POINTS
            )
            has_base = find_own_baseline(self.target) is not None
            return kind is MetricKind.STOCK or is_of_shares or has_base
        if kind is not MetricKind.FLOW or {target_basis, figure.basis} != _AMOUNT_BASES:
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

    def _read_figure(self, figure: Figure, bound: Bound) -> Reading:
        """Return a reading of one figure in base units."""
        kind = self.target.metric.kind
        is_at_period_end = (
            kind in (MetricKind.STOCK, MetricKind.RANK) and figure.basis is Basis.LEVEL
        )
        is_one_day = figure.start == figure.end and kind is not MetricKind.FLOW
        # A stock is as at the end of whatever period it is reported for.
        span = Span(figure.end, figure.end) if is_at_period_end else figure.span
        conversion = self.converter.find_map(bound.unit)
        return Reading(
            span,
            is_at_period_end or is_one_day or figure.start is None,
            figure.basis,
            _convert_bound(bound, conversion),
            conversion,
            get_effective_status(figure),
            figure.known_since,
            (figure,),
            conversion,
        )


def _convert_bound(bound: Bound, conversion: LinearMap) -> Interval:
    """Return the values that a bound allows, in base units."""
    if bound.relation is Relation.EQUAL:  # as nearly all figures are
        value = conversion.apply(bound.value)
        return Interval(value, value)
    return conversion.apply_to_interval(to_interval(bound))


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


def choose_per_period(readings: Iterable[Reading]) -> list[Reading]:
    """Choose one reading for each period, in order of time."""
    readings = tuple(readings)
    by_span = {reading.span: reading for reading in readings}
    if len(by_span) == len(readings):
        return [by_span[span] for span in sorted(by_span)]
    groups: dict[tuple[Span, bool, bool], list[Reading]] = {}
    for reading in readings:
        statement = (reading.span, reading.is_at_date, reading.basis is Basis.CHANGE)
        groups.setdefault(statement, []).append(reading)
    return [
        group[0] if len(group) == 1 else choose_reading(group)
        for _, group in sorted(groups.items())
    ]
