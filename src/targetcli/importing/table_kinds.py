"""What a file holds: a sheet of records, known by its columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import Enum
from functools import cache
from typing import NamedTuple

from targetcli.errors import BadRow, FileRefused, UnknownColumn
from targetcli.model.names import find_similar_names
from targetcli.reading import history, records, reference_records
from targetcli.reading.headings import CHINESE_HEADINGS, translate_heading

# What a file of rejected rows has before their columns; it can be taken in again.
REJECT_COLUMNS = ("file", "line", "reason")
# And what it has after them, for cells that stood beyond the last column.
EXTRA_COLUMN = "more_"


class TableKind(Enum):
    """What a file holds, in the order files are taken in."""

    SOURCES = "sources"
    UNITS = "units"
    REGIONS = "regions"
    METRICS = "metrics"
    IDENTITIES = "identities"
    TARGETS = "targets"
    MILESTONES = "milestones"
    FIGURES = "figures"
    LOG = "log"
    HISTORY = "history"


# What brings a store back as it was, and is not taken in row by row.
HISTORY_KINDS = (TableKind.LOG, TableKind.HISTORY)

_COLUMNS: dict[TableKind, tuple[str, ...]] = {
    TableKind.SOURCES: reference_records.SOURCE_COLUMNS,
    TableKind.UNITS: reference_records.UNIT_COLUMNS,
    TableKind.REGIONS: reference_records.REGION_COLUMNS,
    TableKind.METRICS: reference_records.METRIC_COLUMNS,
    TableKind.IDENTITIES: reference_records.IDENTITY_COLUMNS,
    TableKind.TARGETS: records.TARGET_COLUMNS,
    TableKind.MILESTONES: reference_records.MILESTONE_COLUMNS,
    TableKind.FIGURES: (*records.FIGURE_COLUMNS, "period"),
    TableKind.LOG: history.LOG_COLUMNS,
    TableKind.HISTORY: history.HISTORY_COLUMNS,
}
_REQUIRED: dict[TableKind, tuple[str, ...]] = {
    TableKind.SOURCES: ("id",),
    TableKind.UNITS: ("name",),
    TableKind.REGIONS: ("name",),
    TableKind.METRICS: ("name",),
    TableKind.IDENTITIES: ("whole", "parts"),
    TableKind.TARGETS: ("region", "metric", "value", "deadline"),
    TableKind.MILESTONES: ("target", "date", "value"),
    TableKind.FIGURES: ("region", "metric", "value"),
    TableKind.LOG: history.LOG_COLUMNS,
    TableKind.HISTORY: history.HISTORY_COLUMNS,
}


class InputRow(NamedTuple):
    """One row: the line it starts on and its cells by column."""

    line: int
    fields: dict[str, str]


class InputTable(NamedTuple):
    """A file known for what it is; its rows are read as often as they are needed."""

    file: str
    kind: TableKind
    columns: tuple[str, ...]
    rows: Callable[[], Iterator[InputRow | BadRow]]
    row_word: str = "line"
    """What its rows are counted in."""


def identify_table(file: str, columns: tuple[str, ...]) -> TableKind:
    """Return what a file with these columns holds.

    Raises `FileRefused` for columns nobody knows, without a name, or that fit more than
    one sort of file.
    """
    if "" in columns or len(set(columns)) < len(columns):
        raise FileRefused(file, "a column has no name, or the name of another")
    named = file.rpartition("/")[2].partition(".")[0]
    fits = [
        sheet
        for sheet, known in _COLUMNS.items()
        if set(columns) <= set(known) and set(_REQUIRED[sheet]) <= set(columns)
    ]
    fits = [
        sheet
        for sheet in fits
        if sheet is not TableKind.FIGURES or {"end", "period"} & set(columns)
    ]
    by_name = [sheet for sheet in fits if sheet.value == named]
    if len(fits) == 1 or by_name:
        return (by_name or fits)[0]
    if fits:
        kinds = " or ".join(sheet.value for sheet in fits)
        raise FileRefused(file, f"its columns fit {kinds}", "add a column that tells")
    raise _unknown_table(file, columns)


def _unknown_table(file: str, columns: tuple[str, ...]) -> FileRefused:
    """Name the columns that are unknown or missing for the sheet that fits best."""
    best = max(_COLUMNS, key=lambda sheet: len(set(columns) & set(_COLUMNS[sheet])))
    if set(columns).isdisjoint(_COLUMNS[best]):
        wanted = ", ".join(_REQUIRED[TableKind.TARGETS])
        hint = f"columns stand between commas; targets need {wanted}"
        return FileRefused(file, "line 1 names no column that is known", hint)
    unknown = [column for column in columns if column not in _COLUMNS[best]]
    if unknown:
        headings = _column_headings(best, like=unknown[0])
        near = find_similar_names(unknown[0], headings)
        hint = f"did you mean {near[0]}?" if near else ""
        known = ", ".join(headings)
        return FileRefused(
            file,
            f"no column of {best.value} is called “{unknown[0]}”",
            hint or f"the columns of {best.value} are {known}",
        )
    needed = (
        _REQUIRED[best] if best is not TableKind.FIGURES else (*_REQUIRED[best], "end")
    )
    missing = [column for column in needed if column not in columns]
    return FileRefused(file, f"{best.value} need the column {', '.join(missing)}")


def _column_headings(kind: TableKind, *, like: str) -> tuple[str, ...]:
    """Return the columns of a sheet, in Chinese where one is called so."""
    columns = _COLUMNS[kind]
    return (
        columns
        if like.isascii()
        else tuple(CHINESE_HEADINGS[column] for column in columns)
    )


def has_known_heading(line: str) -> bool:
    """Say whether a first line has a heading in Chinese that is known.

    One tells the encoding: in any other it would be other characters.
    """
    cells = [cell.strip(' "') for cell in line.strip().split(",")]
    chinese = (cell for cell in cells if not cell.isascii())
    return any(translate_heading(cell) in known_columns() for cell in chinese)


def refuse_unknown_columns(kind: TableKind, keys: tuple[str, ...]) -> None:
    """Refuse a row that says more than its sheet holds; raises `UnknownColumn`."""
    for key in keys:
        if key not in _COLUMNS[kind]:
            raise UnknownColumn(key, _COLUMNS[kind])


@cache
def known_columns() -> frozenset[str]:
    """Return every column that any sheet has."""
    return frozenset(column for known in _COLUMNS.values() for column in known)
