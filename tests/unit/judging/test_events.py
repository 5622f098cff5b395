"""Events: met at once, late, missed, undetermined, silent (DESIGN.md §5.3)."""

from __future__ import annotations

import pytest

from targetcli.judging.gate import Reason, TargetContext
from targetcli.judging.outcome import Outcome, Verdict
from targetcli.model.period import Span, read_period
from targetcli.model.records import Figure, FigureStatus
from unit.judging.bench import Bench, judged, refused, roles, why


def said(bench: Bench, answer: str, period: str, **more: str) -> Figure:
    return bench.figure("铁路通车", answer, period, **more)


def by_2022(bench: Bench, as_of: str, *figures: Figure) -> Verdict:
    return judged(bench.target("铁路通车", "", "2022"), figures, as_of)


def test_happened_by_the_deadline_is_met_at_once(bench: Bench) -> None:
    opened = said(bench, "yes", "2022-06-01", published="2022-06-01")

    verdict = by_2022(bench, "2022-06-01", opened)

    assert why(verdict) == (Outcome.MET, [])
    assert verdict.happened_in == opened.span
    assert verdict.cautions == ()
    assert by_2022(bench, "2022-05-31", opened).outcome is Outcome.OPEN


def test_on_the_deadline_is_by_the_deadline(bench: Bench) -> None:
    assert by_2022(bench, "2023-05-31", said(bench, "yes", "2022-12-31")).outcome is (
        Outcome.MET
    )
    assert by_2022(bench, "2023-05-31", said(bench, "yes", "2023-01-01")).outcome is (
        Outcome.LATE
    )


def test_a_span_across_the_deadline_is_undetermined(bench: Bench) -> None:
    verdict = by_2022(bench, "2024-01-31", said(bench, "yes", "2022..2023"))

    assert why(verdict) == (Outcome.UNDETERMINED, ["span"])
    assert verdict.happened_in is None
    assert roles(verdict) == {1: "settles"}


def test_no_at_the_deadline_is_missed(bench: Bench) -> None:
    verdict = by_2022(bench, "2023-01-31", said(bench, "no", "2022-12-31"))

    assert why(verdict) == (Outcome.MISSED, [])
    assert roles(verdict) == {1: "settles"}


def test_no_on_the_deadline_day_is_not_yet_a_miss(bench: Bench) -> None:
    verdict = by_2022(bench, "2022-12-31", said(bench, "no", "2022-12-31"))

    assert why(verdict) == (Outcome.OPEN, ["no-figure"])


def test_no_at_the_deadline_and_a_span_after_it_is_late(bench: Bench) -> None:
    figures = (said(bench, "no", "2022-12-31"), said(bench, "yes", "2022..2023"))

    verdict = by_2022(bench, "2024-01-31", *figures)

    assert why(verdict) == (Outcome.LATE, [])
    assert verdict.happened_in == read_period("2023")
    assert roles(verdict) == {1: "settles", 2: "settles"}


def test_no_before_the_deadline_says_little(bench: Bench) -> None:
    no = said(bench, "no", "2022-06-30")

    assert why(by_2022(bench, "2022-08-31", no)) == (Outcome.OPEN, ["no-figure"])
    assert why(by_2022(bench, "2023-01-31", no)) == (Outcome.OPEN, ["awaited"])
    overdue = by_2022(bench, "2023-06-30", no)
    assert why(overdue) == (Outcome.OVERDUE, ["no-figure"])
    assert roles(overdue) == {1: "progress"}


def test_no_narrows_the_span_within_the_deadline(bench: Bench) -> None:
    figures = (said(bench, "no", "2022-06-30"), said(bench, "yes", "2022"))

    verdict = by_2022(bench, "2023-01-31", *figures)

    assert why(verdict) == (Outcome.MET, [])
    assert verdict.happened_in == read_period("2022H2")
    assert roles(verdict) == {2: "settles", 1: "progress"}


def test_a_day_to_come_has_not_happened(bench: Bench) -> None:
    planned = said(
        bench, "yes", "2022-10-01", status="expected", published="2022-03-01"
    )

    ahead = by_2022(bench, "2022-05-01", planned)
    assert why(ahead) == (Outcome.OPEN, ["no-figure"])
    assert roles(ahead) == {1: "progress"}
    after = by_2022(bench, "2023-02-01", planned)
    assert after.outcome is Outcome.MET
    assert after.provisional_status is FigureStatus.EXPECTED


