"""Laws of reading periods: written and read again they are the same."""

from __future__ import annotations

import re
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from targetcli.errors import Unreadable
from targetcli.model.deadline import read_deadline
from targetcli.model.period import (
    NO_REFERENCE_DAYS,
    ReferenceDays,
    Span,
    format_period,
    read_iso_period,
)
from targetcli.model.period_forms import normalize_period, strip_inside
from targetcli.model.period_reader import read_day, read_period
from targetcli.model.period_words import read_span

PIECES = (
    *(
        "2025",
        "2024",
        "1900",
        "2199",
        "1",
        "6",
        "12",
        "30",
        "年",
        "月",
        "日",
        "底",
        "末",
    ),
    *(
        "前",
        "之前",
        "到",
        "by ",
        "before ",
        "-",
        "–",
        "..",
        "至",
        "Q2",
        "H1",
        "季度",
        "半年",
    ),
    *(
        "上",
        "下",
        "三",
        "十",
        "四",
        "五",
        "十四五",
        "期间",
        "未来",
        "内",
        "个月",
        "今年",
        "明年",
    ),
    *("within ", " months", "next ", " years", "this-", "last-", "year", "month", " "),
)
TEXTS = st.text() | st.lists(st.sampled_from(PIECES), max_size=8).map("".join)
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
RELATIVES = st.builds(ReferenceDays, st.none() | DAYS, st.none() | DAYS)
SPANS = st.tuples(DAYS, DAYS).map(sorted).map(lambda ends: Span(*ends))
YEARS = st.integers(1900, 2199)
# Times as ISO has them, times that are in no calendar, and what only looks like one.
ISO_TEXTS = (
    st.from_regex(r"[0-9]{4}(-[01][0-9](-[0-3][0-9])?)?", fullmatch=True)
    | st.from_regex(r"(19|20|21)[0-9]{2}(-[01][0-9](-[0-3][0-9])?)?", fullmatch=True)
    | st.text("0129-٢２²", max_size=11)
    | TEXTS
)


@given(TEXTS, RELATIVES)
def test_any_text_is_a_period_or_refused(text: str, relatives: ReferenceDays) -> None:
    for read in (read_period, read_day):
        try:
            span = read(text, relatives)
        except Unreadable:
            continue
        assert span.start <= span.end
        assert read_period(format_period(span)) == span


@given(TEXTS, RELATIVES)
def test_any_text_is_a_deadline_or_refused(text: str, relatives: ReferenceDays) -> None:
    try:
        start, day, *_ = read_deadline(text, relatives)
    except Unreadable:
        return
    assert start is None or start <= day
    assert read_day(day.isoformat()) == Span(day, day)


@given(SPANS)
def test_a_span_is_read_as_written(span: Span) -> None:
    assert read_period(format_period(span)) == span


@given(YEARS, st.sampled_from([1, 3, 6, 12]), st.integers(0, 11))
def test_a_part_of_a_year_is_read_as_written(
    year: int, length: int, number: int
) -> None:
    month = number // length * length + 1
    start = date(year, month, 1)
    after = date(year + (month + length > 12), (month + length - 1) % 12 + 1, 1)
    span = Span(start, after - timedelta(days=1))
    assert read_period(format_period(span)) == span


@given(TEXTS, DAYS, st.none() | DAYS)
def test_what_names_no_today_depends_on_none(
    text: str, today: date, announced: date | None
) -> None:
    if any(word in text.lower() for word in ("today", "this", "last")):
        return
    relatives = ReferenceDays(today, announced)
    assert _read(text, relatives) == _read(text, ReferenceDays(None, announced))


def _read(text: str, relatives: ReferenceDays) -> Span | None:
    try:
        return read_period(text, relatives)
    except Unreadable:
        return None


@given(DAYS)
def test_a_day_as_deadline_is_that_day(day: date) -> None:
    assert read_deadline(day.isoformat())[:2] == (None, day)
    chinese = f"{day.year}年{day.month}月{day.day}日"
    assert read_deadline(f"{chinese}前")[:2] == (None, day)


@given(ISO_TEXTS, RELATIVES)
def test_the_short_way_reads_what_the_grammar_reads(
    text: str, relatives: ReferenceDays
) -> None:
    span = read_iso_period(text)
    words = strip_inside(normalize_period(text))
    if span is not None:
        assert read_span(words, relatives) == span
    elif re.fullmatch(r"[0-9]{4}(?:-[0-9]{2}){0,2}", text):
        assert read_span(words, NO_REFERENCE_DAYS) is None
