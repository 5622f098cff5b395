"""Encode rows of a comparison in the process that judged them.

Texts pass between processes at a fraction of the cost of records.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from targetcli.render.columns.comparison import comparison_json, comparison_layout
from targetcli.render.readers import write_for_programs
from targetcli.render.table import CellContent, Column, Layout
from targetcli.reports.comparison import ComparisonRow

if TYPE_CHECKING:
    from targetcli.render.columns.records import Json

RowEncoder = Callable[[ComparisonRow], Any]
"""Function that can be pickled, and makes of a row what can be pickled cheaply."""


def create_cell_encoder(keys: tuple[str, ...]) -> RowEncoder:
    """Create a function that encodes a row as the cells of some columns in files."""
    return partial(_encode_cells, keys)


def create_cell_layout(keys: tuple[str, ...]) -> Layout[tuple[str, ...]]:
    """Create the layout of rows encoded as the cells of some columns."""
    layout = comparison_layout()
    contents = {column.key: column.content for column in layout.columns}
    columns = tuple(
        _create_cell_column(key, place, contents[key]) for place, key in enumerate(keys)
    )
    return Layout(columns, layout.file_keys, layout.brief_keys)


def _create_cell_column(
    key: str, place: int, content: CellContent
) -> Column[tuple[str, ...]]:
    return Column(key, itemgetter(place), content=content)


def _encode_cells(keys: tuple[str, ...], row: ComparisonRow) -> tuple[str, ...]:
    # Files and documents are for programs; a worker knows of no reader.
    with write_for_programs():
        return tuple([cell(row) for cell in _list_cells(keys)])


@cache
def _list_cells(keys: tuple[str, ...]) -> tuple[Callable[[ComparisonRow], str], ...]:
    columns = {column.key: column.cell for column in comparison_layout().columns}
    return tuple(columns[key] for key in keys)


def encode_json(row: ComparisonRow) -> Json:
    """Return the JSON object of a row."""
    with write_for_programs():
        return comparison_json(row)


def keep_row(row: ComparisonRow) -> ComparisonRow:
    """Return the row itself, with all its records."""
    return row
