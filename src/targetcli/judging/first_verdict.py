"""How a verdict came to be: when it was first given, and what has changed since."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from targetcli.judging.arithmetic import Scale
from targetcli.judging.gate import NOWHERE, Reason, Surroundings
from targetcli.judging.intervals import asked_by
from targetcli.judging.judge import judge
from targetcli.judging.outcome import SETTLED, Role, Verdict
from targetcli.judging.profiles import PLAIN, Profile
from targetcli.judging.settling_periods import DAY
from targetcli.model.records import Better, Figure, MetricKind, Target

__all__ = ["SETTLED", "First", "asks_less", "first_settled"]

_DECIDING = (Role.SETTLES, Role.PART, Role.LATER)


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
    if now.outcome not in SETTLED or not _may_have_changed(target, now):
        return None
    each = (
        First(day, judge(target, every, day, profile, around))
        for day in _days(target, every, as_of)
    )
    settled = (first for first in each if first.verdict.outcome in SETTLED)
    first = next(settled, None)
    return first if first and _said(first.verdict) != _said(now) else None


def asks_less(new: Target, old: Target) -> bool:
    """Say whether a later version is easier: a lower bar, or more time for it."""
    if new.deadline and old.deadline and new.deadline > old.deadline:
        return True
    if new.bound is None or old.bound is None or new.basis is not old.basis:
        return False
    if not new.bound.unit.is_convertible_to(old.bound.unit):
        return False
    scale = Scale(new.bound.unit, (old.bound.unit,))
    now, then = (
        scale.threshold(asked_by(bound, new.metric.better), bound.unit)
        for bound in (new.bound, old.bound)
    )
    if now.better is Better.LESS:
        return now.high > then.high
    return now.better is Better.MORE and now.low < then.low


def _may_have_changed(target: Target, now: Verdict) -> bool:
    """Say whether more than one figure ever spoke of what decides."""
    event = target.metric.kind is MetricKind.EVENT
    deciding = [used for used in now.evidence if event or used.role in _DECIDING]
    replaced = [no for no in now.refused if no.reason is Reason.REPLACED]
    return len(deciding) + len(replaced) > 1


def _days(target: Target, figures: tuple[Figure, ...], as_of: date) -> list[date]:
    """Return the days on which a first verdict can fall, in order."""
    days = {figure.known_since for figure in figures}
    ends = {figure.end for figure in figures}
    if target.metric.kind is MetricKind.EVENT:
        # What was foreseen for a span counts as happened on its very last day.
        days |= ends
    days |= {end + DAY for end in ends}
    return sorted(day for day in days if day <= as_of)


def _said(verdict: Verdict) -> tuple[object, ...]:
    return verdict.outcome, verdict.provisional, verdict.margin
