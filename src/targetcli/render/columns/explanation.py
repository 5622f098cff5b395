"""Explanations as JSON, field by field."""

from __future__ import annotations

from targetcli.model.records import Source
from targetcli.render.columns.comparison_json import compared_json
from targetcli.render.columns.records_json import (
    Json,
    figure_json,
    source_json,
    target_json,
)
from targetcli.render.verdict_steps import derivation
from targetcli.reports.explanation import Explanation, FigureDetail


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


def _cited(told: Explanation) -> list[Source]:
    """Return the sources of the target and of every figure near it."""
    row = told.compared
    named = [row.target.source, row.target.withdrawn_source]
    named += [used.figure.source for used in row.verdict.evidence]
    named += [refusal.figure.source for refusal in row.verdict.refusals]
    return [told.sources[name] for name in dict.fromkeys(named) if name in told.sources]
