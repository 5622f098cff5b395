"""Amounts as people see them: as announced, or in 亿 or 万 where that is asked for.

Scaling moves the decimal point and nothing else. Where that leaves more digits than are
easily read they are rounded, and ≈ says so. Files hold what was announced.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import Context, Decimal
from enum import StrEnum
from typing import NamedTuple

from targetcli.model.bound import Bound, format_bound
from targetcli.model.quantity import format_digits
from targetcli.model.units import Unit, split_counted_noun


class NumberScale(StrEnum):
    """How amounts are shown: as announced, by their size, in 亿, or in 万."""

    NONE = "none"
    AUTO = "auto"
    YI = "yi"
    WAN = "wan"


class ScaledNumbers(NamedTuple):
    """Numbers with the unit they are shown in; not `exact` where digits were rounded.

    A number that is not there, as the open end of an interval, stays None.
    """

    values: tuple[Decimal | None, ...]
    unit: str
    exact: bool = True


_YI, _WAN = 8, 4
_MAGNITUDE_WORDS = {_YI: "亿", _WAN: "万"}
_MOST_DECIMALS = 2
_LEAST_DIGITS = 3
# Longer than any announced number, sum or margin: only the place asked for is rounded.
_EXACT = Context(prec=5000)

_scale: ContextVar[NumberScale] = ContextVar("scale", default=NumberScale.NONE)


def set_scale(scale: NumberScale) -> None:
    """Choose how this run shows amounts."""
    _scale.set(scale)


@contextmanager
def use_announced_numbers() -> Iterator[None]:
    """Show amounts as announced for a while, whatever was chosen."""
    previous = _scale.set(NumberScale.NONE)
    try:
        yield
    finally:
        _scale.reset(previous)


def scale_numbers(values: tuple[Decimal | None, ...], unit: Unit) -> ScaledNumbers:
    """Return numbers as they are to be shown, all of them in one unit."""
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
    """Write a bound: ``> 3600亿元``; where digits were rounded, ``> ≈ 12.35万人``.

    It is shown in the unit of the numbers it stands beside.
    """
    numbers = scale_numbers((bound.value, bound.value_high, *neighbours), bound.unit)
    value, high, *_ = numbers.values
    if value is None or numbers.unit == bound.unit.text:
        return format_bound(bound)
    unit = bound.unit._replace(text=numbers.unit)
    scaled = Bound(bound.relation, value, high, unit)
    return format_bound(scaled, approximation_sign="" if numbers.exact else "≈ ")


def join_unit(digits: str, unit: str) -> str:
    """Write digits and their unit, apart where the unit is an English word."""
    is_word = unit[:1].isascii() and unit[:1].isalpha()
    return f"{digits}{' ' if is_word else ''}{unit}"


def amount_text(value: Decimal, unit: Unit) -> str:
    """Write one amount: ``3600亿元``."""
    numbers = scale_numbers((value,), unit)
    approximately = "" if numbers.exact else "≈ "
    return f"{approximately}{join_unit(format_digits(numbers.values[0] or value), numbers.unit)}"


def _choose_power(
    scale: NumberScale, values: tuple[Decimal | None, ...], magnitude: int
) -> int:
    """Return the power of ten that numbers of a magnitude are to be shown in.

    Forty-two firms are no readable part of 亿: they stay as they were announced.
    """
    sizes = [value.adjusted() for value in values if value]
    largest = max(sizes, default=-magnitude) + magnitude
    if scale is NumberScale.AUTO:
        return next((power for power in (_YI, _WAN) if largest >= power), magnitude)
    place = _YI if scale is NumberScale.YI else _WAN
    return place if largest >= place - _MOST_DECIMALS else magnitude


def _shift_point(value: Decimal, places: int) -> Decimal:
    """Move the decimal point; zeros that this brings behind it say nothing."""
    sign, digits, exponent = value.as_tuple()
    place = int(exponent) + places
    while place < 0 and len(digits) > 1 and digits[-1] == 0:
        digits, place = digits[:-1], place + 1
    return Decimal((sign, digits, place))


def _round_for_reading(value: Decimal) -> Decimal:
    """Round to what is easily read; small numbers keep three digits."""
    place = min(-_MOST_DECIMALS, value.adjusted() - _LEAST_DIGITS + 1)
    if int(value.as_tuple().exponent) >= place:
        return value
    return _shift_point(_EXACT.quantize(value, Decimal(1).scaleb(place)), 0)
