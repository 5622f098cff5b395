"""Levels: the figure for the window, the deadline's year, or the day (§5.3)."""

from __future__ import annotations

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
from targetcli.model.records import Basis, Better, FigureStatus


def test_a_window_to_june_is_answered_by_its_own_figure(factory: RecordFactory) -> None:
    target = factory.target(GDP, "100亿元", "2025-06-30", window_start="2024-07")
    figures = [
        factory.figure(GDP, "90亿元", "2025"),
        factory.figure(GDP, "101亿元", "2024-07-01..2025-06-30"),
    ]

    verdict = judge_on(target, figures, "2026-02-01")

    assert outcome_and_reasons(verdict) == (Outcome.MET, [])
    assert roles_by_id(verdict) == {2: "settles", 1: "later"}
    alone = judge_on(target, figures[:1], "2026-02-01")
    assert outcome_and_reasons(alone) == (Outcome.OVERDUE, ["no-figure"])


def test_a_plan_of_five_years_is_settled_by_its_last(factory: RecordFactory) -> None:
    target = factory.target(GDP, "3600亿元", "十四五", basis="level")
    figures = [factory.figure(GDP, "3000亿元", str(year)) for year in range(2020, 2026)]

    verdict = judge_on(target, figures, "2026-02-01")

    assert outcome_and_reasons(verdict) == (Outcome.MISSED, [])
    assert margin_ends(verdict) == exact_margin("-600")
    assert roles_by_id(verdict) == {6: "settles", 1: "baseline"} | dict.fromkeys(
        range(2, 6), "progress"
    )


def test_a_number_for_five_years_may_be_that_of_all(factory: RecordFactory) -> None:
    target = factory.target(GDP, "3600亿元", "十四五")
    figures = [factory.figure(GDP, "3000亿元", str(year)) for year in range(2020, 2026)]

    verdict = judge_on(target, figures, "2026-02-01")

    assert outcome_and_reasons(verdict) == (Outcome.UNDETERMINED, ["basis"])
    assert verdict.margin is None
    by_basis = {one.meaning.basis: one.outcome for one in verdict.meanings}
    assert by_basis == {Basis.LEVEL: Outcome.MISSED, Basis.TOTAL: Outcome.MET}


def test_a_year_says_nothing_of_a_half(factory: RecordFactory) -> None:
    target = factory.target(GDP, "1800亿元", "2025-06-30", window_start="2025")
    year = factory.figure(GDP, "3600亿元", "2025")
    half = factory.figure(GDP, "1700亿元", "2025H1")

    assert outcome_and_reasons(judge_on(target, [year], "2026-02-01")) == (
        Outcome.NOT_COMPARABLE,
        ["period"],
    )
    assert judge_on(target, [year, half], "2026-02-01").outcome is Outcome.MISSED


@pytest.mark.parametrize("period", ["2024-07-01..2025-06-30", "2025Q2", "2025-06"])
@pytest.mark.parametrize("deadline", ["2025-06-30", "2025-06", "2025Q2"])
def test_a_deadline_inside_a_year_names_no_period_of_a_flow(
    factory: RecordFactory, deadline: str, period: str
) -> None:
    target = factory.target(GDP, "1800亿元", deadline)
    figure = factory.figure(GDP, "1900亿元", period)

    verdict = judge_on(target, [figure], "2025-08-01")

    assert outcome_and_reasons(verdict) == (Outcome.NOT_COMPARABLE, ["window"])
    assert refusals_by_id(verdict) == {1: "window"}


def test_a_flow_without_its_period_says_nothing(factory: RecordFactory) -> None:
    target = factory.target(GDP, "1800亿元", "2025")
    figure = factory.figure(GDP, "1900亿元", "", start="", end="2025-12-31")

    verdict = judge_on(target, [figure], "2026-02-01")

    assert outcome_and_reasons(verdict) == (Outcome.NOT_COMPARABLE, ["period"])


