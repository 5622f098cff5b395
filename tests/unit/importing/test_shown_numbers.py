"""Number formats: what a cell shows of the number that it holds."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targetcli.importing.number_format import built_in_format, parse_format
from targetcli.importing.shown_days import show_day
from targetcli.importing.shown_numbers import ShownCell, show_number, show_text
from targetcli.problems.files import RowProblem

BY_SIZE = '[>=100000000]0!.00,,"亿";[>=10000]0!.0,"万";0'


@pytest.mark.parametrize(
    ("held", "code", "shown", "more"),
    [
        ("12.5", "General", "12.5", ""),
        ("12.5", 'General"亿元"', "12.5亿元", ""),
        ("12.5", 'G/通用格式"亿元"', "12.5亿元", ""),
        ("12.5", "@", "12.5", ""),
        ("12.5", "0.00", "12.50", ""),
        ("12.5", "0", "13", "12.5"),
        ("1234.5", "#,##0.0", "1234.5", ""),
        ("0.5", ".00", "0.50", ""),
        ("0.5", "0.##", "0.5", ""),
        ("3", "0.##", "3", ""),
        ("992150000", "#,##0.00,,", "992.15", ""),
        ("99215", "#,##0.00,", "99.22", "99.215"),
        ("1234567", "#,##0,.0", "1234.6", "1234.567"),
        ("12345678", '0!.0,"万"', "1234.6万", "12345678"),
        ("12346000", r'0\.0,"万"', "1234.6万", ""),
        ("500", '0!.0,"万"', "0.1万", "500"),
        ("123000000", BY_SIZE, "1.23亿", ""),
        ("123000", BY_SIZE, "12.3万", ""),
        ("12", BY_SIZE, "12", ""),
        ("0.05", "0%", "5%", ""),
        ("0.05351", "0.0%", "5.4%", "5.351%"),
        ("5.4", r"0.0\%", "5.4%", ""),
        ("5.4", '0.0"%"', "5.4%", ""),
        ("-0.054", '"增长"0.0%;"下降"0.0%', "下降5.4%", ""),
        ("0.054", '"增长"0.0%;"下降"0.0%', "增长5.4%", ""),
        ("0.053", "[Red]↑0.0%;[Green]↓0.0%", "5.3%", ""),
        ("-0.053", "[Red]↑0.0%;[Green]↓0.0%", "-5.3%", ""),
        ("-1234.5", "#,##0.0_);(#,##0.0)", "-1234.5", ""),
        ("-12", "0;[Red]0", "-12", ""),
        ("-5.1", "$#,##0.00;$(#,##0.00)", "-$5.10", ""),
        ("-0.4", "0", "0", "-0.4"),
        ("1234.5", "[$￥-804]#,##0.00", "￥1234.50", ""),
        ("0", '_-* #,##0_-;-* #,##0_-;_-* "-"??_-;_-@_-', "0", ""),
        ("0", "0;-0;;@", "", "0"),
        ("5", ";;;", "", "5"),
        ("123456", "0.00E+00", "123000", "123456"),
        ("123456", "##0.0E+0", "123500", "123456"),
        ("1", '"第"0"位"', "第1位", ""),
        ("3600", "[DBNum1][$-804]General", "3600", ""),
        ("13800000001", "000-0000-0000", "138-0000-0001", ""),
    ],
)
def test_a_number_is_shown_by_its_format(
    held: str, code: str, shown: str, more: str
) -> None:
    assert show_number(Decimal(held), code) == ShownCell(shown, more)


@pytest.mark.parametrize(
    ("held", "code"),
    [
        ("-12", "0;0"),  # its sign is not shown
        ("-3", '0.0"万";0.0"万"'),
        ("1.5", "# ?/?"),
        ("5", "0.0 m"),  # a number and a month
        ("5", "[>10]0;[>20]0.0"),  # no section for it
        ("5", "0" * 2000),
    ],
)
def test_what_a_format_does_not_show_plainly_is_not_read(held: str, code: str) -> None:
    assert show_number(Decimal(held), code) is None


@pytest.mark.parametrize(
    ("code", "shown"),
    [('@"万元"', "100万元"), ('0;0;0;"约"@', "约100"), ("@", "100"), ("0.00", "100")],
)
def test_a_text_is_shown_with_the_words_of_its_format(code: str, shown: str) -> None:
    assert show_text("100", code) == shown


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("yyyy-mm-dd", "2024-03-09"),
        ("[$-F800]dddd, mmmm dd, yyyy", "2024-03-09"),
        ("yyyy-mm-dd hh:mm:ss", "2024-03-09"),
        ('yyyy"年"m"月"', "2024-03"),
        ("mmm-yy", "2024-03"),
        ("yyyy", "2024"),
        ('m"月"d"日"', RowProblem.NO_YEAR_SHOWN),
        ("dddd", RowProblem.NO_YEAR_SHOWN),
        ("h:mm", RowProblem.TIME_OF_DAY),
        ("[h]:mm", RowProblem.TIME_OF_DAY),
        *((built_in_format(n), "2024-03-09") for n in (14, 15, 22, 30, 31)),
        *((built_in_format(n), "2024-03") for n in (17, 27, 36, 57)),
        (built_in_format(58), RowProblem.NO_YEAR_SHOWN),
    ],
)
def test_of_a_day_no_more_is_read_than_is_shown(
    code: str, shown: str | RowProblem
) -> None:
    moment = datetime(2024, 3, 9)  # noqa: DTZ001 - a workbook knows no time zone
    answer = show_day(moment, code)
    assert (answer.text if isinstance(answer, ShownCell) else answer) == shown


def test_a_time_that_is_not_shown_is_said() -> None:
    moment = datetime(2024, 3, 9, 8, 30)  # noqa: DTZ001 - a workbook knows no time zone
    assert show_day(moment, "yyyy/m/d") == ShownCell(
        "2024-03-09", "2024-03-09 08:30:00"
    )
    assert show_day(moment, "yyyy/m/d h:mm") is RowProblem.TIME_OF_DAY


@given(st.text('0#?.,%;"\\!_*[]<>=-()@eE+ydmhs$￥万亿G', max_size=30))
def test_any_format_is_read_or_refused(code: str) -> None:
    parse_format(code)
    for held in ("0", "-1", "12345.678", "1e300", "1e-300"):
        show_number(Decimal(held), code)
    show_text("words", code)


@given(
    value=st.decimals(-(10**9), 10**9, places=4),
    decimals=st.integers(0, 6),
    thousands=st.integers(0, 3),
    is_percentage=st.booleans(),
)
def test_what_is_shown_is_what_is_held_or_that_is_said(
    value: Decimal, decimals: int, thousands: int, *, is_percentage: bool
) -> None:
    point = "." if decimals else ""
    code = f"#,##0{point}{'0' * decimals}{',' * thousands}{'%' * is_percentage}"
    shown = show_number(value, code)
    assert shown is not None
    scale = Decimal(1).scaleb(2 * is_percentage - 3 * thousands)
    assert Decimal((shown.held or shown.text).rstrip("%")) == value * scale
