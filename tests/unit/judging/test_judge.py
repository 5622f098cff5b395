"""Outcomes: the first that applies (docs/design.md §5.5)."""

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
    roles_by_id,
)
from targetcli.judging.judge import judge
from targetcli.judging.outcome import Outcome, Role
from targetcli.judging.profiles import PLAIN, Profile
from targetcli.judging.reasons import Reason
from targetcli.model.period_reader import read_day
from targetcli.model.records import FigureStatus


def test_withdrawn_before_its_deadline(factory: RecordFactory) -> None:
    target = factory.target(GDP, "100亿元", "2024", withdrawn="2023-05-01")
    figures = [
        factory.figure(GDP, "90亿元", "2024", status="expected"),
        factory.figure(GDP, "95亿元", "2024Q1"),
    ]

    assert judge_on(target, [], "2023-04-30").outcome is Outcome.OPEN
    assert outcome_and_reasons(judge_on(target, [], "2023-05-01")) == (
        Outcome.WITHDRAWN,
        [],
    )
    verdict = judge_on(target, figures, "2025-05-01")
    assert outcome_and_reasons(verdict) == (Outcome.WITHDRAWN, [])
    assert (verdict.provisional_status, verdict.flip, verdict.cautions) == (
        None,
        None,
        (),
    )
    assert margin_ends(verdict) == exact_margin("-10")
    assert {used.role for used in verdict.evidence} == {Role.PROGRESS}


@pytest.mark.parametrize("day", ["2024-12-31", "2025-05-01"])
def test_a_later_withdrawal_is_a_note(factory: RecordFactory, day: str) -> None:
    target = factory.target(GDP, "100亿元", "2024", withdrawn=day)
    figure = factory.figure(GDP, "90亿元", "2024", published="2025-01-10")

    verdict = judge_on(target, [figure], "2025-06-01")

    assert outcome_and_reasons(verdict) == (Outcome.MISSED, [])
    assert verdict.cautions == (Reason.WITHDRAWN_LATER,)


def test_a_target_without_a_deadline_may_be_withdrawn(factory: RecordFactory) -> None:
    target = factory.target(GDP, "100亿元", withdrawn="2023-05-01")
    figure = factory.figure(GDP, "90亿元", "2022")

    verdict = judge_on(target, [figure], "2023-05-01")

    assert verdict.outcome is Outcome.WITHDRAWN
    assert roles_by_id(verdict) == {1: "progress"}


@pytest.mark.parametrize("text", ["100亿元", "超过100亿元"])
def test_a_level_upwards_may_come_late(factory: RecordFactory, text: str) -> None:
    target = factory.target(GDP, text, "2022")
    figures = [
        factory.figure(GDP, "90亿元", "2022"),
        factory.figure(GDP, "95亿元", "2023"),
        factory.figure(GDP, "101亿元", "2024", status="preliminary"),
        factory.figure(GDP, "99亿元", "2025"),
    ]

    verdict = judge_on(target, figures, "2026-06-01")

    assert outcome_and_reasons(verdict) == (Outcome.LATE, [])
    assert verdict.happened_in == figures[2].span
    assert verdict.provisional_status is FigureStatus.PRELIMINARY
    assert margin_ends(verdict) == exact_margin("1")
    assert roles_by_id(verdict) == {3: "settles", 1: "progress", 2: "later", 4: "later"}
    assert judge_on(target, figures, "2024-12-31").outcome is Outcome.MISSED


@pytest.mark.parametrize(
    ("metric", "text", "more", "bad", "good"),
    [
        (GDP, "100亿元", {"window_start": "2022"}, "90亿元", "110亿元"),
        ("贫困率", "不超过5%", {}, "6%", "4%"),
        ("汇率", "7至8倍", {}, "6倍", "7.5倍"),
        (GDP, "增长5%", {}, "增长4%", "增长6%"),
        ("百强县排名", "前10位", {}, "第11位", "第9位"),
    ],
)
def test_nothing_else_comes_late(
    factory: RecordFactory,
    metric: str,
    text: str,
    more: dict[str, str],
    bad: str,
    good: str,
) -> None:
    target = factory.target(metric, text, "2022", **more)
    figures = [
        factory.figure(metric, bad, "2022"),
        factory.figure(metric, good, "2023"),
    ]

    assert outcome_and_reasons(judge_on(target, figures, "2024-06-01")) == (
        Outcome.MISSED,
        [],
    )


def test_later_evidence_does_not_settle_what_straddles(factory: RecordFactory) -> None:
    target = factory.target(GDP, "100亿元", "2022")
    figures = [
        factory.figure(GDP, "90亿元以上", "2022"),
        factory.figure(GDP, "110亿元", "2023"),
    ]

    assert outcome_and_reasons(judge_on(target, figures, "2024-06-01")) == (
        Outcome.UNDETERMINED,
        ["bound"],
    )


def test_later_evidence_is_no_figure_for_the_deadline(factory: RecordFactory) -> None:
    target = factory.target(GDP, "100亿元", "2022")

    verdict = judge_on(target, [factory.figure(GDP, "110亿元", "2023")], "2024-06-01")

    assert outcome_and_reasons(verdict) == (Outcome.OVERDUE, ["no-figure"])
    assert roles_by_id(verdict) == {1: "later"}


@pytest.mark.parametrize(
    ("metric", "value", "more"),
    [(GDP, "100亿元", {}), ("高企", "净增100家", {"window_start": "2024"})],
)
def test_without_a_deadline_too_the_period_must_be_over(
    factory: RecordFactory, metric: str, value: str, more: dict[str, str]
) -> None:
    target = factory.target(metric, value, **more)
    figure = factory.figure(metric, value, "2024")

    assert judge_on(target, [figure], "2024-12-31").outcome is Outcome.OPEN
    assert judge_on(target, [figure], "2025-01-01").outcome is Outcome.MET


