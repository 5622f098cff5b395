"""A chart of characters: aligned, honest about the bound, readable without colour."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from unicodedata import east_asian_width

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from support.record_factory import GDP, RecordFactory
from targetcli.judging.intervals import to_threshold
from targetcli.judging.judge import judge
from targetcli.judging.observations import Observation
from targetcli.judging.outcome import Role
from targetcli.judging.pace import PathKind
from targetcli.judging.trajectory import PathPoint, Trajectory, build_trajectory
from targetcli.model.records import Better, Figure, FigureStatus, Target
from targetcli.render.ascii_fallback import encode_text
from targetcli.render.characters import display_width
from targetcli.render.charts.text import as_text_chart

REPORTED = (FigureStatus.REPORTED, Role.PROGRESS, ())
BASELINE = {
    "baseline_value": "2607",
    "baseline_unit": "亿元",
    "baseline_period": "2020",
}


def chart(
    target: Target, figures: list[Figure], as_of: str, width: int = 80
) -> list[str]:
    day = date.fromisoformat(as_of)
    course = build_trajectory(target, figures, judge(target, figures, day), day)
    return list(as_text_chart(target, course, width))


def gdp() -> tuple[Target, list[Figure]]:
    factory = RecordFactory()
    target = factory.target(GDP, "突破3600亿元", "2021..2025", **BASELINE)
    figures = [
        factory.figure(GDP, "2483亿元", "2019"),
        factory.figure(GDP, "2951.58亿元", "2021", status="preliminary"),
        factory.figure(GDP, "超3100亿元", "2022"),
        factory.figure(GDP, "近3300亿元", "2023", status="expected"),
        factory.figure(GDP, "3570亿元", "2025", status="expected"),
    ]
    return target, figures


def test_a_chart_shows_the_path_the_figures_and_the_deadline() -> None:
    assert chart(*gdp(), "2026-03-31", 60) == GDP_CHART.strip("\n").split("\n")


GDP_CHART = """
3,600 ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌⢀⣀⠤⠤
                                                  ⢀⣀⠤⠔⠒⠉⠁  ▫
                                         ▿  ⣀⡠⠤⠒⠊⠉⠁        ╎
                                     ⢀⣀⠤⠤⠒⠊⠉               ╎
                               ⢀▴⠤⠔⠒⠉⠁                     ╎
                       ◦ ⣀⡠⠤⠒⠊⠉⠁                           ╎
                  ⢀⣀⠤⠤⠒⠊⠉                                  ╎
              ⠠⠔⠒⠉⠁                                        ╎
2,483 ▪                                                    ╎
      2019  2020     2021     2022     2023             2025
