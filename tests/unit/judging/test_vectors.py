"""Published progress towards targets, through our own rules (docs/method.md).

Canada and the Basque office publish what Open SDG computes, the UNDP what the progress
chart of the United Nations says. Rows are left out by their tags, never by their ids,
and every test says how many rows it held.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path as File
from typing import Any

from support.packaged_profiles import packaged
from targetcli.judging.judge import judge
from targetcli.judging.outcome import Outcome, Verdict
from targetcli.judging.pace import PathKind
from targetcli.judging.paths import LinearPath, compute_cagr_ratio
from targetcli.judging.profiles import PLAIN, Profile
from targetcli.model.bound import Bound, Relation
from targetcli.model.period import year_span
from targetcli.model.records import (
    Baseline,
    Basis,
    Better,
    Figure,
    Metric,
    MetricKind,
    Target,
)
from targetcli.model.unit_table import UnitTable

Row = dict[str, Any]

UNIT = UnitTable().read("%")
MONTHS = 12
CLASSES = {
    "substantial_progress": "substantial",
    "moderate_progress": "moderate",
    "negligible_progress": "negligible",
    "limited_progress": "negligible",
    "deterioration": "deterioration",
}
# Their figure for a zero, which they put in before dividing.
ZERO = {
    "zero_base_replaced": ("base_value", Decimal(0)),
    "zero_target_replaced": ("target_value", Decimal(0)),
}


def rows_of(shared: File, name: str) -> Iterator[Row]:
    """Yield the rows that have a target, with every number as it is written."""
    with (shared / "vectors" / name).open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line, parse_float=Decimal)
            if row["target_value"] is not None:
                row["tags"] = frozenset(row["tags"])
                yield row


def open_sdg(shared: File) -> Iterator[Row]:
    """Yield the rows of Open SDG with the zeros that its 0.001 stands for."""
    for row in rows_of(shared, "opensdg_vectors.jsonl"):
        zeros = dict(ZERO[tag] for tag in row["tags"] & ZERO.keys())
        yield {**row, **zeros}


def current(shared: File) -> Iterator[Row]:
    return (row for row in open_sdg(shared) if row["algorithm"] == "opensdg-2.4")


def upward(row: Row) -> bool:
    # Open SDG takes a direction that is not given for negative.
    return row["direction"] in ("positive", "increase")


def metric(row: Row) -> Metric:
    return Metric(
        "m", kind=MetricKind.RATIO, better=(Better.LESS, Better.MORE)[upward(row)]
    )


def target_of(row: Row, year: int) -> Target:
    relation = Relation.AT_LEAST if upward(row) else Relation.AT_MOST
    bound = Bound(relation, Decimal(row["target_value"]), None, UNIT)
    deadline = date(year, 12, 31)
    return Target(1, "here", "", metric(row), Basis.LEVEL, bound, deadline=deadline)


def latest(row: Row, year: int) -> Figure:
    bound = Bound(Relation.EQUAL, Decimal(row["latest_value"]), None, UNIT)
    span = year_span(year)
    return Figure(2, "here", "", metric(row), Basis.LEVEL, bound, *span)


def met_now(row: Row) -> bool:
    """Judge the latest value as if its year had been the deadline."""
    year = row["latest_year"]
    verdict = judge(target_of(row, year), [latest(row, year)], date(year + 1, 2, 1))
    assert verdict.outcome in (Outcome.MET, Outcome.MISSED)
    return verdict.outcome is Outcome.MET


def underway(row: Row, profile: Profile = PLAIN) -> Verdict:
    """Judge the latest value on its way from the base to the target's year."""
    base = Baseline(Decimal(row["base_value"]), UNIT, year_span(row["base_year"]))
    target = target_of(row, row["target_year"])._replace(baseline=base)
    year = row["latest_year"]
    return judge(target, [latest(row, year)], date(year + 1, 2, 1), profile)


def ratio_of(row: Row) -> Decimal | None:
    base, goal = Decimal(row["base_value"]), Decimal(row["target_value"])
    gone = (row["latest_year"] - row["base_year"]) * MONTHS
    months = (row["target_year"] - row["base_year"]) * MONTHS
    line = LinearPath(base, goal, gone, months)
    better = (Better.LESS, Better.MORE)[upward(row)]
    return compute_cagr_ratio(base, Decimal(row["latest_value"]), goal, line, better)


def test_achieved_where_open_sdg_says_so(shared: File) -> None:
    checked = achieved = 0
    for row in open_sdg(shared):
        # The Basque office has no such class: there what is met is merely its best.
        if row["algorithm"] == "eustat-2026":
            continue
        expected = row["expected"]["category"] == "target_achieved"
        assert met_now(row) is expected, row
        checked, achieved = checked + 1, achieved + expected
    assert (checked, achieved) == (463, 61)


