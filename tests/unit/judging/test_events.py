"""Events: met at once, late, missed, undetermined, silent (docs/design.md §5.3)."""

from __future__ import annotations

import pytest

from support.record_factory import (
    RecordFactory,
    judge_on,
    outcome_and_reasons,
    refusals_by_id,
    roles_by_id,
)
from targetcli.judging.context import TargetContext
from targetcli.judging.outcome import Outcome, Verdict
from targetcli.judging.reasons import Reason
from targetcli.model.period import Span
from targetcli.model.period_reader import read_period
from targetcli.model.records import Figure, FigureStatus


def report(factory: RecordFactory, answer: str, period: str, **more: str) -> Figure:
    return factory.figure("铁路通车", answer, period, **more)


def by_2022(factory: RecordFactory, as_of: str, *figures: Figure) -> Verdict:
    return judge_on(factory.target("铁路通车", "", "2022"), figures, as_of)


def test_happened_by_the_deadline_is_met_at_once(factory: RecordFactory) -> None:
    opened = report(factory, "yes", "2022-06-01", published="2022-06-01")

    verdict = by_2022(factory, "2022-06-01", opened)

    assert outcome_and_reasons(verdict) == (Outcome.MET, [])
    assert verdict.happened_in == opened.span
    assert verdict.cautions == ()
    assert by_2022(factory, "2022-05-31", opened).outcome is Outcome.OPEN


def test_on_the_deadline_is_by_the_deadline(factory: RecordFactory) -> None:
    assert by_2022(
        factory, "2023-05-31", report(factory, "yes", "2022-12-31")
    ).outcome is (Outcome.MET)
    assert by_2022(
        factory, "2023-05-31", report(factory, "yes", "2023-01-01")
    ).outcome is (Outcome.LATE)


def test_a_span_across_the_deadline_is_undetermined(factory: RecordFactory) -> None:
    verdict = by_2022(factory, "2024-01-31", report(factory, "yes", "2022..2023"))

    assert outcome_and_reasons(verdict) == (Outcome.UNDETERMINED, ["span"])
    assert verdict.happened_in is None
    assert roles_by_id(verdict) == {1: "settles"}


def test_no_at_the_deadline_is_missed(factory: RecordFactory) -> None:
    verdict = by_2022(factory, "2023-01-31", report(factory, "no", "2022-12-31"))

    assert outcome_and_reasons(verdict) == (Outcome.MISSED, [])
    assert roles_by_id(verdict) == {1: "settles"}


def test_no_on_the_deadline_day_is_not_yet_a_miss(factory: RecordFactory) -> None:
    verdict = by_2022(factory, "2022-12-31", report(factory, "no", "2022-12-31"))

    assert outcome_and_reasons(verdict) == (Outcome.OPEN, ["no-figure"])


def test_no_at_the_deadline_and_a_span_after_it_is_late(factory: RecordFactory) -> None:
    figures = (
        report(factory, "no", "2022-12-31"),
        report(factory, "yes", "2022..2023"),
    )

    verdict = by_2022(factory, "2024-01-31", *figures)

    assert outcome_and_reasons(verdict) == (Outcome.LATE, [])
    assert verdict.happened_in == read_period("2023")
    assert roles_by_id(verdict) == {1: "settles", 2: "settles"}


def test_no_before_the_deadline_says_little(factory: RecordFactory) -> None:
    denial = report(factory, "no", "2022-06-30")

    assert outcome_and_reasons(by_2022(factory, "2022-08-31", denial)) == (
        Outcome.OPEN,
        ["no-figure"],
    )
    assert outcome_and_reasons(by_2022(factory, "2023-01-31", denial)) == (
        Outcome.OPEN,
        ["awaited"],
    )
    overdue = by_2022(factory, "2023-06-30", denial)
    assert outcome_and_reasons(overdue) == (Outcome.OVERDUE, ["no-figure"])
    assert roles_by_id(overdue) == {1: "progress"}


def test_no_narrows_the_span_within_the_deadline(factory: RecordFactory) -> None:
    figures = (report(factory, "no", "2022-06-30"), report(factory, "yes", "2022"))

    verdict = by_2022(factory, "2023-01-31", *figures)

    assert outcome_and_reasons(verdict) == (Outcome.MET, [])
    assert verdict.happened_in == read_period("2022H2")
    assert roles_by_id(verdict) == {2: "settles", 1: "progress"}


