"""Find the tables in the files of an import."""

from __future__ import annotations

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path
from statistics import median_low
from typing import NamedTuple

from targetcli.errors import BadRow, FileRefused
from targetcli.importing.csv_dialect import NO_MARKS, PLAIN_CSV
from targetcli.importing.csv_reader import (
    GridKind,
    has_mixed_line_ends,
    open_csv,
    open_grid,
    read_grids_by_separator,
)
from targetcli.importing.encoding import (
    EncodedFile,
    check_encoding_name,
    detect_encoding,
)
from targetcli.importing.file_kinds import ZIP, refuse_other_kind
from targetcli.importing.folders import InputPath
from targetcli.importing.input_files import InputFile, list_input_paths, open_path
from targetcli.importing.json_keys import KEY_PROBLEMS
from targetcli.importing.json_reader import (
    LONGEST_DOCUMENT,
    JsonRows,
    find_json_rows,
    open_json,
)
from targetcli.importing.mapping.map_reader import FISCAL_YEAR
from targetcli.importing.mapping.mapped_header import has_two_lines
from targetcli.importing.mapping.mapped_tables import (
    open_mapped_csv,
    open_mapped_tables,
)
from targetcli.importing.mapping.open_mapped import NO_LAYOUT, LayoutOptions
from targetcli.importing.marked_cells import MarkedTable, read_marked_cells
from targetcli.importing.row_sources import Grid, GridSource
from targetcli.importing.table_descriptions import TableDescription
from targetcli.importing.table_kinds import (
    InputRow,
    InputTable,
    TableKind,
    has_known_heading,
)
from targetcli.problems.files import FileProblem
from targetcli.problems.problem import FailureReason
from targetcli.problems.remarks import Remark
from targetcli.render.error_messages.message import remark_text

_LONGEST_LINE = 1024 * 1024
_ROWS_SAMPLED = 40
_WIDE = (FileProblem.METRIC_HEADINGS, FileProblem.PERIOD_HEADINGS)
_UNFITTING = (FileProblem.NO_KNOWN_COLUMN, FileProblem.UNNAMED_CONTENT)
_SPACE = b"\xef\xbb\xbf \t\r\n"


class ReadingOptions(NamedTuple):
    """Options for reading files."""

    encoding: str = ""
    header_line: int = 0
    """The row of the headings, 0 where it is to be found."""
    skips_hidden: bool = False
    """True where of a workbook only what is shown is read."""
    layout: LayoutOptions = NO_LAYOUT
    fiscal_year: str = ""
    """How financial years are counted, for every row that does not say so."""


class InputTables(NamedTuple):
    """The tables of all files, and remarks on how they are read."""

    tables: tuple[InputTable, ...]
    remarks: tuple[str, ...]


_AS_THEY_ARE = ReadingOptions()


@contextmanager
def open_tables(
    paths: Iterable[Path], store: Path, options: ReadingOptions = _AS_THEY_ARE
) -> Iterator[InputTables]:
    """Open files, and the files of folders, and yield the tables in them.

    Raises `WrongUsage` for a path that cannot be imported, `FileRefused` for a file
    without a known table.
    """
    encoding_name = check_encoding_name(options.encoding)
    with ExitStack() as stack:
        tables: list[InputTable] = []
        remarks: list[str] = []
        for input_path in tuple(list_input_paths(paths)):
            own_options = options._replace(
                encoding=input_path.encoding or encoding_name
            )
            file = open_path(stack, input_path, store)
            description = input_path.description
            file_tables, file_remarks = _open_file_tables(
                file, own_options, description
            )
            remarks += file_remarks
            for table in file_tables:
                remarks += map(remark_text, table.remarks)
                marked = read_marked_cells(table, description.cells)
                tables.append(_count_years(marked.table, options.fiscal_year))
                remarks += _remark_on_left_out(marked)
        yield InputTables(tuple(tables), tuple(remarks))


@contextmanager
def open_first_grid(path: Path, store: Path, encoding: str) -> Iterator[Grid]:
    """Open a file of CSV or a workbook, and yield the rows of its first table.

    Raises `WrongUsage` for a path that cannot be imported, `FileRefused` for a file of
    another kind.
    """
    with ExitStack() as stack:
        file = open_path(stack, InputPath(path, path.name), store)
        head = file.head()
        if head.startswith(ZIP):
            from targetcli.importing.xlsx_reader import (  # noqa: PLC0415 - an extra
                open_first_grid as open_first_sheet,
            )

            yield open_first_sheet(file.name, file.handle)
            return
        refuse_other_kind(file.name, head)
        if _first_character(head) in ("{", "["):
            rows, _ = _find_json_rows(file, check_encoding_name(encoding))
            yield _read_keys_as_headings(rows)
            return
        encoded = EncodedFile(file.name, file.chunks, _LONGEST_LINE)
        name = detect_encoding(
            encoded, check_encoding_name(encoding), has_known_heading
        ).name
        grids = read_grids_by_separator(file.name, lambda: file.lines(name), PLAIN_CSV)
        yield max(grids, key=_count_columns)


def _count_columns(grid: Grid) -> int:
    """Return the number of cells that most of the first rows have."""
    widths = [
        len(row.cells)
        for row in islice(grid(), _ROWS_SAMPLED)
        if not isinstance(row, BadRow)
    ]
    return median_low(widths) if widths else 0


def _count_years(table: InputTable, fiscal_year: str) -> InputTable:
    """Return a table whose rows say how their financial years are counted."""
    if not fiscal_year or table.kind not in (TableKind.TARGETS, TableKind.FIGURES):
        return table

    def rows() -> Iterator[InputRow | BadRow]:
        for row in table.rows():
            if isinstance(row, InputRow):
                row.fields.setdefault(FISCAL_YEAR, fiscal_year)
            yield row

    return table._replace(rows=rows)


