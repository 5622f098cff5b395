"""The gate: which figures may be set against a target, and why the others may not.

Every figure of the metric for the region or a part of it is used or refused with a
reason; none is silently dropped (DESIGN.md §5.2).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from targetcli.judging.exact import Scale
from targetcli.judging.intervals import said_by
from targetcli.judging.readings import Reading, choose, rounded, weakest
from targetcli.model.bound import Bound
from targetcli.model.period import Span, period_text
from targetcli.model.records import (
    Basis,
    Figure,
    Identity,
    Kind,
    Place,
    Target,
)
from targetcli.model.units import Unit

_A_YEAR = 366


class Reason(StrEnum):
    """Why a figure is refused, or why a verdict is what it is."""

    SCOPE = "scope"
    UNIT = "unit"
    BASIS = "basis"
    PERIOD = "period"
    SUB_REGION = "sub-region"
    REPLACED = "replaced"
    NO_NUMBER = "no-number"
    BASE = "base"
    WINDOW = "window"
    NO_DEADLINE = "no-deadline"
    BOUND = "bound"
    ABOUT = "about"
    INCOMPLETE = "incomplete"
    CONTESTED = "contested"
    SPAN = "span"
    NO_FIGURE = "no-figure"
    NO_BASELINE = "no-baseline"
    NO_PATH = "no-path"
    AWAITED = "awaited"
    UNDATED = "undated"
    WITHIN_ROUNDING = "within-rounding"
    WITHDRAWN_LATER = "withdrawn-later"


class Refusal(NamedTuple):
    """A figure that may not be set against the target, and why."""

    figure: Figure
    reason: Reason


class Surroundings(NamedTuple):
    """What a verdict needs to know around a target: its sub-regions, the identities."""

    sub_regions: frozenset[str] = frozenset()
    identities: tuple[Identity, ...] = ()


NOWHERE = Surroundings()


class Admitted(NamedTuple):
    """What passed the gate: one reading a period, and the scale they are on."""

    readings: tuple[Reading, ...]
    refused: tuple[Refusal, ...]
    scale: Scale


def known(figures: Iterable[Figure], as_of: date) -> tuple[Figure, ...]:
    """Return the figures that were known on the day."""
    return tuple(figure for figure in figures if figure.known_from <= as_of)


def admit(
    target: Target, bound: Bound, figures: Iterable[Figure], around: Surroundings
) -> Admitted:
    """Let through what says the same kind of thing of the same place."""
    every = tuple(figures)
    own = [figure for figure in every if figure.region == target.region]
    parts = [figure for figure in every if figure.region in around.sub_regions]
    usable, refused = _sorted_out(target, bound, own)
    scale = Scale(bound.unit, _units(every, bound))
    readings = [reading_of(figure, scale) for figure in usable]
    derived = _derived(target, bound, every, around.identities, scale)
    readings += _missing_only(derived, readings)
    used = {figure.id for reading in readings for figure in reading.figures}
    refused += [Refusal(figure, Reason.SUB_REGION) for figure in parts]
    chosen, replaced = _one_a_period(readings)
    kept_out = [refusal for refusal in refused if refusal.figure.id not in used]
    return Admitted(chosen, (*kept_out, *replaced), scale)


def reading_of(figure: Figure, scale: Scale) -> Reading:
    """Return what one figure says, on the target's scale."""
    bound = figure.bound
    if bound is None:
        raise ValueError(figure)
    return Reading(
        figure.span,
        figure.start is None or figure.start == figure.end,
        figure.basis,
        scale.interval(said_by(bound), bound.unit),
        scale.interval(rounded(bound), bound.unit),
        figure.status,
        figure.known_from,
        (figure,),
    )


def _units(figures: Iterable[Figure], bound: Bound) -> tuple[Unit, ...]:
    return tuple(
        {
            figure.bound.unit
            for figure in figures
            if figure.bound and figure.bound.unit.measures_the_same(bound.unit)
        }
    )


def _sorted_out(
    target: Target, bound: Bound, figures: Iterable[Figure]
) -> tuple[list[Figure], list[Refusal]]:
    usable, refused = [], []
    for figure in figures:
        reason = _fault(target, bound, figure)
        if reason is None:
            usable.append(figure)
        else:
            refused.append(Refusal(figure, reason))
    return usable, refused


