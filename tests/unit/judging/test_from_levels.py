"""Growth and change that follow from levels; one base in per cent and multiples."""

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
from targetcli.judging.context import TargetContext
from targetcli.judging.outcome import Outcome
from targetcli.judging.reasons import Reason
from targetcli.model.records import FigureStatus, Identity, ScopedRegion

BASE = {"base_period": "2020"}
SINCE_2021 = {"window_start": "2021"}


@pytest.mark.parametrize(
    ("metric", "asked", "reported", "outcome", "margin"),
    [
        ("排放量", "减半", "下降37%", Outcome.MISSED, "-0.13"),
        ("排放量", "减半", "下降50%", Outcome.MET, "0"),
        (GDP, "翻一番", "增长105%", Outcome.MET, "0.05"),
        (GDP, "增长80%", "增长1倍", Outcome.MET, "20"),
        (GDP, "增长800‰", "1.79倍", Outcome.MISSED, "-10"),
        (GDP, "翻两番", "增长299.9%", Outcome.MISSED, "-0.001"),
    ],
)
def test_per_cent_and_multiples_of_one_base_are_one_statement(
    factory: RecordFactory,
    metric: str,
    asked: str,
    reported: str,
    outcome: Outcome,
    margin: str,
) -> None:
    target = factory.target(metric, asked, "2025", **BASE)
    figure = factory.figure(metric, reported, "2025", basis="growth", **BASE)

    verdict = judge_on(target, [figure], "2026-06-01")

    assert outcome_and_reasons(verdict) == (outcome, [])
    assert margin_ends(verdict) == exact_margin(margin)


def test_a_multiple_must_name_its_base(factory: RecordFactory) -> None:
    target = factory.target(GDP, "增长6%", "2025")
    named = factory.figure(GDP, "1.07倍", "2025", basis="growth", base_period="2024")
    blank = factory.figure(GDP, "1.07倍", "2025", basis="growth")

    assert judge_on(target, [named], "2026-06-01").outcome is Outcome.MET
    refused = judge_on(target, [blank], "2026-06-01")
    assert refusals_by_id(refused) == {2: "unit"}


def test_yearly_multiples_compound(factory: RecordFactory) -> None:
    target = factory.target(GDP, "年均增长6%", "2021..2022")
    figures = [
        factory.figure(GDP, "1.06倍", "2021", basis="growth", base_period="2020"),
        factory.figure(GDP, "增长6%", "2022"),
    ]

    assert judge_on(target, figures, "2023-02-01").outcome is Outcome.MET


@pytest.mark.parametrize("periods", [("2020年底", "2025年底"), ("2020", "2025")])
@pytest.mark.parametrize(
    ("value", "outcome", "margin"),
    [("56.5%", Outcome.MET, "0.5"), ("559‰", Outcome.MISSED, "-0.1")],
)
def test_points_are_the_difference_of_two_shares(
    factory: RecordFactory,
    periods: tuple[str, str],
    value: str,
    outcome: Outcome,
    margin: str,
) -> None:
    target = factory.target("城镇化率", "提高2个百分点", "2025", **SINCE_2021)
    first, last = periods
    figures = [
        factory.figure("城镇化率", "54%", first),
        factory.figure("城镇化率", value, last),
    ]

    verdict = judge_on(target, figures, "2026-06-01")

    assert outcome_and_reasons(verdict) == (outcome, [])
    assert margin_ends(verdict) == exact_margin(margin)
    assert roles_by_id(verdict) == {1: "part", 2: "part"}


def test_points_so_far_have_a_pace(factory: RecordFactory) -> None:
    target = factory.target("贫困率", "下降5个百分点", "2025", **SINCE_2021)
    figures = [
        factory.figure("贫困率", value, year)
        for value, year in (("20%", "2020"), ("17.1%", "2023"))
    ]

    verdict = judge_on(target, figures, "2024-06-01")

    assert outcome_and_reasons(verdict) == (Outcome.BEHIND, [])
    assert margin_ends(verdict) == exact_margin("-2.1")


