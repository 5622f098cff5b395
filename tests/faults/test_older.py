"""Stores that earlier versions wrote: upgraded whole, kept as they were, or refused."""

from __future__ import annotations

import json
import os
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from support.paths import CHECKOUT
from support.stage import (
    CHECK,
    COMMANDS,
    SOME,
    Stage,
    Tally,
    choose,
    dump_store,
    end_processes,
    json_rows,
    repetitions,
)
from targetcli.store.schema import MEANING_STEP, STEPS

LATER = (sys.executable, str(CHECKOUT / "tests" / "support" / "later_version.py"))
WRITTEN = sorted((CHECKOUT / "tests" / "goldens" / "stores").glob("v*.sql"))


@pytest.fixture(params=WRITTEN, ids=lambda path: path.stem)
def older(request: pytest.FixtureRequest, stage: Stage) -> Stage:
    """A store with rows in every table and a past, as one version wrote it."""
    with closing(sqlite3.connect(stage.store)) as connection:
        connection.executescript(request.param.read_text(encoding="utf-8"))
    stage.store.chmod(0o600)
    return stage


def kept(stage: Stage) -> list[Path]:
    return [path for path in stage.leftovers() if ".bak-v" in path.name]


def test_there_is_a_store_of_every_version() -> None:
    assert [path.stem for path in WRITTEN] == [f"v{n + 1}" for n in range(len(STEPS))]


@pytest.mark.parametrize("program", [Stage.program, LATER], ids=["today", "later"])
def test_what_any_version_wrote_is_read(
    older: Stage, tally: Callable[[str], Tally], program: tuple[str, ...]
) -> None:
    found = tally("older schema, upgraded")
    before = dump_store(older.store.read_bytes(), b"")
    writes = before.count('INSERT INTO "revision"')
    older.program = program
    ran = older.run_checked("log", "--json")
    found.runs += 1
    # An upgrade that reads the records anew is a write of its own.
    is_reread = MEANING_STEP not in before
    assert len(json_rows(ran)) == writes + is_reread >= 14 + is_reread
    assert [row["id"] for row in json_rows(older.run_checked("figures", "--json"))] == [
        "F1",
        "F2",
    ]
    target = json_rows(older.run_checked("list", "--json"))[0]
    assert (target["value"], target["note"]) == (
        "500",
        "原文：突破500亿元；'第 3 页'",
    )
    for copy in kept(older):
        assert ran.err.startswith("upgraded ")
        assert dump_store(copy.read_bytes(), b"") == before
        assert copy.stat().st_mode & 0o777 == 0o600
        found.count("kept as it was")
    assert bool(kept(older)) is (dump_store(older.store.read_bytes(), b"") != before)
    assert kept(older) or program is Stage.program
    older.run_checked("undo")
    older.run_checked("add", "云溪区", "绿道", "5公里", "--by", "2025")
    ran = older.run_checked(*CHECK)
    assert (ran.out, ran.err) == ("", "")


def test_an_older_store_is_left_alone_where_that_is_asked(
    older: Stage, tally: Callable[[str], Tally], request: pytest.FixtureRequest
) -> None:
    found = tally("older schema, --no-migrate")
    older.write_figures(5)
    older.program = LATER
    before = older.store.read_bytes()
    version = WRITTEN.index(request.node.callspec.params["older"])
    for command in choose(SOME, version, 4):
        ran = older.run_checked(*command, "--no-migrate", exits=5)
        found.runs += 1
        found.count("refused")
        if command[0] != "init":
            assert "older version" in ran.err
        if older.store.read_bytes() != before or kept(older):
            found.mislead(f"{command[0]} --no-migrate changed an older store")
    said = older.run_checked("list", "--no-migrate", "--json", exits=5).err
    assert json.loads(said.splitlines()[-1])["code"] == "store.older"
    found.assert_clean()


@pytest.mark.parametrize(
    "mode", [(0o444, 0o755), (0o644, 0o555)], ids=["file", "folder"]
)
def test_an_older_store_that_cannot_be_written_is_refused(
    open_stage: Stage,
    other_user: tuple[str, ...],
    tally: Callable[[str], Tally],
    mode: tuple[int, int],
) -> None:
    found = tally("older schema, read-only")
    with closing(sqlite3.connect(open_stage.store)) as connection:
        connection.executescript(WRITTEN[-1].read_text(encoding="utf-8"))
    before = open_stage.store.read_bytes()
    open_stage.program = LATER
    if other_user:
        os.chown(open_stage.store, 65534, 65534)
        os.chown(open_stage.folder, 65534, 65534)
    file, folder = mode
    open_stage.store.chmod(file)
    open_stage.folder.chmod(folder)
    for command in (*COMMANDS[:2], ("compare",), ("undo",)):
        ran = open_stage.run_checked(*command, exits=5, user=other_user)
        assert "needs an upgrade, and cannot be written" in ran.err
        found.runs += 1
        found.count("refused")
    open_stage.folder.chmod(0o755)
    assert open_stage.store.read_bytes() == before
    assert list(open_stage.leftovers()) == []


def test_an_older_store_with_two_names_is_not_upgraded(stage: Stage) -> None:
    with closing(sqlite3.connect(stage.store)) as connection:
        connection.executescript(WRITTEN[0].read_text(encoding="utf-8"))
    before = stage.store.read_bytes()
    other = stage.folder / "other.db"
    other.hardlink_to(stage.store)
    for command in (("list",), ("undo",)):
        assert "2 names" in stage.run_checked(*command, exits=5).err
    assert stage.store.read_bytes() == before
    assert kept(stage) == []


def test_two_first_opens_upgrade_once(
    older: Stage, tally: Callable[[str], Tally]
) -> None:
    found = tally("older schema, opened by four at once")
    image = older.store.read_bytes()
    older.program = LATER
    for _ in range(repetitions(2, 20)):
        older.replace_store(image)
        commands = (("list",), ("figures",), ("log",), ("undo",))
        started = [older.start(*command) for command in commands]
        with end_processes(started):
            said = [process.communicate(timeout=60) for process in started]
        found.runs += 1
        assert [process.returncode for process in started] == [0] * 4, said
        assert sum(b"upgraded" in err for _, err in said) == 1
        (copy,) = kept(older)
        assert dump_store(copy.read_bytes(), b"") == dump_store(image, b"")
        ran = older.run_checked(*CHECK)
        assert (ran.out, ran.err) == ("", "")
        found.count("upgraded once")
    found.assert_clean()
