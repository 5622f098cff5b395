"""Files beside the data, made to break what reads them: refused at once, and named."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from support.program import WarmProgram, isolated_environment
from support.stage import Stage

LAST = ("report", "--last", "last.json", "--as-of", "2026-02-01", "-O", "md")
HUGE = {
    "digits": "9" * 5000,
    "hexadecimal": "0x" + "f" * 5000,
    "binary": "0b" + "1" * 20_000,
    "exponent": "1e400",
    "no number": "nan",
    "day": "2024-99-99",
    "text": '"' + "v" * 5000 + '"',
}
PROFILE = """\
name = "x"
version = "1"
reporting_lag = 30
source = "s"
path = "usual"
measure = "ratio"
[[class]]
key = "a"
at_least = "1"
on_track = true
en = "A"
zh = "甲"
color = "green"
sign = "+"
[[class]]
key = "b"
on_track = false
en = "B"
zh = "乙"
color = "red"
sign = "-"
"""


@pytest.fixture(scope="module")
def reports(
    tmp_path_factory: pytest.TempPathFactory,
    warm_program: WarmProgram | None,
    seeded_store: Path,
) -> Path:
    """Write two reports of the packaged data set, once."""
    folder = tmp_path_factory.mktemp("reports")
    variables = isolated_environment(folder)
    stage = Stage(folder, variables, warm_program, seeded_store)
    stage.seed()
    stage.run_checked("report", "-o", "last.json", "--as-of", "2026-01-01")
    since = ("--since", "2025-06-01")
    stage.run_checked("report", "-o", "since.json", "--as-of", "2026-01-01", *since)
    return folder


@pytest.fixture
def reported(stage: Stage, reports: Path) -> Stage:
    stage.seed()
    for name in ("last.json", "since.json"):
        shutil.copy(reports / name, stage.folder)
    return stage


@pytest.mark.parametrize(
    "number", ["1" + "0" * 30, "9" * 5000, "1e400", "-1", "true", '"1"', "1.0", "NaN"]
)
def test_a_number_of_the_last_report_is_one_of_a_write(
    reported: Stage, number: str
) -> None:
    last = reported.folder / "last.json"
    text = last.read_text(encoding="utf-8")
    assert text.count('"revision": 1,') == 1
    last.write_text(text.replace('"revision": 1,', f'"revision": {number},'))
    assert "it is no status report" in reported.run_checked(*LAST, exits=4).err


def test_so_is_that_of_the_report_before(reported: Stage) -> None:
    document = json.loads((reported.folder / "since.json").read_bytes())
    for change in (
        {"as_of": "0001-01-01"},
        {"store": {"revision": 10**30, "digest": ""}},
    ):
        document["compared_with"] |= change
        (reported.folder / "last.json").write_text(json.dumps(document))
        assert "it is no status report" in reported.run_checked(*LAST, exits=4).err


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


def make_large(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(2**40)


@pytest.mark.parametrize("make", [make_pipe, make_endless, make_large, Path.mkdir])
def test_a_last_report_that_is_none_is_not_waited_for(
    reported: Stage, make: Callable[[Path], None]
) -> None:
    (reported.folder / "last.json").unlink()
    make(reported.folder / "last.json")
    told = reported.run_checked(*LAST, exits=4).err
    assert told.startswith("targets: last.json: it is no ")


@pytest.mark.parametrize("key", ["version", "reporting_lag", "at_least", "on_track"])
@pytest.mark.parametrize("value", HUGE)
def test_a_profile_is_read_or_refused(stage: Stage, key: str, value: str) -> None:
    stage.seed()
    lines = [
        f"{key} = {HUGE[value]}" if line.startswith(f"{key} ") else line
        for line in PROFILE.splitlines()
    ]
    (stage.folder / "p.toml").write_text("\n".join(lines), encoding="utf-8")
    compare = ("compare", "--profile", "p.toml", "--region", "武进区")
    is_read = (key, value) == ("version", "text")
    told = stage.run_checked(*compare, exits=0 if is_read else 2).err
    assert is_read or told.startswith("targets: p.toml")


@pytest.mark.parametrize("key", ["version", "name", "kind", "non_negative"])
@pytest.mark.parametrize("value", HUGE)
def test_a_lexicon_is_read_or_refused(stage: Stage, key: str, value: str) -> None:
    stage.seed()
    folder = stage.folder / ".config" / "targets"
    folder.mkdir(parents=True)
    entry = {"name": '"甲率"', "kind": '"ratio"', "source": '"s"'}
    head = f"version = {HUGE[value]}\n" if key == "version" else 'version = "1"\n'
    if key != "version":
        entry[key] = HUGE[value]
    lines = "".join(f"{name} = {text}\n" for name, text in entry.items())
    (folder / "lexicon.toml").write_text(f"{head}[[indicator]]\n{lines}", "utf-8")
    record = ("record", "武进区", "甲率", "5%", "--for", "2023")
    stage.run_checked(*record, exits=(0, 2))
    stage.run_checked("metrics", "--json", exits=(0, 2))


@pytest.mark.parametrize(
    "path", ["a" * 256, "a" * 5000, "a/" * 2500, "甲" * 2000, "loop/x"]
)
def test_a_package_names_no_path_too_long(stage: Stage, path: str) -> None:
    stage.seed()
    package = stage.folder / "p"
    package.mkdir()
    (package / "loop").symlink_to("loop")
    resources = {"resources": [{"name": "figures", "path": path}]}
    (package / "datapackage.json").write_text(json.dumps(resources))
    told = stage.run_checked("import", "p", exits=4).err
    assert "there is no file" in told
    assert len(told) < 1200
