"""JSON to rows of fields: documents of ours, plain arrays, and JSON Lines.

Stricter than the standard library: no NaN, no key twice, no nesting without end. A
number is kept as the digits it is written in.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cache
from typing import Any, NoReturn

from targetcli.errors import BadRow, FileRefused, TargetsError, Unreadable
from targetcli.importing.csv_reader import Lines, too_long
from targetcli.importing.table_kinds import (
    MORE,
    Opened,
    Row,
    Sheet,
    check_keys,
    recognised,
)
from targetcli.reading.headings import translate_heading

LONGEST_DOCUMENT = 32 * 1024 * 1024
# What holds several names, joined by | where it is text.
_LISTS = ("aliases", "parts")
# The documents of ours that hold records; the others hold what was made of them.
_OF_RECORDS = (
    *("list", "figures", "export", "regions", "metrics", "sources", "units"),
    *("identities", "milestones"),
)

# Where a row that cannot be read stands beside its cells, to be emptied when it can.
_WHOLE = f"{MORE}1"
_SHOWN = 40  # characters of a key

Value = tuple[int, Any] | BadRow
Values = Callable[[], Iterator[Value]]


class _Refused(ValueError):
    """JSON that the standard library would let pass."""


def read_objects(file: str, lines: Lines) -> Opened:
    """Recognise JSON by the keys of its first row.

    Raises `FileRefused` for what is no strict JSON, or no rows that are known.
    """
    if _is_a_row_a_line(lines()):
        return _opened(file, "line", lambda: _by_line(file, lines()))
    document = parsed(file, _whole(file, lines()))
    _check_records(file, document)
    rows = _rows_of(file, document)
    return _opened(file, "row", lambda: iter(enumerate(rows, 1)))


def _opened(file: str, counted: str, values: Values) -> Opened:
    first = next(values(), None)
    if first is None:  # an export of nothing
        return Opened(file, Sheet.FIGURES, (), lambda: iter(()))
    try:
        if isinstance(first, BadRow):
            raise first.failure
        _check_records(file, first[1])
        columns = tuple(_fields(first[1]))
    except Unreadable as failure:
        raise FileRefused(file, f"{counted} 1: {_told(failure)}") from failure
    sheet = recognised(file, columns)
    return Opened(
        file, sheet, columns, lambda: _rows(file, counted, sheet, values()), counted
    )


def _rows(
    file: str, counted: str, sheet: Sheet, values: Iterator[Value]
) -> Iterator[Row | BadRow]:
    keys: tuple[str, ...] = ()
    for value in values:
        if isinstance(value, BadRow):
            yield value
            continue
        fields: dict[str, str] = {}
        try:
            fields = _fields(value[1])
            if tuple(fields) != keys:
                check_keys(sheet, tuple(fields))
                keys = tuple(fields)
        except TargetsError as failure:
            told = fields or _readable(value[1])
            yield BadRow(file, value[0], failure, told, counted)
            continue
        yield Row(value[0], fields)


def parsed(file: str, text: str) -> Any:  # noqa: ANN401 - any JSON
    """Read one JSON value; raises `FileRefused` where it is none."""
    try:
        return _value(text)
    except Unreadable as failure:
        raise FileRefused(file, failure.why) from failure


def _value(text: str) -> Any:  # noqa: ANN401 - any JSON
    """Read one JSON value; raises `Unreadable` where it is none."""
    try:
        return _decoder().decode(text)
    except json.JSONDecodeError as error:
        line = f"line {error.lineno} " if "\n" in text else ""
        why = f"{line}column {error.colno}: {error.msg}"
    except _Refused as error:
        why = str(error)
    except RecursionError:
        why = "it is nested too deeply"
    raise Unreadable("row", "", why=f"no JSON: {why}")


def _is_a_row_a_line(lines: Iterable[str]) -> bool:
    """Tell JSON Lines from one document by the first line that says something."""
    first = next((line for line in lines if line.strip()), "")
    try:
        value = _value(first)
    except Unreadable:
        return False
    return isinstance(value, dict) and not isinstance(value.get("rows"), list)


def _whole(file: str, lines: Iterable[str]) -> str:
    pieces: list[str] = []
    size = 0
    for line in lines:
        pieces.append(line)
        size += len(line)
        if size > LONGEST_DOCUMENT:
            mebibytes = LONGEST_DOCUMENT // 1024**2
            why = f"one JSON document of more than {mebibytes} MiB"
            raise FileRefused(file, why, "write it as JSON Lines, a row a line")
    return "".join(pieces)


def _check_records(file: str, document: Any) -> None:  # noqa: ANN401 - any JSON
    schema = document.get("schema") if isinstance(document, dict) else None
    if not isinstance(schema, str) or not schema.startswith("targets."):
        return
    if schema[len("targets.") :].partition("/")[0] not in _OF_RECORDS:
        hint = "write the records themselves: targets export all --json"
        raise FileRefused(file, f"{schema} is made of records, and holds none", hint)


def _rows_of(file: str, document: Any) -> list[Any]:  # noqa: ANN401 - any JSON
    rows = document.get("rows") if isinstance(document, dict) else document
    if isinstance(rows, list):
        return rows
    if isinstance(document, dict):
        return [document]
    hint = "a document has rows, or is an array of objects"
    raise FileRefused(file, "it holds no rows", hint)


def _by_line(file: str, lines: Iterable[str]) -> Iterator[Value]:
    for number, line in enumerate(lines, 1):
        if line.isspace():
            continue
        try:
            yield number, _value(line.rstrip("\r\n"))
        except Unreadable as failure:
            yield BadRow(file, number, failure, {_WHOLE: line.rstrip("\r\n")})


def _fields(value: Any) -> dict[str, str]:  # noqa: ANN401 - any JSON
    if not isinstance(value, dict):
        raise Unreadable("row", "", why="it is no object")
    fields = {translate_heading(key): _cell(key, cell) for key, cell in value.items()}
    if len(fields) < len(value):
        raise Unreadable("row", "", why="a key stands in it twice, in two languages")
    return fields


def _cell(key: str, value: Any) -> str:  # noqa: ANN401 - any JSON
    """Return a value as a file of text would hold it."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case str():
            return _text(key, value)
        case list() if key in _LISTS and all(isinstance(one, str) for one in value):
            return _text(key, "|".join(value))
        case _:
            held = "a list" if isinstance(value, list) else "an object"
            raise Unreadable(key, "", why=f"{held} stands in it")


