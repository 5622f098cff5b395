"""Accounting: every figure bears on the verdict or is refused; none is dropped."""

from __future__ import annotations

from targetcli.judging.admission import Admitted
from targetcli.judging.assessment import Balance
from targetcli.judging.gate import Reason, Refusal
from targetcli.judging.outcome import SETTLED, Role, Used, Verdict
from targetcli.judging.readings import Reading, stage
from targetcli.model.records import Figure

_Evidence = tuple[Used, ...]


def with_evidence(verdict: Verdict, balance: Balance, admitted: Admitted) -> Verdict:
    """Add the figures used and refused, and what is to be known of their dates."""
    evidence = _evidence(verdict, balance)
    cautions = (*verdict.cautions, *cautions_of(evidence))
    refused = refusals(balance, admitted, evidence)
    return verdict._replace(evidence=evidence, refused=refused, cautions=cautions)


def cautions_of(evidence: _Evidence) -> tuple[Reason, ...]:
    """Return what is to be known of the figures' dates.

    One without a date counts as known from its period's end; one published before that
    is no more than expected, whatever stage it gives itself.
    """
    bears = [used.figure for used in evidence if used.role is not Role.BASELINE]
    undated = any(figure.published is None for figure in bears)
    early = any(stage(figure) is not figure.status for figure in bears)
    found = {Reason.UNDATED: undated, Reason.EARLY: early}
    return tuple(reason for reason, is_so in found.items() if is_so)


def refusals(
    balance: Balance, admitted: Admitted, evidence: _Evidence = ()
) -> tuple[Refusal, ...]:
    """List what is not used, and why, in the order of the figures' ids."""
    reasons: dict[Figure, Reason] = {}
    reasons |= {refusal.figure: refusal.reason for refusal in admitted.refused}
    for figure in admitted.passed:
        reasons.setdefault(figure, Reason.REPLACED)
    for reading, reason in balance.out:
        if reading.identity is None:
            reasons |= dict.fromkeys(reading.figures, reason)
    for used in evidence:
        reasons.pop(used.figure, None)
    listed = [Refusal(figure, reason) for figure, reason in reasons.items()]
    return tuple(sorted(listed, key=lambda refusal: refusal.figure.id or 0))


def why_refused(balance: Balance, admitted: Admitted) -> tuple[Reason, ...]:
    """Return the reasons for which evidence is refused, each once."""
    reasons = [refusal.reason for refusal in refusals(balance, admitted)]
    return tuple(dict.fromkeys(r for r in reasons if r is not Reason.REPLACED))


def _evidence(verdict: Verdict, balance: Balance) -> _Evidence:
    """List what bears on the verdict: what decides it first, each figure once."""
    settles = verdict.outcome in SETTLED
    found: list[Used] = []
    if verdict.deciding is not None:
        found += _uses(verdict.deciding, Role.SETTLES if settles else Role.PROGRESS)
    for role, readings in (
        (Role.PROGRESS, balance.course),
        (Role.LATER, balance.after),
        (Role.BASELINE, balance.before),
    ):
        found += [used for reading in readings for used in _uses(reading, role)]
    each: dict[Figure, Used] = {}
    for used in found:
        each.setdefault(used.figure, used)
    return tuple(each.values())


def _uses(reading: Reading, role: Role) -> list[Used]:
    if reading.pieces and reading.identity is None:
        part = Role.PART if role is Role.SETTLES else role
        return [used for piece in reading.pieces for used in _uses(piece, part)]
    return [Used(figure, role, reading.identity) for figure in reading.figures]
