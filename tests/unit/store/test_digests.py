"""Nothing is lost: the log tells it, undo brings it back, check finds what changed."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.store_records import GDP, NOW, figure, target, undo
from targetcli.errors import Contradiction, NoSuchRecord
from targetcli.model.records import Milestone, Region
from targetcli.problems.problem import FailureReason
from targetcli.problems.records import Conflict
from targetcli.render.error_messages.message import explain
from targetcli.store.digests import serialize_row
from targetcli.store.history import read_log
from targetcli.store.integrity import Inspection
from targetcli.store.schema import RECORD_TABLES
from targetcli.store.store import Store, create_store, open_store
from targetcli.store.undo import WriteRange
from targetcli.store.versions import list_versions


def record_rows(store: Store) -> list[object]:
    """Every record row, but for which write made it."""
    with closing(sqlite3.connect(store.path)) as plain:
        plain.row_factory = sqlite3.Row
        return [
            (table, {k: v for k, v in dict(row).items() if k not in _OWN})
            for table in RECORD_TABLES
            for row in plain.execute(f"SELECT * FROM {table} ORDER BY id")  # noqa: S608
        ]


_OWN = ("revision", "digest")


def faults(path: Path) -> list[str]:
    with open_store(path, 1) as store:
        look = Inspection(store)
        found = [*look.check_pages(), *look.check_digests(), *look.check_references()]
        return [f"{fault.subject} {explain(fault.reason)}" for fault in found]


def act(store: Store, kind: str, value: int) -> None:
    """Do one random thing; what is refused is left undone."""
    number = value % 4 + 1
    with store.write_transaction(kind, NOW) as writing:
        match kind:
            case "figure":
                writing.save_figure(figure(value, 2000 + value % 7))
            case "target":
                writing.save_target(target(value, revises=number))
            case "change":
                writing.change_figure(figure(value, 2022, number))
            case "remove":
                writing.remove_figure(number)
            case "take out":
                writing.remove_target(number)
            case "region":
                writing.save_region(Region(f"区{value}", parent="云溪区"))
            case "milestone":
                day = date(2020 + value % 5, 1, 1)
                writing.save_milestone(Milestone(number, day, Decimal(value)))
            case _ if writing.last_write > 1:
                writing.undo(WriteRange(writing.last_write, writing.last_write))


ACTS = st.tuples(
    st.sampled_from(
        [
            *("figure", "target", "change", "remove", "take out"),
            *("region", "milestone", "undo"),
        ]
    ),
    st.integers(0, 12),
)


@given(acts=st.lists(ACTS, max_size=12))
def test_whatever_was_done_can_be_undone(
    acts: list[tuple[str, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("undo") / "store.db"
    create_store(path, 1)
    with open_store(path, 1, write=True) as store:
        with store.write_transaction("test", NOW) as writing:
            writing.save_region(Region("云溪区"))
            writing.save_metric(GDP)
            writing.save_target(target(10))
        before, last = record_rows(store), store.counts().revisions
        for kind, value in acts:
            try:
                act(store, kind, value)
            except (NoSuchRecord, Contradiction):
                continue
        after = record_rows(store)
        if store.counts().revisions > last:
            undo(store, last + 1)
        assert record_rows(store) == before
        if store.counts().revisions > last and after != before:
            undo(store, store.counts().revisions)
            assert record_rows(store) == after
    assert faults(path) == []


def test_undo_of_undo_brings_it_again(store: Store) -> None:
    with store.write_transaction("test", NOW) as writing:
        writing.change_figure(figure(2, 2021, 1))
    changed = record_rows(store)
    assert (undo(store, 2), undo(store, 3)) == (1, 1)
    assert record_rows(store) == changed
    assert store.counts().revisions == 4


def test_a_write_that_another_stands_on_is_not_taken_back(store: Store) -> None:
    with store.write_transaction("test", NOW) as writing:
        added = writing.save_target(target(11)).id
    with store.write_transaction("test", NOW) as writing:
        writing.save_target(target(12, revises=added))
    before = record_rows(store)
    with pytest.raises(Contradiction) as raised:
        undo(store, 2, 2)
    told = "undoing write 2 would take out T2, but T3 names it (revises)"
    assert explain(raised.value.reason) == told
    assert record_rows(store) == before


def test_a_row_written_again_is_not_taken_back(store: Store) -> None:
    with store.write_transaction("test", NOW) as writing:
        writing.change_figure(figure(2, 2021, 1))
    with pytest.raises(Contradiction) as raised:
        undo(store, 1, 1)
    assert "write 2 changed it again" in explain(raised.value.reason)


def test_an_id_that_was_taken_out_is_not_given_again(store: Store) -> None:
    with store.write_transaction("test", NOW) as writing:
        writing.remove_figure(1)
    with store.write_transaction("test", NOW) as writing:
        assert writing.save_figure(figure(1, 2021)).id == 2


def test_what_others_refer_to_is_not_removed(store: Store) -> None:
    with store.write_transaction("test", NOW) as writing:
        writing.save_milestone(Milestone(1, date(2023, 6, 30), Decimal(5)))
        writing.save_target(target(12, revises=1))
    revised = FailureReason(Conflict.REVISED_TARGET, {"target": "T1", "other": "T2"})
    for number, reason in ((1, revised), (9, None)):
        with (
            pytest.raises((Contradiction, NoSuchRecord)) as raised,
            store.write_transaction("test", NOW) as writing,
        ):
            writing.remove_target(number)
        assert getattr(raised.value, "reason", None) == reason


def test_a_record_is_told_as_each_write_left_it(store: Store) -> None:
    with store.write_transaction("edit", NOW) as writing:
        writing.change_figure(figure(2, 2021, 1))
    with store.write_transaction("remove", NOW) as writing:
        writing.remove_figure(1)
    told = list_versions(store, "figure", 1)
    assert [version.entry.command for version in told] == ["test", "edit", "remove"]
    assert [version.record for version in told] == [
        figure(1, 2021, 1),
        figure(2, 2021, 1),
        None,
    ]
    assert told[1].changed == ("value",)
    with pytest.raises(NoSuchRecord):
        list_versions(store, "figure", 7)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("UPDATE figure SET value = '9'", "F1 is not as write 2 left it"),
        ("UPDATE figure SET revision = 1", "F1 is not as write 1 left it"),
        ("UPDATE target SET plan = 'x'", "T1 is not as write 1 left it"),
        ("UPDATE figure SET digest = ''", "F1 is not as write 2 left it"),
        ("DELETE FROM figure", "write 2 is not as it was written"),
        ("DELETE FROM revision WHERE sequence = 2", "has rows of a write 2"),
        ("UPDATE revision SET sequence = 9 WHERE sequence = 2", "breaks off after 1"),
        ("UPDATE revision SET time = ''", "write 1 is not as it was written"),
        ("UPDATE revision SET rows = 7", "write 1 touched 7 rows, and 4 are found"),
        (
            "UPDATE history SET content = replace(content, '1', '2')",
            "F1 is not kept in the log as write 1 left it",
        ),
        ("UPDATE history SET row_id = 4", "F4 is not kept in the log"),
        ("DELETE FROM history", "write 1 touched 4 rows, and 3 are found"),
        ("UPDATE target SET region_id = 9", "T1 refers to a region that is not there"),
    ],
)
def test_a_change_that_sqlite_lets_pass_is_found(
    store: Store, change: str, found: str
) -> None:
    with store.write_transaction("test", NOW) as writing:
        writing.change_figure(figure(2, 2021, 1))
    store.close()
    assert faults(store.path) == []
    with closing(sqlite3.connect(store.path)) as plain:
        plain.execute(change)
        plain.commit()
        assert plain.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert any(found in fault for fault in faults(store.path)), faults(store.path)


def test_a_write_that_says_it_is_older_is_found(store: Store) -> None:
    with store.write_transaction("test", "1970-01-01T00:00:00+00:00") as writing:
        writing.remove_figure(1)
    assert [entry.sequence for entry in read_log(store)] == [1, 2]
    assert [fault.subject for fault in Inspection(store).check_clock()] == ["write 2"]


_CELLS = st.none() | st.integers(-5, 5) | st.text(max_size=5)


@given(st.dictionaries(st.sampled_from("abcdefgh"), _CELLS, min_size=2))
def test_a_row_is_serialized_as_json_without_its_empty_cells(
    row: dict[str, str | int | None],
) -> None:
    filled = {name: row[name] for name in sorted(row) if row[name] not in (None, "")}
    text = json.dumps(filled, ensure_ascii=False, separators=(",", ":"))
    assert serialize_row({"id": 1, **row, "revision": 2, "digest": "x"}) == text
