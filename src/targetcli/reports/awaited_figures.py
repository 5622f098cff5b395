"""Find the figures that a target waits for, by the periods of those it has.

Offices report in rounds: each quarter, each year, or added up since January. Figures
that are there show the round; the next ones follow in the same step.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from targetcli.model.period import Span, add_months, months_between, year_span
from targetcli.model.records import Basis, Figure, MetricKind, Target

_MONTHS_A_YEAR = 12
_MOST_AWAITED = 60  # periods of one target that a form asks for
_STATES = (MetricKind.STOCK, MetricKind.RANK, MetricKind.EVENT)
# Metrics whose periods are kept for the next targets of the same place.
_MOST_GROUPED = 64

_Subject = tuple[str, str, str, bool]
"""The place, scope and metric of a figure, and whether it is growth."""
_PeriodsBySubject = Mapping[_Subject, tuple[Span, ...]]


class AwaitedFigure(NamedTuple):
    """A figure that a target waits for; a state has a period of one day."""

    target: Target
    period: Span


def list_awaited(
    target: Target, figures: Iterable[Figure], as_of: date
) -> tuple[AwaitedFigure, ...]:
    """Return the figures whose periods are over and that are not there, in order."""
    return _list_after(target, list_periods(target, figures), as_of)


def _list_after(
    target: Target, periods: tuple[Span, ...], as_of: date
) -> tuple[AwaitedFigure, ...]:
    awaited: list[AwaitedFigure] = []
    while len(awaited) < _MOST_AWAITED:
        period = next_period(target, periods, as_of)
        if period is None or period.end >= as_of:
            break
        awaited.append(AwaitedFigure(target, period))
        periods = (*periods, period)
    return tuple(awaited)


def list_periods(target: Target, figures: Iterable[Figure]) -> tuple[Span, ...]:
    """Return the periods of the figures of a target's own place, scope and sort."""
    return _group_periods(figures).get(_subject_of(target), ())


def _group_periods(figures: Iterable[Figure]) -> _PeriodsBySubject:
    groups: dict[_Subject, set[Span]] = {}
    for figure in figures:
        groups.setdefault(_subject_of(figure), set()).add(figure.span)
    return {
        subject: tuple(sorted(spans, key=lambda span: (span.end, span.start)))
        for subject, spans in groups.items()
    }


def _subject_of(record: Target | Figure) -> _Subject:
    is_growth = record.basis is Basis.GROWTH
    return (record.region, record.scope, record.metric.name, is_growth)


def next_period(target: Target, periods: tuple[Span, ...], as_of: date) -> Span | None:
    """Return the period of the figure that follows those of some periods.

    None where the target has a figure for its deadline, or has neither deadline nor
    figures to tell the round by.
    """
    deadline = target.deadline
    if not periods:
        return None if deadline is None else _first_period(target, deadline, as_of)
    latest = max(periods, key=lambda span: (span.end, span.days))
    if deadline is not None and latest.end >= deadline:
        return None
    period = _follow(latest, periods)
    if deadline is not None and period.end > deadline:
        return _named_period(target, deadline)
    return period


def _first_period(target: Target, deadline: date, as_of: date) -> Span:
    """Return the last whole year before a day, else the period of the deadline."""
    year = year_span(as_of.year - 1)
    first = target.window_start or (target.announced and target.announced.start)
    is_inside = first is None or year.end > first
    if year.end >= deadline or not is_inside:
        return _named_period(target, deadline)
    return Span(year.end, year.end) if _is_state(target) else year


def _named_period(target: Target, deadline: date) -> Span:
    """Return the period that the deadline of a target names.

    A day names none of an amount that adds up: that is its window, else a year.
    """
    if _is_state(target):
        return Span(deadline, deadline)
    named = target.deadline_period
    if named is not None and (named.days > 1 or target.metric.kind is None):
        return named
    start = add_months(deadline + timedelta(days=1), -_MONTHS_A_YEAR)
    return Span(target.window_start or start, deadline)


