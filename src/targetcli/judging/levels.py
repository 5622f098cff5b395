"""Assess levels: a value at a date or over a period (docs/design.md §5.3)."""

from __future__ import annotations

from targetcli.judging.assessment import (
    Assessment,
    Question,
    build_assessment,
    split_by_period,
)
from targetcli.judging.readings import Reading, add_readings
from targetcli.judging.reasons import Reason
from targetcli.judging.settling_periods import (
    MONTHS_A_YEAR,
    find_settling_spans,
    is_within_a_year,
    measure_length,
)
from targetcli.judging.tiling import find_tiling
from targetcli.judging.totals import add_parts
from targetcli.model.period import Span
from targetcli.model.records import MetricKind, Target

_Readings = tuple[Reading, ...]


def assess_level(question: Question, readings: _Readings) -> Assessment:
    """Assess a level by the readings that answer for its kind of metric."""
    if question.target.metric.kind in (MetricKind.STOCK, MetricKind.RANK):
        by_time = split_by_period(question.target, readings)
        return build_assessment(question, by_time, by_time.on_time)
    return _assess_over_periods(question, readings)


def _assess_over_periods(question: Question, readings: _Readings) -> Assessment:
    """Assess a flow or ratio by the figure for its window or deadline year."""
    spans = find_settling_spans(question.target)
    summed_span = next((span for span in spans if is_within_a_year(span)), None)
    exact = tuple(r for r in readings if r.span in spans and not r.is_at_date)
    pieces = _select_pieces(question.target, summed_span, readings)
    lengths = {measure_length(span) for span in spans} or {MONTHS_A_YEAR}
    other_readings = tuple(r for r in readings if r not in {*exact, *pieces})
    progress = [r for r in other_readings if _is_progress(question.target, lengths, r)]
    by_time = split_by_period(question.target, progress)
    settlers = [r for span in spans for r in _list_settlers(span, exact, pieces)]
    settlers += [r for r in by_time.on_time if r.is_at_date]
    # A year that ends at a deadline in June is not the deadline's calendar year.
    underway = (*by_time.underway, *(r for r in by_time.on_time if not r.is_at_date))
    assessment = build_assessment(
        question, by_time._replace(underway=underway), settlers
    )
    unusable = (reading for reading in other_readings if reading not in {*progress})
    assessment = assessment.refuse(unusable, Reason.PERIOD)
    if assessment.settling or summed_span is None or not pieces:
        return assessment
    return add_parts(question, assessment, summed_span, pieces)


def _select_pieces(
    target: Target, whole: Span | None, readings: _Readings
) -> _Readings:
    """Return a flow's readings inside the period of up to a year that settles it."""
    if whole is None or target.metric.kind is not MetricKind.FLOW:
        return ()
    return tuple(
        r
        for r in readings
        if not r.is_at_date and whole.contains(r.span) and r.span != whole
    )


def _is_progress(target: Target, lengths: set[int], reading: Reading) -> bool:
    """Check that a reading has the settling length, or is a ratio at a date."""
    if not reading.is_at_date:
        return measure_length(reading.span) in lengths
    return target.metric.kind is MetricKind.RATIO and target.window_start is None


def _list_settlers(span: Span, exact: _Readings, pieces: _Readings) -> list[Reading]:
    """Return the readings that cover a span, firm ones first."""
    settlers = [reading for reading in exact if reading.span == span]
    tiles = find_tiling(span, pieces)
    if tiles:
        settlers.append(add_readings(tiles))
    return sorted(settlers, key=lambda reading: reading.is_provisional)
