"""Drafts of outputs: read by their owner alone, and gone whatever ends the program."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from support.paths import CHECKOUT
from support.program import isolated_environment
from support.stage import Stage, end_processes, wait_for

OUTPUTS = {
    "export": ("export", "figures", "-o", "out.csv"),
    "folder": ("export", "all", "-o", "out"),
    "report": ("report", "-o", "out.html"),
    "backup": ("backup", "-o", "out.db"),
    "last": ("report", "--last", "out.json", "-o", "out.html", "-O", "html"),
}
ENDING = [signal.SIGTERM, signal.SIGHUP, signal.SIGINT]


@pytest.fixture(scope="module")
def large_image(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("large")
    stage = Stage(folder, isolated_environment(folder))
    stage.seed()
    stage.run_checked("import", str(stage.write_figures(5000)), seconds=60)
    return stage.store.read_bytes()


@pytest.fixture
def large(stage: Stage, large_image: bytes) -> Stage:
    stage.replace_store(large_image)
    return stage


def drafts_in(folder: Path) -> list[Path]:
    return [*folder.glob(".out*"), *folder.glob("out/.*")]


def strike_draft(
    stage: Stage, arguments: tuple[str, ...], by: signal.Signals
) -> tuple[int, list[int]]:
    """Send a signal once a draft is there; return the exit code and its modes."""
    process = stage.start(*arguments)
    with end_processes([process]):
        wait_for(lambda: bool(drafts_in(stage.folder)), process)
        modes = [stat.S_IMODE(path.stat().st_mode) for path in drafts_in(stage.folder)]
        process.send_signal(by)
        process.communicate(timeout=60)
    return process.returncode, modes


@pytest.mark.parametrize("by", ENDING, ids=lambda by: by.name)
@pytest.mark.parametrize("output", OUTPUTS)
def test_a_run_that_is_ended_leaves_no_draft(
    large: Stage, output: str, by: signal.Signals
) -> None:
    code, modes = strike_draft(large, OUTPUTS[output], by)
    assert code in (-by, 128 + by), "it was not caught in the act"
    assert set(modes) <= {0o600}
    assert drafts_in(large.folder) == []
    assert not [*large.folder.glob("out*")] or output == "folder"


def test_a_killed_run_leaves_what_its_owner_alone_reads(large: Stage) -> None:
    _, modes = strike_draft(large, OUTPUTS["backup"], signal.SIGKILL)
    # SQLite keeps a journal beside the draft of a copy.
    left = [stat.S_IMODE(path.stat().st_mode) for path in drafts_in(large.folder)]
    assert set(modes) == set(left) == {0o600}


def test_a_draft_left_long_ago_is_taken_away(large: Stage) -> None:
    old, young = (large.folder / f".out.csv.{digit * 12}" for digit in "ab")
    other = large.folder / ".out.csv.backup"
    for path in (old, young, other):
        path.touch()
    two_days_ago = time.time() - 2 * 24 * 60 * 60
    for path in (old, other):
        os.utime(path, (two_days_ago, two_days_ago))
    large.run_checked(*OUTPUTS["export"])
    assert (old.exists(), young.exists(), other.exists()) == (False, True, True)


@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600)])
def test_a_new_output_has_the_mode_that_is_usual(
    large: Stage, mask: int, mode: int
) -> None:
    subprocess.run(
        [
            *("/bin/sh", "-c", f'umask {mask:o}; exec "$@"', "sh"),
            *(*Stage.program, *OUTPUTS["export"]),
        ],
        cwd=large.folder,
        env=large.environment,
        check=True,
    )
    written = large.folder / "out.csv"
    assert stat.S_IMODE(written.stat().st_mode) == mode


def test_an_ignored_hangup_stays_ignored(large: Stage) -> None:
    large.program = ("nohup", *Stage.program)
    code, _ = strike_draft(large, OUTPUTS["export"], signal.SIGHUP)
    assert code == 0
    assert (large.folder / "out.csv").exists()
    assert drafts_in(large.folder) == []


@pytest.fixture
def temporary(stage: Stage) -> Iterator[Path]:
    """The folder for temporary files, which holds nothing else."""
    folder = stage.folder / "temporary"
    folder.mkdir()
    stage.environment["TMPDIR"] = str(folder)
    yield folder
    # Python tries the folder with a file of its own, which a signal may leave.
    assert list(folder.glob("targets-*")) == []


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("verb", ["demo", "import -n big.csv", "upgrade -n"])
def test_a_temporary_store_is_gone_with_the_run(
    stage: Stage, temporary: Path, verb: str, by: signal.Signals
) -> None:
    if verb.startswith("import"):
        stage.write_figures(3000)
    if verb.startswith("upgrade"):
        schema = (CHECKOUT / "tests/goldens/stores/v2.sql").read_text(encoding="utf-8")
        with closing(sqlite3.connect(stage.store)) as connection:
            connection.executescript(schema)
    process = stage.start(*verb.split())
    with end_processes([process]):
        wait_for(lambda: any(temporary.glob("targets-*/*")), process)
        process.send_signal(by)
        process.communicate(timeout=60)
    assert process.returncode == -by


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGHUP])
def test_a_first_run_that_is_ended_leaves_nothing(
    stage: Stage, by: signal.Signals
) -> None:
    process = stage.start("import", str(stage.write_figures(3000)))
    with end_processes([process]):
        wait_for(lambda: any(stage.leftovers("-journal")), process)
        process.send_signal(by)
        process.communicate(timeout=60)
    assert process.returncode == -by
    assert list(stage.leftovers()) == []
    assert not stage.store.exists()
