"""Financial years: read only where it is said how they are counted."""

from __future__ import annotations

from datetime import date

import pytest

from targetcli.errors import Unreadable
from targetcli.model.deadline import read_deadline
from targetcli.model.financial_year import (
    FinancialYear,
    format_financial_year,
    may_be_financial_year,
    read_financial_year,
)
from targetcli.model.period import ReferenceDays, format_period
from targetcli.model.period_reader import read_period
from targetcli.problems.reading import ReadingProblem

INDIA, JAPAN = FinancialYear(4, "end"), FinancialYear(4, "start")


@pytest.mark.parametrize(
    ("text", "year", "start", "end"),
    [
        ("2023/24", FinancialYear(4), date(2023, 4, 1), date(2024, 3, 31)),
        ("2023/2024", FinancialYear(4), date(2023, 4, 1), date(2024, 3, 31)),
        ("2023-24", FinancialYear(7), date(2023, 7, 1), date(2024, 6, 30)),
        ("FY2023/24", JAPAN, date(2023, 4, 1), date(2024, 3, 31)),
        ("FY2009-10", INDIA, date(2009, 4, 1), date(2010, 3, 31)),
        ("1999/00", FinancialYear(4), date(1999, 4, 1), date(2000, 3, 31)),
        ("FY2024", INDIA, date(2023, 4, 1), date(2024, 3, 31)),
        ("FY2024", JAPAN, date(2024, 4, 1), date(2025, 3, 31)),
        ("FY24", INDIA, date(2023, 4, 1), date(2024, 3, 31)),
        ("fiscal year 2024", FinancialYear(1), date(2024, 1, 1), date(2024, 12, 31)),
        ("2024财年", JAPAN, date(2024, 4, 1), date(2025, 3, 31)),
    ],
)
def test_financial_year(text: str, year: FinancialYear, start: date, end: date) -> None:
    days = ReferenceDays(financial_year=year)
    assert read_period(text, days) == (start, end)
    deadline = read_deadline(text, days)
    assert (deadline.day, deadline.period) == (end, (start, end))


@pytest.mark.parametrize(
    ("text", "year", "problem", "first", "second"),
    [
        (
            "2023/24",
            None,
            ReadingProblem.FINANCIAL_YEAR,
            "2023-04..2024-03",
            "2023-07..2024-06",
        ),
        (
            "2012-13",
            None,
            ReadingProblem.FINANCIAL_YEAR,
            "2012-04..2013-03",
            "2012-07..2013-06",
        ),
        (
            "FY2024",
            None,
            ReadingProblem.NAMED_YEAR,
            "2024-04..2025-03",
            "2023-04..2024-03",
        ),
        (
            "FY2024",
            FinancialYear(7),
            ReadingProblem.NAMED_YEAR,
            "2024-07..2025-06",
            "2023-07..2024-06",
        ),
    ],
)
def test_what_nobody_said_is_refused_with_both_readings(
    text: str,
    year: FinancialYear | None,
    problem: ReadingProblem,
    first: str,
    second: str,
) -> None:
    for read in (read_period, read_deadline):
        with pytest.raises(Unreadable) as refused:
            read(text, ReferenceDays(financial_year=year))
        reason = refused.value.reason
        assert reason.problem is problem
        assert reason.facts == {"first": first, "second": second}


def test_a_month_stays_a_month() -> None:
    days = ReferenceDays(financial_year=INDIA)
    assert format_period(read_period("2009-10", days)) == "2009-10"
    assert may_be_financial_year("2009-10")
    assert not may_be_financial_year("2009-11")
    assert not may_be_financial_year("2009")


@pytest.mark.parametrize("text", ["2023/25", "2023/23", "FY1", "2023-25"])
def test_no_financial_year(text: str) -> None:
    with pytest.raises(Unreadable):
        read_period(text, ReferenceDays(financial_year=INDIA))


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("", None),
        ("04:end", INDIA),
        ("4:start", JAPAN),
        ("07", FinancialYear(7)),
    ],
)
def test_how_years_are_counted(text: str, year: FinancialYear | None) -> None:
    assert read_financial_year(text) == year
    if year is not None:
        assert read_financial_year(format_financial_year(year)) == year


@pytest.mark.parametrize("text", ["13", "00", "april", "04:middle"])
def test_no_way_of_counting_years(text: str) -> None:
    with pytest.raises(Unreadable):
        read_financial_year(text)
