"""Completion in real shells: helpful, silent, and never a way to run stored text."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from support.stage import Stage, execute_sql, seeded_random

HOSTILE = ("$(touch x)", "`touch x`", "*", "a;touch x", "a\ntouch x", "-rf", "~", "a b")
_BASH = """
source <(targets completion bash)
COMP_WORDS=({words}); COMP_CWORD=$(( ${{#COMP_WORDS[@]}} - 1 ))
_targets targets
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
_ZSH = """
compdef() {{ :; }}; compadd() {{ shift; print -rl -- "$@"; }}; _files() {{ :; }}
source <(targets completion zsh)
words=({words}); CURRENT=${{#words}}
_targets
"""


@pytest.fixture
def shop(stage: Stage) -> Stage:
    """A seeded store, and hostile names put in it behind the program's back."""
    stage.seed()
    with closing(sqlite3.connect(stage.store)) as connection:
        for sort, table in (("region", "region"), ("metric", "metric")):
            columns = [
                row[1] for row in connection.execute(f"PRAGMA table_info({sort})")
            ]
            kept = [column for column in columns if column not in ("id", "name")]
            listed = ", ".join(kept)
            for name in HOSTILE:
                connection.execute(
                    f"INSERT INTO {table} (name, {listed}) "  # noqa: S608
                    f"SELECT ?, {listed} FROM {table} LIMIT 1",
                    (name,),
                )
        connection.commit()
    return stage


def in_shell(stage: Stage, *command: str) -> list[str]:
    program = Path(sys.executable).parent
    path = f"{program}:{os.environ['PATH']}"
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        cwd=stage.folder,
        env={**stage.environment, "PATH": path},
        timeout=60,
        check=False,
    )
    assert done.stderr == ""
    return done.stdout.split()


def in_bash(stage: Stage, *words: str) -> list[str]:
    quoted = " ".join(f"'{word}'" for word in ("targets", *words))
    return in_shell(stage, "bash", "--norc", "-c", _BASH.format(words=quoted))


def words(stage: Stage, *typed: str) -> list[str]:
    # Whoever reads the store's bytes lets go of its locks; so it is not looked at.
    ran = stage.run_checked("completion", "words", "--", *typed, alone=False)
    return ran.out.splitlines()


def test_names_that_a_shell_could_run_are_never_offered(shop: Stage) -> None:
    for option in ("--region", "--metric"):
        every = words(shop, "compare", option, "")
        assert 1 < len(every) <= 50
        assert not set(every) & set(HOSTILE)
        for name in HOSTILE:
            assert words(shop, "compare", option, name) == []
    assert in_bash(shop, "compare", "--region", "") == words(
        shop, "compare", "--region", ""
    )
    for name in HOSTILE:
        assert in_bash(shop, "compare", "--region", name[:2].replace("'", "")) == []
    assert not (shop.folder / "x").exists()


def test_bash_completes_verbs_options_and_names(stage: Stage) -> None:
    stage.seed()
    assert in_bash(stage, "com") == ["compare", "completion"]
    assert "武进区" in in_bash(stage, "compare", "--region", "武")
    assert in_bash(stage, "show", "T91") == ["T91"]


def test_zsh_completes_verbs_options_and_names(shop: Stage) -> None:
    if shutil.which("zsh") is None:
        pytest.skip("there is no zsh here")
    for typed in (["com"], ["compare", "--region", "武"], ["compare", "--region", ""]):
        quoted = " ".join(f"'{word}'" for word in ("targets", *typed))
        script = _ZSH.format(words=quoted)
        assert in_shell(shop, "zsh", "-f", "-c", script) == words(shop, *typed)
    assert not (shop.folder / "x").exists()


def test_fish_completes_verbs_options_and_names(shop: Stage) -> None:
    if shutil.which("fish") is None:
        pytest.skip("there is no fish here")
    for typed, found in (
        ("targets com", ["compare", "completion"]),
        ("targets compare --region 武进区", ["武进区"]),
    ):
        script = f"targets completion fish | source; complete --do-complete '{typed}'"
        assert in_shell(shop, "fish", "--no-config", "-c", script) == found
    assert not (shop.folder / "x").exists()


def test_a_store_that_is_not_there_or_not_ours_is_passed_over(stage: Stage) -> None:
    asked = ("compare", "--region", "")
    assert words(stage, *asked) == []
    assert not stage.store.exists()
    for content in (b"", b"no store", seeded_random("no store").randbytes(8192)):
        stage.store.write_bytes(content)
        assert words(stage, *asked) == []
        assert stage.store.read_bytes() == content


def test_a_store_that_is_being_written_is_not_waited_for(stage: Stage) -> None:
    stage.seed()
    with closing(sqlite3.connect(stage.store, isolation_level=None)) as writer:
        writer.execute("BEGIN EXCLUSIVE")
        began = time.monotonic()
        assert words(stage, "compare", "--region", "") == []
        assert time.monotonic() - began < 5
        writer.execute("ROLLBACK")


def test_an_older_store_is_not_upgraded_by_a_press_of_tab(stage: Stage) -> None:
    stage.seed()
    execute_sql(
        stage.store,
        "DELETE FROM _sqlite_migrations WHERE id = (SELECT max(id) FROM "
        "_sqlite_migrations WHERE migration_set = 'targetcli')",
    )
    before = stage.store.read_bytes()
    assert words(stage, "compare", "--region", "") == []
    assert stage.store.read_bytes() == before
    assert list(stage.leftovers()) == []
