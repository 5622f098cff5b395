"""Know the names of a store, and collect the new ones that reading meets."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import count
from typing import TYPE_CHECKING, TypeVar

from targetcli.errors import Contradiction, UnknownName, Unreadable
from targetcli.model.counted_nouns import create_noun_unit
from targetcli.model.names import find_similar_names, read_name
from targetcli.model.quantity import normalize_text
from targetcli.model.records import Metric, MetricKind, Region, Source
from targetcli.model.unit_table import UnitTable
from targetcli.model.units import Unit, UserUnit
from targetcli.problems.problem import FailureReason
from targetcli.problems.reading import ReadingProblem
from targetcli.reading.name_index import NameIndex, Simplify
from targetcli.reading.region_nesting import RegionNesting

if TYPE_CHECKING:
    from targetcli.model.lexicon import Entry, Lexicon

VocabularyRecord = Region | Metric | Source | UserUnit
VocabularyEntry = TypeVar("VocabularyEntry", Region, Metric, Source, UserUnit)


class Vocabulary:
    """Regions, metrics, sources and units that are known, and those newly met."""

    def __init__(
        self,
        simplify: Simplify,
        *,
        strict: bool = False,
        load_lexicon: Callable[[], Lexicon] | None = None,
    ) -> None:
        self.regions: NameIndex[Region] = NameIndex("region", simplify)
        self.metrics: NameIndex[Metric] = NameIndex("metric", simplify)
        self.sources: NameIndex[Source] = NameIndex("source", simplify)
        self.units = UnitTable()
        self.strict = strict
        self.reads_files = False
        self.new_records: list[VocabularyRecord] = []
        self.described_metrics: dict[str, Metric] = {}
        self.remarks: list[FailureReason] = []
        self._nesting = RegionNesting()
        self._load_lexicon = load_lexicon
        self._next_source = 1

    def add_known(self, records: Iterable[VocabularyRecord]) -> None:
        """Add records that the store already holds."""
        for record in records:
            match record:
                case Region():
                    self.regions.add(
                        record, record.name, record.name_en, *record.aliases
                    )
                    self._nesting.add(record.name, record.parent)
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
        """Add a record with its description and return it.

        Raises `Contradiction` where one of its names is another record's.
        """
        match record:
            case Region():
                self.regions.check_spelling(record, record.name, *record.aliases)
                self.regions.replace(
                    record, record.name, record.name_en, *record.aliases
                )
                self._nesting.add(record.name, record.parent)
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
        """Refuse a name that is already another source's title, address or name."""
        other = self.sources.find(name)
        if other is not None and other.id != source.id:
            from targetcli.problems.records import Conflict  # noqa: PLC0415 - to refuse

            raise Contradiction(
                Conflict.NAME_TAKEN,
                name=name,
                thing="source",
                record=source.id,
                other=other.id,
            )

    def add_new(self, record: VocabularyRecord) -> None:
        """Add a record that the store does not hold; the caller stores `new_records`.

        Raises `UnknownName` where the vocabulary is strict.
        """
        if self.strict:
            self._refuse_unknown(record)
        self.add_known([record])
        self.new_records.append(record)

    def describe_metric(self, metric: Metric) -> None:
        """Describe a stored metric better; the caller stores `described_metrics`."""
        self.metrics.replace(metric, metric.name, metric.name_en, *metric.aliases)
        self.described_metrics[metric.name] = metric

    @property
    def has_news(self) -> bool:
        """True where records, descriptions or remarks are to be taken."""
        return bool(self.new_records or self.described_metrics or self.remarks)

    def take_described_metrics(self) -> tuple[Metric, ...]:
        """Return the metrics that were described better since this was last asked."""
        described, self.described_metrics = self.described_metrics, {}
        return tuple(described.values())

    def take_remarks(self) -> tuple[FailureReason, ...]:
        """Return the remarks since this was last asked."""
        remarks, self.remarks = self.remarks, []
        return tuple(remarks)

    def find_indicator(self, name: str) -> Entry | None:
        """Return the entry of the lexicon for a name, or None."""
        return self._load_lexicon().find(name) if self._load_lexicon else None

    def find_kind_of_head_word(self, name: str) -> MetricKind | None:
        """Return the kind that the lexicon knows by the head-word of a name."""
        return (
            self._load_lexicon().kind_of_head_word(name) if self._load_lexicon else None
        )

    def find_or_add_region(self, text: str) -> Region:
        """Return the region of a name, adding it where it is new."""
        region = self.regions.find(text)
        if region is None:
            region = Region(read_name("region", text))
            self.add_new(region)
        return region

    def refuse_circle(self, region: str, parent: str) -> None:
        """Refuse to put a region into another that lies in it.

        Raises `Contradiction`.
        """
        nesting = self._nesting
        is_safe = not parent or nesting.has_parent(region, parent)
        if not is_safe and nesting.lies_in(parent, region):
            from targetcli.problems.records import Conflict  # noqa: PLC0415 - to refuse

            raise Contradiction(Conflict.NESTED_IN_CIRCLE, region=region, parent=parent)

    def find_or_add_source(self, text: str) -> str:
        """Return the id of a source by its id, address or title, adding it if new."""
        if not text.strip():
            return ""
        source = self.sources.find(text)
        if source is None:
            source = self._create_source(read_name("source", text))
            self.add_new(source)
        return source.id

    def find_or_add_unit(self, text: str) -> Unit:
        """Return the unit of a text; an unknown noun becomes a unit of its own.

        Raises `Unreadable` for any other text.
        """
        try:
            return self.units.read(text)
        except Unreadable:
            noun = self.units.find_unknown_noun(text)
            if noun is None or self.strict:
                raise
        self.add_new(create_noun_unit(noun))
        return self.find_or_add_unit(text)

    def get_unit(self, text: str) -> Unit:
        """Return the unit of a name.

        Raises `UnknownName` for an unknown name, and for a quotient or a magnitude of
        a unit, which have no name of their own.
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
                raise Unreadable(
                    "unit", record.name, problem=ReadingProblem.UNKNOWN_UNIT
                )

    def _create_source(self, text: str) -> Source:
        number = next(
            n for n in count(self._next_source) if not self.sources.find(f"S{n}")
        )
        self._next_source = number
        if text.startswith(("http://", "https://")):
            return Source(f"S{number}", url=text)
        return Source(f"S{number}", title=text)
