"""Open a file by a map: the one that was named, or one found by its headings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from targetcli.errors import FileRefused, UnknownName, Unreadable
from targetcli.importing.layout.columns import counts_up
from targetcli.importing.layout.period_parts import find_period_parts
from targetcli.importing.left_out import LeftOut, is_note
from targetcli.importing.mapping.layout_map import LayoutMap
from targetcli.importing.mapping.map_reader import SETTABLE_COLUMNS, read_map_file
from targetcli.importing.mapping.mapped_header import (
    MappedHeader,
    choose_map,
    find_mapped_header,
)
from targetcli.importing.mapping.mapped_rows import MappedRows, MappedTable
from targetcli.importing.row_sources import Grid, GridRow
from targetcli.model.names import find_similar_names
from targetcli.problems.files import FileProblem
from targetcli.problems.problem import FailureReason
from targetcli.problems.remarks import Remark
from targetcli.reading.headings import translate_heading
from targetcli.session.config_files import find_config_folder

_ROWS_SAMPLED = 200
_PACKAGED = Path(__file__).parent.parent.parent / "maps"


class LayoutOptions(NamedTuple):
    """Options for the layout of files: a map, constants, a header line, or wide."""

    map_name: str = ""
    constants: Mapping[str, str] = {}
    header_line: int = 0
    is_wide: bool = False


NO_LAYOUT = LayoutOptions()


class MappedFile(NamedTuple):
    """The tables in a file that a map reads, and remarks on how it was read."""

    tables: list[MappedTable]
    remarks: list[FailureReason]
    left_out: LeftOut
    header_line: int


def read_settings(texts: Iterable[str]) -> dict[str, str]:
    """Return the constants of ``column=text``, the column in either language.

    Raises `Unreadable` for anything else, or a column that no record has.
    """
    constants: dict[str, str] = {}
    for text in texts:
        column, equals, value = text.partition("=")
        key = translate_heading(column.strip().casefold())
        if not equals or key not in SETTABLE_COLUMNS:
            raise Unreadable("setting", text, tuple(sorted(SETTABLE_COLUMNS)))
        constants[key] = value.strip()
    return constants


def find_map(grid: Grid, options: LayoutOptions) -> LayoutMap | None:
    """Return the map that reads a file, None where the file needs none.

    Raises `UnknownName` for the name of no map, `ConfigRefused` for a wrong file.
    """
    if options.map_name:
        return _load_map(options.map_name)
    found = choose_map(grid, list(list_maps()))
    if found is not None:
        return found
    if options.is_wide or options.constants:
        return LayoutMap(is_wide=options.is_wide)
    return None


def has_mapped_header(grid: Grid, options: LayoutOptions) -> bool:
    """Check that a map reads a file, its cells taken apart as the grid does."""
    layout_map = find_map(grid, options)
    return layout_map is not None and choose_map(grid, [layout_map]) is not None


def open_mapped(file: str, grid: Grid, options: LayoutOptions) -> MappedFile | None:
    """Return the tables of a file that a map reads, None where it needs none.

    Raises `FileRefused` where its headings are not there, or something is not said.
    """
    layout_map = find_map(grid, options)
    if layout_map is None:
        return None
    layout_map = layout_map.with_constants(options.constants)
    # A map with headings of its own says what each of its columns is.
    parts = None if layout_map.headings else find_period_parts(grid)
    grid = parts.join(grid) if parts else grid
    header = find_mapped_header(file, grid, layout_map, options.header_line)
    _refuse_unnamed(file, grid, header)
    rows = MappedRows(file, grid, layout_map, header)
    tables = rows.tables()
    facts = {"file": file, "name": layout_map.name, "line": header.row.line}
    remarks = [*rows.remarks]
    if layout_map.name or header.periods:
        remarks.insert(0, FailureReason(_choose_remark(layout_map, header), facts))
    if parts:
        remarks.append(parts.remark(file))
    if header.left_out:
        headings = {"file": file, "headings": header.left_out}
        remarks.append(FailureReason(Remark.COLUMNS_LEFT_OUT, headings))
    return MappedFile(tables, remarks, rows.left_out, header.row.line)


def _choose_remark(layout_map: LayoutMap, header: MappedHeader) -> Remark:
    """Return the remark on how a file is read; the keys of JSON are in no line."""
    has_line = header.row.line > 0
    if layout_map.name:
        return Remark.READ_BY_MAP if has_line else Remark.KEYS_READ_BY_MAP
    return Remark.READ_WIDE if has_line else Remark.KEYS_READ_WIDE


def _refuse_unnamed(file: str, grid: Grid, header: MappedHeader) -> None:
    """Raise `FileRefused` for what stands below no heading, unless it counts the rows.

    Only some rows are looked at: what stands there stands in most of them.
    """
    sample = [
        row
        for row in islice(grid(), _ROWS_SAMPLED)
        if isinstance(row, GridRow) and row.line > header.row.line
    ]
    width = max((len(row.cells) for row in sample), default=0)
    headings = [cell.strip() for cell in header.row.cells]
    headings += [""] * (width - len(headings))
    for place, heading in enumerate(headings):
        filled = [] if heading else [*_list_filled(sample, place)]
        if filled and not counts_up([cell for _, cell in filled]):
            line, cell = filled[0]
            facts = {"column": place + 1, "line": line, "cell": cell}
            raise FileRefused(file, FileProblem.UNNAMED_CONTENT, **facts)


def _list_filled(rows: Iterable[GridRow], place: int) -> Iterator[tuple[int, str]]:
    """Yield the lines and cells of a column; notes belong to none."""
    for row in rows:
        cell = row.cells[place].strip() if place < len(row.cells) else ""
        if cell and not is_note(row.cells):
            yield row.line, cell


def list_maps() -> Iterator[LayoutMap]:
    """Yield the maps of the user, then those of the package."""
    for file in _list_files():
        yield _read_map(file, file.stat().st_mtime_ns)


@lru_cache(256)
def _read_map(file: Path, _changed: int) -> LayoutMap:
    """Return the map in a file, read once in a run unless it changes."""
    return read_map_file(file)


def _load_map(name: str) -> LayoutMap:
    if name.endswith(".toml"):
        return read_map_file(Path(name))
    for file in _list_files():
        if file.stem == name:
            return read_map_file(file)
    names = [file.stem for file in _list_files()]
    raise UnknownName("map", name, find_similar_names(name, names) or tuple(names))


def _list_files() -> Iterable[Path]:
    for folder in (find_config_folder() / "maps", _PACKAGED):
        try:
            yield from sorted(folder.glob("*.toml"))
        except OSError:
            continue
