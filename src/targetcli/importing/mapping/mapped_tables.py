"""Open the tables of a file that a map reads, as any other table of an import."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from targetcli.errors import BadRow
from targetcli.importing.left_out import LeftOut
from targetcli.importing.mapping.mapped_rows import MappedTable
from targetcli.importing.mapping.open_mapped import (
    LayoutOptions,
    find_map,
    has_mapped_header,
    open_mapped,
)
from targetcli.importing.row_sources import Grid, GridSource, leave_reasons_out
from targetcli.importing.table_kinds import InputRow, InputTable
from targetcli.model.formula_guard import remove_guard


def open_mapped_tables(
    file: str, grid: Grid, row_word: str, options: LayoutOptions, *, is_guarded: bool
) -> list[InputTable]:
    """Return the tables of a file that a map reads; none where it needs no map.

    Raises `FileRefused` where its headings are not there, or something is not said.
    """
    grid = leave_reasons_out(grid)
    mapped = open_mapped(file, grid, options)
    if mapped is None:
        return []
    source = GridSource(grid, mapped.header_line)
    tables = [
        _open_table(file, table, row_word, source, is_guarded=is_guarded)
        for table in mapped.tables
    ]
    first, *others = tables
    remarks = tuple(mapped.remarks)
    return [first._replace(remarks=remarks, left_out=mapped.left_out), *others]


def open_mapped_csv(
    file: str, grids: Sequence[Grid], options: LayoutOptions
) -> list[InputTable]:
    """Return the tables of a CSV file that a map reads, none where it needs no map.

    `grids` are its rows taken apart at one separator and another; the first in which a
    map finds its headings is read.
    """
    fitting = [grid for grid in grids if has_mapped_header(grid, options)]
    # A map that names its headings is surer than a heading of ours among periods.
    named = [grid for grid in fitting if _has_headings(grid, options)]
    grid = next(iter((*named, *fitting, *grids)))
    return open_mapped_tables(file, grid, "line", options, is_guarded=True)


def _has_headings(grid: Grid, options: LayoutOptions) -> bool:
    layout_map = find_map(grid, options)
    return layout_map is not None and bool(layout_map.headings)


def _open_table(
    file: str,
    table: MappedTable,
    row_word: str,
    source: GridSource,
    *,
    is_guarded: bool,
) -> InputTable:
    first = next(table.grid())
    assert not isinstance(first, BadRow)
    columns = tuple(first.cells)

    def rows() -> Iterator[InputRow | BadRow]:
        numbered = table.grid()
        next(numbered)
        for row in numbered:
            if isinstance(row, BadRow):
                yield row._replace(fields={columns[0]: row.fields[""]})
                continue
            cells = [remove_guard(cell) if is_guarded else cell for cell in row.cells]
            fields = dict(zip(columns, cells, strict=True))
            if row.failure is not None:
                yield BadRow(file, row.line, row.failure, fields, row_word)
            else:
                yield InputRow(row.line, fields)

    return InputTable(file, table.kind, columns, rows, row_word, source, LeftOut(file))
