"""Build the status report: how every target stands and what has changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from targetcli.judging.outcome import (
    OUTCOME_TRAITS,
    Outcome,
    OutcomeGroup,
    ReportSection,
    select_outcomes,
)
from targetcli.judging.profiles import Grade, Profile
from targetcli.judging.reasons import Reason
from targetcli.model.records import FigureStatus, Source, Target
from targetcli.reports.changes import Changes, EarlierState
from targetcli.reports.open_questions import OpenQuestion


class StoreState(NamedTuple):
    """The state of the store a report was made from."""

    revision: int
    digest: str


class EarlierReport(NamedTuple):
    """The report to compare with; a mere day has no store state."""

    store_state: StoreState | None
    state: EarlierState


class ReportFilter(NamedTuple):
    """A filter of a report's targets: a column and the values it may have."""

    column: str
    values: tuple[str, ...]


class OutcomeCount(NamedTuple):
    """The number of targets with one outcome, and how many are provisional."""

    outcome: Outcome
    total: int
    provisional: int

    @property
    def firm(self) -> int:
        """The number of targets whose outcome is not provisional."""
        return self.total - self.provisional


class GroupCount(NamedTuple):
    """A group of outcomes with the counts of those that occur in it."""

    group: OutcomeGroup
    counts: tuple[OutcomeCount, ...]

    @property
    def total(self) -> int:
        """The number of targets in the group."""
        return sum(count.total for count in self.counts)


class ReportedTarget(NamedTuple):
    """A target of a report, with the part of its verdict that is counted and listed.

    `days` are those to its deadline, None where it is neither due nor past without a
    figure. `is_unsaid` where its verdict hangs on what nobody said.
    """

    target: Target
    outcome: Outcome
    provisional_status: FigureStatus | None
    reasons: tuple[Reason, ...]
    grade: Grade | None
    days: int | None
    is_superseded: bool
    is_unsaid: bool


class StatusReport(NamedTuple):
    """The contents of a status report.

    `figures_used` is the number of figures that verdicts rest on; `open_questions` are
    unsaid meanings on which a verdict hangs. `earlier_report` and `changes` are None if
    there is nothing to compare with.
    """

    as_of: date
    profile: Profile
    until: date
    filters: tuple[ReportFilter, ...]
    store_state: StoreState
    targets: tuple[ReportedTarget, ...]
    sources: tuple[Source, ...]
    figures_used: int
    open_questions: tuple[OpenQuestion, ...]
    earlier_report: EarlierReport | None = None
    changes: Changes | None = None

    @property
    def counts(self) -> tuple[OutcomeCount, ...]:
        """The counts of the outcomes that occur, in their order."""
        return count_by_outcome(self.targets)

    @property
    def misses(self) -> tuple[ReportedTarget, ...]:
        """The targets missed or met late."""
        return self._select(select_outcomes(ReportSection.MISSES))

    @property
    def kept(self) -> tuple[ReportedTarget, ...]:
        """The targets met in time."""
        return self._select_group(OutcomeGroup.KEPT)

    @property
    def group_counts(self) -> tuple[GroupCount, ...]:
        """The counts of the groups of outcomes that occur, in their order."""
        return tuple(
            GroupCount(group, counts)
            for group in OutcomeGroup
            if (counts := count_by_outcome(self._select_group(group)))
        )

    @property
    def behind(self) -> tuple[ReportedTarget, ...]:
        """The targets behind their path."""
        return self._select(select_outcomes(ReportSection.BEHIND))

    @property
    def due(self) -> tuple[ReportedTarget, ...]:
        """The targets due from today, earliest first."""
        return tuple(row for days, row in self._list_due() if days >= 0)

    @property
    def awaited(self) -> tuple[ReportedTarget, ...]:
        """The targets past their deadline whose figure may still come."""
        return self._list_passed(ReportSection.AWAITED)

    @property
    def overdue(self) -> tuple[ReportedTarget, ...]:
        """The targets past their deadline and the reporting lag."""
        return self._list_passed(ReportSection.OVERDUE)

    @property
    def unjudged(
        self,
    ) -> tuple[tuple[tuple[Reason, ...], tuple[ReportedTarget, ...]], ...]:
        """The targets that cannot be judged, by reasons, most frequent first."""
        groups: dict[tuple[Reason, ...], list[ReportedTarget]] = {}
        for row in self._select(select_outcomes(ReportSection.UNJUDGED)):
            groups.setdefault(row.reasons, []).append(row)
        ordered = sorted(groups.items(), key=lambda group: -len(group[1]))
        return tuple((reasons, tuple(rows)) for reasons, rows in ordered)

    def _select(self, outcomes: Collection[Outcome]) -> tuple[ReportedTarget, ...]:
        return tuple(row for row in self.targets if row.outcome in outcomes)

    def _select_group(self, group: OutcomeGroup) -> tuple[ReportedTarget, ...]:
        return tuple(
            row for row in self.targets if OUTCOME_TRAITS[row.outcome].group is group
        )

    def _list_due(self) -> list[tuple[int, ReportedTarget]]:
        """Return the targets that are due, or past without a figure, earliest first."""
        due = [(row.days, row) for row in self.targets if row.days is not None]
        return sorted(due, key=lambda pair: pair[0])

    def _list_passed(self, section: ReportSection) -> tuple[ReportedTarget, ...]:
        outcomes = select_outcomes(section)
        return tuple(
            row
            for days, row in self._list_due()
            if days < 0 and row.outcome in outcomes
        )


def group_by_region_and_plan(
    rows: Iterable[ReportedTarget],
) -> tuple[tuple[str, str, tuple[ReportedTarget, ...]], ...]:
    """Return targets by region and plan, in the order met."""
    groups: dict[str, dict[str, list[ReportedTarget]]] = {}
    for row in rows:
        plans = groups.setdefault(row.target.region, {})
        plans.setdefault(row.target.plan, []).append(row)
    return tuple(
        (region, plan, tuple(rows))
        for region, plans in groups.items()
        for plan, rows in plans.items()
    )


def count_by_outcome(rows: Iterable[ReportedTarget]) -> tuple[OutcomeCount, ...]:
    """Return the counts of the outcomes that occur, in their order."""
    totals: dict[Outcome, int] = {}
    provisional: dict[Outcome, int] = {}
    for row in rows:
        outcome = row.outcome
        totals[outcome] = totals.get(outcome, 0) + 1
        if row.provisional_status is not None:
            provisional[outcome] = provisional.get(outcome, 0) + 1
    return tuple(
        OutcomeCount(outcome, totals[outcome], provisional.get(outcome, 0))
        for outcome in Outcome
        if outcome in totals
    )
