"""Every target beside its evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from targetcli.judging.first_verdict import (
    SETTLED_OUTCOMES,
    FirstVerdict,
    find_first_verdict,
    is_easier,
)
from targetcli.judging.judge import Outcome, Verdict, judge
from targetcli.judging.profiles import PLAIN, Profile
from targetcli.model.records import Target
from targetcli.reports.figure_index import Around
from targetcli.reports.listings import targets_known, was_announced

MISSES = (Outcome.MISSED, Outcome.LATE)


class Descent(NamedTuple):
    """How a version stands to the one it revises.

    `after_outcome` marks a change announced when the earlier one was already settled.
    """

    earlier: Target
    earlier_verdict: Verdict
    asks_less: bool
    after_outcome: bool


class Compared(NamedTuple):
    """One target with its verdict, its first verdict if another, and its lineage."""

    target: Target
    verdict: Verdict
    superseded_by: tuple[int, ...] = ()
    first: FirstVerdict | None = None
    descent: Descent | None = None


class Comparison(NamedTuple):
    """Targets judged as of one day."""

    as_of: date
    profile: Profile
    rows: Iterable[Compared]


class Versions(NamedTuple):
    """How versions of a target are found: by what they revise, and by id."""

    revised_by: Mapping[int, tuple[int, ...]]
    find: Callable[[int], Target]


def compare(
    targets: Iterable[Target],
    around: Callable[[Target], Around],
    as_of: date,
    versions: Versions,
    profile: Profile = PLAIN,
) -> Comparison:
    """Judge each target that had been announced by the day."""
    judging = _Judging(around, as_of, versions, profile)
    known = targets_known(targets, as_of)
    return Comparison(as_of, profile, map(judging.compared, known))


def only(comparison: Comparison, outcomes: Iterable[Outcome]) -> Comparison:
    """Keep the rows with one of the outcomes."""
    wanted = frozenset(outcomes)
    kept = (row for row in comparison.rows if row.verdict.outcome in wanted)
    return comparison._replace(rows=kept)


class _Judging(NamedTuple):
    around: Callable[[Target], Around]
    as_of: date
    versions: Versions
    profile: Profile

    def compared(self, target: Target) -> Compared:
        figures, near = self.around(target)
        verdict = judge(target, figures, self.as_of, self.profile, near)
        first = find_first_verdict(
            target, figures, verdict, self.as_of, self.profile, near
        )
        return Compared(
            target, verdict, self._later(target), first, self._descent(target)
        )

    def _later(self, target: Target) -> tuple[int, ...]:
        """Return the later versions that were announced by the day."""
        numbers = self.versions.revised_by.get(target.id or 0, ())
        return tuple(
            number
            for number in numbers
            if was_announced(self.versions.find(number), self.as_of)
        )

    def _descent(self, target: Target) -> Descent | None:
        if target.revises is None:
            return None
        earlier = self.versions.find(target.revises)
        figures, near = self.around(earlier)
        verdict = judge(earlier, figures, self.as_of, self.profile, near)
        after = False
        if target.announced is not None:
            then = judge(earlier, figures, target.announced.end, self.profile, near)
            after = then.outcome in SETTLED_OUTCOMES
        return Descent(earlier, verdict, is_easier(target, earlier), after)


Tally = Mapping[Outcome, int]


class Counted(NamedTuple):
    """How the targets of one group came out; None stands for all of them."""

    group: str | None
    counts: Tally

    @property
    def total(self) -> int:
        """How many there are."""
        return sum(self.counts.values())


def counted(
    comparison: Comparison, group_of: Callable[[Target], str]
) -> Iterator[Counted]:
    """Count outcomes by group, in the order groups are met; the last is all of them.

    Nothing is averaged: what cannot be judged stands beside what was met.
    """
    groups: dict[str, dict[Outcome, int]] = {}
    every: dict[Outcome, int] = {}
    for row in comparison.rows:
        own = groups.setdefault(group_of(row.target), {})
        for counts in (own, every):
            outcome = row.verdict.outcome
            counts[outcome] = counts.get(outcome, 0) + 1
    for group, counts in groups.items():
        yield Counted(group, counts)
    yield Counted(None, every)
