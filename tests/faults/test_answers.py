"""An answer is whole or not there, however long it is."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from support.stage import Stage, Tally, end_processes, execute_sql

LONG_NOTE = "言" * 20_000  # 60,000 bytes
_STORE: list[bytes] = []
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("figures", "--json"),
    ("figures", "--csv"),
    ("figures", "--fields", "id,note"),
    ("figures", "--json", "-o", "/dev/stdout"),
    ("export", "figures"),
)


@pytest.fixture
def long_answers(stage: Stage) -> Stage:
    """A store whose answers are longer than what is held in memory, made once."""
    if _STORE:
        stage.replace_store(_STORE[0])
        return stage
    file = stage.folder / "long.csv"
    with file.open("w", encoding="utf-8") as rows:
        rows.write("region,scope,metric,value,unit,end,note\n")
        for number in range(200):
            rows.write(f"云溪区,第{number}片,绿道,5,公里,2023,{LONG_NOTE}\n")
    stage.run_checked("import", str(file), seconds=30)
    _STORE.append(stage.store.read_bytes())
    return stage


def test_a_row_that_cannot_be_read_at_the_end_leaves_nothing_on_stdout(
    long_answers: Stage, tally: Callable[[str], Tally]
) -> None:
    stage, found = long_answers, tally("unreadable last row of a long answer")
    assert len(stage.run_checked(*COMMANDS[0]).out.encode()) > 12_000_000
    execute_sql(stage.store, "UPDATE figure SET unit = '无此单位' WHERE id = 200")
    for command in COMMANDS:
        ran = stage.run_checked(*command, exits=5)
        found.runs += 1
        assert ran.out == ""
        assert "F200 cannot be read" in ran.err
        found.count("nothing on stdout")
    found.assert_clean()


def test_no_room_to_hold_a_long_answer_is_said(
    long_answers: Stage, small_disk: Path, tally: Callable[[str], Tally]
) -> None:
    found = tally("no room for an answer: temporary folder")
    for command in COMMANDS:
        ran = long_answers.run_checked(*command, exits=5, TMPDIR=str(small_disk))
        found.runs += 1
        assert "No space left" in ran.err
        assert "TMPDIR" in ran.err
        assert list(small_disk.iterdir()) == []
        found.count("refused")
    assert long_answers.run_checked(
        "figures", "--fields", "id", TMPDIR="no/such/folder"
    ).out


def test_a_reader_that_leaves_a_long_answer_is_no_failure_of_ours(
    long_answers: Stage, tally: Callable[[str], Tally]
) -> None:
    found = tally("broken pipe, long answer")
    for command in COMMANDS[:3]:
        began = time.monotonic()
        reading = subprocess.Popen(
            [*long_answers.program, *command],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=long_answers.environment,
        )
        assert reading.stdout is not None
        assert reading.stderr is not None
        os.read(reading.stdout.fileno(), 1)
        reading.stdout.close()
        said = reading.stderr.read()
        reading.stderr.close()
        assert (reading.wait(60), said) == (141, b"")
        assert time.monotonic() - began < 10
        found.runs += 1
        found.count("141")


@pytest.mark.parametrize("command", COMMANDS[:3], ids=" ".join)
def test_a_reader_that_takes_its_time_keeps_no_writer_waiting(
    command: tuple[str, ...], long_answers: Stage, tally: Callable[[str], Tally]
) -> None:
    found = tally("pager left open")
    reading = subprocess.Popen(
        [*long_answers.program, *command],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=long_answers.environment,
    )
    with end_processes([reading]):
        assert reading.stdout is not None
        os.read(reading.stdout.fileno(), 1)
        long_answers.run_checked(
            "regions", "add", "石桥镇", "--wait", "0.2", alone=False
        )
        found.runs += 1
        found.count("written meanwhile")
        reading.communicate(timeout=60)
    assert reading.returncode == 0
    long_answers.assert_sound()
