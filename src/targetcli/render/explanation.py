"""One record told in full, as lines of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from targetcli.judging.judge import Role, Used, Verdict
from targetcli.model.records import (
    Commitment,
    Figure,
    Source,
    Target,
    figure_name,
    target_name,
)
from targetcli.render.charts.text import text_chart
from targetcli.render.colors import tone_of, toned
from targetcli.render.i18n import clause, named, said
from targetcli.render.number_scale import amount_text
from targetcli.render.table import Toned
from targetcli.render.text import (
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
        for shown in _wrapped(safe(line), width):
            yield toned(shown.removesuffix("\n"), tone) + "\n"


def detailed(told: FigureDetail, width: int | None) -> Iterator[str]:
    """Yield a figure and where it comes from."""
    for line in _figure_lines(told.figure, told.sources):
        yield from _wrapped(safe(line), width)


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
    verdict = said("As of {day} (profile {profile}): {outcome}").format(
        day=told.as_of, profile=profile, outcome=outcome_text(row.verdict)
    )
    yield Toned(verdict, row.verdict.outcome.value)
    for step in derivation(row.target, row.verdict):
        yield f"{_INDENT}{step}"
    yield from _history_lines(row)
    yield from _chart_lines(told, width)
    yield from _evidence_lines(row.verdict)
    yield from _version_lines(said("Earlier versions"), told.earlier)
    yield from _version_lines(said("Later versions"), told.later)


def _target_lines(target: Target, sources: Mapping[str, Source]) -> Iterator[str]:
    yield f"{target_name(target.id)}  {subject_text(target)}"
    yield f"{_INDENT}{asked_line(target)}"
    words = [f"“{target.as_written}”"] if target.as_written else []
    words += [_firmness(target.commitment)] if target.commitment else []
    words += [said("plan: {plan}").format(plan=target.plan)] if target.plan else []
    if words:
        yield f"{_INDENT}{' · '.join(words)}"
    if target.baseline is not None:
        start = target.baseline
        yield _INDENT + said("baseline: {value} in {period}").format(
            value=amount_text(start.value, start.unit), period=span_text(start.period)
        )
    if target.announced is not None:
        day = span_text(target.announced)
        yield _INDENT + said("announced {day}").format(day=day)
    yield from _source_line(target.source, target.locator, sources)
    if target.withdrawn is not None:
        day = clause([span_text(target.withdrawn), target.withdrawn_source])
        yield _INDENT + said("withdrawn {day}").format(day=day)
    if target.note:
        yield _INDENT + said("note: {note}").format(note=target.note)


def _firmness(commitment: Commitment) -> str:
    return said("commitment: {commitment}").format(commitment=named(commitment))


def asked_line(target: Target) -> str:
    """Write what is asked, from when and by when."""
    start, end = target.window_start, target.deadline
    since = said("from {start}").format(start=start) if start else ""
    by = said("by {deadline}") if end else said("without a deadline")
    return clause([asked_text(target), since, by.format(deadline=end)])


def _source_line(
    name: str, locator: str, sources: Mapping[str, Source]
) -> Iterator[str]:
    source = sources.get(name)
    if source is None:
        yield _INDENT + said("source: none is named")
        return
    told = [source.title or source.url or name]
    told += [source.publisher] if source.publisher else []
    told += [locator] if locator else []
    yield _INDENT + said("source: {source}").format(source=" · ".join([name, *told]))
    if source.url:
        yield f"{_INDENT}{source.url}"


def _chart_lines(told: Explanation, width: int) -> Iterator[str]:
    lines = list(text_chart(told.compared.target, told.course, width - len(_INDENT)))
    if lines:
        yield ""
        yield from (f"{_INDENT}{line}" for line in lines)


def _evidence_lines(verdict: Verdict) -> Iterator[str]:
    yield ""
    yield said("Figures used") if verdict.evidence else said("Figures used: none")
    for used in sorted(verdict.evidence, key=lambda used: _ROLES.index(used.role)):
        yield _INDENT + said(": ").join((named(used.role), _used_line(used)))
    if verdict.refused:
        yield ""
        yield said("Figures refused")
    for refusal in verdict.refused:
        yield _INDENT + said("{reason} ({why}): {figure}").format(
            reason=named(refusal.reason),
            why=said(REASONS[refusal.reason]),
            figure=_figure_line(refusal.figure),
        )


def _used_line(used: Used) -> str:
    line = _figure_line(used.figure)
    if used.identity is None:
        return line
    place = place_text(used.identity.whole)
    return clause([line, said("through {place}").format(place=place)])


def _figure_line(figure: Figure) -> str:
    value = shown_bound(figure.bound, figure.answer, figure.as_written)
    where = f" [{figure.scope}]" if figure.scope else ""
    told = (
        f"{figure_name(figure.id)} {figure.region}{where} {value}"
        f"{basis_text(figure.basis)}"
    )
    dated = said("{figure} for {period}")
    told = dated.format(figure=told, period=figure_period(figure))
    published = _published(figure) if figure.published else ""
    return clause([told, named(figure.status), published, figure.source])


def _published(figure: Figure) -> str:
    if figure.published is None:
        return said("published on an unknown date")
    return said("published {day}").format(day=span_text(figure.published))


def _history_lines(row: Compared) -> Iterator[str]:
    """Say what the verdict first was, and what a later version changed."""
    if row.first is not None and row.target.bound is not None:
        then = row.first.verdict
        told = said(
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
        told = said("It asks less than {target} ({asked}: {outcome}).")
    else:
        told = said("It revises {target} ({asked}: {outcome}).")
    yield _INDENT + told.format(
        target=target_name(earlier.id),
        asked=asked_line(earlier),
        outcome=outcome_text(descent.earlier_verdict),
    )
    if descent.after_outcome:
        yield _INDENT + said("It was announced when that outcome was already known.")


def _version_lines(heading: str, versions: Iterable[Compared]) -> Iterator[str]:
    listed = tuple(versions)
    if listed:
        yield ""
        yield heading
    for row in listed:
        asked = f"{target_name(row.target.id)} {asked_line(row.target)}"
        yield _INDENT + said(": ").join((asked, outcome_text(row.verdict)))


def _figure_lines(figure: Figure, sources: Mapping[str, Source]) -> Iterator[str]:
    yield f"{figure_name(figure.id)}  {subject_text(figure)}"
    value = shown_bound(figure.bound, figure.answer, figure.as_written)
    yield _INDENT + said("{figure} for {period}").format(
        figure=f"{value}{basis_text(figure.basis)}", period=figure_period(figure)
    )
    if figure.as_written:
        yield f"{_INDENT}“{figure.as_written}”"
    yield _INDENT + clause([named(figure.status), _published(figure)])
    yield from _source_line(figure.source, figure.locator, sources)
    if figure.note:
        yield _INDENT + said("note: {note}").format(note=figure.note)
