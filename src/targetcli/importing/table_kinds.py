"""The kinds of tables that can be imported, known by their columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from functools import cache
from typing import NamedTuple

from targetcli.errors import BadRow, FileRefused
from targetcli.importing.left_out import LeftOut
from targetcli.importing.row_sources import RowSource
from targetcli.model.chinese_headings import CHINESE_HEADINGS
from targetcli.model.fields import input_fields
from targetcli.model.names import find_similar_names
from targetcli.problems.files import FileProblem
from targetcli.problems.problem import FailureReason
from targetcli.reading.headings import (
    SHOWN_VALUES,
    find_synonyms,
    list_other_headings,
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
_MOST_NAMED = 12  # headings that a refusal names
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
    left_out: LeftOut | None = None
    """The rows that were left out, counted while they are read."""
    remarks: tuple[FailureReason, ...] = ()
    """What a reader of the import should know of how the table was found."""


def identify_table(
    file: str, columns: tuple[str, ...], headings: tuple[str, ...] = ()
) -> TableKind:
    """Return the kind of a table with these columns, and these words above them.

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
    raise _unknown_table(file, columns, headings or columns)


def _unknown_table(
    file: str, columns: tuple[str, ...], headings: tuple[str, ...]
) -> FileRefused:
    """Return the refusal of a table, against the kind whose columns fit best."""
    best = max(_COLUMNS, key=lambda kind: _fit(kind, columns))
    missing = tuple(c for c in required_columns(best) if c not in columns)
    facts: dict[str, object] = {
        "kind": best.value,
        "columns": headings[:_MOST_NAMED],
        "targets": _label_columns(required_columns(TableKind.TARGETS), headings),
        "figures": _label_columns(required_columns(TableKind.FIGURES), headings),
    }
    unknown = [column for column in columns if column not in _COLUMNS[best]]
    if 2 * len(unknown) >= len(columns):
        return FileRefused(file, FileProblem.NO_KNOWN_COLUMN, **facts)
    for heading in unknown:
        known = _label_columns(_COLUMNS[best], (heading,))
        if not heading.isascii():
            known += list_other_headings(_COLUMNS[best])
        near = find_synonyms(heading, known) or find_similar_names(heading, known)
        place = columns.index(heading) + 1
        facts |= {"heading": heading, "place": place, "near": near[0] if near else ""}
        if near and len(missing) <= 1:
            return FileRefused(file, FileProblem.MISSPELT_COLUMN, **facts)
        if not missing:
            return FileRefused(file, FileProblem.UNKNOWN_COLUMN, **facts)
    if unknown:
        return FileRefused(file, FileProblem.NO_KNOWN_COLUMN, **facts)
    facts["columns"] = _label_columns(missing, headings)
    return FileRefused(file, FileProblem.MISSING_COLUMN, **facts)


def _fit(kind: TableKind, columns: tuple[str, ...]) -> tuple[int, int]:
    """Return the number of required columns of a kind that are there, then of all."""
    required = required_columns(kind)
    needed = len(set(columns).intersection(required)) - len(required)
    return len(set(columns) & set(_COLUMNS[kind])), needed


def _label_columns(columns: tuple[str, ...], like: tuple[str, ...]) -> tuple[str, ...]:
    """Return columns as they are called in the script of some headings."""
    if all(map(str.isascii, like)):
        return columns
    return tuple(CHINESE_HEADINGS[column] for column in columns)


def has_known_heading(line: str) -> bool:
    """Return True if a first line has a known heading in Chinese.

    It proves the encoding: in any other its characters would be different.
    """
    cells = [cell.strip(' "') for cell in re.split("[,;\t|]", line.strip())]
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
