"""One target of a report: its chart, its figures, what was reckoned."""

from __future__ import annotations

from collections.abc import Iterator

from targetcli.judging.gate import Reason
from targetcli.judging.outcome import Role, UsedFigure, Verdict
from targetcli.model.records import Target, format_figure_id, format_target_id
from targetcli.render.characters import escape_controls
from targetcli.render.charts.svg import Chart
from targetcli.render.derivation import derivation_steps
from targetcli.render.explanation import requirement_line
from targetcli.render.i18n import (
    gettext,
    join_clauses,
    join_list,
    join_phrases,
    label,
    pgettext,
)
from targetcli.render.number_scale import amount_text
from targetcli.render.record_text import (
    answer_text,
    basis_text,
    figure_period_text,
    scoped_region_text,
    span_text,
    subject_text,
)
from targetcli.render.report.parts import Card, Grid, Heading, Row, chip_text
from targetcli.render.verdict_text import result_text
from targetcli.reports.comparison import ComparisonRow

_ROLES = (Role.SETTLES, Role.PART, Role.LATER, Role.PROGRESS, Role.BASELINE)


def build_card(row: ComparisonRow, chart: Chart | None) -> Card:
    """Tell one target."""
    target, verdict = row.target, row.verdict
    return Card(
        target=format_target_id(target.id),
        heading=escape_controls(subject_text(target)),
        requirement=escape_controls(requirement_line(target)),
        color_key=verdict.outcome.value,
        chip=chip_text(row),
        result=escape_controls(result_text(row)),
        quote=escape_controls(target.as_written),
        facts=tuple(map(escape_controls, _facts(target))),
        steps=tuple(map(escape_controls, derivation_steps(target, verdict)[1:])),
        figures=_figures_grid(verdict),
        refused=escape_controls(_refused_text(verdict)),
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


def _figures_grid(verdict: Verdict) -> Grid | None:
    if not verdict.evidence:
        return None
    heads = (
        Heading("id", pgettext("heading", "id"), no_wrap=True),
        Heading("period", pgettext("heading", "period"), no_wrap=True),
        Heading("value", pgettext("heading", "value"), no_wrap=True),
        Heading("status", pgettext("heading", "status")),
        Heading("role", pgettext("heading", "role")),
        Heading("published", pgettext("heading", "published"), no_wrap=True),
        Heading("source", pgettext("heading", "source")),
    )
    used = sorted(
        verdict.evidence, key=lambda one: (_ROLES.index(one.role), one.figure.end)
    )
    rows = tuple(Row(tuple(map(escape_controls, _figure_cells(one)))) for one in used)
    return Grid(gettext("Figures used"), heads, rows)


def _figure_cells(used: UsedFigure) -> tuple[str, ...]:
    figure, role, identity = used
    value = answer_text(figure.bound, figure.answer, figure.as_written)
    reported = f"{value}{basis_text(figure.basis)}"
    role_text = label(role)
    if identity is not None:
        whole = scoped_region_text(identity.whole)
        role_text = gettext("{role}, through {place}").format(
            role=role_text, place=whole
        )
    return (
        format_figure_id(figure.id),
        figure_period_text(figure),
        reported,
        label(figure.status),
        role_text,
        span_text(figure.published),
        figure.source,
    )


def _refused_text(verdict: Verdict) -> str:
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
