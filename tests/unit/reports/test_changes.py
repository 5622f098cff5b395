"""What changed: new, turned and why, lowered, revised, corrected; nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest

from support.comparison_rows import compare_records
from support.record_factory import GDP, RecordFactory
from targetcli.judging.outcome import Outcome
from targetcli.judging.profiles import PLAIN
from targetcli.model.period_reader import read_day
from targetcli.model.records import Figure, FigureStatus, Target
from targetcli.model.revisions import ChangeKind, RecordChange
from targetcli.reports.change_finding import find_changes
from targetcli.reports.changes import (
    CauseKind,
    Changes,
    EarlierState,
    VerdictSummary,
    summarize_verdict,
)


@pytest.fixture
def factory() -> RecordFactory:
    return RecordFactory()


def changes_of(
    targets: Iterable[Target],
    figures: Iterable[Figure],
    since: str,
    as_of: str,
    record_changes: tuple[RecordChange, ...] | None = None,
) -> Changes:
    all_targets, known = tuple(targets), tuple(figures)
    late = {
        change.id for change in record_changes or () if change.kind is ChangeKind.ADDED
    }
    earlier_rows = compare_records(
        all_targets, (f for f in known if f.id not in late), since
    )
    verdicts = {row.target.id or 0: summarize_verdict(row) for row in earlier_rows}
    earlier = EarlierState(date.fromisoformat(since), verdicts, record_changes)
    current_rows = compare_records(all_targets, known, as_of)
    return find_changes(current_rows, earlier, date.fromisoformat(as_of), PLAIN)


def target(factory: RecordFactory, value: str, by: str, number: int = 1) -> Target:
    return factory.target(GDP, value, by)._replace(id=number)


def test_a_figure_turns_an_outcome_and_is_named(factory: RecordFactory) -> None:
    goal = target(factory, "突破3600亿元", "2025")
    came = factory.figure(GDP, "3570亿元", "2025", published="2026-02-10")

    change = changes_of([goal], [came], "2026-01-31", "2026-03-31")

    [turned] = change.changed_verdicts
    assert (turned.before.outcome, turned.now.outcome) == (
        Outcome.OPEN,
        Outcome.MISSED,
    )
    assert [(cause.kind, cause.figures) for cause in turned.causes] == [
        (CauseKind.FIGURES, (came,))
    ]
    assert change.new_figures == (came,)


def test_time_alone_turns_an_outcome(factory: RecordFactory) -> None:
    goal = target(factory, "突破3600亿元", "2025")
    known = factory.figure(GDP, "3700亿元", "2025", published="2025-12-20")

    on_time = changes_of([goal], [known], "2025-12-31", "2026-01-02")
    silent = changes_of([goal], [], "2026-03-31", "2026-04-01")

    assert [cause.kind for cause in on_time.changed_verdicts[0].causes] == [
        CauseKind.DEADLINE
    ]
    assert [(c.kind, c.day) for c in silent.changed_verdicts[0].causes] == [
        (CauseKind.LAG, date(2025, 12, 31))
    ]


def test_the_stage_of_an_outcome_is_part_of_it(factory: RecordFactory) -> None:
    goal = target(factory, "突破3600亿元", "2025")
    first = factory.figure(
        GDP, "3570亿元", "2025", status="preliminary", published="2026-01-20"
    )
    final = factory.figure(GDP, "3575亿元", "2025", published="2026-03-20")

    change = changes_of([goal], [first, final], "2026-01-31", "2026-03-31")

    assert change.changed_verdicts[0].before == VerdictSummary(
        Outcome.MISSED, FigureStatus.PRELIMINARY, (first.id or 0,)
    )
    assert change.figure_revisions == ((first, final),)


def test_the_same_number_said_again_is_no_revision(factory: RecordFactory) -> None:
    goal = target(factory, "突破3600亿元", "2025")
    first = factory.figure(GDP, "3570亿元", "2025", published="2026-01-20")
    again = factory.figure(GDP, "3570亿元", "2025", published="2026-03-20")

    change = changes_of([goal], [first, again], "2026-01-31", "2026-03-31")

    assert change.figure_revisions == ()
    assert change.new_figures == (again,)


def test_a_version_that_asks_less_is_told_as_lowered(factory: RecordFactory) -> None:
    first = target(factory, "突破3600亿元", "2025")
    first = first._replace(announced=read_day("2021-10-03"))
    lower = target(factory, "突破3400亿元", "2025", 2)
    lower = lower._replace(revises=1, announced=read_day("2024-01-09"))

    change = changes_of([first, lower], [], "2023-12-31", "2024-03-31")

    assert [row.target.id for row in change.new_targets] == [2]
    assert [row.target.id for row in change.lowered_targets] == [2]


def test_what_was_entered_late_is_seen_by_the_store_alone(
    factory: RecordFactory,
) -> None:
    goal = target(factory, "突破3600亿元", "2025")
    late = factory.figure(GDP, "3570亿元", "2025", published="2026-01-10")
    entered = (RecordChange("figure", late.id or 0, ChangeKind.ADDED),)

    by_store = changes_of([goal], [late], "2026-03-01", "2026-03-31", entered)
    by_dates = changes_of([goal], [late], "2026-03-01", "2026-03-31")

    assert [cause.kind for cause in by_store.changed_verdicts[0].causes] == [
        CauseKind.FIGURES
    ]
    assert by_store.new_figures == (late,)
    assert not by_dates.has_any


def test_a_figure_taken_out_turns_an_outcome(factory: RecordFactory) -> None:
    goal = target(factory, "突破3600亿元", "2024")
    before = VerdictSummary(Outcome.MET, None, (7,))
    record_changes = (RecordChange("figure", 7, ChangeKind.REMOVED),)
    earlier = EarlierState(date(2026, 3, 1), {1: before}, record_changes)

    change = find_changes(
        compare_records([goal], [], "2026-03-31"), earlier, date(2026, 3, 31), PLAIN
    )

    assert [(c.kind, c.removed_ids) for c in change.changed_verdicts[0].causes] == [
        (CauseKind.REMOVED, (7,))
    ]
    assert change.record_changes == record_changes


def test_a_correction_elsewhere_is_not_told(factory: RecordFactory) -> None:
    goal = target(factory, "突破3600亿元", "2025")
    elsewhere = (
        RecordChange("figure", 99, ChangeKind.CORRECTED, ("value",)),
        RecordChange("target", 98, ChangeKind.REMOVED),
    )
    own = RecordChange("target", 1, ChangeKind.CORRECTED, ("note",))

    assert not changes_of([goal], [], "2026-03-01", "2026-03-02", elsewhere).has_any
    change = changes_of([goal], [], "2026-03-01", "2026-03-02", (*elsewhere, own))
    assert change.record_changes == (own,)


def test_what_decided_is_named_and_not_the_progress_before_it(
    factory: RecordFactory,
) -> None:
    goal = target(factory, "突破3600亿元", "2025")
    between = factory.figure(GDP, "3300亿元", "2024", published="2025-02-01")
    came = factory.figure(GDP, "3570亿元", "2025", published="2026-02-10")
    entered = tuple(
        RecordChange("figure", f.id or 0, ChangeKind.ADDED) for f in (between, came)
    )

    change = changes_of([goal], [between, came], "2026-01-31", "2026-03-31", entered)

    assert [
        (cause.kind, cause.figures) for cause in change.changed_verdicts[0].causes
    ] == [(CauseKind.FIGURES, (came,))]
    assert change.new_figures == (between, came)


def test_a_corrected_figure_is_not_called_new(factory: RecordFactory) -> None:
    goal = target(factory, "突破3600亿元", "2025")
    known = factory.figure(GDP, "3570亿元", "2025", published="2026-01-10")
    slip = RecordChange("figure", known.id or 0, ChangeKind.CORRECTED, ("value",))
    was_met = {1: VerdictSummary(Outcome.MET, None, (known.id or 0,))}
    earlier = EarlierState(date(2026, 3, 1), was_met, (slip,))

    day = date(2026, 3, 31)
    change = find_changes(
        compare_records([goal], [known], "2026-03-31"), earlier, day, PLAIN
    )

    assert [
        (cause.kind, cause.figures) for cause in change.changed_verdicts[0].causes
    ] == [(CauseKind.CORRECTED, (known,))]
    assert change.new_figures == ()


def test_a_note_turns_no_outcome(factory: RecordFactory) -> None:
    goal = target(factory, "突破3600亿元", "2025")
    came = factory.figure(GDP, "3570亿元", "2025", published="2026-02-10")
    noted = (RecordChange("target", 1, ChangeKind.CORRECTED, ("note", "locator")),)

    change = changes_of([goal], [came], "2026-01-31", "2026-03-31", noted)

    assert [cause.kind for cause in change.changed_verdicts[0].causes] == [
        CauseKind.FIGURES
    ]
    assert change.record_changes == noted


def test_refused_evidence_turns_an_outcome_too(factory: RecordFactory) -> None:
    goal = target(factory, "突破3600亿元", "2027")
    other = factory.figure(
        GDP, "2239亿元", "2023", scope="不含经开区", published="2024-02-01"
    )

    change = changes_of([goal], [other], "2024-01-31", "2024-03-31")

    [turned] = change.changed_verdicts
    assert turned.now.outcome is Outcome.NOT_COMPARABLE
    assert [(c.kind, c.figures) for c in turned.causes] == [
        (CauseKind.REFUSED, (other,))
    ]


def test_what_is_refused_is_named_beside_the_deadline(factory: RecordFactory) -> None:
    goal = target(factory, "突破3600亿元", "2025")
    other = factory.figure(
        GDP, "3700亿元", "2025", scope="不含经开区", published="2026-02-10"
    )

    change = changes_of([goal], [other], "2025-12-31", "2026-03-31")

    [turned] = change.changed_verdicts
    assert [cause.kind for cause in turned.causes] == [
        CauseKind.DEADLINE,
        CauseKind.REFUSED,
    ]


def test_nothing_changes_between_a_day_and_itself(factory: RecordFactory) -> None:
    goal = target(factory, "突破3600亿元", "2025")
    known = factory.figure(GDP, "3222亿元", "2023", published="2024-01-20")

    assert not changes_of([goal], [known], "2025-06-30", "2025-06-30").has_any
