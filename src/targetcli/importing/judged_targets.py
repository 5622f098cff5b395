"""Know the targets in an export of verdicts that the store has already.

Such an export holds what was judged, not all that is stored of a target: read as new
ones, the same targets would be there twice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from targetcli.errors import NoSuchRecord
from targetcli.importing.layout.columns import VERDICT_TARGET_COLUMNS
from targetcli.model.fields import TARGET_FIELDS
from targetcli.model.records import Target, read_record_id


def holds_judged_targets(columns: Sequence[str]) -> bool:
    """Return True for the columns of targets in an export of verdicts."""
    return {*columns} == {*VERDICT_TARGET_COLUMNS}


def find_judged(
    fields: Mapping[str, str], find_target: Callable[[int], Target]
) -> Target | None:
    """Return the stored target that a row names, if that is as the row says."""
    number = read_record_id(fields["id"], "T")
    if number is None:
        return None
    try:
        stored = find_target(number)
    except NoSuchRecord:
        return None
    judged = [f for f in TARGET_FIELDS if f.key in VERDICT_TARGET_COLUMNS]
    is_same = all(field.cell()(stored) == fields[field.key] for field in judged)
    return stored if is_same else None
