"""Find the first verdict of a target, and changes of the target that ease it."""

from datetime import date
from typing import NamedTuple

from targetcli.judging.arithmetic import UnitConverter
from targetcli.judging.context import NO_CONTEXT, TargetContext
from targetcli.judging.intervals import to_threshold
from targetcli.judging.judge import judge_by_known
from targetcli.judging.known_figures import KnownByDay, PlaceFigures
from targetcli.judging.lazy_sequence import list_items
from targetcli.judging.outcome import DECIDING_ROLES, SETTLED_OUTCOMES, Verdict
from targetcli.judging.profiles import PLAIN, Profile
from targetcli.judging.reasons import Reason
from targetcli.judging.settling_days import list_settling_days
from targetcli.model.records import Better, MetricKind, Target
from targetcli.model.sides import list_sides, resolve_bound


class FirstVerdict(NamedTuple):
    """The first settled verdict of a target, and the day it could be given."""

    day: date
    verdict: Verdict


def find_first_verdict(
    target: Target,
    figures: KnownByDay,
    latest_verdict: Verdict,
    as_of: date,
    profile: Profile = PLAIN,
    context: TargetContext = NO_CONTEXT,
) -> FirstVerdict | None:
    """Return the first settled verdict if today's differs from it.

    They differ by outcome, provisional status or margin. None where nothing is settled.
    """
    if latest_verdict.outcome not in SETTLED_OUTCOMES or not _may_have_changed(
        target, latest_verdict, figures.place
    ):
        return None
    days = list_settling_days(target, figures.place)
    known_by_day = (figures.select(day) for day in days if day <= as_of)
    verdicts = (
        FirstVerdict(known.as_of, judge_by_known(target, known, profile, context))
        for known in known_by_day
    )
    settled = (first for first in verdicts if first.verdict.outcome in SETTLED_OUTCOMES)
    first = next(settled, None)
    return (
        first
        if first and _visible_parts(first.verdict) != _visible_parts(latest_verdict)
        else None
    )


def is_easier(new: Target, old: Target) -> bool:
    """Check that a later version has a lower threshold or more time."""
    if new.deadline and old.deadline and new.deadline > old.deadline:
        return True
    if new.bound is None or old.bound is None or new.basis is not old.basis:
        return False
    if not new.bound.unit.is_convertible_to(old.bound.unit):
        return False
    sides = {*list_sides(new), *list_sides(old)}
    if len(sides) > 1:
        return False
    side = sides.pop()
    scale = UnitConverter(new.bound.unit, (old.bound.unit,))
    new_threshold, old_threshold = (
        scale.convert_threshold(
            to_threshold(resolve_bound(bound, side), side), bound.unit
        )
        for bound in (new.bound, old.bound)
    )
    if new_threshold.better is Better.LESS:
        return new_threshold.high > old_threshold.high
    return new_threshold.better is Better.MORE and new_threshold.low < old_threshold.low


def _may_have_changed(
    target: Target, latest_verdict: Verdict, place: PlaceFigures
) -> bool:
    """Check that more than one figure was reported for what decides.

    Judging again for each day is slow, so it is left out where nothing can differ.
    """
    if len(place.related) <= 1:
        return False
    roles = [role for _, role, _ in list_items(latest_verdict.evidence)]
    if target.metric.kind is not MetricKind.EVENT:
        roles = [role for role in roles if role in DECIDING_ROLES]
    if len(roles) > 1:
        return True
    reasons = [reason for _, reason in list_items(latest_verdict.refusals)]
    return len(roles) + reasons.count(Reason.REPLACED) > 1


def _visible_parts(verdict: Verdict) -> tuple[object, ...]:
    """Return the parts of a verdict in which a first one has to differ."""
    return verdict.outcome, verdict.provisional_status, verdict.margin
