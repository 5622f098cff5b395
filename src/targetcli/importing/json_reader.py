"""Read JSON into rows of fields: our own documents, plain arrays, and JSON Lines.

It is stricter than the standard library: no NaN, no repeated key, no endless nesting. A
number keeps the digits it is written in.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cache
from typing import Any, NamedTuple, NoReturn

from targetcli.errors import BadRow, FileRefused, FileRow, TargetsError, Unreadable
from targetcli.importing.csv_reader import Lines, find_long_field
from targetcli.importing.flags import read_flag
from targetcli.importing.json_keys import identify_keys, refuse_unknown_keys
from targetcli.importing.json_rows import find_rows, flatten_row
from targetcli.importing.layout.plain_marks import (
    NO_PLAIN_MARKS,
    PlainMarks,
    find_date_marks,
)
from targetcli.importing.left_out import LeftOut, is_missing
from targetcli.importing.row_sources import REASON_HEADING, ObjectSource
from targetcli.importing.table_kinds import (
    EXTRA_COLUMN,
    InputRow,
    InputTable,
    TableKind,
    name_columns,
)
from targetcli.problems.files import FileProblem, RowProblem
from targetcli.problems.problem import FailureReason
from targetcli.problems.remarks import Remark
from targetcli.reading.headings import translate_heading
from targetcli.render.error_messages.message import remark_text

LONGEST_DOCUMENT = 32 * 1024 * 1024
# Columns of several names, which text joins by |.
_LIST_COLUMNS = ("aliases", "parts")
# Our own documents that hold records; the others hold reports on them.
_RECORD_DOCUMENTS = (
    *("list", "figures", "export", "regions", "metrics", "sources", "units"),
    *("identities", "milestones"),
)

# The column of a rejected row as it was written, to be emptied once it is corrected.
_RAW_ROW = f"{EXTRA_COLUMN}1"
_MOST_SHOWN = 40  # characters of a key

Value = tuple[int, Any] | BadRow
Values = Callable[[], Iterator[Value]]


class _StrictJsonError(ValueError):
    """JSON that only the standard library accepts."""

    def __init__(self, reason: FailureReason) -> None:
        super().__init__(reason)
        self.reason = reason


class JsonRows(NamedTuple):
    """The rows of a JSON file with their numbers, and where they stand in it."""

    file: str
    values: Values
    has_lines: bool
    path: str = ""

    @property
    def row_word(self) -> str:
        """The word for a row in messages."""
        return "line" if self.has_lines else "object"

    @property
    def source(self) -> ObjectSource:
        """The objects, to be written again where they are rejected."""
        return ObjectSource(self.values, self.has_lines)

    def remarks(self) -> Iterator[str]:
        """Yield the remark that the rows stand within something else."""
        if self.path:
            facts = {"file": self.file, "path": self.path}
            yield remark_text(FailureReason(Remark.ROWS_WITHIN, facts))


def find_json_rows(file: str, lines: Lines) -> JsonRows:
    """Return the rows of a JSON file.

    Raises `FileRefused` for a file that is no strict JSON, or has no rows.
    """
    if _is_json_lines(lines()):
        return JsonRows(file, lambda: _read_json_lines(file, lines()), has_lines=True)
    document = parse_json(file, _join_lines(file, lines()))
    _refuse_report(file, document)
    path, rows = find_rows(file, document)
    return JsonRows(file, lambda: iter(enumerate(rows, 1)), has_lines=False, path=path)


def open_json(rows: JsonRows) -> InputTable:
    """Return the table in a JSON file, known by the keys of the first row.

    Raises `FileRefused` for keys of no known table.
    """
    file, values, _, path = rows
    row_word = rows.row_word
    first = next(values(), None)
    if first is None:  # an export without rows
        return InputTable(file, TableKind.FIGURES, (), lambda: iter(()))
    try:
        if isinstance(first, BadRow):
            raise first.failure
        _refuse_report(file, first[1])
        columns = tuple(_translate_keys(first[1]))
        kind = identify_keys(file, columns, FileRow(path, first[0], row_word))
        _row_fields(first[1])
    except Unreadable as failure:
        raise _first_row_refusal(file, row_word, failure) from failure
    left_out = LeftOut(file)

    def cells_of(column: str) -> Iterator[str]:
        read = _read_rows(file, row_word, kind, values(), LeftOut(file))
        return (r.fields.get(column, "") for r in read if isinstance(r, InputRow))

    is_dated = kind in (TableKind.TARGETS, TableKind.FIGURES)
    marks = find_date_marks(columns, cells_of) if is_dated else NO_PLAIN_MARKS
    return InputTable(
        file,
        kind,
        columns,
        lambda: _read_rows(file, row_word, kind, values(), left_out, marks),
        row_word,
        rows.source,
        left_out,
        (*marks.remarks(file),),
    )


def _read_rows(
    file: str,
    row_word: str,
    kind: TableKind,
    values: Iterator[Value],
    left_out: LeftOut,
    marks: PlainMarks = NO_PLAIN_MARKS,
) -> Iterator[InputRow | BadRow]:
    left_out.restart()
    keys: tuple[str, ...] = ()
    for value in values:
        if isinstance(value, BadRow):
            yield value
            continue
        fields: dict[str, str] = {}
        try:
            fields = _row_fields(value[1])
            if tuple(fields) != keys:
                refuse_unknown_keys(kind, tuple(fields), write_excerpt(value[1]))
                keys = tuple(fields)
        except TargetsError as failure:
            salvaged = fields or _salvage_fields(value[1])
            yield BadRow(file, value[0], failure, salvaged, row_word)
            continue
        has_figures = kind is TableKind.FIGURES
        if has_figures and is_missing(fields.get("value", "")):
            left_out.add_missing(fields["value"].strip(), value[0])
        else:
            fields = read_flag(fields) if has_figures else fields
            yield InputRow(value[0], marks.apply(fields))


def parse_json(file: str, text: str) -> Any:  # noqa: ANN401 - any JSON
    """Return the value of a JSON text; raises `FileRefused` for any other text."""
    try:
        return _decode_value(text)
    except Unreadable as failure:
        raise FileRefused(file, failure.reason) from failure


def _decode_value(text: str) -> Any:  # noqa: ANN401 - any JSON
    """Return the value of a JSON text; raises `Unreadable` for any other text."""
    try:
        return _decoder().decode(text)
    except json.JSONDecodeError as error:
        place = {"line": error.lineno, "position": error.colno}
        has_lines = "\n" in text
        problem = RowProblem.NO_JSON_ON_LINE if has_lines else RowProblem.NO_JSON
        reason = FailureReason(problem, {**place, "error": error.msg})
    except _StrictJsonError as error:
        reason = error.reason
    except RecursionError:
        reason = FailureReason(RowProblem.NESTED_TOO_DEEPLY)
    raise Unreadable("row", "", problem=reason)


def _is_json_lines(lines: Iterable[str]) -> bool:
    """Return True if each line is a row by itself; a single line is a document."""
    filled = (line for line in lines if not line.isspace())
    try:
        value = _decode_value(next(filled, ""))
    except Unreadable:
        return False
    is_row = isinstance(value, dict) and not isinstance(value.get("rows"), list)
    return is_row and next(filled, None) is not None


def _join_lines(file: str, lines: Iterable[str]) -> str:
    pieces: list[str] = []
    size = 0
    for line in lines:
        pieces.append(line)
        size += len(line)
        if size > LONGEST_DOCUMENT:
            mebibytes = LONGEST_DOCUMENT // 1024**2
            raise FileRefused(file, FileProblem.LONG_DOCUMENT, mebibytes=mebibytes)
    return "".join(pieces)


def _refuse_report(file: str, document: Any) -> None:  # noqa: ANN401 - any JSON
    schema = document.get("schema") if isinstance(document, dict) else None
    if not isinstance(schema, str) or not schema.startswith("targets."):
        return
    if schema[len("targets.") :].partition("/")[0] not in _RECORD_DOCUMENTS:
        raise FileRefused(file, FileProblem.NO_RECORDS, schema=schema)


def _read_json_lines(file: str, lines: Iterable[str]) -> Iterator[Value]:
    for number, line in enumerate(lines, 1):
        if line.isspace():
            continue
        try:
            yield number, _decode_value(line.rstrip("\r\n"))
        except Unreadable as failure:
            yield BadRow(file, number, failure, {_RAW_ROW: line.rstrip("\r\n")})


def _row_fields(value: Any) -> dict[str, str]:  # noqa: ANN401 - any JSON
    return {key: write_cell(key, cell) for key, cell in _translate_keys(value).items()}


def _translate_keys(value: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON
    """Return the values of a row by column; a key of no column stays as it is."""
    if not isinstance(value, dict):
        raise Unreadable("row", write_excerpt(value), problem=RowProblem.NO_OBJECT)
    cells = flatten_row(value)
    cells.pop(REASON_HEADING, None)
    fields = dict(zip(name_columns([*cells]), cells.values(), strict=True))
    if len(fields) < len(cells):
        raise Unreadable("row", "", problem=RowProblem.KEY_IN_TWO_LANGUAGES)
    return fields


def write_cell(key: str, value: Any) -> str:  # noqa: ANN401 - any JSON
    """Return a value as CSV would hold it; raises `Unreadable` for a list or object."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case str():
            return _check_text(key, value)
        case list() if key in _LIST_COLUMNS and all(
            isinstance(item, str) for item in value
        ):
            return _check_text(key, "|".join(value))
        case _:
            is_list = isinstance(value, list)
            problem = RowProblem.HOLDS_LIST if is_list else RowProblem.HOLDS_OBJECT
            raise Unreadable(key, write_excerpt(value), problem=problem)


