"""Write verdicts as the rows and JSON objects of ``targets compare``."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from targetcli.render.columns.comparison import comparison_json, comparison_layout

if TYPE_CHECKING:
    from collections.abc import Callable

    from targetcli.render.columns.records import Json
    from targetcli.reports.comparison import ComparisonRow

VERDICT_COLUMNS = comparison_layout().file_keys


def verdict_row(row: ComparisonRow) -> dict[str, str]:
    """Return a verdict as the row that ``targets compare --csv`` has for it.

    Cells are texts; a CSV file also guards those that a spreadsheet would run.
    """
    return {key: cell(row) for key, cell in _list_cells()}


def verdict_json(row: ComparisonRow) -> Json:
    """Return a verdict as the object that ``targets compare --json`` has for it."""
    return comparison_json(row)


@cache
def _list_cells() -> tuple[tuple[str, Callable[[ComparisonRow], str]], ...]:
    layout = comparison_layout()
    columns = {column.key: column.cell for column in layout.columns}
    return tuple((key, columns[key]) for key in layout.file_keys)
