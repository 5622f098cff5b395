"""Read what a data package says of a file: its dialect, fields and missing values.

What is understood is used, what is not is refused by its name: nothing that says how a
file is read is passed over.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from targetcli.errors import FileRefused
from targetcli.importing.csv_dialect import (
    NO_MARKS,
    PLAIN_CSV,
    CellMarks,
    CsvDialect,
    NumberMarks,
)
from targetcli.importing.dialect_descriptions import (
    PropertyRefused,
    read_dialect,
    require,
    require_character,
)
from targetcli.model.records import EventAnswer
from targetcli.problems.files import FileProblem

Description = dict[str, Any]
LoadReference = Callable[[str], Description]
"""Reads a description that a package keeps in a file of its own."""

# What a resource may say of itself that changes how its file is read.
_UNREAD_OF_RESOURCE = ("data", "compression", "innerpath", "layout", "control", "query")
_NO_COMPRESSION = ("", "no", None)
_NUMBER_TYPES = ("number", "integer")
_DATE_TYPES = ("date", "datetime", "yearmonth")


class TableDescription(NamedTuple):
    """CSV dialect and cell marks of the file of a resource."""

    dialect: CsvDialect = PLAIN_CSV
    cells: CellMarks = NO_MARKS


def describe_table(
    package: str, name: str, resource: Description, load: LoadReference
) -> TableDescription:
    """Return the CSV dialect and cell marks of the file of a resource.

    Raises `FileRefused` for what is said of it and is not understood.
    """
    try:
        _refuse_unread(resource)
        schema = _resolve(resource, "schema", load)
        dialect = _resolve(resource, "dialect", load)
        listed = require(list, "schema.fields", schema.get("fields", []))
        fields = [require(dict, "schema.fields", field) for field in listed]
        options, nulls = read_dialect(dialect)
        if resource.get("format") == "tsv":
            options.setdefault("delimiter", "\t")
        if not options.pop("has_header", True):
            options["header"] = _read_names(fields)
        cells = _read_cells(schema, fields, nulls)
        return TableDescription(CsvDialect(**options), cells)
    except PropertyRefused as refusal:
        raise FileRefused(
            package,
            FileProblem.UNREAD_PROPERTY,
            resource=name,
            property=refusal.path,
            content=str(refusal.value),
        ) from refusal


def _refuse_unread(resource: Description) -> None:
    for key in _UNREAD_OF_RESOURCE:
        if key in resource and not (
            key == "compression" and resource[key] in _NO_COMPRESSION
        ):
            raise PropertyRefused(key, resource[key])


def _resolve(resource: Description, key: str, load: LoadReference) -> Description:
    """Return a part of a description, which may be kept in a file."""
    value = resource.get(key, {})
    if isinstance(value, str):
        return load(value)
    return dict(require(dict, key, value))


def _read_cells(
    schema: Description, fields: list[Description], nulls: frozenset[str]
) -> CellMarks:
    missing = _read_missing("schema", schema) | nulls
    missing_of: dict[str, frozenset[str]] = {}
    numbers: dict[str, NumberMarks] = {}
    answers: dict[str, dict[str, str]] = {}
    dates: dict[str, str] = {}
    for field in fields:
        name = str(field.get("name", ""))
        path = f"schema.fields.{name}"
        if "missingValues" in field:
            missing_of[name] = _read_missing(path, field) | nulls
        if "decimalChar" in field or "groupChar" in field:
            numbers[name] = _read_number_marks(path, field)
        if field.get("type") == "boolean":
            answers[name] = {
                **dict.fromkeys(field.get("trueValues", ()), EventAnswer.YES.value),
                **dict.fromkeys(field.get("falseValues", ()), EventAnswer.NO.value),
            }
        if field.get("type") in _DATE_TYPES and "%" in str(field.get("format", "")):
            dates[name] = str(field["format"])
    return CellMarks(missing, missing_of, numbers, answers, dates)


def _read_missing(path: str, description: Description) -> frozenset[str]:
    """Return marks of missing values; the answers of an event are values with us."""
    path = f"{path}.missingValues"
    marks = require(list, path, description.get("missingValues", []))
    values = (mark.get("value") if isinstance(mark, dict) else mark for mark in marks)
    texts = {require(str, path, value) for value in values}
    return frozenset(texts) - {"", *(answer.value for answer in EventAnswer)}


def _read_number_marks(path: str, field: Description) -> NumberMarks:
    if field.get("type") not in _NUMBER_TYPES:
        raise PropertyRefused(f"{path}.decimalChar", field.get("type"))
    decimal = require_character(f"{path}.decimalChar", field.get("decimalChar", "."))
    group = require(str, f"{path}.groupChar", field.get("groupChar", ""))
    if group == decimal:
        raise PropertyRefused(f"{path}.groupChar", group)
    return NumberMarks(decimal, group)


def _read_names(fields: list[Description]) -> tuple[str, ...]:
    if not fields:
        raise PropertyRefused("dialect.header", value=False)
    return tuple(require(str, "schema.fields.name", f.get("name")) for f in fields)
