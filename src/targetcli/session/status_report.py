"""Build the status report from the store."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from targetcli.reports.changes import ChangeFinder, EarlierState, summarize_verdict
from targetcli.reports.comparison import Comparison, ComparisonRow
from targetcli.reports.report_gathering import RowGatherer, TargetGatherer
from targetcli.reports.status_report import (
    EarlierReport,
    ReportFilter,
    StatusReport,
    StoreState,
)
from targetcli.session.comparison import compare_selected
from targetcli.session.options import (
    ONE_JOB,
    JobsOption,
    ProfileOption,
    RecordFilter,
)
from targetcli.session.selection import resolve_filter
from targetcli.store.selection import Selection
from targetcli.store.store import Store


class ReportRequest(NamedTuple):
    """The targets, day, profile and due date of a report that is to be built."""

    record_filter: RecordFilter
    as_of: date
    profile_option: ProfileOption
    until: date
    jobs_option: JobsOption = ONE_JOB


def build_status_report(
    store: Store,
    request: ReportRequest,
    earlier: EarlierReport | None,
    gatherers: Iterable[RowGatherer] = (),
) -> StatusReport:
    """Judge the targets and gather the report, while others gather the same rows."""
    comparison = compare_selected(
        store,
        request.record_filter,
        request.as_of,
        request.profile_option,
        jobs_option=request.jobs_option,
    )
    as_of, profile = comparison.as_of, comparison.profile
    gathered = TargetGatherer(as_of, request.until)
    changes = ChangeFinder(earlier.state, as_of, profile) if earlier else None
    all_gatherers = (gathered, *gatherers, *filter(None, [changes]))
    for row in comparison.rows:
        for gatherer in all_gatherers:
            gatherer.add(row)
    return StatusReport(
        as_of,
        profile,
        request.until,
        describe_filter(store, request.record_filter),
        read_store_state(store),
        tuple(gathered.targets),
        gathered.select_cited(store.sources()),
        gathered.figures_used,
        gathered.open_questions,
        earlier,
        changes.list_changes() if changes else None,
    )


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
