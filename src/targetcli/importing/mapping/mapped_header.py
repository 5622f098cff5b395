"""Find the header of a file that a map reads, and what each of its columns is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import islice, zip_longest
from typing import NamedTuple

from targetcli.errors import BadRow, FileRefused
from targetcli.importing.layout.financial_columns import (
    holds_financial_years,
    write_financial_year,
)
from targetcli.importing.layout.headings import (
    PERIOD_WORDS,
    counts_rows,
    fold_heading,
)
from targetcli.importing.mapping.heading_parts import (
    MAGNITUDE,
    NameAndUnit,
    find_magnitude,
    is_unit,
    read_flagged_period,
    read_period_heading,
    read_plan_period,
    split_unit,
)
from targetcli.importing.mapping.layout_map import (
    LayoutMap,
    OtherColumns,
    RecordKinds,
)
from targetcli.importing.mapping.ledger import names_partner, names_progress
from targetcli.importing.mapping.two_line_headings import (
    BETWEEN,
    join_two_lines,
    split_heading,
)
from targetcli.importing.row_sources import Grid, GridRow
from targetcli.importing.table_kinds import known_columns
from targetcli.model.fields import FIGURE_ASKED_FOR
from targetcli.problems.files import FileProblem
from targetcli.reading.headings import translate_heading

ROWS_LOOKED_AT = 40
_FEWEST_PLAN_PERIODS = 2
# Headings of the column of a plan's table with yearly or cumulative values.
_AVERAGES = ("年均", "累计", "average")


class MappedHeader(NamedTuple):
    """The columns of a file by their places, and what stands above its header.

    `fields` are the columns of records, `periods` and `metrics` the columns of values,
    `statuses` what the headings of periods say of them, `scopes` those that say what a
    number covers, `average` that of yearly or cumulative values of a plan. `dimensions`
    are the parts of the first column, where it holds several.
    """

    row: GridRow
    captions: Mapping[str, str]
    fields: Mapping[int, str]
    periods: Mapping[int, str]
    statuses: Mapping[int, str]
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
            header = _describe_header(row, _read_captions(above), layout_map)
            if not layout_map.headings or layout_map.records is RecordKinds.LEDGER:
                _refuse_twice(file, header)
            return header
        above.append(row)
    if not layout_map.headings:
        raise FileRefused(file, FileProblem.NO_PERIOD_HEADINGS)
    raise FileRefused(
        file,
        FileProblem.NO_MAP_HEADINGS,
        name=layout_map.name or "map",
        headings=layout_map.headings,
    )


def _refuse_twice(file: str, header: MappedHeader) -> None:
    """Raise `FileRefused` for two columns of one meaning; several may own a target.

    A map of a publisher's layout names a code and its name, and the later one is read.
    """
    places: dict[str, int] = {}
    for place, key in header.fields.items():
        first = places.setdefault(key, place)
        if first != place and key != "owner":
            raise FileRefused(
                file,
                FileProblem.COLUMN_TWICE,
                first=header.row.cells[first],
                first_place=first + 1,
                second=header.row.cells[place],
                second_place=place + 1,
            )


def choose_map(grid: Grid, maps: Sequence[LayoutMap]) -> LayoutMap | None:
    """Return the map whose headings stand in one of the first rows, if any.

    The one with the most headings is taken.
    """
    rows = list(_first_rows(grid))
    fitting = [m for m in maps if any(fits_map(row, m) for row in rows)]
    return max(fitting, key=lambda m: len(m.headings), default=None)


def has_two_lines(grid: Grid) -> bool:
    """Return True if the headings of a wide table stand in two lines."""
    wide = LayoutMap(is_wide=True)
    rows = _first_rows(grid)
    joined = (row for row in rows if any(BETWEEN in cell for cell in row.cells))
    return any(fits_map(row, wide) for row in joined)


def _first_rows(grid: Grid) -> Iterator[GridRow]:
    """Yield the first rows, and before one the two lines of headings it begins."""
    first = (row for row in islice(grid(), ROWS_LOOKED_AT))
    rows = [row for row in first if not isinstance(row, BadRow)]
    for row, below in zip_longest(rows, rows[1:]):
        joined = join_two_lines(row, below) if below else None
        if joined is not None:
            yield joined
        yield row


def fits_map(row: GridRow, layout_map: LayoutMap) -> bool:
    """Check that a row has the headings of a map, and periods if it is wide.

    A form of our own needs no map, though an office's ledger has headings as it has.
    """
    headings = {fold_heading(cell) for cell in row.cells if cell.strip()}
    if FIGURE_ASKED_FOR.key in map(translate_heading, headings):
        return False
    if not all(_has_heading(wanted, headings) for wanted in layout_map.headings):
        return False
    is_known = layout_map.headings or _names_records(headings)
    if layout_map.records is RecordKinds.PLAN:
        return sum(map(bool, map(read_plan_period, row.cells))) >= _FEWEST_PLAN_PERIODS
    periods = sum(map(_names_period, row.cells))
    fits_wide = periods > 0 or (not layout_map.headings and _is_panel(headings))
    return bool(is_known) and (fits_wide or not layout_map.is_wide)


def _names_period(heading: str) -> bool:
    return any(map(read_period_heading, split_heading(heading)))


def _has_heading(wanted: str, headings: set[str]) -> bool:
    """Check for a heading; ``A|B`` is either, ``*end`` any that ends so."""
    return any(
        _matches(heading, fold_heading(word))
        for word in wanted.split("|")
        for heading in headings
    )


def _matches(heading: str, wanted: str) -> bool:
    ending = wanted.removeprefix("*")
    return heading == wanted or (ending != wanted and heading.endswith(ending))


def _names_records(headings: set[str]) -> bool:
    return bool({*map(name_column, headings)} & known_columns())


def _is_panel(headings: set[str]) -> bool:
    """Check for a column of periods among others, none of them of metrics or values."""
    columns = {*map(name_column, headings)}
    has_others = bool(columns - known_columns())
    return "period" in columns and has_others and not columns & {"metric", "value"}


def name_column(folded: str) -> str:
    """Return the column of a folded heading, a year or time being the period."""
    return "period" if folded in PERIOD_WORDS else translate_heading(folded)


def _describe_header(
    row: GridRow, captions: Mapping[str, str], layout_map: LayoutMap
) -> MappedHeader:
    if layout_map.is_wide and not any(map(_names_period, row.cells)):
        layout_map = layout_map._replace(others=OtherColumns.METRIC)
    is_financial = layout_map.is_wide and holds_financial_years(row.cells)
    columns = _Columns(layout_map, is_financial=is_financial)
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
        columns.statuses,
        columns.metrics,
        columns.scopes,
        columns.average,
        columns.dimensions,
        tuple(columns.left_out),
    )


class _Columns:
    """The columns of a file, each added by its heading."""

    def __init__(self, layout_map: LayoutMap, *, is_financial: bool) -> None:
        self._map, self._is_financial = layout_map, is_financial
        self.fields: dict[int, str] = {}
        self.periods: dict[int, str] = {}
        self.statuses: dict[int, str] = {}
        self.metrics: dict[int, NameAndUnit] = {}
        self.scopes: dict[int, str] = {}
        self.average: int | None = None
        self.dimensions: tuple[str, ...] = ()
        self.left_out: list[str] = []

    def add(self, place: int, heading: str) -> None:
        """Add a column: as the map says, else a period, a known heading, or another."""
        above, below = split_heading(heading)
        if below:
            self._add_two_lines(place, above, below)
            return
        folded = fold_heading(heading)
        column = self._find_column(folded)
        if column is not None:
            if column:
                self.fields[place] = column
        elif self._map.is_wide and (dated := read_flagged_period(heading)).period:
            self.periods[place] = (
                write_financial_year(heading) if self._is_financial else dated.period
            )
            if dated.status:
                self.statuses[place] = dated.status
        elif self._map.records is RecordKinds.PLAN and (
            planned := read_plan_period(heading)
        ):
            self.periods[place] = planned
        elif self._map.records is RecordKinds.PLAN and _is_average(heading):
            self.average = place
        elif self._map.records is RecordKinds.LEDGER and (
            names_progress(heading) or names_partner(heading)
        ):
            return  # which the ledger reads
        elif (key := name_column(folded)) in known_columns():
            self.fields[place] = key
        else:
            self._add_other(place, heading)

    def _find_column(self, folded: str) -> str | None:
        """Return the column that the map names for a heading, "" for one left out."""
        columns = self._map.columns
        if folded in columns:
            return columns[folded]
        endings = (key for key in columns if key.startswith("*"))
        return next((columns[k] for k in endings if _matches(folded, k)), None)

    def _add_two_lines(self, place: int, above: str, below: str) -> None:
        """Add a column of a metric in a period, or of a metric whose unit is below."""
        if is_unit(below) and not read_period_heading(above):
            self.metrics[place] = NameAndUnit(above, below)
            return
        period_below = read_period_heading(below)
        self.periods[place] = period_below or read_period_heading(above)
        self.metrics[place] = split_unit(above if period_below else below)

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
    """Return the unit and the region that stand above a header: 单位：亿元.

    A magnitude that stands there alone (in thousands) is one of a unit said elsewhere.
    """
    captions: dict[str, str] = {}
    for row in above:
        for cell in row.cells:
            if magnitude := find_magnitude(cell):
                captions.setdefault(MAGNITUDE, magnitude)
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