def test_what_is_met_has_the_best_class_of_the_basque_office(shared: File) -> None:
    checked = met = 0
    for row in open_sdg(shared):
        if row["algorithm"] != "eustat-2026":
            continue
        best = (row["expected"]["category"], row["expected"]["score"])
        checked += 1
        if met_now(row):
            assert best == ("significant_progress", 5), row
            met += 1
    assert (checked, met) == (50, 19)


def test_the_ratio_of_growth_is_the_published_one(shared: File) -> None:
    checked = lost = 0
    for row in current(shared):
        ours, expected = ratio_of(row), row["expected"]["progress_value"]
        if row["tags"] & ZERO.keys():
            continue
        if expected is None:
            assert ours is None, row
        elif row["latest_value"] == 0:
            # Nothing is left to grow; they take -100 % a year for a rate.
            assert ours is None, row
            lost += 1
        else:
            assert ours is not None, row
            assert abs(ours - expected) < Decimal("1e-9"), row
            checked += 1
    assert (checked, lost) == (242, 1)


def test_no_ratio_where_a_zero_was_replaced(shared: File) -> None:
    checked = dict.fromkeys(ZERO, 0)
    for row in open_sdg(shared):
        for tag in row["tags"] & ZERO.keys():
            assert ratio_of(row) is None, row
            pace = underway(row, packaged("open-sdg")).pace
            assert pace is None, row
            checked[tag] += 1
    assert checked == {"zero_base_replaced": 4, "zero_target_replaced": 35}


def test_the_class_of_pace_is_the_published_one(shared: File) -> None:
    """Not comparable: one point (no growth), a zero (refused), and what the base or the
    latest value meets already (a target to hold, or reached: no class of progress).
    """
    apart = {"single_point", "met_at_base_and_latest", "met_at_base_then_relapse"}
    profile, checked = packaged("open-sdg"), 0
    for row in current(shared):
        if row["tags"] & {*apart, *ZERO, "newly_met"}:
            continue
        verdict = underway(row, profile)
        pace, expected = verdict.pace, row["expected"]
        assert pace is not None, row
        assert pace.path_kind is PathKind.CAGR
        assert pace.grade is not None, row
        assert pace.grade.key == CLASSES[expected["category"]], row
        on_track = expected["category"] == "substantial_progress"
        assert verdict.outcome is (Outcome.ON_TRACK if on_track else Outcome.BEHIND)
        checked += 1
    assert checked == 209


def test_a_target_met_at_the_start_and_lost_is_never_on_track(shared: File) -> None:
    """Three of them were published as substantial progress; there we must differ."""
    checked = wrong = 0
    for row in open_sdg(shared):
        if "met_at_base_then_relapse" not in row["tags"]:
            continue
        for profile in (PLAIN, packaged("open-sdg"), packaged("eurostat")):
            verdict = underway(row, profile)
            assert verdict.outcome is Outcome.OPEN, row
            assert verdict.pace is None, row
        assert not met_now(row)
        checked += 1
        wrong += "official_output_wrong" in row["tags"]
    assert (checked, wrong) == (14, 3)


def test_after_the_deadline_a_target_is_met_or_missed(shared: File) -> None:
    """They publish progress years after it; the figure of its year settles it for us.

    The rows hold no figure of that year: the latest one stands for it. Without one our
    answer is that it is awaited, which is neither.
    """
    checked = met = 0
    for row in open_sdg(shared):
        if "after_target_year" not in row["tags"]:
            continue
        year, as_of = row["target_year"], date(row["latest_year"] + 1, 2, 1)
        target = target_of(row, year)
        settled = judge(target, [latest(row, year)], as_of)
        achieved = row["expected"]["category"] == "target_achieved"
        assert settled.outcome is (Outcome.MET if achieved else Outcome.MISSED), row
        later = judge(target, [latest(row, row["latest_year"])], as_of)
        assert later.outcome is Outcome.OVERDUE, row
        checked, met = checked + 1, met + achieved
    assert (checked, met) == (10, 2)


def test_achieved_where_the_undp_says_so(shared: File) -> None:
    unusable = {"published_output_not_reproduced", "zero_floor_reached_without_target"}
    checked = achieved = 0
    for row in rows_of(shared, "undp_progresschart_vectors.jsonl"):
        if row["tags"] & unusable:
            continue
        expected = row["expected"]["status"] == "Target Achieved"
        assert met_now(row) is expected, row
        checked, achieved = checked + 1, achieved + expected
    assert (checked, achieved) == (796, 176)
