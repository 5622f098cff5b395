"""A level is settled by the period that its deadline names (§5.3)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from support.judged_records import (
    build_figure,
    build_figures,
    build_metric,
    build_target,
)
from support.record_factory import (
    exact_margin,
    judge_on,
    margin_ends,
    outcome_and_reasons,
    refusals_by_id,
    roles_by_id,
)
from targetcli.judging.context import NO_CONTEXT, TargetContext
from targetcli.judging.outcome import Outcome, Verdict
from targetcli.judging.pace import PathKind
from targetcli.model.records import Metric, Milestone

SHARE = build_metric("ratio", "more")
POVERTY = build_metric("ratio", "less")
PEOPLE = build_metric("stock", "more")
OUTPUT = build_metric("flow", "more", non_negative=True)
FROM_APRIL = TargetContext(fiscal_start_month=4)


def judge_rows(
    metric: Metric,
    bound: str,
    by: str,
    *rows: str,
    as_of: str,
    start: str = "",
    announced: str = "",
    context: TargetContext = NO_CONTEXT,
) -> Verdict:
    target = build_target(metric, bound, by, start=start, announced=announced)
    return judge_on(target, build_figures(metric, *rows), as_of, context)


# 1 January


def test_a_count_on_new_year_s_day_is_that_of_the_year_s_end() -> None:
    row = "2025-01-01 = 101 万人"

    verdict = judge_rows(PEOPLE, "100 万人", "2024", row, as_of="2025-06-30")

    assert outcome_and_reasons(verdict) == (Outcome.MET, [])
    assert margin_ends(verdict) == exact_margin("1")
    assert roles_by_id(verdict) == {1: "settles"}
    stated = judge_rows(
        PEOPLE, "100 万人", "2024", "at 2025-01-01 = 101 万人", as_of="2025-06-30"
    )
    assert stated.outcome is Outcome.MET


def test_the_year_s_end_itself_comes_first() -> None:
    rows = ("2025-01-01 = 101 万人", "2024-12-31 = 99 万人")

    verdict = judge_rows(PEOPLE, "100 万人", "2024", *rows, as_of="2025-06-30")

    # Not reached on the day, but a day later.
    assert verdict.outcome is Outcome.LATE
    assert roles_by_id(verdict) == {1: "settles", 2: "progress"}
    still_less = judge_rows(PEOPLE, "102 万人", "2024", *rows, as_of="2025-06-30")
    assert outcome_and_reasons(still_less) == (Outcome.MISSED, [])
    assert margin_ends(still_less) == exact_margin("-3")


@pytest.mark.parametrize(
    ("by", "row"),
    [
        # Only the day after the deadline, and only if it is 1 January.
        ("2024", "2025-01-02 = 101 万人"),
        ("2024", "2026-01-01 = 101 万人"),
        ("2024-06-30", "2024-07-01 = 101 万人"),
        ("2024-12-30", "2025-01-01 = 101 万人"),
        # A period that ends on it is no count of that day.
        ("2024", "2024-01-02..2025-01-01 = 101 万人"),
    ],
)
def test_another_day_after_the_deadline_does_not_settle(by: str, row: str) -> None:
    verdict = judge_rows(PEOPLE, "100 万人", by, row, as_of="2026-06-30")

    assert verdict.outcome is Outcome.OVERDUE
    assert roles_by_id(verdict) == {1: "later"}


def test_new_year_s_day_itself_must_be_over() -> None:
    row = "2025-01-01 = 101 万人"

    on_the_day = judge_rows(PEOPLE, "100 万人", "2024", row, as_of="2025-01-01")
    after = judge_rows(PEOPLE, "100 万人", "2024", row, as_of="2025-01-02")

    assert on_the_day.outcome is Outcome.OPEN
    assert after.outcome is Outcome.MET


def test_new_year_s_day_is_no_answer_for_a_share() -> None:
    verdict = judge_rows(SHARE, "70 %", "2024", "2025-01-01 = 71 %", as_of="2025-06-30")

    assert outcome_and_reasons(verdict) == (Outcome.OVERDUE, ["no-figure"])


# A month, quarter, half or day


@pytest.mark.parametrize(
    ("by", "row", "outcome"),
    [
        ("2024-03", "2024-03 = 74.2 %", Outcome.MISSED),
        ("2024-03", "2024-03-31 = 74.2 %", Outcome.MISSED),
        ("2024-03", "at 2024-03-31 = 74.2 %", Outcome.MISSED),
        ("2024-03", "2024Q1 = 74.2 %", Outcome.NOT_COMPARABLE),
        ("2024-03", "2023-04..2024-03 = 74.2 %", Outcome.NOT_COMPARABLE),
        ("2024-03", "2024-02 = 74.2 %", Outcome.OVERDUE),
        ("2024-03", "2024 = 74.2 %", Outcome.NOT_COMPARABLE),
        # What holds the deadline bears on it, if it only begins or ends there.
        ("2024-03", "2024-03-31..2024-04-30 = 74.2 %", Outcome.NOT_COMPARABLE),
        ("2024-03", "2024-04-01..2024-04-30 = 74.2 %", Outcome.OVERDUE),
        ("2024-03", "2024-03-15..2024-03-30 = 74.2 %", Outcome.OVERDUE),
        ("2024-03", "2024-03-15..2024-03-31 = 74.2 %", Outcome.NOT_COMPARABLE),
        ("2024Q1", "2024Q1 = 74.2 %", Outcome.MISSED),
        ("2024Q1", "2024-03 = 74.2 %", Outcome.NOT_COMPARABLE),
        ("2024Q1", "2024-01 = 74.2 %", Outcome.OVERDUE),
        ("2024H1", "2024H1 = 74.2 %", Outcome.MISSED),
        ("2024-03-31", "2024-03-31 = 74.2 %", Outcome.MISSED),
        ("2024-03-31", "2024-03 = 74.2 %", Outcome.NOT_COMPARABLE),
        ("2024-03-31", "2023-04..2024-03 = 74.2 %", Outcome.MISSED),
        ("2024-03-31", "2022-04..2023-03 = 74.2 %", Outcome.OVERDUE),
        ("2024-12-31", "2024 = 74.2 %", Outcome.MISSED),
    ],
)
def test_a_share_is_settled_by_the_period_that_was_named(
    by: str, row: str, outcome: Outcome
) -> None:
    verdict = judge_rows(SHARE, "76 %", by, row, as_of="2025-06-30")

    assert verdict.outcome is outcome


def test_twelve_months_settle_a_day_where_the_day_itself_is_not_known() -> None:
    year = "2023-04..2024-03 = 17 %"

    def judge_poverty(*rows: str) -> Verdict:
        return judge_rows(POVERTY, "< 15 %", "2024-03-31", *rows, as_of="2024-07-01")

    assert margin_ends(judge_poverty(year)) == exact_margin("-2")
    on_the_day = judge_poverty(year, "at 2024-03-31 = 14 %")
    assert on_the_day.outcome is Outcome.MET
    assert roles_by_id(on_the_day) == {2: "settles"}
    assert refusals_by_id(on_the_day) == {1: "period"}


def test_twelve_months_settle_a_day_after_a_window_too() -> None:
    verdict = judge_rows(
        POVERTY,
        "< 15 %",
        "2024-03-31",
        "2023-04..2024-03 = 17 %",
        start="2020-04",
        as_of="2024-07-01",
    )

    assert verdict.outcome is Outcome.MISSED


def test_a_share_of_a_window_that_ends_on_a_day_is_read_on_it() -> None:
    verdict = judge_rows(
        SHARE,
        "80 %",
        "2024-09-10",
        "at 2024-09-10 = 81 %",
        start="2024",
        as_of="2024-10-01",
    )

    assert outcome_and_reasons(verdict) == (Outcome.MET, [])


# On the way


@pytest.mark.parametrize(
    ("by", "start", "row"),
    [
        # Whole years before a deadline inside a year.
        ("2026-11-30", "", "2025 = 12.6 %"),
        ("2026-11", "", "2025 = 12.6 %"),
        ("2024-03-31", "", "2022-04..2023-03 = 12.6 %"),
        # The window, or the year that is named, so far.
        ("2025", "2021", "2021..2023 = 12.6 %"),
        ("2025", "2025", "2025-01..2025-09 = 12.6 %"),
        ("2025", "", "2025-01..2025-09 = 12.6 %"),
        # Periods of the length that settles.
        ("2024-03", "", "2023-11 = 12.6 %"),
        ("2024Q4", "", "2024Q2 = 12.6 %"),
        # A day.
        ("2025", "2025", "2025-09-30 = 12.6 %"),
        ("2025", "", "at 2024-09-30 = 12.6 %"),
    ],
)
def test_what_is_progress_of_a_share(by: str, start: str, row: str) -> None:
    def judge_share(bound: str) -> Verdict:
        return judge_rows(
            SHARE, bound, by, row, start=start, announced="2020", as_of="2026-02-01"
        )

    verdict = judge_share("20 %")
    assert verdict.outcome in (Outcome.OPEN, Outcome.OVERDUE)
    assert margin_ends(verdict) == exact_margin("-7.4")
    assert roles_by_id(verdict) == {1: "progress"}


@pytest.mark.parametrize(
    ("by", "row"),
    [
        ("2025", "2024Q4 = 12.6 %"),
        ("2025", "2025-07..2025-09 = 12.6 %"),
        ("2024-03", "2023Q4 = 12.6 %"),
        ("2026-11-30", "2026H1 = 12.6 %"),
    ],
)
def test_a_part_of_a_year_is_no_progress_of_a_share(by: str, row: str) -> None:
    verdict = judge_rows(SHARE, "20 %", by, row, as_of="2026-07-01")

    assert refusals_by_id(verdict) == {1: "period"}
    assert verdict.outcome in (Outcome.OPEN, Outcome.OVERDUE)
    assert verdict.reasons[0] == "no-figure"


def test_without_a_deadline_the_window_so_far_is_progress() -> None:
    row = "2021..2023 = 12.6 %"

    verdict = judge_rows(SHARE, "20 %", "", row, start="2021", as_of="2024-07-01")

    assert outcome_and_reasons(verdict) == (Outcome.OPEN, ["no-deadline"])
    assert margin_ends(verdict) == exact_margin("-7.4")


def test_a_year_before_a_deadline_in_november_has_a_pace() -> None:
    target = build_target(SHARE, "20 %", "2026-11-30", baseline="10 % 2020")
    figures = build_figures(SHARE, "2025 = 12.6 %")

    verdict = judge_on(target, figures, "2026-03-01")

    assert outcome_and_reasons(verdict) == (Outcome.BEHIND, [])


def test_a_year_that_ends_on_a_day_in_november_is_no_calendar_year() -> None:
    rows = ("2025-12..2026-11 = 21 %", "2026 = 19 %")

    verdict = judge_rows(SHARE, "20 %", "2026-11-30", *rows, as_of="2027-03-01")

    assert verdict.outcome is Outcome.MET
    assert roles_by_id(verdict) == {1: "settles"}
    assert refusals_by_id(verdict) == {2: "period"}


def test_a_share_on_a_day_can_be_set_against_a_milestone() -> None:
    target = build_target(
        SHARE, "80 %", "2024-09-10", start="2024", baseline="0 % 2023"
    )
    milestone = Milestone(1, date(2024, 6, 30), Decimal(40))
    context = TargetContext(milestones=(milestone,))

    verdict = judge_on(
        target, build_figures(SHARE, "2024-06-30 = 21 %"), "2024-07-15", context
    )

    assert outcome_and_reasons(verdict) == (Outcome.BEHIND, [])
    assert verdict.pace is not None
    assert verdict.pace.path_kind is PathKind.MILESTONES


def test_what_came_after_the_announcement_is_no_baseline_of_a_share() -> None:
    rows = ("2025-07 = 61.3 %", "2026-03 = 65 %", "2024-11 = 60 %")

    verdict = judge_rows(
        SHARE,
        ">= 92 %",
        "2029-03",
        *rows,
        start="2029-03",
        announced="2024-12-05",
        as_of="2026-06-30",
    )

    assert roles_by_id(verdict) == {2: "progress", 1: "progress", 3: "baseline"}
    assert margin_ends(verdict) == exact_margin("-27")


@pytest.mark.parametrize(
    ("announced", "role", "reason"),
    [
        ("2024-12-30", "progress", "no-baseline"),
        ("2024-12-31", "baseline", "no-figure"),
        ("", "baseline", "no-figure"),
    ],
)
def test_what_ends_with_the_announcement_is_a_baseline_still(
    announced: str, role: str, reason: str
) -> None:
    verdict = judge_rows(
        SHARE,
        "70 %",
        "2025",
        "2024 = 65 %",
        start="2025",
        announced=announced,
        as_of="2025-06-30",
    )

    assert roles_by_id(verdict) == {1: role}
    assert outcome_and_reasons(verdict) == (Outcome.OPEN, [reason])


def test_an_earlier_year_of_a_flow_is_a_baseline_whenever_it_was_announced() -> None:
    verdict = judge_rows(
        OUTPUT,
        "30 万户",
        "2025",
        "2023 = 31 万户",
        start="2025",
        announced="2021",
        as_of="2024-06-30",
    )

    assert roles_by_id(verdict) == {1: "baseline"}
    assert outcome_and_reasons(verdict) == (Outcome.OPEN, ["no-figure"])


def test_a_share_of_more_than_the_year_that_is_named_is_refused() -> None:
    row = "2025-01..2026-06 = 71 %"

    verdict = judge_rows(SHARE, "70 %", "2025", row, as_of="2026-09-01")

    assert outcome_and_reasons(verdict) == (Outcome.NOT_COMPARABLE, ["period"])
    assert refusals_by_id(verdict) == {1: "period"}


def test_without_a_deadline_a_month_of_a_share_answers_nothing() -> None:
    verdict = judge_rows(SHARE, "70 %", "", "2024-03 = 71 %", as_of="2024-07-01")

    assert outcome_and_reasons(verdict) == (Outcome.NOT_COMPARABLE, ["period"])


def test_a_share_on_a_day_before_the_window_is_a_baseline() -> None:
    rows = ("at 2020-12-31 = 60 %", "at 2023-12-31 = 65 %")

    verdict = judge_rows(SHARE, "70 %", "2025", *rows, start="2021", as_of="2024-02-01")

    assert roles_by_id(verdict) == {2: "progress", 1: "baseline"}
    assert verdict.outcome is Outcome.BEHIND


# Flows


@pytest.mark.parametrize("by", ["2025-03", "2025Q1", "2025-03-31", "2025H1"])
@pytest.mark.parametrize(
    "row", ["2025Q1 = 4 万户", "2024-04..2025-03 = 20 万户", "2024 = 30 万户"]
)
def test_inside_a_year_nobody_knows_what_is_asked_of_a_flow(by: str, row: str) -> None:
    verdict = judge_rows(OUTPUT, ">= 30 万户", by, row, as_of="2025-12-01")

    assert outcome_and_reasons(verdict) == (Outcome.NOT_COMPARABLE, ["window"])
    assert refusals_by_id(verdict) == {1: "window"}


def test_a_stated_financial_year_is_named_by_its_end() -> None:
    rows = ("2025Q1 = 4.86 万户", "2024-04..2025-03 = 20.86 万户")

    for by in ("2025-03", "2025-03-31"):
        verdict = judge_rows(
            OUTPUT, ">= 30 万户", by, *rows, as_of="2025-12-01", context=FROM_APRIL
        )
        assert outcome_and_reasons(verdict) == (Outcome.MISSED, [])
        assert margin_ends(verdict) == exact_margin("-9.14")
        assert roles_by_id(verdict)[2] == "settles"


def test_quarters_of_a_financial_year_are_added() -> None:
    rows = [
        f"{quarter} = 8 万户" for quarter in ("2024Q2", "2024Q3", "2024Q4", "2025Q1")
    ]

    verdict = judge_rows(
        OUTPUT,
        ">= 30 万户",
        "2025-03-31",
        *rows,
        as_of="2025-12-01",
        context=FROM_APRIL,
    )

    assert outcome_and_reasons(verdict) == (Outcome.MET, [])
    assert margin_ends(verdict) == exact_margin("2")
    assert set(roles_by_id(verdict).values()) == {"part"}


def test_an_earlier_financial_year_is_progress() -> None:
    verdict = judge_rows(
        OUTPUT,
        ">= 30 万户",
        "2026-03-31",
        "2024-04..2025-03 = 31 万户",
        as_of="2025-12-01",
        context=FROM_APRIL,
    )

    assert outcome_and_reasons(verdict) == (Outcome.REACHED, [])


def test_a_flow_is_never_read_at_a_day() -> None:
    figure = build_figure(OUTPUT, 1, "31 万户", "at 2025-12-31")
    target = build_target(OUTPUT, ">= 30 万户", "2025")

    verdict = judge_on(target, [figure], "2026-02-01")

    assert outcome_and_reasons(verdict) == (Outcome.NOT_COMPARABLE, ["period"])
    early = build_figure(OUTPUT, 1, "31 万户", "at 2024-06-30")
    assert outcome_and_reasons(judge_on(target, [early], "2024-08-01")) == (
        Outcome.NOT_COMPARABLE,
        ["period"],
    )


def test_a_later_piece_does_not_hide_the_silence() -> None:
    target = build_target(OUTPUT, ">= 200 亿元", "2024", start="2023", basis="total")
    rows = ("2024-01..2024-09 = 81 亿元", "2025Q1 = 26 亿元")
    figures = build_figures(OUTPUT, *rows, basis="total")

    verdict = judge_on(target, figures, "2025-06-01")

    assert outcome_and_reasons(verdict) == (Outcome.OVERDUE, ["no-figure"])
    assert refusals_by_id(verdict) == {2: "period"}
    assert verdict.latest_reading is not None
    assert verdict.latest_reading.figures == (figures[1],)
