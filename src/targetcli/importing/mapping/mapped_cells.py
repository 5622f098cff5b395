"""Turn the cells of a row that a map reads into those that its records share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from targetcli.importing.layout.column_marks import write_decimal_point
from targetcli.importing.left_out import MISSING_MARKS, is_missing
from targetcli.importing.mapping.heading_parts import (
    MAGNITUDE,
    NameAndUnit,
    add_magnitude,
    find_magnitude,
    split_unit,
)
from targetcli.importing.mapping.layout_map import LayoutMap
from targetcli.importing.mapping.mapped_columns import MappedColumns, cell_at
from targetcli.importing.mapping.mapped_header import MappedHeader
from targetcli.importing.row_sources import GridRow
from targetcli.model.records import FigureStatus

_STATUSES = frozenset(status.value for status in FigureStatus)
_OF_THEM = ("其中：", "其中:")  # before the first part of a whole
Fields = dict[str, str]
"""Cells of a record by its columns."""


class MappedCells:
    """Cells of the rows of a file, in the words and numbers of records."""

    def __init__(
        self, layout_map: LayoutMap, header: MappedHeader, columns: MappedColumns
    ) -> None:
        self._map, self._header = layout_map, header
        self._constants = list_constants(layout_map, header)
        self._missing = MISSING_MARKS | layout_map.missing
        self._decimal_mark = columns.find_decimal_mark()
        self.date_marks = columns.find_date_marks()
        self._shared_units = columns.find_shared_units()

    def read_shared(self, row: GridRow) -> Fields:
        """Return the cells of a row that all its records share."""
        header = self._header
        fields = dict(self._constants)
        for place, key in header.fields.items():
            cell = cell_at(row, place)
            if cell and key == "owner" and "owner" in fields:
                fields[key] += f";{cell}"
            elif cell and key != "value":
                fields[key] = self._read_word(key, cell)
        fields |= self._read_dimensions(row)
        scope = [
            word
            for place, heading in header.scopes.items()
            if (word := self._scope_word(heading, cell_at(row, place)))
        ]
        scope += self._tell_unit_apart(row)
        if scope:
            fields["scope"] = ";".join(filter(None, (fields.get("scope"), *scope)))
        if "metric" in self._map.constants:
            fields["metric"] = self._map.constants["metric"]
        elif "metric" in fields:
            fields |= self.name_metric(_strip_mark(fields["metric"]), fields)
        if fields.get("status") and fields["status"] not in _STATUSES:
            fields["note"] = f"({fields.pop('status')})"
        return self.date_marks.apply(
            {key: cell for key, cell in fields.items() if cell}
        )

    def _tell_unit_apart(self, row: GridRow) -> list[str]:
        """Return the unit of a row as a part of its scope, where two become one.

        PC_ACT and PC_POP are per cent, and of different people.
        """
        if not self._shared_units:
            return []
        places = [p for p, key in self._header.fields.items() if key == "unit"]
        codes = {cell_at(row, place) for place in places}
        if self._header.dimensions:
            codes |= {part.strip() for part in cell_at(row, 0).split(",")}
        return [f"unit={code}" for code in sorted(codes & self._shared_units)]

    def _read_dimensions(self, row: GridRow) -> Fields:
        if not self._header.dimensions:
            return {}
        values = [part.strip() for part in cell_at(row, 0).split(",")]
        fields: Fields = {}
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

    def name_metric(
        self, metric: NameAndUnit, known: Mapping[str, str] | None = None
    ) -> Fields:
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

    def read_cell(self, row: GridRow, place: int) -> str:
        """Return the number or words in a cell; "" where none is there."""
        return self.read_number(self.clean(cell_at(row, place)))

    def clean(self, cell: str) -> str:
        """Return a cell, "" where it says that nothing is there."""
        return "" if cell in self._missing else cell

    def read_number(self, cell: str) -> str:
        """Return a number with a point, where the column has a decimal comma."""
        return write_decimal_point(cell) if self._decimal_mark == "," else cell

    def find_missing(self, cell: str) -> str:
        """Return the mark of a missing number that a cell holds, "" where none is."""
        is_gone = not cell or cell in self._missing or is_missing(cell)
        return (cell or "(empty)") if is_gone else ""


def list_constants(layout_map: LayoutMap, header: MappedHeader) -> Fields:
    """Return the cells that every record gets, by the map and what stands above."""
    constants = {**header.captions, **layout_map.constants}
    magnitude = constants.pop(MAGNITUDE, "")
    if "unit" in constants:
        constants["unit"] = add_magnitude(constants["unit"], magnitude)
    return constants


def _strip_mark(metric: str) -> NameAndUnit:
    """Return a metric without the mark of a footnote: 城镇调查失业率①."""
    return split_unit(_footnote_mark().sub("", metric))


@cache
def _footnote_mark() -> re.Pattern[str]:
    return re.compile(r"[①-⑳*＊†‡]+$|[¹²³]+$")
