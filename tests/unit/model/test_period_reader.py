"""Periods and days: read as said, never filled in from today."""

from __future__ import annotations

from datetime import date

import pytest

from targetcli.errors import Unreadable
from targetcli.model.period import (
    NO_REFERENCE_DAYS,
    ReferenceDays,
    Span,
)
from targetcli.model.period_reader import read_day, read_period
from targetcli.model.period_words import names_state
from targetcli.problems.reading import ReadingProblem

ANNOUNCED = ReferenceDays(announced=date(2021, 10, 3))


TODAYS = [
    None,
    date(2024, 1, 31),
    date(2024, 2, 29),
    date(2025, 2, 28),
    date(2026, 3, 31),
    date(1999, 12, 31),
]


def read_span(text: str) -> Span:
    """Turn 2025-01-01/2025-12-31 into the span, and one day into that day."""
    start, _, end = text.partition("/")
    return Span(date.fromisoformat(start), date.fromisoformat(end or start))


ABSOLUTE = [
    ("2025", "2025-01-01/2025-12-31"),
    ("2025年", "2025-01-01/2025-12-31"),
    # year first has one reading, and so has a month by its name
    ("2024/01/02", "2024-01-02"),
    ("2024-1-2", "2024-01-02"),
    ("2024.1.2", "2024-01-02"),
    ("March 2024", "2024-03-01/2024-03-31"),
    ("31 March 2024", "2024-03-31"),
    ("31st of March 2024", "2024-03-31"),
    ("March 31, 2024", "2024-03-31"),
    ("Mar-24", "2024-03-01/2024-03-31"),
    ("Sept 1999", "1999-09-01/1999-09-30"),
    ("Dec-99", "1999-12-01/1999-12-31"),
    ("Q3 2024", "2024-07-01/2024-09-30"),
    ("H1 2024", "2024-01-01/2024-06-30"),
    ("in March 2024", "2024-03-01/2024-03-31"),
    ("year to March 2024", "2023-04-01/2024-03-31"),
    ("6 months to 2024-06-30", "2024-01-01/2024-06-30"),
    ("third quarter of 2024", "2024-07-01/2024-09-30"),
    ("the last quarter of 2024", "2024-10-01/2024-12-31"),
    ("2nd half of 2024", "2024-07-01/2024-12-31"),
    ("first half 2024", "2024-01-01/2024-06-30"),
    ("2024 Q3", "2024-07-01/2024-09-30"),
    ("1Q 2024", "2024-01-01/2024-03-31"),
    ("calendar year 2024", "2024-01-01/2024-12-31"),
    ("CY2024", "2024-01-01/2024-12-31"),
    ("end of year 2025", "2025-12-31"),
    ("end 2025", "2025-12-31"),
    ("week ending 31 March 2024", "2024-03-25/2024-03-31"),
    ("January to September 2024", "2024-01-01/2024-09-30"),
    ("first nine months of 2024", "2024-01-01/2024-09-30"),
    ("first three quarters of 2024", "2024-01-01/2024-09-30"),
    ("six months to June 2024", "2024-01-01/2024-06-30"),
    ("half-year to June 2024", "2024-01-01/2024-06-30"),
    ("between 2021 and 2025", "2021-01-01/2025-12-31"),
    ("2021 to 2025", "2021-01-01/2025-12-31"),
    ("14th Five Year Plan", "2021-01-01/2025-12-31"),
    ("2023年1-9月份", "2023-01-01/2023-09-30"),
    ("2023年1-9月份累计", "2023-01-01/2023-09-30"),
    ("2024年9月止累计", "2024-01-01/2024-09-30"),
    ("2024年12月廿五日", "2024-12-25"),
    ("2024年十二月卅一日", "2024-12-31"),
    ("截至2023年底", "2023-12-31"),
    ("截至2024年6月", "2024-06-30"),
    ("as at 31 March 2024", "2024-03-31"),
    ("as of March 2024", "2024-03-31"),
    ("2024年三季度末", "2024-09-30"),
    ("2024年上半年末", "2024-06-30"),
    ("２０２５年", "2025-01-01/2025-12-31"),
    ("二〇二五年", "2025-01-01/2025-12-31"),
    ("二零二五年", "2025-01-01/2025-12-31"),
    ("2025年度", "2025-01-01/2025-12-31"),
    ("2025年全年", "2025-01-01/2025-12-31"),
    ("2025年内", "2025-01-01/2025-12-31"),
    ("2025-06", "2025-06-01/2025-06-30"),
    ("2025年6月", "2025-06-01/2025-06-30"),
    ("二〇二五年六月", "2025-06-01/2025-06-30"),
    ("2024-02", "2024-02-01/2024-02-29"),
    ("2025-06-30", "2025-06-30"),
    ("2025年6月30日", "2025-06-30"),
    ("2025年06月30号", "2025-06-30"),
    ("二〇二五年六月三十日", "2025-06-30"),
    ("2024-02-29", "2024-02-29"),
    ("2025Q2", "2025-04-01/2025-06-30"),
    ("2025-Q2", "2025-04-01/2025-06-30"),
    ("2025q4", "2025-10-01/2025-12-31"),
    ("2025年一季度", "2025-01-01/2025-03-31"),
    ("2025年第四季度", "2025-10-01/2025-12-31"),
    ("2025H1", "2025-01-01/2025-06-30"),
    ("2025-H2", "2025-07-01/2025-12-31"),
    ("2025年上半年", "2025-01-01/2025-06-30"),
    ("2025下半年", "2025-07-01/2025-12-31"),
    ("2025年前三季度", "2025-01-01/2025-09-30"),
    ("2025年前两季度", "2025-01-01/2025-06-30"),
    ("2025年前10个月", "2025-01-01/2025-10-31"),
    ("2025年前十一个月", "2025-01-01/2025-11-30"),
    ("2025年前两个月", "2025-01-01/2025-02-28"),
    ("2025年1-11月", "2025-01-01/2025-11-30"),
    ("2025年1—6月", "2025-01-01/2025-06-30"),
    ("2025年1月至6月", "2025-01-01/2025-06-30"),
    ("2025年底", "2025-12-31"),
    ("2025年末", "2025-12-31"),
    ("2025年年底", "2025-12-31"),
    ("2025年终", "2025-12-31"),
    ("2025底", "2025-12-31"),
    ("2025年6月底", "2025-06-30"),
    ("二〇二五年底", "2025-12-31"),
    ("end of 2025", "2025-12-31"),
    ("the end of 2025", "2025-12-31"),
    ("end-2025", "2025-12-31"),
    ("2021..2025", "2021-01-01/2025-12-31"),
    ("2021 .. 2025", "2021-01-01/2025-12-31"),
    ("2021-2025", "2021-01-01/2025-12-31"),
    ("2021–2025年", "2021-01-01/2025-12-31"),
    ("2021年至2025年", "2021-01-01/2025-12-31"),
    ("2021-03..2021-08", "2021-03-01/2021-08-31"),
    ("2021-03-05..2021-08-06", "2021-03-05/2021-08-06"),
    ("2024Q1..2024Q3", "2024-01-01/2024-09-30"),
    ("2025年1月1日至2025年6月30日", "2025-01-01/2025-06-30"),
    ("六五", "1981-01-01/1985-12-31"),
    ("十五", "2001-01-01/2005-12-31"),
    ("十三五", "2016-01-01/2020-12-31"),
    ("十四五", "2021-01-01/2025-12-31"),
    ("“十四五”", "2021-01-01/2025-12-31"),
    ("十四五期间", "2021-01-01/2025-12-31"),
    ("“十四五”时期", "2021-01-01/2025-12-31"),
    ("十四五规划", "2021-01-01/2025-12-31"),
    ("十五五", "2026-01-01/2030-12-31"),
    ("十三五末", "2020-12-31"),
    ("“十四五”末", "2025-12-31"),
    ("十四五期末", "2025-12-31"),
    ("14th five-year plan", "2021-01-01/2025-12-31"),
    ("the 14th Five-Year Plan", "2021-01-01/2025-12-31"),
]


