"""Judging in several processes: the same bytes, and an end when it is ended."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest

from support.program import PROGRAM, Run

_SECONDS = 20
_BLINK = 0.0005  # looking all the time would take the time of who is looked at


@pytest.mark.parametrize(
    "command",
    [
        ("compare", "--csv"),
        ("compare", "--csv", "--fields", "id,region,value", "--sort", "-margin"),
        ("compare", "--csv", "--fields", "id,target,figure,result,gap,progress"),
        ("compare", "--json", "--profile", "督查"),
        ("compare", "-O", "jsonl"),
        ("compare", "-O", "csv-excel", "--lang", "zh"),
        ("compare", "--lang", "zh", "--outcome", "missed"),
        ("compare", "--group", "region"),
        ("misses", "--json"),
        ("misses", "-O", "md", "--include", "open", "--limit", "3"),
        ("compare", "-O", "md", "--outcome", "missed"),
        ("export", "compare"),
        ("export", "misses", "-O", "md"),
        ("compare", "-O", "html", "--lang", "zh", "--scale", "wan"),
        ("compare", "-O", "plain", "--lang", "en", "--scale", "auto"),
        ("compare", "-O", "md", "--sort", "-margin"),
        ("report", "-O", "md"),
        ("report", "-O", "html", "--lang", "zh", "--scale", "wan"),
        ("report", "-O", "html", "--lang", "en", "--since", "2023-12-31"),
        ("report", "-O", "json", "--since", "2023-12-31", "--profile", "督查"),
    ],
    ids=" ".join,
)
def test_every_number_of_processes_gives_the_same_bytes(
    command: tuple[str, ...], seeded_run: Run
) -> None:
    def answer(jobs: int) -> str:
        done = seeded_run(*command, "--as-of", "2026-03-31", "--jobs", str(jobs))
        assert done.code == 0
        assert not done.err
        return done.out

    alone = answer(1)
    assert alone.count("\n") > 2
    assert answer(2) == alone
    if command == ("compare", "--csv"):
        assert answer(5) == alone


def start_judging(
    store: Path, environment: dict[str, str]
) -> tuple[subprocess.Popen[str], list[int]]:
    """Start a command that judges in two processes; return it and their ids."""
    words = ("--db", str(store), "compare", "--csv", "--jobs", "2", "-o", "out.csv")
    running = subprocess.Popen(
        [*PROGRAM, *words],
        env=environment,
        cwd=environment["HOME"],
        stderr=subprocess.PIPE,
        text=True,
    )
    children = Path(f"/proc/{running.pid}/task/{running.pid}/children")
    until = time.monotonic() + _SECONDS
    workers: list[int] = []
    # One stopped before it is the program it shall be would stop its parent, too.
    while len(workers) < 2 and time.monotonic() < until:
        numbers = map(int, children.read_text().split())
        workers = [number for number in numbers if is_worker(number)]
        time.sleep(_BLINK)
    if len(workers) < 2:
        running.kill()  # its workers end with it
        pytest.fail(f"{len(workers)} workers were seen: {running.communicate()}")
    for worker in workers:
        os.kill(worker, signal.SIGSTOP)
    return running, workers


def is_worker(process: int) -> bool:
    return "judging_worker" in Path(f"/proc/{process}/cmdline").read_text()


def is_running(process: int) -> bool:
    status = Path(f"/proc/{process}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"


def go_on(workers: list[int]) -> None:
    for worker in workers:
        with suppress(ProcessLookupError):
            os.kill(worker, signal.SIGCONT)


def wait_for_end(workers: list[int]) -> None:
    until = time.monotonic() + _SECONDS
    while any(map(is_running, workers)):
        assert time.monotonic() < until
        time.sleep(_BLINK)


def test_a_killed_process_is_an_error_and_nothing_is_written(
    seeded_store: Path, environment: dict[str, str]
) -> None:
    running, workers = start_judging(seeded_store, environment)
    os.kill(workers[0], signal.SIGKILL)
    os.kill(workers[1], signal.SIGCONT)
    _, told = running.communicate(timeout=_SECONDS)
    assert running.returncode == 1
    assert told.splitlines() == [
        "targets: a process that judged some of the targets was ended (signal 9)",
        "hint: nothing was written; if memory is short, try again with --jobs 1",
    ]
    assert not Path(environment["HOME"], "out.csv").exists()
    wait_for_end(workers)


@pytest.mark.parametrize(
    ("ended_by", "code"),
    [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -9)],
)
def test_an_end_of_the_command_ends_all_its_processes(
    seeded_store: Path, environment: dict[str, str], ended_by: int, code: int
) -> None:
    running, workers = start_judging(seeded_store, environment)
    os.kill(running.pid, ended_by)
    if ended_by != signal.SIGINT:  # nobody is left to end them but themselves
        go_on(workers)
    _, told = running.communicate(timeout=_SECONDS)
    assert running.returncode in {code, 128 - code}
    assert not told
    go_on(workers)  # one that was being started when the signal came ends itself, too
    wait_for_end(workers)
    assert not Path(environment["HOME"], "out.csv").exists()


def test_a_damaged_row_is_named_as_by_one_process(
    seeded_run: Run, environment: dict[str, str]
) -> None:
    evidence = seeded_run("compare", "--csv", "--fields", "evidence").out.split("\n")[1]
    figure = evidence.partition(";")[0]
    with closing(sqlite3.connect(environment["TARGETS_DB"])) as connection, connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        statement = "UPDATE figure SET value = 'x1' WHERE id = ?"
        connection.execute(statement, (figure.removeprefix("F"),))
    alone, together = (
        seeded_run("compare", "--csv", "--jobs", jobs) for jobs in ("1", "2")
    )
    assert alone.code == 5
    assert figure in alone.err
    assert together == alone
