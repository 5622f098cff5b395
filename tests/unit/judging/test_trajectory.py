"""What a chart may draw: nothing the verdict would not use, in the target's unit."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from support.judged_records import build_figures, build_metric, build_target
from support.record_factory import GDP, RecordFactory
from targetcli.judging.context import TargetContext
from targetcli.judging.judge import judge
from targetcli.judging.outcome import Role
from targetcli.judging.pace import PathKind
from targetcli.judging.profiles import PLAIN
from targetcli.judging.profiles import PathChoice as Assumed
from targetcli.judging.trajectory import PathPoint, Trajectory, build_trajectory
from targetcli.model.bound import Relation
from targetcli.model.period import year_span
from targetcli.model.records import (
    Better,
    Figure,
    FigureStatus,
    Identity,
    Milestone,
    ScopedRegion,
    Target,
)

D = Decimal
BASELINE = {
    "baseline_value": "2607",
    "baseline_unit": "亿元",
    "baseline_period": "2020",
}


def trajectory_on(
    target: Target, figures: list[Figure], as_of: str, *milestones: Milestone
) -> Trajectory:
    day, context = date.fromisoformat(as_of), TargetContext(milestones=milestones)
    verdict = judge(target, figures, day, context=context)
    trajectory = build_trajectory(target, figures, verdict, day, context)
    assert trajectory is not None
    return trajectory


def observation_ends(
    trajectory: Trajectory,
) -> list[tuple[str, Decimal | None, Decimal | None, Role]]:
    return [(s.day.isoformat(), s.low, s.high, s.role) for s in trajectory.observations]


def path_points(trajectory: Trajectory) -> list[tuple[str, Decimal]]:
    return [(point.day.isoformat(), point.value) for point in trajectory.path_points]


def test_a_level_runs_from_its_baseline_to_its_deadline(factory: RecordFactory) -> None:
    target = factory.target(GDP, "突破3600亿元", "2021..2025", **BASELINE)
    figures = [
        factory.figure(GDP, "2483亿元", "2019"),
        factory.figure(GDP, "超3100亿元", "2022"),
        factory.figure(GDP, "3570亿元", "2025", status="expected"),
    ]

    trajectory = trajectory_on(target, figures, "2026-03-31")

    assert (trajectory.path_kind, trajectory.is_running_sum) == (PathKind.LINEAR, False)
    assert path_points(trajectory) == [("2020-12-31", D(2607)), ("2025-12-31", D(3600))]
    assert observation_ends(trajectory) == [
        ("2019-12-31", D(2483), D(2483), Role.BASELINE),
        ("2022-12-31", D(3100), None, Role.PROGRESS),
        ("2025-12-31", D(3570), D(3570), Role.SETTLES),
    ]
    assert trajectory.observations[-1].status is FigureStatus.EXPECTED


def test_what_was_not_known_or_not_used_is_not_drawn(factory: RecordFactory) -> None:
    target = factory.target(GDP, "突破3600亿元", "2025", scope="含经开区")
    other = factory.figure(GDP, "2239亿元", "2023")
    later = factory.figure(GDP, "3222亿元", "2023", scope="含经开区", published="2024")

    assert trajectory_on(target, [other, later], "2024-06-30").observations == ()
    assert len(trajectory_on(target, [other, later], "2025-01-31").observations) == 1


def test_a_total_is_drawn_as_what_it_has_come_to(factory: RecordFactory) -> None:
    target = factory.target("新增岗位", "37600个", "2021..2025", basis="total")
    figures = [
        factory.figure("新增岗位", "8000个", "2021"),
        factory.figure("新增岗位", "0.9万个", "2022"),
    ]

    trajectory = trajectory_on(target, figures, "2023-03-01")

    assert (trajectory.path_kind, trajectory.is_running_sum) == (PathKind.ELAPSED, True)
    assert path_points(trajectory) == [("2020-12-31", D(0)), ("2025-12-31", D(37600))]
    assert [(s.day.year, s.low) for s in trajectory.observations] == [
        (2021, D(8000)),
        (2022, 17000),
    ]


def test_pieces_with_gaps_between_them_prove_a_lower_bound(
    factory: RecordFactory,
) -> None:
    target = factory.target("新增岗位", "37600个", "2021..2023", basis="total")
    figures = [
        factory.figure("新增岗位", "8000个", "2021"),
        factory.figure("新增岗位", "9000个", "2023"),
    ]

    trajectory = trajectory_on(target, figures, "2024-03-01")

    assert [(s.day.year, s.low, s.high) for s in trajectory.observations] == [
        (2021, D(8000), D(8000)),
        (2023, D(17000), None),
    ]


def test_announced_milestones_turn_the_way(factory: RecordFactory) -> None:
    target = factory.target("新增岗位", "40000个", "2024", basis="total")
    target = target._replace(id=1, window_start=date(2024, 1, 1))
    half = Milestone(1, date(2024, 6, 30), D(30000))

    trajectory = trajectory_on(target, [], "2024-02-01", half)

    assert trajectory.path_kind is PathKind.MILESTONES
    assert trajectory.path_points[1] == PathPoint(date(2024, 6, 30), D(30000))


def test_what_is_to_be_held_has_no_way(factory: RecordFactory) -> None:
    cap = factory.target("排放量", "不超过100亿元", "2024", basis="total")
    cap = cap._replace(window_start=date(2024, 1, 1))
    growth = factory.target(GDP, "增长6%", "2024", basis="growth")
    rank = factory.target("百强县排名", "前10位", "2024")

    for target in (cap, growth, rank):
        assert trajectory_on(target, [], "2024-02-01").path_points == ()


def test_a_way_of_steady_growth_bends(factory: RecordFactory) -> None:
    target = factory.target(GDP, "5214亿元", "2021..2025", **BASELINE)
    day, steady = date(2024, 1, 1), PLAIN._replace(path_choice=Assumed.CAGR)
    verdict = judge(target, [], day, steady)

    trajectory = build_trajectory(target, [], verdict, day)

    assert trajectory is not None
    assert trajectory.path_kind is PathKind.CAGR
    middle = trajectory.path_points[len(trajectory.path_points) // 2].value
    assert round(middle / trajectory.path_points[0].value, 3) == D("1.414")


def test_growth_through_zero_has_no_way(factory: RecordFactory) -> None:
    from_a_loss = {**BASELINE, "baseline_value": "-5"}
    target = factory.target("利润", "5214亿元", "2021..2025", **from_a_loss)
    day, steady = date(2024, 1, 1), PLAIN._replace(path_choice=Assumed.CAGR)

    trajectory = build_trajectory(target, [], judge(target, [], day, steady), day)

    assert trajectory is not None
    assert (trajectory.path_kind, trajectory.path_points) == (None, ())


def test_a_milestone_outside_the_time_turns_nothing(factory: RecordFactory) -> None:
    target = factory.target(GDP, "突破3600亿元", "2021..2025", **BASELINE)
    target = target._replace(id=1)
    early, late = (Milestone(1, date(year, 6, 30), D(9)) for year in (2019, 2026))

    assert (
        trajectory_on(target, [], "2024-02-01", early, late).path_kind
        is PathKind.LINEAR
    )


def test_an_event_has_days_and_no_amounts(factory: RecordFactory) -> None:
    target = factory.target("铁路通车", "", "2022")
    opened = factory.figure("铁路通车", "yes", "2023-09-28")

    trajectory = trajectory_on(target, [opened], "2024-01-31")

    assert trajectory.threshold is None
    assert [(s.day.isoformat(), s.is_event) for s in trajectory.observations] == [
        ("2023-09-28", True)
    ]


def test_words_without_a_number_have_no_course(factory: RecordFactory) -> None:
    target = factory.target("百强县排名", "", "2025", as_written="保持前列")
    day = date(2024, 1, 1)
    assert build_trajectory(target, [], judge(target, [], day), day) is None


def test_growth_on_a_base_runs_from_none_in_the_base_year(
    factory: RecordFactory,
) -> None:
    target = factory.target("排放量", "下降60%", "2030", base_period="2020")
    figures = [
        factory.figure("排放量", "30吨", "2020"),
        factory.figure("排放量", "20吨", "2025"),
        factory.figure("排放量", "27吨", "2023"),
    ]

    trajectory = trajectory_on(target, figures, "2026-06-01")

    assert trajectory.path_kind is PathKind.LINEAR
    assert path_points(trajectory) == [("2020-12-31", D(0)), ("2030-12-31", D(-60))]
    assert observation_ends(trajectory) == [
        ("2023-12-31", D(-10), D(-10), Role.PROGRESS),
        ("2025-12-31", D("-33.3333333333"), D("-33.3333333333"), Role.PROGRESS),
    ]


def test_growth_that_compounds_bends_from_the_whole_of_its_base(
    factory: RecordFactory,
) -> None:
    target = factory.target(GDP, "增长300%", "2030", base_period="2010")
    figure = factory.figure(GDP, "增长100%", "2020", base_period="2010")
    day, profile = date(2021, 6, 1), PLAIN._replace(path_choice=Assumed.CAGR)
    verdict = judge(target, [figure], day, profile)

    trajectory = build_trajectory(target, [figure], verdict, day)

    assert trajectory is not None
    assert trajectory.path_kind is PathKind.CAGR
    assert [round(point.value) for point in trajectory.path_points][::6] == [
        0,
        100,
        300,
    ]


def test_a_figure_and_its_rounded_repetition_are_drawn_once(
    factory: RecordFactory,
) -> None:
    target = factory.target("城镇化率", "2%以上", "2024")
    figures = [
        factory.figure("城镇化率", value, "2024", published=day)
        for value, day in (("1.98%", "2025-01-10"), ("2.0%", "2025-02-10"))
    ]

    trajectory = trajectory_on(target, figures, "2025-06-01")

    assert observation_ends(trajectory) == [
        ("2024-12-31", D("1.98"), D(2), Role.SETTLES)
    ]


def test_nothing_is_drawn_in_the_unit_of_its_figures(factory: RecordFactory) -> None:
    target = factory.target("存量", "清零", "2024")
    figure = factory.figure("存量", "2家", "2024-06-30")

    trajectory = trajectory_on(target, [figure], "2024-08-01")

    assert observation_ends(trajectory) == [("2024-06-30", D(2), D(2), Role.PROGRESS)]


def test_the_financial_year_of_a_region_is_drawn_as_it_is_judged(
    factory: RecordFactory,
) -> None:
    target = factory.target(GDP, "100亿元", "2024-03-31")
    figure = factory.figure(GDP, "101亿元", "2023-04..2024-03")
    day, context = date(2024, 6, 1), TargetContext(fiscal_start_month=4)
    verdict = judge(target, [figure], day, context=context)

    trajectory = build_trajectory(target, [figure], verdict, day, context)

    assert trajectory is not None
    assert observation_ends(trajectory) == [
        ("2024-03-31", D(101), D(101), Role.SETTLES)
    ]


@pytest.mark.parametrize(
    ("better", "side"),
    [("more", Better.MORE), ("less", Better.LESS), ("none", Better.NONE)],
)
def test_the_threshold_drawn_has_the_better_side(better: str, side: Better) -> None:
    share = build_metric("ratio", better)
    target = build_target(share, "20..30 %", "2025")
    figures = build_figures(share, "2024 = 25 %")

    trajectory = trajectory_on(target, figures, "2025-06-30")

    assert trajectory.threshold is not None
    assert trajectory.threshold.better is side


def test_a_bare_number_is_drawn_with_the_relation_it_was_judged_by() -> None:
    share = build_metric("ratio", "less")
    target = build_target(share, "20 %", "2025")
    figures = build_figures(share, "2024 = 25 %")

    trajectory = trajectory_on(target, figures, "2025-06-30")

    assert trajectory.threshold is not None
    assert trajectory.threshold.relation is Relation.AT_MOST


def test_the_parts_of_a_place_are_one_point_and_not_a_course(
    factory: RecordFactory,
) -> None:
    whole = ScopedRegion("云溪市", "")
    parts = (ScopedRegion("东江区", ""), ScopedRegion("西岭区", ""))
    identity = Identity(whole, parts)
    target = factory.target("利润", "836亿元", "2025", region="云溪市")
    figures = [
        factory.figure("利润", "170.1亿元", "2025", region="东江区"),
        factory.figure("利润", "135.36亿元", "2025", region="西岭区"),
    ]
    day = date(2026, 3, 31)
    context = TargetContext(identities=(identity,))
    verdict = judge(target, figures, day, context=context)

    trajectory = build_trajectory(target, figures, verdict, day, context)

    assert trajectory is not None
    assert [(o.day.isoformat(), o.high) for o in trajectory.observations] == [
        ("2025-12-31", D("305.46"))
    ]


def test_a_change_without_a_start_that_was_withdrawn_has_nothing_to_draw(
    factory: RecordFactory,
) -> None:
    target = factory.target("人才公寓", "5万个", "2025", basis="change")
    withdrawn = target._replace(withdrawn=year_span(2022))
    figures = [factory.figure("人才公寓", "3万个", "2024")]

    trajectory = trajectory_on(withdrawn, figures, "2025-06-30")

    assert (trajectory.observations, trajectory.path_points) == ((), ())
