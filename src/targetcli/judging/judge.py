"""The verdict: one target, the figures, a day, and what may honestly be said.

A pure function of the records and the date: the same input gives the same verdict for
ever. Nothing here reads a clock, rounds in silence or averages scores.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import localcontext
from typing import NamedTuple

from targetcli.judging.accounting import why_refused, with_evidence
from targetcli.judging.admission import Admitted, admit
from targetcli.judging.arithmetic import EXACT
from targetcli.judging.assessment import Balance, Terms, Weighed
from targetcli.judging.events import judge_event
from targetcli.judging.gate import (
    NOWHERE,
    Reason,
    Refusal,
    Surroundings,
    known,
)
from targetcli.judging.intervals import Truth, asked_by, truth
from targetcli.judging.margins import flip_of, measured
from targetcli.judging.outcome import (
    Flip,
    Margin,
    Outcome,
    Role,
    Used,
    Verdict,
)
from targetcli.judging.pace import Question, holds_from_the_start, pace_of
from targetcli.judging.profiles import PLAIN, Profile
from targetcli.judging.weighing import weigh
from targetcli.model.bound import Bound, Relation
from targetcli.model.records import (
    Basis,
    Better,
    Figure,
    MetricKind,
    Milestone,
    Target,
)
from targetcli.model.units import MULTIPLE

__all__ = ["Flip", "Margin", "Outcome", "Role", "Used", "Verdict", "judge"]


def judge(
    target: Target,
    figures: Iterable[Figure],
    as_of: date,
    profile: Profile = PLAIN,
    around: Surroundings = NOWHERE,
) -> Verdict:
    """Judge a target by the figures of its metric known on a day.

    `figures` holds those of its region, its sub-regions and the places its identities
    name. The outcome is the first that applies of DESIGN.md §5.5.
    """
    then = known(figures, as_of)
    with localcontext(EXACT):
        verdict = _judged(target, then, as_of, profile, around)
    return _with_withdrawal(target, verdict, as_of)._replace(profile=profile)


def _judged(
    target: Target,
    figures: tuple[Figure, ...],
    as_of: date,
    profile: Profile,
    around: Surroundings,
) -> Verdict:
    if target.metric.kind is MetricKind.EVENT:
        return judge_event(target, figures, as_of, profile, around)
    if target.bound is None:
        return _unanswerable(target, Reason.NO_NUMBER, figures, around)
    lacking = _lacking(target, target.bound)
    if lacking is not None:
        return _unanswerable(target, lacking, figures, around)
    admitted = admit(target, target.bound, figures, around)
    asked = asked_by(target.bound, target.metric.better)
    asked = admitted.scale.threshold(asked, target.bound.unit)
    terms = Terms(target, asked, admitted.scale, as_of)
    balance = weigh(terms, admitted.readings)
    answer = _Answer(target, balance, admitted, as_of, profile, around.milestones)
    verdict = _settled(answer) or _unsettled(answer)
    return with_evidence(verdict, balance, admitted)


def _with_withdrawal(target: Target, verdict: Verdict, as_of: date) -> Verdict:
    withdrawn = target.withdrawn
    if withdrawn is None or withdrawn.end > as_of:
        return verdict
    if target.deadline is not None and withdrawn.end >= target.deadline:
        cautions = (*verdict.cautions, Reason.WITHDRAWN_LATER)
        return verdict._replace(cautions=cautions)
    settles = (Role.SETTLES, Role.PART)
    evidence = tuple(
        used._replace(role=Role.PROGRESS) if used.role in settles else used
        for used in verdict.evidence
    )
    shown = ("deciding", "deciding_value", "margin", "share", "refused")
    kept = {name: getattr(verdict, name) for name in shown}
    return Verdict(Outcome.WITHDRAWN, evidence=evidence, **kept)


def _lacking(target: Target, bound: Bound) -> Reason | None:
    """Say what a target leaves out that no figure can make good."""
    if target.basis is Basis.GROWTH:
        unbased = target.base_period is None
        return Reason.BASE if unbased and bound.unit.dimension == MULTIPLE else None
    windowless = target.basis is not Basis.LEVEL and target.window_start is None
    return Reason.WINDOW if windowless else None


def _unanswerable(
    target: Target,
    lacking: Reason,
    figures: tuple[Figure, ...],
    around: Surroundings,
) -> Verdict:
    near = (target.region, *around.sub_regions)
    refused = tuple(
        Refusal(f, lacking if f.region == target.region else Reason.SUB_REGION)
        for f in figures
        if f.region in near
    )
    return Verdict(Outcome.NOT_COMPARABLE, (lacking,), refused=refused)


class _Answer(NamedTuple):
    target: Target
    balance: Balance
    admitted: Admitted
    as_of: date
    profile: Profile
    milestones: tuple[Milestone, ...]

    @property
    def is_due(self) -> bool:
        """On the deadline day the deadline is still ahead."""
        deadline = self.target.deadline
        return deadline is not None and deadline < self.as_of


def _settled(answer: _Answer) -> Verdict | None:
    """Return the verdict where the evidence is in, or cannot be undone."""
    balance = answer.balance
    if answer.target.deadline is None:
        return _met_once(answer)
    if balance.settling is not None and answer.is_due:
        return _at_the_deadline(answer, balance.settling)
    early = balance.early
    if early is not None and early.held is not Truth.UNKNOWN:
        return _decided(early)
    if answer.is_due and balance.incomplete:
        verdict = Verdict(Outcome.UNDETERMINED, (Reason.INCOMPLETE,))
        return measured(verdict, early) if early else verdict
    return None


def _at_the_deadline(answer: _Answer, settling: Weighed) -> Verdict:
    if settling.held is Truth.UNKNOWN:
        reason = _why_unknown(settling)
        return measured(Verdict(Outcome.UNDETERMINED, (reason,)), settling)
    later = answer.balance.later
    if settling.held is Truth.FALSE and later and _comes_late(answer.target, later):
        verdict = _decided(later)._replace(outcome=Outcome.LATE)
        return verdict._replace(happened=later.reading.span)
    return _decided(settling)


def _comes_late(target: Target, later: Weighed) -> bool:
    upward = later.asked.relation in (Relation.AT_LEAST, Relation.OVER)
    may_be_late = target.basis is Basis.LEVEL and target.window_start is None
    return upward and may_be_late and later.held is Truth.TRUE


def _decided(weighed: Weighed) -> Verdict:
    outcome = Outcome.MET if weighed.held is Truth.TRUE else Outcome.MISSED
    verdict = measured(Verdict(outcome), weighed)
    rounding = truth(weighed.asked, weighed.reading.widened) is Truth.UNKNOWN
    cautions = (Reason.WITHIN_ROUNDING,) if rounding else ()
    if weighed.reading.contested:
        cautions = (*cautions, Reason.CONTESTED)
    return verdict._replace(cautions=cautions, flip=flip_of(weighed))


def _met_once(answer: _Answer) -> Verdict | None:
    """Meet a target without a deadline where the latest figure satisfies it.

    What was so before it was announced is no answer to it.
    """
    progress, announced = answer.balance.progress, answer.target.announced
    if progress is None or not _stays(progress):
        return None
    if progress.share_of is not None:
        past = progress.reading.span.end < answer.as_of
        return _decided(progress) if past and progress.held is Truth.TRUE else None
    since = announced.end if announced else date.min
    for reading in reversed(answer.balance.course):
        if since <= reading.span.end < answer.as_of:
            weighed = progress._replace(reading=reading)
            return _decided(weighed) if weighed.held is Truth.TRUE else None
    return None


def _stays(progress: Weighed) -> bool:
    """Say whether what is satisfied so far stays so as more is added.

    Half a year's spending under a cap, or between two ends, is not the year's.
    """
    if progress.share_of is None:
        return True
    one_sided = progress.asked.better is not Better.NONE
    exact = progress.asked.relation is Relation.EQUAL
    return one_sided and not exact and not holds_from_the_start(progress)


def _why_unknown(settling: Weighed) -> Reason:
    if settling.reading.contested:
        return Reason.CONTESTED
    # Where the number asked for is missed for certain, only its "about" leaves it open.
    hard = settling._replace(asked=settling.asked.hard)
    return Reason.ABOUT if hard.held is Truth.FALSE else Reason.BOUND


def _unsettled(answer: _Answer) -> Verdict:
    balance, progress = answer.balance, answer.balance.progress
    bears = progress or balance.later or balance.early
    why = why_refused(balance, answer.admitted)
    if why and not bears:
        return Verdict(Outcome.NOT_COMPARABLE, why)
    if answer.is_due:
        return _awaited(answer)
    none = Reason.NO_FIGURE if answer.target.deadline else Reason.NO_DEADLINE
    if progress is None:
        return Verdict(Outcome.OPEN, (none,))
    if answer.target.deadline is None:
        return measured(Verdict(Outcome.OPEN, (none,)), progress)
    return _underway(answer, progress)


def _underway(answer: _Answer, progress: Weighed) -> Verdict:
    target, balance = answer.target, answer.balance
    scale, milestones = answer.admitted.scale, answer.milestones
    pace = pace_of(Question(target, balance, scale, answer.profile, milestones))
    verdict = measured(Verdict(Outcome.OPEN, pace=pace), progress)
    if progress.held is Truth.TRUE and _stays(progress):
        return verdict._replace(outcome=Outcome.REACHED)
    if pace is None:
        return verdict._replace(reasons=(_no_pace(target, balance),))
    outcome = Outcome.ON_TRACK if pace.on_track else Outcome.BEHIND
    return verdict._replace(outcome=outcome)


def _awaited(answer: _Answer) -> Verdict:
    """Silence is not a miss: within the lag it is awaited, after it overdue."""
    lag = timedelta(days=answer.profile.reporting_lag)
    deadline = answer.target.deadline or answer.as_of
    in_time = answer.as_of - deadline <= lag
    outcome = Outcome.OPEN if in_time else Outcome.OVERDUE
    verdict = Verdict(outcome, (Reason.AWAITED if in_time else Reason.NO_FIGURE,))
    progress = answer.balance.progress
    return measured(verdict, progress) if progress else verdict


def _no_pace(target: Target, balance: Balance) -> Reason:
    """Name the input that is missing for a pace."""
    pathless = target.metric.kind is MetricKind.RANK or target.basis is not Basis.LEVEL
    has_start = target.baseline is not None or balance.before
    return Reason.NO_PATH if pathless or has_start else Reason.NO_BASELINE
