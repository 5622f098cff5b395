"""Calculate exactly with amounts of different units.

Amounts are converted to whole multiples of one small base unit, so that adding and
comparing never rounds; only a margin that is written out may be rounded, and is marked.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal, Inexact
from functools import cache
from math import lcm
from typing import NamedTuple

from targetcli.judging.intervals import Interval, Threshold
from targetcli.model.named_tuples import fill
from targetcli.model.units import MULTIPLE, NO_UNIT, PERCENTAGE, POINTS, Unit

# Products of 30-digit growth factors over three centuries stay inside; if one ever did
# not, Inexact is trapped and nothing is rounded in silence.
EXACT_CONTEXT = Context(prec=20000, rounding=ROUND_HALF_EVEN, traps=[Inexact])
_ROOT_CONTEXT = Context(prec=60, rounding=ROUND_HALF_EVEN)
_QUOTIENT_CONTEXT = Context(prec=60, traps=[Inexact])
_SHOWN_CONTEXT = Context(prec=12, rounding=ROUND_HALF_EVEN)
_PERMILLE = Unit("‰", PERCENTAGE, 1, 1)


class Amount(NamedTuple):
    """A number to be shown, and whether it is exact or rounded."""

    value: Decimal
    is_exact: bool = True


class LinearMap(NamedTuple):
    """A conversion to base units: factor times value + shift."""

    factor: Decimal
    shift: Decimal

    def apply(self, value: Decimal) -> Decimal:
        """Return the base units of a value."""
        scaled = value * self.factor
        return scaled + self.shift if self.shift else scaled

    def apply_to_interval(self, interval: Interval) -> Interval:
        """Return an interval in base units."""
        return interval if self == _UNCHANGED else interval.map_ends(self.apply)


_UNCHANGED = LinearMap(Decimal(1), Decimal(0))


# By the dimension converted from and to. The base unit of a share is ‰: on one base
# growth of 1000‰ is a multiple of 2, and 10‰ less of a share is a percentage point.
MAPS_BETWEEN_DIMENSIONS = {
    (PERCENTAGE, MULTIPLE): LinearMap(Decimal("0.001"), Decimal(1)),
    (MULTIPLE, PERCENTAGE): LinearMap(Decimal(1000), Decimal(-1000)),
    (PERCENTAGE, POINTS): LinearMap(Decimal("0.1"), Decimal(0)),
}


class UnitConverter:
    """Convert amounts between units of one dimension and their common base unit.

    Shares also become multiples or percentage points, and multiples shares; the gate
    lets such a figure pass only where both are the same statement.
    """

    def __init__(self, unit: Unit, other_units: tuple[Unit, ...]) -> None:
        self._dimension = unit.dimension
        self._common = lcm(
            unit.denominator, *(other.denominator for other in other_units)
        )
        self._own = unit.denominator
        self.one = Decimal(unit.numerator * self._common)
        self._unit, self._own_map = unit, self._build_map(unit)
        self._maps: dict[Unit, LinearMap] = {}

    def has_base_of(self, other: UnitConverter) -> bool:
        """Return True where amounts of both are whole multiples of one base unit."""
        same_base = self._dimension, self._common, self._own
        return same_base == (other._dimension, other._common, other._own)

    def find_map(self, unit: Unit) -> LinearMap:
        """Return the conversion of a unit to base units; nothing is nothing in any."""
        if unit is self._unit:  # as most are
            return self._own_map
        known = self._maps.get(unit)
        if known is None:
            known = self._maps[unit] = self._build_map(unit)
        return known

    def _build_map(self, unit: Unit) -> LinearMap:
        if unit == NO_UNIT:
            return _UNCHANGED
        if unit.dimension == self._dimension:
            share = self._common // unit.denominator
            factor = Decimal(unit.numerator * self._own * share)
            return LinearMap(factor, Decimal(0))
        factor, shift = MAPS_BETWEEN_DIMENSIONS[unit.dimension, self._dimension]
        whole = self._own * self._common
        return LinearMap(unit.numerator * factor * whole, shift * whole)

    def to_base_units(self, value: Decimal, unit: Unit) -> Decimal:
        """Return a value of a unit in base units."""
        return self.find_map(unit).apply(value)

    def convert_threshold(self, threshold: Threshold, unit: Unit) -> Threshold:
        """Return a threshold in base units."""
        return threshold.map_ends(self.find_map(unit).apply)

    def to_target_unit(self, amount: Decimal) -> Amount:
        """Return an amount of base units in the target's unit."""
        return divide(amount, self.one)

    def subtract(self, minuend: Decimal, subtrahend: Decimal) -> Amount:
        """Return a difference of two amounts in the target's unit."""
        return self.to_target_unit(minuend - subtrahend)


