"""Decide by a whole column whether 2009-10 in it is a month or a financial year."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from targetcli.model.financial_year import may_be_financial_year, spans_two_years


def holds_financial_years(cells: Iterable[str]) -> bool:
    """Return True if a column with cells such as 2009-10 holds financial years.

    It does where every cell of that form names the year that follows, or where another
    cell is a financial year for certain: 2012-13, 2012/13. A column without such a cell
    as 2009-10 needs no decision.
    """
    doubtful = months = years = 0
    for cell in cells:
        if may_be_financial_year(cell):
            doubtful += 1
        elif spans_two_years(cell):
            years += 1
        elif _month().fullmatch(cell.strip()):
            months += 1
    return doubtful > 0 and (years > 0 or months == 0)


def has_two_readings(cell: str) -> bool:
    """Return True if a cell gives reason to look at the whole of its column."""
    return may_be_financial_year(cell) or bool(_month().fullmatch(cell.strip()))


def write_financial_year(cell: str) -> str:
    """Return 2009-10 as 2009/10, which is read as nothing else.

    >>> write_financial_year("2009-10"), write_financial_year("2010")
    ('2009/10', '2010')
    """
    return cell.strip().replace("-", "/") if may_be_financial_year(cell) else cell


@cache
def _month() -> re.Pattern[str]:
    return re.compile(r"[0-9]{4}-[0-9]{2}")
