"""Many at once: writers, readers and first runs."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

from support.program import ProgramResult
from support.stage import (
    Stage,
    Tally,
    end_processes,
    json_rows,
    repetitions,
    wait_for,
)

WRITERS = 8


def added(stage: Stage, writer: int, count: int) -> list[str]:
    said = []
    for number in range(1, count + 1):
        ran = stage.run_checked(
            *("add", "云溪区", "绿道", f"{number}公里", "--by", "2025"),
            *("--scope", f"第{writer}队第{number}段"),
            seconds=60,
            alone=False,
        )
        said += ran.out.split()
    return said


def test_eight_writers_lose_nothing(
    stage: Stage, tally: Callable[[str], Tally]
) -> None:
    stage.run_checked("init")
    found, count = tally("8 writers at once, add"), repetitions(5)
    with ThreadPoolExecutor(WRITERS + 1) as pool:
        writers = [pool.submit(added, stage, n, count) for n in range(WRITERS)]
        seen = 0
        while not all(writer.done() for writer in writers):
            now = json_rows(
                stage.run_checked("list", "--json", seconds=60, alone=False)
            )
            if len(now) < seen:
                found.mislead(f"a reader saw {seen} rows, then {len(now)}")
            seen = len(now)
            found.count("reads meanwhile")
            backed_up(stage, found, seen)
        said = [name for writer in writers for name in writer.result()]
    found.runs = WRITERS * count
    stored = [row["id"] for row in json_rows(stage.run_checked("list", "--json"))]
    found.lose(len(said) - len(set(said) & set(stored)), "ids said are not stored")
    assert len(said) == len(set(said)) == WRITERS * count
    assert len(stored) == len(set(stored)) == WRITERS * count
    stage.assert_sound()
    found.assert_clean()


def backed_up(stage: Stage, found: Tally, seen: int) -> None:
    """A backup taken while others write is a whole store."""
    copy = stage.folder / "copy.db"
    stage.run_checked("backup", "-o", str(copy), "--force", seconds=60, alone=False)
    twin = Stage(stage.folder, {**stage.environment, "TARGETS_DB": str(copy)})
    twin.assert_sound()
    if len(json_rows(twin.run_checked("list", "--json"))) < seen:
        found.mislead("a backup holds less than a reader saw before it")
    found.count("backups meanwhile")


def test_a_reader_during_an_import_answers_the_old_state(
    stage: Stage, tally: Callable[[str], Tally]
) -> None:
    image = stage.seed()
    file = str(stage.write_figures(6000))
    old = stage.run_checked("figures", "--json").out
    found = tally("reader during a long import")
    for _ in range(repetitions(1, 3)):
        stage.replace_store(image)
        importing = stage.start("import", file)
        answers = []
        with end_processes([importing]):
            while importing.poll() is None:
                answers.append(
                    stage.run_checked(
                        *("figures", "--json", "--wait", "0.1"),
                        exits=(0, 6),
                        alone=False,
                    )
                )
                found.runs += 1
        new = stage.run_checked("figures", "--json").out
        for ran in answers:
            if ran.code == 6:
                found.count("busy")
            elif ran.out not in (old, new):
                found.mislead("neither the old state nor the new")
            else:
                found.count("old" if ran.out == old else "new")
        assert answers
    found.assert_clean()


def test_a_held_lock_is_waited_for_and_then_said_so(stage: Stage) -> None:
    stage.run_checked("init")
    with closing(sqlite3.connect(stage.store, isolation_level=None)) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        # Looking into the file from here would give this process's lock away.
        for command in (("list",), ("regions", "add", "云溪区")):
            ran = stage.run_checked(*command, "--wait", "0.2", exits=6, alone=False)
            assert "--wait" in ran.err


def test_a_reader_holds_its_lock_until_it_has_answered(stage: Stage) -> None:
    stage.run_checked("regions", "add", "云溪区")
    program = (
        "import sys; from pathlib import Path;"
        "from targetcli.store.store import open_store;"
        "store = open_store(Path(sys.argv[1]), 1); print('held', flush=True);"
        "sys.stdin.read(); store.close()"
    )
    reader = subprocess.Popen(
        [sys.executable, "-c", program, str(stage.store)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=stage.environment,
    )
    with end_processes([reader]):
        assert reader.stdout is not None
        assert reader.stdout.readline() == b"held\n"
        stage.run_checked(
            "regions", "add", "石桥镇", "--wait", "0.2", exits=6, alone=False
        )
        stage.run_checked("list", alone=False)
        reader.communicate(timeout=60)
    stage.run_checked("regions", "add", "石桥镇")


def first_runs(stage: Stage, *commands: tuple[str, ...]) -> list[ProgramResult]:
    stage.store.unlink(missing_ok=True)
    started = [stage.start(*command) for command in commands]
    with end_processes(started):
        done = [process.communicate(timeout=60) for process in started]
    return [
        ProgramResult(process.returncode, out.decode(), err.decode())
        for process, (out, err) in zip(started, done, strict=True)
    ]


def test_two_first_adds_both_count(stage: Stage, tally: Callable[[str], Tally]) -> None:
    found = tally("two first runs at once, add")
    commands = [
        ("add", "云溪区", "绿道", "5公里", "--by", "2025", "--scope", scope)
        for scope in ("东片", "西片")
    ]
    for _ in range(repetitions(20, 50)):
        ended = first_runs(stage, *commands)
        found.runs += 1
        assert [ran.code for ran in ended] == [0, 0], ended
        stored = json_rows(stage.run_checked("list", "--json"))
        if {row["scope"] for row in stored} != {"东片", "西片"}:
            found.lose(2 - len(stored), f"only {stored}")
        assert sorted(ran.out for ran in ended) == ["T1\n", "T2\n"]
        assert list(stage.leftovers()) == []
    stage.assert_sound()
    found.assert_clean()


def test_two_first_imports_both_count(
    stage: Stage, tally: Callable[[str], Tally]
) -> None:
    found = tally("two first runs at once, import")
    files = [stage.write_figures(20, "one.csv"), stage.write_figures(20, "two.csv", 21)]
    commands = [("import", str(file)) for file in files]
    for number in range(repetitions(10, 50)):
        add = ("record", "云溪区", "绿道", "5公里", "--for", "2023", "--scope", "甲")
        pair = commands if number % 2 else [commands[0], add]
        ended = first_runs(stage, *pair)
        found.runs += 1
        assert [ran.code for ran in ended] == [0, 0], ended
        assert sum("made a store" in ran.err for ran in ended) == 1, ended
        found.count("both")
        promised = 40 if number % 2 else 21
        stored = len(json_rows(stage.run_checked("figures", "--json")))
        if stored < promised:
            found.lose(promised - stored, f"{promised} rows promised, {stored} there")
        elif stored > promised:
            found.mislead(f"{stored} rows there, {promised} promised")
        assert list(stage.leftovers()) == []
    stage.assert_sound()
    found.assert_clean()


def test_the_same_first_import_twice_adds_its_rows_once(stage: Stage) -> None:
    file = str(stage.write_figures(20))
    for _ in range(repetitions(4)):
        ended = first_runs(stage, ("import", file), ("import", file))
        assert [ran.code for ran in ended] == [0, 0], ended
        assert len(json.loads(stage.run_checked("figures", "--json").out)["rows"]) == 20
        assert not Path(f"{stage.store}-journal").exists()


def test_two_first_imports_from_standard_input_both_count(
    stage: Stage, tally: Callable[[str], Tally]
) -> None:
    found = tally("two first runs at once, standard input")
    files = [stage.write_figures(20, "one.csv"), stage.write_figures(20, "two.csv", 21)]
    for _ in range(repetitions(4, 50)):
        stage.store.unlink(missing_ok=True)
        importing = []
        for file in files:
            with file.open("rb") as rows:
                importing.append(stage.start("import", "-", stdin=rows))
        with end_processes(importing):
            said = [one.communicate(timeout=60)[1] for one in importing]
        found.runs += 1
        assert [one.returncode for one in importing] == [0, 0], said
        assert sum(b"made a store" in err for err in said) == 1, said
        assert len(json_rows(stage.run_checked("figures", "--json"))) == 40
        assert list(stage.leftovers()) == []
        found.count("both")
    stage.assert_sound()


def test_a_first_import_that_begins_anew_writes_its_bad_rows_anew(
    stage: Stage,
) -> None:
    file, bad = stage.write_figures(3000), stage.folder / "bad.csv"
    with file.open("a", encoding="utf-8") as rows:
        rows.write("云溪区\n")
    drafts = f".{stage.store.name}.*"
    importing = stage.start("import", str(file), "--skip-bad", "-o", str(bad))
    with end_processes([importing]):
        wait_for(lambda: any(stage.folder.glob(drafts)), importing)
        stage.run_checked("regions", "add", "石桥镇", alone=False)
        _, err = importing.communicate(timeout=60)
    assert importing.returncode == 3, err
    assert b"made a store" not in err
    assert len(json_rows(stage.run_checked("figures", "--json"))) == 3000
    assert len(bad.read_text(encoding="utf-8").splitlines()) == 2
    stage.assert_sound()


def revised(stage: Stage, *values: str) -> list[ProgramResult]:
    """Revise one target by several processes that pass the same barrier."""
    barrier = threading.Barrier(len(values))

    def revise(value: str) -> ProgramResult:
        barrier.wait()
        return stage.run_checked(
            *("revise", "T1", value, "--announced", "2024-01-20", "--source", value),
            seconds=60,
            alone=False,
        )

    with ThreadPoolExecutor(len(values)) as pool:
        return list(pool.map(revise, values))


def test_revisions_at_once_are_all_kept_in_order(
    stage: Stage, tally: Callable[[str], Tally]
) -> None:
    found = tally("2 revise of one target at once")
    add = ("add", "云溪区", "绿道", "60公里", "--by", "2025", "--announced", "2021")
    stage.run_checked(*add)
    image = stage.store.read_bytes()
    for _ in range(repetitions(5, 50)):
        stage.replace_store(image)
        ended = revised(stage, "50公里", "40公里")
        found.runs += 1
        assert sorted(ran.out for ran in ended) == ["T2\n", "T3\n"]
        rows = json_rows(stage.run_checked("list", "--json"))
        told = {row["id"]: row["value"] for row in rows}
        if len(told) != 3:
            found.lose(3 - len(told), f"only {told}")
        if [told[ran.out.strip()] for ran in ended] != ["50", "40"]:
            found.mislead(f"{ended} became {told}")
        assert {row["revises"] for row in rows[1:]} == {"T1"}
        log = json_rows(stage.run_checked("log", "--json"))
        assert [row["records"] for row in log] == [["T1"], ["T2"], ["T3"]]
        found.count("both kept")
        stage.assert_sound()
    found.assert_clean()
