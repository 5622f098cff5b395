"""Select the records of a run in its store, and load what their verdicts need."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from targetcli import environment
from targetcli.errors import UnknownName
from targetcli.model.names import find_similar_names, read_scope, spelling_key
from targetcli.model.period import ReferenceDays
from targetcli.model.period_reader import read_day
from targetcli.model.records import Metric, Region
from targetcli.session.options import RecordFilter
from targetcli.session.vocabulary import create_vocabulary
from targetcli.store.selection import Selection
from targetcli.store.store import Store

if TYPE_CHECKING:
    from targetcli.reading.name_index import NameIndex
    from targetcli.reading.vocabulary import Vocabulary
    from targetcli.reports.comparison import TargetVersions
    from targetcli.reports.figure_index import FigureIndex

_Named = TypeVar("_Named", bound=Region | Metric)


def load_filter_names(store: Store, record_filter: RecordFilter) -> Vocabulary:
    """Load the names of those types of records that a filter names."""
    vocabulary = create_vocabulary()
    if texts := record_filter.region:
        vocabulary.add_known(choose_named(store.regions(), texts))
    if texts := record_filter.metric:
        vocabulary.add_known(choose_named(store.metrics(), texts))
    if record_filter.source:
        vocabulary.add_known(store.sources())
    return vocabulary


def choose_named(records: Sequence[_Named], texts: Collection[str]) -> Sequence[_Named]:
    """Return the records of these very names, or all where one is spelt otherwise.

    Indexing every name of a large store takes longer than the rest of a listing.
    """
    wanted, spellings = set(texts), set[str]()
    chosen: list[_Named] = []
    for record in records:
        names = (record.name, record.name_en, *record.aliases)
        if not wanted.isdisjoint(names):
            chosen.append(record)
            spellings.update(filter(None, names))
    return chosen if wanted <= spellings else records


def resolve_filter(
    store: Store, record_filter: RecordFilter, names: Vocabulary | None = None
) -> Selection:
    """Turn the names and dates in a filter into a selection of records.

    A name that the store does not hold selects nothing. The names are those of
    `load_filter_names`, where they are loaded by then.
    """
    if not any(value is not None and value is not False for value in record_filter):
        return Selection()
    vocabulary = names or load_filter_names(store, record_filter)
    source, due_before = record_filter.source, record_filter.due_before
    metrics = [_find_metric(vocabulary, name) for name in record_filter.metric or ()]
    regions = tuple(
        _find_region(vocabulary, name) for name in record_filter.region or ()
    )
    if record_filter.with_parts:
        regions = index_figures(store).list_with_parts(regions)
    days = ReferenceDays(environment.today())
    return Selection(
        regions=regions or None,
        metrics=tuple(metrics) or None,
        scope=None if record_filter.scope is None else read_scope(record_filter.scope),
        plan=_find_text(record_filter.plan, store.plans()),
        owner=_find_text(record_filter.owner, store.owners()),
        source=_find_source(vocabulary, source) if source else None,
        due_before=read_day(due_before, days).end if due_before else None,
    )


def list_unknown_names(
    store: Store, record_filter: RecordFilter, names: Vocabulary
) -> tuple[UnknownName, ...]:
    """List the names in a filter that no record has, each with what is near."""
    return tuple(_find_unknown_names(store, record_filter, names))


def _find_unknown_names(
    store: Store, record_filter: RecordFilter, vocabulary: Vocabulary
) -> Iterator[UnknownName]:
    named: tuple[tuple[NameIndex[Any], Sequence[str]], ...] = (
        (vocabulary.regions, record_filter.region or ()),
        (vocabulary.metrics, record_filter.metric or ()),
        (vocabulary.sources, [record_filter.source] if record_filter.source else ()),
    )
    for names, texts in named:
        for text in texts:
            try:
                names.get(text)
            except UnknownName as failure:
                if names is vocabulary.metrics and _find_by_lexicon(vocabulary, text):
                    continue
                yield failure
    known_texts = (
        ("scope", read_scope(record_filter.scope or ""), store.scopes),
        ("plan", record_filter.plan or "", store.plans),
        ("owner", record_filter.owner or "", store.owners),
    )
    for thing, wanted, list_known in known_texts:
        known = list_known() if wanted else ()
        if wanted and spelling_key(wanted) not in map(spelling_key, known):
            yield UnknownName(thing, wanted, find_similar_names(wanted, known))


def _find_region(vocabulary: Vocabulary, text: str) -> str:
    region = vocabulary.regions.find(text)
    return text if region is None else region.name


def _find_metric(vocabulary: Vocabulary, text: str) -> str:
    metric = vocabulary.metrics.find(text) or _find_by_lexicon(vocabulary, text)
    return text if metric is None else metric.name


def _find_by_lexicon(vocabulary: Vocabulary, text: str) -> Metric | None:
    from targetcli.reading.metrics import find_by_entry  # noqa: PLC0415 - seldom

    entry = vocabulary.find_indicator(text)
    return find_by_entry(entry, vocabulary) if entry else None


def _find_source(vocabulary: Vocabulary, text: str) -> str:
    source = vocabulary.sources.find(text)
    return text if source is None else source.id


def _find_text(text: str | None, known: Iterable[str]) -> str | None:
    """Return the known text that is meant, however it is spelt; "" means none."""
    if not text:
        return text
    by_key = {spelling_key(name): name for name in known}
    return by_key.get(spelling_key(text), text)


def index_figures(store: Store) -> FigureIndex:
    """Build the index that finds the figures for a target in this store."""
    from targetcli.reports.figure_index import FigureIndex  # noqa: PLC0415 - not for listings

    return FigureIndex(
        store.regions(),
        store.identities(),
        store.milestones(),
        store.figures_of,
        store.figures_together,
    )


def load_versions(store: Store) -> TargetVersions:
    """Load the revisions of targets, and look up a version only when it is needed."""
    from targetcli.reports.comparison import TargetVersions  # noqa: PLC0415 - not for listings

    return TargetVersions(store.successors(), cache(store.target))
