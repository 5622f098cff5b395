"""Records as JSON, field by field."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from targetcli.model.bound import Bound
from targetcli.model.fields import (
    FIGURE_FIELDS,
    IDENTITY_FIELDS,
    METRIC_FIELDS,
    MILESTONE_FIELDS,
    REGION_FIELDS,
    SOURCE_FIELDS,
    TARGET_FIELDS,
    UNIT_FIELDS,
    write_json,
)
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
)
from targetcli.model.units import Unit
from targetcli.reports.listings import FileInUse

Json = dict[str, Any]


def target_json(target: Target) -> Json:
    """Write a target."""
    return write_json(TARGET_FIELDS, target)


def figure_json(figure: Figure) -> Json:
    """Write a figure."""
    return write_json(FIGURE_FIELDS, figure)


def region_json(region: Region) -> Json:
    """Write a region."""
    return write_json(REGION_FIELDS, region)


def metric_json(metric: Metric) -> Json:
    """Write a metric."""
    return write_json(METRIC_FIELDS, metric)


def source_json(source: Source) -> Json:
    """Write a source."""
    return write_json(SOURCE_FIELDS, source)


def unit_json(unit: Unit) -> Json:
    """Write a unit."""
    return write_json(UNIT_FIELDS, unit)


def identity_json(identity: Identity) -> Json:
    """Write an identity."""
    return write_json(IDENTITY_FIELDS, identity)


def milestone_json(milestone: Milestone) -> Json:
    """Write a milestone."""
    return write_json(MILESTONE_FIELDS, milestone)


def path_json(file_in_use: FileInUse) -> Json:
    """Write a file in use."""
    return dict(file_in_use._asdict())


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