def test_a_flow_of_one_day_settles_its_day(factory: RecordFactory) -> None:
    target = factory.target(GDP, "1亿元", "2025-05-01", window_start="2025-05-01")
    figure = factory.figure(GDP, "2亿元", "2025-05-01")

    assert judge_on(target, [figure], "2025-05-02").outcome is Outcome.MET


def test_a_flow_s_level_and_its_total_are_one_statement(factory: RecordFactory) -> None:
    level = factory.target(GDP, "3600亿元", "2025")
    total = factory.target(GDP, "3600亿元", "2025", basis="total", window_start="2025")
    as_total = factory.figure(GDP, "3601亿元", "2025", basis="total")
    as_level = factory.figure(GDP, "3601亿元", "2025")

    for target in (level, total):
        for figure in (as_total, as_level):
            assert judge_on(target, [figure], "2026-02-01").outcome is Outcome.MET


def test_months_tile_the_year_of_a_level(factory: RecordFactory) -> None:
    target = factory.target("整车产量", "100万辆", "2024")
    months = [
        factory.figure("整车产量", "8万辆", f"2024-{m:02d}") for m in range(1, 13)
    ]

    verdict = judge_on(target, months, "2025-02-01")

    assert outcome_and_reasons(verdict) == (Outcome.MISSED, [])
    assert margin_ends(verdict) == exact_margin("-4")
    assert set(roles_by_id(verdict).values()) == {"part"}


def test_the_year_replaces_its_months(factory: RecordFactory) -> None:
    target = factory.target("整车产量", "100万辆", "2024")
    months = [
        factory.figure("整车产量", "8万辆", f"2024-{m:02d}") for m in range(1, 13)
    ]
    year = factory.figure("整车产量", "101万辆", "2024")

    verdict = judge_on(target, [*months, year], "2025-02-01")

    assert outcome_and_reasons(verdict) == (Outcome.MET, [])
    assert roles_by_id(verdict) == {13: "settles"}
    assert set(refusals_by_id(verdict).values()) == {"replaced"}


def test_an_expected_year_does_not_replace_reported_months(
    factory: RecordFactory,
) -> None:
    target = factory.target("整车产量", "100万辆", "2024")
    halves = [factory.figure("整车产量", "49万辆", f"2024H{half}") for half in (1, 2)]
    year = factory.figure("整车产量", "101万辆", "2024", status="expected")

    verdict = judge_on(target, [*halves, year], "2025-02-01")

    assert outcome_and_reasons(verdict) == (Outcome.MISSED, [])
    assert verdict.provisional_status is None
    assert roles_by_id(verdict) == {1: "part", 2: "part"}


def test_months_so_far_are_pro_rated(factory: RecordFactory) -> None:
    target = factory.target("整车产量", "100万辆", "2024")
    figures = [
        factory.figure("整车产量", "90万辆", "2023"),
        factory.figure("整车产量", "60万辆", "2024H1"),
    ]

    verdict = judge_on(target, figures, "2024-08-01")

    assert outcome_and_reasons(verdict) == (Outcome.ON_TRACK, [])
    assert margin_ends(verdict) == exact_margin("-40")
    assert roles_by_id(verdict) == {1: "progress", 2: "progress"}


def test_a_figure_settles_only_after_the_end_of_its_period(
    factory: RecordFactory,
) -> None:
    target = factory.target(GDP, "3600亿元", "2025")
    figure = factory.figure(
        GDP, "3700亿元", "2025", status="expected", published="2025-12-20"
    )

    assert judge_on(target, [figure], "2025-12-31").outcome is Outcome.REACHED
    assert judge_on(target, [figure], "2026-01-01").outcome is Outcome.MET


def test_a_deadline_in_june_is_never_answered_by_the_whole_year(
    factory: RecordFactory,
) -> None:
    target = factory.target(GDP, "100亿元", "2024-06-30", window_start="2024-01")
    year = factory.figure(GDP, "180亿元", "2024", published="2025-01-20")
    half = factory.figure(GDP, "90亿元", "2024H1", published="2024-07-20")

    assert outcome_and_reasons(judge_on(target, [year], "2025-02-01")) == (
        Outcome.NOT_COMPARABLE,
        ["period"],
    )
    verdict = judge_on(target, [year, half], "2025-02-01")
    assert verdict.outcome is Outcome.MISSED
    assert refusals_by_id(verdict) == {1: "period"}


