"""What nobody said never decides: every possible meaning is judged (§4.1)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from support.judged_records import (
    build_figure,
    build_figures,
    build_metric,
    build_target,
    list_years,
)
from support.record_factory import (
    exact_margin,
    judge_on,
    margin_ends,
    outcome_and_reasons,
    roles_by_id,
)
from targetcli.judging.meanings import (
    apply_meaning,
    find_open_questions,
    list_meanings,
)
from targetcli.judging.outcome import Meaning, MeaningOutcome, Outcome, Verdict
from targetcli.judging.reasons import Reason
from targetcli.model.bound import Relation
from targetcli.model.records import (
    Basis,
    Better,
    Figure,
    FigureStatus,
    Metric,
    MetricKind,
    Origin,
    When,
)
from targetcli.model.sides import ALL_SIDES

UNSAID = build_metric()
STOCK, FLOW, RATIO = MetricKind.STOCK, MetricKind.FLOW, MetricKind.RATIO
RANK = MetricKind.RANK
MORE, LESS, NONE = Better.MORE, Better.LESS, Better.NONE
LEVEL, TOTAL = Basis.LEVEL, Basis.TOTAL
HOMES = build_metric("flow", "more", non_negative=True)
QUARTERS = ("2024Q1 = 20 万辆", "2024Q2 = 20 万辆", "2024Q3 = 15 万辆")


def outcomes(verdict: Verdict) -> dict[tuple[str, str, str], str]:
    return {
        (one.meaning.kind.value, one.meaning.side.value, one.meaning.basis.value): (
            one.outcome.value
        )
        for one in verdict.meanings
    }


def by_kind(verdict: Verdict) -> dict[str, str]:
    return {kind: outcome for (kind, _, _), outcome in outcomes(verdict).items()}


def by_side(verdict: Verdict) -> dict[str, str]:
    return {side: outcome for (_, side, _), outcome in outcomes(verdict).items()}


# The meanings that are possible


@pytest.mark.parametrize(
    ("bound", "basis", "kinds"),
    [
        (">= 5 亿元", "", (STOCK, FLOW, RATIO)),
        (">= 5 家", "change", (STOCK, FLOW, RATIO)),
        (">= 5 %", "growth", (STOCK, FLOW, RATIO)),
        (">= 5 家", "total", (FLOW,)),
        (">= 5 %", "", (RATIO,)),
        (">= 5 百分点", "change", (RATIO,)),
        (">= 5 微克/立方米", "", (RATIO,)),
        ("<= 5 位", "", (RANK,)),
    ],
)
def test_the_unit_and_the_basis_leave_some_kinds(
    bound: str, basis: str, kinds: tuple[MetricKind, ...]
) -> None:
    target = build_target(UNSAID, bound, "2024", basis=basis)

    meanings = list_meanings(target, [])

    assert tuple(meaning.kind for meaning in meanings) == kinds


@pytest.mark.parametrize("kind", [STOCK, FLOW, RATIO, RANK])
@pytest.mark.parametrize("origin", [Origin.SAID, Origin.KNOWN])
def test_a_kind_that_is_said_or_known_is_the_only_one(
    kind: MetricKind, origin: Origin
) -> None:
    metric = build_metric(kind, "more", origin=origin)

    assert list_meanings(build_target(metric, "5 家", "2024"), []) == (
        Meaning(kind, MORE, LEVEL),
    )


def test_words_without_a_number_leave_the_kind_to_nobody() -> None:
    target = build_target(UNSAID, "1 家")._replace(bound=None)

    assert list_meanings(target, []) == tuple(
        Meaning(FLOW, side, LEVEL) for side in ALL_SIDES
    )


@pytest.mark.parametrize(
    ("period", "basis", "kinds"),
    [
        ("at 2023-12-31", "level", (STOCK, RATIO)),
        # A bare day may be the day of what was done; growth and sums are no states.
        ("2023-12-31", "level", (STOCK, FLOW, RATIO)),
        ("2023Q4", "level", (STOCK, FLOW, RATIO)),
        ("at 2023-12-31", "change", (STOCK, FLOW, RATIO)),
    ],
)
def test_only_a_state_has_a_value_as_at_a_day(
    period: str, basis: str, kinds: tuple[MetricKind, ...]
) -> None:
    target = build_target(UNSAID, ">= 5 家", "2024")
    figure = build_figure(UNSAID, 1, "4 家", period, basis=basis)

    meanings = list_meanings(target, [figure])

    assert tuple(meaning.kind for meaning in meanings) == kinds


def test_a_state_of_another_place_says_nothing() -> None:
    target = build_target(UNSAID, ">= 5 家", "2024")
    figure = build_figure(UNSAID, 1, "4 家", "at 2023-12-31")

    assert len(list_meanings(target, [figure])) == 2
    assert len(list_meanings(target, [figure._replace(region="湖塘镇")])) == 3
    assert len(list_meanings(target, [figure._replace(scope="规模以上")])) == 3


@pytest.mark.parametrize(
    ("kind", "start", "by", "basis", "bases"),
    [
        ("flow", "2021", "2025", "", (LEVEL, TOTAL)),
        ("flow", "2021", "2025", "level", (LEVEL,)),
        ("flow", "2021", "2025", "total", (TOTAL,)),
        ("flow", "2024-12-31", "2025", "", (LEVEL, TOTAL)),
        ("flow", "2025", "2025", "", (LEVEL,)),
        ("flow", "", "2025", "", (LEVEL,)),
        ("flow", "2021", "", "", (LEVEL,)),
        ("flow", "2021", "2025", "change", (Basis.CHANGE,)),
        ("stock", "2021", "2025", "", (LEVEL,)),
        ("ratio", "2021", "2025", "", (LEVEL,)),
    ],
)
def test_a_flow_over_several_years_may_be_the_last_or_all(
    kind: str, start: str, by: str, basis: str, bases: tuple[Basis, ...]
) -> None:
    target = build_target(
        build_metric(kind, "more"), "5 亿元", by, start=start, basis=basis
    )

    meanings = list_meanings(target, [])

    assert tuple(meaning.basis for meaning in meanings) == bases


@pytest.mark.parametrize("basis", ["total", "change", "growth"])
def test_words_that_say_a_basis_leave_no_other(basis: str) -> None:
    bound = "5 %" if basis == "growth" else "5 亿元"
    target = build_target(
        build_metric("flow", "more"), bound, "2025", start="2021", basis=basis
    )

    meanings = list_meanings(target._replace(basis_from=Origin.UNSAID), [])

    assert [meaning.basis.value for meaning in meanings] == [basis]


def test_a_meaning_is_put_into_the_target() -> None:
    target = build_target(UNSAID, "5 亿元", "2025", start="2021")

    meant = apply_meaning(target, Meaning(FLOW, LESS, TOTAL))

    assert (meant.metric.kind, meant.metric.better, meant.basis) == (FLOW, LESS, TOTAL)
    assert meant.bound is not None
    assert meant.bound.relation is Relation.AT_MOST


def test_everything_unsaid_is_every_combination() -> None:
    target = build_target(UNSAID, "5 亿元", "2025", start="2021")

    meanings = list_meanings(target, [])

    assert len(meanings) == len(set(meanings)) == 12
    assert {meaning.side for meaning in meanings} == {*ALL_SIDES}
    assert {m.kind for m in meanings if m.basis is TOTAL} == {FLOW}


# The side


@pytest.mark.parametrize(
    ("bound", "value", "outcome"),
    [
        ("5.5 %", "5.1 %", Outcome.UNDETERMINED),
        ("5.5 %", "5.6 %", Outcome.UNDETERMINED),
        ("5.5 %", "5.5 %", Outcome.MET),
        ("~ 5.5 %", "5.1 %", Outcome.UNDETERMINED),
        ("~ 5.5 %", "5.50 %", Outcome.MET),
        ("1..3 %", "2 %", Outcome.MET),
        ("1..3 %", "3 %", Outcome.MET),
        ("1..3 %", "4 %", Outcome.UNDETERMINED),
        ("1..3 %", "0.5 %", Outcome.UNDETERMINED),
        (">= 5.5 %", "5.1 %", Outcome.MISSED),
        ("< 5.5 %", "5.1 %", Outcome.MET),
        ("0 %", "0.1 %", Outcome.MISSED),
        ("0 %", "0 %", Outcome.MET),
    ],
)
def test_an_unsaid_side_never_decides(bound: str, value: str, outcome: Outcome) -> None:
    target = build_target(UNSAID, bound, "2024")
    figures = build_figures(UNSAID, f"2024 = {value}")

    verdict = judge_on(target, figures, "2025-02-01")

    reasons = ["side"] if outcome is Outcome.UNDETERMINED else []
    assert outcome_and_reasons(verdict) == (outcome, reasons)


def test_an_undetermined_side_shows_each_answer_and_no_margin() -> None:
    target = build_target(build_metric("ratio"), "5.5 %", "2024")
    figures = build_figures(UNSAID, "2024 = 5.1 %")

    verdict = judge_on(target, figures, "2025-02-01")

    assert by_side(verdict) == {"more": "missed", "less": "met", "none": "missed"}
    assert (verdict.margin, verdict.flip, verdict.share) == (None, None, None)
    assert roles_by_id(verdict) == {1: "settles"}


def test_with_a_side_from_the_words_the_rest_of_the_metric_may_be_unsaid() -> None:
    target = build_target(UNSAID, "~ 5.5 %", "2024", side="less")
    figures = build_figures(UNSAID, "2024 = 5.1 %")

    verdict = judge_on(target, figures, "2025-02-01")

    assert outcome_and_reasons(verdict) == (Outcome.MET, [])
    assert margin_ends(verdict) == exact_margin("0.4")
    assert verdict.meanings == ()
    assert verdict.meaning == Meaning(RATIO, LESS, LEVEL)


def test_the_side_is_open_before_the_deadline_and_while_a_figure_is_awaited() -> None:
    target = build_target(build_metric("ratio"), "5.5 %", "2024")
    early = build_figures(UNSAID, "2023 = 5.1 %")

    for as_of in ("2024-06-30", "2025-03-31"):
        verdict = judge_on(target, early, as_of)
        assert verdict.outcome is Outcome.OPEN
    ahead = judge_on(target, early, "2024-06-30")
    assert outcome_and_reasons(ahead) == (Outcome.OPEN, ["side"])
    assert by_side(ahead) == {"more": "open", "less": "reached", "none": "open"}
    awaited = judge_on(target, early, "2025-03-31")
    assert outcome_and_reasons(awaited) == (Outcome.OPEN, ["awaited"])
    overdue = judge_on(target, early, "2025-04-01")
    assert outcome_and_reasons(overdue) == (Outcome.OVERDUE, ["no-figure"])


def test_late_on_one_side_only_hangs_on_the_side() -> None:
    target = build_target(build_metric("stock"), "100 家", "2024")
    figures = build_figures(UNSAID, "at 2024-12-31 = 90 家", "at 2025-12-31 = 100 家")

    verdict = judge_on(target, figures, "2026-02-01")

    assert outcome_and_reasons(verdict) == (Outcome.UNDETERMINED, ["side"])
    assert by_side(verdict) == {"more": "late", "less": "met", "none": "missed"}
    assert verdict.happened_in is None


def test_a_side_known_for_the_other_sign_is_unsaid() -> None:
    metric = build_metric("flow", "less", non_negative=True, origin=Origin.KNOWN)
    target = build_target(metric, "-3 亿元", "2024")
    figures = build_figures(metric, "2024 = -4 亿元")

    verdict = judge_on(target, figures, "2025-02-01")

    assert outcome_and_reasons(verdict) == (Outcome.UNDETERMINED, ["side"])


def test_no_growth_of_what_is_known_to_be_better_with_more_is_judged_both_ways() -> (
    None
):
    metric = build_metric("flow", "more", origin=Origin.KNOWN)
    target = build_target(metric, "0 %", "2024", basis="growth")

    def judge_growth(value: str) -> tuple[Outcome, list[str]]:
        figures = build_figures(metric, f"2024 = {value}", basis="growth")
        return outcome_and_reasons(judge_on(target, figures, "2025-02-01"))

    assert judge_growth("0.0 %") == (Outcome.MET, [])
    assert judge_growth("1.2 %") == (Outcome.UNDETERMINED, ["side"])
    assert judge_growth("-1.2 %") == (Outcome.UNDETERMINED, ["side"])


# The kind


def judge_cars(*rows: str, as_of: str = "2025-03-31", metric: str = "") -> Verdict:
    """Judge 60万辆 by 2024, of which more is better."""
    cars = build_metric(metric, "more")
    target = build_target(cars, "60 万辆", "2024")
    return judge_on(target, build_figures(cars, *rows), as_of)


def test_four_quarters_are_a_sum_or_a_stock() -> None:
    waiting = judge_cars(*QUARTERS, "2024Q4 = 15 万辆", as_of="2025-03-31")
    assert outcome_and_reasons(waiting) == (Outcome.OPEN, ["kind"])

    verdict = judge_cars(*QUARTERS, "2024Q4 = 15 万辆", as_of="2025-04-01")

    assert outcome_and_reasons(verdict) == (Outcome.UNDETERMINED, ["kind"])
    assert by_kind(verdict) == {
        "stock": "missed",
        "flow": "met",
        "ratio": "overdue",
    }
    assert verdict.margin is None


def test_a_whole_year_is_the_same_whatever_the_kind() -> None:
    verdict = judge_cars("2024 = 70 万辆")

    assert outcome_and_reasons(verdict) == (Outcome.MET, [])
    assert margin_ends(verdict) == exact_margin("10")
    assert set(by_kind(verdict).values()) == {"met"}
    # A ratio has no share of its target.
    assert verdict.share is None


def test_a_state_at_the_deadline_settles_what_may_be_a_stock() -> None:
    verdict = judge_cars("at 2024-12-31 = 59 万辆")

    assert outcome_and_reasons(verdict) == (Outcome.MISSED, [])
    assert margin_ends(verdict) == exact_margin("-1")
    assert by_kind(verdict) == {"stock": "missed", "ratio": "missed"}


def test_a_bare_day_may_be_what_was_done_on_it() -> None:
    verdict = judge_cars("2024-12-31 = 61 万辆")

    assert outcome_and_reasons(verdict) == (Outcome.UNDETERMINED, ["kind"])
    assert by_kind(verdict)["flow"] == "undetermined"


def test_the_last_quarter_waits_while_one_meaning_waits() -> None:
    waiting = judge_cars("2024Q3 = 61 万辆", "2024-12-31 = 61 万辆", as_of="2025-01-15")

    assert by_kind(waiting)["stock"] == "met"
    assert outcome_and_reasons(waiting)[1] == ["kind"]


def test_one_meaning_that_waits_keeps_it_open() -> None:
    cars = build_metric("", "more")
    target = build_target(cars, "60 万辆", "2024", start="2024")
    figures = build_figures(cars, "at 2024-12-31 = 61 万辆")

    waiting = judge_on(target, figures, "2025-03-31")
    assert outcome_and_reasons(waiting) == (Outcome.OPEN, ["kind"])
    assert by_kind(waiting) == {"stock": "met", "ratio": "open"}
    silent = judge_on(target, figures, "2025-04-01")
    assert outcome_and_reasons(silent) == (Outcome.UNDETERMINED, ["kind"])
    assert by_kind(silent) == {"stock": "met", "ratio": "overdue"}


@pytest.mark.parametrize("row", ["2024-12 = 95 万辆", "2024H2 = 95 万辆"])
def test_a_part_of_the_year_never_settles_what_may_be_a_flow(row: str) -> None:
    verdict = judge_cars(row)

    assert outcome_and_reasons(verdict) == (Outcome.UNDETERMINED, ["kind"])
    assert by_kind(verdict)["stock"] == "met"
    assert by_kind(verdict)["ratio"] == "not-comparable"


def test_silence_is_silence_whatever_the_kind() -> None:
    cars = build_metric("", "more")
    target = build_target(cars, "60 万辆", "2024-06-30")

    verdict = judge_on(target, [], "2025-03-31")

    assert outcome_and_reasons(verdict) == (Outcome.OVERDUE, ["no-figure"])
    assert by_kind(verdict) == {
        "stock": "overdue",
        "flow": "not-comparable",
        "ratio": "overdue",
    }
    waiting = judge_on(target, [], "2024-07-15")
    assert outcome_and_reasons(waiting) == (Outcome.OPEN, ["kind"])


# The basis


def judge_plan(*bounds: str, basis: str = "", as_of: str = "2026-02-01") -> Verdict:
    """Judge at least 150万户 in 2021..2025 by figures from 2021 on."""
    homes = build_metric("flow", "more", non_negative=True)
    target = build_target(homes, ">= 150 万户", "2025", start="2021", basis=basis)
    return judge_on(target, list_years(homes, 2021, *bounds), as_of)


def test_a_number_for_several_years_is_the_last_year_s_or_all_of_it() -> None:
    verdict = judge_plan(*["29 万户"] * 5)

    assert outcome_and_reasons(verdict) == (Outcome.MISSED, [])
    assert verdict.margin is None
    assert [one.outcome for one in verdict.meanings] == [Outcome.MISSED] * 2
    enough = judge_plan(*["31 万户"] * 5)
    assert outcome_and_reasons(enough) == (Outcome.UNDETERMINED, ["basis"])
    assert judge_plan(*["31 万户"] * 5, basis="total").outcome is Outcome.MET
    assert judge_plan(*["31 万户"] * 5, basis="level").outcome is Outcome.MISSED
    assert judge_plan(*["31 万户"] * 4, "155 万户").outcome is Outcome.MET


def judge_parliament(*figures: Figure, as_of: str) -> Verdict:
    """Judge at least 150万户 from July 2024 to July 2029, of unsaid basis."""
    target = build_target(HOMES, ">= 150 万户", "2029-07", start="2024-07")
    return judge_on(target, figures, as_of)


def test_the_evidence_shown_is_that_of_the_meaning_that_is_settled() -> None:
    year = build_figure(HOMES, 1, "30 万户", "2028")
    whole = build_figure(HOMES, 2, "155 万户", "2024-07..2029-07", basis="total")

    verdict = judge_parliament(year, whole, as_of="2029-12-01")

    assert outcome_and_reasons(verdict) == (Outcome.UNDETERMINED, ["basis"])
    assert verdict.meaning == Meaning(FLOW, MORE, TOTAL)
    assert roles_by_id(verdict) == {2: "settles"}


def test_else_that_of_a_meaning_that_has_evidence() -> None:
    so_far = build_figure(HOMES, 1, "40 万户", "2024-07..2026-06", basis="total")

    verdict = judge_parliament(so_far, as_of="2026-09-01")

    assert outcome_and_reasons(verdict) == (Outcome.OPEN, ["basis"])
    assert verdict.meaning == Meaning(FLOW, MORE, TOTAL)
    assert roles_by_id(verdict) == {1: "progress"}


def test_silence_of_one_meaning_and_nothing_of_another_is_silence() -> None:
    so_far = build_figure(HOMES, 1, "40 万户", "2024-07..2026-06", basis="total")

    verdict = judge_parliament(so_far, as_of="2029-12-01")

    assert outcome_and_reasons(verdict) == (Outcome.OVERDUE, ["no-figure"])
    assert [one.outcome for one in verdict.meanings] == [
        Outcome.NOT_COMPARABLE,
        Outcome.OVERDUE,
    ]


def test_what_came_afterwards_is_silence_though_one_meaning_refuses_it() -> None:
    later = build_figure(HOMES, 1, "60 万户", "2030..2031", basis="total")

    verdict = judge_parliament(later, as_of="2032-02-01")

    assert outcome_and_reasons(verdict) == (Outcome.OVERDUE, ["no-figure"])
    assert verdict.meanings[0].outcome is Outcome.NOT_COMPARABLE


def test_a_sum_that_is_enough_already_is_open_while_it_may_be_a_level() -> None:
    verdict = judge_plan("80 万户", "80 万户", as_of="2023-02-01")

    assert outcome_and_reasons(verdict) == (Outcome.OPEN, ["basis"])
    assert [one.outcome for one in verdict.meanings] == [Outcome.OPEN, Outcome.MET]


# Several at once


def test_only_what_matters_is_named() -> None:
    figures = build_figures(UNSAID, *QUARTERS, "2024Q4 = 15 万辆")

    def judge_unsaid(bound: str) -> tuple[Outcome, list[str]]:
        target = build_target(UNSAID, bound, "2024")
        return outcome_and_reasons(judge_on(target, figures, "2025-06-30"))

    assert judge_unsaid("60 万辆") == (Outcome.UNDETERMINED, ["side", "kind"])
    assert judge_unsaid(">= 60 万辆") == (Outcome.UNDETERMINED, ["kind"])
    whole = build_figures(UNSAID, "2024 = 70 万辆")
    verdict = judge_on(build_target(UNSAID, "60 万辆", "2024"), whole, "2025-06-30")
    assert outcome_and_reasons(verdict) == (Outcome.UNDETERMINED, ["side"])


def meaning_outcome(
    outcome: Outcome,
    kind: MetricKind = FLOW,
    side: Better = MORE,
    basis: Basis = LEVEL,
) -> MeaningOutcome:
    return MeaningOutcome(Meaning(kind, side, basis), outcome)


def test_a_question_is_open_where_nothing_else_differs() -> None:
    met, missed = Outcome.MET, Outcome.MISSED

    assert find_open_questions([]) == ()
    assert find_open_questions([meaning_outcome(met)]) == ()
    same = [meaning_outcome(met, kind=STOCK), meaning_outcome(met)]
    assert find_open_questions(same) == ()
    differing = [*same, meaning_outcome(missed, basis=TOTAL)]
    # A stock and a sum differ in two things: the two flows tell which one matters.
    assert find_open_questions(differing) == (Reason.BASIS,)
    apart = [meaning_outcome(met, kind=STOCK), meaning_outcome(missed, basis=TOTAL)]
    assert find_open_questions(apart) == (Reason.KIND, Reason.BASIS)
    opposite = [meaning_outcome(met, side=LESS), meaning_outcome(missed)]
    assert find_open_questions(opposite) == (Reason.SIDE,)


def test_what_is_withdrawn_needs_no_meaning() -> None:
    target = build_target(UNSAID, "60 万辆", "2024", announced="2021")
    target = target._replace(withdrawn=target.announced)
    figures = build_figures(UNSAID, "2024 = 70 万辆")

    verdict = judge_on(target, figures, "2025-06-30")

    assert verdict.outcome is Outcome.WITHDRAWN
    assert len(verdict.meanings) == 9


def test_what_is_withdrawn_shows_how_it_stood() -> None:
    target = build_target(HOMES, "60 万户", "2024", announced="2021")
    figures = [
        build_figure(HOMES, 1, "50 万户", "2024"),
        build_figure(HOMES, 2, "50 亿元", "2024"),
    ]

    verdict = judge_on(target, figures, "2025-02-01")
    withdrawn = judge_on(
        target._replace(withdrawn=target.announced), figures, "2025-02-01"
    )

    assert withdrawn.outcome is Outcome.WITHDRAWN
    for field in (
        *("deciding_reading", "deciding_value", "margin", "share", "refusals"),
        *("meaning", "latest_reading", "latest_value"),
    ):
        assert getattr(withdrawn, field) == getattr(verdict, field)
        assert getattr(withdrawn, field)


def test_parts_of_what_is_withdrawn_are_progress() -> None:
    homes = build_metric("flow", "more")
    target = build_target(homes, "60 万户", "2024", announced="2021")
    figures = build_figures(homes, "2024H1 = 20 万户", "2024H2 = 30 万户")

    withdrawn = target._replace(withdrawn=target.announced)

    assert set(roles_by_id(judge_on(target, figures, "2025-02-01")).values()) == {
        "part"
    }
    assert set(roles_by_id(judge_on(withdrawn, figures, "2025-02-01")).values()) == {
        "progress"
    }


# What may be kept of several verdicts


def test_a_caution_of_any_meaning_is_kept() -> None:
    profit = build_metric("flow", "more")
    target = build_target(profit, ">= 150 亿元", "2025", start="2021")
    # 190 in the last year, and 150.0 in all.
    years = list_years(profit, 2021, *["-10.0 亿元"] * 4, "190.0 亿元")

    verdict = judge_on(target, years, "2026-02-01")

    assert outcome_and_reasons(verdict) == (Outcome.MET, [])
    assert verdict.meaning == Meaning(FLOW, MORE, LEVEL)
    assert verdict.cautions == (Reason.UNDATED, Reason.WITHIN_ROUNDING)


def test_one_meaning_that_rests_on_an_estimate_makes_the_verdict_one() -> None:
    cars = build_metric("", "more")
    target = build_target(cars, ">= 10 万辆", "2024")
    rows = (("2024Q4", "reported", "2025-01-20"), ("2024", "expected", "2024-12-01"))
    figures = [
        build_figure(cars, n, "70 万辆", period, status=status, published=published)
        for n, (period, status, published) in enumerate(rows, 1)
    ]

    verdict = judge_on(target, figures, "2025-02-01")

    assert verdict.outcome is Outcome.MET
    assert verdict.provisional_status is FigureStatus.EXPECTED


def test_reasons_come_from_the_meanings_that_have_evidence() -> None:
    gdp = build_metric("flow", "more", non_negative=True)
    target = build_target(gdp, "120 亿元", "2025", start="2021")
    figures = build_figures(gdp, "2023 = 115 亿元")

    verdict = judge_on(target, figures, "2024-12-01")

    assert [one.outcome for one in verdict.meanings] == [Outcome.OPEN] * 2
    assert outcome_and_reasons(verdict) == (Outcome.OPEN, ["no-baseline"])


def test_each_meaning_may_have_its_own_reason() -> None:
    homes = build_metric("flow", "more", non_negative=True)
    target = build_target(homes, ">= 30 万户", "2025", start="2021")
    figures = [build_figure(homes, 1, "> 29 万户", "2025")]

    verdict = judge_on(target, figures, "2026-02-01")

    assert outcome_and_reasons(verdict) == (
        Outcome.UNDETERMINED,
        ["bound", "incomplete"],
    )


def test_all_refused_for_one_reason_or_another() -> None:
    cars = build_metric("", "more")
    target = build_target(cars, ">= 60 万辆", "2024", basis="change")

    verdict = judge_on(target, build_figures(cars, "2024 = 1 亿元"), "2025-02-01")

    assert outcome_and_reasons(verdict) == (Outcome.NOT_COMPARABLE, ["window"])


# What a period suggests tells progress, and settles nothing


@pytest.mark.parametrize(
    ("rows", "outcome"),
    [
        # A year, or a year so far, is spoken of as a flow.
        (("2024-01..2024-08 = 40 万辆",), Outcome.ON_TRACK),
        (("2024-01..2024-08 = 39 万辆",), Outcome.BEHIND),
        (("2024-01..2024-02 = 5 万辆",), Outcome.BEHIND),
        (("2023 = 61 万辆", "2024H1 = 25 万辆"), Outcome.BEHIND),
        (("2022-07..2023-06 = 61 万辆", "2024H1 = 25 万辆"), Outcome.BEHIND),
        # A bare quarter, half, month or day says neither.
        (("2024H1 = 31 万辆",), Outcome.OPEN),
        (("2024Q1 = 31 万辆",), Outcome.OPEN),
        (("2024-01 = 31 万辆",), Outcome.OPEN),
        (("2024-07-15 = 61 万辆",), Outcome.OPEN),
        (("2024-07-01..2024-08-31 = 61 万辆",), Outcome.OPEN),
        (("2024-01-01..2024-01-15 = 31 万辆",), Outcome.OPEN),
    ],
)
def test_a_share_of_time_tells_the_progress(
    rows: tuple[str, ...], outcome: Outcome
) -> None:
    verdict = judge_cars(*rows, as_of="2024-09-15")

    assert verdict.outcome is outcome
    assert set(by_kind(verdict)) == {"stock", "flow", "ratio"}
    if outcome is Outcome.OPEN:
        assert outcome_and_reasons(verdict)[1] == ["kind"]


def test_a_sum_speaks_for_a_flow_whatever_its_period() -> None:
    cars = build_metric("", "more")
    target = build_target(cars, "60 万辆", "2024")
    quarter = build_figures(cars, "2024Q1 = 16 万辆", basis="total")

    assert judge_on(target, quarter, "2024-05-01").outcome is Outcome.ON_TRACK
    here = build_figure(cars, 2, "16 万辆", "2024Q1")
    elsewhere = quarter[0]._replace(scope="规模以上")
    verdict = judge_on(target, [here, elsewhere], "2024-05-01")
    assert outcome_and_reasons(verdict) == (Outcome.OPEN, ["kind"])


def test_growth_of_a_year_says_nothing_of_the_kind() -> None:
    cars = build_metric("", "more")
    target = build_target(cars, "60 万辆", "2024")
    growth = build_figures(cars, "2023 = 5 %", basis="growth")
    half = build_figure(cars, 2, "31 万辆", "2024H1")

    verdict = judge_on(target, [*growth, half], "2024-09-15")

    assert outcome_and_reasons(verdict) == (Outcome.OPEN, ["kind"])


def test_the_window_so_far_is_a_share_of_time() -> None:
    cars = build_metric("", "more", non_negative=True)
    target = build_target(cars, ">= 60 万辆", "2024-10-31", start="2024-02-01")
    figures = build_figures(cars, "2024-02..2024-06 = 40 万辆")

    verdict = judge_on(target, figures, "2024-07-15")

    assert verdict.outcome is Outcome.ON_TRACK


def test_what_is_certain_of_a_flow_is_not_certain_of_the_target() -> None:
    cars = build_metric("", "more", non_negative=True)
    target = build_target(cars, ">= 60 万辆", "2024")
    figures = build_figures(cars, "2024-01..2024-08 = 61 万辆")

    verdict = judge_on(target, figures, "2024-09-15")

    assert by_kind(verdict)["flow"] == "met"
    assert outcome_and_reasons(verdict) == (Outcome.OPEN, ["kind"])


def test_after_the_deadline_a_share_of_time_suggests_nothing() -> None:
    verdict = judge_cars("2024-01..2024-11 = 70 万辆", as_of="2025-06-30")

    assert verdict.outcome in (Outcome.OVERDUE, Outcome.UNDETERMINED)


def test_after_the_deadline_the_open_question_is_what_counts() -> None:
    rows = ("2024-01..2024-11 = 50 万辆", "2025-01-01 = 61 万辆")

    verdict = judge_cars(*rows, as_of="2025-02-01")

    assert outcome_and_reasons(verdict) == (Outcome.OPEN, ["kind"])
    assert by_kind(verdict) == {"stock": "met", "flow": "open", "ratio": "open"}


def test_a_suggestion_is_open_where_the_side_is_unsaid() -> None:
    target = build_target(UNSAID, "60 万辆", "2024")

    def judge_so_far(value: str) -> Verdict:
        figures = build_figures(UNSAID, f"2024-01..2024-08 = {value}")
        return judge_on(target, figures, "2024-09-15")

    verdict = judge_so_far("39 万辆")
    assert outcome_and_reasons(verdict) == (Outcome.OPEN, ["side"])
    flows = {
        side: outcome
        for (kind, side, _), outcome in outcomes(verdict).items()
        if kind == "flow"
    }
    assert flows == {"more": "behind", "less": "on-track", "none": "behind"}
    agreed = judge_so_far("41 万辆")
    assert outcome_and_reasons(agreed) == (Outcome.ON_TRACK, [])
    # A pace towards a floor is none towards a cap.
    assert (agreed.pace, agreed.margin) == (None, None)


def test_on_the_last_day_the_deadline_is_still_ahead() -> None:
    output = build_metric("flow")
    target = build_target(output, "50..60 万辆", "2024")
    figures = build_figures(output, "2024-01..2024-11 = 61 万辆")

    verdict = judge_on(target, figures, "2024-12-31")

    assert outcome_and_reasons(verdict) == (Outcome.OPEN, ["side"])
    assert by_side(verdict) == {
        "more": "reached",
        "less": "behind",
        "none": "on-track",
    }


def test_a_year_beside_a_state_is_no_flow() -> None:
    verdict = judge_cars(
        "at 2023-12-31 = 50 万辆", "2023 = 50 万辆", as_of="2024-06-30"
    )

    assert set(by_kind(verdict)) == {"stock", "ratio"}
    assert outcome_and_reasons(verdict) == (Outcome.OPEN, ["no-baseline"])


def test_without_a_deadline_what_is_unsaid_is_open() -> None:
    target = build_target(UNSAID, "60 万辆")
    figures = build_figures(UNSAID, "2024 = 61 万辆")

    verdict = judge_on(target, figures, "2025-06-30")

    assert outcome_and_reasons(verdict) == (Outcome.OPEN, ["side"])


def test_with_a_kind_that_was_said_only_its_own_answer_counts() -> None:
    verdict = judge_cars("2024H1 = 31 万辆", as_of="2024-09-15", metric="stock")

    assert outcome_and_reasons(verdict) == (Outcome.OPEN, ["no-baseline"])
    assert verdict.meanings == ()


# Reached at any time before


def reached(metric: Metric, bound: str, *rows: str, as_of: str = "2024-02-01") -> str:
    target = build_target(metric, bound, "2025", when=When.BY, announced="2021-06-30")
    return judge_on(target, build_figures(metric, *rows), as_of).outcome.value


def test_a_level_reached_in_time_is_met_and_stays_so() -> None:
    nurses = build_metric("stock", "more")
    rows = ("at 2023-09-30 = 35.2 万人", "at 2024-12-31 = 34.8 万人")

    assert reached(nurses, ">= 35 万人", *rows) == "met"
    assert reached(nurses, ">= 35 万人", *rows, as_of="2026-06-30") == "met"
    verdict = judge_on(
        build_target(nurses, ">= 35 万人", "2025", when=When.BY),
        build_figures(nurses, *rows, "at 2025-12-31 = 34 万人"),
        "2026-02-01",
    )
    assert outcome_and_reasons(verdict) == (Outcome.MET, [])
    assert margin_ends(verdict) == exact_margin("0.2")
    assert roles_by_id(verdict)[1] == "settles"


@pytest.mark.parametrize(
    ("row", "outcome"),
    [
        ("at 2021-06-29 = 36 万人", "reached"),
        ("at 2021-06-30 = 36 万人", "met"),
        ("at 2024-01-31 = 36 万人", "met"),
        ("at 2024-02-01 = 36 万人", "reached"),
        ("at 2023-12-31 = 34 万人", "open"),
        ("at 2023-12-31 = > 34 万人", "open"),
    ],
)
def test_only_what_held_between_announcement_and_today_was_reached(
    row: str, outcome: str
) -> None:
    assert reached(build_metric("stock", "more"), ">= 35 万人", row) == outcome


def test_never_reached_is_judged_at_the_deadline() -> None:
    nurses = build_metric("stock", "more")

    assert reached(
        nurses, ">= 35 万人", "2025-12-31 = 34 万人", as_of="2026-02-01"
    ) == ("missed")
    assert reached(
        nurses, ">= 35 万人", "2024-12-31 = 34 万人", as_of="2026-06-30"
    ) == ("overdue")
    assert reached(
        nurses, ">= 35 万人", "2026-12-31 = 36 万人", as_of="2027-02-01"
    ) == ("overdue")


@pytest.mark.parametrize("better", ["more", "less"])
def test_a_quarter_under_a_yearly_cap_has_reached_nothing(better: str) -> None:
    output = build_metric("flow", better, non_negative=True)
    quarters = ("2025Q1 = 20 万吨", "2025Q2 = 20 万吨")

    assert reached(output, "<= 100 万吨", *quarters, as_of="2025-09-01") == "on-track"
    assert reached(output, "<= 100 万吨", "2023 = 99 万吨") == "met"
    assert reached(output, "<= 100 万吨", "2023 = 101 万吨") == "open"
    assert reached(output, ">= 100 万吨", "2023 = 101 万吨") == "met"


def test_a_year_inside_a_window_without_a_year_of_its_own_may_be_the_one() -> None:
    target = build_target(
        HOMES, ">= 30 万户", "2025-06", start="2021", basis="level", when=When.BY
    )

    verdict = judge_on(target, build_figures(HOMES, "2023 = 31 万户"), "2024-02-01")

    assert outcome_and_reasons(verdict) == (Outcome.MET, [])


def test_a_share_may_be_reached_on_a_day_of_the_year_itself() -> None:
    share = build_metric("ratio", "more")

    assert reached(share, ">= 70 %", "2025-06-30 = 71 %", as_of="2025-08-01") == "met"
    assert reached(share, ">= 70 %", "2025-06-30 = 69 %", as_of="2025-08-01") == "open"


def test_a_sum_is_reached_only_as_a_whole() -> None:
    homes = build_metric("flow", "less")
    target = build_target(
        homes, "<= 100 户", "2025", start="2024", basis="total", when=When.BY
    )
    figures = build_figures(homes, "2024 = 50 户", basis="total")

    verdict = judge_on(target, figures, "2025-02-01")

    assert verdict.outcome is Outcome.ON_TRACK


def test_reached_or_not_hangs_on_the_kind() -> None:
    nurses = build_metric("", "more")

    assert reached(nurses, ">= 35 万人", "at 2023-09-30 = 36 万人") == "met"
    assert reached(nurses, ">= 35 万人", "2023-09 = 36 万人") == "open"
    assert reached(nurses, ">= 35 万人", "2023 = 36 万人") == "met"


# The last figure known


def test_the_last_figure_is_there_whatever_its_period() -> None:
    cars = build_metric("flow", "more")
    target = build_target(cars, "60 万辆", "2024", start="2024")
    figures = build_figures(cars, "2023 = 50 万辆", "2025Q1 = 17 万辆")

    verdict = judge_on(target, figures, "2025-06-30")

    assert outcome_and_reasons(verdict) == (Outcome.OVERDUE, ["no-figure"])
    assert verdict.latest_reading is not None
    assert verdict.latest_reading.figures == (figures[1],)
    assert verdict.latest_value is not None
    assert verdict.latest_value.low == Decimal(17)
    assert judge_on(target, [], "2025-06-30").latest_reading is None


@pytest.mark.parametrize(
    ("year", "quarter", "other", "last"),
    [
        # The one that ends last; of two that end together the later known.
        ("2025-02-01", "2025-01-20", "2025-02-20", 0),
        ("2025-01-20", "2025-02-01", "2025-02-20", 1),
    ],
)
def test_the_last_figure_is_the_one_that_ends_last_and_is_known_last(
    year: str, quarter: str, other: str, last: int
) -> None:
    cars = build_metric("flow", "more")
    target = build_target(cars, "60 万辆", "2025")
    figures = [
        build_figure(cars, 1, "50 万辆", "2024", published=year),
        build_figure(cars, 2, "17 万辆", "2024Q4", published=quarter),
        build_figure(cars, 3, "48 万辆", "2023", published=other),
    ]

    verdict = judge_on(target, figures, "2025-03-01")

    assert verdict.latest_reading is not None
    assert verdict.latest_reading.figures == (figures[last],)


def test_what_grows_from_a_share_is_a_share() -> None:
    target = build_target(
        UNSAID, "-50 %", "2023", basis="growth", base="2022", baseline="10.7 % 2022"
    )

    meanings = list_meanings(target, [])

    assert {meaning.kind for meaning in meanings} == {RATIO}


def test_the_level_asked_for_is_shown_where_the_side_does_not_change_it() -> None:
    share = build_metric("ratio")
    figures = build_figures(share, "2023 = 5 %")

    bare, said = (
        judge_on(
            build_target(
                share,
                bound,
                "2023",
                basis="growth",
                base="2022",
                baseline="10.7 % 2022",
            ),
            figures,
            "2024-06-30",
        )
        for bound in ("0.5 倍", "<= 0.5 倍")
    )

    assert outcome_and_reasons(bare) == (Outcome.UNDETERMINED, ["side"])
    assert bare.asked_level is None
    assert said.asked_level is not None
