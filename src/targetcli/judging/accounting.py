"""Account for every figure: each is used with a role or refused with a reason."""

from __future__ import annotations

from collections.abc import Container
from typing import NamedTuple

from targetcli.judging.admission import Admission
from targetcli.judging.assessment import Assessment
from targetcli.judging.outcome import SETTLED_OUTCOMES, Role, UsedFigure, Verdict
from targetcli.judging.readings import Reading, get_effective_status
from targetcli.judging.reasons import Reason, Refusal
from targetcli.model.records import Figure, MetricKind, Target

_UsedFigures = tuple[UsedFigure, ...]


class UseOfFigures(NamedTuple):
    """The figures used for a verdict and those refused, with cautions about dates."""

    evidence: _UsedFigures
    refusals: tuple[Refusal, ...]
    cautions: tuple[Reason, ...]


def account_for_figures(
    verdict: Verdict, assessment: Assessment, admission: Admission
) -> UseOfFigures:
    """Return the part that each figure plays in a verdict."""
    uses = _find_uses(verdict, assessment, admission.base_levels)
    evidence = tuple(uses.values())
    refusals = list_refusals(assessment, admission, uses)
    return UseOfFigures(evidence, refusals, find_date_cautions(evidence))


def find_date_cautions(evidence: _UsedFigures) -> tuple[Reason, ...]:
    """Return `undated` and `early`, as far as they apply to the figures used.

    A figure without a date of publication is known from the end of its period; one
    published before that end counts as expected (docs/design.md §5.1).
    """
    is_undated = has_early = False
    for figure, role, _ in evidence:
        if role is Role.BASELINE:
            continue
        if figure.published is None:
            is_undated = True
        elif get_effective_status(figure) is not figure.status:
            has_early = True
    cautions = {Reason.UNDATED: is_undated, Reason.EARLY: has_early}
    return tuple(reason for reason, applies in cautions.items() if applies)


def list_refusals(
    assessment: Assessment, admission: Admission, used_figures: Container[Figure] = ()
) -> tuple[Refusal, ...]:
    """Return the figures that are not used, with reasons, in the order of their ids."""
    reasons: dict[Figure, Reason] = dict(admission.refusals)
    for figure in admission.admitted:
        if figure not in used_figures:
            reasons.setdefault(figure, Reason.REPLACED)
    for reading, reason in assessment.refused_readings:
        if reading.identity is None:
            reasons |= dict.fromkeys(reading.figures, reason)
    refusals = [
        Refusal(figure, reason)
        for figure, reason in reasons.items()
        if figure not in used_figures
    ]
    return tuple(sorted(refusals, key=lambda refusal: refusal.figure.id or 0))


def list_refusal_reasons(
    assessment: Assessment, admission: Admission, target: Target
) -> tuple[Reason, ...]:
    """Return the distinct reasons for which figures are refused.

    A figure of an earlier or later period is silence about the deadline, no more.
    """
    reasons = [
        refusal.reason
        for refusal in list_refusals(assessment, admission)
        if not _is_of_another_time(refusal, target)
    ]
    return tuple(dict.fromkeys(r for r in reasons if r is not Reason.REPLACED))


def _is_of_another_time(refusal: Refusal, target: Target) -> bool:
    """Check that a figure is refused for a period that does not hold the deadline.

    A flow without a period is of no time that could be told.
    """
    span, deadline = refusal.figure.span, target.deadline
    if refusal.reason is not Reason.PERIOD or deadline is None:
        return False
    if target.metric.kind is MetricKind.FLOW and refusal.figure.start is None:
        return False
    return span.end < deadline or span.start > deadline


def _find_uses(
    verdict: Verdict, assessment: Assessment, base_levels: tuple[Reading, ...]
) -> dict[Figure, UsedFigure]:
    """Return the use of each figure, the deciding ones first."""
    is_settled = verdict.outcome in SETTLED_OUTCOMES
    deciding = verdict.deciding_reading
    uses: dict[Figure, UsedFigure] = {}
    for role, readings in (
        (
            Role.SETTLES if is_settled else Role.PROGRESS,
            (deciding,) if deciding else (),
        ),
        (Role.PROGRESS, assessment.during),
        (Role.LATER, assessment.after),
        (Role.BASELINE, (*assessment.before, *base_levels)),
    ):
        for reading in readings:
            for used in _list_uses(reading, role):
                uses.setdefault(used.figure, used)
    return uses


def _list_uses(reading: Reading, role: Role) -> list[UsedFigure]:
    """Return the figures of a reading; those of a settling sum are its parts."""
    if not reading.pieces and reading.on_other_base is None and not reading.rivals:
        identity = reading.identity
        return [UsedFigure(figure, role, identity) for figure in reading.figures]
    if reading.is_contested and reading.rivals:
        rivals = [used for rival in reading.rivals for used in _list_uses(rival, role)]
        return [*rivals, *_list_uses(reading._replace(rivals=()), role)]
    if reading.on_other_base is not None:
        base = reading.on_other_base.pieces[0]
        uses = _list_uses(reading._replace(on_other_base=None), role)
        return [*uses, *_list_uses(base, Role.BASELINE)]
    if reading.pieces and reading.identity is None:
        part = Role.PART if role is Role.SETTLES else role
        return [used for piece in reading.pieces for used in _list_uses(piece, part)]
    return [UsedFigure(figure, role, reading.identity) for figure in reading.figures]
