"""A store of an earlier version, which guessed, is read anew without its guesses.

`goldens/guessed_v2.sql` was written by that version: most of its metrics were only
named by `add` and `record`, and one was described by `metrics add`.
"""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from support.paths import CHECKOUT
from support.program import Run

GOLDENS = CHECKOUT / "tests" / "goldens"
CHECK = ("check", "integrity", "chain", "references", "units", "readable", "reimport")
_NEW = {
    "失业率": ("ratio", "known", "less", "known"),
    "停车位": (None, None, None, None),
    "贷款余额": ("stock", "known", None, None),
    "homes": (None, None, None, None),
    "债务率": ("ratio", "said", "less", "said"),
    "云溪大桥": ("event", "known", None, None),
    "受训教师": (None, None, None, None),
}


@pytest.fixture
def older(tmp_path: Path) -> Path:
    path = tmp_path / "store.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((GOLDENS / "guessed_v2.sql").read_text("utf-8"))
    return path


def rows(run: Run, *command: str) -> list[dict[str, Any]]:
    ran = run(*command, "--json")
    assert ran.code == 0, ran.err
    found: list[dict[str, Any]] = json.loads(ran.out)["rows"]
    return found


def outcomes(run: Run) -> dict[str, str]:
    found = rows(run, "compare")
    return {row["id"]: ": ".join((row["outcome"], *row["reasons"])) for row in found}


def meanings(run: Run) -> dict[str, tuple[Any, ...]]:
    keys = ("kind", "kind_from", "better", "better_from")
    return {
        row["name"]: tuple(row[key] for key in keys) for row in rows(run, "metrics")
    }


def test_a_dry_run_lists_what_is_unsaid_and_which_verdicts_change(
    older: Path, run: Run
) -> None:
    before = older.read_bytes()
    ran = run("upgrade", "--dry-run")
    assert ran.code == 0, ran.err
    lines = [line.strip() for line in ran.out.splitlines()]
    assert (
        "停车位: kind (taken for stock), better side (taken for more); if that is "
        "right: targets metrics edit 停车位 kind=stock better=more"
    ) in lines
    assert not any(line.startswith("债务率") for line in lines)
    assert "T1 云溪区 失业率 ≤ 4% by 2024-12-31: met → missed" in lines
    assert (
        "T2 云溪区 停车位 5,000个 by 2025-12-31: missed → undetermined: side, kind"
    ) in lines
    assert "T10 云溪区 事故 ≤ 0起 by 2024-12-31: met → missed" in lines
    assert (
        "F2 云溪区 停车位 = 1,200个 for 2025-03-31; if it is for Q1 2025: "
        "targets edit F2 start=2025-01-01"
    ) in lines
    assert (
        "wards; to count it with all other things: targets units edit wards "
        "dimension=count"
    ) in lines
    assert "nothing was changed" in ran.err
    assert older.read_bytes() == before
    assert sorted(path.name for path in older.parent.iterdir()) == ["store.db"]


def test_any_command_upgrades_and_says_so_in_two_lines(older: Path, run: Run) -> None:
    ran = run("list")
    assert ran.code == 0
    assert ran.err.splitlines() == [
        f"upgraded {older}; as it was, it is kept as {older}.bak-v2",
        (
            "nothing is guessed any more: 6 metrics no longer certain, 7 verdicts "
            "changed; settle it: targets settle"
        ),
    ]
    assert run("list").err == ""


@pytest.mark.usefixtures("older")
def test_what_was_said_stays_and_the_rest_is_known_or_unsaid(
    run: Run,
) -> None:
    assert run("upgrade").code == 0
    found = meanings(run)
    assert {name: found[name] for name in _NEW} == _NEW
    assert run(*CHECK).out == ""
    ran = run("upgrade")
    assert (ran.code, ran.out) == (0, "")
    assert "nothing to upgrade" in ran.err


@pytest.mark.usefixtures("older")
def test_relations_sides_and_units_are_those_of_the_words(
    run: Run,
) -> None:
    assert run("upgrade", "-q").code == 0
    found = {row["id"]: row for row in rows(run, "list")}
    asked = {
        number: (row["relation"], row["value"], row["unit"], row["side"])
        for number, row in found.items()
    }
    assert asked["T2"] == (None, "5000", "个", None)
    assert asked["T8"] == (None, "600", "人", None)
    assert asked["T9"] == ("~", "-2.5", "%", "less")
    assert asked["T11"] == (">=", "5", "亿元", None)
    assert {row["basis_from"] for row in found.values()} == {None}
    figures = {row["id"]: (row["start"], row["end"]) for row in rows(run, "figures")}
    assert figures["F2"] == ("2025-03-31", "2025-03-31")
    assert figures["F12"] == ("2024-01-01", "2024-12-31")


@pytest.mark.usefixtures("older")
def test_saying_what_was_guessed_brings_the_old_verdicts_back(
    run: Run,
) -> None:
    assert run("upgrade", "-q").code == 0
    assert outcomes(run)["T4"] == "undetermined: side: kind"
    assert run("metrics", "edit", "homes", "kind=stock", "better=more").code == 0
    assert outcomes(run)["T4"] == "missed"


