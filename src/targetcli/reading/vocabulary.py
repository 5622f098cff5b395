"""The names a store knows, and the new ones that a reading coins."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import count
from typing import Generic, TypeVar

from targetcli.errors import Contradiction, UnknownName, Unreadable
from targetcli.model.names import find_similar_names, name_key, read_name
from targetcli.model.quantity import normalize_text
from targetcli.model.records import Metric, Region, Source
from targetcli.model.units import Unit, UnitTable, UserUnit

Simplify = Callable[[str], str]
Record = TypeVar("Record", Region, Metric, Source)
VocabularyRecord = Region | Metric | Source | UserUnit
VocabularyEntry = TypeVar("VocabularyEntry", Region, Metric, Source, UserUnit)


class NameIndex(Generic[Record]):
    """Records of one sort, found by any of their names."""

    def __init__(self, record_type: str, simplify: Simplify) -> None:
        self.thing = record_type
        self._simplify = simplify
        self._records_by_key: dict[str, Record] = {}
        self._spelling_by_key: dict[str, str] = {}
        self._keys_by_record: dict[str, list[str]] = {}
        self._weak_keys: set[str] = set()
        self._records_by_simplified: dict[str, Record | None] | None = None

    def add(self, record: Record, *names: str) -> None:
        """Take in a record under its names.

        Raises `Contradiction` where one of them already names another record.
        """
        names_by_key = self._check_free(record, names, record[0])
        self._weak_keys.difference_update(names_by_key)
        self._index(record, names_by_key)

    def add_weak_names(self, record: Record, *names: str) -> None:
        """Let a record be found by names that others may bear too, where not taken."""
        free_names = [name for name in names if name and not self.has_name(name)]
        names_by_key = {name_key(name): name for name in free_names}
        self._weak_keys.update(names_by_key)
        self._index(record, names_by_key)

    def _index(self, record: Record, names_by_key: dict[str, str]) -> None:
        for key, name in names_by_key.items():
            self._records_by_key[key] = record
            self._spelling_by_key[key] = name
            if self._records_by_simplified is not None:
                self._index_simplified(self._records_by_simplified, key, record)
        self._keys_by_record.setdefault(record[0], []).extend(names_by_key)

    def replace(self, record: Record, *names: str) -> None:
        """Take in a record in place of the one of its name, described better now.

        The names of that one stay its own: a description may tell fewer. Raises
        `Contradiction` as `add` does; nothing is replaced then.
        """
        key = name_key(record[0])
        old, old_names = self._records_by_key.get(key), tuple[str, ...]()
        if old is not None and name_key(old[0]) == key:
            self._check_free(record, names, old[0])
            old_names = tuple(self._own_names(old))
            self._remove(old)
        self.add(record, *names, *old_names)

    def check_spelling(self, record: Record, *names: str) -> None:
        """Refuse a name that is another record's in other characters.

        Raises `Contradiction`.
        """
        for name in names:
            other = None if self.has_name(name) else self.find(name)
            if other is not None and other[0] != record[0]:
                raise Contradiction(
                    f"“{name}” is to name the {self.thing} {record[0]}",
                    f"in other characters it already names {other[0]}",
                )

    def find_similar(self, text: str, *own_names: str) -> str:
        """Return the known name that looks most like a new one, if any does."""
        known = [
            name
            for name in self._spelling_by_key.values()
            if name not in (text, *own_names)
        ]
        return next(iter(find_similar_names(text, known)), "")

    def find(self, text: str) -> Record | None:
        """Return the record so named, in Traditional or Simplified characters."""
        key = name_key(text)
        if key in self._records_by_key or key.isascii():
            return self._records_by_key.get(key)
        if self._records_by_simplified is None:
            self._records_by_simplified = {}
            for known, record in self._records_by_key.items():
                self._index_simplified(self._records_by_simplified, known, record)
        return self._records_by_simplified.get(self._simplify(key))

    def has_name(self, text: str) -> bool:
        """Say whether just this name is taken, whatever characters it is in."""
        return name_key(text) in self._records_by_key

    def get(self, text: str) -> Record:
        """Return the record so named.

        Raises `UnknownName` with the nearest names known.
        """
        record = self.find(text)
        if record is None:
            raise UnknownName(
                self.thing,
                text,
                find_similar_names(text, self._spelling_by_key.values()),
            )
        return record

    def records(self) -> tuple[Record, ...]:
        """Return every record once."""
        return tuple(dict.fromkeys(self._records_by_key.values()))

    def _check_free(
        self, record: Record, names: tuple[str, ...], own_name: str
    ) -> dict[str, str]:
        """Return the names by key; none of them may name a record but the same one."""
        names_by_key = {name_key(name): name for name in names if name}
        for key, name in names_by_key.items():
            other = None if key in self._weak_keys else self._records_by_key.get(key)
            if other is not None and other[0] != own_name:
                raise Contradiction(
                    f"“{name}” is to name the {self.thing} {record[0]}",
                    f"it already names {other[0]}",
                )
        return names_by_key

    def _own_names(self, record: Record) -> Iterator[str]:
        for key in self._keys_by_record[record[0]]:
            if self._records_by_key.get(key) == record and key not in self._weak_keys:
                yield self._spelling_by_key[key]

    def _remove(self, record: Record) -> None:
        for key in self._keys_by_record.pop(record[0]):
            if self._records_by_key.get(key) == record:
                del self._records_by_key[key], self._spelling_by_key[key]
        self._records_by_simplified = None

    def _index_simplified(
        self, simple: dict[str, Record | None], key: str, record: Record
    ) -> None:
        spelling = self._simplify(key)
        other = simple.get(spelling, record)
        # Where two are one in Simplified characters, neither is found: no merging.
        simple[spelling] = record if other and other[0] == record[0] else None


class Vocabulary:
    """Regions, metrics, sources and units, and what was coined while reading."""

    def __init__(self, simplify: Simplify, *, strict: bool = False) -> None:
        self.regions: NameIndex[Region] = NameIndex("region", simplify)
        self.metrics: NameIndex[Metric] = NameIndex("metric", simplify)
        self.sources: NameIndex[Source] = NameIndex("source", simplify)
        self.units = UnitTable()
        self.strict = strict
        self.new_records: list[VocabularyRecord] = []
        self._next_source = 1

    def add_known(self, records: Iterable[VocabularyRecord]) -> None:
        """Take in records that the store already holds."""
        for record in records:
            match record:
                case Region():
                    self.regions.add(
                        record, record.name, record.name_en, *record.aliases
                    )
                case Metric():
                    self.metrics.add(
                        record, record.name, record.name_en, *record.aliases
                    )
                case Source():
                    self.sources.add(record, record.id, *record.aliases)
                    # Several sources may share a title or an address.
                    self.sources.add_weak_names(record, record.url, record.title)
                case UserUnit():
                    self.units.add(record)

    def add_described(self, record: VocabularyEntry) -> VocabularyEntry:
        """Take in a record that is described here, and return it.

        Raises `Contradiction` where one of its names is another record's.
        """
        match record:
            case Region():
                self.regions.check_spelling(record, record.name, *record.aliases)
                self.regions.replace(
                    record, record.name, record.name_en, *record.aliases
                )
            case Metric():
                self.metrics.check_spelling(record, record.name, *record.aliases)
                self.metrics.replace(
                    record, record.name, record.name_en, *record.aliases
                )
            case Source():
                for name in (record.id, *record.aliases):
                    self._check_source_name(record, name)
                self.sources.replace(record, record.id, *record.aliases)
                self.sources.add_weak_names(record, record.url, record.title)
            case UserUnit():
                self.add_known([record])
        return record

    def _check_source_name(self, source: Source, name: str) -> None:
        """Refuse what is another source's title, address or name so far."""
        other = self.sources.find(name)
        if other is not None and other.id != source.id:
            raise Contradiction(
                f"“{name}” is to name the source {source.id}",
                f"it already names {other.id}",
            )

    def add_new(self, record: VocabularyRecord) -> None:
        """Take in a record that is new; the caller stores what was coined.

        Raises `UnknownName` where only known names are wanted.
        """
        if self.strict:
            self._refuse_unknown(record)
        self.add_known([record])
        self.new_records.append(record)

    def find_or_add_region(self, text: str) -> Region:
        """Return the region so named, coining it where it is new."""
        region = self.regions.find(text)
        if region is None:
            region = Region(read_name("region", text))
            self.add_new(region)
        return region

    def find_or_add_source(self, text: str) -> str:
        """Return the id of a source named by id, address or title; coin a new one."""
        if not text.strip():
            return ""
        source = self.sources.find(text)
        if source is None:
            source = self._create_source(read_name("source", text))
            self.add_new(source)
        return source.id

    def find_or_add_unit(self, text: str) -> Unit:
        """Return the unit so written; an unknown bare noun becomes a count.

        Raises `Unreadable` for what is neither.
        """
        try:
            return self.units.read(text)
        except Unreadable:
            noun = self.units.find_unknown_noun(text)
            if noun is None or self.strict:
                raise
        self.add_new(UserUnit(noun))
        return self.units.read(text)

    def get_unit(self, text: str) -> Unit:
        """Return the single unit so named.

        Raises `UnknownName` with the nearest for what cannot be read, and for a
        quotient or a magnitude of a unit, which have no name of their own.
        """
        unit = self.units.find(normalize_text(text))
        if unit is None:
            words = (unit.text for unit in self.units.units())
            raise UnknownName("unit", text, find_similar_names(text, words))
        return unit

    def _refuse_unknown(self, record: VocabularyRecord) -> None:
        match record:
            case Region():
                self.regions.get(record.name)
            case Metric():
                self.metrics.get(record.name)
            case Source():
                self.sources.get(record.title or record.url)
            case UserUnit():
                raise Unreadable("unit", record.name, why="it is not a known unit")

    def _create_source(self, text: str) -> Source:
        number = next(
            n for n in count(self._next_source) if not self.sources.find(f"S{n}")
        )
        self._next_source = number
        if text.startswith(("http://", "https://")):
            return Source(f"S{number}", url=text)
        return Source(f"S{number}", title=text)
