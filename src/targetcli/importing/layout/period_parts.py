"""Join a column of years and one of quarters, months or halves into one of periods."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple
from unicodedata import normalize

from targetcli.errors import BadRow
from targetcli.importing.layout.header import ROWS_LOOKED_AT
from targetcli.importing.layout.headings import (
    PERIOD_COLUMNS,
    fold_heading,
    name_folded_columns,
)
from targetcli.importing.row_sources import Grid, GridRow
from targetcli.importing.table_kinds import known_columns
from targetcli.problems.problem import FailureReason
from targetcli.problems.remarks import Remark

_YEAR_HEADINGS = frozenset({"year", "calendar_year", "年", "年份", "年度"})
_PART_HEADINGS = {
    **dict.fromkeys(("quarter", "qtr", "季", "季度"), "Q"),
    **dict.fromkeys(("month", "月", "月份"), "M"),
    **dict.fromkeys(("half", "half_year", "halfyear", "半年"), "H"),
}
_WHOLE_YEARS = frozenset({"全年", "年度", "annual", "year", "full year"})
# A part in Chinese ends in its unit, or gets that of its column.
_CHINESE_UNITS = {"Q": "季度", "M": "月", "H": ""}
_CHINESE_ENDINGS = ("季度", "季", "月", "月份", "年")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


class PeriodParts(NamedTuple):
    """The columns of the year and of its part, in the line of their headings."""

    line: int
    year: int
    part: int
    letter: str
    """``Q`` for quarters, ``M`` for months, ``H`` for halves; "" where cells say it."""
    headings: tuple[str, str]

    def remark(self, file: str) -> FailureReason:
        """Return the remark that the two columns are read as one."""
        facts = {"file": file, "headings": self.headings}
        return FailureReason(Remark.PERIOD_JOINED, facts)

    def join(self, grid: Grid) -> Grid:
        """Return rows in which the first of the two columns holds whole periods.

        The other is left empty, so that every other cell keeps its place.
        """

        def joined_rows() -> Iterator[GridRow | BadRow]:
            for row in grid():
                if isinstance(row, BadRow) or row.line < self.line:
                    yield row
                else:
                    yield row._replace(cells=self._join_cells(row))

        return joined_rows

    def _join_cells(self, row: GridRow) -> list[str]:
        cells = list(row.cells)
        first, second = sorted((self.year, self.part))
        if row.line == self.line:
            cells[first], cells[second] = "period", ""
        elif len(cells) > first:
            cells += [""] * (second + 1 - len(cells))
            period = join_period(cells[self.year], cells[self.part], self.letter)
            cells[first], cells[second] = period, ""
        return cells


def find_period_parts(grid: Grid) -> PeriodParts | None:
    """Return the columns of a year and of its part, if a table has them.

    Where whole periods stand in a column of their own, that is enough.
    """
    first = islice(grid(), ROWS_LOOKED_AT)
    rows = [row for row in first if isinstance(row, GridRow)]
    found = (_find_in_header(row, rows[n + 1 :]) for n, row in enumerate(rows))
    return next((parts for parts in found if parts is not None), None)


def _find_in_header(row: GridRow, below: Sequence[GridRow]) -> PeriodParts | None:
    folded = [*map(fold_heading, row.cells)]
    letters = {
        place: _PART_HEADINGS[text]
        for place, text in enumerate(folded)
        if text in _PART_HEADINGS
    }
    names = {*name_folded_columns(row.cells)}
    coded = folded.index("period") if folded.count("period") == 1 else None
    if coded is not None and not letters and _holds_codes(below, coded):
        letters, names = {coded: ""}, names - {"period"}
    years = [place for place, text in enumerate(folded) if text in _YEAR_HEADINGS]
    if len(years) != 1 or len(letters) != 1 or names & PERIOD_COLUMNS:
        return None
    if not names & known_columns():
        return None
    [(part, letter)] = letters.items()
    headings = (row.cells[years[0]].strip(), row.cells[part].strip())
    return PeriodParts(row.line, years[0], part, letter, headings)


def _holds_codes(rows: Sequence[GridRow], place: int) -> bool:
    """Check that a column called a period holds parts of years alone: M01, Q1, A01."""
    cells = (row.cells[place].strip() for row in rows if place < len(row.cells))
    filled = [cell for cell in cells if cell]
    return bool(filled) and all(map(_coded().fullmatch, filled))


def join_period(year: str, part: str, letter: str) -> str:
    """Return the period of a year and a part of it as people write it.

    Where the part is not said there is no period: it may be missing, or the whole year
    be meant. What makes no period is joined all the same, and refused when it is read.

    >>> join_period("2023", "2", "Q"), join_period("2023年", "一季度", "Q")
    ('2023Q2', '2023年一季度')
    >>> join_period("2023", "Mar", "M"), join_period("2023", "", "M")
    ('Mar 2023', '')
    """
    year, part = _plain(year).removesuffix("年"), _plain(part)
    if not year or not part:
        return ""
    if _own_year().search(part):
        return part if year in part else f"{year} {part}"
    if part.casefold() in _WHOLE_YEARS:
        return year
    match = _numbered().fullmatch(part)
    if match is not None:
        return _write_number(year, match["letter"].upper() or letter, match["number"])
    if part.isascii():
        return f"{part} {year}"
    unit = "" if part.endswith(_CHINESE_ENDINGS) else _CHINESE_UNITS[letter]
    return f"{year}年{part}{unit}"


def _plain(cell: str) -> str:
    """Return a cell without blanks around it and the .0 of a number."""
    return normalize("NFKC", cell).strip().removesuffix(".0")


def _write_number(year: str, letter: str, number: str) -> str:
    """Write a part of a year: 2023Q2, 2023-06, 2023H1.

    >>> _write_number("2023", "Q", "II"), _write_number("2023", "M", "6")
    ('2023Q2', '2023-06')
    """
    place = _ROMAN.get(number.casefold()) or int(number)
    if letter == "A" and place == 1:
        return year
    if letter == "M":
        return f"{year}-{place:02d}"
    return f"{year}{'H' if letter == 'S' else letter}{place}"


@cache
def _numbered() -> re.Pattern[str]:
    """Match 2, 02, Q2, M02, S1, A01 and III, which number a part of a year."""
    return re.compile(
        r"(?P<letter>[QMHSA]?)(?P<number>[0-9]{1,2}|I{1,3}|IV)", re.IGNORECASE
    )


@cache
def _coded() -> re.Pattern[str]:
    return re.compile(r"[QMHSA][0-9]{1,2}")


@cache
def _own_year() -> re.Pattern[str]:
    return re.compile(r"[0-9]{4}")
