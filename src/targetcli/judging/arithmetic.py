"""Exact arithmetic on amounts of different units, in the terms of one target.

Amounts are held as whole multiples of a fine common base, so that adding and comparing
never rounds; only a margin that is written out may have to, and then says so.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal, Inexact, localcontext
from math import lcm
from typing import NamedTuple

from targetcli.judging.intervals import Interval, Threshold
from targetcli.model.units import Unit

# Products of 30-digit growth factors over three centuries stay inside; if one ever did
# not, Inexact is trapped and nothing is rounded in silence.
EXACT = Context(prec=20000, rounding=ROUND_HALF_EVEN, traps=[Inexact])
_ROUGHLY = Context(prec=60, rounding=ROUND_HALF_EVEN)
_SHOWN_DIGITS = 12


class Amount(NamedTuple):
    """A number to be written out, and whether writing it rounded it."""

    value: Decimal
    exact: bool = True


class Scale:
    """Turns amounts in any unit of one dimension into common whole bases and back."""

    def __init__(self, unit: Unit, others: tuple[Unit, ...]) -> None:
        self._common = lcm(unit.denominator, *(other.denominator for other in others))
        self._own = unit.denominator
        self._factor = Decimal(unit.numerator * self._common)

    def of(self, value: Decimal, unit: Unit) -> Decimal:
        """Return a value in bases."""
        share = self._common // unit.denominator
        return value * unit.numerator * self._own * share

    def interval(self, seen: Interval, unit: Unit) -> Interval:
        """Return an interval in bases."""
        low = None if seen.low is None else self.of(seen.low, unit)
        high = None if seen.high is None else self.of(seen.high, unit)
        return seen._replace(low=low, high=high)

    def threshold(self, asked: Threshold, unit: Unit) -> Threshold:
        """Return what a target asks in bases."""
        return asked.mapped(lambda end: self.of(end, unit))

    def said(self, amount: Decimal) -> Amount:
        """Return bases in the target's unit."""
        return quotient(amount, self._factor)

    def gap(self, one: Decimal, other: Decimal) -> Amount:
        """Return in the target's unit how far one amount is above another."""
        return self.said(one - other)


class Powers:
    """Speaks of products of yearly growth factors as an average rate a year."""

    def __init__(self, scale: Scale, whole: Decimal, years: int) -> None:
        self._scale, self._whole, self._years = scale, whole, years

    def said(self, amount: Decimal) -> Amount:
        """Return the rate that compounds to a product, in the target's unit."""
        share = _ROUGHLY.divide(Decimal(1), self._years)
        root = _ROUGHLY.power(amount, share)
        rate = self._scale.said(_ROUGHLY.subtract(root, self._whole))
        return Amount(to_places(rate.value, 6), exact=False)

    def gap(self, one: Decimal, other: Decimal) -> Amount:
        """Return how far the rate of one product is above that of another."""
        return Amount(self.said(one).value - self.said(other).value, exact=False)


def quotient(one: Decimal, other: Decimal) -> Amount:
    """Divide exactly where that ends, else to twelve digits."""
    try:
        with localcontext(Context(prec=60, traps=[Inexact])):
            return Amount(_shortened(one / other))
    except Inexact:
        with localcontext(Context(prec=_SHOWN_DIGITS, rounding=ROUND_HALF_EVEN)):
            return Amount(_shortened(one / other), exact=False)


def to_places(value: Decimal, places: int) -> Decimal:
    """Round half to even, for showing a share and never for deciding by it."""
    with localcontext(Context(prec=60, rounding=ROUND_HALF_EVEN)):
        return round(value, places)


def _shortened(value: Decimal) -> Decimal:
    """Drop the trailing zeros of the fraction: 7.850 is 7.85, 30 stays 30."""
    text = f"{value:f}"
    short = text.rstrip("0").rstrip(".") if "." in text else text
    return Decimal(short) if value else Decimal(0)