@pytest.mark.usefixtures("older")
def test_an_upgrade_is_a_write_that_can_be_undone(run: Run) -> None:
    assert run("upgrade", "-q").code == 0
    after = outcomes(run)
    assert rows(run, "log")[-1]["command"] == "upgrade"
    assert run("undo", "-q").code == 0
    assert run(*CHECK).out == ""
    assert run("add", "云溪区", "停车位", "6000个", "--by", "2026").code == 0
    assert run("undo", "--to", "25", "-q").code == 0
    assert outcomes(run) == after


def test_an_upgraded_store_is_exported_and_imported_whole(
    older: Path, run: Run, tmp_path: Path
) -> None:
    assert run("upgrade", "-q").code == 0
    assert run("export", "all", "-o", "out", "-q").code == 0
    assert run("--db", "copy.db", "import", "out", "-q").code == 0
    dumps = []
    for path in (older, tmp_path / "copy.db"):
        with closing(sqlite3.connect(path)) as connection:
            dumps.append(list(connection.iterdump()))
    assert dumps[0] == dumps[1]


@pytest.mark.usefixtures("older")
def test_a_past_of_an_earlier_version_is_put_back_and_read_anew(
    run: Run,
) -> None:
    assert run("upgrade", "-q").code == 0
    upgraded = outcomes(run), meanings(run)
    export = str(GOLDENS / "guessed_v2_export")
    ran = run("--db", "copy.db", "import", export)
    assert ran.code == 0, ran.err
    assert "6 metrics no longer certain, 7 verdicts changed" in ran.err

    def run_copy(*arguments: str) -> Any:  # noqa: ANN401 - as `run` does
        return run("--db", "copy.db", *arguments)

    assert (outcomes(run_copy), meanings(run_copy)) == upgraded
    assert run_copy(*CHECK).out == ""


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """Return the files of an earlier export without its past."""
    folder = tmp_path / "files"
    shutil.copytree(GOLDENS / "guessed_v2_export", folder)
    for name in ("log.csv", "history.csv"):
        (folder / name).unlink()
    return [str(folder)]


def test_an_earlier_export_says_of_nothing_who_said_it(
    files: list[str], run: Run
) -> None:
    ran = run("import", *files)
    assert ran.code == 0, ran.err
    assert "--trust-kinds" in ran.err
    found = meanings(run)
    assert found["债务率"] == ("ratio", "known", None, None)
    assert found["停车位"] == (None, None, None, None)
    assert found["云溪大桥"][:2] == ("event", "known")
    judged = outcomes(run)
    assert judged["T1"] == "missed"
    assert judged["T2"] == "undetermined: side: kind"
    assert judged["T5"] == "not-comparable: unit"
    assert run(*CHECK).out == ""
    again = run("import", *files)
    assert all(", " in line for line in again.err.splitlines() if " added" in line)
    assert outcomes(run) == judged


def test_an_earlier_export_may_be_trusted(files: list[str], run: Run) -> None:
    ran = run("import", "--trust-kinds", *files)
    assert ran.code == 0, ran.err
    assert "--trust-kinds" not in ran.err
    assert meanings(run)["停车位"] == ("stock", "said", "more", "said")
    assert outcomes(run)["T2"] == "missed"


def test_a_past_of_an_earlier_version_may_be_trusted_too(run: Run) -> None:
    ran = run("import", "--trust-kinds", str(GOLDENS / "guessed_v2_export"))
    assert ran.code == 0, ran.err
    assert meanings(run)["停车位"] == ("stock", "said", "more", "said")
    assert run(*CHECK).out == ""


def test_a_file_of_ones_own_says_what_it_holds(tmp_path: Path, run: Run) -> None:
    file = tmp_path / "metrics.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerows([("name", "kind", "better"), ("绿道里程", "stock", "more")])
    assert run("import", str(file)).code == 0
    assert meanings(run)["绿道里程"] == ("stock", "said", "more", "said")


def test_the_packaged_data_says_its_kinds_and_bases(run: Run) -> None:
    assert run("init", "--with-seeds").code == 0
    assert {kind_from for _, kind_from, _, _ in meanings(run).values()} == {"said"}
    assert {row["basis_from"] for row in rows(run, "list")} == {"said"}


@pytest.mark.parametrize(
    ("name_en", "aliases", "non_negative", "origin"),
    [
        ("", "", "", None),
        ("greenways", "", "", "said"),
        ("", "绿道|慢行道", "", "said"),
        ("", "", "yes", "said"),
    ],
)
def test_an_imported_metric_is_said_where_a_file_described_it(
    older: Path, run: Run, name_en: str, aliases: str, non_negative: str, origin: str
) -> None:
    row = (name_en, "stock", "more", non_negative, "公里", aliases)
    with closing(sqlite3.connect(older)) as connection, connection:
        connection.execute(
            "INSERT INTO revision SELECT 25, time, 'import', 1, digest FROM revision "
            "WHERE sequence = 24"
        )
        connection.execute(
            "INSERT INTO metric VALUES (99, '慢行系统', ?, ?, ?, ?, ?, ?, 25, '')", row
        )
    assert run("upgrade", "-q").code == 0
    _, kind_from, _, better_from = meanings(run)["慢行系统"]
    assert (kind_from, better_from) == (origin, origin)
