"""Judge a target under every meaning that its words leave open (docs/design.md §4.1).

The kind and better side of a metric may be unsaid, and a number for several years may
be the level of the last one or the sum of all. Such a thing never decides: a verdict
holds only if every possible meaning gives it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from itertools import combinations
from typing import Any

from targetcli.judging.lazy_sequence import LazySequence
from targetcli.judging.measures import Measure
from targetcli.judging.outcome import (
    SETTLED_OUTCOMES,
    Meaning,
    MeaningOutcome,
    Outcome,
    Verdict,
)
from targetcli.judging.readings import find_weakest_status
from targetcli.judging.reasons import Reason
from targetcli.judging.settling_periods import (
    MONTHS_A_YEAR,
    is_within_a_year,
    measure_length,
)
from targetcli.model.bound import Bound
from targetcli.model.period import Span
from targetcli.model.records import Basis, Figure, MetricKind, Origin, Target
from targetcli.model.sides import list_sides, resolve_bound
from targetcli.model.units import RANK, is_ratio

_UNSAID_KINDS = (MetricKind.STOCK, MetricKind.FLOW, MetricKind.RATIO)
# A month, a quarter or a half may be what was done in it or the state at its end.
_PLAIN_LENGTHS = (1, 3, 6)


def list_meanings(target: Target, figures: Iterable[Figure]) -> tuple[Meaning, ...]:
    """Return the meanings a target with a number may have, given the known figures."""
    return tuple(
        Meaning(kind, side, basis)
        for kind in _list_kinds(target, figures)
        for side in list_sides(target)
        for basis in _list_bases(target, kind)
    )


def apply_meaning(target: Target, meaning: Meaning) -> Target:
    """Return a target whose metric, basis and relation are those of a meaning."""
    metric = target.metric
    if metric.kind is not meaning.kind or metric.better is not meaning.side:
        metric = metric._replace(kind=meaning.kind, better=meaning.side)
    bound = target.bound and resolve_bound(target.bound, meaning.side)
    said = (target.metric, target.bound, target.basis)
    if said == (metric, bound, meaning.basis):
        return target
    return target._replace(metric=metric, bound=bound, basis=meaning.basis)


def judge_meanings(
    target: Target,
    bound: Bound,
    figures: tuple[Figure, ...],
    as_of: date,
    judge_one: Callable[[Target, Bound, Meaning], Verdict],
) -> Verdict:
    """Return the verdict on which all meanings agree, else why none can be given."""
    meanings = list_meanings(target, figures)
    judged = [
        judge_one(
            apply_meaning(target, meaning), resolve_bound(bound, meaning.side), meaning
        )
        for meaning in meanings
    ]
    if len(judged) == 1:
        return judged[0]
    is_due = target.deadline is not None and target.deadline < as_of
    verdict = _reconcile(judged, is_due=is_due)
    if is_due:
        return verdict
    # Nothing is settled by what a period suggests, but progress is told by it.
    flows = [v for v in judged if v.meaning and v.meaning.kind is MetricKind.FLOW]
    if flows and _has_share_of_time(target, figures):
        suggested = _reconcile(flows, is_due=False)
        if suggested.outcome not in SETTLED_OUTCOMES:
            return suggested._replace(meanings=verdict.meanings)
    return verdict


def _list_kinds(target: Target, figures: Iterable[Figure]) -> tuple[MetricKind, ...]:
    """Return the kinds a target's metric may be of."""
    bound = target.bound
    if target.metric.kind is not None or bound is None:
        return (target.metric.kind or MetricKind.FLOW,)
    if bound.unit.dimension == RANK:
        return (MetricKind.RANK,)
    if target.basis is Basis.TOTAL:
        return (MetricKind.FLOW,)
    # Growth is in % of anything; what it grows from may be a share itself.
    own_unit = bound.unit if target.basis is not Basis.GROWTH else None
    baseline_unit = target.baseline.unit if target.baseline else None
    if any(unit is not None and is_ratio(unit) for unit in (own_unit, baseline_unit)):
        return (MetricKind.RATIO,)
    # Only a state has a value as at a day.
    if any(_is_state_of(target, figure) for figure in figures):
        return tuple(kind for kind in _UNSAID_KINDS if kind is not MetricKind.FLOW)
    return _UNSAID_KINDS


def _list_bases(target: Target, kind: MetricKind) -> tuple[Basis, ...]:
    """Return level and total for a flow over several years, else the target's basis."""
    start, deadline = target.window_start, target.deadline
    may_be_sum = target.basis is Basis.LEVEL and target.basis_from is Origin.UNSAID
    if kind is not MetricKind.FLOW or not may_be_sum:
        return (target.basis,)
    if start is None or deadline is None or is_within_a_year(Span(start, deadline)):
        return (target.basis,)
    return (Basis.LEVEL, Basis.TOTAL)


