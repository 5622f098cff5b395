"""Write the question a target asks and the figure that settles it, in a sentence."""

from __future__ import annotations

from datetime import date

from targetcli.judging.settling_periods import find_settling_spans, is_within_a_year
from targetcli.model.period import Span, format_period
from targetcli.model.records import Basis, MetricKind, Target
from targetcli.render.i18n import N_, gettext
from targetcli.render.record_text import requirement_text, span_text, subject_text

# Keyed by two questions: is it growth, and has it a base period of its own?
_FIGURE_SETTLEMENTS = {
    (False, False): N_("settled by the figure for {periods}"),
    (False, True): N_("settled by the figure for {periods} on {base}"),
    (True, False): N_("settled by the growth in {periods}"),
    (True, True): N_("settled by the growth in {periods} on {base}"),
}


def question_text(target: Target) -> str:
    """Return the requirement of a target with the figure that would settle it."""
    return gettext("Asked: {subject} {asked}, {settled_by}.").format(
        subject=subject_text(target),
        asked=requirement_text(target),
        settled_by=settlement_text(target),
    )


def settlement_text(target: Target) -> str:
    """Return the clause about the settling figure (docs/design.md §5.3)."""
    is_sum = target.basis in (Basis.TOTAL, Basis.CHANGE)
    if target.metric.kind is MetricKind.EVENT:
        if target.deadline is None:
            return gettext("settled by a report that it happened or did not")
        sentence = gettext(
            "settled by a report that it happened by {deadline} or did not"
        )
        return sentence.format(deadline=target.deadline)
    if target.bound is None:
        return gettext("which no figure can settle, since it has no number")
    if is_sum and target.window_start is None:
        return gettext("which nothing can settle, since its window has no start")
    if target.deadline is None:
        return gettext(
            "met by the first figure that satisfies it, as it has no deadline"
        )
    if is_sum:
        return _sum_settlement(target, target.deadline)
    return _figure_settlement(target, target.deadline)


def _sum_settlement(target: Target, deadline: date) -> str:
    window = format_period(Span(target.window_start or deadline, deadline))
    if target.basis is Basis.TOTAL:
        sentence = gettext("settled by the sum over {window}, or by parts that tile it")
    else:
        sentence = gettext(
            "settled by the change over {window}, or by parts that tile it"
        )
    return sentence.format(window=window)


def _figure_settlement(target: Target, deadline: date) -> str:
    at_a_date = target.metric.kind in (MetricKind.STOCK, MetricKind.RANK)
    if at_a_date and target.basis is Basis.LEVEL:
        return gettext("settled by the value at {deadline}").format(deadline=deadline)
    if target.basis is Basis.GROWTH and _asks_yearly_average(target, deadline):
        window = format_period(Span(target.window_start or deadline, deadline))
        sentence = gettext(
            "settled by the average yearly growth over {window}, or its years' own"
        )
        return sentence.format(window=window)
    spans = gettext(" or else ").join(map(format_period, find_settling_spans(target)))
    sentence = gettext(
        _FIGURE_SETTLEMENTS[target.basis is Basis.GROWTH, bool(target.base_period)]
    )
    return sentence.format(periods=spans, base=span_text(target.base_period))


def _asks_yearly_average(target: Target, deadline: date) -> bool:
    """Return True for growth over several years without a base period."""
    start = target.window_start
    if start is None or target.base_period is not None:
        return False
    return not is_within_a_year(Span(start, deadline))
