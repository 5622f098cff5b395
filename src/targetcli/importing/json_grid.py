"""Read the objects of a JSON file as rows of cells below their keys.

Keys that are not ours then mean what they would as headings: whatever their case, by a
map, or with a metric in each.
"""

from __future__ import annotations

from collections.abc import Iterator

from targetcli.errors import BadRow, Unreadable
from targetcli.importing.json_reader import JsonRows, write_cell, write_excerpt
from targetcli.importing.json_rows import flatten_row
from targetcli.importing.row_sources import REASON_HEADING, Grid, GridRow
from targetcli.problems.files import RowProblem


def build_grid(rows: JsonRows) -> Grid:
    """Return the rows of a JSON file, its keys in line 0 and each object by its number.

    An object that lacks a key has an empty cell there.
    """
    keys = _list_keys(rows)

    def grid() -> Iterator[GridRow | BadRow]:
        yield GridRow(0, [*keys])
        for value in rows.values():
            yield _read_row(rows, keys, value)

    return grid


def _list_keys(rows: JsonRows) -> tuple[str, ...]:
    """Return the keys of all objects in the order in which they are met."""
    objects = (value[1] for value in rows.values() if not isinstance(value, BadRow))
    flat = (flatten_row(item) for item in objects if isinstance(item, dict))
    keys = dict.fromkeys(key for row in flat for key in row)
    keys.pop(REASON_HEADING, None)
    return tuple(keys)


def _read_row(
    rows: JsonRows, keys: tuple[str, ...], value: tuple[int, object] | BadRow
) -> GridRow | BadRow:
    if isinstance(value, BadRow):
        return value._replace(fields={"": "".join(value.fields.values())})
    number, item = value
    if not isinstance(item, dict):
        excerpt = write_excerpt(item)
        failure = Unreadable("row", excerpt, problem=RowProblem.NO_OBJECT)
        return BadRow(rows.file, number, failure, {"": excerpt}, rows.row_word)
    flat = flatten_row(item)
    cells, held, first = [], "", None
    for key in keys:
        try:
            cells.append(write_cell(key, flat.get(key)))
        except Unreadable as unreadable:
            cells.append("")
            if first is None:
                first, held = unreadable, write_excerpt(flat[key])
    return GridRow(number, cells, first, held)
