"""A store's past among the files of an import: put back where nothing was written yet.

What is put back must hold by its own digests, and the other files must hold the same
rows; else everything is refused.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from targetcli.errors import BadRow, Contradiction, DataRefused, FileRefused, Unreadable
from targetcli.importing.result import Taken
from targetcli.importing.table_kinds import PAST, Opened, Sheet
from targetcli.model.revisions import ArchivedRow
from targetcli.reading.history import read_archived_row, read_revision_row
from targetcli.store.archive import restore_past

if TYPE_CHECKING:
    from targetcli.store.writer import WriteTransaction

Line = TypeVar("Line")

_TABLES = {
    Sheet.SOURCES: "source",
    Sheet.UNITS: "unit",
    Sheet.REGIONS: "region",
    Sheet.METRICS: "metric",
    Sheet.IDENTITIES: "identity",
    Sheet.TARGETS: "target",
    Sheet.MILESTONES: "milestone",
    Sheet.FIGURES: "figure",
}


class Restored(NamedTuple):
    """What came of the past among the files: what there is to say of it.

    `rows` counts what was put back by table and `past` is where from; None where
    nothing was.
    """

    said: tuple[str, ...] = ()
    rows: Counter[str] | None = None
    past: Opened | None = None


def records_among(sheets: Iterable[Opened]) -> list[Opened]:
    """Return the files that are taken in row by row."""
    return [sheet for sheet in sheets if sheet.sheet not in PAST]


def put_back(
    sheets: Iterable[Opened], writing: WriteTransaction, *, dry_run: bool
) -> Restored:
    """Put back the past that is among files, where the store has none yet.

    Raises `FileRefused` where it is not what its digests say, `DataRefused` where it
    cannot be read.
    """
    past = [sheet for sheet in sheets if sheet.sheet in PAST]
    if not past:
        return Restored()
    named = ", ".join(sheet.file for sheet in past)
    logs, histories = (
        [sheet for sheet in past if sheet.sheet is sort] for sort in PAST
    )
    if writing.last_write:
        what = "the store has a past of its own"
        return Restored((f"{named}: not taken in: {what}",))
    if len(logs) != 1 or len(histories) > 1:
        what = "a past is one log and one history"
        return Restored((f"{named}: not taken in: {what}",))
    rows: Counter[str] = Counter()
    kept = (row for history in histories for row in _lines(history, read_archived_row))
    told = (histories or logs)[0]
    try:
        restore_past(writing, _lines(logs[0], read_revision_row), _counted(kept, rows))
    except Contradiction as broken:
        raise _refused(told, f"{broken.one}: {broken.other}") from broken
    would = "would be " if dry_run else ""
    return Restored(
        (f"{named}: {writing.last_write} writes {would}put back",), rows, told
    )


def check_same(
    restored: Restored, sheets: Iterable[Opened], taken: Iterable[Taken], *, added: bool
) -> None:
    """Refuse files whose rows are not those that were put back with their past."""
    if restored.rows is None or restored.past is None:
        return
    found: Counter[str] = Counter()
    several = list(zip(sheets, taken, strict=True))
    for sheet, came in several:
        table = _TABLES[sheet.sheet]
        found[table] += came.already_there + came.rejected
        if came.added:
            raise _refused(sheet, "a row of it is not in the history beside it")
    for sheet, _ in several:
        table = _TABLES[sheet.sheet]
        if found[table] != restored.rows[table]:
            told = f"it has {found[table]} rows, the history {restored.rows[table]}"
            raise _refused(sheet, told)
    for table in sorted(restored.rows.keys() - found.keys()):
        raise _refused(restored.past, f"no file beside it has a {table} that it holds")
    if added:
        raise _refused(several[0][0], "it names what is not in the history beside it")


def _refused(sheet: Opened, why: str) -> FileRefused:
    hint = "leave log and history out to take the rows in without their past"
    return FileRefused(sheet.file, why, hint)


def _lines(file: Opened, read: Callable[[dict[str, str]], Line]) -> Iterator[Line]:
    for row in file.rows():
        if isinstance(row, BadRow):
            raise DataRefused((row,), 1)
        try:
            yield read(row.fields)
        except Unreadable as failure:
            bad = BadRow(file.file, row.line, failure, row.fields, file.counted)
            raise DataRefused((bad,), 1) from failure


def _counted(
    rows: Iterable[ArchivedRow], counter: Counter[str]
) -> Iterator[ArchivedRow]:
    for row in rows:
        if row.number is None:
            counter[row.table] += 1
        yield row
