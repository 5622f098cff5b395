"""Targets and figures worked out by hand, with the verdicts that follow from them.

They are of one kind with those of docs/design.md §5.7; places and numbers are invented.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from support.judged_records import (
    build_figures,
    build_metric,
    build_target,
)
from targetcli.judging.context import NO_CONTEXT, TargetContext
from targetcli.judging.outcome import Outcome
from targetcli.model.records import Figure, Metric, Origin, Target, When

KNOWN = Origin.KNOWN
FROM_APRIL = TargetContext(fiscal_start_month=4)


class Example(NamedTuple):
    """A target with its figures, and the verdict on a day.

    `margin` is None where there is none, as where several meanings differ in it.
    """

    title: str
    target: Target
    figures: list[Figure]
    as_of: str
    outcome: Outcome
    margin: Decimal | None = None
    reasons: tuple[str, ...] = ()
    context: TargetContext = NO_CONTEXT


def _example(
    title: str,
    target: Target,
    rows: tuple[str, ...],
    answer: str,
    *,
    as_of: str = "2025-06-30",
    context: TargetContext = NO_CONTEXT,
) -> Example:
    """Read rows such as `2024 = 5 %` and an answer such as `missed −0.4`.

    After the outcome stand the margin, if there is one, and the reasons.
    """
    outcome, *rest = answer.replace("−", "-").split()
    has_margin = bool(rest) and rest[0][-1].isdigit()
    return Example(
        title,
        target,
        build_figures(target.metric, *rows, basis=target.basis),
        as_of,
        Outcome(outcome),
        Decimal(rest[0]) if has_margin else None,
        tuple(rest[has_margin:]),
        context,
    )


_INTENSITY = build_metric("ratio", "less", name="单位能耗", origin=KNOWN)
_OUTPUT = build_metric("flow", "more", name="钢产量", non_negative=True, origin=KNOWN)
_DUST = build_metric("ratio", name="颗粒物浓度")


def _fall(bound: str, side: str = "", metric: Metric = _INTENSITY) -> Target:
    return build_target(metric, bound, "2024", basis="growth", side=side)


_REDUCTIONS = (
    _example(
        "下降至少3%: a fall of 3.4 % is more than asked",
        _fall("<= -3 %", "less"),
        ("2024 = -3.4 %",),
        "met 0.4",
    ),
    _example(
        "下降至少3%: a fall of 2.6 % is too small",
        _fall("<= -3 %", "less"),
        ("2024 = -2.6 %",),
        "missed −0.4",
    ),
    _example(
        "下降不超过3%: a fall of 2 % is small enough",
        _fall(">= -3 %", "more", _OUTPUT),
        ("2024 = -2 %",),
        "met 1",
    ),
    _example(
        "下降不超过3%: a fall of 3.5 % is too large",
        _fall(">= -3 %", "more", _OUTPUT),
        ("2024 = -3.5 %",),
        "missed −0.5",
    ),
    _example(
        "下降2.5%左右: a larger fall is better",
        _fall("~ -2.5 %", "less"),
        ("2024 = -3.8 %",),
        "met 1.3",
    ),
    _example(
        "下降2.5%左右: 2.46 % may be about 2.5 %",
        _fall("~ -2.5 %", "less"),
        ("2024 = -2.46 %",),
        "undetermined −0.04 about",
    ),
    _example(
        "下降3%–5%: a fall of 6 % is beyond the range on the better side",
        _fall("-5..-3 %", "less"),
        ("2024 = -6 %",),
        "met 3",
    ),
    _example(
        "下降3%–5%: a fall of 2 % is not enough",
        _fall("-5..-3 %", "less"),
        ("2024 = -2 %",),
        "missed −1",
    ),
    _example(
        "下降3%–5%: a rise is even less",
        _fall("-5..-3 %", "less"),
        ("2024 = 1 %",),
        "missed −4",
    ),
    _example(
        "增长不超过5%: a ceiling on growth includes its number",
        _fall("<= 5 %", "less", _OUTPUT),
        ("2024 = 5.0 %",),
        "met 0",
    ),
    _example(
        "降至35: the side of a level that is to be reached by falling",
        build_target(_DUST, "35 微克/立方米", "2024", side="less"),
        ("2024 = 34 微克/立方米",),
        "met 1",
    ),
    _example(
        "控制在40左右: a ceiling",
        build_target(_DUST, "~ 40 微克/立方米", "2024", side="less"),
        ("2024 = 38 微克/立方米",),
        "met 2",
    ),
    _example(
        "降至30–35: below the range is better still",
        build_target(_DUST, "30..35 微克/立方米", "2024", side="less"),
        ("2024 = 28 微克/立方米",),
        "met 7",
    ),
    _example(
        "the words of a target come before what is known of its metric",
        build_target(_OUTPUT, "900..950 万吨", "2024", side="less"),
        ("2024 = 960 万吨",),
        "missed −10",
    ),
)

_BALANCE = build_metric("flow", name="收支差额", non_negative=False)
_RISING_BALANCE = build_metric("flow", "more", name="收支差额", non_negative=False)
_DEFICIT = build_metric("ratio", "less", name="赤字率", origin=KNOWN)
_DEFICIT_AMOUNT = build_metric("flow", "less", name="赤字", origin=KNOWN)

_ZEROS = (
    _example(
        "零发生: three accidents are three too many",
        build_target(build_metric(name="重大事故"), "0 起", "2024"),
        ("2024 = 3 起",),
        "missed −3",
    ),
    _example(
        "零发生: none is none",
        build_target(build_metric(name="重大事故"), "0 起", "2024"),
        ("2024 = 0 起",),
        "met 0",
    ),
    _example(
        "零增长 of what nobody describes is a ceiling",
        _fall("0 %", metric=build_metric("flow", name="用水总量")),
        ("2024 = 0.4 %",),
        "missed −0.4",
    ),
    _example(
        "零增长 of what is merely known to be better with more",
        _fall("0 %", metric=_OUTPUT),
        ("2024 = 0.4 %",),
        "undetermined side",
    ),
    _example(
        "a balance of nothing is a floor where more was said to be better",
        build_target(_RISING_BALANCE, "0 亿元", "2024"),
        ("2024 = -2 亿元",),
        "missed −2",
    ),
    _example(
        "a balance of nothing is exact where nobody said a side",
        build_target(_BALANCE, "0 亿元", "2024"),
        ("2024 = 1 亿元",),
        "missed −1",
    ),
)

_DEFICITS = (
    _example(
        "a deficit of 3 %, which is known to be better with less",
        build_target(_DEFICIT, "3 %", "2024"),
        ("2024 = 2.8 %",),
        "met 0.2",
    ),
    _example(
        "a deficit of −3 % may be a surplus, of which nothing is known",
        build_target(_DEFICIT, "-3 %", "2024"),
        ("2024 = -2.5 %",),
        "undetermined side",
    ),
    _example(
        "a deficit of −3 亿元, reached to the digit, is met whatever the side",
        build_target(_DEFICIT_AMOUNT, "-3 亿元", "2024"),
        ("2024 = -3 亿元",),
        "met 0",
    ),
    _example(
        "不劣于−3亿元 of a balance that is better with more",
        build_target(_RISING_BALANCE, "-3 亿元", "2024"),
        ("2024 = -2.5 亿元",),
        "met 0.5",
    ),
    _example(
        "a surplus of 2亿元 that became a deficit",
        build_target(_RISING_BALANCE, "2 亿元", "2024"),
        ("2024 = -1 亿元",),
        "missed −3",
    ),
)

_HOMES = build_metric("flow", "more", name="新建住房", non_negative=True)
_POVERTY = build_metric("ratio", "less", name="贫困率")
_QUARTERS_FROM_APRIL = ("2024Q2", "2024Q3", "2024Q4", "2025Q1")

_FINANCIAL_YEARS = (
    _example(
        "by March 2025, where the financial year begins in April",
        build_target(_HOMES, ">= 30 万套", "2025-03"),
        ("2025Q1 = 4.86 万套", "2024-04..2025-03 = 20.86 万套"),
        "missed −9.14",
        context=FROM_APRIL,
    ),
    _example(
        "by March 2025, where nobody said when a financial year begins",
        build_target(_HOMES, ">= 30 万套", "2025-03"),
        ("2025Q1 = 4.86 万套", "2024-04..2025-03 = 20.86 万套"),
        "not-comparable window",
    ),
    _example(
        "the four quarters of a financial year",
        build_target(_HOMES, ">= 30 万套", "2025-03-31"),
        tuple(f"{quarter} = 8 万套" for quarter in _QUARTERS_FROM_APRIL),
        "met 2",
        context=FROM_APRIL,
    ),
    _example(
        "twelve months that end on the day of the deadline",
        build_target(_POVERTY, "< 15 %", "2024-03-31"),
        ("2023-04..2024-03 = 17 %",),
        "missed −2",
    ),
    _example(
        # 24 of 61 months are gone, 40 of 150 done.
        "two of five years, from July to July",
        build_target(_HOMES, ">= 150 万套", "2029-07", start="2024-07", basis="total"),
        ("2024-07..2026-06 = 40 万套",),
        "behind −110",
        as_of="2026-09-01",
    ),
)

_WAITING = build_metric("ratio", "more", name="四小时内就诊率")
_NURSES = build_metric("stock", "more", name="护士")

_MONTHS = (
    _example(
        "76 % by March 2024, and the figure for that month",
        build_target(_WAITING, "76 %", "2024-03"),
        ("2024-03 = 74.2 %", "2024-02 = 70.9 %"),
        "missed −1.8",
    ),
    _example(
        "76 % by March 2024, and only the first quarter",
        build_target(_WAITING, "76 %", "2024-03"),
        ("2024Q1 = 76.5 %",),
        "not-comparable period",
    ),
    _example(
        "a flow by March may mean the month, the year so far, or twelve months",
        build_target(_HOMES, ">= 10 万套", "2024-03"),
        ("2024-03 = 12 万套",),
        "not-comparable window",
    ),
    _example(
        "a flow in March means the month",
        build_target(_HOMES, ">= 10 万套", "2024-03", start="2024-03"),
        ("2024-03 = 12 万套",),
        "met 2",
    ),
    _example(
        "a stock by March is that of the month's last day",
        build_target(_NURSES, "35 万人", "2024-03"),
        ("2024-03-31 = 34.9 万人", "2024-02-29 = 35.1 万人"),
        "missed −0.1",
    ),
    _example(
        "reached in September, half a year before the last day for it",
        build_target(_NURSES, "35 万人", "2024-03", when=When.BY),
        ("at 2023-09-30 = 35.2 万人",),
        "met 0.2",
        as_of="2023-11-15",
    ),
    _example(
        "a register that counts on 1 January",
        build_target(_NURSES, "35 万人", "2024"),
        ("2025-01-01 = 35.4 万人",),
        "met 0.4",
    ),
)

_PRICES = build_metric(name="居民消费价格")
_JOBLESS = build_metric("ratio", "less", name="调查失业率", origin=KNOWN)

_BANDS = (
    _example(
        "inflation of 1–3 %: 4 % is too much, unless more of it is better",
        build_target(_PRICES, "1..3 %", "2024", basis="growth"),
        ("2024 = 4 %",),
        "undetermined side",
    ),
    _example(
        "inflation between 1 and 3 %: both ends hold",
        build_target(_PRICES, "1..3 %", "2024", basis="growth", side="none"),
        ("2024 = 4 %",),
        "missed −1",
    ),
    _example(
        "inflation between 1 and 3 %: 2.2 % is 0.8 points from the nearer end",
        build_target(_PRICES, "1..3 %", "2024", basis="growth", side="none"),
        ("2024 = 2.2 %",),
        "met 0.8",
    ),
    _example(
        "涨幅3%左右: nobody said whether 0.2 % is better",
        build_target(_PRICES, "~ 3 %", "2024", basis="growth"),
        ("2024 = 0.2 %",),
        "undetermined side",
    ),
    _example(
        # 1.1 above the lower end, 0.9 below the upper one: no one margin.
        "house prices up 0–2 %: inside, whatever the side",
        build_target(_PRICES, "0..2 %", "2024", basis="growth"),
        ("2024 = 1.1 %",),
        "met",
    ),
    _example(
        "失业率5.5%左右: less is known to be better",
        build_target(_JOBLESS, "~ 5.5 %", "2024"),
        ("2024 = 5.1 %",),
        "met 0.4",
    ),
    _example(
        "a rate of 4 % where nobody said a side",
        build_target(build_metric("ratio", name="登记率"), "4 %", "2024"),
        ("2024 = 5.1 %",),
        "undetermined side",
    ),
)

_CARS = build_metric(name="新能源汽车")
_PLAN = build_metric("flow", "more", name="保障房", non_negative=True)


def _plan(value: str) -> tuple[str, ...]:
    return tuple(f"{year} = {value}" for year in range(2021, 2026))


_UNSAID = (
    _example(
        # As a sum 70, as a stock 15; as a ratio, no figure for the year.
        "four quarters may be added up, or be read at their ends",
        build_target(_CARS, ">= 60 万辆", "2024"),
        (
            "2024Q1 = 20 万辆",
            "2024Q2 = 20 万辆",
            "2024Q3 = 15 万辆",
            "2024Q4 = 15 万辆",
        ),
        "undetermined kind",
    ),
    _example(
        "the same, while a figure for the year may still come",
        build_target(_CARS, ">= 60 万辆", "2024"),
        (
            "2024Q1 = 20 万辆",
            "2024Q2 = 20 万辆",
            "2024Q3 = 15 万辆",
            "2024Q4 = 15 万辆",
        ),
        "open kind",
        as_of="2025-02-01",
    ),
    _example(
        "the year's figure is the same, whatever is counted",
        build_target(_CARS, ">= 60 万辆", "2024"),
        ("2024Q3 = 15 万辆", "2024 = 70 万辆"),
        "met 10",
    ),
    _example(
        "a state at the year's end is never added up",
        build_target(_CARS, ">= 60 万辆", "2024"),
        ("at 2024-09-30 = 40 万辆", "at 2024-12-31 = 59 万辆"),
        "missed −1",
    ),
    _example(
        # Eight of twelve months gone, 40 of 60 done.
        "January to August tells the progress of what may be a flow",
        build_target(_CARS, ">= 60 万辆", "2024"),
        ("2024-01..2024-08 = 40 万辆",),
        "on-track −20",
        as_of="2024-09-15",
    ),
    _example(
        "a bare number of which neither kind nor side is said",
        build_target(_CARS, "60 万辆", "2024"),
        ("2024Q3 = 15 万辆", "2024Q4 = 15 万辆"),
        "undetermined side kind",
    ),
    _example(
        # 145 in five years, 29 in the last: short of 150 either way.
        "150 in five years, or in the last of them: missed both ways",
        build_target(_PLAN, ">= 150 万套", "2025", start="2021"),
        _plan("29 万套"),
        "missed",
        as_of="2026-02-01",
    ),
    _example(
        # 155 in five years, 31 in the last.
        "150 in five years, or in the last of them: it depends",
        build_target(_PLAN, ">= 150 万套", "2025", start="2021"),
        _plan("31 万套"),
        "undetermined basis",
        as_of="2026-02-01",
    ),
)

EXAMPLES = (
    *_REDUCTIONS,
    *_ZEROS,
    *_DEFICITS,
    *_FINANCIAL_YEARS,
    *_MONTHS,
    *_BANDS,
    *_UNSAID,
)
