"""Growth: exact window and base, compounded averages, year to date (§5.3)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from targetcli.judging.gate import Reason
from targetcli.judging.outcome import Outcome
from unit.judging.bench import GDP, Bench, judged, margin, number, refused, roles, why


def test_the_figure_for_the_year_settles(bench: Bench) -> None:
    target = bench.target(GDP, "增长6%", "2024")
    figures = [
        bench.figure(GDP, "增长5.9%", "2024"),
        bench.figure(GDP, "增长6.5%", "2024Q1"),
        bench.figure(GDP, "增长8%", "2023"),
        bench.figure(GDP, "增长9%", "2024Q2"),
    ]

    verdict = judged(target, figures, "2025-02-01")

    assert why(verdict) == (Outcome.MISSED, [])
    assert margin(verdict) == number("-0.1")
    assert roles(verdict) == {1: "settles", 2: "progress"}
    assert refused(verdict) == {3: "period", 4: "period"}


def test_year_to_date_growth_is_progress_and_last_year_s_is_not(bench: Bench) -> None:
    target = bench.target(GDP, "增长7%", "2024")
    nine = bench.figure(GDP, "增长6.1%", "2024年前三季度")
    last = bench.figure(GDP, "增长8%", "2023")

    verdict = judged(target, [nine, last], "2024-11-01")

    assert why(verdict) == (Outcome.BEHIND, [])
    assert margin(verdict) == number("-0.9")
    assert roles(verdict) == {1: "progress"}
    assert refused(verdict) == {2: "period"}
    assert why(judged(target, [last], "2024-11-01")) == (
        Outcome.NOT_COMPARABLE,
        ["period"],
    )


def test_growth_before_a_stated_window_is_a_baseline(bench: Bench) -> None:
    target = bench.target(GDP, "增长7%", "2024", window_start="2024")
    last = bench.figure(GDP, "增长8%", "2023")

    verdict = judged(target, [last], "2024-11-01")

    assert why(verdict) == (Outcome.OPEN, ["no-figure"])
    assert roles(verdict) == {1: "baseline"}


def test_a_base_written_out_is_the_usual_one(bench: Bench) -> None:
    blank = bench.target(GDP, "增长6%", "2024")
    said = bench.target(GDP, "增长6%", "2024", base_period="2023")
    figures = [
        bench.figure(GDP, "增长6%", "2024"),
        bench.figure(GDP, "增长6%", "2024", base_period="2023"),
        bench.figure(GDP, "增长5%", "2024Q1", base_period="2023Q1"),
    ]

    for target in (blank, said):
        verdict = judged(target, figures, "2025-02-01")
        assert why(verdict) == (Outcome.MET, [])
        assert roles(verdict) == {1: "settles", 2: "settles", 3: "progress"}


def test_another_base_is_another_statement(bench: Bench) -> None:
    target = bench.target(GDP, "增长6%", "2024")
    figure = bench.figure(GDP, "增长6%", "2024", base_period="2020")

    assert why(judged(target, [figure], "2025-02-01")) == (
        Outcome.NOT_COMPARABLE,
        ["basis"],
    )


@pytest.mark.parametrize("value", ["翻一番", "增长100%"])
def test_growth_on_a_base_is_cumulative(bench: Bench, value: str) -> None:
    target = bench.target(GDP, value, "2020", base_period="2010")
    word = "倍" if value == "翻一番" else "%"
    said = "1.99倍" if word == "倍" else "增长99%"
    figures = [
        bench.figure(GDP, said, "2020", base_period="2010", basis="growth"),
        bench.figure(GDP, "增长6%", "2020"),
        bench.figure(GDP, said, "2019", base_period="2010", basis="growth"),
        bench.figure(GDP, said, "2020Q4", base_period="2010", basis="growth"),
        bench.figure(GDP, said, "2021", base_period="2010", basis="growth"),
    ]

    verdict = judged(target, figures, "2022-02-01")

    assert why(verdict) == (Outcome.MISSED, [])
    assert roles(verdict) == {1: "settles", 3: "progress", 5: "later"}
    assert refused(verdict) == {2: "basis", 4: "period"}


def test_cumulative_growth_over_a_stated_window(bench: Bench) -> None:
    span = {"base_period": "2020"}
    target = bench.target(GDP, "增长30%", "2021..2025", **span)
    figures = [
        bench.figure(GDP, "增长31%", "2021..2025", **span),
        bench.figure(GDP, "增长20%", "2021..2023", **span),
    ]

    verdict = judged(target, figures, "2026-02-01")

    assert why(verdict) == (Outcome.MET, [])
    assert roles(verdict) == {1: "settles", 2: "progress"}
    underway = judged(target, figures[1:], "2024-02-01")
    assert why(underway) == (Outcome.BEHIND, [])


def test_an_average_reported_as_such_settles(bench: Bench) -> None:
    target = bench.target(GDP, "增长6%", "2021..2025")
    figures = [
        bench.figure(GDP, "年均增长6.2%", "2021..2025"),
        bench.figure(GDP, "增长7%", "2021"),
        bench.figure(GDP, "增长7%", "2020"),
        bench.figure(GDP, "增长7%", "2021Q1"),
    ]

    verdict = judged(target, figures, "2026-02-01")

    assert why(verdict) == (Outcome.MET, [])
    assert roles(verdict) == {1: "settles", 2: "progress", 3: "baseline"}
    assert refused(verdict) == {4: "period"}


def yearly(bench: Bench, target_value: str, *rates: str) -> tuple[Outcome, list[str]]:
    target = bench.target(GDP, target_value, f"2021..{2020 + len(rates)}")
    figures = [
        bench.figure(GDP, f"增长{rate}", str(2021 + at))
        for at, rate in enumerate(rates)
        if rate
    ]
    return why(judged(target, figures, f"{2021 + len(rates)}-02-01"))


def test_three_years_compound_as_well_as_five(bench: Bench) -> None:
    assert yearly(bench, "增长5%", "5%", "5%", "5%") == (Outcome.MET, [])
    assert yearly(bench, "增长5%", "10%", "0%", "5%") == (Outcome.MISSED, [])


def test_a_missing_year_makes_it_incomplete(bench: Bench) -> None:
    assert yearly(bench, "增长5%", "9%", "", "9%") == (
        Outcome.UNDETERMINED,
        ["incomplete"],
    )
    assert yearly(bench, "增长5%", "9%", "9%", "") == (Outcome.OPEN, ["awaited"])


def test_bounds_go_through_products(bench: Bench) -> None:
    assert yearly(bench, "增长5%", "5%", "5%以上") == (Outcome.MET, [])
    assert yearly(bench, "增长5%", "5%", "不超过4%") == (Outcome.MISSED, [])
    assert yearly(bench, "增长5%", "5%以上", "不超过4%") == (
        Outcome.UNDETERMINED,
        ["bound"],
    )


@pytest.mark.parametrize("rates", [("5%", "超5%"), ("超5%", "5%")])
def test_one_open_end_opens_the_product(bench: Bench, rates: tuple[str, ...]) -> None:
    assert yearly(bench, "增长超过5%", *rates) == (Outcome.MET, [])
    below = tuple(rate.replace("超", "近") for rate in rates)
    assert yearly(bench, "增长低于5%", *below) == (Outcome.MET, [])


def test_nothing_shrinks_by_more_than_all_of_it(bench: Bench) -> None:
    assert yearly(bench, "增长5%", "-150%", "-300%") == (Outcome.MISSED, [])


def test_the_first_years_are_progress_on_the_rate_itself(bench: Bench) -> None:
    target = bench.target(GDP, "增长6%", "2021..2025")

    ahead = judged(target, [bench.figure(GDP, "增长6.1%", "2021")], "2022-02-01")
    assert why(ahead) == (Outcome.REACHED, [])
    assert margin(ahead) == number("0.100000")
    assert ahead.margin is not None
    assert not ahead.margin.is_exact
    behind = judged(target, [bench.figure(GDP, "增长5.9%", "2021")], "2022-02-01")
    assert why(behind) == (Outcome.BEHIND, [])


def test_an_average_is_said_in_the_target_s_unit(bench: Bench) -> None:
    target = bench.target(GDP, "增长60‰", "2021..2022")
    figures = [bench.figure(GDP, "增长5%", year) for year in ("2021", "2022")]

    assert margin(judged(target, figures, "2023-02-01")) == number("-10.000000")


def test_rounding_goes_through_products(bench: Bench) -> None:
    target = bench.target(GDP, "增长6%", "2021..2022")
    figures = [bench.figure(GDP, "增长6%", year) for year in ("2021", "2022")]

    verdict = judged(target, figures, "2023-02-01")

    assert verdict.outcome is Outcome.MET
    assert Reason.WITHIN_ROUNDING in verdict.cautions


def test_growth_without_a_deadline(bench: Bench) -> None:
    target = bench.target(GDP, "增长6%")

    assert why(judged(target, [bench.figure(GDP, "增长5%", "2024")], "2025-02-01")) == (
        Outcome.OPEN,
        ["no-deadline"],
    )
    met = judged(target, [bench.figure(GDP, "增长6%", "2024")], "2025-02-01")
    assert why(met) == (Outcome.MET, [])


def test_growth_is_never_derived_from_two_levels(bench: Bench) -> None:
    target = bench.target(GDP, "增长6%", "2024")
    figures = [bench.figure(GDP, f"{year}亿元", str(year)) for year in (2023, 2024)]

    assert why(judged(target, figures, "2025-02-01")) == (
        Outcome.NOT_COMPARABLE,
        ["basis"],
    )


def test_growth_over_longer_than_asked_is_no_progress(bench: Bench) -> None:
    target = bench.target(GDP, "增长6%", "2024-06-30", window_start="2024")
    year = bench.figure(GDP, "增长7%", "2024")

    verdict = judged(target, [year], "2025-02-01")

    assert why(verdict) == (Outcome.NOT_COMPARABLE, ["period"])


def test_a_quarter_on_the_base_says_nothing_of_the_year(bench: Bench) -> None:
    target = bench.target(GDP, "增长50%", "2024", base_period="2020")
    quarter = bench.figure(GDP, "增长60%", "2024Q4", base_period="2020")

    verdict = judged(target, [quarter], "2025-02-01")

    assert why(verdict) == (Outcome.NOT_COMPARABLE, ["period"])


def test_growth_on_a_base_does_not_come_late(bench: Bench) -> None:
    target = bench.target(GDP, "增长50%", "2022", base_period="2020")
    figures = [
        bench.figure(GDP, "增长40%", "2022", base_period="2020"),
        bench.figure(GDP, "增长60%", "2023", base_period="2020"),
    ]

    assert judged(target, figures, "2024-02-01").outcome is Outcome.MISSED


def test_an_average_is_written_rounded_and_says_so(bench: Bench) -> None:
    target = bench.target(GDP, "年均增长6%", "2021..2022")
    figures = [bench.figure(GDP, "增长7%", year) for year in ("2021", "2022")]

    verdict = judged(target, figures, "2023-02-01")

    assert verdict.deciding_value is not None
    assert not verdict.deciding_value.is_exact
    assert verdict.margin is not None
    assert not verdict.margin.is_exact


def test_what_shrank_by_more_than_all_of_it_is_gone(bench: Bench) -> None:
    target = bench.target(GDP, "年均增长5%", "2021..2022")
    figures = [
        bench.figure(GDP, value, year, basis="growth")
        for value, year in (("-150%", "2021"), ("5%", "2022"))
    ]

    assert margin(judged(target, figures, "2023-02-01")) == number("-105")


def test_an_average_has_six_places(bench: Bench) -> None:
    target = bench.target(GDP, "年均增长6%", "2021..2022")
    figures = [
        bench.figure(GDP, f"增长{rate}%", year)
        for rate, year in (("6.5", "2021"), ("6.6", "2022"))
    ]

    shown = judged(target, figures, "2023-02-01").deciding_value

    assert shown is not None
    assert shown.low == Decimal("6.549988")


def test_firm_yearly_rates_come_before_a_preliminary_average(bench: Bench) -> None:
    target = bench.target(GDP, "年均增长6%", "2021..2022")
    early = {"status": "preliminary", "published": "2023-01-20"}
    figures = [
        bench.figure(GDP, "年均增长7%", "2021..2022", **early),
        bench.figure(GDP, "增长5%", "2021"),
        bench.figure(GDP, "增长5%", "2022"),
    ]

    assert judged(target, figures, "2023-02-01").outcome is Outcome.MISSED
