"""The gate: what may be set against a target, and why the rest may not (§5.1, §5.2)."""

from __future__ import annotations

import pytest

from support.judged_records import build_figure, build_metric, build_target
from support.record_factory import (
    GDP,
    RecordFactory,
    judge_on,
    outcome_and_reasons,
    refusals_by_id,
    roles_by_id,
)
from targetcli.judging.context import TargetContext
from targetcli.judging.outcome import Outcome
from targetcli.judging.reasons import Reason
from targetcli.model.period_reader import read_period


def test_a_figure_counts_from_its_day_of_publication(factory: RecordFactory) -> None:
    target = factory.target(GDP, "3600亿元", "2025")
    figure = factory.figure(GDP, "3700亿元", "2025", published="2026-01-20")

    assert outcome_and_reasons(judge_on(target, [figure], "2026-01-19")) == (
        Outcome.OPEN,
        ["awaited"],
    )
    verdict = judge_on(target, [figure], "2026-01-20")
    assert outcome_and_reasons(verdict) == (Outcome.MET, [])
    assert verdict.cautions == ()


@pytest.mark.parametrize(
    ("published", "before", "after"),
    [
        ("2026-01", "2026-01-30", "2026-01-31"),
        ("2026", "2026-12-30", "2026-12-31"),
    ],
)
def test_a_partial_date_counts_as_its_last_day(
    factory: RecordFactory, published: str, before: str, after: str
) -> None:
    target = factory.target(GDP, "3600亿元", "2025")
    figure = factory.figure(GDP, "3700亿元", "2025", published=published)

    assert judge_on(target, [figure], before).evidence == ()
    assert judge_on(target, [figure], after).outcome is Outcome.MET


def test_an_undated_figure_counts_from_the_end_of_its_period(
    factory: RecordFactory,
) -> None:
    target = factory.target(GDP, "3600亿元", "2025")
    figure = factory.figure(GDP, "3500亿元", "2024")

    assert judge_on(target, [figure], "2024-12-30").evidence == ()
    verdict = judge_on(target, [figure], "2024-12-31")
    assert verdict.cautions == (Reason.UNDATED,)
    assert roles_by_id(verdict) == {1: "progress"}


def test_an_undated_baseline_is_no_reason_for_a_caution(factory: RecordFactory) -> None:
    target = factory.target(GDP, "3600亿元", "2025", window_start="2024")
    figure = factory.figure(GDP, "3500亿元", "2023")

    verdict = judge_on(target, [figure], "2025-02-01")

    assert roles_by_id(verdict) == {1: "baseline"}
    assert verdict.cautions == ()
    assert outcome_and_reasons(verdict) == (Outcome.OPEN, ["no-figure"])


@pytest.mark.parametrize(
    ("value", "period", "more", "reason"),
    [
        ("3700亿元", "2025", {"scope": "规模以上"}, "scope"),
        ("3700亿元", "2025", {"scope": "含常州经开区;不变价"}, "scope"),
        ("3700亿美元", "2025", {}, "unit"),
        ("3700万人", "2025", {}, "unit"),
        ("增长5%", "2025", {}, "basis"),
        ("净增3700亿元", "2025", {}, "basis"),
        ("3700亿元", "2021..2025", {"basis": "total"}, "basis"),
        ("3700亿元", "2023..2024", {"relation": "="}, "basis"),
        ("3700亿元", "2025-10..2026-03", {"published": "2025-12-20"}, "period"),
    ],
)
def test_a_refused_figure_names_its_reason(
    factory: RecordFactory, value: str, period: str, more: dict[str, str], reason: str
) -> None:
    target = factory.target(GDP, "3600亿元", "2025")
    figure = factory.figure(GDP, value, period, **{"published": "2026-01-20"} | more)

    verdict = judge_on(target, [figure], "2026-02-01")

    assert outcome_and_reasons(verdict) == (Outcome.NOT_COMPARABLE, [reason])
    assert refusals_by_id(verdict) == {1: reason}
    assert verdict.evidence == ()


@pytest.mark.parametrize("period", ["2024Q4", "2026Q1", "2025-03"])
@pytest.mark.parametrize(
    ("as_of", "outcome", "reason"),
    [
        ("2025-12-31", Outcome.OPEN, "no-figure"),
        ("2026-03-31", Outcome.OPEN, "awaited"),
        ("2026-04-01", Outcome.OVERDUE, "no-figure"),
    ],
)
def test_a_part_of_another_time_is_silence_about_the_deadline(
    factory: RecordFactory, period: str, as_of: str, outcome: Outcome, reason: str
) -> None:
    target = factory.target("城镇化率", "70%", "2025")
    figure = factory.figure("城镇化率", "71%", period, published="2025-01-20")

    verdict = judge_on(target, [figure], as_of)

    assert outcome_and_reasons(verdict) == (outcome, [reason])
    assert refusals_by_id(verdict) == {1: "period"}
    assert verdict.latest_reading is not None
    assert verdict.latest_reading.figures == (figure,)


