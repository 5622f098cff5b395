"""Convert the records that targets and figures refer to, to rows and back."""

from __future__ import annotations

from datetime import date

from targetcli.model.quantity import format_digits
from targetcli.model.records import (
    Better,
    Identity,
    Metric,
    MetricKind,
    Milestone,
    Origin,
    Region,
    ScopedRegion,
    Source,
)
from targetcli.model.units import UserUnit
from targetcli.store.row_cells import (
    Row,
    Value,
    optional_cell,
    read_digits,
    read_span,
    span_text,
)

# A column that may not be empty holds this where nobody said what a metric means; the
# empty origin beside it tells.
_UNSAID_KIND, _UNSAID_BETTER = MetricKind.FLOW, Better.MORE


def region_to_row(region: Region) -> dict[str, Value]:
    """Write a region; a parent is named, and absent rather than empty."""
    return {
        "name": region.name,
        "name_en": region.name_en,
        "parent": region.parent or None,
        "code": region.code,
        "aliases": "|".join(region.aliases),
        "currency": region.currency,
        "fiscal_year": region.fiscal_year,
    }


def region_from_row(row: Row) -> Region:
    """Read a region."""
    return Region(
        _read_name(row["name"]),
        row["name_en"],
        row["parent"] or "",
        row["code"],
        _split_aliases(row["aliases"]),
        optional_cell(row, "currency"),
        optional_cell(row, "fiscal_year"),
    )


def metric_to_row(metric: Metric) -> dict[str, Value]:
    """Write a metric."""
    return {
        "name": metric.name,
        "name_en": metric.name_en,
        "kind": (metric.kind or _UNSAID_KIND).value,
        "better": (metric.better or _UNSAID_BETTER).value,
        "non_negative": "yes" if metric.non_negative else "",
        "unit": metric.unit,
        "aliases": "|".join(metric.aliases),
        "kind_from": metric.kind_from.value,
        "better_from": metric.better_from.value,
        "non_negative_from": metric.non_negative_from.value,
        "unit_from": metric.unit_from.value,
        "lexicon": metric.lexicon,
    }


def metric_from_row(row: Row) -> Metric:
    """Read a metric; an event needs no origin, as its records say yes or no."""
    is_event = row["kind"] == MetricKind.EVENT
    kind_default = Origin.KNOWN if is_event else Origin.UNSAID
    kind_from = Origin(optional_cell(row, "kind_from") or kind_default)
    unit_from = Origin(optional_cell(row, "unit_from"))
    better_from = Origin(optional_cell(row, "better_from"))
    non_negative_from = Origin(optional_cell(row, "non_negative_from"))
    return Metric(
        _read_name(row["name"]),
        row["name_en"],
        MetricKind(row["kind"]) if kind_from else None,
        Better(row["better"]) if better_from else None,
        row["non_negative"] == "yes" if non_negative_from else None,
        row["unit"] if unit_from else "",
        _split_aliases(row["aliases"]),
        kind_from,
        better_from,
        non_negative_from,
        unit_from,
        optional_cell(row, "lexicon"),
    )


def source_to_row(source: Source) -> dict[str, Value]:
    """Write a source; its id is its name, so that a number stays free for rows."""
    return {
        "name": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "published": span_text(source.published),
        "url": source.url,
        "archived_url": source.archived_url,
        "sha256": source.sha256,
        "aliases": "|".join(source.aliases),
    }


def source_from_row(row: Row) -> Source:
    """Read a source."""
    return Source(
        row["name"],
        row["title"],
        row["publisher"],
        read_span(row["published"]),
        row["url"],
        row["archived_url"],
        row["sha256"],
        _split_aliases(row["aliases"]),
    )


def unit_to_row(unit: UserUnit) -> dict[str, Value]:
    """Write a user's unit."""
    return {"name": unit.name, "dimension": unit.dimension, "factor": unit.factor}


def unit_from_row(row: Row) -> UserUnit:
    """Read a user's unit."""
    if row["factor"] <= 0:
        raise ValueError(row["factor"])
    return UserUnit(row["name"], row["dimension"], row["factor"])


def identity_to_row(identity: Identity) -> dict[str, Value]:
    """Write an identity; parts are ``region@scope`` joined by ``|``."""
    return {
        "whole_region": identity.whole.region,
        "whole_scope": identity.whole.scope,
        "parts": "|".join(part.text for part in identity.parts),
        "source": identity.source or None,
    }


def identity_from_row(row: Row) -> Identity:
    """Read an identity."""
    parts = (part.partition("@") for part in row["parts"].split("|"))
    return Identity(
        ScopedRegion(row["whole_region"], row["whole_scope"]),
        tuple(ScopedRegion(region, scope) for region, _, scope in parts),
        row["source"] or "",
    )


def milestone_to_row(milestone: Milestone) -> dict[str, Value]:
    """Write a milestone."""
    return {
        "target_id": milestone.target_id,
        "day": milestone.day.isoformat(),
        "value": format_digits(milestone.value),
    }


def milestone_from_row(row: Row) -> Milestone:
    """Read a milestone."""
    day = date.fromisoformat(row["day"])
    return Milestone(row["target_id"], day, read_digits(row["value"]))


def _read_name(name: object) -> str:
    """Return a name; raises `TypeError` for bytes, which no command would store."""
    if not isinstance(name, str):
        raise TypeError(name)
    return name


def _split_aliases(text: str) -> tuple[str, ...]:
    return tuple(text.split("|")) if text else ()
