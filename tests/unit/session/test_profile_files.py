"""A user's own profile: whatever is wrong with it is named, and where."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from targetcli.errors import ConfigRefused
from targetcli.render.error_messages.message import explain
from targetcli.session.profile_files import find_profile, list_profile_names

HEAD = """\
name = "ours"
version = "1"
source = "s"
path = "usual"
measure = "gap"
reporting_lag = 30
"""
CLASS = """\
[[class]]
key = "good"
at_least = "0"
on_track = true
en = "good"
zh = "好"
color = "green"
sign = "+"
"""
LAST = CLASS.replace("good", "bad").replace('at_least = "0"\n', "")
WHOLE = HEAD + CLASS + LAST


def refusal(path: Path, content: bytes | str) -> ConfigRefused:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(ConfigRefused) as refused:
        find_profile(str(path))
    assert refused.value.file == str(path)
    return refused.value


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    return tmp_path / "ours.toml"


def test_a_profile_of_ones_own_is_read(ours: Path) -> None:
    ours.write_text(WHOLE, encoding="utf-8")
    assert [grade.key for grade in find_profile(str(ours)).grades] == ["good", "bad"]


@pytest.mark.parametrize(
    ("old", "new", "key", "line"),
    [
        ('version = "1"', "version = 1", "version", 2),
        ("reporting_lag = 30", 'reporting_lag = "30"', "reporting_lag", 6),
        ("reporting_lag = 30", "reporting_lag = true", "reporting_lag", 6),
        ('path = "usual"', 'path = "straight"', "path", 4),
        ('path = "usual"', 'paths = "usual"', "paths", 4),
        ('on_track = true\nen = "bad"', 'on_track = 1\nen = "bad"', "on_track", 17),
        ('en = "bad"', "en = []", "en", 18),
        ('en = "bad"', 'en = "bad"\nstore = "/etc/x"', "store", 19),
        ('en = "bad"\n', "", "en", 15),
        ('sign = "+"\n[[class]]', "sign = 5\n[[class]]", "sign", 14),
    ],
)
def test_a_key_at_fault_is_named_with_its_line(
    ours: Path, old: str, new: str, key: str, line: int
) -> None:
    assert old in WHOLE
    failure = refusal(ours, WHOLE.replace(old, new))
    assert (failure.key, failure.line) == (key, line)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", "at least one [[class]]"),
        (HEAD, "at least one [[class]]"),
        (f"{HEAD}class = 5\n", "at least one [[class]]"),
        (f"{HEAD}class = [5]\n", "each class is a [[class]]"),
        ("name = ours", "it is not TOML"),
        (f"a = {'[' * 30_000}", "it is not TOML"),
        (b"\xd6\xd0", "byte 0 is not UTF-8"),
        (f"# {'x' * 100_000}\n{WHOLE}", "larger than 65536 bytes"),
        ("name = 1\nname = 2\n", "it is not TOML"),
    ],
    ids=lambda value: str(value)[:12],
)
def test_what_is_no_profile_is_refused(
    ours: Path, content: bytes | str, why: str
) -> None:
    assert why in explain(refusal(ours, content).reason)


def test_only_a_plain_file_is_read(ours: Path, tmp_path: Path) -> None:
    os.mkfifo(ours)
    for path in (ours, tmp_path / "none.toml"):
        with pytest.raises(ConfigRefused):
            find_profile(str(path))
    with pytest.raises(ConfigRefused):
        find_profile("/dev/zero/../zero.toml")


def test_a_huge_file_is_not_read_whole(ours: Path) -> None:
    with ours.open("wb") as file:
        file.truncate(2**30)
    with pytest.raises(ConfigRefused):
        find_profile(str(ours))


def test_the_packaged_profiles_are_known_and_can_be_read() -> None:
    for name in list_profile_names():
        assert find_profile(name).name
