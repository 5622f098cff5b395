"""Explain a target or a figure in full, as lines of text for ``show``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from targetcli.judging.outcome import UsedFigure, Verdict
from targetcli.model.records import (
    Figure,
    ScopedRegion,
    Source,
    Target,
    format_figure_id,
    format_target_id,
)
from targetcli.render.characters import display_width, escape_controls
from targetcli.render.charts.text import as_text_chart
from targetcli.render.colors import add_color, color_of
from targetcli.render.derivation import derivation_steps
from targetcli.render.i18n import gettext, join_phrases, label
from targetcli.render.record_text import (
    announced_text,
    baseline_text,
    commitment_text,
    figure_period_text,
    metric_meaning_text,
    note_text,
    published_text,
    reported_text,
    requirement_line,
    scoped_region_text,
    subject_text,
    withdrawn_text,
)
from targetcli.render.table import ColoredText
from targetcli.render.undecided.explanation import explain_undecided
from targetcli.render.verdict_sentence import verdict_sentence
from targetcli.render.verdict_text import (
    REASON_TEXTS,
    margin_text,
    outcome_text,
    sort_by_role,
)
from targetcli.render.writers.wrapping import wrap
from targetcli.reports.comparison import ComparisonRow, TargetRevision
from targetcli.reports.explanation import Explanation, FigureDetail

_INDENT = "    "
_USUAL_WIDTH = 80


def explanation_lines(
    explanation: Explanation, width: int | None, *, color: bool = False
) -> Iterator[str]:
    """Yield a target, its verdict, the derivation and the evidence, line by line."""
    for line in _target_and_verdict_lines(explanation, width or _USUAL_WIDTH):
        line_color = color_of(line) if color else ""
        for part in _wrap_line(escape_controls(line), width):
            yield add_color(part.removesuffix("\n"), line_color) + "\n"


def figure_detail_lines(detail: FigureDetail, width: int | None) -> Iterator[str]:
    """Yield a figure with its source, line by line."""
    for line in _figure_lines(detail.figure, detail.sources):
        yield from _wrap_line(escape_controls(line), width)


def _wrap_line(line: str, width: int | None) -> Iterator[str]:
    """Break a line that is too wide, and indent what continues it."""
    if width is None or display_width(line) <= width:
        yield f"{line}\n"
        return
    text = line.lstrip()
    indent = " " * (len(line) - len(text))
    yield from wrap(text, width, indent, f"{indent}  ")


def _target_and_verdict_lines(explanation: Explanation, width: int) -> Iterator[str]:
    row = explanation.row
    yield from _target_lines(row.target, explanation.sources)
    profile = gettext("{name} {version}").format(
        name=explanation.profile.name, version=explanation.profile.version
    )
    yield ""
    verdict = gettext("As of {day} (profile {profile}): {outcome}").format(
        day=explanation.as_of, profile=profile, outcome=outcome_text(row.verdict)
    )
    yield ColoredText(verdict, row.verdict.outcome.value)
    sentence = verdict_sentence(row)
    yield f"{_INDENT}{sentence}"
    for step in derivation_steps(row.target, row.verdict, row.context):
        # What the sentence says already is not said again.
        if not step.endswith(sentence):
            yield f"{_INDENT}{step}"
    yield from _history_lines(row)
    yield from _deciding_lines(row)
    yield from _chart_lines(explanation, width)
    yield from _evidence_lines(row.verdict)
    yield from _version_lines(gettext("Earlier versions"), explanation.earlier)
    yield from _version_lines(gettext("Later versions"), explanation.later)


def _target_lines(target: Target, sources: Mapping[str, Source]) -> Iterator[str]:
    promise = f"“{target.as_written}”" if target.as_written else subject_text(target)
    yield f"{format_target_id(target.id)}  {promise}"
    if target.as_written:
        yield _INDENT + subject_text(target)
    yield f"{_INDENT}{requirement_line(target)}"
    facts = [announced_text(target.announced)] if target.announced else []
    facts += [commitment_text(target.commitment)] if target.commitment else []
    facts += [gettext("plan: {plan}").format(plan=target.plan)] if target.plan else []
    if facts:
        yield f"{_INDENT}{' · '.join(facts)}"
    meaning = metric_meaning_text(target.metric)
    metric = gettext("the metric: {meaning}").format(meaning=meaning)
    yield _INDENT + metric
    if target.baseline is not None:
        yield _INDENT + baseline_text(target.baseline)
    yield from _source_lines(target.source, target.locator, sources)
    if target.withdrawn is not None:
        yield _INDENT + withdrawn_text(target)
    if target.note:
        yield _INDENT + note_text(target.note)


def _source_lines(
    name: str, locator: str, sources: Mapping[str, Source]
) -> Iterator[str]:
    source = sources.get(name)
    if source is None:
        yield _INDENT + gettext("source: none is named")
        return
    parts = [source.title or source.url or name]
    parts += [source.publisher] if source.publisher else []
    parts += [locator] if locator else []
    yield _INDENT + gettext("source: {source}").format(
        source=" · ".join([name, *parts])
    )
    if source.url:
        yield f"{_INDENT}{source.url}"


def _deciding_lines(row: ComparisonRow) -> Iterator[str]:
    """Yield the commands that would decide a target that is not decided."""
    undecided = explain_undecided(row.target, row.verdict, row.context)
    options = [option for reason in undecided for option in reason.options]
    if options:
        yield ""
        yield gettext("What would decide it")
    yield from (f"{_INDENT}{option.text}" for option in options)


def _chart_lines(explanation: Explanation, width: int) -> Iterator[str]:
    target, trajectory = explanation.row.target, explanation.trajectory
    lines = list(as_text_chart(target, trajectory, width - len(_INDENT)))
    if lines:
        yield ""
        yield from (f"{_INDENT}{line}" for line in lines)


def _evidence_lines(verdict: Verdict) -> Iterator[str]:
    yield ""
    yield gettext("Figures used") if verdict.evidence else gettext("Figures used: none")
    for used in sort_by_role(verdict.evidence):
        yield _INDENT + gettext(": ").join((label(used.role), _used_line(used)))
    if verdict.refusals:
        yield ""
        yield gettext("Figures not used")
    for reason in dict.fromkeys(refusal.reason for refusal in verdict.refusals):
        why = gettext(REASON_TEXTS[reason])
        yield _INDENT + gettext(": ").join((label(reason), why))
        for figure in (f for f, because in verdict.refusals if because is reason):
            yield f"{_INDENT}  {_figure_line(figure)}"


def _used_line(used: UsedFigure) -> str:
    line = _figure_line(used.figure)
    if used.identity is None:
        return line
    region = scoped_region_text(used.identity.whole)
    return join_phrases([line, gettext("through {place}").format(place=region)])


def _figure_line(figure: Figure) -> str:
    region = scoped_region_text(ScopedRegion(figure.region, figure.scope))
    text = gettext("{figure} for {period}").format(
        figure=f"{format_figure_id(figure.id)} {region} {reported_text(figure)}",
        period=figure_period_text(figure),
    )
    published = published_text(figure.published) if figure.published else ""
    return join_phrases([text, label(figure.status), published, figure.source])


def _history_lines(row: ComparisonRow) -> Iterator[str]:
    """Yield the first verdict of a target, and its relation to an earlier version."""
    if row.first_verdict is not None and row.target.bound is not None:
        first_verdict = row.first_verdict.verdict
        sentence = gettext(
            "First judged {day}: {outcome}, margin {margin}; "
            "revised figures changed it."
        )
        yield _INDENT + sentence.format(
            day=row.first_verdict.day,
            outcome=outcome_text(first_verdict),
            margin=margin_text(first_verdict.margin, row.target.bound),
        )
    if row.revision is not None:
        yield from _revision_lines(row.revision)


def _revision_lines(revision: TargetRevision) -> Iterator[str]:
    earlier = revision.earlier
    if revision.is_easier:
        sentence = gettext("It asks less than {target} ({asked}: {outcome}).")
    else:
        sentence = gettext("It revises {target} ({asked}: {outcome}).")
    yield _INDENT + sentence.format(
        target=format_target_id(earlier.id),
        asked=requirement_line(earlier),
        outcome=outcome_text(revision.earlier_verdict),
    )
    if revision.is_after_outcome:
        yield _INDENT + gettext("It was announced when that outcome was already known.")


def _version_lines(heading: str, versions: Iterable[ComparisonRow]) -> Iterator[str]:
    rows = tuple(versions)
    if rows:
        yield ""
        yield heading
    for row in rows:
        version = f"{format_target_id(row.target.id)} {requirement_line(row.target)}"
        yield _INDENT + gettext(": ").join((version, outcome_text(row.verdict)))


def _figure_lines(figure: Figure, sources: Mapping[str, Source]) -> Iterator[str]:
    yield f"{format_figure_id(figure.id)}  {subject_text(figure)}"
    yield _INDENT + gettext("{figure} for {period}").format(
        figure=reported_text(figure), period=figure_period_text(figure)
    )
    if figure.as_written:
        yield f"{_INDENT}“{figure.as_written}”"
    published = gettext("published on an unknown date")
    if figure.published is not None:
        published = published_text(figure.published)
    yield _INDENT + join_phrases([label(figure.status), published])
    yield from _source_lines(figure.source, figure.locator, sources)
    if figure.note:
        yield _INDENT + note_text(figure.note)
