"""A past among files is put back whole, and only where there is none yet."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from support.program import Command, Run, WarmProgram, isolated_environment


@pytest.fixture(scope="module")
def exported_store(
    tmp_path_factory: pytest.TempPathFactory, warm_program: WarmProgram | None
) -> Path:
    """A folder with a store that has a past, and the whole of it as files."""
    folder = tmp_path_factory.mktemp("exported")
    environment = isolated_environment(folder)
    add = ("add", "云溪区", "绿道", "60公里", "--by", "2025")
    for command in (
        (*add, "--note", "甲\n乙", "--source", "https://example.org/plan"),
        ("record", "云溪区", "绿道", "41公里", "--for", "2023"),
        ("edit", "F1", "value=14"),
        ("record", "云溪区", "绿道", "45公里", "--for", "2024"),
        ("remove", "F2"),
        ("undo", "3"),
        ("regions", "alias", "云溪区", "云溪"),
        ("metrics", "alias", "绿道", "步道"),
        ("export", "all", "-o", "out"),
    ):
        ran = Command(command, folder, environment).run(60, warm_program)
        assert ran.code == 0
    return folder


@pytest.fixture
def export_folder(exported_store: Path, tmp_path: Path) -> Path:
    """Put the store in place, and return the folder with its files."""
    shutil.copytree(exported_store, tmp_path, dirs_exist_ok=True)
    return tmp_path / "out"


def dump_store(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


@pytest.mark.usefixtures("export_folder")
@pytest.mark.parametrize("before", [(), ("init",)], ids=["none", "empty"])
def test_a_folder_brings_a_store_back_as_it_was(
    run: Run, tmp_path: Path, before: tuple[str, ...]
) -> None:
    for verb in before:
        assert run("--db", "copy.db", verb).code == 0
    tried = run("--db", "copy.db", "import", "out", "--dry-run")
    assert "8 writes would be put back" in tried.err
    ran = run("--db", "copy.db", "import", "out")
    assert ran.code == 0, ran.err
    assert "out/history.csv, out/log.csv: 8 writes put back" in ran.err
    assert dump_store(tmp_path / "copy.db") == dump_store(tmp_path / "store.db")
    for command in (("log", "F1"), ("log",), ("compare", "--json")):
        assert run("--db", "copy.db", *command).out == run(*command).out
    assert run("--db", "copy.db", "check", "integrity", "chain").code == 0
    assert run("--db", "copy.db", "undo").code == 0


@pytest.mark.usefixtures("export_folder")
def test_a_store_with_a_past_of_its_own_keeps_it(run: Run, tmp_path: Path) -> None:
    before = dump_store(tmp_path / "store.db")
    ran = run("import", "out")
    assert ran.code == 0
    assert "not taken in: the store has a past of its own" in ran.err
    assert dump_store(tmp_path / "store.db") == before


@pytest.mark.parametrize(
    ("file", "old", "new", "why"),
    [
        ("history.csv", '""14""', '""15""', "history.csv: F1 is not"),
        (
            "history.csv",
            '""value"":""41""',
            '""value"":""42""',
            "history.csv: F1 is not",
        ),
        ("history.csv", '""value"":', '""cost"":', "F1 has a cost"),
        ("history.csv", '"{""', '"[""', "that is no row"),
        ("history.csv", ",figure,", ",sqlite_master,", "of a table sqlite_master"),
        ("history.csv", ",figure,1,", ",figure,one,", "cannot read “one” as a row"),
        ("history.csv", ",figure,2,", ",figure,2,9,", "cells under 7 columns"),
        ("log.csv", ",edit,", ",import,", "write 3 is not as it was written"),
        ("log.csv", "\n2,", "\n9,", "refers to a revision: it is not there"),
        ("targets.csv", ",60,", ",61,", "a row of it is not in the history"),
        ("figures.csv", ",41,", ",14,", "a row of it is not in the history"),
        ("regions.csv", "云溪区", "云溪县", "it already names 云溪区"),
        ("sources.csv", "\nS1,", "\n\n#S1,", "a row of it is not in the history"),
        ("regions.csv", ",云溪,", ",,", "a row of it is not in the history"),
        ("metrics.csv", "步道", "", "it is stored as “步道”"),
        ("history.csv", '""41""', '""\\ud800""', "surrogates not allowed"),
    ],
    ids=lambda value: str(value)[:24],
)
def test_what_was_changed_on_the_way_is_refused(
    export_folder: Path,
    run: Run,
    tmp_path: Path,
    file: str,
    old: str,
    new: str,
    why: str,
) -> None:
    path = export_folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    ran = run("--db", "copy.db", "import", "out")
    assert (ran.code, why in ran.err) == (4, True), ran.err
    assert "Traceback" not in ran.err
    assert not (tmp_path / "copy.db").exists()


@pytest.mark.parametrize("gone", ["figures", "targets", "regions"])
def test_a_file_that_is_missing_is_missed(
    export_folder: Path, run: Run, tmp_path: Path, gone: str
) -> None:
    (export_folder / f"{gone}.csv").unlink()
    ran = run("--db", "copy.db", "import", "out")
    assert ran.code == 4
    table = gone.removesuffix("s")
    assert f"history.csv: no file beside it has a {table} that it holds" in ran.err
    assert not (tmp_path / "copy.db").exists()


def test_a_row_twice_does_not_stand_for_another(
    export_folder: Path, run: Run, tmp_path: Path
) -> None:
    assert run("record", "云溪区", "绿道", "52公里", "--for", "2025").code == 0
    assert run("export", "all", "-o", "out", "--force").code == 0
    head, first, _ = (export_folder / "figures.csv").read_text().splitlines()
    (export_folder / "figures.csv").write_text(f"{head}\n{first}\n{first}\n")
    ran = run("--db", "copy.db", "import", "out")
    assert ran.code == 4
    assert "figures.csv: it has 1 rows, the history 2" in ran.err
    assert not (tmp_path / "copy.db").exists()


def test_a_history_without_its_log_is_left_aside(export_folder: Path, run: Run) -> None:
    (export_folder / "log.csv").unlink()
    ran = run("--db", "copy.db", "import", "out")
    assert ran.code == 0
    assert "not taken in: a past is one log and one history" in ran.err
    assert "figures.csv: 1 added" in ran.err


def test_a_row_that_is_missing_from_a_file_is_missed(
    export_folder: Path, run: Run, tmp_path: Path
) -> None:
    lines = (export_folder / "figures.csv").read_text(encoding="utf-8").splitlines()
    (export_folder / "figures.csv").write_text("\n".join(lines[:-1]) + "\n")
    ran = run("--db", "copy.db", "import", "out")
    assert ran.code == 4
    assert "figures.csv: it has 0 rows, the history 1" in ran.err
    assert "leave log and history out" in ran.err
    assert not (tmp_path / "copy.db").exists()
    for name in ("log.csv", "history.csv"):
        (export_folder / name).unlink()
    assert run("--db", "copy.db", "import", "out").code == 0


def test_a_long_row_survives(run: Run, tmp_path: Path) -> None:
    long = "言" * 60_000
    head = "region,metric,value,unit,end,note,locator,as_written\n"
    row = f"云溪区,绿道,5,公里,2023,{long},{long},{long}\n"
    assert run("import", "-", stdin=head + row).code == 0
    assert run("export", "all", "-o", "out").code == 0
    ran = run("--db", "copy.db", "import", "out")
    assert ran.code == 0, ran.err
    assert dump_store(tmp_path / "copy.db") == dump_store(tmp_path / "store.db")
