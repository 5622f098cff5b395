"""Identities: the missing one of a whole and its parts (docs/design.md §5.2)."""

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
    refusals_by_id,
    roles_by_id,
)
from targetcli.judging.context import TargetContext
from targetcli.judging.outcome import Outcome
from targetcli.model.records import Figure, FigureStatus, Identity, ScopedRegion

WITH_ZONE = ScopedRegion("武进区", "含常州经开区")
WITHOUT = ScopedRegion("武进区")
ZONE = ScopedRegion("常州经开区")
WUJIN = Identity(WITH_ZONE, (WITHOUT, ZONE))
AROUND = TargetContext(identities=(WUJIN,))


def place_figure(
    factory: RecordFactory, place: ScopedRegion, value: str, period: str, **more: str
) -> Figure:
    where = {"region": place.region, "scope": place.scope}
    return factory.figure(GDP, value, period, **where, **more)


def test_the_zone_is_the_whole_less_the_rest(factory: RecordFactory) -> None:
    target = factory.target(GDP, "超过1000亿元", "2023", region="常州经开区")
    figures = [
        place_figure(factory, WITH_ZONE, "3222.84亿元", "2023", status="final"),
        place_figure(factory, WITHOUT, "2239.58亿元", "2023", status="preliminary"),
    ]

    verdict = judge_on(target, figures, "2024-02-01", AROUND)

    assert outcome_and_reasons(verdict) == (Outcome.MISSED, [])
    assert verdict.deciding_value is not None
    assert str(verdict.deciding_value.low) == "983.26"
    assert verdict.provisional_status is FigureStatus.PRELIMINARY
    assert roles_by_id(verdict) == {1: "settles", 2: "settles"}
    assert {used.identity for used in verdict.evidence} == {WUJIN}
    assert verdict.refusals == ()


def test_the_zone_had_reached_its_target_a_year_before(factory: RecordFactory) -> None:
    target = factory.target(GDP, "超过1000亿元", "2022", region="常州经开区")
    figures = [
        place_figure(factory, WITH_ZONE, "2951.58亿元", "2021"),
        place_figure(factory, WITHOUT, "1951.25亿元", "2021"),
        place_figure(factory, WITH_ZONE, "3100亿元", "2020"),
    ]

    verdict = judge_on(target, figures, "2022-12-31", AROUND)

    assert outcome_and_reasons(verdict) == (Outcome.REACHED, [])
    assert margin_ends(verdict) == exact_margin("0.33")
    assert roles_by_id(verdict) == {1: "progress", 2: "progress"}
    assert verdict.refusals == ()


def test_the_whole_is_the_sum_of_its_parts(factory: RecordFactory) -> None:
    target = factory.target(GDP, "突破3000亿元", "2023", scope="含常州经开区")
    figures = [
        place_figure(factory, ZONE, "983.26亿元", "2023"),
        place_figure(factory, WITHOUT, "2239.58亿元", "2023"),
    ]
    context = AROUND._replace(sub_regions=frozenset({"常州经开区"}))

    verdict = judge_on(target, figures, "2024-02-01", context)

    assert outcome_and_reasons(verdict) == (Outcome.MET, [])
    assert margin_ends(verdict) == exact_margin("222.84")
    assert roles_by_id(verdict) == {1: "settles", 2: "settles"}
    assert verdict.refusals == ()


def zone_in_2022(
    factory: RecordFactory, said: str, said_status: str, solved_status: str
) -> list[Figure]:
    """Return what is said of the zone, and figures that give 992.15 for it."""
    solved = {"status": solved_status, "published": "2023-02-10"}
    return [
        place_figure(
            factory, ZONE, said, "2022", status=said_status, published="2022-12-20"
        ),
        place_figure(factory, WITH_ZONE, "3100亿元", "2022", **solved),
        place_figure(factory, WITHOUT, "2107.85亿元", "2022", **solved),
    ]


def test_a_firm_difference_comes_before_a_forecast(factory: RecordFactory) -> None:
    target = factory.target(GDP, "1000亿元", "2022", region="常州经开区")
    figures = zone_in_2022(factory, "1001亿元", "expected", "final")

    verdict = judge_on(target, figures, "2023-06-01", AROUND)

    assert outcome_and_reasons(verdict) == (Outcome.MISSED, [])
    assert margin_ends(verdict) == exact_margin("-7.85")
    assert verdict.provisional_status is None
    assert roles_by_id(verdict) == {2: "settles", 3: "settles"}
    assert refusals_by_id(verdict) == {1: "replaced"}


@pytest.mark.parametrize(
    ("said_status", "solved_status"),
    [("expected", "preliminary"), ("reported", "preliminary"), ("final", "expected")],
)
def test_a_difference_that_is_not_firm_replaces_nothing(
    factory: RecordFactory, said_status: str, solved_status: str
) -> None:
    target = factory.target(GDP, "1000亿元", "2022", region="常州经开区")
    figures = zone_in_2022(factory, "1001亿元", said_status, solved_status)
    figures[0] = figures[0]._replace(published=figures[1].published)

    verdict = judge_on(target, figures, "2023-06-01", AROUND)

    assert outcome_and_reasons(verdict) == (Outcome.MET, [])
    assert roles_by_id(verdict) == {1: "settles"}


