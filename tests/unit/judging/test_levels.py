"""Levels: the figure for the window, the deadline's year, or the day (§5.3)."""

from __future__ import annotations

import pytest

from targetcli.judging.outcome import Outcome
from targetcli.model.records import Better, FigureStatus
from unit.judging.bench import GDP, Bench, judged, margin, number, refused, roles, why


def test_a_window_to_june_is_answered_by_its_own_figure(bench: Bench) -> None:
    target = bench.target(GDP, "100亿元", "2025-06-30", window_start="2024-07")
    figures = [
        bench.figure(GDP, "90亿元", "2025"),
        bench.figure(GDP, "101亿元", "2024-07-01..2025-06-30"),
    ]

    verdict = judged(target, figures, "2026-02-01")

    assert why(verdict) == (Outcome.MET, [])
    assert roles(verdict) == {2: "settles", 1: "later"}
    alone = judged(target, figures[:1], "2026-02-01")
    assert why(alone) == (Outcome.OVERDUE, ["no-figure"])


def test_a_plan_of_five_years_is_settled_by_its_last(bench: Bench) -> None:
    target = bench.target(GDP, "3600亿元", "十四五")
    figures = [bench.figure(GDP, "3000亿元", str(year)) for year in range(2020, 2026)]

    verdict = judged(target, figures, "2026-02-01")

    assert why(verdict) == (Outcome.MISSED, [])
    assert margin(verdict) == number("-600")
    assert roles(verdict) == {6: "settles", 1: "baseline"} | dict.fromkeys(
        range(2, 6), "progress"
    )


def test_a_year_says_nothing_of_a_half(bench: Bench) -> None:
    target = bench.target(GDP, "1800亿元", "2025-06-30", window_start="2025")
    year = bench.figure(GDP, "3600亿元", "2025")
    half = bench.figure(GDP, "1700亿元", "2025H1")

    assert why(judged(target, [year], "2026-02-01")) == (
        Outcome.NOT_COMPARABLE,
        ["period"],
    )
    assert judged(target, [year, half], "2026-02-01").outcome is Outcome.MISSED


def test_a_year_to_june_is_not_the_calendar_year(bench: Bench) -> None:
    target = bench.target(GDP, "1800亿元", "2025-06-30")
    figure = bench.figure(GDP, "1900亿元", "2024-07-01..2025-06-30")

    verdict = judged(target, [figure], "2025-08-01")

    assert why(verdict) == (Outcome.NOT_COMPARABLE, ["period"])


def test_a_flow_without_its_period_says_nothing(bench: Bench) -> None:
    target = bench.target(GDP, "1800亿元", "2025")
    figure = bench.figure(GDP, "1900亿元", "", end="2025-12-31")

    verdict = judged(target, [figure], "2026-02-01")

    assert why(verdict) == (Outcome.NOT_COMPARABLE, ["period"])


def test_a_flow_of_one_day_settles_its_day(bench: Bench) -> None:
    target = bench.target(GDP, "1亿元", "2025-05-01", window_start="2025-05-01")
    figure = bench.figure(GDP, "2亿元", "2025-05-01")

    assert judged(target, [figure], "2025-05-02").outcome is Outcome.MET


def test_a_flow_s_level_and_its_total_are_one_statement(bench: Bench) -> None:
    level = bench.target(GDP, "3600亿元", "2025")
    total = bench.target(GDP, "3600亿元", "2025", basis="total", window_start="2025")
    as_total = bench.figure(GDP, "3601亿元", "2025", basis="total")
    as_level = bench.figure(GDP, "3601亿元", "2025")

    for target in (level, total):
        for figure in (as_total, as_level):
            assert judged(target, [figure], "2026-02-01").outcome is Outcome.MET


def test_months_tile_the_year_of_a_level(bench: Bench) -> None:
    target = bench.target("整车产量", "100万辆", "2024")
    months = [bench.figure("整车产量", "8万辆", f"2024-{m:02d}") for m in range(1, 13)]

    verdict = judged(target, months, "2025-02-01")

    assert why(verdict) == (Outcome.MISSED, [])
    assert margin(verdict) == number("-4")
    assert set(roles(verdict).values()) == {"part"}


