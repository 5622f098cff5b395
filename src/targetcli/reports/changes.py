"""Hold the changes since an earlier day or an earlier report.

By a day alone only dates of publication are compared. An earlier report also gives the
state of the store then, so that figures entered late count as new.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from targetcli.judging.outcome import Outcome
from targetcli.judging.profiles import Grade
from targetcli.judging.reasons import Reason
from targetcli.model.records import Figure, FigureStatus, Target
from targetcli.model.revisions import RecordChange
from targetcli.reports.comparison import ComparisonRow


class VerdictSummary(NamedTuple):
    """The outcome of a target, and the ids of the figures it rests on, in order."""

    outcome: Outcome
    provisional_status: FigureStatus | None = None
    figure_ids: tuple[int, ...] = ()


class EarlierState(NamedTuple):
    """The verdicts of an earlier day or report, by target.

    `record_changes` are those of the store since the report; None for a day.
    """

    as_of: date
    verdicts: Mapping[int, VerdictSummary]
    record_changes: tuple[RecordChange, ...] | None = None


class CauseKind(StrEnum):
    """A kind of event that changes an outcome."""

    FIGURES = "figures"
    CORRECTED = "corrected"
    TARGET = "target"
    WITHDRAWN = "withdrawn"
    REMOVED = "removed"
    DEADLINE = "deadline"
    LAG = "lag"
    REFUSED = "refused"
    OTHER = "other"


class Cause(NamedTuple):
    """An event that changed an outcome, with its figures or its day.

    `reasons` are those of figures that are refused.
    """

    kind: CauseKind
    figures: tuple[Figure, ...] = ()
    removed_ids: tuple[int, ...] = ()
    day: date | None = None
    reasons: tuple[Reason, ...] = ()


class TargetOutcome(NamedTuple):
    """A target with the part of its verdict that a list shows."""

    target: Target
    outcome: Outcome
    provisional_status: FigureStatus | None
    grade: Grade | None


class ChangedVerdict(NamedTuple):
    """A target with another outcome or provisional status than before."""

    now: TargetOutcome
    before: VerdictSummary
    causes: tuple[Cause, ...]


class LoweredTarget(NamedTuple):
    """A version of a target that asks less than the earlier one.

    `is_after_outcome` where it was announced when the outcome was known.
    """

    now: TargetOutcome
    earlier: Target
    is_after_outcome: bool

    @property
    def target(self) -> Target:
        """The later version."""
        return self.now.target


class FigureRevision(NamedTuple):
    """A figure with another value than an earlier one for the same period."""

    old: Figure
    new: Figure


class Changes(NamedTuple):
    """The changes since a day."""

    since: date
    new_targets: tuple[TargetOutcome, ...] = ()
    new_figures: tuple[Figure, ...] = ()
    changed_verdicts: tuple[ChangedVerdict, ...] = ()
    lowered_targets: tuple[LoweredTarget, ...] = ()
    figure_revisions: tuple[FigureRevision, ...] = ()
    record_changes: tuple[RecordChange, ...] = ()

    @property
    def has_any(self) -> bool:
        """Check that anything changed."""
        return any(self[1:])


def summarize_verdict(row: ComparisonRow) -> VerdictSummary:
    """Return the summary of a row's verdict."""
    verdict = row.verdict
    ids = tuple(sorted({used.figure.id or 0 for used in verdict.evidence}))
    return VerdictSummary(verdict.outcome, verdict.provisional_status, ids)


def sum_up_target(row: ComparisonRow) -> TargetOutcome:
    """Return the target of a row with its outcome."""
    verdict = row.verdict
    grade = verdict.pace.grade if verdict.pace else None
    return TargetOutcome(row.target, verdict.outcome, verdict.provisional_status, grade)
