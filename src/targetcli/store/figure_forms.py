"""Write figures as cells, and once those that many figures share.

A panel has thousands of figures of one metric, basis, unit and status. They differ in
few cells; the others, and the text of them that digests read, are written once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from targetcli.model.records import Figure, Metric
from targetcli.store.digests import json_text, serialize_row
from targetcli.store.record_rows import (
    SHARED_FIGURE_COLUMNS,
    own_figure_cells,
    shared_figure_cells,
)
from targetcli.store.row_cells import Value

# Few stores have figures of more forms; of those that do they are written again.
_MOST_FORMS = 1024
_OWN_CELLS = slice(len(SHARED_FIGURE_COLUMNS), None)

Cells = tuple[Value, ...]
_Key = tuple[object, ...]


class FigureForm:
    """The cells that some figures share, and the text of these cells."""

    def __init__(self, figure: Figure, metric_id: int) -> None:
        self.figure = figure
        self._shared = shared_figure_cells(figure, metric_id)
        self._before_end = self._write_text("base_period", "basis")
        self._before_note = self._write_text("metric_id")
        self._before_start = self._write_text("relation", "scope", "source")
        self._before_value = self._write_text("status", "unit")

    def write_cells(self, figure: Figure, region_id: int) -> Cells:
        """Write a figure of this form as cells of the `FIGURE_ROW`."""
        return self._shared + own_figure_cells(figure, region_id)

    def serialize(self, cells: Cells) -> str:
        """Serialize a figure of this form as `serialize_row` does.

        Days and digits need no escapes.
        """
        own: tuple[Any, ...] = cells[_OWN_CELLS]
        region_id, value, high, start, end, published, locator, words, note = own
        return "".join(
            (
                f'{{"as_written":{json_text(words)},' if words else "{",
                f'{self._before_end}"end":"{end}",',
                f'"locator":{json_text(locator)},' if locator else "",
                self._before_note,
                f'"note":{json_text(note)},' if note else "",
                f'"published":"{published}",' if published else "",
                f'"region_id":{region_id},{self._before_start}',
                f'"start":"{start}",' if start else "",
                f'{self._before_value}"value":"{value}"',
                f',"value_high":"{high}"}}' if high else "}",
            )
        )

    def _write_text(self, *columns: str) -> str:
        """Return the text of shared cells, and a comma behind it if there is any."""
        cells = dict(zip(SHARED_FIGURE_COLUMNS, self._shared, strict=True))
        text = serialize_row({column: cells[column] for column in columns})[1:-1]
        return f"{text}," if text else ""


class FigureForms:
    """The forms of the figures that a write saves."""

    def __init__(self, most: int = _MOST_FORMS) -> None:
        self._most = most
        self._forms: dict[_Key, FigureForm] = {}

    def clear(self) -> None:
        """Forget all forms: a metric was changed."""
        self._forms.clear()

    def find(
        self, figure: Figure, find_metric_id: Callable[[Metric], int]
    ) -> FigureForm:
        """Return the form of a figure.

        Parts are the same where they are one object: a form keeps its own, so that no
        other has their ids.
        """
        bound, base_period = figure.bound, figure.base_period
        key = (
            id(figure.metric),
            figure.scope,
            id(figure.basis),
            id(bound and bound.relation),
            id(bound and bound.unit),
            id(base_period),
            id(figure.status),
            figure.source,
        )
        form = self._forms.get(key)
        if form is None:
            if len(self._forms) >= self._most:
                self._forms.clear()
            metric_id = find_metric_id(figure.metric)
            form = self._forms[key] = FigureForm(figure, metric_id)
        return form
