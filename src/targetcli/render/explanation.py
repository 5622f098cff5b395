"""One record told in full, as lines of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from targetcli.judging.outcome import Role, UsedFigure, Verdict
from targetcli.model.records import (
    Commitment,
    Figure,
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
from targetcli.render.number_scale import amount_text
from targetcli.render.record_text import (
    answer_text,
    basis_text,
    figure_period_text,
    requirement_text,
    scoped_region_text,
    span_text,
    subject_text,
)
from targetcli.render.table import ColoredText
from targetcli.render.verdict_text import REASON_TEXTS, margin_text, outcome_text
from targetcli.render.writers.wrapping import wrap
from targetcli.reports.comparison import ComparisonRow, TargetRevision
from targetcli.reports.explanation import Explanation, FigureDetail

_INDENT = "    "
_USUAL_WIDTH = 80
_ROLES = (Role.SETTLES, Role.PART, Role.LATER, Role.PROGRESS, Role.BASELINE)


def explanation_lines(
    explanation: Explanation, width: int | None, *, color: bool = False
) -> Iterator[str]:
    """Yield a target, its verdict, how it was reached and what it rests on."""
    for line in _target_and_verdict_lines(explanation, width or _USUAL_WIDTH):
        line_color = color_of(line) if color else ""
        for part in _wrap_line(escape_controls(line), width):
            yield add_color(part.removesuffix("\n"), line_color) + "\n"


def figure_detail_lines(detail: FigureDetail, width: int | None) -> Iterator[str]:
    """Yield a figure and where it comes from."""
    for line in _figure_lines(detail.figure, detail.sources):
        yield from _wrap_line(escape_controls(line), width)


def _wrap_line(line: str, width: int | None) -> Iterator[str]:
    """Break a line that is too wide; what continues it stands further in."""
    if width is None or display_width(line) <= width:
        yield f"{line}\n"
        return
    words = line.lstrip()
    indent = " " * (len(line) - len(words))
    yield from wrap(words, width, indent, f"{indent}  ")


def _target_and_verdict_lines(explanation: Explanation, width: int) -> Iterator[str]:
    row = explanation.row
    yield from _target_lines(row.target, explanation.sources)
    profile = f"{explanation.profile.name} {explanation.profile.version}"
    yield ""
    verdict = gettext("As of {day} (profile {profile}): {outcome}").format(
        day=explanation.as_of, profile=profile, outcome=outcome_text(row.verdict)
    )
    yield ColoredText(verdict, row.verdict.outcome.value)
    for step in derivation_steps(row.target, row.verdict):
        yield f"{_INDENT}{step}"
    yield from _history_lines(row)
    yield from _chart_lines(explanation, width)
    yield from _evidence_lines(row.verdict)
    yield from _version_lines(gettext("Earlier versions"), explanation.earlier)
    yield from _version_lines(gettext("Later versions"), explanation.later)


def _target_lines(target: Target, sources: Mapping[str, Source]) -> Iterator[str]:
    yield f"{format_target_id(target.id)}  {subject_text(target)}"
    yield f"{_INDENT}{requirement_line(target)}"
    facts = [f"“{target.as_written}”"] if target.as_written else []
    facts += [_commitment_text(target.commitment)] if target.commitment else []
    facts += [gettext("plan: {plan}").format(plan=target.plan)] if target.plan else []
    if facts:
        yield f"{_INDENT}{' · '.join(facts)}"
    if target.baseline is not None:
        start = target.baseline
        yield _INDENT + gettext("baseline: {value} in {period}").format(
            value=amount_text(start.value, start.unit), period=span_text(start.period)
        )
    if target.announced is not None:
        day = span_text(target.announced)
        yield _INDENT + gettext("announced {day}").format(day=day)
    yield from _source_lines(target.source, target.locator, sources)
    if target.withdrawn is not None:
        day = join_phrases([span_text(target.withdrawn), target.withdrawn_source])
        yield _INDENT + gettext("withdrawn {day}").format(day=day)
    if target.note:
        yield _INDENT + gettext("note: {note}").format(note=target.note)


def _commitment_text(commitment: Commitment) -> str:
    return gettext("commitment: {commitment}").format(commitment=label(commitment))


def requirement_line(target: Target) -> str:
    """Write what is asked, from when and by when."""
    start, end = target.window_start, target.deadline
    start_text = gettext("from {start}").format(start=start) if start else ""
    end_text = gettext("by {deadline}") if end else gettext("without a deadline")
    return join_phrases(
        [requirement_text(target), start_text, end_text.format(deadline=end)]
    )


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


def _chart_lines(explanation: Explanation, width: int) -> Iterator[str]:
    lines = list(
        as_text_chart(
            explanation.row.target, explanation.trajectory, width - len(_INDENT)
        )
    )
    if lines:
        yield ""
        yield from (f"{_INDENT}{line}" for line in lines)


def _evidence_lines(verdict: Verdict) -> Iterator[str]:
    yield ""
    yield gettext("Figures used") if verdict.evidence else gettext("Figures used: none")
    for used in sorted(verdict.evidence, key=lambda used: _ROLES.index(used.role)):
        yield _INDENT + gettext(": ").join((label(used.role), _used_line(used)))
    if verdict.refusals:
        yield ""
        yield gettext("Figures refused")
    for refusal in verdict.refusals:
        yield _INDENT + gettext("{reason} ({why}): {figure}").format(
            reason=label(refusal.reason),
            why=gettext(REASON_TEXTS[refusal.reason]),
            figure=_figure_line(refusal.figure),
        )


def _used_line(used: UsedFigure) -> str:
    line = _figure_line(used.figure)
    if used.identity is None:
        return line
    place = scoped_region_text(used.identity.whole)
    return join_phrases([line, gettext("through {place}").format(place=place)])


def _figure_line(figure: Figure) -> str:
    value = answer_text(figure.bound, figure.answer, figure.as_written)
    scope = f" [{figure.scope}]" if figure.scope else ""
    text = (
        f"{format_figure_id(figure.id)} {figure.region}{scope} {value}"
        f"{basis_text(figure.basis)}"
    )
    sentence = gettext("{figure} for {period}")
    text = sentence.format(figure=text, period=figure_period_text(figure))
    published = _published_text(figure) if figure.published else ""
    return join_phrases([text, label(figure.status), published, figure.source])


def _published_text(figure: Figure) -> str:
    if figure.published is None:
        return gettext("published on an unknown date")
    return gettext("published {day}").format(day=span_text(figure.published))


def _history_lines(row: ComparisonRow) -> Iterator[str]:
    """Say what the verdict first was, and what a later version changed."""
    if row.first_verdict is not None and row.target.bound is not None:
        first_verdict = row.first_verdict.verdict
        sentence = gettext(
            "First judged {day}: {outcome}, margin {margin}; "
            "revised figures changed it."
        )
        yield _INDENT + sentence.format(
            day=row.first_verdict.day,
            outcome=outcome_text(first_verdict),
            margin=margin_text(first_verdict.margin, row.target.bound.unit),
        )
    if row.revision is not None:
        yield from _descent_lines(row.revision)


def _descent_lines(descent: TargetRevision) -> Iterator[str]:
    earlier = descent.earlier
    if descent.is_easier:
        sentence = gettext("It asks less than {target} ({asked}: {outcome}).")
    else:
        sentence = gettext("It revises {target} ({asked}: {outcome}).")
    yield _INDENT + sentence.format(
        target=format_target_id(earlier.id),
        asked=requirement_line(earlier),
        outcome=outcome_text(descent.earlier_verdict),
    )
    if descent.is_after_outcome:
        yield _INDENT + gettext("It was announced when that outcome was already known.")


def _version_lines(heading: str, versions: Iterable[ComparisonRow]) -> Iterator[str]:
    versions_shown = tuple(versions)
    if versions_shown:
        yield ""
        yield heading
    for row in versions_shown:
        version = f"{format_target_id(row.target.id)} {requirement_line(row.target)}"
        yield _INDENT + gettext(": ").join((version, outcome_text(row.verdict)))


def _figure_lines(figure: Figure, sources: Mapping[str, Source]) -> Iterator[str]:
    yield f"{format_figure_id(figure.id)}  {subject_text(figure)}"
    value = answer_text(figure.bound, figure.answer, figure.as_written)
    yield _INDENT + gettext("{figure} for {period}").format(
        figure=f"{value}{basis_text(figure.basis)}", period=figure_period_text(figure)
    )
    if figure.as_written:
        yield f"{_INDENT}“{figure.as_written}”"
    yield _INDENT + join_phrases([label(figure.status), _published_text(figure)])
    yield from _source_lines(figure.source, figure.locator, sources)
    if figure.note:
        yield _INDENT + gettext("note: {note}").format(note=figure.note)
