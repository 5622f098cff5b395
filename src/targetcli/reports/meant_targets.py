"""List the meanings of a target, and the periods whose figures would settle it."""

from __future__ import annotations

from typing import NamedTuple

from targetcli.judging.context import NO_CONTEXT, TargetContext
from targetcli.judging.judge import complete_target
from targetcli.judging.meanings import apply_meaning
from targetcli.judging.outcome import (
    Meaning,
    MeaningOutcome,
    Outcome,
    Verdict,
)
from targetcli.judging.settling_periods import find_settling_spans
from targetcli.model.period import Span
from targetcli.model.records import Basis, MetricKind, Target

_STATE_KINDS = (MetricKind.STOCK, MetricKind.RANK)
_SUMS = (Basis.TOTAL, Basis.CHANGE)


class MeantTarget(NamedTuple):
    """A target as one of its meanings has it, and its outcome then."""

    target: Target
    meaning: Meaning
    outcome: Outcome


def list_meant_targets(
    target: Target, verdict: Verdict, context: TargetContext = NO_CONTEXT
) -> tuple[MeantTarget, ...]:
    """Return a target under each of its meanings; none where it has no number."""
    if verdict.meanings:
        outcomes = verdict.meanings
    elif verdict.meaning is not None:
        outcomes = (MeaningOutcome(verdict.meaning, verdict.outcome),)
    else:
        outcomes = ()
    return tuple(
        MeantTarget(
            complete_target(apply_meaning(target, meaning), context), meaning, outcome
        )
        for meaning, outcome in outcomes
    )


def list_settling_periods(meant: Target) -> tuple[Span, ...]:
    """Return the periods whose figure settles a target of one meaning, best first.

    A state at a day is settled on that day.
    """
    deadline = meant.deadline
    if deadline is None:
        return ()
    if meant.basis in _SUMS:
        start = meant.window_start
        return (Span(start, deadline),) if start else ()
    if meant.basis is Basis.LEVEL and meant.metric.kind in _STATE_KINDS:
        return (Span(deadline, deadline),)
    spans = find_settling_spans(meant)
    is_at_day = meant.metric.kind is MetricKind.RATIO and not spans
    return (Span(deadline, deadline),) if is_at_day else spans
