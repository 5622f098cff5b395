"""Columns and JSON of a comparison: a target, its evidence and its verdict."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter

from targetcli.judging.lazy_sequence import list_items
from targetcli.judging.margins import Margin
from targetcli.judging.outcome import Meaning, UsedFigure, Verdict
from targetcli.judging.pace import Pace, Rates
from targetcli.judging.reasons import Refusal
from targetcli.model.field import create_json_writer
from targetcli.model.fields import FIGURE_FIELDS, TARGET_FIELDS
from targetcli.model.period import format_period
from targetcli.model.records import (
    Better,
    Origin,
    Target,
    format_figure_id,
    format_target_id,
)
from targetcli.model.sides import find_own_side
from targetcli.render.charts.progress_bar import progress_bar
from targetcli.render.columns.records import Json, number, span_or_null, target_columns
from targetcli.render.grade_labels import grade_label
from targetcli.render.i18n import label
from targetcli.render.last_value import EachOfLast, OfLast
from targetcli.render.record_text import number_text
from targetcli.render.table import (
    CellContent,
    Column,
    Layout,
    code_column,
    codes_column,
    day_column,
    flag_column,
    lift_column,
    number_column,
)
from targetcli.render.verdict_text import (
    PaceForm,
    decided_period_key,
    evidence_ids,
    evidence_text,
    find_grade_label,
    flip_cause,
    margin_text,
    outcome_text,
    pace_label,
    percent_text,
    refused_ids,
    result_text,
    verdict_color,
)
from targetcli.reports.comparison import ComparisonRow

_FILE_KEYS = (
    *("id", "region", "scope", "metric", "basis", "relation", "value", "value_high"),
    *("unit", "window_start", "deadline", "outcome", "provisional", "margin"),
    *("margin_high", "margin_relation", "share", "reasons", "cautions", "pace"),
    *("pace_path", "pace_gap_points", "evidence", "refused", "revises"),
    *("superseded_by", "asks_less", "after_outcome", "first_judged"),
    *("first_outcome", "flipped_by", "figure_value", "figure_value_high"),
    *("figure_relation", "figure_period"),
)


_TARGET_JSON_KEYS = (
    *("id", "region", "scope", "metric", "basis", "relation", "value", "value_high"),
    *("unit", "window_start", "deadline", "as_written"),
)
_UNSHOWN_FIGURE_KEYS = ("base_period", "locator", "as_written", "note", "metric")
_write_target = create_json_writer(
    field for field in TARGET_FIELDS if field.key in _TARGET_JSON_KEYS
)
_write_figure = create_json_writer(
    field for field in FIGURE_FIELDS if field.key not in _UNSHOWN_FIGURE_KEYS
)


def comparison_layout() -> Layout[ComparisonRow]:
    """Return the columns of a comparison."""
    brief = ("id", "subject", "target", "by", "figure", "result", "gap")
    return Layout(comparison_columns(), _FILE_KEYS, brief, ("progress",))


def comparison_columns() -> tuple[Column[ComparisonRow], ...]:
    """Return every column of a compared target."""
    of_target = (lift_column(column, _get_target) for column in target_columns())
    return (
        *of_target,
        Column(
            "outcome",
            lambda row: row.verdict.outcome.value,
            label=lambda row: label(row.verdict.outcome),
            color_key=_outcome_color,
        ),
        code_column("provisional", lambda row: row.verdict.provisional_status),
        number_column("margin", lambda row: _list_margin_ends(row.verdict)[0]),
        number_column("margin_high", lambda row: _list_margin_ends(row.verdict)[1]),
        Column("margin_relation", lambda row: _list_margin_ends(row.verdict)[2]),
        number_column("share", lambda row: number_text(row.verdict.share)),
        codes_column("reasons", lambda row: row.verdict.reasons),
        codes_column("cautions", lambda row: row.verdict.cautions),
        Column(
            "pace",
            lambda r: pace_label(r.verdict.pace, PaceForm.KEY),
            label=lambda r: pace_label(r.verdict.pace, PaceForm.WORDS),
            color_key=light_color,
        ),
        code_column(
            "pace_path",
            lambda r: r.verdict.pace.path_kind if r.verdict.pace else None,
        ),
        number_column(
            "pace_gap_points",
            lambda r: number_text(r.verdict.pace.gap_points) if r.verdict.pace else "",
        ),
        number_column("figure_value", lambda row: _decided_ends(row.verdict)[0]),
        number_column("figure_value_high", lambda row: _decided_ends(row.verdict)[1]),
        Column("figure_relation", lambda row: _decided_ends(row.verdict)[2]),
        Column(
            "figure_period",
            lambda row: decided_period_key(row.verdict),
            content=CellContent.DAY,
        ),
        Column("evidence", lambda row: evidence_ids(row.verdict)),
        Column("refused", lambda row: refused_ids(row.verdict)),
        Column(
            "superseded_by",
            lambda row: ";".join(format_target_id(new) for new in row.superseded_by),
        ),
        Column(
            "figure",
            lambda row: evidence_text(row.target, row.verdict),
            no_wrap=True,
        ),
        Column("result", result_text, color_key=lambda row: verdict_color(row.verdict)),
        day_column("first_judged", _first_judged),
        Column("first_outcome", _first_outcome, color_key=_first_outcome_color),
        code_column("flipped_by", flip_cause),
        flag_column("asks_less", _asks_less),
        flag_column("after_outcome", _is_after_outcome),
        Column("gap", _gap_text, no_wrap=True),
        Column("progress", _progress_text, no_wrap=True),
    )


_get_target: Callable[[ComparisonRow], Target] = attrgetter("target")


def _margin_ends(margin: Margin | None) -> tuple[str, str, str]:
    """Return the lower and the upper end of a margin, and their relation.

    The relation is ``=``, ``>=`` (at least), ``<=`` (at most), ``range`` or ``~``.
    """
    if margin is None:
        return "", "", ""
    if margin.low == margin.high:
        return number_text(margin.low), "", "=" if margin.is_exact else "~"
    if margin.low is None:
        return number_text(margin.high), "", "<="
    if margin.high is None:
        return number_text(margin.low), "", ">="
    return number_text(margin.low), number_text(margin.high), "range"


@OfLast
def _list_margin_ends(verdict: Verdict) -> tuple[str, str, str]:
    """Return the ends of the margin of a verdict, and their relation."""
    return _margin_ends(verdict.margin)


@OfLast
def _decided_ends(verdict: Verdict) -> tuple[str, str, str]:
    """Return the value that decided, in the target's unit, as a margin is written."""
    return _margin_ends(verdict.deciding_value)


