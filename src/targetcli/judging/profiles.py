"""Grade pace by profiles: named, versioned thresholds with a reporting lag.

A profile never changes what is met or missed (docs/design.md §5.6).
"""

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class PathChoice(StrEnum):
    """The path that levels with a baseline are measured on."""

    USUAL = "usual"
    CAGR = "cagr"


class GradeMeasure(StrEnum):
    """The measure that is graded: points ahead of the path, or progress over due."""

    GAP = "gap"
    RATIO = "ratio"


class Grade(NamedTuple):
    """A class of pace, from a threshold upwards; the last class has none.

    `includes_threshold` is False where the source of the profile excludes it.
    `growth_at_least` is the threshold of growth, in points above its target. How a
    grade is called and shown is in render/grade_labels.py.
    """

    key: str
    threshold: Decimal | None
    is_on_track: bool
    includes_threshold: bool = True
    growth_at_least: Decimal | None = None

    def covers(self, value: Decimal) -> bool:
        """Check that a value reaches the threshold."""
        if self.threshold is None or value > self.threshold:
            return True
        return self.includes_threshold and value == self.threshold


class Profile(NamedTuple):
    """A named set of grades; `reporting_lag` is in days after the deadline.

    The thresholds of `grades` fall, and the last grade has none. Without grades pace is
    on track or behind.
    """

    name: str
    version: str
    reporting_lag: int
    source: str = ""
    path_choice: PathChoice = PathChoice.USUAL
    measure: GradeMeasure = GradeMeasure.GAP
    grades: tuple[Grade, ...] = ()

    def find_grade(self, gap_points: Decimal, ratio: Decimal | None) -> Grade | None:
        """Return the grade of a pace; None if the profile has none for it."""
        value = gap_points if self.measure is GradeMeasure.GAP else ratio
        if value is None:
            return None
        return next((grade for grade in self.grades if grade.covers(value)), None)

    def find_growth_grade(self, points: Decimal, *, is_satisfied: bool) -> Grade | None:
        """Return the grade of growth that is so many points above its target.

        Growth is compared as it is, never pro-rated. The class below the last one with
        a threshold of growth takes the rest; None without such a threshold.
        """
        is_in_reach = False
        for grade in self.grades:
            threshold = grade.growth_at_least
            if threshold is None:
                if is_in_reach:
                    return grade
                continue
            is_in_reach = True
            if points >= threshold and (is_satisfied or threshold < 0):
                return grade
        return None


# 时序进度 in official practice has no tolerance; annual figures come within a quarter.
PLAIN = Profile("plain", "1", reporting_lag=90)
