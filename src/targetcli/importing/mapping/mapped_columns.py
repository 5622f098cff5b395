"""Look through the columns of a file that a map reads, for what is true of all rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from targetcli.importing.layout.column_marks import find_decimal_mark
from targetcli.importing.layout.plain_marks import PlainMarks, find_date_marks
from targetcli.importing.mapping.layout_map import LayoutMap
from targetcli.importing.mapping.mapped_header import MappedHeader
from targetcli.importing.row_sources import Grid, GridRow


class MappedColumns:
    """Cells of a file by column, as its map and header name the columns."""

    def __init__(self, grid: Grid, layout_map: LayoutMap, header: MappedHeader) -> None:
        self._grid, self._map, self._header = grid, layout_map, header

    def dimension_keys(self) -> list[str]:
        """Return the columns of records that the parts of the first column are.

        A part that the map does not name is "".
        """
        columns = self._map.columns
        return [columns.get(name.casefold(), "") for name in self._header.dimensions]

    def list_cells(self, column: str) -> Iterator[str]:
        """Yield the cells of a column of records."""
        return self._list_places(
            [p for p, key in self._header.fields.items() if key == column]
        )

    def find_decimal_mark(self) -> str:
        """Return the mark before decimals, which the map says or the values show."""
        if self._map.decimal_mark != ".":
            return self._map.decimal_mark
        header = self._header
        places = {*header.periods, *header.metrics}
        places |= {p for p, key in header.fields.items() if key == "value"}
        return find_decimal_mark(self._list_places(places))

    def find_date_marks(self) -> PlainMarks:
        """Return the order of day and month in the columns of days."""
        return find_date_marks(
            self._header.fields.values(),
            self.list_cells,
            is_day_first=self._map.day_first,
        )

    def find_shared_units(self) -> frozenset[str]:
        """Return the codes of units that are one unit here, and several in the file."""
        words = self._map.words.get("unit", {})
        codes = {code for code in self._list_unit_codes() if code in words}
        units = Counter(words[code] for code in codes)
        return frozenset(code for code in codes if units[words[code]] > 1)

    def _list_unit_codes(self) -> Iterator[str]:
        """Yield the units as the file writes them, in a column or a dimension."""
        yield from self.list_cells("unit")
        keys = self.dimension_keys()
        if "unit" in keys:
            place = keys.index("unit")
            for cell in self._list_places([0]):
                parts = cell.split(",")
                yield parts[place].strip() if place < len(parts) else ""

    def _list_places(self, places: Collection[int]) -> Iterator[str]:
        """Yield the cells below the header in some places of each row."""
        for row in self._grid():
            if isinstance(row, GridRow) and row.line > self._header.row.line:
                yield from (cell_at(row, place) for place in places)


def cell_at(row: GridRow, place: int) -> str:
    """Return a cell of a row; "" where the row is shorter."""
    return row.cells[place].strip() if place < len(row.cells) else ""
