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
    chance,
    has,
    rows_of,
    times,
)

MOMENTS = tuple(Moment)
ROWS = 1000


def held(stage: Stage, tally: Tally, old: str, new: str) -> None:
    """The next read recovers in silence and sees the old state or the new one."""
    ran = stage.fault("figures", "--json")
    assert ran.err == ""
    if ran.out not in (old, new):
        before, after = (len(rows_of(ran._replace(out=out))) for out in (old, new))
        now = len(rows_of(ran))
        if now < min(before, after):
            tally.lose(min(before, after) - now, f"{now} rows of {before} or {after}")
        else:
            tally.mislead(f"{now} rows: neither all nor nothing")
        return
    tally.saw("all" if ran.out == new else "nothing")
    stage.sound()


@pytest.mark.parametrize("part", range(PARTS))
def test_an_import_is_all_or_nothing(
    stage: Stage, tally: Callable[[str], Tally], part: int
) -> None:
    image, file = stage.seed(), str(stage.rows(ROWS))
    old = stage.fault("figures", "--json").out
    began = time.monotonic()
    stage.fault("import", file)
    took = time.monotonic() - began
    new = stage.fault("figures", "--json").out
    assert len(new) > len(old)
    found, dice = tally("kill -9, import"), chance(f"import {part}")
    for number in range(times(20) // PARTS):
        stage.put(image)
        moment = MOMENTS[number % 3]
        struck = stage.strike(
            "import", file, moment=moment, pause=dice.uniform(0, took)
        )
        found.runs += 1
        if struck.hot:
            found.saw("hot journal")
        if struck.ran.code == 0:
            found.saw("too late")
        held(stage, found, old, new)
        # A journal that never became hot may lie there until the next write.
        assert all(path.name.endswith("-journal") for path in stage.leftovers())
        stage.fault("regions", "add", "云溪镇")
        assert list(stage.leftovers()) == []
    found.clean()


def test_an_import_larger_than_the_cache_is_all_or_nothing(
    stage: Stage, tally: Callable[[str], Tally]
) -> None:
    image, file = stage.seed(), str(stage.rows(8000))
    old = stage.fault("figures", "--json").out
    stage.fault("import", file)
    new = stage.fault("figures", "--json").out
    found, dice = tally("kill -9, import that spills"), chance("spills")
    for _ in range(times(3, 12)):
        stage.put(image)
        struck = stage.strike(
            *("import", file), moment=Moment.JOURNAL, pause=dice.uniform(0, 1.5)
        )
        found.runs += 1
        if struck.hot:
            found.saw("hot journal")
        held(stage, found, old, new)
    found.clean()


def test_a_first_import_makes_a_whole_store_or_none(
    stage: Stage, tally: Callable[[str], Tally]
) -> None:
    file = str(stage.rows(ROWS))
    stage.fault("import", file)
    new, image = stage.fault("figures", "--json").out, stage.store.read_bytes()
    found, dice = tally("kill -9, first import"), chance("first")
    for number in range(times(6, 40)):
        stage.put(image)
        stage.store.unlink()
        stage.strike(
            *("import", file), moment=MOMENTS[number % 2], pause=dice.uniform(0, 0.5)
        )
        found.runs += 1
        if not stage.store.exists():
            found.saw("nothing")
            if any(stage.leftovers()):
                found.saw("draft left")
            stage.fault("list", exits=5)
            stage.fault("import", file)
        held(stage, found, new, new)
    found.clean()


@pytest.mark.parametrize("part", range(PARTS))
def test_an_id_that_was_said_is_stored(
    stage: Stage, tally: Callable[[str], Tally], part: int
) -> None:
    stage.seed()
    found, dice = tally("kill -9, add"), chance(f"add {part}")
    known = [row["id"] for row in rows_of(stage.fault("list", "--json"))]
    for number in range(times(20) // PARTS):
        struck = stage.strike(
            *("add", "云溪区", "绿道", f"{number + 1}公里", "--by", "2025"),
            *("--scope", f"第{number}片"),
            moment=MOMENTS[number % 3],
            pause=dice.uniform(0, 0.15 if number % 3 == 0 else 0.005),
        )
        found.runs += 1
        if struck.hot:
            found.saw("hot journal")
        ran = stage.fault("list", "--json")
        assert ran.err == ""
        now = [row["id"] for row in rows_of(ran)]
        said = struck.ran.out.split()
        if not {*known, *said} <= set(now):
            found.lose(1, f"{said} was said, and is not in {now[-3:]}")
        if len(now) not in (len(known), len(known) + 1) or len(set(now)) != len(now):
            found.mislead(f"{known[-3:]} became {now[-3:]}")
        found.saw("all" if len(now) > len(known) else "nothing")
        known = now
        stage.sound()
    found.clean()


@pytest.mark.skipif(not has("undo"), reason="there is no undo yet")
@pytest.mark.parametrize("part", range(PARTS))
def test_an_undo_is_all_or_nothing(
    stage: Stage, tally: Callable[[str], Tally], part: int
) -> None:
    stage.seed()
    stage.fault("import", str(stage.rows(ROWS)))
    image = stage.store.read_bytes()
    old = stage.fault("figures", "--json").out
    began = time.monotonic()
    stage.fault("undo")
    took = time.monotonic() - began
    new = stage.fault("figures", "--json").out
    assert len(new) < len(old)
    found, dice = tally("kill -9, undo"), chance(f"undo {part}")
    for number in range(times(20) // PARTS):
        stage.put(image)
        struck = stage.strike(
            "undo", moment=MOMENTS[number % 3], pause=dice.uniform(0, took)
        )
        found.runs += 1
        if struck.hot:
            found.saw("hot journal")
        held(stage, found, old, new)
    found.clean()


def test_a_hot_journal_on_a_copy_is_rolled_back_by_a_read(
    stage: Stage, tally: Callable[[str], Tally]
) -> None:
    image, file = stage.seed(), str(stage.rows(ROWS))
    old = stage.fault("figures", "--json").out
    found = tally("hot journal, then a read or a write")
    for _ in range(times(4, 20)):
        stage.put(image)
        struck = stage.strike("import", file, moment=Moment.WRITING)
        if not struck.hot:
            continue
        found.runs += 1
        left, (journal,) = stage.store.read_bytes(), stage.leftovers("-journal")
        rest = journal.read_bytes()
        for reading in (True, False):
            stage.put(left)
            journal.write_bytes(rest)
            if reading:
                ran = stage.fault("figures", "--json")
                assert (ran.out == old, ran.err) == (True, "")
            else:
                stage.fault("regions", "add", "云溪区")
                assert stage.fault("figures", "--json").out == old
            stage.sound()
        found.saw("recovered")
        without_its_journal(stage, found, left, old)
    found.clean()


def without_its_journal(stage: Stage, found: Tally, left: bytes, old: str) -> None:
    """A journal taken away after a crash: refused, found by check, or harmless."""
    stage.put(left)
    ran = stage.fault("figures", "--json", exits=(0, 5))
    if ran.code == 5 or ran.out == old:
        found.saw("journal removed: refused or harmless")
    elif has("check"):
        if stage.fault(*CHECK, exits=(0, 3, 5)).code == 0:
            # Everything had been written; only the end of the journal was missing.
            assert len(ran.out) > len(old)
            found.saw("journal removed: the import was whole")
        else:
            found.saw("journal removed: found by check")
