"""Convert records to rows and back, digit for digit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple, Protocol

from targetcli.model.bound import Bound, Relation
from targetcli.model.counted_nouns import count_own_noun
from targetcli.model.period import Span, format_period
from targetcli.model.period_reader import read_period
from targetcli.model.quantity import MAX_DIGITS, MAX_LENGTH, format_digits
from targetcli.model.records import (
    Baseline,
    Basis,
    Better,
    Commitment,
    EventAnswer,
    Figure,
    FigureStatus,
    Identity,
    Metric,
    MetricKind,
    Milestone,
    Origin,
    Region,
    ScopedRegion,
    Source,
    Target,
    When,
)
from targetcli.model.unit_table import UnitTable
from targetcli.model.units import NO_UNIT, Unit, UserUnit

Value = str | int | None

# A column that may not be empty holds this where nobody said what a metric means; the
# empty origin beside it tells.
_UNSAID_KIND, _UNSAID_BETTER = MetricKind.FLOW, Better.MORE

# Calling an enumeration costs ten times as much as looking a value up, and asking a
# member for its value four times as much as taking it for the text that it is.
_BASES = {basis.value: basis for basis in Basis}
_RELATIONS = {relation.value: relation for relation in Relation}
_ANSWERS = {answer.value: answer for answer in EventAnswer}
_STATUSES = {status.value: status for status in FigureStatus}
_TIMES = {when.value: when for when in When}
_ORIGINS = {origin.value: origin for origin in Origin}


class Row(Protocol):
    """Row by column name, current or archived."""

    def __getitem__(self, column: str, /) -> Any: ...  # noqa: ANN401 - any column


class UnitReader:
    """Reads units of rows, those of one metric and text once."""

    def __init__(self, table: UnitTable) -> None:
        self._table = table
        self._units: dict[tuple[str, str], Unit] = {}

    def read(self, text: str, metric: Metric) -> Unit:
        """Return the unit of a text beside a metric, whose own noun is a count."""
        key = text, metric.name
        unit = self._units.get(key)
        if unit is None:
            names = (metric.name, metric.name_en, *metric.aliases)
            unit = count_own_noun(self._table.read(text), names) if text else NO_UNIT
            self._units[key] = unit
        return unit


class SaveResult(NamedTuple):
    """Id of a saved record; `is_again` where this write had saved it before."""

    id: int
    is_new: bool
    is_again: bool = False


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
        _optional(row, "currency"),
        _optional(row, "fiscal_year"),
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
    kind_from = Origin(_optional(row, "kind_from") or kind_default)
    unit_from = Origin(_optional(row, "unit_from"))
    better_from = Origin(_optional(row, "better_from"))
    non_negative_from = Origin(_optional(row, "non_negative_from"))
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
        _optional(row, "lexicon"),
    )


def source_to_row(source: Source) -> dict[str, Value]:
    """Write a source; its id is its name, so that a number stays free for rows."""
    return {
        "name": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "published": _span_text(source.published),
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
        _read_span(row["published"]),
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
    return Milestone(row["target_id"], day, _read_digits(row["value"]))


def target_to_row(target: Target, region_id: int, metric_id: int) -> dict[str, Value]:
    """Write a target."""
    baseline = target.baseline
    return {
        "region_id": region_id,
        "scope": target.scope,
        "metric_id": metric_id,
        "basis": target.basis.value,
        **_bound_to_row(target.bound, target.answer),
        "window_start": _day_text(target.window_start),
        "deadline": _day_text(target.deadline),
        "base_period": _span_text(target.base_period),
        "commitment": target.commitment.value if target.commitment else "",
        "baseline_value": format_digits(baseline.value) if baseline else "",
        "baseline_unit": baseline.unit.text if baseline else "",
        "baseline_period": _span_text(baseline.period if baseline else None),
        "plan": target.plan,
        "announced": _span_text(target.announced),
        "source": target.source or None,
        "locator": target.locator,
        "as_written": target.as_written,
        "note": target.note,
        "revises": target.revises,
        "withdrawn": _span_text(target.withdrawn),
        "withdrawn_source": target.withdrawn_source or None,
        "side": target.side.value if target.side else "",
        "deadline_period": _span_text(target.deadline_period),
        "when": "" if target.when is When.AT else target.when.value,
        "owner": target.owner,
        "basis_from": target.basis_from.value,
    }


def target_from_row(row: Row, region: str, metric: Metric, units: UnitReader) -> Target:
    """Read a target."""
    _check_order(row["window_start"], row["deadline"])
    bound, answer = _read_bound(_get_bound_cells(row), units, metric)
    return Target(
        row["id"],
        region,
        row["scope"],
        metric,
        _BASES[row["basis"]],
        bound,
        answer,
        _read_day(row["window_start"]),
        _read_day(row["deadline"]),
        _read_span(row["base_period"]),
        Commitment(row["commitment"]) if row["commitment"] else None,
        _baseline_from_row(row, units, metric),
        row["plan"],
        _read_span(row["announced"]),
        row["source"] or "",
        row["locator"],
        row["as_written"],
        row["note"],
        row["revises"],
        _read_span(row["withdrawn"]),
        row["withdrawn_source"] or "",
        Better(side) if (side := _optional(row, "side")) else None,
        _read_span(_optional(row, "deadline_period")),
        _TIMES[_optional(row, "when") or When.AT],
        _optional(row, "owner"),
        _ORIGINS[_optional(row, "basis_from")],
    )


def figure_to_row(figure: Figure, region_id: int, metric_id: int) -> dict[str, Value]:
    """Write a figure."""
    return {
        "region_id": region_id,
        "scope": figure.scope,
        "metric_id": metric_id,
        "basis": str(figure.basis),
        **_bound_to_row(figure.bound, figure.answer),
        "start": _day_text(figure.start),
        "end": _day_text(figure.end),
        "base_period": _span_text(figure.base_period),
        "status": str(figure.status),
        "published": _span_text(figure.published),
        "source": figure.source or None,
        "locator": figure.locator,
        "as_written": figure.as_written,
        "note": figure.note,
    }


FIGURE_COLUMNS = (
    *("id", "scope", "basis", "relation", "value", "value_high", "unit", "start"),
    *("end", "base_period", "status", "published", "source", "locator"),
    *("as_written", "note"),
)
_get_figure_cells = itemgetter(*FIGURE_COLUMNS)


def figure_from_row(row: Row, region: str, metric: Metric, units: UnitReader) -> Figure:
    """Read a figure."""
    return figure_from_cells(_get_figure_cells(row), region, metric, units)


def figure_from_cells(
    cells: Sequence[Any], region: str, metric: Metric, units: UnitReader
) -> Figure:
    """Read a figure of its cells in the order of `FIGURE_COLUMNS`.

    Looking cells up by name would be a third of the time of reading a figure.
    """
    (
        number,
        scope,
        basis,
        relation,
        value,
        high,
        unit,
        start,
        end,
        base_period,
        status,
        published,
        source,
        locator,
        as_written,
        note,
    ) = cells
    if start and start > end:
        raise ValueError(start, end)
    bound, answer = _read_bound((relation, value, high, unit), units, metric)
    return Figure(
        number,
        region,
        scope,
        metric,
        _BASES[basis],
        bound,
        date.fromisoformat(start) if start else None,
        date.fromisoformat(end),
        answer,
        _read_span(base_period) if base_period else None,
        _STATUSES[status],
        _read_span(published) if published else None,
        source or "",
        locator,
        as_written,
        note,
    )


def _optional(row: Row, column: str) -> str:
    """Return a cell that rows of an older schema do not have."""
    try:
        return row[column] or ""
    except (KeyError, IndexError):
        return ""


def _read_name(name: object) -> str:
    """Return a name; raises `TypeError` for bytes, which no command would store."""
    if not isinstance(name, str):
        raise TypeError(name)
    return name


def _split_aliases(text: str) -> tuple[str, ...]:
    return tuple(text.split("|")) if text else ()


@lru_cache(4096)
def _day_text(day: date | None) -> str:
    return day.isoformat() if day else ""


def _read_day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _check_order(first: str, last: str) -> None:
    """Refuse a span that ends before it begins, as the store itself does."""
    if first and last and first > last:
        raise ValueError(first, last)


def _read_digits(text: str) -> Decimal:
    """Return a number; raises `ValueError` for one that no command would store.

    Decimal itself reads NaN and 1E+999999, and more digits than we reckon with.
    """
    if len(text) > MAX_DIGITS and _has_too_many_digits(text):
        raise ValueError(text[:MAX_LENGTH])
    if text.strip("-.0123456789"):
        raise ValueError(text)
    return Decimal(text)


def _has_too_many_digits(text: str) -> bool:
    significant = text.replace(".", "").strip("-0")
    return len(text) > MAX_LENGTH or len(significant) > MAX_DIGITS


@lru_cache(4096)
def _span_text(span: Span | None) -> str:
    return format_period(span) if span else ""


@lru_cache(maxsize=4096)
def _read_span(text: str) -> Span | None:
    if len(text) == len("2025-12-31") and text[4] == text[7] == "-":
        day = date.fromisoformat(text)
        return Span(day, day)
    return read_period(text) if text else None


def _bound_to_row(bound: Bound | None, answer: EventAnswer) -> dict[str, Value]:
    if bound is None:
        return {"relation": "", "value": answer.value, "value_high": "", "unit": ""}
    high = bound.value_high
    return {
        "relation": str(bound.relation),
        "value": format_digits(bound.value),
        "value_high": "" if high is None else format_digits(high),
        "unit": bound.unit.text,
    }


_get_bound_cells = itemgetter("relation", "value", "value_high", "unit")


def _read_bound(
    cells: tuple[str, str, str, str], units: UnitReader, metric: Metric
) -> tuple[Bound | None, EventAnswer]:
    relation, value, high, unit = cells
    if value in _ANSWERS:
        return None, _ANSWERS[value]
    bound = Bound(
        _RELATIONS[relation],
        _read_digits(value),
        _read_digits(high) if high else None,
        units.read(unit, metric),
    )
    return bound, EventAnswer.UNSAID


def _baseline_from_row(row: Row, units: UnitReader, metric: Metric) -> Baseline | None:
    if not row["baseline_value"]:
        return None
    return Baseline(
        _read_digits(row["baseline_value"]),
        units.read(row["baseline_unit"], metric),
        read_period(row["baseline_period"]),
    )
