"""The kinds of tables that can be imported, known by their columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from functools import cache
from typing import NamedTuple

from targetcli.errors import BadRow, FileRefused
from targetcli.importing.row_sources import RowSource
from targetcli.model.fields import CHINESE_HEADINGS, input_fields
from targetcli.model.names import find_similar_names
from targetcli.problems.files import FileProblem
from targetcli.reading.headings import (
    SHOWN_VALUES,
    find_synonyms,
    resolve_columns,
    translate_heading,
)

# The start of the columns of a file of rejected rows for cells beyond the last column.
EXTRA_COLUMN = "more_"


class TableKind(Enum):
    """The kind of record that a table holds, in the order of import."""

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


# The past of a store, which is restored and not imported row by row.
HISTORY_KINDS = (TableKind.LOG, TableKind.HISTORY)

_COLUMNS: dict[TableKind, tuple[str, ...]] = {
    kind: tuple(field.key for field in input_fields(kind.value)) for kind in TableKind
}
_REQUIRED: dict[TableKind, tuple[str, ...]] = {
    kind: tuple(field.key for field in input_fields(kind.value) if field.is_required)
    for kind in TableKind
}


class InputRow(NamedTuple):
    """A row of a table: the line it starts on, and its cells by column."""

    line: int
    fields: dict[str, str]


class InputTable(NamedTuple):
    """A table of a known kind, whose rows can be read again and again."""

    file: str
    kind: TableKind
    columns: tuple[str, ...]
    rows: Callable[[], Iterator[InputRow | BadRow]]
    row_word: str = "line"
    """How messages call a row of it: a line, a row or an object."""
    source: RowSource | None = None


def identify_table(file: str, columns: tuple[str, ...]) -> TableKind:
    """Return the kind of a table with these columns.

    Raises `FileRefused` for columns that are unknown, have no name, or fit more than
    one kind.
    """
    if "" in columns or len(set(columns)) < len(columns):
        raise FileRefused(file, FileProblem.UNNAMED_COLUMN)
    file_name = file.rpartition("/")[2].partition(".")[0]
    fits = [
        kind
        for kind, known in _COLUMNS.items()
        if set(columns) <= set(known) and set(_REQUIRED[kind]) <= set(columns)
    ]
    fits = [
        kind
        for kind in fits
        if kind is not TableKind.FIGURES or {"end", "period"} & set(columns)
    ]
    by_name = [kind for kind in fits if kind.value == file_name]
    if len(fits) == 1 or by_name:
        return (by_name or fits)[0]
    if fits:
        kinds = tuple(kind.value for kind in fits)
        raise FileRefused(file, FileProblem.SEVERAL_KINDS, kinds=kinds)
    raise _unknown_table(file, columns)


def _unknown_table(file: str, columns: tuple[str, ...]) -> FileRefused:
    """Return the refusal of a table, against the kind whose columns fit best."""
    best = max(_COLUMNS, key=lambda kind: len(set(columns) & set(_COLUMNS[kind])))
    if set(columns).isdisjoint(_COLUMNS[best]):
        return FileRefused(
            file, FileProblem.NO_KNOWN_COLUMN, columns=_REQUIRED[TableKind.TARGETS]
        )
    unknown = [column for column in columns if column not in _COLUMNS[best]]
    if unknown:
        headings = _column_headings(best, like=unknown[0])
        near = find_synonyms(unknown[0], headings) or find_similar_names(
            unknown[0], headings
        )
        if near:
            return FileRefused(
                file,
                FileProblem.MISSPELT_COLUMN,
                kind=best.value,
                heading=unknown[0],
                near=near[0],
            )
        return FileRefused(
            file,
            FileProblem.UNKNOWN_COLUMN,
            kind=best.value,
            heading=unknown[0],
            columns=headings,
        )
    needed = (
        _REQUIRED[best] if best is not TableKind.FIGURES else (*_REQUIRED[best], "end")
    )
    missing = tuple(column for column in needed if column not in columns)
    return FileRefused(
        file, FileProblem.MISSING_COLUMN, kind=best.value, columns=missing
    )


def _column_headings(kind: TableKind, *, like: str) -> tuple[str, ...]:
    """Return the headings of a kind of table, in the script of one that was given."""
    columns = _COLUMNS[kind]
    return (
        columns
        if like.isascii()
        else tuple(CHINESE_HEADINGS[column] for column in columns)
    )


def has_known_heading(line: str) -> bool:
    """Return whether a first line has a known heading in Chinese.

    It proves the encoding: in any other its characters would be different.
    """
    cells = [cell.strip(' "') for cell in line.strip().split(",")]
    chinese = (cell for cell in cells if not cell.isascii())
    return any(translate_heading(cell) in known_columns() for cell in chinese)


def name_columns(headings: Sequence[str]) -> tuple[str, ...]:
    """Return the columns of headings; one of no column stays as it is written."""
    columns = resolve_columns([*map(translate_heading, headings)])
    known = known_columns().difference(SHOWN_VALUES if "metric" in columns else ())
    pairs = zip(columns, headings, strict=True)
    return tuple(column if column in known else heading for column, heading in pairs)


def columns_of(kind: TableKind) -> tuple[str, ...]:
    """Return the columns that a kind of table may have."""
    return _COLUMNS[kind]


def required_columns(kind: TableKind) -> tuple[str, ...]:
    """Return the columns that a kind of table must have."""
    period = ("period",) if kind is TableKind.FIGURES else ()
    return (*_REQUIRED[kind], *period)


@cache
def known_columns() -> frozenset[str]:
    """Return the columns of all kinds of tables."""
    return frozenset(column for known in _COLUMNS.values() for column in known)
