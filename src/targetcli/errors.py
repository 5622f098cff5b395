"""What can go wrong that a user can put right.

    TargetsError
    ├─ Unreadable          a value, period, unit or name that is not understood
    ├─ UnknownName         a region, metric or source the store does not hold
    ├─ UnknownColumn       a field nobody knows
    ├─ NoSuchRecord        an id that names nothing
    ├─ Contradiction       two statements that cannot both hold
    ├─ WrongUsage          a combination of options that means nothing
    ├─ ConfigRefused       a profile that does not hold what it should
    ├─ FileRefused         a file that is not the table it should be
    ├─ DataRefused         rows of a file that cannot be stored; nothing was
    ├─ StoreUnusable       missing, empty, foreign, newer, damaged, full, read-only
    ├─ OutputUnusable      an output that exists, is the store, or cannot be written
    ├─ NotWritable         what a format cannot hold as it is
    └─ StoreBusy           another process holds the lock

Each carries facts; sentences are made in `render.failures`, exit codes in `cli`.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple


class TargetsError(Exception):
    """A failure that a user can put right."""


class Unreadable(TargetsError):
    """Text that does not fit the grammar of what it should be.

    `closed` says that what is accepted is all there is, not examples of it.
    """

    def __init__(
        self,
        thing: str,
        text: str,
        accepted: tuple[str, ...] = (),
        why: str = "",
        *,
        closed: bool = False,
    ) -> None:
        super().__init__(thing, text, accepted, why)
        self.thing = thing
        self.text = text
        self.accepted = accepted
        self.why = why
        self.closed = closed


class UnknownName(TargetsError):
    """A name the store does not hold, with the nearest it does."""

    def __init__(self, thing: str, text: str, nearest: tuple[str, ...] = ()) -> None:
        super().__init__(thing, text, nearest)
        self.thing = thing
        self.text = text
        self.nearest = nearest


class UnknownColumn(TargetsError):
    """A field or sort key that this answer does not have."""

    def __init__(self, text: str, known: tuple[str, ...]) -> None:
        super().__init__(text, known)
        self.text = text
        self.known = known


class NoSuchRecord(TargetsError):
    """An id that names no target, figure or source."""

    def __init__(self, record_id: str) -> None:
        super().__init__(record_id)
        self.record_id = record_id


class Contradiction(TargetsError):
    """Two statements about one record that cannot both hold."""

    def __init__(self, one: str, other: str, hint: str = "") -> None:
        super().__init__(one, other, hint)
        self.one = one
        self.other = other
        self.hint = hint


class WrongUsage(TargetsError):
    """Options that together mean nothing."""

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(what, hint)
        self.what = what
        self.hint = hint


class BadRow(NamedTuple):
    """One row that cannot be stored: where it stands, the failure it met, its cells."""

    file: str
    line: int
    failure: TargetsError
    fields: Mapping[str, str] = MappingProxyType({})
    counted: str = "line"


class DataRefused(TargetsError):
    """A file with rows that cannot be stored; nothing of it was."""

    def __init__(self, rows: tuple[BadRow, ...], count: int) -> None:
        super().__init__(rows, count)
        self.rows = rows
        self.count = count
        """How many there are in all; `rows` may be the first of them."""


class FileRefused(TargetsError):
    """A file that cannot be read as the table it should be."""

    def __init__(self, file: str, why: str, hint: str = "") -> None:
        super().__init__(file, why, hint)
        self.file = file
        self.why = why
        self.hint = hint


class ConfigRefused(TargetsError):
    """A file of the user's own settings that does not hold what it should.

    `line` is 0 where no line is at fault.
    """

    def __init__(self, file: str, why: str, key: str = "", line: int = 0) -> None:
        super().__init__(file, why, key, line)
        self.file = file
        self.why = why
        self.key = key
        self.line = line


class StoreTrouble(StrEnum):
    """Why a store cannot be used."""

    MISSING = "missing"
    EMPTY = "empty"
    FOREIGN = "foreign"
    NEWER = "newer"
    OLDER = "older"
    OLDER_READ_ONLY = "older-read-only"
    DAMAGED = "damaged"
    READ_ONLY = "read-only"
    FULL = "full"
    EXISTS = "exists"
    UNREACHABLE = "unreachable"
    LINKED = "linked"
    FAILED = "failed"
    OLD_SQLITE = "old-sqlite"


class StoreUnusable(TargetsError):
    """A store that cannot be read or written."""

    def __init__(self, trouble: StoreTrouble, path: str, detail: str = "") -> None:
        super().__init__(trouble, path, detail)
        self.trouble = trouble
        self.path = path
        self.detail = detail


class OutputUnusable(TargetsError):
    """An output that may not or cannot be written."""

    def __init__(self, path: str, why: str, hint: str = "") -> None:
        super().__init__(path, why, hint)
        self.path = path
        self.why = why
        self.hint = hint


class NotWritable(TargetsError):
    """What a format cannot hold as it is: where it stands, and why it does not fit."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(where, why)
        self.where = where
        self.why = why


class StoreBusy(TargetsError):
    """Another process held the lock for as long as we waited."""

    def __init__(self, path: str, seconds: float) -> None:
        super().__init__(path, seconds)
        self.path = path
        self.seconds = seconds
