"""Every row of the worked examples of docs/design.md §5.7."""

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
from targetcli.judging.pace import PaceClass, PathKind
from targetcli.judging.reasons import Reason
from targetcli.model.records import Figure, FigureStatus, Target

ZONE = {"scope": "含常州经开区"}


def wujin(factory: RecordFactory, **more: str) -> Target:
    return factory.target(GDP, "突破3600亿元", "2025", **ZONE, **more)


def wujin_2023(factory: RecordFactory) -> list[Figure]:
    return [
        factory.figure(GDP, "3222.84亿元", "2023", **ZONE, published="2024-01-20"),
        factory.figure(GDP, "2239.58亿元", "2023", published="2024-01-20"),
    ]


def test_the_zone_missed_1000_by_a_little(factory: RecordFactory) -> None:
    target = factory.target(GDP, "超过1000亿元", "2022")
    figure = factory.figure(GDP, "992.15亿元", "2022", published="2023-02-01")

    verdict = judge_on(target, [figure], "2023-03-01")

    assert outcome_and_reasons(verdict) == (Outcome.MISSED, [])
    assert margin_ends(verdict) == exact_margin("-7.85")
    assert verdict.share == Decimal("0.99215")
    assert verdict.provisional_status is None
    assert verdict.cautions == ()
    assert roles_by_id(verdict) == {1: "settles"}


def test_the_zone_had_reached_it_a_year_before(factory: RecordFactory) -> None:
    target = factory.target(GDP, "超过1000亿元", "2022")
    figure = factory.figure(GDP, "1000.33亿元", "2021")

    verdict = judge_on(target, [figure], "2022-12-31")

    assert outcome_and_reasons(verdict) == (Outcome.REACHED, [])
    assert margin_ends(verdict) == exact_margin("0.33")
    assert verdict.cautions == (Reason.UNDATED,)
    assert roles_by_id(verdict) == {1: "progress"}


def test_a_figure_without_the_zone_is_no_evidence(factory: RecordFactory) -> None:
    verdict = judge_on(wujin(factory), wujin_2023(factory), "2025-01-31")

    assert outcome_and_reasons(verdict) == (Outcome.OPEN, ["no-baseline"])
    assert margin_ends(verdict) == exact_margin("-377.16")
    assert roles_by_id(verdict) == {1: "progress"}
    assert refusals_by_id(verdict) == {2: "scope"}


def test_a_baseline_gives_the_pace(factory: RecordFactory) -> None:
    base = {"baseline_value": "2607亿元", "baseline_period": "2020"}

    verdict = judge_on(wujin(factory, **base), wujin_2023(factory), "2025-01-31")

    assert outcome_and_reasons(verdict) == (Outcome.ON_TRACK, [])
    pace = verdict.pace
    assert pace is not None
    assert (pace.path_kind, pace.pace_class) == (PathKind.LINEAR, PaceClass.ON_TRACK)
    assert (pace.done_share, pace.elapsed_share) == (
        Decimal("0.620181"),
        Decimal("0.6"),
    )
    assert (pace.gap_points, pace.ratio) == (Decimal("2.0"), Decimal("1.0336"))
    assert pace.baseline is not None
    assert pace.baseline.value == 2607
    assert pace.rates is not None
    assert (pace.rates.months, pace.rates.so_far) == (12, Decimal("205.28"))
    assert pace.rates.needed == Decimal("188.58")


def test_an_expected_figure_misses_as_expected(factory: RecordFactory) -> None:
    expected = factory.figure(
        GDP, "3570亿元", "2025", **ZONE, status="expected", published="2026-01-20"
    )

    verdict = judge_on(wujin(factory), [*wujin_2023(factory), expected], "2026-02-01")

    assert outcome_and_reasons(verdict) == (Outcome.MISSED, [])
    assert verdict.provisional_status is FigureStatus.EXPECTED
    assert margin_ends(verdict) == exact_margin("-30")
    assert verdict.flip is not None
    assert verdict.flip.relative is not None
    assert round(verdict.flip.relative * 100, 2) == Decimal("0.84")
    assert roles_by_id(verdict) == {1: "settles", 2: "progress"}
    assert refusals_by_id(verdict) == {3: "scope"}


