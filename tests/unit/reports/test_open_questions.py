"""What nobody said is asked once, with every verdict that hangs on it."""

from __future__ import annotations

from support.comparison_rows import compare_records
from support.judged_records import build_figures, build_metric, build_target
from targetcli.judging.outcome import Outcome
from targetcli.judging.reasons import Reason
from targetcli.model.records import Basis, Better, Figure, Target
from targetcli.reports.findings import find_unsaid_meanings
from targetcli.reports.open_questions import (
    list_hanging_questions,
    list_open_questions,
)
from targetcli.reports.verdict_changes import find_verdict_changes, index_rows

RATE = build_metric("ratio")
FLOW = build_metric("flow", "more")
MORE, LESS, NONE = Better.MORE, Better.LESS, Better.NONE


def numbered(*targets: Target) -> list[Target]:
    return [target._replace(id=number) for number, target in enumerate(targets, 1)]


def figures(*rows: str) -> list[Figure]:
    return build_figures(RATE, *rows)


def test_targets_of_one_metric_hang_on_one_question() -> None:
    targets = numbered(
        build_target(RATE, "4 %", "2024"),
        build_target(RATE, "3 %", "2025"),
        build_target(RATE, "<= 9 %", "2025"),
    )
    rows = compare_records(targets, figures("2024 = 5 %", "2025 = 5 %"), "2026-03-31")
    (question,) = list_hanging_questions(rows)
    assert (question.asks, question.metric) == (Reason.SIDE, "指标")
    assert (question.target, question.target_id) == (None, "")
    assert question.choices == (MORE, LESS, NONE)
    assert [hanging.target.id for hanging in question.hanging] == [1, 2]
    assert question.hanging[0].outcomes == {
        MORE: (Outcome.MET,),
        LESS: (Outcome.MISSED,),
        NONE: (Outcome.MISSED,),
    }


def test_a_sum_is_asked_of_its_target() -> None:
    target = build_target(FLOW, "100 家", "2025", start="2021")
    years = [f"{year} = 30 家" for year in range(2021, 2026)]
    (question,) = list_open_questions(
        compare_records([target], build_figures(FLOW, *years), "2026-03-31")
    )
    assert (question.asks, question.target_id) == (Reason.BASIS, "T1")
    assert question.choices == (Basis.LEVEL, Basis.TOTAL)


def test_what_no_verdict_hangs_on_comes_last() -> None:
    other = RATE._replace(name="另一指标")
    targets = numbered(
        build_target(other, "3 %", "2027"), build_target(RATE, "4 %", "2024")
    )
    rows = compare_records(targets, figures("2024 = 5 %"), "2026-03-31")
    questions = list_open_questions(rows)
    assert [question.metric for question in questions] == ["指标", "另一指标"]
    assert not questions[1].hanging
    assert list_hanging_questions(rows) == questions[:1]


def test_what_was_said_is_not_asked() -> None:
    target = build_target(build_metric("ratio", "less"), "4 %", "2024")
    assert not list_open_questions(compare_records([target], [], "2026-03-31"))


def test_check_names_what_is_unsaid_with_the_command() -> None:
    target = build_target(RATE._replace(name="tea rate"), "4 %", "2024")
    own = [f._replace(metric=target.metric) for f in figures("2024 = 5 %")]
    (finding,) = find_unsaid_meanings(compare_records([target], own, "2026-03-31"))
    assert finding.subject == "metric tea rate"
    assert finding.reason.facts == {"targets": ("T1",), "argument": '"tea rate"'}


def test_a_correction_changes_the_verdicts_that_hung_on_it() -> None:
    reported = figures("2024 = 5 %")
    unsaid = build_target(RATE, "4 %", "2024")
    said = unsaid._replace(metric=build_metric("ratio", "less"))
    own = [figure._replace(metric=said.metric) for figure in reported]
    before = index_rows(compare_records([unsaid], reported, "2026-03-31"))
    after = index_rows(compare_records([said], own, "2026-03-31"))
    (change,) = find_verdict_changes(before, after)
    assert change.before.outcome is Outcome.UNDETERMINED
    assert change.after.outcome is Outcome.MISSED
    assert not list(find_verdict_changes(after, after))
    assert not list(find_verdict_changes({}, after))
