"""Identities: what a whole and its parts say of the one that is missing.

3222.84 for the district with its zone less 2239.58 without it is 983.26 for the zone.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

from targetcli.judging.gate import Gate, one_a_period
from targetcli.judging.intervals import Interval
from targetcli.judging.readings import Reading, combined
from targetcli.model.period import Span
from targetcli.model.records import Basis, Figure, Identity, MetricKind, ScopedRegion

_Period = tuple[Span, bool]


def solved(
    gate: Gate, figures: tuple[Figure, ...], identities: Iterable[Identity]
) -> list[Reading]:
    """Solve the identities that name the gate's place for what is said of it."""
    target = gate.target
    adds_up = target.metric.kind in (MetricKind.STOCK, MetricKind.FLOW)
    if not adds_up or target.basis not in (Basis.LEVEL, Basis.TOTAL):
        return []
    here = ScopedRegion(target.region, target.scope)
    return [
        reading
        for identity in identities
        if here in (identity.whole, *identity.parts)
        for reading in _solved_for(here, identity, gate, figures)
    ]


def _solved_for(
    here: ScopedRegion, identity: Identity, gate: Gate, figures: tuple[Figure, ...]
) -> list[Reading]:
    """Add the parts up, or take the other parts from the whole, period by period."""
    places = (identity.whole, *identity.parts)
    others = [_said_of(place, gate, figures) for place in places if place != here]
    join = Interval.plus if here == identity.whole else Interval.minus
    periods = set.intersection(*(set(said) for said in others))
    found = []
    for period in sorted(periods):
        # In the order of the identity: the whole first, unless it is what is missing.
        terms = tuple(said[period] for said in others)
        interval = reduce(join, [term.interval for term in terms])
        widened = reduce(join, [term.widened for term in terms])
        total = combined(terms, terms[0].span, interval, widened)
        found.append(total._replace(at_date=period[1], identity=identity))
    return found


def _said_of(
    place: ScopedRegion, gate: Gate, figures: tuple[Figure, ...]
) -> dict[_Period, Reading]:
    readings = one_a_period(gate.at(place).readings(figures))
    return {(reading.span, reading.at_date): reading for reading in readings}
