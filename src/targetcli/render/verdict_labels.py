"""Words for verdicts: outcomes, reasons, margins, evidence."""

from __future__ import annotations

from decimal import Context, Decimal
from enum import StrEnum

from targetcli.judging.gate import Reason
from targetcli.judging.judge import Margin, Outcome, Verdict
from targetcli.judging.pace import Pace
from targetcli.judging.profiles import Grade
from targetcli.model.period import period_text
from targetcli.model.quantity import digits_text
from targetcli.model.records import Figure, Target, figure_name, target_name
from targetcli.model.units import Unit
from targetcli.render.i18n import clauses, listed, named, phrase, said, spoken
from targetcli.render.number_scale import shown, with_unit
from targetcli.render.text import figure_period, shown_bound, signed
from targetcli.reports.comparison import Compared

REASONS: dict[Reason, str] = {
    Reason.SCOPE: phrase("it covers something else; an identity could convert it"),
    Reason.UNIT: phrase("its unit does not convert to the target's"),
    Reason.BASIS: phrase(
        "it is another kind of number: level, total, change or growth"
    ),
    Reason.PERIOD: phrase("it is for a period that answers nothing here"),
    Reason.SUB_REGION: phrase("only a part of the region"),
    Reason.REPLACED: phrase("gave way to a later, firmer or coarser figure"),
    Reason.NO_NUMBER: phrase("the target has no number"),
    Reason.BASE: phrase("the target names no base"),
    Reason.WINDOW: phrase("the target names no start of its window"),
    Reason.NO_DEADLINE: phrase("nothing is due, and no figure satisfies it yet"),
    Reason.BOUND: phrase("the figure is only a bound"),
    Reason.ABOUT: phrase("within “about”"),
    Reason.INCOMPLETE: phrase("a piece of the window was never reported"),
    Reason.CONTESTED: phrase("the sources contradict each other"),
    Reason.SPAN: phrase("it happened in a span that holds the deadline"),
    Reason.NO_FIGURE: phrase("nothing was reported for it yet"),
    Reason.NO_BASELINE: phrase("no baseline, so no pace"),
    Reason.NO_PATH: phrase("no path to measure pace on"),
    Reason.AWAITED: phrase("the figure is awaited"),
    Reason.UNDATED: phrase("a figure without a date of publication"),
    Reason.EARLY: phrase(
        "a figure published before its period was over, so only expected"
    ),
    Reason.WITHIN_ROUNDING: phrase("within the rounding of the figures"),
    Reason.WITHDRAWN_LATER: phrase("withdrawn after its deadline"),
}


def outcome_text(verdict: Verdict) -> str:
    """Write an outcome as people say it: missed (expected), late: 2023-09-28."""
    told = [named(verdict.outcome)]
    if verdict.provisional is not None:
        told[0] += said(" ({status})").format(status=named(verdict.provisional))
    if verdict.outcome is Outcome.LATE and verdict.happened is not None:
        day = period_text(verdict.happened)
        told[0] = said("{outcome}: {day}").format(outcome=told[0], day=day)
    if verdict.reasons:
        told.append(listed(map(named, verdict.reasons)))
    return said(": ").join(told)


def result_text(row: Compared) -> str:
    """Write an outcome with what else must not be overlooked: versions, revisions."""
    notes = [outcome_text(row.verdict)]
    pace = row.verdict.pace
    if pace is not None and pace.grade is not None:
        notes.append(f"{pace.grade.sign} {grade_text(pace.grade)}")
    if row.superseded_by:
        later = listed(target_name(number) for number in row.superseded_by)
        notes.append(said("superseded by {target}").format(target=later))
    if row.descent is not None:
        earlier = target_name(row.descent.earlier.id)
        notes.append(said("revises {target}").format(target=earlier))
        notes += [said("asks less")] if row.descent.asks_less else []
        notes += [said("after the outcome")] if row.descent.after_outcome else []
    if row.first is not None and row.first.verdict.outcome is not row.verdict.outcome:
        first = outcome_text(row.first.verdict)
        notes.append(said("first {outcome}").format(outcome=first))
    return clauses(notes)


def pace_class(pace: Pace | None) -> str:
    """Return the key of the profile's class, else whether it is on track."""
    if pace is None:
        return ""
    return pace.grade.key if pace.grade else pace.pace_class.value


