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
from targetcli.session.options import ProfileOption, RecordFilter
from targetcli.session.selection import index_figures, resolve_filter
from targetcli.store.store import Selection, Store


class ReportRequest(NamedTuple):
    """The targets, day, profile and due date of a report that is to be built."""

    filters: RecordFilter
    as_of: date
    under: ProfileOption
    until: date


def build_status_report(
    store: Store, request: ReportRequest, against: EarlierReport | None
) -> StatusReport:
    """Judge the targets and gather the report; its trajectories are added later."""
    judged = compare_selected(store, request.filters, request.as_of, request.under)
    rows = tuple(judged.rows)
    turned = None
    if against is not None:
        turned = find_changes(rows, against.state, request.as_of, judged.profile)
    return StatusReport(
        judged.as_of,
        judged.profile,
        request.until,
        describe_filter(store, request.filters),
        read_origin(store),
        rows,
        {},
        select_cited_sources(rows, store.sources()),
        against,
        turned,
    )


def build_trajectories(
    store: Store, report: StatusReport
) -> dict[int, Trajectory | None]:
    """Build the trajectory of each target of a report, for its chart."""
    around = index_figures(store).find_evidence
    courses: dict[int, Trajectory | None] = {}
    for row in report.rows:
        target: Target = row.target
        figures, near = around(target)
        course = build_trajectory(target, figures, row.verdict, report.as_of, near)
        courses[target.id or 0] = course
    return courses


def read_origin(store: Store) -> StoreState:
    """Return the revision number and the digest of the store."""
    return StoreState(store.counts().revisions or 0, store.last_digest())


def describe_filter(
    store: Store, record_filter: RecordFilter
) -> tuple[ReportFilter, ...]:
    """List the conditions of a filter with the names that the store uses."""
    named = resolve_filter(store, record_filter._replace(with_parts=False))
    conditions = [
        ReportFilter("region", named.regions or ()),
        ReportFilter(
            "with_parts", ("yes",) if record_filter.with_parts and named.regions else ()
        ),
        ReportFilter("metric", named.metrics or ()),
        *_list_single_conditions(named),
    ]
    return tuple(one for one in conditions if one.values)


def _list_single_conditions(named: Selection) -> Iterable[ReportFilter]:
    for option in ("scope", "plan", "source"):
        value = getattr(named, option)
        if value is not None:
            yield ReportFilter(option, (value,))
    if named.due_before is not None:
        yield ReportFilter("due_before", (named.due_before.isoformat(),))


def judge_on_earlier_day(
    store: Store, request: ReportRequest, day: date
) -> EarlierReport:
    """Judge the same targets as of an earlier day, to compare a report with it."""
    comparison: Comparison = compare_selected(
        store, request.filters, day, request.under
    )
    standings = {_number(row): summarize_verdict(row) for row in comparison.rows}
    return EarlierReport(None, EarlierState(day, standings))


def _number(row: ComparisonRow) -> int:
    return row.target.id or 0
