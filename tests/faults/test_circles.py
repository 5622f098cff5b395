"""Regions that would lie in each other in a circle: refused, found, and no trap."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from support.stage import LONG, Stage

HEAD = "name,parent\n"
ROWS = {
    "three in the order of the circle": ("a,b", "b,c", "c,a"),
    "three against the order": ("c,a", "b,c", "a,b"),
    "two": ("a,b", "b,a"),
    "by other names": ("云溪区,安澜市", "安澜市,雲溪區"),
    "names first": ("a,", "b,a", "a,b"),
}


@pytest.fixture
def office(stage: Stage) -> Stage:
    stage.run_checked("init")
    return stage


def write(stage: Stage, *rows: str) -> None:
    lines = HEAD + "".join(f"{row}\n" for row in rows)
    (stage.folder / "r.csv").write_text(lines, encoding="utf-8")


@pytest.mark.parametrize("rows", ROWS)
def test_an_import_refuses_the_row_that_closes_it(office: Stage, rows: str) -> None:
    write(office, *ROWS[rows])
    told = office.run_checked("import", "r.csv", exits=4).err
    assert f"r.csv line {len(ROWS[rows]) + 1}:" in told
    assert office.run_checked("regions").out == ""


def test_so_does_an_import_into_what_is_stored(office: Stage) -> None:
    write(office, "a,b", "b,c")
    office.run_checked("import", "r.csv")
    write(office, "c,a")
    told = office.run_checked("import", "r.csv", exits=4).err
    assert "c is to lie in a, but a lies in c" in told
    office.run_checked("import", "r.csv", "--skip-bad", "-o", "bad.csv", exits=3)
    office.run_checked("check", "--strict")


def test_so_do_the_commands(office: Stage) -> None:
    office.run_checked("regions", "add", "a", "--parent", "b")
    office.run_checked("regions", "add", "b", "--parent", "c")
    for command in (
        ("regions", "add", "c", "--parent", "a"),
        ("regions", "edit", "c", "parent=a"),
        ("regions", "edit", "c", "parent=b"),
        ("regions", "merge", "c", "a", "--yes"),
        ("regions", "merge", "a", "c", "--yes"),
    ):
        told = office.run_checked(*command, exits=2).err
        assert "lies in" in told


def test_undo_closes_none(office: Stage) -> None:
    office.run_checked("regions", "add", "a", "--parent", "b")
    office.run_checked("regions", "edit", "a", "parent=")
    office.run_checked("regions", "edit", "b", "parent=a")
    told = office.run_checked("undo", "2", exits=2).err
    assert "would make b lie in itself, through a" in told
    office.run_checked("undo")
    office.run_checked("undo", "2")
    office.run_checked("check", "--strict")


def test_one_that_is_stored_is_named_and_ends_no_command(office: Stage) -> None:
    office.run_checked("add", "甲 county", "m", "5亿元", "--by", "2030", "--owner", "x")
    for name in ("b", "c", "d"):
        office.run_checked("regions", "add", name)
    with closing(sqlite3.connect(office.store)) as connection:
        connection.execute("UPDATE region SET parent = 'b' WHERE id = 1")
        connection.execute("UPDATE region SET parent = 'c' WHERE name = 'b'")
        connection.execute("UPDATE region SET parent = '甲 county' WHERE name = 'c'")
        connection.execute("UPDATE region SET parent = 'd' WHERE name = 'd'")
        connection.commit()
    told = office.run_checked("check", "references", exits=3).out
    assert "region 甲 county" in told
    assert "lies in itself, through b, c" in told
    assert 'targets regions edit "甲 county" parent=' in told
    assert "region d\tlies in itself, through d" in told
    for command in (
        *(("list",), ("regions",), ("compare",), ("report",), ("show", "T1")),
        *(("list", "--region", "b", "--with-parts"), ("export", "all"), ("settle",)),
        *(("regions", "edit", "b", "name_en=B"), ("undo", "-n"), ("due",)),
        ("regions", "merge", "c", "d", "--dry-run"),
    ):
        office.run_checked(*command, exits=(0, 2))
    for name in ("甲 county", "d"):
        office.run_checked("regions", "edit", name, "parent=")
    office.run_checked("check", "references")


def test_a_deep_nest_is_no_circle(office: Stage) -> None:
    count = 3000 if LONG else 1200  # deeper than calls may be in calls
    nests = [f"r{n},r{n + 1}" for n in range(count)]
    write(office, *nests, "z,r0")
    office.run_checked("import", "r.csv", seconds=30)
    write(office, *reversed(nests))
    office.run_checked("import", "r.csv", seconds=30)
    office.run_checked("check", "references")
    write(office, f"r{count},z")
    office.run_checked("import", "r.csv", exits=4)
