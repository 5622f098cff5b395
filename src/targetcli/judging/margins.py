"""Measures: how far from the target, what share of it, and what would flip it."""

from __future__ import annotations

from decimal import Decimal

from targetcli.judging.arithmetic import Amount, quotient, to_places
from targetcli.judging.assessment import Weighed
from targetcli.judging.outcome import Flip, Margin, Verdict
from targetcli.model.bound import Relation
from targetcli.model.records import Basis, Better, MetricKind


def measured(verdict: Verdict, weighed: Weighed) -> Verdict:
    """Add how far the evidence is from the target and what it rests on."""
    reading = weighed.reading
    return verdict._replace(
        deciding=reading,
        deciding_value=_value(weighed),
        margin=margin_of(weighed),
        share=share_of(weighed),
        provisional=reading.status if reading.provisional else None,
    )


def margin_of(weighed: Weighed) -> Margin:
    """Return how far the evidence is on the good side; negative is short."""
    seen, asked = weighed.reading.interval, weighed.asked
    if asked.relation is Relation.EQUAL or asked.better is Better.NONE:
        return _two_sided(weighed)
    if asked.better is Better.MORE:
        low, high = (_gap(weighed, end, asked.low) for end in (seen.low, seen.high))
    else:
        low, high = (_gap(weighed, asked.high, end) for end in (seen.high, seen.low))
    return _margin(low, high)


def share_of(weighed: Weighed) -> Decimal | None:
    """Return the share of the target reached, where both are amounts of one sign."""
    point, asked = weighed.reading.interval.point, weighed.asked
    if point is None or not _is_amount(weighed) or asked.low != asked.high:
        return None
    if asked.low == 0 or point * asked.low < 0:
        return None
    return to_places(quotient(point, asked.low).value, 6)


def flip_of(weighed: Weighed) -> Flip | None:
    """Return the revision of the evidence that would bring it to the bound."""
    seen, asked = weighed.reading.interval.point, weighed.asked
    if seen is None or asked.relation in (Relation.EQUAL, Relation.RANGE):
        return None
    if _is_amount(weighed) and seen:
        return Flip(quotient(asked.low - seen, abs(seen)).value, None)
    return Flip(None, weighed.words.gap(asked.low, seen).value)


def _is_amount(weighed: Weighed) -> bool:
    figure = weighed.reading.figures[0]
    counts = figure.metric.kind in (MetricKind.STOCK, MetricKind.FLOW)
    return counts and figure.basis is not Basis.GROWTH


def _value(weighed: Weighed) -> Margin:
    seen = weighed.reading.interval
    low = None if seen.low is None else weighed.words.said(seen.low)
    high = None if seen.high is None else weighed.words.said(seen.high)
    return _margin(low, high)


def _two_sided(weighed: Weighed) -> Margin:
    """Return how far inside its ends the evidence is: never above half their distance.

    The distance to the nearer end rises to the middle and falls again, so its least is
    at an end of the evidence and its most is the middle or the end next to it.
    """
    seen, asked = weighed.reading.interval, weighed.asked
    least = [_gap(weighed, seen.low, asked.low), _gap(weighed, asked.high, seen.high)]
    half = weighed.words.gap(asked.high, asked.low)
    most = [
        _gap(weighed, seen.high, asked.low),
        _gap(weighed, asked.high, seen.low),
        half._replace(value=half.value / 2),
    ]
    lows = [gap for gap in least if gap is not None]
    highs = [gap for gap in most if gap is not None]
    return _margin(min(lows) if len(lows) == len(least) else None, min(highs))


def _gap(weighed: Weighed, one: Decimal | None, other: Decimal | None) -> Amount | None:
    return None if one is None or other is None else weighed.words.gap(one, other)


def _margin(low: Amount | None, high: Amount | None) -> Margin:
    exact = all(end.exact for end in (low, high) if end is not None)
    return Margin(low and low.value, high and high.value, exact)