@pytest.mark.parametrize(("text", "span"), ABSOLUTE)
@pytest.mark.parametrize("today", TODAYS, ids=str)
def test_period_is_the_same_on_every_day(
    text: str, span: str, today: date | None
) -> None:
    assert read_period(text, ReferenceDays(today)) == read_span(span)


NO_PERIOD = [
    "",
    " ",
    "31",
    "1",
    "--1",
    "Feb 30",
    "民国113年",
    "01/02/2024",
    "1/2/2024",
    "20240102",
    "2024-1",
    "2024-00",
    "2024-13",
    "2024-02-30",
    "2023-02-29",
    "2025年13月",
    "2025年2月30日",
    "2025年6月年底",
    "0000",
    "1899",
    "2200",
    "9999",
    "24",
    "二五年",
    "一二三四五年",
    "2024Q5",
    "2024H3",
    "2024年五季度",
    "2024-W05",
    "2024年前0个月",
    "2024年前13个月",
    "2024年前十十个月",
    "2024年1-13月",
    "1899H1",
    "1899年底",
    "一五",
    "五五",
    "二十五五",
    "1st five-year plan",
    "2025..2021",
    "2024..",
    "..2024",
    "2021..2022..2023",
    "2021..31",
    "2024-06-30T00:00:00",
    "now",
    "tomorrow",
    "next-year",
    "this-week",
    "that-year",
    "yesterday",
    "2025年中",
    "by 2025",
    "2025" * 40,
    "..".join(["2021"] * 5000),
]


