"""Scale the amounts that people see: as announced, in 亿 or in 万 (``--scale``).

Scaling moves the decimal point and nothing else. Long results are rounded and marked
with ≈. Files hold the announced numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import Context, Decimal
from enum import StrEnum
from typing import NamedTuple

from targetcli.model.bound import Bound, Relation, format_bound, join_unit
from targetcli.model.counted_nouns import split_counted_noun
from targetcli.model.units import MULTIPLE, RANK, Unit
from targetcli.render.digits import digits_text
from targetcli.render.i18n import gettext, language_tag
from targetcli.render.readers import is_for_programs


class NumberScale(StrEnum):
    """The unit of amounts: as announced, by their size, 亿 or 万."""

    NONE = "none"
    AUTO = "auto"
    YI = "yi"
    WAN = "wan"


class ScaledNumbers(NamedTuple):
    """Numbers in a common unit; `is_exact` is False where digits were rounded.

    The open end of an interval is None.
    """

    values: tuple[Decimal | None, ...]
    unit: str
    is_exact: bool = True

    @property
    def approximately(self) -> str:
        """The sign before a rounded number, or nothing."""
        return "" if self.is_exact else "≈ "


_YI, _WAN = 8, 4
_MAGNITUDE_WORDS = {_YI: "亿", _WAN: "万"}
_MOST_DECIMALS = 2
_LEAST_DIGITS = 3
# More digits than any number, sum or margin has, so that nothing else is rounded.
_EXACT = Context(prec=5000)

# The dimensions, with the relation, of bounds that people say in words.
_WORDED = {RANK: Relation.AT_MOST, MULTIPLE: Relation.AT_LEAST}

_scale: ContextVar[NumberScale] = ContextVar("scale", default=NumberScale.NONE)


@contextmanager
def use_scale(scale: NumberScale) -> Iterator[None]:
    """Write amounts in a scale inside a ``with`` block."""
    previous = _scale.set(scale)
    try:
        yield
    finally:
        _scale.reset(previous)


def scale_numbers(values: tuple[Decimal | None, ...], unit: Unit) -> ScaledNumbers:
    """Scale numbers to a common unit; rank, percent and the like stay as announced."""
    announced = ScaledNumbers(values, unit.text)
    if _scale.get() is NumberScale.NONE:
        return announced
    counted = split_counted_noun(unit)
    if counted is None:
        return announced
    magnitude, noun = counted
    power = _choose_power(_scale.get(), values, magnitude)
    if power == magnitude:
        return announced
    shifted = [
        None if v is None else _shift_point(v, magnitude - power) for v in values
    ]
    rounded = [
        None if value is None else _round_for_reading(value) for value in shifted
    ]
    return ScaledNumbers(
        tuple(rounded), f"{_MAGNITUDE_WORDS[power]}{noun}", shifted == rounded
    )


def scaled_bound_text(bound: Bound, neighbours: tuple[Decimal, ...] = ()) -> str:
    """Return a bound: ``> 3600亿元``; with rounded digits ``> ≈ 12.35万人``.

    `neighbours` are numbers of the same picture, which share its unit.
    """
    worded = _worded_bound_text(bound)
    if worded:
        return worded
    if _scale.get() is NumberScale.NONE:
        return format_bound(bound, write=digits_text)
    numbers = scale_numbers((bound.value, bound.value_high, *neighbours), bound.unit)
    value, high, *_ = numbers.values
    if value is None or numbers.unit == bound.unit.text:
        return format_bound(bound, write=digits_text)
    unit = bound.unit._replace(text=numbers.unit)
    scaled = Bound(bound.relation, value, high, unit)
    return format_bound(scaled, numbers.approximately, digits_text)


def _worded_bound_text(bound: Bound) -> str:
    """Return a bound that people say in words, such as ``top 10``; "" for any other."""
    if bound.unit.dimension not in _WORDED or bound.value_high is not None:
        return ""
    if is_for_programs() or bound.relation is not _WORDED[bound.unit.dimension]:
        return ""
    number, is_english = digits_text(bound.value), language_tag() == "en"
    if bound.unit.dimension == RANK:
        rank = number if is_english else f"{number}{bound.unit.text}"
        return gettext("top {rank}").format(rank=rank)
    return gettext("at least ×{number}").format(number=number) if is_english else ""


def amount_text(value: Decimal, unit: Unit) -> str:
    """Return an amount in its scaled unit: ``3600亿元``."""
    numbers = scale_numbers((value,), unit)
    digits = digits_text(numbers.values[0] or value)
    return numbers.approximately + join_unit(digits, numbers.unit)


def _choose_power(
    scale: NumberScale, values: tuple[Decimal | None, ...], magnitude: int
) -> int:
    """Return the power of ten of the unit for numbers of a magnitude.

    Numbers much smaller than 亿 or 万, as 42 firms, stay as announced.
    """
    exponents = [value.adjusted() for value in values if value]
    largest = max(exponents, default=-magnitude) + magnitude
    if scale is NumberScale.AUTO:
        return next((power for power in (_YI, _WAN) if largest >= power), magnitude)
    power = _YI if scale is NumberScale.YI else _WAN
    return power if largest >= power - _MOST_DECIMALS else magnitude


def _shift_point(value: Decimal, places: int) -> Decimal:
    """Move the decimal point, and drop the zeros that this brings behind it."""
    sign, digits, exponent = value.as_tuple()
    new_exponent = int(exponent) + places
    while new_exponent < 0 and len(digits) > 1 and digits[-1] == 0:
        digits, new_exponent = digits[:-1], new_exponent + 1
    return Decimal((sign, digits, new_exponent))


def _round_for_reading(value: Decimal) -> Decimal:
    """Round to two decimals; numbers below one keep three digits."""
    power = min(-_MOST_DECIMALS, value.adjusted() - _LEAST_DIGITS + 1)
    if int(value.as_tuple().exponent) >= power:
        return value
    return _shift_point(_EXACT.quantize(value, Decimal(1).scaleb(power)), 0)