def _text(key: str, text: str) -> str:
    long = too_long({key: text})
    if long:
        raise long
    if not text.isascii() and any("\ud800" <= one <= "\udfff" for one in text):
        raise Unreadable(key, "", why="half a surrogate pair is no character")
    return text


def _told(failure: Unreadable) -> str:
    """Say what is wrong, and under which key."""
    key = "" if failure.thing == "row" else f"{failure.thing[:_SHOWN]}: "
    return f"{key}{failure.why}"


def _readable(value: Any) -> dict[str, str]:  # noqa: ANN401 - any JSON
    """Return the cells, empty where unreadable, and after them the row as it was."""
    cells = value.items() if isinstance(value, dict) else ()
    fields = {translate_heading(key): "" for key, _ in cells}
    for key, cell in cells:
        with suppress(Unreadable):
            fields[translate_heading(key)] = _cell(key, cell)
    return {**fields, _WHOLE: json.dumps(value)}


@cache
def _decoder() -> json.JSONDecoder:
    return json.JSONDecoder(
        object_pairs_hook=_object,
        parse_float=str,
        parse_int=str,
        parse_constant=_refuse_constant,
    )


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise _Refused(f"the key “{twice}” stands twice in one object")
    return found


def _refuse_constant(text: str) -> NoReturn:
    raise _Refused(f"{text} is no number")
