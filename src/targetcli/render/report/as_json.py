"""Write the status report as JSON; the next report reads it to find changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from targetcli import __version__
from targetcli.judging.trajectory import Trajectory, build_trajectory
from targetcli.model.records import Figure, Target, format_figure_id, format_target_id
from targetcli.model.revisions import RecordChange
from targetcli.render.columns.comparison import comparison_json
from targetcli.render.columns.open_questions import open_question_json
from targetcli.render.columns.records import (
    Json,
    figure_json,
    number,
    source_json,
    span_or_null,
    target_json,
)
from targetcli.render.writers.json import as_encoded_document, encode_json
from targetcli.reports.changes import (
    ChangedVerdict,
    Changes,
    LoweredTarget,
    TargetOutcome,
    VerdictSummary,
)
from targetcli.reports.comparison import ComparisonRow
from targetcli.reports.row_gathering import RowGatherer
from targetcli.reports.status_report import (
    EarlierReport,
    OutcomeCount,
    ReportedTarget,
    StatusReport,
    StoreState,
)


class JsonGatherer(RowGatherer[bytes]):
    """Encodes targets as they are judged: a document begins with their counts."""

    def __init__(self, as_of: date) -> None:
        self._as_of = as_of
        self._rows: list[bytes] = []

    def pick(self, row: ComparisonRow) -> bytes:
        """Return the target of a row, encoded."""
        trajectory = build_trajectory(
            row.target, row.figures, row.verdict, self._as_of, row.context
        )
        document = _target_json(row, trajectory)
        return encode_json(document).encode()

    def take(self, part: bytes) -> None:
        """Take one more target."""
        self._rows.append(part)

    def iterate_rows(self) -> Iterator[str]:
        """Yield the encoded targets."""
        return map(bytes.decode, self._rows)


def as_json_report(report: StatusReport, targets: JsonGatherer) -> Iterator[str]:
    """Yield the document of a report and its targets."""
    return as_encoded_document("report", _report_json(report), targets.iterate_rows())


def _report_json(report: StatusReport) -> Json:
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
        "store": _store_state_json(report.store_state),
        "program": f"targets {__version__}",
        "targets": len(report.targets),
        "counts": [_count_json(count) for count in report.counts],
        "compared_with": _earlier_report_json(report.earlier_report),
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
        "unsaid": [open_question_json(question) for question in report.open_questions],
        "sources": [source_json(source) for source in report.sources],
    }


def _target_json(row: ComparisonRow, trajectory: Trajectory | None) -> Json:
    """Return a target with its comparison, announcement and trajectory."""
    target: Target = row.target
    return {
        **comparison_json(row),
        "plan": target.plan or None,
        "commitment": target.commitment.value if target.commitment else None,
        "announced": span_or_null(target.announced),
        "source": target.source or None,
        "locator": target.locator or None,
        "course": _trajectory_json(trajectory),
    }


def _store_state_json(state: StoreState) -> Json:
    """Return the revision and digest of the store a report was made from."""
    return {"revision": state.revision, "digest": state.digest}


def _earlier_report_json(earlier_report: EarlierReport | None) -> Json | None:
    """Return the verdicts of the earlier report, enough to compare with it again."""
    if earlier_report is None:
        return None
    state, earlier = earlier_report
    return {
        "as_of": earlier.as_of.isoformat(),
        "store": _store_state_json(state) if state else None,
        "standings": [
            _verdict_summary_json(number, summary)
            for number, summary in earlier.verdicts.items()
        ],
    }


def _verdict_summary_json(number: int, summary: VerdictSummary) -> Json:
    status = summary.provisional_status
    return {
        "id": format_target_id(number),
        "outcome": summary.outcome.value,
        "provisional_status": status.value if status else None,
        "evidence": [format_figure_id(figure) for figure in summary.figure_ids],
    }


def _count_json(count: OutcomeCount) -> Json:
    return {**count._asdict(), "outcome": count.outcome.value}


def _target_ids(
    rows: tuple[ReportedTarget | TargetOutcome | LoweredTarget, ...],
) -> list[str]:
    return [format_target_id(row.target.id) for row in rows]


def _due_json(rows: tuple[ReportedTarget, ...]) -> list[Json]:
    return [
        {"id": format_target_id(row.target.id), "days_left": row.days} for row in rows
    ]


def _changes_json(changes: Changes | None) -> Json | None:
    if changes is None:
        return None
    return {
        "since": changes.since.isoformat(),
        "turned": [
            _changed_verdict_json(change) for change in changes.changed_verdicts
        ],
        "new_targets": _target_ids(changes.new_targets),
        "lowered": _target_ids(changes.lowered_targets),
        "revisions": [
            {"old": figure_json(old), "new": figure_json(new)}
            for old, new in changes.figure_revisions
        ],
        "new_figures": [figure_json(figure) for figure in changes.new_figures],
        "touched": [
            _corrected_record_json(change) for change in changes.record_changes
        ],
    }


def _changed_verdict_json(change: ChangedVerdict) -> Json:
    return {
        "id": format_target_id(change.now.target.id),
        "before": _verdict_summary_json(change.now.target.id or 0, change.before),
        "outcome": change.now.outcome.value,
        "causes": [
            {
                "why": cause.kind.value,
                "figures": [format_figure_id(figure.id) for figure in cause.figures]
                + [format_figure_id(removed) for removed in cause.removed_ids],
                "day": cause.day.isoformat() if cause.day else None,
            }
            for cause in change.causes
        ],
    }


def _corrected_record_json(change: RecordChange) -> Json:
    return {
        "id": change.record_id,
        "how": change.kind.value,
        "changed": list(change.changed),
        "before": _record_json(change.before),
        "now": _record_json(change.after),
    }


def _record_json(record: Target | Figure | None) -> Json | None:
    if record is None:
        return None
    return target_json(record) if isinstance(record, Target) else figure_json(record)


def _trajectory_json(trajectory: Trajectory | None) -> Json | None:
    if trajectory is None:
        return None
    return {
        "path": trajectory.path_kind.value if trajectory.path_kind else None,
        "running": trajectory.is_running_sum,
        "way": [
            {"date": point.day.isoformat(), "value": number(point.value)}
            for point in trajectory.path_points
        ],
        "spots": [
            {
                "date": observation.day.isoformat(),
                "low": number(observation.low),
                "high": number(observation.high),
                "status": observation.status.value,
                "role": observation.role.value,
                "figures": [
                    format_figure_id(figure.id) for figure in observation.figures
                ],
            }
            for observation in trajectory.observations
        ],
    }
