"""Remark on what a reader of a target should know about how it was read."""

from __future__ import annotations

from targetcli.model import units
from targetcli.model.names import quote_argument
from targetcli.model.records import Basis, MetricKind, Origin, Target
from targetcli.model.sides import find_own_side, list_sides
from targetcli.problems.problem import FailureReason
from targetcli.problems.remarks import Remark
from targetcli.reading.validation import opposes_metric
from targetcli.reading.vocabulary import Vocabulary


def remark_on_target(
    target: Target, vocabulary: Vocabulary, *, is_worded: bool
) -> None:
    """Collect the remarks on a target: its side, what is unsaid, an odd deadline."""
    metric, remarks = target.metric, vocabulary.remarks
    argument = quote_argument(metric.name)
    is_known = metric.better_from is Origin.KNOWN
    if is_worded and is_known and opposes_metric(target):
        facts = {"metric": metric.name, "better": metric.better, "argument": argument}
        facts |= {"side": find_own_side(target)}
        remarks.append(FailureReason(Remark.WORDS_OVER_KNOWN, facts))
    if (unsaid := _find_unsaid(target)) is not None:
        facts = {"metric": metric.name, "argument": argument}
        remarks.append(FailureReason(unsaid, facts))
    announced, deadline = target.announced, target.deadline
    if announced and deadline and deadline < announced.start:
        days = {"deadline": deadline, "announced": announced.start}
        remarks.append(FailureReason(Remark.EARLY_DEADLINE, days))


def _find_unsaid(target: Target) -> Remark | None:
    """Return the unsaid part of a metric that its target hangs on, or None."""
    if target.bound is None or target.metric.kind is MetricKind.EVENT:
        return None
    is_side_unsaid = len(list_sides(target)) > 1
    is_kind_unsaid = target.metric.kind is None and _needs_kind(target)
    if is_kind_unsaid and is_side_unsaid:
        return Remark.UNSAID_KIND_AND_SIDE
    if is_side_unsaid:
        return Remark.UNSAID_SIDE
    return Remark.UNSAID_KIND if is_kind_unsaid else None


def _needs_kind(target: Target) -> bool:
    """Check that it matters whether a number is an amount, a state or a share."""
    assert target.bound is not None
    unit = target.bound.unit
    return target.basis is Basis.LEVEL and not (
        units.is_ratio(unit) or unit.dimension == units.RANK
    )
