"""What cannot be used is refused in words; what is older is brought up to date."""

from __future__ import annotations

import itertools
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from support.program import Run
from targetcli.errors import StoreBusy, StoreUnusable
from targetcli.model.records import Region
from targetcli.problems.problem import FailureReason
from targetcli.problems.stores import StoreDetail, StoreProblem
from targetcli.store.sqlite_errors import translate_errors
from targetcli.store.store import create_store, open_store

# A program that knows one step more than this one does.
_LATER = """
import sqlite3
import sys
from pathlib import Path
from targetcli.store import schema as migrations
from targetcli.store.integrity import Inspection
from targetcli.store.store import open_store
def more(database):
    database.execute("ALTER TABLE figure ADD COLUMN quality TEXT NOT NULL DEFAULT ''")
    if "fail" in sys.argv:
        database.execute("INSERT INTO nowhere VALUES (1)")
migrations.STEPS = (*migrations.STEPS, migrations.Step("m9999_quality", more))
before = migrations.expected_schema()
memory = sqlite3.connect(":memory:")
memory.execute(before["figure"])
memory.execute("ALTER TABLE figure ADD COLUMN quality TEXT NOT NULL DEFAULT ''")
made = memory.execute("SELECT sql FROM sqlite_master WHERE name = 'figure'")
(after,) = made.fetchone()
memory.close()
migrations.expected_schema = lambda: {**before, "figure": after}
with open_store(Path(sys.argv[1]), 10, reread=lambda store: None) as store:
    look = Inspection(store)
    assert not [*look.check_pages(), *look.check_digests(), *look.check_references()]
    print(len(list(store.figures())), store.backup.name if store.backup else "-")
"""
_READ_ONLY_OPEN = """
import sys
from pathlib import Path
from targetcli.errors import StoreUnusable
from targetcli.store import schema as migrations
from targetcli.store.store import open_store
migrations.STEPS = (*migrations.STEPS, migrations.Step("m9999", lambda database: None))
try:
    open_store(Path(sys.argv[1]), 1, reread=lambda store: None)
except StoreUnusable as unusable:
    print(unusable.problem.value)
"""


