"""Taking files in: every row of every file, or nothing."""

from __future__ import annotations

from typing import NamedTuple

from targetcli.errors import DataRefused
from targetcli.importing.history import check_same, put_back, records_among
from targetcli.importing.importer import Rejected, Taking, Wishes
from targetcli.importing.result import Taken
from targetcli.importing.table_kinds import Opened, Sheet
from targetcli.session.session import Session, write_to
from targetcli.session.vocabulary import load_vocabulary
from targetcli.store.store import Store

_ORDER = list(Sheet)
_MOST_TOLD = 20
_AS_ASKED = Wishes()


class Intake(NamedTuple):
    """What came of several files, and what there is to say of them."""

    files: tuple[Taken, ...]
    said: tuple[str, ...]


class _Again(Exception):
    """Some rows cannot be stored: all is to be taken in without them."""


def take_in(
    store: Store,
    sheets: tuple[Opened, ...],
    command: str,
    wishes: Wishes = _AS_ASKED,
) -> Intake:
    """Take sheets in as one write and return what came of it.

    Raises `DataRefused` with the rows that cannot be stored; then nothing is.
    """
    rejected = Rejected({}, {})
    while True:
        try:
            return _take_in(store, sheets, command, wishes, rejected)
        except _Again:  # no trace is left of what the bad rows brought along
            continue


def _take_in(
    store: Store,
    sheets: tuple[Opened, ...],
    command: str,
    wishes: Wishes,
    rejected: Rejected,
) -> Intake:
    records = records_among(sheets)
    ordered = sorted(records, key=lambda sheet: _ORDER.index(sheet.sheet))
    if wishes.plan:
        wishes.plan.restart()
    with write_to(store, command, dry_run=wishes.dry_run) as writing:
        restored = put_back(sheets, writing, dry_run=wishes.dry_run)
        words = load_vocabulary(store, strict=wishes.strict)
        taking = Taking(words, writing, wishes, rejected)
        taken = taking.take_all(ordered)
        if taking.bad and wishes.keep_rejects:
            rejected.rows.update(taking.bad)
            raise _Again
        if taking.bad:
            told = sorted(taking.bad.values(), key=lambda bad: bad[:2])
            raise DataRefused(tuple(told[:_MOST_TOLD]), taking.bad_count)
        check_same(restored, ordered, taken, added=not writing.is_empty)
        if wishes.keep_rejects and not wishes.dry_run:
            wishes.keep_rejects(
                [rejected.rows[place] for place in sorted(rejected.rows)]
            )
    return Intake(taken, (*restored.said, *taking.said.lines()))


def tell(session: Session, taken: Intake, *, dry_run: bool = False) -> None:
    """Say what came of files."""
    verb = "would be added" if dry_run else "added"
    for file in taken.files:
        parts = [f"{file.added} {verb}"]
        for number, what in (
            (file.already_there, "already there"),
            (file.merged, "merged with a row like it"),
            (file.rejected, "rejected"),
        ):
            parts += [f"{number} {what}"] if number else []
        session.say(f"{file.file}: {', '.join(parts)}")
    for line in taken.said:
        session.say(line)
