"""Convert targets and figures to rows and back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from operator import itemgetter
from typing import Any

from targetcli.model.period_reader import read_period
from targetcli.model.quantity import format_digits
from targetcli.model.records import (
    Baseline,
    Basis,
    Better,
    Commitment,
    Figure,
    FigureStatus,
    Metric,
    Origin,
    Target,
    When,
)
from targetcli.store.row_cells import (
    Row,
    UnitReader,
    Value,
    bound_to_row,
    day_text,
    optional_cell,
    read_bound,
    read_day,
    read_digits,
    read_span,
    span_text,
)

# Looking a value up costs a tenth of calling an enumeration.
_BASES = {basis.value: basis for basis in Basis}
_STATUSES = {status.value: status for status in FigureStatus}
_TIMES = {when.value: when for when in When}
_ORIGINS = {origin.value: origin for origin in Origin}

_get_bound_cells = itemgetter("relation", "value", "value_high", "unit")


def target_to_row(target: Target, region_id: int, metric_id: int) -> dict[str, Value]:
    """Write a target."""
    baseline = target.baseline
    return {
        "region_id": region_id,
        "scope": target.scope,
        "metric_id": metric_id,
        "basis": target.basis.value,
        **bound_to_row(target.bound, target.answer),
        "window_start": day_text(target.window_start),
        "deadline": day_text(target.deadline),
        "base_period": span_text(target.base_period),
        "commitment": target.commitment.value if target.commitment else "",
        "baseline_value": format_digits(baseline.value) if baseline else "",
        "baseline_unit": baseline.unit.text if baseline else "",
        "baseline_period": span_text(baseline.period if baseline else None),
        "plan": target.plan,
        "announced": span_text(target.announced),
        "source": target.source or None,
        "locator": target.locator,
        "as_written": target.as_written,
        "note": target.note,
        "revises": target.revises,
        "withdrawn": span_text(target.withdrawn),
        "withdrawn_source": target.withdrawn_source or None,
        "side": target.side.value if target.side else "",
        "deadline_period": span_text(target.deadline_period),
        "when": "" if target.when is When.AT else target.when.value,
        "owner": target.owner,
        "basis_from": target.basis_from.value,
    }


def target_from_row(row: Row, region: str, metric: Metric, units: UnitReader) -> Target:
    """Read a target."""
    _check_order(row["window_start"], row["deadline"])
    bound, answer = read_bound(_get_bound_cells(row), units, metric)
    return Target(
        row["id"],
        region,
        row["scope"],
        metric,
        _BASES[row["basis"]],
        bound,
        answer,
        read_day(row["window_start"]),
        read_day(row["deadline"]),
        read_span(row["base_period"]),
        Commitment(row["commitment"]) if row["commitment"] else None,
        _baseline_from_row(row, units, metric),
        row["plan"],
        read_span(row["announced"]),
        row["source"] or "",
        row["locator"],
        row["as_written"],
        row["note"],
        row["revises"],
        read_span(row["withdrawn"]),
        row["withdrawn_source"] or "",
        Better(side) if (side := optional_cell(row, "side")) else None,
        read_span(optional_cell(row, "deadline_period")),
        _TIMES[optional_cell(row, "when") or When.AT],
        optional_cell(row, "owner"),
        _ORIGINS[optional_cell(row, "basis_from")],
    )


SHARED_FIGURE_COLUMNS = (
    *("scope", "metric_id", "basis", "relation", "unit", "base_period", "status"),
    "source",
)
_OWN_FIGURE_COLUMNS = (
    *("region_id", "value", "value_high", "start", "end", "published", "locator"),
    *("as_written", "note"),
)
FIGURE_ROW = SHARED_FIGURE_COLUMNS + _OWN_FIGURE_COLUMNS


def figure_to_row(figure: Figure, region_id: int, metric_id: int) -> dict[str, Value]:
    """Write a figure."""
    shared = shared_figure_cells(figure, metric_id)
    cells = shared + own_figure_cells(figure, region_id)
    return dict(zip(FIGURE_ROW, cells, strict=True))


def shared_figure_cells(figure: Figure, metric_id: int) -> tuple[Value, ...]:
    """Write the cells of a figure that many others have alike."""
    bound = figure.bound
    return (
        figure.scope,
        metric_id,
        str(figure.basis),
        "" if bound is None else str(bound.relation),
        "" if bound is None else bound.unit.text,
        span_text(figure.base_period),
        str(figure.status),
        figure.source or None,
    )


def own_figure_cells(figure: Figure, region_id: int) -> tuple[Value, ...]:
    """Write the other cells of a figure, most of which it has alone."""
    bound = figure.bound
    high = None if bound is None else bound.value_high
    return (
        region_id,
        figure.answer.value if bound is None else format_digits(bound.value),
        "" if high is None else format_digits(high),
        day_text(figure.start),
        day_text(figure.end),
        span_text(figure.published),
        figure.locator,
        figure.as_written,
        figure.note,
    )


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
    bound, answer = read_bound((relation, value, high, unit), units, metric)
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
        read_span(base_period) if base_period else None,
        _STATUSES[status],
        read_span(published) if published else None,
        source or "",
        locator,
        as_written,
        note,
    )


def _check_order(first: str, last: str) -> None:
    """Refuse a span that ends before it begins, as the store itself does."""
    if first and last and first > last:
        raise ValueError(first, last)


def _baseline_from_row(row: Row, units: UnitReader, metric: Metric) -> Baseline | None:
    if not row["baseline_value"]:
        return None
    return Baseline(
        read_digits(row["baseline_value"]),
        units.read(row["baseline_unit"], metric),
        read_period(row["baseline_period"]),
    )
