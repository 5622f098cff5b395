"""Build the card of a target: its chart, derivation, figures and facts."""

from __future__ import annotations

from collections.abc import Iterator

from targetcli.judging.outcome import Role, UsedFigure, Verdict
from targetcli.judging.reasons import Reason
from targetcli.model.records import (
    Figure,
    Target,
    format_figure_id,
    format_target_id,
)
from targetcli.render.characters import escape_controls
from targetcli.render.charts.layout import Chart
from targetcli.render.derivation import derivation_steps
from targetcli.render.i18n import (
    gettext,
    join_clauses,
    join_list,
    join_phrases,
    label,
    pgettext,
)
from targetcli.render.period_text import period_text
from targetcli.render.record_text import (
    announced_text,
    baseline_text,
    commitment_text,
    figure_period_text,
    note_text,
    reported_text,
    requirement_line,
    scoped_region_text,
    subject_text,
    value_text,
    withdrawn_text,
)
from targetcli.render.report.parts import (
    Card,
    Grid,
    Heading,
    PageRow,
    find_light,
)
from targetcli.render.undecided.explanation import explain_undecided
from targetcli.render.verdict_sentence import verdict_sentence
from targetcli.render.verdict_text import (
    find_grade_label,
    outcome_with_status,
    result_text,
    sort_by_role,
)
from targetcli.reports.comparison import ComparisonRow

_MOST_CITED = 3


def build_card(row: ComparisonRow, chart: Chart | None) -> Card:
    """Build the card of a target, with its chart where the page shows charts."""
    target, verdict = row.target, row.verdict
    light, light_color = find_light(find_grade_label(verdict))
    return Card(
        target=format_target_id(target.id),
        heading=escape_controls(subject_text(target)),
        requirement=escape_controls(requirement_line(target)),
        color_key=verdict.outcome.value,
        chip=outcome_with_status(verdict.outcome, verdict.provisional_status),
        result=escape_controls(result_text(row)),
        light=light,
        light_color=light_color,
        quote=escape_controls(target.as_written),
        sentence=escape_controls(verdict_sentence(row)),
        evidence=escape_controls(_evidence_text(verdict)),
        facts=tuple(map(escape_controls, _facts(target))),
        steps=tuple(map(escape_controls, _steps(row))),
        figures=_figures_grid(verdict),
        refused=escape_controls(_refused_text(verdict)),
        source=escape_controls(_source_text(target)),
        chart=chart,
    )


def _steps(row: ComparisonRow) -> Iterator[str]:
    """Yield the steps to a verdict, and the commands that would decide it if open."""
    yield from derivation_steps(row.target, row.verdict, row.context)[1:]
    for undecided in explain_undecided(row.target, row.verdict, row.context):
        yield from (option.text for option in undecided.options)


def _facts(target: Target) -> Iterator[str]:
    if target.commitment is not None:
        yield commitment_text(target.commitment)
    if target.baseline is not None:
        yield baseline_text(target.baseline)
    if target.announced is not None:
        yield announced_text(target.announced)
    if target.withdrawn is not None:
        yield withdrawn_text(target)
    if target.note:
        yield note_text(target.note)


def _evidence_text(verdict: Verdict) -> str:
    """Return the deciding figures with their sources in one line, "" without any."""
    cited = [
        used.figure
        for used in sort_by_role(verdict.evidence)
        if used.role is not Role.BASELINE
    ][:_MOST_CITED]
    if not cited:
        return ""
    figures = join_clauses(map(_cited_figure_text, cited))
    return gettext("Rests on {figures}").format(figures=figures)


def _cited_figure_text(figure: Figure) -> str:
    parts = (value_text(figure), figure_period_text(figure), figure.source)
    return join_phrases((format_figure_id(figure.id), *parts))


def _figures_grid(verdict: Verdict) -> Grid | None:
    if not verdict.evidence:
        return None
    headings = (
        Heading("id", pgettext("heading", "id"), no_wrap=True),
        Heading("period", pgettext("heading", "period"), no_wrap=True),
        Heading("value", pgettext("heading", "value"), no_wrap=True),
        Heading("status", pgettext("heading", "status")),
        Heading("role", pgettext("heading", "role")),
        Heading("published", pgettext("heading", "published"), no_wrap=True),
        Heading("source", pgettext("heading", "source")),
    )
    by_period = sorted(verdict.evidence, key=lambda used: used.figure.end)
    rows = tuple(
        PageRow(tuple(map(escape_controls, _figure_cells(used))))
        for used in sort_by_role(by_period)
    )
    return Grid(gettext("Figures used"), headings, rows)


def _figure_cells(used: UsedFigure) -> tuple[str, ...]:
    figure, role, identity = used
    role_text = label(role)
    if identity is not None:
        region = scoped_region_text(identity.whole)
        role_text = gettext("{role}, through {place}").format(
            role=role_text, place=region
        )
    return (
        format_figure_id(figure.id),
        figure_period_text(figure),
        reported_text(figure),
        label(figure.status),
        role_text,
        period_text(figure.published),
        figure.source,
    )


def _source_text(target: Target) -> str:
    source = join_phrases([target.source, target.locator])
    return gettext("source: {source}").format(source=source) if source else ""


def _refused_text(verdict: Verdict) -> str:
    """Return the refused figures by their reason, "" without any."""
    reasons: dict[Reason, list[str]] = {}
    for figure, reason in verdict.refusals:
        reasons.setdefault(reason, []).append(format_figure_id(figure.id))
    if not reasons:
        return ""
    figures = join_clauses(
        gettext("{reason}: {figures}").format(
            reason=label(reason), figures=join_list(names)
        )
        for reason, names in reasons.items()
    )
    return gettext("Figures refused: {figures}").format(figures=figures)