def test_the_reasons_stand_once_in_the_order_of_the_figures(
    factory: RecordFactory,
) -> None:
    target = factory.target(GDP, "3600亿元", "2025")
    figures = [
        factory.figure(GDP, "增长5%", "2025"),
        factory.figure(GDP, "3700亿元", "2025", scope="规模以上"),
        factory.figure(GDP, "增长6%", "2024"),
    ]

    verdict = judge_on(target, reversed(figures), "2026-02-01")

    assert outcome_and_reasons(verdict) == (Outcome.NOT_COMPARABLE, ["basis", "scope"])
    assert refusals_by_id(verdict) == {1: "basis", 2: "scope", 3: "basis"}


def test_a_part_of_the_region_is_refused(factory: RecordFactory) -> None:
    target = factory.target(GDP, "3600亿元", "2025")
    part = factory.figure(GDP, "3700亿元", "2025", region="湖塘镇")
    context = TargetContext(frozenset({"湖塘镇"}))

    verdict = judge_on(target, [part], "2026-02-01", context)

    assert outcome_and_reasons(verdict) == (Outcome.NOT_COMPARABLE, ["sub-region"])
    assert refusals_by_id(verdict) == {1: "sub-region"}


def test_what_lies_elsewhere_is_not_listed(factory: RecordFactory) -> None:
    target = factory.target(GDP, "3600亿元", "2025")
    elsewhere = factory.figure(GDP, "8000亿元", "2025", region="常州市")

    verdict = judge_on(target, [elsewhere], "2026-02-01")

    assert outcome_and_reasons(verdict) == (Outcome.OPEN, ["awaited"])
    assert (verdict.evidence, verdict.refusals) == ((), ())


def test_units_of_one_dimension_convert_exactly(factory: RecordFactory) -> None:
    target = factory.target(
        "人才公寓", "1公顷", "2025", basis="total", window_start="2025"
    )
    figure = factory.figure("人才公寓", "15亩", "2025", basis="total")

    verdict = judge_on(target, [figure], "2026-02-01")

    assert outcome_and_reasons(verdict) == (Outcome.MET, [])


def test_a_target_that_cannot_be_answered_refuses_everything(
    factory: RecordFactory,
) -> None:
    target = factory.target(GDP, "翻一番", "2025")
    own = factory.figure(GDP, "3700亿元", "2025")
    part = factory.figure(GDP, "700亿元", "2025", region="湖塘镇")
    far = factory.figure(GDP, "7000亿元", "2025", region="常州市")
    context = TargetContext(frozenset({"湖塘镇"}))

    verdict = judge_on(target, [own, part, far], "2026-02-01", context)

    assert outcome_and_reasons(verdict) == (Outcome.NOT_COMPARABLE, ["base"])
    assert refusals_by_id(verdict) == {1: "base", 2: "sub-region"}


def test_a_target_of_words_has_no_number(factory: RecordFactory) -> None:
    target = factory.target(GDP, "", "2025", as_written="位居全省前列")

    verdict = judge_on(target, [factory.figure(GDP, "3700亿元", "2025")], "2026-02-01")

    assert outcome_and_reasons(verdict) == (Outcome.NOT_COMPARABLE, ["no-number"])


@pytest.mark.parametrize("basis", ["total", "change"])
def test_a_sum_without_the_start_of_its_window(
    factory: RecordFactory, basis: str
) -> None:
    target = factory.target("高企", "1000家", "2025", basis=basis)
    figure = factory.figure("高企", "1100家", "2025", basis=basis)

    verdict = judge_on(target, [figure], "2026-02-01")

    assert outcome_and_reasons(verdict) == (Outcome.NOT_COMPARABLE, ["window"])


def test_every_figure_is_used_or_refused(factory: RecordFactory) -> None:
    target = factory.target(GDP, "3600亿元", "2025", window_start="2025")
    periods = ("2024", "2025", "2025H1", "2025Q1", "2025Q4", "2026", "2023..2024")
    figures = [
        factory.figure(GDP, "3700亿元", period, relation="=") for period in periods
    ]
    figures.append(factory.figure(GDP, "3800亿元", "2025", published="2026-03-01"))

    verdict = judge_on(target, figures, "2027-02-01")

    assert roles_by_id(verdict) == {1: "baseline", 8: "settles"} | {6: "later"}
    assert refusals_by_id(verdict) == dict.fromkeys((2, 3, 4, 5), "replaced") | {
        7: "basis"
    }
    assert list(refusals_by_id(verdict)) == [2, 3, 4, 5, 7]


