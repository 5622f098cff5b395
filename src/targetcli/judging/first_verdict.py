"""Find the first verdict of a target, and changes of the target that ease it."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from targetcli.judging.arithmetic import UnitConverter
from targetcli.judging.context import NO_CONTEXT, TargetContext
from targetcli.judging.intervals import to_threshold
from targetcli.judging.judge import judge
from targetcli.judging.outcome import DECIDING_ROLES, SETTLED_OUTCOMES, Verdict
from targetcli.judging.profiles import PLAIN, Profile
from targetcli.judging.reasons import Reason
from targetcli.judging.settling_periods import DAY
from targetcli.model.records import Basis, Better, Figure, MetricKind, Target, When
from targetcli.model.sides import list_sides, resolve_bound


class FirstVerdict(NamedTuple):
    """The first settled verdict of a target, and the day it could be given."""

    day: date
    verdict: Verdict


def find_first_verdict(
    target: Target,
    figures: Iterable[Figure],
    latest_verdict: Verdict,
    as_of: date,
    profile: Profile = PLAIN,
    context: TargetContext = NO_CONTEXT,
) -> FirstVerdict | None:
    """Return the first settled verdict if today's differs from it.

    They differ by outcome, provisional status or margin. None where nothing is settled.
    """
    known_figures = tuple(figures)
    if latest_verdict.outcome not in SETTLED_OUTCOMES or not _may_have_changed(
        target, latest_verdict
    ):
        return None
    verdicts = (
        FirstVerdict(day, judge(target, known_figures, day, profile, context))
        for day in _list_candidate_days(target, known_figures, as_of)
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


def _may_have_changed(target: Target, latest_verdict: Verdict) -> bool:
    """Check that more than one figure was reported for what decides.

    Judging again for each day is slow, so it is left out where nothing can differ.
    """
    is_event = target.metric.kind is MetricKind.EVENT
    deciding = [
        used
        for used in latest_verdict.evidence
        if is_event or used.role in DECIDING_ROLES
    ]
    replaced = [
        refusal
        for refusal in latest_verdict.refusals
        if refusal.reason is Reason.REPLACED
    ]
    return len(deciding) + len(replaced) > 1


def _list_candidate_days(
    target: Target, figures: tuple[Figure, ...], as_of: date
) -> list[date]:
    """Return the days on which the verdict can become a settled one, in order."""
    days = {figure.known_since for figure in figures}
    ends = {figure.end for figure in figures}
    if target.metric.kind is MetricKind.EVENT:
        # What was foreseen for a span counts as happened on its very last day.
        days |= ends
    days |= {end + DAY for end in ends}
    first_day = _find_first_settling_day(target)
    return sorted(day for day in days if first_day <= day <= as_of)


def _find_first_settling_day(target: Target) -> date:
    """Return the first day on which figures may settle a target.

    Before its deadline has passed, figures settle only what has to be reached by then,
    a sum that can but grow, and an event.
    """
    metric, deadline = target.metric, target.deadline
    is_sum = metric.kind in (MetricKind.FLOW, None) or target.basis is Basis.TOTAL
    may_settle_early = (
        target.when is When.BY
        or metric.kind is MetricKind.EVENT
        or (is_sum and metric.non_negative)
    )
    return date.min if deadline is None or may_settle_early else deadline + DAY


def _visible_parts(verdict: Verdict) -> tuple[object, ...]:
    """Return the parts of a verdict in which a first one has to differ."""
    return verdict.outcome, verdict.provisional_status, verdict.margin