def write_excerpt(value: Any) -> str:  # noqa: ANN401 - any JSON
    """Return the beginning of a value as it may be written."""
    return json.dumps(value, ensure_ascii=False)[:_MOST_SHOWN]


def _check_text(key: str, text: str) -> str:
    long_field = find_long_field({key: text})
    if long_field:
        raise long_field
    if not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text):
        raise Unreadable(key, "", problem=RowProblem.HALF_CHARACTER)
    return text


def _first_row_refusal(file: str, row_word: str, failure: Unreadable) -> FileRefused:
    """Return the refusal of a file for its first row, with the key at fault."""
    place, reason = FileRow("", 1, row_word), failure.reason
    if failure.thing == "row":
        return FileRefused(file, FileProblem.BAD_ROW, place=place, failure=reason)
    key = failure.thing[:_MOST_SHOWN]
    return FileRefused(file, FileProblem.BAD_CELL, place=place, key=key, failure=reason)


def _salvage_fields(value: Any) -> dict[str, str]:  # noqa: ANN401 - any JSON
    """Return the cells of a row, empty where unreadable, and last the whole row."""
    cells = value.items() if isinstance(value, dict) else ()
    fields = {translate_heading(key): "" for key, _ in cells}
    for key, cell in cells:
        with suppress(Unreadable):
            fields[translate_heading(key)] = write_cell(key, cell)
    return {**fields, _RAW_ROW: json.dumps(value)}


@cache
def _decoder() -> json.JSONDecoder:
    return json.JSONDecoder(
        object_pairs_hook=_build_object,
        parse_float=str,
        parse_int=str,
        parse_constant=_refuse_constant,
    )


def _build_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        keys = [key for key, _ in pairs]
        repeated_key = next(key for key in keys if keys.count(key) > 1)
        raise _StrictJsonError(
            FailureReason(RowProblem.KEY_TWICE, {"key": repeated_key})
        )
    return members


def _refuse_constant(text: str) -> NoReturn:
    raise _StrictJsonError(FailureReason(RowProblem.NO_NUMBER, {"constant": text}))
