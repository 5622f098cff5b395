"""Killed with −9 at any moment: all of a command or nothing of it."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from support.stage import (
    CHECK,
    PARTS,
    Moment,
    Stage,
    Tally,
    json_rows,
    repetitions,
    seeded_random,
)

MOMENTS = tuple(Moment)
ROWS = 1000


def held(stage: Stage, tally: Tally, old: str, new: str) -> None:
    """The next read recovers in silence and sees the old state or the new one."""
    ran = stage.run_checked("figures", "--json")
    assert ran.err == ""
    if ran.out not in (old, new):
        before, after = (len(json_rows(ran._replace(out=out))) for out in (old, new))
        now = len(json_rows(ran))
        if now < min(before, after):
            tally.lose(min(before, after) - now, f"{now} rows of {before} or {after}")
        else:
            tally.mislead(f"{now} rows: neither all nor nothing")
        return
    tally.count("all" if ran.out == new else "nothing")
    stage.assert_sound()


@pytest.mark.parametrize("part", range(PARTS))
def test_an_import_is_all_or_nothing(
    stage: Stage, tally: Callable[[str], Tally], part: int
) -> None:
    image, file = stage.seed(), str(stage.write_figures(ROWS))
    old = stage.run_checked("figures", "--json").out
    began = time.monotonic()
    stage.run_checked("import", file)
    took = time.monotonic() - began
    new = stage.run_checked("figures", "--json").out
    assert len(new) > len(old)
    found, dice = tally("kill -9, import"), seeded_random(f"import {part}")
    for number in range(repetitions(20) // PARTS):
        stage.replace_store(image)
        moment = MOMENTS[number % 3]
        struck = stage.strike(
            "import", file, moment=moment, pause=dice.uniform(0, took)
        )
        found.runs += 1
        if struck.has_hot_journal:
            found.count("hot journal")
        if struck.result.code == 0:
            found.count("too late")
        held(stage, found, old, new)
        # A journal that never became hot may lie there until the next write.
        assert all(path.name.endswith("-journal") for path in stage.leftovers())
        stage.run_checked("regions", "add", "云溪镇")
        assert list(stage.leftovers()) == []
    found.assert_clean()


def test_an_import_larger_than_the_cache_is_all_or_nothing(
    stage: Stage, tally: Callable[[str], Tally]
) -> None:
    image, file = stage.seed(), str(stage.write_figures(8000))
    old = stage.run_checked("figures", "--json").out
    stage.run_checked("import", file)
    new = stage.run_checked("figures", "--json").out
    found, dice = tally("kill -9, import that spills"), seeded_random("spills")
    for _ in range(repetitions(3, 12)):
        stage.replace_store(image)
        struck = stage.strike(
            *("import", file), moment=Moment.JOURNAL, pause=dice.uniform(0, 1.5)
        )
        found.runs += 1
        if struck.has_hot_journal:
            found.count("hot journal")
        held(stage, found, old, new)
    found.assert_clean()


def test_a_first_import_makes_a_whole_store_or_none(
    stage: Stage, tally: Callable[[str], Tally]
) -> None:
    file = str(stage.write_figures(ROWS))
    stage.run_checked("import", file)
    new, image = stage.run_checked("figures", "--json").out, stage.store.read_bytes()
    found, dice = tally("kill -9, first import"), seeded_random("first")
    for number in range(repetitions(8, 40)):
        stage.replace_store(image)
        stage.store.unlink()
        stage.strike(
            *("import", file), moment=MOMENTS[number % 2], pause=dice.uniform(0, 0.5)
        )
        found.runs += 1
        if not stage.store.exists():
            found.count("nothing")
            if any(stage.leftovers()):
                found.count("draft left")
            stage.run_checked("list", exits=5)
            stage.run_checked("import", file)
        held(stage, found, new, new)
    found.assert_clean()


@pytest.mark.parametrize("part", range(PARTS))
def test_an_id_that_was_said_is_stored(
    stage: Stage, tally: Callable[[str], Tally], part: int
) -> None:
    stage.seed()
    found, dice = tally("kill -9, add"), seeded_random(f"add {part}")
    known = [row["id"] for row in json_rows(stage.run_checked("list", "--json"))]
    for number in range(repetitions(20) // PARTS):
        struck = stage.strike(
            *("add", "云溪区", "绿道", f"{number + 1}公里", "--by", "2025"),
            *("--scope", f"第{number}片"),
            moment=MOMENTS[number % 3],
            pause=dice.uniform(0, 0.15 if number % 3 == 0 else 0.005),
        )
        found.runs += 1
        if struck.has_hot_journal:
            found.count("hot journal")
        ran = stage.run_checked("list", "--json")
        assert ran.err == ""
        now = [row["id"] for row in json_rows(ran)]
        said = struck.result.out.split()
        if not {*known, *said} <= set(now):
            found.lose(1, f"{said} was said, and is not in {now[-3:]}")
        if len(now) not in (len(known), len(known) + 1) or len(set(now)) != len(now):
            found.mislead(f"{known[-3:]} became {now[-3:]}")
        found.count("all" if len(now) > len(known) else "nothing")
        known = now
        stage.assert_sound()
    found.assert_clean()


@pytest.mark.parametrize("part", range(PARTS))
def test_an_undo_is_all_or_nothing(
    stage: Stage, tally: Callable[[str], Tally], part: int
) -> None:
    stage.seed()
    stage.run_checked("import", str(stage.write_figures(ROWS)))
    image = stage.store.read_bytes()
    old = stage.run_checked("figures", "--json").out
    began = time.monotonic()
    stage.run_checked("undo")
    took = time.monotonic() - began
    new = stage.run_checked("figures", "--json").out
    assert len(new) < len(old)
    found, dice = tally("kill -9, undo"), seeded_random(f"undo {part}")
    for number in range(repetitions(20) // PARTS):
        stage.replace_store(image)
        struck = stage.strike(
            "undo", moment=MOMENTS[number % 3], pause=dice.uniform(0, took)
        )
        found.runs += 1
        if struck.has_hot_journal:
            found.count("hot journal")
        held(stage, found, old, new)
    found.assert_clean()


def test_a_hot_journal_on_a_copy_is_rolled_back_by_a_read(
    stage: Stage, tally: Callable[[str], Tally]
) -> None:
    image, file = stage.seed(), str(stage.write_figures(ROWS))
    old = stage.run_checked("figures", "--json").out
    found = tally("hot journal, then a read or a write")
    for _ in range(repetitions(8, 20)):
        stage.replace_store(image)
        struck = stage.strike("import", file, moment=Moment.WRITING)
        if not struck.has_hot_journal:
            continue
        found.runs += 1
        left, (journal,) = stage.store.read_bytes(), stage.leftovers("-journal")
        rest = journal.read_bytes()
        for reading in (True, False):
            stage.replace_store(left)
            journal.write_bytes(rest)
            if reading:
                ran = stage.run_checked("figures", "--json")
                assert (ran.out == old, ran.err) == (True, "")
            else:
                stage.run_checked("regions", "add", "云溪区")
                assert stage.run_checked("figures", "--json").out == old
            stage.assert_sound()
        found.count("recovered")
        without_its_journal(stage, found, left, old)
    found.assert_clean()


def without_its_journal(stage: Stage, found: Tally, left: bytes, old: str) -> None:
    """A journal taken away after a crash: refused, found by check, or harmless."""
    stage.replace_store(left)
    ran = stage.run_checked("figures", "--json", exits=(0, 5))
    if ran.code == 5 or ran.out == old:
        found.count("journal removed: refused or harmless")
    elif stage.run_checked(*CHECK, exits=(0, 3, 5)).code == 0:
        # Everything had been written; only the end of the journal was missing.
        assert len(ran.out) > len(old)
        found.count("journal removed: the import was whole")
    else:
        found.count("journal removed: found by check")
