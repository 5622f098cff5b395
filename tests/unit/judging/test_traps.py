"""The traps of docs/method.md by their numbers; docs/design.md wins where they differ.

Not here: floating bases (9) and composites (25), which there are none of; which of
two versions is in force (16) and reused identifiers (17), which are not a verdict's to
know; labels of other systems (22).
"""

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
)
from targetcli.judging.context import TargetContext
from targetcli.judging.outcome import Outcome
from targetcli.judging.pace import PaceClass, PathKind
from targetcli.judging.reasons import Reason
from targetcli.model.records import FigureStatus, Identity, ScopedRegion


def test_01_growth_is_not_pro_rated_and_totals_are(factory: RecordFactory) -> None:
    growth = factory.target(GDP, "增长7.0%", "2019")
    nine = factory.figure(GDP, "增长6.1%", "2019年前三季度")
    verdict = judge_on(growth, [nine], "2019-11-01")
    assert (verdict.outcome, margin_ends(verdict)) == (
        Outcome.BEHIND,
        exact_margin("-0.9"),
    )

    invested = factory.target("新增岗位", "7亿美元", "2019", kind="flow")
    so_far = factory.figure("新增岗位", "3.73亿美元", "2019年前三季度")
    pace = judge_on(invested, [so_far], "2019-11-01").pace
    assert pace is not None
    assert (pace.path_kind, pace.gap_points) == (PathKind.ELAPSED, Decimal("-21.7"))


@pytest.mark.parametrize(
    ("required", "reported", "outcome"),
    [
        ("3万家", "超过3万家", Outcome.MET),
        ("3.2万家", "超过3万家", Outcome.UNDETERMINED),
        ("3万家", "近3万家", Outcome.MISSED),
        ("2.8万家", "近3万家", Outcome.UNDETERMINED),
    ],
)
def test_02_bounded_figures(
    factory: RecordFactory, required: str, reported: str, outcome: Outcome
) -> None:
    target = factory.target("高企", required, "2024")

    verdict = judge_on(target, [factory.figure("高企", reported, "2024")], "2025-02-01")

    assert verdict.outcome is outcome


@pytest.mark.parametrize(
    ("metric", "required", "reported", "outcome"),
    [
        ("贫困率", "3%左右", "2.1%", Outcome.MET),
        ("城镇化率", "6.5%左右", "6.46%", Outcome.UNDETERMINED),
        ("城镇化率", "6.5%左右", "6.4%", Outcome.MISSED),
    ],
)
def test_02_about_is_one_sided(
    factory: RecordFactory, metric: str, required: str, reported: str, outcome: Outcome
) -> None:
    target = factory.target(metric, required, "2018")

    verdict = judge_on(target, [factory.figure(metric, reported, "2018")], "2019-02-01")

    assert verdict.outcome is outcome


def test_02_a_sum_of_odd_amounts(factory: RecordFactory) -> None:
    target = factory.target("利润", "1.1万亿元", "2018")
    halves = [
        factory.figure("利润", "8000多亿元", "2018H1"),
        factory.figure("利润", "3000多亿元", "2018H2"),
    ]

    verdict = judge_on(target, halves, "2019-02-01")

    assert verdict.outcome is Outcome.MET
    assert verdict.deciding_value is not None
    assert verdict.deciding_value[:2] == (Decimal("1.1"), Decimal("1.3"))


def test_03_equality_meets_unless_the_words_are_strict(factory: RecordFactory) -> None:
    figure = factory.figure("城镇化率", "6.5%", "2018", published="2019-01-21")
    met = judge_on(factory.target("城镇化率", "6.5%", "2018"), [figure], "2019-02-01")
    assert met.outcome is Outcome.MET
    assert met.cautions == (Reason.WITHIN_ROUNDING,)

    hundred = factory.figure("整车产量", "100辆", "2018")
    strict = factory.target("整车产量", "超过100辆", "2018")
    assert judge_on(strict, [hundred], "2019-02-01").outcome is Outcome.MISSED


