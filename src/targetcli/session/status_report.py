"""Build the status report from the store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from targetcli.reports.change_finding import ChangeFinder
from targetcli.reports.changes import EarlierState, VerdictSummary, summarize_verdict
from targetcli.reports.comparison import Comparison, ComparisonRow
from targetcli.reports.report_gathering import TargetGatherer
from targetcli.reports.row_gathering import RowGatherer, RowSplitter
from targetcli.reports.status_report import (
    EarlierReport,
    ReportFilter,
    StatusReport,
    StoreState,
)
from targetcli.session.comparison import compare_ids, compare_selected
from targetcli.session.dataset import SharedRows
from targetcli.session.manner import FOR_PROGRAMS, Manner
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
    """The targets, day, profile and due date of a report that is to be built.

    Its texts are in `manner`, in whichever process they are written.
    """

    record_filter: RecordFilter
    as_of: date
    profile_option: ProfileOption
    until: date
    jobs_option: JobsOption = ONE_JOB
    manner: Manner = FOR_PROGRAMS


def build_status_report(
    store: Store,
    request: ReportRequest,
    earlier: EarlierReport | None,
    gatherers: Iterable[RowGatherer[Any]] = (),
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
    all_gatherers: tuple[RowGatherer[Any], ...] = (
        gathered,
        *gatherers,
        *filter(None, [changes]),
    )
    _gather(store, request, comparison.rows, all_gatherers)
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


def _gather(
    store: Store,
    request: ReportRequest,
    rows: Iterable[ComparisonRow],
    gatherers: Sequence[RowGatherer[Any]],
) -> None:
    """Judge rows and let gatherers take what they need, which workers pick for them."""
    if not isinstance(rows, SharedRows):
        for row in rows:
            for gatherer in gatherers:
                gatherer.add(row)
        return
    for parts in rows.encode_with(RowSplitter(gatherers), request.manner):
        for gatherer, part in zip(gatherers, parts, strict=True):
            gatherer.take(part)

    def judge_again(ids: tuple[int, ...]) -> Iterable[ComparisonRow]:
        profile_option = request.profile_option
        return compare_ids(store, ids, request.as_of, profile_option)

    for gatherer in gatherers:
        gatherer.complete(judge_again)


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
    rows = comparison.rows
    summaries = dict(
        rows.encode_with(_summarize)
        if isinstance(rows, SharedRows)
        else map(_summarize, rows)
    )
    return EarlierReport(None, EarlierState(day, summaries))


def _summarize(row: ComparisonRow) -> tuple[int, VerdictSummary]:
    return row.target.id or 0, summarize_verdict(row)
