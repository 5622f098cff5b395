"""The gate: what may be set against a target, and why the rest may not (§5.1, §5.2)."""

from __future__ import annotations

import pytest

from targetcli.judging.gate import Reason, TargetContext
from targetcli.judging.outcome import Outcome
from targetcli.model.period import read_period
from unit.judging.bench import GDP, Bench, judged, refused, roles, why


def test_a_figure_counts_from_its_day_of_publication(bench: Bench) -> None:
    target = bench.target(GDP, "3600亿元", "2025")
    figure = bench.figure(GDP, "3700亿元", "2025", published="2026-01-20")

    assert why(judged(target, [figure], "2026-01-19")) == (Outcome.OPEN, ["awaited"])
    verdict = judged(target, [figure], "2026-01-20")
    assert why(verdict) == (Outcome.MET, [])
    assert verdict.cautions == ()


@pytest.mark.parametrize(
    ("published", "before", "after"),
    [
        ("2026-01", "2026-01-30", "2026-01-31"),
        ("2026", "2026-12-30", "2026-12-31"),
    ],
)
def test_a_partial_date_counts_as_its_last_day(
    bench: Bench, published: str, before: str, after: str
) -> None:
    target = bench.target(GDP, "3600亿元", "2025")
    figure = bench.figure(GDP, "3700亿元", "2025", published=published)

    assert judged(target, [figure], before).evidence == ()
    assert judged(target, [figure], after).outcome is Outcome.MET


def test_an_undated_figure_counts_from_the_end_of_its_period(bench: Bench) -> None:
    target = bench.target(GDP, "3600亿元", "2025")
    figure = bench.figure(GDP, "3500亿元", "2024")

    assert judged(target, [figure], "2024-12-30").evidence == ()
    verdict = judged(target, [figure], "2024-12-31")
    assert verdict.cautions == (Reason.UNDATED,)
    assert roles(verdict) == {1: "progress"}


def test_an_undated_baseline_is_no_reason_for_a_caution(bench: Bench) -> None:
    target = bench.target(GDP, "3600亿元", "2025", window_start="2024")
    figure = bench.figure(GDP, "3500亿元", "2023")

    verdict = judged(target, [figure], "2025-02-01")

    assert roles(verdict) == {1: "baseline"}
    assert verdict.cautions == ()
    assert why(verdict) == (Outcome.OPEN, ["no-figure"])


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
        ("3700亿元", "2024Q4", {}, "period"),
    ],
)
def test_a_refused_figure_names_its_reason(
    bench: Bench, value: str, period: str, more: dict[str, str], reason: str
) -> None:
    target = bench.target(GDP, "3600亿元", "2025")
    figure = bench.figure(GDP, value, period, published="2026-01-20", **more)

    verdict = judged(target, [figure], "2026-02-01")

    assert why(verdict) == (Outcome.NOT_COMPARABLE, [reason])
    assert refused(verdict) == {1: reason}
    assert verdict.evidence == ()


def test_the_reasons_stand_once_in_the_order_of_the_figures(bench: Bench) -> None:
    target = bench.target(GDP, "3600亿元", "2025")
    figures = [
        bench.figure(GDP, "增长5%", "2025"),
        bench.figure(GDP, "3700亿元", "2025", scope="规模以上"),
        bench.figure(GDP, "增长6%", "2024"),
    ]

    verdict = judged(target, reversed(figures), "2026-02-01")

    assert why(verdict) == (Outcome.NOT_COMPARABLE, ["basis", "scope"])
    assert refused(verdict) == {1: "basis", 2: "scope", 3: "basis"}


def test_a_part_of_the_region_is_refused(bench: Bench) -> None:
    target = bench.target(GDP, "3600亿元", "2025")
    part = bench.figure(GDP, "3700亿元", "2025", region="湖塘镇")
    around = TargetContext(frozenset({"湖塘镇"}))

    verdict = judged(target, [part], "2026-02-01", around)

    assert why(verdict) == (Outcome.NOT_COMPARABLE, ["sub-region"])
    assert refused(verdict) == {1: "sub-region"}


def test_what_lies_elsewhere_is_not_listed(bench: Bench) -> None:
    target = bench.target(GDP, "3600亿元", "2025")
    elsewhere = bench.figure(GDP, "8000亿元", "2025", region="常州市")

    verdict = judged(target, [elsewhere], "2026-02-01")

    assert why(verdict) == (Outcome.OPEN, ["awaited"])
    assert (verdict.evidence, verdict.refusals) == ((), ())


