"""Totals and changes: exact windows, tiles, bounds and differences (§5.3)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from support.record_factory import (
    RecordFactory,
    exact_margin,
    judge_on,
    margin_ends,
    outcome_and_reasons,
    refusals_by_id,
    roles_by_id,
)
from targetcli.judging.outcome import Outcome, Verdict
from targetcli.model.records import Basis, Figure, Target


def homes(factory: RecordFactory, text: str = "5万个") -> Target:
    return factory.target("新增岗位", text, "2021..2025", basis="total")


def new(factory: RecordFactory, value: str, period: str, **more: str) -> Figure:
    return factory.figure("新增岗位", value, period, basis="total", **more)


def test_the_exact_window_settles(factory: RecordFactory) -> None:
    verdict = judge_on(
        homes(factory), [new(factory, "4万个", "2021..2025")], "2026-02-01"
    )

    assert outcome_and_reasons(verdict) == (Outcome.MISSED, [])
    assert roles_by_id(verdict) == {1: "settles"}


def test_the_coarsest_complete_tiling_wins(factory: RecordFactory) -> None:
    figures = [
        new(factory, "1万个", "2021..2023"),
        new(factory, "1万个", "2021"),
        new(factory, "3万个", "2022..2025"),
        new(factory, "9万个", "2022"),
        new(factory, "9万个", "2023"),
        new(factory, "9万个", "2024"),
        new(factory, "9万个", "2025"),
    ]

    verdict = judge_on(homes(factory), figures, "2026-02-01")

    assert margin_ends(verdict) == exact_margin("-1")
    assert roles_by_id(verdict) == {2: "part", 3: "part"}
    assert refusals_by_id(verdict) == dict.fromkeys((1, 4, 5, 6, 7), "replaced")


def test_a_year_to_date_figure_replaces_the_months_inside_it(
    factory: RecordFactory,
) -> None:
    target = factory.target(
        "新增岗位", "10万个", "2024", basis="total", window_start="2024"
    )
    figures = [
        new(factory, "1万个", "2024-01"),
        new(factory, "1万个", "2024-02"),
        new(factory, "3万个", "2024Q1"),
        new(factory, "2万个", "2024-04"),
    ]

    verdict = judge_on(target, figures, "2024-05-20")

    assert margin_ends(verdict) == exact_margin("-5")
    assert roles_by_id(verdict) == {3: "progress", 4: "progress"}
    assert refusals_by_id(verdict) == {1: "replaced", 2: "replaced"}


def test_the_last_piece_missing_is_awaited(factory: RecordFactory) -> None:
    verdict = judge_on(
        homes(factory), [new(factory, "4万个", "2021..2024")], "2026-02-01"
    )

    assert outcome_and_reasons(verdict) == (Outcome.OPEN, ["awaited"])
    later = judge_on(
        homes(factory), [new(factory, "4万个", "2021..2024")], "2026-04-01"
    )
    assert outcome_and_reasons(later) == (Outcome.OVERDUE, ["no-figure"])


def test_an_earlier_piece_missing_at_the_deadline_is_incomplete(
    factory: RecordFactory,
) -> None:
    figures = [new(factory, "1万个", year) for year in ("2021", "2023", "2024", "2025")]

    verdict = judge_on(homes(factory), figures, "2026-02-01")

    assert outcome_and_reasons(verdict) == (Outcome.UNDETERMINED, ["incomplete"])
    assert margin_ends(verdict) == (Decimal(-1), None)
    assert set(roles_by_id(verdict).values()) == {"part"}


def test_what_is_incomplete_and_no_bound_has_no_margin(factory: RecordFactory) -> None:
    target = factory.target("利润", "5亿元", "2021..2025", basis="total")
    figures = [
        factory.figure("利润", "9亿元", year, basis="total")
        for year in ("2021", "2025")
    ]

    verdict = judge_on(target, figures, "2026-02-01")

    assert outcome_and_reasons(verdict) == (Outcome.UNDETERMINED, ["incomplete"])
    assert verdict.margin is None
    alone = judge_on(target, figures[1:], "2026-02-01")
    assert outcome_and_reasons(alone) == (Outcome.UNDETERMINED, ["incomplete"])
    assert alone.margin is None
    assert roles_by_id(alone) == {2: "progress"}


def by_2023(factory: RecordFactory, text: str, *values: str) -> Verdict:
    figures = [new(factory, value, str(2021 + at)) for at, value in enumerate(values)]
    return judge_on(homes(factory, text), figures, "2024-02-01")


def test_a_lower_bound_meets_early(factory: RecordFactory) -> None:
    verdict = by_2023(factory, "5万个", "2万个", "超2万个", "1万个")

    assert outcome_and_reasons(verdict) == (Outcome.MET, [])
    assert margin_ends(verdict) == (Decimal(0), None)


def test_a_lower_bound_misses_a_cap_early(factory: RecordFactory) -> None:
    verdict = by_2023(factory, "不超过5万个", "2万个", "超2万个", "1万个")

    assert outcome_and_reasons(verdict) == (Outcome.MISSED, [])
    assert margin_ends(verdict) == (None, Decimal(0))
    assert roles_by_id(verdict) == {1: "part", 2: "part", 3: "part"}


def test_a_gap_does_not_weaken_a_lower_bound(factory: RecordFactory) -> None:
    figures = [new(factory, "3万个", year) for year in ("2022", "2024")]

    verdict = judge_on(homes(factory), figures, "2025-02-01")

    assert outcome_and_reasons(verdict) == (Outcome.MET, [])
    assert roles_by_id(verdict) == {1: "part", 2: "part"}


def test_a_lower_bound_takes_the_coarsest_cover(factory: RecordFactory) -> None:
    figures = [
        new(factory, "1万个", "2022"),
        new(factory, "1万个", "2023"),
        new(factory, "3万个", "2022..2023"),
        new(factory, "1万个", "2025"),
    ]

    verdict = judge_on(homes(factory), figures, "2026-02-01")

    assert outcome_and_reasons(verdict) == (Outcome.UNDETERMINED, ["incomplete"])
    assert roles_by_id(verdict) == {3: "part", 4: "part"}


def test_what_may_be_negative_is_no_lower_bound(factory: RecordFactory) -> None:
    target = factory.target("利润", "5亿元", "2021..2025", basis="total")
    figure = factory.figure("利润", "6亿元", "2021..2024", basis="total")

    verdict = judge_on(target, [figure], "2025-02-01")

    assert outcome_and_reasons(verdict) == (Outcome.REACHED, [])


def test_a_cap_is_on_track_while_it_holds(factory: RecordFactory) -> None:
    verdict = by_2023(factory, "不超过5万个", "1万个", "1万个", "2.9万个")

    assert outcome_and_reasons(verdict) == (Outcome.ON_TRACK, [])


def test_a_cap_broken_by_what_may_be_negative_is_behind(factory: RecordFactory) -> None:
    target = factory.target("利润", "不超过5亿元", "2021..2025", basis="total")
    figure = factory.figure("利润", "6亿元", "2021..2024", basis="total")

    assert outcome_and_reasons(judge_on(target, [figure], "2025-02-01")) == (
        Outcome.BEHIND,
        [],
    )


def test_figures_outside_the_window_are_shown_or_refused(
    factory: RecordFactory,
) -> None:
    figures = [
        new(factory, "1万个", "2020"),
        new(factory, "1万个", "2026"),
        new(factory, "1万个", "2020..2021"),
    ]

    verdict = judge_on(homes(factory), figures, "2027-02-01")

    assert outcome_and_reasons(verdict) == (Outcome.OVERDUE, ["no-figure"])
    assert roles_by_id(verdict) == {1: "baseline"}
    assert refusals_by_id(verdict) == {2: "period", 3: "period"}


def firms(factory: RecordFactory, value: str, day: str, **more: str) -> Figure:
    return factory.figure("高企", value, day, **more)


def test_a_change_is_the_difference_of_two_stocks(factory: RecordFactory) -> None:
    target = factory.target("高企", "净增1000家以上", "2024", window_start="2024")
    figures = [
        firms(factory, "4000家", "2023年底"),
        firms(factory, "4500家", "2024-06-30"),
        firms(factory, "4990家", "2024年底", status="preliminary"),
    ]

    verdict = judge_on(target, figures, "2025-02-01")

    assert outcome_and_reasons(verdict) == (Outcome.MISSED, [])
    assert margin_ends(verdict) == exact_margin("-10")
    assert verdict.provisional_status == "preliminary"
    assert roles_by_id(verdict) == {1: "part", 3: "part"}
    assert refusals_by_id(verdict) == {2: "replaced"}
    halfway = judge_on(target, figures[:2], "2024-08-01")
    assert outcome_and_reasons(halfway) == (Outcome.ON_TRACK, [])


def test_a_reported_change_is_not_worked_out_again(factory: RecordFactory) -> None:
    target = factory.target("高企", "净增1000家以上", "2024", window_start="2024")
    figures = [
        firms(factory, "4000家", "2023年底"),
        firms(factory, "4990家", "2024年底"),
        factory.figure("高企", "净增1005家", "2024"),
    ]

    verdict = judge_on(target, figures, "2025-02-01")

    assert outcome_and_reasons(verdict) == (Outcome.MET, [])
    assert roles_by_id(verdict) == {1: "baseline", 3: "settles"}
    assert refusals_by_id(verdict) == {2: "basis"}


def test_gross_additions_are_no_change(factory: RecordFactory) -> None:
    target = factory.target("高企", "净增1000家以上", "2024", window_start="2024")
    gross = factory.figure("高企", "新增1200家", "2024")

    assert outcome_and_reasons(judge_on(target, [gross], "2025-02-01")) == (
        Outcome.NOT_COMPARABLE,
        ["basis"],
    )


def test_a_stock_without_the_one_at_the_start_is_no_change(
    factory: RecordFactory,
) -> None:
    target = factory.target("高企", "净增1000家以上", "2024", window_start="2024")

    start = judge_on(target, [firms(factory, "4000家", "2023年底")], "2024-02-01")
    assert outcome_and_reasons(start) == (Outcome.OPEN, ["no-figure"])
    assert roles_by_id(start) == {1: "baseline"}
    end = judge_on(target, [firms(factory, "4990家", "2024年底")], "2025-02-01")
    assert outcome_and_reasons(end) == (Outcome.NOT_COMPARABLE, ["basis"])


@pytest.mark.parametrize(
    ("value", "outcome"),
    [("净增4万家", Outcome.OPEN), ("净增6万家", Outcome.MET)],
)
def test_a_sum_without_a_deadline_is_met_or_open(
    factory: RecordFactory, value: str, outcome: Outcome
) -> None:
    target = factory.target("高企", "净增5万家", window_start="2021")
    figure = factory.figure("高企", value, "2021..2023")

    verdict = judge_on(target, [figure], "2024-02-01")

    reasons = [] if outcome is Outcome.MET else ["no-deadline"]
    assert outcome_and_reasons(verdict) == (outcome, reasons)


def test_a_cap_without_a_deadline_is_never_missed(factory: RecordFactory) -> None:
    target = factory.target("排放量", "不超过5吨", basis="total", window_start="2021")
    figures = [
        factory.figure("排放量", "3吨", year, basis="total")
        for year in ("2021", "2022")
    ]

    for known in (figures[:1], figures):
        verdict = judge_on(target, known, "2024-02-01")
        assert outcome_and_reasons(verdict) == (Outcome.OPEN, ["no-deadline"])


def test_a_figure_for_days_to_come_is_progress(factory: RecordFactory) -> None:
    expected = new(
        factory, "6万个", "2021..2025", status="expected", published="2025-12-01"
    )

    verdict = judge_on(homes(factory), [expected], "2025-12-15")

    assert outcome_and_reasons(verdict) == (Outcome.REACHED, [])
    assert roles_by_id(verdict) == {1: "progress"}


def test_an_amount_at_a_day_is_no_part_of_a_sum(factory: RecordFactory) -> None:
    target = factory.target("新增岗位", "5万个", "2024-01..2024-12", basis="total")
    figure = factory.figure("新增岗位", "6万个", "2024-06-30", basis="total")
    figure = figure._replace(start=None)

    verdict = judge_on(target, [figure], "2024-08-01")

    assert outcome_and_reasons(verdict) == (Outcome.NOT_COMPARABLE, ["period"])


def test_a_stock_over_a_period_is_no_part_of_a_change(factory: RecordFactory) -> None:
    target = factory.target("高企", "净增100家", "2024", window_start="2024")
    target = target._replace(metric=target.metric._replace(non_negative=True))
    figure = factory.figure("高企", "5000家", "2024H1")

    verdict = judge_on(target, [figure], "2024-08-01")

    assert outcome_and_reasons(verdict) == (Outcome.NOT_COMPARABLE, ["basis"])


def test_a_change_is_known_from_the_first_day_of_the_window(
    factory: RecordFactory,
) -> None:
    target = factory.target("高企", "净增100家", "2024", window_start="2024")
    figures = [
        factory.figure("高企", "1000家", "2023-12-31"),
        factory.figure("高企", "1003家", "2024-01-01"),
    ]

    assert margin_ends(judge_on(target, figures, "2024-01-02")) == exact_margin("-97")


def test_a_bound_that_decides_nothing_is_evidence_all_the_same(
    factory: RecordFactory,
) -> None:
    target = factory.target("新增岗位", "5万个", "2021..2025", basis="total")
    figures = [
        factory.figure("新增岗位", "1万个", "2023", basis="total"),
        factory.figure("新增岗位", "1万个", "2021", basis="total", scope="全口径"),
    ]

    verdict = judge_on(target, figures, "2024-02-01")

    assert outcome_and_reasons(verdict) == (Outcome.OPEN, ["no-figure"])
    assert refusals_by_id(verdict) == {2: "scope"}


def test_the_least_of_parts_count(factory: RecordFactory) -> None:
    target = factory.target("新增岗位", "2个", "2021..2025", basis="total")
    figures = [
        factory.figure("新增岗位", "1个", year, basis="total")
        for year in ("2022", "2024")
    ]

    assert judge_on(target, figures, "2025-02-01").outcome is Outcome.MET


def test_the_difference_of_two_stocks_is_a_change(factory: RecordFactory) -> None:
    target = factory.target("高企", "净增100家", "2024", window_start="2024")
    figures = [
        factory.figure("高企", value, day)
        for value, day in (("1000家", "2023-12-31"), ("1100家", "2024-12-31"))
    ]

    deciding = judge_on(target, figures, "2025-02-01").deciding_reading

    assert deciding is not None
    assert deciding.basis is Basis.CHANGE


@pytest.mark.parametrize(
    ("asked", "outcome"),
    [("净增100家", Outcome.REACHED), ("净增不超过100家", Outcome.BEHIND)],
)
def test_a_change_so_far_is_never_certain(
    factory: RecordFactory, asked: str, outcome: Outcome
) -> None:
    target = factory.target("高企", asked, "2021..2025")
    target = target._replace(metric=target.metric._replace(non_negative=True))
    figures = [firms(factory, "300家", "2020年底"), firms(factory, "420家", "2023年底")]

    assert judge_on(target, figures, "2024-06-01").outcome is outcome
