"""Measure a reading against its target when somebody asks for it."""

from __future__ import annotations

from decimal import Decimal, localcontext
from enum import StrEnum
from typing import NamedTuple

from targetcli.judging.arithmetic import EXACT_CONTEXT
from targetcli.judging.assessment import AssessedReading
from targetcli.judging.margins import (
    Flip,
    Margin,
    compute_flip,
    compute_margin,
    compute_share,
    compute_value,
)
from targetcli.judging.readings import Reading


class Measure(StrEnum):
    """A measure of a reading that a verdict may show."""

    MARGIN = "margin"
    SHARE = "share"
    FLIP = "flip"


ALL_MEASURES = frozenset(Measure)
DISTANCES = frozenset({Measure.MARGIN, Measure.SHARE})


class _Distance(NamedTuple):
    value: Margin
    margin: Margin | None
    share: Decimal | None


class MeasuredReading(NamedTuple):
    """A reading as it was admitted, with what it measures when it is assessed."""

    reading: Reading
    measures: Measures


class Measures:
    """A reading in the unit of its target, and its distance from what is asked.

    Measures that are not `shown` are None.
    """

    def __init__(
        self, assessed: AssessedReading, shown: frozenset[Measure] = ALL_MEASURES
    ) -> None:
        self._assessed, self._shown = assessed, shown
        self._reckoned: _Distance | None = None

    def hide(self, measures: frozenset[Measure]) -> Measures:
        """Return the measures without some of them."""
        return Measures(self._assessed, self._shown - measures)

    @property
    def value(self) -> Margin:
        """The reading in the target's unit."""
        return self._distance.value

    @property
    def margin(self) -> Margin | None:
        """The distance from what is asked, negative if it falls short."""
        return self._distance.margin

    @property
    def share(self) -> Decimal | None:
        """The share of the target reached, if both are amounts of one sign."""
        return self._distance.share

    @property
    def flip(self) -> Flip | None:
        """The revision that would turn the outcome."""
        if Measure.FLIP not in self._shown:
            return None
        with localcontext(EXACT_CONTEXT):
            return compute_flip(self._assessed)

    @property
    def _distance(self) -> _Distance:
        if self._reckoned is None:
            with localcontext(EXACT_CONTEXT):
                self._reckoned = self._reckon_distance()
        return self._reckoned

    def _reckon_distance(self) -> _Distance:
        assessed, shown = self._assessed, self._shown
        return _Distance(
            compute_value(assessed),
            compute_margin(assessed) if Measure.MARGIN in shown else None,
            compute_share(assessed) if Measure.SHARE in shown else None,
        )

    def __eq__(self, other: object) -> bool:
        """Check that another reading has the same measures."""
        if not isinstance(other, Measures):
            return NotImplemented
        return self._list_values() == other._list_values()

    def __hash__(self) -> int:
        """Return a hash of the measures."""
        return hash(self._list_values())

    def _list_values(self) -> tuple[object, ...]:
        return self.value, self.margin, self.share, self.flip
