"""Identities: the missing one of a whole and its parts (DESIGN.md §5.2)."""

from __future__ import annotations

import pytest

from targetcli.judging.gate import TargetContext
from targetcli.judging.outcome import Outcome
from targetcli.model.records import Figure, FigureStatus, Identity, ScopedRegion
from unit.judging.bench import GDP, Bench, judged, margin, number, refused, roles, why

WITH_ZONE = ScopedRegion("武进区", "含常州经开区")
WITHOUT = ScopedRegion("武进区")
ZONE = ScopedRegion("常州经开区")
WUJIN = Identity(WITH_ZONE, (WITHOUT, ZONE))
AROUND = TargetContext(identities=(WUJIN,))


def said(
    bench: Bench, place: ScopedRegion, value: str, period: str, **more: str
) -> Figure:
    where = {"region": place.region, "scope": place.scope}
    return bench.figure(GDP, value, period, **where, **more)


def test_the_zone_is_the_whole_less_the_rest(bench: Bench) -> None:
    target = bench.target(GDP, "超过1000亿元", "2023", region="常州经开区")
    figures = [
        said(bench, WITH_ZONE, "3222.84亿元", "2023", status="final"),
        said(bench, WITHOUT, "2239.58亿元", "2023", status="preliminary"),
    ]

    verdict = judged(target, figures, "2024-02-01", AROUND)

    assert why(verdict) == (Outcome.MISSED, [])
    assert verdict.deciding_value is not None
    assert str(verdict.deciding_value.low) == "983.26"
    assert verdict.provisional_status is FigureStatus.PRELIMINARY
    assert roles(verdict) == {1: "settles", 2: "settles"}
    assert {used.identity for used in verdict.evidence} == {WUJIN}
    assert verdict.refusals == ()


def test_the_zone_had_reached_its_target_a_year_before(bench: Bench) -> None:
    target = bench.target(GDP, "超过1000亿元", "2022", region="常州经开区")
    figures = [
        said(bench, WITH_ZONE, "2951.58亿元", "2021"),
        said(bench, WITHOUT, "1951.25亿元", "2021"),
        said(bench, WITH_ZONE, "3100亿元", "2020"),
    ]

    verdict = judged(target, figures, "2022-12-31", AROUND)

    assert why(verdict) == (Outcome.REACHED, [])
    assert margin(verdict) == number("0.33")
    assert roles(verdict) == {1: "progress", 2: "progress"}
    assert verdict.refusals == ()


def test_the_whole_is_the_sum_of_its_parts(bench: Bench) -> None:
    target = bench.target(GDP, "突破3000亿元", "2023", scope="含常州经开区")
    figures = [
        said(bench, ZONE, "983.26亿元", "2023"),
        said(bench, WITHOUT, "2239.58亿元", "2023"),
    ]
    around = AROUND._replace(sub_regions=frozenset({"常州经开区"}))

    verdict = judged(target, figures, "2024-02-01", around)

    assert why(verdict) == (Outcome.MET, [])
    assert margin(verdict) == number("222.84")
    assert roles(verdict) == {1: "settles", 2: "settles"}
    assert verdict.refusals == ()


def test_what_is_reported_is_not_solved_for(bench: Bench) -> None:
    target = bench.target(GDP, "超过1000亿元", "2023", region="常州经开区")
    figures = [
        said(bench, WITH_ZONE, "3222.84亿元", "2023"),
        said(bench, WITHOUT, "2239.58亿元", "2023"),
        said(bench, ZONE, "1001亿元", "2023"),
    ]

    verdict = judged(target, figures, "2024-02-01", AROUND)

    assert why(verdict) == (Outcome.MET, [])
    assert roles(verdict) == {3: "settles"}
    assert verdict.refusals == ()


def test_parts_of_another_period_or_basis_do_not_add_up(bench: Bench) -> None:
    target = bench.target(GDP, "突破3000亿元", "2023", scope="含常州经开区")
    figures = [
        said(bench, ZONE, "983.26亿元", "2022"),
        said(bench, WITHOUT, "2239.58亿元", "2023"),
        said(bench, ZONE, "增长5%", "2023"),
    ]
    around = AROUND._replace(sub_regions=frozenset({"常州经开区"}))

    verdict = judged(target, figures, "2024-02-01", around)

    assert why(verdict) == (Outcome.NOT_COMPARABLE, ["sub-region", "scope"])
    assert refused(verdict) == {1: "sub-region", 2: "scope", 3: "sub-region"}


@pytest.mark.parametrize(
    ("metric", "value", "more"),
    [
        ("城镇化率", "60%", {}),
        (GDP, "增长5%", {}),
        ("百强县排名", "前10位", {}),
    ],
)
def test_rates_and_ranks_do_not_add_up(
    bench: Bench, metric: str, value: str, more: dict[str, str]
) -> None:
    target = bench.target(metric, value, "2023", scope="含常州经开区", **more)
    figures = [
        bench.figure(metric, value.removeprefix("前"), "2023"),
        bench.figure(metric, value.removeprefix("前"), "2023", region="常州经开区"),
    ]

    verdict = judged(target, figures, "2024-02-01", AROUND)

    assert why(verdict) == (Outcome.NOT_COMPARABLE, ["scope"])


def test_solved_figures_of_other_years_are_not_lost(bench: Bench) -> None:
    target = bench.target(GDP, "突破3000亿元", "2023", scope="含常州经开区")
    figures = [said(bench, place, "1000亿元", "2015Q1") for place in (WITHOUT, ZONE)]
    around = AROUND._replace(sub_regions=frozenset({"常州经开区"}))

    verdict = judged(target, figures, "2024-02-01", around)

    assert refused(verdict) == {1: "scope", 2: "sub-region"}


def test_stocks_add_up_at_their_dates(bench: Bench) -> None:
    target = bench.target("高企", "1000家", "2023", scope="含常州经开区")
    figures = [
        bench.figure("高企", "600家", "2023"),
        bench.figure("高企", "400家", "2023年底", region="常州经开区"),
    ]

    assert judged(target, figures, "2024-02-01", AROUND).outcome is Outcome.MET


def test_progress_said_outright_comes_before_what_is_worked_out(bench: Bench) -> None:
    target = bench.target(GDP, "超过1000亿元", "2025", region="常州经开区")
    figures = [
        said(bench, WITH_ZONE, "3222.84亿元", "2023"),
        said(bench, WITHOUT, "2239.58亿元", "2023"),
        said(bench, ZONE, "980亿元", "2023"),
    ]

    verdict = judged(target, figures, "2024-02-01", AROUND)

    assert margin(verdict) == number("-20")
    assert roles(verdict) == {3: "progress"}


def test_a_stock_said_outright_comes_first_too(bench: Bench) -> None:
    zone = {"region": ZONE.region}
    target = bench.target("人才公寓", "1000套", "2025", **zone)
    said_of = ((WITH_ZONE, "3000套"), (WITHOUT, "2000套"), (ZONE, "980套"))
    figures = [
        bench.figure(
            "人才公寓", value, "2023-12-31", region=place.region, scope=place.scope
        )
        for place, value in said_of
    ]

    assert margin(judged(target, figures, "2024-02-01", AROUND)) == number("-20")
