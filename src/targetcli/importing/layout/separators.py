"""Find out what stands between the cells of a CSV file: its headings decide."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from itertools import islice

from targetcli.importing.csv_dialect import PLAIN_CSV, CsvDialect
from targetcli.importing.layout.header import ROWS_LOOKED_AT, is_header
from targetcli.importing.layout.headings import count_known

SEPARATORS = (",", "\t", ";", "|")
_PREFIX = "sep="


def detect_dialect(lines: Iterable[str]) -> CsvDialect:
    """Return commas, or the separator between which headings of ours stand.

    A first line ``sep=;`` says it, as spreadsheets write it.
    """
    first = [*islice(lines, ROWS_LOOKED_AT)]
    named = _read_separator_line(first[0]) if first else ""
    if named:
        return PLAIN_CSV._replace(delimiter=named, comment_rows=frozenset({1}))
    for rate in (is_header, _names_several):
        for separator in SEPARATORS:
            if any(map(rate, _split(first, separator))):
                return PLAIN_CSV._replace(delimiter=separator)
    return PLAIN_CSV


def _read_separator_line(line: str) -> str:
    text = line.strip("\ufeff\r\n").strip('"')
    is_named = text[: len(_PREFIX)].casefold() == _PREFIX
    return text[len(_PREFIX) :] if is_named and len(text) == len(_PREFIX) + 1 else ""


def _names_several(cells: list[str]) -> bool:
    return count_known(cells) > 1


def _split(lines: list[str], separator: str) -> list[list[str]]:
    try:
        return [*csv.reader(lines, delimiter=separator)]
    except csv.Error:
        return []
