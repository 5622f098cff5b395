"""Turn the rows of a file that a map reads into rows of figures and targets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from targetcli.errors import BadRow, FileRefused
from targetcli.importing.flags import describe_flag, split_flag
from targetcli.importing.layout.column_marks import (
    find_decimal_mark,
    write_decimal_point,
)
from targetcli.importing.layout.plain_marks import NO_PLAIN_MARKS, find_date_marks
from targetcli.importing.left_out import (
    MISSING_MARKS,
    LeftOut,
    is_missing,
    is_note,
    is_total,
)
from targetcli.importing.mapping.heading_parts import (
    MAGNITUDE,
    NameAndUnit,
    add_magnitude,
    count_from_new_year,
    find_magnitude,
    split_unit,
)
from targetcli.importing.mapping.layout_map import (
    POWER_OF_TEN,
    LayoutMap,
    RecordKinds,
)
from targetcli.importing.mapping.ledger import (
    Ledger,
    fill_owners,
    list_filled_owners,
)
from targetcli.importing.mapping.map_reader import FISCAL_YEAR
from targetcli.importing.mapping.mapped_header import MappedHeader
from targetcli.importing.mapping.plan_rows import (
    PlanCell,
    PlanRow,
    list_plan_targets,
)
from targetcli.importing.row_sources import Grid, GridRow
from targetcli.importing.table_kinds import TableKind, columns_of
from targetcli.model.records import FigureStatus
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
_STATUSES = frozenset(status.value for status in FigureStatus)
_OF_THEM = ("其中：", "其中:")  # before the first part of a whole
_Fields = dict[str, str]


class MappedTable(NamedTuple):
    """Rows of one kind of record, the first of them the header."""

    kind: TableKind
    grid: Grid


class MappedRows:
    """The rows of a file by its map and header; what is left out is counted."""

    def __init__(
        self, file: str, grid: Grid, layout_map: LayoutMap, header: MappedHeader
    ) -> None:
        self.left_out = LeftOut(file)
        self.remarks: list[FailureReason] = []
        self._file, self._grid = file, grid
        self._map, self._header = layout_map, header
        self._records = _choose_records(layout_map, header)
        self._missing = MISSING_MARKS | layout_map.missing
        self._constants = {**header.captions, **layout_map.constants}
        magnitude = self._constants.pop(MAGNITUDE, "")
        if "unit" in self._constants:
            unit = add_magnitude(self._constants["unit"], magnitude)
            self._constants["unit"] = unit
        self._decimal_mark = layout_map.decimal_mark
        self._marks = NO_PLAIN_MARKS
        self._told_apart: frozenset[str] = frozenset()

    def tables(self) -> list[MappedTable]:
        """Return the tables of records that the file holds.

        Raises `FileRefused` where nothing says the region, metric or period.
        """
        self._check_columns()
        if self._decimal_mark == ".":
            self._decimal_mark = find_decimal_mark(self._list_values())
        self._marks = find_date_marks(
            self._header.fields.values(),
            self._list_cells,
            is_day_first=self._map.day_first,
        )
        self.remarks += self._marks.remarks(self._file)
        self._told_apart = _find_shared(
            set(self._list_unit_codes()), self._map.words.get("unit", {})
        )
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
        above = [
            cell
            for row in takewhile(lambda row: row.line < header.row.line, self._grid())
            if isinstance(row, GridRow)
            for cell in row.cells
        ]
        period = self._constants.get("period", "")
        deadlines = [*self._list_cells("deadline")]
        ledger = Ledger(self._file, header.row, above, deadlines, period)
        if ledger.period:
            facts = {"file": self._file, "heading": ledger.heading}
            facts |= {"period": ledger.period}
            self.remarks.append(FailureReason(Remark.PROGRESS_PERIOD, facts))
        owner = next((p for p, key in header.fields.items() if key == "owner"), None)
        grid = self._grid
        filled = tuple(list_filled_owners(grid(), header.row.line, owner))
        if filled:
            rows = {"file": self._file, "cells": filled}
            self.remarks.append(FailureReason(Remark.OWNERS_FILLED, rows))
        self._grid = lambda: fill_owners(grid(), header.row.line, owner)

        def targets(row: GridRow) -> Iterator[_Fields]:
            yield ledger.read_target(row, self._whole(row))

        def figures(row: GridRow) -> Iterator[_Fields]:
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

    def _whole(self, row: GridRow) -> _Fields:
        """Return the cells of a row that are read, its value among them."""
        places = (p for p, key in self._header.fields.items() if key == "value")
        fields = self._common(row)
        fields.pop("period", None)
        return fields | {"value": _cell_at(row, next(places))}

    def _check_columns(self) -> None:
        header = self._header
        named = {*header.fields.values(), *self._constants, *self._dimension_keys()}
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

    def _list_cells(self, column: str) -> Iterator[str]:
        """Yield the cells of a column."""
        places = [p for p, key in self._header.fields.items() if key == column]
        for row in self._grid():
            if isinstance(row, GridRow) and row.line > self._header.row.line:
                yield from (_cell_at(row, place) for place in places)

    def _list_unit_codes(self) -> Iterator[str]:
        """Yield the units as the file writes them, in a column or a dimension."""
        yield from self._list_cells("unit")
        columns = self._map.columns
        names = [columns.get(name.casefold()) for name in self._header.dimensions]
        if "unit" in names:
            place = names.index("unit")
            for row in self._grid():
                if isinstance(row, GridRow) and row.line > self._header.row.line:
                    yield _part_at(_cell_at(row, 0).split(","), place)

    def _list_values(self) -> Iterator[str]:
        """Yield every cell of the columns of values."""
        header = self._header
        places = {*header.periods, *header.metrics}
        places |= {p for p, key in header.fields.items() if key == "value"}
        for row in self._grid():
            if isinstance(row, GridRow) and row.line > header.row.line:
                yield from (_cell_at(row, place) for place in places)

    def _dimension_keys(self) -> set[str]:
        columns = self._map.columns
        return {columns.get(name.casefold(), "") for name in self._header.dimensions}

    def _build_grid(
        self,
        columns: tuple[str, ...],
        expand: Callable[[GridRow], Iterator[_Fields]],
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
        known = (*columns_of(kind), FISCAL_YEAR)
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
        return first.startswith(self._map.leave_out) if self._map.leave_out else False

    def _figures(self, row: GridRow) -> Iterator[_Fields]:
        header = self._header
        if header.metrics:
            for place, metric in header.metrics.items():
                dated = self._dated(place) if place in header.periods else {}
                yield from self._figure(row, place, self._name_metric(metric) | dated)
        elif header.periods:
            for place in header.periods:
                yield from self._figure(row, place, self._dated(place))
        else:
            place = next(p for p, key in header.fields.items() if key == "value")
            yield from self._figure(row, place, {})

    def _dated(self, place: int) -> _Fields:
        """Return the period of a column, and the status that its heading says."""
        status = self._header.statuses.get(place, "")
        period = {"period": self._header.periods[place]}
        return period | ({"status": status} if status else {})

    def _figure(self, row: GridRow, place: int, own: _Fields) -> Iterator[_Fields]:
        """Yield the figure in a cell; what is missing there is counted."""
        cell = _cell_at(row, place)
        if not cell or cell in self._missing or is_missing(cell):
            self.left_out.missing[cell or "(empty)"] += 1
            return
        fields = {**self._common(row), **own}
        if "metric" in fields and "period" in fields:
            period = count_from_new_year(fields["metric"], fields["period"])
            fields["period"] = period
        value, flag = split_flag(cell, self._map.flags)
        power = fields.pop(POWER_OF_TEN, "0")
        fields["value"] = _multiply(self._read_number(value), power)
        if flag:
            fields |= describe_flag(flag, fields.get("note", ""), self._map.flags)
        yield fields

    def _single(self, row: GridRow) -> Iterator[_Fields]:
        fields = self._common(row)
        place = next(p for p, key in self._header.fields.items() if key == "value")
        fields["value"] = self._read_number(_cell_at(row, place))
        yield fields

    def _plan_targets(self, row: GridRow) -> Iterator[_Fields]:
        """Yield the targets of a row of a plan: its last period, and its average."""
        header = self._header
        *earlier, last = sorted(header.periods, key=lambda p: header.periods[p])
        first, average = earlier[0], header.average
        plan_row = PlanRow(
            self._common(row),
            PlanCell(header.periods[first], self._read_cell(row, first)),
            PlanCell(header.periods[last], self._read_cell(row, last)),
            PlanCell(
                "" if average is None else header.row.cells[average],
                "" if average is None else self._clean(_cell_at(row, average)),
            ),
        )
        yield from list_plan_targets(plan_row)

    def _plan_figures(self, row: GridRow) -> Iterator[_Fields]:
        """Yield the figures of a row of a plan, for the periods before its last."""
        header = self._header
        *earlier, _ = sorted(header.periods, key=lambda p: header.periods[p])
        for place in earlier:
            yield from self._figure(row, place, self._dated(place))

    def _common(self, row: GridRow) -> _Fields:
        """Return the cells of a row that all its records share."""
        header = self._header
        fields = dict(self._constants)
        for place, key in header.fields.items():
            cell = _cell_at(row, place)
            if cell and key == "owner" and "owner" in fields:
                fields[key] += f";{cell}"
            elif cell and key != "value":
                fields[key] = self._read_word(key, cell)
        fields |= self._read_dimensions(row)
        scope = [
            word
            for place, heading in header.scopes.items()
            if (word := self._scope_word(heading, _cell_at(row, place)))
        ]
        scope += self._tell_unit_apart(row)
        if scope:
            fields["scope"] = ";".join(filter(None, (fields.get("scope"), *scope)))
        if "metric" in self._map.constants:
            fields["metric"] = self._map.constants["metric"]
        elif "metric" in fields:
            fields |= self._name_metric(_strip_mark(fields["metric"]), fields)
        if fields.get("status") and fields["status"] not in _STATUSES:
            fields["note"] = f"({fields.pop('status')})"
        return self._marks.apply({key: cell for key, cell in fields.items() if cell})

    def _tell_unit_apart(self, row: GridRow) -> list[str]:
        """Return the unit of a row as a part of its scope, where two become one.

        PC_ACT and PC_POP are per cent, and of different people.
        """
        if not self._told_apart:
            return []
        places = [p for p, key in self._header.fields.items() if key == "unit"]
        codes = {_cell_at(row, place) for place in places}
        if self._header.dimensions:
            codes |= {part.strip() for part in _cell_at(row, 0).split(",")}
        return [f"unit={code}" for code in sorted(codes & self._told_apart)]

    def _read_dimensions(self, row: GridRow) -> _Fields:
        if not self._header.dimensions:
            return {}
        values = [part.strip() for part in _cell_at(row, 0).split(",")]
        fields: _Fields = {}
        scope: list[str] = []
        for name, value in zip(self._header.dimensions, values, strict=False):
            key = self._map.columns.get(name.casefold())
            if key:
                fields[key] = self._read_word(key, value)
            elif key is None:
                scope.append(f"{name}={value}")
        if scope:
            fields["scope"] = ";".join(scope)
        return fields

    def _scope_word(self, heading: str, cell: str) -> str:
        word = self._map.words.get("scope", {}).get(cell, cell)
        return f"{heading}={word}" if word else ""

    def _read_word(self, key: str, cell: str) -> str:
        if key == "metric" and cell.count(":") == 1 and "(" in cell:
            cell = cell.partition(":")[2].partition("(")[0]  # ESTAT:NAMA_10_GDP(1.0)
        elif key == "region" and cell.startswith(_OF_THEM):
            cell = cell[len("其中：") :].strip()
        return self._map.words.get(key, {}).get(cell, cell)

    def _name_metric(
        self, metric: NameAndUnit, known: Mapping[str, str] | None = None
    ) -> _Fields:
        """Return the name of a metric, and its unit where no column has one."""
        fields = {"metric": metric.name}
        # A heading is nearer to its values than a caption, and a column nearer still.
        unit = (known or {}).get("unit", "")
        constant = self._constants.get("unit", "")
        has_unit = bool(unit) and unit != constant
        if constant and not has_unit and not metric.unit:
            magnitude = find_magnitude(metric.name)
            return fields | {"unit": add_magnitude(constant, magnitude)}
        return fields | ({} if has_unit or not metric.unit else {"unit": metric.unit})

    def _read_cell(self, row: GridRow, place: int) -> str:
        """Return the number or words in a cell; "" where none is there."""
        return self._read_number(self._clean(_cell_at(row, place)))

    def _clean(self, cell: str) -> str:
        return "" if cell in self._missing else cell

    def _read_number(self, cell: str) -> str:
        """Return a number with a point, where the column has a decimal comma."""
        return write_decimal_point(cell) if self._decimal_mark == "," else cell


def _choose_records(layout_map: LayoutMap, header: MappedHeader) -> RecordKinds:
    """Return the kind of records; without a map, a deadline makes them targets."""
    keys = {*header.fields.values(), *layout_map.constants}
    has_period = header.periods or {"period", "end"} & keys
    if layout_map.headings or has_period or "deadline" not in keys:
        return layout_map.records
    return RecordKinds.TARGETS


def _cell_at(row: GridRow, place: int) -> str:
    return row.cells[place].strip() if place < len(row.cells) else ""


def _part_at(parts: Sequence[str], place: int) -> str:
    return parts[place].strip() if place < len(parts) else ""


def _find_shared(codes: set[str], words: Mapping[str, str]) -> frozenset[str]:
    """Return the codes of units that are one unit with us, and several in a file."""
    units = Counter(words[code] for code in codes if code in words)
    return frozenset(c for c in codes if c in words and units[words[c]] > 1)


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


def _strip_mark(metric: str) -> NameAndUnit:
    """Return a metric without the mark of a footnote: 城镇调查失业率①."""
    return split_unit(_footnote_mark().sub("", metric))


@cache
def _footnote_mark() -> re.Pattern[str]:
    return re.compile(r"[①-⑳*＊†‡]+$|[¹²³]+$")
