"""Columns of financial years: 2009-10 is one where its column says so."""

from __future__ import annotations

from io import StringIO

import pytest

from targetcli.importing.csv_reader import open_csv
from targetcli.importing.layout.financial_columns import holds_financial_years
from targetcli.importing.layout.headings import may_name_period
from targetcli.importing.table_kinds import InputRow
from targetcli.problems.remarks import Remark


@pytest.mark.parametrize(
    "cells",
    [
        ["2009-10", "2010-11", "2011-12"],
        ["2009-10", "2012-13"],
        ["2009-10", "2012/13"],
        ["2009-10", "", "2013"],
        ["2009-01", "2009-10", "FY2012/13"],
    ],
)
def test_a_column_holds_financial_years(cells: list[str]) -> None:
    assert holds_financial_years(cells)


@pytest.mark.parametrize(
    "cells",
    [
        [],
        ["2009", "2010"],
        ["2009-09", "2009-10", "2009-11"],
        ["2012/13", "2013/14"],
        ["2009-10-01"],
    ],
)
def test_a_column_of_months_or_without_doubt_is_left_alone(cells: list[str]) -> None:
    assert not holds_financial_years(cells)


@pytest.mark.parametrize("column", ["period", "deadline"])
def test_the_cells_of_such_a_column_can_be_nothing_else(column: str) -> None:
    text = f"region,metric,value,unit,{column}\n" + "".join(
        f"Anland,jobs,{n},%,{year}\n"
        for n, year in enumerate(("2009-10", "2012-13", "2013"))
    )
    table = open_csv("f.csv", lambda: StringIO(text, newline=""))
    rows = [row for row in table.rows() if isinstance(row, InputRow)]
    assert [row.fields[column] for row in rows] == ["2009/10", "2012-13", "2013"]
    assert [remark.problem for remark in table.remarks] == [Remark.FINANCIAL_COLUMN]


@pytest.mark.parametrize(
    "heading",
    ["2023", "２０２３年", "Mar-24", "1Q24", "2023年1-6月", "2012-13", "31/12/2023 c"],
)
def test_headings_with_a_year_may_be_periods(heading: str) -> None:
    assert may_name_period(heading)


@pytest.mark.parametrize("heading", ["c0", "12.5", "value", "", "GDP(亿元)", "5" * 999])
def test_other_headings_are_not_read_as_periods(heading: str) -> None:
    assert not may_name_period(heading)
