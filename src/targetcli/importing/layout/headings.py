"""Know the headings of a table whatever their case and width, and rows made of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from unicodedata import normalize

from targetcli.errors import TargetsError
from targetcli.importing.table_kinds import known_columns, name_columns
from targetcli.model.financial_year import spans_two_years
from targetcli.model.period_reader import read_period
from targetcli.reading.headings import translate_heading

# Headings of columns that only count or repeat the rows.
_COUNTING = ("序号", "no.", "no", "#", "index")
# Headings of the period in a table of figures, where none is called so.
PERIOD_WORDS = (
    *("时间", "日期", "年份", "年度", "季度", "月份", "年"),
    *("year", "quarter", "month", "date", "time"),
)
# Columns beside which a year or a time is no period of its own: the date of a milestone
# stands beside its target.
PERIOD_COLUMNS = frozenset({"period", "end", "start", "deadline", "target"})
# Headings that only an export of compare has together.
_VERDICT_KEYS = {"outcome", "deadline", "evidence"}
_LONGEST_HEADING = 200


@lru_cache(1024)
def fold_heading(heading: str) -> str:
    """Return a heading in small letters of usual width, with _ between its words.

    >>> fold_heading(" Window Start"), fold_heading("指 标")
    ('window_start', '指标')
    """
    if len(heading) > _LONGEST_HEADING:
        return heading.strip()
    text = normalize("NFKC", heading).strip().casefold()
    return _blanks().sub("" if not text.isascii() else "_", text)


def name_folded_columns(headings: Sequence[str]) -> tuple[str, ...]:
    """Return the columns of headings; one of no column stays as it is written."""
    stripped = [heading.strip() for heading in headings]
    folded = [*map(fold_heading, headings)]
    columns = _name_periods(name_columns(folded), folded)
    known = known_columns()
    triples = zip(name_columns(stripped), columns, stripped, strict=True)
    return tuple(
        next((name for name in (column, exact) if name in known), heading)
        for exact, column, heading in triples
    )


def _name_periods(columns: tuple[str, ...], folded: Sequence[str]) -> tuple[str, ...]:
    """Return columns in which a time or year beside a value is the period."""
    words = set(folded) & set(PERIOD_WORDS)
    is_of_another = not PERIOD_COLUMNS.isdisjoint(columns)
    if len(words) != 1 or "value" not in columns or is_of_another:
        return columns
    pairs = zip(columns, folded, strict=True)
    return tuple("period" if word in words else column for column, word in pairs)


def counts_rows(heading: str) -> bool:
    """Return True if a column only numbers the rows."""
    return fold_heading(heading) in _COUNTING


def holds_verdicts(headings: Sequence[str]) -> bool:
    """Return True if the headings are those of an export of compare."""
    return {translate_heading(heading.strip()) for heading in headings} >= _VERDICT_KEYS


def count_known(cells: Sequence[str]) -> int:
    """Return the number of known headings in a row; periods count as headings.

    A row of periods alone names none.
    """
    known = set(name_folded_columns(cells)) & known_columns()
    return len(known) + sum(map(names_period, cells)) if known else 0


def is_made_of_headings(cells: Sequence[str]) -> bool:
    """Return True if every cell of a row with content names a column or a period."""
    filled = [cell for cell in cells if cell.strip() and not counts_rows(cell)]
    names = name_folded_columns(filled)
    return bool(filled) and all(
        name in known_columns() or names_period(name) for name in names
    )


@lru_cache(4096)
def names_period(heading: str) -> bool:
    """Return True if a heading is a period, as 2023年 and 2024Q1 are."""
    text = heading.strip()
    if not may_name_period(text):
        return False
    if spans_two_years(text):
        return True
    try:
        read_period(text)
    except TargetsError:
        return False
    return True


def may_name_period(heading: str) -> bool:
    """Return False for headings that are surely no period, without reading them."""
    return len(heading) <= _LONGEST_HEADING and bool(_year_mark().search(heading))


@cache
def _year_mark() -> re.Pattern[str]:
    """Match what every period with a year has: four digits, or two that stand alone."""
    return re.compile(
        r"(?<!\d)[12１２]\d{3}(?!\d)|(?<![\d.,])\d{2}(?![\d.,])|[QqHh]\d|[年月季]"
    )


@cache
def _blanks() -> re.Pattern[str]:
    return re.compile(r"\s+")
