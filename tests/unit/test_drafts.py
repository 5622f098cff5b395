"""Drafts that a killed run left are taken away, and each folder is looked into once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from targetcli.drafts import EarlierDrafts, draft_file

LONG_AGO = 10**9


def leave(folder: Path, name: str, when: int | None = LONG_AGO) -> Path:
    path = folder / name
    path.touch()
    if when is not None:
        os.utime(path, (when, when))
    return path


def test_old_drafts_of_the_file_alone_are_taken_away(tmp_path: Path) -> None:
    stale = leave(tmp_path, ".out.csv.0123456789ab")
    kept = [
        leave(tmp_path, ".out.csv.0123456789ac", None),
        leave(tmp_path, ".out.csv.0123456789AB"),
        leave(tmp_path, ".out.csv.0123456789abc"),
        leave(tmp_path, ".other.csv.0123456789ab"),
        leave(tmp_path, "out.csv.0123456789ab"),
        leave(tmp_path, "..out.csv.0123456789ab"),
    ]
    with draft_file(tmp_path / "out.csv") as draft:
        assert draft.exists()
        assert not stale.exists()
    assert sorted(tmp_path.iterdir()) == sorted(kept)


def test_a_folder_is_listed_once_for_all_its_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stale = [leave(tmp_path, f".{n}.csv.0123456789ab") for n in range(5)]
    listed: list[Path] = []
    list_folder = Path.iterdir

    def list_counted(folder: Path) -> Iterator[Path]:
        listed.append(folder)
        return list_folder(folder)

    monkeypatch.setattr(Path, "iterdir", list_counted)
    earlier = EarlierDrafts()
    for number in range(5):
        with draft_file(tmp_path / f"{number}.csv", earlier):
            assert not stale[number].exists()
    assert listed == [tmp_path]
