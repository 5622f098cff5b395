"""Records as JSON, field by field."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from targetcli.model.bound import Bound
from targetcli.model.period import Span, format_period
from targetcli.model.quantity import format_digits
from targetcli.model.records import (
    Figure,
    Identity,
    Metric,
    Milestone,
    Region,
    Source,
    Target,
    format_figure_id,
    format_target_id,
)
from targetcli.model.units import Unit
from targetcli.reports.listings import FileInUse

Json = dict[str, Any]


def target_json(target: Target) -> Json:
    """Write a target."""
    baseline = target.baseline
    return {
        "id": format_target_id(target.id),
        "region": target.region,
        "scope": target.scope,
        "metric": target.metric.name,
        "basis": target.basis.value,
        **bound_json(target.bound, target.answer.value),
        "window_start": day_or_null(target.window_start),
        "deadline": day_or_null(target.deadline),
        "base_period": span_or_null(target.base_period),
        "commitment": target.commitment.value if target.commitment else None,
        "baseline_value": format_digits(baseline.value) if baseline else None,
        "baseline_unit": baseline.unit.text if baseline else None,
        "baseline_period": span_or_null(baseline.period if baseline else None),
        "plan": target.plan or None,
        "announced": span_or_null(target.announced),
        "source": target.source or None,
        "locator": target.locator or None,
        "as_written": target.as_written or None,
        "note": target.note or None,
        "revises": format_target_id(target.revises) or None,
        "withdrawn": span_or_null(target.withdrawn),
        "withdrawn_source": target.withdrawn_source or None,
    }


def figure_json(figure: Figure) -> Json:
    """Write a figure."""
    return {
        "id": format_figure_id(figure.id),
        "region": figure.region,
        "scope": figure.scope,
        "metric": figure.metric.name,
        "basis": figure.basis.value,
        **bound_json(figure.bound, figure.answer.value),
        "start": day_or_null(figure.start),
        "end": day_or_null(figure.end),
        "base_period": span_or_null(figure.base_period),
        "status": figure.status.value,
        "published": span_or_null(figure.published),
        "source": figure.source or None,
        "locator": figure.locator or None,
        "as_written": figure.as_written or None,
        "note": figure.note or None,
    }


def region_json(region: Region) -> Json:
    """Write a region."""
    return {**region._asdict(), "aliases": list(region.aliases)}


def metric_json(metric: Metric) -> Json:
    """Write a metric."""
    return {**metric._asdict(), "aliases": list(metric.aliases)}


def source_json(source: Source) -> Json:
    """Write a source."""
    return {**source._asdict(), "published": span_or_null(source.published)}


def unit_json(unit: Unit) -> Json:
    """Write a unit."""
    factor = str(unit.numerator)
    return {"name": unit.text, "dimension": unit.dimension, "factor": factor}


def identity_json(identity: Identity) -> Json:
    """Write an identity."""
    return {
        "whole": identity.whole.text,
        "parts": [part.text for part in identity.parts],
        "source": identity.source or None,
    }


def milestone_json(milestone: Milestone) -> Json:
    """Write a milestone."""
    return {
        "target": format_target_id(milestone.target_id),
        "date": milestone.day.isoformat(),
        "value": format_digits(milestone.value),
    }


def path_json(place: FileInUse) -> Json:
    """Write a file in use."""
    return dict(place._asdict())


def bound_json(bound: Bound | None, answer: str) -> Json:
    """Write what is asked or reported."""
    if bound is None:
        unsaid = {"relation": None, "value": answer or None}
        return {**unsaid, "value_high": None, "unit": None}
    return {
        "relation": bound.relation.value,
        "value": format_digits(bound.value),
        "value_high": number(bound.value_high),
        "unit": bound.unit.text,
    }


def number(value: Decimal | None) -> str | None:
    """Write a number as a string, or null."""
    return None if value is None else format_digits(value)


def day_or_null(day: date | None) -> str | None:
    """Write a day, or null."""
    return day.isoformat() if day else None


def span_or_null(span: Span | None) -> str | None:
    """Write a period, or null."""
    return format_period(span) if span else None
