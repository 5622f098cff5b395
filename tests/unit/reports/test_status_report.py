"""The status report: every target in its place, counted and never averaged."""

from __future__ import annotations

from datetime import date

from support.comparison_rows import compare_records
from support.record_factory import GDP, RecordFactory
from targetcli.judging.outcome import Outcome
from targetcli.judging.profiles import PLAIN
from targetcli.model.records import Figure, Source, Target
from targetcli.reports.comparison import ComparisonRow
from targetcli.reports.report_gathering import (
    MAX_LISTED,
    ListedTargets,
    TargetGatherer,
)
from targetcli.reports.status_report import (
    OutcomeCount,
    StatusReport,
    StoreState,
    group_by_region_and_plan,
)


def build_report(
    targets: list[Target], figures: list[Figure], as_of: str, until: str
) -> StatusReport:
    gathered = gather(targets, figures, as_of, until)
    return StatusReport(
        date.fromisoformat(as_of),
        PLAIN,
        date.fromisoformat(until),
        (),
        StoreState(1, ""),
        tuple(gathered.targets),
        (),
        gathered.figures_used,
        gathered.open_questions,
    )


def gather(
    targets: list[Target], figures: list[Figure], as_of: str, until: str
) -> TargetGatherer:
    gathered = TargetGatherer(date.fromisoformat(as_of), date.fromisoformat(until))
    for row in compare_records(targets, figures, as_of):
        gathered.add(row)
    return gathered


def numbered(targets: list[Target]) -> list[Target]:
    return [target._replace(id=number) for number, target in enumerate(targets, 1)]


def test_counts_keep_what_is_provisional_apart() -> None:
    factory = RecordFactory()
    targets = numbered(
        [
            factory.target(GDP, "突破3600亿元", "2025"),
            factory.target(GDP, "3000亿元", "2025"),
        ]
    )
    figure = factory.figure(GDP, "3570亿元", "2025", status="expected")

    report = build_report(targets, [figure], "2026-03-31", "2026-06-29")

    assert report.counts == (
        OutcomeCount(Outcome.MET, 1, 1),
        OutcomeCount(Outcome.MISSED, 1, 1),
    )
    assert [row.target.id for row in report.misses] == [1]
    assert report.counts[0].firm == 0


def test_deadlines_ahead_awaited_and_overdue_are_told_apart() -> None:
    factory = RecordFactory()
    years = ("2026-05-31", "2026-12-31", "2025", "2024")
    targets = numbered([factory.target(GDP, "3600亿元", by) for by in years])

    report = build_report(targets, [], "2026-03-31", "2026-06-29")

    assert [row.target.id for row in report.due] == [1]
    assert [row.target.id for row in report.awaited] == [3]
    assert [row.target.id for row in report.overdue] == [4]


def test_what_cannot_be_judged_is_grouped_by_why_the_largest_first() -> None:
    factory = RecordFactory()
    targets = numbered(
        [
            factory.target("新增岗位", "37600个", "", basis="total"),
            factory.target("百强县排名", "", "2025", as_written="保持前列"),
            factory.target("百强县排名", "", "2024", as_written="位居前列"),
        ]
    )

    report = build_report(targets, [], "2026-03-31", "2026-06-29")

    groups = [
        ([reason.value for reason in reasons], [row.target.id for row in group])
        for reasons, group in report.unjudged
    ]
    assert groups == [(["no-number"], [2, 3]), (["window"], [1])]


def test_groups_are_by_region_and_plan_as_met() -> None:
    factory = RecordFactory()
    first, second, third = numbered([factory.target(GDP, "3600亿元", "2025")] * 3)
    targets = [
        first._replace(region="武进区", plan="十四五"),
        second._replace(region="常州市"),
        third._replace(region="武进区", plan="2024年工作"),
    ]

    report = build_report(targets, [], "2026-03-31", "2026-06-29")

    groups = group_by_region_and_plan(report.targets)
    assert [(region, plan, len(group)) for region, plan, group in groups] == [
        ("武进区", "十四五", 1),
        ("武进区", "2024年工作", 1),
        ("常州市", "", 1),
    ]


def test_only_the_sources_that_are_named_are_cited() -> None:
    factory = RecordFactory()
    [target] = numbered([factory.target(GDP, "3600亿元", "2025")._replace(source="a")])
    figure = factory.figure(GDP, "3570亿元", "2025")._replace(source="b")
    sources = [Source("c"), Source("b"), Source("a")]

    gathered = gather([target], [figure], "2026-03-31", "2026-06-29")
    cited = gathered.select_cited(sources)

    assert [source.id for source in cited] == ["b", "a"]


def test_of_very_many_targets_those_that_need_attention_are_listed() -> None:
    factory = RecordFactory()
    target, figure = factory.target(GDP, "3600亿元", "2025"), "3570亿元"
    [missed] = compare_records(
        [target], [factory.figure(GDP, figure, "2025")], "2026-03-31"
    )
    [awaited] = compare_records([target], [], "2026-03-31")
    listed = ListedTargets[ComparisonRow]()
    for row in (awaited, missed) * (MAX_LISTED // 2):
        listed.add(row.verdict.outcome, row)

    assert listed.select() == (awaited, missed) * (MAX_LISTED // 2)

    listed.add(awaited.verdict.outcome, awaited)

    assert listed.select() == (missed,) * (MAX_LISTED // 2)

    for row in (missed,) * MAX_LISTED:
        listed.add(row.verdict.outcome, row)

    assert listed.select() == (missed,) * MAX_LISTED
