"""A merge that changes much is asked about at a terminal, and nowhere else."""

from __future__ import annotations

import os
import pty
import subprocess
import sys

import pytest

from support.program import Run

MERGE = ("regions", "merge", "云西区", "云溪区")


@pytest.fixture
def slipped(run: Run) -> Run:
    """A store in which three figures were recorded under a misspelt name."""
    for year in ("2022", "2023", "2024"):
        done = run("record", "云西区", "gdp", f"{year}亿元", "--for", year, "-q")
        assert done.code == 0
    assert run("regions", "add", "云溪区", "-q").code == 0
    return run


def at_terminal(environment: dict[str, str], answer: bytes) -> tuple[int, str]:
    ours, theirs = pty.openpty()
    done = subprocess.Popen(
        [sys.executable, "-m", "targetcli", *MERGE],
        stdin=theirs,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=environment,
    )
    os.close(theirs)
    os.write(ours, answer)
    _, said = done.communicate(timeout=60)
    os.close(ours)
    return done.returncode, said.decode()


@pytest.mark.parametrize("answer", [b"n\n", b"\n", b"\x04"], ids=ascii)
def test_whoever_does_not_agree_changes_nothing(
    slipped: Run, environment: dict[str, str], answer: bytes
) -> None:
    before = slipped("log").out
    code, said = at_terminal(environment, answer)
    assert code == 2
    assert "云西区 into 云溪区 changes 3 records. Go on? [y/N]" in said
    assert "nothing was changed" in said
    assert slipped("log").out == before


def test_whoever_agrees_has_it_done(slipped: Run, environment: dict[str, str]) -> None:
    code, said = at_terminal(environment, b"y\n")
    assert code == 0
    assert "merged 云西区 into 云溪区: 3 records" in said
    assert slipped("figures", "--region", "云溪区", "--csv").out.count("\n") == 4


@pytest.mark.parametrize("redirect", ["</dev/null", "<&-"])
def test_nobody_is_asked_where_nobody_can_answer(
    slipped: Run, environment: dict[str, str], redirect: str
) -> None:
    before = slipped("log").out
    command = f'"$0" -m targetcli {" ".join(MERGE)} {redirect}'
    done = subprocess.run(
        ["bash", "-c", command, sys.executable],
        env=environment,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert "needs --yes" in done.stderr.decode()
    assert slipped("log").out == before
    assert slipped(*MERGE, "--yes").code == 0


def test_little_is_not_asked_about(run: Run) -> None:
    assert run("record", "云西区", "gdp", "5亿元", "--for", "2024", "-q").code == 0
    assert run("regions", "add", "云溪区", "-q").code == 0
    assert run(*MERGE).code == 0
