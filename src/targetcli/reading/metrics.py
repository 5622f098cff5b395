"""Find the metric of a row, or describe a new one by what is said and known of it.

Nothing is guessed: what nobody said, and no lexicon knows, stays unsaid
(docs/design.md §4.1).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from targetcli.errors import Contradiction
from targetcli.model import bound_vocabulary, units
from targetcli.model.counted_nouns import count_without_rank
from targetcli.model.lexicon import Entry
from targetcli.model.names import name_key, quote_argument, read_name
from targetcli.model.numberless_words import has_no_number, tells_of_happening
from targetcli.model.records import (
    Basis,
    Better,
    Commitment,
    Metric,
    MetricKind,
    Origin,
)
from targetcli.model.unit_vocabulary import is_magnitude
from targetcli.model.wording import SideWords, Wording
from targetcli.problems.problem import FailureReason
from targetcli.problems.records import Conflict
from targetcli.problems.remarks import Remark
from targetcli.reading.cells import Cells, read_code, require_text
from targetcli.reading.headings import translate_code
from targetcli.reading.vocabulary import Vocabulary


class RowMetric(NamedTuple):
    """Metric of a row, and if the row is the first to name or to describe it."""

    metric: Metric
    is_new: bool = False
    is_described: bool = False

    def add_to(self, vocabulary: Vocabulary) -> None:
        """Add the metric to the vocabulary once its row is known to be good."""
        if self.is_new:
            vocabulary.add_new(self.metric)
        elif self.is_described:
            vocabulary.describe_metric(self.metric)


class RowMeaning(NamedTuple):
    """Meaning that a row gives a metric, by its options and the words of its value."""

    kind: MetricKind | None
    better: Better | None
    kind_of_words: MetricKind | None


def read_kind_as_commitment(cells: Cells) -> Commitment | None:
    """Return the commitment that stands in the column of kinds, if one does.

    Plans have 约束性 and 预期性 below 指标类型, which is our heading of kinds.
    """
    word = translate_code(cells.get("kind", "").strip())
    return next((each for each in Commitment if each.value == word), None)


def find_metric(
    cells: Cells, vocabulary: Vocabulary, wording: Wording | None, basis: Basis
) -> RowMetric:
    """Return the metric of a row; the caller adds it once the row is read.

    Raises `Contradiction` where the row says otherwise than was said before,
    `UnknownName` for a new name where the vocabulary is strict.
    """
    text = require_text(cells, "metric")
    meaning = RowMeaning(
        None
        if read_kind_as_commitment(cells)
        else read_code(cells, "kind", MetricKind),
        read_code(cells, "better", Better),
        _find_kind_of_words(cells, vocabulary, wording, basis),
    )
    metric = vocabulary.metrics.find(text)
    if metric is not None:
        return _describe_stored(metric, meaning, wording, vocabulary)
    name = read_name("metric", text)
    if vocabulary.strict:
        vocabulary.metrics.get(name)
    entry = vocabulary.find_indicator(name)
    stored = find_by_entry(entry, vocabulary) if entry else None
    if stored is not None:
        argument = quote_argument(name)
        facts = {"name": name, "metric": stored.name, "argument": argument}
        vocabulary.remarks.append(FailureReason(Remark.STORED_AS, facts))
        return _describe_stored(stored, meaning, wording, vocabulary)
    return RowMetric(_create_metric(name, entry, meaning, vocabulary), is_new=True)


def settle_wording(wording: Wording, metric: Metric, vocabulary: Vocabulary) -> Wording:
    """Return a wording as it is meant of a metric: without a side that it gives away.

    A rise of prices is the way of counting them, and what should fall is reached from
    above. 名 and 位 count, unless they give a place.
    """
    gives_way = wording.side_words is SideWords.REACH and metric.better is Better.LESS
    is_counted_rise = wording.side_words is SideWords.RISE and _is_price(
        metric, vocabulary
    )
    if gives_way or is_counted_rise:
        wording = wording.without_side()
    if wording.is_ranked or metric.kind is MetricKind.RANK:
        return wording
    if wording.is_yearly and is_magnitude(wording.unit):
        # 2 million a year counts the metric, in units.
        return wording._replace(unit=f"{wording.unit} units")
    if wording.is_yearly and not wording.unit:
        return wording._replace(unit="units")
    counted = count_without_rank(wording.unit)
    if counted != wording.unit:
        facts = {"unit": wording.unit, "counted": counted}
        vocabulary.remarks.append(FailureReason(Remark.RANK_UNIT_COUNTS, facts))
    return wording._replace(unit=counted)


def add_known(metric: Metric, vocabulary: Vocabulary) -> Metric:
    """Return a metric with what the lexicon knows of it where nobody said anything.

    That is the whole entry of its name, or the kind that its head-word gives.
    """
    entry = vocabulary.find_indicator(metric.name)
    if entry is not None:
        metric = _know(metric, _list_known(entry))
        metric = _name_by_entry(metric, entry, vocabulary)
    kind = vocabulary.find_kind_of_head_word(metric.name)
    return _know(metric, {"kind": kind})


def list_names(metric: Metric) -> tuple[str, ...]:
    """Return every name of a metric."""
    return (metric.name, *filter(None, (metric.name_en, *metric.aliases)))


def _describe_stored(
    metric: Metric, meaning: RowMeaning, wording: Wording | None, vocabulary: Vocabulary
) -> RowMetric:
    """Return a stored metric with what the row says of it."""
    described = metric
    for column in ("kind", "better"):
        said = getattr(meaning, column)
        if said is None:
            continue
        stored, origin = getattr(metric, column), getattr(metric, f"{column}_from")
        if origin is Origin.SAID and stored is not said:
            raise Contradiction(
                Conflict.SAID_OTHERWISE,
                metric=metric.name,
                column=column,
                value=said,
                stored=stored,
                option=f"{column}={said}",
                argument=quote_argument(metric.name),
            )
        described = _say(described, column, said)
    is_yearly = wording is not None and wording.is_yearly
    if is_yearly and described.kind is None:
        described = _know(described, {"kind": MetricKind.FLOW})
    if described == metric:
        return RowMetric(metric)
    facts = {
        "metric": metric.name,
        "kind_text": described.kind or "unsaid",
        "better": described.better or "unsaid",
    }
    vocabulary.remarks.append(FailureReason(Remark.DESCRIBED, facts))
    return RowMetric(described, is_described=True)


def _create_metric(
    name: str, entry: Entry | None, meaning: RowMeaning, vocabulary: Vocabulary
) -> Metric:
    metric = Metric(name)
    if entry is not None:
        metric = _know(metric, _list_known(entry))
        metric = _name_by_entry(metric, entry, vocabulary)
    kind = meaning.kind_of_words or vocabulary.find_kind_of_head_word(name)
    if metric.kind is None and kind is not None:
        metric = _know(metric, {"kind": kind})
    for column in ("kind", "better"):
        said = getattr(meaning, column)
        metric = metric if said is None else _say(metric, column, said)
    if metric.kind is MetricKind.RANK and metric.better is None:
        metric = _know(metric, {"better": Better.LESS})
    return metric


def _say(metric: Metric, column: str, value: object) -> Metric:
    changes: dict[str, Any] = {column: value, f"{column}_from": Origin.SAID}
    return metric._replace(**changes)


def _know(metric: Metric, known: Mapping[str, object]) -> Metric:
    """Return a metric with what is known of it, where nothing else is."""
    changes: dict[str, Any] = {}
    for column, value in known.items():
        if value is not None and getattr(metric, column) is None:
            changes |= {column: value, f"{column}_from": Origin.KNOWN}
    return metric._replace(**changes)


def _list_known(entry: Entry) -> dict[str, object]:
    return {
        "kind": entry.kind,
        "better": entry.better,
        "non_negative": entry.non_negative,
    }


def _name_by_entry(metric: Metric, entry: Entry, vocabulary: Vocabulary) -> Metric:
    """Return a metric with those names of its lexicon entry that are free."""
    own_keys = set(map(name_key, list_names(metric)))
    free = [
        name
        for name in entry.names
        if name_key(name) not in own_keys and vocabulary.metrics.find(name) is None
    ]
    is_named = entry.name_en in free and not metric.name_en
    name_en = entry.name_en if is_named else metric.name_en
    aliases = (*metric.aliases, *(name for name in free if name != name_en))
    return metric._replace(name_en=name_en, aliases=aliases, lexicon=entry.lexicon)


def find_by_entry(entry: Entry, vocabulary: Vocabulary) -> Metric | None:
    """Return the stored metric that has a name of a lexicon entry, or None."""
    found = (vocabulary.metrics.find(name) for name in entry.names)
    return next((metric for metric in found if metric is not None), None)


def _find_kind_of_words(
    cells: Cells, vocabulary: Vocabulary, wording: Wording | None, basis: Basis
) -> MetricKind | None:
    """Return the kind that the value itself gives, or None.

    A share and a quotient are ratios, a place is a rank, the amount of a year is a
    flow; words of happening, and yes or no, make an event.
    """
    if wording is None:
        return _find_kind_without_number(cells)
    if wording.is_ranked or _is_place_of(cells["metric"], wording):
        return MetricKind.RANK
    if wording.is_yearly:
        return MetricKind.FLOW
    if basis is Basis.LEVEL and wording.unit:
        unit = vocabulary.find_or_add_unit(count_without_rank(wording.unit))
        return MetricKind.RATIO if units.is_ratio(unit) else None
    return None


def _is_place_of(metric: str, wording: Wording) -> bool:
    """Check that a number is a place by the name of its metric: 5名 of 大学排名."""
    names_rank = metric.strip().casefold().endswith(bound_vocabulary.RANK_NAMES)
    return names_rank and count_without_rank(wording.unit) != wording.unit


def _find_kind_without_number(cells: Cells) -> MetricKind | None:
    value = cells.get("value", "").strip()
    words = value or cells.get("as_written", "").strip()
    if has_no_number(words):
        return MetricKind.RANK if words.endswith("前列") else None
    is_answer = bool(value) and not has_no_number(value)
    names_happening = tells_of_happening(words or cells.get("metric", ""))
    is_counted = bool(cells.get("unit", "").strip())
    happens = is_answer or (names_happening and not is_counted)
    return MetricKind.EVENT if happens else None


def _is_price(metric: Metric, vocabulary: Vocabulary) -> bool:
    """Check that a rise of a metric is the way of counting it, as of prices."""
    if any(map(_names_price, list_names(metric))):
        return True
    entry = vocabulary.find_indicator(metric.name)
    return entry is not None and entry.is_price


def _names_price(name: str) -> bool:
    words = set(re.findall(r"[a-z]+", name.casefold()))
    return any(
        price in (words if price.isascii() else name.casefold())
        for price in bound_vocabulary.PRICES
    )