def test_a_day_to_come_has_not_happened(factory: RecordFactory) -> None:
    planned = report(
        factory, "yes", "2022-10-01", status="expected", published="2022-03-01"
    )

    ahead = by_2022(factory, "2022-05-01", planned)
    assert outcome_and_reasons(ahead) == (Outcome.OPEN, ["no-figure"])
    assert roles_by_id(ahead) == {1: "progress"}
    after = by_2022(factory, "2023-02-01", planned)
    assert after.outcome is Outcome.MET
    assert after.provisional_status is FigureStatus.EXPECTED


def test_an_expected_opening_gives_way_to_a_reported_no(factory: RecordFactory) -> None:
    planned = report(
        factory, "yes", "2022-10-01", status="expected", published="2022-03-01"
    )
    denial = report(factory, "no", "2022-12-31", published="2022-12-31")

    verdict = by_2022(factory, "2023-02-01", planned, denial)

    assert outcome_and_reasons(verdict) == (Outcome.MISSED, [])
    assert verdict.provisional_status is None
    assert refusals_by_id(verdict) == {1: "replaced"}


def test_the_later_of_two_contradicting_reports_wins(factory: RecordFactory) -> None:
    denial = report(factory, "no", "2022-12-31", published="2023-01-05")
    claim = report(factory, "yes", "2022-12-20", published="2023-02-05")

    assert by_2022(factory, "2023-01-31", denial, claim).outcome is Outcome.MISSED
    corrected = by_2022(factory, "2023-02-28", denial, claim)
    assert corrected.outcome is Outcome.MET
    assert refusals_by_id(corrected) == {1: "replaced"}


def test_no_on_the_day_itself_contradicts(factory: RecordFactory) -> None:
    claim = report(factory, "yes", "2022-12-31", published="2023-01-01")
    denial = report(factory, "no", "2022-12-31", published="2023-01-05")

    verdict = by_2022(factory, "2023-02-28", claim, denial)

    assert verdict.outcome is Outcome.MISSED
    assert refusals_by_id(verdict) == {1: "replaced"}


def test_a_span_from_the_deadline_on_is_undetermined(factory: RecordFactory) -> None:
    span = report(factory, "yes", "2022-12-31..2023-02-01")

    assert outcome_and_reasons(by_2022(factory, "2023-02-28", span)) == (
        Outcome.UNDETERMINED,
        ["span"],
    )


def test_reports_of_one_day_that_contradict_are_contested(
    factory: RecordFactory,
) -> None:
    denial = report(factory, "no", "2022-12-31", published="2023-01-05")
    claim = report(factory, "yes", "2022-12-20", published="2023-01-05")

    verdict = by_2022(factory, "2023-02-28", denial, claim)

    assert outcome_and_reasons(verdict) == (Outcome.UNDETERMINED, ["contested"])
    assert set(roles_by_id(verdict).values()) == {"settles"}


def test_the_narrowest_firm_report_decides(factory: RecordFactory) -> None:
    figures = (
        report(factory, "yes", "2022"),
        report(factory, "yes", "2022-05-01", status="expected"),
        report(factory, "yes", "2022-05"),
    )

    verdict = by_2022(factory, "2023-02-28", *figures)

    assert roles_by_id(verdict) == {3: "settles", 1: "progress", 2: "progress"}
    assert verdict.happened_in == read_period("2022-05")


def test_later_reports_are_shown_as_such(factory: RecordFactory) -> None:
    figures = (
        report(factory, "yes", "2022-05-01"),
        report(factory, "yes", "2023-05-01"),
    )

    verdict = by_2022(factory, "2023-08-31", *figures)

    assert roles_by_id(verdict) == {1: "settles", 2: "later"}


def test_an_event_of_a_part_or_another_scope_is_refused(factory: RecordFactory) -> None:
    part = report(factory, "yes", "2022-05-01", region="湖塘镇")
    other = report(factory, "yes", "2022-05-01", scope="二期")
    far = report(factory, "yes", "2022-05-01", region="常州市")
    target = factory.target("铁路通车", "", "2022")
    context = TargetContext(frozenset({"湖塘镇"}))

    verdict = judge_on(target, [part, other, far], "2022-08-31", context)

    assert outcome_and_reasons(verdict) == (
        Outcome.NOT_COMPARABLE,
        ["sub-region", "scope"],
    )
    assert refusals_by_id(verdict) == {1: "sub-region", 2: "scope"}
    own = report(factory, "no", "2022-06-30")
    beside = judge_on(target, [part, own], "2022-08-31", context)
    assert outcome_and_reasons(beside) == (Outcome.OPEN, ["no-figure"])
    assert refusals_by_id(beside) == {1: "sub-region"}


def test_an_event_without_a_start_is_of_its_day(factory: RecordFactory) -> None:
    opened = report(factory, "yes", "", end="2023-09-28")

    verdict = by_2022(factory, "2024-01-31", opened)

    assert verdict.outcome is Outcome.LATE
    assert verdict.happened_in == Span(opened.end, opened.end)


