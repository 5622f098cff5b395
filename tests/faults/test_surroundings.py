"""Terminals, variables, encodings and outputs, as they are found."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from support.program import PROGRAM
from support.stage import LONG, Stage, json_rows, repetitions
from support.terminal import run_many, run_many_on_terminal, strip_colors

AS_OF = ("--as-of", "2026-03-31")
PLACE = ("--region", "武进区", "--metric", "地区生产总值", "--metric", "新增学位数")
TABLES = (
    ["list", *PLACE],
    ["figures", *PLACE],
    ["compare", *AS_OF, *PLACE],
    ["misses", *AS_OF, "--include", "any", *PLACE],
    ["due", *AS_OF, "--within", "9y", "--region", "武进区"],
    ["metrics"],
)


# These may be broken, and so may a number in one.
NAMES = ("subject", "name", "name_en", "plan", "owner")
PEOPLE = ("--lang", "en")


def figures_in(plain: str) -> set[str]:
    """Return every word with a digit, but those of a name that may be broken."""
    head, *rows = (line.split("\t") for line in plain.splitlines())
    named = {place for place, key in enumerate(head) if key in NAMES}
    cells = (cell for row in rows for n, cell in enumerate(row) if n not in named)
    words = {word for cell in cells for word in cell.split(" ")}
    return {word for word in words if any(map(str.isdigit, word))}


def test_every_figure_is_whole_at_every_width(stage: Stage) -> None:
    stage.seed()
    plain = run_many(stage, *(({}, [*table, *PEOPLE]) for table in TABLES))
    needed = [figures_in(answer.out.decode()) for answer in plain]
    assert sum(map(len, needed)) > 100
    widths = range(1, 201, 1 if LONG else 5)
    lines = [({"COLUMNS": str(w)}, [*TABLES[w % len(TABLES)], *PEOPLE]) for w in widths]
    shown = run_many_on_terminal(stage, *lines, TERM="xterm-256color")
    assert len(shown) == len(widths)
    for width, answer in zip(widths, shown, strict=True):
        told = strip_colors(answer.out.decode())
        missing = {word for word in needed[width % len(TABLES)] if word not in told}
        assert missing == set(), (width, TABLES[width % len(TABLES)][0])
        if "──" in told:
            assert max(map(cells, told.splitlines())) <= width


def cells(line: str) -> int:
    wide = (unicodedata.east_asian_width(sign) in "WF" for sign in line)
    return len(line) + sum(wide)


WIDTHS = ("", "0", "1", "5", "abc", "-5", "10000", "9" * 400)


def test_odd_variables_of_a_terminal_cut_nothing(stage: Stage) -> None:
    stage.run_checked("init")
    stage.run_checked("add", "云溪区", "绿道", "12345678901.25公里", "--by", "2025")
    terminals = [
        {"COLUMNS": columns, "TERM": term}
        for columns in WIDTHS
        for term in ("dumb", "", "xterm")
    ]
    table = ["compare", "-O", "table"]
    shown = (
        *run_many_on_terminal(
            stage, *((variables, ["compare"]) for variables in terminals)
        ),
        *run_many(stage, *((variables, table) for variables in terminals)),
    )
    for variables, answer in zip(terminals * 2, shown, strict=True):
        assert "12,345,678,901.25公里" in answer.out.decode(), variables
        assert "…" not in answer.out.decode(), variables


STYLES = ("table", "plain", "json")
COLORS = [
    ({}, "auto", True, False),
    ({"NO_COLOR": "1"}, "auto", False, False),
    ({"NO_COLOR": ""}, "auto", True, False),
    ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, "auto", False, False),
    ({"NO_COLOR": "1"}, "always", True, True),
    ({"FORCE_COLOR": "1"}, "auto", True, True),
    ({"FORCE_COLOR": "0"}, "auto", False, False),
    ({"FORCE_COLOR": "0"}, "always", True, True),
    ({"FORCE_COLOR": "1"}, "never", False, False),
    ({"CLICOLOR_FORCE": "1"}, "auto", True, True),
    ({"CLICOLOR_FORCE": "0"}, "auto", False, False),
    ({"TERM": "dumb"}, "auto", False, False),
    ({"TERM": "dumb", "FORCE_COLOR": "1"}, "auto", True, True),
]


def test_colour_is_as_asked_for_and_never_in_what_machines_read(stage: Stage) -> None:
    stage.seed()
    names = ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE")
    unset = {**dict.fromkeys(names, ""), "TERM": "xterm"}
    told = ["misses", *AS_OF, "--region", "常州经开区"]
    lines = [
        ({**unset, **variables}, [*told, "-O", style, "--color", choice])
        for variables, choice, _, _ in COLORS
        for style in STYLES
    ]
    at_terminal = iter(run_many_on_terminal(stage, *lines))
    in_pipe = iter(run_many(stage, *lines))
    for variables, choice, on_tty, piped in COLORS:
        for style in STYLES:
            seen = b"\x1b[" in next(at_terminal).out, b"\x1b[" in next(in_pipe).out
            wanted = (on_tty, piped) if style == "table" else (False, False)
            assert seen == wanted, (variables, choice, style)


ENCODINGS: list[tuple[str, dict[str, str]]] = [
    ("ascii", {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
    ("ascii", {"PYTHONIOENCODING": "ascii"}),
    ("gbk", {"PYTHONIOENCODING": "gbk"}),
    ("cp437", {"PYTHONIOENCODING": "cp437"}),
    ("utf-8", {"LC_ALL": "C"}),
]


@pytest.mark.parametrize(("encoding", "variables"), ENCODINGS)
def test_an_encoding_that_lacks_a_sign_gets_an_escape(
    stage: Stage, encoding: str, variables: dict[str, str]
) -> None:
    stage.seed()
    verbs = (["list"], ["compare", "-O", "table"], ["show", "T1"], ["misses"], ["due"])
    exact = (["list", "--json"], ["compare", "--csv"], ["export", "targets"])
    wrong = (["metrics", "edit", "无此名", "kind=flow"], ["无此词"])
    every = (*verbs, *exact, *wrong)
    answers = run_many(stage, *(({}, line) for line in every), **variables)
    assert [answer.code for answer in answers] == [0] * 8 + [2] * 2
    for answer in answers[:5]:
        shown = answer.out.decode(encoding)
        assert ("武进区" if encoding in ("gbk", "utf-8") else "\\u6b66") in shown
    for answer in answers[5:8]:
        assert "武进区" in answer.out.decode("utf-8")


def test_with_no_variables_at_all_the_answers_are_the_same(stage: Stage) -> None:
    stage.seed()
    told = ["--db", str(stage.store), "compare", *AS_OF, "--json"]
    done = subprocess.run(
        ["/usr/bin/env", "-i", *PROGRAM, *told], capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == stage.run_checked(*told).out


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("", "data/targets/targets.db"),
        ("here.db", "here.db"),
        ("~/there.db", "there.db"),
        ("x.db?mode=memory", "x.db?mode=memory"),
        ("~nobody-at-all/x.db", "~nobody-at-all/x.db"),
        ("file:y.db", "file:y.db"),
    ],
)
def test_the_store_is_the_file_that_is_said(
    stage: Stage, said: str, place: str
) -> None:
    (stage.folder / "~nobody-at-all").mkdir()
    data = str(stage.folder / "data")
    variables = {"TARGETS_DB": said, "XDG_DATA_HOME": data}
    stage.environment |= variables
    stage.run_checked("list", exits=5, alone=False)
    assert not (stage.folder / place).exists()
    stage.run_checked("init", alone=False)
    assert (stage.folder / place).is_file()
    assert stage.run_checked("list", alone=False).out == ""


@pytest.mark.parametrize(
    "variables",
    [{"PYTHONOPTIMIZE": "2"}, {"PYTHONWARNINGS": "error"}, {"PYTHONDEVMODE": "1"}],
    ids=str,
)
def test_switches_of_python_change_no_answer(
    stage: Stage, variables: dict[str, str]
) -> None:
    stage.seed()
    told = ("compare", *AS_OF, "--json")
    usual = stage.run_checked(*told)
    stage.environment |= variables
    assert stage.run_checked(*told) == usual
    assert stage.run_checked("list", "-O", "table").err == ""
    stage.store = stage.folder / "another.db"
    made = stage.run_checked("init", "--with-seeds")
    assert made.out == ""
    assert "Warning" not in made.err


def test_a_plugin_of_sqlite_utils_is_never_run(stage: Stage) -> None:
    folder = stage.folder / "site"
    info = folder / "noisy-1.0.dist-info"
    info.mkdir(parents=True)
    (folder / "noisy.py").write_text(
        "import sqlite_utils\nprint('noise')\n"
        "@sqlite_utils.hookimpl\ndef prepare_connection(conn):\n    print('noise')\n"
    )
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: noisy\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[sqlite_utils]\nnoisy = noisy\n")
    path = {
        "PYTHONPATH": os.pathsep.join([str(folder), os.environ.get("PYTHONPATH", "")])
    }
    proof = "import sqlite_utils; sqlite_utils.Database(memory=True)"
    loud = subprocess.run(
        [sys.executable, "-c", proof],
        capture_output=True,
        env={**stage.environment, **path},
        check=True,
    )
    assert b"noise" in loud.stdout
    stage.environment |= path
    for words in ("init --with-seeds", "list", "check", "backup -o b.db"):
        ran = stage.run_checked(*words.split())
        assert "noise" not in ran.out + ran.err


def test_a_reader_that_leaves_is_no_failure(stage: Stage) -> None:
    stage.seed()
    program = " ".join(PROGRAM)
    line = f"{program} compare --json | head -n 1; echo ${{PIPESTATUS[0]}}"
    for _ in range(repetitions(5, 50)):
        done = subprocess.run(
            ["bash", "-o", "pipefail", "-c", line],
            capture_output=True,
            env=stage.environment,
            check=False,
        )
        first, code = done.stdout.decode().splitlines()
        assert first.startswith('{"schema": "targets.compare/1"')
        assert (code, done.stderr) == ("141", b"")


READERLESS = ("list", "list --help", "--help", "--version", "completion bash", "where")


@pytest.mark.parametrize("words", READERLESS)
def test_nobody_reads_at_all(stage: Stage, words: str) -> None:
    stage.run_checked("init")
    stage.run_checked("add", "云溪区", "绿道", "5公里", "--by", "2025")
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [*PROGRAM, *words.split()],
        stdout=writer,
        stderr=subprocess.PIPE,
        env=stage.environment,
        check=False,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


def test_a_write_is_finished_though_nobody_reads(stage: Stage) -> None:
    stage.run_checked("init")
    program, file = " ".join(PROGRAM), stage.write_figures(500)
    for words in ("add 云溪区 绿道 5公里 --by 2025", f"import {file}"):
        line = f"sleep 0.2; {program} {words} | true; exit ${{PIPESTATUS[0]}}"
        done = subprocess.run(
            ["bash", "-c", line],
            capture_output=True,
            env=stage.environment,
            check=False,
        )
        assert done.returncode in (0, 141)
        assert b"Traceback" not in done.stderr
    assert len(json_rows(stage.run_checked("list", "--json"))) == 1
    assert len(json_rows(stage.run_checked("figures", "--json"))) == 500
    stage.assert_sound()


@pytest.mark.parametrize("output", [">&-", ">/dev/full"])
def test_an_output_that_cannot_be_written_is_never_success(
    stage: Stage, output: str
) -> None:
    if output == ">/dev/full" and not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here")
    stage.seed()
    verbs = (
        *("list", "figures", "show T1", "show F1", "compare", "misses", "due"),
        *("regions", "metrics", "units", "sources", "identities", "where"),
        *("log", "check --list", "export", "completion zsh", "--help"),
        *("--version", "compare --help", "compare --json", "compare -O table"),
    )
    script = "\n".join(f'"$@" {words} {output}; echo $? >&2' for words in verbs)
    done = subprocess.run(
        ["/bin/sh", "-c", script, "sh", *PROGRAM],
        capture_output=True,
        env=stage.environment,
        check=False,
    )
    told = done.stderr.decode().splitlines()
    codes = dict(zip(verbs, (line for line in told if line.isdigit()), strict=True))
    assert codes == dict.fromkeys(verbs, "5")
    said = [line for line in told if line != "5" and not line.startswith("{")]
    assert len(said) == len(verbs)
    assert all("cannot write the standard output" in line for line in said)


def test_what_was_stored_before_the_output_failed_is_said(stage: Stage) -> None:
    stage.run_checked("init")
    done = subprocess.run(
        ["/bin/sh", "-c", '"$@" >&-', "sh", *PROGRAM, "add", "云溪区", "绿道", "5公里"],
        capture_output=True,
        env=stage.environment,
        check=False,
    )
    assert done.returncode == 5
    assert "hint: it is stored all the same, as T1" in done.stderr.decode()
    assert len(json_rows(stage.run_checked("list", "--json"))) == 1


@pytest.mark.parametrize("stdin", ["</dev/null", "<&-"])
def test_nothing_is_asked_of_who_is_not_there(stage: Stage, stdin: str) -> None:
    stage.seed()
    words = ("remove T1", "remove F1", "undo", "list", "revise T2", "edit T3", "check")
    script = "\n".join(f'"$@" {word} {stdin}; echo $? >&2' for word in words)
    done = subprocess.run(
        ["/bin/sh", "-c", script, "sh", *PROGRAM],
        capture_output=True,
        env=stage.environment,
        timeout=60,
        check=False,
    )
    told = done.stderr.decode()
    assert "Traceback" not in told
    codes = [line for line in told.splitlines() if line.isdigit()]
    assert len(codes) == len(words)
    assert set(codes) <= {"0", "2"}


def test_words_that_cannot_be_said_undo_nothing(stage: Stage) -> None:
    line = '"$@" 2>&-; "$@" 2>/dev/full'
    words = ("record", "云溪区", "绿道", "5公里", "--for", "2024")
    done = subprocess.run(
        ["/bin/sh", "-c", line, "sh", *PROGRAM, *words],
        stdout=subprocess.PIPE,
        env=stage.environment,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, b"F1\nF1\n")
    assert (
        json.loads(stage.run_checked("figures", "--json").out)["rows"][0]["id"] == "F1"
    )
