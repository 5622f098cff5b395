"""Measures: how far from the target, what share of it, and what would flip it."""

from __future__ import annotations

from decimal import Decimal

from targetcli.judging.arithmetic import Amount, divide, round_to_places
from targetcli.judging.assessment import AssessedReading
from targetcli.judging.outcome import Flip, Margin, Verdict
from targetcli.model.bound import Relation
from targetcli.model.records import Basis, Better, MetricKind


def add_margin(verdict: Verdict, weighed: AssessedReading) -> Verdict:
    """Add how far the evidence is from the target and what it rests on."""
    reading = weighed.reading
    return verdict._replace(
        deciding_reading=reading,
        deciding_value=_compute_value(weighed),
        margin=compute_margin(weighed),
        share=compute_share(weighed),
        provisional_status=reading.status if reading.is_provisional else None,
    )


def compute_margin(weighed: AssessedReading) -> Margin:
    """Return how far the evidence is on the good side; negative is short."""
    seen, asked = weighed.reading.interval, weighed.threshold
    if asked.relation is Relation.EQUAL or asked.better is Better.NONE:
        return _compute_two_sided(weighed)
    if asked.better is Better.MORE:
        low, high = (
            _subtract(weighed, end, asked.low) for end in (seen.low, seen.high)
        )
    else:
        low, high = (
            _subtract(weighed, asked.high, end) for end in (seen.high, seen.low)
        )
    return _build_margin(low, high)


def compute_share(weighed: AssessedReading) -> Decimal | None:
    """Return the share of the target reached, where both are amounts of one sign."""
    point, asked = weighed.reading.interval.point, weighed.threshold
    if point is None or not _is_amount(weighed) or asked.low != asked.high:
        return None
    if asked.low == 0 or point * asked.low < 0:
        return None
    return round_to_places(divide(point, asked.low).value, 6)


def compute_flip(weighed: AssessedReading) -> Flip | None:
    """Return the revision of the evidence that would bring it to the bound."""
    seen, asked = weighed.reading.interval.point, weighed.threshold
    if seen is None or asked.relation in (Relation.EQUAL, Relation.RANGE):
        return None
    if _is_amount(weighed) and seen:
        return Flip(divide(asked.low - seen, abs(seen)).value, None)
    return Flip(None, weighed.converter.subtract(asked.low, seen).value)


def _is_amount(weighed: AssessedReading) -> bool:
    figure = weighed.reading.figures[0]
    counts = figure.metric.kind in (MetricKind.STOCK, MetricKind.FLOW)
    return counts and figure.basis is not Basis.GROWTH


def _compute_value(weighed: AssessedReading) -> Margin:
    seen = weighed.reading.interval
    low = None if seen.low is None else weighed.converter.to_target_unit(seen.low)
    high = None if seen.high is None else weighed.converter.to_target_unit(seen.high)
    return _build_margin(low, high)


def _compute_two_sided(weighed: AssessedReading) -> Margin:
    """Return how far inside its ends the evidence is: never above half their distance.

    The distance to the nearer end rises to the middle and falls again, so its least is
    at an end of the evidence and its most is the middle or the end next to it.
    """
    seen, asked = weighed.reading.interval, weighed.threshold
    least = [
        _subtract(weighed, seen.low, asked.low),
        _subtract(weighed, asked.high, seen.high),
    ]
    half = weighed.converter.subtract(asked.high, asked.low)
    most = [
        _subtract(weighed, seen.high, asked.low),
        _subtract(weighed, asked.high, seen.low),
        half._replace(value=half.value / 2),
    ]
    lows = [gap for gap in least if gap is not None]
    highs = [gap for gap in most if gap is not None]
    return _build_margin(min(lows) if len(lows) == len(least) else None, min(highs))


def _subtract(
    weighed: AssessedReading, one: Decimal | None, other: Decimal | None
) -> Amount | None:
    return (
        None if one is None or other is None else weighed.converter.subtract(one, other)
    )


def _build_margin(low: Amount | None, high: Amount | None) -> Margin:
    exact = all(end.is_exact for end in (low, high) if end is not None)
    return Margin(low and low.value, high and high.value, exact)
