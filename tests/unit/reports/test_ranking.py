"""Ranks of comparable targets, and of groups by their lights."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from support.packaged_profiles import packaged
from support.record_factory import RecordFactory
from targetcli.judging.judge import judge
from targetcli.reports.comparison import Comparison, ComparisonRow, keep_peers
from targetcli.reports.ranking import (
    RankedRow,
    RankRefusal,
    assign_ranks,
    count_lights,
    rank_targets,
    sort_by_rank,
)

LIGHTS = packaged("督查")
DAY = date(2024, 11, 1)


def compared(
    factory: RecordFactory,
    number: int,
    asked: str,
    reported: str,
    metric: str = "新增岗位",
    **more: str,
) -> ComparisonRow:
    """Judge one target by one figure of January to September."""
    target = factory.target(metric, asked, "2024-01..2024-12", **more)
    target = target._replace(id=number)
    figures = [factory.figure(metric, reported, "2024-01..2024-09")] if reported else []
    return ComparisonRow(target, judge(target, figures, DAY, LIGHTS))


def all_of(rows: list[ComparisonRow]) -> Comparison:
    return Comparison(DAY, LIGHTS, rows)


def ranks(rows: list[RankedRow]) -> list[tuple[int | None, bool]]:
    return [(ranked.ranking.rank, ranked.ranking.is_tied) for ranked in rows]


def test_amounts_are_ranked_by_the_share_of_their_targets(
    factory: RecordFactory,
) -> None:
    rows = [
        compared(factory, 1, "100人", "60人"),
        compared(factory, 2, "20人", "18人"),
        compared(factory, 3, "1000人", "600人"),
        compared(factory, 4, "100人", "10人"),
    ]

    ranked = rank_targets(all_of(rows))

    assert ranks(ranked) == [(2, True), (1, False), (2, True), (4, False)]
    assert [r.row.target.id for r in sort_by_rank(ranked)] == [2, 1, 3, 4]


def test_a_target_keeps_its_rank_where_others_are_not_shown(
    factory: RecordFactory,
) -> None:
    rows = [
        compared(factory, 1, "100人", "60人"),
        compared(factory, 2, "20人", "18人"),
    ]

    (ranked,) = rank_targets(keep_peers(all_of(rows))._replace(rows=rows[:1]))

    assert (ranked.ranking.rank, ranked.ranking.compared) == (2, 2)


def test_growth_is_ranked_by_points_from_its_target(factory: RecordFactory) -> None:
    rows = [
        compared(factory, 1, "增长8%", "增长7%", "整车产量"),
        compared(factory, 2, "增长5%", "增长5.5%", "整车产量"),
    ]

    assert ranks(rank_targets(all_of(rows))) == [(2, False), (1, False)]


def test_other_metrics_scopes_and_deadlines_are_ranked_apart(
    factory: RecordFactory,
) -> None:
    rows = [
        compared(factory, 1, "100人", "60人"),
        compared(factory, 2, "100人", "50人", "新增城镇就业"),
        compared(factory, 3, "100人", "", scope="含开发区"),
    ]

    ranked = rank_targets(all_of(rows))

    assert ranks(ranked) == [(1, False), (1, False), (None, False)]
    assert ranked[2].ranking.refusal is RankRefusal.NO_FIGURE


def test_what_has_no_exact_measure_is_not_ranked_and_says_why(
    factory: RecordFactory,
) -> None:
    rows = [
        compared(factory, 1, "100人", "60人"),
        compared(factory, 2, "100人", "超50人"),
        compared(factory, 3, "100万吨", "60万吨", "排放量"),
    ]

    refusals = [ranked.ranking.refusal for ranked in rank_targets(all_of(rows))]

    assert refusals == [None, RankRefusal.NOT_EXACT, RankRefusal.NO_MEASURE]


def test_a_rank_tells_how_it_moved(factory: RecordFactory) -> None:
    before = [
        compared(factory, 1, "100人", "30人"),
        compared(factory, 2, "100人", "20人"),
        compared(factory, 3, "100人", ""),
    ]
    now = [
        compared(factory, 1, "100人", "40人"),
        compared(factory, 2, "100人", "60人"),
        compared(factory, 3, "100人", "50人"),
    ]

    changes = [ranked.ranking.change for ranked in rank_targets(all_of(now), before)]

    # The first of two fell to the third of three, the second rose to the first; the
    # third had no rank before.
    assert changes == [-2, 1, None]


def test_groups_are_ranked_by_the_shares_of_their_lights(
    factory: RecordFactory,
) -> None:
    rows = [
        compared(factory, 1, "100人", "80人", owner="甲局"),
        compared(factory, 2, "100人", "10人", owner="甲局"),
        compared(factory, 3, "100人", "80人", owner="乙局"),
        compared(factory, 4, "100人", "", owner="丙局"),
        compared(factory, 5, "100人", "60人", owner="丁局"),
        compared(factory, 6, "100人", "80人", owner="丁局"),
    ]

    *groups, every = count_lights(rows, lambda row: row.target.owner)

    # Half of the lights are green in two groups; the other half decides: yellow or red.
    assert [(group.group, group.rank) for group in groups] == [
        ("乙局", 1),
        ("丁局", 2),
        ("甲局", 3),
        ("丙局", None),
    ]
    assert (every.group, dict(every.counts), every.without) == (
        None,
        {"green": 3, "yellow": 1, "red": 1},
        1,
    )


@given(st.lists(st.integers(0, 5).map(Decimal)))
def test_a_rank_is_one_more_than_how_many_are_better(values: list[Decimal]) -> None:
    given_ranks = assign_ranks(Counter(values))

    for value in values:
        assert given_ranks[value] == 1 + sum(other > value for other in values)
