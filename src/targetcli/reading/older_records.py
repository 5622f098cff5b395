"""Read the records of a store that did not keep who gave their meaning.

Such a store took metrics for stocks or flows, and for better with more, where nobody
said it. Here what was said stays, what the lexicon knows is known, and the rest is
unsaid (docs/design.md §4.1).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from targetcli.errors import TargetsError
from targetcli.model import units
from targetcli.model.bound import Bound, Relation
from targetcli.model.bound_words import read_wording
from targetcli.model.counted_nouns import create_noun_unit
from targetcli.model.metric_meaning import MEANING_COLUMNS
from targetcli.model.numberless_words import tells_of_happening
from targetcli.model.records import (
    Basis,
    Better,
    EventAnswer,
    Figure,
    Metric,
    MetricKind,
    Origin,
    Target,
)
from targetcli.model.units import UserUnit
from targetcli.model.wording import RecordRole, Wording
from targetcli.reading.metrics import add_known, settle_wording
from targetcli.reading.vocabulary import Vocabulary

STATES = (MetricKind.STOCK, MetricKind.RANK)
_DOUBLE_SIDED = (Relation.ABOUT, Relation.RANGE)


class OlderMetric(NamedTuple):
    """Metric as it was taken, all of it for said, and the columns that were."""

    metric: Metric
    said: frozenset[str]


class OlderRecords(NamedTuple):
    """The targets and figures of one metric, in the order of their ids."""

    targets: tuple[Target, ...]
    figures: tuple[Figure, ...]

    @property
    def all(self) -> tuple[Target | Figure, ...]:
        """Both of them."""
        return (*self.targets, *self.figures)


def reread_metric(
    older: OlderMetric, records: OlderRecords, vocabulary: Vocabulary
) -> Metric:
    """Return a metric with what was said of it, and what is known of the rest."""
    metric = _keep_said(older)
    if older.metric.kind is MetricKind.EVENT and _name_event(records.all):
        metric = _know_kind(metric, MetricKind.EVENT)
    metric = add_known(metric, vocabulary)
    return _know_kind(metric, _find_kind(records))


def reread_target(
    target: Target, metric: Metric, vocabulary: Vocabulary, *, is_described: bool
) -> Target:
    """Return a target whose relation and side are those of its own words.

    One that `is_described`, as the packaged ones are, was read by people: its relation
    and basis were said.
    """
    target = target._replace(metric=metric)
    if is_described and target.basis is Basis.LEVEL:
        target = target._replace(basis_from=Origin.SAID)
    bound, wording = target.bound, _reread_wording(target, RecordRole.TARGET)
    if wording is None or bound is None:
        return target
    settled = settle_wording(wording, metric, vocabulary)
    if wording.is_yearly:
        target = target._replace(basis_from=Origin.SAID)
    bound = _change_unit(bound, wording, settled, vocabulary)
    if not is_described:
        bound = bound._replace(relation=settled.relation or Relation.UNSAID)
    side = settled.side if bound.relation in _DOUBLE_SIDED else None
    return target._replace(bound=bound, side=side)


def reread_figure(
    figure: Figure, older: OlderMetric, metric: Metric, vocabulary: Vocabulary
) -> Figure:
    """Return a figure without the start that was dropped for a guessed stock."""
    figure = figure._replace(metric=metric)
    wording = _reread_place(figure)
    if figure.bound is not None and wording is not None:
        settled = settle_wording(wording, metric, vocabulary)
        bound = _change_unit(figure.bound, wording, settled, vocabulary)
        figure = figure._replace(bound=bound)
    is_dropped = lost_its_period(figure, older, metric)
    return figure._replace(start=figure.end) if is_dropped else figure


def lost_its_period(figure: Figure, older: OlderMetric, metric: Metric) -> bool:
    """Check that only a guess made a figure one as at a day."""
    was_guessed = "kind" not in older.said and older.metric.kind in STATES
    is_state = metric.kind in STATES
    is_at_day = figure.start is None and figure.basis is Basis.LEVEL
    return is_at_day and was_guessed and not is_state and figure.bound is not None


def reread_unit(unit: UserUnit, *, is_said: bool) -> UserUnit:
    """Return a noun that was counted with all others as a unit of its own."""
    was_guessed = not is_said and unit == UserUnit(unit.name)
    return create_noun_unit(unit.name) if was_guessed else unit


def _keep_said(older: OlderMetric) -> Metric:
    """Return a metric with its names, and what was said of it."""
    metric = older.metric
    kept = Metric(metric.name, metric.name_en, aliases=metric.aliases)
    said = {
        column: getattr(metric, column)
        for column in MEANING_COLUMNS
        if column in older.said
    }
    origins = {f"{column}_from": getattr(metric, f"{column}_from") for column in said}
    return kept._replace(**said, **origins)


def _know_kind(metric: Metric, kind: MetricKind | None) -> Metric:
    """Return a metric with a kind where it has none; less is better of a rank."""
    if metric.kind is not None or kind is None:
        return metric
    metric = metric._replace(kind=kind, kind_from=Origin.KNOWN)
    if kind is MetricKind.RANK and metric.better is None:
        return metric._replace(better=Better.LESS, better_from=Origin.KNOWN)
    return metric


def _find_kind(records: OlderRecords) -> MetricKind | None:
    """Return the kind that the values of a metric give by themselves, or None."""
    wordings = [
        *(_reread_wording(target, RecordRole.TARGET) for target in records.targets),
        *(_reread_place(figure) for figure in records.figures),
    ]
    read = [wording for wording in wordings if wording is not None]
    if any(wording.is_ranked for wording in read):
        return MetricKind.RANK
    if any(wording.is_yearly for wording in read):
        return MetricKind.FLOW
    levels = [r.bound for r in records.all if r.bound and r.basis is Basis.LEVEL]
    is_ratio = levels and all(units.is_ratio(bound.unit) for bound in levels)
    return MetricKind.RATIO if is_ratio else None


def _name_event(records: Iterable[Target | Figure]) -> bool:
    """Check that records say yes or no, that something happens, or nothing at all."""
    return any(
        record.answer is not EventAnswer.UNSAID
        or not record.as_written
        or tells_of_happening(record.as_written)
        for record in records
    )


def _reread_wording(record: Target | Figure, role: RecordRole) -> Wording | None:
    """Read the words of a record anew; None where they do not hold its value."""
    bound = record.bound
    if bound is None or not record.as_written:
        return None
    for unit in ("", bound.unit.text):
        wording = _read_words(record.as_written, role, unit)
        if wording is not None and _says_same(wording, bound, record.basis):
            return wording
    return None


def _reread_place(figure: Figure) -> Wording | None:
    """Read the words of a figure anew where 名 or 位 may give a place."""
    bound = figure.bound
    may_be_place = bound is not None and bound.unit.dimension == units.RANK
    return _reread_wording(figure, RecordRole.FIGURE) if may_be_place else None


@lru_cache(4096)
def _read_words(words: str, role: RecordRole, unit: str) -> Wording | None:
    try:
        return read_wording(words, role, unit)
    except TargetsError:
        return None


def _says_same(wording: Wording, bound: Bound, basis: Basis) -> bool:
    is_same_value = (wording.value, wording.value_high) == bound[1:3]
    is_same_unit = wording.unit in ("", bound.unit.text)
    return is_same_value and is_same_unit and wording.basis in (None, basis)


def _change_unit(
    bound: Bound, wording: Wording, settled: Wording, vocabulary: Vocabulary
) -> Bound:
    """Return a bound in another unit where its words mean another: 600名 are people."""
    if settled.unit == wording.unit:
        return bound
    return bound._replace(unit=vocabulary.find_or_add_unit(settled.unit))
