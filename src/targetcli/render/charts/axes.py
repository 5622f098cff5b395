"""Axes of charts: scales from values to coordinates, and the ticks on them."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from targetcli.judging.trajectory import Trajectory
from targetcli.model.records import Target

_MAX_LABELS = 6
_STEPS_IN_MONTHS = (1, 3, 6, 12, 24, 60, 120, 240)
_MONTHS_A_YEAR = 12
_DAY = timedelta(days=1)


def trajectory_values(trajectory: Trajectory) -> list[Decimal]:
    """Return every value of a trajectory: observations, path and threshold."""
    values = [point.value for point in trajectory.path_points]
    for observation in trajectory.observations:
        ends = (observation.low, observation.high)
        values += [end for end in ends if end is not None]
    if trajectory.threshold is not None:
        values += [trajectory.threshold.low, trajectory.threshold.high]
    return values


def trajectory_days(trajectory: Trajectory, target: Target) -> list[date]:
    """Return every day of a trajectory, and the deadline."""
    days = [observation.day for observation in trajectory.observations]
    days += [point.day for point in trajectory.path_points]
    return days + ([target.deadline] if target.deadline else [])


class Axis:
    """A linear scale from values, `low` to `high`, to coordinates."""

    def __init__(self, low: Decimal, high: Decimal, start: int, end: int) -> None:
        self.low, self.high = low, high
        self._size = high - low
        self._start, self._length = Decimal(start), Decimal(end - start)

    def coordinate(self, value: Decimal) -> Decimal:
        """Return the coordinate of a value, rounded to a tenth."""
        share = (value - self.low) / self._size
        return round(self._start + share * self._length, 1)


def padded_range(values: list[Decimal]) -> tuple[Decimal, Decimal]:
    """Return the range of values with a margin around them.

    It starts at zero unless the values lie close together, far from it.
    """
    if not values:
        return Decimal(0), Decimal(1)
    low, high = min(values), max(values)
    size = (high - low) or abs(high) or Decimal(1)
    margin = size / 8
    is_near_zero = low >= 0 and low < size
    return Decimal(0) if is_near_zero else low - margin, high + margin


def ticks(axis: Axis) -> Iterator[Decimal]:
    """Yield two to five round values inside the range of an axis."""
    step = _round_step((axis.high - axis.low) / 3)
    value = (axis.low / step).to_integral_value("ROUND_CEILING") * step
    while value < axis.high:
        yield _without_exponent(value)
        value += step


def _round_step(rough: Decimal) -> Decimal:
    power = Decimal(1).scaleb(rough.adjusted())
    return next(power * size for size in (1, 2, 5, 10) if power * size >= rough)


def _without_exponent(value: Decimal) -> Decimal:
    """Return a number without an exponent or trailing zeros."""
    integer = value.to_integral_value()
    return integer.quantize(Decimal(1)) if integer == value else value.normalize()


def date_ticks(first: date, last: date) -> Iterator[tuple[date, str]]:
    """Yield ends of months or years with their labels, six at most."""
    months = (last.year - first.year) * _MONTHS_A_YEAR + last.month - first.month
    step = next((step for step in _STEPS_IN_MONTHS if months < step * _MAX_LABELS), 480)
    start, end = (day.year * _MONTHS_A_YEAR + day.month for day in (first, last))
    for month in range(start + -start % step, end + 1, step):
        year, number = divmod(month, _MONTHS_A_YEAR)
        day = date(year, number + 1, 1) - _DAY  # the last of the month
        if first <= day <= last:
            yield day, str(day.year) if step >= _MONTHS_A_YEAR else f"{day:%Y-%m}"
