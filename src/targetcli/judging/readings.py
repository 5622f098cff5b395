"""Read figures as intervals, and choose between figures of one period."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cache, reduce
from typing import NamedTuple

from targetcli.judging.arithmetic import LinearMap
from targetcli.judging.intervals import Interval, point_interval, to_interval
from targetcli.model.bound import Bound, Relation, rounding_half_width
from targetcli.model.named_tuples import fill
from targetcli.model.period import Span
from targetcli.model.quantity import count_decimals
from targetcli.model.records import Basis, EventAnswer, Figure, FigureStatus, Identity
from targetcli.model.units import RANK, is_count

_STATUS_ORDER = (
    FigureStatus.EXPECTED,
    FigureStatus.PRELIMINARY,
    FigureStatus.REPORTED,
    FigureStatus.FINAL,
    FigureStatus.REVISED,
)
_REPLACING_STATUSES = frozenset({FigureStatus.FINAL, FigureStatus.REVISED})
PROVISIONAL_STATUSES = frozenset({FigureStatus.EXPECTED, FigureStatus.PRELIMINARY})


class Reading(NamedTuple):
    """The values that one or more figures allow for one period.

    The ends of its intervals are base units times `scale`. `rounding` is the interval
    that allows for the rounding of the reported digits; for the digits of the first
    figure it is the conversion to base units, as few verdicts need that interval. With
    `written` the number may be a rounded repetition of another. `is_at_date` marks a
    value at a day rather than over a period; `contradicting` holds the intervals of
    figures that may give another outcome; `pieces` are the readings a sum, difference,
    quotient or product was made of. `rivals` are other readings of the period that must
    not give the opposite outcome; `on_other_base` is the same reading on a base that
    was revised since.
    """

    span: Span
    is_at_date: bool
    basis: Basis
    interval: Interval
    rounding: Interval | LinearMap
    status: FigureStatus
    known_from: date
    figures: tuple[Figure, ...]
    written: LinearMap | None = None
    contradicting: tuple[Interval, ...] = ()
    is_contested: bool = False
    identity: Identity | None = None
    pieces: tuple[Reading, ...] = ()
    scale: Decimal = Decimal(1)
    rivals: tuple[Reading, ...] = ()
    on_other_base: Reading | None = None

    @property
    def rounded_interval(self) -> Interval:
        """The values that round to the reported digits."""
        rounding = self.rounding
        if isinstance(rounding, Interval):
            return rounding
        bound = self.figures[0].bound
        if bound is None:  # an event has no digits
            return self.interval
        return rounding.apply_to_interval(to_rounded_interval(bound))

    @property
    def written_interval(self) -> Interval | None:
        """The values that the number may be a rounded repetition of, None if none."""
        bound = self.figures[0].bound if self.written else None
        if self.written is None or bound is None:
            return None
        widened = to_written_interval(bound)
        return widened and self.written.apply_to_interval(widened)

    def __hash__(self) -> int:
        """Return a hash of what tells readings of one target apart."""
        return hash((self.span, self.known_from))

    @property
    def is_provisional(self) -> bool:
        """Check that it rests on an expected or preliminary figure."""
        return self.status in PROVISIONAL_STATUSES

    @property
    def is_from_levels(self) -> bool:
        """Check that it is a change or growth reckoned from levels."""
        is_relative = self.basis in (Basis.CHANGE, Basis.GROWTH)
        return is_relative and bool(self.pieces) and self.pieces[0].basis != self.basis

    def rescale(self, factor: Decimal) -> Reading:
        """Return the reading with its intervals on a scale larger by a factor."""

        def enlarge(interval: Interval) -> Interval:
            return interval.map_ends(lambda end: end * factor)

        return self._replace(
            interval=enlarge(self.interval),
            rounding=enlarge(self.rounded_interval),
            contradicting=tuple(map(enlarge, self.contradicting)),
            scale=self.scale * factor,
        )


def is_early(figure: Figure) -> bool:
    """Check that a figure was published before its period was over.

    An event may be reported as soon as it can have happened.
    """
    published = figure.published
    if published is None:
        return False
    earliest_day = figure.span.start if figure.answer is EventAnswer.YES else figure.end
    return published.end < earliest_day


def build_reading(
    figure: Figure, bound: Bound, conversion: LinearMap, span: Span, *, is_at_date: bool
) -> Reading:
    """Return a reading of one figure, whose value is a bound, in base units."""
    published = figure.published
    known_from = figure.end if published is None else published.end
    # Every figure is read so, and most say that they equal a number.
    if bound.relation is _EQUAL:
        value = conversion.apply(bound.value)
        interval = fill(Interval, (value, value, False, False))
    else:
        interval = conversion.apply_to_interval(to_interval(bound))
    status = figure.status
    if known_from < figure.end:
        status = get_effective_status(figure)
    fields = (
        span,
        is_at_date,
        figure.basis,
        interval,
        conversion,
        status,
        known_from,
        (figure,),
        conversion,
        (),
        False,
        None,
        (),
        _ONE,
        (),
        None,
    )
    return fill(Reading, fields)


_EQUAL, _ONE = Relation.EQUAL, Decimal(1)


def get_effective_status(figure: Figure) -> FigureStatus:
    """Return the status of a figure; an early one is expected at most."""
    published, status = figure.published, figure.status
    if published is None or published.end >= figure.end:  # as most are
        return status
    is_firm = status not in PROVISIONAL_STATUSES
    return FigureStatus.EXPECTED if is_firm and is_early(figure) else status


def to_rounded_interval(bound: Bound) -> Interval:
    """Return the values that round to the digits of a bound.

    Whole numbers of people or things are counts, and ranks are exact: not rounded.
    """
    if bound.relation is not _EQUAL:
        return to_interval(bound)
    unit, decimals = bound.unit, count_decimals(bound.value)
    if decimals == 0 and unit.numerator == 1 and is_count(unit.dimension):
        return point_interval(bound.value)
    half = _half_place(decimals)
    return Interval(bound.value - half, bound.value + half)


def to_written_interval(bound: Bound) -> Interval | None:
    """Return the values that a number may be a rounded repetition of, None if none.

    Half its last written digit: 2.0% may stand for 1.98%, and 1200 homes, whose zeros
    say nothing, for 1234. A rank and a bound are never rounded.
    """
    if bound.relation is not Relation.EQUAL or bound.unit.dimension == RANK:
        return None
    half_place = _half_place(count_decimals(bound.value))
    half = max(half_place, rounding_half_width(bound.value))
    return Interval(bound.value - half, bound.value + half)


@cache
def _half_place(decimals: int) -> Decimal:
    """Return half a unit of the last of some decimals, or of ones."""
    return Decimal(5).scaleb(-decimals - 1)


def rank_evidence(status: FigureStatus, known_from: date) -> tuple[bool, date, int]:
    """Return a sort key for figures of one period; the greatest is used.

    Expected and preliminary never replace others; then the later known wins, and of
    figures known on one day the one of the later status (docs/design.md §5.3).
    """
    return status not in PROVISIONAL_STATUSES, known_from, _STATUS_ORDER.index(status)


def choose_reading(readings: Iterable[Reading]) -> Reading:
    """Return the reading to use for one period (docs/design.md §5.3).

    Expected and preliminary figures never replace others. Within a class the later
    known replaces the earlier, unless it only says the same less precisely.
    """
    by_rank: dict[tuple[bool, date, int], list[Reading]] = {}
    for reading in readings:
        rank = rank_evidence(reading.status, reading.known_from)
        by_rank.setdefault(rank, []).append(reading)
    best_class, *_ = max(by_rank)
    ranks = sorted(rank for rank in by_rank if rank[0] is best_class)
    return reduce(_add_later, [_merge_equals(tuple(by_rank[rank])) for rank in ranks])


def _add_later(known: Reading, later: Reading) -> Reading:
    """Return the reading of a period after a later figure of its class is added."""
    replaces = later.status in _REPLACING_STATUSES or known.is_contested
    if replaces or _is_overtaken_forecast(known, later):
        return later
    figures = (*known.figures, *later.figures)
    if later.interval.point is None and known.interval.overlaps(later.interval):
        rounded = known.rounded_interval.intersect(later.rounded_interval)
        interval = known.interval.intersect(later.interval)
        return known._replace(interval=interval, rounding=rounded, figures=figures)
    if _is_repetition(later, known):
        if known.status in _REPLACING_STATUSES:
            return known._replace(figures=figures)
        statements = known.contradicting or (known.interval,)
        if later.interval not in statements:
            statements = (*statements, later.interval)
        return known._replace(contradicting=statements, figures=figures)
    return later


def _is_overtaken_forecast(known: Reading, later: Reading) -> bool:
    """Check that only a forecast is known, and the later figure is none."""
    is_forecast = known.status is FigureStatus.EXPECTED
    return is_forecast and later.status is not FigureStatus.EXPECTED


def _is_repetition(later: Reading, known: Reading) -> bool:
    """Check that a later number is how an earlier one is written with fewer digits."""
    written, value = later.written_interval, known.interval.point
    return (
        written is not None
        and value is not None
        and written.overlaps(point_interval(value))
    )


def _merge_equals(equal: tuple[Reading, ...]) -> Reading:
    """Merge readings of equal rank into one; contested if they exclude each other."""
    if len(equal) == 1:
        return equal[0]
    intervals = tuple(reading.interval for reading in equal)
    shared = _intersect_all(intervals)
    if shared is None:
        return contest_readings(equal)
    rounded = [reading.rounded_interval for reading in equal]
    return equal[0]._replace(
        interval=shared,
        rounding=reduce(Interval.intersect, rounded),
        figures=tuple(figure for reading in equal for figure in reading.figures),
        is_contested=any(reading.is_contested for reading in equal),
    )


def contest_readings(readings: tuple[Reading, ...]) -> Reading:
    """Return one reading of several that contradict each other."""
    rounded = [reading.rounded_interval for reading in readings]
    return enclose_contradicting(
        readings[0]._replace(
            rounding=reduce(Interval.enclose, rounded),
            figures=tuple(figure for reading in readings for figure in reading.figures),
            contradicting=tuple(reading.interval for reading in readings),
        )
    )


def enclose_contradicting(reading: Reading) -> Reading:
    """Return a contested reading of all values between those that contradict."""
    hull = reduce(Interval.enclose, reading.contradicting)
    return reading._replace(interval=hull, is_contested=True)


def contest_with_rival(reading: Reading, rival: Reading) -> Reading:
    """Return one contested reading of two with opposite outcomes, each kept whole."""
    scaled = (reading.rescale(rival.scale), rival.rescale(reading.scale))
    contested = contest_readings(scaled)
    return contested._replace(pieces=(), rivals=(reading, rival))


def _intersect_all(intervals: tuple[Interval, ...]) -> Interval | None:
    """Return the values that all intervals allow; None if there are none."""
    shared = intervals[0]
    for other in intervals[1:]:
        if not shared.overlaps(other):
            return None
        shared = shared.intersect(other)
    return shared


def prefer_reported(
    reported: Iterable[Reading], reckoned: Iterable[Reading], *, may_contest: bool
) -> list[Reading]:
    """Return one reading a period, of those reported and those reckoned from others.

    A firm reckoned one comes before a provisional report. With `may_contest` two firm
    ones must not give opposite outcomes.
    """
    by_period = {_period_of(reading): reading for reading in reported}
    for reading in reckoned:
        direct = by_period.get(_period_of(reading))
        if direct is None or (direct.is_provisional and not reading.is_provisional):
            by_period[_period_of(reading)] = reading
        elif may_contest and not reading.is_provisional:
            rivals = (*direct.rivals, reading)
            by_period[_period_of(reading)] = direct._replace(rivals=rivals)
    return list(by_period.values())


def _period_of(reading: Reading) -> tuple[Span, bool, bool]:
    return reading.span, reading.is_at_date, reading.basis is Basis.CHANGE


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
        rounding=rounded_interval,
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
