"""Write the status report as JSON; the next report reads it to find changes."""

from __future__ import annotations

from targetcli import __version__
from targetcli.judging.trajectory import Trajectory
from targetcli.model.records import Figure, Target, format_figure_id, format_target_id
from targetcli.model.revisions import RecordChange
from targetcli.render.columns.comparison import comparison_json
from targetcli.render.columns.records_json import (
    Json,
    figure_json,
    number,
    source_json,
    span_or_null,
    target_json,
)
from targetcli.reports.changes import ChangedVerdict, Changes, VerdictSummary
from targetcli.reports.comparison import ComparisonRow
from targetcli.reports.due import DueTarget
from targetcli.reports.status_report import (
    EarlierReport,
    OutcomeCount,
    StatusReport,
    StoreState,
)


def report_json(report: StatusReport) -> Json:
    """Return the head of the document: all but its rows."""
    return {
        "as_of": report.as_of.isoformat(),
        "profile": report.profile.name,
        "profile_version": report.profile.version,
        "reporting_lag_days": report.profile.reporting_lag,
        "due_until": report.until.isoformat(),
        "asked": {
            condition.column: list(condition.values) for condition in report.filters
        },
        "store": origin_json(report.store_state),
        "program": f"targets {__version__}",
        "targets": len(report.rows),
        "counts": [_count_json(count) for count in report.counts],
        "compared_with": against_json(report.earlier_report),
        "changes": _changes_json(report.changes),
        "misses": _target_ids(report.misses),
        "due": _due_json(report.due),
        "awaited": _due_json(report.awaited),
        "overdue": _due_json(report.overdue),
        "behind": _target_ids(report.behind),
        "unjudged": [
            {
                "reasons": [reason.value for reason in reasons],
                "targets": _target_ids(rows),
            }
            for reasons, rows in report.unjudged
        ],
        "sources": [source_json(source) for source in report.sources],
    }


def report_target_json(row: ComparisonRow, course: Trajectory | None) -> Json:
    """Return a target with its comparison, announcement and trajectory."""
    target: Target = row.target
    return {
        **comparison_json(row),
        "plan": target.plan or None,
        "commitment": target.commitment.value if target.commitment else None,
        "announced": span_or_null(target.announced),
        "source": target.source or None,
        "locator": target.locator or None,
        "course": _trajectory_json(course),
    }


def origin_json(origin: StoreState) -> Json:
    """Return the revision and digest of the store a report was made from."""
    return {"revision": origin.revision, "digest": origin.digest}


def against_json(against: EarlierReport | None) -> Json | None:
    """Write what a report was compared with: enough to be compared with it again."""
    if against is None:
        return None
    origin, earlier = against
    return {
        "as_of": earlier.as_of.isoformat(),
        "store": origin_json(origin) if origin else None,
        "standings": [
            _standing_json(number, standing)
            for number, standing in earlier.verdicts.items()
        ],
    }


def _standing_json(number: int, standing: VerdictSummary) -> Json:
    stage = standing.provisional_status
    return {
        "id": format_target_id(number),
        "outcome": standing.outcome.value,
        "provisional_status": stage.value if stage else None,
        "evidence": [
            format_figure_id(figure) for figure in sorted(standing.figure_ids)
        ],
    }


def _count_json(count: OutcomeCount) -> Json:
    return {**count._asdict(), "outcome": count.outcome.value}


def _target_ids(rows: tuple[ComparisonRow, ...]) -> list[str]:
    return [format_target_id(row.target.id) for row in rows]


def _due_json(rows: tuple[DueTarget, ...]) -> list[Json]:
    return [
        {"id": format_target_id(row.comparison_row.target.id), "days_left": row.days}
        for row in rows
    ]


def _changes_json(changes: Changes | None) -> Json | None:
    if changes is None:
        return None
    return {
        "since": changes.since.isoformat(),
        "turned": [
            _changed_verdict_json(turned) for turned in changes.changed_verdicts
        ],
        "new_targets": _target_ids(changes.new_targets),
        "lowered": _target_ids(changes.lowered_targets),
        "revisions": [
            {"old": figure_json(old), "new": figure_json(new)}
            for old, new in changes.figure_revisions
        ],
        "new_figures": [_figure_json(figure) for figure in changes.new_figures],
        "touched": [
            _corrected_record_json(touched) for touched in changes.record_changes
        ],
    }


def _figure_json(figure: Figure) -> Json:
    return figure_json(figure)


def _changed_verdict_json(turned: ChangedVerdict) -> Json:
    return {
        "id": format_target_id(turned.row.target.id),
        "before": _standing_json(turned.row.target.id or 0, turned.before),
        "outcome": turned.row.verdict.outcome.value,
        "causes": [
            {
                "why": cause.kind.value,
                "figures": [format_figure_id(figure.id) for figure in cause.figures]
                + [format_figure_id(removed) for removed in cause.removed_ids],
                "day": cause.day.isoformat() if cause.day else None,
            }
            for cause in turned.causes
        ],
    }


def _corrected_record_json(touched: RecordChange) -> Json:
    return {
        "id": touched.record_id,
        "how": touched.kind.value,
        "changed": list(touched.changed),
        "before": _record_json(touched.before),
        "now": _record_json(touched.after),
    }


def _record_json(record: Target | Figure | None) -> Json | None:
    if record is None:
        return None
    return target_json(record) if isinstance(record, Target) else figure_json(record)


def _trajectory_json(course: Trajectory | None) -> Json | None:
    if course is None:
        return None
    return {
        "path": course.path_kind.value if course.path_kind else None,
        "running": course.is_running_sum,
        "way": [
            {"date": point.day.isoformat(), "value": number(point.value)}
            for point in course.path_points
        ],
        "spots": [
            {
                "date": spot.day.isoformat(),
                "low": number(spot.low),
                "high": number(spot.high),
                "status": spot.status.value,
                "role": spot.role.value,
                "figures": [format_figure_id(figure.id) for figure in spot.figures],
            }
            for spot in course.observations
        ],
    }