@pytest.mark.parametrize(
    ("asked", "first", "last", "reason"),
    [
        # A day and a year are two sorts of share; so are two quarters and a year.
        ("提高2个百分点", ("54%", "2020年底"), ("56.5%", "2025"), "basis"),
        ("提高2个百分点", ("54%", "2020Q4"), ("56.5%", "2025Q4"), "basis"),
        ("提高2个百分点", ("54%", "2019"), ("56.5%", "2025"), "basis"),
        # Only a difference in per cent is in points.
        ("提高2个百分点", ("54微克", "2020"), ("57微克", "2025"), "unit"),
    ],
)
def test_shares_of_two_sorts_have_no_difference(
    factory: RecordFactory,
    asked: str,
    first: tuple[str, str],
    last: tuple[str, str],
    reason: str,
) -> None:
    target = factory.target("城镇化率", asked, "2025", **SINCE_2021)
    figures = [factory.figure("城镇化率", *each) for each in (first, last)]

    verdict = judge_on(target, figures, "2026-06-01")

    assert outcome_and_reasons(verdict) == (Outcome.NOT_COMPARABLE, [reason])


def test_a_change_of_other_ratios_is_not_taken_from_levels(
    factory: RecordFactory,
) -> None:
    target = factory.target("贫困率", "减少5微克/立方米", "2025", **SINCE_2021)
    figures = [
        factory.figure("贫困率", value, year)
        for value, year in (("40微克/立方米", "2020"), ("30微克/立方米", "2025"))
    ]

    verdict = judge_on(target, figures, "2026-06-01")

    assert outcome_and_reasons(verdict) == (Outcome.NOT_COMPARABLE, ["basis"])


def test_days_and_years_that_disagree_are_contested(factory: RecordFactory) -> None:
    target = factory.target("城镇化率", "提高2个百分点", "2025", **SINCE_2021)
    figures = [
        factory.figure("城镇化率", value, period)
        for value, period in (
            ("54%", "2020年底"),
            ("56.5%", "2025年底"),
            ("53%", "2020"),
            ("54.5%", "2025"),
        )
    ]

    verdict = judge_on(target, figures, "2026-06-01")

    assert outcome_and_reasons(verdict) == (Outcome.UNDETERMINED, ["contested"])
    assert margin_ends(verdict) == (Decimal("-0.5"), Decimal("0.5"))
    assert roles_by_id(verdict) == dict.fromkeys((1, 2, 3, 4), "part")


def test_a_firm_difference_comes_before_a_forecast(factory: RecordFactory) -> None:
    target = factory.target("高企", "净增100家", "2025", **SINCE_2021)
    figures = [
        factory.figure("高企", "300家", "2020年底"),
        factory.figure("高企", "390家", "2025年底"),
        factory.figure("高企", "净增110家", "2021..2025", status="expected"),
    ]

    verdict = judge_on(target, figures, "2026-06-01")

    assert outcome_and_reasons(verdict) == (Outcome.MISSED, [])
    assert refusals_by_id(verdict) == {3: "replaced"}


@pytest.mark.parametrize(
    ("metric", "asked", "first", "last", "outcome"),
    [
        ("排放量", "下降5%", ("40吨", "2020"), ("38吨", "2025"), Outcome.MET),
        ("排放量", "下降5%", ("40吨", "2020"), ("38.001吨", "2025"), Outcome.MISSED),
        ("排放量", "减半", ("40吨", "2020"), ("19000公斤", "2025"), Outcome.MET),
        ("高企", "翻一番", ("300家", "2020年底"), ("600家", "2025年底"), Outcome.MET),
        ("高企", "翻一番", ("300家", "2020"), ("599家", "2025"), Outcome.MISSED),
        # A half of a share is a half of it.
        ("贫困率", "减半", ("20%", "2020"), ("9%", "2025"), Outcome.MET),
        ("贫困率", "减半", ("20%", "2020年底"), ("110‰", "2025年底"), Outcome.MISSED),
        ("贫困率", "下降5%", ("40件/万人", "2020"), ("38件/万人", "2025"), Outcome.MET),
        # What was positive may end below nothing.
        ("排放量", "下降50%", ("40吨", "2020"), ("-1吨", "2025"), Outcome.MET),
    ],
)
def test_growth_of_two_levels(
    factory: RecordFactory,
    metric: str,
    asked: str,
    first: tuple[str, str],
    last: tuple[str, str],
    outcome: Outcome,
) -> None:
    target = factory.target(metric, asked, "2025", **BASE)
    figures = [
        factory.figure(metric, value, period, basis="level")
        for value, period in (first, last)
    ]

    verdict = judge_on(target, figures, "2026-06-01")

    assert outcome_and_reasons(verdict) == (outcome, [])
    assert roles_by_id(verdict) == {1: "part", 2: "part"}


