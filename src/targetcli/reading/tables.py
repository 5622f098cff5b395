"""CSV text to rows of fields, each with the line it stands on."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from enum import Enum
from typing import NamedTuple

from targetcli.errors import BadRow, FileRefused, Unreadable
from targetcli.model.names import nearest
from targetcli.reading import catalogue, entries
from targetcli.reading.cells import bared
from targetcli.reading.headings import key_of

LONGEST_FIELD = 64 * 1024


class Sheet(Enum):
    """What a file holds, in the order files are taken in."""

    SOURCES = "sources"
    UNITS = "units"
    REGIONS = "regions"
    METRICS = "metrics"
    IDENTITIES = "identities"
    TARGETS = "targets"
    MILESTONES = "milestones"
    FIGURES = "figures"


_COLUMNS: dict[Sheet, tuple[str, ...]] = {
    Sheet.SOURCES: catalogue.SOURCE_COLUMNS,
    Sheet.UNITS: catalogue.UNIT_COLUMNS,
    Sheet.REGIONS: catalogue.REGION_COLUMNS,
    Sheet.METRICS: catalogue.METRIC_COLUMNS,
    Sheet.IDENTITIES: catalogue.IDENTITY_COLUMNS,
    Sheet.TARGETS: entries.TARGET_COLUMNS,
    Sheet.MILESTONES: catalogue.MILESTONE_COLUMNS,
    Sheet.FIGURES: (*entries.FIGURE_COLUMNS, "period"),
}
_REQUIRED: dict[Sheet, tuple[str, ...]] = {
    Sheet.SOURCES: ("id",),
    Sheet.UNITS: ("name",),
    Sheet.REGIONS: ("name",),
    Sheet.METRICS: ("name",),
    Sheet.IDENTITIES: ("whole", "parts"),
    Sheet.TARGETS: ("region", "metric", "value", "deadline"),
    Sheet.MILESTONES: ("target", "date", "value"),
    Sheet.FIGURES: ("region", "metric", "value"),
}


class Row(NamedTuple):
    """One row: the line it starts on and its cells by column."""

    line: int
    fields: dict[str, str]


class Opened(NamedTuple):
    """A file known for what it is; its rows, good and bad, come as they are read."""

    file: str
    sheet: Sheet
    rows: Iterator[Row | BadRow]


def read_table(file: str, lines: Iterable[str]) -> Opened:
    """Recognise a file by its header.

    Raises `FileRefused` for one without a header, with columns nobody knows, or whose
    columns fit more than one sort of file.
    """
    reader = csv.reader(_without_nul(file, lines), strict=True)
    csv.field_size_limit(LONGEST_FIELD)
    try:
        header = next(reader, None)
    except csv.Error as error:
        raise FileRefused(file, f"line 1: {error}") from error
    if header is None:
        raise FileRefused(file, "it is empty", "the first line must name the columns")
    columns = tuple(key_of(cell.strip()) for cell in header)
    if not any(columns):
        raise FileRefused(file, "line 1 is blank", "it must name the columns")
    sheet = _recognised(file, columns)
    return Opened(file, sheet, _rows(file, columns, reader))


def _without_nul(file: str, lines: Iterable[str]) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        if "\0" in line:
            raise FileRefused(file, f"line {number} holds a NUL character")
        yield line


def _recognised(file: str, columns: tuple[str, ...]) -> Sheet:
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
        if sheet is not Sheet.FIGURES or {"end", "period"} & set(columns)
    ]
    by_name = [sheet for sheet in fits if sheet.value == named]
    if len(fits) == 1 or by_name:
        return (by_name or fits)[0]
    if fits:
        kinds = " or ".join(sheet.value for sheet in fits)
        raise FileRefused(file, f"its columns fit {kinds}", "add a column that tells")
    raise _unrecognised(file, columns)


def _unrecognised(file: str, columns: tuple[str, ...]) -> FileRefused:
    """Name the columns that are unknown or missing for the sheet that fits best."""
    best = max(_COLUMNS, key=lambda sheet: len(set(columns) & set(_COLUMNS[sheet])))
    if set(columns).isdisjoint(_COLUMNS[best]):
        wanted = ", ".join(_REQUIRED[Sheet.TARGETS])
        hint = f"columns stand between commas; targets need {wanted}"
        return FileRefused(file, "line 1 names no column that is known", hint)
    unknown = [column for column in columns if column not in _COLUMNS[best]]
    if unknown:
        near = nearest(unknown[0], _COLUMNS[best])
        hint = f"did you mean {near[0]}?" if near else ""
        known = ", ".join(_COLUMNS[best])
        return FileRefused(
            file,
            f"no column of {best.value} is called “{unknown[0]}”",
            hint or f"the columns of {best.value} are {known}",
        )
    needed = _REQUIRED[best] if best is not Sheet.FIGURES else (*_REQUIRED[best], "end")
    missing = [column for column in needed if column not in columns]
    return FileRefused(file, f"{best.value} need the column {', '.join(missing)}")


def _rows(
    file: str, columns: tuple[str, ...], reader: Iterator[list[str]]
) -> Iterator[Row | BadRow]:
    line = _line_of(reader)
    while True:
        start = line + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            failure = Unreadable("row", "", why=str(error))
            yield BadRow(file, start, failure)
            return
        line = _line_of(reader)
        if not any(cells):
            continue
        if len(cells) != len(columns):
            why = f"{len(cells)} cells under {len(columns)} columns"
            yield BadRow(file, start, Unreadable("row", cells[0], why=why))
            continue
        yield Row(start, dict(zip(columns, map(bared, cells), strict=True)))


def _line_of(reader: Iterator[list[str]]) -> int:
    return int(getattr(reader, "line_num", 0))
