"""Periods are words for people, and those of files for programs."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targetcli.environment import load_catalogue
from targetcli.model.period import Span, format_period
from targetcli.model.period_reader import read_period
from targetcli.model.records import Region
from targetcli.render.i18n import use_catalogue
from targetcli.render.period_text import name_financial_years, period_text
from targetcli.render.readers import write_for_programs

_PERIODS = [
    ("2025", "2025", "2025年"),
    ("2021..2025", "2021–2025", "2021—2025年"),
    ("2025H1", "H1 2025", "2025年上半年"),
    ("2025H2", "H2 2025", "2025年下半年"),
    ("2025Q1", "Q1 2025", "2025年一季度"),
    ("2024Q3", "Q3 2024", "2024年三季度"),
    ("2024-03", "Mar 2024", "2024年3月"),
    ("2025年1-9月", "Jan–Sep 2025", "2025年1—9月"),
    ("2025年前8个月", "Jan–Aug 2025", "2025年1—8月"),
    ("2024-02-01..2024-04-30", "Feb–Apr 2024", "2024年2—4月"),
    ("2024-04-01..2025-03-31", "Apr 2024–Mar 2025", "2024年4月—2025年3月"),
    ("2024-12-31", "2024-12-31", "2024-12-31"),
    ("2024-01-15..2024-03-02", "2024-01-15 to 2024-03-02", "2024-01-15至2024-03-02"),
]


@pytest.mark.parametrize(("period", "english", "chinese"), _PERIODS)
def test_a_period_is_said_as_people_say_it(
    period: str, english: str, chinese: str
) -> None:
    span = read_period(period)
    assert period_text(span) == english
    with use_catalogue(load_catalogue("zh")):
        assert period_text(span) == chinese


def test_no_period_is_no_text() -> None:
    assert period_text(None) == ""


def test_a_financial_year_that_is_said_has_its_name() -> None:
    span = read_period("2024-04-01..2025-03-31")
    said, unsaid = Region("Anland", fiscal_year="04:end"), Region("Riverton")
    with name_financial_years([said, unsaid]):
        assert period_text(span) == "FY 2024/25"
        assert period_text(read_period("2024-07-01..2025-06-30")) == "Jul 2024–Jun 2025"
        assert period_text(read_period("2024-04-01..2026-03-31")) == "Apr 2024–Mar 2026"
        with use_catalogue(load_catalogue("zh")):
            assert period_text(span) == "2024/25财年"
        with write_for_programs():
            assert period_text(span) == "2024-04-01..2025-03-31"
    with name_financial_years([said, Region("Westmarsh", fiscal_year="07")]):
        assert period_text(span) == "Apr 2024–Mar 2025"
    assert period_text(span) == "Apr 2024–Mar 2025"


days = st.dates(date(1950, 1, 1), date(2150, 12, 31))


@given(days, days)
def test_a_period_for_programs_is_that_of_files(one: date, other: date) -> None:
    span = Span(min(one, other), max(one, other))
    with write_for_programs(), use_catalogue(load_catalogue("zh")):
        assert period_text(span) == format_period(span)


@given(days, days, days, days)
def test_two_periods_never_read_alike(a: date, b: date, c: date, d: date) -> None:
    spans = {Span(min(a, b), max(a, b)), Span(min(c, d), max(c, d))}
    assert len(set(map(period_text, spans))) == len(spans)
