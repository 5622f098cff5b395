"""The status report: how every target stands, what changed, and on what it rests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from targetcli.judging.gate import Reason
from targetcli.judging.outcome import Outcome
from targetcli.judging.profiles import Profile
from targetcli.judging.trajectory import Trajectory
from targetcli.model.records import Source
from targetcli.reports.changes import Changes, Earlier, figures_seen
from targetcli.reports.comparison import MISSES, Compared, Comparison
from targetcli.reports.due import Due, due

_UNJUDGED = (Outcome.NOT_COMPARABLE, Outcome.UNDETERMINED)
# A page of more than this many targets told one by one opens in no browser.
MOST_TOLD = 1000
_TOLD_FIRST = (*MISSES, Outcome.BEHIND, Outcome.UNDETERMINED, Outcome.OVERDUE)


class Origin(NamedTuple):
    """What a report was made from: the store as one write left it."""

    revision: int
    digest: str


class Against(NamedTuple):
    """What a report is compared with; without an origin it is a day, told by dates."""

    origin: Origin | None
    earlier: Earlier


class Asked(NamedTuple):
    """Which targets a report is about: by what, and which; nothing asks for all."""

    by: str
    what: tuple[str, ...]


class Count(NamedTuple):
    """How many targets came out one way, and how many of them provisionally."""

    outcome: Outcome
    total: int
    provisional: int

    @property
    def firm(self) -> int:
        """How many rest on figures that are settled."""
        return self.total - self.provisional


class StatusReport(NamedTuple):
    """Everything a status report tells.

    `against` and `changes` are None where there was nothing to compare with. `courses`
    holds what a chart draws, by target.
    """

    as_of: date
    profile: Profile
    until: date
    asked: tuple[Asked, ...]
    origin: Origin
    rows: tuple[Compared, ...]
    courses: Mapping[int, Trajectory | None]
    sources: tuple[Source, ...]
    against: Against | None = None
    changes: Changes | None = None

    @property
    def counts(self) -> tuple[Count, ...]:
        """The outcomes there are, in their order; nothing is averaged."""
        return counts_of(self.rows)

    @property
    def misses(self) -> tuple[Compared, ...]:
        """What was missed or came late."""
        return self._with(MISSES)

    @property
    def behind(self) -> tuple[Compared, ...]:
        """What is behind its path."""
        return self._with((Outcome.BEHIND,))

    @property
    def due(self) -> tuple[Due, ...]:
        """What comes due, the earliest first."""
        return tuple(row for row in self._untold() if row.days >= 0)

    @property
    def awaited(self) -> tuple[Due, ...]:
        """What passed its deadline so lately that its figure may still come."""
        return self._passed(Outcome.OPEN)

    @property
    def overdue(self) -> tuple[Due, ...]:
        """What passed its deadline long since, without a figure."""
        return self._passed(Outcome.OVERDUE)

    @property
    def unjudged(self) -> tuple[tuple[tuple[Reason, ...], tuple[Compared, ...]], ...]:
        """What cannot be judged, by the reasons for it; the most frequent first."""
        groups: dict[tuple[Reason, ...], list[Compared]] = {}
        for row in self._with(_UNJUDGED):
            groups.setdefault(row.verdict.reasons, []).append(row)
        ordered = sorted(groups.items(), key=lambda group: -len(group[1]))
        return tuple((reasons, tuple(rows)) for reasons, rows in ordered)

    @property
    def told(self) -> tuple[Compared, ...]:
        """The targets told one by one: all, or of very many those that need a look."""
        if len(self.rows) <= MOST_TOLD:
            return self.rows
        return self._with(_TOLD_FIRST)[:MOST_TOLD]

    @property
    def figures_used(self) -> int:
        """How many figures bear on the verdicts."""
        return len(
            {used.figure.id for row in self.rows for used in row.verdict.evidence}
        )

    def _with(self, outcomes: Iterable[Outcome]) -> tuple[Compared, ...]:
        wanted = frozenset(outcomes)
        return tuple(row for row in self.rows if row.verdict.outcome in wanted)

    def _untold(self) -> tuple[Due, ...]:
        return due(Comparison(self.as_of, self.profile, self.rows), self.until)

    def _passed(self, outcome: Outcome) -> tuple[Due, ...]:
        return tuple(
            row
            for row in self._untold()
            if row.days < 0 and row.compared.verdict.outcome is outcome
        )


def groups_of(
    rows: Iterable[Compared],
) -> tuple[tuple[str, str, tuple[Compared, ...]], ...]:
    """Return targets by region and plan, in the order these are met."""
    groups: dict[str, dict[str, list[Compared]]] = {}
    for row in rows:
        plans = groups.setdefault(row.target.region, {})
        plans.setdefault(row.target.plan, []).append(row)
    return tuple(
        (region, plan, tuple(rows))
        for region, plans in groups.items()
        for plan, rows in plans.items()
    )


def counts_of(rows: Iterable[Compared]) -> tuple[Count, ...]:
    """Count the outcomes there are, in their order."""
    totals: dict[Outcome, int] = {}
    provisional: dict[Outcome, int] = {}
    for row in rows:
        outcome = row.verdict.outcome
        totals[outcome] = totals.get(outcome, 0) + 1
        if row.verdict.provisional_status is not None:
            provisional[outcome] = provisional.get(outcome, 0) + 1
    return tuple(
        Count(outcome, totals[outcome], provisional.get(outcome, 0))
        for outcome in Outcome
        if outcome in totals
    )


def cited(rows: Iterable[Compared], sources: Iterable[Source]) -> tuple[Source, ...]:
    """Return the sources that the targets and their figures name."""
    named = {name for row in rows for name in _named(row)}
    return tuple(source for source in sources if source.id in named)


def _named(row: Compared) -> Iterator[str]:
    yield from (row.target.source, row.target.withdrawn_source)
    yield from (figure.source for figure in figures_seen(row))
