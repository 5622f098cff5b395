"""Read the cells of a row as they were before a spreadsheet saved them again.

A spreadsheet drops zeros at the end of a number, may write a currency before one, and
writes a long one with an exponent and six of its digits.
"""

from __future__ import annotations

import re
from collections.abc import Container
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from targetcli.errors import Unreadable
from targetcli.model.announced_vocabulary import CURRENCY_SIGNS, SHARED_SIGNS
from targetcli.model.unit_table import UnitTable
from targetcli.problems.files import RowProblem

# Columns of numbers, each with the column of its unit.
_NUMBERS = {"value": "unit", "value_high": "unit", "baseline_value": "baseline_unit"}
_PERIODS = ("period", "end", "start", "deadline", "window_start")
_WORDS = "as_written"
_WORDED = ("value", "value_high")
_SIGNS = frozenset("¥￥$£€₹₩₽")
_MONEY = "money "


class RestorableColumns(NamedTuple):
    """The columns of a table whose cells a spreadsheet may have changed."""

    numbers: tuple[tuple[str, str], ...]
    """Each with the column of its unit."""
    periods: tuple[str, ...]
    worded: tuple[str, ...]
    """Numbers that stand beside their own words."""


def find_restorable(columns: Container[str]) -> RestorableColumns:
    """Return those among the columns of a table that `restore_cells` looks at."""
    return RestorableColumns(
        tuple(pair for pair in _NUMBERS.items() if pair[0] in columns),
        tuple(column for column in _PERIODS if column in columns),
        tuple(c for c in _WORDED if c in columns and _WORDS in columns),
    )


def restore_cells(fields: dict[str, str], columns: RestorableColumns) -> dict[str, str]:
    """Return a row with the digits that its own words have, and bare amounts of money.

    An amount is bare where its unit is money of the same currency.
    """
    restored: dict[str, str] = {}
    for column, unit_column in columns.numbers:
        cell = fields[column]
        if not (cell[:1].isdigit() or _SIGNS.isdisjoint(cell)):
            restored[column] = _remove_currency(cell, fields.get(unit_column, ""))
    for column in columns.periods:
        cell = fields[column]
        if cell.endswith(".0") and _float_year().fullmatch(cell):
            restored[column] = cell.partition(".")[0]
    for column in columns.worded:
        cell, words = restored.get(column) or fields[column], fields[_WORDS]
        if cell and cell != words and "." in words:
            restored[column] = _restore_digits(cell, words)
    return {**fields, **restored} if restored else fields


def find_rounded_number(fields: dict[str, str]) -> Unreadable | None:
    """Return the failure of a number of which a spreadsheet left only some digits."""
    for column in _NUMBERS:
        cell = fields.get(column, "")
        if _short_form().fullmatch(cell):
            return Unreadable(column, cell, problem=RowProblem.LOST_DIGITS)
    return None


def _remove_currency(cell: str, unit: str) -> str:
    """Return an amount without the currency that its unit names as well."""
    match = _money_pattern().fullmatch(cell.strip())
    currency = _read_currency(unit) if match else ""
    if match is None or currency not in _currencies(match["sign"]):
        return cell
    is_negative = "-" in cell or "(" in cell
    return f"{'-' if is_negative else ''}{match['number']}"


def _currencies(sign: str) -> tuple[str, ...]:
    """Return the currencies that a sign may stand for."""
    sign = sign.replace("￥", "¥")
    return SHARED_SIGNS.get(sign) or (CURRENCY_SIGNS.get(sign, ""),)


@lru_cache(256)
def _read_currency(unit: str) -> str:
    """Return the currency of a unit, "" where it is none."""
    try:
        dimension = _UNITS.read(unit).dimension
    except Unreadable:
        return ""
    return dimension.removeprefix(_MONEY) if dimension.startswith(_MONEY) else ""


def _restore_digits(cell: str, words: str) -> str:
    """Return a number with the zeros that it ends in among its words.

    >>> _restore_digits("5", "约5.0")
    '5.0'
    """
    if not _plain_number().fullmatch(cell):
        return cell
    value = Decimal(cell)
    for number in _number_in_words().findall(words):
        written = number.replace(",", "")
        if "." in written and Decimal(written) == abs(value):
            return f"{'-' if value < 0 else ''}{written}"
    return cell


_UNITS = UnitTable(())


@cache
def _money_pattern() -> re.Pattern[str]:
    number = r"(?P<number>[0-9][0-9,]*(?:\.[0-9]+)?)"
    sign = rf"(?P<sign>[{''.join(_SIGNS)}])"
    return re.compile(rf"\(?-? ?{sign} ?(?:-|\()? ?{number} ?\)?")


@cache
def _short_form() -> re.Pattern[str]:
    # As spreadsheets show a number that is long; programs write e, or more digits.
    return re.compile(r"-?[0-9](?:\.[0-9]{1,5})?E\+[0-9]{2}")


@cache
def _float_year() -> re.Pattern[str]:
    # As a column of numbers writes years beside an empty cell.
    return re.compile(r"(?:19|20)[0-9]{2}\.0")


@cache
def _plain_number() -> re.Pattern[str]:
    return re.compile(r"-?[0-9]{1,40}(?:\.[0-9]{1,40})?")


@cache
def _number_in_words() -> re.Pattern[str]:
    return re.compile(r"[0-9][0-9,]{0,60}(?:\.[0-9]{1,40})?")