@pytest.mark.parametrize("text", NO_PERIOD, ids=lambda text: text[:30])
@pytest.mark.parametrize("today", TODAYS, ids=str)
def test_no_period_on_any_day(text: str, today: date | None) -> None:
    with pytest.raises(Unreadable):
        read_period(text, ReferenceDays(today, date(2021, 10, 3)))


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("今年", "2021-01-01/2021-12-31"),
        ("本年", "2021-01-01/2021-12-31"),
        ("明年", "2022-01-01/2022-12-31"),
        ("后年", "2023-01-01/2023-12-31"),
        ("去年", "2020-01-01/2020-12-31"),
        ("明年底", "2022-12-31"),
        ("明年年底", "2022-12-31"),
        ("明年6月", "2022-06-01/2022-06-30"),
        ("明年六月底", "2022-06-30"),
        ("明年上半年", "2022-01-01/2022-06-30"),
        ("年内", "2021-01-01/2021-12-31"),
        ("全年", "2021-01-01/2021-12-31"),
        ("年底", "2021-12-31"),
        ("年末", "2021-12-31"),
        ("年终", "2021-12-31"),
        ("6月底", "2021-06-30"),
        ("6月30日", "2021-06-30"),
        ("上半年", "2021-01-01/2021-06-30"),
        ("前三季度", "2021-01-01/2021-09-30"),
        ("一季度", "2021-01-01/2021-03-31"),
        ("前10个月", "2021-01-01/2021-10-31"),
        ("1-11月", "2021-01-01/2021-11-30"),
        ("未来三年", "2021-10-03/2024-10-03"),
        ("今后5年", "2021-10-03/2026-10-03"),
        ("未来6个月", "2021-10-03/2022-04-03"),
        ("三年内", "2021-10-03/2024-10-03"),
        ("12个月内", "2021-10-03/2022-10-03"),
        ("within 12 months", "2021-10-03/2022-10-03"),
        ("within 1 year", "2021-10-03/2022-10-03"),
        ("in the next 3 years", "2021-10-03/2024-10-03"),
        ("next year", "2022-01-01/2022-12-31"),
        ("this year", "2021-01-01/2021-12-31"),
        ("last year", "2020-01-01/2020-12-31"),
        ("今年..明年", "2021-01-01/2022-12-31"),
    ],
)
@pytest.mark.parametrize("today", TODAYS, ids=str)
def test_relative_to_the_announcement_only(
    text: str, span: str, today: date | None
) -> None:
    announced = ANNOUNCED.announced
    assert read_period(text, ReferenceDays(today, announced)) == read_span(span)
    with pytest.raises(Unreadable):
        read_period(text, ReferenceDays(today))


