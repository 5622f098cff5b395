"""Build the status report: how every target stands and what has changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from targetcli.judging.outcome import (
    OUTCOME_TRAITS,
    Outcome,
    OutcomeGroup,
    ReportSection,
    select_outcomes,
)
from targetcli.judging.profiles import Profile
from targetcli.judging.reasons import Reason
from targetcli.judging.trajectory import Trajectory
from targetcli.model.records import Source
from targetcli.reports.changes import Changes, EarlierState, iterate_figures
from targetcli.reports.comparison import Comparison, ComparisonRow
from targetcli.reports.due import DueTarget, list_due
from targetcli.reports.open_questions import OpenQuestion, list_hanging_questions

# A page of more than this many targets told one by one opens in no browser.
MAX_LISTED = 1000
_URGENT_OUTCOMES = frozenset(
    outcome for outcome, traits in OUTCOME_TRAITS.items() if traits.is_urgent
)


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


class StatusReport(NamedTuple):
    """The contents of a status report.

    `earlier_report` and `changes` are None if there is nothing to compare with.
    `trajectories` holds what charts draw, by target id.
    """

    as_of: date
    profile: Profile
    until: date
    filters: tuple[ReportFilter, ...]
    store_state: StoreState
    rows: tuple[ComparisonRow, ...]
    trajectories: Mapping[int, Trajectory | None]
    sources: tuple[Source, ...]
    earlier_report: EarlierReport | None = None
    changes: Changes | None = None

    @property
    def counts(self) -> tuple[OutcomeCount, ...]:
        """The counts of the outcomes that occur, in their order."""
        return count_by_outcome(self.rows)

    @property
    def misses(self) -> tuple[ComparisonRow, ...]:
        """The targets missed or met late."""
        return self._select(select_outcomes(ReportSection.MISSES))

    @property
    def kept(self) -> tuple[ComparisonRow, ...]:
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
    def behind(self) -> tuple[ComparisonRow, ...]:
        """The targets behind their path."""
        return self._select(select_outcomes(ReportSection.BEHIND))

    @property
    def due(self) -> tuple[DueTarget, ...]:
        """The targets due from today, earliest first."""
        return tuple(row for row in self._list_due() if row.days >= 0)

    @property
    def awaited(self) -> tuple[DueTarget, ...]:
        """The targets past their deadline whose figure may still come."""
        return self._list_passed(ReportSection.AWAITED)

    @property
    def overdue(self) -> tuple[DueTarget, ...]:
        """The targets past their deadline and the reporting lag."""
        return self._list_passed(ReportSection.OVERDUE)

    @property
    def unjudged(
        self,
    ) -> tuple[tuple[tuple[Reason, ...], tuple[ComparisonRow, ...]], ...]:
        """The targets that cannot be judged, by reasons, most frequent first."""
        groups: dict[tuple[Reason, ...], list[ComparisonRow]] = {}
        for row in self._select(select_outcomes(ReportSection.UNJUDGED)):
            groups.setdefault(row.verdict.reasons, []).append(row)
        ordered = sorted(groups.items(), key=lambda group: -len(group[1]))
        return tuple((reasons, tuple(rows)) for reasons, rows in ordered)

    @property
    def open_questions(self) -> tuple[OpenQuestion, ...]:
        """List of unsaid meanings on which a verdict hangs."""
        return list_hanging_questions(self.rows)

    @property
    def listed(self) -> tuple[ComparisonRow, ...]:
        """The targets to list one by one.

        If there are very many, only those that need attention are listed.
        """
        if len(self.rows) <= MAX_LISTED:
            return self.rows
        return self._select(_URGENT_OUTCOMES)[:MAX_LISTED]

    @property
    def figures_used(self) -> int:
        """The number of figures that verdicts rest on."""
        return len(
            {used.figure.id for row in self.rows for used in row.verdict.evidence}
        )

    def _select(self, outcomes: Collection[Outcome]) -> tuple[ComparisonRow, ...]:
        return tuple(row for row in self.rows if row.verdict.outcome in outcomes)

    def _select_group(self, group: OutcomeGroup) -> tuple[ComparisonRow, ...]:
        return tuple(
            row
            for row in self.rows
            if OUTCOME_TRAITS[row.verdict.outcome].group is group
        )

    def _list_due(self) -> tuple[DueTarget, ...]:
        return list_due(Comparison(self.as_of, self.profile, self.rows), self.until)

    def _list_passed(self, section: ReportSection) -> tuple[DueTarget, ...]:
        outcomes = select_outcomes(section)
        return tuple(
            row
            for row in self._list_due()
            if row.days < 0 and row.comparison_row.verdict.outcome in outcomes
        )


def group_by_region_and_plan(
    rows: Iterable[ComparisonRow],
) -> tuple[tuple[str, str, tuple[ComparisonRow, ...]], ...]:
    """Return targets by region and plan, in the order met."""
    groups: dict[str, dict[str, list[ComparisonRow]]] = {}
    for row in rows:
        plans = groups.setdefault(row.target.region, {})
        plans.setdefault(row.target.plan, []).append(row)
    return tuple(
        (region, plan, tuple(rows))
        for region, plans in groups.items()
        for plan, rows in plans.items()
    )


def count_by_outcome(rows: Iterable[ComparisonRow]) -> tuple[OutcomeCount, ...]:
    """Return the counts of the outcomes that occur, in their order."""
    totals: dict[Outcome, int] = {}
    provisional: dict[Outcome, int] = {}
    for row in rows:
        outcome = row.verdict.outcome
        totals[outcome] = totals.get(outcome, 0) + 1
        if row.verdict.provisional_status is not None:
            provisional[outcome] = provisional.get(outcome, 0) + 1
    return tuple(
        OutcomeCount(outcome, totals[outcome], provisional.get(outcome, 0))
        for outcome in Outcome
        if outcome in totals
    )


def select_cited_sources(
    rows: Iterable[ComparisonRow], sources: Iterable[Source]
) -> tuple[Source, ...]:
    """Return the sources that targets and their figures name."""
    cited_ids = {name for row in rows for name in _list_cited_ids(row)}
    return tuple(source for source in sources if source.id in cited_ids)


def _list_cited_ids(row: ComparisonRow) -> Iterator[str]:
    yield from (row.target.source, row.target.withdrawn_source)
    yield from (figure.source for figure in iterate_figures(row))