def test_evidence_stands_in_the_order_of_the_ids(factory: RecordFactory) -> None:
    target = factory.target(GDP, "100亿元", "2024")
    figures = [
        factory.figure(GDP, "增长1%", "2024")._replace(id=number)
        for number in (3, 1, None)
    ]

    verdict = judge_on(target, figures, "2025-02-01")

    assert [refusal.figure.id for refusal in verdict.refusals] == [None, 1, 3]


def test_a_change_of_a_flow_is_not_taken_from_its_amounts(
    factory: RecordFactory,
) -> None:
    target = factory.target(
        "利润", "10亿元", "2024", basis="change", window_start="2024"
    )
    figures = [factory.figure("利润", "90亿元", year) for year in ("2023", "2024")]

    verdict = judge_on(target, figures, "2025-02-01")

    assert outcome_and_reasons(verdict) == (Outcome.NOT_COMPARABLE, ["basis"])


def test_a_base_matters_to_growth_only(factory: RecordFactory) -> None:
    target = factory.target(GDP, "100亿元", "2024")
    figure = factory.figure(GDP, "101亿元", "2024")
    figure = figure._replace(base_period=read_period("2020"))

    assert judge_on(target, [figure], "2025-02-01").outcome is Outcome.MET


def test_a_stock_is_no_total_whatever_period_it_names(factory: RecordFactory) -> None:
    window = {"basis": "total", "window_start": "2024"}
    target = factory.target("人才公寓", "3.3万套", "2024", **window)
    figure = factory.figure("人才公寓", "3.4万套", "2024")

    verdict = judge_on(target, [figure], "2025-02-01")

    assert outcome_and_reasons(verdict) == (Outcome.NOT_COMPARABLE, ["basis"])


@pytest.mark.parametrize(
    ("value", "outcome"),
    [("1人/公顷", Outcome.MET), ("0.99人/公顷", Outcome.MISSED)],
)
def test_quotients_convert_exactly(
    factory: RecordFactory, value: str, outcome: Outcome
) -> None:
    target = factory.target("城镇化率", "100人/平方公里", "2024")

    verdict = judge_on(
        target, [factory.figure("城镇化率", value, "2024")], "2025-02-01"
    )

    assert verdict.outcome is outcome


SHARE = build_metric("ratio", "less")


@pytest.mark.parametrize(
    ("asked", "basis", "reported", "own_basis", "reason"),
    [
        # 5 % of a share may have meant points; that is a question of its unit.
        ("-5 %", "growth", "30 %", "level", "unit"),
        ("-5 %", "growth", "30 微克/立方米", "level", "basis"),
        ("5 %", "level", "-3 %", "growth", "basis"),
        ("5 %", "change", "30 %", "level", "basis"),
    ],
)
def test_growth_of_a_share_beside_its_level(
    asked: str, basis: str, reported: str, own_basis: str, reason: str
) -> None:
    target = build_target(SHARE, asked, "2024", start="2024", basis=basis)
    figure = build_figure(SHARE, 1, reported, "2024", basis=own_basis)

    verdict = judge_on(target, [figure], "2025-06-30")

    assert outcome_and_reasons(verdict) == (Outcome.NOT_COMPARABLE, [reason])


def test_growth_of_an_amount_beside_a_share_is_another_statement() -> None:
    flow = build_metric("flow", "less")
    target = build_target(flow, "-5 %", "2024", basis="growth")
    figure = build_figure(flow, 1, "30 %", "2024")

    verdict = judge_on(target, [figure], "2025-06-30")

    assert outcome_and_reasons(verdict) == (Outcome.NOT_COMPARABLE, ["basis"])


def test_growth_in_times_needs_its_base_and_growth_in_people_is_none() -> None:
    target = build_target(SHARE, "5 %", "2024", basis="growth")
    times = build_figure(SHARE, 1, "1.1 倍", "2024", basis="growth")
    people = build_figure(SHARE, 2, "5 人", "2024", basis="growth", base="2023")

    assert refusals_by_id(judge_on(target, [times, people], "2025-06-30")) == {
        1: "unit",
        2: "unit",
    }


def test_growth_as_at_an_earlier_day_is_silence_about_the_year() -> None:
    stock = build_metric("stock", "more")
    target = build_target(stock, "5 %", "2024", basis="growth")
    figure = build_figure(stock, 1, "4 %", "at 2023-06-30", basis="growth")

    verdict = judge_on(target, [figure], "2024-08-01")

    assert outcome_and_reasons(verdict) == (Outcome.OPEN, ["no-figure"])
    assert refusals_by_id(verdict) == {1: "period"}
