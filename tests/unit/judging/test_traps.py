"""The traps of METHODS.md §3 by their numbers; DESIGN.md wins where they differ.

Not here: floating bases (9) and composites (25), which there are none of; which of
two versions is in force (16) and reused identifiers (17), which are not a verdict's to
know; labels of other systems (22).
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from targetcli.judging.gate import Reason, TargetContext
from targetcli.judging.outcome import Outcome
from targetcli.judging.pace import PaceClass, PathKind
from targetcli.model.records import FigureStatus, Identity, ScopedRegion
from unit.judging.bench import GDP, Bench, judged, margin, number, refused, why


def test_01_growth_is_not_pro_rated_and_totals_are(bench: Bench) -> None:
    growth = bench.target(GDP, "增长7.0%", "2019")
    nine = bench.figure(GDP, "增长6.1%", "2019年前三季度")
    verdict = judged(growth, [nine], "2019-11-01")
    assert (verdict.outcome, margin(verdict)) == (Outcome.BEHIND, number("-0.9"))

    invested = bench.target("新增岗位", "7亿美元", "2019", kind="flow")
    so_far = bench.figure("新增岗位", "3.73亿美元", "2019年前三季度")
    pace = judged(invested, [so_far], "2019-11-01").pace
    assert pace is not None
    assert (pace.path_kind, pace.gap_points) == (PathKind.ELAPSED, Decimal("-21.7"))


@pytest.mark.parametrize(
    ("asked", "seen", "outcome"),
    [
        ("3万家", "超过3万家", Outcome.MET),
        ("3.2万家", "超过3万家", Outcome.UNDETERMINED),
        ("3万家", "近3万家", Outcome.MISSED),
        ("2.8万家", "近3万家", Outcome.UNDETERMINED),
    ],
)
def test_02_bounded_figures(
    bench: Bench, asked: str, seen: str, outcome: Outcome
) -> None:
    target = bench.target("高企", asked, "2024")

    verdict = judged(target, [bench.figure("高企", seen, "2024")], "2025-02-01")

    assert verdict.outcome is outcome


@pytest.mark.parametrize(
    ("metric", "asked", "seen", "outcome"),
    [
        ("贫困率", "3%左右", "2.1%", Outcome.MET),
        ("城镇化率", "6.5%左右", "6.46%", Outcome.UNDETERMINED),
        ("城镇化率", "6.5%左右", "6.4%", Outcome.MISSED),
    ],
)
def test_02_about_is_one_sided(
    bench: Bench, metric: str, asked: str, seen: str, outcome: Outcome
) -> None:
    target = bench.target(metric, asked, "2018")

    verdict = judged(target, [bench.figure(metric, seen, "2018")], "2019-02-01")

    assert verdict.outcome is outcome


def test_02_a_sum_of_odd_amounts(bench: Bench) -> None:
    target = bench.target("利润", "1.1万亿元", "2018")
    halves = [
        bench.figure("利润", "8000多亿元", "2018H1"),
        bench.figure("利润", "3000多亿元", "2018H2"),
    ]

    verdict = judged(target, halves, "2019-02-01")

    assert verdict.outcome is Outcome.MET
    assert verdict.deciding_value is not None
    assert verdict.deciding_value[:2] == (Decimal("1.1"), Decimal("1.3"))


def test_03_equality_meets_unless_the_words_are_strict(bench: Bench) -> None:
    figure = bench.figure("城镇化率", "6.5%", "2018", published="2019-01-21")
    met = judged(bench.target("城镇化率", "6.5%", "2018"), [figure], "2019-02-01")
    assert met.outcome is Outcome.MET
    assert met.cautions == (Reason.WITHIN_ROUNDING,)

    hundred = bench.figure("整车产量", "100辆", "2018")
    strict = bench.target("整车产量", "超过100辆", "2018")
    assert judged(strict, [hundred], "2019-02-01").outcome is Outcome.MISSED


def test_04_a_revision_changes_what_is_known_since(bench: Bench) -> None:
    target = bench.target(GDP, "68.8万亿元", "2015")
    figures = [
        bench.figure(
            GDP, "685506亿元", "2015", status="preliminary", published="2016-01-19"
        ),
        bench.figure(GDP, "689052亿元", "2015", status="final", published="2017-01-09"),
    ]

    first = judged(target, figures, "2016-06-01")
    assert (first.outcome, first.provisional_status) == (
        Outcome.MISSED,
        FigureStatus.PRELIMINARY,
    )
    now = judged(target, figures, "2017-06-01")
    assert (now.outcome, now.provisional_status) == (Outcome.MET, None)


def test_04_a_revision_may_turn_the_pace(bench: Bench) -> None:
    base = {"baseline_value": "14.5%", "baseline_period": "2015"}
    target = bench.target("贫困率", "7.25%", "2030", **base)
    figures = [
        bench.figure("贫困率", "10.2%", "2023", published="2025-05-06"),
        bench.figure("贫困率", "10.4%", "2023", published="2026-05-06"),
    ]

    gaps = []
    for day in ("2025-06-01", "2026-06-01"):
        pace = judged(target, figures, day).pace
        assert pace is not None
        gaps.append(pace.gap_points)
    assert gaps == [Decimal("6.0"), Decimal("3.2")]


def test_05_real_growth_is_not_made_of_current_levels(bench: Bench) -> None:
    target = bench.target(GDP, "增长6.0%", "2024", scope="不变价")
    figures = [
        bench.figure(GDP, "1000亿元", "2023"),
        bench.figure(GDP, "1071亿元", "2024"),
        bench.figure(GDP, "增长7.1%", "2024", scope="现价"),
    ]
    verdict = judged(target, figures, "2025-02-01")
    assert why(verdict) == (Outcome.NOT_COMPARABLE, ["scope"])

    real = bench.figure(GDP, "增长5.10%", "2024", scope="不变价")
    assert judged(target, [*figures, real], "2025-02-01").outcome is Outcome.MISSED


def test_06_another_scope_is_no_miss_and_an_identity_helps(bench: Bench) -> None:
    whole, rest, zone = (
        ScopedRegion("武进区", "含园区"),
        ScopedRegion("武进区"),
        ScopedRegion("园区"),
    )
    target = bench.target(GDP, "650亿元", "2024", scope="含园区")
    figures = [
        bench.figure(GDP, "512.3亿元", "2024"),
        bench.figure(GDP, "188.0亿元", "2024", region="园区"),
    ]
    assert why(judged(target, figures[:1], "2025-02-01")) == (
        Outcome.NOT_COMPARABLE,
        ["scope"],
    )

    around = TargetContext(frozenset({"园区"}), (Identity(whole, (rest, zone)),))
    verdict = judged(target, figures, "2025-02-01", around)
    assert (verdict.outcome, margin(verdict)) == (Outcome.MET, number("50.3"))


def test_07_points_are_never_per_cent(bench: Bench) -> None:
    target = bench.target("城镇化率", "提高5个百分点", "2025", window_start="2021")
    figure = bench.figure("城镇化率", "5%", "2021..2025", basis="change")

    assert why(judged(target, [figure], "2026-02-01")) == (
        Outcome.NOT_COMPARABLE,
        ["unit"],
    )


@pytest.mark.parametrize(
    ("words", "outcome"),
    [("增长两倍", Outcome.MISSED), ("增长到两倍", Outcome.MET)],
)
def test_08_growing_by_two_times_is_three_times(
    bench: Bench, words: str, outcome: Outcome
) -> None:
    target = bench.target(GDP, words, "2025", base_period="2015")
    # 95 over 40
    figure = bench.figure(GDP, "2.375倍", "2025", base_period="2015", basis="growth")

    assert judged(target, [figure], "2026-02-01").outcome is outcome


def test_10_no_pace_across_a_census(bench: Bench) -> None:
    target = bench.target(GDP, "1300亿元", "2014..2025")
    figures = [
        bench.figure(GDP, "588亿元", "2013", published="2014-01-20"),
        bench.figure(
            GDP, "919.281亿元", "2018", status="revised", published="2019-11-22"
        ),
    ]

    verdict = judged(target, figures, "2020-02-01")

    assert why(verdict) == (Outcome.OPEN, ["no-path"])


def test_11_only_a_figure_for_the_deadline_judges(bench: Bench) -> None:
    target = bench.target(GDP, "100亿元", "2025年底")
    latest = bench.figure(GDP, "97亿元", "2024")

    assert why(judged(target, [latest], "2026-02-01")) == (Outcome.OPEN, ["awaited"])
    assert judged(target, [latest], "2026-04-01").outcome is Outcome.OVERDUE
    before = bench.target(GDP, "100亿元", "before 2025")
    assert judged(before, [latest], "2025-02-01").outcome is Outcome.MISSED


@pytest.mark.parametrize(
    ("asked", "second", "as_of", "outcome"),
    [
        ("5万套", "9500套", "2025-02-01", Outcome.ON_TRACK),
        ("5万套", "9500套", "2026-02-01", Outcome.OPEN),
        ("5万套", "17000套", "2025-02-01", Outcome.MET),
        ("不超过5万套", "9500套", "2025-02-01", Outcome.ON_TRACK),
        ("不超过5万套", "17000套", "2025-02-01", Outcome.MISSED),
    ],
)
def test_12_partly_covered_windows(
    bench: Bench, asked: str, second: str, as_of: str, outcome: Outcome
) -> None:
    target = bench.target("新增岗位", asked, "2021..2025", basis="total")
    figures = [
        bench.figure("新增岗位", "34000套", "2021..2023", basis="total"),
        bench.figure("新增岗位", second, "2024", basis="total"),
    ]

    assert judged(target, figures, as_of).outcome is outcome


def test_13_rates_multiply(bench: Bench) -> None:
    target = bench.target(GDP, "增长6.65%", "2021..2025")
    rates = ("8.2", "8.1", "3.0", "8.5", "5.5")
    figures = [
        bench.figure(GDP, f"增长{rate}%", str(2021 + at))
        for at, rate in enumerate(rates)
    ]

    assert judged(target, figures, "2026-02-01").outcome is Outcome.MISSED


@pytest.mark.parametrize(
    ("metric", "asked", "base", "seen"),
    [("贫困率", "10%", "7.8%", "20.8%"), ("城镇化率", "55%", "68.6%", "46.2%")],
)
def test_14_met_at_the_start_then_relapse_is_never_on_track(
    bench: Bench, metric: str, asked: str, base: str, seen: str
) -> None:
    said = {"baseline_value": base, "baseline_period": "2016"}
    target = bench.target(metric, asked, "2028", **said)

    verdict = judged(target, [bench.figure(metric, seen, "2023")], "2024-12-24")

    assert why(verdict) == (Outcome.OPEN, ["no-path"])


def test_15_the_latest_year_decides_after_a_relapse(bench: Bench) -> None:
    target = bench.target("贫困率", "7.25%", "2030")
    figures = [
        bench.figure("贫困率", value, year)
        for value, year in (("6.4%", "2020"), ("7.4%", "2021"), ("10.2%", "2023"))
    ]

    assert judged(target, figures, "2021-02-01").outcome is Outcome.REACHED
    assert judged(target, figures, "2024-02-01").outcome is Outcome.OPEN


def test_16_an_easier_version_does_not_cancel_a_miss(bench: Bench) -> None:
    first = bench.target("贫困率", "3.2%", "2020")
    second = bench.target("贫困率", "5%", "2030", revises="1")
    figure = bench.figure("贫困率", "4.5%", "2020")

    assert judged(first, [figure], "2021-02-01").outcome is Outcome.MISSED
    assert judged(second, [figure], "2021-02-01").outcome is Outcome.REACHED


@pytest.mark.parametrize(
    ("metric", "asked", "base", "seen", "done", "gap"),
    [
        ("贫困率", "0%", "1.55%", "1.20%", "0.225806", "-4.1"),
        ("利润", "-45亿元", "-6.21亿元", "-21.98亿元", "0.406548", "-12.7"),
    ],
)
def test_18_linear_works_through_zero_and_below(
    bench: Bench, metric: str, asked: str, base: str, seen: str, done: str, gap: str
) -> None:
    short = metric == "贫困率"
    first, last, by = (2015, 2019, 2030) if short else (2005, 2013, 2020)
    words = {"baseline_value": base, "baseline_period": str(first)}
    asked = asked if short else f"不超过{asked}"
    target = bench.target(metric, asked, str(by), **words)

    pace = judged(target, [bench.figure(metric, seen, str(last))], f"{last + 1}-02-01")

    assert pace.pace is not None
    assert (pace.pace.done_share, pace.pace.gap_points) == (Decimal(done), Decimal(gap))
    assert pace.outcome is Outcome.BEHIND


def test_19_margins_are_signed_in_the_good_direction(bench: Bench) -> None:
    target = bench.target("排放量", "控制在100吨以内", "2024")

    over = judged(target, [bench.figure("排放量", "103吨", "2024")], "2025-02-01")
    assert (over.outcome, margin(over)) == (Outcome.MISSED, number("-3"))
    under = judged(target, [bench.figure("排放量", "97吨", "2024")], "2025-02-01")
    assert (under.outcome, margin(under)) == (Outcome.MET, number("3"))


def test_20_unchanged_meets_and_has_no_pace(bench: Bench) -> None:
    base = {"baseline_value": "100家", "baseline_period": "2015"}
    target = bench.target("高企", "100家", "2030", **base)

    same = judged(target, [bench.figure("高企", "100家", "2023")], "2024-02-01")
    assert (same.outcome, same.pace) == (Outcome.REACHED, None)
    less = judged(target, [bench.figure("高企", "99家", "2023")], "2024-02-01")
    assert why(less) == (Outcome.OPEN, ["no-path"])


def test_21_met_but_worsening_stays_met(bench: Bench) -> None:
    base = {"baseline_value": "7.05%", "baseline_period": "2015"}
    target = bench.target("贫困率", "70%", "2023", **base)

    verdict = judged(target, [bench.figure("贫困率", "12.58%", "2023")], "2024-02-01")

    assert verdict.outcome is Outcome.MET


def test_23_a_tie_at_the_cut_is_met_and_a_rank_has_no_pace(bench: Bench) -> None:
    base = {"baseline_value": "30位", "baseline_period": "2020"}
    scope = {"scope": "赛迪百强县"}
    target = bench.target("百强县排名", "前20位", "2025", **base, **scope)
    other = bench.figure("百强县排名", "第5位", "2025", scope="中小城市百强区")

    tie = bench.figure("百强县排名", "第20位", "2025", **scope)
    verdict = judged(target, [tie, other], "2026-02-01")
    assert verdict.outcome is Outcome.MET
    assert refused(verdict) == {1: "scope"}
    rising = bench.figure("百强县排名", "第25位", "2023", **scope)
    assert why(judged(target, [rising], "2024-02-01")) == (Outcome.OPEN, ["no-path"])


def test_24_absence_never_proves_a_miss(bench: Bench) -> None:
    target = bench.target("排放量", "不超过100吨", "2024")

    for as_of in ("2025-02-01", "2025-12-31", "2099-12-31"):
        verdict = judged(target, [], as_of)
        assert verdict.outcome in (Outcome.OPEN, Outcome.OVERDUE)
        assert verdict.pace is None or verdict.pace.pace_class is PaceClass.ON_TRACK
