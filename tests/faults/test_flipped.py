"""A byte changed anywhere: refused, found by `check`, or without any effect."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest

from support.stage import CHECK, PARTS, Stage, Tally, repetitions, seeded_random

READS: tuple[tuple[str, ...], ...] = (
    ("list",),
    ("figures", "--json"),
    ("compare", "--json"),
)

BY_HAND = [
    "UPDATE figure SET value = '9' WHERE id = 1",
    "UPDATE figure SET value = value || '0' WHERE id = 5",
    "UPDATE figure SET region_id = 2 WHERE id = 1",
    "UPDATE target SET deadline = '2030-12-31' WHERE id = 3",
    "UPDATE target SET revision = 2 WHERE id = 3",
    "UPDATE metric SET better = 'less' WHERE id = 1",
    "DELETE FROM figure WHERE id = 2",
    "DELETE FROM figure WHERE id = (SELECT max(id) FROM figure)",
    "UPDATE target SET id = 999 WHERE id = 95",
    (
        "INSERT INTO region"
        " SELECT 999, '云湖区', name_en, parent, code, aliases, 1, digest,"
        " currency, fiscal_year"
        " FROM region WHERE id = 1"
    ),
    "DELETE FROM history",
    "UPDATE history SET content = replace(content, '3600', '3700')",
    "UPDATE history SET replaced_by = 1",
    "DELETE FROM revision WHERE sequence = 2",
    "DELETE FROM revision WHERE sequence = (SELECT max(sequence) FROM revision)",
    "UPDATE revision SET time = '2020-01-01T00:00:00Z' WHERE sequence = 2",
    "UPDATE revision SET command = 'import' WHERE sequence = 2",
    "UPDATE revision SET rows = rows + 1 WHERE sequence = 2",
    "UPDATE revision SET sequence = 99 WHERE sequence = 3",
]


def lived_in(stage: Stage) -> bytes:
    """Return a store with a past: seeds, a correction, a removal, an undo."""
    stage.seed()
    stage.run_checked("edit", "T1", "note=corrected")
    stage.run_checked("add", "云溪区", "绿道", "5公里", "--by", "2025")
    stage.run_checked("record", "云溪区", "绿道", "4.5公里", "--for", "2024")
    stage.run_checked("remove", "F133")
    stage.run_checked("undo")
    stage.assert_sound()
    return stage.store.read_bytes()


def judged(
    stage: Stage, found: Tally, image: bytes, told: dict[tuple[str, ...], str], at: int
) -> None:
    stage.replace_store(image)
    found.runs += 1
    checked = stage.run_checked(*CHECK, exits=(0, 3, 5))
    if checked.code:
        assert checked.out or checked.err
        found.count("found by check" if checked.code == 3 else "refused by check")
        stage.run_checked(*READS[found.runs % 3], exits=(0, 5))
        return
    refused = False
    for command in READS:
        ran = stage.run_checked(*command, exits=(0, 5))
        refused |= ran.code == 5
        if ran.code == 0 and (ran.out, ran.err) != (told[command], ""):
            found.mislead(f"byte {at}: {command[0]} answers otherwise, check is silent")
    found.count("refused" if refused else "without effect")


@pytest.mark.parametrize("part", range(PARTS))
def test_a_changed_byte_never_gives_a_wrong_answer_in_silence(
    stage: Stage, tally: Callable[[str], Tally], part: int
) -> None:
    image = lived_in(stage)
    told = {command: stage.run_checked(*command).out for command in READS}
    found, dice = tally("changed byte, anywhere"), seeded_random(f"byte {part}")
    for number in range(part, repetitions(50), PARTS):
        # Half of them where something is written, for most of a store is empty.
        at = dice.randrange(len(image))
        while number // PARTS % 2 and not any(image[at : at + 8]):
            at = dice.randrange(len(image))
        spoilt = bytearray(image)
        spoilt[at] ^= dice.randrange(1, 256)
        judged(stage, found, bytes(spoilt), told, at)
    found.assert_clean()


def test_a_changed_digit_is_always_found(
    stage: Stage, tally: Callable[[str], Tally]
) -> None:
    """The change that SQLite's own test does not see."""
    image = lived_in(stage)
    with closing(sqlite3.connect(stage.store)) as connection:
        rows = connection.execute(
            "SELECT value || unit || start FROM figure WHERE length(value) > 3"
        )
        needles = [
            needle.encode() for (needle,) in rows if image.count(needle.encode()) == 1
        ]
    assert needles
    found, dice = tally("changed digit of a figure"), seeded_random("digit")
    for needle in dice.choices(needles, k=repetitions(10)):
        at = image.index(needle)
        spoilt = bytearray(image)
        spoilt[at] = ord("1") + (spoilt[at] - ord("0")) % 9
        if bytes(spoilt) == image:
            continue
        stage.replace_store(bytes(spoilt))
        found.runs += 1
        ran = stage.run_checked(*CHECK, exits=(0, 3, 5))
        if ran.code == 0:
            found.mislead(f"{needle.decode()} at {at} was changed and check is silent")
        found.count("found by check")
    found.assert_clean()


def test_a_row_changed_by_hand_is_found(
    stage: Stage, tally: Callable[[str], Tally]
) -> None:
    found, image = tally("row changed by hand"), lived_in(stage)
    for statement in BY_HAND:
        stage.replace_store(image)
        with closing(sqlite3.connect(stage.store, isolation_level=None)) as connection:
            assert connection.execute(statement).rowcount, statement
        found.runs += 1
        if stage.run_checked(*CHECK, exits=(0, 3, 5)).code == 0:
            found.mislead(f"{statement}: check is silent")
        found.count("found by check")
    found.assert_clean()
