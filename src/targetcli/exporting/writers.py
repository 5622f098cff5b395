"""The writer of each format, given a dataset and the options of the output."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from targetcli import environment
from targetcli.errors import UnknownColumn, WrongUsage
from targetcli.render.i18n import gettext, join_clauses
from targetcli.render.table import (
    Layout,
    OutputPiece,
    Table,
    build_table,
    find_key,
    group_numbers,
    sort_rows,
)
from targetcli.render.writers.plain import as_plain
from targetcli.session.dataset import Dataset, SharedRows
from targetcli.session.formats import Format
from targetcli.session.manner import choose_manner
from targetcli.session.options import OutputOptions

if TYPE_CHECKING:
    from targetcli.render.columns.records import Json
    from targetcli.render.totals_text import RowTotals
    from targetcli.render.writers.xlsx import Sheet


def format_dataset(
    dataset: Dataset, output: OutputOptions, output_format: Format
) -> Iterable[OutputPiece]:
    """Return a dataset in a format, piece by piece.

    Raises `UnknownColumn` for a field or sort key that it does not have, `WrongUsage`
    for a format that cannot hold it.
    """
    if isinstance(dataset.rows, SharedRows):
        dataset = _encode_in_workers(dataset, dataset.rows, output, output_format)
    return _WRITERS[output_format](dataset, output)


def _encode_in_workers(
    dataset: Dataset, rows: SharedRows, output: OutputOptions, output_format: Format
) -> Dataset:
    """Have the processes that judge rows make texts of them, where files hold texts."""
    from targetcli.session.row_encoding import (  # noqa: PLC0415 - for many rows
        create_cell_encoder,
        create_cell_layout,
        encode_json,
    )

    chosen = _column_keys(output)
    if output_format in (Format.JSON, Format.JSONL) and not chosen and not output.sort:
        encoded = rows.encode_with(encode_json)
        return dataset._replace(rows=encoded, to_json=lambda row: row)
    # Rows are sorted by what files hold, not by what people read.
    is_text = output_format in (Format.PLAIN, Format.MD, Format.HTML)
    if output_format is not Format.CSV and (output.sort or not is_text):
        return dataset
    words = (*chosen, *filter(None, [(output.sort or "").removeprefix("-")]))
    keys = tuple(find_key(dataset.layout, word) for word in words)
    usual = _usual_keys(dataset.layout, output_format)
    keys = tuple(dict.fromkeys(keys if chosen else (*usual, *keys)))
    if not {column.key for column in dataset.layout.columns}.issuperset(keys):
        return dataset  # and the field is refused
    for_people = output.is_translated(output_format)
    encode = create_cell_encoder(keys, for_people=for_people)
    encoded = rows.encode_with(encode, choose_manner(output, output_format))
    return dataset._replace(rows=encoded, layout=create_cell_layout(keys))


def _usual_keys(layout: Layout[Any], output_format: Format) -> tuple[str, ...]:
    """Return the keys of the columns that a format has unasked."""
    has_all = output_format.traits.has_all_columns
    return layout.file_keys if has_all else layout.brief_keys


def build_sheet(name: str, dataset: Dataset, output: OutputOptions) -> Sheet:
    """Return a dataset as a sheet of a workbook."""
    from targetcli.render.writers.xlsx import Sheet  # noqa: PLC0415 - an extra, and dear

    return Sheet(name, _build_table(dataset, output, Format.XLSX))


def _as_table(dataset: Dataset, output: OutputOptions) -> Iterable[OutputPiece]:
    from targetcli.render.writers.terminal import as_terminal  # noqa: PLC0415 - rich
    from targetcli.render.writers.wrapping import wrap  # noqa: PLC0415 - as it does

    screen = environment.measure_screen(
        output.width, output.color, in_file=output.path is not None
    )
    totals = dataset.totals() if dataset.totals else None
    rows = _count_rows(sort_rows(dataset.layout, dataset.rows, output.sort), totals)
    first = tuple(islice(rows, 1))
    if not first and output.path is None and environment.is_on_terminal():
        if not dataset.is_emptiness_said:
            nothing = gettext("(nothing to list)")
            yield f"{nothing}\n"
        return
    shown = islice(chain(first, rows), output.limit)
    table = _build_wide_table(dataset._replace(rows=shown), output)
    yield from as_terminal(table, screen.width, color=screen.color)
    deque(rows, maxlen=0)  # those beyond the limit are counted
    if first and totals is not None:
        yield "\n"
        yield from wrap(_total_line(totals, output.limit), screen.width)


def _count_rows(rows: Iterable[Any], totals: RowTotals[Any] | None) -> Iterator[Any]:
    """Yield rows, and count each as it is read."""
    for row in rows:
        if totals is not None:
            totals.add(row)
        yield row


def _total_line(totals: RowTotals[Any], limit: int | None) -> str:
    """Return the line that counts all rows of a table, and says how many it shows."""
    if limit is None or limit >= totals.count:
        return totals.text()
    from targetcli.render.totals_text import shown_text  # noqa: PLC0415 - with a limit

    return join_clauses((totals.text(), shown_text(limit)))


def _as_plain(dataset: Dataset, output: OutputOptions) -> Iterable[OutputPiece]:
    return as_plain(_build_table(dataset, output, Format.PLAIN))


def _as_csv(dataset: Dataset, output: OutputOptions) -> Iterable[OutputPiece]:
    from targetcli.render.writers.csv import as_csv  # noqa: PLC0415 - one of many

    table = _build_table(dataset, output, Format.CSV)
    return as_csv(table, guard=not output.no_formula_guard)


def _as_csv_excel(dataset: Dataset, output: OutputOptions) -> Iterable[OutputPiece]:
    from targetcli.render.writers.csv import as_csv_excel  # noqa: PLC0415 - one of many

    table = _build_table(dataset, output, Format.CSV_EXCEL)
    return as_csv_excel(table, guard=not output.no_formula_guard)


def _as_json(dataset: Dataset, output: OutputOptions) -> Iterable[OutputPiece]:
    from targetcli.render.writers.json import as_encoded_document  # noqa: PLC0415 - one of many

    rows = _encode_rows(dataset, output)
    return as_encoded_document(dataset.command, dataset.head, rows)


def _as_jsonl(dataset: Dataset, output: OutputOptions) -> Iterable[OutputPiece]:
    from targetcli.render.writers.json import as_json_lines  # noqa: PLC0415 - one of many

    return as_json_lines(_encode_rows(dataset, output))


def _as_markdown(dataset: Dataset, output: OutputOptions) -> Iterable[OutputPiece]:
    from targetcli.render.writers.markdown import as_markdown  # noqa: PLC0415 - one of many

    return as_markdown(_build_table(dataset, output, Format.MD))


def _as_html(dataset: Dataset, output: OutputOptions) -> Iterable[OutputPiece]:
    from targetcli.render.writers.html import as_html  # noqa: PLC0415 - one of many

    table = _build_table(dataset, output, Format.HTML)
    return as_html(table, dataset.name or dataset.command, dataset.head)


def _as_xlsx(dataset: Dataset, output: OutputOptions) -> Iterable[OutputPiece]:
    from targetcli.render.writers.xlsx import as_xlsx  # noqa: PLC0415 - an extra, and dear

    name = dataset.name or dataset.command
    if dataset.styled_sheets is None or output.fields:
        return as_xlsx([build_sheet(name, dataset, output)])
    chosen = _choose_rows(dataset, output)
    prepare = dataset.prepare_to_keep
    rows = tuple(map(prepare, chosen) if prepare else chosen)
    sheet = build_sheet(name, dataset._replace(rows=rows), output)
    return as_xlsx([sheet], dataset.styled_sheets(rows))


def _as_calendar(dataset: Dataset, _output: OutputOptions) -> Iterable[OutputPiece]:
    from targetcli.render.writers.calendar import as_calendar  # noqa: PLC0415 - icalendar

    if dataset.deadlines is None:
        from targetcli.problems.usage import UsageProblem  # noqa: PLC0415 - to refuse

        raise WrongUsage(UsageProblem.NO_DEADLINES)
    return as_calendar(dataset.deadlines(), gettext("Deadlines of targets"))


def _refuse_datapackage(
    _dataset: Dataset, _output: OutputOptions
) -> Iterable[OutputPiece]:
    from targetcli.problems.usage import UsageProblem  # noqa: PLC0415 - to refuse

    raise WrongUsage(UsageProblem.PACKAGE_OF_LIST)


def _refuse_chart(_dataset: Dataset, _output: OutputOptions) -> Iterable[OutputPiece]:
    from targetcli.problems.usage import UsageProblem  # noqa: PLC0415 - to refuse

    raise WrongUsage(UsageProblem.CHART_OF_LIST)


_WRITERS: dict[Format, Callable[[Dataset, OutputOptions], Iterable[OutputPiece]]] = {
    Format.TABLE: _as_table,
    Format.PLAIN: _as_plain,
    Format.TXT: _as_plain,
    Format.CSV: _as_csv,
    Format.CSV_EXCEL: _as_csv_excel,
    Format.JSON: _as_json,
    Format.JSONL: _as_jsonl,
    Format.MD: _as_markdown,
    Format.HTML: _as_html,
    Format.XLSX: _as_xlsx,
    Format.ICS: _as_calendar,
    Format.SVG: _refuse_chart,
    Format.DATAPACKAGE: _refuse_datapackage,
}


_PAGES = (Format.MD, Format.HTML)


def _build_table(
    dataset: Dataset, output: OutputOptions, output_format: Format
) -> Table:
    """Return the columns asked for, else those that are usual in the format."""
    layout = dataset.layout
    columns = _column_keys(output) or _usual_keys(layout, output_format)
    for_people = output.is_translated(output_format)
    is_plain_file = columns == layout.file_keys and not (for_people or output.sort)
    if dataset.file_texts and is_plain_file:
        table = build_table(layout, (), columns)
        return table._replace(rows=islice(dataset.file_texts(), output.limit))
    rows = _choose_rows(dataset, output)
    table = build_table(layout, rows, columns, for_people=for_people)
    # The cells of a spreadsheet are numbers, not text.
    return group_numbers(table) if output_format in _PAGES else table


def _choose_rows(dataset: Dataset, output: OutputOptions) -> Iterable[Any]:
    """Return the rows in the order asked for, as many as the limit allows."""
    return islice(sort_rows(dataset.layout, dataset.rows, output.sort), output.limit)


def _build_wide_table(dataset: Dataset, output: OutputOptions) -> Table:
    """Return the columns asked for, else the brief ones and those for a wide screen."""
    layout, columns = dataset.layout, _column_keys(output)
    extra = () if columns else layout.wide_keys
    columns = (*(columns or layout.brief_keys), *extra)
    table = build_table(layout, dataset.rows, columns, for_people=True)
    return group_numbers(table)._replace(optional_count=len(extra))


def _encode_rows(dataset: Dataset, output: OutputOptions) -> Iterable[str]:
    """Yield each row as the text of a JSON object."""
    from targetcli.render.writers import json  # noqa: PLC0415 - one of many

    keys = tuple(find_key(dataset.layout, word) for word in _column_keys(output))
    if dataset.file_texts and not (keys or output.sort):
        encode = json.create_texts_encoder(dataset.text_fields)
        yield from map(encode, islice(dataset.file_texts(), output.limit))
        return
    for row in _choose_rows(dataset, output):
        record = dataset.to_json(row)
        if keys:
            record = _pick_keys(dataset.layout, row, record, keys)
        yield json.encode_json(record)


def _pick_keys(
    layout: Layout[Any], row: object, record: Json, keys: tuple[str, ...]
) -> Json:
    """Return the values of some JSON keys, or of the columns that people read."""
    columns = {column.key: column for column in layout.columns}
    for key in keys:
        if key not in record and key not in columns:
            raise UnknownColumn(key, tuple(dict.fromkeys((*columns, *record))))
    return {
        key: record[key] if key in record else columns[key].cell(row) for key in keys
    }


def _column_keys(output: OutputOptions) -> tuple[str, ...]:
    words = (output.fields or "").replace("，", ",")
    return tuple(key.strip() for key in words.split(",") if key)
