"""Write verdicts as text for people: outcomes, reasons, pace, margins, evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Context, Decimal
from enum import Enum, StrEnum, auto
from typing import TYPE_CHECKING

from targetcli.judging.lazy_sequence import list_items
from targetcli.judging.margins import Margin
from targetcli.judging.outcome import Outcome, Role, UsedFigure, Verdict
from targetcli.judging.pace import Pace
from targetcli.judging.readings import Reading
from targetcli.judging.reasons import Reason, Refusal
from targetcli.model.bound import Bound, Relation, join_unit
from targetcli.model.period import format_period
from targetcli.model.quantity import count_decimals
from targetcli.model.records import (
    Figure,
    FigureStatus,
    Target,
    format_figure_id,
    format_target_id,
)
from targetcli.render.digits import (
    digits_text,
    round_beside,
    signed_text,
)
from targetcli.render.grade_labels import GradeLabel, grade_label
from targetcli.render.i18n import (
    N_,
    gettext,
    join_clauses,
    join_list,
    join_phrases,
    label,
)
from targetcli.render.last_value import EachOfLast, OfLast
from targetcli.render.number_scale import scale_numbers
from targetcli.render.period_text import period_text
from targetcli.render.record_text import (
    figure_period_text,
    target_text,
    value_text,
)

if TYPE_CHECKING:
    from targetcli.reports.comparison import ComparisonRow
    from targetcli.reports.verdict_changes import VerdictChange

REASON_TEXTS: dict[Reason, str] = {
    Reason.SIDE: N_("nobody said which way is better"),
    Reason.KIND: N_("nobody said if it is an amount, a state or a share"),
    Reason.SCOPE: N_("it covers something else; an identity could convert it"),
    Reason.UNIT: N_("its unit does not convert to the target's"),
    Reason.BASIS: N_("level, total, change and growth cannot be compared"),
    Reason.PERIOD: N_("it is for another period than the target is judged on"),
    Reason.SUB_REGION: N_("only a part of the region"),
    Reason.REPLACED: N_("a later or firmer figure takes its place"),
    Reason.NO_NUMBER: N_("the target has no number"),
    Reason.BASE: N_("the target names no base"),
    Reason.WINDOW: N_("the target does not say from when to count"),
    Reason.NO_DEADLINE: N_("nothing is due, and no figure satisfies it yet"),
    Reason.BOUND: N_("the figure is only a bound"),
    Reason.ABOUT: N_("within “about”"),
    Reason.INCOMPLETE: N_("a part of its time was never reported"),
    Reason.CONTESTED: N_("the sources contradict each other"),
    Reason.SPAN: N_("it happened in a span that holds the deadline"),
    Reason.NO_FIGURE: N_("no figure for the time that it is judged on"),
    Reason.NO_BASELINE: N_("no baseline, so no pace"),
    Reason.NO_PATH: N_("no path to measure pace on"),
    Reason.AWAITED: N_("the figure is awaited"),
    Reason.UNDATED: N_("a figure without a date of publication"),
    Reason.EARLY: N_("a figure published before its period was over, so only expected"),
    Reason.WITHIN_ROUNDING: N_("within the rounding of the figures"),
    Reason.BASELINE_REVISED: N_("the baseline was revised since, which would turn it"),
    Reason.WITHDRAWN_LATER: N_("withdrawn after its deadline"),
}

# What the reasons say of a target that hangs on what nobody said.
UNSAID_TEXTS: dict[Reason, str] = {
    **REASON_TEXTS,
    Reason.BASIS: N_("nobody said if it is the amount of the last year or the sum"),
}


def outcome_text(verdict: Verdict) -> str:
    """Return an outcome: ``missed (expected)``, ``late: 2023-09-28``."""
    parts = [outcome_with_status(verdict.outcome, verdict.provisional_status)]
    if verdict.outcome is Outcome.LATE and verdict.happened_in is not None:
        day = period_text(verdict.happened_in)
        parts[0] = gettext("{outcome}: {day}").format(outcome=parts[0], day=day)
    if verdict.reasons:
        parts.append(join_list(map(label, verdict.reasons)))
    return gettext(": ").join(parts)


def change_text(change: VerdictChange) -> str:
    """Return a target with its outcome before and after a correction.

    Where the outcome stays, the margin tells what changed.
    """
    target, before, after = change
    texts = [outcome_text(verdict) for verdict in (before, after)]
    if texts[0] == texts[1] and target.bound is not None:
        margins = [
            margin_text(verdict.margin, target.bound) for verdict in (before, after)
        ]
        texts = [join_phrases(pair) for pair in zip(texts, margins, strict=True)]
    sentence = gettext("{target} {asked}: {before} → {after}")
    return sentence.format(
        target=format_target_id(target.id),
        asked=target_text(target),
        before=texts[0],
        after=texts[1],
    )


def outcome_with_status(outcome: Outcome, status: FigureStatus | None) -> str:
    """Return an outcome with its provisional status: ``missed (expected)``."""
    if status is None:
        return label(outcome)
    return label(outcome) + gettext(" ({status})").format(status=label(status))


def result_text(row: ComparisonRow) -> str:
    """Return an outcome with its pace grade, later versions and first outcome."""
    notes = [outcome_text(row.verdict)]
    grade = find_grade_label(row.verdict)
    if grade is not None:
        notes.append(grade.sign_and_text)
    if row.superseded_by:
        later = join_list(format_target_id(number) for number in row.superseded_by)
        notes.append(gettext("superseded by {target}").format(target=later))
    if row.revision is not None:
        earlier = format_target_id(row.revision.earlier.id)
        notes.append(gettext("revises {target}").format(target=earlier))
        notes += [gettext("asks less")] if row.revision.is_easier else []
        notes += [gettext("after the outcome")] if row.revision.is_after_outcome else []
    if row.first_verdict is not None and _is_revised(row):
        first = outcome_text(row.first_verdict.verdict)
        notes.append(gettext("first {outcome}").format(outcome=first))
    return join_clauses(notes)


class PaceForm(Enum):
    """A form of a pace label: its key, or its words in the reader's language."""

    KEY = auto()
    WORDS = auto()


