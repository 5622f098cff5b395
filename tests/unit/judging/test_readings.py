"""The choice between several figures for one period (DESIGN.md §5.3)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from targetcli.judging.gate import Reason
from targetcli.judging.intervals import Interval
from targetcli.judging.outcome import Outcome
from targetcli.judging.readings import to_rounded_interval
from targetcli.model.bound_words import RecordRole, read_wording
from targetcli.model.records import Figure, FigureStatus
from unit.judging.bench import GDP, Bench, judged, margin, number, refused, roles, why


def of_2024(bench: Bench, value: str, published: str, status: str = "") -> Figure:
    return bench.figure(GDP, value, "2024", published=published, status=status)


@pytest.mark.parametrize("provisional", ["expected", "preliminary"])
@pytest.mark.parametrize("firm", ["reported", "final", "revised"])
def test_provisional_never_replaces_firm(
    bench: Bench, provisional: str, firm: str
) -> None:
    target = bench.target(GDP, "100亿元", "2024")
    figures = [
        of_2024(bench, "101亿元", "2025-01-10", firm),
        of_2024(bench, "99亿元", "2025-02-10", provisional),
    ]

    verdict = judged(target, figures, "2025-03-01")

    assert why(verdict) == (Outcome.MET, [])
    assert roles(verdict) == {1: "settles"}
    assert refused(verdict) == {2: "replaced"}


@pytest.mark.parametrize(
    ("early", "late"),
    [("expected", "preliminary"), ("preliminary", "expected"), ("final", "reported")],
)
def test_within_a_class_the_later_published_wins(
    bench: Bench, early: str, late: str
) -> None:
    target = bench.target(GDP, "100亿元", "2024")
    figures = [
        of_2024(bench, "99亿元", "2025-02-10", late),
        of_2024(bench, "101亿元", "2025-01-10", early),
    ]

    assert judged(target, figures, "2025-01-31").outcome is Outcome.MET
    assert judged(target, figures, "2025-03-01").outcome is Outcome.MISSED


def test_of_one_day_the_later_stage_wins(bench: Bench) -> None:
    target = bench.target(GDP, "100亿元", "2024")
    figures = [
        of_2024(bench, "99亿元", "2025-01-10", "revised"),
        of_2024(bench, "101亿元", "2025-01-10", "reported"),
    ]

    assert roles(judged(target, figures, "2025-03-01")) == {1: "settles"}


def test_equal_rank_is_intersected(bench: Bench) -> None:
    target = bench.target(GDP, "100亿元", "2024")
    figures = [
        of_2024(bench, "超99亿元", "2025-01-10"),
        of_2024(bench, "不超过102亿元", "2025-01-10"),
        of_2024(bench, "100亿元以上", "2025-01-10"),
    ]

    verdict = judged(target, figures, "2025-03-01")

    assert why(verdict) == (Outcome.MET, [])
    assert margin(verdict) == (Decimal(0), Decimal(2))
    assert roles(verdict) == dict.fromkeys((1, 2, 3), "settles")


def test_disjoint_figures_with_different_outcomes_are_contested(bench: Bench) -> None:
    target = bench.target(GDP, "100亿元", "2024")
    figures = [
        of_2024(bench, value, "2025-01-10")
        for value in ("99亿元", "103亿元", "101亿元")
    ]

    for order in (figures, figures[::-1], [figures[0], figures[2], figures[1]]):
        verdict = judged(target, order, "2025-03-01")
        assert why(verdict) == (Outcome.UNDETERMINED, ["contested"])
        assert margin(verdict) == (Decimal(-1), Decimal(3))
        assert roles(verdict) == dict.fromkeys((1, 2, 3), "settles")


@pytest.mark.parametrize(
    ("asked", "values", "outcome"),
    [
        ("100亿元", ("101亿元", "102亿元"), Outcome.MET),
        ("100亿元", ("98亿元", "99亿元"), Outcome.MISSED),
        ("=100亿元", ("99亿元", "101亿元"), Outcome.MISSED),
    ],
)
def test_disjoint_figures_with_one_outcome_are_not(
    bench: Bench, asked: str, values: tuple[str, ...], outcome: Outcome
) -> None:
    target = bench.target(GDP, asked, "2024")
    figures = [of_2024(bench, value, "2025-01-10") for value in values]

    assert why(judged(target, figures, "2025-03-01")) == (outcome, [])


def test_contradictions_stay_in_a_sum(bench: Bench) -> None:
    target = bench.target(GDP, "100亿元", "2024")
    figures = [
        bench.figure(GDP, value, period, published="2025-01-10")
        for value, period in (
            ("50亿元", "2024H1"),
            ("49亿元", "2024H2"),
            ("51亿元", "2024H2"),
        )
    ]

    assert why(judged(target, figures, "2025-03-01")) == (
        Outcome.UNDETERMINED,
        ["contested"],
    )


def test_a_contested_progress_has_a_pace_only_where_all_agree(bench: Bench) -> None:
    target = bench.target(
        GDP, "110亿元", "2025", baseline_value="90亿元", baseline_period="2023"
    )
    figures = [of_2024(bench, value, "2025-01-10") for value in ("99亿元", "101亿元")]

    verdict = judged(target, figures, "2025-03-01")

    assert why(verdict) == (Outcome.OPEN, ["no-path"])
    agreed = [of_2024(bench, value, "2025-02-10") for value in ("101亿元", "102亿元")]
    ahead = judged(target, [*figures, *agreed], "2025-03-01")
    assert why(ahead) == (Outcome.ON_TRACK, [])
    assert ahead.pace is not None
    assert ahead.pace.done_share is None


def test_the_weakest_stage_of_a_sum_is_carried(bench: Bench) -> None:
    target = bench.target(GDP, "100亿元", "2024")
    figures = [
        bench.figure(GDP, "60亿元", "2024H1", status="final"),
        bench.figure(GDP, "60亿元", "2024H2", status="preliminary"),
    ]

    verdict = judged(target, figures, "2025-03-01")

    assert verdict.outcome is Outcome.MET
    assert verdict.provisional_status is FigureStatus.PRELIMINARY


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("5.0%", "4.95", "5.05"),
        ("5%", "4.5", "5.5"),
        ("3600亿元", "3599.5", "3600.5"),
        ("3600家", "3600", "3600"),
        ("36万家", "35.5", "36.5"),
        ("3600.5人", "3600.45", "3600.55"),
        ("20位", "20", "20"),
    ],
)
def test_digits_are_rounded_where_they_end_and_counts_are_not(
    bench: Bench, words: str, low: str, high: str
) -> None:
    figure = bench.figure("高企", words, "2024", basis="total")
    assert figure.bound is not None

    assert to_rounded_interval(figure.bound) == Interval(Decimal(low), Decimal(high))


def test_what_is_a_bound_already_is_not_rounded(bench: Bench) -> None:
    figure = bench.figure(GDP, "超5亿元", "2024")
    assert figure.bound is not None

    assert to_rounded_interval(figure.bound) == Interval(
        Decimal(5), None, low_open=True
    )
    assert read_wording("超5亿元", RecordRole.FIGURE).value == 5


def test_rounding_goes_through_sums(bench: Bench) -> None:
    target = bench.target(GDP, "100亿元", "2024")
    halves = [bench.figure(GDP, "50.4亿元", f"2024H{half}") for half in (1, 2)]

    clear = judged(target, halves, "2025-03-01")
    assert Reason.WITHIN_ROUNDING not in clear.cautions
    coarse = [bench.figure(GDP, value, "2024H1") for value in ("50亿元",)]
    near = judged(target, [*coarse, halves[1]], "2025-03-01")
    assert near.outcome is Outcome.MET
    assert Reason.WITHIN_ROUNDING in near.cautions
    assert margin(near) == number("0.4")


def test_a_rank_at_the_cut_is_not_within_rounding(bench: Bench) -> None:
    target = bench.target("百强县排名", "前20位", "2024")
    figure = bench.figure("百强县排名", "第20位", "2024", published="2025-01-01")

    verdict = judged(target, [figure], "2025-03-01")

    assert (verdict.outcome, verdict.cautions) == (Outcome.MET, ())


@pytest.mark.parametrize(
    ("asked", "one", "other"),
    [
        ("超过100亿元", "超50亿元", "50亿元"),
        ("低于100亿元", "50亿元", "近50亿元"),
    ],
)
def test_one_open_end_opens_the_sum(
    bench: Bench, asked: str, one: str, other: str
) -> None:
    target = bench.target(GDP, asked, "2024")
    for values in ((one, other), (other, one)):
        halves = [
            bench.figure(GDP, value, f"2024H{half}")
            for half, value in enumerate(values, 1)
        ]
        assert judged(target, halves, "2025-03-01").outcome is Outcome.MET
