"""Headings in two lines are one; a row of data below headings is none of them."""

from __future__ import annotations

import pytest

from targetcli.importing.mapping.two_line_headings import (
    join_two_lines,
    split_heading,
)
from targetcli.importing.row_sources import GridRow


def join(upper: str, lower: str) -> list[tuple[str, str]] | None:
    joined = join_two_lines(GridRow(1, upper.split("|")), GridRow(2, lower.split("|")))
    if joined is None:
        return None
    assert joined.line == 2
    return [split_heading(cell) for cell in joined.cells]


def test_metrics_reach_over_their_years() -> None:
    assert join("地区|人口||产值|", "|2023|2024|2023|2024") == [
        ("地区", ""),
        ("人口", "2023"),
        ("人口", "2024"),
        ("产值", "2023"),
        ("产值", "2024"),
    ]


def test_years_reach_over_their_metrics() -> None:
    assert join("region|2023||2024|", "|homes|schools|homes|schools") == [
        ("region", ""),
        ("2023", "homes"),
        ("2023", "schools"),
        ("2024", "homes"),
        ("2024", "schools"),
    ]


def test_units_stand_below_metrics() -> None:
    assert join("地区|年份|产值|比率", "||亿元|%") == [
        ("地区", ""),
        ("年份", ""),
        ("产值", "亿元"),
        ("比率", "%"),
    ]


def test_merged_cells_say_the_same_twice() -> None:
    assert join("地区|人口|", "地区|2023|2024") == [
        ("地区", ""),
        ("人口", "2023"),
        ("人口", "2024"),
    ]


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("region|2023|2024", "Anland|3|4"),
        ("region|2023|2024", "|3|4"),
        ("region|metric|2023|2024", "Anland|homes|3|"),
        ("地区|人口|产值", "云溪区|2023|2024"),
        ("地区|年份|产值", "云溪区|2023|12"),
        ("title||", "region|2023|2024"),
        ("a|b|c", "||"),
    ],
)
def test_a_row_of_data_is_no_second_line(upper: str, lower: str) -> None:
    assert join(upper, lower) is None
