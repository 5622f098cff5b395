"""Pace: direct, elapsed and linear, and where none is defined (docs/design.md §5.6)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from support.record_factory import GDP, RecordFactory, judge_on, outcome_and_reasons
from targetcli.judging.outcome import Outcome, Verdict
from targetcli.judging.pace import Pace, PaceClass, PathKind, Rates
from targetcli.model.period_reader import read_period
from targetcli.model.records import Baseline


def pace(verdict: Verdict) -> Pace:
    assert verdict.pace is not None
    return verdict.pace


def jobs(
    factory: RecordFactory, value: str, period: str, by: str = "2021..2025"
) -> Verdict:
    target = factory.target("新增岗位", "37600个", by, basis="total")
    figure = factory.figure("新增岗位", value, period, basis="total")
    return judge_on(target, [figure], "2024-02-01")


def test_a_total_is_set_against_the_months_elapsed(factory: RecordFactory) -> None:
    verdict = jobs(factory, "16000个", "2021..2023")

    assert outcome_and_reasons(verdict) == (Outcome.BEHIND, [])
    shown = pace(verdict)
    assert (shown.path_kind, shown.done_share, shown.elapsed_share) == (
        PathKind.ELAPSED,
        Decimal("0.425532"),
        Decimal("0.6"),
    )
    assert (shown.gap_points, shown.ratio) == (Decimal("-17.4"), Decimal("0.7092"))
    assert shown.rates == Rates(12, Decimal("5333.33333333"), Decimal(10800))


def test_exactly_on_the_line_is_on_track(factory: RecordFactory) -> None:
    assert jobs(factory, "22560个", "2021..2023").outcome is Outcome.ON_TRACK
    assert jobs(factory, "22559个", "2021..2023").outcome is Outcome.BEHIND


def test_within_a_year_the_rates_are_monthly(factory: RecordFactory) -> None:
    target = factory.target(GDP, "120亿元", "2024")
    figure = factory.figure(GDP, "84亿元", "2024年前三季度")

    verdict = judge_on(target, [figure], "2024-11-01")

    assert pace(verdict).rates == Rates(1, Decimal("9.33333333333"), Decimal(12))
    assert pace(verdict).gap_points == Decimal("-5.0")


def test_whole_months_are_counted_to_the_end_of_the_figure(
    factory: RecordFactory,
) -> None:
    target = factory.target(GDP, "120亿元", "2024")
    figure = factory.figure(GDP, "30亿元", "2024-01-01..2024-04-29")

    verdict = judge_on(target, [figure], "2024-11-01")

    assert pace(verdict).elapsed_share == Decimal("0.25")
    assert verdict.outcome is Outcome.ON_TRACK


def test_one_month_has_a_rate(factory: RecordFactory) -> None:
    target = factory.target(GDP, "120亿元", "2024")
    figure = factory.figure(GDP, "10亿元", "2024-01")

    assert pace(judge_on(target, [figure], "2024-03-01")).rates == Rates(
        1, Decimal(10), Decimal(10)
    )


def test_before_the_first_month_is_over_there_is_no_ratio(
    factory: RecordFactory,
) -> None:
    target = factory.target(GDP, "120亿元", "2024")
    figure = factory.figure(GDP, "3亿元", "2024-01-01..2024-01-20")

    shown = pace(judge_on(target, [figure], "2024-01-25"))

    assert (shown.elapsed_share, shown.ratio) == (Decimal(0), None)
    assert shown.rates == Rates(1, None, Decimal("9.75"))


def test_an_expected_whole_needs_nothing_more(factory: RecordFactory) -> None:
    target = factory.target(
        "新增岗位", "5万个", "2024", basis="total", window_start="2024"
    )
    figure = factory.figure(
        "新增岗位", "4万个", "2024", status="expected", published="2024-12-01"
    )

    verdict = judge_on(target, [figure], "2024-12-15")

    assert verdict.outcome is Outcome.BEHIND
    rates = pace(verdict).rates
    assert rates is not None
    assert rates.needed is None


def test_a_window_shorter_than_a_month_has_no_path(factory: RecordFactory) -> None:
    window = {"basis": "total", "window_start": "2024-03-01"}
    target = factory.target("新增岗位", "5万个", "2024-03-20", **window)
    figure = factory.figure("新增岗位", "1万个", "2024-03-01..2024-03-10")

    verdict = judge_on(target, [figure], "2024-03-15")

    assert outcome_and_reasons(verdict) == (Outcome.OPEN, ["no-path"])


@pytest.mark.parametrize(
    ("value", "outcome", "reasons"),
    [
        ("超3万个", Outcome.ON_TRACK, []),
        ("近2万个", Outcome.BEHIND, []),
        ("超2万个", Outcome.OPEN, ["no-path"]),
        ("近3万个", Outcome.OPEN, ["no-path"]),
    ],
)
def test_a_vague_figure_is_on_track_where_all_of_it_is(
    factory: RecordFactory, value: str, outcome: Outcome, reasons: list[str]
) -> None:
    verdict = jobs(factory, value, "2021..2023")

    assert outcome_and_reasons(verdict) == (outcome, reasons)
    if verdict.pace:
        assert (verdict.pace.done_share, verdict.pace.rates) == (None, None)


@pytest.mark.parametrize(
    ("value", "outcome"),
    [("减少600家", Outcome.ON_TRACK), ("减少400家", Outcome.BEHIND)],
)
def test_a_reduction_has_a_pace(
    factory: RecordFactory, value: str, outcome: Outcome
) -> None:
    target = factory.target("存量", "减少1000家", "2024", window_start="2024")

    verdict = judge_on(target, [factory.figure("存量", value, "2024H1")], "2024-08-01")

    assert outcome_and_reasons(verdict) == (outcome, [])
    assert pace(verdict).path_kind is PathKind.ELAPSED


def test_a_reduction_done_is_reached(factory: RecordFactory) -> None:
    target = factory.target("存量", "减少1000家", "2024", window_start="2024")
    figure = factory.figure("存量", "减少1100家", "2024H1")

    assert judge_on(target, [figure], "2024-08-01").outcome is Outcome.REACHED


def test_what_must_only_not_fall_is_on_track_while_it_holds(
    factory: RecordFactory,
) -> None:
    target = factory.target("高企", "净增0家以上", "2024", window_start="2024")

    good = judge_on(target, [factory.figure("高企", "净增0家", "2024H1")], "2024-08-01")
    assert outcome_and_reasons(good) == (Outcome.ON_TRACK, [])
    assert pace(good).done_share is None
    bad = judge_on(target, [factory.figure("高企", "净增-1家", "2024H1")], "2024-08-01")
    assert outcome_and_reasons(bad) == (Outcome.BEHIND, [])


def test_any_growth_at_all_has_no_line(factory: RecordFactory) -> None:
    target = factory.target("高企", "净增超过0家", "2024", window_start="2024")
    figure = factory.figure("高企", "净增-1家", "2024H1")

    assert outcome_and_reasons(judge_on(target, [figure], "2024-08-01")) == (
        Outcome.OPEN,
        ["no-path"],
    )


def test_growth_is_compared_as_it_is(factory: RecordFactory) -> None:
    target = factory.target(GDP, "增长7%", "2024")

    behind = judge_on(target, [factory.figure(GDP, "增长6.1%", "2024H1")], "2024-08-01")
    assert (pace(behind).path_kind, pace(behind).done_share) == (PathKind.DIRECT, None)
    assert behind.outcome is Outcome.BEHIND
    vague = judge_on(
        target, [factory.figure(GDP, "增长6%以上", "2024H1")], "2024-08-01"
    )
    assert outcome_and_reasons(vague) == (Outcome.OPEN, ["no-path"])


def linear(
    factory: RecordFactory, metric: str, required: str, base: str, reported: str
) -> Verdict:
    target = factory.target(
        metric, required, "2030", baseline_value=base, baseline_period="2015"
    )
    return judge_on(target, [factory.figure(metric, reported, "2023")], "2024-02-01")


def test_a_share_of_the_way_beside_a_share_of_the_time(factory: RecordFactory) -> None:
    shown = pace(linear(factory, "贫困率", "7.25%", "14.5%", "10.2%"))

    assert (shown.path_kind, shown.done_share, shown.elapsed_share) == (
        PathKind.LINEAR,
        Decimal("0.593103"),
        Decimal("0.533333"),
    )
    assert (shown.gap_points, shown.ratio) == (Decimal("6.0"), Decimal("1.1121"))
    revised = pace(linear(factory, "贫困率", "7.25%", "14.5%", "10.4%"))
    assert (revised.gap_points, revised.ratio) == (Decimal("3.2"), Decimal("1.0603"))


def test_exactly_on_a_falling_line_is_on_track(factory: RecordFactory) -> None:
    assert linear(factory, "贫困率", "0%", "15%", "7%").outcome is Outcome.ON_TRACK
    assert linear(factory, "贫困率", "0%", "15%", "7.1%").outcome is Outcome.BEHIND


def test_moving_away_is_behind(factory: RecordFactory) -> None:
    shown = pace(linear(factory, "贫困率", "7.25%", "14.5%", "15%"))

    assert shown.pace_class is PaceClass.BEHIND
    assert shown.ratio is not None
    assert shown.ratio < 0


@pytest.mark.parametrize(
    ("required", "reported", "done"),
    [("6%至8%", "11%", "0.5"), ("16%至18%", "15%", "0.5")],
)
def test_the_nearer_end_of_a_range_is_the_goal(
    factory: RecordFactory, required: str, reported: str, done: str
) -> None:
    shown = pace(linear(factory, "汇率", required, "14%", reported))

    assert shown.done_share == Decimal(done)


@pytest.mark.parametrize(
    ("required", "base", "reported"),
    [
        ("7.25%", "7%", "8%"),
        ("7.25%", "7.25%", "8%"),
        ("低于7.25%", "7.25%", "8%"),
        ("7.25%左右", "7.254%", "8%"),
    ],
)
def test_hold_the_line_targets_have_no_path(
    factory: RecordFactory, required: str, base: str, reported: str
) -> None:
    verdict = linear(factory, "贫困率", required, base, reported)

    assert outcome_and_reasons(verdict) == (Outcome.OPEN, ["no-path"])


def test_a_baseline_in_another_unit_gives_no_pace(factory: RecordFactory) -> None:
    # In its own bases 14,000 people would be above a rate of 7.25 per cent.
    people = Decimal(14000)
    base = Baseline(
        people, factory.vocabulary.find_or_add_unit("人"), read_period("2015")
    )
    target = factory.target("贫困率", "7.25%", "2030")._replace(baseline=base)

    verdict = judge_on(target, [factory.figure("贫困率", "8%", "2023")], "2024-02-01")

    assert outcome_and_reasons(verdict) == (Outcome.OPEN, ["no-path"])


def test_a_baseline_after_the_figure_gives_no_pace(factory: RecordFactory) -> None:
    target = factory.target(
        GDP, "100亿元", "2025", baseline_value="90亿元", baseline_period="2023"
    )

    for value, year in (("80亿元", "2022"), ("90亿元", "2023")):
        verdict = judge_on(target, [factory.figure(GDP, value, year)], "2024-02-01")
        assert outcome_and_reasons(verdict) == (Outcome.OPEN, ["no-path"])


def from_2020(
    factory: RecordFactory, base: dict[str, str], latest: dict[str, str]
) -> Verdict:
    target = factory.target(GDP, "120亿元", "2021..2025", basis="level")
    more = dict(base)
    value, year = more.pop("value", "100亿元"), more.pop("at", "2020")
    figures = [
        factory.figure(GDP, value, year, **more),
        factory.figure(GDP, "115亿元", "2023", **latest),
    ]
    return judge_on(target, figures, "2024-12-01")


def test_the_figure_before_the_window_is_the_baseline(factory: RecordFactory) -> None:
    shown = pace(from_2020(factory, {}, {}))

    assert (shown.path_kind, shown.done_share) == (PathKind.LINEAR, Decimal("0.75"))
    assert shown.baseline is not None
    assert (shown.baseline.value, shown.baseline.unit.text) == (Decimal(100), "亿元")


def test_of_several_earlier_figures_the_last_is_the_baseline(
    factory: RecordFactory,
) -> None:
    target = factory.target(GDP, "120亿元", "2021..2025", basis="level")
    years = {"2019": "80亿元", "2020": "100亿元", "2023": "115亿元"}
    figures = [factory.figure(GDP, value, year) for year, value in years.items()]

    assert pace(judge_on(target, figures, "2024-12-01")).done_share == Decimal("0.75")


@pytest.mark.parametrize(("day", "has"), [("2020-07-14", False), ("2020-07-15", True)])
def test_a_month_is_gone_a_month_after_the_baseline(
    factory: RecordFactory, day: str, *, has: bool
) -> None:
    base = {"baseline_value": "1万套", "baseline_period": "2020-06-15"}
    target = factory.target("人才公寓", "5万套", "2025", **base)
    figure = factory.figure("人才公寓", "2万套", day)

    assert (judge_on(target, [figure], "2020-08-01").pace is not None) is has


def test_a_figure_of_the_first_day_is_no_baseline(factory: RecordFactory) -> None:
    target = factory.target("人才公寓", "5万套", "2025", window_start="2021")
    stocks = {"2020-12-31": "1万套", "2021-01-01": "1.1万套", "2023-12-31": "4万套"}
    figures = [factory.figure("人才公寓", value, day) for day, value in stocks.items()]

    assert pace(judge_on(target, figures, "2024-02-01")).done_share == Decimal("0.75")


@pytest.mark.parametrize("base", [{"value": "超100亿元"}, {"at": "2019"}])
def test_a_baseline_must_be_one_number_and_adjoin(
    factory: RecordFactory, base: dict[str, str]
) -> None:
    assert outcome_and_reasons(from_2020(factory, base, {})) == (
        Outcome.OPEN,
        ["no-path"],
    )


def test_no_pace_between_vintages(factory: RecordFactory) -> None:
    revised = {"status": "revised", "published": "2024-06-01"}
    old = {"published": "2024-01-20"}
    new = {"published": "2024-07-20"}

    assert from_2020(factory, revised, old).pace is None
    assert from_2020(factory, old, revised).pace is None
    assert from_2020(factory, revised, new).pace is not None
    assert from_2020(factory, revised, revised).pace is not None
    same_day = {"published": "2024-06-01"}
    assert from_2020(factory, revised, same_day).pace is not None
    later = {**revised, "published": "2024-07-20"}
    assert from_2020(factory, revised, later).pace is not None


def test_a_stated_baseline_that_was_revised_since_gives_no_pace(
    factory: RecordFactory,
) -> None:
    target = factory.target(
        GDP, "120亿元", "2025", baseline_value="100亿元", baseline_period="2020"
    )
    latest = factory.figure(GDP, "115亿元", "2023")
    same = factory.figure(GDP, "100.3亿元", "2020")
    rounded = factory.figure(GDP, "100亿元", "2020")

    assert outcome_and_reasons(judge_on(target, [latest, same], "2024-12-01")) == (
        Outcome.OPEN,
        ["no-path"],
    )
    assert judge_on(target, [latest, rounded], "2024-12-01").pace is not None
