"""Growth: per cent on a base, compared as it is and never pro-rated (DESIGN.md §5.3).

A window over a year without a base asks an average annual rate: yearly rates compound,
and are compared as powers, never as their mean (METHODS.md trap 13).
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import reduce

from targetcli.judging.arithmetic import AverageRateConverter
from targetcli.judging.assessment import (
    AssessedReading,
    Assessment,
    Question,
    ReadingsByTime,
    build_assessment,
    split_by_period,
)
from targetcli.judging.gate import Reason, find_growth_base
from targetcli.judging.intervals import Interval
from targetcli.judging.readings import Reading, combine_readings
from targetcli.judging.settling_periods import (
    MONTHS_A_YEAR,
    find_settling_spans,
    is_within_a_year,
    measure_length,
)
from targetcli.judging.tiling import find_prefix, find_tiling
from targetcli.model.period import Span
from targetcli.model.units import PERCENTAGE, Unit

_Readings = tuple[Reading, ...]
_PERMILLE = Unit("‰", PERCENTAGE, 1, 1)


def assess_growth(terms: Question, readings: _Readings) -> Assessment:
    """Weigh growth over a period, on a base, or on average over years."""
    along = split_by_period(terms.target, readings)
    spans = find_settling_spans(terms.target)
    if not spans:
        return build_assessment(terms, along, ())
    if find_growth_base(terms.target) is not None:
        return _assess_on_base(terms, along)
    if is_within_a_year(spans[0]):
        return _assess_one_period(terms, along, spans[0], readings)
    return _assess_average(terms, along, spans[0], readings)


def _assess_one_period(
    terms: Question, along: ReadingsByTime, window: Span, readings: _Readings
) -> Assessment:
    exact = tuple(r for r in readings if r.span == window)
    to_date = tuple(
        r for r in readings if r.span.start == window.start and window.contains(r.span)
    )
    so_far = tuple(r for r in to_date if r not in exact)
    used = {*to_date, *along.before}
    balance = build_assessment(
        terms, ReadingsByTime(along.before, so_far, exact, ()), exact
    )
    return balance.refuse((r for r in readings if r not in used), Reason.PERIOD)


def _assess_on_base(terms: Question, along: ReadingsByTime) -> Assessment:
    """Weigh cumulative growth: from the base to the end of a year, or to a day."""
    every = (*along.underway, *along.on_time, *along.after)
    odd = [reading for reading in every if not _is_growth_on_base(terms, reading)]
    fit = ReadingsByTime(*(tuple(r for r in group if r not in odd) for group in along))
    return build_assessment(terms, fit, fit.on_time).refuse(odd, Reason.PERIOD)


def _is_growth_on_base(terms: Question, reading: Reading) -> bool:
    """Say whether a growth on a base is that of a year, a day or the window so far."""
    span = reading.span
    from_start = span.start == terms.target.window_start
    return from_start or reading.is_at_date or measure_length(span) == MONTHS_A_YEAR


def _assess_average(
    terms: Question, along: ReadingsByTime, window: Span, readings: _Readings
) -> Assessment:
    yearly = [
        r
        for r in readings
        if window.contains(r.span) and measure_length(r.span) == MONTHS_A_YEAR
    ]
    exact = [reading for reading in readings if reading.span == window]
    past = [reading for reading in yearly if terms.is_past(reading)]
    tiles, so_far = find_tiling(window, past), find_prefix(window, yearly)
    settled = [terms.assess(reading) for reading in exact if terms.is_past(reading)]
    if tiles:
        settled.append(_compound(terms, tiles))
    settled.sort(key=lambda weighed: weighed.reading.is_provisional)
    used = {*yearly, *exact, *along.before}
    balance = Assessment(
        settling=settled[0] if settled else None,
        progress=_compound(terms, so_far) if so_far else None,
        before=along.before,
        during=(*yearly, *exact),
        is_incomplete=not settled and any(r.span.end == window.end for r in past),
    )
    return balance.refuse((r for r in readings if r not in used), Reason.PERIOD)


def _compound(terms: Question, tiles: _Readings) -> AssessedReading:
    """Set the product of yearly factors beside the power the target asks."""
    whole = terms.converter.to_base_units(Decimal(1000), _PERMILLE)
    years = len(tiles)
    product = _multiply_factors(whole, (tile.interval for tile in tiles))
    widened = _multiply_factors(whole, (tile.rounded_interval for tile in tiles))
    span = Span(tiles[0].span.start, tiles[-1].span.end)
    raised = terms.threshold.map_ends(lambda end: _to_factor(whole, end) ** years)
    words = AverageRateConverter(terms.converter, whole, years)
    return AssessedReading(
        combine_readings(tiles, span, product, widened), raised, words
    )


def _multiply_factors(whole: Decimal, rates: Iterable[Interval]) -> Interval:
    return reduce(_multiply, [_to_factor_interval(whole, rate) for rate in rates])


def _to_factor_interval(whole: Decimal, rates: Interval) -> Interval:
    low = None if rates.low is None else _to_factor(whole, rates.low)
    high = None if rates.high is None else _to_factor(whole, rates.high)
    return rates._replace(low=low, high=high)


def _to_factor(whole: Decimal, rate: Decimal) -> Decimal:
    """Return what is left of a whole; nothing shrinks by more than all of it."""
    return max(whole + rate, Decimal(0))


def _multiply(one: Interval, other: Interval) -> Interval:
    """Multiply two intervals of growth factors, none of which is negative."""
    low = None if one.low is None or other.low is None else one.low * other.low
    high = None if one.high is None or other.high is None else one.high * other.high
    return Interval(
        low, high, one.low_open or other.low_open, one.high_open or other.high_open
    )