def test_an_expected_opening_gives_way_to_a_reported_no(bench: Bench) -> None:
    planned = said(
        bench, "yes", "2022-10-01", status="expected", published="2022-03-01"
    )
    no = said(bench, "no", "2022-12-31", published="2022-12-31")

    verdict = by_2022(bench, "2023-02-01", planned, no)

    assert why(verdict) == (Outcome.MISSED, [])
    assert verdict.provisional_status is None
    assert refused(verdict) == {1: "replaced"}


def test_the_later_of_two_contradicting_reports_wins(bench: Bench) -> None:
    no = said(bench, "no", "2022-12-31", published="2023-01-05")
    yes = said(bench, "yes", "2022-12-20", published="2023-02-05")

    assert by_2022(bench, "2023-01-31", no, yes).outcome is Outcome.MISSED
    corrected = by_2022(bench, "2023-02-28", no, yes)
    assert corrected.outcome is Outcome.MET
    assert refused(corrected) == {1: "replaced"}


def test_no_on_the_day_itself_contradicts(bench: Bench) -> None:
    yes = said(bench, "yes", "2022-12-31", published="2023-01-01")
    no = said(bench, "no", "2022-12-31", published="2023-01-05")

    verdict = by_2022(bench, "2023-02-28", yes, no)

    assert verdict.outcome is Outcome.MISSED
    assert refused(verdict) == {1: "replaced"}


def test_a_span_from_the_deadline_on_is_undetermined(bench: Bench) -> None:
    span = said(bench, "yes", "2022-12-31..2023-02-01")

    assert why(by_2022(bench, "2023-02-28", span)) == (Outcome.UNDETERMINED, ["span"])


def test_reports_of_one_day_that_contradict_are_contested(bench: Bench) -> None:
    no = said(bench, "no", "2022-12-31", published="2023-01-05")
    yes = said(bench, "yes", "2022-12-20", published="2023-01-05")

    verdict = by_2022(bench, "2023-02-28", no, yes)

    assert why(verdict) == (Outcome.UNDETERMINED, ["contested"])
    assert set(roles(verdict).values()) == {"settles"}


def test_the_narrowest_firm_report_decides(bench: Bench) -> None:
    figures = (
        said(bench, "yes", "2022"),
        said(bench, "yes", "2022-05-01", status="expected"),
        said(bench, "yes", "2022-05"),
    )

    verdict = by_2022(bench, "2023-02-28", *figures)

    assert roles(verdict) == {3: "settles", 1: "progress", 2: "progress"}
    assert verdict.happened_in == read_period("2022-05")


def test_later_reports_are_shown_as_such(bench: Bench) -> None:
    figures = (said(bench, "yes", "2022-05-01"), said(bench, "yes", "2023-05-01"))

    verdict = by_2022(bench, "2023-08-31", *figures)

    assert roles(verdict) == {1: "settles", 2: "later"}


def test_an_event_of_a_part_or_another_scope_is_refused(bench: Bench) -> None:
    part = said(bench, "yes", "2022-05-01", region="湖塘镇")
    other = said(bench, "yes", "2022-05-01", scope="二期")
    far = said(bench, "yes", "2022-05-01", region="常州市")
    target = bench.target("铁路通车", "", "2022")
    around = TargetContext(frozenset({"湖塘镇"}))

    verdict = judged(target, [part, other, far], "2022-08-31", around)

    assert why(verdict) == (Outcome.NOT_COMPARABLE, ["sub-region", "scope"])
    assert refused(verdict) == {1: "sub-region", 2: "scope"}
    own = said(bench, "no", "2022-06-30")
    beside = judged(target, [part, own], "2022-08-31", around)
    assert why(beside) == (Outcome.OPEN, ["no-figure"])
    assert refused(beside) == {1: "sub-region"}


def test_an_event_without_a_start_is_of_its_day(bench: Bench) -> None:
    opened = said(bench, "yes", "", end="2023-09-28")

    verdict = by_2022(bench, "2024-01-31", opened)

    assert verdict.outcome is Outcome.LATE
    assert verdict.happened_in == Span(opened.end, opened.end)