def test_two_firm_statements_with_opposite_outcomes_are_contested(
    factory: RecordFactory,
) -> None:
    target = factory.target(GDP, "超过1000亿元", "2023", region="常州经开区")
    figures = [
        place_figure(factory, WITH_ZONE, "3222.84亿元", "2023"),
        place_figure(factory, WITHOUT, "2239.58亿元", "2023"),
        place_figure(factory, ZONE, "1001亿元", "2023"),
    ]

    verdict = judge_on(target, figures, "2024-02-01", AROUND)

    assert outcome_and_reasons(verdict) == (Outcome.UNDETERMINED, ["contested"])
    assert margin_ends(verdict) == (Decimal("-16.74"), Decimal(1))
    assert roles_by_id(verdict) == dict.fromkeys((1, 2, 3), "settles")
    assert [used.identity for used in verdict.evidence] == [None, WUJIN, WUJIN]
    assert verdict.refusals == ()


def test_what_is_reported_is_not_solved_for(factory: RecordFactory) -> None:
    target = factory.target(GDP, "超过980亿元", "2023", region="常州经开区")
    figures = [
        place_figure(factory, WITH_ZONE, "3222.84亿元", "2023"),
        place_figure(factory, WITHOUT, "2239.58亿元", "2023"),
        place_figure(factory, ZONE, "1001亿元", "2023"),
    ]

    verdict = judge_on(target, figures, "2024-02-01", AROUND)

    assert outcome_and_reasons(verdict) == (Outcome.MET, [])
    assert roles_by_id(verdict) == {3: "settles"}
    assert verdict.refusals == ()


def test_parts_of_another_period_or_basis_do_not_add_up(factory: RecordFactory) -> None:
    target = factory.target(GDP, "突破3000亿元", "2023", scope="含常州经开区")
    figures = [
        place_figure(factory, ZONE, "983.26亿元", "2022"),
        place_figure(factory, WITHOUT, "2239.58亿元", "2023"),
        place_figure(factory, ZONE, "增长5%", "2023"),
    ]
    context = AROUND._replace(sub_regions=frozenset({"常州经开区"}))

    verdict = judge_on(target, figures, "2024-02-01", context)

    assert outcome_and_reasons(verdict) == (
        Outcome.NOT_COMPARABLE,
        ["sub-region", "scope"],
    )
    assert refusals_by_id(verdict) == {1: "sub-region", 2: "scope", 3: "sub-region"}


@pytest.mark.parametrize(
    ("metric", "value", "more"),
    [
        ("城镇化率", "60%", {}),
        (GDP, "增长5%", {}),
        ("百强县排名", "前10位", {}),
    ],
)
def test_rates_and_ranks_do_not_add_up(
    factory: RecordFactory, metric: str, value: str, more: dict[str, str]
) -> None:
    target = factory.target(metric, value, "2023", scope="含常州经开区", **more)
    figures = [
        factory.figure(metric, value.removeprefix("前"), "2023"),
        factory.figure(metric, value.removeprefix("前"), "2023", region="常州经开区"),
    ]

    verdict = judge_on(target, figures, "2024-02-01", AROUND)

    assert outcome_and_reasons(verdict) == (Outcome.NOT_COMPARABLE, ["scope"])


def test_solved_figures_of_other_years_are_not_lost(factory: RecordFactory) -> None:
    target = factory.target(GDP, "突破3000亿元", "2023", scope="含常州经开区")
    figures = [
        place_figure(factory, place, "1000亿元", "2015Q1") for place in (WITHOUT, ZONE)
    ]
    context = AROUND._replace(sub_regions=frozenset({"常州经开区"}))

    verdict = judge_on(target, figures, "2024-02-01", context)

    assert refusals_by_id(verdict) == {1: "scope", 2: "sub-region"}


def test_stocks_add_up_at_their_dates(factory: RecordFactory) -> None:
    target = factory.target("高企", "1000家", "2023", scope="含常州经开区")
    figures = [
        factory.figure("高企", "600家", "2023"),
        factory.figure("高企", "400家", "2023年底", region="常州经开区"),
    ]

    assert judge_on(target, figures, "2024-02-01", AROUND).outcome is Outcome.MET


def test_progress_said_outright_comes_before_what_is_worked_out(
    factory: RecordFactory,
) -> None:
    target = factory.target(GDP, "超过1000亿元", "2025", region="常州经开区")
    figures = [
        place_figure(factory, WITH_ZONE, "3222.84亿元", "2023"),
        place_figure(factory, WITHOUT, "2239.58亿元", "2023"),
        place_figure(factory, ZONE, "980亿元", "2023"),
    ]

    verdict = judge_on(target, figures, "2024-02-01", AROUND)

    assert margin_ends(verdict) == exact_margin("-20")
    assert roles_by_id(verdict) == {3: "progress"}


def test_a_stock_said_outright_comes_first_too(factory: RecordFactory) -> None:
    zone = {"region": ZONE.region}
    target = factory.target("人才公寓", "1000套", "2025", **zone)
    said_of = ((WITH_ZONE, "2990套"), (WITHOUT, "2000套"), (ZONE, "980套"))
    figures = [
        factory.figure(
            "人才公寓", value, "2023-12-31", region=place.region, scope=place.scope
        )
        for place, value in said_of
    ]

    assert margin_ends(judge_on(target, figures, "2024-02-01", AROUND)) == exact_margin(
        "-20"
    )
