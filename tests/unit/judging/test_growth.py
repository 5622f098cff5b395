"""Growth: exact window and base, compounded averages, year to date (§5.3)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from support.record_factory import (
    GDP,
    RecordFactory,
    exact_margin,
    judge_on,
    margin_ends,
    outcome_and_reasons,
    refusals_by_id,
    roles_by_id,
)
from targetcli.judging.outcome import Outcome
from targetcli.judging.reasons import Reason


def test_the_figure_for_the_year_settles(factory: RecordFactory) -> None:
    target = factory.target(GDP, "增长6%", "2024")
    figures = [
        factory.figure(GDP, "增长5.9%", "2024"),
        factory.figure(GDP, "增长6.5%", "2024Q1"),
        factory.figure(GDP, "增长8%", "2023"),
        factory.figure(GDP, "增长9%", "2024Q2"),
    ]

    verdict = judge_on(target, figures, "2025-02-01")

    assert outcome_and_reasons(verdict) == (Outcome.MISSED, [])
    assert margin_ends(verdict) == exact_margin("-0.1")
    assert roles_by_id(verdict) == {1: "settles", 2: "progress"}
    assert refusals_by_id(verdict) == {3: "period", 4: "period"}


def test_year_to_date_growth_is_progress_and_last_year_s_is_not(
    factory: RecordFactory,
) -> None:
    target = factory.target(GDP, "增长7%", "2024")
    nine = factory.figure(GDP, "增长6.1%", "2024年前三季度")
    last = factory.figure(GDP, "增长8%", "2023")

    verdict = judge_on(target, [nine, last], "2024-11-01")

    assert outcome_and_reasons(verdict) == (Outcome.BEHIND, [])
    assert margin_ends(verdict) == exact_margin("-0.9")
    assert roles_by_id(verdict) == {1: "progress"}
    assert refusals_by_id(verdict) == {2: "period"}
    assert outcome_and_reasons(judge_on(target, [last], "2024-11-01")) == (
        Outcome.OPEN,
        ["no-figure"],
    )


def test_growth_before_a_stated_window_is_a_baseline(factory: RecordFactory) -> None:
    target = factory.target(GDP, "增长7%", "2024", window_start="2024")
    last = factory.figure(GDP, "增长8%", "2023")

    verdict = judge_on(target, [last], "2024-11-01")

    assert outcome_and_reasons(verdict) == (Outcome.OPEN, ["no-figure"])
    assert roles_by_id(verdict) == {1: "baseline"}


def test_a_base_written_out_is_the_usual_one(factory: RecordFactory) -> None:
    blank = factory.target(GDP, "增长6%", "2024")
    named = factory.target(GDP, "增长6%", "2024", base_period="2023")
    figures = [
        factory.figure(GDP, "增长6%", "2024"),
        factory.figure(GDP, "增长6%", "2024", base_period="2023"),
        factory.figure(GDP, "增长5%", "2024Q1", base_period="2023Q1"),
    ]

    for target in (blank, named):
        verdict = judge_on(target, figures, "2025-02-01")
        assert outcome_and_reasons(verdict) == (Outcome.MET, [])
        assert roles_by_id(verdict) == {1: "settles", 2: "settles", 3: "progress"}


def test_another_base_is_another_statement(factory: RecordFactory) -> None:
    target = factory.target(GDP, "增长6%", "2024")
    figure = factory.figure(GDP, "增长6%", "2024", base_period="2020")

    assert outcome_and_reasons(judge_on(target, [figure], "2025-02-01")) == (
        Outcome.NOT_COMPARABLE,
        ["basis"],
    )


@pytest.mark.parametrize("value", ["翻一番", "增长100%"])
def test_growth_on_a_base_is_cumulative(factory: RecordFactory, value: str) -> None:
    target = factory.target(GDP, value, "2020", base_period="2010")
    word = "倍" if value == "翻一番" else "%"
    growth = "1.99倍" if word == "倍" else "增长99%"
    figures = [
        factory.figure(GDP, growth, "2020", base_period="2010", basis="growth"),
        factory.figure(GDP, "增长6%", "2020"),
        factory.figure(GDP, growth, "2019", base_period="2010", basis="growth"),
        factory.figure(GDP, growth, "2020Q4", base_period="2010", basis="growth"),
        factory.figure(GDP, growth, "2021", base_period="2010", basis="growth"),
    ]

    verdict = judge_on(target, figures, "2022-02-01")

    assert outcome_and_reasons(verdict) == (Outcome.MISSED, [])
    assert roles_by_id(verdict) == {1: "settles", 3: "progress", 5: "later"}
    assert refusals_by_id(verdict) == {2: "basis", 4: "period"}


def test_cumulative_growth_over_a_stated_window(factory: RecordFactory) -> None:
    span = {"base_period": "2020"}
    target = factory.target(GDP, "增长30%", "2021..2025", **span)
    figures = [
        factory.figure(GDP, "增长31%", "2021..2025", **span),
        factory.figure(GDP, "增长20%", "2021..2023", **span),
    ]

    verdict = judge_on(target, figures, "2026-02-01")

    assert outcome_and_reasons(verdict) == (Outcome.MET, [])
    assert roles_by_id(verdict) == {1: "settles", 2: "progress"}
    # 18% of 30% are due after three of five years.
    underway = judge_on(target, figures[1:], "2024-02-01")
    assert outcome_and_reasons(underway) == (Outcome.ON_TRACK, [])


def test_an_average_reported_as_such_settles(factory: RecordFactory) -> None:
    target = factory.target(GDP, "增长6%", "2021..2025")
    figures = [
        factory.figure(GDP, "年均增长6.2%", "2021..2025"),
        factory.figure(GDP, "增长7%", "2021"),
        factory.figure(GDP, "增长7%", "2020"),
        factory.figure(GDP, "增长7%", "2021Q1"),
    ]

    verdict = judge_on(target, figures, "2026-02-01")

    assert outcome_and_reasons(verdict) == (Outcome.MET, [])
    assert roles_by_id(verdict) == {1: "settles", 2: "progress", 3: "baseline"}
    assert refusals_by_id(verdict) == {4: "period"}


def yearly(
    factory: RecordFactory, target_value: str, *rates: str
) -> tuple[Outcome, list[str]]:
    target = factory.target(GDP, target_value, f"2021..{2020 + len(rates)}")
    figures = [
        factory.figure(GDP, f"增长{rate}", str(2021 + at))
        for at, rate in enumerate(rates)
        if rate
    ]
    return outcome_and_reasons(judge_on(target, figures, f"{2021 + len(rates)}-02-01"))


def test_three_years_compound_as_well_as_five(factory: RecordFactory) -> None:
    assert yearly(factory, "增长5%", "5%", "5%", "5%") == (Outcome.MET, [])
    assert yearly(factory, "增长5%", "10%", "0%", "5%") == (Outcome.MISSED, [])


def test_a_missing_year_makes_it_incomplete(factory: RecordFactory) -> None:
    assert yearly(factory, "增长5%", "9%", "", "9%") == (
        Outcome.UNDETERMINED,
        ["incomplete"],
    )
    assert yearly(factory, "增长5%", "9%", "9%", "") == (Outcome.OPEN, ["awaited"])


def test_bounds_go_through_products(factory: RecordFactory) -> None:
    assert yearly(factory, "增长5%", "5%", "5%以上") == (Outcome.MET, [])
    assert yearly(factory, "增长5%", "5%", "不超过4%") == (Outcome.MISSED, [])
    assert yearly(factory, "增长5%", "5%以上", "不超过4%") == (
        Outcome.UNDETERMINED,
        ["bound"],
    )


@pytest.mark.parametrize("rates", [("5%", "超5%"), ("超5%", "5%")])
def test_one_open_end_opens_the_product(
    factory: RecordFactory, rates: tuple[str, ...]
) -> None:
    assert yearly(factory, "增长超过5%", *rates) == (Outcome.MET, [])
    below = tuple(rate.replace("超", "近") for rate in rates)
    assert yearly(factory, "增长低于5%", *below) == (Outcome.MET, [])


def test_nothing_shrinks_by_more_than_all_of_it(factory: RecordFactory) -> None:
    assert yearly(factory, "增长5%", "-150%", "-300%") == (Outcome.MISSED, [])


def test_the_first_years_are_progress_on_the_rate_itself(
    factory: RecordFactory,
) -> None:
    target = factory.target(GDP, "增长6%", "2021..2025")

    ahead = judge_on(target, [factory.figure(GDP, "增长6.1%", "2021")], "2022-02-01")
    assert outcome_and_reasons(ahead) == (Outcome.REACHED, [])
    assert margin_ends(ahead) == exact_margin("0.100000")
    assert ahead.margin is not None
    assert not ahead.margin.is_exact
    behind = judge_on(target, [factory.figure(GDP, "增长5.9%", "2021")], "2022-02-01")
    assert outcome_and_reasons(behind) == (Outcome.BEHIND, [])


def test_an_average_is_said_in_the_target_s_unit(factory: RecordFactory) -> None:
    target = factory.target(GDP, "增长60‰", "2021..2022")
    figures = [factory.figure(GDP, "增长5%", year) for year in ("2021", "2022")]

    assert margin_ends(judge_on(target, figures, "2023-02-01")) == exact_margin(
        "-10.000000"
    )


def test_rounding_goes_through_products(factory: RecordFactory) -> None:
    target = factory.target(GDP, "增长6%", "2021..2022")
    figures = [factory.figure(GDP, "增长6%", year) for year in ("2021", "2022")]

    verdict = judge_on(target, figures, "2023-02-01")

    assert verdict.outcome is Outcome.MET
    assert Reason.WITHIN_ROUNDING in verdict.cautions


def test_growth_without_a_deadline(factory: RecordFactory) -> None:
    target = factory.target(GDP, "增长6%")

    assert outcome_and_reasons(
        judge_on(target, [factory.figure(GDP, "增长5%", "2024")], "2025-02-01")
    ) == (
        Outcome.OPEN,
        ["no-deadline"],
    )
    met = judge_on(target, [factory.figure(GDP, "增长6%", "2024")], "2025-02-01")
    assert outcome_and_reasons(met) == (Outcome.MET, [])


def test_growth_is_never_derived_from_two_levels(factory: RecordFactory) -> None:
    target = factory.target(GDP, "增长6%", "2024")
    figures = [factory.figure(GDP, f"{year}亿元", str(year)) for year in (2023, 2024)]

    assert outcome_and_reasons(judge_on(target, figures, "2025-02-01")) == (
        Outcome.NOT_COMPARABLE,
        ["basis"],
    )


def test_growth_over_longer_than_asked_is_no_progress(factory: RecordFactory) -> None:
    target = factory.target(GDP, "增长6%", "2024-06-30", window_start="2024")
    year = factory.figure(GDP, "增长7%", "2024")

    verdict = judge_on(target, [year], "2025-02-01")

    assert outcome_and_reasons(verdict) == (Outcome.NOT_COMPARABLE, ["period"])


def test_a_quarter_on_the_base_says_nothing_of_the_year(factory: RecordFactory) -> None:
    target = factory.target(GDP, "增长50%", "2024", base_period="2020")
    quarter = factory.figure(GDP, "增长60%", "2024Q4", base_period="2020")

    verdict = judge_on(target, [quarter], "2025-02-01")

    assert outcome_and_reasons(verdict) == (Outcome.NOT_COMPARABLE, ["period"])


def test_growth_on_a_base_does_not_come_late(factory: RecordFactory) -> None:
    target = factory.target(GDP, "增长50%", "2022", base_period="2020")
    figures = [
        factory.figure(GDP, "增长40%", "2022", base_period="2020"),
        factory.figure(GDP, "增长60%", "2023", base_period="2020"),
    ]

    assert judge_on(target, figures, "2024-02-01").outcome is Outcome.MISSED


def test_an_average_is_written_rounded_and_says_so(factory: RecordFactory) -> None:
    target = factory.target(GDP, "年均增长6%", "2021..2022")
    figures = [factory.figure(GDP, "增长7%", year) for year in ("2021", "2022")]

    verdict = judge_on(target, figures, "2023-02-01")

    assert verdict.deciding_value is not None
    assert not verdict.deciding_value.is_exact
    assert verdict.margin is not None
    assert not verdict.margin.is_exact


def test_what_shrank_by_more_than_all_of_it_is_gone(factory: RecordFactory) -> None:
    target = factory.target(GDP, "年均增长5%", "2021..2022")
    figures = [
        factory.figure(GDP, value, year, basis="growth")
        for value, year in (("-150%", "2021"), ("5%", "2022"))
    ]

    assert margin_ends(judge_on(target, figures, "2023-02-01")) == exact_margin("-105")


def test_an_average_has_six_places(factory: RecordFactory) -> None:
    target = factory.target(GDP, "年均增长6%", "2021..2022")
    figures = [
        factory.figure(GDP, f"增长{rate}%", year)
        for rate, year in (("6.5", "2021"), ("6.6", "2022"))
    ]

    shown = judge_on(target, figures, "2023-02-01").deciding_value

    assert shown is not None
    assert shown.low == Decimal("6.549988")


def test_firm_yearly_rates_come_before_a_preliminary_average(
    factory: RecordFactory,
) -> None:
    target = factory.target(GDP, "年均增长6%", "2021..2022")
    early = {"status": "preliminary", "published": "2023-01-20"}
    figures = [
        factory.figure(GDP, "年均增长7%", "2021..2022", **early),
        factory.figure(GDP, "增长5%", "2021"),
        factory.figure(GDP, "增长5%", "2022"),
    ]

    assert judge_on(target, figures, "2023-02-01").outcome is Outcome.MISSED