def test_an_undated_report_says_so(bench: Bench) -> None:
    verdict = by_2022(bench, "2023-02-28", said(bench, "yes", "2022-05-01"))

    assert verdict.cautions == (Reason.UNDATED,)


@pytest.mark.parametrize(
    ("answer", "outcome", "reasons"),
    [
        ("yes", Outcome.MET, []),
        ("no", Outcome.OPEN, ["no-deadline"]),
    ],
)
def test_without_a_deadline_an_event_is_met_or_open(
    bench: Bench, answer: str, outcome: Outcome, reasons: list[str]
) -> None:
    target = bench.target("铁路通车", "")

    verdict = judged(target, [said(bench, answer, "2022-05-01")], "2023-01-01")

    assert why(verdict) == (outcome, reasons)


def test_silence_about_an_event(bench: Bench) -> None:
    assert why(by_2022(bench, "2023-03-31")) == (Outcome.OPEN, ["awaited"])
    assert why(by_2022(bench, "2023-04-01")) == (Outcome.OVERDUE, ["no-figure"])


def test_one_report_decides_and_the_rest_bear_on_it(bench: Bench) -> None:
    target = bench.target("铁路通车", "", "2022")
    figures = [
        bench.figure("铁路通车", "yes", "2022-06-01", published="2022-06-02"),
        bench.figure("铁路通车", "yes", "2022", published="2023-01-02"),
    ]

    assert roles(judged(target, figures, "2023-02-01")) == {1: "settles", 2: "progress"}


@pytest.mark.parametrize("no_by", ["2022-06-01", "2022-07-01"])
def test_no_by_a_later_day_does_not_move_the_day(bench: Bench, no_by: str) -> None:
    target = bench.target("铁路通车", "", "2022")
    figures = [
        bench.figure("铁路通车", answer, day, published="2022-07-02")
        for answer, day in (("yes", "2022-06-01"), ("no", no_by))
    ]

    verdict = judged(target, figures, "2023-02-01")

    assert verdict.outcome is Outcome.MET
    assert verdict.happened_in == read_period("2022-06-01")


def test_refused_reports_stand_in_the_order_of_their_ids(bench: Bench) -> None:
    target = bench.target("铁路通车", "", "2022")
    figures = [
        bench.figure("铁路通车", "yes", "2022-06-01", scope=scope)._replace(id=number)
        for scope, number in (("二期", 3), ("三期", 1), ("四期", None))
    ]

    verdict = judged(target, figures, "2023-02-01")

    assert [refusal.figure.id for refusal in verdict.refusals] == [None, 1, 3]


def test_one_no_after_the_deadline_decides(bench: Bench) -> None:
    target = bench.target("铁路通车", "", "2022")
    figures = [
        bench.figure("铁路通车", "no", day) for day in ("2023-02-28", "2023-01-31")
    ]

    verdict = judged(target, figures, "2023-03-01")

    assert verdict.outcome is Outcome.MISSED
    assert roles(verdict) == {2: "settles", 1: "later"}


def test_a_report_of_the_deadline_day_is_not_later(bench: Bench) -> None:
    target = bench.target("铁路通车", "", "2022-12-31")
    figures = [
        bench.figure("铁路通车", "yes", day) for day in ("2022-05-01", "2022-12-31")
    ]

    assert roles(judged(target, figures, "2023-03-01"))[2] == "progress"


def test_the_first_no_of_several_is_what_contests(bench: Bench) -> None:
    target = bench.target("铁路通车", "", "2022")
    said = (("yes", "2022-06-01"), ("no", "2022-12-31"), ("no", "2023-01-31"))
    figures = [
        bench.figure("铁路通车", answer, day, published="2023-02-02")
        for answer, day in said
    ]

    verdict = judged(target, figures, "2023-03-01")

    assert why(verdict) == (Outcome.UNDETERMINED, ["contested"])
    assert roles(verdict) == {1: "settles", 2: "settles", 3: "later"}


def test_what_happened_elsewhere_is_not_listed(bench: Bench) -> None:
    target = bench.target("铁路通车", "", "2022")
    figure = bench.figure("铁路通车", "yes", "2022", region="天宁区", scope="二期")

    assert judged(target, [figure], "2023-03-01").refusals == ()
