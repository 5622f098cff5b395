"""Write the cells of rows and read them back, digit for digit."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, Protocol

from targetcli.model.bound import Bound, Relation
from targetcli.model.counted_nouns import count_own_noun
from targetcli.model.named_tuples import fill
from targetcli.model.period import Span, format_period
from targetcli.model.period_reader import read_period
from targetcli.model.quantity import MAX_DIGITS, MAX_LENGTH, format_digits
from targetcli.model.records import EventAnswer, Metric
from targetcli.model.unit_table import UnitTable
from targetcli.model.units import NO_UNIT, Unit

Value = str | int | None

# Calling an enumeration costs ten times as much as looking a value up, asking a member
# for its value four times as much as taking it for the text that it is, and asking the
# enumeration for a member as much as a call.
_RELATIONS = {relation.value: relation for relation in Relation}
_ANSWERS = {answer.value: answer for answer in EventAnswer}
_UNSAID = EventAnswer.UNSAID


class Row(Protocol):
    """Row by column name, current or archived."""

    def __getitem__(self, column: str, /) -> Any: ...  # noqa: ANN401 - any column


class UnitReader:
    """Reads units of rows, those of one metric and text once."""

    def __init__(self, table: UnitTable) -> None:
        self._table = table
        self._units: dict[tuple[str, str], Unit] = {}

    def read(self, text: str, metric: Metric) -> Unit:
        """Return the unit of a text beside a metric, whose own noun is a count."""
        key = text, metric.name
        unit = self._units.get(key)
        if unit is None:
            names = (metric.name, metric.name_en, *metric.aliases)
            unit = count_own_noun(self._table.read(text), names) if text else NO_UNIT
            self._units[key] = unit
        return unit


def optional_cell(row: Row, column: str) -> str:
    """Return a cell that rows of an older schema do not have."""
    try:
        return row[column] or ""
    except (KeyError, IndexError):
        return ""


@lru_cache(4096)
def day_text(day: date | None) -> str:
    """Write a day; None is empty."""
    return day.isoformat() if day else ""


read_iso_day = date.fromisoformat
"""``read_iso_day("2025-12-31")`` is a day; raises `ValueError` for any other text."""


def read_day(text: str) -> date | None:
    """Read a day; nothing is None."""
    return read_iso_day(text) if text else None


def read_digits(text: str) -> Decimal:
    """Return a number; raises `ValueError` for one that no command would store.

    Decimal itself reads NaN and 1E+999999, and more digits than we reckon with.
    """
    if len(text) > MAX_DIGITS and _has_too_many_digits(text):
        raise ValueError(text[:MAX_LENGTH])
    if text.strip("-.0123456789"):
        raise ValueError(text)
    return Decimal(text)


def _has_too_many_digits(text: str) -> bool:
    significant = text.replace(".", "").strip("-0")
    return len(text) > MAX_LENGTH or len(significant) > MAX_DIGITS


@lru_cache(4096)
def span_text(span: Span | None) -> str:
    """Write a period; None is empty."""
    return format_period(span) if span else ""


@lru_cache(maxsize=4096)
def read_span(text: str) -> Span | None:
    """Read a period; nothing is None."""
    if len(text) == len("2025-12-31") and text[4] == text[7] == "-":
        day = date.fromisoformat(text)
        return Span(day, day)
    return read_period(text) if text else None


def bound_to_row(bound: Bound | None, answer: EventAnswer) -> dict[str, Value]:
    """Write a value with its relation and unit, or the answer of an event."""
    if bound is None:
        return {"relation": "", "value": answer.value, "value_high": "", "unit": ""}
    high = bound.value_high
    return {
        "relation": str(bound.relation),
        "value": format_digits(bound.value),
        "value_high": "" if high is None else format_digits(high),
        "unit": bound.unit.text,
    }


def read_bound(
    relation: str, value: str, high: str, unit: str, units: UnitReader, metric: Metric
) -> tuple[Bound | None, EventAnswer]:
    """Read a value of its relation, digits, upper digits and unit, or an answer."""
    if value in _ANSWERS:
        return None, _ANSWERS[value]
    said = (
        _RELATIONS[relation],
        read_digits(value),
        read_digits(high) if high else None,
        units.read(unit, metric),
    )
    return fill(Bound, said), _UNSAID