def test_half_a_year_under_a_cap_is_not_the_year(factory: RecordFactory) -> None:
    target = factory.target("排放量", "不超过100万吨", "2025")
    half = factory.figure("排放量", "50万吨", "2025H1")

    verdict = judge_on(target, [half], "2025-09-01")

    assert verdict.outcome is Outcome.ON_TRACK


def test_half_a_year_between_two_ends_is_not_the_year(factory: RecordFactory) -> None:
    target = factory.target(GDP, "90–100亿元", "2025")._replace(
        metric=factory.target(GDP, "1亿元", "2025").metric._replace(better=Better.NONE)
    )
    half = factory.figure(GDP, "95亿元", "2025H1")

    assert judge_on(target, [half], "2025-09-01").outcome is not Outcome.REACHED


def test_a_ratio_without_a_window_may_be_read_at_the_deadline(
    factory: RecordFactory,
) -> None:
    target = factory.target("城镇化率", "70%", "2025")
    dated = factory.figure("城镇化率", "71%", "2025-12-31")
    earlier = factory.figure("城镇化率", "69%", "2024-12-31")

    assert judge_on(target, [dated, earlier], "2026-02-01").outcome is Outcome.MET
    assert roles_by_id(judge_on(target, [earlier], "2025-02-01")) == {2: "progress"}
    year = factory.figure("城镇化率", "69.5%", "2025")
    verdict = judge_on(target, [dated, year], "2026-02-01")
    assert roles_by_id(verdict) == {3: "settles"}


def test_a_ratio_over_a_window_is_not_settled_at_a_day(factory: RecordFactory) -> None:
    target = factory.target("城镇化率", "70%", "2025", window_start="2025")
    dated = factory.figure("城镇化率", "71%", "2025-12-31")

    verdict = judge_on(target, [dated], "2026-02-01")

    assert outcome_and_reasons(verdict) == (Outcome.OPEN, ["awaited"])
    assert roles_by_id(verdict) == {1: "progress"}


@pytest.mark.parametrize("metric", ["高企", "百强县排名"])
def test_a_stock_or_rank_is_settled_at_the_deadline(
    factory: RecordFactory, metric: str
) -> None:
    unit = "家" if metric == "高企" else "位"
    target = factory.target(metric, f"不超过20{unit}", "2025")
    at_end = factory.figure(metric, f"20{unit}", "2025")
    june = factory.figure(metric, f"21{unit}", "2025-06-30")

    assert judge_on(target, [at_end, june], "2026-02-01").outcome is Outcome.MET
    assert outcome_and_reasons(judge_on(target, [june], "2026-02-01")) == (
        Outcome.OPEN,
        ["awaited"],
    )


def test_a_stock_reported_over_a_period_is_as_at_its_end(
    factory: RecordFactory,
) -> None:
    target = factory.target("高企", "20家", "2025")
    row = {"start": "2025-01-01", "end": "2025-12-31", "status": "expected"}
    over = factory.figure("高企", "25家", "", **row)
    at_end = factory.figure("高企", "19家", "2025-12-31")

    verdict = judge_on(target, [over, at_end], "2026-02-01")

    assert outcome_and_reasons(verdict) == (Outcome.MISSED, [])
    assert roles_by_id(verdict) == {2: "settles"}
    assert refusals_by_id(verdict) == {1: "replaced"}


