"""Convert targets and figures to rows and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any

from targetcli.model.named_tuples import fill
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
    Region,
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
    read_iso_day,
    read_span,
    span_text,
)

# Looking a value up costs a tenth of calling an enumeration.
_BASES = {basis.value: basis for basis in Basis}
_STATUSES = {status.value: status for status in FigureStatus}
_TIMES = {when.value: when for when in When}
_ORIGINS = {origin.value: origin for origin in Origin}

_AT = When.AT


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


_FIRST_TARGET_COLUMNS = (
    *("id", "region_id", "scope", "metric_id", "basis", "relation", "value"),
    *("value_high", "unit", "window_start", "deadline", "base_period", "commitment"),
    *("baseline_value", "baseline_unit", "baseline_period", "plan", "announced"),
    *("source", "locator", "as_written", "note", "revises", "withdrawn"),
    "withdrawn_source",
)
# Archived rows of an older schema do not have them.
_LATER_TARGET_COLUMNS = ("side", "deadline_period", "when", "owner", "basis_from")
TARGET_COLUMNS = _FIRST_TARGET_COLUMNS + _LATER_TARGET_COLUMNS


class _RecordReader:
    """Reads rows that name their region and metric by id."""

    def __init__(
        self,
        regions: Mapping[Any, Region],
        metrics: Mapping[Any, Metric],
        units: UnitReader,
    ) -> None:
        self._regions, self._metrics, self._units = regions, metrics, units


class TargetReader(_RecordReader):
    """Reads rows of targets."""

    def read_row(self, row: Row) -> Target:
        """Read a target of a row by column name."""
        first = [row[column] for column in _FIRST_TARGET_COLUMNS]
        later = [optional_cell(row, column) for column in _LATER_TARGET_COLUMNS]
        return self.read((*first, *later))

    def read(self, cells: Sequence[Any]) -> Target:
        """Read a target of its cells in the order of `TARGET_COLUMNS`."""
        (
            number,
            region_id,
            scope,
            metric_id,
            basis,
            relation,
            value,
            high,
            unit,
            window_start,
            deadline,
            base_period,
            commitment,
            *baseline,
            plan,
            announced,
            source,
            locator,
            as_written,
            note,
            revises,
            withdrawn,
            withdrawn_source,
            side,
            deadline_period,
            when,
            owner,
            basis_from,
        ) = cells
        region, metric = self._regions[region_id].name, self._metrics[metric_id]
        if window_start and deadline and window_start > deadline:
            raise ValueError(window_start, deadline)
        bound, answer = read_bound(relation, value, high, unit, self._units, metric)
        return Target(
            number,
            region,
            scope,
            metric,
            _BASES[basis],
            bound,
            answer,
            read_day(window_start),
            read_day(deadline),
            read_span(base_period),
            Commitment(commitment) if commitment else None,
            self._read_baseline(baseline, metric),
            plan,
            read_span(announced),
            source or "",
            locator,
            as_written,
            note,
            revises,
            read_span(withdrawn),
            withdrawn_source or "",
            Better(side) if side else None,
            read_span(deadline_period),
            _TIMES[when] if when else _AT,
            owner,
            _ORIGINS[basis_from],
        )

    def _read_baseline(self, cells: Sequence[str], metric: Metric) -> Baseline | None:
        value, unit, period = cells
        if not value:
            return None
        amount = read_digits(value)
        return Baseline(amount, self._units.read(unit, metric), read_period(period))


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
    *("as_written", "note", "region_id", "metric_id"),
)
_get_figure_cells = itemgetter(*FIGURE_COLUMNS)


class FigureReader(_RecordReader):
    """Reads rows of figures."""

    def read_row(self, row: Row) -> Figure:
        """Read a figure of a row by column name."""
        return self.read(_get_figure_cells(row))

    def read(self, cells: Sequence[Any]) -> Figure:
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
            region_id,
            metric_id,
        ) = cells
        region, metric = self._regions[region_id].name, self._metrics[metric_id]
        if start and start > end:
            raise ValueError(start, end)
        bound, answer = read_bound(relation, value, high, unit, self._units, metric)
        return fill(
            Figure,
            (
                number,
                region,
                scope,
                metric,
                _BASES[basis],
                bound,
                read_iso_day(start) if start else None,
                read_iso_day(end),
                answer,
                read_span(base_period) if base_period else None,
                _STATUSES[status],
                read_span(published) if published else None,
                source or "",
                locator,
                as_written,
                note,
            ),
        )
