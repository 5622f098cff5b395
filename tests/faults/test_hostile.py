"""Stored and typed text that would act on a terminal is only shown by it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from unicodedata import category

import pytest

from support.stage import Stage
from support.terminal import run_many_on_terminal, run_on_terminal, strip_colors

# A colour, the clipboard, a link, a device control string, a C1 control, an erased and
# an overwritten beginning, reversed order, markup and an emoji code of rich.
ACTS = (
    "\x1b[31mred",
    "\x1b]52;c;aGk=\a",
    "\x1b]8;;http://x.example\x1b\\link\x1b]8;;\x1b\\",
    "\x1bP1$r0m\x1b\\",
    "\x9b31m\x85",
    "real\b\b\b\bfake",
    "real\rfake",
    "a\u202egnp\u2066",
    "[bold]b[/bold] [/] [link=http://x.example]l[/link] :smile:",
)
HOSTILE = " ".join(ACTS)
READING = (
    *("list", "figures", "show T1", "show F1", "compare", "misses --include any"),
    *("due --within 99y", "regions", "metrics", "units", "sources", "identities"),
    *("milestones", "log", "log T1", "check", "where", "compare --by region"),
)


def hidden(shown: str) -> set[str]:
    kept = strip_colors(shown).replace("\r\n", "").replace("\n", "")
    return {sign for sign in kept if category(sign) in ("Cc", "Cf", "Co", "Cs")}


@pytest.fixture
def poisoned(stage: Stage) -> Stage:
    """A store whose every text that may be anything is hostile."""
    stage.run_checked("init")
    more = ("--plan", "P", "--note", "N", "--source", "S", "--locator", "L")
    stage.run_checked("add", "云溪区", "绿道", "5公里", "--by", "2025", *more)
    stage.run_checked("record", "云溪区", "绿道", "4公里", "--for", "2024", *more[2:])
    with closing(sqlite3.connect(stage.store)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        for table, columns in (
            ("region", ("name", "name_en", "aliases")),
            ("metric", ("name", "name_en", "aliases")),
            ("source", ("title", "publisher")),
            ("target", ("scope", "plan", "note", "locator", "as_written")),
            ("figure", ("scope", "note", "locator", "as_written")),
            ("revision", ("command",)),
        ):
            for column in columns:
                connection.execute(f"UPDATE {table} SET {column} = ?", (HOSTILE,))  # noqa: S608
        connection.commit()
    return stage


@pytest.mark.parametrize("columns", ["100", "20"])
def test_what_is_stored_never_acts(poisoned: Stage, columns: str) -> None:
    lines = [({"COLUMNS": columns}, verb.split()) for verb in READING]
    wide = ["list", "--fields", "id,region,note,as_written,plan,locator"]
    answers = run_many_on_terminal(poisoned, *lines, ({}, wide), TERM="xterm-256color")
    assert len(answers) == len(lines) + 1
    for verb, answer in zip((*READING, "list --fields"), answers, strict=True):
        shown = answer.out.decode()
        assert answer.code in (0, 3), (verb, shown)
        assert hidden(shown) == set(), verb
    everything = "".join("".join(answers[-1].out.decode().split()))
    for literal in ("\\x1b]52;c;aGk=", "\\x9b31m", "[bold]b[/bold]", ":smile:"):
        assert literal in everything


def test_what_is_typed_never_acts_when_it_is_quoted_back(stage: Stage) -> None:
    stage.seed()
    typed = (
        *(["metrics", "edit", HOSTILE, "kind=flow"], ["show", HOSTILE], [HOSTILE]),
        *(["list", f"--{HOSTILE}"], ["list", "-O", HOSTILE], ["--db", HOSTILE, "list"]),
        *(["compare", "--as-of", HOSTILE], ["list", "--fields", HOSTILE]),
        *(["import", HOSTILE], ["compare", "--profile", HOSTILE]),
        *(["misses", "--fail-on", HOSTILE], ["due", "--within", HOSTILE]),
        *(["add", HOSTILE, "绿道", "5公里"], ["add", "云溪区", "绿道", HOSTILE]),
        *(["list", "-o", f"{HOSTILE}.csv", "--region", "武进区", "extra"],),
        *([HOSTILE, "--help"], ["check", HOSTILE], ["log", HOSTILE]),
    )
    answers = run_many_on_terminal(stage, *(({}, words) for words in typed))
    assert len(answers) == len(typed)
    for words, answer in zip(typed, answers, strict=True):
        shown = answer.out.decode()
        assert answer.code in (2, 4, 5), (words, shown)
        assert hidden(shown) == set(), words
        assert "targets: " in shown


def test_a_single_command_on_a_terminal_shows_escapes(stage: Stage) -> None:
    note = "[/x]\x1b]52;c;aa\a"
    shown, code = run_on_terminal(
        stage, "add", "云溪区", "绿道", "5公里", "--by", "2025", "--note", note
    )
    assert code == 0
    assert hidden(shown) == set()
    shown, code = run_on_terminal(stage, "show", "T1")
    assert "note: [/x]\\x1b]52;c;aa\\x07" in shown
    shown, code = run_on_terminal(stage, "list", "--region", note)
    assert (code, hidden(shown)) == (0, set())
    assert "“[/x]\\x1b]52;c;aa\\x07”" in shown
