"""Judge one target by the figures known on a day (docs/design.md §5.5).

The verdict depends on its arguments only, never on a clock.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import localcontext
from typing import NamedTuple

from targetcli.judging.accounting import Account, list_refusal_reasons
from targetcli.judging.admission import Admission, sort_refusals
from targetcli.judging.arithmetic import EXACT_CONTEXT, UnitConverter
from targetcli.judging.assessment import AssessedReading, Assessment, Question
from targetcli.judging.context import NO_CONTEXT, TargetContext
from targetcli.judging.decision import Decision
from targetcli.judging.events import judge_event
from targetcli.judging.growth import assess_growth
from targetcli.judging.intervals import Truth, evaluate, to_threshold
from targetcli.judging.known_figures import KnownFigures, gather_place
from targetcli.judging.lazy_sequence import LazySequence
from targetcli.judging.levels import assess_level
from targetcli.judging.meanings import judge_meanings
from targetcli.judging.measures import ALL_MEASURES, DISTANCES, Measure, Measures
from targetcli.judging.nothing import take_unit_of_figures
from targetcli.judging.outcome import Meaning, Outcome, Role, Verdict
from targetcli.judging.own_baseline import complete_from_baseline, find_asked_level
from targetcli.judging.pace import PaceInput, compute_pace, is_met_at_zero
from targetcli.judging.profiles import PLAIN, Profile
from targetcli.judging.readings import Reading
from targetcli.judging.reasons import Reason, Refusal
from targetcli.judging.settling_periods import (
    find_settling_spans,
    is_within_a_year,
    name_financial_year,
)
from targetcli.judging.silence import judge_silence
from targetcli.judging.totals import assess_sum
from targetcli.model.bound import Bound, Relation
from targetcli.model.records import (
    Basis,
    Better,
    Figure,
    MetricKind,
    Milestone,
    Target,
    When,
)
from targetcli.model.units import MULTIPLE


def judge(
    target: Target,
    figures: Iterable[Figure],
    as_of: date,
    profile: Profile = PLAIN,
    context: TargetContext = NO_CONTEXT,
) -> Verdict:
    """Return the verdict on a target as of a day.

    `figures` are those of its metric, for its region, the sub-regions, and the regions
    its identities name. The outcome is the first of docs/design.md §5.5 that applies.
    """
    known = gather_place(target, figures, context).select_known(as_of)
    return judge_by_known(target, known, profile, context)


def judge_by_known(
    target: Target,
    known: KnownFigures,
    profile: Profile = PLAIN,
    context: TargetContext = NO_CONTEXT,
) -> Verdict:
    """Return the verdict on a target by the figures known of its place on a day."""
    figures, as_of = known.own, known.as_of
    target = take_unit_of_figures(target, figures)
    with localcontext(EXACT_CONTEXT):
        if target.metric.kind is MetricKind.EVENT:
            verdict = judge_event(target, figures, known.elsewhere, as_of, profile)
        elif target.bound is None:
            verdict = _refuse_all(target, Reason.NO_NUMBER, known)
        else:
            one_meaning = _JudgeOfMeanings(known, profile, context)
            verdict = judge_meanings(
                target, target.bound, figures, as_of, one_meaning.judge
            )
    if verdict.profile is not profile:
        verdict = verdict._replace(profile=profile)
    return _apply_withdrawal(target, verdict, as_of)


class _JudgeOfMeanings:
    """Judge a target under one meaning after another by the same figures.

    The figures that may be used depend on kind and basis, never on the better side:
    they are admitted once for each kind and basis.
    """

    def __init__(
        self,
        known: KnownFigures,
        profile: Profile,
        context: TargetContext,
    ) -> None:
        self._known, self._profile, self._context = known, profile, context
        self._admissions: dict[tuple[MetricKind | None, Basis], Admission] = {}

    def judge(self, target: Target, bound: Bound, meaning: Meaning) -> Verdict:
        """Judge a target by one meaning, which its kind, side and basis are of."""
        target = complete_target(target, self._context)
        missing_input = _find_missing_input(target, bound)
        if missing_input is not None:
            verdict = _refuse_all(target, missing_input, self._known)
            return verdict._replace(profile=self._profile, meaning=meaning)
        admission = self._admit(target, bound)
        question = build_question(target, bound, admission.converter, self._known.as_of)
        assessment = assess_readings(question, admission.readings)
        milestones = self._context.milestones
        case = _Case(
            question, assessment, admission, self._known, self._profile, milestones
        )
        decision = _settle(case) or _judge_unsettled(case)
        account = Account(decision, assessment, admission, self._known)
        deciding, latest = decision.deciding, admission.latest
        reading = deciding.reading if deciding else None
        measures = _measure(decision)
        return Verdict(
            decision.outcome,
            decision.reasons,
            reading.status if reading and reading.is_provisional else None,
            LazySequence(account.list_cautions),
            reading,
            measures,
            decision.happened_in,
            decision.pace,
            LazySequence(account.list_evidence),
            LazySequence(account.list_refusals),
            self._profile,
            meaning,
            latest_reading=latest,
            # The last reading may be another one, and have been reckoned.
            latest_measures=measures
            if latest is reading
            else latest and Measures(question.assess(latest)),
            asked_level=find_asked_level(target),
        )

    def _admit(self, target: Target, bound: Bound) -> Admission:
        meaning = target.metric.kind, target.basis
        if meaning not in self._admissions:
            self._admissions[meaning] = self._known.admit(target, bound)
        return self._admissions[meaning]


def complete_target(target: Target, context: TargetContext) -> Target:
    """Return a target with the periods that its region and baseline give it."""
    target = name_financial_year(target, context.fiscal_start_month)
    return complete_from_baseline(target)


def build_question(
    target: Target, bound: Bound, converter: UnitConverter, as_of: date
) -> Question:
    """Return the question that a target of one meaning puts to readings."""
    threshold = to_threshold(bound, target.metric.better or Better.NONE)
    threshold = converter.convert_threshold(threshold, bound.unit)
    return Question(target, threshold, converter, as_of)


def assess_readings(question: Question, readings: tuple[Reading, ...]) -> Assessment:
    """Compare the admitted readings with the target, by the rules of its basis."""
    return _ASSESS_BY_BASIS[question.target.basis](question, readings)


# docs/design.md §5.3: the figures that answer a target depend on its basis.
_ASSESS_BY_BASIS = {
    Basis.LEVEL: assess_level,
    Basis.TOTAL: assess_sum,
    Basis.CHANGE: assess_sum,
    Basis.GROWTH: assess_growth,
}


def _measure(decision: Decision) -> Measures | None:
    """Return the measures of the deciding reading; none may flip what is not final."""
    if decision.deciding is None:
        return None
    shown = ALL_MEASURES if decision.is_final else DISTANCES
    return Measures(decision.deciding, shown)


def _apply_withdrawal(target: Target, verdict: Verdict, as_of: date) -> Verdict:
    """Replace the outcome if the target was withdrawn before its deadline."""
    withdrawn = target.withdrawn
    if withdrawn is None or withdrawn.end > as_of:
        return verdict
    if target.deadline is not None and withdrawn.end >= target.deadline:
        cautions = (*verdict.cautions, Reason.WITHDRAWN_LATER)
        return verdict._replace(cautions=cautions)
    settling_roles = (Role.SETTLES, Role.PART)
    evidence = tuple(
        used._replace(role=Role.PROGRESS) if used.role in settling_roles else used
        for used in verdict.evidence
    )
    measures = verdict.measures and verdict.measures.hide(frozenset({Measure.FLIP}))
    return Verdict(
        Outcome.WITHDRAWN,
        deciding_reading=verdict.deciding_reading,
        measures=measures,
        evidence=evidence,
        refusals=verdict.refusals,
        profile=verdict.profile,
        meaning=verdict.meaning,
        meanings=verdict.meanings,
        latest_reading=verdict.latest_reading,
        latest_measures=verdict.latest_measures,
    )


def _find_missing_input(target: Target, bound: Bound) -> Reason | None:
    """Return the reason why no figure could ever answer a target, if any."""
    if target.basis is Basis.GROWTH:
        has_no_base = target.base_period is None
        return Reason.BASE if has_no_base and bound.unit.dimension == MULTIPLE else None
    if target.basis is not Basis.LEVEL:
        return Reason.WINDOW if target.window_start is None else None
    # docs/design.md §5.3: "by March" does not say which months of a flow count.
    is_flow = target.metric.kind is MetricKind.FLOW
    has_no_period = target.deadline is not None and not find_settling_spans(target)
    return Reason.WINDOW if is_flow and has_no_period else None


def _refuse_all(target: Target, missing_input: Reason, known: KnownFigures) -> Verdict:
    """Refuse every figure, as the target itself cannot be judged."""
    own = tuple(Refusal(figure, missing_input) for figure in known.own)
    elsewhere = (
        refusal._replace(reason=missing_input)
        if refusal.figure.region == target.region
        else refusal
        for refusal in known.elsewhere
    )
    refusals = sort_refusals((*own, *elsewhere))
    return Verdict(Outcome.NOT_COMPARABLE, (missing_input,), refusals=refusals)


class _Case(NamedTuple):
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


def _settle(case: _Case) -> Decision | None:
    """Return the verdict if the evidence is in, or cannot be undone."""
    assessment = case.assessment
    if case.target.deadline is None:
        return _meet_without_deadline(case)
    if case.target.when is When.BY and (reached := _find_reached(case)):
        return _decide(reached)
    if assessment.settling is not None and case.is_due:
        return _judge_at_deadline(case, assessment.settling)
    early = assessment.early
    if early is not None and early.truth is not Truth.UNKNOWN:
        return _decide(early)
    if case.is_due and assessment.is_incomplete:
        return Decision(Outcome.UNDETERMINED, (Reason.INCOMPLETE,), early)
    return None


def _find_reached(case: _Case) -> AssessedReading | None:
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


def _judge_at_deadline(case: _Case, settling: AssessedReading) -> Decision:
    """Judge by the reading that answers for the deadline."""
    if settling.truth is Truth.UNKNOWN:
        reason = _explain_unknown(settling)
        return Decision(Outcome.UNDETERMINED, (reason,), settling)
    later = case.assessment.later
    if settling.truth is Truth.FALSE and later and _is_met_late(case.target, later):
        return _decide(later)._replace(
            outcome=Outcome.LATE, happened_in=later.reading.span
        )
    return _decide(settling)


def _is_met_late(target: Target, later: AssessedReading) -> bool:
    """Check that a later reading satisfies a target that can be met late.

    Only a level "at least" or "over" without a window can be (docs/design.md §5.5).
    """
    is_lower_limit = later.threshold.relation in (Relation.AT_LEAST, Relation.OVER)
    may_be_late = target.basis is Basis.LEVEL and target.window_start is None
    return is_lower_limit and may_be_late and later.truth is Truth.TRUE


def _decide(assessed: AssessedReading) -> Decision:
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


def _meet_without_deadline(case: _Case) -> Decision | None:
    """Return met if the latest figure satisfies a target without a deadline.

    Figures from before the announcement do not count.
    """
    progress, announced = case.assessment.progress, case.target.announced
    if progress is None or not _is_lasting(progress):
        return None
    if progress.prorated_span is not None:
        is_past = progress.reading.span.end < case.as_of
        return _decide(progress) if is_past and progress.truth is Truth.TRUE else None
    since = announced.end if announced else date.min
    for reading in reversed(case.assessment.during):
        if since <= reading.span.end < case.as_of:
            assessed = case.question.assess(reading)
            return _decide(assessed) if assessed.truth is Truth.TRUE else None
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


def _judge_unsettled(case: _Case) -> Decision:
    """Judge a target that no figure decides yet."""
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
    return _judge_underway(case, progress)


def _judge_underway(case: _Case, progress: AssessedReading) -> Decision:
    """Judge by pace a target whose deadline is still ahead."""
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