def later(path: Path, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", _LATER, str(path), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def filled(run: Run, tmp_path: Path) -> Path:
    """A store with rows in it that were also changed."""
    assert run("record", "云溪区", "gdp", "5亿元", "--for", "2024").code == 0
    assert run("edit", "F1", "value=6").code == 0
    return tmp_path / "store.db"


def test_an_older_store_is_upgraded_and_kept_as_it_was(filled: Path) -> None:
    before = filled.read_bytes()
    out, err = later(filled).communicate()
    assert out.decode().split() == ["1", "store.db.bak-v4"], err.decode()
    kept = filled.with_name("store.db.bak-v4")
    assert kept.stat().st_mode & 0o777 == 0o600
    with open_store(kept, 1) as old:
        assert old.counts().figures == 1
    assert filled.read_bytes() != before
    with pytest.raises(StoreUnusable) as raised:
        open_store(filled, 1)
    assert raised.value.problem is StoreProblem.NEWER


def test_two_first_opens_upgrade_once(filled: Path) -> None:
    runs = [later(filled) for _ in range(4)]
    told = sorted(run.communicate()[0].decode().split()[1] for run in runs)
    assert told == ["-", "-", "-", "store.db.bak-v4"]
    assert names(filled.parent) == ["store.db", "store.db.bak-v4"]


def test_an_upgrade_that_fails_leaves_the_store_as_it_was(filled: Path) -> None:
    before = filled.read_bytes()
    failed = later(filled, "fail")
    failed.communicate()
    assert failed.returncode
    assert filled.read_bytes() == before
    assert names(filled.parent) == ["store.db"]


def test_an_older_store_that_cannot_be_written_is_refused(
    filled: Path, open_folder: Path, other_user: tuple[str, ...]
) -> None:
    store = Path(shutil.copy(filled, open_folder))
    store.chmod(0o444)
    told = subprocess.run(
        [*other_user, sys.executable, "-c", _READ_ONLY_OPEN, str(store)],
        capture_output=True,
        check=True,
    )
    assert told.stdout.decode().strip() == "older-read-only"


def test_a_store_with_two_names_is_read_but_not_written(filled: Path) -> None:
    os.link(filled, filled.with_name("other.db"))
    open_store(filled, 1).close()
    with pytest.raises(StoreUnusable) as raised:
        open_store(filled, 1, write=True)
    assert raised.value.detail == FailureReason(StoreDetail.NAMES, {"count": 2})


def test_the_second_name_of_a_killed_first_run_is_tidied(filled: Path) -> None:
    os.link(filled, filled.with_name(".store.db.0123456789ab"))
    open_store(filled, 1, write=True).close()
    assert names(filled.parent) == ["store.db"]


def test_through_a_link_the_journal_stands_by_the_real_file(
    filled: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    link = elsewhere / "link.db"
    link.symlink_to(filled)
    with (
        open_store(link, 1, write=True) as store,
        store.write_transaction("x", "t") as writing,
    ):
        writing.remove_figure(1)
        assert names(elsewhere) == ["link.db"]
        assert (tmp_path / "store.db-journal").exists()


@pytest.mark.parametrize(
    ("table", "column", "named"),
    [("figure", "note", "F1: its note"), ("region", "code", "region row 1: its code")],
)
def test_text_that_is_not_utf8_is_named(
    filled: Path, run: Run, table: str, column: str, named: str
) -> None:
    with closing(sqlite3.connect(filled)) as plain:
        plain.execute(f"UPDATE {table} SET {column} = CAST(x'd6d0' AS TEXT)")  # noqa: S608
        plain.commit()
    for command in (["figures"], ["log", "F1"], ["show", "F1"]):
        ran = run(*command)
        assert (ran.code, len(ran.err.splitlines())) == (5, 2), ran
        assert f"{named} is not UTF-8" in ran.err


def test_every_error_of_sqlite_is_one_that_can_be_told(tmp_path: Path) -> None:
    for name in [name for name in dir(sqlite3) if name.startswith("SQLITE_")]:
        error = sqlite3.OperationalError("it failed")
        error.sqlite_errorname = name
        with (
            pytest.raises((StoreUnusable, StoreBusy)),
            translate_errors(tmp_path / "store.db", 1),
        ):
            raise error


def test_a_reader_waits_for_a_writer_and_then_says_so(filled: Path) -> None:
    with closing(sqlite3.connect(filled, isolation_level=None)) as plain:
        plain.execute("BEGIN EXCLUSIVE")
        started = time.monotonic()
        with pytest.raises(StoreBusy):
            open_store(filled, 0.3)
        assert time.monotonic() - started > 0.25


def test_a_reader_sees_one_state_of_the_store(filled: Path) -> None:
    with open_store(filled, 1) as reading:
        before = reading.counts()
        with (
            pytest.raises(StoreBusy),
            open_store(filled, 0.1, write=True) as store,
            store.write_transaction("x", "t") as writing,
        ):
            writing.remove_figure(1)
        assert reading.counts() == before


def test_a_store_that_is_replaced_is_read_as_one_file(
    filled: Path, tmp_path: Path
) -> None:
    fuller, spare, over = (tmp_path / name for name in ("fuller", "spare", "over"))
    shutil.copyfile(filled, fuller)
    with (
        open_store(fuller, 1, write=True) as store,
        store.write_transaction("x", "t") as writing,
    ):
        for number in range(300):
            writing.save_region(Region(f"第{number}区", name_en="x" * 2000))
    shutil.copyfile(filled, spare)
    done = threading.Event()

    def replacing() -> None:
        for one in itertools.cycle((fuller, spare)):
            shutil.copyfile(one, over)
            over.replace(filled)
            if done.is_set():
                return

    seen = set()
    with ThreadPoolExecutor(1) as pool:
        replacer = pool.submit(replacing)
        try:
            for _ in range(150):
                with open_store(filled, 1) as store:
                    seen.add((len(store.regions()), store.counts().revisions))
        finally:
            done.set()
        replacer.result(60)
    assert seen == {(1, 2), (301, 3)}


def test_a_first_run_that_finds_no_folder_says_so(tmp_path: Path) -> None:
    with pytest.raises(StoreUnusable) as raised:
        create_store(tmp_path / "no" / "store.db", 1)
    assert raised.value.problem is StoreProblem.UNREACHABLE
