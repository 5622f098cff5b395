"""Levels: a value over a period or at a date (DESIGN.md §5.3)."""

from __future__ import annotations

from targetcli.judging.assessment import Balance, Terms, laid_out, placed
from targetcli.judging.gate import Reason
from targetcli.judging.readings import Reading, summed
from targetcli.judging.settling_periods import (
    MONTHS_A_YEAR,
    length,
    settling_spans,
    within_a_year,
)
from targetcli.judging.tiling import tiled
from targetcli.judging.totals import with_parts
from targetcli.model.period import Span
from targetcli.model.records import MetricKind, Target

_Readings = tuple[Reading, ...]


def weigh_level(terms: Terms, readings: _Readings) -> Balance:
    """Weigh a level by the kind of its metric."""
    if terms.target.metric.kind in (MetricKind.STOCK, MetricKind.RANK):
        along = placed(terms.target, readings)
        return laid_out(terms, along, along.on_time)
    return _weigh_over_periods(terms, readings)


def _weigh_over_periods(terms: Terms, readings: _Readings) -> Balance:
    """Weigh a flow or ratio by the figure for its window or its deadline's year."""
    spans = settling_spans(terms.target)
    sum_over = next((span for span in spans if within_a_year(span)), None)
    exact = tuple(r for r in readings if r.span in spans and not r.at_date)
    pieces = _pieces(terms.target, sum_over, readings)
    lengths = {length(span) for span in spans} or {MONTHS_A_YEAR}
    others = tuple(r for r in readings if r not in {*exact, *pieces})
    progress = [r for r in others if _is_progress(terms.target, lengths, r)]
    along = placed(terms.target, progress)
    settlers = [r for span in spans for r in _whole(span, exact, pieces)]
    settlers += [r for r in along.on_time if r.at_date]
    # A year that ends at a deadline in June is not the deadline's calendar year.
    underway = (*along.underway, *(r for r in along.on_time if not r.at_date))
    balance = laid_out(terms, along._replace(underway=underway), settlers)
    odd = (reading for reading in others if reading not in {*progress})
    balance = balance.without(odd, Reason.PERIOD)
    if balance.settling or sum_over is None or not pieces:
        return balance
    return with_parts(terms, balance, sum_over, pieces)


def _pieces(target: Target, whole: Span | None, readings: _Readings) -> _Readings:
    """Return a flow's readings inside the period of at most a year that settles it."""
    if whole is None or target.metric.kind is not MetricKind.FLOW:
        return ()
    return tuple(
        r
        for r in readings
        if not r.at_date and whole.contains(r.span) and r.span != whole
    )


def _is_progress(target: Target, lengths: set[int], reading: Reading) -> bool:
    """Say whether a reading is of the length that settles, or a ratio as at a date."""
    if not reading.at_date:
        return length(reading.span) in lengths
    return target.metric.kind is MetricKind.RATIO and target.window_start is None


def _whole(span: Span, exact: _Readings, pieces: _Readings) -> list[Reading]:
    """Return what says the whole of a span, firm before expected and preliminary."""
    said = [reading for reading in exact if reading.span == span]
    tiles = tiled(span, pieces)
    if tiles:
        said.append(summed(tiles))
    return sorted(said, key=lambda reading: reading.provisional)
