"""The choice between several figures for one period (docs/design.md §5.3)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from support.judged_records import (
    build_bound,
    build_figure,
    build_metric,
    build_target,
)
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
from targetcli.judging.intervals import Interval
from targetcli.judging.outcome import Outcome, Verdict
from targetcli.judging.readings import to_rounded_interval
from targetcli.judging.reasons import Reason
from targetcli.model.bound_words import read_wording
from targetcli.model.records import Figure, FigureStatus
from targetcli.model.wording import RecordRole


def of_2024(
    factory: RecordFactory, value: str, published: str, status: str = ""
) -> Figure:
    return factory.figure(GDP, value, "2024", published=published, status=status)


@pytest.mark.parametrize("provisional", ["expected", "preliminary"])
@pytest.mark.parametrize("firm", ["reported", "final", "revised"])
def test_provisional_never_replaces_firm(
    factory: RecordFactory, provisional: str, firm: str
) -> None:
    target = factory.target(GDP, "100亿元", "2024")
    figures = [
        of_2024(factory, "101亿元", "2025-01-10", firm),
        of_2024(factory, "99亿元", "2025-02-10", provisional),
    ]

    verdict = judge_on(target, figures, "2025-03-01")

    assert outcome_and_reasons(verdict) == (Outcome.MET, [])
    assert roles_by_id(verdict) == {1: "settles"}
    assert refusals_by_id(verdict) == {2: "replaced"}


@pytest.mark.parametrize(
    ("early", "late"),
    [("expected", "preliminary"), ("preliminary", "expected"), ("final", "reported")],
)
def test_within_a_class_the_later_published_wins(
    factory: RecordFactory, early: str, late: str
) -> None:
    target = factory.target(GDP, "100亿元", "2024")
    figures = [
        of_2024(factory, "99亿元", "2025-02-10", late),
        of_2024(factory, "101亿元", "2025-01-10", early),
    ]

    assert judge_on(target, figures, "2025-01-31").outcome is Outcome.MET
    assert judge_on(target, figures, "2025-03-01").outcome is Outcome.MISSED


def test_of_one_day_the_later_stage_wins(factory: RecordFactory) -> None:
    target = factory.target(GDP, "100亿元", "2024")
    figures = [
        of_2024(factory, "99亿元", "2025-01-10", "revised"),
        of_2024(factory, "101亿元", "2025-01-10", "reported"),
    ]

    assert roles_by_id(judge_on(target, figures, "2025-03-01")) == {1: "settles"}


def test_equal_rank_is_intersected(factory: RecordFactory) -> None:
    target = factory.target(GDP, "100亿元", "2024")
    figures = [
        of_2024(factory, "超99亿元", "2025-01-10"),
        of_2024(factory, "不超过102亿元", "2025-01-10"),
        of_2024(factory, "100亿元以上", "2025-01-10"),
    ]

    verdict = judge_on(target, figures, "2025-03-01")

    assert outcome_and_reasons(verdict) == (Outcome.MET, [])
    assert margin_ends(verdict) == (Decimal(0), Decimal(2))
    assert roles_by_id(verdict) == dict.fromkeys((1, 2, 3), "settles")


def test_disjoint_figures_with_different_outcomes_are_contested(
    factory: RecordFactory,
) -> None:
    target = factory.target(GDP, "100亿元", "2024")
    figures = [
        of_2024(factory, value, "2025-01-10")
        for value in ("99亿元", "103亿元", "101亿元")
    ]

    for order in (figures, figures[::-1], [figures[0], figures[2], figures[1]]):
        verdict = judge_on(target, order, "2025-03-01")
        assert outcome_and_reasons(verdict) == (Outcome.UNDETERMINED, ["contested"])
        assert margin_ends(verdict) == (Decimal(-1), Decimal(3))
        assert roles_by_id(verdict) == dict.fromkeys((1, 2, 3), "settles")


@pytest.mark.parametrize(
    ("required", "values", "outcome"),
    [
        ("100亿元", ("101亿元", "102亿元"), Outcome.MET),
        ("100亿元", ("98亿元", "99亿元"), Outcome.MISSED),
        ("=100亿元", ("99亿元", "101亿元"), Outcome.MISSED),
    ],
)
def test_disjoint_figures_with_one_outcome_are_not(
    factory: RecordFactory, required: str, values: tuple[str, ...], outcome: Outcome
) -> None:
    target = factory.target(GDP, required, "2024")
    figures = [of_2024(factory, value, "2025-01-10") for value in values]

    assert outcome_and_reasons(judge_on(target, figures, "2025-03-01")) == (outcome, [])


def test_contradictions_stay_in_a_sum(factory: RecordFactory) -> None:
    target = factory.target(GDP, "100亿元", "2024")
    figures = [
        factory.figure(GDP, value, period, published="2025-01-10")
        for value, period in (
            ("50亿元", "2024H1"),
            ("49亿元", "2024H2"),
            ("51亿元", "2024H2"),
        )
    ]

    assert outcome_and_reasons(judge_on(target, figures, "2025-03-01")) == (
        Outcome.UNDETERMINED,
        ["contested"],
    )


def test_a_contested_progress_has_a_pace_only_where_all_agree(
    factory: RecordFactory,
) -> None:
    target = factory.target(
        GDP, "110亿元", "2025", baseline_value="90亿元", baseline_period="2023"
    )
    figures = [of_2024(factory, value, "2025-01-10") for value in ("99亿元", "101亿元")]

    verdict = judge_on(target, figures, "2025-03-01")

    assert outcome_and_reasons(verdict) == (Outcome.OPEN, ["no-path"])
    agreed = [of_2024(factory, value, "2025-02-10") for value in ("101亿元", "102亿元")]
    ahead = judge_on(target, [*figures, *agreed], "2025-03-01")
    assert outcome_and_reasons(ahead) == (Outcome.ON_TRACK, [])
    assert ahead.pace is not None
    assert ahead.pace.done_share is None


def test_the_weakest_stage_of_a_sum_is_carried(factory: RecordFactory) -> None:
    target = factory.target(GDP, "100亿元", "2024")
    figures = [
        factory.figure(GDP, "60亿元", "2024H1", status="final"),
        factory.figure(GDP, "60亿元", "2024H2", status="preliminary"),
    ]

    verdict = judge_on(target, figures, "2025-03-01")

    assert verdict.outcome is Outcome.MET
    assert verdict.provisional_status is FigureStatus.PRELIMINARY


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("5.0%", "4.95", "5.05"),
        ("5%", "4.5", "5.5"),
        ("3600亿元", "3599.5", "3600.5"),
        ("3600家", "3600", "3600"),
        ("36万家", "35.5", "36.5"),
        ("3600.5人", "3600.45", "3600.55"),
        ("20位", "20", "20"),
    ],
)
def test_digits_are_rounded_where_they_end_and_counts_are_not(
    factory: RecordFactory, text: str, low: str, high: str
) -> None:
    figure = factory.figure("高企", text, "2024", basis="total")
    assert figure.bound is not None

    assert to_rounded_interval(figure.bound) == Interval(Decimal(low), Decimal(high))


def test_what_is_a_bound_already_is_not_rounded(factory: RecordFactory) -> None:
    figure = factory.figure(GDP, "超5亿元", "2024")
    assert figure.bound is not None

    assert to_rounded_interval(figure.bound) == Interval(
        Decimal(5), None, low_open=True
    )
    assert read_wording("超5亿元", RecordRole.FIGURE).value == 5


def test_rounding_goes_through_sums(factory: RecordFactory) -> None:
    target = factory.target(GDP, "100亿元", "2024")
    halves = [factory.figure(GDP, "50.4亿元", f"2024H{half}") for half in (1, 2)]

    clear = judge_on(target, halves, "2025-03-01")
    assert Reason.WITHIN_ROUNDING not in clear.cautions
    coarse = [factory.figure(GDP, value, "2024H1") for value in ("50亿元",)]
    near = judge_on(target, [*coarse, halves[1]], "2025-03-01")
    assert near.outcome is Outcome.MET
    assert Reason.WITHIN_ROUNDING in near.cautions
    assert margin_ends(near) == exact_margin("0.4")


def test_a_rank_at_the_cut_is_not_within_rounding(factory: RecordFactory) -> None:
    target = factory.target("百强县排名", "前20位", "2024")
    figure = factory.figure("百强县排名", "第20位", "2024", published="2025-01-01")

    verdict = judge_on(target, [figure], "2025-03-01")

    assert (verdict.outcome, verdict.cautions) == (Outcome.MET, ())


@pytest.mark.parametrize(
    ("required", "one", "other"),
    [
        ("超过100亿元", "超50亿元", "50亿元"),
        ("低于100亿元", "50亿元", "近50亿元"),
    ],
)
def test_one_open_end_opens_the_sum(
    factory: RecordFactory, required: str, one: str, other: str
) -> None:
    target = factory.target(GDP, required, "2024")
    for values in ((one, other), (other, one)):
        halves = [
            factory.figure(GDP, value, f"2024H{half}")
            for half, value in enumerate(values, 1)
        ]
        assert judge_on(target, halves, "2025-03-01").outcome is Outcome.MET


def later(
    factory: RecordFactory,
    metric: str,
    asked: str,
    values: tuple[str, str],
    statuses: tuple[str, str] = ("", ""),
) -> Verdict:
    """Judge by two figures for one period, the second published a month later."""
    target = factory.target(metric, asked, "2024")
    figures = [
        factory.figure(metric, value, "2024", published=day, status=status)
        for value, day, status in zip(
            values, ("2025-01-10", "2025-02-10"), statuses, strict=True
        )
    ]
    return judge_on(target, figures, "2025-12-31")


@pytest.mark.parametrize(
    ("asked", "values", "outcome", "margin"),
    [
        ("103家", ("105家", "超过100家"), Outcome.MET, "2"),
        ("103家", ("105家", "近110家"), Outcome.MET, "2"),
        ("103家", ("105家", "约105家"), Outcome.MET, "2"),
        ("103家", ("105家", "over 100家"), Outcome.MET, "2"),
        ("106家", ("105家", "100多家"), Outcome.MISSED, "-1"),
        ("106家", ("105家", "100家至110家"), Outcome.MISSED, "-1"),
    ],
)
def test_vaguer_words_do_not_take_back_what_is_known(
    factory: RecordFactory,
    asked: str,
    values: tuple[str, str],
    outcome: Outcome,
    margin: str,
) -> None:
    verdict = later(factory, "高企", asked, values)

    assert outcome_and_reasons(verdict) == (outcome, [])
    assert margin_ends(verdict) == exact_margin(margin)
    assert roles_by_id(verdict) == {1: "settles", 2: "settles"}


def test_two_vague_figures_are_intersected(factory: RecordFactory) -> None:
    verdict = later(factory, "高企", "100家", ("超过100家", "近120家"))

    assert outcome_and_reasons(verdict) == (Outcome.MET, [])
    assert margin_ends(verdict) == (Decimal(0), Decimal(20))


@pytest.mark.parametrize(
    ("values", "statuses"),
    [
        # A revision upwards excludes what was known.
        (("105家", "超过110家"), ("", "")),
        # What says that it is final or revised replaces.
        (("105家", "超过100家"), ("", "final")),
        (("105家", "超过100家"), ("reported", "revised")),
        # A forecast is not known.
        (("105家", "超过100家"), ("expected", "preliminary")),
    ],
)
def test_a_later_figure_replaces_what_it_does_not_repeat(
    factory: RecordFactory, values: tuple[str, str], statuses: tuple[str, str]
) -> None:
    verdict = later(factory, "高企", "103家", values, statuses)

    assert roles_by_id(verdict) == {2: "settles"}
    assert refusals_by_id(verdict) == {1: "replaced"}


@pytest.mark.parametrize(
    ("metric", "asked", "values", "ends"),
    [
        ("城镇化率", "2%以上", ("1.98%", "2.0%"), ("-0.02", "0")),
        ("城镇化率", "2%以上", ("19.8‰", "2.0%"), ("-0.02", "0")),
        ("贫困率", "不超过5.5%", ("5.52%", "5.5%"), ("-0.02", "0")),
        (GDP, "3223亿元", ("3222.84亿元", "3223亿元"), ("-0.16", "0")),
        ("高企", "36万家", ("359876家", "36万家"), ("-0.0124", "0")),
        ("人才公寓", "10万套", ("99640套", "100,000套"), ("-0.036", "0")),
        ("城镇化率", "0.8%以上", ("0.6%", "1%"), ("-0.2", "0.2")),
        ("贫困率", "不超过0.1%", ("0.4%", "0%"), ("-0.3", "0.1")),
        ("高企", "1210家", ("1234家", "1200家"), ("-10", "24")),
    ],
)
def test_a_rounded_repetition_stands_beside_the_exact_figure(
    factory: RecordFactory,
    metric: str,
    asked: str,
    values: tuple[str, str],
    ends: tuple[str, str],
) -> None:
    verdict = later(factory, metric, asked, values)

    assert outcome_and_reasons(verdict) == (Outcome.UNDETERMINED, ["contested"])
    assert margin_ends(verdict) == (Decimal(ends[0]), Decimal(ends[1]))
    assert roles_by_id(verdict) == {1: "settles", 2: "settles"}


@pytest.mark.parametrize(
    ("asked", "outcome", "margin"),
    [("1.9%以上", Outcome.MET, "0.08"), ("2.1%以上", Outcome.MISSED, "-0.12")],
)
def test_a_rounded_repetition_with_the_same_outcome_changes_nothing(
    factory: RecordFactory, asked: str, outcome: Outcome, margin: str
) -> None:
    verdict = later(factory, "城镇化率", asked, ("1.98%", "2.0%"))

    assert outcome_and_reasons(verdict) == (outcome, [])
    assert margin_ends(verdict) == exact_margin(margin)
    assert verdict.cautions == ()


@pytest.mark.parametrize(
    ("values", "statuses"),
    [
        # More digits say more.
        (("2.0%", "1.98%"), ("", "")),
        # Nothing rounds 1.98 to 1.9, or to 3.
        (("1.98%", "3%"), ("", "")),
        (("1.98%", "1.9%"), ("", "")),
        (("1.98%", "2.0%"), ("", "final")),
        (("1.98%", "2.0%"), ("expected", "preliminary")),
        (("1.9%至1.98%", "2.0%"), ("", "")),
    ],
)
def test_what_is_no_repetition_replaces(
    factory: RecordFactory, values: tuple[str, str], statuses: tuple[str, str]
) -> None:
    verdict = later(factory, "城镇化率", "1.95%以上", values, statuses)

    assert roles_by_id(verdict) == {2: "settles"}


def test_a_rounded_repetition_of_a_final_figure_says_nothing_else(
    factory: RecordFactory,
) -> None:
    figures = ("1.98%", "2.0%")
    verdict = later(factory, "城镇化率", "2%以上", figures, ("final", ""))

    assert outcome_and_reasons(verdict) == (Outcome.MISSED, [])
    assert roles_by_id(verdict) == {1: "settles", 2: "settles"}


def test_a_rank_is_never_rounded(factory: RecordFactory) -> None:
    verdict = later(factory, "百强县排名", "前19位", ("第18位", "第20位"))

    assert outcome_and_reasons(verdict) == (Outcome.MISSED, [])


def test_a_third_figure_stands_beside_both(factory: RecordFactory) -> None:
    target = factory.target("城镇化率", "2.05%以上", "2024")
    figures = [
        factory.figure("城镇化率", value, "2024", published=day)
        for value, day in (
            ("2.061%", "2025-01-10"),
            ("2.06%", "2025-02-10"),
            ("2.1%", "2025-03-10"),
            ("超过2%", "2025-04-10"),
        )
    ]

    verdict = judge_on(target, figures, "2025-12-31")

    assert outcome_and_reasons(verdict) == (Outcome.MET, [])
    assert margin_ends(verdict) == exact_margin("0.011")
    assert roles_by_id(verdict) == dict.fromkeys((1, 2, 3, 4), "settles")


def test_what_is_contested_is_replaced_by_what_comes_later(
    factory: RecordFactory,
) -> None:
    target = factory.target(GDP, "100亿元", "2024")
    figures = [of_2024(factory, value, "2025-01-10") for value in ("99亿元", "101亿元")]
    vague = of_2024(factory, "超过90亿元", "2025-02-10")

    verdict = judge_on(target, [*figures, vague], "2025-03-01")

    assert outcome_and_reasons(verdict) == (Outcome.UNDETERMINED, ["bound"])
    assert roles_by_id(verdict) == {3: "settles"}


def test_an_about_target_beside_a_rounded_repetition(factory: RecordFactory) -> None:
    verdict = later(factory, "城镇化率", "2.0%左右", ("1.98%", "2.0%"))

    assert outcome_and_reasons(verdict) == (Outcome.UNDETERMINED, ["about"])


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [
        ("= 100 个", "100", "100"),
        ("= 100 人", "100", "100"),
        ("= 100 元", "99.5", "100.5"),
        ("= 100 吨", "99.5", "100.5"),
        ("= 10.0 万人", "9.95", "10.05"),
        ("= 10 万人", "9.5", "10.5"),
        ("> 10 万人", "10", None),
    ],
)
def test_only_things_counted_one_by_one_are_not_rounded(
    value: str, low: str, high: str | None
) -> None:
    rounded = to_rounded_interval(build_bound(value))

    assert (rounded.low, rounded.high) == (Decimal(low), high and Decimal(high))


def judge_reports(bound: str, *reports: tuple[str, str], status: str = "") -> Verdict:
    """Judge a share of 2024 by what was reported of it, one after another."""
    share = build_metric("ratio", "more")
    figures = [
        build_figure(
            share, n, value, "2024", published=published, status=status or "reported"
        )
        for n, (value, published) in enumerate(reports, 1)
    ]
    return judge_on(build_target(share, bound, "2024"), figures, "2025-12-01")


def test_an_exact_figure_takes_the_place_of_a_vague_one() -> None:
    verdict = judge_reports(
        ">= 104 %", ("> 100 %", "2025-01-20"), ("105 %", "2025-02-20")
    )

    assert outcome_and_reasons(verdict) == (Outcome.MET, [])
    assert roles_by_id(verdict) == {2: "settles"}
    assert refusals_by_id(verdict) == {1: "replaced"}


def test_a_vaguer_forecast_does_not_take_the_place_of_an_exact_one() -> None:
    verdict = judge_reports(
        ">= 104 %",
        ("105 %", "2024-11-20"),
        ("> 100 %", "2024-12-20"),
        status="expected",
    )

    assert outcome_and_reasons(verdict) == (Outcome.MET, [])
    assert verdict.provisional_status is FigureStatus.EXPECTED


def test_every_repetition_counts_not_only_the_last() -> None:
    reports = (("1.46 %", "2025-01-20"), ("1.5 %", "2025-02-20"), ("1 %", "2025-03-20"))

    verdict = judge_reports(">= 1.48 %", *reports)

    assert outcome_and_reasons(verdict) == (Outcome.UNDETERMINED, ["contested"])
    assert judge_reports(">= 1.48 %", reports[0], reports[2]).outcome is Outcome.MISSED