def _gap_text(row: ComparisonRow) -> str:
    return margin_text(row.verdict.margin, row.target.bound)


def _progress_text(row: ComparisonRow) -> str:
    """Return the share reached, with a bar where more is better."""
    share, meaning = row.verdict.share, row.verdict.meaning
    if share is None or meaning is None:
        return ""
    text = f"{percent_text(share):>6}"
    if meaning.side is not Better.MORE:
        return text
    return f"{text} {progress_bar(share)}"


def _first_judged(row: ComparisonRow) -> str:
    return row.first_verdict.day.isoformat() if row.first_verdict else ""


def _first_outcome(row: ComparisonRow) -> str:
    first = row.first_verdict
    return outcome_text(first.verdict) if first else ""


def _outcome_color(row: ComparisonRow) -> str:
    return row.verdict.outcome.value


def light_text(row: ComparisonRow) -> str:
    """Return the light of a profile with its sign, else the pace in words."""
    grade = find_grade_label(row.verdict)
    if grade is not None:
        return grade.sign_and_text
    return pace_label(row.verdict.pace, PaceForm.WORDS)


def light_color(row: ComparisonRow) -> str:
    """Return the color key of the light, else of the pace."""
    grade = find_grade_label(row.verdict)
    return grade.color_key if grade else pace_label(row.verdict.pace, PaceForm.KEY)


def _first_outcome_color(row: ComparisonRow) -> str:
    return row.first_verdict.verdict.outcome.value if row.first_verdict else ""


def _asks_less(row: ComparisonRow) -> bool:
    return row.revision is not None and row.revision.is_easier


def _is_after_outcome(row: ComparisonRow) -> bool:
    return row.revision is not None and row.revision.is_after_outcome


