"""Read the decimals and days of a table as its columns write them, each as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from targetcli.importing.layout.column_marks import (
    DayOrder,
    find_day_order,
    find_decimal_mark,
    write_decimal_point,
    write_iso_day,
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


class PlainMarks(NamedTuple):
    """The columns with a decimal comma, and the order of day and month by column."""

    with_comma: frozenset[str]
    day_orders: dict[str, DayOrder]

    def apply(self, fields: dict[str, str]) -> dict[str, str]:
        """Return a row with points before decimals, and days as ISO has them."""
        for column in self.with_comma:
            fields[column] = write_decimal_point(fields[column])
        for column, order in self.day_orders.items():
            fields[column] = write_iso_day(fields[column], order)
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


NO_PLAIN_MARKS = PlainMarks(frozenset(), {})


def find_plain_marks(found: FoundTable) -> PlainMarks:
    """Return how the columns of a table write decimals and days.

    The whole table is gone through only where its first rows give reason to.
    """
    numbers = [name for name in found.columns.names if name in _NUMBERS]
    days = [name for name in found.columns.names if name in _DAYS]
    sample = islice(_fields(found), ROWS_LOOKED_AT)
    if not any(_is_doubtful(row, numbers, days) for row in sample):
        return NO_PLAIN_MARKS
    commas = {name for name in numbers if find_decimal_mark(_cells(found, name)) == ","}
    orders = {name: find_day_order(_cells(found, name)) for name in days}
    decided = {name: order for name, order in orders.items() if order is not None}
    return PlainMarks(frozenset(commas), decided)


def _is_doubtful(
    row: dict[str, str], numbers: Iterable[str], days: Iterable[str]
) -> bool:
    """Return whether a row has a comma in a number, or a day that ends in its year."""
    return any("," in row.get(name, "") for name in numbers) or any(
        cell[-4:].isdecimal() and cell[-5:-4] in ("/", ".", "-")
        for cell in (row.get(name, "").strip() for name in days)
    )


def _cells(found: FoundTable, column: str) -> Iterator[str]:
    return (row.get(column, "") for row in _fields(found))


def _fields(found: FoundTable) -> Iterator[dict[str, str]]:
    names: Sequence[str] = found.columns.names
    for row in found.rows():
        if isinstance(row, GridRow):
            cells = [*row.cells, *[""] * (found.columns.width - len(row.cells))]
            yield dict(zip(names, found.columns.choose(cells), strict=False))
