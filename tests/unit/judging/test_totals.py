"""Totals and changes: exact windows, tiles, bounds and differences (§5.3)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from targetcli.judging.outcome import Outcome, Verdict
from targetcli.model.records import Basis, Figure, Target
from unit.judging.bench import Bench, judged, margin, number, refused, roles, why


def homes(bench: Bench, words: str = "5万个") -> Target:
    return bench.target("新增岗位", words, "2021..2025", basis="total")


def new(bench: Bench, value: str, period: str, **more: str) -> Figure:
    return bench.figure("新增岗位", value, period, basis="total", **more)


def test_the_exact_window_settles(bench: Bench) -> None:
    verdict = judged(homes(bench), [new(bench, "4万个", "2021..2025")], "2026-02-01")

    assert why(verdict) == (Outcome.MISSED, [])
    assert roles(verdict) == {1: "settles"}


def test_the_coarsest_complete_tiling_wins(bench: Bench) -> None:
    figures = [
        new(bench, "1万个", "2021..2023"),
        new(bench, "1万个", "2021"),
        new(bench, "3万个", "2022..2025"),
        new(bench, "9万个", "2022"),
        new(bench, "9万个", "2023"),
        new(bench, "9万个", "2024"),
        new(bench, "9万个", "2025"),
    ]

    verdict = judged(homes(bench), figures, "2026-02-01")

    assert margin(verdict) == number("-1")
    assert roles(verdict) == {2: "part", 3: "part"}
    assert refused(verdict) == dict.fromkeys((1, 4, 5, 6, 7), "replaced")


def test_a_year_to_date_figure_replaces_the_months_inside_it(bench: Bench) -> None:
    target = bench.target(
        "新增岗位", "10万个", "2024", basis="total", window_start="2024"
    )
    figures = [
        new(bench, "1万个", "2024-01"),
        new(bench, "1万个", "2024-02"),
        new(bench, "3万个", "2024Q1"),
        new(bench, "2万个", "2024-04"),
    ]

    verdict = judged(target, figures, "2024-05-20")

    assert margin(verdict) == number("-5")
    assert roles(verdict) == {3: "progress", 4: "progress"}
    assert refused(verdict) == {1: "replaced", 2: "replaced"}


def test_the_last_piece_missing_is_awaited(bench: Bench) -> None:
    verdict = judged(homes(bench), [new(bench, "4万个", "2021..2024")], "2026-02-01")

    assert why(verdict) == (Outcome.OPEN, ["awaited"])
    later = judged(homes(bench), [new(bench, "4万个", "2021..2024")], "2026-04-01")
    assert why(later) == (Outcome.OVERDUE, ["no-figure"])


def test_an_earlier_piece_missing_at_the_deadline_is_incomplete(bench: Bench) -> None:
    figures = [new(bench, "1万个", year) for year in ("2021", "2023", "2024", "2025")]

    verdict = judged(homes(bench), figures, "2026-02-01")

    assert why(verdict) == (Outcome.UNDETERMINED, ["incomplete"])
    assert margin(verdict) == (Decimal(-1), None)
    assert set(roles(verdict).values()) == {"part"}


def test_what_is_incomplete_and_no_bound_has_no_margin(bench: Bench) -> None:
    target = bench.target("利润", "5亿元", "2021..2025", basis="total")
    figures = [
        bench.figure("利润", "9亿元", year, basis="total") for year in ("2021", "2025")
    ]

    verdict = judged(target, figures, "2026-02-01")

    assert why(verdict) == (Outcome.UNDETERMINED, ["incomplete"])
    assert verdict.margin is None
    alone = judged(target, figures[1:], "2026-02-01")
    assert why(alone) == (Outcome.UNDETERMINED, ["incomplete"])
    assert alone.margin is None
    assert roles(alone) == {2: "progress"}


def by_2023(bench: Bench, words: str, *values: str) -> Verdict:
    figures = [new(bench, value, str(2021 + at)) for at, value in enumerate(values)]
    return judged(homes(bench, words), figures, "2024-02-01")


def test_a_lower_bound_meets_early(bench: Bench) -> None:
    verdict = by_2023(bench, "5万个", "2万个", "超2万个", "1万个")

    assert why(verdict) == (Outcome.MET, [])
    assert margin(verdict) == (Decimal(0), None)


def test_a_lower_bound_misses_a_cap_early(bench: Bench) -> None:
    verdict = by_2023(bench, "不超过5万个", "2万个", "超2万个", "1万个")

    assert why(verdict) == (Outcome.MISSED, [])
    assert margin(verdict) == (None, Decimal(0))
    assert roles(verdict) == {1: "part", 2: "part", 3: "part"}


def test_a_gap_does_not_weaken_a_lower_bound(bench: Bench) -> None:
    figures = [new(bench, "3万个", year) for year in ("2022", "2024")]

    verdict = judged(homes(bench), figures, "2025-02-01")

    assert why(verdict) == (Outcome.MET, [])
    assert roles(verdict) == {1: "part", 2: "part"}


def test_a_lower_bound_takes_the_coarsest_cover(bench: Bench) -> None:
    figures = [
        new(bench, "1万个", "2022"),
        new(bench, "1万个", "2023"),
        new(bench, "3万个", "2022..2023"),
        new(bench, "1万个", "2025"),
    ]

    verdict = judged(homes(bench), figures, "2026-02-01")

    assert why(verdict) == (Outcome.UNDETERMINED, ["incomplete"])
    assert roles(verdict) == {3: "part", 4: "part"}


def test_what_may_be_negative_is_no_lower_bound(bench: Bench) -> None:
    target = bench.target("利润", "5亿元", "2021..2025", basis="total")
    figure = bench.figure("利润", "6亿元", "2021..2024", basis="total")

    verdict = judged(target, [figure], "2025-02-01")

    assert why(verdict) == (Outcome.REACHED, [])


def test_a_cap_is_on_track_while_it_holds(bench: Bench) -> None:
    verdict = by_2023(bench, "不超过5万个", "1万个", "1万个", "2.9万个")

    assert why(verdict) == (Outcome.ON_TRACK, [])


def test_a_cap_broken_by_what_may_be_negative_is_behind(bench: Bench) -> None:
    target = bench.target("利润", "不超过5亿元", "2021..2025", basis="total")
    figure = bench.figure("利润", "6亿元", "2021..2024", basis="total")

    assert why(judged(target, [figure], "2025-02-01")) == (Outcome.BEHIND, [])


def test_figures_outside_the_window_are_shown_or_refused(bench: Bench) -> None:
    figures = [
        new(bench, "1万个", "2020"),
        new(bench, "1万个", "2026"),
        new(bench, "1万个", "2020..2021"),
    ]

    verdict = judged(homes(bench), figures, "2027-02-01")

    assert why(verdict) == (Outcome.NOT_COMPARABLE, ["period"])
    assert roles(verdict) == {1: "baseline"}
    assert refused(verdict) == {2: "period", 3: "period"}


def firms(bench: Bench, value: str, day: str, **more: str) -> Figure:
    return bench.figure("高企", value, day, **more)


def test_a_change_is_the_difference_of_two_stocks(bench: Bench) -> None:
    target = bench.target("高企", "净增1000家以上", "2024", window_start="2024")
    figures = [
        firms(bench, "4000家", "2023年底"),
        firms(bench, "4500家", "2024-06-30"),
        firms(bench, "4990家", "2024年底", status="preliminary"),
    ]

    verdict = judged(target, figures, "2025-02-01")

    assert why(verdict) == (Outcome.MISSED, [])
    assert margin(verdict) == number("-10")
    assert verdict.provisional_status == "preliminary"
    assert roles(verdict) == {1: "part", 3: "part"}
    assert refused(verdict) == {2: "replaced"}
    halfway = judged(target, figures[:2], "2024-08-01")
    assert why(halfway) == (Outcome.ON_TRACK, [])


def test_a_reported_change_is_not_worked_out_again(bench: Bench) -> None:
    target = bench.target("高企", "净增1000家以上", "2024", window_start="2024")
    figures = [
        firms(bench, "4000家", "2023年底"),
        firms(bench, "4990家", "2024年底"),
        bench.figure("高企", "净增1005家", "2024"),
    ]

    verdict = judged(target, figures, "2025-02-01")

    assert why(verdict) == (Outcome.MET, [])
    assert roles(verdict) == {1: "baseline", 3: "settles"}
    assert refused(verdict) == {2: "basis"}


def test_gross_additions_are_no_change(bench: Bench) -> None:
    target = bench.target("高企", "净增1000家以上", "2024", window_start="2024")
    gross = bench.figure("高企", "新增1200家", "2024")

    assert why(judged(target, [gross], "2025-02-01")) == (
        Outcome.NOT_COMPARABLE,
        ["basis"],
    )


def test_a_stock_without_the_one_at_the_start_is_no_change(bench: Bench) -> None:
    target = bench.target("高企", "净增1000家以上", "2024", window_start="2024")

    start = judged(target, [firms(bench, "4000家", "2023年底")], "2024-02-01")
    assert why(start) == (Outcome.OPEN, ["no-figure"])
    assert roles(start) == {1: "baseline"}
    end = judged(target, [firms(bench, "4990家", "2024年底")], "2025-02-01")
    assert why(end) == (Outcome.NOT_COMPARABLE, ["basis"])


@pytest.mark.parametrize(
    ("value", "outcome"),
    [("净增4万家", Outcome.OPEN), ("净增6万家", Outcome.MET)],
)
def test_a_sum_without_a_deadline_is_met_or_open(
    bench: Bench, value: str, outcome: Outcome
) -> None:
    target = bench.target("高企", "净增5万家", window_start="2021")
    figure = bench.figure("高企", value, "2021..2023")

    verdict = judged(target, [figure], "2024-02-01")

    reasons = [] if outcome is Outcome.MET else ["no-deadline"]
    assert why(verdict) == (outcome, reasons)


def test_a_cap_without_a_deadline_is_never_missed(bench: Bench) -> None:
    target = bench.target("排放量", "不超过5吨", basis="total", window_start="2021")
    figures = [
        bench.figure("排放量", "3吨", year, basis="total") for year in ("2021", "2022")
    ]

    for known in (figures[:1], figures):
        verdict = judged(target, known, "2024-02-01")
        assert why(verdict) == (Outcome.OPEN, ["no-deadline"])


def test_a_figure_for_days_to_come_is_progress(bench: Bench) -> None:
    expected = new(
        bench, "6万个", "2021..2025", status="expected", published="2025-12-01"
    )

    verdict = judged(homes(bench), [expected], "2025-12-15")

    assert why(verdict) == (Outcome.REACHED, [])
    assert roles(verdict) == {1: "progress"}


def test_an_amount_at_a_day_is_no_part_of_a_sum(bench: Bench) -> None:
    target = bench.target("新增岗位", "5万个", "2024-01..2024-12", basis="total")
    figure = bench.figure("新增岗位", "6万个", "2024-06-30", basis="total")
    figure = figure._replace(start=None)

    verdict = judged(target, [figure], "2024-08-01")

    assert why(verdict) == (Outcome.NOT_COMPARABLE, ["period"])


def test_a_stock_over_a_period_is_no_part_of_a_change(bench: Bench) -> None:
    target = bench.target("高企", "净增100家", "2024", window_start="2024")
    target = target._replace(metric=target.metric._replace(non_negative=True))
    figure = bench.figure("高企", "5000家", "2024H1")

    verdict = judged(target, [figure], "2024-08-01")

    assert why(verdict) == (Outcome.NOT_COMPARABLE, ["basis"])


def test_a_change_is_known_from_the_first_day_of_the_window(bench: Bench) -> None:
    target = bench.target("高企", "净增100家", "2024", window_start="2024")
    figures = [
        bench.figure("高企", "1000家", "2023-12-31"),
        bench.figure("高企", "1003家", "2024-01-01"),
    ]

    assert margin(judged(target, figures, "2024-01-02")) == number("-97")


def test_a_bound_that_decides_nothing_is_evidence_all_the_same(bench: Bench) -> None:
    target = bench.target("新增岗位", "5万个", "2021..2025", basis="total")
    figures = [
        bench.figure("新增岗位", "1万个", "2023", basis="total"),
        bench.figure("新增岗位", "1万个", "2021", basis="total", scope="全口径"),
    ]

    verdict = judged(target, figures, "2024-02-01")

    assert why(verdict) == (Outcome.OPEN, ["no-figure"])
    assert refused(verdict) == {2: "scope"}


def test_the_least_of_parts_count(bench: Bench) -> None:
    target = bench.target("新增岗位", "2个", "2021..2025", basis="total")
    figures = [
        bench.figure("新增岗位", "1个", year, basis="total")
        for year in ("2022", "2024")
    ]

    assert judged(target, figures, "2025-02-01").outcome is Outcome.MET


def test_the_difference_of_two_stocks_is_a_change(bench: Bench) -> None:
    target = bench.target("高企", "净增100家", "2024", window_start="2024")
    figures = [
        bench.figure("高企", value, day)
        for value, day in (("1000家", "2023-12-31"), ("1100家", "2024-12-31"))
    ]

    deciding = judged(target, figures, "2025-02-01").deciding_reading

    assert deciding is not None
    assert deciding.basis is Basis.CHANGE