class GrowthScale(NamedTuple):
    """No growth and a doubling in base units: 0 and 1000 of ‰, or 1 and 2 of 倍."""

    no_growth: Decimal
    doubled: Decimal

    @property
    def step(self) -> Decimal:
        """The distance between them, which is growth by the whole of the base."""
        return self.doubled - self.no_growth


def build_growth_scale(converter: UnitConverter) -> GrowthScale:
    """Return the growth scale of a unit of shares or multiples."""
    return GrowthScale(
        converter.to_base_units(Decimal(0), _PERMILLE),
        converter.to_base_units(Decimal(1000), _PERMILLE),
    )


def convert_to_points(difference: Decimal, unit: Unit) -> Decimal:
    """Return a difference of growth in percentage points: 0.5 times is 50 points."""
    points = Decimal(100) if unit.dimension == MULTIPLE else Decimal("0.1")
    return divide(difference * unit.numerator * points, Decimal(unit.denominator)).value


class ScaledConverter:
    """Convert base units times a scale, on which a quotient is whole."""

    def __init__(self, converter: UnitConverter, scale: Decimal) -> None:
        self._converter, self._scale = converter, scale

    def to_target_unit(self, amount: Decimal) -> Amount:
        """Return an amount in the target's unit."""
        one = self._converter.one * self._scale
        return divide(amount, one)

    def subtract(self, minuend: Decimal, subtrahend: Decimal) -> Amount:
        """Return a difference of two amounts in the target's unit."""
        return self.to_target_unit(minuend - subtrahend)


class AverageRateConverter:
    """Convert products of yearly growth factors to average rates a year."""

    def __init__(self, scale: UnitConverter, whole: Decimal, years: int) -> None:
        self._scale, self._whole, self._years = scale, whole, years

    def to_target_unit(self, amount: Decimal) -> Amount:
        """Return the average rate that compounds to a product, to six places."""
        share = _ROOT_CONTEXT.divide(Decimal(1), self._years)
        root = _ROOT_CONTEXT.power(amount, share)
        rate = self._scale.to_target_unit(_ROOT_CONTEXT.subtract(root, self._whole))
        return Amount(round_to_places(rate.value, 6), is_exact=False)

    def subtract(self, minuend: Decimal, subtrahend: Decimal) -> Amount:
        """Return the difference between the average rates of two products."""
        return Amount(
            self.to_target_unit(minuend).value - self.to_target_unit(subtrahend).value,
            is_exact=False,
        )


def divide(dividend: Decimal, divisor: Decimal) -> Amount:
    """Return an exact quotient if its digits end, else one of twelve digits."""
    try:
        quotient = _QUOTIENT_CONTEXT.divide(dividend, divisor)
        return fill(Amount, (drop_trailing_zeros(quotient), True))
    except Inexact:
        quotient = _SHOWN_CONTEXT.divide(dividend, divisor)
        return Amount(drop_trailing_zeros(quotient), is_exact=False)


def round_to_places(value: Decimal, places: int) -> Decimal:
    """Round half to even, for display only: no verdict depends on it."""
    return value.quantize(get_last_place(places), context=_ROOT_CONTEXT)


@cache
def get_last_place(places: int) -> Decimal:
    """Return one unit of the last of some decimal places: 0.01 of two."""
    return Decimal(1).scaleb(-places)


def drop_trailing_zeros(value: Decimal) -> Decimal:
    """Drop the trailing zeros of the fraction: 7.850 is 7.85, 30 stays 30."""
    text = f"{value:f}"
    if "." not in text:
        return Decimal(text) if value else _ZERO
    if text[-1] != "0":  # as of most
        return value
    return Decimal(text.rstrip("0").rstrip(".")) if value else _ZERO


_ZERO = Decimal(0)
