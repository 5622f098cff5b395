"""Paths that no system takes, and files that cannot be read: refused by their name."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from support.program import PROGRAM
from support.stage import Stage, choose, json_rows

# Long names and paths, a loop, and paths through a loop and through a file.
PATHS = (
    *("a" * 300, "a" * 5000, "a/" * 2500, "/x" * 2500 + ".json", "甲" * 3000),
    *("loop", "loop/x", "f.csv/x"),
)
# Where a path goes, and what a command ends with that cannot use it.
PLACES: dict[tuple[str, ...], tuple[int, ...]] = {
    ("--db", "@", "list"): (5,),
    ("add", "r", "m", "5亿元", "--by", "2030", "--db", "@"): (5,),
    ("import", "f.csv", "--db", "@"): (4, 5),
    ("backup", "-o", "b.db", "--db", "@"): (5,),
    ("upgrade", "--db", "@"): (5,),
    ("where", "--db", "@"): (0, 5),
    ("list", "-o", "@", "-O", "csv"): (5,),
    ("report", "-o", "@", "-O", "html"): (5,),
    ("export", "all", "-o", "@"): (5,),
    ("export", "all", "-O", "datapackage", "-o", "@"): (5,),
    ("export", "all", "--force", "-o", "@"): (5,),
    ("report", "-O", "json", "-o", "@"): (4, 5),
    ("report", "-O", "html", "--last", "@", "-o", "@"): (2, 4, 5),
    ("backup", "-o", "@"): (5,),
    ("backup", "--force", "-o", "@"): (5,),
    ("settle", "-o", "@", "-O", "csv"): (5,),
    ("report", "--last", "@"): (4, 5),
    ("import", "@"): (2, 4),
    ("import", "f.csv", "@"): (2, 4),
    ("import", "f.csv", "--skip-bad", "-o", "@"): (5,),
    ("import", "f.csv", "--skip-bad", "--force", "-o", "@"): (5,),
    ("settle", "@"): (2, 4),
    ("compare", "--profile", "@"): (2,),
    ("compare", "--region", "@"): (0,),
    ("compare", "--plan", "@"): (0, 2),
    ("list", "--source", "@"): (0,),
    ("list", "--fields", "@"): (2,),
    ("show", "@"): (2,),
    ("log", "@"): (2,),
    ("check", "@"): (2,),
    ("export", "@"): (2,),
    ("@",): (2,),
}


@pytest.fixture
def crowded(stage: Stage) -> Stage:
    stage.seed()
    (stage.folder / "loop").symlink_to("loop")
    row = "region,metric,value,unit,period\nr,m,5,亿元,2024\nr,m,many,亿元,2023\n"
    (stage.folder / "f.csv").write_text(row, encoding="utf-8")
    return stage


@pytest.mark.parametrize("place", PLACES, ids=" ".join)
def test_a_path_that_no_system_takes_is_refused(
    crowded: Stage, place: tuple[str, ...]
) -> None:
    for path in choose(PATHS, [*PLACES].index(place), 2):
        arguments = (path if word == "@" else word for word in place)
        told = crowded.run_checked(*arguments, exits=PLACES[place]).err
        assert "this is a fault of targets" not in told
        assert len(told) < 3000, place


_OF_THE_USER = ("HOME", "XDG_DATA_HOME")
_VARIABLES = ("TARGETS_DB", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "HOME", "TMPDIR")
_COMMANDS = (
    ("list",),
    ("import", "-n", "f.csv"),
    ("compare", "--profile", "none"),
    ("record", "r", "m", "5亿元", "--for", "2024", "-n"),
)


@pytest.mark.parametrize("variable", _VARIABLES)
def test_so_is_one_of_the_environment(crowded: Stage, variable: str) -> None:
    store = {"TARGETS_DB": "" if variable in _OF_THE_USER else "store.db"}
    for number, path in enumerate(PATHS, _VARIABLES.index(variable)):
        for command in choose(_COMMANDS, number, 1):
            crowded.environment |= store | {variable: f"/{path}"}
            crowded.run_checked(*command, exits=(0, 2, 4, 5), alone=False)


def test_an_input_that_cannot_be_read_is_named(crowded: Stage) -> None:
    unreadable = "/proc/self/mem"
    if not Path(unreadable).exists():
        pytest.skip("there is no /proc/self/mem here")
    for arguments, code, name in (
        (("import", unreadable), 4, "mem"),
        (("settle", unreadable), 4, unreadable),
        (("report", "--last", unreadable), 4, unreadable),
        (("compare", "--profile", unreadable), 2, "profile"),
        (("list", "--db", unreadable), 5, unreadable),
    ):
        told = crowded.run_checked(*arguments, exits=code).err
        assert name in told
        assert "standard output" not in told


def test_so_is_a_standard_input(crowded: Stage) -> None:
    line = 'exec "$@" 0> only-to-be-written'
    done = subprocess.run(
        ["/bin/sh", "-c", line, "sh", *PROGRAM, "import", "-"],
        capture_output=True,
        cwd=crowded.folder,
        env=crowded.environment,
        check=False,
    )
    assert done.returncode == 4
    assert done.stderr.decode().startswith("targets: -: Bad file descriptor")


def test_what_is_stored_though_its_id_cannot_be_printed_is_told(stage: Stage) -> None:
    """As docs/reliability.md and docs/exit-codes.md have it."""
    stage.run_checked("init")
    words = ("record", "r", "m", "7亿元", "--for", "2020", "--kind", "flow", "-q")
    for output in (">&-", ">/dev/full"):
        done = subprocess.run(
            ["/bin/sh", "-c", f'"$@" {output}', "sh", *PROGRAM, *words],
            capture_output=True,
            env=stage.environment,
            check=False,
        )
        assert done.returncode == 5
        assert "hint: it is stored all the same, as F1" in done.stderr.decode()
    assert len(json_rows(stage.run_checked("figures", "--json"))) == 1
