"""Read figures as intervals, and choose between figures of one period."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import reduce
from typing import NamedTuple

from targetcli.judging.intervals import Interval, to_interval
from targetcli.model.bound import Bound, Relation
from targetcli.model.period import Span
from targetcli.model.records import Basis, EventAnswer, Figure, FigureStatus, Identity
from targetcli.model.units import COUNT, PEOPLE, RANK

_STATUS_ORDER = (
    FigureStatus.EXPECTED,
    FigureStatus.PRELIMINARY,
    FigureStatus.REPORTED,
    FigureStatus.FINAL,
    FigureStatus.REVISED,
)
PROVISIONAL_STATUSES = frozenset({FigureStatus.EXPECTED, FigureStatus.PRELIMINARY})


class Reading(NamedTuple):
    """The values that one or more figures allow for one period, in base units.

    `rounded_interval` allows for the rounding of the reported digits. `is_at_date`
    marks a value at a day rather than over a period; `contradicting` holds the
    intervals of figures that exclude each other; `pieces` are the readings a sum,
    difference or product was made of.
    """

    span: Span
    is_at_date: bool
    basis: Basis
    interval: Interval
    rounded_interval: Interval
    status: FigureStatus
    known_from: date
    figures: tuple[Figure, ...]
    contradicting: tuple[Interval, ...] = ()
    is_contested: bool = False
    identity: Identity | None = None
    pieces: tuple[Reading, ...] = ()

    @property
    def is_provisional(self) -> bool:
        """Check that it rests on an expected or preliminary figure."""
        return self.status in PROVISIONAL_STATUSES


def is_early(figure: Figure) -> bool:
    """Check that a figure was published before its period was over.

    An event may be reported as soon as it can have happened.
    """
    published = figure.published
    earliest_day = figure.span.start if figure.answer is EventAnswer.YES else figure.end
    return published is not None and published.end < earliest_day


def get_effective_status(figure: Figure) -> FigureStatus:
    """Return the status of a figure; an early one is expected at most."""
    is_firm = figure.status not in PROVISIONAL_STATUSES
    return FigureStatus.EXPECTED if is_firm and is_early(figure) else figure.status


def to_rounded_interval(bound: Bound) -> Interval:
    """Return the values that round to the digits of a bound.

    Whole numbers of people or things are counts, and ranks are exact: not rounded.
    """
    interval = to_interval(bound)
    if bound.relation is not Relation.EQUAL:
        return interval
    places = min(int(bound.value.as_tuple().exponent), 0)
    is_whole = places == 0 and bound.unit.numerator == 1
    if is_whole and bound.unit.dimension in (COUNT, PEOPLE, RANK):
        return interval
    half = Decimal(5).scaleb(places - 1)
    return Interval(bound.value - half, bound.value + half)


def rank_evidence(status: FigureStatus, known_from: date) -> tuple[bool, date, int]:
    """Return a sort key for figures of one period; the greatest is used.

    Expected and preliminary never replace others; then the later known wins, and of
    figures known on one day the one of the later status (docs/design.md §5.3).
    """
    return status not in PROVISIONAL_STATUSES, known_from, _STATUS_ORDER.index(status)


def choose_reading(readings: Iterable[Reading]) -> Reading:
    """Return the reading to use for one period (docs/design.md §5.3).

    Intervals of equal rank are intersected, or contested where they exclude each other.
    """
    ranked = [(rank_evidence(r.status, r.known_from), r) for r in readings]
    best = max(place for place, _ in ranked)
    equal = tuple(reading for place, reading in ranked if place == best)
    return equal[0] if len(equal) == 1 else _merge_equals(equal)


def _merge_equals(equal: tuple[Reading, ...]) -> Reading:
    """Merge readings of equal rank into one."""
    intervals = tuple(reading.interval for reading in equal)
    shared = _intersect_all(intervals)
    hull, wide_hull = (
        reduce(Interval.enclose, intervals)
        for intervals in (intervals, [reading.rounded_interval for reading in equal])
    )
    return equal[0]._replace(
        interval=shared or hull,
        rounded_interval=_intersect_all(
            tuple(reading.rounded_interval for reading in equal)
        )
        or wide_hull,
        figures=tuple(figure for reading in equal for figure in reading.figures),
        contradicting=() if shared else intervals,
        is_contested=shared is None or any(reading.is_contested for reading in equal),
    )


def _intersect_all(intervals: tuple[Interval, ...]) -> Interval | None:
    """Return the values that all intervals allow; None if there are none."""
    shared = intervals[0]
    for other in intervals[1:]:
        if not shared.overlaps(other):
            return None
        shared = shared.intersect(other)
    return shared


def find_weakest_status(statuses: Iterable[FigureStatus]) -> FigureStatus:
    """Return the earliest of several statuses."""
    return min(statuses, key=_STATUS_ORDER.index)


def combine_readings(
    pieces: tuple[Reading, ...],
    span: Span,
    interval: Interval,
    rounded_interval: Interval,
) -> Reading:
    """Return one reading made of several, with the weakest status of them."""
    return Reading(
        span,
        is_at_date=False,
        basis=pieces[0].basis,
        interval=interval,
        rounded_interval=rounded_interval,
        status=find_weakest_status(piece.status for piece in pieces),
        known_from=max(piece.known_from for piece in pieces),
        figures=tuple(figure for piece in pieces for figure in piece.figures),
        is_contested=any(piece.is_contested for piece in pieces),
        pieces=pieces,
    )


def add_readings(pieces: tuple[Reading, ...]) -> Reading:
    """Return the sum of readings of disjoint periods."""
    if len(pieces) == 1:
        return pieces[0]
    interval = reduce(Interval.add, [piece.interval for piece in pieces])
    rounded_interval = reduce(
        Interval.add, [piece.rounded_interval for piece in pieces]
    )
    span = Span(pieces[0].span.start, pieces[-1].span.end)
    return combine_readings(pieces, span, interval, rounded_interval)
