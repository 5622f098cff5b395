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
        for column in self.with_comma:
            fields[column] = write_decimal_point(fields[column])
        for column, order in self.day_orders.items():
            fields[column] = write_iso_day(fields[column], order)
        for column in self.financial:
            fields[column] = write_financial_year(fields[column])
        return fields

    def remarks(self, file: str) -> Iterator[FailureReason]:
        """Yield how the columns were read."""
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
    """Return how the columns of a table write decimals and days.

    A whole column is gone through only where its first rows give reason to.
    """
    numbers = [name for name in found.columns.names if name in _NUMBERS]
    days = [name for name in found.columns.names if name in _DAYS]
    sample = [*islice(_fields(found), ROWS_LOOKED_AT)]

    def choose(columns: Iterable[str], is_doubtful: Callable[[str], bool]) -> list[str]:
        return [
            n for n in columns if any(is_doubtful(row[n].strip()) for row in sample)
        ]

    commas = choose(numbers, lambda cell: "," in cell)
    slashed = choose(days, _ends_in_year)
    periods = choose([n for n in days if n in _PERIODS], has_two_readings)
    orders = {name: find_day_order(_cells(found, name)) for name in slashed}
    return PlainMarks(
        frozenset(n for n in commas if find_decimal_mark(_cells(found, n)) == ","),
        {name: order for name, order in orders.items() if order is not None},
        frozenset(n for n in periods if holds_financial_years(_cells(found, n))),
    )


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
