"""One target of a report: its chart, its figures, what was reckoned."""

from __future__ import annotations

from collections.abc import Iterator

from targetcli.judging.gate import Reason
from targetcli.judging.judge import Verdict
from targetcli.judging.outcome import Role, Used
from targetcli.model.records import Target, figure_name, target_name
from targetcli.render.charts.svg import Chart
from targetcli.render.explanation import asked_line
from targetcli.render.i18n import clause, clauses, listed, named, said, term
from targetcli.render.number_scale import amount_text
from targetcli.render.report.parts import Card, Grid, Head, Row, chip_of
from targetcli.render.text import (
    basis_text,
    figure_period,
    place_text,
    safe,
    shown_bound,
    span_text,
    subject_text,
)
from targetcli.render.verdict_labels import result_text
from targetcli.render.verdict_steps import derivation
from targetcli.reports.comparison import Compared

_ROLES = (Role.SETTLES, Role.PART, Role.LATER, Role.PROGRESS, Role.BASELINE)


def card_of(row: Compared, chart: Chart | None) -> Card:
    """Tell one target."""
    target, verdict = row.target, row.verdict
    return Card(
        target=target_name(target.id),
        heading=safe(subject_text(target)),
        asked=safe(asked_line(target)),
        tone=verdict.outcome.value,
        chip=chip_of(row),
        result=safe(result_text(row)),
        quote=safe(target.as_written),
        facts=tuple(map(safe, _facts(target))),
        steps=tuple(map(safe, derivation(target, verdict)[1:])),
        figures=_figures(verdict),
        refused=safe(_refused(verdict)),
        source=safe(clause([target.source, target.locator])),
        chart=chart,
    )


def _facts(target: Target) -> Iterator[str]:
    if target.commitment is not None:
        word = named(target.commitment)
        yield said("commitment: {commitment}").format(commitment=word)
    if target.baseline is not None:
        start = target.baseline
        yield said("baseline: {value} in {period}").format(
            value=amount_text(start.value, start.unit), period=span_text(start.period)
        )
    if target.announced is not None:
        day = span_text(target.announced)
        yield said("announced {day}").format(day=day)
    if target.withdrawn is not None:
        day = clause([span_text(target.withdrawn), target.withdrawn_source])
        yield said("withdrawn {day}").format(day=day)
    if target.note:
        yield said("note: {note}").format(note=target.note)


def _figures(verdict: Verdict) -> Grid | None:
    if not verdict.evidence:
        return None
    heads = (
        Head("id", term("heading", "id"), whole=True),
        Head("period", term("heading", "period"), whole=True),
        Head("value", term("heading", "value"), whole=True),
        Head("status", term("heading", "status")),
        Head("role", term("heading", "role")),
        Head("published", term("heading", "published"), whole=True),
        Head("source", term("heading", "source")),
    )
    used = sorted(
        verdict.evidence, key=lambda one: (_ROLES.index(one.role), one.figure.end)
    )
    rows = tuple(Row(tuple(map(safe, _cells(one)))) for one in used)
    return Grid(said("Figures used"), heads, rows)


def _cells(used: Used) -> tuple[str, ...]:
    figure, role, identity = used
    value = shown_bound(figure.bound, figure.answer, figure.as_written)
    told = f"{value}{basis_text(figure.basis)}"
    bears = named(role)
    if identity is not None:
        whole = place_text(identity.whole)
        bears = said("{role}, through {place}").format(role=bears, place=whole)
    return (
        figure_name(figure.id),
        figure_period(figure),
        told,
        named(figure.status),
        bears,
        span_text(figure.published),
        figure.source,
    )


def _refused(verdict: Verdict) -> str:
    """Write the figures that may not be used, by why."""
    reasons: dict[Reason, list[str]] = {}
    for figure, reason in verdict.refused:
        reasons.setdefault(reason, []).append(figure_name(figure.id))
    return clauses(
        said("{reason}: {figures}").format(reason=named(reason), figures=listed(names))
        for reason, names in reasons.items()
    )
