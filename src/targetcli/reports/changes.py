"""What changed since an earlier day, or since an earlier report was made.

An earlier day is told by dates of publication alone. An earlier report also knows what
was then in the store, so that what was entered late is seen too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from targetcli.judging.outcome import Outcome, Role, UsedFigure
from targetcli.judging.profiles import Profile
from targetcli.model.records import Figure, FigureStatus, Target
from targetcli.model.revisions import ChangeKind, RecordChange
from targetcli.reports.comparison import Compared

_DECIDING = (Role.SETTLES, Role.PART, Role.LATER)
# Columns that say where a record is from, or how it was put, and turn no outcome.
_SAID_ONLY = frozenset(
    {"plan", "commitment", "source", "locator", "as_written", "note"}
)


class Standing(NamedTuple):
    """What was said of one target, and by which figures."""

    outcome: Outcome
    provisional: FigureStatus | None = None
    figures: frozenset[int] = frozenset()


class Earlier(NamedTuple):
    """What is compared with: a day, and how each target then known stood.

    `written` is what the store has taken in since; None tells by dates alone.
    """

    as_of: date
    standings: Mapping[int, Standing]
    written: tuple[RecordChange, ...] | None = None


class Why(StrEnum):
    """What turned an outcome."""

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
    """One thing that turned an outcome, with the figures or the day it was."""

    why: Why
    figures: tuple[Figure, ...] = ()
    removed: tuple[int, ...] = ()
    day: date | None = None


class Turned(NamedTuple):
    """A target whose outcome, or the stage it rests on, is another than before."""

    row: Compared
    before: Standing
    causes: tuple[Cause, ...]


class Revision(NamedTuple):
    """A figure that says of the same period something else than an earlier one."""

    old: Figure
    new: Figure


class Changes(NamedTuple):
    """What changed since a day."""

    since: date
    new_targets: tuple[Compared, ...] = ()
    new_figures: tuple[Figure, ...] = ()
    turned: tuple[Turned, ...] = ()
    lowered: tuple[Compared, ...] = ()
    revisions: tuple[Revision, ...] = ()
    touched: tuple[RecordChange, ...] = ()

    @property
    def any(self) -> bool:
        """Whether there is anything to tell."""
        return any(self[1:])


def standing_of(row: Compared) -> Standing:
    """Return how a target stands."""
    verdict = row.verdict
    figures = frozenset(used.figure.id or 0 for used in verdict.evidence)
    return Standing(verdict.outcome, verdict.provisional_status, figures)


def changes(
    rows: Iterable[Compared], earlier: Earlier, as_of: date, profile: Profile
) -> Changes:
    """Tell what changed for these targets since an earlier day or report."""
    every = tuple(rows)
    telling = _Telling(earlier, as_of, profile)
    new_targets = tuple(row for row in every if telling.is_new_target(row.target))
    known = _figures_of(every)
    return Changes(
        earlier.as_of,
        new_targets,
        tuple(figure for figure in known if telling.is_new(figure)),
        tuple(telling.turned(every)),
        tuple(row for row in new_targets if row.descent and row.descent.asks_less),
        tuple(telling.revisions(known)),
        tuple(telling.touched(every, known)),
    )


def figures_seen(row: Compared) -> Iterator[Figure]:
    """Yield the figures that bear on a target, then those that may not."""
    for used in row.verdict.evidence:
        yield used.figure
    for refusal in row.verdict.refusals:
        yield refusal.figure


def _figures_of(rows: Iterable[Compared]) -> tuple[Figure, ...]:
    """Return every figure that bears on the targets or was refused, by id."""
    found: dict[int, Figure] = {}
    for row in rows:
        for figure in figures_seen(row):
            found[figure.id or 0] = figure
    return tuple(found[number] for number in sorted(found))


class _Telling:
    def __init__(self, earlier: Earlier, as_of: date, profile: Profile) -> None:
        self._earlier = earlier
        self._as_of = as_of
        self._lag = timedelta(days=profile.reporting_lag)
        written = earlier.written or ()
        self._touched = {(one.table, one.id): one for one in written}

    def is_new_target(self, target: Target) -> bool:
        return target.id not in self._earlier.standings

    def is_new(self, figure: Figure) -> bool:
        """Say whether a figure was published, or taken into the store, since."""
        if figure.known_since > self._earlier.as_of:
            return True
        touched = self._touched.get(("figure", figure.id or 0))
        return touched is not None and touched.kind is ChangeKind.ADDED

    def turned(self, rows: Iterable[Compared]) -> Iterator[Turned]:
        for row in rows:
            before = self._earlier.standings.get(row.target.id or 0)
            now = standing_of(row)
            if before is not None and before[:2] != now[:2]:
                yield Turned(row, before, tuple(self._causes(row, before)))

    def _causes(self, row: Compared, before: Standing) -> Iterator[Cause]:
        """Yield what turned it; where nothing did, what came beside it, else that."""
        found = tuple(self._plain_causes(row, before))
        yield from found or tuple(self._causes_beside(row)) or (Cause(Why.OTHER),)

    def _plain_causes(self, row: Compared, before: Standing) -> Iterator[Cause]:
        target, outcome = row.target, row.verdict.outcome
        if outcome is Outcome.WITHDRAWN:
            yield Cause(Why.WITHDRAWN)
        if self._is_corrected("target", target.id):
            yield Cause(Why.TARGET)
        yield from self._figure_causes(self._deciding(row))
        removed = tuple(n for n in sorted(before.figures) if self._is_removed(n))
        if removed:
            yield Cause(Why.REMOVED, removed=removed)
        deadline = target.deadline
        if deadline is not None and self._passed(deadline):
            yield Cause(Why.DEADLINE, day=deadline)
        late = deadline is not None and self._passed(deadline + self._lag)
        if late and outcome is Outcome.OVERDUE:
            yield Cause(Why.LAG, day=deadline)
        if outcome is Outcome.NOT_COMPARABLE:
            yield from self._refusals(row)

    def _deciding(self, row: Compared) -> tuple[Figure, ...]:
        """Return what decides an outcome; ahead of a deadline that is the progress."""
        used = tuple(one for one in row.verdict.evidence if one.role in _DECIDING)
        deadline = row.target.deadline
        if not used and (deadline is None or self._as_of <= deadline):
            used = _progress(row)
        return tuple(one.figure for one in used)

    def _causes_beside(self, row: Compared) -> Iterator[Cause]:
        progress = (one.figure for one in _progress(row))
        found = tuple(self._figure_causes(progress))
        yield from found or self._refusals(row)

    def _refusals(self, row: Compared) -> Iterator[Cause]:
        refused = (no.figure for no in row.verdict.refusals)
        fresh = tuple(figure for figure in refused if self._is_fresh(figure))
        if fresh:
            yield Cause(Why.REFUSED, fresh)

    def _figure_causes(self, figures: Iterable[Figure]) -> Iterator[Cause]:
        fresh = tuple(figure for figure in figures if self._is_fresh(figure))
        new = tuple(figure for figure in fresh if self.is_new(figure))
        if new:
            yield Cause(Why.FIGURES, new)
        corrected = tuple(figure for figure in fresh if not self.is_new(figure))
        if corrected:
            yield Cause(Why.CORRECTED, corrected)

    def _passed(self, day: date) -> bool:
        """Say whether a day was still ahead, and is not any more."""
        return self._earlier.as_of <= day < self._as_of

    def _is_fresh(self, figure: Figure) -> bool:
        """Say whether a figure is new, or says another thing than it did."""
        return self.is_new(figure) or self._is_corrected("figure", figure.id)

    def _is_corrected(self, table: str, number: int | None) -> bool:
        """Say whether what a record states was corrected, and not only whence it is."""
        touched = self._touched.get((table, number or 0))
        if touched is None or touched.kind is not ChangeKind.CORRECTED:
            return False
        return not _SAID_ONLY.issuperset(touched.changed)

    def _is_removed(self, number: int) -> bool:
        touched = self._touched.get(("figure", number))
        return touched is not None and touched.kind is ChangeKind.REMOVED

    def revisions(self, known: tuple[Figure, ...]) -> Iterator[Revision]:
        """Yield each new figure beside the latest earlier one of the same statement."""
        latest: dict[tuple[object, ...], Figure] = {}
        for figure in sorted(known, key=lambda f: (f.known_since, f.id or 0)):
            if not self.is_new(figure):
                latest[_statement(figure)] = figure
        for figure in known:
            old = latest.get(_statement(figure))
            if old is not None and self.is_new(figure) and _said(old) != _said(figure):
                yield Revision(old, figure)

    def touched(
        self, rows: Iterable[Compared], known: Iterable[Figure]
    ) -> Iterator[RecordChange]:
        """Yield what was corrected or taken out of the store, of what is told of."""
        told = {("target", row.target.id or 0) for row in rows}
        told |= {("figure", figure.id or 0) for figure in known}
        for number, standing in self._earlier.standings.items():
            told.add(("target", number))
            told |= {("figure", figure) for figure in standing.figures}
        for key, one in self._touched.items():
            if one.kind is not ChangeKind.ADDED and key in told:
                yield one


def _progress(row: Compared) -> tuple[UsedFigure, ...]:
    return tuple(one for one in row.verdict.evidence if one.role is Role.PROGRESS)


def _statement(figure: Figure) -> tuple[object, ...]:
    return (
        *(figure.region, figure.scope, figure.metric.name, figure.basis),
        *(figure.start, figure.end, figure.base_period),
    )


def _said(figure: Figure) -> tuple[object, ...]:
    return figure.bound, figure.answer
