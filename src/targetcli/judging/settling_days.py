"""Find the days on which the verdict of a target may become a settled one.

Judging on each day on which something became known grows with the square of the
figures. Most days can be left out without judging: before the deadline only a figure
that satisfies by itself, or parts that may add up to what is asked, settle anything;
after it only once a figure for its last day is in. What is left is judged.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date
from decimal import Decimal, localcontext
from functools import cached_property
from typing import NamedTuple

from targetcli.judging.arithmetic import EXACT_CONTEXT
from targetcli.judging.intervals import Threshold, Truth, evaluate
from targetcli.judging.judge import build_question, complete_target
from targetcli.judging.known_figures import PlaceFigures, get_first_day
from targetcli.judging.meanings import apply_meaning, list_meanings
from targetcli.judging.nothing import take_unit_of_figures
from targetcli.judging.readings import Reading
from targetcli.judging.settling_periods import DAY, find_settling_spans
from targetcli.model.bound import Bound, Relation
from targetcli.model.period import Span
from targetcli.model.records import (
    Basis,
    Better,
    EventAnswer,
    Figure,
    MetricKind,
    Target,
    When,
)
from targetcli.model.sides import resolve_bound


class _Days(NamedTuple):
    """Some days, and all from one day on."""

    single: frozenset[date] = frozenset()
    start: date = date.max

    @property
    def first(self) -> date:
        """The first of the days."""
        return min((self.start, *self.single))

    def join(self, other: _Days) -> _Days:
        """Return the days of both."""
        return _Days(self.single | other.single, min(self.start, other.start))


_ALL_DAYS = _Days(start=date.min)


def list_settling_days(target: Target, place: PlaceFigures) -> list[date]:
    """Return in order the days on which something became known that may settle."""
    if target.metric.kind is MetricKind.EVENT:
        return _list_days_of_event(target, place.all_places.reported)
    if target.bound is None:
        return []
    with localcontext(EXACT_CONTEXT):
        days = _find_days_of_meanings(target, target.bound, place)
    changes = place.all_places.days_of_change
    start = bisect_left(changes, days.start)
    return sorted(days.single.intersection(changes[:start])) + changes[start:]


def _list_days_of_event(target: Target, figures: Sequence[Figure]) -> list[date]:
    """Return the days on which an event may be settled.

    A report that was foreseen for a span counts as happened on its very last day.
    """
    changes = {day for figure in figures for day in _list_days_of_report(figure)}
    days = _find_days_of_event(target, figures)
    return sorted(day for day in changes if day >= days.start or day in days.single)


def _find_days_of_event(target: Target, figures: Sequence[Figure]) -> _Days:
    """Return the days of reports that it happened, and all after the deadline."""
    reports = [figure for figure in figures if figure.answer is EventAnswer.YES]
    single = {day for figure in reports for day in _list_days_of_report(figure)}
    return _Days(frozenset(single), _day_after(target))


def _list_days_of_report(report: Figure) -> tuple[date, ...]:
    """Return the days on which a report changes what is known of an event."""
    known, end = report.known_since, report.end
    return known, max(known, end), max(known, end + DAY)


def _day_after(target: Target) -> date:
    """Return the day after the deadline; the last day of all where there is none."""
    return date.max if target.deadline is None else target.deadline + DAY


def _find_days_of_meanings(target: Target, bound: Bound, place: PlaceFigures) -> _Days:
    """Return the days of all the meanings that a target may have."""
    target = take_unit_of_figures(target, place.own)
    bound = target.bound or bound
    meanings = list_meanings(target, ())
    days = _Days()
    for meaning in meanings:
        meant = complete_target(apply_meaning(target, meaning), place.context)
        asked = resolve_bound(bound, meaning.side)
        days = days.join(_MeaningOfTarget(meant, asked, place).find_days())
    if len(meanings) == 1:
        return days
    # Once one meaning is settled, silence about another may settle what is unsaid.
    return days.join(_Days(start=max(_day_after(target), days.first)))


class _MeaningOfTarget:
    """A target of which nothing is unsaid, with all the figures of its place."""

    def __init__(self, target: Target, bound: Bound, place: PlaceFigures) -> None:
        self._target, self._bound, self._place = target, bound, place
        # What follows from other figures has a value that none of them has.
        self._is_plain = not place.context.identities and target.basis in (
            *(Basis.LEVEL, Basis.TOTAL),
        )

    @cached_property
    def _days_at_deadline(self) -> _Days:
        return self._find_days_at_deadline()

    @cached_property
    def _threshold(self) -> Threshold:
        """The threshold in the base units of the readings."""
        converter = self._place.read(self._target, self._bound).gate.converter
        question = build_question(self._target, self._bound, converter, date.max)
        return question.threshold

    @cached_property
    def _early_readings(self) -> Sequence[Reading]:
        """The readings that count before all days are listed anyway, by that day."""
        readings = self._place.read(self._target, self._bound).by_first_day
        start = self._days_at_deadline.start
        return readings[: bisect_left(readings, start, key=get_first_day)]

    def find_days(self) -> _Days:
        """Return the days on which it may be settled."""
        return self._days_at_deadline.join(self._find_early_days())

    def _find_days_at_deadline(self) -> _Days:
        """Return the days from which a figure is in for the last day of the target.

        A count on New Year's Day may stand for that of the day before.
        """
        deadline = self._target.deadline
        if deadline is None:
            return _Days()
        spans = find_settling_spans(self._target)
        last_days = {deadline, deadline + DAY, *(span.end for span in spans)}
        by_end = self._place.all_places.first_days_by_end
        first_day = min([by_end.get(day, date.max) for day in last_days])
        return _Days(start=max(deadline + DAY, first_day))

    def _find_early_days(self) -> _Days:
        """Return the days on which it may be settled without its last day."""
        target = self._target
        if target.deadline is None:
            return self._find_days_without_deadline()
        days = _Days()
        is_level = target.basis is Basis.LEVEL
        if target.when is When.BY and is_level:
            days = self._list_satisfying_days() if self._is_plain else _ALL_DAYS
        is_sum = target.basis is Basis.TOTAL or (
            is_level and target.metric.kind is MetricKind.FLOW
        )
        if target.metric.non_negative and is_sum:
            days = days.join(self._find_days_of_sum() if self._is_plain else _ALL_DAYS)
        return days

    def _find_days_without_deadline(self) -> _Days:
        threshold = self._threshold
        if self._is_plain and self._target.basis is Basis.LEVEL:
            return self._list_satisfying_days()
        is_floor = threshold.better is Better.MORE and threshold.relation not in (
            *(Relation.EQUAL, Relation.RANGE),
        )
        return self._find_days_of_sum() if self._is_plain and is_floor else _ALL_DAYS

    def _list_satisfying_days(self) -> _Days:
        """Return the days from which a figure counts that may satisfy by itself."""
        threshold = self._threshold
        return _Days(
            frozenset(
                get_first_day(reading)
                for reading in self._early_readings
                if evaluate(threshold, reading.interval) is not Truth.FALSE
            )
        )

    def _find_days_of_sum(self) -> _Days:
        """Return the days from which the largest sum of parts reaches what is asked."""
        asked = self._threshold.soft_low
        wholes = self._list_wholes()
        ordered = [
            r for r in self._early_readings if any(w.contains(r.span) for w in wholes)
        ]
        first_days = [get_first_day(reading) for reading in ordered]
        days = sorted(set(first_days))

        def reaches_asked(day: date) -> bool:
            known_parts = ordered[: bisect_right(first_days, day)]
            return _find_largest_sum(known_parts) >= asked

        place = bisect_left(days, True, key=reaches_asked)  # noqa: FBT003 - the value sought
        return _Days(start=days[place]) if place < len(days) else _Days()

    def _list_wholes(self) -> tuple[Span, ...]:
        """Return the spans whose parts are added up."""
        target = self._target
        if target.basis is Basis.LEVEL:
            return find_settling_spans(target)
        return (Span(target.window_start or date.min, target.deadline or date.max),)


def _find_largest_sum(parts: Sequence[Reading]) -> Decimal:
    """Return the largest sum of the lower ends of parts that share no day.

    This is weighted interval scheduling; what is below zero adds nothing.
    """
    values: dict[Span, Decimal] = {}
    for reading in parts:
        low = reading.interval.low
        if low is not None and low > 0:
            values[reading.span] = max(low, values.get(reading.span, low))
    spans = sorted(values, key=lambda span: span.end)
    ends = [span.end for span in spans]
    largest = [Decimal(0)]
    for span in spans:
        before = largest[bisect_left(ends, span.start)]
        largest.append(max(largest[-1], before + values[span]))
    return largest[-1]
