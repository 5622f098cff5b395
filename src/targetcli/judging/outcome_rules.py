"""Apply the rules of docs/design.md §5.5, of which the first that fits decides."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from targetcli.judging.accounting import list_refusal_reasons
from targetcli.judging.admission import Admission
from targetcli.judging.assessment import AssessedReading, Assessment, Question
from targetcli.judging.decision import Decision
from targetcli.judging.intervals import Truth, evaluate
from targetcli.judging.known_figures import KnownFigures
from targetcli.judging.outcome import Outcome
from targetcli.judging.pace import PaceInput, compute_pace, is_met_at_zero
from targetcli.judging.profiles import Profile
from targetcli.judging.readings import Reading
from targetcli.judging.reasons import Reason
from targetcli.judging.settling_periods import find_settling_spans, is_within_a_year
from targetcli.judging.silence import judge_silence
from targetcli.model.bound import Relation
from targetcli.model.records import (
    Basis,
    Better,
    MetricKind,
    Milestone,
    Target,
    When,
)


class Case(NamedTuple):
    """A target with all that its verdict is derived from."""

    question: Question
    assessment: Assessment
    admission: Admission
    known: KnownFigures
    profile: Profile
    milestones: tuple[Milestone, ...]

    @property
    def target(self) -> Target:
        """The target that is judged."""
        return self.question.target

    @property
    def as_of(self) -> date:
        """The day it is judged on."""
        return self.question.as_of

    @property
    def is_due(self) -> bool:
        """Check that the deadline has passed; on the deadline day it has not."""
        deadline = self.target.deadline
        return deadline is not None and deadline < self.as_of


def decide(case: Case) -> Decision:
    """Return the first decision of docs/design.md §5.5 that applies to a target."""
    return _settle(case) or _decide_unsettled(case)


def _settle(case: Case) -> Decision | None:
    """Return the decision if the evidence is in, or cannot be undone."""
    assessment = case.assessment
    if case.target.deadline is None:
        return _meet_without_deadline(case)
    if case.target.when is When.BY and (reached := _find_reached(case)):
        return _decide_by(reached)
    if assessment.settling is not None and case.is_due:
        return _decide_at_deadline(case, assessment.settling)
    early = assessment.early
    if early is not None and early.truth is not Truth.UNKNOWN:
        return _decide_by(early)
    if case.is_due and assessment.is_incomplete:
        return Decision(Outcome.UNDETERMINED, (Reason.INCOMPLETE,), early)
    return None


def _find_reached(case: Case) -> AssessedReading | None:
    """Return the first reading since the announcement that satisfies a level.

    Part of a year says nothing of a flow: a quarter is always under a cap.
    """
    if case.target.basis is not Basis.LEVEL:
        return None
    announced = case.target.announced
    since = announced.end if announced else date.min
    for reading in case.assessment.during:
        if _is_in_settling_year(case.target, reading) or reading.span.end < since:
            continue
        assessed = case.question.assess(reading)
        if case.question.is_past(reading) and assessed.truth is Truth.TRUE:
            return assessed
    return None


def _is_in_settling_year(target: Target, reading: Reading) -> bool:
    """Check that a flow is reported for the year that settles it, or a part of that."""
    is_flow = target.metric.kind is MetricKind.FLOW
    return is_flow and any(
        span.contains(reading.span)
        for span in find_settling_spans(target)
        if is_within_a_year(span)
    )


def _decide_at_deadline(case: Case, settling: AssessedReading) -> Decision:
    """Decide by the reading that answers for the deadline."""
    truth = settling.truth
    if truth is Truth.UNKNOWN:
        reason = _explain_unknown(settling)
        return Decision(Outcome.UNDETERMINED, (reason,), settling)
    later = case.assessment.later
    if later and truth is Truth.FALSE and _is_met_late(case.target, later):
        return _decide_by(later)._replace(
            outcome=Outcome.LATE, happened_in=later.reading.span
        )
    return _decide_by(settling)


def _is_met_late(target: Target, later: AssessedReading) -> bool:
    """Check that a later reading satisfies a target that can be met late.

    Only a level "at least" or "over" without a window can be (docs/design.md §5.5).
    """
    is_lower_limit = later.threshold.relation in (Relation.AT_LEAST, Relation.OVER)
    may_be_late = target.basis is Basis.LEVEL and target.window_start is None
    return is_lower_limit and may_be_late and later.truth is Truth.TRUE


def _decide_by(assessed: AssessedReading) -> Decision:
    """Decide that a target is met or missed, with cautions."""
    outcome = Outcome.MET if assessed.truth is Truth.TRUE else Outcome.MISSED
    reading = assessed.reading
    is_within_rounding = (
        evaluate(assessed.threshold, reading.rounded_interval) is Truth.UNKNOWN
    )
    cautions = (Reason.WITHIN_ROUNDING,) if is_within_rounding else ()
    if reading.is_contested:
        cautions = (*cautions, Reason.CONTESTED)
    if assessed.hangs_on_base:
        cautions = (*cautions, Reason.BASELINE_REVISED)
    return Decision(outcome, deciding=assessed, is_final=True, cautions=cautions)


def _meet_without_deadline(case: Case) -> Decision | None:
    """Return met if the latest figure satisfies a target without a deadline.

    Figures from before the announcement do not count.
    """
    progress, announced = case.assessment.progress, case.target.announced
    if progress is None or not _is_lasting(progress):
        return None
    if progress.prorated_span is not None:
        is_past = progress.reading.span.end < case.as_of
        return (
            _decide_by(progress) if is_past and progress.truth is Truth.TRUE else None
        )
    since = announced.end if announced else date.min
    for reading in reversed(case.assessment.during):
        if since <= reading.span.end < case.as_of:
            assessed = case.question.assess(reading)
            return _decide_by(assessed) if assessed.truth is Truth.TRUE else None
    return None


def _is_lasting(progress: AssessedReading) -> bool:
    """Check that a target satisfied so far stays so as more is added.

    Half a year's spending under a cap, or between two ends, is not the year's.
    """
    if progress.prorated_span is None:
        return True
    is_one_sided = progress.threshold.better is not Better.NONE
    is_exact = progress.threshold.relation is Relation.EQUAL
    return is_one_sided and not is_exact and not is_met_at_zero(progress)


def _explain_unknown(settling: AssessedReading) -> Reason:
    """Return the reason why evidence in hand does not decide."""
    if settling.reading.is_contested:
        return Reason.CONTESTED
    # Where the number asked for is missed for certain, only its "about" leaves it open.
    hard = settling._replace(threshold=settling.threshold.without_leeway)
    return Reason.ABOUT if hard.truth is Truth.FALSE else Reason.BOUND


def _decide_unsettled(case: Case) -> Decision:
    """Decide on a target that no figure settles yet."""
    assessment, progress = case.assessment, case.assessment.progress
    evidence = progress or assessment.later or assessment.early
    if not evidence:
        reasons = list_refusal_reasons(
            assessment, case.admission, case.known, case.target
        )
        if reasons:
            return Decision(Outcome.NOT_COMPARABLE, reasons)
    silence = judge_silence(case.target, case.as_of, case.profile)
    if progress is None:
        return silence
    if case.is_due or case.target.deadline is None:
        return silence._replace(deciding=progress)
    return _decide_underway(case, progress)


def _decide_underway(case: Case, progress: AssessedReading) -> Decision:
    """Decide by pace on a target whose deadline is still ahead."""
    target, assessment = case.target, case.assessment
    converter, milestones = case.admission.converter, case.milestones
    pace = compute_pace(
        PaceInput(target, assessment, converter, case.profile, milestones)
    )
    if progress.truth is Truth.TRUE and _is_lasting(progress):
        return Decision(Outcome.REACHED, deciding=progress, pace=pace)
    if pace is None:
        reasons = (_explain_missing_pace(target, assessment),)
        return Decision(Outcome.OPEN, reasons, progress)
    outcome = Outcome.ON_TRACK if pace.is_on_track else Outcome.BEHIND
    return Decision(outcome, deciding=progress, pace=pace)


def _explain_missing_pace(target: Target, assessment: Assessment) -> Reason:
    """Return the reason why no pace can be given."""
    has_no_path = (
        target.metric.kind is MetricKind.RANK or target.basis is not Basis.LEVEL
    )
    has_start = target.baseline is not None or assessment.before
    return Reason.NO_PATH if has_no_path or has_start else Reason.NO_BASELINE
