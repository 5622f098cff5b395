"""Margins, shares and flips, in the target's own unit (docs/design.md §5.5)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from support.record_factory import GDP, RecordFactory, judge_on, margin_ends
from targetcli.judging.arithmetic import divide, round_to_places
from targetcli.judging.margins import Flip
from targetcli.judging.outcome import Verdict


def settled(
    factory: RecordFactory, metric: str, required: str, reported: str, **more: str
) -> Verdict:
    target = factory.target(metric, required, "2024", **more)
    basis = {"basis": more["basis"]} if "basis" in more else {}
    return judge_on(
        target, [factory.figure(metric, reported, "2024", **basis)], "2025-02-01"
    )


@pytest.mark.parametrize(
    ("metric", "required", "reported", "low", "high"),
    [
        (GDP, "100亿元", "90亿元", "-10", "-10"),
        (GDP, "超过100亿元", "110亿元", "10", "10"),
        (GDP, "100亿元", "9000000000元", "-10", "-10"),
        (GDP, "100亿元", "超90亿元", "-10", None),
        (GDP, "100亿元", "近90亿元", None, "-10"),
        (GDP, "100亿元", "90至95亿元", "-10", "-5"),
        ("排放量", "不超过100吨", "110吨", "-10", "-10"),
        ("排放量", "低于100吨", "90吨", "10", "10"),
        ("排放量", "不超过100吨", "超110吨", None, "-10"),
        ("排放量", "不超过100吨", "近110吨", "-10", None),
        (GDP, "增长5%左右", "增长4.8%", "-0.2", "-0.2"),
        ("贫困率", "3%左右", "2.1%", "0.9", "0.9"),
        ("城镇化率", "60%至70%", "59%", "-1", "-1"),
        ("贫困率", "3%至4%", "5%", "-1", "-1"),
        ("汇率", "6倍至8倍", "9倍", "-1", "-1"),
        ("汇率", "6倍至8倍", "5倍", "-1", "-1"),
        ("汇率", "6倍至8倍", "6.5倍", "0.5", "0.5"),
        ("汇率", "6倍至8倍", "超9倍", None, "-1"),
        ("汇率", "6倍至8倍", "低于5倍", None, "-1"),
        ("汇率", "6倍至8倍", "超5倍", None, "1"),
        ("汇率", "6倍至8倍", "5至6.5倍", "-1", "0.5"),
        ("汇率", "=7倍", "8倍", "-1", "-1"),
        ("汇率", "7倍", "6倍", "-1", "-1"),
    ],
)
def test_a_margin_is_negative_where_it_is_short(
    factory: RecordFactory,
    metric: str,
    required: str,
    reported: str,
    low: str | None,
    high: str | None,
) -> None:
    ends = tuple(None if end is None else Decimal(end) for end in (low, high))

    verdict = settled(factory, metric, required, reported)

    assert margin_ends(verdict) == ends
    assert verdict.margin is not None
    assert verdict.margin.is_exact


def test_a_margin_that_does_not_end_is_marked(factory: RecordFactory) -> None:
    verdict = settled(factory, "人才公寓", "15公顷", "1亩")

    assert verdict.margin is not None
    assert not verdict.margin.is_exact
    assert margin_ends(verdict)[0] == Decimal("-14.9333333333")


def test_a_margin_is_worked_out_before_it_is_written(factory: RecordFactory) -> None:
    verdict = settled(factory, "人才公寓", "1公顷", "14.99999999亩")

    assert verdict.margin is not None
    assert verdict.margin.low == Decimal("-0.000000000666666666667")


@pytest.mark.parametrize(
    ("metric", "required", "reported", "share"),
    [
        (GDP, "100亿元", "90亿元", "0.9"),
        (GDP, "300亿元", "100亿元", "0.333333"),
        ("排放量", "不超过100吨", "110吨", "1.1"),
        ("利润", "100亿元", "-1亿元", None),
        ("利润", "0亿元", "5亿元", None),
        ("利润", "100亿元", "0亿元", "0"),
        (GDP, "100亿元", "超90亿元", None),
        (GDP, "90至100亿元", "95亿元", None),
        (GDP, "增长5%", "增长4%", None),
        ("城镇化率", "60%", "59%", None),
        ("百强县排名", "前10位", "第11位", None),
    ],
)
def test_the_share_of_amounts(
    factory: RecordFactory, metric: str, required: str, reported: str, share: str | None
) -> None:
    verdict = settled(factory, metric, required, reported)

    assert verdict.share == (None if share is None else Decimal(share))


def test_the_share_of_a_reduction(factory: RecordFactory) -> None:
    verdict = settled(factory, "存量", "减少100家", "减少60家", window_start="2024")

    assert verdict.share == Decimal("0.6")


@pytest.mark.parametrize(
    ("metric", "required", "reported", "flip"),
    [
        (GDP, "100亿元", "80亿元", Flip(Decimal("0.25"), None)),
        ("排放量", "不超过100吨", "125吨", Flip(Decimal("-0.2"), None)),
        ("利润", "10亿元", "-10亿元", Flip(Decimal(2), None)),
        ("利润", "10亿元", "0亿元", Flip(None, Decimal(10))),
        ("城镇化率", "60%", "59.5%", Flip(None, Decimal("0.5"))),
        (GDP, "增长5%", "增长4%", Flip(None, Decimal(1))),
        ("百强县排名", "前10位", "第11位", Flip(None, Decimal(-1))),
        (GDP, "100亿元", "近80亿元", None),
        ("汇率", "6至8倍", "9倍", None),
        ("汇率", "=7倍", "9倍", None),
    ],
)
def test_what_would_flip_it(
    factory: RecordFactory, metric: str, required: str, reported: str, flip: Flip | None
) -> None:
    assert settled(factory, metric, required, reported).flip == flip


def test_one_rounded_end_makes_a_margin_inexact(factory: RecordFactory) -> None:
    target = factory.target("人才公寓", "3公顷", "2024")
    figure = factory.figure("人才公寓", "30亩至40亩", "2024-12-31")

    shown = judge_on(target, [figure], "2025-02-01").margin

    assert shown is not None
    assert shown.low == -1
    assert not shown.is_exact


def test_a_share_is_rounded_however_long_it_is() -> None:
    assert round_to_places(Decimal(10**40), 6) == 10**40


def test_what_ends_is_written_out_to_its_end() -> None:
    assert divide(Decimal(1), Decimal(2**50)).is_exact
    assert not divide(Decimal(1), Decimal(3)).is_exact


@pytest.mark.parametrize(
    ("reported", "share"),
    [
        ("9999999.99亿元", "0.999999"),
        ("10000000.01亿元", "1.000001"),
        ("10000000亿元", "1"),
        ("9999.9亿元", "0.001000"),
    ],
)
def test_a_share_beside_the_whole_is_never_the_whole(
    factory: RecordFactory, reported: str, share: str
) -> None:
    assert settled(factory, GDP, "10000000亿元", reported).share == Decimal(share)
