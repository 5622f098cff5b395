"""One record told in full, as lines of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from targetcli.judging.judge import Role, UsedFigure, Verdict
from targetcli.model.records import (
    Commitment,
    Figure,
    Source,
    Target,
    format_figure_id,
    format_target_id,
)
from targetcli.render.charts.text import text_chart
from targetcli.render.colors import tone_of, toned
from targetcli.render.i18n import gettext, join_phrases, label
from targetcli.render.number_scale import amount_text
from targetcli.render.table import ColoredText
from targetcli.render.text import (
    asked_text,
    basis_text,
    escape_controls,
    figure_period,
    place_text,
    shown_bound,
    span_text,
    subject_text,
    width_of,
)
from targetcli.render.verdict_labels import REASONS, margin_text, outcome_text
from targetcli.render.verdict_steps import derivation
from targetcli.render.writers.wrapping import wrapped
from targetcli.reports.comparison import Compared, Descent
from targetcli.reports.explanation import Explanation, FigureDetail

_INDENT = "    "
_USUAL_WIDTH = 80
_ROLES = (Role.SETTLES, Role.PART, Role.LATER, Role.PROGRESS, Role.BASELINE)


def explained(
    told: Explanation, width: int | None, *, color: bool = False
) -> Iterator[str]:
    """Yield a target, its verdict, how it was reached and what it rests on."""
    for line in _explained(told, width or _USUAL_WIDTH):
        tone = tone_of(line) if color else ""
        for shown in _wrapped(escape_controls(line), width):
            yield toned(shown.removesuffix("\n"), tone) + "\n"


def detailed(told: FigureDetail, width: int | None) -> Iterator[str]:
    """Yield a figure and where it comes from."""
    for line in _figure_lines(told.figure, told.sources):
        yield from _wrapped(escape_controls(line), width)


def _wrapped(line: str, width: int | None) -> Iterator[str]:
    """Break a line that is too wide; what continues it stands further in."""
    if width is None or width_of(line) <= width:
        yield f"{line}\n"
        return
    words = line.lstrip()
    indent = " " * (len(line) - len(words))
    yield from wrapped(words, width, indent, f"{indent}  ")


def _explained(told: Explanation, width: int) -> Iterator[str]:
    row = told.compared
    yield from _target_lines(row.target, told.sources)
    profile = f"{told.profile.name} {told.profile.version}"
    yield ""
    verdict = gettext("As of {day} (profile {profile}): {outcome}").format(
        day=told.as_of, profile=profile, outcome=outcome_text(row.verdict)
    )
    yield ColoredText(verdict, row.verdict.outcome.value)
    for step in derivation(row.target, row.verdict):
        yield f"{_INDENT}{step}"
    yield from _history_lines(row)
    yield from _chart_lines(told, width)
    yield from _evidence_lines(row.verdict)
    yield from _version_lines(gettext("Earlier versions"), told.earlier)
    yield from _version_lines(gettext("Later versions"), told.later)


def _target_lines(target: Target, sources: Mapping[str, Source]) -> Iterator[str]:
    yield f"{format_target_id(target.id)}  {subject_text(target)}"
    yield f"{_INDENT}{asked_line(target)}"
    words = [f"“{target.as_written}”"] if target.as_written else []
    words += [_firmness(target.commitment)] if target.commitment else []
    words += [gettext("plan: {plan}").format(plan=target.plan)] if target.plan else []
    if words:
        yield f"{_INDENT}{' · '.join(words)}"
    if target.baseline is not None:
        start = target.baseline
        yield _INDENT + gettext("baseline: {value} in {period}").format(
            value=amount_text(start.value, start.unit), period=span_text(start.period)
        )
    if target.announced is not None:
        day = span_text(target.announced)
        yield _INDENT + gettext("announced {day}").format(day=day)
    yield from _source_line(target.source, target.locator, sources)
    if target.withdrawn is not None:
        day = join_phrases([span_text(target.withdrawn), target.withdrawn_source])
        yield _INDENT + gettext("withdrawn {day}").format(day=day)
    if target.note:
        yield _INDENT + gettext("note: {note}").format(note=target.note)


def _firmness(commitment: Commitment) -> str:
    return gettext("commitment: {commitment}").format(commitment=label(commitment))


def asked_line(target: Target) -> str:
    """Write what is asked, from when and by when."""
    start, end = target.window_start, target.deadline
    since = gettext("from {start}").format(start=start) if start else ""
    by = gettext("by {deadline}") if end else gettext("without a deadline")
    return join_phrases([asked_text(target), since, by.format(deadline=end)])


def _source_line(
    name: str, locator: str, sources: Mapping[str, Source]
) -> Iterator[str]:
    source = sources.get(name)
    if source is None:
        yield _INDENT + gettext("source: none is named")
        return
    told = [source.title or source.url or name]
    told += [source.publisher] if source.publisher else []
    told += [locator] if locator else []
    yield _INDENT + gettext("source: {source}").format(source=" · ".join([name, *told]))
    if source.url:
        yield f"{_INDENT}{source.url}"


def _chart_lines(told: Explanation, width: int) -> Iterator[str]:
    lines = list(text_chart(told.compared.target, told.course, width - len(_INDENT)))
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
            why=gettext(REASONS[refusal.reason]),
            figure=_figure_line(refusal.figure),
        )


def _used_line(used: UsedFigure) -> str:
    line = _figure_line(used.figure)
    if used.identity is None:
        return line
    place = place_text(used.identity.whole)
    return join_phrases([line, gettext("through {place}").format(place=place)])


def _figure_line(figure: Figure) -> str:
    value = shown_bound(figure.bound, figure.answer, figure.as_written)
    where = f" [{figure.scope}]" if figure.scope else ""
    told = (
        f"{format_figure_id(figure.id)} {figure.region}{where} {value}"
        f"{basis_text(figure.basis)}"
    )
    dated = gettext("{figure} for {period}")
    told = dated.format(figure=told, period=figure_period(figure))
    published = _published(figure) if figure.published else ""
    return join_phrases([told, label(figure.status), published, figure.source])


def _published(figure: Figure) -> str:
    if figure.published is None:
        return gettext("published on an unknown date")
    return gettext("published {day}").format(day=span_text(figure.published))


def _history_lines(row: Compared) -> Iterator[str]:
    """Say what the verdict first was, and what a later version changed."""
    if row.first is not None and row.target.bound is not None:
        then = row.first.verdict
        told = gettext(
            "First judged {day}: {outcome}, margin {margin}; "
            "revised figures changed it."
        )
        yield _INDENT + told.format(
            day=row.first.day,
            outcome=outcome_text(then),
            margin=margin_text(then.margin, row.target.bound.unit),
        )
    if row.descent is not None:
        yield from _descent_lines(row.descent)


def _descent_lines(descent: Descent) -> Iterator[str]:
    earlier = descent.earlier
    if descent.asks_less:
        told = gettext("It asks less than {target} ({asked}: {outcome}).")
    else:
        told = gettext("It revises {target} ({asked}: {outcome}).")
    yield _INDENT + told.format(
        target=format_target_id(earlier.id),
        asked=asked_line(earlier),
        outcome=outcome_text(descent.earlier_verdict),
    )
    if descent.after_outcome:
        yield _INDENT + gettext("It was announced when that outcome was already known.")


def _version_lines(heading: str, versions: Iterable[Compared]) -> Iterator[str]:
    listed = tuple(versions)
    if listed:
        yield ""
        yield heading
    for row in listed:
        asked = f"{format_target_id(row.target.id)} {asked_line(row.target)}"
        yield _INDENT + gettext(": ").join((asked, outcome_text(row.verdict)))


def _figure_lines(figure: Figure, sources: Mapping[str, Source]) -> Iterator[str]:
    yield f"{format_figure_id(figure.id)}  {subject_text(figure)}"
    value = shown_bound(figure.bound, figure.answer, figure.as_written)
    yield _INDENT + gettext("{figure} for {period}").format(
        figure=f"{value}{basis_text(figure.basis)}", period=figure_period(figure)
    )
    if figure.as_written:
        yield f"{_INDENT}“{figure.as_written}”"
    yield _INDENT + join_phrases([label(figure.status), _published(figure)])
    yield from _source_line(figure.source, figure.locator, sources)
    if figure.note:
        yield _INDENT + gettext("note: {note}").format(note=figure.note)
