"""Contradictions are refused at entry, with both sides shown."""

from __future__ import annotations

import pytest

from targetcli.errors import Contradiction
from targetcli.model.bound import Relation
from targetcli.model.records import (
    Better,
    Figure,
    Metric,
    MetricKind,
    Origin,
    Target,
)
from targetcli.problems.remarks import Remark
from targetcli.reading.records import read_figure, read_target
from targetcli.reading.vocabulary import Vocabulary
from targetcli.render.error_messages.message import advise, explain

SAID, KNOWN = Origin.SAID, Origin.KNOWN
METRICS = (
    Metric(
        "地区生产总值",
        kind=MetricKind.FLOW,
        better=Better.MORE,
        unit="亿元",
        kind_from=SAID,
        better_from=SAID,
    ),
    Metric(
        "PM2.5浓度",
        kind=MetricKind.RATIO,
        better=Better.LESS,
        unit="微克/立方米",
        better_from=SAID,
    ),
    Metric("绿化率", kind=MetricKind.RATIO, unit="%"),
    Metric("人口", kind=MetricKind.STOCK, better=Better.NONE, better_from=SAID),
    Metric("电耗", better=Better.LESS, better_from=KNOWN),
    Metric("出口额", kind=MetricKind.FLOW, kind_from=KNOWN),
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
        ("地区生产总值", "下降3%–5%", {}, "下降3%–5%", "less is better"),
        ("地区生产总值", "下降5%左右", {}, "下降5%左右", "less is better"),
        ("地区生产总值", "5%", {}, "5%", "amount"),
        ("出口额", "6.2%", {}, "6.2%", "出口额 is an amount"),
        ("绿化率", "−60%", {"base_period": "1990"}, "−60%", "1990"),
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
        "range-of-falls-of-more",
        "about-a-fall-of-more",
        "share-of-an-amount",
        "share-of-a-known-amount",
        "base-beside-a-level",
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
        ("电耗", "至少5吨", {}),
        ("出口额", "6.2%", {"basis": "growth"}),
        ("PM2.5浓度", "降至30–35微克/立方米", {}),
    ],
    ids=[
        *("outright", "outright-floor", "points", "neither", "same", "growth", "new"),
        *("over-what-is-known", "share-as-growth", "down-to-a-range"),
    ],
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


def test_a_new_metric_takes_nothing_from_its_first_figure() -> None:
    known = vocabulary()
    row = {"region": "云溪区", "metric": "新指标", "value": "近5公里", "period": "2025"}
    read_figure(row, known)
    assert known.metrics.get("新指标") == Metric("新指标")


def test_what_is_said_of_a_stored_metric_is_kept_or_refused() -> None:
    known = vocabulary()
    row = {"region": "云溪区", "deadline": "2025", "value": "5吨", "metric": "电耗"}
    assert read_target({**row, "better": "more"}, known).metric.better is Better.MORE
    (described,) = known.take_described_metrics()
    assert (described.better, described.better_from) == (Better.MORE, SAID)
    with pytest.raises(Contradiction) as raised:
        read_target({**row, "better": "less"}, known)
    assert "it was said to be more" in explain(raised.value.reason)
    assert "targets metrics edit 电耗 better=less" in advise(raised.value.reason)


def test_what_a_reader_should_know_is_remarked_on() -> None:
    known = vocabulary()
    row = {"region": "云溪区", "deadline": "2019", "announced": "2020-01-01"}
    read_target({**row, "metric": "电耗", "value": "至少5吨"}, known)
    remarks = [remark.problem for remark in known.take_remarks()]
    assert remarks == [
        Remark.WORDS_OVER_KNOWN,
        Remark.UNSAID_KIND,
        Remark.EARLY_DEADLINE,
    ]
    read_target(
        {**row, "metric": "新指标", "value": "5吨", "deadline": "2009-10"}, known
    )
    remarks = [remark.problem for remark in known.take_remarks()]
    assert remarks == [
        Remark.MONTH_NOT_YEAR,
        Remark.UNSAID_KIND_AND_SIDE,
        Remark.EARLY_DEADLINE,
    ]


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
