"""Read the profiles that come with the program."""

from __future__ import annotations

import tomllib
from pathlib import Path

import targetcli
from targetcli.judging.profiles import Profile
from targetcli.session.profile_reader import LabelledProfile, read_profile

PACKAGED_FILES = sorted((Path(targetcli.__file__).parent / "profiles").glob("*.toml"))


def read_labelled(name: str) -> LabelledProfile:
    (file,) = (file for file in PACKAGED_FILES if file.stem == name)
    return read_profile(tomllib.loads(file.read_text(encoding="utf-8")))


def packaged(name: str) -> Profile:
    return read_labelled(name).profile
