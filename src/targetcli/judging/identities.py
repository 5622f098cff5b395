"""Derive a missing figure from a whole and its other parts.

3222.84 for the district with its zone less 2239.58 without it is 983.26 for the zone.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

from targetcli.judging.gate import Gate, choose_per_period
from targetcli.judging.intervals import Interval
from targetcli.judging.readings import Reading, combine_readings
from targetcli.model.period import Span
from targetcli.model.records import Basis, Figure, Identity, MetricKind, ScopedRegion

_Period = tuple[Span, bool]
_FiguresByPlace = dict[ScopedRegion, list[Figure]]


def solve_identities(
    gate: Gate, figures: tuple[Figure, ...], identities: Iterable[Identity]
) -> list[Reading]:
    """Return readings derived from identities that name the gate's place.

    Only amounts add up: levels and totals of stocks and flows (docs/design.md §5.2).
    """
    target = gate.target
    is_additive = target.metric.kind in (MetricKind.STOCK, MetricKind.FLOW)
    if not is_additive or target.basis not in (Basis.LEVEL, Basis.TOTAL):
        return []
    place = ScopedRegion(target.region, target.scope)
    figures_by_place: _FiguresByPlace = {}
    for figure in figures:
        scoped = ScopedRegion(figure.region, figure.scope)
        figures_by_place.setdefault(scoped, []).append(figure)
    return [
        reading
        for identity in identities
        if place in (identity.whole, *identity.parts)
        for reading in _solve_identity(place, identity, gate, figures_by_place)
    ]


def _solve_identity(
    solved_place: ScopedRegion,
    identity: Identity,
    gate: Gate,
    figures: _FiguresByPlace,
) -> list[Reading]:
    """Add the parts, or subtract the other parts from the whole, by period."""
    places = (identity.whole, *identity.parts)
    readings_by_place = [
        _read_by_period(place, gate, figures)
        for place in places
        if place != solved_place
    ]
    join = Interval.add if solved_place == identity.whole else Interval.subtract
    periods = set.intersection(*(set(by_period) for by_period in readings_by_place))
    readings = []
    for period in sorted(periods):
        # In the order of the identity: the whole first, unless it is what is missing.
        operands = tuple(by_period[period] for by_period in readings_by_place)
        interval = reduce(join, [operand.interval for operand in operands])
        rounded_interval = reduce(
            join, [operand.rounded_interval for operand in operands]
        )
        total = combine_readings(operands, operands[0].span, interval, rounded_interval)
        readings.append(total._replace(is_at_date=period[1], identity=identity))
    return readings


def _read_by_period(
    place: ScopedRegion, gate: Gate, figures: _FiguresByPlace
) -> dict[_Period, Reading]:
    """Return the readings of one place by period."""
    own_figures = figures.get(place, ())
    readings = choose_per_period(gate.move_to(place).read_figures(own_figures))
    return {(reading.span, reading.is_at_date): reading for reading in readings}
