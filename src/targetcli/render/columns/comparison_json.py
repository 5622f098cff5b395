"""Comparisons as JSON, field by field."""

from __future__ import annotations

from targetcli.judging.gate import Refusal
from targetcli.judging.judge import UsedFigure, Verdict
from targetcli.judging.pace import Pace, Rates
from targetcli.model.records import Figure, format_target_id
from targetcli.render.columns.comparison import ends_of, margin_ends
from targetcli.render.columns.records_json import (
    Json,
    bound_json,
    day_or_null,
    figure_json,
    number,
    place_text,
    span_or_null,
)
from targetcli.render.verdict_labels import flipped_by, pace_class
from targetcli.reports.comparison import Compared


def compared_json(row: Compared) -> Json:
    """Write a target beside its evidence."""
    target, verdict = row.target, row.verdict
    margin, margin_high, relation = margin_ends(row)
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
        "flip": _flip(verdict),
        "happened": span_or_null(verdict.happened_in),
        "pace": _pace(verdict.pace),
        "evidence": [_used(used) for used in verdict.evidence],
        "refused": [_refused(refusal) for refusal in verdict.refusals],
        "revises": format_target_id(target.revises) or None,
        "superseded_by": [format_target_id(new) for new in row.superseded_by],
        "asks_less": bool(row.descent and row.descent.asks_less),
        "after_outcome": bool(row.descent and row.descent.after_outcome),
        "first_judged": _first(row),
        "flipped_by": flipped_by(row),
    }


def _first(row: Compared) -> Json | None:
    if row.first is None:
        return None
    then = row.first.verdict
    margin, margin_high, relation = ends_of(then.margin)
    return {
        "as_of": row.first.day.isoformat(),
        "outcome": then.outcome.value,
        "provisional_status": then.provisional_status.value
        if then.provisional_status
        else None,
        "margin": margin or None,
        "margin_high": margin_high or None,
        "margin_relation": relation or None,
    }


def _used(used: UsedFigure) -> Json:
    via = place_text(used.identity.whole) if used.identity else None
    return {"role": used.role.value, **_shortly(used.figure), "identity": via}


def _refused(refusal: Refusal) -> Json:
    return {"reason": refusal.reason.value, **_shortly(refusal.figure)}


def _shortly(figure: Figure) -> Json:
    whole = figure_json(figure)
    unsaid = ("base_period", "locator", "as_written", "note", "metric")
    return {key: value for key, value in whole.items() if key not in unsaid}


def _pace(pace: Pace | None) -> Json | None:
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
        "rates": _rates(pace.rates) if pace.rates else None,
    }


def _rates(rates: Rates) -> Json:
    return {
        "months": rates.months,
        "so_far": number(rates.so_far),
        "needed": number(rates.needed),
    }


def _flip(verdict: Verdict) -> Json | None:
    if verdict.flip is None:
        return None
    relative, absolute = verdict.flip
    return {"relative": number(relative), "absolute": number(absolute)}
