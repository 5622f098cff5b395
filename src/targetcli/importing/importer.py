"""Taking files in: every row of every file, or nothing."""

from __future__ import annotations

from typing import NamedTuple

from targetcli.errors import DataRefused
from targetcli.importing.history import (
    refuse_other_rows,
    restore_history,
    select_record_tables,
)
from targetcli.importing.result import FileResult
from targetcli.importing.row_importer import ImportOptions, RejectedRows, RowImporter
from targetcli.importing.table_kinds import InputTable, TableKind
from targetcli.session.session import Session, write_to
from targetcli.session.vocabulary import load_vocabulary
from targetcli.store.store import Store

_ORDER = list(TableKind)
_MOST_TOLD = 20
_DEFAULT_OPTIONS = ImportOptions()


class ImportResult(NamedTuple):
    """What came of several files, and what there is to say of them."""

    files: tuple[FileResult, ...]
    messages: tuple[str, ...]


class _RetryWithoutRejects(Exception):
    """Some rows cannot be stored: all is to be taken in without them."""


def import_tables(
    store: Store,
    tables: tuple[InputTable, ...],
    command: str,
    options: ImportOptions = _DEFAULT_OPTIONS,
) -> ImportResult:
    """Take sheets in as one write and return what came of it.

    Raises `DataRefused` with the rows that cannot be stored; then nothing is.
    """
    rejected = RejectedRows({}, {})
    while True:
        try:
            return _import_once(store, tables, command, options, rejected)
        except (
            _RetryWithoutRejects
        ):  # no trace is left of what the bad rows brought along
            continue


def _import_once(
    store: Store,
    tables: tuple[InputTable, ...],
    command: str,
    options: ImportOptions,
    rejected: RejectedRows,
) -> ImportResult:
    records = select_record_tables(tables)
    ordered = sorted(records, key=lambda sheet: _ORDER.index(sheet.kind))
    if options.plan:
        options.plan.restart()
    with write_to(store, command, dry_run=options.dry_run) as writing:
        restored = restore_history(tables, writing, dry_run=options.dry_run)
        words = load_vocabulary(store, strict=options.strict)
        taking = RowImporter(words, writing, options, rejected)
        taken = taking.import_tables(ordered)
        if taking.bad and options.write_rejects:
            rejected.rows.update(taking.bad)
            raise _RetryWithoutRejects
        if taking.bad:
            told = sorted(taking.bad.values(), key=lambda bad: bad[:2])
            raise DataRefused(tuple(told[:_MOST_TOLD]), taking.bad_count)
        refuse_other_rows(restored, ordered, taken, added=not writing.is_empty)
        if options.write_rejects and not options.dry_run:
            options.write_rejects(
                [rejected.rows[place] for place in sorted(rejected.rows)]
            )
    return ImportResult(taken, (*restored.messages, *taking.messages.lines()))


def show_result(
    session: Session, result: ImportResult, *, dry_run: bool = False
) -> None:
    """Say what came of files."""
    verb = "would be added" if dry_run else "added"
    for file in result.files:
        parts = [f"{file.added} {verb}"]
        for number, what in (
            (file.already_there, "already there"),
            (file.merged, "merged with a row like it"),
            (file.rejected, "rejected"),
        ):
            parts += [f"{number} {what}"] if number else []
        session.say(f"{file.file}: {', '.join(parts)}")
    for line in result.messages:
        session.say(line)
