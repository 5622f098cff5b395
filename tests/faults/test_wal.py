"""A store that another program has put in WAL mode, with its pages beside the file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from support.stage import SOME, Stage, json_rows


@pytest.fixture
def other_program(stage: Stage) -> Iterator[sqlite3.Connection]:
    """Another program with the seeded store open, and pages of it in `-wal` alone."""
    stage.seed()
    with closing(sqlite3.connect(stage.store, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE other (text)")
        connection.executemany("INSERT INTO other VALUES (?)", [("x" * 900,)] * 500)
        connection.execute("DROP TABLE other")
        yield connection


def test_its_rows_are_read(stage: Stage, other_program: sqlite3.Connection) -> None:
    assert Path(f"{stage.store}-wal").stat().st_size > 0
    (count,) = other_program.execute("SELECT count(*) FROM target").fetchone()
    assert len(json_rows(stage.run_checked("list", "--json"))) == count
    assert stage.run_checked("check", "integrity").err == ""


@pytest.mark.parametrize("command", SOME, ids=" ".join)
def test_no_command_calls_it_damaged(
    stage: Stage, other_program: sqlite3.Connection, command: tuple[str, ...]
) -> None:
    del other_program
    stage.write_figures(3)
    done = stage.run_checked(*command, exits=(0, 2, 3, 5), alone=False)
    assert "damaged" not in done.err


def test_what_is_written_is_in_it(
    stage: Stage, other_program: sqlite3.Connection
) -> None:
    stage.run_checked("add", "云溪区", "绿道", "5公里", "--by", "2025", alone=False)
    rows = json_rows(stage.run_checked("list", "--region", "云溪区", "--json"))
    assert [row["value"] for row in rows] == ["5"]
    assert other_program.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_backup_is_one_file(stage: Stage, other_program: sqlite3.Connection) -> None:
    del other_program
    stage.run_checked("backup", "-o", "copy.db", alone=False)
    with closing(sqlite3.connect(stage.folder / "copy.db")) as copy:
        assert copy.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert [path.name for path in stage.folder.glob("copy*")] == ["copy.db"]
    stage.store = stage.folder / "copy.db"
    stage.assert_sound()


def test_a_cut_one_without_pages_beside_it_is_refused(stage: Stage) -> None:
    stage.seed()
    with closing(sqlite3.connect(stage.store)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    with stage.store.open("r+b") as file:
        file.truncate(stage.store.stat().st_size // 2 // 4096 * 4096)
    assert "damaged" in stage.run_checked("list", exits=5).err
