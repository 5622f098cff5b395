"""Paths: straight, through milestones, and by growth (docs/method.md)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from targetcli.judging.paths import LinearPath, MilestonePath, compute_cagr_ratio
from targetcli.model.records import Better

MORE, LESS, EITHER = Better.MORE, Better.LESS, Better.NONE


def line(start: str, goal: str, gone: int = 12, months: int = 24) -> LinearPath:
    return LinearPath(Decimal(start), Decimal(goal), gone, months)


def steps(day: str, *points: tuple[str, str]) -> MilestonePath:
    marks = [(date.fromisoformat(at), Decimal(value)) for at, value in points]
    return MilestonePath(tuple(marks), date.fromisoformat(day))


def ratio(
    base: str,
    latest: str,
    goal: str,
    better: Better = MORE,
    gone: int = 12,
    months: int = 24,
) -> Decimal | None:
    way = line(base, goal, gone, months)
    return compute_cagr_ratio(way.start, Decimal(latest), way.goal, way, better)


@pytest.mark.parametrize(
    ("latest", "done", "over", "points"),
    [("10.2", "0.5931", "1.112", "6.0"), ("10.4", "0.5655", "1.060", "3.2")],
)
def test_the_share_of_the_way_from_14_5_to_7_25(
    latest: str, done: str, over: str, points: str
) -> None:
    way, value = line("14.5", "7.25", 8 * 12, 15 * 12), Decimal(latest)

    assert round(way.done_share(value), 4) == Decimal(done)
    assert round(way.due_share(), 4) == Decimal("0.5333")
    times = way.due_ratio(value)
    assert times is not None
    assert round(times, 3) == Decimal(over)
    assert round(way.lead_share(value) * 100, 1) == Decimal(points)
    assert way.is_reached_by(value)


def test_emissions_cut_by_22_of_45_per_cent_are_behind() -> None:
    way, value = line("0", "-45", 8, 15), Decimal("-18.3")

    assert round(way.done_share(value), 3) == Decimal("0.407")
    assert not way.is_reached_by(value)
    assert way.is_reached_by(Decimal(-24))
    assert not way.is_reached_by(Decimal("-23.9"))


def test_a_line_to_zero_has_the_share_that_growth_refuses() -> None:
    way, value = line("1.55", "0", 4, 15), Decimal("1.20")

    assert round(way.done_share(value), 3) == Decimal("0.226")
    assert round(way.due_share(), 3) == Decimal("0.267")
    times = way.due_ratio(value)
    assert times is not None
    assert round(times, 2) == Decimal("0.85")
    assert compute_cagr_ratio(way.start, value, way.goal, way, LESS) is None


@pytest.mark.parametrize(
    ("way", "defined"),
    [
        (line("1", "2"), True),
        (line("2", "1"), True),
        (line("1", "2", 0, 1), True),
        (line("1", "1"), False),
        (line("1", "2", 0, 0), False),
        (line("1", "2", 0, -1), False),
    ],
)
def test_a_line_leads_somewhere_and_takes_time(
    way: LinearPath, *, defined: bool
) -> None:
    assert way.is_defined is defined


def test_the_line_is_met_to_the_last_digit() -> None:
    rising, falling = line("0", "1", 1, 3), line("1", "0", 1, 3)

    assert rising.is_reached_by(Decimal("0.33333333333333333334"))
    assert not rising.is_reached_by(Decimal("0.33333333333333333333"))
    assert falling.is_reached_by(Decimal("0.66666666666666666666"))
    assert not falling.is_reached_by(Decimal("0.66666666666666666667"))


def test_where_nothing_was_due_there_is_no_ratio() -> None:
    assert line("1", "2", 0).due_ratio(Decimal("1.5")) is None
    start = steps("2020-12-31", ("2020-12-31", "1"), ("2022-12-31", "2"))
    assert start.due_ratio(Decimal("1.5")) is None
    assert start.due_share() == 0


THREE = (("2020-12-31", "10"), ("2021-01-10", "20"), ("2021-01-30", "100"))


@pytest.mark.parametrize(
    ("day", "enough", "short", "due"),
    [
        ("2020-12-31", "10", "9.99", "0"),
        ("2021-01-05", "15", "14.99", "0.055555555556"),
        ("2021-01-10", "20", "19.99", "0.111111111111"),
        ("2021-01-15", "40", "39.99", "0.333333333333"),
        ("2021-01-30", "100", "99.99", "1"),
    ],
)
def test_milestones_bend_the_line(day: str, enough: str, short: str, due: str) -> None:
    way = steps(day, *THREE)

    assert way.is_defined
    assert (way.start, way.goal) == (Decimal(10), Decimal(100))
    assert way.is_reached_by(Decimal(enough))
    assert not way.is_reached_by(Decimal(short))
    assert round(way.due_share(), 12) == Decimal(due)
    assert way.done_share(Decimal(55)) == Decimal("0.5")


def test_milestones_of_what_should_fall() -> None:
    way = steps("2021-01-15", *((day, f"-{value}") for day, value in THREE))

    assert way.is_reached_by(Decimal(-40))
    assert not way.is_reached_by(Decimal("-39.99"))
    assert way.due_ratio(Decimal(-40)) == Decimal(1)
    assert way.lead_share(Decimal("-62.5")) == Decimal("0.25")
    assert way.due_ratio(Decimal(-25)) == Decimal("0.5")


def test_a_way_may_first_lead_back() -> None:
    way = steps(
        "2021-01-05", ("2020-12-31", "10"), ("2021-01-10", "0"), ("2021-01-30", "20")
    )

    assert way.is_reached_by(Decimal(5))
    assert not way.is_reached_by(Decimal("4.99"))
    assert way.due_share() == Decimal("-0.5")
    assert way.due_ratio(Decimal(0)) is None
    mirror = steps(
        "2021-01-05", ("2020-12-31", "-10"), ("2021-01-10", "0"), ("2021-01-30", "-20")
    )
    assert mirror.due_share() == Decimal("-0.5")
    assert mirror.due_ratio(Decimal(0)) is None


@pytest.mark.parametrize(
    ("way", "defined"),
    [
        (steps("2020-12-30", *THREE), False),
        (steps("2021-01-31", *THREE), False),
        (steps("2021-01-30", *THREE), True),
        (steps("2021-01-05", THREE[0], ("2021-01-30", "10")), False),
    ],
)
def test_milestones_hold_between_their_ends(
    way: MilestonePath, *, defined: bool
) -> None:
    assert way.is_defined is defined


@pytest.mark.parametrize(
    ("latest", "published"), [("10.2", "0.9526"), ("10.4", "0.9011")]
)
def test_growth_observed_over_growth_required(latest: str, published: str) -> None:
    ours = ratio("14.5", latest, "7.25", LESS, 8 * 12, 15 * 12)

    assert ours is not None
    assert round(ours, 4) == Decimal(published)


@pytest.mark.parametrize(
    ("base", "latest", "goal", "better", "expected"),
    [
        ("100", "110", "121", MORE, "1"),
        ("100", "105", "121", MORE, "0.5"),
        ("100", "95", "121", MORE, "-0.5"),
        ("100", "90", "81", LESS, "1"),
        ("100", "105", "81", LESS, "-0.5"),
        ("-100", "-90", "-81", MORE, "1"),
        ("-100", "-105", "-81", MORE, "-0.5"),
        ("-100", "-110", "-121", LESS, "1"),
        # What the base meets already and lost is never progress (trap 14).
        ("100", "90", "81", MORE, "-1"),
        ("100", "110", "121", LESS, "-1"),
        # Two-sided: good is towards the goal.
        ("100", "110", "121", EITHER, "1"),
        ("100", "90", "81", EITHER, "1"),
        ("100", "105", "81", EITHER, "-0.5"),
        ("-100", "-90", "-81", EITHER, "1"),
        ("100", "100", "121", MORE, "0"),
    ],
)
def test_the_sign_of_growth_is_the_good_direction(
    base: str, latest: str, goal: str, better: Better, expected: str
) -> None:
    assert ratio(base, latest, goal, better) == Decimal(expected)


def test_growth_exactly_as_required_is_exactly_one() -> None:
    assert ratio("100", "110", "133.1", MORE, 12, 36) == 1
    assert ratio("100", "121", "133.1", MORE, 24, 36) == 1
    assert ratio("100", "110", "146.41", MORE, 3, 12) == 1


def test_growth_is_told_to_thirty_digits() -> None:
    ours = ratio("14.5", "10.2", "7.25", LESS, 8 * 12, 15 * 12)

    assert ours is not None
    assert len(ours.as_tuple().digits) == 30


@pytest.mark.parametrize(
    ("base", "latest", "goal"),
    [
        ("0", "1", "2"),
        ("1", "0", "2"),
        ("1", "2", "0"),
        ("-1", "1", "2"),
        ("1", "-1", "2"),
        ("1", "2", "-2"),
        ("-1", "-2", "2"),
        ("1", "2", "1"),
        ("0", "0", "0"),
    ],
)
def test_growth_from_to_or_across_zero_is_refused(
    base: str, latest: str, goal: str
) -> None:
    assert ratio(base, latest, goal) is None


@pytest.mark.parametrize(("gone", "months"), [(0, 24), (-1, 24), (12, 0), (12, -1)])
def test_growth_needs_time(gone: int, months: int) -> None:
    assert ratio("1", "2", "3", MORE, gone, months) is None
    assert ratio("1", "2", "3", MORE, 1, 1) is not None