def _remark_on_left_out(marked: MarkedTable) -> list[str]:
    marks = tuple(f"{mark} ({count})" for mark, count in marked.left_out.most_common())
    file, count = marked.table.file, marked.left_out.total()
    facts = {"file": file, "count": count, "marks": marks}
    remark = FailureReason(Remark.MISSING_VALUES, facts)
    return [remark_text(remark)] if marks else []


def _open_file_tables(
    file: InputFile, options: ReadingOptions, description: TableDescription
) -> tuple[list[InputTable], list[str]]:
    head = file.head()
    is_json = _first_character(head) in ("{", "[")
    if description.dialect != PLAIN_CSV and (is_json or head.startswith(ZIP)):
        raise FileRefused(file.name, FileProblem.UNREAD_DIALECT)
    if head.startswith(ZIP):
        from targetcli.importing.xlsx_reader import open_workbook  # noqa: PLC0415 - an extra

        return open_workbook(
            file.name,
            file.handle,
            file.check_unchanged,
            options.header_line,
            skips_hidden=options.skips_hidden,
            layout=options.layout,
        )
    refuse_other_kind(file.name, head)
    if not head and file.name.lower().endswith(".jsonl"):
        return [], [f"{file.name}: no rows"]  # an export without rows
    if is_json:
        return _open_json_table(file, options)
    return _open_csv_tables(file, options, description)


def _open_json_table(
    file: InputFile, options: ReadingOptions
) -> tuple[list[InputTable], list[str]]:
    rows, remarks = _find_json_rows(file, options.encoding)
    return _open_json_rows(rows, options), [*remarks, *rows.remarks()]


def _find_json_rows(file: InputFile, encoding: str) -> tuple[JsonRows, list[str]]:
    """Return the rows of a JSON file, and a remark if its encoding was guessed."""
    encoded = EncodedFile(file.name, file.chunks, LONGEST_DOCUMENT)
    found = detect_encoding(encoded, encoding, _is_no_header)
    file.check_unchanged()
    rows = find_json_rows(file.name, lambda: file.lines(found.name))
    return rows, [found.remark] if found.remark else []


def _read_keys_as_headings(rows: JsonRows) -> Grid:
    from targetcli.importing.json_grid import build_grid  # noqa: PLC0415 - rarely needed

    return build_grid(rows)


def _open_json_rows(rows: JsonRows, options: ReadingOptions) -> list[InputTable]:
    """Return the tables in a JSON file: its keys are ours, or read as headings."""
    if options.layout != NO_LAYOUT:
        return _open_json_grid(rows, options)
    try:
        return [open_json(rows)]
    except FileRefused as refusal:
        if refusal.reason.problem not in KEY_PROBLEMS:
            raise
        try:
            return _open_json_grid(rows, options)
        except FileRefused as other:
            raise (other if other.reason.problem in _WIDE else refusal) from other


def _open_json_grid(rows: JsonRows, options: ReadingOptions) -> list[InputTable]:
    """Return the tables in a JSON file whose keys are read as headings are."""
    grid, word = _read_keys_as_headings(rows), rows.row_word
    tables = open_mapped_tables(rows.file, grid, word, options.layout, is_guarded=False)
    if not tables:
        grid_kind = GridKind(word, is_guarded=False, ends_early=False)
        tables = [open_grid(rows.file, grid, grid_kind, options.header_line)]
    return [table._replace(source=rows.source) for table in tables]


def _open_csv_tables(
    file: InputFile, options: ReadingOptions, description: TableDescription
) -> tuple[list[InputTable], list[str]]:
    encoded = EncodedFile(file.name, file.chunks, _LONGEST_LINE)
    encoding = detect_encoding(encoded, options.encoding, has_known_heading)
    file.check_unchanged()
    remarks = [encoding.remark] if encoding.remark else []
    if encoding.is_mixed and has_mixed_line_ends(file.lines(encoding.name)):
        remarks.append(f"{file.name}: its lines end in more than one way")

    def lines() -> Iterator[str]:
        return file.lines(encoding.name)

    grids = read_grids_by_separator(file.name, lines, description.dialect)
    tables = open_mapped_csv(file.name, grids, options.layout)
    if not tables:
        with _offer_wide(file.name, grids):
            table = open_csv(
                file.name,
                lines,
                description.dialect,
                options.header_line,
                is_described=description.cells != NO_MARKS,
            )
        tables = [table]
    return [_name_encoding(table, encoding.name) for table in tables], remarks


@contextmanager
def _offer_wide(file: str, grids: Iterable[Grid]) -> Iterator[None]:
    """Offer `--wide` where the headings of a refused file stand in two lines."""
    try:
        yield
    except FileRefused as refusal:
        if refusal.reason.problem in _UNFITTING and any(map(has_two_lines, grids)):
            raise FileRefused(file, FileProblem.TWO_LINES_OF_HEADINGS) from refusal
        raise


def _name_encoding(table: InputTable, encoding: str) -> InputTable:
    assert isinstance(table.source, GridSource)
    return table._replace(source=table.source._replace(encoding=encoding))


def _first_character(head: bytes) -> str:
    """Return the first character of a file after blanks."""
    encoding = "utf-16" if head.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "latin-1"
    return head.lstrip(_SPACE).decode(encoding, "replace").lstrip()[:1]


def _is_no_header(_header: str) -> bool:
    """Return False for the first line of JSON, which is never in GB18030."""
    return False
