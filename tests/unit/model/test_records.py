"""Records: ids, and what a figure says of its time."""

from __future__ import annotations

from datetime import date

import pytest

from targetcli.model.period import Span
from targetcli.model.records import (
    Basis,
    Figure,
    Metric,
    format_figure_id,
    format_target_id,
    read_record_id,
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("T1", 1),
        ("t12", 12),
        ("7", 7),
        (" T1 ", 1),
        ("", None),
        ("T", None),
        ("F1", None),
        ("T0", None),
        ("0", None),
        ("-1", None),
        ("T1.5", None),
        ("T１", None),
        ("T1 2", None),
        ("9" * 18, 10**18 - 1),
        ("9" * 19, None),
        ("9" * 10_000, None),
    ],
)
def test_record_id(text: str, number: int | None) -> None:
    assert read_record_id(text, "T") == number


def test_ids_are_written_with_their_letter() -> None:
    assert (format_target_id(1), format_figure_id(2)) == ("T1", "F2")
    assert (format_target_id(None), format_figure_id(None)) == ("", "")


def test_a_figure_is_known_from_its_publication() -> None:
    end = date(2023, 12, 31)
    undated = Figure(None, "r", "", Metric("m"), Basis.LEVEL, None, None, end)
    published = Span(date(2024, 3, 1), date(2024, 3, 31))
    assert undated.known_since == end
    assert undated._replace(published=published).known_since == date(2024, 3, 31)


def test_a_value_at_a_date_is_a_period_of_that_day() -> None:
    start, end = date(2023, 1, 1), date(2023, 12, 31)
    figure = Figure(None, "r", "", Metric("m"), Basis.LEVEL, None, None, end)
    assert figure.span == Span(end, end)
    assert figure._replace(start=start).span == Span(start, end)
