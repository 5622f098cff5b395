"""Use the baseline that was announced with a target (docs/design.md §5.3).

"Halve inflation, now 10.7 %" asks for a level, too: at most 5.35 %. Such a target may
be judged by that level as well as by reported growth or change.
"""

from __future__ import annotations

from decimal import Decimal

from targetcli.judging.arithmetic import UnitConverter, divide, drop_trailing_zeros
from targetcli.judging.settling_periods import DAY
from targetcli.model.bound import Bound
from targetcli.model.period import Span
from targetcli.model.records import Baseline, Basis, MetricKind, Target
from targetcli.model.units import MULTIPLE, PERCENTAGE, POINTS, Unit

_MONEY = "money "
# Growth at constant prices and growth at current ones are two numbers; a scope that
# names its prices says which one is meant.
_PRICE_WORDS = (
    *("不变价", "可比价", "現價", "现价", "当年价", "當年價", "不變價", "可比價"),
    *("constant price", "constant-price", "chained", "current price", "current-price"),
)
_ONE_TIMES = Unit("倍", MULTIPLE, 1, 1)
_KINDS_WITH_LEVELS = (MetricKind.STOCK, MetricKind.FLOW, MetricKind.RATIO)


def complete_from_baseline(target: Target) -> Target:
    """Return a target with the base or the start of its window from its baseline.

    "Double the 300 of 2020" names its base, and "50 more than the 300 of 2020" the day
    from which the change counts.
    """
    baseline, bound = target.baseline, target.bound
    if baseline is None or bound is None:
        return target
    is_multiple = bound.unit.dimension == MULTIPLE and target.basis is Basis.GROWTH
    if is_multiple and target.base_period is None:
        return target._replace(base_period=baseline.period)
    if target.basis is Basis.CHANGE and target.window_start is None:
        return target._replace(window_start=baseline.period.end + DAY)
    return target


def find_own_baseline(target: Target) -> Baseline | None:
    """Return the baseline from which a level follows that a target asks for, if any."""
    baseline, bound = target.baseline, target.bound
    if baseline is None or bound is None:
        return None
    if target.metric.kind not in _KINDS_WITH_LEVELS:
        return None
    if target.basis is Basis.GROWTH:
        fits = _is_base_of_growth(target, bound, baseline)
    else:
        fits = target.basis is Basis.CHANGE and _is_start(target, bound, baseline)
    return baseline if fits else None


def is_growth_of_levels(scope: str, growth_unit: Unit, level_unit: Unit) -> bool:
    """Check that growth follows from levels in a unit.

    Not of money without a price basis, nor where 5 % of a share may be points.
    """
    if level_unit.dimension == PERCENTAGE:
        return growth_unit.dimension == MULTIPLE
    is_money = _MONEY in level_unit.dimension
    return not is_money or any(word in scope.casefold() for word in _PRICE_WORDS)


def find_asked_level(target: Target) -> Bound | None:
    """Return the level that follows from a target and its own baseline, if exact."""
    baseline, bound = find_own_baseline(target), target.bound
    if baseline is None or bound is None:
        return None
    values = (
        bound.value,
        bound.value if bound.value_high is None else bound.value_high,
    )
    low, high = (_find_level(target.basis, v, bound.unit, baseline) for v in values)
    if low is None or high is None:
        return None
    has_one_end = bound.value_high is None
    return Bound(bound.relation, low, None if has_one_end else high, baseline.unit)


def _find_level(
    basis: Basis, value: Decimal, unit: Unit, baseline: Baseline
) -> Decimal | None:
    """Return baseline times growth, or plus change, in the baseline's unit."""
    if basis is Basis.GROWTH:
        multiple = UnitConverter(_ONE_TIMES, ()).to_base_units(value, unit)
        return drop_trailing_zeros(baseline.value * multiple)
    if unit.dimension == POINTS:
        # A point is ten of the base unit of shares.
        points = value * unit.numerator * 10
        change = divide(points, Decimal(baseline.unit.numerator))
    else:
        converter = UnitConverter(baseline.unit, (unit,))
        change = converter.to_target_unit(converter.to_base_units(value, unit))
    return baseline.value + change.value if change.is_exact else None


def _is_base_of_growth(target: Target, bound: Bound, baseline: Baseline) -> bool:
    """Check that a baseline is the value on which a target grows."""
    base = target.base_period
    if base is None or baseline.value <= 0:
        return False
    is_base = _is_value_of(target.metric.kind, baseline.period, base)
    return is_base and is_growth_of_levels(target.scope, bound.unit, baseline.unit)


def _is_value_of(kind: MetricKind | None, period: Span, base: Span) -> bool:
    """Check that a value for a period is one for a base period.

    The flow of a quarter is not that of its year, but a share may be read in it.
    """
    return period == base if kind is MetricKind.FLOW else base.contains(period)


def _is_start(target: Target, bound: Bound, baseline: Baseline) -> bool:
    """Check that a change begins at a baseline, in a unit that it can change by."""
    start, unit = target.window_start, baseline.unit
    if start is None or not baseline.period.start <= start <= baseline.period.end + DAY:
        return False
    is_share_in_points = (bound.unit.dimension, unit.dimension) == (POINTS, PERCENTAGE)
    return is_share_in_points or unit.is_convertible_to(bound.unit)
