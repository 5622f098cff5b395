"""Read profiles: named, versioned grades of pace, and the reporting lag.

A profile never changes what is met or missed (docs/design.md §5.6).
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple, TypeVar

from targetcli.errors import Unreadable
from targetcli.model.quantity import read_digits

TomlTable = Mapping[str, object]
Choice = TypeVar("Choice", bound=StrEnum)


class PathChoice(StrEnum):
    """The path that levels with a baseline are measured on."""

    USUAL = "usual"
    CAGR = "cagr"


class GradeMeasure(StrEnum):
    """The measure that is graded: points ahead of the path, or progress over due."""

    GAP = "gap"
    RATIO = "ratio"


class Grade(NamedTuple):
    """One class of pace, with words in two languages and a sign beside its colour."""

    key: str
    at_least: Decimal | None
    is_on_track: bool
    en: str
    zh: str
    color: str
    sign: str


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

_KEYS = ("name", "version", "source", "path", "measure", "reporting_lag", "class")
_CLASS_KEYS = ("key", "at_least", "on_track", "en", "zh", "color", "sign")
COLORS = ("green", "yellow", "red", "grey")


def read_profile(table: TomlTable) -> Profile:
    """Return a profile read from its TOML table.

    Raises `Unreadable` naming the key that is missing, of another type or out of order.
    """
    _refuse_unknown(table, _KEYS)
    grades = table.get("class", [])
    if not isinstance(grades, list) or not grades:
        raise Unreadable("profile", "class", why="it needs at least one [[class]]")
    profile = Profile(
        _read_text(table, "name"),
        _read_text(table, "version"),
        _read_days(table),
        _read_text(table, "source"),
        _read_choice(table, "path", PathChoice),
        _read_choice(table, "measure", GradeMeasure),
        tuple(map(read_grade, grades)),
    )
    _check_order(profile.grades)
    return profile


def read_grade(entry: object) -> Grade:
    """Return one grade; raises `Unreadable` as `read_profile` does."""
    if not isinstance(entry, Mapping):
        raise Unreadable("profile", "class", why="each class is a [[class]] of its own")
    return _read_grade(entry)


def _refuse_unknown(table: TomlTable, known: tuple[str, ...]) -> None:
    for key in table:
        if key not in known:
            reason = f"there is no such key; there are {', '.join(known)}"
            raise Unreadable("profile", key, why=reason)


def _read_grade(table: TomlTable) -> Grade:
    _refuse_unknown(table, _CLASS_KEYS)
    color = _read_text(table, "color")
    if color not in COLORS:
        raise Unreadable("color", color, COLORS)
    on_track = table.get("on_track")
    if not isinstance(on_track, bool):
        raise Unreadable("profile", "on_track", ("true", "false"))
    threshold = table.get("at_least")
    return Grade(
        _read_text(table, "key"),
        None if threshold is None else read_digits(_read_text(table, "at_least")),
        on_track,
        _read_text(table, "en"),
        _read_text(table, "zh"),
        color,
        _read_text(table, "sign"),
    )


def _check_order(grades: tuple[Grade, ...]) -> None:
    """Refuse grades that no value can reach, or values that no grade covers."""
    *above, last = grades
    thresholds = [grade.at_least for grade in above if grade.at_least is not None]
    is_falling = all(higher > lower for higher, lower in pairwise(thresholds))
    if last.at_least is not None or len(thresholds) < len(above) or not is_falling:
        reason = "at_least must fall from class to class, and the last has none"
        raise Unreadable("profile", "class", why=reason)
    if len({grade.key for grade in grades}) < len(grades):
        raise Unreadable("profile", "key", why="two classes share one key")


def _read_text(table: TomlTable, key: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value:
        raise Unreadable("profile", key, why="it needs a text")
    return value


def _read_days(table: TomlTable) -> int:
    value = table.get("reporting_lag")
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 3660:  # noqa: PLR2004
        raise Unreadable("profile", "reporting_lag", ("90",), "it needs whole days")
    return value


def _read_choice(table: TomlTable, key: str, choices: type[Choice]) -> Choice:
    value = _read_text(table, key)
    if value not in tuple(choices):
        raise Unreadable(key, value, tuple(choices))
    return choices(value)
