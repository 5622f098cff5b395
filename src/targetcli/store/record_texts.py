"""Read the records of a store as the texts of a file, in the order of their fields.

The store holds the texts that a file has. They are given as they stand where a record
that was read and written again agrees in all but its number and its free words; the
first of every kind is read so, and every row whose number is not plain.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain, islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from targetcli.model.field import Field
from targetcli.model.fields import FIGURE_FIELDS, TARGET_FIELDS
from targetcli.store.selection import EVERYTHING, Selection

if TYPE_CHECKING:
    from targetcli.model.records import Figure, Target
    from targetcli.store.store import Store

_SELECTED = """
    FROM (SELECT * FROM {table} WHERE {{conditions}}) AS {table}
    LEFT JOIN region ON region.id = region_id
    LEFT JOIN metric ON metric.id = metric_id
    ORDER BY {table}.id
"""
_TARGETS = """
    SELECT 'T' || target.id, region.name, scope, metric.name, basis, relation, value,
        value_high, target.unit, window_start, deadline, base_period, commitment,
        baseline_value, baseline_unit, baseline_period, plan, announced,
        ifnull(source, ''), locator, as_written, note, ifnull('T' || revises, ''),
        withdrawn, ifnull(withdrawn_source, ''), side, deadline_period,
        ifnull(nullif("when", ''), 'at'), owner, basis_from
""" + _SELECTED.format(table="target")
_FIGURES = """
    SELECT 'F' || figure.id, region.name, scope, metric.name, basis, relation, value,
        value_high, figure.unit, start, "end", base_period, status, published,
        ifnull(source, ''), locator, as_written, note
""" + _SELECTED.format(table="figure")

_ROWS_TOGETHER = 50  # that are looked at together
_MOST_HELD = 8192
# A number as it is written, with fewer digits than any number may have.
_is_plain = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,12})?").fullmatch

Texts = tuple[str, ...]
_GetTexts = Callable[[Texts], Any]


def target_texts(store: Store, selection: Selection = EVERYTHING) -> Iterator[Texts]:
    """Yield the texts of the selected targets by id.

    Raises `StoreUnusable` for the first row that cannot be read.
    """
    reader = _TextReader(store, store.targets, TARGET_FIELDS, _TARGETS_READ_TOGETHER)
    return chain.from_iterable(reader.read(_TARGETS, selection))


def figure_texts(store: Store, selection: Selection = EVERYTHING) -> Iterator[Texts]:
    """Yield the texts of the selected figures by id; raises as `target_texts`."""
    reader = _TextReader(store, store.figures, FIGURE_FIELDS, _FIGURES_READ_TOGETHER)
    return chain.from_iterable(reader.read(_FIGURES, selection))


# Columns whose texts, read together once, are read the same in every row.
_MEANING = ("metric", "basis", "relation", "value_high", "unit", "base_period")
_TARGETS_READ_TOGETHER = (
    (*_MEANING, "baseline_value", "baseline_unit", "baseline_period"),
    ("window_start", "deadline", "deadline_period", "announced", "withdrawn"),
    ("commitment", "side", "when", "basis_from"),
)
_FIGURES_READ_TOGETHER = ((*_MEANING, "status"), ("start", "end", "published"))


class _TextReader:
    """Reads texts, and knows which of them agree with what their record says."""

    def __init__(
        self,
        store: Store,
        read_records: Callable[[Selection], Iterator[Any]],
        fields: tuple[Field[Any], ...],
        read_together: tuple[tuple[str, ...], ...],
    ) -> None:
        places = {field.key: place for place, field in enumerate(fields)}
        self._store, self._read_records = store, read_records
        self._cells = tuple(field.cell() for field in fields)
        self._get_value = itemgetter(places["value"])
        self._get_region = itemgetter(places["region"])
        self._regions: frozenset[str] = frozenset()
        self._kinds: list[tuple[set[Texts], _GetTexts]] = [
            (set(), itemgetter(*(places[key] for key in keys)))
            for keys in read_together
        ]

    def read(self, query: str, selection: Selection) -> Iterator[list[Texts]]:
        """Yield the texts of the selected records, some rows at a time."""
        # Damage to one of them is found before any row is written.
        self._regions = frozenset(region.name for region in self._store.regions())
        self._store.metrics()
        rows = self._store.select_texts(query, selection)
        while together := [*islice(rows, _ROWS_TOGETHER)]:
            yield together if self._agree(together) else self._read_again(together)

    def _agree(self, rows: list[Texts]) -> bool:
        """Return True where the record of each row would be written as it stands."""
        return (
            all(agreeing.issuperset(map(get, rows)) for agreeing, get in self._kinds)
            and all(map(_is_plain, map(self._get_value, rows)))
            and self._regions.issuperset(map(self._get_region, rows))
        )

    def _read_again(self, rows: list[Texts]) -> list[Texts]:
        """Return the texts of rows, of which some are read as records."""
        doubtful = [row for row in rows if not self._agree([row])]
        ids = tuple(int(row[0][1:]) for row in doubtful)
        records = self._read_records(Selection(ids=ids))
        written = {
            row[0]: self._write(row, record)
            for row, record in zip(doubtful, records, strict=True)
        }
        return [written.get(row[0], row) for row in rows]

    def _write(self, row: Texts, record: Target | Figure) -> Texts:
        texts = tuple([cell(record) for cell in self._cells])
        if texts == row and record.bound is not None:
            for agreeing, get in self._kinds:
                if len(agreeing) >= _MOST_HELD:
                    agreeing.clear()
                agreeing.add(get(row))
        return texts
