"""The log names records as people do."""

from __future__ import annotations

from targetcli.model.revisions import ChangeKind, RecordChange


def test_a_change_names_its_record_as_people_write_it() -> None:
    assert RecordChange("target", 3, ChangeKind.ADDED).record_id == "T3"
    assert RecordChange("figure", 4, ChangeKind.REMOVED).record_id == "F4"
