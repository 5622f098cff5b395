"""Rows into the store as they come, and those that cannot be stored."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from targetcli import environment
from targetcli.errors import BadRow, Contradiction, NoSuchRecord, TargetsError
from targetcli.importing.id_mapping import IdMapping
from targetcli.importing.result import FileResult, IdSet, Messages, RowCounts
from targetcli.importing.table_kinds import InputRow, InputTable, TableKind
from targetcli.model.names import name_key
from targetcli.model.period import ReferenceDays
from targetcli.model.records import (
    Figure,
    Identity,
    Metric,
    Milestone,
    Region,
    Source,
    Target,
    format_target_id,
    read_record_id,
)
from targetcli.model.units import UserUnit, is_built_in
from targetcli.reading import records, reference_records
from targetcli.reading.vocabulary import Vocabulary
from targetcli.render.record_text import (
    new_name_text,
)
from targetcli.store.rows import SaveResult

if TYPE_CHECKING:
    from targetcli.store.writer import WriteTransaction

_MOST_KEPT = 1000

Described = Region | Metric | Source | UserUnit
Record = Described | Identity | Target | Milestone | Figure


Key = tuple[str, str]
"""Where a name is one, a sheet or a file, and the name."""
Describable = TypeVar("Describable", Region, Metric, Source, UserUnit)


class RowLocation(NamedTuple):
    """Where a row stands: the number of its file, and its line."""

    table_number: int
    line: int


class PlanStep(NamedTuple):
    """What is done with one row, or with a name that it brings along."""

    action: str
    file: str
    line: int
    number: int
    record: Record


class Steps(Protocol):
    """Where the steps of an import are told; it may begin anew."""

    def restart(self) -> None:
        """Forget the steps so far."""

    def add(self, planned: PlanStep, /) -> None:
        """Take in one step."""


class ImportOptions(NamedTuple):
    """How files are to be taken in."""

    strict: bool = False
    dry_run: bool = False
    write_rejects: Callable[[list[BadRow]], None] | None = None
    """Where rows that cannot be stored go; without it they refuse the import."""
    plan: Steps | None = None
    watch_rows: Callable[[Iterator[InputRow | BadRow]], Iterator[InputRow | BadRow]] = (
        iter
    )


class _LocatedRow(NamedTuple):
    """A row, and where it is from."""

    location: RowLocation
    table: InputTable
    row: InputRow

    def as_bad_row(self, failure: TargetsError) -> BadRow:
        """Return it as one that cannot be stored."""
        line, fields = self.row
        return BadRow(self.table.file, line, failure, fields, self.table.row_word)

    def __str__(self) -> str:
        return f"{self.table.row_word} {self.row.line}"


class RejectedRows(NamedTuple):
    """Rows that an earlier attempt found bad, and what is said in two ways."""

    rows: dict[RowLocation, BadRow]
    contradictions: dict[Key, tuple[_LocatedRow, _LocatedRow]]


class _PendingRevision(NamedTuple):
    """A target that revises another, which may come later in its file."""

    row: _LocatedRow
    target: Target
    is_repeated: bool


class RowImporter:
    """The rows of an import on their way into the store.

    `bad` are those that cannot be stored: all of them where they are to be kept, else
    the first.
    """

    def __init__(
        self,
        words: Vocabulary,
        writing: WriteTransaction,
        wishes: ImportOptions,
        rejected: RejectedRows,
    ) -> None:
        self._words = words
        self._writing = writing
        self._wishes = wishes
        self._rejected = rejected.rows
        self._twice = rejected.contradictions
        self._relatives = ReferenceDays(environment.today())
        self._rows: dict[int, IdSet] = {}
        self._namings = IdMapping(0, frozenset())
        self._waiting: list[_PendingRevision] = []
        self._described: dict[Key, tuple[_LocatedRow, Record]] = {}
        self._conflicts: dict[int, dict[int, _LocatedRow]] = {}
        self._counts: dict[int, RowCounts] = {}
        self.bad: dict[RowLocation, BadRow] = {}
        self.bad_count = 0
        self.messages = Messages()

    def import_tables(self, sheets: list[InputTable]) -> tuple[FileResult, ...]:
        """Take in every row of every sheet, and return what came of each."""
        lost = (
            read_record_id(row.fields.get("id", "").strip(), "T")
            for place, row in self._rejected.items()
            if sheets[place.table_number].kind is TableKind.TARGETS
        )
        self._namings = IdMapping(len(sheets), frozenset(lost))
        for number, file in enumerate(sheets):
            self._counts[number] = RowCounts()
            self._rows[number] = IdSet()
            self._import_table(number, file)
        self._import_revisions()
        for number, meant in self._conflicts.items():
            self._refuse_conflicting_ids(sheets[number], number, meant)
        counts = (self._counts[number] for number in range(len(sheets)))
        return tuple(
            FileResult(
                sheet.file,
                count.added,
                count.already_there,
                count.merged,
                count.rejected,
            )
            for sheet, count in zip(sheets, counts, strict=True)
        )

    def _import_table(self, number: int, file: InputTable) -> None:
        for row in self._wishes.watch_rows(file.rows()):
            place = RowLocation(number, row.line)
            if place in self._rejected:
                self._counts[number].rejected += 1
            elif isinstance(row, BadRow):
                self._add_bad_row(place, row)
            else:
                self._try_row(_LocatedRow(place, file, row))

    def _try_row(self, at: _LocatedRow) -> None:
        try:
            self._import_row(at, at.row.fields)
        except TargetsError as failure:
            self._add_bad_row(at.location, at.as_bad_row(failure))

    def _import_row(self, at: _LocatedRow, fields: dict[str, str]) -> None:
        words, writing = self._words, self._writing
        match at.table.kind:
            case TableKind.SOURCES:
                source = reference_records.read_source(fields)
                self._save_named(at, source, source.id, writing.save_source)
            case TableKind.UNITS:
                unit = reference_records.read_unit(fields, words)
                if is_built_in(unit):  # as `targets units` lists them
                    self._count_saved(at, unit, SaveResult(0, is_new=False))
                else:
                    self._save_named(at, unit, unit.name, writing.save_unit)
            case TableKind.REGIONS:
                region = reference_records.read_region(fields, words)
                self._save_named(at, region, region.name, writing.save_region)
            case TableKind.METRICS:
                metric = reference_records.read_metric(fields, words)
                self._save_named(at, metric, metric.name, writing.save_metric)
            case TableKind.IDENTITIES:
                identity = reference_records.read_identity(fields, words)
                self._save_new_names(at)
                self._count_saved(at, identity, writing.save_identity(identity))
            case TableKind.TARGETS:
                self._import_target(at, fields)
            case TableKind.MILESTONES:
                self._import_milestone(at, fields)
            case TableKind.FIGURES:
                figure = records.read_figure(fields, words, self._relatives)
                self._save_new_names(at)
                saved = writing.save_figure(figure)
                named_before = self._is_repeated_id(at, figure.id)
                self._check_id(at, figure.id, saved, named_before=named_before)
                self._count_saved(at, figure, saved)

    def _save_named(
        self,
        at: _LocatedRow,
        record: Describable,
        name: str,
        save: Callable[[Describable], SaveResult],
    ) -> None:
        """Take in what has a name, which may be described once in an import."""
        key = (at.table.kind.value, name_key(name))
        if not self._is_duplicate(at, key, record):
            record = self._words.add_described(record)
            self._save_new_names(at)
            self._count_saved(at, record, save(record))

    def _is_duplicate(self, at: _LocatedRow, key: Key, record: Record) -> bool:
        """Merge with a row that said the same.

        Raises `Contradiction` where one said otherwise: nobody can tell which is right.
        """
        self._refuse_contradiction(at, key)
        first, said = self._described.setdefault(key, (at, record))
        if first is at:
            return False
        if said != record:
            self._twice[key] = (first, at)
            self._refuse_contradiction(at, key)
        self._count_saved(at, record, SaveResult(0, is_new=False, is_again=True))
        return True

    def _refuse_contradiction(self, at: _LocatedRow, key: Key) -> None:
        if key in self._twice:
            first, second = self._twice[key]
            raise _contradiction(
                key[-1], second if at.location == first.location else first
            )

    def _import_target(self, at: _LocatedRow, fields: dict[str, str]) -> None:
        target = records.read_target(fields, self._words, self._relatives)
        self._save_new_names(at)
        named_before = self._is_repeated_id(at, target.id)
        if target.revises is None:
            self._save_target(at, target, named_before=named_before)
        else:
            self._waiting.append(_PendingRevision(at, target, named_before))

    def _import_milestone(self, at: _LocatedRow, fields: dict[str, str]) -> None:
        self._import_revisions()
        milestone = reference_records.read_milestone(fields, self._relatives)
        number = milestone.target_id
        key = ("milestones", f"{format_target_id(number)} {milestone.day}")
        if not self._is_duplicate(at, key, milestone):
            own = self._namings.resolve_id(number)
            saved = self._writing.save_milestone(milestone._replace(target_id=own))
            self._count_saved(at, milestone, saved)

    def _import_revisions(self) -> None:
        """Take in the targets that revise others, each after the one it revises."""
        waiting, self._waiting = self._waiting, []
        while waiting:
            files = {
                (item.row.location.table_number, item.target.id) for item in waiting
            }
            pending = files | {(None, number) for _, number in files}
            later = [item for item in waiting if self._find_revised(item) in pending]
            if len(later) == len(waiting):  # they revise one another
                for at, target, _ in later:
                    missing = NoSuchRecord(format_target_id(target.revises))
                    self._add_bad_row(at.location, at.as_bad_row(missing))
                return
            held = {item.row.location for item in later}
            for item in waiting:
                if item.row.location not in held:
                    self._import_revision(item)
            waiting = later

    def _find_revised(self, item: _PendingRevision) -> tuple[int | None, int]:
        return self._namings.find_owner(
            item.row.location.table_number, item.target.revises or 0
        )

    def _import_revision(self, item: _PendingRevision) -> None:
        at, target, named_before = item
        try:
            old = self._namings.resolve_revised_id(
                at.location.table_number, target.revises or 0
            )
            revising = target._replace(revises=old)
            self._save_target(at, revising, named_before=named_before)
        except TargetsError as failure:
            self._add_bad_row(at.location, at.as_bad_row(failure))

    def _save_target(
        self, at: _LocatedRow, target: Target, *, named_before: bool
    ) -> None:
        saved = self._writing.save_target(target)
        self._check_id(at, target.id, saved, named_before=named_before)
        if target.id is not None and saved.id != target.id:
            self._namings.map_id(at.location.table_number, target.id, saved.id)
        self._count_saved(at, target, saved)

    def _is_repeated_id(self, at: _LocatedRow, number: int | None) -> bool:
        """Say whether the file has named an id before; raises as `_is_said_before`."""
        if number is None:
            return False
        self._refuse_contradiction(
            at, (str(at.location.table_number), f"{_id_letter(at.table)}{number}")
        )
        return self._namings.add_id(at.location.table_number, number)

    def _check_id(
        self,
        at: _LocatedRow,
        number: int | None,
        saved: SaveResult,
        *,
        named_before: bool,
    ) -> None:
        """Say where an id was taken; two rows of one id in a file contradict."""
        if number is None or saved.id == number or not saved.is_new:
            return
        if named_before:
            self._conflicts.setdefault(at.location.table_number, {}).setdefault(
                number, at
            )
            return
        letter = _id_letter(at.table)
        self.messages.add(f"{letter}{number} is taken: it is {letter}{saved.id}")

    def _refuse_conflicting_ids(
        self, file: InputTable, number: int, meant: dict[int, _LocatedRow]
    ) -> None:
        """Refuse rows of one id that differ; the file is read again for the first."""
        for row in file.rows():
            place = RowLocation(number, row.line)
            if isinstance(row, BadRow) or place in self._rejected or not meant:
                continue
            own = read_record_id(row.fields.get("id", "").strip(), _id_letter(file))
            second = meant.pop(own, None) if own is not None else None
            if second is not None:
                first = _LocatedRow(place, file, row)
                key = (str(number), f"{_id_letter(file)}{own}")
                self._twice[key] = (first, second)
                self._add_bad_row(
                    second.location, second.as_bad_row(_contradiction(key[-1], first))
                )

    def _add_bad_row(self, place: RowLocation, row: BadRow) -> None:
        self.bad_count += 1
        if self._wishes.write_rejects or len(self.bad) < _MOST_KEPT:
            self.bad.setdefault(place, row)

    def _save_new_names(self, at: _LocatedRow) -> None:
        if not self._words.new_records:
            return
        coined, self._words.new_records = self._words.new_records, []
        self._writing.save_coined(coined)
        for record in coined:
            self.messages.add(new_name_text(record))
            self._add_step(at, "name", 0, record)

    def _count_saved(self, at: _LocatedRow, record: Record, saved: SaveResult) -> None:
        if (
            saved.id
            and not saved.is_new
            and self._rows[at.location.table_number].add(saved.id)
        ):
            saved = saved._replace(is_again=True)
        self._counts[at.location.table_number].add(saved)
        does = "add" if saved.is_new else "merge" if saved.is_again else "have"
        self._add_step(at, does, saved.id, record)

    def _add_step(
        self, at: _LocatedRow, does: str, number: int, record: Record
    ) -> None:
        if self._wishes.plan:
            planned = PlanStep(does, at.table.file, at.row.line, number, record)
            self._wishes.plan.add(planned)


def _id_letter(file: InputTable) -> str:
    return "T" if file.kind is TableKind.TARGETS else "F"


def _contradiction(name: str, other: _LocatedRow) -> Contradiction:
    return Contradiction(
        f"it says what {name} is",
        f"{other.table.file} {other} says otherwise",
        "correct one of them, or give it a name or an id of its own",
    )
