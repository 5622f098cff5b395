"""Merged cells: what stands in the first holds for all below it."""

from __future__ import annotations

import pytest

from targetcli.importing.layout.merged_cells import fill_merged_cells, spans_rows
from targetcli.importing.row_sources import GridRow

ROWS = [
    GridRow(1, ["a", "b", "c"]),
    GridRow(2, ["", "x", ""]),
    GridRow(4, ["", "", "z"]),
    GridRow(5, ["", "", "q"]),
]


@pytest.mark.parametrize(
    ("merged", "cells"),
    [
        ((), [row.cells for row in ROWS]),
        (("A1:A4",), [["a", "b", "c"], ["a", "x", ""], ["a", "", "z"], ["", "", "q"]]),
        (("A1:C1",), [row.cells for row in ROWS]),  # one row
        (("B2:C5",), [*(r.cells for r in ROWS[:2]), ["", "x", "z"], ["", "x", "q"]]),
        (("D1:D5",), [row.cells for row in ROWS]),  # nothing in it
        (
            ("A1:A2", "B2:B4"),
            [["a", "b", "c"], ["a", "x", ""], ["", "x", "z"], ["", "", "q"]],
        ),
    ],
)
def test_cells_are_filled_downward(
    merged: tuple[str, ...], cells: list[list[str]]
) -> None:
    rows = fill_merged_cells(lambda: iter(ROWS), merged)()
    assert [row.cells for row in rows if isinstance(row, GridRow)] == cells


def test_hidden_columns_move_the_others() -> None:
    rows = fill_merged_cells(lambda: iter(ROWS), ("D1:D2",), hidden=[1])()
    second = [*rows][1]
    assert isinstance(second, GridRow)
    assert second.cells == ["", "x", "c"]


def test_only_cells_in_several_rows_are_told() -> None:
    assert spans_rows("A1:A2")
    assert not spans_rows("A1:C1")
    assert not spans_rows("nonsense")