def test_the_year_replaces_its_months(bench: Bench) -> None:
    target = bench.target("整车产量", "100万辆", "2024")
    months = [bench.figure("整车产量", "8万辆", f"2024-{m:02d}") for m in range(1, 13)]
    year = bench.figure("整车产量", "101万辆", "2024")

    verdict = judged(target, [*months, year], "2025-02-01")

    assert why(verdict) == (Outcome.MET, [])
    assert roles(verdict) == {13: "settles"}
    assert set(refused(verdict).values()) == {"replaced"}


def test_an_expected_year_does_not_replace_reported_months(bench: Bench) -> None:
    target = bench.target("整车产量", "100万辆", "2024")
    halves = [bench.figure("整车产量", "49万辆", f"2024H{half}") for half in (1, 2)]
    year = bench.figure("整车产量", "101万辆", "2024", status="expected")

    verdict = judged(target, [*halves, year], "2025-02-01")

    assert why(verdict) == (Outcome.MISSED, [])
    assert verdict.provisional_status is None
    assert roles(verdict) == {1: "part", 2: "part"}


def test_months_so_far_are_pro_rated(bench: Bench) -> None:
    target = bench.target("整车产量", "100万辆", "2024")
    figures = [
        bench.figure("整车产量", "90万辆", "2023"),
        bench.figure("整车产量", "60万辆", "2024H1"),
    ]

    verdict = judged(target, figures, "2024-08-01")

    assert why(verdict) == (Outcome.ON_TRACK, [])
    assert margin(verdict) == number("-40")
    assert roles(verdict) == {1: "progress", 2: "progress"}


def test_a_figure_settles_only_after_the_end_of_its_period(bench: Bench) -> None:
    target = bench.target(GDP, "3600亿元", "2025")
    figure = bench.figure(
        GDP, "3700亿元", "2025", status="expected", published="2025-12-20"
    )

    assert judged(target, [figure], "2025-12-31").outcome is Outcome.REACHED
    assert judged(target, [figure], "2026-01-01").outcome is Outcome.MET


def test_a_deadline_in_june_is_never_answered_by_the_whole_year(bench: Bench) -> None:
    target = bench.target(GDP, "100亿元", "2024年上半年")
    year = bench.figure(GDP, "180亿元", "2024", published="2025-01-20")
    half = bench.figure(GDP, "90亿元", "2024H1", published="2024-07-20")

    assert why(judged(target, [year], "2025-02-01")) == (
        Outcome.NOT_COMPARABLE,
        ["period"],
    )
    verdict = judged(target, [year, half], "2025-02-01")
    assert verdict.outcome is Outcome.MISSED
    assert refused(verdict) == {1: "period"}


def test_half_a_year_under_a_cap_is_not_the_year(bench: Bench) -> None:
    target = bench.target("排放量", "不超过100万吨", "2025")
    half = bench.figure("排放量", "50万吨", "2025H1")

    verdict = judged(target, [half], "2025-09-01")

    assert verdict.outcome is Outcome.ON_TRACK


def test_half_a_year_between_two_ends_is_not_the_year(bench: Bench) -> None:
    target = bench.target(GDP, "90–100亿元", "2025")._replace(
        metric=bench.target(GDP, "1亿元", "2025").metric._replace(better=Better.NONE)
    )
    half = bench.figure(GDP, "95亿元", "2025H1")

    assert judged(target, [half], "2025-09-01").outcome is not Outcome.REACHED


def test_a_ratio_without_a_window_may_be_read_at_the_deadline(bench: Bench) -> None:
    target = bench.target("城镇化率", "70%", "2025")
    dated = bench.figure("城镇化率", "71%", "2025-12-31")
    earlier = bench.figure("城镇化率", "69%", "2024-12-31")

    assert judged(target, [dated, earlier], "2026-02-01").outcome is Outcome.MET
    assert roles(judged(target, [earlier], "2025-02-01")) == {2: "progress"}
    year = bench.figure("城镇化率", "69.5%", "2025")
    verdict = judged(target, [dated, year], "2026-02-01")
    assert roles(verdict) == {3: "settles"}


def test_a_ratio_over_a_window_is_not_read_at_a_day(bench: Bench) -> None:
    target = bench.target("城镇化率", "70%", "2025", window_start="2025")
    dated = bench.figure("城镇化率", "71%", "2025-12-31")

    assert why(judged(target, [dated], "2026-02-01")) == (
        Outcome.NOT_COMPARABLE,
        ["period"],
    )