def test_an_undated_report_says_so(factory: RecordFactory) -> None:
    verdict = by_2022(factory, "2023-02-28", report(factory, "yes", "2022-05-01"))

    assert verdict.cautions == (Reason.UNDATED,)


@pytest.mark.parametrize(
    ("answer", "outcome", "reasons"),
    [
        ("yes", Outcome.MET, []),
        ("no", Outcome.OPEN, ["no-deadline"]),
    ],
)
def test_without_a_deadline_an_event_is_met_or_open(
    factory: RecordFactory, answer: str, outcome: Outcome, reasons: list[str]
) -> None:
    target = factory.target("铁路通车", "")

    verdict = judge_on(target, [report(factory, answer, "2022-05-01")], "2023-01-01")

    assert outcome_and_reasons(verdict) == (outcome, reasons)


def test_silence_about_an_event(factory: RecordFactory) -> None:
    assert outcome_and_reasons(by_2022(factory, "2023-03-31")) == (
        Outcome.OPEN,
        ["awaited"],
    )
    assert outcome_and_reasons(by_2022(factory, "2023-04-01")) == (
        Outcome.OVERDUE,
        ["no-figure"],
    )


def test_one_report_decides_and_the_rest_bear_on_it(factory: RecordFactory) -> None:
    target = factory.target("铁路通车", "", "2022")
    figures = [
        factory.figure("铁路通车", "yes", "2022-06-01", published="2022-06-02"),
        factory.figure("铁路通车", "yes", "2022", published="2023-01-02"),
    ]

    assert roles_by_id(judge_on(target, figures, "2023-02-01")) == {
        1: "settles",
        2: "progress",
    }


@pytest.mark.parametrize("no_by", ["2022-06-01", "2022-07-01"])
def test_no_by_a_later_day_does_not_move_the_day(
    factory: RecordFactory, no_by: str
) -> None:
    target = factory.target("铁路通车", "", "2022")
    figures = [
        factory.figure("铁路通车", answer, day, published="2022-07-02")
        for answer, day in (("yes", "2022-06-01"), ("no", no_by))
    ]

    verdict = judge_on(target, figures, "2023-02-01")

    assert verdict.outcome is Outcome.MET
    assert verdict.happened_in == read_period("2022-06-01")


def test_refused_reports_stand_in_the_order_of_their_ids(
    factory: RecordFactory,
) -> None:
    target = factory.target("铁路通车", "", "2022")
    figures = [
        factory.figure("铁路通车", "yes", "2022-06-01", scope=scope)._replace(id=number)
        for scope, number in (("二期", 3), ("三期", 1), ("四期", None))
    ]

    verdict = judge_on(target, figures, "2023-02-01")

    assert [refusal.figure.id for refusal in verdict.refusals] == [None, 1, 3]


def test_one_no_after_the_deadline_decides(factory: RecordFactory) -> None:
    target = factory.target("铁路通车", "", "2022")
    figures = [
        factory.figure("铁路通车", "no", day) for day in ("2023-02-28", "2023-01-31")
    ]

    verdict = judge_on(target, figures, "2023-03-01")

    assert verdict.outcome is Outcome.MISSED
    assert roles_by_id(verdict) == {2: "settles", 1: "later"}


def test_a_report_of_the_deadline_day_is_not_later(factory: RecordFactory) -> None:
    target = factory.target("铁路通车", "", "2022-12-31")
    figures = [
        factory.figure("铁路通车", "yes", day) for day in ("2022-05-01", "2022-12-31")
    ]

    assert roles_by_id(judge_on(target, figures, "2023-03-01"))[2] == "progress"


def test_the_first_no_of_several_is_what_contests(factory: RecordFactory) -> None:
    target = factory.target("铁路通车", "", "2022")
    reports = (("yes", "2022-06-01"), ("no", "2022-12-31"), ("no", "2023-01-31"))
    figures = [
        factory.figure("铁路通车", answer, day, published="2023-02-02")
        for answer, day in reports
    ]

    verdict = judge_on(target, figures, "2023-03-01")

    assert outcome_and_reasons(verdict) == (Outcome.UNDETERMINED, ["contested"])
    assert roles_by_id(verdict) == {1: "settles", 2: "settles", 3: "later"}


def test_what_happened_elsewhere_is_not_listed(factory: RecordFactory) -> None:
    target = factory.target("铁路通车", "", "2022")
    figure = factory.figure("铁路通车", "yes", "2022", region="天宁区", scope="二期")

    assert judge_on(target, [figure], "2023-03-01").refusals == ()