def test_a_level_without_deadline_is_judged_by_its_latest(
    factory: RecordFactory,
) -> None:
    target = factory.target(GDP, "3600亿元")
    figures = [
        factory.figure(GDP, value, period)
        for value, period in (
            ("3500亿元", "2023"),
            ("3700亿元", "2024"),
            ("3400亿元", "2025"),
        )
    ]

    verdict = judge_on(target, figures[:2], "2026-02-01")

    assert outcome_and_reasons(verdict) == (Outcome.MET, [])
    assert roles_by_id(verdict) == {1: "progress", 2: "settles"}
    since = judge_on(target, figures, "2026-02-01")
    assert outcome_and_reasons(since) == (Outcome.OPEN, ["no-deadline"])
    promised_after = factory.target(GDP, "3600亿元", announced="2025-06-01")
    assert judge_on(promised_after, figures[:2], "2026-02-01").outcome is Outcome.OPEN
    before = judge_on(target, figures[:1], "2026-02-01")
    assert outcome_and_reasons(before) == (Outcome.OPEN, ["no-deadline"])
    assert before.pace is None
    assert outcome_and_reasons(judge_on(target, [], "2026-02-01")) == (
        Outcome.OPEN,
        ["no-deadline"],
    )


def test_a_window_s_own_figure_comes_first_even_if_preliminary(
    factory: RecordFactory,
) -> None:
    target = factory.target("城镇化率", "60%", "2021..2023")
    early = {"status": "preliminary", "published": "2024-01-20"}
    figures = [
        factory.figure("城镇化率", "61%", "2021..2023", **early),
        factory.figure("城镇化率", "59%", "2023", published="2024-01-20"),
    ]

    verdict = judge_on(target, figures, "2024-02-01")

    assert verdict.outcome is Outcome.MET
    assert verdict.provisional_status is FigureStatus.PRELIMINARY


def test_progress_is_what_ends_last_not_what_starts_last(
    factory: RecordFactory,
) -> None:
    target = factory.target("城镇化率", "75%", "2025")
    figures = [
        factory.figure("城镇化率", "70%", "2023"),
        factory.figure("城镇化率", "68%", "2023-06-30"),
    ]

    assert margin_ends(judge_on(target, figures, "2024-02-01")) == exact_margin("-5")


def test_of_what_is_foreseen_the_best_settler_is_the_progress(
    factory: RecordFactory,
) -> None:
    target = factory.target("城镇化率", "75%", "2024")
    early = {"status": "expected", "published": "2024-11-01"}
    figures = [
        factory.figure("城镇化率", "70%", "2024", **early),
        factory.figure("城镇化率", "72%", "2024-12-31", **early),
    ]

    assert margin_ends(judge_on(target, figures, "2024-12-01")) == exact_margin("-5")


def test_a_window_of_one_day_is_settled_on_it(factory: RecordFactory) -> None:
    day = "2024-12-31"
    target = factory.target("人才公寓", "3万套", day, window_start=day)
    figure = factory.figure("人才公寓", "3.1万套", day)

    assert judge_on(target, [figure], "2025-02-01").outcome is Outcome.MET


def test_shares_of_two_halves_are_never_added(factory: RecordFactory) -> None:
    target = factory.target("城镇化率", "60%", "2024")
    figures = [
        factory.figure("城镇化率", "30%", "2024H1"),
        factory.figure("城镇化率", "35%", "2024H2"),
    ]

    verdict = judge_on(target, figures, "2025-02-01")

    assert outcome_and_reasons(verdict) == (Outcome.OPEN, ["awaited"])
    assert margin_ends(verdict) == exact_margin("-30")
    assert roles_by_id(verdict) == {1: "progress"}
    assert refusals_by_id(verdict) == {2: "period"}
    second = judge_on(target, figures[1:], "2025-02-01")
    assert outcome_and_reasons(second) == (Outcome.NOT_COMPARABLE, ["period"])


def test_amounts_for_each_day_are_never_added(factory: RecordFactory) -> None:
    target = factory.target("整车产量", "10万辆/天", "2024")
    figures = [factory.figure("整车产量", "3万辆/天", f"2024Q{n}") for n in range(1, 5)]

    verdict = judge_on(target, figures, "2025-02-01")

    assert outcome_and_reasons(verdict) == (Outcome.NOT_COMPARABLE, ["period"])
    year = factory.figure("整车产量", "3万辆/天", "2024")
    assert judge_on(target, [*figures, year], "2025-02-01").outcome is Outcome.MISSED
