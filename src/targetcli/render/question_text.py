"""Write the question a target asks and the figure that settles it, in a sentence."""

from __future__ import annotations

from datetime import date

from targetcli.judging.context import NO_CONTEXT, TargetContext
from targetcli.judging.outcome import Verdict
from targetcli.judging.settling_periods import is_within_a_year
from targetcli.model.period import Span
from targetcli.model.records import Basis, MetricKind, Target
from targetcli.model.units import MULTIPLE
from targetcli.render.i18n import N_, gettext, join_clauses, join_phrases, label
from targetcli.render.period_text import period_text
from targetcli.render.record_text import requirement_text, subject_text
from targetcli.reports.meant_targets import (
    MeantTarget,
    list_meant_targets,
    list_settling_periods,
)

# Keyed by two questions: is it growth, and has it a base period of its own?
_FIGURE_SETTLEMENTS = {
    (False, False): N_("judged on the figure for {periods}"),
    (False, True): N_("judged on the figure for {periods} on {base}"),
    (True, False): N_("judged on the growth in {periods}"),
    (True, True): N_("judged on the growth in {periods} on {base}"),
}


def question_text(
    target: Target, verdict: Verdict, context: TargetContext = NO_CONTEXT
) -> str:
    """Return the requirement of a target with the figure that would settle it.

    Where its meaning is open, that of each meaning is told.
    """
    meant_targets = list_meant_targets(target, verdict, context)
    return gettext("Asked: {subject} {asked}, {settled_by}.").format(
        subject=subject_text(target),
        asked=requirement_text(target),
        settled_by=_settlements_text(target, meant_targets),
    )


def _settlements_text(target: Target, meant_targets: tuple[MeantTarget, ...]) -> str:
    """Return the figures that settle a target, for each kind and basis that differ."""
    settlements: dict[str, dict[str, None]] = {}
    for meant, meaning, _ in meant_targets:
        kinds = settlements.setdefault(settlement_text(meant), {})
        kinds[join_phrases((label(meaning.kind), _sum_word(meaning.basis)))] = None
    if not settlements:
        return settlement_text(target)
    if len(settlements) == 1:
        return next(iter(settlements))
    condition = gettext("{settled_by} (if {kinds})")
    return join_clauses(
        condition.format(settled_by=settlement, kinds=gettext(" or ").join(kinds))
        for settlement, kinds in settlements.items()
    )


def _sum_word(basis: Basis) -> str:
    return label(basis) if basis is Basis.TOTAL else ""


def settlement_text(target: Target) -> str:
    """Return the clause about the settling figure (docs/design.md §5.3)."""
    if target.metric.kind is MetricKind.EVENT:
        if target.deadline is None:
            return gettext("judged on a report that it happened or did not")
        sentence = gettext(
            "judged on a report that it happened by {deadline} or did not"
        )
        return sentence.format(deadline=target.deadline)
    gap = _find_gap(target)
    if gap:
        return gettext(gap)
    if target.deadline is None:
        return gettext(
            "met by the first figure that satisfies it, as it has no deadline"
        )
    if target.basis in (Basis.TOTAL, Basis.CHANGE):
        return _sum_settlement(target, target.deadline)
    return _figure_settlement(target, target.deadline)


def _find_gap(target: Target) -> str:
    """Return the part a target lacks, without which no figure settles it, or ""."""
    if target.bound is None:
        return N_("which no figure can settle, since it has no number")
    is_sum = target.basis in (Basis.TOTAL, Basis.CHANGE)
    if is_sum and target.window_start is None:
        return N_("which nothing can settle, since it does not say from when to count")
    is_growth = target.basis is Basis.GROWTH
    if is_growth and _is_multiple(target) and target.base_period is None:
        return N_("which no figure can settle, since it names no base")
    if target.deadline is not None and not list_settling_periods(target):
        return N_(
            "which no figure can settle, since it does not say which months count"
        )
    return ""


def _is_multiple(target: Target) -> bool:
    return target.bound is not None and target.bound.unit.dimension == MULTIPLE


def _sum_settlement(target: Target, deadline: date) -> str:
    window = period_text(Span(target.window_start or deadline, deadline))
    if target.basis is Basis.TOTAL:
        sentence = gettext(
            "judged on the total for {window}, or on shorter periods that add up to it"
        )
    else:
        sentence = gettext(
            "judged on the change over {window}, or on shorter periods that add up to "
            "it"
        )
    return sentence.format(window=window)


def _figure_settlement(target: Target, deadline: date) -> str:
    at_a_date = target.metric.kind in (MetricKind.STOCK, MetricKind.RANK)
    if at_a_date and target.basis is Basis.LEVEL:
        return gettext("judged on the value at {deadline}").format(deadline=deadline)
    periods = gettext(" or else ").join(map(period_text, list_settling_periods(target)))
    base = period_text(target.base_period)
    if target.basis is Basis.GROWTH and _is_multiple(target):
        sentence = gettext("judged on the figure for {periods} over that for {base}")
        return sentence.format(periods=periods, base=base)
    if target.basis is Basis.GROWTH and _asks_yearly_average(target, deadline):
        window = period_text(Span(target.window_start or deadline, deadline))
        sentence = gettext(
            "judged on the average yearly growth over {window}, or its years' own"
        )
        return sentence.format(window=window)
    sentence = gettext(
        _FIGURE_SETTLEMENTS[target.basis is Basis.GROWTH, bool(target.base_period)]
    )
    return sentence.format(periods=periods, base=base)


def _asks_yearly_average(target: Target, deadline: date) -> bool:
    """Return True for growth over several years without a base period."""
    start = target.window_start
    if start is None or target.base_period is not None:
        return False
    return not is_within_a_year(Span(start, deadline))