def test_a_stock_on_the_first_day_of_the_window_is_progress(
    factory: RecordFactory,
) -> None:
    target = factory.target("高企", "100家", "2025-12-31", window_start="2025-01-01")
    figures = [
        factory.figure("高企", "90家", day) for day in ("2024-12-31", "2025-01-01")
    ]

    verdict = judge_on(target, figures, "2025-02-01")

    assert roles_by_id(verdict) == {2: "progress", 1: "baseline"}


def test_an_about_target_and_a_vague_figure(factory: RecordFactory) -> None:
    target = factory.target(GDP, "增长5%左右", "2024")

    def reason(text: str) -> tuple[Outcome, list[str]]:
        return outcome_and_reasons(
            judge_on(target, [factory.figure(GDP, text, "2024")], "2025-02-01")
        )

    assert reason("增长4.8%") == (Outcome.UNDETERMINED, ["about"])
    assert reason("增长4%以上") == (Outcome.UNDETERMINED, ["bound"])


def test_silence_is_not_a_miss(factory: RecordFactory) -> None:
    target = factory.target(GDP, "100亿元", "2024")
    figure = factory.figure(GDP, "97亿元", "2023")

    for as_of, outcome, reasons in (
        ("2024-12-31", Outcome.OPEN, ["no-baseline"]),
        ("2025-01-01", Outcome.OPEN, ["awaited"]),
        ("2025-03-31", Outcome.OPEN, ["awaited"]),
        ("2025-04-01", Outcome.OVERDUE, ["no-figure"]),
    ):
        verdict = judge_on(target, [figure], as_of)
        assert outcome_and_reasons(verdict) == (outcome, reasons)
        assert margin_ends(verdict) == exact_margin("-3")


def test_nothing_at_all_is_known(factory: RecordFactory) -> None:
    target = factory.target(GDP, "100亿元", "2024")

    assert outcome_and_reasons(judge_on(target, [], "2024-12-31")) == (
        Outcome.OPEN,
        ["no-figure"],
    )
    assert outcome_and_reasons(judge_on(target, [], "2025-01-01")) == (
        Outcome.OPEN,
        ["awaited"],
    )
    assert outcome_and_reasons(judge_on(target, [], "2025-04-01")) == (
        Outcome.OVERDUE,
        ["no-figure"],
    )


def test_the_profile_says_how_long_reports_take(factory: RecordFactory) -> None:
    target = factory.target(GDP, "100亿元", "2024")
    quick = Profile("quick", "3", reporting_lag=1)

    verdict = judge(target, [], read_day("2025-01-01").end, quick)
    assert verdict.outcome is Outcome.OPEN
    overdue = judge(target, [], read_day("2025-01-02").end, quick)
    assert overdue.outcome is Outcome.OVERDUE
    assert overdue.profile == quick
    assert judge_on(target, [], "2025-01-03").profile == PLAIN


def test_what_no_pace_is_known_for_stays_open(factory: RecordFactory) -> None:
    target = factory.target("百强县排名", "前20位", "2025")
    figure = factory.figure("百强县排名", "第25位", "2024")

    assert outcome_and_reasons(judge_on(target, [figure], "2025-02-01")) == (
        Outcome.OPEN,
        ["no-path"],
    )


def test_a_satisfied_level_is_reached_and_no_more(factory: RecordFactory) -> None:
    target = factory.target("贫困率", "不超过5%", "2030")
    figures = [
        factory.figure("贫困率", "4%", "2020"),
        factory.figure("贫困率", "6%", "2023"),
    ]

    assert judge_on(target, figures[:1], "2024-02-01").outcome is Outcome.REACHED
    assert outcome_and_reasons(judge_on(target, figures, "2024-02-01")) == (
        Outcome.OPEN,
        ["no-baseline"],
    )


def test_the_share_and_the_flip_of_a_met_target(factory: RecordFactory) -> None:
    target = factory.target(GDP, "100亿元", "2024")

    verdict = judge_on(target, [factory.figure(GDP, "125亿元", "2024")], "2025-02-01")

    assert verdict.share == Decimal("1.25")
    assert verdict.flip is not None
    assert verdict.flip.relative == Decimal("-0.2")
    assert verdict.flip.absolute is None


def test_what_was_met_in_time_is_not_late(factory: RecordFactory) -> None:
    target = factory.target(GDP, "1000亿元", "2022")
    figures = [
        factory.figure(GDP, "1100亿元", "2022"),
        factory.figure(GDP, "1200亿元", "2023"),
    ]

    assert judge_on(target, figures, "2024-02-01").outcome is Outcome.MET


@pytest.mark.parametrize(
    ("metric", "reported"), [("贫困率", "7.253%"), ("城镇化率", "7.247%")]
)
def test_just_beside_about_is_about(
    factory: RecordFactory, metric: str, reported: str
) -> None:
    target = factory.target(metric, "7.25%左右", "2022")
    figure = factory.figure(metric, reported, "2022")

    verdict = judge_on(target, [figure], "2023-02-01")

    assert outcome_and_reasons(verdict) == (Outcome.UNDETERMINED, ["about"])


def test_what_comes_later_bears_on_it_though_another_is_refused(
    factory: RecordFactory,
) -> None:
    target = factory.target(GDP, "1000亿元", "2022")
    figures = [
        factory.figure(GDP, "900亿元", "2023"),
        factory.figure(GDP, "900亿元", "2022", scope="全口径"),
    ]

    verdict = judge_on(target, figures, "2024-02-01")

    assert outcome_and_reasons(verdict) == (Outcome.OVERDUE, ["no-figure"])
