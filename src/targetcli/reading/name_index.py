"""Find records of one type by any of their names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

from targetcli.errors import Contradiction, UnknownName
from targetcli.model.names import find_similar_names, join_characters, name_key
from targetcli.model.records import Metric, Region, Source

# Each of them compares an unknown name with every known one.
_MOST_SEARCHES = 20

Simplify = Callable[[str], str]
Record = TypeVar("Record", Region, Metric, Source)


class NameIndex(Generic[Record]):
    """Records of one type, found by any of their names."""

    def __init__(self, record_type: str, simplify: Simplify) -> None:
        self.record_type = record_type
        self._simplify = simplify
        self._records_by_key: dict[str, Record] = {}
        self._spelling_by_key: dict[str, str] = {}
        self._keys_by_record: dict[str, list[str]] = {}
        self._weak_keys: set[str] = set()
        self._keys_by_simplified: dict[str, list[str]] | None = None
        self._nearest_by_text: dict[str, tuple[str, ...]] = {}
        self._searches_left = _MOST_SEARCHES
        self.changes = 0
        """How often a name came to mean something else, or anything at all."""

    def add(self, record: Record, *names: str) -> None:
        """Add a record under its names.

        Raises `Contradiction` where one of them already names another record.
        """
        names_by_key = self._check_free(record, names, record[0])
        self._weak_keys.difference_update(names_by_key)
        self._index(record, names_by_key)

    def add_weak_names(self, record: Record, *names: str) -> None:
        """Add names that others may share, such as a source's title, where free."""
        free_names = [name for name in names if name and not self.has_name(name)]
        names_by_key = {name_key(name): name for name in free_names}
        self._weak_keys.update(names_by_key)
        self._index(record, names_by_key)

    def _index(self, record: Record, names_by_key: dict[str, str]) -> None:
        self.changes += 1
        self._nearest_by_text.clear()
        for key, name in names_by_key.items():
            self._records_by_key[key] = record
            self._spelling_by_key[key] = name
            if self._keys_by_simplified is not None:
                self._index_simplified(self._keys_by_simplified, key)
        self._keys_by_record.setdefault(record[0], []).extend(names_by_key)

    def replace(self, record: Record, *names: str) -> None:
        """Replace the record of the same name by one that is described better.

        The names of the replaced record stay. Raises `Contradiction` as `add` does,
        and then replaces nothing.
        """
        key = name_key(record[0])
        old, old_names = self._records_by_key.get(key), tuple[str, ...]()
        # GDP is no description of gdp: a store would hold both, and find neither.
        if old is not None and old[0] == record[0]:
            self._check_free(record, names, old[0])
            old_names = tuple(self._own_names(old))
            self._remove(old)
        self.add(record, *names, *old_names)

    def check_spelling(self, record: Record, *names: str) -> None:
        """Refuse a name that is another record's name in other Chinese characters.

        Raises `Contradiction`.
        """
        for name in names:
            other = None if self.has_name(name) else self.find(name)
            if other is not None and other[0] != record[0]:
                from targetcli.problems.records import Conflict  # noqa: PLC0415 - to refuse

                raise Contradiction(
                    Conflict.FOLDED_NAME_TAKEN,
                    name=name,
                    thing=self.record_type,
                    record=record[0],
                    other=other[0],
                )

    def find_similar(self, text: str, *own_names: str) -> str:
        """Return the known name most like a new one, or nothing."""
        known = [
            name
            for name in self._spelling_by_key.values()
            if name not in (text, *own_names)
        ]
        return next(iter(find_similar_names(text, known)), "")

    def find(self, text: str) -> Record | None:
        """Return the record of a name, Traditional or Simplified, or None."""
        key = name_key(text)
        if key in self._records_by_key or key.isascii():
            return self._records_by_key.get(key)
        if self._keys_by_simplified is None:
            self._keys_by_simplified = {}
            for known in self._records_by_key:
                self._index_simplified(self._keys_by_simplified, known)
        keys = self._keys_by_simplified.get(self._fold(key), ())
        found = {
            record[0]: record for record in map(self._records_by_key.__getitem__, keys)
        }
        # Two records of one simplified name are never merged: neither is found.
        return next(iter(found.values())) if len(found) == 1 else None

    def has_name(self, text: str) -> bool:
        """Return True where this very name is taken, in the same characters."""
        return name_key(text) in self._records_by_key

    def get(self, text: str) -> Record:
        """Return the record of a name.

        Raises `UnknownName` with the most similar names, which are sought for the
        first twenty unknown ones: of a file of them no more are shown.
        """
        record = self.find(text)
        if record is None:
            raise UnknownName(self.record_type, text, self._find_nearest(text))
        return record

    def records(self) -> tuple[Record, ...]:
        """Return each record once."""
        return tuple(dict.fromkeys(self._records_by_key.values()))

    def _find_nearest(self, text: str) -> tuple[str, ...]:
        if text in self._nearest_by_text:
            return self._nearest_by_text[text]
        if self._searches_left == 0:
            return ()
        self._searches_left -= 1
        nearest = find_similar_names(text, self._spelling_by_key.values())
        self._nearest_by_text[text] = nearest
        return nearest

    def _check_free(
        self, record: Record, names: tuple[str, ...], own_name: str
    ) -> dict[str, str]:
        """Return names by key; raise `Contradiction` for a name of another record."""
        names_by_key = {name_key(name): name for name in names if name}
        for key, name in names_by_key.items():
            other = None if key in self._weak_keys else self._records_by_key.get(key)
            if other is not None and other[0] != own_name:
                from targetcli.problems.records import Conflict  # noqa: PLC0415 - to refuse

                raise Contradiction(
                    Conflict.NAME_TAKEN,
                    name=name,
                    thing=self.record_type,
                    record=record[0],
                    other=other[0],
                )
        return names_by_key

    def _own_names(self, record: Record) -> Iterator[str]:
        for key in self._keys_by_record[record[0]]:
            if self._records_by_key.get(key) == record and key not in self._weak_keys:
                yield self._spelling_by_key[key]

    def _remove(self, record: Record) -> None:
        self.changes += 1
        for key in self._keys_by_record.pop(record[0]):
            if self._records_by_key.get(key) == record:
                del self._records_by_key[key], self._spelling_by_key[key]
                if self._keys_by_simplified is not None:
                    self._keys_by_simplified[self._fold(key)].remove(key)

    def _fold(self, key: str) -> str:
        """Return a key in Simplified characters, without blanks between them."""
        return self._simplify(join_characters(key))

    def _index_simplified(self, simplified: dict[str, list[str]], key: str) -> None:
        keys = simplified.setdefault(self._fold(key), [])
        if key not in keys:
            keys.append(key)
