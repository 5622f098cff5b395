"""Find records that are wrong or odd, one rule a function."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from datetime import date, timedelta
from decimal import localcontext
from itertools import combinations, pairwise
from typing import NamedTuple

from targetcli.judging.arithmetic import EXACT_CONTEXT, UnitConverter
from targetcli.judging.intervals import to_interval
from targetcli.judging.reasons import Reason
from targetcli.model.bound import format_bound
from targetcli.model.lexicon import Entry
from targetcli.model.names import quote_argument
from targetcli.model.period import format_period
from targetcli.model.records import (
    Basis,
    Figure,
    FigureStatus,
    Metric,
    MetricKind,
    Source,
    Target,
    format_figure_id,
    format_target_id,
)
from targetcli.problems.findings import FindingProblem
from targetcli.problems.problem import FailureReason
from targetcli.reports.comparison import ComparisonRow
from targetcli.reports.open_questions import list_hanging_questions

_LAST_WEEKS = timedelta(days=31)


class Records(NamedTuple):
    """The readable records of a store, and the day."""

    targets: tuple[Target, ...]
    figures: tuple[Figure, ...]
    sources: tuple[Source, ...]
    today: date


class RecordFinding(NamedTuple):
    """A record and what is odd about it."""

    subject: str
    reason: FailureReason


def find_contradictions(records: Records) -> Iterator[RecordFinding]:
    """Yield figures of one thing, day and status that cannot both be true."""
    for same in _group_figures(records.figures, _statement_key):
        for figure, other in combinations(same, 2):
            if _is_contradiction(figure, other):
                reason = FailureReason(
                    FindingProblem.CONTRADICTION,
                    {
                        "value": _value_text(figure),
                        "period": format_period(figure.span),
                        "other": format_figure_id(other.id),
                        "other_value": _value_text(other),
                    },
                )
                yield RecordFinding(format_figure_id(figure.id), reason)


def find_overlaps(records: Records) -> Iterator[RecordFinding]:
    """Yield flows whose periods overlap without one containing the other."""
    flows = [f for f in records.figures if _is_flow(f)]
    for same in _group_figures(flows, _series_key):
        ordered = sorted(same, key=lambda figure: figure.span)
        for figure, other in pairwise(ordered):
            if figure.span.start < other.span.start <= figure.span.end < other.span.end:
                reason = FailureReason(
                    FindingProblem.OVERLAP, {"other": format_figure_id(other.id)}
                )
                yield RecordFinding(format_figure_id(figure.id), reason)


def find_unsaid_meanings(rows: Iterable[ComparisonRow]) -> Iterator[RecordFinding]:
    """Yield what nobody said of a metric or target, where a verdict hangs on it."""
    for question in list_hanging_questions(rows):
        targets = tuple(
            format_target_id(hanging.target.id) for hanging in question.hanging
        )
        subject = question.target_id or f"metric {question.metric}"
        argument = question.target_id or quote_argument(question.metric)
        facts = {"targets": targets, "argument": argument}
        problem = _UNSAID_PROBLEMS[question.asks]
        yield RecordFinding(subject, FailureReason(problem, facts))


def find_same_indicators(
    metrics: Iterable[Metric], find_indicator: Callable[[str], Entry | None]
) -> Iterator[RecordFinding]:
    """Yield metrics that are one entry of the lexicon with an earlier metric."""
    first_of_entry: dict[str, str] = {}
    for metric in metrics:
        entry = find_indicator(metric.name)
        other = first_of_entry.setdefault(entry.name, metric.name) if entry else None
        if other is not None and other != metric.name:
            facts = {
                "other": other,
                "argument": quote_argument(metric.name),
                "into": quote_argument(other),
            }
            reason = FailureReason(FindingProblem.SAME_INDICATOR, facts)
            yield RecordFinding(f"metric {metric.name}", reason)


_UNSAID_PROBLEMS = {
    Reason.SIDE: FindingProblem.UNSAID_SIDE,
    Reason.KIND: FindingProblem.UNSAID_KIND,
    Reason.BASIS: FindingProblem.UNSAID_BASIS,
}


def find_missing_sources(records: Records) -> Iterator[RecordFinding]:
    """Yield targets without a source."""
    for target in records.targets:
        if not target.source:
            yield RecordFinding(
                format_target_id(target.id), FailureReason(FindingProblem.NO_SOURCE)
            )


def find_missing_addresses(records: Records) -> Iterator[RecordFinding]:
    """Yield sources without an address."""
    for source in records.sources:
        if not (source.url or source.archived_url):
            yield RecordFinding(
                f"source {source.id}", FailureReason(FindingProblem.NO_ADDRESS)
            )


def find_stale_targets(records: Records) -> Iterator[RecordFinding]:
    """Yield running targets without a figure for a year."""
    year_ago = _a_year_before(records.today)
    latest: dict[tuple[str, str], date] = {}
    for figure in records.figures:
        key = (figure.region, figure.metric.name)
        latest[key] = max(figure.known_since, latest.get(key, figure.known_since))
    revised = {target.revises for target in records.targets}
    for target in records.targets:
        if not _is_running(target, records.today) or target.id in revised:
            continue
        last = latest.get((target.region, target.metric.name))
        if last is None or last < year_ago:
            reason = (
                FailureReason(FindingProblem.NEVER_REPORTED)
                if last is None
                else FailureReason(FindingProblem.STALE, {"day": last})
            )
            yield RecordFinding(format_target_id(target.id), reason)


def find_impossible_dates(records: Records) -> Iterator[RecordFinding]:
    """Yield records with dates that are impossible or still to come."""
    for target in records.targets:
        for reason in _check_target_dates(target, records.today):
            yield RecordFinding(format_target_id(target.id), reason)
    announced = {target.id: target.announced for target in records.targets}
    for target in records.targets:
        earlier = announced.get(target.revises)
        if earlier and target.announced and target.announced.end < earlier.start:
            reason = FailureReason(
                FindingProblem.OLDER_REVISION,
                {"target": format_target_id(target.revises)},
            )
            yield RecordFinding(format_target_id(target.id), reason)
    for figure in records.figures:
        for reason in _check_figure_dates(figure, records.today):
            yield RecordFinding(format_figure_id(figure.id), reason)


def _check_target_dates(target: Target, today: date) -> Iterator[FailureReason]:
    announced, withdrawn = target.announced, target.withdrawn
    if announced and target.deadline and announced.start > target.deadline:
        yield FailureReason(
            FindingProblem.LATE_ANNOUNCEMENT, {"deadline": target.deadline}
        )
    if announced and announced.start > today:
        yield FailureReason(
            FindingProblem.FUTURE_ANNOUNCEMENT, {"announced": format_period(announced)}
        )
    if announced and withdrawn and withdrawn.end < announced.start:
        yield FailureReason(FindingProblem.EARLY_WITHDRAWAL)


def _check_figure_dates(figure: Figure, today: date) -> Iterator[FailureReason]:
    published = figure.published
    if published is None:
        return
    if published.start > today:
        yield FailureReason(
            FindingProblem.FUTURE_PUBLICATION, {"published": format_period(published)}
        )
    # An expected value may well be published before its period, and what a year ends
    # with is often told in its last weeks.
    early = figure.span.start - published.end
    if figure.status is not FigureStatus.EXPECTED and early > _LAST_WEEKS:
        yield FailureReason(
            FindingProblem.EARLY_PUBLICATION, {"period": format_period(figure.span)}
        )


def _is_running(target: Target, today: date) -> bool:
    deadline = target.deadline
    return target.withdrawn is None and (deadline is None or deadline >= today)


def _a_year_before(day: date) -> date:
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return day.replace(year=day.year - 1, day=last)


def _is_flow(figure: Figure) -> bool:
    amounts = figure.basis in (Basis.LEVEL, Basis.TOTAL, Basis.CHANGE)
    return (
        amounts and figure.metric.kind is MetricKind.FLOW and figure.start is not None
    )


def _series_key(figure: Figure) -> Hashable:
    return (
        *(figure.region, figure.scope, figure.metric.name, figure.basis),
        *(figure.status, figure.published),
    )


def _statement_key(figure: Figure) -> Hashable:
    return (
        *(figure.region, figure.scope, figure.metric.name, figure.basis),
        *(figure.start, figure.end, figure.base_period),
        *(figure.status, figure.known_since),
    )


def _group_figures(
    figures: Iterable[Figure], key: Callable[[Figure], Hashable]
) -> Iterable[list[Figure]]:
    groups: dict[Hashable, list[Figure]] = {}
    for figure in figures:
        groups.setdefault(key(figure), []).append(figure)
    return groups.values()


def _value_text(figure: Figure) -> str:
    return format_bound(figure.bound) if figure.bound else figure.answer.value


def _is_contradiction(figure: Figure, other: Figure) -> bool:
    """Check that no value is in both figures, as far as units compare."""
    if figure.bound is None or other.bound is None:
        return figure.bound is other.bound and figure.answer is not other.answer
    mine, theirs = figure.bound.unit, other.bound.unit
    if not mine.is_convertible_to(theirs):
        return False
    scale = UnitConverter(mine, (theirs,))
    with localcontext(EXACT_CONTEXT):
        interval = scale.find_map(mine).apply_to_interval(to_interval(figure.bound))
        return not interval.overlaps(
            scale.find_map(theirs).apply_to_interval(to_interval(other.bound))
        )
