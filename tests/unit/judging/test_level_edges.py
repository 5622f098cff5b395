"""Growth and change that follow from levels, at the edges of what they follow from."""

from __future__ import annotations

from decimal import Decimal

import pytest

from support.judged_records import (
    build_figure,
    build_figures,
    build_metric,
    build_target,
)
from support.record_factory import (
    exact_margin,
    judge_on,
    margin_ends,
    outcome_and_reasons,
    refusals_by_id,
    roles_by_id,
)
from targetcli.judging.outcome import Outcome, Verdict
from targetcli.model.bound import Relation
from targetcli.model.records import Figure, Metric

FIRMS = build_metric("stock", "more")
OUTPUT = build_metric("flow", "more")
DUST = build_metric("ratio", "less")


def judge_growth(
    metric: Metric, bound: str, figures: list[Figure], by: str = "2024"
) -> Verdict:
    """Judge growth on 2020, or on the fourth quarter of it."""
    base = "2020Q4" if by == "2024Q4" else "2020"
    target = build_target(metric, bound, by, basis="growth", base=base)
    return judge_on(target, figures, "2025-06-30")


def list_levels(metric: Metric, base: str, level: str, unit: str) -> list[Figure]:
    """Return levels of 2020 and 2024: `100` or, both ends excluded, `100..125`."""
    figures = []
    for number, (period, text) in enumerate((("2020", base), ("2024", level)), 1):
        low, _, high = text.partition("..")
        figure = build_figure(metric, number, f"{low} {unit}", period)
        assert figure.bound is not None
        if high:
            bound = figure.bound._replace(
                relation=Relation.OVER, value_high=Decimal(high)
            )
            figure = figure._replace(bound=bound)
        figures.append(figure)
    return figures


@pytest.mark.parametrize(
    ("bound", "base", "level"),
    [
        ("> 20 %", "100..125", "150"),
        ("< 50 %", "100..125", "150"),
        ("> 50 %", "100", "150..160"),
        ("< 60 %", "100", "150..160"),
        ("> 20 %", "100..125", "150..160"),
        ("< 60 %", "100..125", "150..160"),
    ],
)
def test_growth_between_levels_excludes_what_they_exclude(
    bound: str, base: str, level: str
) -> None:
    verdict = judge_growth(FIRMS, bound, list_levels(FIRMS, base, level, "家"))

    assert outcome_and_reasons(verdict) == (Outcome.MET, [])


def test_a_small_level_between_two_bases() -> None:
    levels = list_levels(FIRMS, "1..2", "0.5", "家")

    assert judge_growth(FIRMS, ">= -75 %", levels).outcome is Outcome.MET
    unknown = judge_growth(FIRMS, "<= -60 %", levels)
    assert outcome_and_reasons(unknown) == (Outcome.UNDETERMINED, ["bound"])


def test_nothing_grows_from_nothing_and_everything_from_one() -> None:
    nothing = judge_growth(FIRMS, ">= 50 %", list_levels(FIRMS, "0", "5", "家"))
    one = judge_growth(FIRMS, ">= 50 %", list_levels(FIRMS, "1", "2", "家"))

    assert nothing.outcome is not Outcome.MET
    assert outcome_and_reasons(one) == (Outcome.MET, [])
    assert margin_ends(one) == exact_margin("50")


@pytest.mark.parametrize(
    ("rows", "is_reckoned"),
    [
        (("2020 = 40 微克/立方米", "2024 = 30 微克/立方米"), True),
        (("at 2020-12-31 = 40 微克/立方米", "at 2024-12-31 = 30 微克/立方米"), True),
        # Never from a day and a year, nor from a quarter of the base.
        (("at 2020-12-31 = 40 微克/立方米", "2024 = 30 微克/立方米"), False),
        (("2020 = 40 微克/立方米", "at 2024-12-31 = 30 微克/立方米"), False),
        (("2020Q4 = 40 微克/立方米", "2024 = 30 微克/立方米"), False),
        (("2020Q4 = 40 微克/立方米", "2024Q4 = 30 微克/立方米"), False),
    ],
)
def test_growth_follows_from_levels_of_one_sort(
    rows: tuple[str, str], *, is_reckoned: bool
) -> None:
    verdict = judge_growth(DUST, "<= -20 %", build_figures(DUST, *rows))

    assert (verdict.outcome is Outcome.MET) is is_reckoned


def test_growth_of_a_quarter_follows_from_two_quarters() -> None:
    figures = build_figures(OUTPUT, "2020Q4 = 100 吨", "2024Q4 = 110 吨")

    verdict = judge_growth(OUTPUT, ">= 5 %", figures, by="2024Q4")

    assert outcome_and_reasons(verdict) == (Outcome.MET, [])


def test_growth_of_a_flow_follows_from_its_totals() -> None:
    figures = build_figures(OUTPUT, "2020 = 100 吨", "2024 = 110 吨", basis="total")

    verdict = judge_growth(OUTPUT, ">= 5 %", figures)

    assert outcome_and_reasons(verdict) == (Outcome.MET, [])


def test_a_year_of_growth_on_a_base_is_progress_towards_a_quarter() -> None:
    target = build_target(OUTPUT, ">= 5 %", "2024Q4", basis="growth", base="2020")
    figure = build_figure(OUTPUT, 1, "3 %", "2022", basis="growth", base="2020")

    verdict = judge_on(target, [figure], "2023-06-30")

    assert roles_by_id(verdict) == {1: "progress"}


def test_a_share_to_be_halved_without_its_base_is_another_statement() -> None:
    target = build_target(DUST, "0.5 倍", "2024", basis="growth", base="2020")

    verdict = judge_on(target, build_figures(DUST, "2024 = 30 %"), "2025-06-30")

    assert outcome_and_reasons(verdict) == (Outcome.NOT_COMPARABLE, ["basis"])


def test_a_change_counts_from_a_baseline_in_another_unit() -> None:
    green = build_metric("stock", "more")
    target = build_target(
        green, ">= 1 公顷", "2024", start="2021", basis="change", baseline="15 亩 2020"
    )

    verdict = judge_on(
        target, build_figures(green, "at 2024-12-31 = 2.5 公顷"), "2025-06-30"
    )

    assert outcome_and_reasons(verdict) == (Outcome.MET, [])
    assert margin_ends(verdict) == exact_margin("0.5")


def test_gross_additions_are_no_change_of_a_stock() -> None:
    target = build_target(FIRMS, ">= 100 家", "2024", start="2024", basis="change")
    added = build_figures(FIRMS, "2024 = 700 家", basis="total")

    verdict = judge_on(target, added, "2025-06-30")

    assert outcome_and_reasons(verdict) == (Outcome.NOT_COMPARABLE, ["basis"])


def test_points_of_a_flow_are_no_difference_of_shares() -> None:
    target = build_target(OUTPUT, ">= 5 百分点", "2024", start="2024", basis="change")
    figures = build_figures(OUTPUT, "2023 = 30 %", "2024 = 36 %")

    verdict = judge_on(target, figures, "2025-06-30")

    assert refusals_by_id(verdict) == {1: "basis", 2: "basis"}


def test_the_state_of_a_flow_on_the_day_before_is_no_progress() -> None:
    target = build_target(OUTPUT, ">= 5 吨", "2024-05-02", start="2024-05-02")
    figures = build_figures(OUTPUT, "at 2024-05-02 = 6 吨")

    verdict = judge_on(target, figures, "2024-06-30")

    assert outcome_and_reasons(verdict) == (Outcome.NOT_COMPARABLE, ["period"])
