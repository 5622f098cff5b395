"""Assess levels: a value at a date or over a period (docs/design.md §5.3)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from targetcli.judging.assessment import (
    Assessment,
    Question,
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
    exact = tuple(r for r in readings if r.span in spans and not r.is_at_date)
    pieces = _select_pieces(question, summed_span, readings)
    settlers = [r for span in spans for r in _list_settlers(span, exact, pieces)]
    other_readings = _leave_out((*exact, *pieces), readings)
    has_fitting_length = _build_length_test(question.target, spans)
    progress = [
        r for r in other_readings if not r.is_at_date and has_fitting_length(r.span)
    ]
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
    settlers = [*exact, *(r for r in readings if _is_on_deadline(target, r))]
    if not settlers and _names_day(target):
        settlers = [r for r in readings if _is_year_to(target.deadline, r)]
    other_readings = _leave_out(settlers, readings)
    is_progress = _build_progress_test(target, spans)
    progress = [r for r in other_readings if is_progress(r)]
    return _assess_periods(question, other_readings, progress, settlers)


def _leave_out(answering: Iterable[Reading], readings: _Readings) -> _Readings:
    """Return the readings that are not among some of them."""
    answering_ids = set(map(id, answering))
    return tuple([r for r in readings if id(r) not in answering_ids])


def _assess_periods(
    question: Question,
    other_readings: _Readings,
    progress: list[Reading],
    settlers: list[Reading],
) -> Assessment:
    """Build the assessment of a level over periods, refusing what is no progress."""
    by_time = split_by_period(question.target, progress)
    # A year that ends at a deadline in June is not the year that the deadline names.
    underway = (*by_time.underway, *by_time.on_time)
    announced = question.target.announced
    if question.target.metric.kind is MetricKind.RATIO and announced is not None:
        since = tuple(r for r in by_time.before if r.span.end > announced.end)
        underway = (*since, *underway)
        by_time = by_time._replace(
            before=tuple(r for r in by_time.before if r.span.end <= announced.end)
        )
    assessment = build_assessment(
        question, by_time._replace(underway=underway), settlers
    )
    if len(progress) == len(other_readings):
        return assessment
    unusable = _leave_out(progress, other_readings)
    return assessment.refuse(unusable, Reason.PERIOD)


def _is_on_deadline(target: Target, reading: Reading) -> bool:
    """Check that a ratio is read on the deadline day, and that this day answers."""
    answers = target.window_start is None or _names_day(target)
    return answers and reading.is_at_date and reading.span.end == target.deadline


def _names_day(target: Target) -> bool:
    period = get_deadline_period(target)
    return period is not None and period.days == 1


def _is_year_to(deadline: date | None, reading: Reading) -> bool:
    is_year = measure_length(reading.span) == MONTHS_A_YEAR
    return is_year and reading.span.end == deadline


def _build_progress_test(
    target: Target, spans: tuple[Span, ...]
) -> Callable[[Reading], bool]:
    """Return a test that a ratio shows how things stand on the way to the deadline.

    It is of the length that settles or a whole year, covers the window or the named
    period so far, or is read on a day.
    """
    starts = {target.window_start, *(span.start for span in spans)}
    deadline = _deadline_of(target)
    has_fitting_length = _build_length_test(target, spans)

    def is_progress(reading: Reading) -> bool:
        if reading.is_at_date or has_fitting_length(reading.span):
            return True
        return reading.span.start in starts and reading.span.end < deadline

    return is_progress


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
    return tuple(
        r
        for r in readings
        if not r.is_at_date and whole.contains(r.span) and r.span != whole
    )


def _list_settlers(span: Span, exact: _Readings, pieces: _Readings) -> list[Reading]:
    """Return the readings that cover a span, firm ones first."""
    settlers = [reading for reading in exact if reading.span == span]
    tiles = find_tiling(span, pieces)
    if tiles:
        settlers.append(add_readings(tiles))
    return sorted(settlers, key=lambda reading: reading.is_provisional)
