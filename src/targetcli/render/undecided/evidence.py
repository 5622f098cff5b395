"""Name the figure that is missing or too vague, and how to record a better one."""

from __future__ import annotations

from datetime import timedelta

from targetcli.judging.outcome import DECIDING_ROLES, Role
from targetcli.model.period import Span, format_period
from targetcli.model.records import (
    Basis,
    Better,
    format_figure_id,
)
from targetcli.render.i18n import gettext
from targetcli.render.period_text import period_text
from targetcli.render.record_text import (
    figure_period_text,
    requirement_text,
)
from targetcli.render.undecided.case import (
    MOST_NAMED,
    DecidingCommand,
    Explained,
    UndecidedCase,
    figure_text,
    join_some,
    list_deciding,
)
from targetcli.render.verdict_text import latest_text

_DAY = timedelta(days=1)


def explain_bound(case: UndecidedCase) -> Explained:
    """Explain how a bound in the figures leaves the outcome open."""
    sentence = gettext("{found} is only a bound, on either side of which {value} lies.")
    told = sentence.format(
        found=join_some(map(figure_text, list_deciding(case))),
        value=requirement_text(case.target),
    )
    return told, [
        DecidingCommand(gettext("when the number itself is known"), _record_again(case))
    ]


def explain_about(case: UndecidedCase) -> Explained:
    """Explain that a figure is too near to an “about”."""
    sentence = gettext("{found} is so near to {value} that “about” leaves it open.")
    told = sentence.format(
        found=join_some(map(figure_text, list_deciding(case))),
        value=requirement_text(case.target),
    )
    sides = {meant.meaning.side for meant in case.meant}
    relations = {Better.MORE: ">=", Better.LESS: "<="}
    return told, [
        DecidingCommand(
            gettext("if the number is meant exactly"),
            case.edit(f'relation="{relations[side]}"'),
        )
        for side in sides
        if side in relations
    ]


def explain_incomplete(case: UndecidedCase) -> Explained:
    """Name the part of its time for which nothing was reported."""
    gaps = _list_gaps(case)
    if not gaps:
        return gettext("A piece of its time was never reported."), [
            DecidingCommand(gettext("when it is known"), case.record())
        ]
    sentence = gettext("Of {window} nothing was reported for {gaps}.")
    told = sentence.format(
        window=case.period_text, gaps=join_some(map(period_text, gaps))
    )
    return told, [
        DecidingCommand(
            gettext("when {period} is known").format(period=period_text(gap)),
            case.record(format_period(gap)),
        )
        for gap in gaps[:MOST_NAMED]
    ]


def _list_gaps(case: UndecidedCase) -> list[Span]:
    """Return the parts of the time of a sum for which no figure is used."""
    whole = max(case.periods, key=lambda span: span.days, default=None)
    if whole is None:
        return []
    roles = (*DECIDING_ROLES, Role.PROGRESS)
    covered = sorted(
        used.figure.span for used in case.verdict.evidence if used.role in roles
    )
    gaps: list[Span] = []
    next_day = whole.start
    for span in covered:
        if next_day < span.start <= whole.end:
            gaps.append(Span(next_day, span.start - _DAY))
        next_day = max(next_day, span.end + _DAY)
    return [*gaps, *([Span(next_day, whole.end)] if next_day <= whole.end else [])]


def explain_contested(case: UndecidedCase) -> Explained:
    """Name the sources that contradict each other."""
    deciding = list_deciding(case)
    sentence = gettext("The sources contradict each other: {found}.")
    told = sentence.format(found=join_some(map(figure_text, deciding)))
    condition = gettext("if {figure} is the final one")
    return told, [
        DecidingCommand(
            condition.format(figure=format_figure_id(figure.id)),
            f"targets edit {format_figure_id(figure.id)} status=final",
        )
        for figure in deciding[:MOST_NAMED]
    ]


def explain_span(case: UndecidedCase) -> Explained:
    """Explain that an event happened in a span that holds the deadline."""
    used = [used.figure for used in case.verdict.evidence][:1]
    sentence = gettext("It happened in {found}, which holds the deadline.")
    told = sentence.format(found=join_some(map(figure_period_text, used)))
    return told, [
        DecidingCommand(
            gettext("when the day is known"),
            f"targets edit {format_figure_id(figure.id)} start=… end=…",
        )
        for figure in used
    ]


def explain_no_figure(case: UndecidedCase) -> Explained:
    """Explain that no figure answers yet, and name the last one."""
    if case.verdict.latest_reading is not None:
        sentence = gettext("There is no figure for {period} yet; the last is {latest}.")
    elif case.verdict.refusals or case.verdict.evidence:
        sentence = gettext("There is no figure for {period} yet.")
    else:
        sentence = gettext("Nothing was reported yet; it is judged on {period}.")
    latest = latest_text(case.target, case.verdict)
    told = sentence.format(period=case.period_text, latest=latest)
    return told, [DecidingCommand(gettext("when the figure is known"), case.record())]


def explain_awaited(case: UndecidedCase) -> Explained:
    """Name the figure that is awaited, and the last one."""
    if case.verdict.latest_reading is not None:
        sentence = gettext("The figure for {period} is awaited; the last is {latest}.")
    else:
        sentence = gettext("The figure for {period} is awaited.")
    latest = latest_text(case.target, case.verdict)
    told = sentence.format(period=case.period_text, latest=latest)
    return told, [DecidingCommand(gettext("when it is known"), case.record())]


def explain_no_baseline(case: UndecidedCase) -> Explained:
    """Explain that pace has no value to start from."""
    told = gettext("No value to start from is known, so there is no pace.")
    target = case.target
    announced = target.announced.end if target.announced else None
    day = min(filter(None, (target.window_start, announced)), default=None)
    year = str(day.year - 1) if day else "…"
    unit = target.bound.unit.text if target.bound else ""
    return told, [
        DecidingCommand(
            gettext("if it was announced with a value of {year}").format(year=year),
            case.edit(
                "baseline_value=…", f"baseline_unit={unit}", f"baseline_period={year}"
            ),
        ),
        DecidingCommand(
            gettext("if the figure of {year} is known").format(year=year),
            case.record(year, basis=_LEVELS_OF.get(target.basis)),
        ),
        DecidingCommand(
            gettext("when {period} is known").format(period=case.period_text),
            case.record(),
        ),
    ]


# A change starts from a level.
_LEVELS_OF = {Basis.CHANGE: Basis.LEVEL}


def explain_no_path(case: UndecidedCase) -> Explained:
    """Explain that there is no path to measure pace on."""
    sentence = gettext("Nothing tells how far it should be by now; {period} decides.")
    return sentence.format(period=case.period_text), [
        DecidingCommand(gettext("when the figure is known"), case.record())
    ]


def _record_again(case: UndecidedCase) -> str:
    """Return the command that would record the exact number of a vague figure."""
    deciding = list_deciding(case)[:1]
    period = "".join(format_period(figure.span) for figure in deciding)
    return case.record(period)