def test_04_a_revision_changes_what_is_known_since(factory: RecordFactory) -> None:
    target = factory.target(GDP, "68.8万亿元", "2015")
    figures = [
        factory.figure(
            GDP, "685506亿元", "2015", status="preliminary", published="2016-01-19"
        ),
        factory.figure(
            GDP, "689052亿元", "2015", status="final", published="2017-01-09"
        ),
    ]

    first = judge_on(target, figures, "2016-06-01")
    assert (first.outcome, first.provisional_status) == (
        Outcome.MISSED,
        FigureStatus.PRELIMINARY,
    )
    now = judge_on(target, figures, "2017-06-01")
    assert (now.outcome, now.provisional_status) == (Outcome.MET, None)


def test_04_a_revision_may_turn_the_pace(factory: RecordFactory) -> None:
    base = {"baseline_value": "14.5%", "baseline_period": "2015"}
    target = factory.target("贫困率", "7.25%", "2030", **base)
    figures = [
        factory.figure("贫困率", "10.2%", "2023", published="2025-05-06"),
        factory.figure("贫困率", "10.4%", "2023", published="2026-05-06"),
    ]

    gaps = []
    for day in ("2025-06-01", "2026-06-01"):
        pace = judge_on(target, figures, day).pace
        assert pace is not None
        gaps.append(pace.gap_points)
    assert gaps == [Decimal("6.0"), Decimal("3.2")]


def test_05_real_growth_is_not_made_of_current_levels(factory: RecordFactory) -> None:
    target = factory.target(GDP, "增长6.0%", "2024", scope="不变价")
    figures = [
        factory.figure(GDP, "1000亿元", "2023"),
        factory.figure(GDP, "1071亿元", "2024"),
        factory.figure(GDP, "增长7.1%", "2024", scope="现价"),
    ]
    verdict = judge_on(target, figures, "2025-02-01")
    assert outcome_and_reasons(verdict) == (Outcome.NOT_COMPARABLE, ["scope"])

    real = factory.figure(GDP, "增长5.10%", "2024", scope="不变价")
    assert judge_on(target, [*figures, real], "2025-02-01").outcome is Outcome.MISSED


def test_06_another_scope_is_no_miss_and_an_identity_helps(
    factory: RecordFactory,
) -> None:
    whole, rest, zone = (
        ScopedRegion("武进区", "含园区"),
        ScopedRegion("武进区"),
        ScopedRegion("园区"),
    )
    target = factory.target(GDP, "650亿元", "2024", scope="含园区")
    figures = [
        factory.figure(GDP, "512.3亿元", "2024"),
        factory.figure(GDP, "188.0亿元", "2024", region="园区"),
    ]
    assert outcome_and_reasons(judge_on(target, figures[:1], "2025-02-01")) == (
        Outcome.NOT_COMPARABLE,
        ["scope"],
    )

    context = TargetContext(frozenset({"园区"}), (Identity(whole, (rest, zone)),))
    verdict = judge_on(target, figures, "2025-02-01", context)
    assert (verdict.outcome, margin_ends(verdict)) == (
        Outcome.MET,
        exact_margin("50.3"),
    )


def test_07_points_are_never_per_cent(factory: RecordFactory) -> None:
    target = factory.target("城镇化率", "提高5个百分点", "2025", window_start="2021")
    figure = factory.figure("城镇化率", "5%", "2021..2025", basis="change")

    assert outcome_and_reasons(judge_on(target, [figure], "2026-02-01")) == (
        Outcome.NOT_COMPARABLE,
        ["unit"],
    )


@pytest.mark.parametrize(
    ("text", "outcome"),
    [("增长两倍", Outcome.MISSED), ("增长到两倍", Outcome.MET)],
)
def test_08_growing_by_two_times_is_three_times(
    factory: RecordFactory, text: str, outcome: Outcome
) -> None:
    target = factory.target(GDP, text, "2025", base_period="2015")
    # 95 over 40
    figure = factory.figure(GDP, "2.375倍", "2025", base_period="2015", basis="growth")

    assert judge_on(target, [figure], "2026-02-01").outcome is outcome