def test_growth_of_the_year_before_where_it_is_named(factory: RecordFactory) -> None:
    named = factory.target("排放量", "下降5%", "2025", base_period="2024")
    blank = factory.target("排放量", "下降5%", "2025")
    figures = [
        factory.figure("排放量", value, year)
        for value, year in (("40吨", "2024"), ("38吨", "2025"))
    ]

    assert judge_on(named, figures, "2026-06-01").outcome is Outcome.MET
    assert outcome_and_reasons(judge_on(blank, figures, "2026-06-01")) == (
        Outcome.NOT_COMPARABLE,
        ["basis"],
    )


def test_reported_growth_comes_first(factory: RecordFactory) -> None:
    target = factory.target("排放量", "下降5%", "2025", **BASE)
    figures = [
        factory.figure("排放量", "40吨", "2020"),
        factory.figure("排放量", "38吨", "2025"),
        factory.figure("排放量", "下降4%", "2025", **BASE),
    ]

    verdict = judge_on(target, figures, "2026-06-01")

    assert outcome_and_reasons(verdict) == (Outcome.MISSED, [])
    assert roles_by_id(verdict) == {3: "settles", 1: "baseline"}
    assert refusals_by_id(verdict) == {2: "replaced"}


@pytest.mark.parametrize(
    ("metric", "first", "last", "reasons"),
    [
        ("排放量", "40吨", ("38吨", "2025Q4"), ["basis"]),
        ("排放量", "0吨", ("38吨", "2025"), ["basis"]),
        ("排放量", "-40吨", ("38吨", "2025"), ["basis"]),
        ("排放量", "40家", ("38吨", "2025"), ["basis"]),
        ("排放量", "不超过40吨", ("38吨", "2025"), ["basis"]),
        ("城镇化率", "40%", ("43%", "2025"), ["unit"]),
    ],
)
def test_levels_of_two_sorts_give_no_growth(
    factory: RecordFactory,
    metric: str,
    first: str,
    last: tuple[str, str],
    reasons: list[str],
) -> None:
    target = factory.target(metric, "增长5%", "2025", **BASE)
    figures = [
        factory.figure(metric, first, "2020"),
        factory.figure(metric, *last),
    ]

    verdict = judge_on(target, figures, "2026-06-01")

    assert outcome_and_reasons(verdict) == (Outcome.NOT_COMPARABLE, reasons)


def test_the_base_alone_is_shown_and_is_no_evidence(factory: RecordFactory) -> None:
    target = factory.target("排放量", "下降5%", "2025", **BASE)
    figure = factory.figure("排放量", "40吨", "2020")

    verdict = judge_on(target, [figure], "2022-06-01")

    assert outcome_and_reasons(verdict) == (Outcome.OPEN, ["no-figure"])
    assert roles_by_id(verdict) == {1: "baseline"}


@pytest.mark.parametrize(
    ("first", "last", "outcome"),
    [
        ("超过40吨", "超过50吨", Outcome.UNDETERMINED),
        ("40吨左右", "33吨", Outcome.MET),
        ("40吨左右", "40吨", Outcome.UNDETERMINED),
        ("不超过40吨", "50吨", Outcome.MISSED),
        ("40吨", "近38吨", Outcome.MET),
        ("40吨左右", "-2吨", Outcome.MET),
    ],
)
def test_bounds_go_through_quotients(
    factory: RecordFactory, first: str, last: str, outcome: Outcome
) -> None:
    target = factory.target("排放量", "下降5%", "2025", **BASE)
    figures = [
        factory.figure("排放量", first, "2020"),
        factory.figure("排放量", last, "2025"),
    ]
    if first.startswith("不超过"):
        figures.append(factory.figure("排放量", "30吨以上", "2020"))

    assert judge_on(target, figures, "2026-06-01").outcome is outcome


