"""Pace under profiles: by growth, through milestones, and what it is called."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from support.packaged_profiles import packaged
from support.record_factory import GDP, RecordFactory, outcome_and_reasons
from targetcli.judging.context import TargetContext
from targetcli.judging.judge import judge
from targetcli.judging.outcome import Outcome, Verdict
from targetcli.judging.pace import Pace, PaceClass, PathKind, Rates
from targetcli.judging.profiles import PLAIN, Profile
from targetcli.model.records import Figure, Milestone, Target

GROWTH = packaged("open-sdg")
POINTS = packaged("督查")


def judged(
    target: Target,
    figure: Figure,
    as_of: str,
    profile: Profile = PLAIN,
    *milestones: tuple[str, str],
) -> Verdict:
    marks = [Milestone(1, date.fromisoformat(at), Decimal(v)) for at, v in milestones]
    context = TargetContext(milestones=tuple(marks))
    return judge(target, [figure], date.fromisoformat(as_of), profile, context)


def pace(verdict: Verdict) -> Pace:
    assert verdict.pace is not None
    return verdict.pace


def grade(verdict: Verdict) -> str | None:
    shown = pace(verdict).grade
    return shown.key if shown else None


def level(
    factory: RecordFactory, base: str, goal: str, metric: str = "贫困率"
) -> Target:
    return factory.target(
        metric, goal, "2030", baseline_value=base, baseline_period="2015"
    )


def poverty(
    factory: RecordFactory, reported: str, profile: Profile = GROWTH
) -> Verdict:
    figure = factory.figure("贫困率", reported, "2023")
    return judged(level(factory, "14.5%", "7.25%"), figure, "2024-02-01", profile)


def test_poverty_is_on_track_by_growth_and_after_the_revision_is_not(
    factory: RecordFactory,
) -> None:
    first, revised = poverty(factory, "10.2%"), poverty(factory, "10.4%")

    shown = pace(first)
    assert (shown.path_kind, shown.pace_class) == (PathKind.CAGR, PaceClass.BEHIND)
    assert shown.ratio is not None
    assert round(shown.ratio, 4) == Decimal("0.9526")
    assert (shown.done_share, shown.elapsed_share, shown.gap_points) == (
        None,
        None,
        None,
    )
    assert shown.baseline is not None
    assert shown.rates == Rates(12, Decimal("-0.5375"), Decimal("-0.421428571429"))
    assert (first.outcome, grade(first)) == (Outcome.ON_TRACK, "substantial")
    assert round(pace(revised).ratio or 0, 4) == Decimal("0.9011")
    assert (revised.outcome, grade(revised)) == (Outcome.BEHIND, "moderate")
    for reported in ("10.2%", "10.4%"):
        assert poverty(factory, reported, PLAIN).outcome is Outcome.ON_TRACK


def test_the_ratio_of_growth_has_ten_places(factory: RecordFactory) -> None:
    ratio = pace(poverty(factory, "10.2%")).ratio

    assert ratio is not None
    assert -ratio.as_tuple().exponent == 10  # type: ignore[operator]


def test_growth_exactly_as_required_keeps_up(factory: RecordFactory) -> None:
    target = factory.target(
        GDP, "133.1亿元", "2025", baseline_value="100亿元", baseline_period="2022"
    )
    for reported, keeps in (("110亿元", True), ("109.9999亿元", False)):
        figure = factory.figure(GDP, reported, "2023")
        shown = pace(judged(target, figure, "2024-02-01", GROWTH))
        expected = PaceClass.ON_TRACK if keeps else PaceClass.BEHIND
        assert shown.pace_class is expected


@pytest.mark.parametrize("reported", ["49000套", "800万亿套"])
def test_a_leap_within_a_month_has_a_ratio_however_long(
    factory: RecordFactory, reported: str
) -> None:
    target = factory.target(
        "人才公寓", "900万亿套", "2030", baseline_value="1套", baseline_period="2020"
    )
    figure = factory.figure("人才公寓", reported, "2021-01-31")

    shown = pace(judged(target, figure, "2021-03-01", GROWTH))

    assert shown.pace_class is PaceClass.ON_TRACK
    assert shown.ratio is not None
    assert shown.ratio > 10**50


@pytest.mark.parametrize(
    ("base", "goal", "reported"),
    [
        ("14.5%", "0%", "10%"),
        ("0%", "50%", "10%"),
        ("-3%", "5%", "-1%"),
        ("14.5%", "7.25%", "10%左右"),
        ("14.5%", "7.25%", "不超过10%"),
    ],
)
def test_growth_is_never_made_up(
    factory: RecordFactory, base: str, goal: str, reported: str
) -> None:
    metric = "城镇化率" if base != "14.5%" else "贫困率"
    figure = factory.figure(metric, reported, "2023")

    verdict = judged(level(factory, base, goal, metric), figure, "2024-02-01", GROWTH)

    assert outcome_and_reasons(verdict) == (Outcome.OPEN, ["no-path"])


def test_growth_has_no_class_by_points(factory: RecordFactory) -> None:
    by_points = POINTS._replace(path_choice=GROWTH.path_choice)

    verdict = poverty(factory, "10.2%", by_points)

    assert pace(verdict).path_kind is PathKind.CAGR
    assert grade(verdict) is None
    assert verdict.outcome is Outcome.BEHIND


@pytest.mark.parametrize(
    ("asked", "reported", "key"),
    [
        ("增长6%以上", "增长6.1%", "green"),
        ("增长6%以上", "增长6%", "green"),
        ("增长超过6%", "增长6%", "yellow"),
        ("增长6%以上", "增长5.9%", "yellow"),
        ("增长6%以上", "增长6%以上", "green"),
        ("下降3%以上", "下降3.2%", "green"),
        ("下降3%以上", "下降2.9%", "yellow"),
        ("增长5%至6%", "增长5.5%", "green"),
    ],
)
def test_growth_gets_a_light_at_its_target_or_below(
    factory: RecordFactory, asked: str, reported: str, key: str
) -> None:
    target = factory.target("工业投资", asked, "2024")
    figure = factory.figure("工业投资", reported, "2024-01..2024-09")

    verdict = judged(target, figure, "2024-11-01", POINTS)

    assert (pace(verdict).path_kind, grade(verdict)) == (PathKind.DIRECT, key)


def test_growth_of_over_a_bound_below_the_target_gets_no_light(
    factory: RecordFactory,
) -> None:
    target = factory.target("工业投资", "增长6%以上", "2024")
    figure = factory.figure("工业投资", "增长不足6%", "2024-01..2024-09")

    verdict = judged(target, figure, "2024-11-01", POINTS)

    assert verdict.outcome is Outcome.BEHIND
    assert grade(verdict) is None


def test_a_profile_without_thresholds_of_growth_gives_it_no_class(
    factory: RecordFactory,
) -> None:
    target = factory.target("工业投资", "增长6%以上", "2024")
    figure = factory.figure("工业投资", "增长7%", "2024-01..2024-09")

    assert grade(judged(target, figure, "2024-11-01", GROWTH)) is None


def test_the_growth_of_what_is_negative(factory: RecordFactory) -> None:
    target = level(factory, "-10%", "-5%", "城镇化率")

    for reported, key in (("-7%", "moderate"), ("-11%", "deterioration")):
        figure = factory.figure("城镇化率", reported, "2023")
        verdict = judged(target, figure, "2024-02-01", GROWTH)
        shown = pace(verdict)
        assert shown.ratio is not None
        assert (shown.ratio > 0) is (key != "deterioration")
        assert grade(verdict) in {key, "substantial"}


def of_the_year(
    factory: RecordFactory, reported: str, period: str, required: str
) -> Verdict:
    target = factory.target("新增岗位", required, "2024-01..2024-12", basis="total")
    figure = factory.figure("新增岗位", reported, period, basis="total")
    return judged(target, figure, "2024-12-01", POINTS)


@pytest.mark.parametrize(
    ("reported", "period", "required", "key", "outcome"),
    [
        # A fifteenth of it in a sixth of the time: ten points behind, not a hair more.
        ("10.0001万个", "2024-01..2024-02", "150万个", "green", Outcome.ON_TRACK),
        ("10万个", "2024-01..2024-02", "150万个", "yellow", Outcome.BEHIND),
        ("65.01万个", "2024-01..2024-09", "100万个", "green", Outcome.ON_TRACK),
        ("65万个", "2024-01..2024-09", "100万个", "yellow", Outcome.BEHIND),
        ("45万个", "2024-01..2024-09", "100万个", "yellow", Outcome.BEHIND),
        ("44.99万个", "2024-01..2024-09", "100万个", "red", Outcome.BEHIND),
        # 8/15 in five sixths of the time: thirty points.
        ("80万个", "2024-01..2024-10", "150万个", "yellow", Outcome.BEHIND),
        ("79.9999万个", "2024-01..2024-10", "150万个", "red", Outcome.BEHIND),
    ],
)
def test_ten_and_thirty_points_behind_to_the_last_digit(
    factory: RecordFactory,
    reported: str,
    period: str,
    required: str,
    key: str,
    outcome: Outcome,
) -> None:
    verdict = of_the_year(factory, reported, period, required)

    assert (grade(verdict), verdict.outcome) == (key, outcome)
    assert pace(verdict).path_kind is PathKind.ELAPSED


def test_a_profile_grades_the_line_of_a_level_too(factory: RecordFactory) -> None:
    verdict = poverty(factory, "12%", POINTS)

    assert (pace(verdict).path_kind, pace(verdict).gap_points) == (
        PathKind.LINEAR,
        Decimal("-18.9"),
    )
    assert (grade(verdict), verdict.outcome) == ("yellow", Outcome.BEHIND)


def test_a_vague_figure_has_no_class(factory: RecordFactory) -> None:
    verdict = poverty(factory, "不超过9%", POINTS)

    assert (grade(verdict), verdict.outcome) == (None, Outcome.ON_TRACK)


def half_year(
    factory: RecordFactory, reported: str, *milestones: tuple[str, str]
) -> Verdict:
    target = factory.target("新增岗位", "120万个", "2024-01..2024-12", basis="total")
    figure = factory.figure("新增岗位", reported, "2024H1", basis="total")
    return judged(target, figure, "2024-08-01", PLAIN, *milestones)


def test_milestones_of_a_sum_replace_the_months(factory: RecordFactory) -> None:
    # 40 in April, 100 in October: 40 + 60 × 61/184 is due at the end of June.
    marks = (("2024-04-30", "40"), ("2024-10-31", "100"))

    ahead, behind = (
        half_year(factory, reported, *marks) for reported in ("59.9万个", "59万个")
    )

    assert (ahead.outcome, behind.outcome) == (Outcome.ON_TRACK, Outcome.BEHIND)
    shown = pace(ahead)
    assert (shown.path_kind, shown.elapsed_share) == (
        PathKind.MILESTONES,
        Decimal("0.499094"),
    )
    assert shown.rates == Rates(1, Decimal("9.98333333333"), Decimal("10.0166666667"))
    assert half_year(factory, "59.9万个").outcome is Outcome.BEHIND


def test_milestones_count_from_the_day_before_the_window(
    factory: RecordFactory,
) -> None:
    shown = pace(half_year(factory, "91万个", ("2024-12-30", "91.25")))

    # 182 of the 365 days from the last of 2023: 45.5 of 120.
    assert shown.elapsed_share == Decimal("0.379167")


def test_milestones_of_a_level_start_from_its_baseline(factory: RecordFactory) -> None:
    target = level(factory, "14%", "6%")
    marks = (("2023-12-31", "12"), ("2027-12-31", "8"))

    for reported, outcome in (("12%", Outcome.ON_TRACK), ("12.2%", Outcome.BEHIND)):
        figure = factory.figure("贫困率", reported, "2023")
        verdict = judged(target, figure, "2024-02-01", GROWTH, *marks)
        shown = pace(verdict)
        assert (shown.path_kind, shown.elapsed_share) == (
            PathKind.MILESTONES,
            Decimal("0.25"),
        )
        assert shown.baseline == target.baseline
        assert shown.pace_class is (
            PaceClass.ON_TRACK if outcome is Outcome.ON_TRACK else PaceClass.BEHIND
        )
        assert verdict.outcome is outcome


def test_milestones_outside_the_way_do_not_bend_it(factory: RecordFactory) -> None:
    target = factory.target(
        "城镇化率", "20%", "2024", baseline_value="10%", baseline_period="2022"
    )
    odd = (("2022-12-31", "18"), ("2024-12-31", "11"), ("2025-06-30", "0"))
    figure = factory.figure("城镇化率", "15%", "2023")

    shown = pace(judged(target, figure, "2024-02-01", PLAIN, *odd))

    # 365 days of 731, since 2024 has one more.
    assert (shown.path_kind, shown.elapsed_share) == (
        PathKind.MILESTONES,
        Decimal("0.499316"),
    )
    assert shown.pace_class is PaceClass.ON_TRACK


def test_milestones_are_in_the_unit_of_the_target(factory: RecordFactory) -> None:
    target = factory.target(
        GDP, "2亿元", "2024", baseline_value="10000万元", baseline_period="2022"
    )
    figure = factory.figure(GDP, "15000万元", "2023")

    shown = pace(judged(target, figure, "2024-02-01", PLAIN, ("2023-12-31", "1.6")))

    assert (shown.done_share, shown.elapsed_share) == (Decimal("0.5"), Decimal("0.6"))
    assert shown.gap_points == Decimal("-10.0")


def test_a_milestone_leaves_a_vague_figure_open(factory: RecordFactory) -> None:
    marks = ("2024-06-30", "70")

    assert outcome_and_reasons(half_year(factory, "超60万个", marks)) == (
        Outcome.OPEN,
        ["no-path"],
    )
    assert outcome_and_reasons(half_year(factory, "超70万个", marks)) == (
        Outcome.ON_TRACK,
        [],
    )


def test_the_milestones_of_a_target_to_hold_are_no_path(factory: RecordFactory) -> None:
    figure = factory.figure("贫困率", "8%", "2023")
    marks = ("2025-12-31", "7.1")

    verdict = judged(level(factory, "7%", "7.25%"), figure, "2024-02-01", PLAIN, marks)

    assert outcome_and_reasons(verdict) == (Outcome.OPEN, ["no-path"])


SINCE_1990 = {"base_period": "1990"}


@pytest.mark.parametrize(
    ("asked", "reported", "outcome", "done", "gap"),
    [
        ("下降68%", "下降50%", Outcome.BEHIND, "0.735294", "-9.0"),
        # 56.1% are due after 33 of 40 years.
        ("下降68%", "下降56%", Outcome.BEHIND, "0.823529", "-0.1"),
        ("下降68%", "下降56.1%", Outcome.ON_TRACK, "0.825000", "0.0"),
        ("下降68%", "下降60%", Outcome.ON_TRACK, "0.882353", "5.7"),
        ("下降68%", "0.4倍", Outcome.ON_TRACK, "0.882353", "5.7"),
        ("减半", "下降45%", Outcome.ON_TRACK, "0.900000", "7.5"),
        ("减半", "0.6倍", Outcome.BEHIND, "0.800000", "-2.5"),
    ],
)
def test_growth_on_a_base_of_years_ago_runs_from_none_in_the_base_year(
    factory: RecordFactory,
    asked: str,
    reported: str,
    outcome: Outcome,
    done: str,
    gap: str,
) -> None:
    target = factory.target("排放量", asked, "2030", **SINCE_1990)
    figure = factory.figure("排放量", reported, "2023", basis="growth", **SINCE_1990)

    verdict = judged(target, figure, "2024-06-01")

    assert outcome_and_reasons(verdict) == (outcome, [])
    assert pace(verdict).path_kind is PathKind.LINEAR
    assert pace(verdict).elapsed_share == Decimal("0.825000")
    assert pace(verdict).done_share == Decimal(done)
    assert pace(verdict).gap_points == Decimal(gap)
    start = pace(verdict).baseline
    assert start is not None
    assert start.value == (1 if asked == "减半" else 0)
    assert start.period.end == date(1990, 12, 31)


def test_rates_of_growth_on_a_base_are_in_the_target_s_unit(
    factory: RecordFactory,
) -> None:
    target = factory.target("排放量", "下降68%", "2030", **SINCE_1990)
    figure = factory.figure("排放量", "下降47%", "2023", **SINCE_1990)

    rates = pace(judged(target, figure, "2024-06-01")).rates

    assert rates is not None
    assert rates.needed == -3


@pytest.mark.parametrize(
    ("asked", "reported", "base"),
    [
        # Within a year, or from the year before, growth is compared as it is.
        ("增长6%", "增长5%", "2029"),
        ("增长6%", "增长5%", ""),
        # What no growth meets is to be held.
        ("增长不超过5%", "增长6%", "1990"),
    ],
)
def test_other_growth_is_compared_as_it_is(
    factory: RecordFactory, asked: str, reported: str, base: str
) -> None:
    target = factory.target(GDP, asked, "2030", base_period=base)
    period = "2030H1" if base != "1990" else "2029"
    earlier = {"2029": "2029H1", "": ""}.get(base, base)
    figure = factory.figure(GDP, reported, period, base_period=earlier)

    verdict = judged(target, figure, "2030-09-01")

    assert outcome_and_reasons(verdict) == (Outcome.BEHIND, [])
    assert pace(verdict).path_kind is PathKind.DIRECT


def test_vague_growth_beside_its_line_has_no_pace(factory: RecordFactory) -> None:
    target = factory.target("排放量", "下降68%", "2030", **SINCE_1990)
    figure = factory.figure("排放量", "下降50%以上", "2023", **SINCE_1990)

    verdict = judged(target, figure, "2024-06-01")

    assert outcome_and_reasons(verdict) == (Outcome.OPEN, ["no-path"])


@pytest.mark.parametrize(
    ("asked", "half"), [("翻两番", "2倍"), ("增长300%", "增长100%")]
)
def test_growth_on_a_base_compounds_where_a_profile_asks_for_it(
    factory: RecordFactory, asked: str, half: str
) -> None:
    base = {"base_period": "2010"}
    target = factory.target(GDP, asked, "2030", **base)
    figure = factory.figure(GDP, half, "2020", basis="growth", **base)

    verdict = judged(target, figure, "2021-02-01", GROWTH)

    assert verdict.outcome is Outcome.ON_TRACK
    assert pace(verdict).path_kind is PathKind.CAGR
    assert pace(verdict).ratio == Decimal(1)


def test_milestones_of_growth_reckoned_from_levels(factory: RecordFactory) -> None:
    target = factory.target("排放量", "下降50%", "2030", base_period="2020")
    figures = [
        factory.figure("排放量", value, year)
        for value, year in (("30吨", "2020"), ("27吨", "2025"))
    ]
    marks = (Milestone(1, date(2025, 12, 31), Decimal(-10)),)
    context = TargetContext(milestones=marks)

    verdict = judge(target, figures, date(2026, 6, 1), PLAIN, context)

    assert verdict.outcome is Outcome.ON_TRACK
    assert pace(verdict).path_kind is PathKind.MILESTONES
    assert pace(verdict).gap_points == 0


def test_growth_on_a_base_within_the_year_is_compared_as_it_is(
    factory: RecordFactory,
) -> None:
    base = {"base_period": "2022Q4"}
    target = factory.target("贫困率", "减半", "2023", **base)
    figure = factory.figure("贫困率", "0.7倍", "2023-06-30", basis="growth", **base)

    verdict = judged(target, figure, "2023-09-01")

    assert outcome_and_reasons(verdict) == (Outcome.BEHIND, [])
    assert pace(verdict).path_kind is PathKind.DIRECT
