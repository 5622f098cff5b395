"""Read CSV into rows of fields, each with the line it starts on."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from targetcli.errors import BadRow, FileRow, Unreadable
from targetcli.importing.csv_dialect import PLAIN_CSV, CsvDialect
from targetcli.importing.flags import read_flag
from targetcli.importing.layout.found_table import FoundTable, find_table
from targetcli.importing.layout.headings import holds_verdicts
from targetcli.importing.layout.period_parts import find_period_parts
from targetcli.importing.layout.plain_marks import (
    NO_PLAIN_MARKS,
    PlainMarks,
    find_plain_marks,
)
from targetcli.importing.layout.separators import SEPARATORS, detect_dialect
from targetcli.importing.layout.wide_offer import refuse_wide
from targetcli.importing.left_out import is_missing
from targetcli.importing.row_sources import (
    Grid,
    GridRow,
    GridSource,
    leave_reasons_out,
)
from targetcli.importing.saved_again import (
    find_restorable,
    find_rounded_number,
    restore_cells,
)
from targetcli.importing.table_kinds import (
    EXTRA_COLUMN,
    InputRow,
    InputTable,
    TableKind,
    identify_table,
)
from targetcli.model.formula_guard import remove_guard
from targetcli.model.named_tuples import fill
from targetcli.problems.files import RowProblem
from targetcli.problems.problem import FailureReason
from targetcli.problems.reading import ReadingProblem
from targetcli.problems.remarks import Remark

LONGEST_FIELD = 64 * 1024
_LONG_ROW = LONGEST_FIELD // 2  # no cell of a shorter row can be too long
# The column of a history that holds all fields of a row.
LONGEST_CONTENT = 1024 * 1024
_MOST_SHOWN = 40  # characters of a row that is not understood

Lines = Callable[[], Iterable[str]]


class GridKind(NamedTuple):
    """The kind of a source of rows: CSV text, or a sheet of a workbook."""

    row_word: str
    is_guarded: bool
    """True where a quote stands before a cell that a spreadsheet would run."""
    ends_early: bool
    """True where empty cells at the end of a row are left out."""


CSV_GRID = GridKind("line", is_guarded=True, ends_early=False)
SHEET_GRID = GridKind("row", is_guarded=False, ends_early=True)


def open_csv(
    file: str,
    lines: Lines,
    dialect: CsvDialect = PLAIN_CSV,
    header_line: int = 0,
    *,
    is_described: bool = False,
) -> InputTable:
    """Return the table in a CSV file, its kind known by its header.

    A package has said how a file that `is_described` writes its numbers. Raises
    `FileRefused` for a file without a header, with unknown columns, or whose columns
    fit more than one kind of table.
    """
    if dialect == PLAIN_CSV:
        dialect = detect_dialect(lines())
    table = open_grid(
        file,
        lambda: _read_csv_grid(file, lines(), dialect),
        CSV_GRID,
        header_line,
        is_described=is_described,
    )
    assert isinstance(table.source, GridSource)
    remarks = table.remarks
    if dialect.delimiter not in (",", "\t"):
        facts = {"file": file, "separator": dialect.delimiter}
        remarks = (FailureReason(Remark.SEPARATOR, facts), *remarks)
    source = table.source._replace(dialect=dialect)
    return table._replace(source=source, remarks=remarks)


def read_csv_grid(file: str, lines: Lines, dialect: CsvDialect) -> Grid:
    """Return the rows of cells of a CSV file."""
    return lambda: _read_csv_grid(file, lines(), dialect)


def read_grids_by_separator(file: str, lines: Lines, dialect: CsvDialect) -> list[Grid]:
    """Return the rows of cells of a CSV file, taken apart at one separator and another.

    The likeliest comes first; a dialect that was given is the only one.
    """
    if dialect != PLAIN_CSV:
        return [read_csv_grid(file, lines, dialect)]
    others = (PLAIN_CSV._replace(delimiter=mark) for mark in SEPARATORS)
    return [
        read_csv_grid(file, lines, candidate)
        for candidate in dict.fromkeys((detect_dialect(lines()), *others))
    ]


def open_grid(
    file: str,
    grid: Grid,
    grid_kind: GridKind,
    header_line: int = 0,
    *,
    is_described: bool = False,
) -> InputTable:
    """Return the table in rows of cells, its kind known by its headings.

    Raises `FileRefused` as `open_csv` does.
    """
    grid = leave_reasons_out(grid)
    parts = find_period_parts(grid)
    found = find_table(file, parts.join(grid) if parts else grid, header_line)
    refuse_wide(file, found.columns.names)
    headings = tuple(found.header.cells[n].strip() for n in found.columns.positions)
    kind = identify_table(file, found.columns.names, headings)

    marks = NO_PLAIN_MARKS if is_described else find_plain_marks(found)

    def rows() -> Iterator[InputRow | BadRow]:
        return _read_rows(
            found, grid_kind, marks, has_figures=kind is TableKind.FIGURES
        )

    return InputTable(
        file,
        kind,
        found.columns.names,
        rows,
        grid_kind.row_word,
        GridSource(grid, found.header.line),
        found.left_out,
        (
            *_remark_on_layout(found, grid_kind),
            *((parts.remark(file),) if parts else ()),
            *marks.remarks(file),
        ),
    )


def _remark_on_layout(
    found: FoundTable, grid_kind: GridKind
) -> Iterator[FailureReason]:
    """Yield remarks on the lines above the header, and on columns that are left out."""
    if found.captions:
        place = FileRow("", found.header.line, grid_kind.row_word)
        facts = {"file": found.file, "place": place, "above": found.captions}
        yield FailureReason(Remark.HEADER_FOUND, facts)
    if holds_verdicts(found.header.cells):
        yield FailureReason(Remark.VERDICTS_LEFT_OUT, {"file": found.file})
    elif found.columns.left_out:
        facts = {"file": found.file, "headings": found.columns.left_out}
        yield FailureReason(Remark.COLUMNS_LEFT_OUT, facts)


def find_long_field(fields: dict[str, str]) -> Unreadable | None:
    """Return the failure of the first field that is too long, if any."""
    for column, cell in fields.items():
        longest = LONGEST_CONTENT if column == "content" else LONGEST_FIELD
        if len(cell) > longest:
            return Unreadable(
                column, cell[:20], problem=ReadingProblem.CELL_TOO_LONG, longest=longest
            )
    return None


def has_mixed_line_ends(lines: Iterable[str]) -> bool:
    """Return True if rows end in more than one way, whatever ends lines in cells."""
    last_line = ""

    def remember_lines() -> Iterator[str]:
        nonlocal last_line
        for line in lines:
            last_line = line
            yield line

    reader = csv.reader(remember_lines())
    line_ends: set[str] = set()
    while True:
        try:
            next(reader)
        except StopIteration:
            return len(line_ends - {""}) > 1
        except csv.Error:
            continue
        line_ends.add(last_line[len(last_line.rstrip("\r\n")) :])


def _read_rows(
    found: FoundTable, grid_kind: GridKind, marks: PlainMarks, *, has_figures: bool
) -> Iterator[InputRow | BadRow]:
    """Yield the rows of a table by column; a figure without a value is left out."""
    names, width = found.columns.names, found.columns.width
    choose_cells = found.columns.choose
    restorable = find_restorable(names)
    for row in found.rows():
        if isinstance(row, BadRow):
            yield row._replace(fields={names[0]: row.fields[""]})
            continue
        cells = row.cells
        if grid_kind.ends_early and len(cells) < width:
            cells = [*cells, *[""] * (width - len(cells))]
        content = "".join(cells)
        if grid_kind.is_guarded and "'" in content:
            cells = [remove_guard(cell) for cell in cells]
        failure = row.failure or _find_misplaced(found, cells)
        if failure is not None:
            yield _refuse_whole_row(found, row, cells, failure, grid_kind.row_word)
            continue
        fields = dict(zip(names, choose_cells(cells), strict=True))
        # A number, as most values are, is neither missing nor flagged.
        if has_figures and not fields["value"][-1:].isdigit():
            if is_missing(fields["value"]):
                found.left_out.add_missing(fields["value"].strip(), row.line)
                continue
            fields = read_flag(fields)
        fields = restore_cells(marks.apply(fields), restorable)
        failure = _find_unreadable(fields, content, grid_kind)
        if failure is None:
            yield fill(InputRow, (row.line, fields))
        else:
            yield BadRow(found.file, row.line, failure, fields, grid_kind.row_word)


def _refuse_whole_row(
    found: FoundTable,
    row: GridRow,
    cells: list[str],
    failure: Unreadable,
    row_word: str,
) -> BadRow:
    """Return a bad row with all its cells, those beyond the last column too."""
    extra_cells = [*cells[found.columns.width :], *([row.held] if row.failure else [])]
    extra_columns = (f"{EXTRA_COLUMN}{n + 1}" for n in range(len(extra_cells)))
    columns = (*found.columns.names, *extra_columns)
    chosen = [*found.columns.choose(cells), *extra_cells]
    fields = dict(zip(columns, chosen, strict=False))
    return BadRow(found.file, row.line, failure, fields, row_word)


def _find_misplaced(found: FoundTable, cells: list[str]) -> Unreadable | None:
    """Return the failure of a row with too few cells, too many, or one too far."""
    if len(cells) != found.columns.width:
        return Unreadable(
            "row",
            _beginning(cells),
            problem=RowProblem.CELL_COUNT,
            cell_count=len(cells),
            column_count=found.columns.width,
        )
    for position in found.columns.blank:
        if cells[position].strip():
            return Unreadable(
                "row",
                _beginning(cells),
                problem=RowProblem.UNNAMED_CELL,
                column=position + 1,
                cell=cells[position][:_MOST_SHOWN],
            )
    return None


def _beginning(cells: list[str]) -> str:
    return next(iter(cells), "")[:_MOST_SHOWN]


def _find_unreadable(
    fields: dict[str, str], content: str, grid_kind: GridKind
) -> Unreadable | None:
    """Return the failure of a cell that is too long, or has lost digits, if any.

    `content` is all that the row held when it was read.
    """
    if len(content) > _LONG_ROW and (failure := find_long_field(fields)):
        return failure
    if grid_kind.is_guarded and "E+" in content:
        return find_rounded_number(fields)
    return None


def _read_csv_grid(
    file: str, lines: Iterable[str], dialect: CsvDialect
) -> Iterator[GridRow | BadRow]:
    rows = _read_csv_rows(file, lines, dialect)
    if dialect.header:
        yield GridRow(0, list(dialect.header))
    if dialect.header_row == 1 and not dialect.comment_rows:
        yield from rows
        return
    for number, row in enumerate(rows, 1):
        is_header = number >= dialect.header_row or dialect.header
        if is_header and number not in dialect.comment_rows:
            yield row


def _read_csv_rows(
    file: str, lines: Iterable[str], dialect: CsvDialect
) -> Iterator[GridRow | BadRow]:
    row_lines: list[str] = []
    comment_lines = 0
    comment = dialect.comment

    def remember_lines() -> Iterator[str]:
        nonlocal comment_lines
        for line in lines:
            if comment and not row_lines and line.startswith(comment):
                comment_lines += 1
                continue
            row_lines.append(line)
            yield line

    csv.field_size_limit(LONGEST_CONTENT)
    reader = csv.reader(remember_lines(), strict=True, **dialect.reader_options())
    while True:
        row_lines.clear()
        line = reader.line_num + 1
        try:
            for cells in reader:
                yield fill(GridRow, (line + comment_lines, cells, None, ""))
                row_lines.clear()
                line = reader.line_num + 1
        except csv.Error as error:
            # What follows is read on from the next line.
            failure = _csv_refusal(row_lines[0][:_MOST_SHOWN].strip(), str(error))
            yield BadRow(file, line + comment_lines, failure, {"": "".join(row_lines)})
        else:
            return


def _csv_refusal(beginning: str, error: str) -> Unreadable:
    """Return the refusal of a row for an error of the standard library's reader."""
    if error == "unexpected end of data":
        return Unreadable("row", beginning, problem=RowProblem.OPEN_QUOTE)
    if "expected after" in error:
        return Unreadable("row", beginning, problem=RowProblem.TEXT_AFTER_QUOTE)
    return Unreadable("row", beginning, problem=RowProblem.CSV_ERROR, error=error)
