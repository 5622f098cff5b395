"""Turn the rows of a file that a map reads into rows of figures and targets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from targetcli.errors import BadRow, FileRefused
from targetcli.importing.flags import describe_flag, split_flag
from targetcli.importing.left_out import LeftOut, is_note, is_total
from targetcli.importing.mapping.heading_parts import count_from_new_year
from targetcli.importing.mapping.layout_map import POWER_OF_TEN, LayoutMap, RecordKinds
from targetcli.importing.mapping.ledger import (
    Ledger,
    fill_owners,
    list_cells_above,
    list_filled_owners,
)
from targetcli.importing.mapping.map_reader import FISCAL_YEAR
from targetcli.importing.mapping.mapped_cells import Fields, MappedCells, list_constants
from targetcli.importing.mapping.mapped_columns import MappedColumns, cell_at
from targetcli.importing.mapping.mapped_header import MappedHeader
from targetcli.importing.mapping.plan_rows import PlanCell, PlanRow, list_plan_targets
from targetcli.importing.row_sources import Grid, GridRow
from targetcli.importing.table_kinds import TableKind, columns_of
from targetcli.model.fields import METRIC_MEANING
from targetcli.problems.files import FileProblem
from targetcli.problems.problem import FailureReason
from targetcli.problems.remarks import Remark

_FIGURE_COLUMNS = (
    *("region", "scope", "metric", "value", "unit", "period", "basis", "status"),
    *("published", "source", "locator", "note"),
)
_TARGET_COLUMNS = (
    *("region", "scope", "metric", "value", "unit", "window_start", "deadline"),
    *("base_period", "basis", "commitment", "baseline_value", "baseline_unit"),
    *("baseline_period", "plan", "owner", "announced", "source", "locator", "note"),
    "as_written",
)


class MappedTable(NamedTuple):
    """Rows of one kind of record, the first of them the header."""

    kind: TableKind
    grid: Grid


class MappedRows:
    """The rows of a file by its map and header; what is left out is counted.

    Raises `FileRefused` where nothing says the region, metric or period.
    """

    def __init__(
        self, file: str, grid: Grid, layout_map: LayoutMap, header: MappedHeader
    ) -> None:
        self.left_out = LeftOut(file)
        self._file, self._grid = file, grid
        self._map, self._header = layout_map, header
        self._records = _choose_records(layout_map, header)
        self._constants = list_constants(layout_map, header)
        self._columns = MappedColumns(grid, layout_map, header)
        self._check_columns()
        self._cells = MappedCells(layout_map, header, self._columns)
        self.remarks = [*self._cells.date_marks.remarks(file)]

    def tables(self) -> list[MappedTable]:
        """Return the tables of records that the file holds."""
        if self._records is RecordKinds.PLAN:
            # What is left out is counted once, where the figures are read.
            targets = self._build_grid(
                _TARGET_COLUMNS, self._plan_targets, counts=False
            )
            figures = self._build_grid(_FIGURE_COLUMNS, self._plan_figures)
            return [
                MappedTable(TableKind.TARGETS, targets),
                MappedTable(TableKind.FIGURES, figures),
            ]
        if self._records is RecordKinds.LEDGER:
            return self._ledger_tables()
        if self._records is RecordKinds.TARGETS:
            grid = self._build_grid(_TARGET_COLUMNS, self._single)
            return [MappedTable(TableKind.TARGETS, grid)]
        grid = self._build_grid(_FIGURE_COLUMNS, self._figures)
        return [MappedTable(TableKind.FIGURES, grid)]

    def _ledger_tables(self) -> list[MappedTable]:
        """Return the targets of a ledger, and the figures of their progress."""
        header = self._header
        deadlines = [*self._columns.list_cells("deadline")]
        above = list_cells_above(self._grid(), header.row.line)
        period = self._constants.get("period", "")
        ledger = Ledger(self._file, header.row, above, deadlines, period)
        owner = next((p for p, key in header.fields.items() if key == "owner"), None)
        grid = self._grid
        filled = tuple(list_filled_owners(grid(), header.row.line, owner))
        self.remarks += _remark_on_ledger(self._file, ledger, filled)
        self._grid = lambda: fill_owners(grid(), header.row.line, owner)

        def targets(row: GridRow) -> Iterator[Fields]:
            yield ledger.read_target(row, self._whole(row))

        def figures(row: GridRow) -> Iterator[Fields]:
            figure = ledger.read_figure(row, self._whole(row))
            if figure is not None:
                yield figure

        # What is left out is counted once, where the targets are read.
        return [
            MappedTable(TableKind.TARGETS, self._build_grid(_TARGET_COLUMNS, targets)),
            MappedTable(
                TableKind.FIGURES,
                self._build_grid(_FIGURE_COLUMNS, figures, counts=False),
            ),
        ]

    def _whole(self, row: GridRow) -> Fields:
        """Return the cells of a row that are read, its value among them."""
        fields = self._cells.read_shared(row)
        fields.pop("period", None)
        return fields | {"value": cell_at(row, self._value_place())}

    def _check_columns(self) -> None:
        header = self._header
        named = {
            *header.fields.values(),
            *self._constants,
            *self._columns.dimension_keys(),
        }
        named |= {"metric"} if header.metrics else set()
        named |= {"period", "value", "deadline"} if header.periods else set()
        named |= {"value"} if header.metrics else set()
        needed = ["region", "metric", "value"]
        is_of_targets = self._records in (RecordKinds.TARGETS, RecordKinds.LEDGER)
        last = "end" if "end" in named else "period"
        needed.append("deadline" if is_of_targets else last)
        missing = tuple(key for key in needed if key not in named)
        if missing:
            raise FileRefused(
                self._file, FileProblem.SET_MISSING, columns=missing, first=missing[0]
            )

    def _build_grid(
        self,
        columns: tuple[str, ...],
        expand: Callable[[GridRow], Iterator[Fields]],
        *,
        counts: bool = True,
    ) -> Grid:
        left_out = self.left_out if counts else LeftOut(self._file)
        columns = (*columns, *self._list_own_columns(columns))

        def grid() -> Iterator[GridRow | BadRow]:
            left_out.restart()
            yield GridRow(self._header.row.line, list(columns))
            for row in self._grid():
                if row.line <= self._header.row.line:
                    continue
                if isinstance(row, BadRow):
                    yield row
                elif self._is_data(row, left_out):
                    for fields in expand(row):
                        cells = [fields.get(column, "") for column in columns]
                        yield GridRow(row.line, cells, row.failure)

        return grid

    def _list_own_columns(self, columns: Sequence[str]) -> list[str]:
        """Return the other columns of these records that the file or its map gives."""
        kind = TableKind.TARGETS if "deadline" in columns else TableKind.FIGURES
        said = dict.fromkeys((*self._header.fields.values(), *self._constants))
        known = {*columns_of(kind), FISCAL_YEAR}
        # A heading such as 指标类型 has other meanings, too: a map or a line says it.
        named = {*self._map.columns.values(), *self._constants}
        known -= {field.key for field in METRIC_MEANING} - named
        return [key for key in said if key in known and key not in columns]

    def _is_data(self, row: GridRow, left_out: LeftOut) -> bool:
        """Check that a row holds records; notes and totals are counted."""
        first = next((cell.strip() for cell in row.cells if cell.strip()), "")
        if is_note(row.cells) or self._is_unwanted(first):
            left_out.notes.append(row.line)
            return False
        if is_total(first):
            left_out.totals.append(row.line)
            return False
        return bool(first)

    def _is_unwanted(self, first: str) -> bool:
        return first.startswith(self._map.leave_out)

    def _figures(self, row: GridRow) -> Iterator[Fields]:
        header = self._header
        if header.metrics:
            for place, metric in header.metrics.items():
                dated = self._dated(place) if place in header.periods else {}
                yield from self._figure(
                    row, place, self._cells.name_metric(metric) | dated
                )
        elif header.periods:
            for place in header.periods:
                yield from self._figure(row, place, self._dated(place))
        else:
            yield from self._figure(row, self._value_place(), {})

    def _value_place(self) -> int:
        return next(p for p, key in self._header.fields.items() if key == "value")

    def _dated(self, place: int) -> Fields:
        """Return the period of a column, and the status that its heading says."""
        status = self._header.statuses.get(place, "")
        period = {"period": self._header.periods[place]}
        return period | ({"status": status} if status else {})

    def _figure(self, row: GridRow, place: int, own: Fields) -> Iterator[Fields]:
        """Yield the figure in a cell; what is missing there is counted."""
        cell = cell_at(row, place)
        if mark := self._cells.find_missing(cell):
            self.left_out.add_missing(mark, row.line)
            return
        fields = {**self._cells.read_shared(row), **own}
        if "metric" in fields and "period" in fields:
            period = count_from_new_year(fields["metric"], fields["period"])
            fields["period"] = period
        value, flag = split_flag(cell, self._map.flags)
        power = fields.pop(POWER_OF_TEN, "0")
        fields["value"] = _multiply(self._cells.read_number(value), power)
        if flag:
            fields |= describe_flag(flag, fields.get("note", ""), self._map.flags)
        yield fields

    def _single(self, row: GridRow) -> Iterator[Fields]:
        fields = self._cells.read_shared(row)
        fields["value"] = self._cells.read_number(cell_at(row, self._value_place()))
        yield fields

    def _plan_targets(self, row: GridRow) -> Iterator[Fields]:
        """Yield the targets of a row of a plan: its last period, and its average."""
        header = self._header
        *earlier, last = sorted(header.periods, key=lambda p: header.periods[p])
        first, average = earlier[0], header.average
        plan_row = PlanRow(
            self._cells.read_shared(row),
            PlanCell(header.periods[first], self._cells.read_cell(row, first)),
            PlanCell(header.periods[last], self._cells.read_cell(row, last)),
            PlanCell(
                "" if average is None else header.row.cells[average],
                "" if average is None else self._cells.clean(cell_at(row, average)),
            ),
        )
        yield from list_plan_targets(plan_row)

    def _plan_figures(self, row: GridRow) -> Iterator[Fields]:
        """Yield the figures of a row of a plan, for the periods before its last."""
        header = self._header
        *earlier, _ = sorted(header.periods, key=lambda p: header.periods[p])
        for place in earlier:
            yield from self._figure(row, place, self._dated(place))


def _remark_on_ledger(
    file: str, ledger: Ledger, filled: tuple[str, ...]
) -> Iterator[FailureReason]:
    """Yield the remarks on the period of progress, and on owners filled in."""
    if ledger.period:
        facts = {"file": file, "heading": ledger.heading, "period": ledger.period}
        yield FailureReason(Remark.PROGRESS_PERIOD, facts)
    if filled:
        yield FailureReason(Remark.OWNERS_FILLED, {"file": file, "cells": filled})


def _choose_records(layout_map: LayoutMap, header: MappedHeader) -> RecordKinds:
    """Return the kind of records; without a map, a deadline makes them targets."""
    keys = {*header.fields.values(), *layout_map.constants}
    has_period = header.periods or {"period", "end"} & keys
    if layout_map.headings or has_period or "deadline" not in keys:
        return layout_map.records
    return RecordKinds.TARGETS


def _multiply(number: str, power: str) -> str:
    """Return a number times a power of ten, as a column of its own says it.

    What is no number stays, and is refused later.
    """
    if power in ("", "0"):
        return number
    try:
        return f"{Decimal(number).scaleb(int(power)):f}"
    except (InvalidOperation, ValueError):
        return number
