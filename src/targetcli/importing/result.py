"""What an import has come upon so far: counts, ids, and what is to be said of it."""

from __future__ import annotations

from typing import NamedTuple

from targetcli.store.rows import SaveResult

_MOST_SAID = 50


class FileResult(NamedTuple):
    """What came of one file."""

    file: str
    added: int
    already_there: int
    merged: int
    rejected: int


class Messages:
    """What there is to say, each once; of very much, how much more."""

    def __init__(self) -> None:
        self._lines: dict[str, None] = {}
        self._more = 0

    def add(self, line: str) -> None:
        """Take a line in."""
        if len(self._lines) < _MOST_SAID:
            self._lines[line] = None
        elif line not in self._lines:
            self._more += 1

    def lines(self) -> tuple[str, ...]:
        """Return what is to be said."""
        more = (f"and {self._more} more new names or ids",) if self._more else ()
        return (*self._lines, *more)


class IdSet:
    """Which ids a file has come upon so far, in a bit each."""

    def __init__(self) -> None:
        self._blocks: dict[int, bytearray] = {}

    def has(self, number: int) -> bool:
        """Say whether an id was named."""
        block = self._blocks.get(number >> 13)
        return block is not None and bool(block[number >> 3 & 1023] & 1 << (number & 7))

    def add(self, number: int) -> bool:
        """Take an id in; say whether it was there before."""
        block = self._blocks.setdefault(number >> 13, bytearray(1024))
        at, bit = number >> 3 & 1023, 1 << (number & 7)
        was_there = bool(block[at] & bit)
        block[at] |= bit
        return was_there


class RowCounts:
    """What has come of one file so far."""

    def __init__(self) -> None:
        self.added = self.already_there = self.merged = self.rejected = 0

    def add(self, saved: SaveResult) -> None:
        """Count a row that is stored now."""
        self.added += saved.is_new
        self.merged += saved.is_again
        self.already_there += not (saved.is_new or saved.is_again)