def comparison_json(row: ComparisonRow) -> Json:
    """Return a target with its verdict and evidence."""
    target, verdict = row.target, row.verdict
    return {
        **_write_target(target),
        "outcome": verdict.outcome.value,
        "provisional": verdict.provisional_status is not None,
        "provisional_status": verdict.provisional_status,
        **_margin_json(verdict.margin),
        "share": number(verdict.share),
        "reasons": list(verdict.reasons),
        "cautions": list(verdict.cautions),
        "flip": _flip_json(verdict),
        "happened": span_or_null(verdict.happened_in),
        "pace": _pace_json(verdict.pace),
        "evidence": [_used_json(used) for used in verdict.evidence],
        "refused": _refusals_json(list_items(verdict.refusals)),
        "revises": format_target_id(target.revises) or None,
        "superseded_by": [format_target_id(new) for new in row.superseded_by],
        "asks_less": _asks_less(row),
        "after_outcome": _is_after_outcome(row),
        "first_judged": _first_verdict_json(row),
        "flipped_by": flip_cause(row),
        "meaning": _single_meaning_json(verdict),
        "meanings": [
            {**_meaning_json(meaning), "outcome": outcome.value}
            for meaning, outcome in verdict.meanings
        ],
        "origins": _origins_json(target),
        "latest": _latest_json(verdict),
        "figure": _decided_json(verdict),
    }


def _single_meaning_json(verdict: Verdict) -> Json | None:
    """Return the one meaning that a target can have; null where there are several."""
    if verdict.meaning is None or verdict.meanings:
        return None
    return _meaning_json(verdict.meaning)


def _meaning_json(meaning: Meaning) -> Json:
    return {part: value.value for part, value in meaning._asdict().items()}


def _origins_json(target: Target) -> Json:
    """Return who says what a target means; null for nobody."""
    metric = target.metric
    better_from = Origin.SAID if find_own_side(target) else metric.better_from
    return {
        "kind": metric.kind_from.value or None,
        "side": better_from.value or None,
        "basis": target.basis_from.value or None,
    }


def _decided_json(verdict: Verdict) -> Json | None:
    """Return the value that decided, in the target's unit, with its period."""
    if verdict.deciding_reading is None:
        return None
    low, high, relation = _decided_ends(verdict)
    return {
        "period": decided_period_key(verdict),
        "value": low or None,
        "value_high": high or None,
        "relation": relation or None,
    }


def _latest_json(verdict: Verdict) -> Json | None:
    """Return the last value known, in the target's unit, whatever its period."""
    reading = verdict.latest_reading
    if reading is None:
        return None
    low, high, relation = _margin_ends(verdict.latest_value)
    return {
        "period": format_period(reading.span),
        "value": low or None,
        "value_high": high or None,
        "relation": relation or None,
        "figures": [format_figure_id(figure.id) for figure in reading.figures],
    }


def _first_verdict_json(row: ComparisonRow) -> Json | None:
    if row.first_verdict is None:
        return None
    verdict = row.first_verdict.verdict
    return {
        "as_of": row.first_verdict.day.isoformat(),
        "outcome": verdict.outcome.value,
        "provisional_status": verdict.provisional_status,
        **_margin_json(verdict.margin),
    }


def _margin_json(margin: Margin | None) -> Json:
    low, high, relation = _margin_ends(margin)
    return {
        "margin": low or None,
        "margin_high": high or None,
        "margin_relation": relation or None,
    }


def _used_json(used: UsedFigure) -> Json:
    identity = used.identity.whole.text if used.identity else None
    figure = _write_figure(used.figure)
    return {"role": used.role.value, **figure, "identity": identity}


@EachOfLast
def _refusals_json(refusal: Refusal) -> Json:
    figure, reason = refusal
    return {"reason": reason.value, **_write_figure(figure)}


def _pace_json(pace: Pace | None) -> Json | None:
    if pace is None:
        return None
    grade = grade_label(pace.grade) if pace.grade else None
    return {
        "path": pace.path_kind.value,
        "ratio": number(pace.ratio),
        "gap_points": number(pace.gap_points),
        "class": pace_label(pace, PaceForm.KEY),
        "done": number(pace.done_share),
        "elapsed": number(pace.elapsed_share),
        "label": {"en": grade.en, "zh": grade.zh} if grade else None,
        "color": grade.color if grade else None,
        "rates": _rates_json(pace.rates) if pace.rates else None,
    }


def _rates_json(rates: Rates) -> Json:
    return {
        "months": rates.months,
        "so_far": number(rates.so_far),
        "needed": number(rates.needed),
    }


def _flip_json(verdict: Verdict) -> Json | None:
    if verdict.flip is None:
        return None
    relative, absolute = verdict.flip
    return {"relative": number(relative), "absolute": number(absolute)}
