"""JSON of one target or figure in full, for ``show``."""

from __future__ import annotations

from targetcli.model.records import Source
from targetcli.render.columns.comparison import comparison_json
from targetcli.render.columns.records import (
    Json,
    figure_json,
    metric_json,
    source_json,
    target_json,
)
from targetcli.render.derivation import derivation_steps
from targetcli.render.undecided.case import Undecided
from targetcli.render.undecided.explanation import explain_undecided
from targetcli.reports.comparison import ComparisonRow
from targetcli.reports.explanation import Explanation, FigureDetail


def figure_detail_json(detail: FigureDetail) -> Json:
    """Return a figure with its source."""
    source = detail.sources.get(detail.figure.source)
    return {
        "schema": "targets.show/1",
        "figure": figure_json(detail.figure),
        "sources": [source_json(source)] if source else [],
    }


def explanation_json(explanation: Explanation) -> Json:
    """Return a target with its verdict, derivation, sources and other versions."""
    row = explanation.row
    return {
        "schema": "targets.show/1",
        "as_of": explanation.as_of.isoformat(),
        "profile": explanation.profile.name,
        "target": target_json(row.target),
        "metric": metric_json(row.target.metric),
        "verdict": comparison_json(row),
        "derivation": list(derivation_steps(row.target, row.verdict, row.context)),
        "would_decide": [_undecided_json(reason) for reason in _list_undecided(row)],
        "sources": [source_json(source) for source in _cited_sources(explanation)],
        "earlier": [comparison_json(row) for row in explanation.earlier],
        "later": [comparison_json(row) for row in explanation.later],
    }


def _list_undecided(row: ComparisonRow) -> tuple[Undecided, ...]:
    return explain_undecided(row.target, row.verdict, row.context)


def _undecided_json(undecided: Undecided) -> Json:
    return {
        "reason": undecided.reason.value,
        "text": undecided.sentence,
        "options": [option._asdict() for option in undecided.options],
    }


def _cited_sources(explanation: Explanation) -> list[Source]:
    """Return the sources of the target and of its used and refused figures."""
    row = explanation.row
    names = [row.target.source, row.target.withdrawn_source]
    names += [used.figure.source for used in row.verdict.evidence]
    names += [refusal.figure.source for refusal in row.verdict.refusals]
    return [
        explanation.sources[name]
        for name in dict.fromkeys(names)
        if name in explanation.sources
    ]
