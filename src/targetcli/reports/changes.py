"""Find the changes since an earlier day or an earlier report.

By a day alone only dates of publication are compared. An earlier report also gives the
state of the store then, so that figures entered late count as new.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from targetcli.judging.outcome import DECIDING_ROLES, Outcome, Role, UsedFigure
from targetcli.judging.profiles import Profile
from targetcli.model.records import Figure, FigureStatus, Target
from targetcli.model.revisions import ChangeKind, RecordChange
from targetcli.reports.comparison import ComparisonRow

# Columns that say where a record is from, or how it was put, and turn no outcome.
_DESCRIPTIVE_COLUMNS = frozenset(
    {"plan", "commitment", "source", "locator", "as_written", "note", "owner"}
)


class VerdictSummary(NamedTuple):
    """The outcome of a target, and the ids of the figures it rests on."""

    outcome: Outcome
    provisional_status: FigureStatus | None = None
    figure_ids: frozenset[int] = frozenset()


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
    """An event that changed an outcome, with its figures or its day."""

    kind: CauseKind
    figures: tuple[Figure, ...] = ()
    removed_ids: tuple[int, ...] = ()
    day: date | None = None


class ChangedVerdict(NamedTuple):
    """A target with another outcome or provisional status than before."""

    row: ComparisonRow
    before: VerdictSummary
    causes: tuple[Cause, ...]


class FigureRevision(NamedTuple):
    """A figure with another value than an earlier one for the same period."""

    old: Figure
    new: Figure


class Changes(NamedTuple):
    """The changes since a day."""

    since: date
    new_targets: tuple[ComparisonRow, ...] = ()
    new_figures: tuple[Figure, ...] = ()
    changed_verdicts: tuple[ChangedVerdict, ...] = ()
    lowered_targets: tuple[ComparisonRow, ...] = ()
    figure_revisions: tuple[FigureRevision, ...] = ()
    record_changes: tuple[RecordChange, ...] = ()

    @property
    def has_any(self) -> bool:
        """Check that anything changed."""
        return any(self[1:])


def summarize_verdict(row: ComparisonRow) -> VerdictSummary:
    """Return the summary of a row's verdict."""
    verdict = row.verdict
    figures = frozenset(used.figure.id or 0 for used in verdict.evidence)
    return VerdictSummary(verdict.outcome, verdict.provisional_status, figures)


def find_changes(
    rows: Iterable[ComparisonRow], earlier: EarlierState, as_of: date, profile: Profile
) -> Changes:
    """Find the changes of these targets since an earlier day or report."""
    finder = ChangeFinder(earlier, as_of, profile)
    for row in rows:
        finder.add(row)
    return finder.list_changes()


def iterate_figures(row: ComparisonRow) -> Iterator[Figure]:
    """Yield the figures used for a target, then those refused."""
    for used in row.verdict.evidence:
        yield used.figure
    for refusal in row.verdict.refusals:
        yield refusal.figure


