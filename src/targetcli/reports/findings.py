"""Find records that are wrong or odd, one rule a function."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby, pairwise
from typing import NamedTuple

from targetcli.judging.reasons import Reason
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
from targetcli.reports.record_finding import RecordFinding, group_figures

_LAST_WEEKS = timedelta(days=31)


class Records(NamedTuple):
    """The readable records of a store, gone through once or more, and the day."""

    targets: Iterable[Target]
    figures: Iterable[Figure]
    today: date


def find_overlaps(figures: Iterable[Figure]) -> Iterator[RecordFinding]:
    """Yield flows whose periods overlap without one containing the other.

    The figures of one place, metric and scope must stand together.
    """
    found: list[tuple[int, RecordFinding]] = []
    for _, of_a_place in groupby(filter(_is_flow, figures), key=_place_key):
        by_id = sorted(of_a_place, key=lambda figure: figure.id or 0)
        for same in group_figures(by_id, _series_key):
            first = same[0].id or 0
            found += ((first, finding) for finding in _find_overlaps(same))
    found.sort(key=lambda item: item[0])
    return (finding for _, finding in found)


def _find_overlaps(figures: Iterable[Figure]) -> Iterator[RecordFinding]:
    """Yield the overlaps among figures of one series."""
    ordered = sorted(figures, key=lambda figure: figure.span)
    for figure, other in pairwise(ordered):
        if figure.span.start < other.span.start <= figure.span.end < other.span.end:
            reason = FailureReason(
                FindingProblem.OVERLAP, {"other": format_figure_id(other.id)}
            )
            yield RecordFinding(format_figure_id(figure.id), reason)


def find_unsaid_meanings(rows: Iterable[ComparisonRow]) -> Iterator[RecordFinding]:
    """Yield the unsaid parts of metrics and targets that a verdict hangs on."""
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


def find_missing_addresses(sources: Iterable[Source]) -> Iterator[RecordFinding]:
    """Yield sources without an address."""
    for source in sources:
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
    revised: set[int | None] = set()
    for target in records.targets:
        revised.add(target.revises)
        for reason in _check_target_dates(target, records.today):
            yield RecordFinding(format_target_id(target.id), reason)
    yield from _find_older_revisions(records.targets, revised - {None})
    for figure in records.figures:
        for reason in _check_figure_dates(figure, records.today):
            yield RecordFinding(format_figure_id(figure.id), reason)


def _find_older_revisions(
    targets: Iterable[Target], revised: Collection[int | None]
) -> Iterator[RecordFinding]:
    """Yield revisions that were announced before the target they revise."""
    if not revised:
        return
    announced = {t.id: t.announced for t in targets if t.id in revised}
    for target in targets:
        earlier = announced.get(target.revises)
        if earlier and target.announced and target.announced.end < earlier.start:
            reason = FailureReason(
                FindingProblem.OLDER_REVISION,
                {"target": format_target_id(target.revises)},
            )
            yield RecordFinding(format_target_id(target.id), reason)


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


def _place_key(figure: Figure) -> Hashable:
    return figure.region, figure.metric.name, figure.scope


def _series_key(figure: Figure) -> Hashable:
    return figure.basis, figure.status, figure.published
