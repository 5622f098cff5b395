"""Readings: figures in the target's terms, and the choice between several.

A reading is what one or more figures say of one period, as an interval of exact
amounts. `widened` is the same interval with the reported digits taken as rounded.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from targetcli.judging.intervals import Interval, said_by
from targetcli.model.bound import Bound, Relation
from targetcli.model.period import Span
from targetcli.model.records import Basis, Figure, Identity, Status
from targetcli.model.units import COUNT, PEOPLE

_STAGES = (
    Status.EXPECTED,
    Status.PRELIMINARY,
    Status.REPORTED,
    Status.FINAL,
    Status.REVISED,
)
PROVISIONAL = frozenset({Status.EXPECTED, Status.PRELIMINARY})


class Reading(NamedTuple):
    """What figures say of one period.

    `at_date` marks a value at a day rather than over a period; `pieces` are the
    readings a sum, difference or product was made of.
    """

    span: Span
    at_date: bool
    basis: Basis
    interval: Interval
    widened: Interval
    status: Status
    known_from: date
    figures: tuple[Figure, ...]
    contested: bool = False
    identity: Identity | None = None
    pieces: tuple[Reading, ...] = ()

    @property
    def provisional(self) -> bool:
        """Say whether it rests on an expected or preliminary figure."""
        return self.status in PROVISIONAL


class Chosen(NamedTuple):
    """The reading of a period, and the figures that gave way to others."""

    reading: Reading
    replaced: tuple[Reading, ...]


def rounded(bound: Bound) -> Interval:
    """Return what a bound allows if its digits were rounded to where they end.

    A whole number of people or things is a count, and not rounded.
    """
    seen = said_by(bound)
    if bound.relation is not Relation.EQUAL:
        return seen
    exponent = bound.value.as_tuple().exponent
    places = exponent if isinstance(exponent, int) else 0
    counted = bound.unit.dimension in (COUNT, PEOPLE) and bound.unit.numerator == 1
    if counted and places >= 0:
        return seen
    half = Decimal(5).scaleb(min(places, 0) - 1)
    return Interval(bound.value - half, bound.value + half)


def choose(readings: Iterable[Reading]) -> Chosen:
    """Choose between readings of one period (DESIGN.md §5.3, last rule).

    Expected and preliminary figures never replace others; then the later known wins;
    what is left of equal rank is intersected, or contested where it is disjoint.
    """
    every = tuple(readings)
    ranked = tuple(r for r in every if not r.provisional) or every
    latest = max(reading.known_from for reading in ranked)
    equal = tuple(r for r in ranked if r.known_from == latest)
    replaced = tuple(r for r in every if r not in equal)
    result = equal[0]
    for other in equal[1:]:
        result = _together(result, other)
    return Chosen(result, replaced)


def _together(one: Reading, other: Reading) -> Reading:
    agree = one.interval.meets(other.interval)
    wide_agree = one.widened.meets(other.widened)
    return one._replace(
        interval=_met(one.interval, other.interval, agree=agree),
        widened=_met(one.widened, other.widened, agree=wide_agree),
        status=weakest((one.status, other.status)),
        figures=one.figures + other.figures,
        contested=one.contested or other.contested or not agree,
    )


def _met(one: Interval, other: Interval, *, agree: bool) -> Interval:
    return one.shared(other) if agree else one.hull(other)


def weakest(statuses: Iterable[Status]) -> Status:
    """Return the earliest stage among them."""
    return min(statuses, key=_STAGES.index)


def combined(
    pieces: tuple[Reading, ...], span: Span, interval: Interval, widened: Interval
) -> Reading:
    """Return one reading made of several, carrying the weakest stage of them."""
    if len(pieces) == 1 and pieces[0].span == span:
        return pieces[0]
    return Reading(
        span,
        at_date=False,
        basis=pieces[0].basis,
        interval=interval,
        widened=widened,
        status=weakest(piece.status for piece in pieces),
        known_from=max(piece.known_from for piece in pieces),
        figures=tuple(figure for piece in pieces for figure in piece.figures),
        contested=any(piece.contested for piece in pieces),
        pieces=pieces,
    )


def summed(pieces: tuple[Reading, ...]) -> Reading:
    """Add readings of disjoint periods."""
    interval, widened = pieces[0].interval, pieces[0].widened
    for piece in pieces[1:]:
        interval, widened = interval.plus(piece.interval), widened.plus(piece.widened)
    span = Span(pieces[0].span.start, pieces[-1].span.end)
    return combined(pieces, span, interval, widened)