@pytest.mark.parametrize("metric", ["高企", "百强县排名"])
def test_a_stock_or_rank_is_settled_at_the_deadline(bench: Bench, metric: str) -> None:
    unit = "家" if metric == "高企" else "位"
    target = bench.target(metric, f"不超过20{unit}", "2025")
    at_end = bench.figure(metric, f"20{unit}", "2025")
    june = bench.figure(metric, f"21{unit}", "2025-06-30")

    assert judged(target, [at_end, june], "2026-02-01").outcome is Outcome.MET
    assert why(judged(target, [june], "2026-02-01")) == (Outcome.OPEN, ["awaited"])


def test_a_stock_reported_over_a_period_is_as_at_its_end(bench: Bench) -> None:
    target = bench.target("高企", "20家", "2025")
    row = {"start": "2025-01-01", "end": "2025-12-31", "status": "expected"}
    over = bench.figure("高企", "25家", "", **row)
    at_end = bench.figure("高企", "19家", "2025-12-31")

    verdict = judged(target, [over, at_end], "2026-02-01")

    assert why(verdict) == (Outcome.MISSED, [])
    assert roles(verdict) == {2: "settles"}
    assert refused(verdict) == {1: "replaced"}


def test_a_level_without_deadline_is_judged_by_its_latest(bench: Bench) -> None:
    target = bench.target(GDP, "3600亿元")
    figures = [
        bench.figure(GDP, value, period)
        for value, period in (
            ("3500亿元", "2023"),
            ("3700亿元", "2024"),
            ("3400亿元", "2025"),
        )
    ]

    verdict = judged(target, figures[:2], "2026-02-01")

    assert why(verdict) == (Outcome.MET, [])
    assert roles(verdict) == {1: "progress", 2: "settles"}
    since = judged(target, figures, "2026-02-01")
    assert why(since) == (Outcome.OPEN, ["no-deadline"])
    promised_after = bench.target(GDP, "3600亿元", announced="2025-06-01")
    assert judged(promised_after, figures[:2], "2026-02-01").outcome is Outcome.OPEN
    before = judged(target, figures[:1], "2026-02-01")
    assert why(before) == (Outcome.OPEN, ["no-deadline"])
    assert before.pace is None
    assert why(judged(target, [], "2026-02-01")) == (Outcome.OPEN, ["no-deadline"])


def test_a_window_s_own_figure_comes_first_even_if_preliminary(bench: Bench) -> None:
    target = bench.target("城镇化率", "60%", "2021..2023")
    early = {"status": "preliminary", "published": "2024-01-20"}
    figures = [
        bench.figure("城镇化率", "61%", "2021..2023", **early),
        bench.figure("城镇化率", "59%", "2023", published="2024-01-20"),
    ]

    verdict = judged(target, figures, "2024-02-01")

    assert verdict.outcome is Outcome.MET
    assert verdict.provisional_status is FigureStatus.PRELIMINARY


def test_progress_is_what_ends_last_not_what_starts_last(bench: Bench) -> None:
    target = bench.target("城镇化率", "75%", "2025")
    figures = [
        bench.figure("城镇化率", "70%", "2023"),
        bench.figure("城镇化率", "68%", "2023-06-30"),
    ]

    assert margin(judged(target, figures, "2024-02-01")) == number("-5")


def test_of_what_is_foreseen_the_best_settler_is_the_progress(bench: Bench) -> None:
    target = bench.target("城镇化率", "75%", "2024")
    early = {"status": "expected", "published": "2024-11-01"}
    figures = [
        bench.figure("城镇化率", "70%", "2024", **early),
        bench.figure("城镇化率", "72%", "2024-12-31", **early),
    ]

    assert margin(judged(target, figures, "2024-12-01")) == number("-5")


def test_a_window_of_one_day_is_settled_on_it(bench: Bench) -> None:
    day = "2024-12-31"
    target = bench.target("人才公寓", "3万套", day, window_start=day)
    figure = bench.figure("人才公寓", "3.1万套", day)

    assert judged(target, [figure], "2025-02-01").outcome is Outcome.MET


def test_shares_of_two_halves_are_never_added(bench: Bench) -> None:
    target = bench.target("城镇化率", "60%", "2024")
    figures = [
        bench.figure("城镇化率", "30%", "2024H1"),
        bench.figure("城镇化率", "35%", "2024H2"),
    ]

    verdict = judged(target, figures, "2025-02-01")

    assert why(verdict) == (Outcome.NOT_COMPARABLE, ["period"])
