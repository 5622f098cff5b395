"""Assess growth rates, which are never pro-rated (docs/design.md §5.3).

A window of several years without a base is about an average annual rate: yearly rates
are compounded and compared as powers, never as a mean (docs/method.md, trap 13).
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import reduce

from targetcli.judging.arithmetic import AverageRateConverter, build_growth_scale
from targetcli.judging.assessment import (
    AssessedReading,
    Assessment,
    Question,
    ReadingsByTime,
    build_assessment,
    split_by_period,
)
from targetcli.judging.gate import find_growth_base
from targetcli.judging.intervals import Interval
from targetcli.judging.readings import Reading, combine_readings
from targetcli.judging.reasons import Reason
from targetcli.judging.settling_periods import (
    MONTHS_A_YEAR,
    find_settling_spans,
    is_within_a_year,
    measure_length,
)
from targetcli.judging.tiling import find_prefix, find_tiling
from targetcli.model.period import Span

_Readings = tuple[Reading, ...]


def assess_growth(question: Question, readings: _Readings) -> Assessment:
    """Assess growth over a period, on a named base, or on average over years."""
    by_time = split_by_period(question.target, readings)
    spans = find_settling_spans(question.target)
    if not spans:
        return build_assessment(question, by_time, ())
    if find_growth_base(question.target) is not None:
        return _assess_on_base(question, by_time)
    if is_within_a_year(spans[0]):
        return _assess_one_period(question, by_time, spans[0], readings)
    return _assess_average(question, by_time, spans[0], readings)


def _assess_one_period(
    question: Question, by_time: ReadingsByTime, window: Span, readings: _Readings
) -> Assessment:
    """Assess growth of one period on the same period a year earlier."""
    exact = tuple(r for r in readings if r.span == window)
    to_date = tuple(
        r for r in readings if r.span.start == window.start and window.contains(r.span)
    )
    so_far = tuple(r for r in to_date if r not in exact)
    used_readings = {*to_date, *by_time.before}
    assessment = build_assessment(
        question, ReadingsByTime(by_time.before, so_far, exact, ()), exact
    )
    return assessment.refuse(
        (r for r in readings if r not in used_readings), Reason.PERIOD
    )


def _assess_on_base(question: Question, by_time: ReadingsByTime) -> Assessment:
    """Assess cumulative growth on a base period."""
    candidates = (*by_time.underway, *by_time.on_time, *by_time.after)
    other_bases = [
        reading for reading in candidates if not _is_growth_on_base(question, reading)
    ]
    fitting = ReadingsByTime(
        *(tuple(r for r in group if r not in other_bases) for group in by_time)
    )
    return build_assessment(question, fitting, fitting.on_time).refuse(
        other_bases, Reason.PERIOD
    )


def _is_growth_on_base(question: Question, reading: Reading) -> bool:
    """Check that growth on a base is that of a year, a day or the window so far.

    Where the deadline names a quarter or month, it may be that of another one.
    """
    target, span = question.target, reading.span
    from_start = span.start == target.window_start
    lengths = {MONTHS_A_YEAR, *map(measure_length, find_settling_spans(target))}
    return from_start or reading.is_at_date or measure_length(span) in lengths


def _assess_average(
    question: Question, by_time: ReadingsByTime, window: Span, readings: _Readings
) -> Assessment:
    """Assess an average annual rate by yearly rates or one for the window."""
    yearly = [
        r
        for r in readings
        if window.contains(r.span) and measure_length(r.span) == MONTHS_A_YEAR
    ]
    exact = [reading for reading in readings if reading.span == window]
    past = [reading for reading in yearly if question.is_past(reading)]
    tiles, prefix = find_tiling(window, past), find_prefix(window, yearly)
    settled = [
        question.assess(reading) for reading in exact if question.is_past(reading)
    ]
    if tiles:
        settled.append(_compound(question, tiles))
    settled.sort(key=lambda assessed: assessed.reading.is_provisional)
    used_readings = {*yearly, *exact, *by_time.before}
    assessment = Assessment(
        settling=settled[0] if settled else None,
        progress=_compound(question, prefix) if prefix else None,
        before=by_time.before,
        during=(*yearly, *exact),
        is_incomplete=not settled and any(r.span.end == window.end for r in past),
    )
    return assessment.refuse(
        (r for r in readings if r not in used_readings), Reason.PERIOD
    )


def _compound(question: Question, tiles: _Readings) -> AssessedReading:
    """Compare the product of yearly factors with the power of the required one."""
    whole = build_growth_scale(question.converter).step
    years = len(tiles)
    product = _multiply_factors(whole, (tile.interval for tile in tiles))
    rounded_interval = _multiply_factors(
        whole, (tile.rounded_interval for tile in tiles)
    )
    span = Span(tiles[0].span.start, tiles[-1].span.end)
    raised = question.threshold.map_ends(lambda end: _to_factor(whole, end) ** years)
    converter = AverageRateConverter(question.converter, whole, years)
    return AssessedReading(
        combine_readings(tiles, span, product, rounded_interval), raised, converter
    )


def _multiply_factors(whole: Decimal, rates: Iterable[Interval]) -> Interval:
    """Return the product of the growth factors that belong to rates."""
    return reduce(_multiply, [_to_factor_interval(whole, rate) for rate in rates])


def _to_factor_interval(whole: Decimal, rates: Interval) -> Interval:
    """Return growth factors for an interval of rates."""
    low = None if rates.low is None else _to_factor(whole, rates.low)
    high = None if rates.high is None else _to_factor(whole, rates.high)
    return rates._replace(low=low, high=high)


def _to_factor(whole: Decimal, rate: Decimal) -> Decimal:
    """Return the growth factor of a rate, at least zero."""
    return max(whole + rate, Decimal(0))


def _multiply(left: Interval, right: Interval) -> Interval:
    """Multiply two intervals of growth factors, none of which is negative."""
    low = None if left.low is None or right.low is None else left.low * right.low
    high = None if left.high is None or right.high is None else left.high * right.high
    return Interval(
        low, high, left.low_open or right.low_open, left.high_open or right.high_open
    )
