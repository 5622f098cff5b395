"""One target of a report: its chart, its figures, what was reckoned."""

from __future__ import annotations

from collections.abc import Iterator

from targetcli.judging.gate import Reason
from targetcli.judging.judge import Verdict
from targetcli.judging.outcome import Role, UsedFigure
from targetcli.model.records import Target, format_figure_id, format_target_id
from targetcli.render.charts.svg import Chart
from targetcli.render.explanation import asked_line
from targetcli.render.i18n import (
    gettext,
    join_clauses,
    join_list,
    join_phrases,
    label,
    pgettext,
)
from targetcli.render.number_scale import amount_text
from targetcli.render.report.parts import Card, Grid, Head, Row, chip_of
from targetcli.render.text import (
    basis_text,
    escape_controls,
    figure_period,
    place_text,
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
        target=format_target_id(target.id),
        heading=escape_controls(subject_text(target)),
        asked=escape_controls(asked_line(target)),
        tone=verdict.outcome.value,
        chip=chip_of(row),
        result=escape_controls(result_text(row)),
        quote=escape_controls(target.as_written),
        facts=tuple(map(escape_controls, _facts(target))),
        steps=tuple(map(escape_controls, derivation(target, verdict)[1:])),
        figures=_figures(verdict),
        refused=escape_controls(_refused(verdict)),
        source=escape_controls(join_phrases([target.source, target.locator])),
        chart=chart,
    )


def _facts(target: Target) -> Iterator[str]:
    if target.commitment is not None:
        word = label(target.commitment)
        yield gettext("commitment: {commitment}").format(commitment=word)
    if target.baseline is not None:
        start = target.baseline
        yield gettext("baseline: {value} in {period}").format(
            value=amount_text(start.value, start.unit), period=span_text(start.period)
        )
    if target.announced is not None:
        day = span_text(target.announced)
        yield gettext("announced {day}").format(day=day)
    if target.withdrawn is not None:
        day = join_phrases([span_text(target.withdrawn), target.withdrawn_source])
        yield gettext("withdrawn {day}").format(day=day)
    if target.note:
        yield gettext("note: {note}").format(note=target.note)


def _figures(verdict: Verdict) -> Grid | None:
    if not verdict.evidence:
        return None
    heads = (
        Head("id", pgettext("heading", "id"), whole=True),
        Head("period", pgettext("heading", "period"), whole=True),
        Head("value", pgettext("heading", "value"), whole=True),
        Head("status", pgettext("heading", "status")),
        Head("role", pgettext("heading", "role")),
        Head("published", pgettext("heading", "published"), whole=True),
        Head("source", pgettext("heading", "source")),
    )
    used = sorted(
        verdict.evidence, key=lambda one: (_ROLES.index(one.role), one.figure.end)
    )
    rows = tuple(Row(tuple(map(escape_controls, _cells(one)))) for one in used)
    return Grid(gettext("Figures used"), heads, rows)


def _cells(used: UsedFigure) -> tuple[str, ...]:
    figure, role, identity = used
    value = shown_bound(figure.bound, figure.answer, figure.as_written)
    told = f"{value}{basis_text(figure.basis)}"
    bears = label(role)
    if identity is not None:
        whole = place_text(identity.whole)
        bears = gettext("{role}, through {place}").format(role=bears, place=whole)
    return (
        format_figure_id(figure.id),
        figure_period(figure),
        told,
        label(figure.status),
        bears,
        span_text(figure.published),
        figure.source,
    )


def _refused(verdict: Verdict) -> str:
    """Write the figures that may not be used, by why."""
    reasons: dict[Reason, list[str]] = {}
    for figure, reason in verdict.refusals:
        reasons.setdefault(reason, []).append(format_figure_id(figure.id))
    return join_clauses(
        gettext("{reason}: {figures}").format(
            reason=label(reason), figures=join_list(names)
        )
        for reason, names in reasons.items()
    )