╌╌╌ asked: > 3,600亿元   ⠤⠤⠤ the linear path   ▪ reported
◦ preliminary   ▫ expected   ▴ at least
▿ at most, not firm   ╎ deadline 2025-12-31
"""


@pytest.mark.parametrize("width", range(24, 121, 8))
def test_a_chart_is_never_wider_than_it_may_be(width: int) -> None:
    lines = chart(*gdp(), "2026-03-31", width)
    assert max(map(display_width, lines), default=0) <= width
    assert bool(lines) is (width >= 32)


def test_every_sign_is_one_cell_wide_whatever_the_terminal() -> None:
    for line in chart(*gdp(), "2026-03-31"):
        drawing = line[:76]
        if "亿" not in drawing:
            assert all(east_asian_width(sign) in ("N", "Na") for sign in drawing)


def test_a_chart_keeps_its_shape_in_ascii() -> None:
    lines = chart(*gdp(), "2026-03-31")
    plain = [encode_text(line, "ascii").decode() for line in lines]
    for line, encoded in zip(lines[:10], plain[:10], strict=True):
        assert len(line) == len(encoded)
    assert plain[5].rstrip().endswith("|")


def test_a_single_day_makes_no_chart() -> None:
    factory = RecordFactory()
    target = factory.target(GDP, "突破3600亿元", "2025")
    assert chart(target, [], "2026-03-31") == []
    assert chart(target, [factory.figure(GDP, "1亿元", "2025")], "2026-03-31") == []
    event = factory.target("铁路通车", "", "2025")
    happened = factory.figure("铁路通车", "yes", "2025-06")
    assert chart(event, [happened], "2026-03-31") == []
    assert list(as_text_chart(target, None, 80)) == []


def test_a_label_that_is_too_long_is_left_out() -> None:
    factory = RecordFactory()
    target = factory.target(GDP, "突破123456789012.123456789012亿元", "2025")
    figures = [
        factory.figure(GDP, "1亿元", "2023"),
        factory.figure(GDP, "2亿元", "2024"),
    ]
    lines = chart(target, figures, "2026-03-31", 60)
    assert not any("12345" in line for line in lines[:10])
    assert "╌╌╌ asked: > 123,456,789,012.123456789012亿元" in "\n".join(lines)


numbers = st.decimals(-(10**9), 10**9, places=2)


@given(
    asked=st.lists(numbers, min_size=1, max_size=2, unique=True).map(sorted),
    said=st.lists(numbers, min_size=1, max_size=6),
)
@example([Decimal("0.01"), Decimal(354092598)], [Decimal(0), Decimal(435806274)])
def test_a_figure_is_drawn_on_the_side_of_the_bound_it_lies_on(
    asked: list[Decimal], said: list[Decimal]
) -> None:
    """What misses by a hair is never chart on the line."""
    target = RecordFactory().target(GDP, "突破1亿元", "2025")
    assert target.bound is not None
    threshold = to_threshold(target.bound, Better.MORE)
    threshold = threshold._replace(low=asked[0], high=asked[-1])
    first = date(2025, 12, 25).toordinal()
    spots = tuple(
        Observation(date.fromordinal(first + 4 * place), value, value, *REPORTED)
        for place, value in enumerate(said)
    )
    lines = list(as_text_chart(target, Trajectory(threshold, spots), 80))[:9]
    lined = [row for row, line in enumerate(lines) if "╌" in line]
    marked = [row for row, line in enumerate(lines) if "▪" in line]
    assert len(lined) == len(set(asked))
    above = any(value > asked[-1] for value in said)
    below = any(value < asked[0] for value in said)
    between = any(asked[0] < value < asked[-1] for value in said)
    assert any(row < lined[0] for row in marked) is above
    assert any(row > lined[-1] for row in marked) is below
    assert any(lined[0] < row < lined[-1] for row in marked) is between
    assert any(row in lined for row in marked) is bool(set(said) & set(asked))


@given(st.lists(st.integers(-2000, 400), min_size=2, max_size=6, unique=True))
def test_only_figures_of_the_deadline_stand_in_its_column(days: list[int]) -> None:
    target = RecordFactory().target(GDP, "突破1亿元", "2025")
    assert target.bound is not None
    deadline = date(2025, 12, 31)
    threshold = to_threshold(target.bound, Better.MORE)
    spots = tuple(
        Observation(
            date.fromordinal(deadline.toordinal() + day), Decimal(9), None, *REPORTED
        )
        for day in sorted(days)
    )
    lines = list(as_text_chart(target, Trajectory(threshold, spots), 80))
    due = next(line.index("╎") for line in lines[:9] if "╎" in line)
    columns = [place for place, sign in enumerate(lines[0]) if sign == "▴"]
    assert (due in columns) is (0 in days)
    assert any(column < due for column in columns) is any(day < 0 for day in days)
    assert any(column > due for column in columns) is any(day > 0 for day in days)


def test_a_steep_path_has_no_gaps() -> None:
    target = RecordFactory().target(GDP, "突破1亿元", "2025")
    assert target.bound is not None
    threshold = to_threshold(target.bound, Better.MORE)
    path = (
        PathPoint(date(2015, 12, 31), Decimal(-500)),
        PathPoint(date(2016, 1, 31), Decimal(1)),
        PathPoint(date(2025, 12, 31), Decimal(1)),
    )
    spot = Observation(date(2020, 12, 31), Decimal(1), Decimal(1), *REPORTED)
    lines = list(
        as_text_chart(target, Trajectory(threshold, (spot,), PathKind.LINEAR, path), 80)
    )
    assert all(any("⠀" < sign < "⣿" for sign in line) for line in lines[:9])
