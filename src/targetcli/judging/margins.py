"""Calculate margin, share and the revision that would turn a verdict."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from targetcli.judging.arithmetic import (
    Amount,
    divide,
    get_last_place,
    round_to_places,
)
from targetcli.judging.assessment import AssessedReading
from targetcli.judging.intervals import Interval
from targetcli.model.bound import Relation
from targetcli.model.records import Better

_SHARE_PLACES = 6
# Asked for each target: Python 3.11 takes as long to find a member as to call.
_EQUAL, _NONE, _MORE = Relation.EQUAL, Better.NONE, Better.MORE


class Margin(NamedTuple):
    """The distance of the evidence from the target, in the target's unit.

    Negative is short of it. An end that is None has no limit: "at most −20" has only
    its upper end.
    """

    low: Decimal | None
    high: Decimal | None
    is_exact: bool = True


class Flip(NamedTuple):
    """The revision of the evidence that would turn the outcome.

    `relative` is a share of it; `absolute` is in the target's unit, for rates, ranks
    and where there is nothing to take a share of.
    """

    relative: Decimal | None
    absolute: Decimal | None


def compute_margin(assessed: AssessedReading) -> Margin:
    """Return the distance from the threshold, negative if it falls short."""
    evidence, threshold = assessed.reading.interval, assessed.threshold
    if threshold.relation is _EQUAL or threshold.better is _NONE:
        return _compute_two_sided(assessed)
    if threshold.better is _MORE:
        return _map_to_margin(
            evidence, lambda end: assessed.converter.subtract(end, threshold.low)
        )
    return _map_to_margin(
        Interval(evidence.high, evidence.low),
        lambda end: assessed.converter.subtract(threshold.high, end),
    )


def compute_value(assessed: AssessedReading) -> Margin:
    """Return the reading in the target's unit."""
    return _map_to_margin(assessed.reading.interval, assessed.converter.to_target_unit)


def _map_to_margin(interval: Interval, change: Callable[[Decimal], Amount]) -> Margin:
    """Return a margin with each end changed by a function; a point but once."""
    low = None if interval.low is None else change(interval.low)
    if interval.high is interval.low:
        return _build_margin(low, low)
    return _build_margin(low, None if interval.high is None else change(interval.high))


def compute_share(assessed: AssessedReading) -> Decimal | None:
    """Return the share of the target reached, if both are amounts of one sign."""
    point, threshold = assessed.reading.interval.point, assessed.threshold
    if point is None or not assessed.is_amount or threshold.low != threshold.high:
        return None
    if threshold.low == 0 or point * threshold.low < 0:
        return None
    return _round_beside_whole(divide(point, threshold.low).value)


def _round_beside_whole(share: Decimal) -> Decimal:
    """Round a share, but what falls short of the whole never to the whole."""
    rounded = round_to_places(share, _SHARE_PLACES)
    if rounded != 1 or share == 1:
        return rounded
    step = get_last_place(_SHARE_PLACES)
    return rounded - step if share < 1 else rounded + step


def compute_flip(assessed: AssessedReading) -> Flip | None:
    """Return the revision of the evidence that would reach the threshold."""
    value, threshold = assessed.reading.interval.point, assessed.threshold
    if value is None or threshold.relation in (Relation.EQUAL, Relation.RANGE):
        return None
    if assessed.is_amount and value:
        return Flip(divide(threshold.low - value, abs(value)).value, None)
    return Flip(None, assessed.converter.subtract(threshold.low, value).value)


def _compute_two_sided(assessed: AssessedReading) -> Margin:
    """Return the distance inside two ends, at most half the distance between them.

    The distance to the nearer end rises to the middle and falls again, so its least is
    at an end of the evidence and its most is the middle or the end next to it.
    """
    evidence, threshold = assessed.reading.interval, assessed.threshold
    least = [
        _subtract(assessed, evidence.low, threshold.low),
        _subtract(assessed, threshold.high, evidence.high),
    ]
    half = assessed.converter.subtract(threshold.high, threshold.low)
    most = [
        _subtract(assessed, evidence.high, threshold.low),
        _subtract(assessed, threshold.high, evidence.low),
        half._replace(value=half.value / 2),
    ]
    lows = [gap for gap in least if gap is not None]
    highs = [gap for gap in most if gap is not None]
    return _build_margin(min(lows) if len(lows) == len(least) else None, min(highs))


def _subtract(
    assessed: AssessedReading, minuend: Decimal | None, subtrahend: Decimal | None
) -> Amount | None:
    """Return a difference in the target's unit; None if an end has no limit."""
    return (
        None
        if minuend is None or subtrahend is None
        else assessed.converter.subtract(minuend, subtrahend)
    )


def _build_margin(low: Amount | None, high: Amount | None) -> Margin:
    """Return a margin with the exactness of both ends."""
    is_exact = (low is None or low.is_exact) and (high is None or high.is_exact)
    return Margin(low and low.value, high and high.value, is_exact)
