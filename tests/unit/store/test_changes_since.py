"""What was written after a revision: added, corrected, taken out, or put back."""

from __future__ import annotations

from datetime import date

import pytest

from support.store_records import NOW, figure, target, undo
from targetcli.model.records import Figure
from targetcli.model.revisions import ChangeKind, RecordChange
from targetcli.store.changes_since import list_changes
from targetcli.store.store import Store


@pytest.fixture
def later(store: Store) -> Store:
    """The store after three more writes: an addition, a correction, a removal."""
    with store.write_transaction("test", NOW) as writing:
        writing.save_figure(figure(2, 2022))
    with store.write_transaction("test", NOW) as writing:
        writing.change_target(target(9, 1))
    with store.write_transaction("test", NOW) as writing:
        writing.remove_figure(1)
    return store


def test_each_kind_of_write_is_told_once_with_what_it_was(later: Store) -> None:
    asked, came, gone = list_changes(later, 1)
    assert asked[:4] == ("target", 1, ChangeKind.CORRECTED, ("value",))
    assert (asked.before, asked.after) == (target(10, 1), target(9, 1))
    assert came == RecordChange("figure", 2, ChangeKind.ADDED)
    assert gone[:4] == ("figure", 1, ChangeKind.REMOVED, ())
    assert isinstance(gone.before, Figure)
    assert (gone.before.end, gone.after) == (date(2021, 12, 31), None)


def test_only_what_came_after_the_revision_is_told(later: Store) -> None:
    [gone] = list_changes(later, 3)
    assert (gone.record_id, gone.kind) == ("F1", ChangeKind.REMOVED)
    assert list_changes(later, 4) == ()


def test_what_came_and_went_since_is_not_told(later: Store) -> None:
    with later.write_transaction("test", NOW) as writing:
        writing.remove_figure(2)
    assert "F2" not in [one.record_id for one in list_changes(later, 1)]
    told = {one.record_id: one.kind for one in list_changes(later, 2)}
    assert told["F2"] is ChangeKind.REMOVED


def test_a_correction_taken_back_is_none(later: Store) -> None:
    undo(later, 3)
    assert [one.id for one in list_changes(later, 1) if one.table == "target"] == []


def test_a_revision_is_known_by_its_digest(later: Store) -> None:
    assert later.revision_digest(4) == later.last_digest()
    assert later.revision_digest(3) not in ("", later.last_digest())
    assert later.revision_digest(99) == ""
