"""Define a unit by its dimension and its exact factor.

A unit is a whole number of its dimension's base (over a whole number, for quotients),
so that conversion is exact. Bases are chosen small enough for that: a third of a
square metre, since 亩 is 2000/3 of one.
"""

from __future__ import annotations

from typing import NamedTuple

COUNT = "count"
PERCENTAGE = "percentage"
POINTS = "percentage points"
MULTIPLE = "multiple"
RANK = "rank"
PEOPLE = "people"
TIME_DIMENSIONS = ("time", "months")
NOUN_PREFIX = f"{COUNT} of "
"""Beginning of the dimension of a noun that is counted with nothing else."""


class Unit(NamedTuple):
    """Unit as written, with its dimension and its `numerator / denominator` bases."""

    text: str
    dimension: str
    numerator: int
    denominator: int

    def is_convertible_to(self, other: Unit) -> bool:
        """Return True where the two are of one dimension, or one is of nothing."""
        return self.dimension == other.dimension or not (self.text and other.text)


NO_UNIT = Unit("", "nothing", 1, 1)
"""Unit of nothing at all, which is none of anything that is counted or measured."""


class UserUnit(NamedTuple):
    """Unit that a user added: its name, dimension and whole number of bases."""

    name: str
    dimension: str = COUNT
    factor: int = 1


def is_count(dimension: str) -> bool:
    """Return True where things or people are counted one by one."""
    is_counted = dimension in (PEOPLE, RANK) or dimension.startswith(COUNT)
    return is_counted and "/" not in dimension


def is_noun(dimension: str) -> bool:
    """Return True for the dimension of a noun that nobody said to be another."""
    return dimension.startswith(NOUN_PREFIX)


def is_ratio(unit: Unit) -> bool:
    """Return True for a share, and for a quotient other than by time."""
    if unit.dimension in (PERCENTAGE, POINTS):
        return True
    _, slash, below = unit.dimension.partition("/")
    return bool(slash) and below not in TIME_DIMENSIONS
