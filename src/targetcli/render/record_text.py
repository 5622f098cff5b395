"""Write values and records as text for people: bounds, periods, targets, figures."""

from __future__ import annotations

from decimal import Decimal

from targetcli.model.bound import Bound
from targetcli.model.period import Span
from targetcli.model.quantity import format_digits
from targetcli.model.records import (
    Baseline,
    Basis,
    Better,
    Commitment,
    EventAnswer,
    Figure,
    Metric,
    MetricKind,
    Origin,
    Region,
    ScopedRegion,
    Source,
    Target,
)
from targetcli.model.sides import list_sides, resolve_bound
from targetcli.model.units import MULTIPLE, UserUnit, is_noun
from targetcli.render.i18n import N_, gettext, join_phrases, label
from targetcli.render.number_scale import amount_text, scaled_bound_text
from targetcli.render.period_text import period_text
from targetcli.render.shown_names import metric_name, region_name

NO_VALUE = "–"
_BETTER_TEXTS = {
    Better.MORE: N_("more is better"),
    Better.LESS: N_("less is better"),
    Better.NONE: N_("both ends hold"),
}


def number_text(value: Decimal | None) -> str:
    """Return a number with its digits as announced, "" for None."""
    return "" if value is None else format_digits(value)


def answer_text(bound: Bound | None, answer: EventAnswer, as_written: str) -> str:
    """Return a bound, else the answer about an event, else the announced words."""
    if bound is not None:
        return scaled_bound_text(bound)
    if answer is EventAnswer.YES:
        return gettext("happened")
    if answer is EventAnswer.NO:
        return gettext("did not happen")
    return f"“{as_written}”" if as_written else NO_VALUE


def value_text(record: Target | Figure) -> str:
    """Return the value of a record without its basis: ``> 3600亿元``, ``happened``.

    The bare number of a target has its relation where the better side is not open.
    """
    bound = record.bound
    if bound is not None and isinstance(record, Target):
        sides = list_sides(record)
        bound = resolve_bound(bound, sides[0]) if len(sides) == 1 else bound
    return answer_text(bound, record.answer, record.as_written)


def requirement_text(target: Target) -> str:
    """Return the value a target requires: ``> 3600亿元``, ``to happen``."""
    if target.metric.kind is MetricKind.EVENT and target.answer is not EventAnswer.NO:
        return gettext("to happen")
    return f"{value_text(target)}{_basis_of_record_text(target)}"


def reported_text(figure: Figure) -> str:
    """Return the value a figure reports: ``5.2% (growth)``."""
    return f"{value_text(figure)}{_basis_of_record_text(figure)}"


def basis_text(basis: Basis) -> str:
    """Return the basis in brackets, "" for a level: `` (growth)``."""
    if basis is Basis.LEVEL:
        return ""
    return gettext(" ({basis})").format(basis=label(basis))


def _basis_of_record_text(record: Target | Figure) -> str:
    """Return the basis in brackets; of a multiple that it is one of its base."""
    unit = record.bound.unit if record.bound else None
    is_multiple = unit is not None and unit.dimension == MULTIPLE
    if record.basis is Basis.GROWTH and is_multiple:
        base = period_text(record.base_period)
        if not base:
            return gettext(" (of its base)")
        return gettext(" (of {base})").format(base=base)
    return basis_text(record.basis)


def subject_text(record: Target | Figure) -> str:
    """Return region, metric and scope: ``武进区 产值 [含常州经开区]``."""
    scope = f" [{record.scope}]" if record.scope else ""
    return f"{region_name(record.region)} {metric_name(record.metric)}{scope}"


def target_text(target: Target) -> str:
    """Return a target in one line: subject, requirement, start and deadline."""
    start, end = target.window_start, target.deadline
    parts = [subject_text(target), requirement_text(target)]
    parts += [gettext("from {start}").format(start=start)] if start else []
    parts += [gettext("by {deadline}").format(deadline=end)] if end else []
    return " ".join(parts)


def figure_text(figure: Figure) -> str:
    """Return a figure in one line: subject, value and period."""
    value = value_text(figure)
    sign = "" if figure.bound is None or value[:1] in "<>≥≤≈" else "= "
    text = f"{subject_text(figure)} {sign}{value}{_basis_of_record_text(figure)}"
    period = figure_period_text(figure)
    return gettext("{figure} for {period}").format(figure=text, period=period)


def figure_period_text(figure: Figure) -> str:
    """Return the period of a figure, or the date of a value at a date."""
    if figure.start is None:
        return figure.end.isoformat()
    return period_text(figure.span)


def requirement_line(target: Target) -> str:
    """Return the requirement of a target with its start and deadline."""
    start, end = target.window_start, target.deadline
    start_text = gettext("from {start}").format(start=start) if start else ""
    end_text = gettext("by {deadline}") if end else gettext("without a deadline")
    return join_phrases(
        [requirement_text(target), start_text, end_text.format(deadline=end)]
    )


def commitment_text(commitment: Commitment) -> str:
    """Return the firmness of an announcement: ``commitment: binding``."""
    return gettext("commitment: {commitment}").format(commitment=label(commitment))


def baseline_text(baseline: Baseline) -> str:
    """Return the value a target starts from, with its period."""
    value = amount_text(baseline.value, baseline.unit)
    period = period_text(baseline.period)
    return gettext("baseline: {value} in {period}").format(value=value, period=period)


def announced_text(announced: Span) -> str:
    """Return the day or month of an announcement."""
    return gettext("announced {day}").format(day=period_text(announced))


def withdrawn_text(target: Target) -> str:
    """Return the day of a withdrawal with its source."""
    day = join_phrases([period_text(target.withdrawn), target.withdrawn_source])
    return gettext("withdrawn {day}").format(day=day)


def published_text(published: Span) -> str:
    """Return the day or month of a publication."""
    return gettext("published {day}").format(day=period_text(published))


def note_text(note: str) -> str:
    """Return a note as a phrase."""
    return gettext("note: {note}").format(note=note)


def scoped_region_text(region: ScopedRegion) -> str:
    """Return a region with its scope: ``武进区 [含常州经开区]``."""
    name = region_name(region.region)
    return f"{name} [{region.scope}]" if region.scope else name


def new_name_text(record: Region | Metric | Source | UserUnit) -> str:
    """Return the names created with a record, so that a wrong guess shows."""
    match record:
        case Region():
            return gettext("new region {name}").format(name=record.name)
        case Metric():
            sentence = gettext("new metric {name}: {meaning}")
            meaning = metric_meaning_text(record)
            return sentence.format(name=record.name, meaning=meaning)
        case Source():
            sentence = gettext("new source {name}: {title}")
            return sentence.format(name=record.id, title=record.title or record.url)
        case UserUnit():
            sentence = gettext("new unit: {name} (a count)")
            if is_noun(record.dimension):
                sentence = gettext("new unit: {name} (a count of its own)")
            return sentence.format(name=record.name)


def metric_meaning_text(metric: Metric) -> str:
    """Return the kind and better side of a metric, and whose word each is."""
    if metric.kind is None:
        kind = gettext("kind unsaid")
    else:
        kind = _with_origin(label(metric.kind), metric.kind_from)
    if metric.kind is MetricKind.EVENT:
        return kind
    if metric.better is None:
        return join_phrases([kind, gettext("better side unsaid")])
    better = _with_origin(gettext(_BETTER_TEXTS[metric.better]), metric.better_from)
    return join_phrases([kind, better])


def _with_origin(text: str, origin: Origin) -> str:
    return text + gettext(" ({status})").format(status=label(origin))
