"""Intervals: what a figure says of the true value, and whether that meets a target.

A reported "over 30,000" is every number above it; a verdict holds only where it holds
for all of them (METHODS.md §4.2, Kleene's three values).
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from targetcli.model.bound import Bound, Relation, rounding_half_width
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

    def add(self, other: Interval) -> Interval:
        """Add two intervals."""
        return Interval(
            _add_ends(self.low, other.low),
            _add_ends(self.high, other.high),
            self.low_open or other.low_open,
            self.high_open or other.high_open,
        )

    def subtract(self, other: Interval) -> Interval:
        """Subtract another interval."""
        return self.add(other.negate())

    def negate(self) -> Interval:
        """Change its sign."""
        low = None if self.high is None else -self.high
        high = None if self.low is None else -self.low
        return Interval(low, high, self.high_open, self.low_open)

    def overlaps(self, other: Interval) -> bool:
        """Say whether the two share a value."""
        return not (self.is_below(other) or other.is_below(self))

    def is_below(self, other: Interval) -> bool:
        """Say whether all of it lies below all of the other."""
        if self.high is None or other.low is None:
            return False
        apart = self.high_open or other.low_open
        return self.high < other.low or (self.high == other.low and apart)

    def intersect(self, other: Interval) -> Interval:
        """Return the values both allow; they must meet."""
        low, low_open = max(_low_end(self), _low_end(other), key=_low_end_order)
        high, high_open = min(_high_end(self), _high_end(other), key=_high_end_order)
        return Interval(low, high, low_open, high_open)

    def enclose(self, other: Interval) -> Interval:
        """Return the least interval that holds both."""
        low, low_open = min(_low_end(self), _low_end(other), key=_low_end_order)
        high, high_open = max(_high_end(self), _high_end(other), key=_high_end_order)
        return Interval(low, high, low_open, high_open)


def point_interval(value: Decimal) -> Interval:
    """Return the interval of one value."""
    return Interval(value, value)


def upward_interval(value: Decimal) -> Interval:
    """Return the interval from a value upwards."""
    return Interval(value, None)


def to_interval(bound: Bound) -> Interval:
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
            width = rounding_half_width(value)
            return Interval(value - width, value + width)
        case Relation.RANGE:
            return Interval(value, high)
    return point_interval(value)


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

    def map_ends(self, change: Callable[[Decimal], Decimal]) -> Threshold:
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
    def without_leeway(self) -> Threshold:
        """The same question with nothing left open by "about"."""
        return self._replace(soft_low=self.low, soft_high=self.high)


def to_threshold(bound: Bound, better: Better) -> Threshold:
    """Return what a target asks, in the target's own unit.

    Better comes from the relation, else from the metric (DESIGN.md §5.4).
    """
    high = bound.value if bound.value_high is None else bound.value_high
    leeway = Decimal(0)
    if bound.relation is Relation.ABOUT:
        leeway = rounding_half_width(bound.value)
    better_side = _BETTER_BY_RELATION.get(bound.relation, better)
    soft_low, soft_high = bound.value - leeway, high + leeway
    return Threshold(
        bound.relation, bound.value, high, soft_low, soft_high, better_side
    )


_BETTER_BY_RELATION = {
    Relation.OVER: Better.MORE,
    Relation.AT_LEAST: Better.MORE,
    Relation.AT_MOST: Better.LESS,
    Relation.UNDER: Better.LESS,
}


def evaluate(threshold: Threshold, evidence: Interval) -> Truth:
    """Say whether the evidence satisfies what is asked, for every reading of it."""
    satisfying, not_failing = _accepted_intervals(threshold)
    if _is_inside(evidence, satisfying):
        return Truth.TRUE
    return Truth.UNKNOWN if evidence.overlaps(not_failing) else Truth.FALSE


def _accepted_intervals(threshold: Threshold) -> tuple[Interval, Interval]:
    """Return the values that satisfy, and those that at least do not fail."""
    low, high = threshold.low, threshold.high
    match threshold.relation, threshold.better:
        case Relation.OVER, _:
            return (over := Interval(low, None, low_open=True)), over
        case Relation.UNDER, _:
            return (under := Interval(None, low, high_open=True)), under
        case Relation.EQUAL, _:
            return point_interval(low), point_interval(low)
        case _, Better.MORE:
            return upward_interval(low), upward_interval(threshold.soft_low)
        case _, Better.LESS:
            return Interval(None, high), Interval(None, threshold.soft_high)
        case _:
            return Interval(low, high), Interval(
                threshold.soft_low, threshold.soft_high
            )


def _is_inside(inner: Interval, outer: Interval) -> bool:
    return _low_end_order(_low_end(inner)) >= _low_end_order(_low_end(outer)) and (
        _high_end_order(_high_end(inner)) <= _high_end_order(_high_end(outer))
    )


_End = tuple[Decimal | None, bool]


def _low_end(interval: Interval) -> _End:
    return interval.low, interval.low_open


def _high_end(interval: Interval) -> _End:
    return interval.high, interval.high_open


def _low_end_order(end: _End) -> tuple[Decimal, bool]:
    value, is_open = end
    return (Decimal("-Infinity") if value is None else value), is_open


def _high_end_order(end: _End) -> tuple[Decimal, bool]:
    value, is_open = end
    return (Decimal("Infinity") if value is None else value), not is_open


def _add_ends(left: Decimal | None, right: Decimal | None) -> Decimal | None:
    return None if left is None or right is None else left + right
