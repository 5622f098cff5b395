"""Spans of whole days, their months, and the shortest text of each."""

from __future__ import annotations

from datetime import date

import pytest

from targetcli.model.period import (
    Span,
    format_period,
    months_between,
    year_span,
)
from targetcli.model.period_reader import read_period


def read_span(text: str) -> Span:
    """Turn 2025-01-01/2025-12-31 into the span, and one day into that day."""
    start, _, end = text.partition("/")
    return Span(date.fromisoformat(start), date.fromisoformat(end or start))


@pytest.mark.parametrize(
    "text",
    [
        "2025",
        "2025-06",
        "2025-06-30",
        "2025Q2",
        "2025H1",
        "2021..2025",
        "2025-01-01..2025-09-30",
        "2021-03-05..2021-08-06",
        "2021-02-01..2022-01-31",
    ],
)
def test_written_as_read(text: str) -> None:
    assert format_period(read_period(text)) == text


def test_spans() -> None:
    year = year_span(2024)
    assert year.days == 366
    assert year.contains(read_span("2024-02-01/2024-02-29"))
    assert not read_span("2024-02-01/2024-02-29").contains(year)


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2021-01-01", "2025-12-31", 60),
        ("2021-01-01", "2021-01-30", 0),
        ("2021-01-01", "2021-01-31", 1),
        ("2021-01-15", "2021-02-14", 1),
        ("2021-01-15", "2021-02-13", 0),
        ("2024-02-01", "2024-02-29", 1),
    ],
)
def test_whole_months(start: str, end: str, months: int) -> None:
    assert months_between(date.fromisoformat(start), date.fromisoformat(end)) == months
