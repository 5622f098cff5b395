"""Select the records of a run in its store, and load what their verdicts need."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from targetcli import environment
from targetcli.errors import UnknownName
from targetcli.model.names import find_similar_names, name_key
from targetcli.model.period import ReferenceDays, read_day
from targetcli.session.options import RecordFilter
from targetcli.session.vocabulary import load_vocabulary
from targetcli.store.store import Selection, Store

if TYPE_CHECKING:
    from targetcli.model.records import Figure
    from targetcli.reports.comparison import TargetVersions
    from targetcli.reports.figure_index import FigureIndex


def resolve_filter(store: Store, record_filter: RecordFilter) -> Selection:
    """Turn the names and dates in a filter into a selection of records.

    Raises `UnknownName` for a region, metric or source that the store does not hold.
    """
    if not any(value is not None and value is not False for value in record_filter):
        return Selection()
    from targetcli.model.names import read_scope  # noqa: PLC0415 - only when asked

    vocabulary = load_vocabulary(store)
    source, due_before = record_filter.source, record_filter.due_before
    metrics = [vocabulary.metrics.get(name).name for name in record_filter.metric or ()]
    regions = tuple(
        vocabulary.regions.get(name).name for name in record_filter.region or ()
    )
    if record_filter.with_parts:
        regions = index_figures(store).list_with_parts(regions)
    days = ReferenceDays(environment.today())
    return Selection(
        regions=regions or None,
        metrics=tuple(metrics) or None,
        scope=None if record_filter.scope is None else read_scope(record_filter.scope),
        plan=_find_text("plan", record_filter.plan, store.plans()),
        owner=_find_text("owner", record_filter.owner, store.owners()),
        source=vocabulary.sources.get(source).id if source else None,
        due_before=read_day(due_before, days).end if due_before else None,
    )


def _find_text(thing: str, text: str | None, known: Iterable[str]) -> str | None:
    """Return the known text that is meant, however it is spelt; "" means none.

    One that no record has is kept, and said with what is near: it selects nothing.
    """
    if not text:
        return text
    by_key = {name_key(name): name for name in known}
    name = by_key.get(name_key(text))
    if name is None:
        near = find_similar_names(text, by_key.values())
        _say_failure(UnknownName(thing, text, near))
    return name or text


def _say_failure(failure: UnknownName) -> None:
    from targetcli.render.error_messages.message import (  # noqa: PLC0415
        build_error_message,
    )

    message = build_error_message(failure)
    environment.say("\n".join(filter(None, (message.message, message.hint))))


def index_figures(store: Store) -> FigureIndex:
    """Build the index that finds the figures for a target in this store."""
    from targetcli.reports.figure_index import FigureIndex  # noqa: PLC0415 - not for listings

    def fetch(metric: str, regions: tuple[str, ...]) -> tuple[Figure, ...]:
        return tuple(store.figures(Selection(metrics=(metric,), regions=regions)))

    return FigureIndex(store.regions(), store.identities(), store.milestones(), fetch)


def load_versions(store: Store) -> TargetVersions:
    """Load the revisions of targets, and look up a version only when it is needed."""
    from targetcli.reports.comparison import TargetVersions  # noqa: PLC0415 - not for listings

    return TargetVersions(store.successors(), cache(store.target))
