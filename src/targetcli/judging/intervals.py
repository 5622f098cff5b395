"""Compare intervals of possible values with the threshold of a target.

A reported "over 30,000" may be any number above it; a target is satisfied only if all
of them satisfy it (docs/design.md §5.4: Kleene's three truth values).
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from targetcli.model.bound import Bound, Relation, rounding_half_width
from targetcli.model.records import Better


class Truth(StrEnum):
    """Result of a comparison: satisfied by all values of an interval, none, or some."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"


class Interval(NamedTuple):
    """A range of possible values; an end that is None has no limit."""

    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False

    @property
    def point(self) -> Decimal | None:
        """The only value of the interval; None where there are several."""
        low, high = self.low, self.high
        return low if low is high or low == high else None

    def map_ends(self, change: Callable[[Decimal], Decimal]) -> Interval:
        """Return the interval with each end changed by a rising function."""
        low = None if self.low is None else change(self.low)
        if self.high is self.low:
            return Interval(low, low, self.low_open, self.high_open)
        high = None if self.high is None else change(self.high)
        return Interval(low, high, self.low_open, self.high_open)

    def add(self, other: Interval) -> Interval:
        """Return the sums of values of two intervals."""
        return Interval(
            _add_ends(self.low, other.low),
            _add_ends(self.high, other.high),
            self.low_open or other.low_open,
            self.high_open or other.high_open,
        )

    def subtract(self, other: Interval) -> Interval:
        """Return the differences of values of two intervals."""
        return self.add(other.negate())

    def negate(self) -> Interval:
        """Return the interval with the sign changed."""
        low = None if self.high is None else -self.high
        high = None if self.low is None else -self.low
        return Interval(low, high, self.high_open, self.low_open)

    def overlaps(self, other: Interval) -> bool:
        """Check that the two intervals share a value."""
        return not (self.is_below(other) or other.is_below(self))

    def is_below(self, other: Interval) -> bool:
        """Check that all values are below all those of another interval."""
        if self.high is None or other.low is None:
            return False
        apart = self.high_open or other.low_open
        return self.high < other.low or (self.high == other.low and apart)

    def intersect(self, other: Interval) -> Interval:
        """Return the values in both intervals, which must overlap."""
        low, low_open = max(_low_end(self), _low_end(other), key=_low_end_order)
        high, high_open = min(_high_end(self), _high_end(other), key=_high_end_order)
        return Interval(low, high, low_open, high_open)

    def enclose(self, other: Interval) -> Interval:
        """Return the smallest interval that contains both."""
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
    """Return the values that a bound allows, in its own unit."""
    value, high = bound.value, bound.value_high
    if bound.relation is Relation.EQUAL:  # as nearly all figures are
        return point_interval(value)
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
    """The values a target requires, and which side of them is better.

    `low` and `high` differ for a range only. The soft ends differ from them for "about"
    only: a value between hard and soft end may or may not satisfy.
    """

    relation: Relation
    low: Decimal
    high: Decimal
    soft_low: Decimal
    soft_high: Decimal
    better: Better

    def map_ends(self, change: Callable[[Decimal], Decimal]) -> Threshold:
        """Return the threshold with each end changed by a rising function."""
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
        """The threshold without the leeway of "about"."""
        return self._replace(soft_low=self.low, soft_high=self.high)


def to_threshold(bound: Bound, better: Better) -> Threshold:
    """Return the threshold of a target in its own unit.

    Which side is better follows from the relation, else from the metric
    (docs/design.md §5.4).
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
    """Return True if all, none or some of the possible values satisfy a threshold."""
    value = evidence.low
    if value is evidence.high and value is not None:  # as of most figures
        return _evaluate_point(threshold, value)
    satisfying, not_failing = _accepted_intervals(threshold)
    if _is_inside(evidence, satisfying):
        return Truth.TRUE
    return Truth.UNKNOWN if evidence.overlaps(not_failing) else Truth.FALSE


# Asking an enumeration for a member costs as much as a call, and this is asked often.
_OVER, _UNDER, _EQUAL = Relation.OVER, Relation.UNDER, Relation.EQUAL
_MORE, _LESS = Better.MORE, Better.LESS
_TRUTHS = {True: Truth.TRUE, False: Truth.FALSE}
_TRUE, _UNKNOWN, _FALSE = Truth.TRUE, Truth.UNKNOWN, Truth.FALSE


def _evaluate_point(threshold: Threshold, value: Decimal) -> Truth:
    """Return the truth for a single value; only "about" leaves one unknown."""
    relation, low, high, soft_low, soft_high, better = threshold
    if relation is _OVER:
        return _TRUTHS[value > low]
    if relation is _UNDER:
        return _TRUTHS[value < low]
    if relation is _EQUAL:
        return _TRUTHS[value == low]
    if (better is _LESS or value >= low) and (better is _MORE or value <= high):
        return _TRUE
    may_be_high_enough = better is _LESS or value >= soft_low
    may_be_low_enough = better is _MORE or value <= soft_high
    return _UNKNOWN if may_be_high_enough and may_be_low_enough else _FALSE


def _accepted_intervals(threshold: Threshold) -> tuple[Interval, Interval]:
    """Return the values that satisfy, and those that may satisfy."""
    relation, low, high, soft_low, soft_high, better = threshold
    if relation is _OVER:
        return (over := Interval(low, None, low_open=True)), over
    if relation is _UNDER:
        return (under := Interval(None, low, high_open=True)), under
    if relation is _EQUAL:
        return (point := point_interval(low)), point
    if better is _MORE:
        return upward_interval(low), upward_interval(soft_low)
    if better is _LESS:
        return Interval(None, high), Interval(None, soft_high)
    return Interval(low, high), Interval(soft_low, soft_high)


def _is_inside(inner: Interval, outer: Interval) -> bool:
    """Check that one interval contains another."""
    if outer.low is not None:
        if inner.low is None or inner.low < outer.low:
            return False
        if inner.low == outer.low and outer.low_open and not inner.low_open:
            return False
    if outer.high is None:
        return True
    if inner.high is None or inner.high > outer.high:
        return False
    return inner.high < outer.high or inner.high_open or not outer.high_open


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