class ChangeFinder:
    """Compares rows of today with an earlier state, as they come."""

    def __init__(self, earlier: EarlierState, as_of: date, profile: Profile) -> None:
        self._earlier = earlier
        self._as_of = as_of
        self._lag = timedelta(days=profile.reporting_lag)
        written = earlier.record_changes or ()
        self._record_changes = {(change.table, change.id): change for change in written}
        self._target_ids: set[int] = set()
        self._new_targets: list[ComparisonRow] = []
        self._changed_verdicts: list[ChangedVerdict] = []
        self._figures: dict[int, Figure] = {}

    def add(self, row: ComparisonRow) -> None:
        """Compare one more target."""
        self._target_ids.add(row.target.id or 0)
        if self._is_new_target(row.target):
            self._new_targets.append(row)
        before = self._earlier.verdicts.get(row.target.id or 0)
        if before is not None and before[:2] != summarize_verdict(row)[:2]:
            causes = tuple(self._find_causes(row, before))
            self._changed_verdicts.append(ChangedVerdict(row, before, causes))
        self._figures |= {figure.id or 0: figure for figure in iterate_figures(row)}

    def list_changes(self) -> Changes:
        """Return the changes of the targets added."""
        figures = tuple(self._figures[number] for number in sorted(self._figures))
        new_targets = tuple(self._new_targets)
        return Changes(
            self._earlier.as_of,
            new_targets,
            tuple(figure for figure in figures if self._is_new(figure)),
            tuple(self._changed_verdicts),
            tuple(
                row for row in new_targets if row.revision and row.revision.is_easier
            ),
            tuple(self._find_figure_revisions(figures)),
            tuple(self._select_record_changes()),
        )

    def _is_new_target(self, target: Target) -> bool:
        """Check that a target was not in the earlier state."""
        return target.id not in self._earlier.verdicts

    def _is_new(self, figure: Figure) -> bool:
        """Check that a figure was published, or added to the store, since."""
        if figure.known_since > self._earlier.as_of:
            return True
        touched = self._record_changes.get(("figure", figure.id or 0))
        return touched is not None and touched.kind is ChangeKind.ADDED

    def _find_causes(
        self, row: ComparisonRow, before: VerdictSummary
    ) -> Iterator[Cause]:
        """Yield direct causes, else indirect ones, else the cause `other`."""
        direct_causes = tuple(self._find_direct_causes(row, before))
        yield from (
            direct_causes
            or tuple(self._find_indirect_causes(row))
            or (Cause(CauseKind.OTHER),)
        )

    def _find_direct_causes(
        self, row: ComparisonRow, before: VerdictSummary
    ) -> Iterator[Cause]:
        """Yield changes of the target, its deciding figures and passed days."""
        target, outcome = row.target, row.verdict.outcome
        if outcome is Outcome.WITHDRAWN:
            yield Cause(CauseKind.WITHDRAWN)
        if self._is_corrected("target", target.id):
            yield Cause(CauseKind.TARGET)
        yield from self._find_figure_causes(self._list_deciding(row))
        removed = tuple(n for n in sorted(before.figure_ids) if self._is_removed(n))
        if removed:
            yield Cause(CauseKind.REMOVED, removed_ids=removed)
        deadline = target.deadline
        if deadline is not None and self._has_passed(deadline):
            yield Cause(CauseKind.DEADLINE, day=deadline)
        is_lag_over = deadline is not None and self._has_passed(deadline + self._lag)
        if is_lag_over and outcome is Outcome.OVERDUE:
            yield Cause(CauseKind.LAG, day=deadline)
        if outcome is Outcome.NOT_COMPARABLE:
            yield from self._find_refusal_causes(row)

    def _list_deciding(self, row: ComparisonRow) -> tuple[Figure, ...]:
        """Return the deciding figures; before the deadline those of progress."""
        deciding = tuple(
            used_figure
            for used_figure in row.verdict.evidence
            if used_figure.role in DECIDING_ROLES
        )
        deadline = row.target.deadline
        if not deciding and (deadline is None or self._as_of <= deadline):
            deciding = _list_progress(row)
        return tuple(used_figure.figure for used_figure in deciding)

    def _find_indirect_causes(self, row: ComparisonRow) -> Iterator[Cause]:
        """Yield changes of progress figures, else of refused ones."""
        progress = (used_figure.figure for used_figure in _list_progress(row))
        figure_causes = tuple(self._find_figure_causes(progress))
        yield from figure_causes or self._find_refusal_causes(row)

    def _find_refusal_causes(self, row: ComparisonRow) -> Iterator[Cause]:
        refused = (refusal.figure for refusal in row.verdict.refusals)
        fresh = tuple(figure for figure in refused if self._is_fresh(figure))
        if fresh:
            yield Cause(CauseKind.REFUSED, fresh)

    def _find_figure_causes(self, figures: Iterable[Figure]) -> Iterator[Cause]:
        fresh = tuple(figure for figure in figures if self._is_fresh(figure))
        new = tuple(figure for figure in fresh if self._is_new(figure))
        if new:
            yield Cause(CauseKind.FIGURES, new)
        corrected = tuple(figure for figure in fresh if not self._is_new(figure))
        if corrected:
            yield Cause(CauseKind.CORRECTED, corrected)

    def _has_passed(self, day: date) -> bool:
        """Check that a day was ahead then and is over now."""
        return self._earlier.as_of <= day < self._as_of

    def _is_fresh(self, figure: Figure) -> bool:
        """Check that a figure is new or was corrected."""
        return self._is_new(figure) or self._is_corrected("figure", figure.id)

    def _is_corrected(self, table: str, number: int | None) -> bool:
        """Check that more than the description of a record was corrected."""
        touched = self._record_changes.get((table, number or 0))
        if touched is None or touched.kind is not ChangeKind.CORRECTED:
            return False
        return not _DESCRIPTIVE_COLUMNS.issuperset(touched.changed)

    def _is_removed(self, number: int) -> bool:
        touched = self._record_changes.get(("figure", number))
        return touched is not None and touched.kind is ChangeKind.REMOVED

    def _find_figure_revisions(
        self, figures: tuple[Figure, ...]
    ) -> Iterator[FigureRevision]:
        """Yield each new figure that replaces an earlier value."""
        latest: dict[tuple[object, ...], Figure] = {}
        for figure in sorted(figures, key=lambda f: (f.known_since, f.id or 0)):
            if not self._is_new(figure):
                latest[_statement_key(figure)] = figure
        for figure in figures:
            old = latest.get(_statement_key(figure))
            if (
                old is not None
                and self._is_new(figure)
                and _reported_value(old) != _reported_value(figure)
            ):
                yield FigureRevision(old, figure)

    def _select_record_changes(self) -> Iterator[RecordChange]:
        """Yield corrections and removals of the records reported."""
        changes = [
            (key, change)
            for key, change in self._record_changes.items()
            if change.kind is not ChangeKind.ADDED
        ]
        if not changes:
            return
        verdicts = self._earlier.verdicts
        reported_ids = {
            "target": self._target_ids.union(verdicts),
            "figure": set(self._figures).union(
                *(summary.figure_ids for summary in verdicts.values())
            ),
        }
        for (table, number), change in changes:
            if number in reported_ids[table]:
                yield change


def _list_progress(row: ComparisonRow) -> tuple[UsedFigure, ...]:
    """Return the figures used as progress."""
    return tuple(
        used_figure
        for used_figure in row.verdict.evidence
        if used_figure.role is Role.PROGRESS
    )


def _statement_key(figure: Figure) -> tuple[object, ...]:
    """Return the columns that say what a figure measures."""
    return (
        *(figure.region, figure.scope, figure.metric.name, figure.basis),
        *(figure.start, figure.end, figure.base_period),
    )


def _reported_value(figure: Figure) -> tuple[object, ...]:
    return figure.bound, figure.answer
