"""Define the log of a store: its writes, and the records before and after each."""

from enum import StrEnum
from typing import NamedTuple

from targetcli.model.records import Figure, Target, format_figure_id, format_target_id
from targetcli.problems.problem import FailureReason


class LogEntry(NamedTuple):
    """Write in the log: its number, time, command and count of rows.

    `records` holds the ids of the targets and figures it wrote.
    """

    sequence: int
    time: str
    command: str
    rows: int
    records: tuple[str, ...]
    digest: str


class RecordVersion(NamedTuple):
    """Record as one write left it; None where the write removed it.

    `changed` holds the columns that differ from the version before.
    """

    entry: LogEntry
    record: Target | Figure | None
    changed: tuple[str, ...] = ()
    is_new: bool = False


class ChangeKind(StrEnum):
    """Kind of change that later writes made to a record."""

    ADDED = "added"
    CORRECTED = "corrected"
    REMOVED = "removed"


class RecordChange(NamedTuple):
    """Change of a target or figure by later writes; `changed` holds its columns.

    `before` is None for a record that was added, `after` for one that was removed.
    """

    table: str
    id: int
    kind: ChangeKind
    changed: tuple[str, ...] = ()
    before: Target | Figure | None = None
    after: Target | Figure | None = None

    @property
    def record_id(self) -> str:
        """Id of the record as people write it: ``T1``."""
        format_id = format_target_id if self.table == "target" else format_figure_id
        return format_id(self.id)


class RevisionRow(NamedTuple):
    """Row of the log; `sequence` is None for a migration of the schema."""

    sequence: int | None
    time: str
    command: str
    rows: int
    digest: str


class ArchivedRow(NamedTuple):
    """Row as one write left it: an earlier content from history, or the present one."""

    number: int | None
    """Number in the history; None for the present content."""
    table: str
    row_id: int
    revision: int
    replaced_by: int | None
    content: str
    digest: str


class Finding(NamedTuple):
    """Problem that a check found in a record."""

    check: str
    subject: str
    reason: FailureReason
