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
    """A class of pace, from a threshold upwards.

    How a grade is called and shown is in render/grade_labels.py.
    """

    key: str
    at_least: Decimal | None
    is_on_track: bool


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
        for grade in self.grades:
            if grade.at_least is None or value >= grade.at_least:
                return grade
        return None


# 时序进度 in official practice has no tolerance; annual figures come within a quarter.
PLAIN = Profile("plain", "1", reporting_lag=90)