def test_10_no_pace_across_a_census(factory: RecordFactory) -> None:
    target = factory.target(GDP, "1300亿元", "2014..2025")
    figures = [
        factory.figure(GDP, "588亿元", "2013", published="2014-01-20"),
        factory.figure(
            GDP, "919.281亿元", "2018", status="revised", published="2019-11-22"
        ),
    ]

    verdict = judge_on(target, figures, "2020-02-01")

    assert outcome_and_reasons(verdict) == (Outcome.OPEN, ["no-path"])


def test_11_only_a_figure_for_the_deadline_judges(factory: RecordFactory) -> None:
    target = factory.target(GDP, "100亿元", "2025年底")
    latest = factory.figure(GDP, "97亿元", "2024")

    assert outcome_and_reasons(judge_on(target, [latest], "2026-02-01")) == (
        Outcome.OPEN,
        ["awaited"],
    )
    assert judge_on(target, [latest], "2026-04-01").outcome is Outcome.OVERDUE
    before = factory.target(GDP, "100亿元", "before 2025")
    assert judge_on(before, [latest], "2025-02-01").outcome is Outcome.MISSED


@pytest.mark.parametrize(
    ("required", "second", "as_of", "outcome"),
    [
        ("5万套", "9500套", "2025-02-01", Outcome.ON_TRACK),
        ("5万套", "9500套", "2026-02-01", Outcome.OPEN),
        ("5万套", "17000套", "2025-02-01", Outcome.MET),
        ("不超过5万套", "9500套", "2025-02-01", Outcome.ON_TRACK),
        ("不超过5万套", "17000套", "2025-02-01", Outcome.MISSED),
    ],
)
def test_12_partly_covered_windows(
    factory: RecordFactory, required: str, second: str, as_of: str, outcome: Outcome
) -> None:
    target = factory.target("新增岗位", required, "2021..2025", basis="total")
    figures = [
        factory.figure("新增岗位", "34000套", "2021..2023", basis="total"),
        factory.figure("新增岗位", second, "2024", basis="total"),
    ]

    assert judge_on(target, figures, as_of).outcome is outcome


def test_13_rates_multiply(factory: RecordFactory) -> None:
    target = factory.target(GDP, "增长6.65%", "2021..2025")
    rates = ("8.2", "8.1", "3.0", "8.5", "5.5")
    figures = [
        factory.figure(GDP, f"增长{rate}%", str(2021 + at))
        for at, rate in enumerate(rates)
    ]

    assert judge_on(target, figures, "2026-02-01").outcome is Outcome.MISSED


@pytest.mark.parametrize(
    ("metric", "required", "base", "reported"),
    [("贫困率", "10%", "7.8%", "20.8%"), ("城镇化率", "55%", "68.6%", "46.2%")],
)
def test_14_met_at_the_start_then_relapse_is_never_on_track(
    factory: RecordFactory, metric: str, required: str, base: str, reported: str
) -> None:
    baseline = {"baseline_value": base, "baseline_period": "2016"}
    target = factory.target(metric, required, "2028", **baseline)

    verdict = judge_on(target, [factory.figure(metric, reported, "2023")], "2024-12-24")

    assert outcome_and_reasons(verdict) == (Outcome.OPEN, ["no-path"])


def test_15_the_latest_year_decides_after_a_relapse(factory: RecordFactory) -> None:
    target = factory.target("贫困率", "7.25%", "2030")
    figures = [
        factory.figure("贫困率", value, year)
        for value, year in (("6.4%", "2020"), ("7.4%", "2021"), ("10.2%", "2023"))
    ]

    assert judge_on(target, figures, "2021-02-01").outcome is Outcome.REACHED
    assert judge_on(target, figures, "2024-02-01").outcome is Outcome.OPEN


def test_16_an_easier_version_does_not_cancel_a_miss(factory: RecordFactory) -> None:
    first = factory.target("贫困率", "3.2%", "2020")
    second = factory.target("贫困率", "5%", "2030", revises="1")
    figure = factory.figure("贫困率", "4.5%", "2020")

    assert judge_on(first, [figure], "2021-02-01").outcome is Outcome.MISSED
    assert judge_on(second, [figure], "2021-02-01").outcome is Outcome.REACHED


