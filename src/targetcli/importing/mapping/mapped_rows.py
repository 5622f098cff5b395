"""Turn the rows of a file that a map reads into rows of figures and targets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from targetcli.errors import BadRow, FileRefused
from targetcli.importing.layout.column_marks import (
    find_decimal_mark,
    write_decimal_point,
)
from targetcli.importing.left_out import (
    MISSING_MARKS,
    LeftOut,
    is_note,
    is_total,
)
from targetcli.importing.mapping.heading_parts import NameAndUnit, split_unit
from targetcli.importing.mapping.layout_map import LayoutMap, RecordKinds
from targetcli.importing.mapping.ledger import (
    Ledger,
    fill_owners,
    list_filled_owners,
)
from targetcli.importing.mapping.mapped_header import MappedHeader
from targetcli.importing.row_sources import Grid, GridRow
from targetcli.importing.table_kinds import TableKind
from targetcli.model.period import Span, read_period
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
        self._missing = MISSING_MARKS | layout_map.missing
        self._constants = {**header.captions, **layout_map.constants}
        self._decimal_mark = layout_map.decimal_mark

    def tables(self) -> list[MappedTable]:
        """Return the tables of records that the file holds.

        Raises `FileRefused` where nothing says the region, metric or period.
        """
        self._check_columns()
        if self._decimal_mark == ".":
            self._decimal_mark = find_decimal_mark(self._list_values())
        if self._map.records is RecordKinds.PLAN:
            # What is left out is counted once, where the figures are read.
            targets = self._build_grid(
                _TARGET_COLUMNS, self._plan_targets, counts=False
            )
            figures = self._build_grid(_FIGURE_COLUMNS, self._plan_figures)
            return [
                MappedTable(TableKind.TARGETS, targets),
                MappedTable(TableKind.FIGURES, figures),
            ]
        if self._map.records is RecordKinds.LEDGER:
            return self._ledger_tables()
        if self._map.records is RecordKinds.TARGETS:
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
        is_of_targets = self._map.records in (RecordKinds.TARGETS, RecordKinds.LEDGER)
        needed.append("deadline" if is_of_targets else "period")
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
                yield from self._figure(row, place, self._name_metric(metric))
        elif header.periods:
            for place, period in header.periods.items():
                yield from self._figure(row, place, {"period": period})
        else:
            place = next(p for p, key in header.fields.items() if key == "value")
            yield from self._figure(row, place, {})

    def _figure(self, row: GridRow, place: int, own: _Fields) -> Iterator[_Fields]:
        """Yield the figure in a cell; what is missing there is counted."""
        cell = _cell_at(row, place)
        if not cell or cell in self._missing:
            self.left_out.missing[cell or "(empty)"] += 1
            return
        fields = {**self._common(row), **own}
        value, flag = self._split_flag(cell)
        fields["value"] = self._read_number(value)
        if flag:
            status = self._map.flags.get(flag, "")
            if status:
                fields["status"] = status
            else:
                note = fields.get("note", "")
                fields["note"] = f"{note} ({flag})".strip() if note else f"({flag})"
        yield fields

    def _single(self, row: GridRow) -> Iterator[_Fields]:
        fields = self._common(row)
        place = next(p for p, key in self._header.fields.items() if key == "value")
        fields["value"] = self._read_number(_cell_at(row, place))
        yield fields

    def _plan_targets(self, row: GridRow) -> Iterator[_Fields]:
        """Yield the target of a row of a plan: its last period, or its average."""
        header = self._header
        *earlier, last = sorted(header.periods, key=lambda p: header.periods[p])
        first = earlier[0]
        window = _window(header.periods[first], header.periods[last])
        fields = self._common(row) | window
        value = self._clean(_cell_at(row, last))
        base = self._clean(_cell_at(row, first))
        if not value and header.average is not None:
            value = self._clean(_cell_at(row, header.average))
            fields = _read_average(fields, value, header.periods[first])
            value = fields.pop("value", "")
        if not value:
            return
        if base and "basis" not in fields and not _is_worded(base):
            fields |= {
                "baseline_value": self._read_number(base),
                "baseline_unit": fields.get("unit", ""),
                "baseline_period": header.periods[first],
            }
        yield fields | {"value": self._read_number(value)}

    def _plan_figures(self, row: GridRow) -> Iterator[_Fields]:
        """Yield the figures of a row of a plan, for the periods before its last."""
        header = self._header
        *earlier, _ = sorted(header.periods, key=lambda p: header.periods[p])
        for place in earlier:
            yield from self._figure(row, place, {"period": header.periods[place]})

    def _common(self, row: GridRow) -> _Fields:
        """Return the cells of a row that all its records share."""
        header = self._header
        fields = dict(self._constants)
        for place, key in header.fields.items():
            cell = _cell_at(row, place)
            if cell and key != "value":
                fields[key] = self._read_word(key, cell)
        fields |= self._read_dimensions(row)
        scope = [
            word
            for place, heading in header.scopes.items()
            if (word := self._scope_word(heading, _cell_at(row, place)))
        ]
        if scope:
            fields["scope"] = ";".join(scope)
        if "metric" in self._map.constants:
            fields["metric"] = self._map.constants["metric"]
        elif "metric" in fields:
            fields |= self._name_metric(_strip_mark(fields["metric"]), fields)
        if fields.get("status") and fields["status"] not in _STATUSES:
            fields["note"] = f"({fields.pop('status')})"
        return {key: value for key, value in fields.items() if value}

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
        return self._map.words.get(key, {}).get(cell, cell)

    def _name_metric(
        self, metric: NameAndUnit, known: Mapping[str, str] | None = None
    ) -> _Fields:
        """Return the name of a metric, and its unit where no column has one."""
        fields = {"metric": metric.name}
        has_unit = bool((known or {}).get("unit") or self._constants.get("unit"))
        return fields | ({} if has_unit or not metric.unit else {"unit": metric.unit})

    def _split_flag(self, cell: str) -> tuple[str, str]:
        """Split the letters beside a number from it: ``12.3 b``."""
        match = _flagged().fullmatch(cell)
        if match is None:
            return cell, ""
        return match["number"], match["flag"]

    def _clean(self, cell: str) -> str:
        return "" if cell in self._missing else cell

    def _read_number(self, cell: str) -> str:
        """Return a number with a point, where the column has a decimal comma."""
        return write_decimal_point(cell) if self._decimal_mark == "," else cell


def _cell_at(row: GridRow, place: int) -> str:
    return row.cells[place].strip() if place < len(row.cells) else ""


def _window(first: str, last: str) -> _Fields:
    """Return the window of a plan: from after its first period to its last."""
    start = date.fromordinal(_span(first).end.toordinal() + 1)
    return {"window_start": start.isoformat(), "deadline": last}


def _span(text: str) -> Span:
    return read_period(text)


def _is_worded(cell: str) -> bool:
    return not any(character.isdigit() for character in cell)


def _read_average(fields: _Fields, value: str, base: str) -> _Fields:
    """Return a target by its yearly or cumulative value: 〔13.5〕, 6.5, ＜5.5.

    In brackets stands what comes together over the whole window; a metric that is named
    for its fall or rise tells which way.
    """
    if not value or "metric" not in fields:
        return fields | {"value": value}
    match = _bracketed().fullmatch(value)
    name, movement = _split_movement(fields["metric"])
    if match is None:
        if not movement:
            return fields | {"value": value}
        return fields | {"metric": name, "value": f"年均{movement}{value}"}
    if not movement:
        return fields | {"value": match["inside"], "basis": "total"}
    worded = f"{movement}{match['inside']}{fields.get('unit', '')}"
    kept = {key: cell for key, cell in fields.items() if key != "unit"}
    return kept | {
        "metric": name,
        "value": worded,
        "base_period": base,
        "basis": "growth",
    }


def _split_movement(metric: str) -> tuple[str, str]:
    match = _movement().search(metric)
    if match is None:
        return metric, ""
    falls = match[0] in ("降低", "下降", "减少", "降幅")
    return metric[: match.start()], "下降" if falls else "增长"


def _strip_mark(metric: str) -> NameAndUnit:
    """Return a metric without the mark of a footnote: 城镇调查失业率①."""
    return split_unit(_footnote_mark().sub("", metric))


@cache
def _flagged() -> re.Pattern[str]:
    return re.compile(r"(?P<number>[-+−]?[0-9][0-9.,]*) ?(?P<flag>[a-z]{1,3})")


@cache
def _bracketed() -> re.Pattern[str]:
    return re.compile(r"[〔\[【(（](?P<inside>.+)[〕\]】)）]")


@cache
def _movement() -> re.Pattern[str]:
    return re.compile(r"(?:降低|下降|减少|增长|提高|增加|降幅|增幅|增速)(?:率|幅度)?$")


@cache
def _footnote_mark() -> re.Pattern[str]:
    return re.compile(r"[①-⑳*＊†‡]+$|[¹²³]+$")
