"""Import files in one write: every row of every file, or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from targetcli.errors import BadRow, Contradiction, DataRefused, FileRefused
from targetcli.importing.history import (
    refuse_other_rows,
    restore_history,
    select_record_tables,
)
from targetcli.importing.options import ImportOptions
from targetcli.importing.reject_formats import RejectedTable
from targetcli.importing.result import ImportResult
from targetcli.importing.row_importer import RejectedRows, RowImporter
from targetcli.importing.table_kinds import InputTable, TableKind
from targetcli.model.records import Metric
from targetcli.session.correction import check_metric_in_store
from targetcli.session.session import begin_write
from targetcli.session.vocabulary import load_vocabulary
from targetcli.store.store import Store

if TYPE_CHECKING:
    from targetcli.store.writer import WriteTransaction

_KIND_ORDER = list(TableKind)
_MOST_BAD_ROWS_SHOWN = 20
_DEFAULT_OPTIONS = ImportOptions()


class _RetryWithoutRejects(Exception):
    """Some rows cannot be stored; what they brought along must not be stored either."""


def import_tables(
    store: Store,
    tables: tuple[InputTable, ...],
    command: str,
    options: ImportOptions = _DEFAULT_OPTIONS,
) -> ImportResult:
    """Save the rows of tables as one write, and return the result.

    Raises `DataRefused` with the rows that cannot be stored, and then stores nothing;
    with `write_rejects` it writes them there and stores the others.
    """
    rejected = RejectedRows({}, {})
    while True:
        try:
            return _import_once(store, tables, command, options, rejected)
        except _RetryWithoutRejects:
            continue


def _import_once(
    store: Store,
    tables: tuple[InputTable, ...],
    command: str,
    options: ImportOptions,
    rejected: RejectedRows,
) -> ImportResult:
    records = select_record_tables(tables)
    ordered = sorted(records, key=lambda table: _KIND_ORDER.index(table.kind))
    if options.plan:
        options.plan.restart()
    with begin_write(store, command, dry_run=options.dry_run) as transaction:
        restored = restore_history(tables, transaction, dry_run=options.dry_run)
        vocabulary = load_vocabulary(store, strict=options.strict)
        vocabulary.reads_files = True
        importer = RowImporter(
            vocabulary,
            transaction,
            options._replace(trust_kinds=options.trust_kinds and not restored.is_older),
            rejected,
            store.target,
            is_restored=restored.is_older,
        )
        described = {metric.name: metric for metric in store.metrics()}
        results = importer.import_tables(ordered)
        if importer.bad_rows and options.write_rejects:
            rejected.rows.update(importer.bad_rows)
            raise _RetryWithoutRejects
        if importer.bad_rows:
            bad_rows = sorted(importer.bad_rows.values(), key=lambda row: row[:2])
            shown = tuple(bad_rows[:_MOST_BAD_ROWS_SHOWN])
            raise DataRefused(shown, importer.bad_count)
        _check_meanings(store, described, ordered)
        has_added = not transaction.is_empty
        refuse_other_rows(restored, ordered, results, has_added=has_added)
        if restored.is_older:
            message = _upgrade_restored(store, transaction, trust=options.trust_kinds)
            importer.messages.add(message)
        if options.write_rejects and not options.dry_run:
            options.write_rejects(_group_rejects(ordered, rejected))
    return ImportResult(results, (*restored.messages, *importer.messages.lines()))


def _group_rejects(
    tables: list[InputTable], rejected: RejectedRows
) -> list[RejectedTable]:
    """Return the tables with rejected rows, each with these rows by line."""
    by_table: dict[int, dict[int, BadRow]] = {}
    for (number, line), row in rejected.rows.items():
        by_table.setdefault(number, {})[line] = row
    return [RejectedTable(tables[n], rows) for n, rows in sorted(by_table.items())]


def _upgrade_restored(
    store: Store, transaction: WriteTransaction, *, trust: bool
) -> str:
    """Read restored records of an earlier version anew, as an upgrade does."""
    from targetcli.render.upgrade_text import upgrade_summary_text  # noqa: PLC0415
    from targetcli.session.upgrade import upgrade_records  # noqa: PLC0415 - seldom

    with transaction.suspend_revision():
        store.forget_names()
        report = upgrade_records(store, trust=trust)
    return upgrade_summary_text(report)


def _check_meanings(
    store: Store, earlier: Mapping[str, Metric], tables: list[InputTable]
) -> None:
    """Refuse what files say of stored metrics where stored records contradict it."""
    store.forget_names()
    changed = [
        (earlier[metric.name], metric)
        for metric in store.metrics()
        if metric.name in earlier and earlier[metric.name] != metric
    ]
    if not changed:
        return
    known = load_vocabulary(store)
    try:
        for old, new in changed:
            check_metric_in_store(store, old, new, known)
    except Contradiction as failure:
        by_kind = {table.kind: table.file for table in tables}
        file = by_kind.get(TableKind.METRICS, tables[0].file)
        raise FileRefused(file, failure.reason) from failure
