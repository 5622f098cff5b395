"""The one place that picks a writer for the style asked for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, assert_never

from targetcli import environment
from targetcli.errors import UnknownColumn, WrongUsage
from targetcli.render.table import Layout, Piece, Table, sorted_rows, tabulated
from targetcli.render.writers.plain import as_plain
from targetcli.session.options import Shape, Style

if TYPE_CHECKING:
    from targetcli.render.columns.records_json import Json
    from targetcli.render.writers.xlsx import Sheet
    from targetcli.session.session import Dataset


def written(  # noqa: C901, PLR0912 - an arm a format
    answer: Dataset, shape: Shape, style: Style
) -> Iterable[Piece]:
    """Write an answer in a style, piece by piece.

    Raises `UnknownColumn` for a field or sort key that it does not have.
    """
    match style:
        case Style.CSV:
            from targetcli.render.writers.csv import as_csv  # noqa: PLC0415 - one of many

            return as_csv(_table(answer, shape, style), guard=not shape.as_is)
        case Style.CSV_EXCEL:
            from targetcli.render.writers.csv import as_csv_excel  # noqa: PLC0415

            return as_csv_excel(_table(answer, shape, style), guard=not shape.as_is)
        case Style.PLAIN | Style.TXT:
            return as_plain(_table(answer, shape, style))
        case Style.TABLE:
            from targetcli.render.writers.terminal import as_terminal  # noqa: PLC0415

            in_file = shape.output is not None
            seen = environment.screen(shape.width, shape.color, in_file=in_file)
            table = _roomy_table(answer, shape)
            return as_terminal(table, seen.width, color=seen.color)
        case Style.MD:
            from targetcli.render.writers.markdown import as_markdown  # noqa: PLC0415

            return as_markdown(_table(answer, shape, style))
        case Style.HTML:
            from targetcli.render.writers.html import as_html  # noqa: PLC0415

            table = _table(answer, shape, style)
            return as_html(table, answer.name or answer.command, answer.head)
        case Style.JSON:
            from targetcli.render.writers.json import document  # noqa: PLC0415

            return document(answer.command, answer.head, _objects(answer, shape))
        case Style.JSONL:
            from targetcli.render.writers.json import lines  # noqa: PLC0415

            return lines(_objects(answer, shape))
        case Style.XLSX:
            from targetcli.render.writers.xlsx import as_xlsx  # noqa: PLC0415

            return as_xlsx([sheet_of(answer.name or answer.command, answer, shape)])
        case Style.ICS:
            if answer.deadlines is None:
                hint = "a calendar is made of targets: list, compare, misses, export"
                raise WrongUsage("nothing here has a deadline", hint)
            from targetcli.render.writers.calendar import as_calendar  # noqa: PLC0415

            return as_calendar(answer.deadlines())
        case Style.DATAPACKAGE:
            hint = "write one with: targets export all --format datapackage"
            raise WrongUsage("a data package is of the whole store", hint)
        case _:
            assert_never(style)


def sheet_of(name: str, answer: Dataset, shape: Shape) -> Sheet:
    """Return an answer as a sheet of a workbook."""
    from targetcli.render.writers.xlsx import Sheet  # noqa: PLC0415 - one of many

    return Sheet(name, _table(answer, shape, Style.XLSX))


def _table(answer: Dataset, shape: Shape, style: Style) -> Table:
    layout = answer.layout
    usual = layout.in_files if style.holds_all else layout.brief
    fields = _fields(shape) or usual
    to_people = shape.speaks(style)
    return tabulated(layout, answer.rows, fields, shape.sort, to_people=to_people)


def _roomy_table(answer: Dataset, shape: Shape) -> Table:
    """Return a table with more columns than asked for, if none were asked for."""
    layout, fields = answer.layout, _fields(shape)
    extra = () if fields else layout.roomy
    fields = (*(fields or layout.brief), *extra)
    table = tabulated(layout, answer.rows, fields, shape.sort, to_people=True)
    return table._replace(spare=len(extra))


def _objects(answer: Dataset, shape: Shape) -> Iterable[Json]:
    fields = _fields(shape)
    for row in sorted_rows(answer.layout, answer.rows, shape.sort):
        whole = answer.to_json(row)
        yield _picked(answer.layout, row, whole, fields) if fields else whole


def _picked(
    layout: Layout[Any], row: object, whole: Json, fields: tuple[str, ...]
) -> Json:
    """Pick fields by their JSON keys, else by the columns that people read."""
    columns = {column.key: column for column in layout.columns}
    for field in fields:
        if field not in whole and field not in columns:
            raise UnknownColumn(field, tuple(dict.fromkeys((*columns, *whole))))
    return {
        field: whole[field] if field in whole else columns[field].cell(row)
        for field in fields
    }


def _fields(shape: Shape) -> tuple[str, ...]:
    return tuple(field.strip() for field in (shape.fields or "").split(",") if field)
