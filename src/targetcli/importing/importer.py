"""Rows into the store as they come, and those that cannot be stored."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from targetcli import environment
from targetcli.errors import BadRow, Contradiction, NoSuchRecord, TargetsError
from targetcli.importing.id_mapping import Namings
from targetcli.importing.result import Count, Ids, Said, Taken
from targetcli.importing.table_kinds import Opened, Row, Sheet
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


class Place(NamedTuple):
    """Where a row stands: the number of its file, and its line."""

    file: int
    line: int


class Planned(NamedTuple):
    """What is done with one row, or with a name that it brings along."""

    does: str
    file: str
    line: int
    number: int
    record: Record


class Steps(Protocol):
    """Where the steps of an import are told; it may begin anew."""

    def restart(self) -> None:
        """Forget the steps so far."""

    def add(self, planned: Planned, /) -> None:
        """Take in one step."""


class Wishes(NamedTuple):
    """How files are to be taken in."""

    strict: bool = False
    dry_run: bool = False
    keep_rejects: Callable[[list[BadRow]], None] | None = None
    """Where rows that cannot be stored go; without it they refuse the import."""
    plan: Steps | None = None
    watch: Callable[[Iterator[Row | BadRow]], Iterator[Row | BadRow]] = iter


class _At(NamedTuple):
    """A row, and where it is from."""

    place: Place
    file: Opened
    row: Row

    def bad(self, failure: TargetsError) -> BadRow:
        """Return it as one that cannot be stored."""
        line, fields = self.row
        return BadRow(self.file.file, line, failure, fields, self.file.counted)

    def __str__(self) -> str:
        return f"{self.file.counted} {self.row.line}"


class Rejected(NamedTuple):
    """Rows that an earlier attempt found bad, and what is said in two ways."""

    rows: dict[Place, BadRow]
    twice: dict[Key, tuple[_At, _At]]


class _Waiting(NamedTuple):
    """A target that revises another, which may come later in its file."""

    at: _At
    target: Target
    is_named_before: bool


class Taking:
    """The rows of an import on their way into the store.

    `bad` are those that cannot be stored: all of them where they are to be kept, else
    the first.
    """

    def __init__(
        self,
        words: Vocabulary,
        writing: WriteTransaction,
        wishes: Wishes,
        rejected: Rejected,
    ) -> None:
        self._words = words
        self._writing = writing
        self._wishes = wishes
        self._rejected = rejected.rows
        self._twice = rejected.twice
        self._relatives = ReferenceDays(environment.today())
        self._rows: dict[int, Ids] = {}
        self._namings = Namings(0, frozenset())
        self._waiting: list[_Waiting] = []
        self._described: dict[Key, tuple[_At, Record]] = {}
        self._conflicts: dict[int, dict[int, _At]] = {}
        self._counts: dict[int, Count] = {}
        self.bad: dict[Place, BadRow] = {}
        self.bad_count = 0
        self.said = Said()

    def take_all(self, sheets: list[Opened]) -> tuple[Taken, ...]:
        """Take in every row of every sheet, and return what came of each."""
        lost = (
            read_record_id(row.fields.get("id", "").strip(), "T")
            for place, row in self._rejected.items()
            if sheets[place.file].sheet is Sheet.TARGETS
        )
        self._namings = Namings(len(sheets), frozenset(lost))
        for number, file in enumerate(sheets):
            self._counts[number] = Count()
            self._rows[number] = Ids()
            self._take(number, file)
        self._take_revisions()
        for number, meant in self._conflicts.items():
            self._name_first(sheets[number], number, meant)
        counts = (self._counts[number] for number in range(len(sheets)))
        return tuple(
            Taken(sheet.file, count.added, count.there, count.merged, count.rejected)
            for sheet, count in zip(sheets, counts, strict=True)
        )

    def _take(self, number: int, file: Opened) -> None:
        for row in self._wishes.watch(file.rows()):
            place = Place(number, row.line)
            if place in self._rejected:
                self._counts[number].rejected += 1
            elif isinstance(row, BadRow):
                self._refuse(place, row)
            else:
                self._try_row(_At(place, file, row))

    def _try_row(self, at: _At) -> None:
        try:
            self._take_row(at, at.row.fields)
        except TargetsError as failure:
            self._refuse(at.place, at.bad(failure))

    def _take_row(self, at: _At, fields: dict[str, str]) -> None:
        words, writing = self._words, self._writing
        match at.file.sheet:
            case Sheet.SOURCES:
                source = reference_records.read_source(fields)
                self._describe(at, source, source.id, writing.save_source)
            case Sheet.UNITS:
                unit = reference_records.read_unit(fields, words)
                if is_built_in(unit):  # as `targets units` lists them
                    self._done(at, unit, SaveResult(0, is_new=False))
                else:
                    self._describe(at, unit, unit.name, writing.save_unit)
            case Sheet.REGIONS:
                region = reference_records.read_region(fields, words)
                self._describe(at, region, region.name, writing.save_region)
            case Sheet.METRICS:
                metric = reference_records.read_metric(fields, words)
                self._describe(at, metric, metric.name, writing.save_metric)
            case Sheet.IDENTITIES:
                identity = reference_records.read_identity(fields, words)
                self._save_coined(at)
                self._done(at, identity, writing.save_identity(identity))
            case Sheet.TARGETS:
                self._take_target(at, fields)
            case Sheet.MILESTONES:
                self._take_milestone(at, fields)
            case Sheet.FIGURES:
                figure = records.read_figure(fields, words, self._relatives)
                self._save_coined(at)
                saved = writing.save_figure(figure)
                named_before = self._names_again(at, figure.id)
                self._check_id(at, figure.id, saved, named_before=named_before)
                self._done(at, figure, saved)

    def _describe(
        self,
        at: _At,
        record: Describable,
        name: str,
        save: Callable[[Describable], SaveResult],
    ) -> None:
        """Take in what has a name, which may be described once in an import."""
        key = (at.file.sheet.value, name_key(name))
        if not self._is_said_before(at, key, record):
            record = self._words.add_described(record)
            self._save_coined(at)
            self._done(at, record, save(record))

    def _is_said_before(self, at: _At, key: Key, record: Record) -> bool:
        """Merge with a row that said the same.

        Raises `Contradiction` where one said otherwise: nobody can tell which is right.
        """
        self._check_twice(at, key)
        first, said = self._described.setdefault(key, (at, record))
        if first is at:
            return False
        if said != record:
            self._twice[key] = (first, at)
            self._check_twice(at, key)
        self._done(at, record, SaveResult(0, is_new=False, is_again=True))
        return True

    def _check_twice(self, at: _At, key: Key) -> None:
        if key in self._twice:
            first, second = self._twice[key]
            raise _contradicts(key[-1], second if at.place == first.place else first)

    def _take_target(self, at: _At, fields: dict[str, str]) -> None:
        target = records.read_target(fields, self._words, self._relatives)
        self._save_coined(at)
        named_before = self._names_again(at, target.id)
        if target.revises is None:
            self._save_target(at, target, named_before=named_before)
        else:
            self._waiting.append(_Waiting(at, target, named_before))

    def _take_milestone(self, at: _At, fields: dict[str, str]) -> None:
        self._take_revisions()
        milestone = reference_records.read_milestone(fields, self._relatives)
        number = milestone.target_id
        key = ("milestones", f"{format_target_id(number)} {milestone.day}")
        if not self._is_said_before(at, key, milestone):
            own = self._namings.beside(number)
            saved = self._writing.save_milestone(milestone._replace(target_id=own))
            self._done(at, milestone, saved)

    def _take_revisions(self) -> None:
        """Take in the targets that revise others, each after the one it revises."""
        waiting, self._waiting = self._waiting, []
        while waiting:
            files = {(item.at.place.file, item.target.id) for item in waiting}
            pending = files | {(None, number) for _, number in files}
            later = [item for item in waiting if self._revised(item) in pending]
            if len(later) == len(waiting):  # they revise one another
                for at, target, _ in later:
                    missing = NoSuchRecord(format_target_id(target.revises))
                    self._refuse(at.place, at.bad(missing))
                return
            held = {item.at.place for item in later}
            for item in waiting:
                if item.at.place not in held:
                    self._take_revision(item)
            waiting = later

    def _revised(self, item: _Waiting) -> tuple[int | None, int]:
        return self._namings.whose(item.at.place.file, item.target.revises or 0)

    def _take_revision(self, item: _Waiting) -> None:
        at, target, named_before = item
        try:
            old = self._namings.revised(at.place.file, target.revises or 0)
            revising = target._replace(revises=old)
            self._save_target(at, revising, named_before=named_before)
        except TargetsError as failure:
            self._refuse(at.place, at.bad(failure))

    def _save_target(self, at: _At, target: Target, *, named_before: bool) -> None:
        saved = self._writing.save_target(target)
        self._check_id(at, target.id, saved, named_before=named_before)
        if target.id is not None and saved.id != target.id:
            self._namings.renumber(at.place.file, target.id, saved.id)
        self._done(at, target, saved)

    def _names_again(self, at: _At, number: int | None) -> bool:
        """Say whether the file has named an id before; raises as `_is_said_before`."""
        if number is None:
            return False
        self._check_twice(at, (str(at.place.file), f"{_letter(at.file)}{number}"))
        return self._namings.name(at.place.file, number)

    def _check_id(
        self, at: _At, number: int | None, saved: SaveResult, *, named_before: bool
    ) -> None:
        """Say where an id was taken; two rows of one id in a file contradict."""
        if number is None or saved.id == number or not saved.is_new:
            return
        if named_before:
            self._conflicts.setdefault(at.place.file, {}).setdefault(number, at)
            return
        letter = _letter(at.file)
        self.said.say(f"{letter}{number} is taken: it is {letter}{saved.id}")

    def _name_first(self, file: Opened, number: int, meant: dict[int, _At]) -> None:
        """Refuse rows of one id that differ; the file is read again for the first."""
        for row in file.rows():
            place = Place(number, row.line)
            if isinstance(row, BadRow) or place in self._rejected or not meant:
                continue
            own = read_record_id(row.fields.get("id", "").strip(), _letter(file))
            second = meant.pop(own, None) if own is not None else None
            if second is not None:
                first = _At(place, file, row)
                key = (str(number), f"{_letter(file)}{own}")
                self._twice[key] = (first, second)
                self._refuse(second.place, second.bad(_contradicts(key[-1], first)))

    def _refuse(self, place: Place, row: BadRow) -> None:
        self.bad_count += 1
        if self._wishes.keep_rejects or len(self.bad) < _MOST_KEPT:
            self.bad.setdefault(place, row)

    def _save_coined(self, at: _At) -> None:
        if not self._words.new_records:
            return
        coined, self._words.new_records = self._words.new_records, []
        self._writing.save_coined(coined)
        for record in coined:
            self.said.say(new_name_text(record))
            self._plan(at, "name", 0, record)

    def _done(self, at: _At, record: Record, saved: SaveResult) -> None:
        if saved.id and not saved.is_new and self._rows[at.place.file].add(saved.id):
            saved = saved._replace(is_again=True)
        self._counts[at.place.file].count(saved)
        does = "add" if saved.is_new else "merge" if saved.is_again else "have"
        self._plan(at, does, saved.id, record)

    def _plan(self, at: _At, does: str, number: int, record: Record) -> None:
        if self._wishes.plan:
            planned = Planned(does, at.file.file, at.row.line, number, record)
            self._wishes.plan.add(planned)


def _letter(file: Opened) -> str:
    return "T" if file.sheet is Sheet.TARGETS else "F"


def _contradicts(name: str, other: _At) -> Contradiction:
    return Contradiction(
        f"it says what {name} is",
        f"{other.file.file} {other} says otherwise",
        "correct one of them, or give it a name or an id of its own",
    )
