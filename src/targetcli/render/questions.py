"""The question a target asks, and what settles it, in a sentence."""

from __future__ import annotations

from datetime import date

from targetcli.judging.spans import settling_spans, within_a_year
from targetcli.model.period import Span, period_text
from targetcli.model.records import Basis, Kind, Target
from targetcli.render.words import asked_text, subject_text


def question(target: Target) -> str:
    """Return what is asked and which figure would answer it."""
    return f"Asked: {subject_text(target)} {asked_text(target)}, {settled_by(target)}."


def settled_by(target: Target) -> str:
    """Return what settles a target, as DESIGN.md §5.3 has it."""
    is_sum = target.basis in (Basis.TOTAL, Basis.CHANGE)
    if target.metric.kind is Kind.EVENT:
        day = f" by {target.deadline}" if target.deadline else ""
        return f"settled by a report that it happened{day} or did not"
    if target.bound is None:
        return "which no figure can settle, since it has no number"
    if is_sum and target.window_start is None:
        return "which nothing can settle, since its window has no start"
    if target.deadline is None:
        return "met by the first figure that satisfies it, as it has no deadline"
    if is_sum:
        return _by_sum(target, target.deadline)
    return _by_figure(target, target.deadline)


def _by_sum(target: Target, deadline: date) -> str:
    window = period_text(Span(target.window_start or deadline, deadline))
    what = "sum" if target.basis is Basis.TOTAL else "change"
    return f"settled by the {what} over {window}, or by parts that tile it"


def _by_figure(target: Target, deadline: date) -> str:
    at_a_date = target.metric.kind in (Kind.STOCK, Kind.RANK)
    if at_a_date and target.basis is Basis.LEVEL:
        return f"settled by the value at {deadline}"
    if target.basis is Basis.GROWTH and _is_average(target, deadline):
        window = period_text(Span(target.window_start or deadline, deadline))
        return f"settled by the average yearly growth over {window}, or its years' own"
    spans = " or else ".join(map(period_text, settling_spans(target)))
    what = "growth in" if target.basis is Basis.GROWTH else "figure for"
    base = f" on {period_text(target.base_period)}" if target.base_period else ""
    return f"settled by the {what} {spans}{base}"


def _is_average(target: Target, deadline: date) -> bool:
    """Say whether growth is asked as a yearly average: over years, on no base."""
    start = target.window_start
    if start is None or target.base_period is not None:
        return False
    return not within_a_year(Span(start, deadline))