def _is_same_place(target: Target, figure: Figure) -> bool:
    return figure.region == target.region and figure.scope == target.scope


def _is_state_of(target: Target, figure: Figure) -> bool:
    """Check that a figure is given as at a day by its words."""
    is_state = figure.start is None and figure.basis is Basis.LEVEL
    return is_state and _is_same_place(target, figure)


def _has_share_of_time(target: Target, figures: Iterable[Figure]) -> bool:
    """Check that a figure is a sum, or covers a year, or a year or window so far."""
    return any(
        _is_same_place(target, figure)
        and (
            figure.basis is Basis.TOTAL
            or (figure.basis is Basis.LEVEL and _is_share_of_time(target, figure))
        )
        for figure in figures
    )


def _is_share_of_time(target: Target, figure: Figure) -> bool:
    length = measure_length(figure.span)
    starts = (date(figure.end.year, 1, 1), target.window_start)
    is_so_far = figure.start in starts and length not in _PLAIN_LENGTHS and length > 0
    return is_so_far or length == MONTHS_A_YEAR


def _reconcile(verdicts: list[Verdict], *, is_due: bool) -> Verdict:
    """Return the verdict of several meanings of one target."""
    outcomes = {verdict.outcome for verdict in verdicts}
    settled = [v for v in verdicts if v.outcome in SETTLED_OUTCOMES]
    with_evidence = [v for v in verdicts if v.deciding_reading is not None]
    shown = next(iter(settled or with_evidence or verdicts))
    shown = _keep_what_agrees(shown, verdicts)
    if len(outcomes) == 1:
        return shown._replace(reasons=_join_reasons(with_evidence or verdicts))
    questions = find_open_questions(shown.meanings)
    if not is_due or Outcome.OPEN in outcomes:
        return shown._replace(outcome=Outcome.OPEN, reasons=questions)
    if settled:
        return shown._replace(outcome=Outcome.UNDETERMINED, reasons=questions)
    # No meaning has a figure to judge by: that is silence, whatever is meant.
    silent = [v for v in verdicts if v.outcome is Outcome.OVERDUE]
    return shown._replace(outcome=Outcome.OVERDUE, reasons=_join_reasons(silent))


def _join_reasons(verdicts: Iterable[Verdict]) -> tuple[Reason, ...]:
    """Return the reasons of several verdicts, each once."""
    return tuple(dict.fromkeys(r for verdict in verdicts for r in verdict.reasons))


def _keep_what_agrees(shown: Verdict, verdicts: list[Verdict]) -> Verdict:
    """Return a verdict with the measures that all meanings share, and all cautions."""
    fields = ("pace", "happened_in", "asked_level")
    differing: dict[str, Any] = {
        name: None for name in fields if _differ(verdicts, name)
    }
    hidden = frozenset(name for name in Measure if _differ(verdicts, name.value))
    meanings = tuple(
        MeaningOutcome(verdict.meaning, verdict.outcome)
        for verdict in verdicts
        if verdict.meaning is not None
    )
    statuses = [v.provisional_status for v in verdicts if v.provisional_status]
    return shown._replace(
        meanings=meanings,
        measures=shown.measures and shown.measures.hide(hidden),
        cautions=LazySequence(lambda: _join_cautions(verdicts)),
        provisional_status=find_weakest_status(statuses) if statuses else None,
        **differing,
    )


def _differ(verdicts: list[Verdict], name: str) -> bool:
    """Check that the verdicts of some meanings differ in a field or measure."""
    return len({getattr(verdict, name) for verdict in verdicts}) > 1


def _join_cautions(verdicts: Iterable[Verdict]) -> tuple[Reason, ...]:
    """Return the cautions of several verdicts, each once."""
    return tuple(dict.fromkeys(c for verdict in verdicts for c in verdict.cautions))


def find_open_questions(meanings: Iterable[MeaningOutcome]) -> tuple[Reason, ...]:
    """Return the unsaid parts, of side, kind and basis, that the outcome hangs on.

    One does if two meanings that differ in nothing else have different outcomes.
    """
    pairs = [
        (one.meaning, other.meaning)
        for one, other in combinations(tuple(meanings), 2)
        if one.outcome is not other.outcome
    ]
    differences = [_list_differences(one, other) for one, other in pairs]
    alone = {reasons[0] for reasons in differences if len(reasons) == 1}
    hanging = alone or {reason for reasons in differences for reason in reasons}
    return tuple(reason for reason in _OPEN_QUESTIONS if reason in hanging)


_OPEN_QUESTIONS = (Reason.SIDE, Reason.KIND, Reason.BASIS)


def _list_differences(one: Meaning, other: Meaning) -> list[Reason]:
    same = (one.side == other.side, one.kind == other.kind, one.basis == other.basis)
    return [q for q, is_same in zip(_OPEN_QUESTIONS, same, strict=True) if not is_same]
