"""Read the decimals and days of a table as its columns write them, each as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from targetcli.importing.layout.column_marks import (
    DayOrder,
    find_day_order,
    find_decimal_mark,
    write_decimal_point,
    write_iso_day,
)
from targetcli.importing.layout.financial_columns import (
    has_two_readings,
    holds_financial_years,
    write_financial_year,
)
from targetcli.importing.layout.found_table import FoundTable
from targetcli.importing.layout.header import ROWS_LOOKED_AT
from targetcli.importing.row_sources import GridRow
from targetcli.problems.problem import FailureReason
from targetcli.problems.remarks import Remark

_NUMBERS = ("value", "value_high", "baseline_value")
_DAYS = (
    *("published", "announced", "deadline", "period", "start", "end"),
    *("window_start", "withdrawn"),
)
_PERIODS = ("period", "start", "end", "window_start", "deadline")


class PlainMarks(NamedTuple):
    """The columns with a decimal comma, the order of day and month, financial years."""

    with_comma: frozenset[str]
    day_orders: dict[str, DayOrder]
    financial: frozenset[str] = frozenset()
    """The columns in which 2009-10 is a financial year."""

    def apply(self, fields: dict[str, str]) -> dict[str, str]:
        """Return a row with points before decimals, and days as ISO has them."""
        if not (self.with_comma or self.day_orders or self.financial):
            return fields
        for column in self.with_comma:
            fields[column] = write_decimal_point(fields[column])
        for column in self.day_orders.keys() & fields:
            fields[column] = write_iso_day(fields[column], self.day_orders[column])
        for column in self.financial & fields.keys():
            fields[column] = write_financial_year(fields[column])
        return fields

    def remarks(self, file: str) -> Iterator[FailureReason]:
        """Yield remarks on the readings chosen for the columns."""
        for column in sorted(self.with_comma):
            facts = {"file": file, "column": column}
            yield FailureReason(Remark.DECIMAL_COMMA, facts)
        for column, order in sorted(self.day_orders.items()):
            is_day_first = order is DayOrder.DAY_FIRST
            remark = Remark.DAY_FIRST if is_day_first else Remark.MONTH_FIRST
            yield FailureReason(remark, {"file": file, "column": column})
        for column in sorted(self.financial):
            facts = {"file": file, "column": column}
            yield FailureReason(Remark.FINANCIAL_COLUMN, facts)


NO_PLAIN_MARKS = PlainMarks(frozenset(), {})


def find_plain_marks(found: FoundTable) -> PlainMarks:
    """Return the decimal mark and the order of dates in the columns of a table.

    A whole column is gone through only where its first rows give reason to.
    """
    names = found.columns.names
    with_comma = frozenset(
        name
        for name in names
        if name in _NUMBERS
        and any("," in cell for cell in islice(_cells(found, name), ROWS_LOOKED_AT))
        and find_decimal_mark(_cells(found, name)) == ","
    )
    dates = find_date_marks(names, lambda name: _cells(found, name))
    return dates._replace(with_comma=with_comma)


def find_date_marks(
    names: Iterable[str],
    cells_of: Callable[[str], Iterable[str]],
    *,
    is_day_first: bool = False,
) -> PlainMarks:
    """Return the order of dates and years in columns, as a map may give it."""
    orders: dict[str, DayOrder] = {}
    financial: set[str] = set()
    for name in (name for name in names if name in _DAYS):
        sample = [*islice(cells_of(name), ROWS_LOOKED_AT)]
        if is_day_first:
            orders[name] = DayOrder.DAY_FIRST
        elif any(_ends_in_year(cell.strip()) for cell in sample):
            order = find_day_order(cells_of(name))
            orders |= {name: order} if order else {}
        if name in _PERIODS and any(map(has_two_readings, sample)):
            financial |= {name} if holds_financial_years(cells_of(name)) else set()
    return PlainMarks(frozenset(), orders, frozenset(financial))


def _ends_in_year(cell: str) -> bool:
    return cell[-4:].isdecimal() and cell[-5:-4] in ("/", ".", "-")


def _cells(found: FoundTable, column: str) -> Iterator[str]:
    return (row.get(column, "") for row in _fields(found))


def _fields(found: FoundTable) -> Iterator[dict[str, str]]:
    names: Sequence[str] = found.columns.names
    for row in found.rows():
        if isinstance(row, GridRow):
            cells = [*row.cells, *[""] * (found.columns.width - len(row.cells))]
            yield dict(zip(names, found.columns.choose(cells), strict=False))
