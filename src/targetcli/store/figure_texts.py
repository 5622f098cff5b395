"""Read the figures of a store as the texts of a file, in the order of their fields.

The store holds the texts that a file has. They are given as they stand where a record
that was read and written again agrees in all but its number and its free words: the
first of every kind is read so, and every row whose number is not plain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice
from operator import itemgetter
from typing import TYPE_CHECKING

from targetcli.model.fields import FIGURE_FIELDS
from targetcli.store.selection import EVERYTHING, Selection

if TYPE_CHECKING:
    from targetcli.model.records import Figure
    from targetcli.store.store import Store

_FIGURES = """
    SELECT 'F' || figure.id, region.name, scope, metric.name, basis, relation, value,
        value_high, figure.unit, start, "end", base_period, status, published,
        ifnull(source, ''), locator, as_written, note
    FROM (SELECT * FROM figure WHERE {conditions}) AS figure
    LEFT JOIN region ON region.id = region_id
    LEFT JOIN metric ON metric.id = metric_id
    ORDER BY figure.id
"""
_ROWS_TOGETHER = 50  # that are looked at together
_COLUMNS = tuple(field.key for field in FIGURE_FIELDS)
# Columns whose texts, read together once, are read the same in every row.
_READ_TOGETHER = (
    ("metric", "basis", "relation", "value_high", "unit", "base_period", "status"),
    ("start", "end", "published"),
)
_get_kinds = [itemgetter(*map(_COLUMNS.index, keys)) for keys in _READ_TOGETHER]
_get_value, _get_region = map(itemgetter, map(_COLUMNS.index, ("value", "region")))
# A number as it is written, with fewer digits than any number may have.
_is_plain = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,12})?").fullmatch
_MOST_HELD = 8192

FigureTexts = tuple[str, ...]


def figure_texts(
    store: Store, selection: Selection = EVERYTHING
) -> Iterator[FigureTexts]:
    """Yield the texts of the selected figures by id.

    Raises `StoreUnusable` for the first row that cannot be read.
    """
    return chain.from_iterable(_FigureTextReader(store).read(selection))


class _FigureTextReader:
    """Reads texts, and knows which of them agree with what their record says."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._cells = tuple(field.cell() for field in FIGURE_FIELDS)
        self._agreeing: tuple[set[FigureTexts], ...] = tuple(set() for _ in _get_kinds)
        self._regions: frozenset[str] = frozenset()

    def read(self, selection: Selection) -> Iterator[list[FigureTexts]]:
        """Yield the texts of the selected figures, some rows at a time."""
        # Damage to one of them is found before any row is written.
        self._regions = frozenset(region.name for region in self._store.regions())
        self._store.metrics()
        rows = self._store.select_texts(_FIGURES, selection)
        while together := [*islice(rows, _ROWS_TOGETHER)]:
            yield together if self._agree(together) else self._read_again(together)

    def _agree(self, rows: list[FigureTexts]) -> bool:
        """Return True where the record of each row would be written as it stands."""
        return (
            all(
                agreeing.issuperset(map(get_kind, rows))
                for agreeing, get_kind in zip(self._agreeing, _get_kinds, strict=True)
            )
            and all(map(_is_plain, map(_get_value, rows)))
            and self._regions.issuperset(map(_get_region, rows))
        )

    def _read_again(self, rows: list[FigureTexts]) -> list[FigureTexts]:
        """Return the texts of rows, of which some are read as records."""
        doubtful = [row for row in rows if not self._agree([row])]
        ids = tuple(int(row[0][1:]) for row in doubtful)
        figures = self._store.figures(Selection(ids=ids))
        written = {
            row[0]: self._write(row, figure)
            for row, figure in zip(doubtful, figures, strict=True)
        }
        return [written.get(row[0], row) for row in rows]

    def _write(self, row: FigureTexts, figure: Figure) -> FigureTexts:
        texts = tuple([cell(figure) for cell in self._cells])
        if texts == row and figure.bound is not None:
            for agreeing, get_kind in zip(self._agreeing, _get_kinds, strict=True):
                if len(agreeing) >= _MOST_HELD:
                    agreeing.clear()
                agreeing.add(get_kind(row))
        return texts
