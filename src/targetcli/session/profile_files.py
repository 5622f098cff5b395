"""Find and read profiles: the plain one, the packaged ones and a user's own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from targetcli.errors import ConfigRefused, UnknownName, Unreadable
from targetcli.judging.profiles import PLAIN
from targetcli.model.names import find_similar_names
from targetcli.problems.problem import FailureReason
from targetcli.problems.reading import ReadingProblem
from targetcli.problems.usage import ConfigProblem
from targetcli.render.grade_labels import set_grade_labels
from targetcli.session.config_files import find_config_folder, read_config_text

if TYPE_CHECKING:
    from targetcli.judging.profiles import Profile

_LARGEST = 64 * 1024  # bytes; a profile is a page
_PACKAGED = Path(__file__).parent.parent / "profiles"


def find_profile(text: str) -> Profile:
    """Find a profile by its name or by the path of its TOML file.

    A name is searched for among the user's own, in the ``profiles`` folder where the
    system keeps configuration, then among the packaged ones. Raises `UnknownName`, and
    `ConfigRefused` for a file that does not hold a profile.
    """
    if text == PLAIN.name:
        return PLAIN
    if text.endswith(".toml"):
        return _read_profile(Path(text))
    for folder in (_user_folder(), _PACKAGED):
        for file in folder.glob("*.toml"):
            if file.stem == text:
                return _read_profile(file)
    raise UnknownName(
        "profile",
        text,
        find_similar_names(text, list_profile_names()) or tuple(list_profile_names()),
    )


def list_profile_names() -> list[str]:
    """List the names of the profiles that can be used."""
    folders = (_user_folder(), _PACKAGED)
    return [
        PLAIN.name,
        *sorted(file.stem for folder in folders for file in folder.glob("*.toml")),
    ]


def _user_folder() -> Path:
    return find_config_folder() / "profiles"


def _read_profile(file: Path) -> Profile:
    import tomllib  # noqa: PLC0415 - only for a profile that is not plain

    from targetcli.session.profile_reader import read_profile  # noqa: PLC0415

    text = read_config_text(file, _LARGEST, "docs/profiles.md")
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigRefused(str(file), ConfigProblem.NO_TOML, error=error) from error
    try:
        profile, labels = read_profile(table)
    except Unreadable as failure:
        reason = failure.reason
        if reason.problem is ReadingProblem.UNKNOWN_FORM:
            reason = FailureReason(
                ConfigProblem.NO_CHOICE, {"accepted": failure.accepted}
            )
        key = failure.text if failure.thing == "profile" else failure.thing
        line = _find_line(key, text, table)
        raise ConfigRefused(str(file), reason, key, line) from failure
    set_grade_labels(labels)
    return profile


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
    from targetcli.session.profile_reader import read_class  # noqa: PLC0415

    classes = table.get("class")
    for place, entry in enumerate(classes if isinstance(classes, list) else ()):
        try:
            read_class(entry)
        except Unreadable:
            return place
    return None
