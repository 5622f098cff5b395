"""Reckon growth and change from levels (docs/design.md §5.3).

They follow from two levels of one sort, at two days or over two years, or from one
level and the baseline that was announced with the target.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import reduce
from operator import mul
from typing import NamedTuple

from targetcli.judging.arithmetic import (
    GrowthScale,
    UnitConverter,
    build_growth_scale,
)
from targetcli.judging.intervals import Interval, point_interval
from targetcli.judging.own_baseline import find_own_baseline
from targetcli.judging.readings import Reading, combine_readings, prefer_reported
from targetcli.judging.settling_periods import DAY, MONTHS_A_YEAR, measure_length
from targetcli.model.period import Span
from targetcli.model.records import Basis, MetricKind, Target


class _Base(NamedTuple):
    """The level that growth or change starts from; `reading` is None if announced."""

    period: Span
    interval: Interval
    rounded_interval: Interval
    reading: Reading | None = None

    @property
    def pieces(self) -> tuple[Reading, ...]:
        """The reading of the level, unless it was announced with the target."""
        return () if self.reading is None else (self.reading,)


def reckon_growth(
    target: Target,
    levels: Iterable[Reading],
    level_converter: UnitConverter,
    growth_converter: UnitConverter,
) -> list[Reading]:
    """Return the growth that follows from levels on the base a target names.

    That is its own baseline, else a level for the base period. It stands for the
    periods and days of the later levels.
    """
    known_levels = tuple(levels)
    growth_scale = build_growth_scale(growth_converter)
    announced = _find_announced_base(target, level_converter)
    bases = list(map(_to_base, find_base_levels(target, known_levels)))
    growth = []
    for base in [announced] if announced else bases:
        others = _find_revised(target, base, known_levels)
        growth += [
            _grow(base, level, growth_scale)._replace(
                on_other_base=next(
                    (_grow(other, level, growth_scale) for other in others), None
                )
            )
            for level in known_levels
            if _has_sort_of(target, base, level) and _is_positive(base)
        ]
    return growth


def find_base_levels(target: Target, levels: Iterable[Reading]) -> list[Reading]:
    """Return the levels reported for the base period that a target names."""
    base_period = target.base_period
    if base_period is None:
        return []
    return [r for r in levels if _is_level_of(target, base_period, r)]


def reckon_changes(
    target: Target, window: Span, levels: Iterable[Reading], converter: UnitConverter
) -> list[Reading]:
    """Return the changes since the start of a window that follow from levels."""
    known_levels = tuple(levels)
    announced = _find_announced_base(target, converter)
    if announced is not None:
        return list(_list_changes(target, window, announced, known_levels))
    before = [r for r in known_levels if r.span.end == window.start - DAY]
    at_day, over_year = (
        [
            change
            for reading in before
            if reading.is_at_date is is_at_date
            for change in _list_changes(target, window, _to_base(reading), known_levels)
        ]
        for is_at_date in (True, False)
    )
    return prefer_reported(at_day, over_year, may_contest=True)


def _list_changes(
    target: Target, window: Span, base: _Base, levels: tuple[Reading, ...]
) -> Iterator[Reading]:
    others = _find_revised(target, base, levels)
    for level in levels:
        ends_inside = window.start <= level.span.end <= window.end
        if ends_inside and _has_sort_of(target, base, level):
            on_others = (_subtract(other, level, window) for other in others)
            yield _subtract(base, level, window)._replace(
                on_other_base=next(on_others, None)
            )


def _find_announced_base(target: Target, converter: UnitConverter) -> _Base | None:
    """Return the target's own baseline as a base, in base units."""
    baseline = find_own_baseline(target)
    if baseline is None:
        return None
    value = point_interval(converter.to_base_units(baseline.value, baseline.unit))
    return _Base(baseline.period, value, value)


def _to_base(reading: Reading) -> _Base:
    return _Base(reading.span, reading.interval, reading.rounded_interval, reading)


def _find_revised(
    target: Target, base: _Base, levels: Iterable[Reading]
) -> list[_Base]:
    """Return the levels reported for the period of an announced base that differ."""
    if base.reading is not None:
        return []
    reported = [_to_base(r) for r in levels if _is_level_of(target, base.period, r)]
    return [
        other
        for other in reported
        if not other.rounded_interval.overlaps(base.interval) and _is_positive(other)
    ]


def _is_level_of(target: Target, period: Span, reading: Reading) -> bool:
    """Check that a reading is the level of a period, or as at its end but for flows."""
    is_at_end = reading.is_at_date and reading.span.end == period.end
    if target.metric.kind is MetricKind.FLOW:
        return reading.span == period and not reading.is_at_date
    return is_at_end or reading.span == period


def _has_sort_of(target: Target, base: _Base, level: Reading) -> bool:
    """Check that a later level is of one sort with a base: of two days or two years.

    A share may be announced for a period of any length.
    """
    if level.span.start <= base.period.end:
        return False
    if base.reading is not None:
        if base.reading.is_at_date or level.is_at_date:
            return base.reading.is_at_date and level.is_at_date
    elif target.metric.kind is not MetricKind.FLOW:
        return True
    length = measure_length(level.span)
    is_alike = length == measure_length(base.period) and not level.is_at_date
    return is_alike and (target.basis is Basis.GROWTH or length == MONTHS_A_YEAR)


def _is_positive(base: _Base) -> bool:
    """Check that all values of a base are above zero, so that growth is defined."""
    low = base.rounded_interval.low
    return low is not None and low > 0


def _subtract(base: _Base, level: Reading, window: Span) -> Reading:
    """Return the change from a base to a later level."""
    change = combine_readings(
        (*base.pieces, level),
        Span(window.start, level.span.end),
        level.interval.subtract(base.interval),
        level.rounded_interval.subtract(base.rounded_interval),
    )
    return change._replace(basis=Basis.CHANGE)


def _grow(base: _Base, level: Reading, growth_scale: GrowthScale) -> Reading:
    """Return the growth from a base to a later level.

    It is kept on a scale on which each quotient is whole, so that nothing is rounded.
    """
    ends = (
        *(base.interval.low, base.interval.high),
        *(base.rounded_interval.low, base.rounded_interval.high),
    )
    scale = reduce(mul, {end for end in ends if end is not None})
    no_growth, step = growth_scale.no_growth, growth_scale.step

    def to_growth(quotient: Decimal) -> Decimal:
        return scale * no_growth + (quotient - scale) * step

    interval, rounded_interval = (
        _divide(level_interval, base_interval, scale).map_ends(to_growth)
        for level_interval, base_interval in (
            (level.interval, base.interval),
            (level.rounded_interval, base.rounded_interval),
        )
    )
    growth = combine_readings(
        (*base.pieces, level), level.span, interval, rounded_interval
    )
    return growth._replace(basis=Basis.GROWTH, is_at_date=level.is_at_date, scale=scale)


def _divide(level: Interval, base: Interval, scale: Decimal) -> Interval:
    """Return the quotients of values of a level and a positive base, times a scale."""
    least = _divide_end(level.low, base.high, base.low, scale)
    most = _divide_end(level.high, base.low, base.high, scale)
    return Interval(
        least,
        most,
        level.low_open or base.high_open,
        level.high_open or base.low_open,
    )


def _divide_end(
    end: Decimal | None,
    divisor: Decimal | None,
    divisor_below_zero: Decimal | None,
    scale: Decimal,
) -> Decimal | None:
    if end is not None and end < 0:
        divisor = divisor_below_zero
    return None if end is None or divisor is None else end * (scale / divisor)