def pace_label(pace: Pace | None, form: PaceForm) -> str:
    """Return the profile's grade of a pace, else on-track or behind; "" for None."""
    if pace is None:
        return ""
    if form is PaceForm.KEY:
        return pace.grade.key if pace.grade else pace.pace_class.value
    if pace.grade is None:
        return label(pace.pace_class)
    return grade_label(pace.grade).text


def find_grade_label(verdict: Verdict) -> GradeLabel | None:
    """Return the label of the grade that the profile gives a verdict, if any."""
    grade = verdict.pace.grade if verdict.pace else None
    return grade_label(grade) if grade else None


def verdict_color(verdict: Verdict) -> str:
    """Return the color key of a verdict: of its light, else of its outcome."""
    grade = find_grade_label(verdict)
    return grade.color_key if grade else verdict.outcome.value


class FlipCause(StrEnum):
    """The cause of a changed outcome: revised figures, or a changed target."""

    REVISION = "revision"
    TARGET_CHANGE = "target-change"


def flip_cause(row: ComparisonRow) -> FlipCause | None:
    """Return the cause of an outcome that differs from the first or the earlier one."""
    if _is_revised(row):
        return FlipCause.REVISION
    descent = row.revision
    changed = descent and descent.earlier_verdict.outcome is not row.verdict.outcome
    return FlipCause.TARGET_CHANGE if changed else None


def _is_revised(row: ComparisonRow) -> bool:
    first = row.first_verdict
    return first is not None and first.verdict.outcome is not row.verdict.outcome


def margin_text(margin: Margin | None, bound: Bound | None) -> str:
    """Return a margin: ``−30亿元``, ``at most −20万辆``, ``≈ −0.011%``."""
    if margin is None or bound is None:
        return ""
    if margin.low == margin.high == 0 and margin.is_exact:
        # Exactly at a limit that is itself excluded is not on target.
        is_strict = bound.relation in (Relation.OVER, Relation.UNDER)
        return gettext("exactly at it") if is_strict else gettext("exactly on target")
    low_end, high_end = _round_ends(margin, bound, (Decimal(0),))
    numbers = scale_numbers((low_end, high_end), bound.unit)
    # Between two percentages lie percentage points, never per cent.
    unit_text = gettext("pp") if numbers.unit == "%" else numbers.unit
    approximately = "" if margin.is_exact and numbers.is_exact else "≈ "
    low, high = (
        "" if v is None else join_unit(signed_text(v), unit_text)
        for v in numbers.values
    )
    if margin.low == margin.high:
        return f"{approximately}{low}"
    if not low:
        zero = join_unit("0", unit_text)
        if margin.high == 0:
            return gettext("below {amount}").format(amount=zero)
        return gettext("at most {amount}").format(amount=f"{approximately}{high}")
    if not high:
        return gettext("at least {amount}").format(amount=f"{approximately}{low}")
    return f"{approximately}{low} … {high}"


