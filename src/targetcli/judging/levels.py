"""Assess levels: a value at a date or over a period (docs/design.md §5.3)."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date

from targetcli.judging.assessment import (
    Assessment,
    Question,
    ReadingsByTime,
    build_assessment,
    split_by_period,
)
from targetcli.judging.readings import Reading, add_readings
from targetcli.judging.reasons import Reason
from targetcli.judging.settling_periods import (
    DAY,
    MONTHS_A_YEAR,
    find_settling_spans,
    get_deadline_period,
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
    match question.target.metric.kind:
        case MetricKind.STOCK | MetricKind.RANK:
            return _assess_state(question, readings)
        case MetricKind.RATIO:
            return _assess_ratio(question, readings)
    return _assess_flow(question, readings)


def _assess_state(question: Question, readings: _Readings) -> Assessment:
    """Assess a stock or rank by the reading on the deadline day.

    Registers count on 1 January what stood at the end of the year; such a count answers
    where there is none for 31 December.
    """
    by_time = split_by_period(question.target, readings)
    settlers = by_time.on_time or tuple(
        reading for reading in by_time.after if _is_new_year(question, reading)
    )
    return build_assessment(question, by_time, settlers)


def _is_new_year(question: Question, reading: Reading) -> bool:
    deadline, day = question.target.deadline, reading.span.end
    is_single_day = reading.figures[0].span.days == 1
    return (day.month, day.day) == (1, 1) and is_single_day and day - DAY == deadline


def _assess_flow(question: Question, readings: _Readings) -> Assessment:
    """Assess a flow by its figure for the window or the year the deadline names."""
    spans = find_settling_spans(question.target)
    summed_span = next((span for span in spans if is_within_a_year(span)), None)
    exact = [r for r in readings if r.span in spans and not r.is_at_date]
    pieces = _select_pieces(question, summed_span, readings)
    settlers = [r for span in spans for r in _list_settlers(span, exact, pieces)]
    other_readings = _leave_out((*exact, *pieces), readings)
    fits = _build_length_test(question.target, spans)
    progress = [r for r in other_readings if not r.is_at_date and fits(r.span)]
    assessment = _assess_periods(question, other_readings, progress, settlers)
    if assessment.settling or summed_span is None or not pieces:
        return assessment
    return add_parts(question, assessment, summed_span, pieces)


def _assess_ratio(question: Question, readings: _Readings) -> Assessment:
    """Assess a ratio by its figure for the window or the period the deadline names.

    That period may be a day. A ratio without a window is also settled by a reading on
    the deadline day, and where a day is named by the twelve months that end on it.
    """
    target = question.target
    spans = find_settling_spans(target)
    exact = [r for span in spans for r in readings if r.span == span]
    settlers = [*exact, *_list_on_deadline(target, readings)]
    if not settlers and _names_day(target):
        settlers = [r for r in readings if _is_year_to(target.deadline, r)]
    other_readings = _leave_out(settlers, readings)
    progress = _select_progress(target, spans, other_readings)
    return _assess_periods(question, other_readings, progress, settlers)


def _leave_out(answering: Collection[Reading], readings: _Readings) -> _Readings:
    """Return the readings that are not among some of them."""
    if not answering:
        return readings
    answering_ids = set(map(id, answering))
    return tuple([r for r in readings if id(r) not in answering_ids])


def _assess_periods(
    question: Question,
    other_readings: _Readings,
    progress: list[Reading],
    settlers: list[Reading],
) -> Assessment:
    """Build the assessment of a level over periods, refusing what is no progress."""
    before, underway, on_time, after = split_by_period(question.target, progress)
    # A year that ends at a deadline in June is not the year that the deadline names.
    underway = (*underway, *on_time)
    announced = question.target.announced
    if question.target.metric.kind is MetricKind.RATIO and announced is not None:
        since = tuple(r for r in before if r.span.end > announced.end)
        underway = (*since, *underway)
        before = tuple(r for r in before if r.span.end <= announced.end)
    by_time = ReadingsByTime(before, underway, on_time, after)
    assessment = build_assessment(question, by_time, settlers)
    if len(progress) == len(other_readings):
        return assessment
    unusable = _leave_out(progress, other_readings)
    return assessment.refuse(unusable, Reason.PERIOD)


def _list_on_deadline(target: Target, readings: _Readings) -> list[Reading]:
    """Return the readings of a ratio on the deadline day, if that day answers."""
    if target.window_start is not None and not _names_day(target):
        return []
    deadline = target.deadline
    return [r for r in readings if r.is_at_date and r.span.end == deadline]


def _names_day(target: Target) -> bool:
    period = get_deadline_period(target)
    return period is not None and period.days == 1


def _is_year_to(deadline: date | None, reading: Reading) -> bool:
    is_year = measure_length(reading.span) == MONTHS_A_YEAR
    return is_year and reading.span.end == deadline


def _select_progress(
    target: Target, spans: tuple[Span, ...], readings: _Readings
) -> list[Reading]:
    """Return the readings that show how a ratio stands on the way to the deadline.

    They are of the length that settles or a whole year, cover the window or the named
    period so far, or are read on a day.
    """
    starts = {target.window_start, *(span.start for span in spans)}
    deadline = _deadline_of(target)
    fits = _build_length_test(target, spans)
    return [
        r
        for r in readings
        if r.is_at_date
        or fits(r.span)
        or (r.span.start in starts and r.span.end < deadline)
    ]


def _build_length_test(
    target: Target, spans: tuple[Span, ...]
) -> Callable[[Span], bool]:
    """Return a test that a period is as long as a settling one, or an earlier year."""
    settling_lengths = set(map(measure_length, spans))
    deadline = _deadline_of(target)

    def has_fitting_length(span: Span) -> bool:
        length = measure_length(span)
        is_earlier_year = length == MONTHS_A_YEAR and span.end < deadline
        return is_earlier_year or length in settling_lengths

    return has_fitting_length


def _deadline_of(target: Target) -> date:
    return target.deadline or date.max


def _select_pieces(
    question: Question, whole: Span | None, readings: _Readings
) -> _Readings:
    """Return a flow's readings inside the period of up to a year that settles it.

    None are of a quotient: barrels a day in each quarter are no sum of barrels.
    """
    bound = question.target.bound
    if whole is None or bound is None or "/" in bound.unit.dimension:
        return ()
    first, last = whole
    pieces = [
        r
        for r in readings
        if r.span.end <= last and first <= r.span.start and not r.is_at_date
    ]
    return tuple([r for r in pieces if r.span != whole])


def _list_settlers(
    span: Span, exact: list[Reading], pieces: _Readings
) -> list[Reading]:
    """Return the readings that cover a span, firm ones first."""
    settlers = [reading for reading in exact if reading.span == span]
    if pieces and (tiles := find_tiling(span, pieces)):
        settlers.append(add_readings(tiles))
    return sorted(settlers, key=lambda reading: reading.is_provisional)
