"""What surrounds a run, tried with the real program."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from support.program import PROGRAM, ProgramResult, Run
from targetcli.session.formats import Format
from targetcli.session.options import OutputOptions


def on_terminal(environment: dict[str, str], *arguments: str) -> str:
    """Run the program on a real terminal and return what it shows."""
    ours, theirs = pty.openpty()
    done = subprocess.Popen(
        [*PROGRAM, *arguments], stdout=theirs, env=environment, close_fds=True
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:
            break
        shown += piece
    os.close(ours)
    assert done.wait(60) == 0
    return shown.decode()


def test_a_terminal_gets_a_table_and_a_pipe_gets_lines(
    seeded_run: Run, environment: dict[str, str]
) -> None:
    environment["COLUMNS"] = "100"
    shown = on_terminal(environment, "misses", "--as-of", "2026-03-31")
    assert "─" in shown
    assert "\x1b[1;31mmissed" in shown
    assert "\t" in seeded_run("misses", "--as-of", "2026-03-31").out


@pytest.mark.parametrize(
    ("variables", "colored"),
    [
        ({"NO_COLOR": "1"}, False),
        ({"NO_COLOR": ""}, True),
        ({"TERM": "dumb"}, False),
        ({"FORCE_COLOR": "0"}, False),
        ({}, True),
    ],
    ids=["no-color", "empty", "dumb", "force-0", "terminal"],
)
def test_colour_is_asked_for_or_not(
    seeded_run: Run,
    environment: dict[str, str],
    variables: dict[str, str],
    colored: bool,  # noqa: FBT001
) -> None:
    assert seeded_run("where").code == 0
    environment |= {"COLUMNS": "100", **variables}
    shown = on_terminal(environment, "misses", "--as-of", "2026-03-31")
    assert ("\x1b[" in shown) is colored


def test_a_verdict_spelled_out_has_its_colour_and_a_file_has_none(
    seeded_run: Run, environment: dict[str, str], tmp_path: Path
) -> None:
    assert seeded_run("where").code == 0
    told = ("show", "T21", "--as-of", "2026-03-31")
    shown = on_terminal(environment, *told)
    assert "\x1b[1;31mAs of 2026-03-31 (profile plain 1): missed\x1b[0m" in shown
    assert "\x1b" not in seeded_run(*told).out
    on_terminal({**environment, "FORCE_COLOR": "1"}, *told, "-o", f"{tmp_path}/a.txt")
    table = ("misses", "--as-of", "2026-03-31", "-O", "table")
    on_terminal(environment, *table, "-o", f"{tmp_path}/b.txt")
    for name in ("a.txt", "b.txt"):
        assert "\x1b" not in (tmp_path / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("columns", ["0", "1", "5", "abc", "-5", "10000"])
def test_no_width_cuts_a_figure(seeded_run: Run, columns: str) -> None:
    ran = seeded_run("misses", "--as-of", "2026-03-31", "-O", "table", COLUMNS=columns)
    assert "606.83亿元" in ran.out


@pytest.mark.parametrize(
    "variables",
    [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}, {"PYTHONUTF8": "0"}],
    ids=["c", "ascii", "no-utf8"],
)
def test_an_odd_locale_never_breaks_an_answer(
    seeded_run: Run, variables: dict[str, str]
) -> None:
    ran = seeded_run("compare", "--json", **variables)
    assert json.loads(ran.out)["rows"][0]["region"] == "武进区"
    assert seeded_run("list", **variables).code == 0
    nothing = seeded_run("list", "--region", "无此地", **variables)
    assert (nothing.code, nothing.out) == (0, "")
    assert "no region is called" in nothing.err


def test_a_reader_that_leaves_early_is_no_failure_of_ours(
    seeded_run: Run, environment: dict[str, str]
) -> None:
    assert seeded_run("list").code == 0
    reading = subprocess.Popen(
        [*PROGRAM, "compare", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    )
    assert reading.stdout is not None
    assert reading.stderr is not None
    reading.stdout.read(1)
    reading.stdout.close()
    said = reading.stderr.read()
    reading.stderr.close()
    assert (reading.wait(60), said) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_full_output_is_never_success(
    seeded_run: Run, environment: dict[str, str]
) -> None:
    assert seeded_run("list").code == 0
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*PROGRAM, "list"],
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment,
            check=False,
        )
    assert done.returncode == 5
    assert done.stderr.startswith(b"targets: cannot write the standard output")


def test_a_closed_output_is_never_success(
    seeded_run: Run, environment: dict[str, str]
) -> None:
    assert seeded_run("list").code == 0
    command = f"exec {' '.join(PROGRAM)} list >&-"
    done = subprocess.run(
        ["/bin/sh", "-c", command], capture_output=True, env=environment, check=False
    )
    assert done.returncode == 5
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    "text",
    ["\x1b]52;c;aa\a[/x]", "[bold]云溪[/]", "a\u202egnp", "=1+1", "x\u200by"],
    ids=["escape", "markup", "direction", "formula", "zero-width"],
)
def test_hostile_text_is_text_in_every_answer(run: Run, text: str) -> None:
    ran = run("add", "云溪区", "绿道", "5公里", "--by", "2025", "--note", text)
    assert ran.code == 0, ran.err
    for style in ("plain", "table", "csv", "json"):
        fields = "id,note"
        told = run("list", "--fields", fields, "-O", style)
        assert told.code == 0
        if style != "csv":
            assert not set(told.out) & set("\x1b\a\u202e\u200b")
    assert json.loads(run("list", "--json").out)["rows"][0]["note"] == text
    exported = run("export", "targets").out
    again = run("--db", "copy.db", "import", "-", stdin=exported)
    assert again.code == 0, again.err
    copied = run("--db", "copy.db", "list", "--json").out
    assert json.loads(copied)["rows"][0]["note"] == text


def test_a_hidden_character_in_a_name_is_refused_and_shown(run: Run) -> None:
    ran = run("add", "云\u202e溪区", "绿道", "5公里", "--by", "2025")
    assert ran.code == 2
    assert "U+202E" in ran.err
    assert "\u202e" not in ran.err


def test_the_store_is_found_where_the_user_keeps_data(run: Run, tmp_path: Path) -> None:
    kept = tmp_path / "data"
    ran = run("init", TARGETS_DB="", XDG_DATA_HOME=str(kept))
    assert ran.code == 0, ran.err
    assert (kept / "targets" / "targets.db").is_file()


def test_where_says_what_is_in_use(seeded_run: Run, tmp_path: Path) -> None:
    rows = json.loads(seeded_run("where", "--json").out)["rows"]
    assert rows[0]["path"] == str(tmp_path / "store.db")
    assert rows[0]["state"].endswith("targets, 132 figures, 26 sources") or (
        "132 figures" in rows[0]["state"]
    )
    assert rows[1]["state"] == "there"
    assert (
        json.loads(seeded_run("where", "--json", TARGETS_DB="no.db").out)["rows"][0][
            "state"
        ]
        == "missing"
    )


def test_the_store_is_never_an_output(seeded_run: Run, tmp_path: Path) -> None:
    before = (tmp_path / "store.db").read_bytes()
    ran = seeded_run("export", "-o", "store.db", "--force")
    assert ran.code == 2
    assert (tmp_path / "store.db").read_bytes() == before
    assert seeded_run("import", "store.db").code == 2


def test_a_busy_store_is_waited_for_and_then_said_so(
    seeded_run: Run, tmp_path: Path
) -> None:
    script = (
        "import sqlite3, sys, time;"
        "c = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "c.execute('BEGIN IMMEDIATE'); print('held', flush=True); time.sleep(60)"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path / "store.db")],
        stdout=subprocess.PIPE,
    )
    assert holder.stdout is not None
    holder.stdout.readline()
    try:
        ran: ProgramResult = seeded_run(
            "add", "云溪区", "绿道", "5公里", "--by", "2025", "--wait", "0.2"
        )
    finally:
        holder.terminate()
        holder.wait(60)
        holder.stdout.close()
    assert ran.code == 6
    assert "--wait" in ran.err


def test_eight_writers_at_once_lose_nothing(
    run: Run, environment: dict[str, str], tmp_path: Path
) -> None:
    writers = [
        subprocess.Popen(
            [*PROGRAM, "record", "云溪区", "绿道", f"{number}公里", "--for", "2023"],
            env=environment,
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        for number in range(1, 9)
    ]
    names = set()
    for writer in writers:
        assert writer.stdout is not None
        names.add(writer.stdout.read().decode().strip())
        writer.stdout.close()
        assert writer.wait(60) == 0
    assert names == {f"F{number}" for number in range(1, 9)}
    assert len(json.loads(run("figures", "--json").out)["rows"]) == 8


@pytest.mark.parametrize(
    ("output", "output_format"),
    [
        (OutputOptions(), None),
        (OutputOptions(path=Path("a.csv")), Format.CSV),
        (OutputOptions(path=Path("a.txt"), format=Format.JSON), Format.JSON),
        (OutputOptions(path=Path("a.JSON")), Format.JSON),
        (OutputOptions(path=Path("a.csv"), as_json=True), Format.JSON),
    ],
    ids=["unsaid", "suffix", "flag-wins", "case", "json-wins"],
)
def test_the_format_is_the_flag_else_the_suffix(
    output: OutputOptions, output_format: Format
) -> None:
    assert output.chosen_format is output_format


def test_a_fault_of_ours_is_one_line(run: Run) -> None:
    ran = run("list", TARGETS_NOW="2026-03-31", TARGETS_DB="x" * 5000)
    assert "Traceback" not in ran.err
    assert ran.code in (1, 5)
