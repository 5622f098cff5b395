"""Words for verdicts: outcomes, reasons, margins, evidence."""

from __future__ import annotations

from decimal import Context, Decimal

from targetcli.judging.evidence import Reason
from targetcli.judging.pace import Pace
from targetcli.judging.verdict import Margin, Outcome, Verdict
from targetcli.model.period import period_text
from targetcli.model.quantity import digits_text
from targetcli.model.records import Figure, Target, figure_name, target_name
from targetcli.render.words import figure_period, shown_bound, signed
from targetcli.reports.comparison import Compared

REASONS: dict[Reason, str] = {
    Reason.SCOPE: "it covers something else; an identity could convert it",
    Reason.UNIT: "its unit does not convert to the target's",
    Reason.BASIS: "it is another kind of number: level, total, change or growth",
    Reason.PERIOD: "it is for a period that answers nothing here",
    Reason.SUB_REGION: "only a part of the region",
    Reason.REPLACED: "gave way to a later, firmer or coarser figure",
    Reason.NO_NUMBER: "the target has no number",
    Reason.BASE: "the target names no base",
    Reason.WINDOW: "the target names no start of its window",
    Reason.NO_DEADLINE: "nothing is due, and no figure satisfies it yet",
    Reason.BOUND: "the figure is only a bound",
    Reason.ABOUT: "within “about”",
    Reason.INCOMPLETE: "a piece of the window was never reported",
    Reason.CONTESTED: "the sources contradict each other",
    Reason.SPAN: "it happened in a span that holds the deadline",
    Reason.NO_FIGURE: "nothing was reported for it yet",
    Reason.NO_BASELINE: "no baseline, so no pace",
    Reason.NO_PATH: "no path to measure pace on",
    Reason.AWAITED: "the figure is awaited",
    Reason.UNDATED: "a figure without a date of publication",
    Reason.EARLY: "a figure published before its period was over, so only expected",
    Reason.WITHIN_ROUNDING: "within the rounding of the figures",
    Reason.WITHDRAWN_LATER: "withdrawn after its deadline",
}


def outcome_text(verdict: Verdict) -> str:
    """Write an outcome as people say it: missed (expected), late: 2023-09-28."""
    text = verdict.outcome.value
    if verdict.provisional is not None:
        text += f" ({verdict.provisional.value})"
    if verdict.outcome is Outcome.LATE and verdict.happened is not None:
        text += f": {period_text(verdict.happened)}"
    if verdict.reasons:
        text += f": {', '.join(verdict.reasons)}"
    return text


def result_text(row: Compared) -> str:
    """Write an outcome with what else must not be overlooked: versions, revisions."""
    notes = [outcome_text(row.verdict)]
    pace = row.verdict.pace
    if pace is not None and pace.grade is not None:
        notes.append(f"{pace.grade.sign} {pace.grade.en}")
    if row.superseded_by:
        later = ", ".join(target_name(number) for number in row.superseded_by)
        notes.append(f"superseded by {later}")
    if row.descent is not None:
        notes.append(f"revises {target_name(row.descent.earlier.id)}")
        notes += ["asks less"] if row.descent.asks_less else []
        notes += ["after the outcome"] if row.descent.after_outcome else []
    if row.first is not None and row.first.verdict.outcome is not row.verdict.outcome:
        notes.append(f"first {outcome_text(row.first.verdict)}")
    return "; ".join(notes)


def pace_class(pace: Pace | None) -> str:
    """Return the key of the profile's class, else whether it is on track."""
    if pace is None:
        return ""
    return pace.grade.key if pace.grade else pace.pace_class.value


def flipped_by(row: Compared) -> str:
    """Say what turned the outcome: a revision of figures, a change of the target."""
    if row.first is not None and row.first.verdict.outcome is not row.verdict.outcome:
        return "revision"
    descent = row.descent
    changed = descent and descent.earlier_verdict.outcome is not row.verdict.outcome
    return "target-change" if changed else ""


def margin_text(margin: Margin | None, unit: str) -> str:
    """Write a margin: −30亿元, at most −20万辆, ≈ −0.011%."""
    if margin is None:
        return ""
    # Between two percentages lie percentage points, never per cent.
    unit = "pp" if unit == "%" else unit
    joint = " " if unit[:1].isascii() and unit[:1].isalpha() else ""
    about = "" if margin.exact else "≈ "
    low = "" if margin.low is None else f"{signed(margin.low)}{joint}{unit}"
    high = "" if margin.high is None else f"{signed(margin.high)}{joint}{unit}"
    if margin.low == margin.high:
        return f"{about}{low}"
    if not low:
        return f"below 0{joint}{unit}" if margin.high == 0 else f"at most {about}{high}"
    if not high:
        return f"at least {about}{low}"
    return f"{about}{low} … {high}"


def value_text(value: Margin | None, unit: str) -> str:
    """Write the value that decides, as an interval where it is one."""
    if value is None:
        return ""
    joint = " " if unit[:1].isascii() and unit[:1].isalpha() else ""
    about = "" if value.exact else "≈ "
    ends = [
        "" if end is None else f"{digits_text(end)}{joint}{unit}"
        for end in (value.low, value.high)
    ]
    if value.low == value.high:
        return f"{about}{ends[0]}"
    if value.low is None:
        return f"{about}at most {ends[1]}"
    if value.high is None:
        return f"{about}at least {ends[0]}"
    return f"{about}{ends[0]} … {ends[1]}"


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
        return "; ".join(_one_figure(used.figure) for used in verdict.evidence[:1])
    if len(deciding.figures) == 1 and not deciding.pieces:
        return _one_figure(deciding.figures[0])
    unit = target.bound.unit.text if target.bound else ""
    day = deciding.span.end.isoformat()
    period = day if deciding.at_date else period_text(deciding.span)
    return f"{value_text(verdict.deciding_value, unit)} {period}"


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
