"""Growth: per cent on a base, compared as it is and never pro-rated (DESIGN.md §5.3).

A window over a year without a base asks an average annual rate: yearly rates compound,
and are compared as powers, never as their mean (METHODS.md trap 13).
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import reduce

from targetcli.judging.arithmetic import Powers
from targetcli.judging.assessment import (
    Balance,
    Placed,
    Terms,
    Weighed,
    laid_out,
    placed,
)
from targetcli.judging.gate import Reason, base_asked
from targetcli.judging.intervals import Interval
from targetcli.judging.readings import Reading, combined
from targetcli.judging.settling_periods import (
    MONTHS_A_YEAR,
    length,
    settling_spans,
    within_a_year,
)
from targetcli.judging.tiling import prefix, tiled
from targetcli.model.period import Span
from targetcli.model.units import PERCENTAGE, Unit

_Readings = tuple[Reading, ...]
_PERMILLE = Unit("‰", PERCENTAGE, 1, 1)


def weigh_growth(terms: Terms, readings: _Readings) -> Balance:
    """Weigh growth over a period, on a base, or on average over years."""
    along = placed(terms.target, readings)
    spans = settling_spans(terms.target)
    if not spans:
        return laid_out(terms, along, ())
    if base_asked(terms.target) is not None:
        return _weigh_on_base(terms, along)
    if within_a_year(spans[0]):
        return _weigh_one_period(terms, along, spans[0], readings)
    return _weigh_average(terms, along, spans[0], readings)


def _weigh_one_period(
    terms: Terms, along: Placed, window: Span, readings: _Readings
) -> Balance:
    exact = tuple(r for r in readings if r.span == window)
    to_date = tuple(
        r for r in readings if r.span.start == window.start and window.contains(r.span)
    )
    so_far = tuple(r for r in to_date if r not in exact)
    used = {*to_date, *along.before}
    balance = laid_out(terms, Placed(along.before, so_far, exact, ()), exact)
    return balance.without((r for r in readings if r not in used), Reason.PERIOD)


def _weigh_on_base(terms: Terms, along: Placed) -> Balance:
    """Weigh cumulative growth: from the base to the end of a year, or to a day."""
    every = (*along.underway, *along.on_time, *along.after)
    odd = [reading for reading in every if not _ends_the_base(terms, reading)]
    fit = Placed(*(tuple(r for r in group if r not in odd) for group in along))
    return laid_out(terms, fit, fit.on_time).without(odd, Reason.PERIOD)


def _ends_the_base(terms: Terms, reading: Reading) -> bool:
    """Say whether a growth on a base is that of a year, a day or the window so far."""
    span = reading.span
    from_start = span.start == terms.target.window_start
    return from_start or reading.at_date or length(span) == MONTHS_A_YEAR


def _weigh_average(
    terms: Terms, along: Placed, window: Span, readings: _Readings
) -> Balance:
    yearly = [
        r
        for r in readings
        if window.contains(r.span) and length(r.span) == MONTHS_A_YEAR
    ]
    exact = [reading for reading in readings if reading.span == window]
    past = [reading for reading in yearly if terms.is_past(reading)]
    tiles, so_far = tiled(window, past), prefix(window, yearly)
    settled = [terms.weigh(reading) for reading in exact if terms.is_past(reading)]
    if tiles:
        settled.append(_compounded(terms, tiles))
    settled.sort(key=lambda weighed: weighed.reading.provisional)
    used = {*yearly, *exact, *along.before}
    balance = Balance(
        settling=settled[0] if settled else None,
        progress=_compounded(terms, so_far) if so_far else None,
        before=along.before,
        course=(*yearly, *exact),
        incomplete=not settled and any(r.span.end == window.end for r in past),
    )
    return balance.without((r for r in readings if r not in used), Reason.PERIOD)


def _compounded(terms: Terms, tiles: _Readings) -> Weighed:
    """Set the product of yearly factors beside the power the target asks."""
    whole = terms.scale.of(Decimal(1000), _PERMILLE)
    years = len(tiles)
    product = _product(whole, (tile.interval for tile in tiles))
    widened = _product(whole, (tile.widened for tile in tiles))
    span = Span(tiles[0].span.start, tiles[-1].span.end)
    raised = terms.asked.mapped(lambda end: _factor(whole, end) ** years)
    words = Powers(terms.scale, whole, years)
    return Weighed(combined(tiles, span, product, widened), raised, words)


def _product(whole: Decimal, rates: Iterable[Interval]) -> Interval:
    return reduce(_times, [_factors(whole, rate) for rate in rates])


def _factors(whole: Decimal, rates: Interval) -> Interval:
    low = None if rates.low is None else _factor(whole, rates.low)
    high = None if rates.high is None else _factor(whole, rates.high)
    return rates._replace(low=low, high=high)


def _factor(whole: Decimal, rate: Decimal) -> Decimal:
    """Return what is left of a whole; nothing shrinks by more than all of it."""
    return max(whole + rate, Decimal(0))


def _times(one: Interval, other: Interval) -> Interval:
    """Multiply two intervals of growth factors, none of which is negative."""
    low = None if one.low is None or other.low is None else one.low * other.low
    high = None if one.high is None or other.high is None else one.high * other.high
    return Interval(
        low, high, one.low_open or other.low_open, one.high_open or other.high_open
    )
