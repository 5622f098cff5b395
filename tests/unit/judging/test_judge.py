"""Outcomes: the first that applies (DESIGN.md §5.5)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from targetcli.judging.gate import Reason
from targetcli.judging.judge import judge
from targetcli.judging.outcome import Outcome, Role
from targetcli.judging.profiles import PLAIN, Profile
from targetcli.model.period import read_day
from targetcli.model.records import FigureStatus
from unit.judging.bench import GDP, Bench, judged, margin, number, roles, why


def test_withdrawn_before_its_deadline(bench: Bench) -> None:
    target = bench.target(GDP, "100亿元", "2024", withdrawn="2023-05-01")
    figures = [
        bench.figure(GDP, "90亿元", "2024", status="expected"),
        bench.figure(GDP, "95亿元", "2024Q1"),
    ]

    assert judged(target, [], "2023-04-30").outcome is Outcome.OPEN
    assert why(judged(target, [], "2023-05-01")) == (Outcome.WITHDRAWN, [])
    verdict = judged(target, figures, "2025-05-01")
    assert why(verdict) == (Outcome.WITHDRAWN, [])
    assert (verdict.provisional_status, verdict.flip, verdict.cautions) == (
        None,
        None,
        (),
    )
    assert margin(verdict) == number("-10")
    assert {used.role for used in verdict.evidence} == {Role.PROGRESS}


@pytest.mark.parametrize("day", ["2024-12-31", "2025-05-01"])
def test_a_later_withdrawal_is_a_note(bench: Bench, day: str) -> None:
    target = bench.target(GDP, "100亿元", "2024", withdrawn=day)
    figure = bench.figure(GDP, "90亿元", "2024", published="2025-01-10")

    verdict = judged(target, [figure], "2025-06-01")

    assert why(verdict) == (Outcome.MISSED, [])
    assert verdict.cautions == (Reason.WITHDRAWN_LATER,)


def test_a_target_without_a_deadline_may_be_withdrawn(bench: Bench) -> None:
    target = bench.target(GDP, "100亿元", withdrawn="2023-05-01")
    figure = bench.figure(GDP, "90亿元", "2022")

    verdict = judged(target, [figure], "2023-05-01")

    assert verdict.outcome is Outcome.WITHDRAWN
    assert roles(verdict) == {1: "progress"}


@pytest.mark.parametrize("words", ["100亿元", "超过100亿元"])
def test_a_level_upwards_may_come_late(bench: Bench, words: str) -> None:
    target = bench.target(GDP, words, "2022")
    figures = [
        bench.figure(GDP, "90亿元", "2022"),
        bench.figure(GDP, "95亿元", "2023"),
        bench.figure(GDP, "101亿元", "2024", status="preliminary"),
        bench.figure(GDP, "99亿元", "2025"),
    ]

    verdict = judged(target, figures, "2026-06-01")

    assert why(verdict) == (Outcome.LATE, [])
    assert verdict.happened_in == figures[2].span
    assert verdict.provisional_status is FigureStatus.PRELIMINARY
    assert margin(verdict) == number("1")
    assert roles(verdict) == {3: "settles", 1: "progress", 2: "later", 4: "later"}
    assert judged(target, figures, "2024-12-31").outcome is Outcome.MISSED


@pytest.mark.parametrize(
    ("metric", "words", "more", "bad", "good"),
    [
        (GDP, "100亿元", {"window_start": "2022"}, "90亿元", "110亿元"),
        ("贫困率", "不超过5%", {}, "6%", "4%"),
        ("汇率", "7至8倍", {}, "6倍", "7.5倍"),
        (GDP, "增长5%", {}, "增长4%", "增长6%"),
        ("百强县排名", "前10位", {}, "第11位", "第9位"),
    ],
)
def test_nothing_else_comes_late(
    bench: Bench, metric: str, words: str, more: dict[str, str], bad: str, good: str
) -> None:
    target = bench.target(metric, words, "2022", **more)
    figures = [bench.figure(metric, bad, "2022"), bench.figure(metric, good, "2023")]

    assert why(judged(target, figures, "2024-06-01")) == (Outcome.MISSED, [])


def test_later_evidence_does_not_settle_what_straddles(bench: Bench) -> None:
    target = bench.target(GDP, "100亿元", "2022")
    figures = [
        bench.figure(GDP, "90亿元以上", "2022"),
        bench.figure(GDP, "110亿元", "2023"),
    ]

    assert why(judged(target, figures, "2024-06-01")) == (
        Outcome.UNDETERMINED,
        ["bound"],
    )


def test_later_evidence_is_no_figure_for_the_deadline(bench: Bench) -> None:
    target = bench.target(GDP, "100亿元", "2022")

    verdict = judged(target, [bench.figure(GDP, "110亿元", "2023")], "2024-06-01")

    assert why(verdict) == (Outcome.OVERDUE, ["no-figure"])
    assert roles(verdict) == {1: "later"}


@pytest.mark.parametrize(
    ("metric", "value", "more"),
    [(GDP, "100亿元", {}), ("高企", "净增100家", {"window_start": "2024"})],
)
def test_without_a_deadline_too_the_period_must_be_over(
    bench: Bench, metric: str, value: str, more: dict[str, str]
) -> None:
    target = bench.target(metric, value, **more)
    figure = bench.figure(metric, value, "2024")

    assert judged(target, [figure], "2024-12-31").outcome is Outcome.OPEN
    assert judged(target, [figure], "2025-01-01").outcome is Outcome.MET


def test_a_stock_on_the_first_day_of_the_window_is_progress(bench: Bench) -> None:
    target = bench.target("高企", "100家", "2025-12-31", window_start="2025-01-01")
    figures = [
        bench.figure("高企", "90家", day) for day in ("2024-12-31", "2025-01-01")
    ]

    verdict = judged(target, figures, "2025-02-01")

    assert roles(verdict) == {2: "progress", 1: "baseline"}


def test_an_about_target_and_a_vague_figure(bench: Bench) -> None:
    target = bench.target(GDP, "增长5%左右", "2024")

    def reason(words: str) -> tuple[Outcome, list[str]]:
        return why(judged(target, [bench.figure(GDP, words, "2024")], "2025-02-01"))

    assert reason("增长4.8%") == (Outcome.UNDETERMINED, ["about"])
    assert reason("增长4%以上") == (Outcome.UNDETERMINED, ["bound"])


def test_silence_is_not_a_miss(bench: Bench) -> None:
    target = bench.target(GDP, "100亿元", "2024")
    figure = bench.figure(GDP, "97亿元", "2023")

    for as_of, outcome, reasons in (
        ("2024-12-31", Outcome.OPEN, ["no-baseline"]),
        ("2025-01-01", Outcome.OPEN, ["awaited"]),
        ("2025-03-31", Outcome.OPEN, ["awaited"]),
        ("2025-04-01", Outcome.OVERDUE, ["no-figure"]),
    ):
        verdict = judged(target, [figure], as_of)
        assert why(verdict) == (outcome, reasons)
        assert margin(verdict) == number("-3")


def test_nothing_at_all_is_known(bench: Bench) -> None:
    target = bench.target(GDP, "100亿元", "2024")

    assert why(judged(target, [], "2024-12-31")) == (Outcome.OPEN, ["no-figure"])
    assert why(judged(target, [], "2025-01-01")) == (Outcome.OPEN, ["awaited"])
    assert why(judged(target, [], "2025-04-01")) == (Outcome.OVERDUE, ["no-figure"])


def test_the_profile_says_how_long_reports_take(bench: Bench) -> None:
    target = bench.target(GDP, "100亿元", "2024")
    quick = Profile("quick", "3", reporting_lag=1)

    verdict = judge(target, [], read_day("2025-01-01").end, quick)
    assert verdict.outcome is Outcome.OPEN
    overdue = judge(target, [], read_day("2025-01-02").end, quick)
    assert overdue.outcome is Outcome.OVERDUE
    assert overdue.profile == quick
    assert judged(target, [], "2025-01-03").profile == PLAIN


def test_what_no_pace_is_known_for_stays_open(bench: Bench) -> None:
    target = bench.target("百强县排名", "前20位", "2025")
    figure = bench.figure("百强县排名", "第25位", "2024")

    assert why(judged(target, [figure], "2025-02-01")) == (Outcome.OPEN, ["no-path"])


def test_a_satisfied_level_is_reached_and_no_more(bench: Bench) -> None:
    target = bench.target("贫困率", "不超过5%", "2030")
    figures = [
        bench.figure("贫困率", "4%", "2020"),
        bench.figure("贫困率", "6%", "2023"),
    ]

    assert judged(target, figures[:1], "2024-02-01").outcome is Outcome.REACHED
    assert why(judged(target, figures, "2024-02-01")) == (
        Outcome.OPEN,
        ["no-baseline"],
    )


def test_the_share_and_the_flip_of_a_met_target(bench: Bench) -> None:
    target = bench.target(GDP, "100亿元", "2024")

    verdict = judged(target, [bench.figure(GDP, "125亿元", "2024")], "2025-02-01")

    assert verdict.share == Decimal("1.25")
    assert verdict.flip is not None
    assert verdict.flip.relative == Decimal("-0.2")
    assert verdict.flip.absolute is None


def test_what_was_met_in_time_is_not_late(bench: Bench) -> None:
    target = bench.target(GDP, "1000亿元", "2022")
    figures = [
        bench.figure(GDP, "1100亿元", "2022"),
        bench.figure(GDP, "1200亿元", "2023"),
    ]

    assert judged(target, figures, "2024-02-01").outcome is Outcome.MET


@pytest.mark.parametrize(
    ("metric", "seen"), [("贫困率", "7.253%"), ("城镇化率", "7.247%")]
)
def test_just_beside_about_is_about(bench: Bench, metric: str, seen: str) -> None:
    target = bench.target(metric, "7.25%左右", "2022")
    figure = bench.figure(metric, seen, "2022")

    verdict = judged(target, [figure], "2023-02-01")

    assert why(verdict) == (Outcome.UNDETERMINED, ["about"])


def test_what_comes_later_bears_on_it_though_another_is_refused(bench: Bench) -> None:
    target = bench.target(GDP, "1000亿元", "2022")
    figures = [
        bench.figure(GDP, "900亿元", "2023"),
        bench.figure(GDP, "900亿元", "2022", scope="全口径"),
    ]

    verdict = judged(target, figures, "2024-02-01")

    assert why(verdict) == (Outcome.OVERDUE, ["no-figure"])
