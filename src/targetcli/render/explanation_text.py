"""One record told in full, as lines of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from targetcli.judging.verdict import Role, Verdict
from targetcli.model.records import Figure, Source, Target, figure_name, target_name
from targetcli.render.derivation import derivation
from targetcli.render.text_chart import text_chart
from targetcli.render.verdict_words import REASONS, margin_text, outcome_text
from targetcli.render.words import (
    asked_text,
    basis_text,
    figure_period,
    place_text,
    safe,
    shown_bound,
    span_text,
    subject_text,
    width_of,
)
from targetcli.reports.comparison import Compared
from targetcli.reports.explanation import Explanation, FigureDetail

_INDENT = "    "
_USUAL_WIDTH = 80
_ROLES = (Role.SETTLES, Role.PART, Role.LATER, Role.PROGRESS, Role.BASELINE)


def explained(told: Explanation, width: int | None) -> Iterator[str]:
    """Yield a target, its verdict, how it was reached and what it rests on."""
    for line in _explained(told, width or _USUAL_WIDTH):
        yield from _wrapped(safe(line), width)


def detailed(told: FigureDetail, width: int | None) -> Iterator[str]:
    """Yield a figure and where it comes from."""
    for line in _figure_lines(told.figure, told.sources):
        yield from _wrapped(safe(line), width)


def _explained(told: Explanation, width: int) -> Iterator[str]:
    row = told.compared
    yield from _target_lines(row.target, told.sources)
    profile = f"{told.profile.name} {told.profile.version}"
    yield ""
    yield f"As of {told.as_of} (profile {profile}): {outcome_text(row.verdict)}"
    for step in derivation(row.target, row.verdict):
        yield f"{_INDENT}{step}"
    yield from _history_lines(row)
    yield from _chart_lines(told, width)
    yield from _evidence_lines(row.verdict)
    yield from _version_lines("Earlier versions", told.earlier)
    yield from _version_lines("Later versions", told.later)


def _target_lines(target: Target, sources: Mapping[str, Source]) -> Iterator[str]:
    yield f"{target_name(target.id)}  {subject_text(target)}"
    yield f"{_INDENT}{asked_text(target)}{_window(target)}"
    said = [f"“{target.as_written}”"] if target.as_written else []
    said += [f"commitment: {target.commitment}"] if target.commitment else []
    said += [f"plan: {target.plan}"] if target.plan else []
    if said:
        yield f"{_INDENT}{' · '.join(said)}"
    if target.baseline is not None:
        start = target.baseline
        value = f"{start.value:f}{start.unit.text}"
        yield f"{_INDENT}baseline: {value} in {span_text(start.period)}"
    if target.announced is not None:
        yield f"{_INDENT}announced {span_text(target.announced)}"
    yield from _source_line(target.source, target.locator, sources)
    if target.withdrawn is not None:
        source = f", {target.withdrawn_source}" if target.withdrawn_source else ""
        yield f"{_INDENT}withdrawn {span_text(target.withdrawn)}{source}"
    if target.note:
        yield f"{_INDENT}note: {target.note}"


def _window(target: Target) -> str:
    since = f", from {target.window_start}" if target.window_start else ""
    by = f", by {target.deadline}" if target.deadline else ", without a deadline"
    return f"{since}{by}"


def _source_line(
    name: str, locator: str, sources: Mapping[str, Source]
) -> Iterator[str]:
    source = sources.get(name)
    if source is None:
        yield f"{_INDENT}source: none is named"
        return
    told = [source.title or source.url or name]
    told += [source.publisher] if source.publisher else []
    told += [locator] if locator else []
    yield f"{_INDENT}source: {name} · {' · '.join(told)}"
    if source.url:
        yield f"{_INDENT}{source.url}"


def _chart_lines(told: Explanation, width: int) -> Iterator[str]:
    lines = list(text_chart(told.compared.target, told.course, width - len(_INDENT)))
    if lines:
        yield ""
        yield from (f"{_INDENT}{line}" for line in lines)


def _evidence_lines(verdict: Verdict) -> Iterator[str]:
    yield ""
    yield "Figures used" if verdict.evidence else "Figures used: none"
    for used in sorted(verdict.evidence, key=lambda used: _ROLES.index(used.role)):
        via = f", through {place_text(used.identity.whole)}" if used.identity else ""
        yield f"{_INDENT}{used.role.value}: {_figure_line(used.figure)}{via}"
    if verdict.refused:
        yield ""
        yield "Figures refused"
    for refusal in verdict.refused:
        why = f"{refusal.reason.value} ({REASONS[refusal.reason]})"
        yield f"{_INDENT}{why}: {_figure_line(refusal.figure)}"


def _figure_line(figure: Figure) -> str:
    value = shown_bound(figure.bound, figure.answer, figure.as_written)
    where = f" [{figure.scope}]" if figure.scope else ""
    published = f", published {span_text(figure.published)}" if figure.published else ""
    source = f", {figure.source}" if figure.source else ""
    return (
        f"{figure_name(figure.id)} {figure.region}{where} {value}"
        f"{basis_text(figure.basis)} for {figure_period(figure)}, "
        f"{figure.status.value}{published}{source}"
    )


def _history_lines(row: Compared) -> Iterator[str]:
    """Say what the verdict first was, and what a later version changed."""
    if row.first is not None and row.target.bound is not None:
        then, unit = row.first.verdict, row.target.bound.unit.text
        margin = margin_text(then.margin, unit)
        yield (
            f"{_INDENT}First judged {row.first.day}: {outcome_text(then)}, "
            f"margin {margin}; revised figures changed it."
        )
    if row.descent is not None:
        earlier = row.descent.earlier
        asks = "asks less than" if row.descent.asks_less else "revises"
        then = row.descent.earlier_verdict
        yield (
            f"{_INDENT}It {asks} {target_name(earlier.id)} ({asked_text(earlier)}"
            f"{_window(earlier)}: {outcome_text(then)})."
        )
        if row.descent.after_outcome:
            yield f"{_INDENT}It was announced when that outcome was already known."


def _version_lines(heading: str, versions: Iterable[Compared]) -> Iterator[str]:
    listed = tuple(versions)
    if listed:
        yield ""
        yield heading
    for row in listed:
        asked = f"{asked_text(row.target)}{_window(row.target)}"
        outcome = outcome_text(row.verdict)
        yield f"{_INDENT}{target_name(row.target.id)} {asked}: {outcome}"


def _figure_lines(figure: Figure, sources: Mapping[str, Source]) -> Iterator[str]:
    yield f"{figure_name(figure.id)}  {subject_text(figure)}"
    value = shown_bound(figure.bound, figure.answer, figure.as_written)
    yield f"{_INDENT}{value}{basis_text(figure.basis)} for {figure_period(figure)}"
    if figure.as_written:
        yield f"{_INDENT}“{figure.as_written}”"
    published = span_text(figure.published) or "on an unknown date"
    yield f"{_INDENT}{figure.status.value}, published {published}"
    yield from _source_line(figure.source, figure.locator, sources)
    if figure.note:
        yield f"{_INDENT}note: {figure.note}"


def _wrapped(line: str, width: int | None) -> Iterator[str]:
    """Break a line between words where it is wider than the terminal."""
    if width is None or width_of(line) <= width:
        yield f"{line}\n"
        return
    indent = line[: len(line) - len(line.lstrip())]
    current = ""
    for word in line.split():
        longer = f"{current} {word}" if current else f"{indent}{word}"
        if current and width_of(longer) > width:
            yield f"{current}\n"
            longer = f"{indent}  {word}"
        current = longer
    yield f"{current}\n"
