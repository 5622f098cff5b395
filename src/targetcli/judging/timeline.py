"""How a verdict came to be: when it was first given, and what has changed since."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from targetcli.judging.evidence import NOWHERE, Reason, Surroundings
from targetcli.judging.exact import Scale
from targetcli.judging.intervals import asked_by
from targetcli.judging.profiles import PLAIN, Profile
from targetcli.judging.verdict import Outcome, Role, Verdict, judge
from targetcli.model.records import Better, Figure, Target

SETTLED = frozenset({Outcome.MET, Outcome.MISSED, Outcome.LATE, Outcome.UNDETERMINED})
_DECIDING = (Role.SETTLES, Role.PART, Role.LATER)
_DAY = timedelta(days=1)


class First(NamedTuple):
    """The first verdict that settled a target, and the day it could be given."""

    day: date
    verdict: Verdict


def first_settled(
    target: Target,
    figures: Iterable[Figure],
    now: Verdict,
    as_of: date,
    profile: Profile = PLAIN,
    around: Surroundings = NOWHERE,
) -> First | None:
    """Return the first settled verdict where it is not the one of today.

    None where nothing is settled, or the first verdict still stands in its outcome,
    its stage and its margin.
    """
    every = tuple(figures)
    if now.outcome not in SETTLED or not _may_have_changed(now):
        return None
    for day in _days(target, every, as_of):
        then = judge(target, every, day, profile, around)
        if then.outcome in SETTLED:
            return First(day, then) if _said(then) != _said(now) else None
    return None


def asks_less(new: Target, old: Target) -> bool:
    """Say whether a later version is easier: a lower bar, or more time for it."""
    if new.deadline and old.deadline and new.deadline > old.deadline:
        return True
    if new.bound is None or old.bound is None or new.basis is not old.basis:
        return False
    if not new.bound.unit.measures_the_same(old.bound.unit):
        return False
    scale = Scale(new.bound.unit, (old.bound.unit,))
    now, then = (
        scale.threshold(asked_by(bound, new.metric.better), bound.unit)
        for bound in (new.bound, old.bound)
    )
    if now.better is Better.LESS:
        return now.high > then.high
    return now.better is Better.MORE and now.low < then.low


def _may_have_changed(now: Verdict) -> bool:
    """Say whether more than one figure ever spoke of what decides."""
    deciding = [used for used in now.evidence if used.role in _DECIDING]
    replaced = [no for no in now.refused if no.reason is Reason.REPLACED]
    return len(deciding) + len(replaced) > 1


def _days(target: Target, figures: tuple[Figure, ...], as_of: date) -> list[date]:
    """Return the days on which a first verdict can fall, in order."""
    days = {figure.known_from for figure in figures}
    days |= {figure.end + _DAY for figure in figures if figure.end < date.max}
    if target.deadline is not None and target.deadline < date.max:
        days.add(target.deadline + _DAY)
    return sorted(day for day in days if day <= as_of)


def _said(verdict: Verdict) -> tuple[object, ...]:
    return verdict.outcome, verdict.provisional, verdict.margin
