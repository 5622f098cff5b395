"""Which stored target a row of an import means by an id."""

from __future__ import annotations

from targetcli.errors import NoSuchRecord
from targetcli.importing.result import IdSet
from targetcli.model.records import format_target_id


class IdMapping:
    """A target of its own file first, then of a file beside it, else the store's.

    An id may be taken in the store, so that the target of a file gets another. `lost`
    are the ids of targets that were rejected.
    """

    def __init__(self, files: int, lost: frozenset[int | None]) -> None:
        self._named = [IdSet() for _ in range(files)]
        self._own: list[dict[int, int]] = [{} for _ in range(files)]
        self._any: dict[int, int] = {}
        self._lost = lost

    def add_id(self, file: int, number: int) -> bool:
        """Take in an id that a file gives; say whether it gave it before."""
        return self._named[file].add(number)

    def map_id(self, file: int, number: int, stored: int) -> None:
        """Say under which id a target of a file is stored."""
        self._own[file][number] = stored
        self._any[number] = stored

    def resolve_revised_id(self, file: int, number: int) -> int:
        """Return the id of the target that one of a file revises.

        Raises `NoSuchRecord` for a rejected one; the store's own is another.
        """
        if self._named[file].has(number):
            return self._own[file].get(number, number)
        return self.resolve_id(number)

    def resolve_id(self, number: int) -> int:
        """Return the id of a target of any file, else of the store.

        Raises `NoSuchRecord` as `revised` does.
        """
        stored = self._any.get(number, number)
        if stored == number and number in self._lost:
            raise NoSuchRecord(format_target_id(number))
        return stored

    def find_owner(self, file: int, number: int) -> tuple[int | None, int]:
        """Return an id with the file that gave it: the one that names it, else any."""
        return (file if self._named[file].has(number) else None), number
