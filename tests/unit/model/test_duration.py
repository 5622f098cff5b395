"""How far ahead one looks."""

from __future__ import annotations

from datetime import date

import pytest

from targetcli.errors import Unreadable
from targetcli.model.duration import ACCEPTED, read_lookahead

DAY = date(2026, 1, 31)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("0d", date(2026, 1, 31)),
        ("90d", date(2026, 5, 1)),
        ("90 D", date(2026, 5, 1)),
        ("2w", date(2026, 2, 14)),
        ("1m", date(2026, 2, 28)),
        ("6m", date(2026, 7, 31)),
        ("1y", date(2027, 1, 31)),
        ("９０天", date(2026, 5, 1)),
        ("2周", date(2026, 2, 14)),
        ("6个月", date(2026, 7, 31)),
        ("1年", date(2027, 1, 31)),
        ("100y", date(2126, 1, 31)),
    ],
)
def test_a_reach_ends_on_a_day(text: str, last: date) -> None:
    assert read_lookahead(text, DAY) == last


def test_a_year_after_29_february_is_28_february() -> None:
    assert read_lookahead("1y", date(2024, 2, 29)) == date(2025, 2, 28)


@pytest.mark.parametrize(
    "text",
    ["", "90", "d", "-1d", "1.5y", "90 days", "1h", "101y", "99999d", "个月", "十天"],
)
def test_what_is_no_reach_is_refused_with_what_is(text: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_lookahead(text, DAY)
    assert refused.value.accepted == ACCEPTED
