"""What the log of a store tells: its writes, and what a record was after each."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from targetcli.model.records import Figure, Target, format_figure_id, format_target_id


class LogEntry(NamedTuple):
    """One write: its place in the order, when, by what, and how many rows it touched.

    `records` names the targets and figures among them.
    """

    sequence: int
    time: str
    command: str
    rows: int
    records: tuple[str, ...]
    digest: str


class RecordVersion(NamedTuple):
    """What one write made of a record; None where it took it out.

    `changed` are the columns that differ from the version before.
    """

    entry: LogEntry
    record: Target | Figure | None
    changed: tuple[str, ...] = ()
    is_new: bool = False


class ChangeKind(StrEnum):
    """What later writes did to a record that a write left, or did not yet know."""

    ADDED = "added"
    CORRECTED = "corrected"
    REMOVED = "removed"


class RecordChange(NamedTuple):
    """A target or figure that was written since; `changed` names its columns.

    `before` is what it was, of one that was corrected or taken out, and `now` what it
    became.
    """

    table: str
    id: int
    kind: ChangeKind
    changed: tuple[str, ...] = ()
    before: Target | Figure | None = None
    after: Target | Figure | None = None

    @property
    def record_id(self) -> str:
        """Its id as people write it."""
        name = format_target_id if self.table == "target" else format_figure_id
        return name(self.id)


class RevisionRow(NamedTuple):
    """A line of the log as it is kept; without a number, a step of the schema."""

    sequence: int | None
    time: str
    command: str
    rows: int
    digest: str


class ArchivedRow(NamedTuple):
    """A row as one write left it: kept from before another, or as it stands."""

    number: int | None
    """Its place among what is kept; None for a row as it stands."""
    table: str
    row_id: int
    revision: int
    replaced_by: int | None
    content: str
    digest: str


class Finding(NamedTuple):
    """Something that a check found: which check, about what, and what it is."""

    check: str
    subject: str
    problem: str
