"""Gathering what a status report tells from the store."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from targetcli.judging.trajectory import Trajectory, build_trajectory
from targetcli.model.records import Target
from targetcli.reports.changes import Earlier, changes, standing_of
from targetcli.reports.comparison import Compared, Comparison
from targetcli.reports.status_report import Against, Asked, Origin, StatusReport, cited
from targetcli.session.comparison import compare_selected
from targetcli.session.options import ProfileOption, RecordFilter
from targetcli.session.selection import index_figures, resolve_filter
from targetcli.store.store import Selection, Store


class ReportRequest(NamedTuple):
    """What is asked: which targets, as of when, under which profile, due by when."""

    filters: RecordFilter
    as_of: date
    under: ProfileOption
    until: date


def build_status_report(
    store: Store, request: ReportRequest, against: Against | None
) -> StatusReport:
    """Gather everything a report tells; `courses` are still to be laid out."""
    judged = compare_selected(store, request.filters, request.as_of, request.under)
    rows = tuple(judged.rows)
    turned = None
    if against is not None:
        turned = changes(rows, against.earlier, request.as_of, judged.profile)
    return StatusReport(
        judged.as_of,
        judged.profile,
        request.until,
        describe_filter(store, request.filters),
        read_origin(store),
        rows,
        {},
        cited(rows, store.sources()),
        against,
        turned,
    )


def build_trajectories(
    store: Store, report: StatusReport
) -> dict[int, Trajectory | None]:
    """Lay out the course of every target of a report."""
    around = index_figures(store).around
    courses: dict[int, Trajectory | None] = {}
    for row in report.rows:
        target: Target = row.target
        figures, near = around(target)
        course = build_trajectory(target, figures, row.verdict, report.as_of, near)
        courses[target.id or 0] = course
    return courses


def read_origin(store: Store) -> Origin:
    """Return what the store now is."""
    return Origin(store.counts().revisions or 0, store.digest())


def describe_filter(store: Store, record_filter: RecordFilter) -> tuple[Asked, ...]:
    """Say which targets a filter asks for, by the names the store has for them."""
    named = resolve_filter(store, record_filter._replace(with_parts=False))
    said = [
        Asked("region", named.regions or ()),
        Asked(
            "with_parts", ("yes",) if record_filter.with_parts and named.regions else ()
        ),
        Asked("metric", named.metrics or ()),
        *_single(named),
    ]
    return tuple(one for one in said if one.what)


def _single(named: Selection) -> Iterable[Asked]:
    for by in ("scope", "plan", "source"):
        value = getattr(named, by)
        if value is not None:
            yield Asked(by, (value,))
    if named.due_before is not None:
        yield Asked("due_before", (named.due_before.isoformat(),))


def judge_on_earlier_day(store: Store, request: ReportRequest, day: date) -> Against:
    """Return how the same targets stood on an earlier day, told by dates alone."""
    then: Comparison = compare_selected(store, request.filters, day, request.under)
    standings = {_number(row): standing_of(row) for row in then.rows}
    return Against(None, Earlier(day, standings))


def _number(row: Compared) -> int:
    return row.target.id or 0
