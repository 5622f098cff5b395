"""Resolve the target ids in the files of an import to stored ids."""

from __future__ import annotations

from targetcli.errors import NoSuchRecord
from targetcli.model.records import format_target_id


class IdSet:
    """A set of record ids, a bit each."""

    def __init__(self) -> None:
        self._blocks: dict[int, bytearray] = {}

    def __contains__(self, number: int) -> bool:
        block = self._blocks.get(number >> 13)
        return block is not None and bool(block[number >> 3 & 1023] & 1 << (number & 7))

    def add(self, number: int) -> bool:
        """Add an id, and return whether the set had it before."""
        block = self._blocks.setdefault(number >> 13, bytearray(1024))
        offset, bit = number >> 3 & 1023, 1 << (number & 7)
        had_id = bool(block[offset] & bit)
        block[offset] |= bit
        return had_id


class IdMapping:
    """The stored ids of the targets of an import, which may be taken in the store.

    An id in a file means the target of that file, else one of another file of the
    import, else the store's own. `rejected_ids` are those of targets that could not be
    stored.
    """

    def __init__(self, files: int, rejected_ids: frozenset[int | None]) -> None:
        self._file_ids = [IdSet() for _ in range(files)]
        self._stored_by_file: list[dict[int, int]] = [{} for _ in range(files)]
        self._stored: dict[int, int] = {}
        self._rejected_ids = rejected_ids

    def add_id(self, file: int, number: int) -> bool:
        """Note an id that a file gives, and return whether it gave it before."""
        return self._file_ids[file].add(number)

    def map_id(self, file: int, number: int, stored_id: int) -> None:
        """Note under which id a target of a file is stored."""
        self._stored_by_file[file][number] = stored_id
        self._stored[number] = stored_id

    def resolve_revised_id(self, file: int, number: int) -> int:
        """Return the stored id of the target that a target of a file revises.

        Raises `NoSuchRecord` for a rejected one; the store's own is another.
        """
        if number in self._file_ids[file]:
            return self._stored_by_file[file].get(number, number)
        return self.resolve_id(number)

    def resolve_id(self, number: int) -> int:
        """Return the stored id of a target of any file, else of the store.

        Raises `NoSuchRecord` for a rejected one.
        """
        stored_id = self._stored.get(number, number)
        if stored_id == number and number in self._rejected_ids:
            raise NoSuchRecord(format_target_id(number))
        return stored_id

    def find_owner(self, file: int, number: int) -> tuple[int | None, int]:
        """Return an id with the file, where that file gives it, else with None."""
        return (file if number in self._file_ids[file] else None), number
