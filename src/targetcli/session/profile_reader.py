"""Read a profile from a TOML file: thresholds to judge by, and labels to show."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, TypeVar

from targetcli.errors import ConfigRefused, Unreadable
from targetcli.judging.profiles import Grade, GradeMeasure, PathChoice, Profile
from targetcli.model.quantity import read_digits
from targetcli.problems.problem import FailureReason
from targetcli.problems.reading import ProfileProblem, ReadingProblem
from targetcli.problems.usage import ConfigProblem
from targetcli.render.grade_labels import GRADE_COLORS, GradeLabel
from targetcli.session.config_files import read_config_text

TomlTable = Mapping[str, object]
_Choice = TypeVar("_Choice", bound=StrEnum)

_LARGEST = 64 * 1024  # bytes; a profile is a page
_KEYS = ("name", "version", "source", "path", "measure", "reporting_lag", "class")
_CLASS_KEYS = (
    *("key", "at_least", "above", "growth_at_least", "on_track"),
    *("en", "zh", "rule_en", "rule_zh", "color", "sign"),
)


class LabelledProfile(NamedTuple):
    """A profile, and the labels of its grades by their keys."""

    profile: Profile
    labels: Mapping[str, GradeLabel]


def read_profile_file(file: Path) -> LabelledProfile:
    """Return the profile in a TOML file, and the labels of its grades.

    Raises `ConfigRefused`, with the line where one is at fault.
    """
    text = read_config_text(file, _LARGEST, "docs/profiles.md")
    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # also of a number of 5,000 digits
        raise ConfigRefused(str(file), ConfigProblem.NO_TOML, error=error) from error
    try:
        return read_profile(table)
    except Unreadable as failure:
        reason = failure.reason
        if reason.problem is ReadingProblem.UNKNOWN_FORM:
            reason = FailureReason(
                ConfigProblem.NO_CHOICE, {"accepted": failure.accepted}
            )
        key = failure.text if failure.thing == "profile" else failure.thing
        line = _find_line(key, text, table)
        raise ConfigRefused(str(file), reason, key, line) from failure


def read_profile(table: TomlTable) -> LabelledProfile:
    """Return a profile and the labels of its grades, read from a TOML table.

    Raises `Unreadable` naming the key that is missing, of another type or out of order.
    """
    _refuse_unknown(table, _KEYS)
    classes = table.get("class", [])
    if not isinstance(classes, list) or not classes:
        raise Unreadable("profile", "class", problem=ProfileProblem.NO_CLASS)
    profile = Profile(
        _read_text(table, "name"),
        _read_text(table, "version"),
        _read_days(table),
        _read_text(table, "source"),
        _read_choice(table, "path", PathChoice),
        _read_choice(table, "measure", GradeMeasure),
    )
    labelled = [read_class(entry) for entry in classes]
    grades = tuple(grade for grade, _ in labelled)
    _check_order(grades)
    labels = {grade.key: label for grade, label in labelled}
    return LabelledProfile(profile._replace(grades=grades), labels)


def read_class(entry: object) -> tuple[Grade, GradeLabel]:
    """Return one grade with its label; raises `Unreadable` as `read_profile` does."""
    if not isinstance(entry, Mapping):
        raise Unreadable("profile", "class", problem=ProfileProblem.CLASS_NO_TABLE)
    return _read_class(entry)


def _refuse_unknown(table: TomlTable, known: tuple[str, ...]) -> None:
    for key in table:
        if key not in known:
            raise Unreadable(
                "profile", key, problem=ProfileProblem.UNKNOWN_KEY, known=known
            )


def _read_class(table: TomlTable) -> tuple[Grade, GradeLabel]:
    _refuse_unknown(table, _CLASS_KEYS)
    color = _read_text(table, "color")
    if color not in GRADE_COLORS:
        raise Unreadable("color", color, GRADE_COLORS)
    on_track = table.get("on_track")
    if not isinstance(on_track, bool):
        raise Unreadable("profile", "on_track", ("true", "false"))
    at_least, above = (
        _read_threshold(table, "at_least"),
        _read_threshold(table, "above"),
    )
    if at_least is not None and above is not None:
        raise Unreadable("profile", "above", problem=ProfileProblem.TWO_THRESHOLDS)
    grade = Grade(
        _read_text(table, "key"),
        above if at_least is None else at_least,
        on_track,
        includes_threshold=above is None,
        growth_at_least=_read_threshold(table, "growth_at_least"),
    )
    en, zh, sign = (_read_text(table, key) for key in ("en", "zh", "sign"))
    rules = (
        _read_text(table, key) if key in table else "" for key in ("rule_en", "rule_zh")
    )
    return grade, GradeLabel(en, zh, color, sign, *rules)


def _read_threshold(table: TomlTable, key: str) -> Decimal | None:
    return read_digits(_read_text(table, key)) if key in table else None


def _check_order(grades: tuple[Grade, ...]) -> None:
    """Refuse grades that no value can reach, or values that no grade covers."""
    *above, last = grades
    thresholds = [grade.threshold for grade in above if grade.threshold is not None]
    if last.threshold is not None or len(thresholds) < len(above):
        raise Unreadable("profile", "class", problem=ProfileProblem.CLASS_ORDER)
    if not _is_falling(thresholds):
        raise Unreadable("profile", "class", problem=ProfileProblem.CLASS_ORDER)
    _check_growth_order(grades)
    if len({grade.key for grade in grades}) < len(grades):
        raise Unreadable("profile", "key", problem=ProfileProblem.SHARED_KEY)


def _check_growth_order(grades: tuple[Grade, ...]) -> None:
    """Refuse thresholds of growth that rise, or that leave no class for the rest."""
    growth = [grade.growth_at_least for grade in grades]
    thresholds = [value for value in growth if value is not None]
    if not thresholds:
        return
    first = next(place for place, value in enumerate(growth) if value is not None)
    is_unbroken = growth[first : first + len(thresholds)] == thresholds
    if growth[-1] is not None or not is_unbroken or not _is_falling(thresholds):
        raise Unreadable("profile", "class", problem=ProfileProblem.GROWTH_ORDER)


def _is_falling(thresholds: list[Decimal]) -> bool:
    return all(higher > lower for higher, lower in pairwise(thresholds))


def _read_text(table: TomlTable, key: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value:
        raise Unreadable("profile", key, problem=ProfileProblem.NO_TEXT)
    return value


def _read_days(table: TomlTable) -> int:
    value = table.get("reporting_lag")
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 3660:  # noqa: PLR2004
        raise Unreadable("profile", "reporting_lag", ("90",), ProfileProblem.NO_DAYS)
    return value


def _read_choice(table: TomlTable, key: str, choices: type[_Choice]) -> _Choice:
    value = _read_text(table, key)
    if value not in tuple(choices):
        raise Unreadable(key, value, tuple(choices))
    return choices(value)


def _find_line(key: str, text: str, table: Mapping[str, object]) -> int:
    """Find the line of a wrong key, or of the class that lacks a key; 0 if unknown."""
    lines = text.splitlines()
    heads = [n for n, line in enumerate(lines) if line.strip() == "[[class]]"]
    faulty = _find_faulty_class(table)
    start = 0 if faulty is None else dict(enumerate(heads)).get(faulty, 0)
    end = next((head for head in heads if head > start), len(lines))
    for number in range(start, end):
        if lines[number].partition("=")[0].strip(" \t\"'") == key:
            return number + 1
    return start + 1 if faulty is not None else 0


def _find_faulty_class(table: Mapping[str, object]) -> int | None:
    classes = table.get("class")
    for place, entry in enumerate(classes if isinstance(classes, list) else ()):
        try:
            read_class(entry)
        except Unreadable:
            return place
    return None
