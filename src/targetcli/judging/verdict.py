"""The verdict: one target, the figures, a day, and what may honestly be said.

A pure function of the records and the date: the same input gives the same verdict for
ever. Nothing here reads a clock, rounds in silence or averages scores.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal, localcontext
from enum import StrEnum
from typing import NamedTuple

from targetcli.judging.events import Happening, happening
from targetcli.judging.evidence import (
    NOWHERE,
    Admitted,
    Reason,
    Refusal,
    Surroundings,
    admit,
    known,
)
from targetcli.judging.exact import EXACT, quotient, to_places
from targetcli.judging.intervals import Truth, truth
from targetcli.judging.pace import Pace, PaceClass, pace_of
from targetcli.judging.profiles import PLAIN, Profile
from targetcli.judging.readings import PROVISIONAL, Reading, weakest
from targetcli.judging.weighing import Balance, Weighed, weigh
from targetcli.model.bound import Relation
from targetcli.model.period import Span
from targetcli.model.records import (
    Basis,
    Better,
    Figure,
    Identity,
    Kind,
    Status,
    Target,
)
from targetcli.model.units import MULTIPLE


class Outcome(StrEnum):
    """The answer for one target."""

    WITHDRAWN = "withdrawn"
    MET = "met"
    LATE = "late"
    MISSED = "missed"
    UNDETERMINED = "undetermined"
    NOT_COMPARABLE = "not-comparable"
    REACHED = "reached"
    ON_TRACK = "on-track"
    BEHIND = "behind"
    OPEN = "open"
    OVERDUE = "overdue"


class Role(StrEnum):
    """What a piece of evidence does."""

    SETTLES = "settles"
    PART = "part"
    LATER = "later"
    PROGRESS = "progress"
    BASELINE = "baseline"


class Used(NamedTuple):
    """A figure that bears on the verdict, as what, and through which identity."""

    figure: Figure
    role: Role
    identity: Identity | None = None


class Margin(NamedTuple):
    """How far the evidence is from the target, in its unit; negative is short.

    A None end has no limit: "at most −20" is a margin with only its upper end.
    """

    low: Decimal | None
    high: Decimal | None
    exact: bool = True


class Flip(NamedTuple):
    """The change of the evidence that would turn the answer.

    `relative` is a share of it; `absolute` is in the target's unit, for rates and ranks.
    """

    relative: Decimal | None
    absolute: Decimal | None


class Verdict(NamedTuple):
    """What may be said of one target on one day."""

    outcome: Outcome
    reasons: tuple[Reason, ...] = ()
    provisional: Status | None = None
    cautions: tuple[Reason, ...] = ()
    deciding: Reading | None = None
    deciding_value: Margin | None = None
    margin: Margin | None = None
    share: Decimal | None = None
    flip: Flip | None = None
    happened: Span | None = None
    pace: Pace | None = None
    evidence: tuple[Used, ...] = ()
    refused: tuple[Refusal, ...] = ()
    profile: Profile = PLAIN


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
        if target.metric.kind is Kind.EVENT:
            verdict = _judge_event(target, then, as_of, profile, around)
        else:
            verdict = _judge_number(target, then, as_of, profile, around)
    return _with_withdrawal(target, verdict, as_of)._replace(profile=profile)


def _with_withdrawal(target: Target, verdict: Verdict, as_of: date) -> Verdict:
    withdrawn = target.withdrawn
    if withdrawn is None or withdrawn.end > as_of:
        return verdict
    if target.deadline is None or withdrawn.end < target.deadline:
        return verdict._replace(outcome=Outcome.WITHDRAWN, reasons=())
    return verdict._replace(cautions=(*verdict.cautions, Reason.WITHDRAWN_LATER))


def _judge_number(
    target: Target,
    figures: tuple[Figure, ...],
    as_of: date,
    profile: Profile,
    around: Surroundings,
) -> Verdict:
    lacking = _lacking(target)
    bound = target.bound
    if bound is None or lacking is not None:
        refused = tuple(
            Refusal(figure, lacking or Reason.NO_NUMBER)
            for figure in figures
            if figure.region == target.region
        )
        reason = lacking or Reason.NO_NUMBER
        return Verdict(Outcome.NOT_COMPARABLE, (reason,), refused=refused)
    admitted = admit(target, bound, figures, around)
    balance = weigh(target, bound, admitted.readings, admitted.scale, as_of)
    answer = _Answer(target, balance, as_of, profile)
    verdict = _settled(answer) or _unsettled(answer, admitted)
    return _with_evidence(answer, admitted, verdict)


def _lacking(target: Target) -> Reason | None:
    """Say what a target leaves out that no figure can make good."""
    if target.bound is None:
        return Reason.NO_NUMBER
    if target.basis is Basis.GROWTH:
        unbased = target.base_period is None
        multiple = target.bound.unit.dimension == MULTIPLE
        return Reason.BASE if unbased and multiple else None
    if target.basis is not Basis.LEVEL and target.window_start is None:
        return Reason.WINDOW
    return None


class _Answer(NamedTuple):
    target: Target
    balance: Balance
    as_of: date
    profile: Profile

    @property
    def is_due(self) -> bool:
        """On the deadline day the deadline is still ahead."""
        deadline = self.target.deadline
        return deadline is not None and deadline < self.as_of


def _settled(answer: _Answer) -> Verdict | None:
    """Return the verdict where the evidence is in, or cannot be undone."""
    balance = answer.balance
    early = _irrevocable(balance.early)
    settling = balance.settling if answer.is_due else None
    if settling is None and early is not None:
        return _decided(early, Outcome.MET, Outcome.MISSED)
    if settling is None and answer.target.deadline is None:
        return _reached_once(answer)
    if settling is not None:
        held = truth(settling.asked, settling.reading.interval)
        if held is Truth.FALSE and (late := _late(answer)):
            return late
        if held is not Truth.UNKNOWN:
            return _decided(settling, Outcome.MET, Outcome.MISSED)
        return _undetermined(settling, answer.target)
    if answer.is_due and balance.incomplete:
        shown = balance.early or balance.progress
        verdict = Verdict(Outcome.UNDETERMINED, (Reason.INCOMPLETE,))
        return _measured(verdict, shown) if shown else verdict
    return None


def _irrevocable(early: Weighed | None) -> Weighed | None:
    if early is None or truth(early.asked, early.reading.interval) is Truth.UNKNOWN:
        return None
    return early


def _decided(weighed: Weighed, good: Outcome, bad: Outcome) -> Verdict:
    held = truth(weighed.asked, weighed.reading.interval) is Truth.TRUE
    verdict = _measured(Verdict(good if held else bad), weighed)
    rounding = truth(weighed.asked, weighed.reading.widened) is Truth.UNKNOWN
    cautions = (Reason.WITHIN_ROUNDING,) if rounding else ()
    return verdict._replace(cautions=cautions, flip=_flip(weighed))


def _reached_once(answer: _Answer) -> Verdict | None:
    """A target without a deadline is met by the first figure that satisfies it."""
    progress = answer.balance.progress
    if progress is None:
        return None
    for reading in answer.balance.course:
        weighed = progress._replace(reading=reading)
        past = reading.span.end < answer.as_of
        if past and truth(weighed.asked, reading.interval) is Truth.TRUE:
            return _decided(weighed, Outcome.MET, Outcome.OPEN)
    return None


def _late(answer: _Answer) -> Verdict | None:
    target, later = answer.target, answer.balance.later
    upward = target.bound is not None and target.bound.relation in (
        Relation.AT_LEAST,
        Relation.OVER,
    )
    may_be_late = target.basis is Basis.LEVEL and target.window_start is None and upward
    if later is None or not may_be_late or later.reading.span.end >= answer.as_of:
        return None
    if truth(later.asked, later.reading.interval) is not Truth.TRUE:
        return None
    verdict = _decided(later, Outcome.LATE, Outcome.MISSED)
    return verdict._replace(happened=later.reading.span)


def _undetermined(settling: Weighed, target: Target) -> Verdict:
    reason = Reason.BOUND
    if settling.reading.contested:
        reason = Reason.CONTESTED
    elif target.bound is not None and target.bound.relation is Relation.ABOUT:
        reason = Reason.ABOUT
    return _measured(Verdict(Outcome.UNDETERMINED, (reason,)), settling)


def _unsettled(answer: _Answer, admitted: Admitted) -> Verdict:
    target, balance = answer.target, answer.balance
    progress = balance.progress
    refused = bool(_refusals(balance, admitted, ()))
    if progress is None and balance.later is None and refused and not balance.early:
        return Verdict(Outcome.NOT_COMPARABLE, _why_refused(balance, admitted))
    if answer.is_due:
        return _awaited(answer)
    pace = pace_of(target, balance, admitted.scale)
    if progress is None:
        none = Reason.NO_FIGURE if target.deadline else Reason.NO_DEADLINE
        return Verdict(Outcome.OPEN, (none,))
    verdict = _measured(Verdict(Outcome.OPEN, pace=pace), progress)
    if target.deadline is None:
        return verdict._replace(reasons=(Reason.NO_DEADLINE,), pace=None)
    if _satisfied_so_far(target, progress):
        return verdict._replace(outcome=Outcome.REACHED)
    if pace is None:
        return verdict._replace(reasons=(_no_pace(target, balance),))
    return verdict._replace(outcome=_PACED[pace.pace_class])


_PACED = {PaceClass.ON_TRACK: Outcome.ON_TRACK, PaceClass.BEHIND: Outcome.BEHIND}


def _awaited(answer: _Answer) -> Verdict:
    """Silence is not a miss: within the lag it is awaited, after it overdue."""
    lag = timedelta(days=answer.profile.reporting_lag)
    deadline = answer.target.deadline or answer.as_of
    in_time = answer.as_of <= deadline + lag
    outcome = Outcome.OPEN if in_time else Outcome.OVERDUE
    verdict = Verdict(outcome, (Reason.AWAITED if in_time else Reason.NO_FIGURE,))
    progress = answer.balance.progress
    return _measured(verdict, progress) if progress else verdict


def _satisfied_so_far(target: Target, progress: Weighed) -> bool:
    is_sum = target.basis in (Basis.TOTAL, Basis.CHANGE)
    if is_sum and progress.asked.better is Better.LESS:
        return False  # a cap on a sum holds only once the window is over
    return truth(progress.asked, progress.reading.interval) is Truth.TRUE


def _no_pace(target: Target, balance: Balance) -> Reason:
    """Name the input that is missing for a pace."""
    if target.metric.kind is Kind.RANK or target.basis is not Basis.LEVEL:
        return Reason.NO_PATH
    has_start = target.baseline is not None or balance.baseline is not None
    return Reason.NO_PATH if has_start else Reason.NO_BASELINE


def _why_refused(balance: Balance, admitted: Admitted) -> tuple[Reason, ...]:
    reasons = [refusal.reason for refusal in _refusals(balance, admitted, ())]
    return tuple(dict.fromkeys(r for r in reasons if r is not Reason.REPLACED))


def _measured(verdict: Verdict, weighed: Weighed) -> Verdict:
    """Add how far the evidence is from the target and what it rests on."""
    reading = weighed.reading
    return verdict._replace(
        deciding=reading,
        deciding_value=_said(weighed),
        margin=_margin(weighed),
        share=_share(weighed),
        provisional=reading.status if reading.provisional else None,
    )


def _said(weighed: Weighed) -> Margin:
    seen = weighed.reading.interval
    low = None if seen.low is None else weighed.said(seen.low)
    high = None if seen.high is None else weighed.said(seen.high)
    exact = all(end.exact for end in (low, high) if end is not None)
    return Margin(low and low.value, high and high.value, exact)


def _margin(weighed: Weighed) -> Margin:
    value, asked = _said(weighed), weighed.asked
    goal_low, goal_high = weighed.said(asked.low), weighed.said(asked.high)
    exact = value.exact and goal_low.exact and goal_high.exact
    two_sided = asked.relation is Relation.EQUAL or asked.better is Better.NONE
    if two_sided:
        return _two_sided(value, goal_low.value, goal_high.value, exact=exact)
    if asked.better is Better.MORE:
        return Margin(
            _less(value.low, goal_low.value), _less(value.high, goal_low.value), exact
        )
    return Margin(
        _less(goal_high.value, value.high), _less(goal_high.value, value.low), exact
    )


def _two_sided(value: Margin, low: Decimal, high: Decimal, *, exact: bool) -> Margin:
    """Return how far outside the ends it is, or inside them; never above the nearer."""
    inside_low = _less(value.low, low)
    inside_high = _less(high, value.high)
    ends = [end for end in (inside_low, inside_high) if end is not None]
    worst = min(ends) if len(ends) == 2 else None  # noqa: PLR2004
    is_point = value.low is not None and value.low == value.high
    return Margin(worst, worst if is_point else None, exact)


def _less(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else one - other


def _share(weighed: Weighed) -> Decimal | None:
    """Return the share of the target reached, where both are amounts above zero."""
    point, asked = weighed.reading.interval.point, weighed.asked
    figure = weighed.reading.figures[0]
    amounts = figure.metric.kind in (Kind.STOCK, Kind.FLOW)
    if point is None or not amounts or figure.basis is Basis.GROWTH:
        return None
    if asked.low != asked.high or asked.low <= 0 or point < 0:
        return None
    return to_places(quotient(point, asked.low).value, 6)


def _flip(weighed: Weighed) -> Flip | None:
    """Return the revision of the evidence that would bring it to the bound."""
    seen, asked = weighed.reading.interval.point, weighed.asked
    if seen is None or asked.relation in (Relation.EQUAL, Relation.RANGE):
        return None
    goal = asked.high if asked.better is Better.LESS else asked.low
    figure = weighed.reading.figures[0]
    amounts = figure.metric.kind in (Kind.STOCK, Kind.FLOW)
    if amounts and figure.basis is not Basis.GROWTH:
        share = quotient(goal - seen, abs(seen)).value if seen else None
        return Flip(share, None) if share is not None else None
    needed = weighed.said(goal).value - weighed.said(seen).value
    return Flip(None, needed)


def _with_evidence(answer: _Answer, admitted: Admitted, verdict: Verdict) -> Verdict:
    evidence = _evidence(answer.balance, verdict)
    refused = _refusals(answer.balance, admitted, evidence)
    undated = any(
        used.figure.published is None and used.role is not Role.BASELINE
        for used in evidence
    )
    cautions = (*verdict.cautions, Reason.UNDATED) if undated else verdict.cautions
    return verdict._replace(evidence=evidence, refused=refused, cautions=cautions)


def _evidence(balance: Balance, verdict: Verdict) -> tuple[Used, ...]:
    """List what bears on the verdict: what decides it first, each figure once."""
    decides = verdict.outcome in (
        Outcome.MET,
        Outcome.MISSED,
        Outcome.UNDETERMINED,
        Outcome.LATE,
    )
    found: list[Used] = []
    if verdict.deciding is not None and decides:
        found += _uses(verdict.deciding, Role.SETTLES)
    if balance.settling is not None and verdict.outcome is Outcome.LATE:
        found += _uses(balance.settling.reading, Role.PROGRESS)
    if verdict.deciding is not None and not decides:
        found += _uses(verdict.deciding, Role.PROGRESS)
    later = balance.later.reading if balance.later else None
    for reading in balance.course:
        role = Role.LATER if later and reading.span >= later.span else Role.PROGRESS
        found += _uses(reading, role)
    for reading in balance.before:
        found += _uses(reading, Role.BASELINE)
    return tuple({used.figure.id: used for used in reversed(found)}.values())[::-1]


def _uses(reading: Reading, role: Role) -> list[Used]:
    if reading.pieces and reading.identity is None:
        part = Role.PART if role is Role.SETTLES else role
        return [used for piece in reading.pieces for used in _uses(piece, part)]
    return [Used(figure, role, reading.identity) for figure in reading.figures]


def _refusals(
    balance: Balance, admitted: Admitted, evidence: tuple[Used, ...]
) -> tuple[Refusal, ...]:
    """List what was refused; with the evidence given, also what gave way to it."""
    out = [
        Refusal(figure, reason)
        for readings, reason in (
            (balance.out_of_period, Reason.PERIOD),
            (balance.unpaired, Reason.BASIS),
        )
        for reading in readings
        if reading.identity is None
        for figure in reading.figures
    ]
    used = {item.figure.id for item in evidence}
    listed = [*admitted.refused, *out]
    named = {refusal.figure.id for refusal in listed} | used
    gave_way = [
        Refusal(figure, Reason.REPLACED)
        for reading in admitted.readings
        if evidence and reading.identity is None
        for figure in reading.figures
        if figure.id not in named
    ]
    every = [
        refusal for refusal in (*listed, *gave_way) if refusal.figure.id not in used
    ]
    return tuple(sorted(every, key=lambda refusal: refusal.figure.id or 0))


def _judge_event(
    target: Target,
    figures: tuple[Figure, ...],
    as_of: date,
    profile: Profile,
    around: Surroundings,
) -> Verdict:
    near = (target.region, *around.sub_regions)
    seen = happening(target, [figure for figure in figures if figure.region in near])
    outcome, figure, reasons = _event_outcome(target, seen, as_of, profile)
    decides = figure is not None and outcome not in (Outcome.OPEN, Outcome.OVERDUE)
    role = Role.SETTLES if decides else Role.PROGRESS
    status = figure.status if figure and figure.status in PROVISIONAL else None
    undated = figure is not None and figure.published is None
    return Verdict(
        outcome,
        reasons,
        provisional=weakest([status]) if status else None,
        cautions=(Reason.UNDATED,) if undated else (),
        happened=_when(seen, outcome),
        evidence=(Used(figure, role),) if figure else (),
        refused=seen.refused,
    )


def _when(seen: Happening, outcome: Outcome) -> Span | None:
    figure = seen.by_deadline if outcome is Outcome.MET else seen.after
    return figure.span if figure and outcome in (Outcome.MET, Outcome.LATE) else None


def _event_outcome(
    target: Target, seen: Happening, as_of: date, profile: Profile
) -> tuple[Outcome, Figure | None, tuple[Reason, ...]]:
    due = target.deadline is not None and target.deadline < as_of
    if seen.by_deadline is not None:
        return Outcome.MET, seen.by_deadline, ()
    if seen.after is not None and due:
        return Outcome.LATE, seen.after, ()
    if seen.not_by_deadline is not None and due:
        return Outcome.MISSED, seen.not_by_deadline, ()
    if seen.straddling is not None and due:
        return Outcome.UNDETERMINED, seen.straddling, (Reason.SPAN,)
    if seen.refused and seen.not_yet is None:
        reasons = dict.fromkeys(refusal.reason for refusal in seen.refused)
        return Outcome.NOT_COMPARABLE, None, tuple(reasons)
    return _silent_event(target, seen, as_of, profile)


def _silent_event(
    target: Target, seen: Happening, as_of: date, profile: Profile
) -> tuple[Outcome, Figure | None, tuple[Reason, ...]]:
    if target.deadline is None or as_of <= target.deadline:
        why = Reason.NO_FIGURE if target.deadline else Reason.NO_DEADLINE
        return Outcome.OPEN, seen.not_yet, (why,)
    lag = timedelta(days=profile.reporting_lag)
    in_time = as_of <= target.deadline + lag
    outcome = Outcome.OPEN if in_time else Outcome.OVERDUE
    return outcome, seen.not_yet, (Reason.AWAITED if in_time else Reason.NO_FIGURE,)
