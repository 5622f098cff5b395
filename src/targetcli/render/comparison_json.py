"""Comparisons and explanations as JSON, field by field."""

from __future__ import annotations

from targetcli.judging.evidence import Refusal
from targetcli.judging.pace import Pace
from targetcli.judging.verdict import Used, Verdict
from targetcli.model.records import Figure, Source, target_name
from targetcli.render.as_json import Json
from targetcli.render.comparison_table import margin_ends
from targetcli.render.derivation import derivation
from targetcli.render.record_json import (
    bound_json,
    day_or_null,
    figure_json,
    number,
    place_text,
    source_json,
    span_or_null,
    target_json,
)
from targetcli.reports.comparison import Compared
from targetcli.reports.explanation import Explanation, FigureDetail


def compared_json(row: Compared) -> Json:
    """Write a target beside its evidence."""
    target, verdict = row.target, row.verdict
    margin, margin_high, relation = margin_ends(row)
    return {
        "id": target_name(target.id),
        "region": target.region,
        "scope": target.scope,
        "metric": target.metric.name,
        "basis": target.basis.value,
        **bound_json(target.bound, target.answer.value),
        "window_start": day_or_null(target.window_start),
        "deadline": day_or_null(target.deadline),
        "as_written": target.as_written or None,
        "outcome": verdict.outcome.value,
        "provisional": verdict.provisional is not None,
        "provisional_status": verdict.provisional.value
        if verdict.provisional
        else None,
        "margin": margin or None,
        "margin_high": margin_high or None,
        "margin_relation": relation or None,
        "share": number(verdict.share),
        "reasons": [reason.value for reason in verdict.reasons],
        "cautions": [reason.value for reason in verdict.cautions],
        "flip": _flip(verdict),
        "happened": span_or_null(verdict.happened),
        "pace": _pace(verdict.pace),
        "evidence": [_used(used) for used in verdict.evidence],
        "refused": [_refused(refusal) for refusal in verdict.refused],
        "superseded_by": [target_name(new) for new in row.superseded_by],
    }


def figure_detail_json(told: FigureDetail) -> Json:
    """Write one figure with its source."""
    source = told.sources.get(told.figure.source)
    return {
        "schema": "targets.show/1",
        "figure": figure_json(told.figure),
        "sources": [source_json(source)] if source else [],
    }


def explanation_json(told: Explanation) -> Json:
    """Write one target with all that bears on it."""
    return {
        "schema": "targets.show/1",
        "as_of": told.as_of.isoformat(),
        "profile": told.profile.name,
        "target": target_json(told.compared.target),
        "verdict": compared_json(told.compared),
        "derivation": list(derivation(told.compared.target, told.compared.verdict)),
        "sources": [source_json(source) for source in _cited(told)],
        "earlier": [compared_json(row) for row in told.earlier],
        "later": [compared_json(row) for row in told.later],
    }


def _used(used: Used) -> Json:
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
    return {
        "path": pace.path.value,
        "ratio": number(pace.ratio),
        "gap_points": number(pace.gap_points),
        "class": pace.pace_class.value,
        "done": number(pace.done),
        "elapsed": number(pace.elapsed),
    }


def _flip(verdict: Verdict) -> Json | None:
    if verdict.flip is None:
        return None
    relative, absolute = verdict.flip
    return {"relative": number(relative), "absolute": number(absolute)}


def _cited(told: Explanation) -> list[Source]:
    """Return the sources of the target and of every figure near it."""
    row = told.compared
    named = [row.target.source, row.target.withdrawn_source]
    named += [used.figure.source for used in row.verdict.evidence]
    named += [refusal.figure.source for refusal in row.verdict.refused]
    return [told.sources[name] for name in dict.fromkeys(named) if name in told.sources]
