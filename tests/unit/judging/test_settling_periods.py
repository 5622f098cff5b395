"""Spans as verdicts need them."""

from __future__ import annotations

import pytest

from targetcli.judging.settling_periods import (
    is_within_a_year,
    measure_length,
    normalize_growth_base,
)
from targetcli.model.period import read_period


@pytest.mark.parametrize(
    ("text", "within"),
    [
        ("2024", True),
        ("2023-07-01..2024-06-30", True),
        ("2024-01-01..2025-01-01", False),
        ("2023-02-28..2024-02-27", True),
        ("2023-02-28..2024-02-28", False),
        ("2021..2022", False),
        ("2024-05-01", True),
    ],
)
def test_at_most_a_year(text: str, *, within: bool) -> None:
    assert is_within_a_year(read_period(text)) is within


@pytest.mark.parametrize(
    ("text", "months_or_days"),
    [
        ("2024", 12),
        ("2024Q1", 3),
        ("2024-01-15..2024-01-31", -17),
        ("2024-01-01..2024-01-30", -30),
        ("2024-05-01", -1),
    ],
)
def test_the_length_of_a_span(text: str, months_or_days: int) -> None:
    assert measure_length(read_period(text)) == months_or_days


@pytest.mark.parametrize(
    ("base", "span", "usual"),
    [
        ("2023", "2024", True),
        ("2022", "2024", False),
        ("2023Q1", "2024Q1", True),
        ("2023", "2024Q1", False),
        ("2023-02", "2024-02", True),
        ("2024-02", "2025-02", True),
        ("2023-02-28", "2024-02-29", True),
        ("2016..2020", "2021..2025", False),
        ("2020..2024", "2021..2025", False),
    ],
)
def test_a_base_a_year_earlier_is_the_usual_one(
    base: str, span: str, *, usual: bool
) -> None:
    expected = normalize_growth_base(read_period(base), read_period(span))

    assert expected == (None if usual else read_period(base))
