"""Taking files in: every row of every file, or nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from functools import cache
from io import TextIOWrapper
from pathlib import Path
from shutil import copyfileobj
from typing import TYPE_CHECKING, NamedTuple

from targetcli.commands import environment
from targetcli.commands.session import Session, vocabulary
from targetcli.errors import (
    BadRow,
    DataRefused,
    FileRefused,
    NoSuchRecord,
    TargetsError,
    WrongUsage,
)
from targetcli.model.period import Relatives
from targetcli.model.records import Metric, Region, Source, Target, target_name
from targetcli.model.units import NamedUnit
from targetcli.reading import catalogue, entries
from targetcli.reading.tables import Opened, Sheet, read_table
from targetcli.reading.vocabulary import Vocabulary
from targetcli.store.rows import Saved
from targetcli.store.store import Store

if TYPE_CHECKING:
    from targetcli.store.writing import Writing

_ORDER = list(Sheet)
_MOST_IN_MEMORY = 8 * 1024 * 1024


class Taken(NamedTuple):
    """What came of one file."""

    file: str
    added: int
    already_there: int


class Intake(NamedTuple):
    """What came of several files, and what there is to say of them."""

    files: tuple[Taken, ...]
    said: tuple[str, ...]


def take_in(
    store: Store,
    files: Iterable[Path],
    *,
    command: str,
    strict: bool = False,
    dry_run: bool = False,
) -> Intake:
    """Take files in as one write and return what came of it.

    Raises `FileRefused` for a file that is no such table, `DataRefused` with every row
    that cannot be stored; then nothing is.
    """
    with ExitStack() as stack:
        opened = [_opened(stack, path, store.path) for path in files]
        stamp = environment.time_stamp()
        with store.writing(command, stamp, dry_run=dry_run) as writing:
            words = vocabulary(store, strict=strict)
            intake = _Rows(words, writing)
            ordered = sorted(opened, key=lambda file: _ORDER.index(file.sheet))
            taken = [intake.take(file) for file in ordered]
            intake.take_revisions()
            if intake.bad:
                raise DataRefused(tuple(sorted(intake.bad, key=lambda bad: bad[:2])))
    return Intake(tuple(taken), tuple(dict.fromkeys(intake.said)))


def tell(session: Session, taken: Intake, *, dry_run: bool = False) -> None:
    """Say what came of files."""
    verb = "would be added" if dry_run else "added"
    for file in taken.files:
        there = f", {file.already_there} already there" if file.already_there else ""
        session.say(f"{file.file}: {file.added} {verb}{there}")
    for line in taken.said:
        session.say(line)


def describe(record: Region | Metric | Source | NamedUnit) -> str:
    """Say what was coined, so that a wrong guess is seen."""
    match record:
        case Region():
            return f"new region {record.name}"
        case Metric():
            way = {"more": "more is better", "less": "less is better"}
            better = way.get(record.better, "neither way is better")
            return f"new metric {record.name}: {record.kind}, {better}"
        case Source():
            return f"new source {record.id}: {record.title or record.url}"
        case NamedUnit():
            return f"new unit {record.word}: counted one by one"


class _Rows:
    """The rows of an import as they come, and those that cannot be stored."""

    def __init__(self, words: Vocabulary, writing: Writing) -> None:
        self._words = words
        self._writing = writing
        self._relatives = Relatives(environment.today())
        self._target_ids: dict[int, int] = {}
        self._revisions: list[tuple[str, int, Target]] = []
        self.bad: list[BadRow] = []
        self.said: list[str] = []

    def take(self, file: Opened) -> Taken:
        """Take in the rows of one file."""
        added = there = 0
        for row in file.rows:
            if isinstance(row, BadRow):
                self.bad.append(row)
                continue
            try:
                saved = self._take_row(file, row.line, row.fields)
            except TargetsError as failure:
                self.bad.append(BadRow(file.file, row.line, failure))
                continue
            added += saved.is_new
            there += not saved.is_new
        return Taken(file.file, added, there)

    def take_revisions(self) -> None:
        """Take in the targets that revise others, each after the one it revises."""
        waiting, self._revisions = self._revisions, []
        while waiting:
            pending = {target.id for _, _, target in waiting}
            ready = [item for item in waiting if item[2].revises not in pending]
            if not ready:
                self.bad += [
                    BadRow(file, line, NoSuchRecord(target_name(target.revises)))
                    for file, line, target in waiting
                ]
                return
            for file, line, target in ready:
                self._take_revision(file, line, target)
            waiting = [item for item in waiting if item not in ready]

    def _take_revision(self, file: str, line: int, target: Target) -> None:
        old = self._target_ids.get(target.revises or 0, target.revises)
        try:
            self._save_target(target._replace(revises=old))
        except TargetsError as failure:
            self.bad.append(BadRow(file, line, failure))

    def _take_row(self, file: Opened, line: int, fields: dict[str, str]) -> Saved:
        words, writing = self._words, self._writing
        match file.sheet:
            case Sheet.SOURCES:
                return writing.save_source(words.accept(catalogue.read_source(fields)))
            case Sheet.UNITS:
                return writing.save_unit(words.accept(catalogue.read_unit(fields)))
            case Sheet.REGIONS:
                region = words.accept(catalogue.read_region(fields, words))
                self._save_coined()
                return writing.save_region(region)
            case Sheet.METRICS:
                metric = words.accept(catalogue.read_metric(fields, words))
                self._save_coined()
                return writing.save_metric(metric)
            case Sheet.IDENTITIES:
                identity = catalogue.read_identity(fields, words)
                self._save_coined()
                return writing.save_identity(identity)
            case Sheet.TARGETS:
                target = entries.read_target(fields, words, self._relatives)
                self._save_coined()
                if target.revises is not None:
                    self._revisions.append((file.file, line, target))
                    return Saved(0, is_new=True)
                return self._save_target(target)
            case Sheet.MILESTONES:
                self.take_revisions()
                milestone = catalogue.read_milestone(fields, self._relatives)
                number = milestone.target_id
                own = self._target_ids.get(number, number)
                return writing.save_milestone(milestone._replace(target_id=own))
            case Sheet.FIGURES:
                figure = entries.read_figure(fields, words, self._relatives)
                self._save_coined()
                return writing.save_figure(figure)

    def _save_target(self, target: Target) -> Saved:
        saved = self._writing.save_target(target)
        if target.id is not None:
            self._target_ids[target.id] = saved.id
            if saved.is_new and saved.id != target.id:
                self.said.append(
                    f"{target_name(target.id)} is taken: it is {target_name(saved.id)}"
                )
        return saved

    def _save_coined(self) -> None:
        coined, self._words.coined = self._words.coined, []
        self._writing.save_coined(coined)
        self.said += map(describe, coined)


def _opened(stack: ExitStack, path: Path, store: Path) -> Opened:
    if str(path) == "-":
        lines = _standard_input()
        lines.seek(0)
        return read_table("-", _decoded("-", lines))
    if path.exists() and store.exists() and path.samefile(store):
        raise WrongUsage(f"{path} is the store itself", "name a file to import")
    try:
        file = stack.enter_context(path.open(encoding="utf-8-sig", newline=""))
    except OSError as error:
        raise FileRefused(str(path), error.strerror or "it cannot be read") from error
    return read_table(path.name, _decoded(path.name, file))


@cache
def _standard_input() -> TextIOWrapper:
    """Hold the standard input, for files may have to be taken in a second time."""
    from tempfile import SpooledTemporaryFile  # noqa: PLC0415 - only for this

    held = SpooledTemporaryFile(_MOST_IN_MEMORY)  # noqa: SIM115 - for the whole run
    copyfileobj(sys.stdin.buffer, held)
    return TextIOWrapper(held, encoding="utf-8-sig", newline="")


def _decoded(name: str, lines: Iterable[str]) -> Iterator[str]:
    try:
        yield from lines
    except UnicodeDecodeError as error:
        why = f"byte {error.start} is not UTF-8"
        raise FileRefused(name, why, "save it as UTF-8") from error
