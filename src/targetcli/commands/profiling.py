"""Finding a profile: the plain one, a packaged one, a user's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from targetcli.errors import FileRefused, UnknownName, Unreadable
from targetcli.judging.profiles import PLAIN
from targetcli.model.names import nearest

if TYPE_CHECKING:
    from targetcli.judging.profiles import Profile

_PACKAGED = Path(__file__).parent.parent / "profiles"


def profile_named(text: str) -> Profile:
    """Return a profile by its name or by the TOML file it is in.

    A name is looked for among the user's own, in the ``profiles`` folder where the
    system keeps configuration, then among the packaged ones. Raises `UnknownName`, and
    `FileRefused` or `Unreadable` for a file that does not hold a profile.
    """
    if text == PLAIN.name:
        return PLAIN
    if text.endswith(".toml"):
        return _read(Path(text))
    for folder in (_own_folder(), _PACKAGED):
        for file in folder.glob("*.toml"):
            if file.stem == text:
                return _read(file)
    raise UnknownName(
        "profile", text, nearest(text, known_profiles()) or tuple(known_profiles())
    )


def known_profiles() -> list[str]:
    """Return the names of the profiles that can be asked for."""
    folders = (_own_folder(), _PACKAGED)
    return [
        PLAIN.name,
        *sorted(file.stem for folder in folders for file in folder.glob("*.toml")),
    ]


def _own_folder() -> Path:
    from platformdirs import user_config_path  # noqa: PLC0415 - only for a profile

    return user_config_path("targets", appauthor=False) / "profiles"


def _read(file: Path) -> Profile:
    import tomllib  # noqa: PLC0415 - only for a profile that is not plain

    from targetcli.judging.profiles import read_profile  # noqa: PLC0415

    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        return read_profile(table)
    except OSError as error:
        raise FileRefused(str(file), error.strerror or "it cannot be read") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FileRefused(str(file), f"it is not TOML: {error}") from error
    except Unreadable as failure:
        why = f"{failure.text}: {failure.why or ', '.join(failure.accepted)}"
        raise FileRefused(str(file), why, "see docs/profiles.md") from failure
