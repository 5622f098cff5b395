"""Comparisons as JSON, field by field."""

from __future__ import annotations

from targetcli.judging.gate import Refusal
from targetcli.judging.judge import UsedFigure, Verdict
from targetcli.judging.pace import Pace, Rates
from targetcli.model.records import Figure, format_target_id
from targetcli.render.columns.comparison import margin_ends, row_margin_ends
from targetcli.render.columns.records_json import (
    Json,
    bound_json,
    day_or_null,
    figure_json,
    number,
    place_text,
    span_or_null,
)
from targetcli.render.verdict_labels import flip_cause, pace_class
from targetcli.reports.comparison import Compared


def comparison_json(row: Compared) -> Json:
    """Write a target beside its evidence."""
    target, verdict = row.target, row.verdict
    margin, margin_high, relation = row_margin_ends(row)
    return {
        "id": format_target_id(target.id),
        "region": target.region,
        "scope": target.scope,
        "metric": target.metric.name,
        "basis": target.basis.value,
        **bound_json(target.bound, target.answer.value),
        "window_start": day_or_null(target.window_start),
        "deadline": day_or_null(target.deadline),
        "as_written": target.as_written or None,
        "outcome": verdict.outcome.value,
        "provisional": verdict.provisional_status is not None,
        "provisional_status": verdict.provisional_status.value
        if verdict.provisional_status
        else None,
        "margin": margin or None,
        "margin_high": margin_high or None,
        "margin_relation": relation or None,
        "share": number(verdict.share),
        "reasons": [reason.value for reason in verdict.reasons],
        "cautions": [reason.value for reason in verdict.cautions],
        "flip": _flip_json(verdict),
        "happened": span_or_null(verdict.happened_in),
        "pace": _pace_json(verdict.pace),
        "evidence": [_used_json(used) for used in verdict.evidence],
        "refused": [_refusal_json(refusal) for refusal in verdict.refusals],
        "revises": format_target_id(target.revises) or None,
        "superseded_by": [format_target_id(new) for new in row.superseded_by],
        "asks_less": bool(row.descent and row.descent.asks_less),
        "after_outcome": bool(row.descent and row.descent.after_outcome),
        "first_judged": _first_verdict_json(row),
        "flipped_by": flip_cause(row),
    }


def _first_verdict_json(row: Compared) -> Json | None:
    if row.first is None:
        return None
    verdict = row.first.verdict
    margin, margin_high, relation = margin_ends(verdict.margin)
    return {
        "as_of": row.first.day.isoformat(),
        "outcome": verdict.outcome.value,
        "provisional_status": verdict.provisional_status.value
        if verdict.provisional_status
        else None,
        "margin": margin or None,
        "margin_high": margin_high or None,
        "margin_relation": relation or None,
    }


def _used_json(used: UsedFigure) -> Json:
    converted_to = place_text(used.identity.whole) if used.identity else None
    return {
        "role": used.role.value,
        **_brief_figure_json(used.figure),
        "identity": converted_to,
    }


def _refusal_json(refusal: Refusal) -> Json:
    return {"reason": refusal.reason.value, **_brief_figure_json(refusal.figure)}


def _brief_figure_json(figure: Figure) -> Json:
    document = figure_json(figure)
    left_out = ("base_period", "locator", "as_written", "note", "metric")
    return {key: value for key, value in document.items() if key not in left_out}


def _pace_json(pace: Pace | None) -> Json | None:
    if pace is None:
        return None
    grade = pace.grade
    return {
        "path": pace.path_kind.value,
        "ratio": number(pace.ratio),
        "gap_points": number(pace.gap_points),
        "class": pace_class(pace),
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
