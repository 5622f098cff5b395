"""Contradictions are refused at entry, with both sides shown."""

from __future__ import annotations

import pytest

from targetcli.errors import Contradiction
from targetcli.model.bound import Relation
from targetcli.model.records import Better, Figure, Metric, MetricKind, Target
from targetcli.reading.records import read_figure, read_target
from targetcli.reading.vocabulary import Vocabulary
from targetcli.render.error_messages.message import explain

METRICS = (
    Metric("地区生产总值", kind=MetricKind.FLOW, unit="亿元"),
    Metric("PM2.5浓度", kind=MetricKind.RATIO, better=Better.LESS, unit="微克/立方米"),
    Metric("绿化率", kind=MetricKind.RATIO, unit="%"),
    Metric("人口", kind=MetricKind.STOCK, better=Better.NONE),
)


def vocabulary() -> Vocabulary:
    known_names = Vocabulary(lambda text: text)
    known_names.add_known(METRICS)
    return known_names


def read_target_cells(metric: str, value: str, **cells: str) -> Target:
    row = {"region": "云溪区", "metric": metric, "value": value, "deadline": "2025"}
    return read_target({**row, **cells}, vocabulary())


def read_figure_cells(metric: str, value: str, **cells: str) -> Figure:
    row = {"region": "云溪区", "metric": metric, "value": value, "period": "2025"}
    return read_figure({**row, **cells}, vocabulary())


@pytest.mark.parametrize(
    ("metric", "value", "cells", "one", "other"),
    [
        ("地区生产总值", "不超过500亿元", {}, "≤ 500亿元", "more is better"),
        ("地区生产总值", "下降5%", {}, "5%", "more is better"),
        ("PM2.5浓度", "31微克/立方米以上", {}, "≥ 31", "less is better"),
        ("地区生产总值", "500万人", {}, "万人", "亿元"),
        ("地区生产总值", "500亿美元", {}, "亿美元", "亿元"),
        ("绿化率", "3个百分点", {}, "百分点", "%"),
        (
            "地区生产总值",
            "500亿元",
            {"baseline_value": "400亿元", "baseline_period": "2026"},
            "2026",
            "2025-12-31",
        ),
        (
            "人口",
            "50万人",
            {"baseline_value": "40万户", "baseline_period": "2020"},
            "万户",
            "万人",
        ),
        ("地区生产总值", "5亿元", {"window_start": "2026"}, "2026", "2025"),
    ],
    ids=[
        "cap-on-more",
        "fall-of-more",
        "floor-on-less",
        "people-for-money",
        "another-currency",
        "points-for-percent",
        "baseline-after-deadline",
        "baseline-in-households",
        "window-backwards",
    ],
)
def test_a_target_that_contradicts_itself_is_refused(
    metric: str, value: str, cells: dict[str, str], one: str, other: str
) -> None:
    with pytest.raises(Contradiction) as raised:
        read_target_cells(metric, value, **cells)
    sentence = explain(raised.value.reason)
    assert one in sentence
    assert other in sentence


@pytest.mark.parametrize(
    ("metric", "value", "cells"),
    [
        ("地区生产总值", "500亿元", {"relation": "<="}),
        ("PM2.5浓度", "31", {"relation": ">=", "unit": "微克/立方米"}),
        ("绿化率", "净增3个百分点", {"window_start": "2021"}),
        ("人口", "不超过50万人", {}),
        ("地区生产总值", "5000万元", {}),
        ("地区生产总值", "增长5%", {}),
        ("未知指标", "不超过500亿元", {}),
    ],
    ids=["outright", "outright-floor", "points", "neither", "same", "growth", "new"],
)
def test_what_is_said_outright_or_fits_is_taken(
    metric: str, value: str, cells: dict[str, str]
) -> None:
    assert read_target_cells(metric, value, **cells).bound is not None


def test_a_figure_of_another_dimension_is_kept_as_it_was_reported() -> None:
    assert read_figure_cells("地区生产总值", "500万人").bound


def test_a_figure_may_be_low_of_what_should_be_high() -> None:
    bound = read_figure_cells("地区生产总值", "近500亿元").bound
    assert bound is not None
    assert bound.relation is Relation.UNDER


def test_a_coined_metric_takes_its_first_unit_and_not_its_way_from_a_figure() -> None:
    known = vocabulary()
    row = {"region": "云溪区", "metric": "新指标", "value": "近5公里", "period": "2025"}
    read_figure(row, known)
    assert known.metrics.get("新指标") == Metric(
        "新指标", kind=MetricKind.STOCK, unit="公里"
    )


@pytest.mark.parametrize(
    ("metric", "value", "period"),
    [
        ("地区生产总值", "16000亿元", "2021..2025"),
        ("地区生产总值", "增长35%", "2021..2025"),
    ],
    ids=["sum-as-level", "average-or-all"],
)
def test_years_that_may_mean_two_things_are_refused(
    metric: str, value: str, period: str
) -> None:
    with pytest.raises(Contradiction):
        read_figure_cells(metric, value, period=period)


def test_years_said_clearly_are_taken() -> None:
    assert read_figure_cells("地区生产总值", "年均增长6%", period="2021..2025").bound
    assert read_figure_cells("地区生产总值", "累计16000亿元", period="2021..2025").bound
    based = {"period": "2021..2025", "base_period": "2020"}
    assert read_figure_cells("地区生产总值", "增长35%", **based).bound


def test_an_average_needs_a_window() -> None:
    with pytest.raises(Contradiction):
        read_target_cells("地区生产总值", "年均增长6%以上")
    assert read_target_cells(
        "地区生产总值", "年均增长6%以上", window_start="2021"
    ).bound
