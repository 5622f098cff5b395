"""Encode rows of a comparison in the process that judged them.

Texts pass between processes at a fraction of the cost of records.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from targetcli.render.columns.comparison import comparison_json, comparison_layout
from targetcli.render.table import Column, Layout
from targetcli.reports.comparison import ComparisonRow

if TYPE_CHECKING:
    from targetcli.render.columns.records import Json

RowEncoder = Callable[[ComparisonRow], Any]
"""Function that can be pickled, and makes of a row what can be pickled cheaply."""


def create_cell_encoder(keys: tuple[str, ...], *, for_people: bool) -> RowEncoder:
    """Create a function that encodes a row as the cells of some columns."""
    return partial(_encode_labels if for_people else _encode_cells, keys)


def create_cell_layout(keys: tuple[str, ...]) -> Layout[tuple[str, ...]]:
    """Create the layout of rows encoded as the cells of some columns."""
    layout = comparison_layout()
    columns = {column.key: column for column in layout.columns}
    cell_columns = tuple(
        _create_cell_column(columns[key], place) for place, key in enumerate(keys)
    )
    return Layout(cell_columns, layout.file_keys, layout.brief_keys)


def _create_cell_column(
    column: Column[ComparisonRow], place: int
) -> Column[tuple[str, ...]]:
    return Column(
        column.key,
        itemgetter(place),
        column.no_wrap,
        column.content,
        heading_context=column.heading_context,
        heading=column.heading,
    )


def _encode_cells(keys: tuple[str, ...], row: ComparisonRow) -> tuple[str, ...]:
    return tuple([column.cell(row) for column in _list_columns(keys)])


def _encode_labels(keys: tuple[str, ...], row: ComparisonRow) -> tuple[str, ...]:
    return tuple([(one.label or one.cell)(row) for one in _list_columns(keys)])


@cache
def _list_columns(keys: tuple[str, ...]) -> tuple[Column[ComparisonRow], ...]:
    columns = {column.key: column for column in comparison_layout().columns}
    return tuple(columns[key] for key in keys)


def encode_json(row: ComparisonRow) -> Json:
    """Return the JSON object of a row."""
    return comparison_json(row)


def keep_row(row: ComparisonRow) -> ComparisonRow:
    """Return the row itself, with all its records."""
    return row
