"""Read the figures of a store as the texts of a file, in the order of their fields.

The store holds the texts that a file has. They are given as they stand where a record
that was read and written again agrees in all but its number and its free words; the
first of every kind is read so, and every row whose number is not plain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import itemgetter
from typing import TYPE_CHECKING

from targetcli.model.fields import FIGURE_FIELDS
from targetcli.store.selection import EVERYTHING, Selection

if TYPE_CHECKING:
    from targetcli.store.store import Store

_FIGURES = """
    SELECT 'F' || id AS id,
        (SELECT region.name FROM region WHERE region.id = region_id) AS region,
        scope,
        (SELECT metric.name FROM metric WHERE metric.id = metric_id) AS metric,
        basis, relation, value, value_high, unit, start, "end", base_period, status,
        published, ifnull(source, '') AS source, locator, as_written, note
    FROM figure WHERE {conditions} ORDER BY figure.id
"""
_COLUMNS = tuple(field.key for field in FIGURE_FIELDS)
# The columns whose texts, read together once, are read the same in every row.
_READ_COLUMNS = (
    *("metric", "basis", "relation", "value_high", "unit", "start", "end"),
    *("base_period", "status", "published"),
)
_get_read = itemgetter(*map(_COLUMNS.index, _READ_COLUMNS))
_VALUE, _REGION = _COLUMNS.index("value"), _COLUMNS.index("region")
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
    store.regions()  # damage to one of them is found before any row is written
    store.metrics()
    cells = tuple(field.cell() for field in FIGURE_FIELDS)
    agreeing: set[tuple[str, ...]] = set()
    for texts in store.select_texts(_FIGURES, selection):
        if _get_read(texts) in agreeing and _is_plain(texts[_VALUE]) and texts[_REGION]:
            yield texts
            continue
        figure = store.figure(int(texts[0][1:]))
        written = tuple([cell(figure) for cell in cells])
        if written == texts and figure.bound is not None:
            if len(agreeing) >= _MOST_HELD:
                agreeing.clear()
            agreeing.add(_get_read(texts))
        yield written