def _is_state(target: Target) -> bool:
    return target.metric.kind in _STATES and target.basis is not Basis.GROWTH


def _follow(latest: Span, periods: tuple[Span, ...]) -> Span:
    """Return the period after the latest, in the step of the others."""
    if latest.days == 1:
        return _follow_day(latest.end, periods)
    next_day = latest.end + timedelta(days=1)
    months = months_between(latest.start, latest.end)
    if add_months(latest.start, months) != next_day:
        return Span(next_day, next_day + timedelta(days=latest.days - 1))
    added_up = _find_round(latest, periods)
    if not added_up:
        return Span(next_day, _last_day(next_day, months))
    step = min(added_up)
    if months % _MONTHS_A_YEAR == 0:  # the year is full, and the next one begins
        return Span(next_day, _last_day(next_day, step))
    return Span(latest.start, _last_day(latest.start, min(months + step, 12)))


def _find_round(latest: Span, periods: tuple[Span, ...]) -> tuple[int, ...]:
    """Return the steps, in months, of figures added up since the start of a year.

    Nothing where each figure stands for itself, as years and quarters do.
    """
    own = months_between(latest.start, latest.end)
    lengths = {
        months_between(span.start, span.end)
        for span in periods
        if span.start == latest.start and span.days > 1
    }
    if len(lengths) > 1:
        ordered = sorted(lengths)
        return (ordered[0], *(after - before for before, after in pairwise(ordered)))
    if own >= _MONTHS_A_YEAR:
        return ()
    if _MONTHS_A_YEAR % own:  # nine months stand for no part of a year
        return (3 if own % 3 == 0 else 1,)
    return (own,) if _closes_with_year(latest, own, periods) else ()


def _closes_with_year(latest: Span, months: int, periods: tuple[Span, ...]) -> bool:
    """Return True if whole years begin as the latest does, and no other part does."""
    lengths = {
        (span.start.replace(year=latest.start.year) == latest.start, span_months)
        for span in periods
        if span.days > 1 and span.start.day == latest.start.day == 1
        for span_months in (months_between(span.start, span.end),)
    }
    return (True, _MONTHS_A_YEAR) in lengths and (False, months) not in lengths


def _follow_day(latest: date, periods: tuple[Span, ...]) -> Span:
    """Return the day of the next state: a year later, or as the last two are apart."""
    earlier = [span.end for span in periods if span.days == 1 and span.end < latest]
    months = _MONTHS_A_YEAR
    if earlier:
        between = months_between(earlier[-1] + timedelta(days=1), latest)
        months = min(max(between, 1), _MONTHS_A_YEAR)
    return Span(*2 * (_last_day(latest + timedelta(days=1), months),))


def _last_day(first: date, months: int) -> date:
    return add_months(first, months) - timedelta(days=1)


def list_all_awaited(
    targets: Iterable[tuple[Target, Iterable[Figure]]], as_of: date
) -> Iterator[AwaitedFigure]:
    """Yield the figures awaited for some targets, each once.

    Two targets of one place, scope and metric wait for one figure.
    """
    seen: set[tuple[object, ...]] = set()
    shared = _SharedPeriods()
    for target, figures in targets:
        subject = _subject_of(target)
        periods = shared.group(target.metric.name, figures).get(subject, ())
        for awaited in _list_after(target, periods, as_of):
            key = (*subject, awaited.period)
            if key not in seen:
                seen.add(key)
                yield awaited


class _SharedPeriods:
    """The periods of the figures that the targets of a place share, grouped once."""

    def __init__(self) -> None:
        self._groups: dict[str, tuple[Iterable[Figure], _PeriodsBySubject]] = {}

    def group(self, metric: str, figures: Iterable[Figure]) -> _PeriodsBySubject:
        """Return the periods of figures of a metric, those of each subject."""
        known_figures, groups = self._groups.get(metric, ((), {}))
        if known_figures is not figures:
            if len(self._groups) >= _MOST_GROUPED:
                self._groups.clear()
            groups = _group_periods(figures)
            self._groups[metric] = (figures, groups)
        return groups
