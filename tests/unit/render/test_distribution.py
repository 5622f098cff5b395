"""The name of the distribution, in the metadata of whatever is installed."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest

from support.paths import CHECKOUT
from targetcli.render.distribution import name_distribution


def install(folder: Path, name: str, command: str) -> None:
    """Write the metadata of a distribution as pip does."""
    metadata = folder / f"{name.replace('-', '_')}-1.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(f"Name: {name}\nVersion: 1\n")
    (metadata / "entry_points.txt").write_text(f"[console_scripts]\n{command}\n")


def test_it_is_that_of_the_project() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))
    assert name_distribution() == project["project"]["name"] == "targets-tracker"


@pytest.mark.parametrize(
    ("names", "named"),
    [
        ((), "targets-tracker"),
        (("targetcli",), "targets-tracker"),
        (("a-fork", "targetcli"), "a-fork"),
    ],
)
def test_it_is_what_has_our_command(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    names: tuple[str, ...],
    named: str,
) -> None:
    for name in names:
        install(tmp_path, name, "targets = targetcli.cli:run")
    install(tmp_path, "another", "targets = another:run")
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    assert name_distribution() == named
