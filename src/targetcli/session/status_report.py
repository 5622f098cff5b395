"""Build the status report from the store."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from targetcli.judging.trajectory import Trajectory, build_trajectory
from targetcli.model.records import Target
from targetcli.reports.changes import EarlierState, find_changes, summarize_verdict
from targetcli.reports.comparison import Comparison, ComparisonRow
from targetcli.reports.status_report import (
    EarlierReport,
    ReportFilter,
    StatusReport,
    StoreState,
    select_cited_sources,
)
from targetcli.session.comparison import compare_selected
from targetcli.session.options import (
    ONE_JOB,
    JobsOption,
    ProfileOption,
    RecordFilter,
)
from targetcli.session.selection import index_figures, resolve_filter
from targetcli.store.store import Selection, Store


class ReportRequest(NamedTuple):
    """The targets, day, profile and due date of a report that is to be built."""

    record_filter: RecordFilter
    as_of: date
    profile_option: ProfileOption
    until: date
    jobs_option: JobsOption = ONE_JOB


def build_status_report(
    store: Store, request: ReportRequest, earlier: EarlierReport | None
) -> StatusReport:
    """Judge the targets and gather the report; its trajectories are added later."""
    comparison = compare_selected(
        store,
        request.record_filter,
        request.as_of,
        request.profile_option,
        jobs_option=request.jobs_option,
    )
    rows = tuple(comparison.rows)
    changes = None
    if earlier is not None:
        changes = find_changes(rows, earlier.state, request.as_of, comparison.profile)
    return StatusReport(
        comparison.as_of,
        comparison.profile,
        request.until,
        describe_filter(store, request.record_filter),
        read_store_state(store),
        rows,
        {},
        select_cited_sources(rows, store.sources()),
        earlier,
        changes,
    )


def build_trajectories(
    store: Store, report: StatusReport
) -> dict[int, Trajectory | None]:
    """Build the trajectory of each target of a report, for its chart."""
    find_evidence = index_figures(store).find_evidence
    trajectories: dict[int, Trajectory | None] = {}
    for row in report.rows:
        target: Target = row.target
        figures, context = find_evidence(target)
        trajectories[target.id or 0] = build_trajectory(
            target, figures, row.verdict, report.as_of, context
        )
    return trajectories


def read_store_state(store: Store) -> StoreState:
    """Return the revision number and the digest of the store."""
    return StoreState(store.counts().revisions or 0, store.last_digest())


def describe_filter(
    store: Store, record_filter: RecordFilter
) -> tuple[ReportFilter, ...]:
    """List the conditions of a filter with the names that the store uses."""
    selection = resolve_filter(store, record_filter._replace(with_parts=False))
    conditions = [
        ReportFilter("region", selection.regions or ()),
        ReportFilter(
            "with_parts",
            ("yes",) if record_filter.with_parts and selection.regions else (),
        ),
        ReportFilter("metric", selection.metrics or ()),
        *_list_single_conditions(selection),
    ]
    return tuple(condition for condition in conditions if condition.values)


def _list_single_conditions(selection: Selection) -> Iterable[ReportFilter]:
    for option in ("scope", "plan", "owner", "source"):
        value = getattr(selection, option)
        if value is not None:
            yield ReportFilter(option, (value,))
    if selection.due_before is not None:
        yield ReportFilter("due_before", (selection.due_before.isoformat(),))


def judge_on_earlier_day(
    store: Store, request: ReportRequest, day: date
) -> EarlierReport:
    """Judge the same targets as of an earlier day, to compare a report with it."""
    comparison: Comparison = compare_selected(
        store,
        request.record_filter,
        day,
        request.profile_option,
        jobs_option=request.jobs_option,
    )
    summaries = {_number(row): summarize_verdict(row) for row in comparison.rows}
    return EarlierReport(None, EarlierState(day, summaries))


def _number(row: ComparisonRow) -> int:
    return row.target.id or 0
