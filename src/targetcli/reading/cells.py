"""Read the cells of a row, each by its own small grammar."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any, TypeVar

from targetcli.errors import Unreadable
from targetcli.model.field import Field, FieldType
from targetcli.model.names import read_name
from targetcli.model.period import ReferenceDays, Span
from targetcli.model.period_reader import read_day, read_period
from targetcli.model.quantity import normalize_text
from targetcli.model.records import read_record_id
from targetcli.problems.reading import ReadingProblem
from targetcli.reading.headings import translate_code

# A file repeats the same few words and periods.
normalize_word = lru_cache(4096)(normalize_text)
read_span = lru_cache(4096)(read_period)
_read_day = lru_cache(4096)(read_day)

# The ids that are given after it can all be read.
_LARGEST_OWN_ID = 10**17

Cells = Mapping[str, str]
"""Texts of a row by column."""
Code = TypeVar("Code", bound=StrEnum)


def require_text(cells: Cells, column: str) -> str:
    """Return the text of a cell; raises `Unreadable` where it is empty."""
    text = cells.get(column, "")
    if not text.strip():
        raise Unreadable(column, text, problem=ReadingProblem.EMPTY)
    return text


def read_text(cells: Cells, column: str) -> str:
    """Return the text of a cell as it stands."""
    return cells.get(column, "")


def read_simple_fields(cells: Cells, fields: Iterable[Field[Any]]) -> dict[str, Any]:
    """Read the simple fields among the fields of a record, each by its type alone."""
    return {
        field.key: _read_simple(cells, field) for field in fields if field.is_simple
    }


def _read_simple(cells: Cells, field: Field[Any]) -> object:
    if field.codes is not None:
        return read_code(cells, field.key, field.codes)
    if field.value_type is FieldType.FLAG:
        return read_yes_or_no(cells, field.key)
    if field.value_type is FieldType.LIST:
        return read_aliases(cells)
    return read_text(cells, field.key)


def read_aliases(cells: Cells) -> tuple[str, ...]:
    """Read the names in the aliases column, joined by ``|``."""
    texts = cells.get("aliases", "").split("|")
    return tuple(read_name("alias", text) for text in texts if text.strip())


def read_yes_or_no(cells: Cells, column: str) -> bool:
    """Read ``yes`` or ``no``; an empty cell is no."""
    text = translate_code(cells.get(column, "").strip())
    if text not in ("", "yes", "no"):
        raise Unreadable(column, text, ("yes", "no"), closed=True)
    return text == "yes"


def read_code(cells: Cells, column: str, codes: type[Code]) -> Code | None:
    """Read one of a closed set of codes; return None for an empty cell."""
    text = cells.get(column, "").strip()
    if not text:
        return None
    code: Code | None = _codes_by_value(codes).get(translate_code(text))
    if code is None:
        raise Unreadable(column, text, tuple(codes), closed=True)
    return code


@cache
def _codes_by_value(codes: type[Code]) -> dict[str, Code]:
    return {code.value: code for code in codes}


def read_own_id(cells: Cells, letter: str) -> int | None:
    """Read the id of the row; return None for an empty cell."""
    text = cells.get("id", "").strip()
    if not text:
        return None
    number = read_id("id", text, letter)
    if number > _LARGEST_OWN_ID:
        raise Unreadable("id", text, (f"{letter}1", "1"))
    return number


def read_id(column: str, text: str, letter: str) -> int:
    """Read an id; raises `Unreadable` for any other text."""
    number = read_record_id(text, letter)
    if number is None:
        raise Unreadable(column, text, (f"{letter}1", "1"))
    return number


def read_day_cell(
    cells: Cells, column: str, reference_days: ReferenceDays
) -> Span | None:
    """Read a day, a month or a year; return None for an empty cell."""
    text = cells.get(column, "").strip()
    return _read_day(text, reference_days) if text else None


def read_period_cell(
    cells: Cells, column: str, reference_days: ReferenceDays
) -> Span | None:
    """Read a period; return None for an empty cell."""
    text = cells.get(column, "").strip()
    return read_span(text, reference_days) if text else None
