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
    dumped,
    rows_of,
    times,
    unstarved,
)
from targetcli.store.schema import STEPS

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
    before = dumped(older.store.read_bytes(), b"")
    writes = before.count('INSERT INTO "revision"')
    older.program = program
    ran = older.fault("log", "--json")
    found.runs += 1
    assert len(rows_of(ran)) == writes >= 14
    assert [row["id"] for row in rows_of(older.fault("figures", "--json"))] == [
        "F1",
        "F2",
    ]
    target = rows_of(older.fault("list", "--json"))[0]
    assert (target["value"], target["note"]) == (
        "500",
        "原文：突破500亿元；'第 3 页'",
    )
    for copy in kept(older):
        assert ran.err.startswith("upgraded ")
        assert dumped(copy.read_bytes(), b"") == before
        assert copy.stat().st_mode & 0o777 == 0o600
        found.saw("kept as it was")
    assert bool(kept(older)) is (dumped(older.store.read_bytes(), b"") != before)
    assert kept(older) or program is Stage.program
    older.fault("undo")
    older.fault("add", "云溪区", "绿道", "5公里", "--by", "2025")
    ran = older.fault(*CHECK)
    assert (ran.out, ran.err) == ("", "")


def test_an_older_store_is_left_alone_where_that_is_asked(
    older: Stage, tally: Callable[[str], Tally]
) -> None:
    found = tally("older schema, --no-migrate")
    older.rows(5)
    older.program = LATER
    before = older.store.read_bytes()
    for command in SOME:
        ran = older.fault(*command, "--no-migrate", exits=5)
        found.runs += 1
        found.saw("refused")
        if command[0] != "init":
            assert "older version" in ran.err
        if older.store.read_bytes() != before or kept(older):
            found.mislead(f"{command[0]} --no-migrate changed an older store")
    said = older.fault("list", "--no-migrate", "--json", exits=5).err
    assert json.loads(said.splitlines()[-1])["code"] == "store.older"
    found.clean()


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
        ran = open_stage.fault(*command, exits=5, user=other_user)
        assert "needs an upgrade, and cannot be written" in ran.err
        found.runs += 1
        found.saw("refused")
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
        assert "2 names" in stage.fault(*command, exits=5).err
    assert stage.store.read_bytes() == before
    assert kept(stage) == []


def test_two_first_opens_upgrade_once(
    older: Stage, tally: Callable[[str], Tally]
) -> None:
    found = tally("older schema, opened by four at once")
    image = older.store.read_bytes()
    older.program = LATER
    for _ in range(times(2, 20)):
        older.put(image)
        commands = (("list",), ("figures",), ("log",), ("undo",))
        started = [older.start(*command) for command in commands]
        with unstarved(started):
            said = [process.communicate(timeout=60) for process in started]
        found.runs += 1
        assert [process.returncode for process in started] == [0] * 4, said
        assert sum(b"upgraded" in err for _, err in said) == 1
        (copy,) = kept(older)
        assert dumped(copy.read_bytes(), b"") == dumped(image, b"")
        ran = older.fault(*CHECK)
        assert (ran.out, ran.err) == ("", "")
        found.saw("upgraded once")
    found.clean()
