"""Targets that carry their own baseline are judged by the level that follows (§5.3)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from support.judged_records import build_bound, build_metric, build_target
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
from targetcli.judging.outcome import Outcome, Verdict
from targetcli.judging.own_baseline import (
    complete_from_baseline,
    find_asked_level,
    find_own_baseline,
    is_growth_of_levels,
)
from targetcli.judging.reasons import Reason
from targetcli.model.bound import format_bound
from targetcli.model.period_reader import read_period
from targetcli.model.records import Target


def baseline(value: str, unit: str, period: str) -> dict[str, str]:
    return {
        "baseline_value": value,
        "baseline_unit": unit,
        "baseline_period": period,
    }


def asked(verdict: Verdict) -> str:
    assert verdict.asked_level is not None
    return format_bound(verdict.asked_level)


HALVED = baseline("10.7", "%", "2022Q4")
EMISSIONS = {"base_period": "1990", **baseline("812", "百万吨", "1990")}
NURSES = baseline("300904", "家", "2019-09")


@pytest.mark.parametrize(
    ("value", "outcome"),
    [
        ("4.0%", Outcome.MET),
        ("5.35%", Outcome.MET),
        ("5.36%", Outcome.MISSED),
        ("53‰", Outcome.MET),
    ],
)
@pytest.mark.parametrize("base", [{"base_period": "2022Q4"}, {}])
def test_half_of_the_share_announced_with_it(
    factory: RecordFactory, base: dict[str, str], value: str, outcome: Outcome
) -> None:
    window = {"window_start": "2023-12"}
    target = factory.target("贫困率", "减半", "2023-12", **base, **window, **HALVED)

    verdict = judge_on(
        target, [factory.figure("贫困率", value, "2023-12")], "2024-06-01"
    )

    assert outcome_and_reasons(verdict) == (outcome, [])
    assert asked(verdict) == "≤ 5.35%"


def test_the_margin_is_in_the_target_s_own_unit(factory: RecordFactory) -> None:
    fall = factory.target("排放量", "下降68%", "2030", **EMISSIONS)
    level = factory.figure("排放量", "250.096百万吨", "2030")
    rise = factory.target("高企", "净增50000家", "2024-03-31", **NURSES)
    firms = factory.figure("高企", "35万家", "2024-03-31")

    met = judge_on(fall, [level], "2031-06-01")
    missed = judge_on(rise, [firms], "2024-06-01")

    assert outcome_and_reasons(met) == (Outcome.MET, [])
    assert margin_ends(met) == exact_margin("1.2")
    assert met.flip is not None
    assert met.flip.absolute == Decimal("1.2")
    assert asked(met) == "≤ 259.84百万吨"
    assert outcome_and_reasons(missed) == (Outcome.MISSED, [])
    assert margin_ends(missed) == exact_margin("-904")
    assert asked(missed) == "≥ 350904家"
    # 35万 may be anything from 34.5 to 35.5: the rounding goes through.
    assert Reason.WITHIN_ROUNDING in missed.cautions


def test_what_does_not_divide_is_never_rounded_before_it_is_compared(
    factory: RecordFactory,
) -> None:
    target = factory.target(
        "高企", "增长33.3%", "2024", base_period="2020", **baseline("300", "家", "2020")
    )
    figures = [factory.figure("高企", f"{n}家", "2024") for n in (399, 400)]

    missed, met = (judge_on(target, [figure], "2025-06-01") for figure in figures)

    assert (missed.outcome, met.outcome) == (Outcome.MISSED, Outcome.MET)
    assert met.deciding_value is not None
    assert met.deciding_value.low == Decimal("33.3333333333")
    assert not met.deciding_value.is_exact
    assert met.margin is not None
    assert not met.margin.is_exact


def test_a_change_without_a_window_counts_from_its_baseline(
    factory: RecordFactory,
) -> None:
    target = factory.target("高企", "净增50000家", "2024-03-31", **NURSES)
    figures = [
        factory.figure("高企", "330000家", "2021-12-31"),
        factory.figure("高企", "300904家", "2019-09-30"),
        factory.figure("高企", "290000家", "2018-12-31"),
    ]

    underway = judge_on(target, figures, "2022-06-01")

    assert outcome_and_reasons(underway) == (Outcome.ON_TRACK, [])
    assert margin_ends(underway) == exact_margin("-20904")
    assert roles_by_id(underway) == {
        1: "progress",
        2: "baseline",
        3: "baseline",
    }


@pytest.mark.parametrize(
    ("value", "unit", "level", "asked_for"),
    [
        ("提高2个百分点", "%", "56%", "≥ 56%"),
        ("提高2个百分点", "‰", "56%", "≥ 74‰"),
        ("提高20个百分点", "成", "74%", "≥ 56成"),
    ],
)
def test_points_on_a_share(
    factory: RecordFactory, value: str, unit: str, level: str, asked_for: str
) -> None:
    target = factory.target(
        "城镇化率", value, "2025", window_start="2021", **baseline("54", unit, "2020")
    )

    verdict = judge_on(
        target, [factory.figure("城镇化率", level, "2025")], "2026-06-01"
    )

    assert asked(verdict) == asked_for
    assert verdict.outcome in (Outcome.MET, Outcome.MISSED)
    assert roles_by_id(verdict) == {1: "part"}


def test_a_range_asks_for_two_levels(factory: RecordFactory) -> None:
    between = factory.target("高企", "净增100家至200家", "2024", **NURSES)
    verdict = judge_on(between, [], "2020-06-01")

    assert asked(verdict) == "301004–301104家"


def test_the_flow_of_a_year_may_change_by_an_amount(factory: RecordFactory) -> None:
    target = factory.target(
        "利润",
        "增加50亿元",
        "2025",
        window_start="2021",
        **baseline("300", "亿元", "2020"),
    )
    figures = [
        factory.figure("利润", "351亿元", "2025"),
        factory.figure("利润", "95亿元", "2025Q4"),
        factory.figure("利润", "340亿元", "2024"),
    ]

    verdict = judge_on(target, figures, "2026-02-01")

    assert outcome_and_reasons(verdict) == (Outcome.MET, [])
    assert margin_ends(verdict) == exact_margin("1")
    assert roles_by_id(verdict) == {1: "part"}
    assert refusals_by_id(verdict) == {2: "replaced", 3: "replaced"}


@pytest.mark.parametrize(
    ("metric", "value", "figure", "more", "reason"),
    [
        # Growth of money without its prices.
        (GDP, "增长30%", "140亿元", baseline("100", "亿元", "2020"), "basis"),
        # 5% more of a share may be points.
        ("城镇化率", "提高5%", "60%", baseline("54", "%", "2020"), "unit"),
        # A baseline of another year is not the base.
        ("排放量", "下降5%", "60吨", baseline("54", "吨", "2019"), "basis"),
        # A quarter is no base of a year.
        ("排放量", "下降5%", "60吨", baseline("54", "吨", "2020Q4"), "basis"),
        # Nothing grows from zero, or below.
        ("排放量", "下降5%", "60吨", baseline("0", "吨", "2020"), "basis"),
        # Another unit says nothing.
        ("排放量", "下降5%", "60家", baseline("54", "吨", "2020"), "basis"),
        # A rank is counted, not grown.
        ("百强县排名", "下降5%", "第9位", baseline("10", "位", "2020"), "basis"),
    ],
)
def test_no_level_follows(
    factory: RecordFactory,
    metric: str,
    value: str,
    figure: str,
    more: dict[str, str],
    reason: str,
) -> None:
    target = factory.target(metric, value, "2025", base_period="2020", **more)

    verdict = judge_on(target, [factory.figure(metric, figure, "2025")], "2026-06-01")

    assert outcome_and_reasons(verdict) == (Outcome.NOT_COMPARABLE, [reason])


@pytest.mark.parametrize(
    "scope", ["不变价", "2020年可比价", "at constant prices", "现价"]
)
def test_money_grows_where_its_prices_are_said(
    factory: RecordFactory, scope: str
) -> None:
    target = factory.target(
        GDP,
        "增长30%",
        "2025",
        base_period="2020",
        scope=scope,
        **baseline("100", "亿元", "2020"),
    )
    figure = factory.figure(GDP, "130亿元", "2025", scope=scope)

    assert outcome_and_reasons(judge_on(target, [figure], "2026-06-01")) == (
        Outcome.MET,
        [],
    )


def test_reported_growth_that_says_otherwise_is_contested(
    factory: RecordFactory,
) -> None:
    target = factory.target("排放量", "下降68%", "2030", **EMISSIONS)
    level = factory.figure("排放量", "250百万吨", "2030")
    agreeing = factory.figure("排放量", "下降69%", "2030", base_period="1990")
    opposite = factory.figure("排放量", "下降60%", "2030", base_period="1990")

    agreed = judge_on(target, [level, agreeing], "2031-06-01")
    contested = judge_on(target, [level, opposite], "2031-06-01")

    assert outcome_and_reasons(agreed) == (Outcome.MET, [])
    assert margin_ends(agreed) == exact_margin("1")
    assert roles_by_id(agreed) == {2: "settles"}
    assert refusals_by_id(agreed) == {1: "replaced"}
    assert outcome_and_reasons(contested) == (Outcome.UNDETERMINED, ["contested"])
    assert roles_by_id(contested) == {3: "settles", 1: "part"}
    assert contested.margin is not None
    assert contested.margin.low == -8


def test_a_firm_level_comes_before_growth_that_was_only_expected(
    factory: RecordFactory,
) -> None:
    target = factory.target("高企", "净增50000家", "2024-03-31", **NURSES)
    figures = [
        factory.figure("高企", "净增6万家", "2019-10..2024-03", status="expected"),
        factory.figure("高企", "350000家", "2024-03-31"),
    ]

    verdict = judge_on(target, figures, "2024-06-01")

    assert outcome_and_reasons(verdict) == (Outcome.MISSED, [])
    assert roles_by_id(verdict) == {2: "part"}
    assert refusals_by_id(verdict) == {1: "replaced"}


@pytest.mark.parametrize(
    ("level", "outcome", "is_revised"),
    [
        ("258百万吨", Outcome.MET, True),
        ("250百万吨", Outcome.MET, False),
        ("300百万吨", Outcome.MISSED, False),
    ],
)
def test_a_baseline_revised_since_is_a_caution_where_it_would_turn_it(
    factory: RecordFactory, level: str, outcome: Outcome, *, is_revised: bool
) -> None:
    target = factory.target("排放量", "下降68%", "2030", **EMISSIONS)
    figures = [
        factory.figure("排放量", level, "2030"),
        factory.figure("排放量", "800百万吨", "1990"),
    ]

    verdict = judge_on(target, figures, "2031-06-01")

    assert outcome_and_reasons(verdict) == (outcome, [])
    assert (Reason.BASELINE_REVISED in verdict.cautions) is is_revised
    assert roles_by_id(verdict) == {1: "part", 2: "baseline"}


def test_a_baseline_revised_since_turns_a_change_too(factory: RecordFactory) -> None:
    target = factory.target("高企", "净增50000家", "2024-03-31", **NURSES)
    figures = [
        factory.figure("高企", "351000家", "2024-03-31"),
        factory.figure("高企", "301500家", "2019-09-30"),
    ]

    verdict = judge_on(target, figures, "2024-06-01")

    assert outcome_and_reasons(verdict) == (Outcome.MET, [])
    assert Reason.BASELINE_REVISED in verdict.cautions
    assert roles_by_id(verdict) == {1: "part", 2: "baseline"}


@pytest.mark.parametrize(
    ("target_fields", "level", "base"),
    [
        (
            ("排放量", "下降68%", EMISSIONS),
            ("500百万吨", "2010"),
            ("700百万吨", "1990"),
        ),
        (
            ("高企", "净增50000家", NURSES),
            ("330000家", "2021"),
            ("310000家", "2019-09-30"),
        ),
    ],
)
def test_no_pace_over_a_revision_of_the_baseline(
    factory: RecordFactory,
    target_fields: tuple[str, str, dict[str, str]],
    level: tuple[str, str],
    base: tuple[str, str],
) -> None:
    metric, value, more = target_fields
    target = factory.target(metric, value, "2030", **more)
    figures = [factory.figure(metric, *level), factory.figure(metric, *base)]

    with_revision = judge_on(target, figures, "2023-06-01")
    without = judge_on(target, figures[:1], "2023-06-01")

    assert outcome_and_reasons(with_revision) == (Outcome.OPEN, ["no-path"])
    assert without.pace is not None


def test_a_unit_that_does_not_divide_asks_for_no_level(factory: RecordFactory) -> None:
    homes = baseline("2000", "平方米", "2020")
    third = factory.target("人才公寓", "净增1亩", "2024", **homes)
    whole = factory.target("人才公寓", "净增3亩", "2024", **homes)

    assert asked(judge_on(whole, [], "2021-06-01")) == "≥ 4000平方米"
    assert judge_on(third, [], "2021-06-01").asked_level is None


def test_a_baseline_far_from_the_start_is_not_where_a_change_begins(
    factory: RecordFactory,
) -> None:
    target = factory.target(
        "高企",
        "净增100家",
        "2024",
        window_start="2024",
        **baseline("900", "家", "2020"),
    )

    verdict = judge_on(target, [factory.figure("高企", "1001家", "2024")], "2025-06-01")

    assert outcome_and_reasons(verdict) == (Outcome.NOT_COMPARABLE, ["basis"])
    assert verdict.asked_level is None


def build_own(
    kind: str,
    bound: str,
    baseline_text: str,
    *,
    basis: str,
    start: str = "",
    base: str = "",
) -> Target:
    """Return a target by 2030 that carries its own baseline."""
    return build_target(
        build_metric(kind, "more"),
        bound,
        "2030",
        start=start,
        basis=basis,
        base=base,
        baseline=baseline_text,
    )


@pytest.mark.parametrize(
    "scope",
    [
        *("不变价", "可比价", "现价", "当年价", "不變價", "可比價", "現價", "當年價"),
        *("constant prices", "constant-price", "chained volume", "Current prices"),
        "current-price",
    ],
)
def test_a_scope_that_names_its_prices_lets_money_grow(scope: str) -> None:
    growth, money = build_bound("5 %").unit, build_bound("5 亿元").unit

    assert is_growth_of_levels(scope, growth, money)
    assert not is_growth_of_levels("规模以上", growth, money)
    assert is_growth_of_levels("规模以上", growth, build_bound("5 家").unit)


@pytest.mark.parametrize(
    ("kind", "baseline_text", "base", "is_own"),
    [
        # The flow of a quarter is none of its year; a share may be read in it.
        ("flow", "10 家 2020", "2020", True),
        ("flow", "10 家 2020Q4", "2020", False),
        ("flow", "10 家 2020", "2020Q4", False),
        ("ratio", "10 家 2020Q4", "2020", True),
        ("ratio", "10 家 2020", "2020Q4", False),
        # Nothing grows from nothing.
        ("stock", "0 家 2020", "2020", False),
        ("stock", "-1 家 2020", "2020", False),
        ("stock", "0.5 家 2020", "2020", True),
        ("stock", "10 家 2020", "", False),
        ("rank", "10 家 2020", "2020", False),
    ],
)
def test_the_baseline_on_which_a_target_grows(
    kind: str, baseline_text: str, base: str, *, is_own: bool
) -> None:
    target = build_own(kind, "5 %", baseline_text, basis="growth", base=base)

    assert (find_own_baseline(target) is not None) is is_own


@pytest.mark.parametrize(
    ("baseline_text", "start", "is_own"),
    [
        ("10 家 2020-12-31", "2021", True),
        ("10 家 2020-12-31", "2020-12-31", True),
        ("10 家 2020", "2021", True),
        ("10 家 2020", "2020", True),
        ("10 家 2020", "2021-01-02", False),
        ("10 家 2020", "2019-12-31", False),
        ("10 家 2020", "", False),
        ("10 亿元 2020", "2021", False),
    ],
)
def test_the_baseline_from_which_a_change_counts(
    baseline_text: str, start: str, *, is_own: bool
) -> None:
    target = build_own("stock", "5 家", baseline_text, basis="change", start=start)

    assert (find_own_baseline(target) is not None) is is_own


@pytest.mark.parametrize(
    ("bound", "basis", "base"),
    [
        ("2 倍", "growth", "2020"),
        # Growth in per cent may be that on the year before.
        ("5 %", "growth", ""),
        ("2 倍", "level", ""),
    ],
)
def test_only_a_multiple_takes_its_base_from_the_baseline(
    bound: str, basis: str, base: str
) -> None:
    target = complete_from_baseline(
        build_own("stock", bound, "10 家 2020", basis=basis)
    )

    assert target.base_period == (read_period(base) if base else None)
    assert target.window_start is None


@pytest.mark.parametrize(
    ("bound", "level"),
    [
        ("15..30 亩", "11–12公顷"),
        ("15 亩", "11公顷"),
        # A third of a third of a hectare is no decimal number.
        ("1..15 亩", ""),
        ("15..16 亩", ""),
    ],
)
def test_the_level_asked_for_is_shown_where_both_ends_are_exact(
    bound: str, level: str
) -> None:
    target = build_own("stock", bound, "10 公顷 2020", basis="change", start="2021")

    asked_level = find_asked_level(target)

    assert (format_bound(asked_level) if asked_level else "") == level


def test_a_base_that_was_named_stays() -> None:
    target = build_own("stock", "2 倍", "10 家 2020", basis="growth", base="2015")

    assert complete_from_baseline(target) == target


def test_a_level_is_asked_for_as_it_is() -> None:
    target = build_own("stock", "20 家", "10 家 2020", basis="level", start="2021")

    assert find_own_baseline(target) is None