def interval_text(value: Margin | None, bound: Bound) -> str:
    """Return an amount or an interval: ``3600亿元``, ``at least 12%``, ``3 … 5 km``.

    A rounded end has one decimal more than the bound that it stands against.
    """
    if value is None:
        return ""
    ends = _round_ends(value, bound, _list_numbers(bound))
    numbers = scale_numbers(ends, bound.unit)
    approximately = "" if value.is_exact and numbers.is_exact else "≈ "
    low, high = (
        "" if end is None else join_unit(digits_text(end), numbers.unit)
        for end in numbers.values
    )
    if value.low == value.high:
        return f"{approximately}{low}"
    if not low:
        return approximately + gettext("at most {amount}").format(amount=high)
    if not high:
        return approximately + gettext("at least {amount}").format(amount=low)
    return f"{approximately}{low} … {high}"


def _round_ends(
    value: Margin, bound: Bound, limits: tuple[Decimal, ...]
) -> tuple[Decimal | None, Decimal | None]:
    """Round the ends of an inexact value, but never onto or across a limit."""
    if value.is_exact:
        return value.low, value.high
    places = 1 + max(map(count_decimals, _list_numbers(bound)))
    low, high = (
        None if end is None else round_beside(end, limits, places)
        for end in (value.low, value.high)
    )
    return low, high


def _list_numbers(bound: Bound) -> tuple[Decimal, ...]:
    ends = (bound.value, bound.value_high)
    return tuple(end for end in ends if end is not None)


_ROLE_ORDER = (Role.SETTLES, Role.PART, Role.LATER, Role.PROGRESS, Role.BASELINE)


def sort_by_role(evidence: Iterable[UsedFigure]) -> list[UsedFigure]:
    """Sort used figures by their role, settling ones first; else keep their order."""
    return sorted(evidence, key=lambda used: _ROLE_ORDER.index(used.role))


def percent_text(share: Decimal, places: int = 1) -> str:
    """Return a share as a percentage: 0.895233 is ``89.5%``."""
    value = round(Context(prec=40).multiply(share, Decimal(100)), places)
    if share < 1 and value == 100:  # noqa: PLR2004 - per cent
        # What falls short of the whole is never shown as the whole.
        value -= Decimal(1).scaleb(-places)
    return f"{value:f}%"


def evidence_text(target: Target, verdict: Verdict) -> str:
    """Return the deciding value with its period, else the last one known.

    For example ``992.15亿元 2022``.
    """
    if verdict.deciding_reading is not None:
        value, period = _reading_parts(
            target, verdict.deciding_reading, verdict.deciding_value
        )
    elif verdict.latest_reading is not None:
        value, period = _reading_parts(
            target, verdict.latest_reading, verdict.latest_value
        )
    else:
        return "".join(_value_and_period(used.figure) for used in verdict.evidence[:1])
    return f"{value} {period}"


def decided_period_key(verdict: Verdict) -> str:
    """Return the period of the value that decided, as files hold it, "" for none."""
    reading = verdict.deciding_reading
    return format_period(reading.span) if reading else ""


def decided_period_text(verdict: Verdict) -> str:
    """Return the period of the value that decided for people, "" for none."""
    reading = verdict.deciding_reading
    return _reading_period(reading) if reading else ""


def latest_text(target: Target, verdict: Verdict) -> str:
    """Return the last value known, whatever its period: ``992.15亿元 (2022)``."""
    if verdict.latest_reading is None:
        return ""
    value, period = _reading_parts(target, verdict.latest_reading, verdict.latest_value)
    return gettext("{value} ({figures})").format(value=value, figures=period)


def _reading_parts(
    target: Target, reading: Reading, value: Margin | None
) -> tuple[str, str]:
    """Return a value, as reported where one figure gives it, and its period."""
    if len(reading.figures) == 1 and not reading.pieces:
        figure = reading.figures[0]
        return value_text(figure), figure_period_text(figure)
    amount = interval_text(value, target.bound) if target.bound else ""
    return amount, _reading_period(reading)


def _reading_period(reading: Reading) -> str:
    """Return the period of a reading, or the date of a value at a date."""
    if reading.is_at_date:
        return reading.span.end.isoformat()
    return period_text(reading.span)


def _value_and_period(figure: Figure) -> str:
    return f"{value_text(figure)} {figure_period_text(figure)}"


def evidence_ids(verdict: Verdict) -> str:
    """Return the ids of the used figures: ``F1;F3``."""
    return ";".join(
        [format_figure_id(figure.id) for figure, _, _ in list_items(verdict.evidence)]
    )


def refused_ids(verdict: Verdict) -> str:
    """Return the refused figures with their reasons: ``F2:scope;F4:period``."""
    refusals = list_items(verdict.refusals)
    return _join_refusals(refusals) if refusals else ""


@OfLast
def _join_refusals(refusals: Sequence[Refusal]) -> str:
    return ";".join(_write_refusals(refusals))


@EachOfLast
def _write_refusals(refusal: Refusal) -> str:
    # A reason is the text that it stands for, which is faster than asking for it.
    figure, reason = refusal
    return f"{format_figure_id(figure.id)}:{reason}"
