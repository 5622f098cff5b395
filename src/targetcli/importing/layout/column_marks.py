"""Decide by a whole column how it writes decimals and days, never cell by cell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum
from functools import cache

_MONTHS = 12


class DayOrder(Enum):
    """The order of day and month in a column of dates such as 01/02/2024."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


def find_decimal_mark(cells: Iterable[str]) -> str:
    """Return the decimal mark of a column: ``,`` where only that fits, else ``.``.

    1,5 needs the comma, 1.5 the point; 1,234 fits both and decides nothing. A column
    that needs both is left to be refused cell by cell.
    """
    needs_comma = needs_point = False
    for cell in cells:
        match = _number().search(cell)
        if match is None:
            continue
        number = match[0]
        needs_comma = needs_comma or bool(_comma_decimal().fullmatch(number))
        needs_point = needs_point or bool(_point_decimal().fullmatch(number))
    return "," if needs_comma and not needs_point else "."


def write_decimal_point(cell: str) -> str:
    """Return a cell of a column with a decimal comma with the point instead.

    >>> write_decimal_point("1.234,5 Mio")
    '1234.5 Mio'
    """
    return _number().sub(
        lambda match: (
            match[0].replace(".", "").replace(" ", "").replace(",", ".")
            if _comma_number().fullmatch(match[0])
            else match[0]
        ),
        cell,
        count=1,
    )


def find_day_order(cells: Iterable[str]) -> DayOrder | None:
    """Return the order of day and month in a column; None where nothing decides.

    13/02/2024 has the day first, 02/13/2024 the month. None too where both occur.
    """
    orders = set()
    for cell in cells:
        match = _slashed_day().fullmatch(cell.strip())
        if match is None:
            continue
        first, second = int(match["first"]), int(match["second"])
        if first > _MONTHS >= second:
            orders.add(DayOrder.DAY_FIRST)
        elif second > _MONTHS >= first:
            orders.add(DayOrder.MONTH_FIRST)
    return orders.pop() if len(orders) == 1 else None


def write_iso_day(cell: str, order: DayOrder) -> str:
    """Return a day such as 13/02/2024 as 2024-02-13; anything else as it is."""
    match = _slashed_day().fullmatch(cell.strip())
    if match is None:
        return cell
    parts = (int(match["first"]), int(match["second"]))
    day, month = parts if order is DayOrder.DAY_FIRST else parts[::-1]
    return f"{match['year']}-{month:02}-{day:02}"


@cache
def _number() -> re.Pattern[str]:
    return re.compile(r"[0-9](?:[0-9., ]*[0-9])?")


@cache
def _comma_decimal() -> re.Pattern[str]:
    """Match numbers that only a decimal comma explains: 1,5 and 1.234,56."""
    return re.compile(
        r"[0-9]{1,3}(?:[. ][0-9]{3})+,[0-9]+|[0-9]+,(?:[0-9]{1,2}|[0-9]{4,})"
    )


@cache
def _point_decimal() -> re.Pattern[str]:
    """Match numbers that only a decimal point explains: 1.5 and 1,234.56."""
    return re.compile(
        r"[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+|[0-9]+\.(?:[0-9]{1,2}|[0-9]{4,})"
    )


@cache
def _comma_number() -> re.Pattern[str]:
    return re.compile(r"(?:[0-9]{1,3}(?:[. ][0-9]{3})+|[0-9]+)(?:,[0-9]+)?")


@cache
def _slashed_day() -> re.Pattern[str]:
    return re.compile(
        r"(?P<first>[0-9]{1,2})[/.-](?P<second>[0-9]{1,2})[/.-](?P<year>[0-9]{4})"
    )
