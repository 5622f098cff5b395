"""Published verdicts of Chinese offices, through our own rules (vectors/README.md)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path as File
from typing import Any

import pytest

from support.record_factory import (
    GDP,
    RecordFactory,
    exact_margin,
    judge_on,
    margin_ends,
)
from targetcli.judging.context import TargetContext
from targetcli.judging.outcome import Outcome
from targetcli.judging.pace import PaceClass, PathKind
from targetcli.model.period import months_between
from targetcli.model.period_reader import read_period
from targetcli.model.records import Milestone

Row = dict[str, Any]


@pytest.fixture
def rows(shared: File) -> list[Row]:
    text = (shared / "vectors" / "cn_schedule_vectors.jsonl").read_text("utf-8")
    return [json.loads(line, parse_float=Decimal) for line in text.splitlines()]


def of(rows: list[Row], kind: str) -> Iterator[Row]:
    return (row for row in rows if row["kind"] == kind)


def test_schedule_gaps_in_whole_months(rows: list[Row], factory: RecordFactory) -> None:
    checked = 0
    for row in of(rows, "cumulative_vs_schedule"):
        window = "..".join(row["target_window"])
        so_far = "..".join(row["window"])
        required = f"{row['implied_annual_target']}{row['unit']}"
        reported = f"{row['reported_value']}{row['unit']}"
        target = factory.target("利润", required, window, basis="total")
        figure = factory.figure("利润", reported, so_far)

        pace = judge_on(target, [figure], row["window"][1][:4] + "-12-01").pace

        assert pace is not None
        assert pace.done_share is not None
        assert round(pace.done_share * 100, 1) == row["published_completion_pct"]
        assert pace.gap_points == row["published_gap_pp"]
        ahead = row["published_verdict"] == "ahead"
        assert pace.pace_class is (PaceClass.ON_TRACK if ahead else PaceClass.BEHIND)
        checked += 1
    assert checked == 2


def test_the_share_of_the_year_elapsed(rows: list[Row], factory: RecordFactory) -> None:
    (row,) = of(rows, "schedule_rule")
    span = read_period("..".join(row["window"]))
    assert months_between(*span) == 11
    target = factory.target("利润", "100亿元", "2020")
    figure = factory.figure("利润", "91亿元", "..".join(row["window"]))

    pace = judge_on(target, [figure], "2020-12-20").pace

    assert pace is not None
    assert pace.elapsed_share is not None
    assert round(pace.elapsed_share * 100, 1) == row["elapsed_share_pct_published"]
    assert pace.pace_class is PaceClass.BEHIND


def test_growth_gaps_are_not_pro_rated(rows: list[Row], factory: RecordFactory) -> None:
    checked = 0
    for row in of(rows, "growth_rate_vs_annual_growth_target"):
        target = factory.target(GDP, f"增长{row['implied_target']}%", "2019")
        reported = f"增长{row['reported_value']}%"
        figure = factory.figure(GDP, reported, "..".join(row["window"]))

        verdict = judge_on(target, [figure], "2019-11-01")

        assert margin_ends(verdict) == exact_margin(str(row["published_gap_pp"]))
        assert verdict.outcome is Outcome.BEHIND
        checked += 1
    assert checked == 7


@pytest.mark.parametrize(
    ("metric", "required"),
    [
        ("国内生产总值 增速", "增长{}%左右"),
        ("居民消费价格 涨幅", "{}%左右"),
        ("城镇新增就业", "{}万人以上"),
        ("移动网络流量平均资费 降幅", "至少{}%"),
    ],
)
def test_annual_targets_reported_as_met(
    rows: list[Row], factory: RecordFactory, metric: str, required: str
) -> None:
    (row,) = (r for r in of(rows, "annual_target") if r["metric"] == metric)
    ours = {
        "国内生产总值 增速": GDP,
        "居民消费价格 涨幅": "贫困率",
        "城镇新增就业": "新增岗位",
    }.get(metric, "城镇化率")
    bare = required.removesuffix("左右").removesuffix("以上").removeprefix("至少")
    year = str(row["target_year"])
    target = factory.target(ours, required.format(row["target_value"]), year)
    figure = factory.figure(ours, bare.format(row["reported_value"]), year)

    assert judge_on(target, [figure], "2019-03-05").outcome is Outcome.MET


def test_announced_milestones_are_the_path(
    rows: list[Row], factory: RecordFactory
) -> None:
    checked = 0
    for row in of(rows, "announced_milestone_path"):
        # The share starts from nothing; the page names no year, 2020 stands for it.
        day, deadline = f"2020-{row['window_end']}", f"2020-{row['final_window_end']}"
        target = factory.target(
            "城镇化率",
            f"{row['final_pct']}%",
            deadline,
            baseline_value="0%",
            baseline_period="2019",
        )
        milestone = Milestone(1, date.fromisoformat(day), row["milestone_pct"])
        figure = factory.figure("城镇化率", f"{row['reported_value']}%", day)

        context = TargetContext(milestones=(milestone,))
        pace = judge_on(target, [figure], "2020-07-05", context).pace

        assert pace is not None
        assert pace.path_kind is PathKind.MILESTONES
        assert pace.elapsed_share == round(row["milestone_pct"] / row["final_pct"], 6)
        ahead = row["derived_verdict"] == "ahead"
        assert pace.pace_class is (PaceClass.ON_TRACK if ahead else PaceClass.BEHIND)
        checked += 1
    assert checked == 4


def test_a_reported_range_within_a_cap_is_met(
    rows: list[Row], factory: RecordFactory
) -> None:
    (row,) = (r for r in of(rows, "annual_target") if "reported_interval" in r)
    low, high = row["reported_interval"]
    target = factory.target("贫困率", f"{row['target_value']}%以内", "2018")
    figure = factory.figure("贫困率", f"{low}%至{high}%", "2018")

    assert judge_on(target, [figure], "2019-03-05").outcome is Outcome.MET
