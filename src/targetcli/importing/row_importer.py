"""Save the rows of an import, and collect those that cannot be stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from targetcli import environment
from targetcli.errors import BadRow, NoSuchRecord, TargetsError, Unreadable
from targetcli.importing.asked_figures import check_answer
from targetcli.importing.duplicates import Contradictions, DuplicateKey, Duplicates
from targetcli.importing.id_mapping import IdMapping, IdSet
from targetcli.importing.judged_targets import find_judged, holds_judged_targets
from targetcli.importing.located_row import LocatedRow, RowLocation
from targetcli.importing.older_exports import OlderExports, is_older_export
from targetcli.importing.options import ImportOptions
from targetcli.importing.plan import PlanStep, Record
from targetcli.importing.result import FileResult, Messages, RowCounts
from targetcli.importing.revision_order import TargetKey, order_revisions
from targetcli.importing.table_kinds import InputTable, TableKind
from targetcli.model.fields import FIGURE_ASKED_FOR
from targetcli.model.named_tuples import fill
from targetcli.model.names import name_key
from targetcli.model.period import ReferenceDays
from targetcli.model.records import (
    Metric,
    Region,
    Source,
    Target,
    format_target_id,
    read_record_id,
)
from targetcli.model.unit_vocabulary import is_built_in
from targetcli.model.units import UserUnit
from targetcli.problems.problem import FailureReason
from targetcli.problems.reading import ReadingProblem
from targetcli.problems.remarks import Remark
from targetcli.reading import records, reference_records
from targetcli.reading.repeated_figures import RepeatedFigures
from targetcli.reading.vocabulary import Vocabulary
from targetcli.render.record_text import new_name_text
from targetcli.store.distinct_rows import SaveResult

if TYPE_CHECKING:
    from targetcli.store.writer import WriteTransaction

_MOST_BAD_ROWS = 1000  # that are held only to be shown

_ImportRow = Callable[[LocatedRow, dict[str, str]], None]
NamedRecord = TypeVar("NamedRecord", Region, Metric, Source, UserUnit)


class RejectedRows(NamedTuple):
    """The rows that earlier attempts at an import could not store."""

    rows: dict[RowLocation, BadRow]
    contradictions: Contradictions


class _PendingRevision(NamedTuple):
    """A target that revises another, which may come later in its file."""

    located_row: LocatedRow
    target: Target
    is_repeated: bool


class RowImporter:
    """Saves the rows of tables in one write transaction.

    `bad_rows` are those that cannot be stored: all of them where they are written to a
    file, else the first thousand of `bad_count`.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        transaction: WriteTransaction,
        options: ImportOptions,
        rejected: RejectedRows,
        find_target: Callable[[int], Target],
        *,
        is_restored: bool = False,
    ) -> None:
        self._vocabulary = vocabulary
        self._find_target = find_target
        self._transaction = transaction
        self._options = options
        self._older = OlderExports(vocabulary, is_restored=is_restored)
        self._rejected = rejected.rows
        self._duplicates = Duplicates(rejected.contradictions)
        self._reference_days = ReferenceDays(environment.today())
        self._figures = self._create_figure_reader(())
        self._holds_older = False
        self._stored_ids: dict[int, IdSet] = {}
        self._id_mapping = IdMapping(0, frozenset())
        self._revisions: list[_PendingRevision] = []
        self._id_conflicts: dict[int, dict[int, LocatedRow]] = {}
        self._counts: dict[int, RowCounts] = {}
        self.bad_rows: dict[RowLocation, BadRow] = {}
        self.bad_count = 0
        self.messages = Messages()

    def import_tables(self, tables: list[InputTable]) -> tuple[FileResult, ...]:
        """Save every row of every table, and return the result of each table."""
        rejected_ids = (
            read_record_id(row.fields.get("id", "").strip(), "T")
            for location, row in self._rejected.items()
            if tables[location.table_number].kind is TableKind.TARGETS
        )
        self._id_mapping = IdMapping(len(tables), frozenset(rejected_ids))
        self._holds_older = any(map(self._is_older, tables))
        for number, table in enumerate(tables):
            self._counts[number] = RowCounts()
            self._stored_ids[number] = IdSet()
            self._import_table(number, table)
        self._import_revisions()
        for number, conflicts in self._id_conflicts.items():
            self._refuse_id_conflicts(tables[number], number, conflicts)
        return tuple(
            self._counts[number].as_result(table) for number, table in enumerate(tables)
        )

    def _import_table(self, number: int, table: InputTable) -> None:
        if self._is_older(table) and table.kind is TableKind.METRICS:
            self._say_older(table)
        self._figures = self._create_figure_reader(table.columns)
        import_row = self._choose_importer(table.kind)
        for row in self._options.watch_rows(table.rows()):
            if self._rejected and RowLocation(number, row.line) in self._rejected:
                self._counts[number].rejected += 1
            elif isinstance(row, BadRow):
                self._add_bad_row(RowLocation(number, row.line), row)
            else:
                self._try_row(fill(LocatedRow, (number, table, row)), import_row)
        if self._options.plan and table.left_out:
            for line, why in table.left_out.lines():
                self._options.plan.add_left_out(table.file, line, why)

    def _create_figure_reader(self, columns: tuple[str, ...]) -> RepeatedFigures:
        return RepeatedFigures(columns, self._vocabulary, self._reference_days)

    def _say_older(self, table: InputTable) -> None:
        if not self._older.is_restored:
            remark = FailureReason(Remark.OLDER_EXPORT, {"file": table.file})
            self.messages.add_remark(remark)

    def _try_row(self, located_row: LocatedRow, import_row: _ImportRow) -> None:
        try:
            import_row(located_row, located_row.input_row.fields)
        except TargetsError as failure:
            self._vocabulary.take_remarks()
            if _has_no_value(located_row, failure):
                self._leave_out(located_row)
            else:
                bad_row = located_row.as_bad_row(failure)
                self._add_bad_row(located_row.location, bad_row)

    def _leave_out(self, located_row: LocatedRow) -> None:
        """Leave out a figure whose value is empty; nothing is said by it."""
        if located_row.table.left_out is not None:
            located_row.table.left_out.empty.append(located_row.input_row.line)

    def _choose_importer(self, kind: TableKind) -> _ImportRow:
        """Return the function that saves a row of a kind of table."""
        match kind:
            case TableKind.SOURCES:
                return self._import_source
            case TableKind.UNITS:
                return self._import_unit
            case TableKind.REGIONS:
                return self._import_region
            case TableKind.METRICS:
                return self._import_metric
            case TableKind.IDENTITIES:
                return self._import_identity
            case TableKind.TARGETS:
                return self._import_target
            case TableKind.MILESTONES:
                return self._import_milestone
            case _:
                return self._import_figure

    def _import_source(self, located_row: LocatedRow, fields: dict[str, str]) -> None:
        source = reference_records.read_source(fields)
        self._save_named(located_row, source, source.id, self._transaction.save_source)

    def _import_region(self, located_row: LocatedRow, fields: dict[str, str]) -> None:
        region = reference_records.read_region(fields, self._vocabulary)
        save = self._transaction.save_region
        self._save_named(located_row, region, region.name, save)

    def _import_metric(self, located_row: LocatedRow, fields: dict[str, str]) -> None:
        metric = self._read_metric(located_row, fields)
        save = self._transaction.save_metric
        self._save_named(located_row, metric, metric.name, save)

    def _import_identity(self, located_row: LocatedRow, fields: dict[str, str]) -> None:
        identity = reference_records.read_identity(fields, self._vocabulary)
        self._save_new_names(located_row)
        saved = self._transaction.save_identity(identity)
        self._count(located_row, identity, saved)

    def _import_unit(self, located_row: LocatedRow, fields: dict[str, str]) -> None:
        unit = reference_records.read_unit(fields, self._vocabulary)
        if self._holds_older:
            unit = self._older.reread_unit(unit)
        if is_built_in(unit):  # as `targets units` lists them
            self._count(located_row, unit, SaveResult(0, is_new=False))
        else:
            self._save_named(located_row, unit, unit.name, self._transaction.save_unit)

    def _read_metric(self, located_row: LocatedRow, fields: dict[str, str]) -> Metric:
        if self._is_older(located_row.table):
            return self._older.read_metric(fields)
        return reference_records.read_metric(fields, self._vocabulary)

    def _is_older(self, table: InputTable) -> bool:
        return is_older_export(table) and not self._options.trust_kinds

    def _save_named(
        self,
        located_row: LocatedRow,
        record: NamedRecord,
        name: str,
        save: Callable[[NamedRecord], SaveResult],
    ) -> None:
        key = (located_row.table.kind.value, name_key(name))
        if not self._is_duplicate(located_row, key, record):
            record = self._vocabulary.add_described(record)
            self._save_new_names(located_row)
            self._count(located_row, record, save(record))

    def _is_duplicate(
        self, located_row: LocatedRow, key: DuplicateKey, record: Record
    ) -> bool:
        """Return True if an earlier row gave the same record, and count this one."""
        is_repeated = self._duplicates.is_repeated(located_row, key, record)
        if is_repeated:
            self._count(located_row, record, SaveResult(0, is_new=False, is_again=True))
        return is_repeated

    def _import_figure(self, located_row: LocatedRow, fields: dict[str, str]) -> None:
        figure = self._older.reread_figure(self._figures.read(fields))
        if asked_for := fields.get(FIGURE_ASKED_FOR.key, "").strip():
            check_answer(figure, self._find_asked(asked_for))
        self._save_new_names(located_row)
        saved = self._transaction.save_figure(figure)
        if figure.id is not None:
            is_repeated = self._add_id(located_row, figure.id)
            self._check_id(located_row, figure.id, saved, is_repeated=is_repeated)
        self._count(located_row, figure, saved)

    def _find_asked(self, text: str) -> Target:
        """Return the target that a form asks a figure for.

        Raises `NoSuchRecord` for one that is not in the store.
        """
        number = read_record_id(text, "T")
        if number is None:
            raise NoSuchRecord(text)
        return self._find_target(number)

    def _import_target(self, located_row: LocatedRow, fields: dict[str, str]) -> None:
        if holds_judged_targets(located_row.table.columns):
            judged = find_judged(fields, self._find_target)
            if judged is not None:
                saved = SaveResult(judged.id or 0, is_new=False)
                self._count(located_row, judged, saved)
                return
        target = self._read_target(located_row, fields)
        self._save_new_names(located_row)
        is_repeated = self._add_id(located_row, target.id)
        if target.revises is None:
            self._save_target(located_row, target, is_repeated=is_repeated)
        else:
            self._revisions.append(_PendingRevision(located_row, target, is_repeated))

    def _read_target(self, located_row: LocatedRow, fields: dict[str, str]) -> Target:
        vocabulary, days = self._vocabulary, self._reference_days
        if not self._is_older(located_row.table):
            return records.read_target(fields, vocabulary, days)
        complete = self._older.complete_target_row(fields)
        target = records.read_target(complete, vocabulary, days)
        return self._older.reread_target(target)

    def _import_milestone(
        self, located_row: LocatedRow, fields: dict[str, str]
    ) -> None:
        self._import_revisions()
        milestone = reference_records.read_milestone(fields, self._reference_days)
        target_id = milestone.target_id
        key = ("milestones", f"{format_target_id(target_id)} {milestone.day}")
        if not self._is_duplicate(located_row, key, milestone):
            stored_id = self._id_mapping.resolve_id(target_id)
            stored = milestone._replace(target_id=stored_id)
            self._count(
                located_row, milestone, self._transaction.save_milestone(stored)
            )

    def _import_revisions(self) -> None:
        """Save the targets that revise others, each after the one it revises."""
        pending, self._revisions = self._revisions, []
        order = order_revisions(
            [self._list_keys(item) for item in pending],
            [self._find_owner(item) for item in pending],
        )
        for place in order.saved:
            self._import_revision(pending[place])
        self._refuse_circle(pending[place] for place in order.circular)

    def _list_keys(self, item: _PendingRevision) -> tuple[TargetKey, ...]:
        number = item.target.id
        return (item.located_row.table_number, number), (None, number)

    def _refuse_circle(self, revisions: Iterable[_PendingRevision]) -> None:
        """Refuse targets that revise one another."""
        for row, target, _ in revisions:
            missing = NoSuchRecord(format_target_id(target.revises))
            self._add_bad_row(row.location, row.as_bad_row(missing))

    def _find_owner(self, item: _PendingRevision) -> TargetKey:
        number = item.target.revises or 0
        return self._id_mapping.find_owner(item.located_row.table_number, number)

    def _import_revision(self, item: _PendingRevision) -> None:
        row, target, is_repeated = item
        number = target.revises or 0
        try:
            revised = self._id_mapping.resolve_revised_id(row.table_number, number)
            target = target._replace(revises=revised)
            self._save_target(row, target, is_repeated=is_repeated)
        except TargetsError as failure:
            self._add_bad_row(row.location, row.as_bad_row(failure))

    def _save_target(
        self, row: LocatedRow, target: Target, *, is_repeated: bool
    ) -> None:
        saved = self._transaction.save_target(target)
        self._check_id(row, target.id, saved, is_repeated=is_repeated)
        if target.id is not None and saved.id != target.id:
            self._id_mapping.map_id(row.table_number, target.id, saved.id)
        self._count(row, target, saved)

    def _add_id(self, located_row: LocatedRow, number: int | None) -> bool:
        """Note the id that a row gives, and return whether its file gave it before.

        Raises `Contradiction` for one that two of its rows give to different records.
        """
        if number is None:
            return False
        self._duplicates.refuse_contradiction(located_row, _id_key(located_row, number))
        return self._id_mapping.add_id(located_row.table_number, number)

    def _check_id(
        self,
        located_row: LocatedRow,
        number: int | None,
        saved: SaveResult,
        *,
        is_repeated: bool,
    ) -> None:
        """Note that a record got another id than its row gives.

        Where an earlier row of the file has that id, the two rows contradict; else a
        record of the store has it, and a message says so.
        """
        if number is None or saved.id == number or not saved.is_new:
            return
        if is_repeated:
            self._id_conflicts.setdefault(located_row.table_number, {}).setdefault(
                number, located_row
            )
            return
        letter = _id_letter(located_row.table)
        self.messages.add(f"{letter}{number} is taken: it is {letter}{saved.id}")

    def _refuse_id_conflicts(
        self, table: InputTable, number: int, conflicts: dict[int, LocatedRow]
    ) -> None:
        """Refuse rows that give one id to different records.

        The table is read again for the first of them, which was not held.
        """
        for input_row in table.rows():
            location = RowLocation(number, input_row.line)
            is_rejected = location in self._rejected
            if isinstance(input_row, BadRow) or is_rejected or not conflicts:
                continue
            given_id = input_row.fields.get("id", "").strip()
            record_id = read_record_id(given_id, _id_letter(table))
            second = conflicts.pop(record_id, None) if record_id is not None else None
            if second is not None and record_id is not None:
                first = LocatedRow(number, table, input_row)
                key = _id_key(first, record_id)
                failure = self._duplicates.add_contradiction(key, first, second)
                self._add_bad_row(second.location, second.as_bad_row(failure))

    def _add_bad_row(self, location: RowLocation, row: BadRow) -> None:
        self.bad_count += 1
        if self._options.write_rejects or len(self.bad_rows) < _MOST_BAD_ROWS:
            self.bad_rows.setdefault(location, row)

    def _save_new_names(self, located_row: LocatedRow) -> None:
        """Save the regions, metrics, sources and units that a row is first to name.

        What the row says of a stored metric is saved too.
        """
        if not self._vocabulary.has_news:
            return
        new_records, self._vocabulary.new_records = self._vocabulary.new_records, []
        self._transaction.save_new_names(new_records)
        for record in new_records:
            self.messages.add(new_name_text(record))
            self._add_step(located_row, "name", 0, record)
        for metric in self._vocabulary.take_described_metrics():
            self._transaction.change_named(metric)
        remarks = self._vocabulary.take_remarks()
        for remark in () if self._older.is_restored else remarks:
            self.messages.add_remark(remark)

    def _count(
        self, located_row: LocatedRow, record: Record, saved: SaveResult
    ) -> None:
        number = located_row.table_number
        if not saved.is_new and saved.id and self._stored_ids[number].add(saved.id):
            saved = saved._replace(is_again=True)
        self._counts[number].add(saved)
        if self._options.plan:
            action = "add" if saved.is_new else "merge" if saved.is_again else "have"
            self._add_step(located_row, action, saved.id, record)

    def _add_step(
        self, located_row: LocatedRow, action: str, number: int, record: Record
    ) -> None:
        if self._options.plan:
            step = PlanStep(
                action,
                located_row.table.file,
                located_row.input_row.line,
                number,
                record,
            )
            self._options.plan.add(step)


def _has_no_value(located_row: LocatedRow, failure: TargetsError) -> bool:
    """Return True if a figure is refused for its empty value alone."""
    return (
        located_row.table.kind is TableKind.FIGURES
        and isinstance(failure, Unreadable)
        and failure.reason.problem is ReadingProblem.NO_WORDS
        and not failure.text.strip()
    )


def _id_key(row: LocatedRow, number: int) -> DuplicateKey:
    return str(row.table_number), f"{_id_letter(row.table)}{number}"


def _id_letter(table: InputTable) -> str:
    return "T" if table.kind is TableKind.TARGETS else "F"
