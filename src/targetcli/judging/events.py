"""Events: whether something happened, and by when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from targetcli.judging.accounting import cautions_of
from targetcli.judging.gate import Reason, Refusal, Surroundings
from targetcli.judging.outcome import SETTLED, Outcome, Role, Used, Verdict
from targetcli.judging.profiles import Profile
from targetcli.judging.readings import PROVISIONAL, rank, stage
from targetcli.judging.settling_periods import DAY
from targetcli.model.period import Span
from targetcli.model.records import EventAnswer, Figure, Target

_Figures = tuple[Figure, ...]


class Happening(NamedTuple):
    """What the reports say by a day, as far as none of them overrules another."""

    yes: _Figures
    no: _Figures
    overruled: _Figures
    coming: _Figures

    @property
    def all(self) -> _Figures:
        """Every report that still stands, and those of days to come."""
        return (*self.yes, *self.no, *self.coming)


class _Answered(NamedTuple):
    outcome: Outcome
    decided_by: _Figures = ()
    reasons: tuple[Reason, ...] = ()
    happened: Span | None = None


def judge_event(
    target: Target,
    figures: Iterable[Figure],
    as_of: date,
    profile: Profile,
    around: Surroundings,
) -> Verdict:
    """Judge whether an event happened by its deadline."""
    own, refused = _sorted_out(target, figures, around)
    seen = happening(own, as_of)
    answered = _answered(target, seen, as_of)
    if answered is None and refused and not seen.all:
        reasons = dict.fromkeys(refusal.reason for refusal in refused)
        answered = _Answered(Outcome.NOT_COMPARABLE, reasons=tuple(reasons))
    answered = answered or _silent(target, as_of, profile)
    evidence = _evidence(target, seen, answered)
    refused += [Refusal(figure, Reason.REPLACED) for figure in seen.overruled]
    stages = map(stage, answered.decided_by)
    provisional = [status for status in stages if status in PROVISIONAL]
    return Verdict(
        answered.outcome,
        answered.reasons,
        provisional=provisional[0] if provisional else None,
        cautions=cautions_of(evidence),
        happened=answered.happened,
        evidence=evidence,
        refused=tuple(sorted(refused, key=lambda refusal: refusal.figure.id or 0)),
    )


def happening(figures: Iterable[Figure], as_of: date) -> Happening:
    """Weigh the reports of an event against each other, as known on a day."""
    every = tuple(figures)
    past = [figure for figure in every if figure.end <= as_of]
    yes = [figure for figure in past if figure.answer is EventAnswer.YES]
    no = [figure for figure in past if figure.answer is EventAnswer.NO]
    overruled = [
        figure for figure in past if any(_overrules(other, figure) for other in past)
    ]
    return Happening(
        tuple(sorted((f for f in yes if f not in overruled), key=_narrowest)),
        tuple(sorted((f for f in no if f not in overruled), key=lambda f: f.end)),
        tuple(overruled),
        tuple(figure for figure in every if figure.end > as_of),
    )


def _overrules(one: Figure, other: Figure) -> bool:
    """Say whether a report contradicts another and is firmer or later."""
    firmer = rank(stage(one), one.known_since) > rank(stage(other), other.known_since)
    return firmer and _contradict(one, other)


def _contradict(one: Figure, other: Figure) -> bool:
    """Say whether one report says it had not happened when it had by the other."""
    if {one.answer, other.answer} != {EventAnswer.YES, EventAnswer.NO}:
        return False
    yes, no = (one, other) if one.answer is EventAnswer.YES else (other, one)
    return no.end >= yes.end


def _narrowest(figure: Figure) -> tuple[bool, int, date]:
    return stage(figure) in PROVISIONAL, figure.span.days, figure.end


def _sorted_out(
    target: Target, figures: Iterable[Figure], around: Surroundings
) -> tuple[list[Figure], list[Refusal]]:
    own, refused = [], []
    for figure in figures:
        if figure.region in around.sub_regions:
            refused.append(Refusal(figure, Reason.SUB_REGION))
        elif figure.region == target.region and figure.scope != target.scope:
            refused.append(Refusal(figure, Reason.SCOPE))
        elif figure.region == target.region:
            own.append(figure)
    return own, refused


def _answered(target: Target, seen: Happening, as_of: date) -> _Answered | None:
    """Answer from the reports; what is not met can only be said after the deadline."""
    deadline = target.deadline or date.max
    not_by = tuple(figure for figure in seen.no if figure.end >= deadline)
    happened = seen.yes[:1]
    if not happened:
        missed = deadline < as_of and not_by
        return _Answered(Outcome.MISSED, not_by[:1]) if missed else None
    when = _since_the_last_no(happened[0], seen.no)
    if any(_contradict(happened[0], figure) for figure in not_by):
        contested = (*happened, *not_by[:1])
        return _Answered(Outcome.UNDETERMINED, contested, (Reason.CONTESTED,))
    if when.end <= deadline:
        return _Answered(Outcome.MET, happened, happened=when)
    if when.start > deadline:
        return _Answered(Outcome.LATE, (*happened, *not_by[:1]), happened=when)
    return _Answered(Outcome.UNDETERMINED, happened, (Reason.SPAN,))


def _since_the_last_no(yes: Figure, no: _Figures) -> Span:
    """Return when it happened: what was not so by a day happened after it."""
    ends = [figure.end + DAY for figure in no if figure.end < yes.end]
    return Span(max((yes.span.start, *ends)), yes.end)


def _silent(target: Target, as_of: date, profile: Profile) -> _Answered:
    if target.deadline is None:
        return _Answered(Outcome.OPEN, reasons=(Reason.NO_DEADLINE,))
    if as_of <= target.deadline:
        return _Answered(Outcome.OPEN, reasons=(Reason.NO_FIGURE,))
    if as_of - target.deadline <= timedelta(days=profile.reporting_lag):
        return _Answered(Outcome.OPEN, reasons=(Reason.AWAITED,))
    return _Answered(Outcome.OVERDUE, reasons=(Reason.NO_FIGURE,))


def _evidence(target: Target, seen: Happening, answered: _Answered) -> tuple[Used, ...]:
    settles = answered.outcome in SETTLED
    deadline = target.deadline or date.max
    each: dict[Figure, Used] = {}
    for figure in answered.decided_by:
        each[figure] = Used(figure, Role.SETTLES if settles else Role.PROGRESS)
    for figure in seen.all:
        role = Role.LATER if figure.span.start > deadline else Role.PROGRESS
        each.setdefault(figure, Used(figure, role))
    return tuple(each.values())
