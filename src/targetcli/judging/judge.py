"""Judge one target by the figures known on a day (docs/design.md §5.5).

The verdict depends on its arguments only, never on a clock.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import localcontext
from functools import partial
from operator import attrgetter

from targetcli.judging.accounting import Account
from targetcli.judging.admission import Admission, sort_refusals
from targetcli.judging.arithmetic import EXACT_CONTEXT, UnitConverter
from targetcli.judging.assessment import Assessment, Question
from targetcli.judging.context import NO_CONTEXT, TargetContext
from targetcli.judging.decision import Decision
from targetcli.judging.events import judge_event
from targetcli.judging.growth import assess_growth
from targetcli.judging.intervals import to_threshold
from targetcli.judging.known_figures import KnownFigures, gather_place
from targetcli.judging.lazy_sequence import LazySequence
from targetcli.judging.levels import assess_level
from targetcli.judging.meanings import judge_meanings
from targetcli.judging.measures import (
    ALL_MEASURES,
    DISTANCES,
    Measure,
    MeasuredReading,
    Measures,
)
from targetcli.judging.nothing import take_unit_of_figures
from targetcli.judging.outcome import Meaning, Outcome, Role, Verdict
from targetcli.judging.outcome_rules import Case, decide
from targetcli.judging.own_baseline import complete_from_baseline, find_asked_level
from targetcli.judging.profiles import PLAIN, Profile
from targetcli.judging.readings import Reading
from targetcli.judging.reasons import Reason, Refusal
from targetcli.judging.settling_periods import (
    find_settling_spans,
    name_financial_year,
)
from targetcli.judging.totals import assess_sum
from targetcli.model.bound import Bound
from targetcli.model.records import (
    Basis,
    Better,
    Figure,
    MetricKind,
    Target,
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
        missing_input = find_missing_input(target, bound)
        if missing_input is not None:
            verdict = _refuse_all(target, missing_input, self._known)
            return verdict._replace(profile=self._profile, meaning=meaning)
        admission = self._admit(target, bound)
        question = build_question(target, bound, admission.converter, self._known.as_of)
        assessment = assess_readings(question, admission.readings)
        milestones = self._context.milestones
        case = Case(
            question, assessment, admission, self._known, self._profile, milestones
        )
        decision = decide(case)
        account = Account(decision, assessment, admission, self._known)
        reading = decision.deciding.reading if decision.deciding else None
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
            latest=LazySequence(partial(_measure_latest, question, admission.readings)),
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
    is_of_amounts = target.metric.kind in _AMOUNT_KINDS
    return Question(target, threshold, converter, as_of, is_of_amounts)


_AMOUNT_KINDS = (MetricKind.STOCK, MetricKind.FLOW)


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


def _measure_latest(
    question: Question, readings: tuple[Reading, ...]
) -> tuple[MeasuredReading, ...]:
    """Return the last of the readings, measured; nothing where there is none."""
    latest = max(readings, key=_get_time, default=None)
    if latest is None:
        return ()
    with localcontext(EXACT_CONTEXT):
        return (MeasuredReading(latest, Measures(question.assess(latest))),)


_get_time = attrgetter("span.end", "known_from")


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
        latest=verdict.latest,
    )


def find_missing_input(target: Target, bound: Bound) -> Reason | None:
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
