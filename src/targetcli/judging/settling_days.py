"""Find the days on which the verdict of a target may become a settled one.

Judging on each day on which something became known grows with the square of the
figures. Most days can be left out without judging: before the deadline only a figure
that satisfies by itself, or parts that may add up to what is asked, settle anything;
after it only once a figure for its last day is in. What is left is judged.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal, localcontext
from functools import cached_property
from typing import NamedTuple

from targetcli.judging.admission import build_converter
from targetcli.judging.arithmetic import EXACT_CONTEXT
from targetcli.judging.assessment import Question
from targetcli.judging.context import TargetContext
from targetcli.judging.gate import Gate
from targetcli.judging.intervals import Truth, evaluate
from targetcli.judging.judge import build_question, complete_target
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

_Figures = tuple[Figure, ...]


class _Days(NamedTuple):
    """Some days, and all from one day on."""

    single: frozenset[date] = frozenset()
    start: date = date.max

    def join(self, other: _Days) -> _Days:
        """Return the days of both."""
        return _Days(self.single | other.single, min(self.start, other.start))


_ALL_DAYS = _Days(start=date.min)


def list_settling_days(
    target: Target, figures: Iterable[Figure], context: TargetContext
) -> list[date]:
    """Return in order the days on which something became known that may settle."""
    known = tuple(figures)
    changes = {figure.known_since for figure in known}
    changes |= {figure.end + DAY for figure in known}
    if target.metric.kind is MetricKind.EVENT:
        # What was foreseen for a span counts as happened on its very last day.
        changes |= {figure.end for figure in known}
        days = _find_days_of_event(target, known)
    elif target.bound is None:
        return []
    else:
        with localcontext(EXACT_CONTEXT):
            days = _find_days_of_meanings(target, target.bound, known, context)
    return sorted(day for day in changes if day >= days.start or day in days.single)


def _find_days_of_event(target: Target, figures: _Figures) -> _Days:
    """Return the days of reports that it happened, and all after the deadline."""
    reports = [figure for figure in figures if figure.answer is EventAnswer.YES]
    single = {
        day
        for figure in reports
        for day in (figure.known_since, figure.end, figure.end + DAY)
    }
    return _Days(frozenset(single), _day_after(target))


def _day_after(target: Target) -> date:
    """Return the day after the deadline; the last day of all where there is none."""
    return date.max if target.deadline is None else target.deadline + DAY


def _find_days_of_meanings(
    target: Target, bound: Bound, figures: _Figures, context: TargetContext
) -> _Days:
    """Return the days of all the meanings that a target may have."""
    target = take_unit_of_figures(target, figures)
    bound = target.bound or bound
    meanings = list_meanings(target, ())
    days = _Days()
    for meaning in meanings:
        meant = complete_target(apply_meaning(target, meaning), context)
        asked = resolve_bound(bound, meaning.side)
        days = days.join(_MeaningOfTarget(meant, asked, figures, context).find_days())
    # What is unsaid may also be settled by the silence about another meaning.
    return days if len(meanings) == 1 else days.join(_Days(start=_day_after(target)))


class _MeaningOfTarget:
    """A target of which nothing is unsaid, with all its figures."""

    def __init__(
        self, target: Target, bound: Bound, figures: _Figures, context: TargetContext
    ) -> None:
        self._target, self._figures = target, figures
        converter = build_converter(target, bound.unit, figures)
        self._question: Question = build_question(target, bound, converter, date.max)
        # What follows from other figures has a value that none of them has.
        self._is_plain = not context.identities and target.basis in (
            *(Basis.LEVEL, Basis.TOTAL),
        )
        self._gate = Gate(target, bound, converter)

    @cached_property
    def _days_at_deadline(self) -> _Days:
        return self._find_days_at_deadline()

    @cached_property
    def _early_readings(self) -> list[Reading]:
        """The readings that count before all days are listed anyway."""
        start = self._days_at_deadline.start
        early = (
            figure
            for figure in self._figures
            if figure.end < start and figure.known_since < start
        )
        readings = self._gate.read_figures(early)
        return [reading for reading in readings if _first_day(reading) < start]

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
        first_days = [
            max(figure.known_since, figure.end + DAY)
            for figure in self._figures
            if figure.end in last_days
        ]
        first_day = min(first_days, default=date.max)
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
        threshold = self._question.threshold
        if self._is_plain and self._target.basis is Basis.LEVEL:
            return self._list_satisfying_days()
        is_floor = threshold.better is Better.MORE and threshold.relation not in (
            *(Relation.EQUAL, Relation.RANGE),
        )
        return self._find_days_of_sum() if self._is_plain and is_floor else _ALL_DAYS

    def _list_satisfying_days(self) -> _Days:
        """Return the days from which a figure counts that may satisfy by itself."""
        threshold = self._question.threshold
        return _Days(
            frozenset(
                _first_day(reading)
                for reading in self._early_readings
                if evaluate(threshold, reading.interval) is not Truth.FALSE
            )
        )

    def _find_days_of_sum(self) -> _Days:
        """Return the days from which the largest sum of parts reaches what is asked."""
        asked = self._question.threshold.soft_low
        wholes = self._list_wholes()
        parts = (
            r for r in self._early_readings if any(w.contains(r.span) for w in wholes)
        )
        ordered = sorted(parts, key=_first_day)
        days = sorted(set(map(_first_day, ordered)))
        first_days = [_first_day(reading) for reading in ordered]

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


def _first_day(reading: Reading) -> date:
    """Return the first day on which a reading is known and its period over."""
    return max(reading.known_from, reading.span.end + DAY)


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