@pytest.mark.parametrize(
    "text",
    ["未来0年", "未来999年", "未来九九年", "within 0 months", f"未来{'九' * 50}个月"],
)
def test_too_near_or_too_far(text: str) -> None:
    with pytest.raises(Unreadable):
        read_period(text, ANNOUNCED)


def test_a_month_on_from_the_last_of_january() -> None:
    relatives = ReferenceDays(announced=date(2023, 1, 31))
    assert read_period("within 1 month", relatives).end == date(2023, 2, 28)


def test_years_before_the_first_are_refused() -> None:
    with pytest.raises(Unreadable):
        read_period("去年", ReferenceDays(announced=date(1900, 5, 1)))


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("this-year", "2026-01-01/2026-12-31"),
        ("last-year", "2025-01-01/2025-12-31"),
        ("this-half", "2026-01-01/2026-06-30"),
        ("last-half", "2025-07-01/2025-12-31"),
        ("last-quarter", "2025-10-01/2025-12-31"),
        ("last-month", "2026-02-01/2026-02-28"),
        ("Today", "2026-03-31"),
    ],
)
def test_named_by_today(text: str, span: str) -> None:
    today = ReferenceDays(date(2026, 3, 31))
    assert read_period(text, today) == read_span(span)
    with pytest.raises(Unreadable):
        read_period(text, NO_REFERENCE_DAYS)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2025-06-30", "2025-06-30"),
        ("2025年6月30日", "2025-06-30"),
        ("2025-06", "2025-06-01/2025-06-30"),
        ("2025", "2025-01-01/2025-12-31"),
        ("today", "2026-03-31"),
    ],
)
def test_day(text: str, span: str) -> None:
    assert read_day(text, ReferenceDays(date(2026, 3, 31))) == read_span(span)


@pytest.mark.parametrize(
    "text", ["", "2025Q2", "this-quarter", "last-half", "十四五", "2021..2025", "今年"]
)
def test_no_day(text: str) -> None:
    with pytest.raises(Unreadable):
        read_day(text, ReferenceDays(date(2026, 3, 31), date(2021, 10, 3)))


@pytest.mark.parametrize(
    "text", ["2023年底", "2023年6月末", "end of 2023", "as at 2023-06-30", "截至2023年"]
)
def test_words_of_how_things_stand(text: str) -> None:
    assert names_state(text)


@pytest.mark.parametrize("text", ["2023", "2023Q4", "2023-12-31", "2023年12月31日"])
def test_other_periods_are_no_state(text: str) -> None:
    assert not names_state(text)


@pytest.mark.parametrize(
    "text", ["Foo 2024", "3 Foo 2024", "Mar-2x", "0 months to 2024-06"]
)
def test_no_month_of_that_name(text: str) -> None:
    with pytest.raises(Unreadable):
        read_period(text)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("民国113年", "2024"),
        ("Reiwa 6", "2024"),
        ("平成30年", "2018"),
        ("2567 BE", "2024"),
    ],
)
def test_year_of_another_calendar_is_refused_with_its_common_year(
    text: str, year: str
) -> None:
    with pytest.raises(Unreadable) as refused:
        read_period(text)
    assert refused.value.reason.problem is ReadingProblem.OTHER_CALENDAR
    assert refused.value.reason.facts == {"year": year}


@pytest.mark.parametrize("text", ["1季度", "去年", "March"])
def test_period_of_no_year_asks_for_the_year(text: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_period(text)
    assert refused.value.reason.problem is ReadingProblem.NO_YEAR


@pytest.mark.parametrize(
    "text",
    [
        "fifth quarter of 2024",
        "third half of 2024",
        "week ending 2024-02-30",
        "September to March 2024",
        "Foo to March 2024",
        "end of 31 March",
    ],
)
def test_impossible_english_period_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_period(text)
