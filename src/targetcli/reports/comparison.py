"""Every target beside its evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from targetcli.judging.profiles import PLAIN, Profile
from targetcli.judging.verdict import Outcome, Verdict, judge
from targetcli.model.records import Target
from targetcli.reports.field import Around

MISSES = (Outcome.MISSED, Outcome.LATE)


class Compared(NamedTuple):
    """One target with its verdict; `superseded_by` are the ids of later versions."""

    target: Target
    verdict: Verdict
    superseded_by: tuple[int, ...] = ()


class Comparison(NamedTuple):
    """Targets judged as of one day."""

    as_of: date
    profile: Profile
    rows: Iterable[Compared]


def compare(
    targets: Iterable[Target],
    around: Callable[[Target], Around],
    as_of: date,
    revised_by: Mapping[int, tuple[int, ...]],
    profile: Profile = PLAIN,
) -> Comparison:
    """Judge each target that had been announced by the day."""
    known = (target for target in targets if was_announced(target, as_of))
    rows = _judged(known, around, as_of, revised_by, profile)
    return Comparison(as_of, profile, rows)


def only(comparison: Comparison, outcomes: Iterable[Outcome]) -> Comparison:
    """Keep the rows with one of the outcomes."""
    wanted = frozenset(outcomes)
    kept = (row for row in comparison.rows if row.verdict.outcome in wanted)
    return comparison._replace(rows=kept)


def was_announced(target: Target, as_of: date) -> bool:
    """Say whether a target was known; one without a date always was."""
    return target.announced is None or target.announced.end <= as_of


def _judged(
    targets: Iterable[Target],
    around: Callable[[Target], Around],
    as_of: date,
    revised_by: Mapping[int, tuple[int, ...]],
    profile: Profile,
) -> Iterator[Compared]:
    for target in targets:
        figures, surroundings = around(target)
        verdict = judge(target, figures, as_of, profile, surroundings)
        yield Compared(target, verdict, revised_by.get(target.id or 0, ()))
