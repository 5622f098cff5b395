"""Find the row that names the columns of a table, among the first rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from targetcli.errors import BadRow, FileRefused, FileRow, Unreadable
from targetcli.importing.layout.headings import count_known, is_made_of_headings
from targetcli.importing.row_sources import GridRow
from targetcli.problems.files import FileProblem

ROWS_LOOKED_AT = 30
_FEWEST_KNOWN = 2


class Header(NamedTuple):
    """The row of the headings, and how many rows with content stand above it."""

    row: GridRow
    rows_above: int


def find_header(file: str, rows: Sequence[GridRow | BadRow], line: int = 0) -> Header:
    """Return the header: the row of a line that was given, or the one made of headings.

    Raises `FileRefused` where there is none, or several.
    """
    if not rows:
        raise FileRefused(file, FileProblem.EMPTY)
    filled = [
        r for r in rows if isinstance(r, GridRow) and any(map(str.strip, r.cells))
    ]
    if line:
        return _take_line(file, filled, line)
    candidates = [row for row in filled if is_header(row.cells)]
    if filled and (filled[0] in candidates or not candidates):
        candidates = _choose_first(filled)
    if len(candidates) > 1:
        lines = tuple(str(row.line) for row in candidates)
        raise FileRefused(
            file, FileProblem.SEVERAL_HEADERS, lines=lines, first=lines[0]
        )
    if not candidates:
        raise _refuse_first(file, rows[0])
    return Header(candidates[0], filled.index(candidates[0]))


def is_header(cells: Sequence[str]) -> bool:
    """Return True if a row is made of headings, at least two of them."""
    return count_known(cells) >= _FEWEST_KNOWN and is_made_of_headings(cells)


def names_columns(cells: Sequence[str]) -> bool:
    """Return True if a row names columns: several, or nothing else."""
    return count_known(cells) >= _FEWEST_KNOWN or is_made_of_headings(cells)


def _choose_first(filled: Sequence[GridRow]) -> list[GridRow]:
    """Return the first row, or the only one that names several columns among others."""
    several = [row for row in filled if count_known(row.cells) >= _FEWEST_KNOWN]
    return several if len(several) == 1 else [filled[0]]


def _take_line(file: str, filled: Sequence[GridRow], line: int) -> Header:
    for place, row in enumerate(filled):
        if row.line == line:
            return Header(row, place)
    raise FileRefused(file, FileProblem.NO_SUCH_HEADER, line=line)


def _refuse_first(file: str, first: GridRow | BadRow) -> FileRefused:
    """Return the refusal of a file whose first rows are blank, or no rows."""
    if isinstance(first, GridRow):
        return FileRefused(file, FileProblem.BLANK_HEADER, line=first.line)
    failure = first.failure
    reason = failure.reason if isinstance(failure, Unreadable) else failure
    place = FileRow("", first.line)
    return FileRefused(file, FileProblem.BAD_ROW, place=place, failure=reason)
