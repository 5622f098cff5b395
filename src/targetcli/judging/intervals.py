"""Intervals: what a figure says of the true value, and whether that meets a target.

A reported "over 30,000" is every number above it; a verdict holds only where it holds
for all of them (METHODS.md §4.2, Kleene's three values).
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from targetcli.model.bound import Bound, Relation, half_width
from targetcli.model.records import Better


class Truth(Enum):
    """Whether a statement holds for every reading, for none, or for some."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"


class Interval(NamedTuple):
    """The values something may have; None is an end without limit."""

    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False

    @property
    def point(self) -> Decimal | None:
        """Its only value, where it has but one."""
        return self.low if self.low == self.high else None

    def plus(self, other: Interval) -> Interval:
        """Add two intervals."""
        return Interval(
            _sum(self.low, other.low),
            _sum(self.high, other.high),
            self.low_open or other.low_open,
            self.high_open or other.high_open,
        )

    def minus(self, other: Interval) -> Interval:
        """Subtract another interval."""
        return self.plus(other.negated())

    def negated(self) -> Interval:
        """Change its sign."""
        low = None if self.high is None else -self.high
        high = None if self.low is None else -self.low
        return Interval(low, high, self.high_open, self.low_open)

    def meets(self, other: Interval) -> bool:
        """Say whether the two share a value."""
        return not (self.below(other) or other.below(self))

    def below(self, other: Interval) -> bool:
        """Say whether all of it lies below all of the other."""
        if self.high is None or other.low is None:
            return False
        apart = self.high_open or other.low_open
        return self.high < other.low or (self.high == other.low and apart)

    def shared(self, other: Interval) -> Interval:
        """Return the values both allow; they must meet."""
        low, low_open = max(_low(self), _low(other), key=_tighter_low)
        high, high_open = min(_high(self), _high(other), key=_tighter_high)
        return Interval(low, high, low_open, high_open)

    def hull(self, other: Interval) -> Interval:
        """Return the least interval that holds both."""
        low, low_open = min(_low(self), _low(other), key=_tighter_low)
        high, high_open = max(_high(self), _high(other), key=_tighter_high)
        return Interval(low, high, low_open, high_open)


def exactly(value: Decimal) -> Interval:
    """Return the interval of one value."""
    return Interval(value, value)


def at_least(value: Decimal) -> Interval:
    """Return the interval from a value upwards."""
    return Interval(value, None)


def said_by(bound: Bound) -> Interval:
    """Return what a figure's words allow, in the figure's own unit."""
    value, high = bound.value, bound.value_high
    match bound.relation:
        case Relation.OVER:
            return Interval(value, high, low_open=True, high_open=high is not None)
        case Relation.AT_LEAST:
            return Interval(value, None)
        case Relation.AT_MOST:
            return Interval(None, value)
        case Relation.UNDER:
            return Interval(None, value, high_open=True)
        case Relation.ABOUT:
            width = half_width(value)
            return Interval(value - width, value + width)
        case Relation.RANGE:
            return Interval(value, high)
    return exactly(value)


class Threshold(NamedTuple):
    """What a target asks: its ends, how much "about" leaves open, which way is better.

    `low` and `high` differ for a range only, the soft ends from them for "about" only.
    """

    relation: Relation
    low: Decimal
    high: Decimal
    soft_low: Decimal
    soft_high: Decimal
    better: Better

    def mapped(self, change: Callable[[Decimal], Decimal]) -> Threshold:
        """Return the same question about amounts changed alike, order kept."""
        return Threshold(
            self.relation,
            change(self.low),
            change(self.high),
            change(self.soft_low),
            change(self.soft_high),
            self.better,
        )

    @property
    def hard(self) -> Threshold:
        """The same question with nothing left open by "about"."""
        return self._replace(soft_low=self.low, soft_high=self.high)


def asked_by(bound: Bound, better: Better) -> Threshold:
    """Return what a target asks, in the target's own unit.

    Better comes from the relation, else from the metric (DESIGN.md §5.4).
    """
    high = bound.value if bound.value_high is None else bound.value_high
    leeway = Decimal(0)
    if bound.relation is Relation.ABOUT:
        leeway = half_width(bound.value)
    way = _WAYS.get(bound.relation, better)
    soft_low, soft_high = bound.value - leeway, high + leeway
    return Threshold(bound.relation, bound.value, high, soft_low, soft_high, way)


_WAYS = {
    Relation.OVER: Better.MORE,
    Relation.AT_LEAST: Better.MORE,
    Relation.AT_MOST: Better.LESS,
    Relation.UNDER: Better.LESS,
}


def truth(asked: Threshold, seen: Interval) -> Truth:
    """Say whether the evidence satisfies what is asked, for every reading of it."""
    satisfying, not_failing = _regions(asked)
    if _inside(seen, satisfying):
        return Truth.TRUE
    return Truth.UNKNOWN if seen.meets(not_failing) else Truth.FALSE


def _regions(asked: Threshold) -> tuple[Interval, Interval]:
    """Return the values that satisfy, and those that at least do not fail."""
    low, high = asked.low, asked.high
    match asked.relation, asked.better:
        case Relation.OVER, _:
            return (over := Interval(low, None, low_open=True)), over
        case Relation.UNDER, _:
            return (under := Interval(None, low, high_open=True)), under
        case Relation.EQUAL, _:
            return exactly(low), exactly(low)
        case _, Better.MORE:
            return at_least(low), at_least(asked.soft_low)
        case _, Better.LESS:
            return Interval(None, high), Interval(None, asked.soft_high)
        case _:
            return Interval(low, high), Interval(asked.soft_low, asked.soft_high)


def _inside(inner: Interval, outer: Interval) -> bool:
    return _tighter_low(_low(inner)) >= _tighter_low(_low(outer)) and (
        _tighter_high(_high(inner)) <= _tighter_high(_high(outer))
    )


_End = tuple[Decimal | None, bool]


def _low(interval: Interval) -> _End:
    return interval.low, interval.low_open


def _high(interval: Interval) -> _End:
    return interval.high, interval.high_open


def _tighter_low(end: _End) -> tuple[Decimal, bool]:
    value, is_open = end
    return (Decimal("-Infinity") if value is None else value), is_open


def _tighter_high(end: _End) -> tuple[Decimal, bool]:
    value, is_open = end
    return (Decimal("Infinity") if value is None else value), not is_open


def _sum(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else one + other
