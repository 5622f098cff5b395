"""Find a profile by its name or file: plain, packaged or the user's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from targetcli.errors import UnknownName
from targetcli.judging.profiles import PLAIN
from targetcli.model.names import find_similar_names
from targetcli.session.config_files import find_config_folder

if TYPE_CHECKING:
    from targetcli.judging.profiles import Profile

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
        return _load_profile(Path(text))
    for folder in (_user_folder(), _PACKAGED):
        for file in _list_files(folder):
            if file.stem == text:
                return _load_profile(file)
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
        *sorted(file.stem for folder in folders for file in _list_files(folder)),
    ]


def _list_files(folder: Path) -> list[Path]:
    """List the TOML files of a folder, none where it cannot be looked into."""
    try:
        return list(folder.glob("*.toml"))
    except OSError:
        return []


def _user_folder() -> Path:
    return find_config_folder() / "profiles"


def _load_profile(file: Path) -> Profile:
    from targetcli.render.grade_labels import set_grade_labels  # noqa: PLC0415
    from targetcli.session.profile_reader import read_profile_file  # noqa: PLC0415

    profile, labels = read_profile_file(file)
    set_grade_labels(labels)
    return profile