def test_units_of_one_dimension_convert_exactly(bench: Bench) -> None:
    target = bench.target(
        "人才公寓", "1公顷", "2025", basis="total", window_start="2025"
    )
    figure = bench.figure("人才公寓", "15亩", "2025", basis="total")

    verdict = judged(target, [figure], "2026-02-01")

    assert why(verdict) == (Outcome.MET, [])


def test_a_target_that_cannot_be_answered_refuses_everything(bench: Bench) -> None:
    target = bench.target(GDP, "翻一番", "2025")
    own = bench.figure(GDP, "3700亿元", "2025")
    part = bench.figure(GDP, "700亿元", "2025", region="湖塘镇")
    far = bench.figure(GDP, "7000亿元", "2025", region="常州市")
    around = TargetContext(frozenset({"湖塘镇"}))

    verdict = judged(target, [own, part, far], "2026-02-01", around)

    assert why(verdict) == (Outcome.NOT_COMPARABLE, ["base"])
    assert refused(verdict) == {1: "base", 2: "sub-region"}


def test_a_target_of_words_has_no_number(bench: Bench) -> None:
    target = bench.target(GDP, "", "2025", as_written="位居全省前列")

    verdict = judged(target, [bench.figure(GDP, "3700亿元", "2025")], "2026-02-01")

    assert why(verdict) == (Outcome.NOT_COMPARABLE, ["no-number"])


@pytest.mark.parametrize("basis", ["total", "change"])
def test_a_sum_without_the_start_of_its_window(bench: Bench, basis: str) -> None:
    target = bench.target("高企", "1000家", "2025", basis=basis)
    figure = bench.figure("高企", "1100家", "2025", basis=basis)

    verdict = judged(target, [figure], "2026-02-01")

    assert why(verdict) == (Outcome.NOT_COMPARABLE, ["window"])


def test_every_figure_is_used_or_refused(bench: Bench) -> None:
    target = bench.target(GDP, "3600亿元", "2025", window_start="2025")
    periods = ("2024", "2025", "2025H1", "2025Q1", "2025Q4", "2026", "2023..2024")
    figures = [
        bench.figure(GDP, "3700亿元", period, relation="=") for period in periods
    ]
    figures.append(bench.figure(GDP, "3800亿元", "2025", published="2026-03-01"))

    verdict = judged(target, figures, "2027-02-01")

    assert roles(verdict) == {1: "baseline", 8: "settles"} | {6: "later"}
    assert refused(verdict) == dict.fromkeys((2, 3, 4, 5), "replaced") | {7: "basis"}
    assert list(refused(verdict)) == [2, 3, 4, 5, 7]


def test_evidence_stands_in_the_order_of_the_ids(bench: Bench) -> None:
    target = bench.target(GDP, "100亿元", "2024")
    figures = [
        bench.figure(GDP, "1%", "2024")._replace(id=number) for number in (3, 1, None)
    ]

    verdict = judged(target, figures, "2025-02-01")

    assert [refusal.figure.id for refusal in verdict.refusals] == [None, 1, 3]


def test_a_change_of_a_flow_is_not_taken_from_its_amounts(bench: Bench) -> None:
    target = bench.target("利润", "10亿元", "2024", basis="change", window_start="2024")
    figures = [bench.figure("利润", "90亿元", year) for year in ("2023", "2024")]

    verdict = judged(target, figures, "2025-02-01")

    assert why(verdict) == (Outcome.NOT_COMPARABLE, ["basis"])


def test_a_base_matters_to_growth_only(bench: Bench) -> None:
    target = bench.target(GDP, "100亿元", "2024")
    figure = bench.figure(GDP, "101亿元", "2024")
    figure = figure._replace(base_period=read_period("2020"))

    assert judged(target, [figure], "2025-02-01").outcome is Outcome.MET


def test_a_stock_is_no_total_whatever_period_it_names(bench: Bench) -> None:
    window = {"basis": "total", "window_start": "2024"}
    target = bench.target("人才公寓", "3.3万套", "2024", **window)
    figure = bench.figure("人才公寓", "3.4万套", "2024")

    verdict = judged(target, [figure], "2025-02-01")

    assert why(verdict) == (Outcome.NOT_COMPARABLE, ["basis"])


@pytest.mark.parametrize(
    ("value", "outcome"),
    [("1人/公顷", Outcome.MET), ("0.99人/公顷", Outcome.MISSED)],
)
def test_quotients_convert_exactly(bench: Bench, value: str, outcome: Outcome) -> None:
    target = bench.target("城镇化率", "100人/平方公里", "2024")

    verdict = judged(target, [bench.figure("城镇化率", value, "2024")], "2025-02-01")

    assert verdict.outcome is outcome