def test_a_stock_is_not_a_total(factory: RecordFactory) -> None:
    target = factory.target("人才公寓", "3.3万套", "2021..2025", basis="total")
    figure = factory.figure("人才公寓", "超3万套", "2023年底")

    verdict = judge_on(target, [figure], "2024-01-31")

    assert outcome_and_reasons(verdict) == (Outcome.NOT_COMPARABLE, ["basis"])
    assert refusals_by_id(verdict) == {1: "basis"}


def test_another_metric_is_not_evidence(factory: RecordFactory) -> None:
    target = factory.target("新增岗位", "37万个", "2021..2025", basis="total")

    # New urban employment is another metric: the caller hands none of it over.
    verdict = judge_on(target, [], "2024-01-31")

    assert outcome_and_reasons(verdict) == (Outcome.OPEN, ["no-figure"])


def test_nearly_80_is_at_most_20_short(factory: RecordFactory) -> None:
    target = factory.target("整车产量", "突破100万辆", "2024")
    figure = factory.figure("整车产量", "近80万辆", "2024")

    verdict = judge_on(target, [figure], "2025-02-01")

    assert outcome_and_reasons(verdict) == (Outcome.MISSED, [])
    assert margin_ends(verdict) == (None, Decimal(-20))


def test_over_700_does_not_say_whether_1000(factory: RecordFactory) -> None:
    target = factory.target("高企", "净增1000家以上", "2024", window_start="2024")
    figure = factory.figure("高企", "净增700家以上", "2024")

    verdict = judge_on(target, [figure], "2025-02-01")

    assert outcome_and_reasons(verdict) == (Outcome.UNDETERMINED, ["bound"])
    assert margin_ends(verdict) == (Decimal(-300), None)


def test_the_railway_opened_late(factory: RecordFactory) -> None:
    target = factory.target("铁路通车", "", "2022")
    opened = factory.figure("铁路通车", "yes", "2023-09-28", published="2023-09-28")

    verdict = judge_on(target, [opened], "2024-01-31")

    assert outcome_and_reasons(verdict) == (Outcome.LATE, [])
    assert verdict.happened_in == opened.span
    assert roles_by_id(verdict) == {1: "settles"}


def test_average_growth_compounds(factory: RecordFactory) -> None:
    target = factory.target(GDP, "增长6.65%", "2021..2025")
    rates = ("8.2", "8.1", "3.0", "8.5", "5.5")
    figures = [
        factory.figure(GDP, f"增长{rate}%", str(2021 + at), published=str(2022 + at))
        for at, rate in enumerate(rates)
    ]

    verdict = judge_on(target, figures, "2026-12-31")

    assert outcome_and_reasons(verdict) == (Outcome.MISSED, [])
    assert verdict.deciding_value is not None
    assert verdict.deciding_value.low == Decimal("6.638610")
    assert margin_ends(verdict) == exact_margin("-0.011390")
    assert verdict.cautions == (Reason.WITHIN_ROUNDING,)
    assert set(roles_by_id(verdict).values()) == {"part"}


@pytest.mark.parametrize(
    ("figure", "outcome", "reasons", "short"),
    [
        ("增长4.8%", Outcome.UNDETERMINED, ["about"], "-0.2"),
        ("增长4.4%", Outcome.MISSED, [], "-0.6"),
        ("增长5%", Outcome.MET, [], "0"),
    ],
)
def test_about_five(
    factory: RecordFactory,
    figure: str,
    outcome: Outcome,
    reasons: list[str],
    short: str,
) -> None:
    target = factory.target(GDP, "增长5%左右", "2024")
    reported = factory.figure(GDP, figure, "2024")

    verdict = judge_on(target, [reported], "2025-02-01")

    assert outcome_and_reasons(verdict) == (outcome, reasons)
    assert margin_ends(verdict) == exact_margin(short)


def test_three_tenths_are_exactly_point_three(factory: RecordFactory) -> None:
    total = {"basis": "total", "window_start": "2024"}
    target = factory.target("排放量", "不超过0.3吨", "2024", **total)
    parts = [
        factory.figure("排放量", "0.1吨", period, basis="total")
        for period in ("2024H1", "2024Q3", "2024Q4")
    ]

    verdict = judge_on(target, parts, "2025-02-01")

    assert outcome_and_reasons(verdict) == (Outcome.MET, [])
    assert margin_ends(verdict) == exact_margin("0")
    assert roles_by_id(verdict) == {1: "part", 2: "part", 3: "part"}
