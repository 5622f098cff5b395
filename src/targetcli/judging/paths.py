"""Calculate the value a path requires by a day."""

from datetime import date
from decimal import Context, Decimal
from itertools import pairwise
from typing import NamedTuple

from targetcli.model.records import Better

# Each share is divided once, and so finely that no threshold hangs on its rounding.
_SHARE_CONTEXT = Context(prec=50)
_RATIO_CONTEXT = Context(prec=30)
_MONTHS_A_YEAR = 12


class LinearPath(NamedTuple):
    """A straight path, by whole months; `start` and `goal` are in base units."""

    start: Decimal
    goal: Decimal
    months_gone: int
    months: int

    @property
    def is_defined(self) -> bool:
        """Check that the path takes time and its ends differ."""
        return self.months > 0 and self.start != self.goal

    def is_reached_by(self, value: Decimal) -> bool:
        """Check that a value is on the path or past it."""
        # Cross-multiplied, so that the class never hangs on a rounded share.
        done = (value - self.start) * self.months
        due = (self.goal - self.start) * self.months_gone
        return done >= due if self.goal > self.start else done <= due

    def due_share(self) -> Decimal:
        """Return the share of the path that is due by now."""
        return _SHARE_CONTEXT.divide(self.months_gone, self.months)

    def done_share(self, value: Decimal) -> Decimal:
        """Return the share of the path that a value has covered."""
        return _SHARE_CONTEXT.divide(value - self.start, self.goal - self.start)

    def lead_share(self, value: Decimal) -> Decimal:
        """Return the share of the path by which a value is ahead."""
        scaled_length = (self.goal - self.start) * self.months
        due = (self.goal - self.start) * self.months_gone
        return _SHARE_CONTEXT.divide(
            (value - self.start) * self.months - due, scaled_length
        )

    def due_ratio(self, value: Decimal) -> Decimal | None:
        """Return progress over what was due; None if nothing was."""
        due = (self.goal - self.start) * self.months_gone
        return (
            _SHARE_CONTEXT.divide((value - self.start) * self.months, due)
            if due
            else None
        )


class MilestonePath(NamedTuple):
    """A path through announced milestones, by days; `points` start and end it."""

    points: tuple[tuple[date, Decimal], ...]
    day: date

    @property
    def start(self) -> Decimal:
        """The value the path starts from."""
        return self.points[0][1]

    @property
    def goal(self) -> Decimal:
        """The value the path ends at."""
        return self.points[-1][1]

    @property
    def is_defined(self) -> bool:
        """Check that the day is on the path and its ends differ."""
        is_on_path = self.points[0][0] <= self.day <= self.points[-1][0]
        return is_on_path and self.start != self.goal

    def is_reached_by(self, value: Decimal) -> bool:
        """Check that a value is on the path or past it."""
        due, days = self._scaled_due()
        done = (value - self.start) * days
        return done >= due if self.goal > self.start else done <= due

    def due_share(self) -> Decimal:
        """Return the share of the path that is due by now."""
        due, days = self._scaled_due()
        return _SHARE_CONTEXT.divide(due, (self.goal - self.start) * days)

    def done_share(self, value: Decimal) -> Decimal:
        """Return the share of the path that a value has covered."""
        return _SHARE_CONTEXT.divide(value - self.start, self.goal - self.start)

    def lead_share(self, value: Decimal) -> Decimal:
        """Return the share of the path by which a value is ahead."""
        due, days = self._scaled_due()
        done = (value - self.start) * days
        return _SHARE_CONTEXT.divide(done - due, (self.goal - self.start) * days)

    def due_ratio(self, value: Decimal) -> Decimal | None:
        """Return progress over what was due; None if nothing or a step back was."""
        due, days = self._scaled_due()
        forward = due > 0 if self.goal > self.start else due < 0
        return (
            _SHARE_CONTEXT.divide((value - self.start) * days, due) if forward else None
        )

    def _scaled_due(self) -> tuple[Decimal, int]:
        """Return the amount due by now times the days of the step, and those days."""
        before, rise, gone, days = self._current_step()
        return (before - self.start) * days + rise * gone, days

    def _current_step(self) -> tuple[Decimal, Decimal, int, int]:
        """Return start, rise, days gone and all days of the step the day is in."""
        pairs = pairwise(self.points)
        (first, low), (last, high) = next(p for p in pairs if self.day <= p[1][0])
        return low, high - low, (self.day - first).days, (last - first).days


def compute_cagr_ratio(
    base: Decimal, latest: Decimal, goal: Decimal, line: LinearPath, better: Better
) -> Decimal | None:
    """Return observed over required compound annual growth.

    It is positive in the better direction. None where undefined: zero or a change of
    sign among the three values, no time gone or none in all, or a goal equal to the
    base. The required rate counts without its sign, as Open SDG has computed it since
    2024-12. Thirty digits are kept, so that growth exactly as required is exactly one.
    """
    same_sign = base * latest > 0 and base * goal > 0
    if not same_sign or base == goal or line.months_gone <= 0 or line.months <= 0:
        return None
    observed = _annual_growth(base, latest, line.months_gone)
    required = _annual_growth(base, goal, line.months)
    rises = goal > base if better is Better.NONE else better is Better.MORE
    signs = (1 if base > 0 else -1) * (1 if rises else -1)
    ratio = _SHARE_CONTEXT.divide(observed, required.copy_abs())
    return _RATIO_CONTEXT.multiply(ratio, signs)


def _annual_growth(base: Decimal, value: Decimal, months: int) -> Decimal:
    """Return compound growth a year, as a share of the base."""
    share = _SHARE_CONTEXT.divide(Decimal(_MONTHS_A_YEAR), months)
    growth = _SHARE_CONTEXT.power(_SHARE_CONTEXT.divide(value, base), share)
    return _SHARE_CONTEXT.subtract(growth, 1)
