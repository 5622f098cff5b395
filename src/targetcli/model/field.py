"""Define a column of a record by its key, heading and type, and write its values."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from enum import Enum, StrEnum
from operator import attrgetter
from typing import Any, Generic, NamedTuple, TypeVar

from targetcli.model.period import Span, format_period
from targetcli.model.quantity import format_digits

Record_contra = TypeVar("Record_contra", contravariant=True)
Cell = Callable[[Record_contra], str]
"""Function that writes the value of a record as the text of a cell."""


class FieldType(Enum):
    """Type of the values of a field."""

    TEXT = "text"
    ID = "id"
    CODE = "code"
    NUMBER = "number"
    DAY = "day"
    PARTIAL_DATE = "partial date"
    """A day, or the month or year where no more is known."""
    PERIOD = "period"
    FLAG = "flag"
    LIST = "list"


class Reference(NamedTuple):
    """Table and key that a field refers to; an empty table is the field's own."""

    table: str
    key: str


class Field(NamedTuple, Generic[Record_contra]):
    """Column of a record: its key, Chinese heading, type, and value in a record.

    The cell of a simple field is read by its type alone. JSON has null for an empty
    text unless `keeps_empty_text`.
    """

    key: str
    chinese: str
    value_type: FieldType
    get: Callable[[Record_contra], object]
    codes: type[StrEnum] | None = None
    reference: Reference | None = None
    is_key: bool = False
    is_required: bool = False
    is_simple: bool = False
    keeps_empty_text: bool = False

    def cell(self) -> Cell[Record_contra]:
        """Return the function that writes the cell of a record."""
        get, write = self.get, _WRITERS[self.value_type]
        if self.value_type is FieldType.TEXT and isinstance(get, attrgetter):
            return get  # a text attribute is its own cell
        return lambda record: write(get(record))

    def json(self) -> Callable[[Record_contra], object]:
        """Return the function that gives the value of a record in a JSON document.

        Numbers are strings.
        """
        get, write = self.get, _WRITERS[self.value_type]
        if self.value_type is FieldType.FLAG:
            return lambda record: _write_flag(get(record))
        if self.value_type is FieldType.LIST:
            return lambda record: list(get(record))  # type: ignore[call-overload]
        if self.keeps_empty_text:
            return lambda record: write(get(record))
        if self.value_type is FieldType.TEXT:
            return lambda record: get(record) or None
        return lambda record: write(get(record)) or None


def _write_flag(value: object) -> bool | None:
    return None if value is None else bool(value)


def _write_text(value: Any) -> str:  # noqa: ANN401 - a text, a code, a number or None
    return "" if value is None else str(value)


def _write_number(value: Any) -> str:  # noqa: ANN401 - the same
    return format_digits(value) if isinstance(value, Decimal) else _write_text(value)


def _write_span(value: Span | None) -> str:
    return "" if value is None else format_period(value)


_WRITERS: dict[FieldType, Callable[[Any], str]] = {
    FieldType.TEXT: _write_text,
    FieldType.ID: _write_text,
    FieldType.CODE: _write_text,
    FieldType.NUMBER: _write_number,
    FieldType.DAY: _write_text,
    FieldType.PARTIAL_DATE: _write_span,
    FieldType.PERIOD: _write_span,
    FieldType.FLAG: lambda value: "yes" if value else "",
    FieldType.LIST: "|".join,
}


def create_field(
    key: str,
    chinese: str,
    value_type: FieldType = FieldType.TEXT,
    get: Callable[[Record_contra], object] | None = None,
    **options: Any,  # noqa: ANN401 - the other values of a field
) -> Field[Record_contra]:
    """Create a field whose value is the attribute of its key unless `get` is given."""
    return Field(key, chinese, value_type, get or attrgetter(key), **options)


def create_simple_field(
    key: str,
    chinese: str,
    value_type: FieldType = FieldType.TEXT,
    **options: Any,  # noqa: ANN401
) -> Field[Any]:
    """Create a field whose cell is read by its type alone."""
    return create_field(key, chinese, value_type, is_simple=True, **options)


def write_cells(
    fields: tuple[Field[Record_contra], ...], record: Record_contra
) -> dict[str, str]:
    """Write a record as the cells of its row in a file."""
    return {field.key: field.cell()(record) for field in fields}


def write_json(
    fields: tuple[Field[Record_contra], ...], record: Record_contra
) -> dict[str, Any]:
    """Write a record as an object of a JSON document."""
    return create_json_writer(fields)(record)


def create_json_writer(
    fields: Iterable[Field[Record_contra]],
) -> Callable[[Record_contra], dict[str, Any]]:
    """Create the function that writes a record as an object of a JSON document."""
    values = tuple((field.key, field.json()) for field in fields)
    return lambda record: {key: value(record) for key, value in values}
