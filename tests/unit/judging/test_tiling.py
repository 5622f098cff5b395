"""Tiling: which readings make up a window, whichever way they overlap."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from targetcli.judging.intervals import point_interval
from targetcli.judging.readings import Reading, add_readings
from targetcli.judging.tiling import find_covering, find_prefix, find_tiling
from targetcli.model.period_reader import read_period
from targetcli.model.records import Basis, FigureStatus


def reading(period: str, known_from: str = "2030-01-01") -> Reading:
    one = point_interval(Decimal(1))
    return Reading(
        span=read_period(period),
        is_at_date=False,
        basis=Basis.TOTAL,
        interval=one,
        rounding=one,
        status=FigureStatus.REPORTED,
        known_from=date.fromisoformat(known_from),
        figures=(),
    )


def readings(*periods: str) -> list[Reading]:
    return [reading(period) for period in periods]


def test_the_fewest_pieces_win_whichever_comes_first() -> None:
    halves = readings("2024-01", "2024-02", "2024-03..2024-06", "2024Q1", "2024Q2")

    quarters = tuple(halves[3:])
    window = read_period("2024H1")
    assert find_tiling(window, halves) == quarters
    assert find_tiling(window, halves[::-1]) == quarters
    assert find_prefix(window, halves) == quarters


def test_two_pieces_replace_three_and_one_replaces_two() -> None:
    window = read_period("2024Q1")
    months = readings("2024-01", "2024-02", "2024-03")
    late = reading("2024-02..2024-03")
    whole = reading("2024Q1")

    assert find_tiling(window, [*months, late]) == (months[0], late)
    assert find_tiling(window, [*months, late, whole]) == (whole,)


def test_of_as_many_pieces_the_first_found_stay() -> None:
    first, later, before, last = readings(
        "2024-01", "2024-02..2024-03", "2024-01..2024-02", "2024-03"
    )

    window = read_period("2024Q1")
    assert find_tiling(window, [first, later, before, last]) == (first, later)


def test_a_preliminary_whole_does_not_replace_firm_months() -> None:
    months = readings("2024-01", "2024-02", "2024-03")
    whole = reading("2024Q1")._replace(status=FigureStatus.PRELIMINARY)

    assert find_tiling(read_period("2024Q1"), [*months, whole]) == tuple(months)
    assert find_tiling(read_period("2024Q1"), [*months[:2], whole]) == (whole,)


def test_a_cover_never_counts_a_day_twice() -> None:
    year, long, second, third, last = readings(
        "2021", "2021..2024", "2022", "2023", "2025"
    )

    assert find_covering([year, long, second, third, last]) == (long, last)
    assert find_covering([year, second, third, last]) == (year, second, third, last)


def test_a_cover_of_equal_days_takes_the_fewest_pieces() -> None:
    first, second, whole = readings("2024H1", "2024H2", "2024")

    assert find_covering([first, second, whole]) == (whole,)
    assert find_covering(()) == ()


def test_of_equal_covers_the_one_that_gets_on_first_is_kept() -> None:
    half, other, eight, four = readings(
        "2024H1", "2024H2", "2024-01..2024-08", "2024-09..2024-12"
    )

    assert find_covering([eight, four, half, other]) == (half, other)


def test_a_sum_reaches_from_its_first_piece_and_counts_from_the_last_known() -> None:
    early, middle, late = (
        reading("2024-01", "2024-05-01"),
        reading("2024-02", "2024-06-01"),
        reading("2024-03", "2024-04-01"),
    )

    total = add_readings((early, middle, late))

    assert total.span == read_period("2024Q1")
    assert not total.is_at_date
    assert total.known_from == date(2024, 6, 1)
    assert total.interval.point == 3
    assert total.pieces == (early, middle, late)
