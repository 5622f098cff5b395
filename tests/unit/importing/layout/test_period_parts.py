"""A year and its quarter, month or half in two columns are one period."""

from __future__ import annotations

from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targetcli.errors import FileRefused, Unreadable
from targetcli.importing.csv_reader import open_csv
from targetcli.importing.layout.period_parts import join_period
from targetcli.importing.table_kinds import InputRow, InputTable
from targetcli.model.period import Span, span_of_months
from targetcli.model.period_reader import read_period
from targetcli.problems.remarks import Remark

_LENGTHS = {"Q": 3, "M": 1, "H": 6}
_CHINESE = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_MONTHS = [
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
]


def open_text(text: str) -> InputTable:
    return open_csv("f.csv", lambda: StringIO(text))


def read_rows(text: str) -> list[dict[str, str]]:
    rows = [*open_text(text).rows()]
    assert all(isinstance(row, InputRow) for row in rows)
    return [dict(row.fields) for row in rows]


def write_parts(letter: str, number: int) -> list[str]:
    """Return the ways to write a part of a year in a column of such parts."""
    plain = [f"{number}", f"{number:02d}", f"{letter}{number}", f"{number}.0"]
    chinese = _CHINESE[number - 1]
    match letter:
        case "Q":
            roman = ("I", "II", "III", "IV")[number - 1]
            quarters = (f"{chinese}季度", f"第{chinese}季度", f"{number}季度", chinese)
            return [*plain, *quarters, roman, f"q{number}", f"{number}Q"]
        case "M":
            months = (f"{chinese}月", f"{number}月", chinese, f"{number}月份")
            return [*plain, *months, _MONTHS[number - 1], f"M{number:02d}"]
    return [*plain, ("上半年", "下半年")[number - 1], f"S{number}"]


@given(st.integers(1950, 2049), st.sampled_from("QMH"), st.data())
def test_every_way_to_write_a_part_is_that_part(
    year: int, letter: str, data: st.DataObject
) -> None:
    length = _LENGTHS[letter]
    number = data.draw(st.integers(1, 12 // length))
    part = data.draw(st.sampled_from(write_parts(letter, number)))
    written = data.draw(st.sampled_from((f"{year}", f"{year}年", f" {year}.0 ")))
    first = read_period(f"{year}-{(number - 1) * length + 1:02d}").start

    assert read_period(join_period(written, part, letter)) == span_of_months(
        first, length
    )


@pytest.mark.parametrize(
    ("part", "letter", "period"),
    [
        ("1—2", "M", "2023-01-01..2023-02-28"),
        ("1-9月", "M", "2023-01..2023-09"),
        ("Jan-Mar", "M", "2023Q1"),
        ("前三", "Q", "2023-01..2023-09"),
        ("全年", "Q", "2023"),
        ("Annual", "M", "2023"),
        ("A01", "", "2023"),
        ("2023Q2", "Q", "2023Q2"),
        ("2023年3月", "M", "2023-03"),
    ],
)
def test_other_parts_are_read_with_their_year(
    part: str, letter: str, period: str
) -> None:
    joined = read_period(join_period("2023", part, letter))
    assert isinstance(joined, Span)
    assert joined == read_period(period)


@pytest.mark.parametrize(
    ("year", "part"), [("2023", ""), ("", "2"), ("", ""), (" ", " ")]
)
def test_what_is_not_said_is_no_period(year: str, part: str) -> None:
    assert join_period(year, part, "Q") == ""


@pytest.mark.parametrize(
    ("year", "part", "shown"),
    [
        ("2023", "5", "2023Q5"),
        ("2022", "2023Q1", "2022 2023Q1"),
        ("2023", "?", "? 2023"),
    ],
)
def test_what_makes_no_period_shows_both(year: str, part: str, shown: str) -> None:
    assert join_period(year, part, "Q") == shown
    with pytest.raises(Unreadable):
        read_period(shown)


def test_two_columns_are_read_as_one_and_that_is_said() -> None:
    text = "region,metric,Quarter,value,YEAR,unit\nElm,GDP,2,5,2023,元\n"
    table = open_text(text)
    assert read_rows(text) == [
        {
            "region": "Elm",
            "metric": "GDP",
            "period": "2023Q2",
            "value": "5",
            "unit": "元",
        }
    ]
    [remark] = table.remarks
    assert remark.problem is Remark.PERIOD_JOINED
    assert remark.facts["headings"] == ("YEAR", "Quarter")


def test_codes_of_parts_in_a_column_called_period_are_joined() -> None:
    header = "region,metric,year,period,value,unit\n"
    coded = [row["period"] for row in read_rows(f"{header}Elm,a,2023,M02,1,km\n")]
    assert coded == ["2023-02"]
    with pytest.raises(FileRefused):
        open_text(f"{header}Elm,a,2023,2023-02,1,km\n")


@pytest.mark.parametrize(
    "header",
    [
        "region,metric,value,unit,deadline,year,month",
        "region,metric,value,unit,period,year,quarter",
        "region,metric,value,unit,year,month,quarter",
        "a,b,year,month",
    ],
)
def test_other_tables_are_left_as_they_are(header: str) -> None:
    cells = ",".join("1" for _ in header.split(","))
    with pytest.raises(FileRefused):
        open_text(f"{header}\n{cells}\n")