def pace_text(pace: Pace | None) -> str:
    """Return what the profile calls a pace, else whether it is on track."""
    if pace is None:
        return ""
    return grade_text(pace.grade) if pace.grade else named(pace.pace_class)


def grade_text(grade: Grade) -> str:
    """Return the profile's words for a class, in the language of this run."""
    return grade.zh if spoken() == "zh" else grade.en


class Turn(StrEnum):
    """What turned an outcome."""

    REVISION = "revision"
    TARGET_CHANGE = "target-change"


def pace_word(pace: Pace) -> str:
    """Return the class of a profile, by its key in English, else on track or not."""
    if pace.grade is None:
        return named(pace.pace_class)
    return pace.grade.zh if spoken() == "zh" else pace.grade.key


def flipped_by(row: Compared) -> Turn | None:
    """Say what turned the outcome: a revision of figures, a change of the target."""
    if row.first is not None and row.first.verdict.outcome is not row.verdict.outcome:
        return Turn.REVISION
    descent = row.descent
    changed = descent and descent.earlier_verdict.outcome is not row.verdict.outcome
    return Turn.TARGET_CHANGE if changed else None


def margin_text(margin: Margin | None, unit: Unit | None) -> str:
    """Write a margin: −30亿元, at most −20万辆, ≈ −0.011%."""
    if margin is None or unit is None:
        return ""
    seen = shown((margin.low, margin.high), unit)
    # Between two percentages lie percentage points, never per cent.
    word = said("pp") if seen.unit == "%" else seen.unit
    about = "" if margin.exact and seen.exact else "≈ "
    low, high = ("" if v is None else with_unit(signed(v), word) for v in seen.values)
    if margin.low == margin.high:
        return f"{about}{low}"
    if not low:
        zero = with_unit("0", word)
        if margin.high == 0:
            return said("below {amount}").format(amount=zero)
        return said("at most {amount}").format(amount=f"{about}{high}")
    if not high:
        return said("at least {amount}").format(amount=f"{about}{low}")
    return f"{about}{low} … {high}"


def value_text(value: Margin | None, unit: Unit) -> str:
    """Write the value that decides, as an interval where it is one."""
    if value is None:
        return ""
    seen = shown((value.low, value.high), unit)
    about = "" if value.exact and seen.exact else "≈ "
    low, high = (
        "" if end is None else with_unit(digits_text(end), seen.unit)
        for end in seen.values
    )
    if value.low == value.high:
        return f"{about}{low}"
    if not low:
        return about + said("at most {amount}").format(amount=high)
    if not high:
        return about + said("at least {amount}").format(amount=low)
    return f"{about}{low} … {high}"


def percent_text(share: Decimal, places: int = 1) -> str:
    """Write a share as a percentage: 0.895233 is 89.5%."""
    value = round(Context(prec=40).multiply(share, Decimal(100)), places)
    if share < 1 and value == 100:  # noqa: PLR2004 - per cent
        # What falls short of the whole is never shown as the whole.
        value -= Decimal(1).scaleb(-places)
    return f"{value:f}%"


def evidence_text(target: Target, verdict: Verdict) -> str:
    """Write what the verdict rests on in a few words: 992.15亿元 2022."""
    deciding = verdict.deciding
    if deciding is None:
        return "".join(_one_figure(used.figure) for used in verdict.evidence[:1])
    if len(deciding.figures) == 1 and not deciding.pieces:
        return _one_figure(deciding.figures[0])
    day = deciding.span.end.isoformat()
    period = day if deciding.at_date else period_text(deciding.span)
    unit = target.bound.unit if target.bound else None
    value = value_text(verdict.deciding_value, unit) if unit else ""
    return f"{value} {period}"


def _one_figure(figure: Figure) -> str:
    value = shown_bound(figure.bound, figure.answer, figure.as_written)
    return f"{value} {figure_period(figure)}"


def evidence_ids(verdict: Verdict) -> str:
    """Write which figures are used."""
    return ";".join(figure_name(used.figure.id) for used in verdict.evidence)


def refused_ids(verdict: Verdict) -> str:
    """Write which figures are refused, and why."""
    return ";".join(
        f"{figure_name(refusal.figure.id)}:{refusal.reason.value}"
        for refusal in verdict.refused
    )