def _fault(target: Target, bound: Bound, figure: Figure) -> Reason | None:
    if figure.scope != target.scope:
        return Reason.SCOPE
    if figure.bound is None or not figure.bound.unit.measures_the_same(bound.unit):
        # A growth rate beside a level is first of all another kind of statement.
        same = _same_basis(target, figure)
        return Reason.UNIT if same else Reason.BASIS
    if not _same_basis(target, figure):
        return Reason.BASIS
    return None


def _same_basis(target: Target, figure: Figure) -> bool:
    if target.basis is Basis.GROWTH and figure.basis is Basis.GROWTH:
        return figure.base_period in (None, target.base_period)
    if figure.basis is target.basis:
        return True
    if target.metric.kind is Kind.STOCK and target.basis is Basis.CHANGE:
        return figure.basis is Basis.LEVEL
    amounts = {Basis.LEVEL, Basis.TOTAL}
    if target.metric.kind is not Kind.FLOW or {target.basis, figure.basis} != amounts:
        return False
    # Over one period of at most a year a flow's level and its total are one statement.
    return figure.start is not None and figure.span.days <= _A_YEAR


def _one_a_period(
    readings: Iterable[Reading],
) -> tuple[tuple[Reading, ...], tuple[Refusal, ...]]:
    groups: dict[_Statement, list[Reading]] = {}
    for reading in readings:
        groups.setdefault(_statement(reading), []).append(reading)
    chosen, replaced = [], []
    for statement in sorted(groups):
        choice = choose(groups[statement])
        chosen.append(choice.reading)
        replaced += [
            Refusal(figure, Reason.REPLACED)
            for reading in choice.replaced
            for figure in reading.figures
            if reading.identity is None
        ]
    return tuple(chosen), tuple(replaced)


# What a reading is about: its period, whether it is at a date, a change, on a base.
_Statement = tuple[Span, bool, bool, str]


def _statement(reading: Reading) -> _Statement:
    base = reading.figures[0].base_period
    is_change = reading.basis is Basis.CHANGE
    return reading.span, reading.at_date, is_change, period_text(base) if base else ""


def _missing_only(derived: Iterable[Reading], direct: list[Reading]) -> list[Reading]:
    there = {(reading.span, reading.at_date) for reading in direct}
    return [r for r in derived if (r.span, r.at_date) not in there]


def _derived(
    target: Target,
    bound: Bound,
    figures: tuple[Figure, ...],
    identities: tuple[Identity, ...],
    scale: Scale,
) -> list[Reading]:
    """Solve the identities that name the target's place for what is missing."""
    if target.basis not in (Basis.LEVEL, Basis.TOTAL):
        return []
    if target.metric.kind not in (Kind.STOCK, Kind.FLOW):
        return []
    place = Place(target.region, target.scope)
    found: list[Reading] = []
    for identity in identities:
        places = (identity.whole, *identity.parts)
        if place not in places:
            continue
        others = [other for other in places if other != place]
        by_place = [_at_place(target, bound, figures, other, scale) for other in others]
        periods = set.intersection(*(set(readings) for readings in by_place))
        for period in sorted(periods):
            terms = [readings[period] for readings in by_place]
            found.append(_solved(identity, place, others, terms))
    return found


_Period = tuple[Span, bool]


def _at_place(
    target: Target,
    bound: Bound,
    figures: tuple[Figure, ...],
    place: Place,
    scale: Scale,
) -> dict[_Period, Reading]:
    there = target._replace(region=place.region, scope=place.scope)
    own = [figure for figure in figures if figure.region == place.region]
    usable, _ = _sorted_out(there, bound, own)
    readings = [reading_of(figure, scale) for figure in usable]
    chosen, _ = _one_a_period(readings)
    return {(reading.span, reading.at_date): reading for reading in chosen}


def _solved(
    identity: Identity, place: Place, others: list[Place], terms: list[Reading]
) -> Reading:
    """Add the parts up, or take the other parts from the whole."""
    interval, widened = terms[0].interval, terms[0].widened
    # `others` keeps the order whole, part, part …; without the whole all are parts.
    for term in terms[1:]:
        if place == identity.whole:
            interval = interval.plus(term.interval)
            widened = widened.plus(term.widened)
        else:
            interval = interval.minus(term.interval)
            widened = widened.minus(term.widened)
    return terms[0]._replace(
        interval=interval,
        widened=widened,
        status=weakest(term.status for term in terms),
        known_from=max(term.known_from for term in terms),
        figures=tuple(figure for term in terms for figure in term.figures),
        contested=any(term.contested for term in terms),
        identity=identity,
        pieces=tuple(terms),
    )
