"""The Data Package of a store, read by another program than ours."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package, system

from support.program import Run

FIGURES = """region,metric,value,unit,end
云溪区,绿道,5.0,公里,2024
云溪区,绿道,-3.25,公里,2025
云溪区,桥,yes,,2025
"""
MORE = {
    "units.csv": "name,dimension,factor\n垧,area,10000\n",
    "identities.csv": "whole,parts\n云溪区,云溪区@东片|云溪区@西片\n",
    "targets.csv": (
        "id,region,metric,value,unit,deadline,revises,announced\n"
        "T1,云溪区,绿道,5.0,公里,2025,,2021\nT2,云溪区,绿道,4,公里,2025,T1,2023-05\n"
    ),
    "milestones.csv": "target,date,value\nT1,2023-12-31,2.50\n",
}


@pytest.fixture
def folder(run: Run, tmp_path: Path) -> Iterator[Path]:
    run("metrics", "add", "桥", "--kind", "event")
    for name, text in {**MORE, "figures.csv": FIGURES}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert run("import", name).code == 0
    assert run("export", "all", "-O", "datapackage", "-o", "out").code == 0
    with system.use_context(trusted=False):
        yield tmp_path / "out"


def errors_of(folder: Path) -> list[str]:
    report = Package(str(folder / "datapackage.json")).validate()
    return [error.type for task in report.tasks for error in task.errors] + [
        error.type for error in report.errors
    ]


def test_a_validator_finds_nothing_wrong(folder: Path) -> None:
    assert errors_of(folder) == []
    told = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    named = {resource["name"] for resource in told["resources"]}
    assert named == {
        *("sources", "units", "regions", "metrics", "identities", "milestones"),
        *("targets", "figures", "log", "history"),
    }
    assert told["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"


def test_figures_are_numbers_with_all_their_digits(folder: Path) -> None:
    package = Package(str(folder / "datapackage.json"))
    rows: list[Any] = package.get_table_resource("figures").read_rows()
    values = [row["value"] for row in rows]
    assert [repr(value) for value in values[:2]] == [
        repr(Decimal("5.0")),
        repr(Decimal("-3.25")),
    ]
    assert values[2] is None  # an event has no number


@pytest.mark.parametrize(
    ("file", "old", "new", "error"),
    [
        ("figures.csv", "-3.25", "-3.2五", "type-error"),
        ("figures.csv", "F2", "F1", "primary-key"),
        ("figures.csv", "云溪区,,桥", "云漢区,,桥", "foreign-key"),
        ("targets.csv", "T1,,", "T9,,", "foreign-key"),
        ("metrics.csv", "event", "events", "constraint-error"),
        ("milestones.csv", "2.50", "3.50", "hash-count"),
    ],
)
def test_a_validator_finds_what_is_wrong(
    folder: Path, file: str, old: str, new: str, error: str
) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    changed = text.replace(old, new, 1)
    (folder / file).write_text(changed, encoding="utf-8")
    assert error in errors_of(folder)


def test_a_package_imports_back(folder: Path, run: Run) -> None:
    files = sorted(str(path) for path in folder.glob("*.csv"))
    assert run("import", *files, TARGETS_DB="copy.db").code == 0
    again = ("export", "all", "-O", "datapackage", "-o")
    assert run(*again, "again", TARGETS_DB="copy.db").code == 0
    for path in folder.iterdir():
        copy = folder.with_name("again") / path.name
        assert copy.read_bytes() == path.read_bytes(), path.name
