"""Choose the columns of a table: those left out say nothing, the others have names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from targetcli.errors import FileRefused
from targetcli.importing.layout.headings import (
    counts_rows,
    holds_verdicts,
    name_folded_columns,
)
from targetcli.importing.row_sources import GridRow
from targetcli.importing.table_kinds import EXTRA_COLUMN
from targetcli.model.fields import FIGURE_ASKED_FOR
from targetcli.problems.files import FileProblem

# Columns of the log and the history, which have numbers of their own.
_OF_THE_PAST = {"command", "kept"}


# Columns of targets in an export of compare.
VERDICT_TARGET_COLUMNS = (
    *("id", "region", "scope", "metric", "basis", "relation", "value", "value_high"),
    *("unit", "window_start", "deadline", "revises"),
)


class ChosenColumns(NamedTuple):
    """The columns of a table, where each stands, and the headings left out."""

    names: tuple[str, ...]
    positions: tuple[int, ...]
    width: int
    """How many cells a whole row has."""
    left_out: tuple[str, ...]
    blank: tuple[int, ...]
    """Where nothing may stand, for no heading is above it."""

    def choose(self, cells: Sequence[str]) -> Sequence[str]:
        """Return the cells of a row that belong to columns; fewer of a short row."""
        if len(self.positions) == self.width:
            return cells if len(cells) == self.width else cells[: self.width]
        return [cells[place] for place in self.positions if place < len(cells)]


def choose_columns(
    file: str, header: GridRow, sample: Sequence[GridRow]
) -> ChosenColumns:
    """Return the columns that a header names, by what stands in some rows below it.

    Raises `FileRefused` for a heading that stands twice, or none above content.
    """
    headings = [heading.strip() for heading in header.cells]
    while len(headings) > 1 and headings[-1].startswith(EXTRA_COLUMN):
        headings.pop()
    width = len(headings)
    names = name_folded_columns(headings)
    if holds_verdicts(headings):
        return _choose_of_verdicts(headings, names)
    left_out: list[str] = []
    positions: list[int] = []
    blank: list[int] = []
    for position, heading in enumerate(headings):
        cells = [(row, _cell_at(row, position)) for row in sample]
        if names[position] == "owner" and FIGURE_ASKED_FOR.key in names:
            left_out.append(heading)  # a form tells it to who fills it in
        elif counts_rows(heading) and not _OF_THE_PAST.intersection(names):
            left_out.append(heading)
        elif heading:
            positions.append(position)
        elif counts_up([cell for _, cell in cells]):
            left_out.append(f"({position + 1})")
        else:
            _refuse_content(file, position, cells)
            blank.append(position)
    _refuse_twice(file, headings, names, positions)
    chosen = tuple(names[position] for position in positions)
    return ChosenColumns(chosen, tuple(positions), width, tuple(left_out), tuple(blank))


def _choose_of_verdicts(headings: Sequence[str], names: Sequence[str]) -> ChosenColumns:
    """Return the columns of the targets in an export of compare, without the verdicts.

    A column that stands again is one of the figure that decided.
    """
    positions = tuple(
        place
        for place, name in enumerate(names)
        if name in VERDICT_TARGET_COLUMNS and names.index(name) == place
    )
    left_out = tuple(h for n, h in enumerate(headings) if n not in positions)
    chosen = tuple(names[place] for place in positions)
    return ChosenColumns(chosen, positions, len(headings), left_out, ())


def _cell_at(row: GridRow, position: int) -> str:
    return row.cells[position].strip() if position < len(row.cells) else ""


def counts_up(cells: Sequence[str]) -> bool:
    """Return True if cells count 0, 1, 2 … or 1, 2, 3 …, as an index does."""
    filled = [cell for cell in cells if cell]
    return len(filled) > 0 and any(
        filled == [str(number + start) for number in range(len(filled))]
        for start in (0, 1)
    )


def _refuse_content(
    file: str, position: int, cells: Sequence[tuple[GridRow, str]]
) -> None:
    for row, cell in cells:
        if cell:
            raise FileRefused(
                file,
                FileProblem.UNNAMED_CONTENT,
                column=position + 1,
                line=row.line,
                cell=cell,
            )


def _refuse_twice(
    file: str, headings: Sequence[str], names: Sequence[str], positions: Sequence[int]
) -> None:
    first: dict[str, int] = {}
    for position in positions:
        other = first.setdefault(names[position], position)
        if other != position:
            raise FileRefused(
                file,
                FileProblem.COLUMN_TWICE,
                first=headings[other],
                first_place=other + 1,
                second=headings[position],
                second_place=position + 1,
            )
