"""Define bounds: one number or two, with a relation and a unit."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from targetcli.model.quantity import EXACT, format_digits
from targetcli.model.units import Unit


class Relation(StrEnum):
    """Relation of the true value to the number announced or reported."""

    OVER = ">"
    AT_LEAST = ">="
    AT_MOST = "<="
    UNDER = "<"
    EQUAL = "="
    ABOUT = "~"
    RANGE = "range"
    UNSAID = ""
    """Bare number of a target: the better side of its metric gives the relation."""

    @property
    def opposite(self) -> Relation:
        """Relation after both sides change sign: at least becomes at most."""
        return _OPPOSITES.get(self, self)


_OPPOSITES = {
    Relation.OVER: Relation.UNDER,
    Relation.UNDER: Relation.OVER,
    Relation.AT_LEAST: Relation.AT_MOST,
    Relation.AT_MOST: Relation.AT_LEAST,
}


class Bound(NamedTuple):
    """Relation to one number, or two, in a unit.

    `value_high` is the upper end of a range, or of "300-odd", which excludes it.
    """

    relation: Relation
    value: Decimal
    value_high: Decimal | None
    unit: Unit


def last_digit_unit(value: Decimal) -> Decimal:
    """Return one unit of the last significant digit: 0.1 for 5.0, 100 for 1200.

    Trailing zeros of a whole number say nothing about its precision; decimals do.
    """
    _, digits, exponent = value.as_tuple()
    place = int(exponent)
    if place >= 0 and value:
        text = "".join(map(str, digits))
        place += len(text) - len(text.rstrip("0"))
    return Decimal(1).scaleb(place)


def rounding_half_width(value: Decimal) -> Decimal:
    """Return the distance that "about value" reaches to each side.

    That is half a unit of the last digit written, at most a tenth of the value
    (docs/design.md §3).
    """
    return min(
        EXACT.divide(last_digit_unit(value), 2), EXACT.divide(value.copy_abs(), 10)
    )


def relation_sign(relation: Relation) -> str:
    """Return the sign of a relation: ``≥``, and "" for equal, a range or unsaid."""
    return _SYMBOLS[relation].strip()


def format_bound(
    bound: Bound,
    approximation_sign: str = "",
    write: Callable[[Decimal], str] | None = None,
) -> str:
    """Write a bound in symbols: ``> 3600亿元``, ``5–6%``, ``≈ 6%``.

    `approximation_sign` stands before numbers that are not quite the announced ones;
    `write` is how digits are written, by default as announced.
    """
    write = write or _format_value
    unit = bound.unit.text
    joint = " " if unit[:1].isascii() and unit[:1].isalpha() else ""
    low = write(bound.value)
    if bound.relation is Relation.RANGE and bound.value_high is not None:
        return f"{approximation_sign}{low}–{write(bound.value_high)}{joint}{unit}"
    amount = f"{low}{joint}{unit}"
    if bound.value_high is not None:
        high = f"{write(bound.value_high)}{joint}{unit}"
        return f"> {approximation_sign}{amount}, < {approximation_sign}{high}"
    symbol = _SYMBOLS[bound.relation]
    if symbol != approximation_sign:
        symbol += approximation_sign
    return f"{symbol}{amount}"


def _format_value(value: Decimal) -> str:
    """Write digits with the minus sign of print."""
    return format_digits(value).replace("-", "−")


_SYMBOLS = {
    Relation.OVER: "> ",
    Relation.AT_LEAST: "≥ ",
    Relation.AT_MOST: "≤ ",
    Relation.UNDER: "< ",
    Relation.EQUAL: "",
    Relation.ABOUT: "≈ ",
    Relation.RANGE: "",
    Relation.UNSAID: "",
}