def test_rounding_goes_through_quotients(factory: RecordFactory) -> None:
    target = factory.target("排放量", "下降5%", "2025", **BASE)
    figures = [
        factory.figure("排放量", value, year)
        for value, year in (("40吨", "2020"), ("38吨", "2025"))
    ]

    verdict = judge_on(target, figures, "2026-06-01")

    assert Reason.WITHIN_ROUNDING in verdict.cautions


def test_the_weakest_stage_of_two_levels_is_carried(factory: RecordFactory) -> None:
    target = factory.target("排放量", "下降5%", "2025", **BASE)
    figures = [
        factory.figure("排放量", "40吨", "2020"),
        factory.figure("排放量", "30吨", "2025", status="preliminary"),
    ]

    verdict = judge_on(target, figures, "2026-06-01")

    assert verdict.provisional_status is FigureStatus.PRELIMINARY


def test_levels_from_an_identity_give_growth_too(factory: RecordFactory) -> None:
    target = factory.target("排放量", "下降5%", "2025", scope="含新区", **BASE)
    whole, rest = ScopedRegion("武进区", "含新区"), ScopedRegion("武进区")
    zone = ScopedRegion("新区")
    context = TargetContext(
        frozenset({"新区"}), identities=(Identity(whole, (rest, zone)),)
    )
    figures = [
        factory.figure("排放量", value, year, region=region)
        for value, year, region in (
            ("30吨", "2020", "武进区"),
            ("10吨", "2020", "新区"),
            ("29吨", "2025", "武进区"),
            ("9吨", "2025", "新区"),
        )
    ]

    verdict = judge_on(target, figures, "2026-06-01", context)

    assert outcome_and_reasons(verdict) == (Outcome.MET, [])
    assert roles_by_id(verdict) == dict.fromkeys((1, 2, 3, 4), "part")


def test_no_pace_between_vintages_of_two_levels(factory: RecordFactory) -> None:
    target = factory.target("排放量", "下降50%", "2030", **BASE)
    figures = [
        factory.figure("排放量", "40吨", "2020", published="2021-02-01"),
        factory.figure(
            "排放量", "35吨", "2023", status="revised", published="2024-02-01"
        ),
    ]

    revised = judge_on(target, figures, "2024-06-01")
    alike = judge_on(
        target,
        [figures[0], figures[1]._replace(status=FigureStatus.REPORTED)],
        "2024-06-01",
    )

    assert outcome_and_reasons(revised) == (Outcome.OPEN, ["no-path"])
    assert outcome_and_reasons(alike) == (Outcome.BEHIND, [])


def test_growth_on_a_base_without_a_deadline(factory: RecordFactory) -> None:
    target = factory.target("排放量", "下降50%", **BASE)
    figures = [
        factory.figure("排放量", value, year)
        for value, year in (("40吨", "2020"), ("20吨", "2023"))
    ]

    verdict = judge_on(target, figures, "2024-06-01")

    assert outcome_and_reasons(verdict) == (Outcome.MET, [])
    assert margin_ends(verdict) == exact_margin("0")


@pytest.mark.parametrize(
    ("period", "outcome"), [("2024Q4", Outcome.MISSED), ("2024Q3", Outcome.OPEN)]
)
def test_a_quarter_on_the_base_answers_where_the_deadline_names_one(
    factory: RecordFactory, period: str, outcome: Outcome
) -> None:
    target = factory.target("排放量", "下降50%", "2024Q4", base_period="2020Q4")
    figure = factory.figure("排放量", "下降40%", period, base_period="2020Q4")

    assert judge_on(target, [figure], "2025-02-01").outcome is outcome