@pytest.mark.parametrize(
    ("metric", "required", "base", "reported", "done", "gap"),
    [
        ("贫困率", "0%", "1.55%", "1.20%", "0.225806", "-4.1"),
        ("利润", "-45亿元", "-6.21亿元", "-21.98亿元", "0.406548", "-12.7"),
    ],
)
def test_18_linear_works_through_zero_and_below(
    factory: RecordFactory,
    metric: str,
    required: str,
    base: str,
    reported: str,
    done: str,
    gap: str,
) -> None:
    short = metric == "贫困率"
    first, last, by = (2015, 2019, 2030) if short else (2005, 2013, 2020)
    text = {"baseline_value": base, "baseline_period": str(first)}
    required = required if short else f"不超过{required}"
    target = factory.target(metric, required, str(by), **text)

    pace = judge_on(
        target, [factory.figure(metric, reported, str(last))], f"{last + 1}-02-01"
    )

    assert pace.pace is not None
    assert (pace.pace.done_share, pace.pace.gap_points) == (Decimal(done), Decimal(gap))
    assert pace.outcome is Outcome.BEHIND


def test_19_margins_are_signed_in_the_good_direction(factory: RecordFactory) -> None:
    target = factory.target("排放量", "控制在100吨以内", "2024")

    over = judge_on(target, [factory.figure("排放量", "103吨", "2024")], "2025-02-01")
    assert (over.outcome, margin_ends(over)) == (Outcome.MISSED, exact_margin("-3"))
    under = judge_on(target, [factory.figure("排放量", "97吨", "2024")], "2025-02-01")
    assert (under.outcome, margin_ends(under)) == (Outcome.MET, exact_margin("3"))


def test_20_unchanged_meets_and_has_no_pace(factory: RecordFactory) -> None:
    base = {"baseline_value": "100家", "baseline_period": "2015"}
    target = factory.target("高企", "100家", "2030", **base)

    same = judge_on(target, [factory.figure("高企", "100家", "2023")], "2024-02-01")
    assert (same.outcome, same.pace) == (Outcome.REACHED, None)
    less = judge_on(target, [factory.figure("高企", "99家", "2023")], "2024-02-01")
    assert outcome_and_reasons(less) == (Outcome.OPEN, ["no-path"])


def test_21_met_but_worsening_stays_met(factory: RecordFactory) -> None:
    base = {"baseline_value": "7.05%", "baseline_period": "2015"}
    target = factory.target("贫困率", "70%", "2023", **base)

    verdict = judge_on(
        target, [factory.figure("贫困率", "12.58%", "2023")], "2024-02-01"
    )

    assert verdict.outcome is Outcome.MET


def test_23_a_tie_at_the_cut_is_met_and_a_rank_has_no_pace(
    factory: RecordFactory,
) -> None:
    base = {"baseline_value": "30位", "baseline_period": "2020"}
    scope = {"scope": "赛迪百强县"}
    target = factory.target("百强县排名", "前20位", "2025", **base, **scope)
    other = factory.figure("百强县排名", "第5位", "2025", scope="中小城市百强区")

    tie = factory.figure("百强县排名", "第20位", "2025", **scope)
    verdict = judge_on(target, [tie, other], "2026-02-01")
    assert verdict.outcome is Outcome.MET
    assert refusals_by_id(verdict) == {1: "scope"}
    rising = factory.figure("百强县排名", "第25位", "2023", **scope)
    assert outcome_and_reasons(judge_on(target, [rising], "2024-02-01")) == (
        Outcome.OPEN,
        ["no-path"],
    )


def test_24_absence_never_proves_a_miss(factory: RecordFactory) -> None:
    target = factory.target("排放量", "不超过100吨", "2024")

    for as_of in ("2025-02-01", "2025-12-31", "2099-12-31"):
        verdict = judge_on(target, [], as_of)
        assert verdict.outcome in (Outcome.OPEN, Outcome.OVERDUE)
        assert verdict.pace is None or verdict.pace.pace_class is PaceClass.ON_TRACK
