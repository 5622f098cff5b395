"""Restore the history of a store from the files of an import.

Only a store without writes takes a history. It must hold by its own digests, and the
other files of the import must hold the same rows; else the whole import is refused.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from targetcli.errors import BadRow, Contradiction, DataRefused, FileRefused, Unreadable
from targetcli.importing.result import FileResult
from targetcli.importing.table_kinds import HISTORY_KINDS, InputTable, TableKind
from targetcli.model.revisions import ArchivedRow, RevisionRow
from targetcli.problems.files import PastProblem
from targetcli.reading.history import read_archived_row, read_revision_row
from targetcli.store.archive import restore_past
from targetcli.store.schema import MEANING_STEP

if TYPE_CHECKING:
    from targetcli.store.writer import WriteTransaction

Record = TypeVar("Record")

_STORE_TABLES = {
    TableKind.SOURCES: "source",
    TableKind.UNITS: "unit",
    TableKind.REGIONS: "region",
    TableKind.METRICS: "metric",
    TableKind.IDENTITIES: "identity",
    TableKind.TARGETS: "target",
    TableKind.MILESTONES: "milestone",
    TableKind.FIGURES: "figure",
}


class RestoredHistory(NamedTuple):
    """The history that was restored, if any, and messages about it.

    `row_counts` are the current rows of the history by store table, `source` is the
    table they were read from. `is_older` tells that an earlier version wrote it, which
    did not keep who gave the meaning of a metric.
    """

    messages: tuple[str, ...] = ()
    row_counts: Counter[str] | None = None
    source: InputTable | None = None
    is_older: bool = False


def select_record_tables(tables: Iterable[InputTable]) -> list[InputTable]:
    """Return the tables of records, without the history."""
    return [table for table in tables if table.kind not in HISTORY_KINDS]


def restore_history(
    tables: Iterable[InputTable], transaction: WriteTransaction, *, dry_run: bool
) -> RestoredHistory:
    """Restore the history among tables into a store that has none.

    Raises `FileRefused` where it is not what its digests say, `DataRefused` where it
    cannot be read.
    """
    past = [table for table in tables if table.kind in HISTORY_KINDS]
    if not past:
        return RestoredHistory()
    files = ", ".join(table.file for table in past)
    logs, histories = (
        [table for table in past if table.kind is kind] for kind in HISTORY_KINDS
    )
    if transaction.last_write:
        reason = "the store has a past of its own"
        return RestoredHistory((f"{files}: not taken in: {reason}",))
    if len(logs) != 1 or len(histories) > 1:
        reason = "a past is one log and one history"
        return RestoredHistory((f"{files}: not taken in: {reason}",))
    row_counts: Counter[str] = Counter()
    archived_rows = (
        row
        for history in histories
        for row in _read_records(history, read_archived_row)
    )
    source = (histories or logs)[0]
    steps: set[str] = set()
    try:
        restore_past(
            transaction,
            _note_steps(_read_records(logs[0], read_revision_row), steps),
            _count_current_rows(archived_rows, row_counts),
        )
    except Contradiction as broken:
        raise FileRefused(source.file, broken.reason) from broken
    would = "would be " if dry_run else ""
    message = f"{files}: {transaction.last_write} writes {would}put back"
    is_older = MEANING_STEP not in steps
    return RestoredHistory((message,), row_counts, source, is_older)


def refuse_other_rows(
    restored: RestoredHistory,
    tables: Iterable[InputTable],
    results: Iterable[FileResult],
    *,
    has_added: bool,
) -> None:
    """Raise `FileRefused` for tables that do not hold the rows of their history."""
    if restored.row_counts is None or restored.source is None:
        return
    row_counts: Counter[str] = Counter()
    imported = list(zip(tables, results, strict=True))
    for table, result in imported:
        row_counts[_STORE_TABLES[table.kind]] += result.already_there + result.rejected
        if result.added:
            raise FileRefused(table.file, PastProblem.OTHER_ROW)
    for table, _ in imported:
        store_table = _STORE_TABLES[table.kind]
        count, restored_count = (
            row_counts[store_table],
            restored.row_counts[store_table],
        )
        if count != restored_count:
            raise FileRefused(
                table.file, PastProblem.ROW_COUNT, rows=count, kept=restored_count
            )
    for store_table in sorted(restored.row_counts.keys() - row_counts.keys()):
        raise FileRefused(
            restored.source.file, PastProblem.MISSING_FILE, table=store_table
        )
    if has_added:
        raise FileRefused(imported[0][0].file, PastProblem.OTHER_NAME)


def _read_records(
    table: InputTable, read: Callable[[dict[str, str]], Record]
) -> Iterator[Record]:
    for row in table.rows():
        if isinstance(row, BadRow):
            raise DataRefused((row,), 1)
        try:
            yield read(row.fields)
        except Unreadable as failure:
            bad = BadRow(table.file, row.line, failure, row.fields, table.row_word)
            raise DataRefused((bad,), 1) from failure


def _note_steps(rows: Iterable[RevisionRow], steps: set[str]) -> Iterator[RevisionRow]:
    """Yield rows of a log, noting the migrations of the schema among them."""
    for row in rows:
        if row.sequence is None:
            steps.add(row.command)
        yield row


def _count_current_rows(
    rows: Iterable[ArchivedRow], counter: Counter[str]
) -> Iterator[ArchivedRow]:
    """Yield rows, counting by table those that no later write replaced."""
    for row in rows:
        if row.number is None:
            counter[row.table] += 1
        yield row
