"""Words for values, each in one place; and the one door through which text is safe."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from targetcli.model.bound import Bound
from targetcli.model.period import Span, format_period
from targetcli.model.quantity import format_digits
from targetcli.model.records import (
    Basis,
    EventAnswer,
    Figure,
    Metric,
    MetricKind,
    Region,
    ScopedRegion,
    Source,
    Target,
)
from targetcli.model.units import UserUnit
from targetcli.render.i18n import gettext, label
from targetcli.render.number_scale import scaled_bound_text

NO_VALUE = "–"


def day_text(day: date | None) -> str:
    """Write a day, or nothing."""
    return day.isoformat() if day else ""


def span_text(span: Span | None) -> str:
    """Write a period, or nothing."""
    return format_period(span) if span else ""


def signed_text(value: Decimal) -> str:
    """Write a number with a sign a person sees: −30, +12."""
    text = format_digits(value.copy_abs())
    return f"−{text}" if value < 0 else f"+{text}"


def answer_text(bound: Bound | None, answer: EventAnswer, as_written: str) -> str:
    """Write what is asked or reported: the bound, the answer, or the words."""
    if bound is not None:
        return scaled_bound_text(bound)
    if answer is not EventAnswer.UNSAID:
        return (
            gettext("happened")
            if answer is EventAnswer.YES
            else gettext("did not happen")
        )
    return f"“{as_written}”" if as_written else NO_VALUE


def requirement_text(target: Target) -> str:
    """Write what a target asks."""
    if target.metric.kind is MetricKind.EVENT and target.answer is not EventAnswer.NO:
        return gettext("to happen")
    text = answer_text(target.bound, target.answer, target.as_written)
    return f"{text}{basis_text(target.basis)}"


def basis_text(basis: Basis) -> str:
    """Write how a number is to be read, where that is not as a level."""
    if basis is Basis.LEVEL:
        return ""
    return gettext(" ({basis})").format(basis=label(basis))


def subject_text(record: Target | Figure) -> str:
    """Write what a record is about: region, metric and scope."""
    scope = f" [{record.scope}]" if record.scope else ""
    return f"{record.region} {record.metric.name}{scope}"


def target_text(target: Target) -> str:
    """Write a target in one line."""
    start, end = target.window_start, target.deadline
    parts = [subject_text(target), requirement_text(target)]
    parts += [gettext("from {start}").format(start=start)] if start else []
    parts += [gettext("by {deadline}").format(deadline=end)] if end else []
    return " ".join(parts)


def figure_text(figure: Figure) -> str:
    """Write a figure in one line."""
    value = answer_text(figure.bound, figure.answer, figure.as_written)
    sign = "" if figure.bound is None or value[:1] in "<>≥≤≈" else "= "
    text = f"{subject_text(figure)} {sign}{value}{basis_text(figure.basis)}"
    period = figure_period_text(figure)
    return gettext("{figure} for {period}").format(figure=text, period=period)


def figure_period_text(figure: Figure) -> str:
    """Write a figure's period; a value at a date is that date."""
    if figure.start is None:
        return figure.end.isoformat()
    return format_period(figure.span)


def place_text(place: ScopedRegion) -> str:
    """Write a place for people: 武进区 [含常州经开区]."""
    return f"{place.region} [{place.scope}]" if place.scope else place.region


def new_name_text(record: Region | Metric | Source | UserUnit) -> str:
    """Say what was coined, so that a wrong guess is seen."""
    match record:
        case Region():
            return f"new region {record.name}"
        case Metric():
            way = {"more": "more is better", "less": "less is better"}
            better = way.get(record.better, "neither way is better")
            return f"new metric {record.name}: {record.kind}, {better}"
        case Source():
            return f"new source {record.id}: {record.title or record.url}"
        case UserUnit():
            return f"new unit {record.name}: counted one by one"
