"""A store's past among the files of an import: put back where nothing was written yet.

What is put back must hold by its own digests, and the other files must hold the same
rows; else everything is refused.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from targetcli.errors import BadRow, Contradiction, DataRefused, FileRefused, Unreadable
from targetcli.importing.result import FileResult
from targetcli.importing.table_kinds import HISTORY_KINDS, InputTable, TableKind
from targetcli.model.revisions import ArchivedRow
from targetcli.reading.history import read_archived_row, read_revision_row
from targetcli.store.archive import restore_past

if TYPE_CHECKING:
    from targetcli.store.writer import WriteTransaction

Line = TypeVar("Line")

_TABLES = {
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
    """What came of the past among the files: what there is to say of it.

    `rows` counts what was put back by table and `past` is where from; None where
    nothing was.
    """

    messages: tuple[str, ...] = ()
    row_counts: Counter[str] | None = None
    history: InputTable | None = None


def select_record_tables(sheets: Iterable[InputTable]) -> list[InputTable]:
    """Return the files that are taken in row by row."""
    return [sheet for sheet in sheets if sheet.kind not in HISTORY_KINDS]


def restore_history(
    sheets: Iterable[InputTable], writing: WriteTransaction, *, dry_run: bool
) -> RestoredHistory:
    """Put back the past that is among files, where the store has none yet.

    Raises `FileRefused` where it is not what its digests say, `DataRefused` where it
    cannot be read.
    """
    past = [sheet for sheet in sheets if sheet.kind in HISTORY_KINDS]
    if not past:
        return RestoredHistory()
    named = ", ".join(sheet.file for sheet in past)
    logs, histories = (
        [sheet for sheet in past if sheet.kind is sort] for sort in HISTORY_KINDS
    )
    if writing.last_write:
        what = "the store has a past of its own"
        return RestoredHistory((f"{named}: not taken in: {what}",))
    if len(logs) != 1 or len(histories) > 1:
        what = "a past is one log and one history"
        return RestoredHistory((f"{named}: not taken in: {what}",))
    rows: Counter[str] = Counter()
    kept = (
        row for history in histories for row in _read_lines(history, read_archived_row)
    )
    told = (histories or logs)[0]
    try:
        restore_past(
            writing,
            _read_lines(logs[0], read_revision_row),
            _count_current_rows(kept, rows),
        )
    except Contradiction as broken:
        raise _history_refusal(told, f"{broken.one}: {broken.other}") from broken
    would = "would be " if dry_run else ""
    return RestoredHistory(
        (f"{named}: {writing.last_write} writes {would}put back",), rows, told
    )


def refuse_other_rows(
    restored: RestoredHistory,
    sheets: Iterable[InputTable],
    taken: Iterable[FileResult],
    *,
    added: bool,
) -> None:
    """Refuse files whose rows are not those that were put back with their past."""
    if restored.row_counts is None or restored.history is None:
        return
    found: Counter[str] = Counter()
    several = list(zip(sheets, taken, strict=True))
    for sheet, came in several:
        table = _TABLES[sheet.kind]
        found[table] += came.already_there + came.rejected
        if came.added:
            raise _history_refusal(sheet, "a row of it is not in the history beside it")
    for sheet, _ in several:
        table = _TABLES[sheet.kind]
        if found[table] != restored.row_counts[table]:
            told = (
                f"it has {found[table]} rows, the history {restored.row_counts[table]}"
            )
            raise _history_refusal(sheet, told)
    for table in sorted(restored.row_counts.keys() - found.keys()):
        raise _history_refusal(
            restored.history, f"no file beside it has a {table} that it holds"
        )
    if added:
        raise _history_refusal(
            several[0][0], "it names what is not in the history beside it"
        )


def _history_refusal(sheet: InputTable, why: str) -> FileRefused:
    hint = "leave log and history out to take the rows in without their past"
    return FileRefused(sheet.file, why, hint)


def _read_lines(
    file: InputTable, read: Callable[[dict[str, str]], Line]
) -> Iterator[Line]:
    for row in file.rows():
        if isinstance(row, BadRow):
            raise DataRefused((row,), 1)
        try:
            yield read(row.fields)
        except Unreadable as failure:
            bad = BadRow(file.file, row.line, failure, row.fields, file.row_word)
            raise DataRefused((bad,), 1) from failure


def _count_current_rows(
    rows: Iterable[ArchivedRow], counter: Counter[str]
) -> Iterator[ArchivedRow]:
    for row in rows:
        if row.number is None:
            counter[row.table] += 1
        yield row
