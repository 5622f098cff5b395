"""What would decide a target is told in the user's terms, with the commands."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import pytest

from support.judged_records import (
    PLACE,
    build_figure,
    build_figures,
    build_metric,
    build_target,
    list_years,
)
from support.record_factory import judge_on
from targetcli.judging.context import TargetContext
from targetcli.judging.judge import judge
from targetcli.judging.outcome import Outcome
from targetcli.judging.reasons import Reason
from targetcli.model.bound import Relation
from targetcli.model.records import EventAnswer, Figure, Target
from targetcli.render.undecided.explanation import (
    CAUTIONS,
    EXPLAINED_REASONS,
    explain_undecided,
)

UNSAID = build_metric()
FLOW = build_metric("flow", "more", non_negative=True)
STOCK = build_metric("stock", "more")
RATIO = build_metric("ratio", "more")
EVENT = build_metric("event")
LATER = "2026-03-31"


def test_every_reason_is_explained_or_a_caution() -> None:
    assert EXPLAINED_REASONS.isdisjoint(CAUTIONS)
    assert set(Reason) == EXPLAINED_REASONS | CAUTIONS


class Example(NamedTuple):
    """A target that is not decided, why not, and the lines that would decide it."""

    target: Target
    figures: list[Figure]
    sentence: str
    lines: list[str]
    as_of: str = LATER


def in_scope(target: Target, scope: str) -> Target:
    return target._replace(scope=scope)


def event_target(by: str) -> Target:
    return build_target(EVENT, "1 家", by)._replace(bound=None)


def event_figure(period: str) -> Figure:
    figure = build_figure(EVENT, 1, "1 家", period)
    return figure._replace(bound=None, answer=EventAnswer.YES)


EXAMPLES = {
    "side": Example(
        build_target(build_metric("ratio"), "4 %", "2025"),
        build_figures(UNSAID, "2025 = 5.1 %"),
        "Nobody said whether more or less of 指标 is better.",
        [
            "if more is better, it is met: targets metrics edit 指标 better=more",
            "if less is better, it is missed: targets metrics edit 指标 better=less",
            "if neither is, it is missed: targets metrics edit 指标 better=none",
        ],
    ),
    "kind": Example(
        build_target(build_metric(better="more"), "50 万辆", "2024"),
        build_figures(UNSAID, "2024Q1 = 20 万辆", "2024Q4 = 55 万辆"),
        "Nobody said whether 指标 is an amount over a period (flow), the state at a "
        "day (stock) or a share (ratio).",
        [
            "if it is a stock, it is met: targets metrics edit 指标 kind=stock",
            "if it is a flow, it is undetermined: targets metrics edit 指标 kind=flow",
            "if it is a ratio, it is overdue: targets metrics edit 指标 kind=ratio",
        ],
    ),
    "basis": Example(
        build_target(FLOW, "100 家", "2025", start="2021"),
        list_years(FLOW, 2021, *["30 家"] * 5),
        "Nobody said whether ≥ 100家 is the amount of the last year or the sum of "
        "2021-01-01 to 2025-12-31.",
        [
            "if it is that of the last year, it is missed: targets edit T1 basis=level",
            "if it is the sum, it is met: targets edit T1 basis=total",
        ],
    ),
    "scope": Example(
        in_scope(build_target(FLOW, "100 家", "2025"), "含新区"),
        build_figures(FLOW, "2025 = 120 家"),
        "It covers 含新区; the figures cover the region as it stands.",
        [
            "if both are the same: targets edit F1 scope=含新区",
            (
                "if one is the sum of the other and a rest: targets identities add "
                "云溪区@含新区 云溪区 … --source …"
            ),
            (
                "when the right figure is known: targets record 云溪区 指标 …家 "
                "--for 2025 --scope 含新区"
            ),
        ],
    ),
    "unit": Example(
        build_target(FLOW, "100 亿元", "2025"),
        build_figures(FLOW, "2025 = 20 亿美元"),
        "It is in 亿元, and 亿美元 does not convert to that.",
        [
            (
                "when a figure in that unit is known: targets record 云溪区 指标 …亿元 "
                "--for 2025"
            )
        ],
    ),
    "basis of the figures": Example(
        build_target(STOCK, "3 万套", "2025", start="2021", basis="change"),
        build_figures(STOCK, "2025 = 8 %", basis="growth"),
        "It asks for a change; what was reported is a growth.",
        [
            "if F1 was read wrongly: targets edit F1 basis=change",
            (
                "when the right figure is known: targets record 云溪区 指标 …万套 "
                "--for 2021..2025 --basis change"
            ),
        ],
    ),
    "period": Example(
        build_target(RATIO, "76 %", "2024Q1"),
        build_figures(RATIO, "2023-10..2024-06 = 74.2 %"),
        "It is judged on Q1 2024; there is only Oct 2023–Jun 2024.",
        [
            "when Q1 2024 is known: targets record 云溪区 指标 …% --for 2024Q1",
            (
                "to judge it on 2023-10-01..2024-06-30 alone: targets edit T1 "
                "window_start=2023-10-01 deadline=2024-06-30"
            ),
        ],
    ),
    "base": Example(
        build_target(FLOW, ">= 2 倍", "2025", start="2021", basis="growth"),
        build_figures(FLOW, "2025 = 6 万元"),
        "It names no base: ≥ 2倍 of what it was when?",
        ["if it is on 2020: targets edit T1 base_period=2020"],
    ),
    "window": Example(
        build_target(FLOW, "100 家", "2025", basis="total"),
        build_figures(FLOW, "2025 = 120 家"),
        "Nobody said from when on it counts.",
        ["if it counts from 2025 on: targets edit T1 window_start=2025"],
    ),
    "months of a flow": Example(
        build_target(FLOW, "100 家", "2025-03"),
        build_figures(FLOW, "2025-03 = 120 家"),
        "“By 2025-03-31” does not say which months of 指标 count.",
        [
            "if it is the month alone: targets edit T1 window_start=2025-03-01",
            "if it is the year so far: targets edit T1 window_start=2025-01-01",
            (
                "if it is the twelve months up to then: targets edit T1 "
                "window_start=2024-04-01"
            ),
            (
                "if that is the financial year of 云溪区: targets regions edit 云溪区 "
                "fiscal_year=04:end"
            ),
        ],
    ),
    "no deadline": Example(
        build_target(FLOW, "100 家"),
        [],
        "It has no deadline: it is met once a figure satisfies it.",
        ["if a deadline was announced: targets edit T1 deadline=…"],
    ),
    "bound": Example(
        build_target(FLOW, ">= 100 家", "2025"),
        build_figures(FLOW, "2025 = > 90 家"),
        "> 90家 for 2025 (F1) is only a bound, on either side of which ≥ 100家 lies.",
        ["when the number itself is known: targets record 云溪区 指标 …家 --for 2025"],
    ),
    "about": Example(
        build_target(RATIO, "~ 5 %", "2025"),
        build_figures(RATIO, "2025 = 4.8 %"),
        "4.8% for 2025 (F1) is so near to ≈ 5% that “about” leaves it open.",
        ['if the number is meant exactly: targets edit T1 relation=">="'],
    ),
    "incomplete": Example(
        build_target(FLOW, ">= 100 家", "2025", start="2021", basis="total"),
        build_figures(
            FLOW, "2021 = 20 家", "2022 = 20 家", "2024 = 20 家", "2025 = 20 家"
        ),
        "Of 2021–2025 nothing was reported for 2023.",
        ["when 2023 is known: targets record 云溪区 指标 …家 --for 2023 --basis total"],
    ),
    "contested": Example(
        build_target(FLOW, ">= 100 家", "2025"),
        build_figures(FLOW, "2025 = 90 家", "2025 = 110 家"),
        "The sources contradict each other: 90家 for 2025 (F1), 110家 for 2025 (F2).",
        [
            "if F1 is the final one: targets edit F1 status=final",
            "if F2 is the final one: targets edit F2 status=final",
        ],
    ),
    "span": Example(
        event_target("2025-06-30"),
        [event_figure("2025")],
        "It happened in 2025, which holds the deadline.",
        ["when the day is known: targets edit F1 start=… end=…"],
    ),
    "no figure at all": Example(
        build_target(STOCK, "100 家", "2025"),
        [],
        "Nothing was reported yet; it is judged on 2025-12-31.",
        ["when the figure is known: targets record 云溪区 指标 …家 --for 2025-12-31"],
        "2026-12-31",
    ),
    "a figure of another day": Example(
        build_target(STOCK, "100 家", "2025-03-31"),
        build_figures(STOCK, "at 2024-09-30 = 110 家"),
        "There is no figure for 2025-03-31 yet; the last is 110家 (2024-09-30).",
        ["when the figure is known: targets record 云溪区 指标 …家 --for 2025-03-31"],
    ),
    "awaited": Example(
        build_target(FLOW, "100 家", "2025"),
        build_figures(FLOW, "2024 = 90 家"),
        "The figure for 2025 is awaited; the last is 90家 (2024).",
        ["when it is known: targets record 云溪区 指标 …家 --for 2025"],
        "2026-01-31",
    ),
    "awaited in silence": Example(
        build_target(FLOW, "100 家", "2025"),
        [],
        "The figure for 2025 is awaited.",
        ["when it is known: targets record 云溪区 指标 …家 --for 2025"],
        "2026-01-31",
    ),
    "no baseline": Example(
        build_target(STOCK, "100 家", "2027", start="2023"),
        build_figures(STOCK, "at 2025-12-31 = 60 家"),
        "No value to start from is known, so there is no pace.",
        [
            (
                "if it was announced with a value of 2022: targets edit T1 "
                "baseline_value=… baseline_unit=家 baseline_period=2022"
            ),
            "if the figure of 2022 is known: targets record 云溪区 指标 …家 --for 2022",
            (
                "when 2027-12-31 is known: targets record 云溪区 指标 …家 "
                "--for 2027-12-31"
            ),
        ],
    ),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_would_decide_a_target(name: str) -> None:
    target, figures, sentence, lines, as_of = EXAMPLES[name]
    own = [figure._replace(metric=target.metric) for figure in figures]
    (undecided, *_) = explain_undecided(target, judge_on(target, own, as_of))
    assert undecided.sentence == sentence
    assert [option.text for option in undecided.options] == lines


def test_a_decided_target_needs_nothing() -> None:
    target = build_target(FLOW, "100 家", "2025")
    verdict = judge_on(target, build_figures(FLOW, "2025 = 120 家"), LATER)
    assert verdict.outcome is Outcome.MET
    assert not explain_undecided(target, verdict)


def test_parts_of_a_region_are_named_once() -> None:
    target = build_target(FLOW, "100 家", "2025")
    parts = [
        build_figure(FLOW, number, "60 家", "2025")._replace(region=region)
        for number, region in enumerate(("甲镇", "乙 镇", "甲镇"), 1)
    ]
    context = TargetContext(frozenset({"甲镇", "乙 镇"}))
    verdict = judge(target, parts, date(2026, 12, 31), context=context)
    (undecided,) = explain_undecided(target, verdict, context)
    assert undecided.sentence == f"Only parts of {PLACE} were reported: 甲镇, 乙 镇."
    assert undecided.options[1].command == (
        'targets identities add 云溪区 甲镇 "乙 镇" --source …'
    )


def test_a_target_without_a_number_needs_one() -> None:
    target = build_target(FLOW, "100 家", "2025")._replace(
        bound=None, as_written="位居前列"
    )
    (undecided,) = explain_undecided(target, judge_on(target, [], LATER))
    assert undecided.sentence == "It names no number, and words cannot be compared."
    assert [option.command for option in undecided.options] == [
        "targets edit T1 value=…"
    ]


def test_two_words_for_a_thing_are_made_one() -> None:
    target = build_target(STOCK, "100 家", "2025")
    noun = build_figure(STOCK, 1, "120 家", "at 2025-12-31")
    assert noun.bound is not None
    unit = noun.bound.unit._replace(text="wards", dimension="count of ward")
    figure = noun._replace(bound=noun.bound._replace(unit=unit))
    (undecided,) = explain_undecided(target, judge_on(target, [figure], LATER))
    assert undecided.options[0].text == (
        "if wards is another word for it: targets units alias 家 wards"
    )


def test_a_deadline_in_the_financial_year_of_the_region_is_that_year() -> None:
    target = build_target(FLOW, "100 家", "2025-03-31")
    context = TargetContext(fiscal_start_month=4)
    verdict = judge(target, [], date(2026, 12, 31), context=context)
    (undecided,) = explain_undecided(target, verdict, context)
    assert undecided.sentence == (
        "Nothing was reported yet; it is judged on Apr 2024–Mar 2025."
    )


def test_many_figures_are_counted_after_the_first() -> None:
    target = build_target(RATIO, "76 %", "2024Q1")
    periods = [f"2023-0{month}..2024-0{month + 2}" for month in (5, 6, 7)]
    figures = build_figures(
        RATIO, *(f"{p} = 70 %" for p in ("2023-02..2024-04", *periods))
    )
    (undecided,) = explain_undecided(target, judge_on(target, figures, LATER))
    assert undecided.sentence.endswith("and 1 more.")


def test_a_relation_is_no_part_of_a_bare_number_that_nobody_explained() -> None:
    target = build_target(build_metric("ratio"), "4 %", "2025")
    assert target.bound is not None
    assert target.bound.relation is Relation.UNSAID
