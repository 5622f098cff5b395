"""The one place that picks a writer for the style asked for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, assert_never

from targetcli import environment
from targetcli.errors import UnknownColumn, WrongUsage
from targetcli.render.table import Layout, Piece, Table, build_table, sort_rows
from targetcli.render.writers.plain import as_plain
from targetcli.session.formats import Format
from targetcli.session.options import OutputOptions

if TYPE_CHECKING:
    from targetcli.render.columns.records_json import Json
    from targetcli.render.writers.xlsx import Sheet
    from targetcli.session.dataset import Dataset


def written(  # noqa: C901, PLR0912 - an arm a format
    answer: Dataset, output: OutputOptions, output_format: Format
) -> Iterable[Piece]:
    """Write an answer in a style, piece by piece.

    Raises `UnknownColumn` for a field or sort key that it does not have.
    """
    match output_format:
        case Format.CSV:
            from targetcli.render.writers.csv import as_csv  # noqa: PLC0415 - one of many

            return as_csv(
                _table(answer, output, output_format), guard=not output.no_formula_guard
            )
        case Format.CSV_EXCEL:
            from targetcli.render.writers.csv import as_csv_excel  # noqa: PLC0415

            return as_csv_excel(
                _table(answer, output, output_format), guard=not output.no_formula_guard
            )
        case Format.PLAIN | Format.TXT:
            return as_plain(_table(answer, output, output_format))
        case Format.TABLE:
            from targetcli.render.writers.terminal import as_terminal  # noqa: PLC0415

            in_file = output.path is not None
            seen = environment.measure_screen(
                output.width, output.color, in_file=in_file
            )
            table = _roomy_table(answer, output)
            return as_terminal(table, seen.width, color=seen.color)
        case Format.MD:
            from targetcli.render.writers.markdown import as_markdown  # noqa: PLC0415

            return as_markdown(_table(answer, output, output_format))
        case Format.HTML:
            from targetcli.render.writers.html import as_html  # noqa: PLC0415

            table = _table(answer, output, output_format)
            return as_html(table, answer.name or answer.command, answer.head)
        case Format.JSON:
            from targetcli.render.writers.json import document  # noqa: PLC0415

            return document(answer.command, answer.head, _objects(answer, output))
        case Format.JSONL:
            from targetcli.render.writers.json import lines  # noqa: PLC0415

            return lines(_objects(answer, output))
        case Format.XLSX:
            from targetcli.render.writers.xlsx import as_xlsx  # noqa: PLC0415

            return as_xlsx([sheet_of(answer.name or answer.command, answer, output)])
        case Format.ICS:
            if answer.deadlines is None:
                hint = "a calendar is made of targets: list, compare, misses, export"
                raise WrongUsage("nothing here has a deadline", hint)
            from targetcli.render.writers.calendar import as_calendar  # noqa: PLC0415

            return as_calendar(answer.deadlines())
        case Format.DATAPACKAGE:
            hint = "write one with: targets export all --format datapackage"
            raise WrongUsage("a data package is of the whole store", hint)
        case _:
            assert_never(output_format)


def sheet_of(name: str, answer: Dataset, output: OutputOptions) -> Sheet:
    """Return an answer as a sheet of a workbook."""
    from targetcli.render.writers.xlsx import Sheet  # noqa: PLC0415 - one of many

    return Sheet(name, _table(answer, output, Format.XLSX))


def _table(answer: Dataset, output: OutputOptions, output_format: Format) -> Table:
    layout = answer.layout
    usual = layout.in_files if output_format.traits.has_all_columns else layout.brief
    fields = _fields(output) or usual
    to_people = output.is_translated(output_format)
    return build_table(layout, answer.rows, fields, output.sort, to_people=to_people)


def _roomy_table(answer: Dataset, output: OutputOptions) -> Table:
    """Return a table with more columns than asked for, if none were asked for."""
    layout, fields = answer.layout, _fields(output)
    extra = () if fields else layout.roomy
    fields = (*(fields or layout.brief), *extra)
    table = build_table(layout, answer.rows, fields, output.sort, to_people=True)
    return table._replace(optional_count=len(extra))


def _objects(answer: Dataset, output: OutputOptions) -> Iterable[Json]:
    fields = _fields(output)
    for row in sort_rows(answer.layout, answer.rows, output.sort):
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


def _fields(output: OutputOptions) -> tuple[str, ...]:
    return tuple(field.strip() for field in (output.fields or "").split(",") if field)
