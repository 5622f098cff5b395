"""Find the header of a file that a map reads, and what each of its columns is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from targetcli.errors import BadRow, FileRefused
from targetcli.importing.layout.headings import counts_rows, fold_heading
from targetcli.importing.mapping.heading_parts import (
    NameAndUnit,
    is_unit,
    read_period_heading,
    split_unit,
)
from targetcli.importing.mapping.layout_map import (
    LayoutMap,
    OtherColumns,
    RecordKinds,
)
from targetcli.importing.mapping.ledger import names_progress
from targetcli.importing.row_sources import Grid, GridRow
from targetcli.importing.table_kinds import known_columns
from targetcli.problems.files import FileProblem
from targetcli.reading.headings import translate_heading

ROWS_LOOKED_AT = 40
_FEWEST_PLAN_PERIODS = 2
# Headings of the column of a plan's table with yearly or cumulative values.
_AVERAGES = ("年均", "累计", "average")


class MappedHeader(NamedTuple):
    """The columns of a file by their places, and what stands above its header.

    `fields` are the columns of records, `periods` and `metrics` the columns of values,
    `scopes` those that say what a number covers, `average` that of yearly or cumulative
    values of a plan. `dimensions` are the parts of the first column, where it holds
    several.
    """

    row: GridRow
    captions: Mapping[str, str]
    fields: Mapping[int, str]
    periods: Mapping[int, str]
    metrics: Mapping[int, NameAndUnit]
    scopes: Mapping[int, str]
    average: int | None
    dimensions: tuple[str, ...]
    left_out: tuple[str, ...]


def find_mapped_header(
    file: str, grid: Grid, layout_map: LayoutMap, line: int = 0
) -> MappedHeader:
    """Return the header of a file that a map reads.

    Raises `FileRefused` where no row has the headings of the map.
    """
    above: list[GridRow] = []
    for row in _first_rows(grid):
        wanted = line or layout_map.header_line
        fits = row.line == wanted if wanted else fits_map(row, layout_map)
        if fits:
            return _describe_header(row, _read_captions(above), layout_map)
        above.append(row)
    if not layout_map.headings:
        raise FileRefused(file, FileProblem.NO_PERIOD_HEADINGS)
    raise FileRefused(
        file,
        FileProblem.NO_MAP_HEADINGS,
        name=layout_map.name or "map",
        headings=layout_map.headings,
    )


def choose_map(grid: Grid, maps: Sequence[LayoutMap]) -> LayoutMap | None:
    """Return the map whose headings stand in one of the first rows, if any.

    The one with the most headings is taken.
    """
    rows = list(_first_rows(grid))
    fitting = [m for m in maps if any(fits_map(row, m) for row in rows)]
    return max(fitting, key=lambda m: len(m.headings), default=None)


def _first_rows(grid: Grid) -> Iterator[GridRow]:
    for row, _ in zip(grid(), range(ROWS_LOOKED_AT), strict=False):
        if not isinstance(row, BadRow):
            yield row


def fits_map(row: GridRow, layout_map: LayoutMap) -> bool:
    """Check that a row has the headings of a map, and periods if it is wide."""
    headings = {fold_heading(cell) for cell in row.cells if cell.strip()}
    if not all(_has_heading(wanted, headings) for wanted in layout_map.headings):
        return False
    is_known = layout_map.headings or _names_records(headings)
    periods = sum(bool(read_period_heading(cell)) for cell in row.cells)
    if layout_map.records is RecordKinds.PLAN:
        return periods >= _FEWEST_PLAN_PERIODS
    return bool(is_known) and (periods > 0 or not layout_map.is_wide)


def _has_heading(wanted: str, headings: set[str]) -> bool:
    """Check for a heading; ``A|B`` is either, ``*end`` any that ends so."""
    if wanted.startswith("*"):
        ending = fold_heading(wanted[1:])
        return any(heading.endswith(ending) for heading in headings)
    return any(fold_heading(word) in headings for word in wanted.split("|"))


def _names_records(headings: set[str]) -> bool:
    return bool({translate_heading(heading) for heading in headings} & known_columns())


def _describe_header(
    row: GridRow, captions: Mapping[str, str], layout_map: LayoutMap
) -> MappedHeader:
    columns = _Columns(layout_map)
    for place, cell in enumerate(row.cells):
        heading = cell.strip()
        if place == 0 and layout_map.splits_first:
            columns.dimensions = _split_dimensions(heading)
        elif heading and not counts_rows(heading):
            columns.add(place, heading)
    return MappedHeader(
        row,
        captions,
        columns.fields,
        columns.periods,
        columns.metrics,
        columns.scopes,
        columns.average,
        columns.dimensions,
        tuple(columns.left_out),
    )


class _Columns:
    """The columns of a file, each added by its heading."""

    def __init__(self, layout_map: LayoutMap) -> None:
        self._map = layout_map
        self.fields: dict[int, str] = {}
        self.periods: dict[int, str] = {}
        self.metrics: dict[int, NameAndUnit] = {}
        self.scopes: dict[int, str] = {}
        self.average: int | None = None
        self.progress: int | None = None
        self.dimensions: tuple[str, ...] = ()
        self.left_out: list[str] = []

    def add(self, place: int, heading: str) -> None:
        """Add a column: as the map says, else a period, a known heading, or another."""
        folded = fold_heading(heading)
        if folded in self._map.columns:
            if self._map.columns[folded]:
                self.fields[place] = self._map.columns[folded]
        elif self._map.is_wide and (period := read_period_heading(heading)):
            self.periods[place] = period
        elif self._map.records is RecordKinds.PLAN and _is_average(heading):
            self.average = place
        elif self._map.records is RecordKinds.LEDGER and names_progress(heading):
            self.progress = place
        elif (key := translate_heading(folded)) in known_columns():
            self.fields[place] = key
        else:
            self._add_other(place, heading)

    def _add_other(self, place: int, heading: str) -> None:
        match self._map.others:
            case OtherColumns.METRIC:
                self.metrics[place] = split_unit(heading)
            case OtherColumns.SCOPE:
                self.scopes[place] = heading
            case OtherColumns.LEFT_OUT:
                self.left_out.append(heading)


def _is_average(heading: str) -> bool:
    return any(word in heading.casefold() for word in _AVERAGES)


def _split_dimensions(heading: str) -> tuple[str, ...]:
    """Return the names in a heading such as ``freq,unit,geo``, before its backslash."""
    return tuple(part.strip() for part in heading.partition("\\")[0].split(","))


def _read_captions(above: Sequence[GridRow]) -> dict[str, str]:
    """Return the unit and the region that stand above a header: 单位：亿元."""
    captions: dict[str, str] = {}
    for row in above:
        for cell in row.cells:
            for match in _caption().finditer(cell):
                key = (
                    "unit" if match["key"].casefold() in ("单位", "unit") else "region"
                )
                value = match["value"].strip()
                if key != "unit" or is_unit(value):
                    captions.setdefault(key, value)
    return captions


@cache
def _caption() -> re.Pattern[str]:
    return re.compile(
        r"(?P<key>单位|地区|unit|region|country)\s*[:：]\s*(?P<value>[^\s()（）;；,，]+)",
        re.IGNORECASE,
    )
