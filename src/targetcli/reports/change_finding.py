"""Find the changes since an earlier day or report, as targets are judged."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from targetcli.judging.outcome import DECIDING_ROLES, Outcome, Role, UsedFigure
from targetcli.judging.profiles import Profile
from targetcli.model.records import Figure
from targetcli.model.revisions import ChangeKind, RecordChange
from targetcli.reports.changes import (
    Cause,
    CauseKind,
    ChangedVerdict,
    Changes,
    EarlierState,
    FigureRevision,
    LoweredTarget,
    TargetOutcome,
    VerdictSummary,
    sum_up_target,
)
from targetcli.reports.comparison import ComparisonRow
from targetcli.reports.row_gathering import RowGatherer, iterate_figures

# Columns that say where a record is from, or how it was put, and turn no outcome.
_DESCRIPTIVE_COLUMNS = frozenset(
    {"plan", "commitment", "source", "locator", "as_written", "note", "owner"}
)


def find_changes(
    rows: Iterable[ComparisonRow], earlier: EarlierState, as_of: date, profile: Profile
) -> Changes:
    """Find the changes of these targets since an earlier day or report."""
    finder = ChangeFinder(earlier, as_of, profile)
    for row in rows:
        finder.add(row)
    return finder.list_changes()


class RowChanges(NamedTuple):
    """The changes that one target adds.

    `old_figures` are those that a new figure may have replaced, `touched_ids` those of
    its figures that were changed in the store.
    """

    target_id: int
    new_target: TargetOutcome | None
    changed_verdict: ChangedVerdict | None
    lowered_target: LoweredTarget | None
    new_figures: tuple[Figure, ...]
    old_figures: tuple[Figure, ...]
    touched_ids: tuple[int, ...]


class ChangeFinder(RowGatherer[RowChanges]):
    """Compares rows of today with an earlier state, as they come."""

    def __init__(self, earlier: EarlierState, as_of: date, profile: Profile) -> None:
        self._earlier = earlier
        self._as_of = as_of
        self._lag = timedelta(days=profile.reporting_lag)
        written = earlier.record_changes or ()
        self._record_changes = {(change.table, change.id): change for change in written}
        self._target_ids: set[int] = set()
        self._touched_ids: set[int] = set()
        self._new_targets: list[TargetOutcome] = []
        self._changed_verdicts: list[ChangedVerdict] = []
        self._lowered_targets: list[LoweredTarget] = []
        self._new_figures: dict[int, Figure] = {}
        self._old_figures: dict[int, Figure] = {}

    def pick(self, row: ComparisonRow) -> RowChanges:
        """Compare one more target, and leave out all figures that stay as they were."""
        target_id, now = row.target.id or 0, sum_up_target(row)
        before = self._earlier.verdicts.get(target_id)
        figures = tuple(iterate_figures(row))
        new_figures = tuple(filter(self._is_new, figures))
        return RowChanges(
            target_id,
            now if before is None else None,
            None if before is None else self._compare_verdict(row, now, before),
            _find_lowered(row, now) if before is None else None,
            new_figures,
            tuple(_select_of_same_kind(figures, new_figures)),
            tuple(self._list_touched(figures)),
        )

    def take(self, part: RowChanges) -> None:
        """Take the changes of one more target."""
        self._target_ids.add(part.target_id)
        self._touched_ids.update(part.touched_ids)
        self._new_targets += filter(None, [part.new_target])
        self._changed_verdicts += filter(None, [part.changed_verdict])
        self._lowered_targets += filter(None, [part.lowered_target])
        self._new_figures |= {figure.id or 0: figure for figure in part.new_figures}
        self._old_figures |= {figure.id or 0: figure for figure in part.old_figures}

    def list_changes(self) -> Changes:
        """Return the changes of the targets added."""
        new_figures = tuple(figure for _, figure in sorted(self._new_figures.items()))
        return Changes(
            self._earlier.as_of,
            tuple(self._new_targets),
            new_figures,
            tuple(self._changed_verdicts),
            tuple(self._lowered_targets),
            tuple(self._find_figure_revisions(new_figures)),
            tuple(self._select_record_changes()),
        )

    def _compare_verdict(
        self, row: ComparisonRow, now: TargetOutcome, before: VerdictSummary
    ) -> ChangedVerdict | None:
        if before[:2] == (now.outcome, now.provisional_status):
            return None
        return ChangedVerdict(now, before, tuple(self._find_causes(row, before)))

    def _list_touched(self, figures: Iterable[Figure]) -> Iterator[int]:
        """Yield the ids of figures that were changed in the store."""
        if self._record_changes:
            ids = (figure.id or 0 for figure in figures)
            yield from (n for n in ids if ("figure", n) in self._record_changes)

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
        removed = tuple(n for n in before.figure_ids if self._is_removed(n))
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
        fresh = [
            refusal
            for refusal in row.verdict.refusals
            if self._is_fresh(refusal.figure)
        ]
        if fresh:
            figures, reasons = zip(*fresh, strict=True)
            yield Cause(CauseKind.REFUSED, figures, reasons=reasons)

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
        self, new_figures: Iterable[Figure]
    ) -> Iterator[FigureRevision]:
        """Yield each new figure that replaces an earlier value."""
        by_day = sorted(
            self._old_figures.values(), key=lambda f: (f.known_since, f.id or 0)
        )
        latest = {_statement_key(figure): figure for figure in by_day}
        for figure in new_figures:
            old = latest.get(_statement_key(figure))
            if old is not None and _reported_value(old) != _reported_value(figure):
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
            "figure": self._touched_ids.union(
                *(summary.figure_ids for summary in verdicts.values())
            ),
        }
        for (table, number), change in changes:
            if number in reported_ids[table]:
                yield change


def _find_lowered(row: ComparisonRow, now: TargetOutcome) -> LoweredTarget | None:
    """Return a version that asks less than the one it revises, if it does."""
    revision = row.revision
    if revision is None or not revision.is_easier:
        return None
    return LoweredTarget(now, revision.earlier, revision.is_after_outcome)


def _select_of_same_kind(
    figures: Iterable[Figure], new_figures: Collection[Figure]
) -> Iterator[Figure]:
    """Yield the old figures that say what a new one says.

    They stand in one row: a verdict accounts for all figures of its place and metric.
    """
    if not new_figures:
        return
    keys, new_ids = set(map(_statement_key, new_figures)), {f.id for f in new_figures}
    for figure in figures:
        if figure.id not in new_ids and _statement_key(figure) in keys:
            yield figure


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
