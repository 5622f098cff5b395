"""Files that are not our store, or no longer: refused, and byte for byte as before."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from support.paths import SHARED
from support.stage import (
    CHECK,
    COMMANDS,
    LONG,
    SOME,
    WRITE,
    Stage,
    Tally,
    count_message_lines,
    execute_sql,
)
from targetcli.errors import StoreBusy, StoreUnusable
from targetcli.store.store import open_store

BROKEN = SHARED / "naughty" / "sqlite-broken"
IMAGES = sorted((BROKEN / "sqlite-fuzzdata").rglob("*.db"))
SQLITTLE = sorted(
    path
    for path in (BROKEN / "sqlittle").rglob("*")
    if path.is_file() and not path.name.endswith(("-journal", "-wal", "-shm"))
)


def opens(path: Path, *, write: bool) -> bool:
    try:
        open_store(path, 0.1, write=write).close()
    except (StoreUnusable, StoreBusy):
        return False
    return True


def placed(stage: Stage, image: Path) -> dict[Path, bytes]:
    """Copy an image with what belongs to it; return what must stay as it is."""
    kept = {}
    # What lies beside the fuzzed images is not theirs: somebody opened them once.
    endings = ("",) if image.suffix == ".db" else ("", "-journal", "-wal", "-shm")
    for ending in endings:
        beside = image.with_name(image.name + ending)
        if beside.exists():
            copy = stage.store.with_name(stage.store.name + ending)
            shutil.copyfile(beside, copy)
            kept[copy] = copy.read_bytes()
    return kept


def untouched(stage: Stage, kept: dict[Path, bytes]) -> bool:
    return all(
        path.exists() and path.read_bytes() == was for path, was in kept.items()
    ) and set(stage.leftovers()) <= set(kept)


def removed(stage: Stage) -> None:
    for path in (*stage.leftovers(), stage.store):
        path.unlink(missing_ok=True)


def refused(
    stage: Stage, found: Tally, image: Path, commands: list[tuple[str, ...]]
) -> None:
    kept = placed(stage, image)
    for command in commands:
        ran = stage.run_checked(*command, exits=5)
        found.runs += 1
        found.count("refused")
        assert count_message_lines(ran) == 2, ran.err
        if not untouched(stage, kept):
            found.mislead(f"{command[0]} changed {image.name}")
    removed(stage)


@pytest.mark.usefixtures("shared")
def test_every_image_is_refused_at_the_door(
    stage: Stage, tally: Callable[[str], Tally]
) -> None:
    found = tally("malformed images, opened")
    for image in (*IMAGES, *SQLITTLE):
        kept = placed(stage, image)
        for write in (False, True):
            began = time.monotonic()
            assert not opens(stage.store, write=write), image.name
            assert time.monotonic() - began < 1
            found.runs += 1
            found.count("refused")
        if not untouched(stage, kept):
            there = sorted(path.name for path in stage.folder.iterdir())
            found.mislead(f"opening changed {image.name}: {there}")
        removed(stage)
    assert found.runs >= 480
    found.assert_clean()


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("part", range(4))
def test_images_are_refused_by_the_command(
    stage: Stage, tally: Callable[[str], Tally], part: int
) -> None:
    stage.write_figures(5)
    found = tally("malformed images, by command")
    for image in IMAGES[part :: 4 if LONG else 80]:
        refused(stage, found, image, COMMANDS[:2])
    for image in SQLITTLE[part :: 4 if LONG else 40]:
        refused(stage, found, image, COMMANDS[:2])
    found.assert_clean()


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize(
    "name",
    ["journal_hot", "wal_crashed", "journal_persist", "zerolength", "music"],
)
def test_every_command_refuses_what_is_not_ours(
    stage: Stage, tally: Callable[[str], Tally], name: str
) -> None:
    stage.write_figures(5)
    found = tally("someone else's file, every command")
    image = BROKEN / "sqlittle" / "testdata" / f"{name}.sqlite"
    refused(stage, found, image, SOME)
    found.assert_clean()


@pytest.mark.parametrize("name", ["text", "table", "archive", "picture", "empty"])
def test_a_file_of_another_kind_is_refused(
    stage: Stage, tally: Callable[[str], Tally], name: str
) -> None:
    stage.write_figures(5)
    image = stage.folder / "other"
    image.write_bytes(
        {
            "text": "一份说明\n".encode(),
            "table": (stage.folder / "big.csv").read_bytes(),
            "archive": b"PK\x03\x04" + bytes(2000),
            "picture": b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 8,
            "empty": b"",
        }[name]
    )
    found = tally("text, CSV, zip, JPEG, empty")
    refused(stage, found, image, COMMANDS if LONG else COMMANDS[:3])
    found.assert_clean()


MAKING = ("add", "record", "import", "init")


def test_a_store_that_is_not_there_is_said_so_and_not_made(
    stage: Stage, tally: Callable[[str], Tally]
) -> None:
    found = tally("missing store")
    for command in SOME:
        if command[0] in MAKING or "add" in command:
            continue
        ran = stage.run_checked(*command, exits=5)
        found.runs += 1
        assert "there is no store at" in ran.err
        found.count("refused")
        if stage.store.exists() or list(stage.leftovers()):
            found.mislead(f"{command[0]} made a store")
    found.assert_clean()


@pytest.mark.parametrize("share", [0.02, 0.3, 0.7, 0.98])
def test_a_truncated_store_is_never_a_shorter_list(
    stage: Stage, tally: Callable[[str], Tally], share: float
) -> None:
    image = stage.seed()
    told = {
        command: stage.run_checked(*command).out
        for command in (("list",), ("figures", "--json"), ("compare", "--json"))
    }
    found = tally("truncated store")
    stage.replace_store(image[: int(len(image) * share)])
    for command, whole in told.items():
        ran = stage.run_checked(*command, exits=(0, 5))
        found.runs += 1
        found.count("refused" if ran.code else "as before")
        if ran.code == 0 and ran.out != whole:
            found.mislead(f"{command[0]} answers from a truncated store")
    stage.run_checked(*WRITE, exits=5)
    found.assert_clean()


HOSTILE = {
    "trigger": (
        "CREATE TRIGGER x AFTER INSERT ON region BEGIN DELETE FROM target; END",
    ),
    "temporary name": ("CREATE TABLE temp_target (id)",),
    "view like a table": (
        "ALTER TABLE figure RENAME TO figure_old",
        "CREATE VIEW figure AS SELECT * FROM figure_old WHERE id > 9",
    ),
    "table like a view": (
        "DROP VIEW figures_v",
        "CREATE TABLE figures_v (id)",
    ),
    "another view by our name": (
        "DROP VIEW targets_v",
        "CREATE VIEW targets_v AS SELECT load_extension('/tmp/x') AS id",
    ),
    "table without its checks": (
        "PRAGMA foreign_keys = OFF",
        (
            "CREATE TABLE unit_new (id INTEGER PRIMARY KEY, name TEXT, dimension TEXT,"
            " factor INTEGER, revision INTEGER)"
        ),
        "DROP TABLE unit",
        "ALTER TABLE unit_new RENAME TO unit",
    ),
    "index missing": ("DROP INDEX figure_by_place",),
    "another index by our name": (
        "DROP INDEX figure_by_place",
        "CREATE INDEX figure_by_place ON figure (region_id) WHERE id > 9",
    ),
    "one column more": ("ALTER TABLE target ADD COLUMN more TEXT",),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_schema_that_is_not_ours_is_refused(
    stage: Stage, tally: Callable[[str], Tally], name: str
) -> None:
    found = tally("hostile schema")
    stage.seed()
    stage.write_figures(5)
    execute_sql(stage.store, *HOSTILE[name])
    image = stage.store.read_bytes()
    for command in COMMANDS if LONG else COMMANDS[:3]:
        stage.run_checked(*command, exits=5)
        found.runs += 1
        found.count("refused")
        if stage.store.read_bytes() != image:
            found.mislead(f"{command[0]} wrote to a store with a {name}")
    found.assert_clean()


@pytest.mark.parametrize(
    ("column", "reading"),
    [
        ("target SET note", ("list", "--json")),
        ("target SET scope", ("compare", "--json")),
        ("figure SET as_written", ("figures", "--json")),
        ("region SET name", ("regions", "--json")),
        ("metric SET aliases", ("metrics", "--json")),
        ("source SET title", ("sources", "--json")),
    ],
    ids=lambda value: str(value).split(maxsplit=1)[0],
)
def test_bytes_that_are_no_text_are_said_to_be_damage(
    stage: Stage, tally: Callable[[str], Tally], column: str, reading: tuple[str, ...]
) -> None:
    found = tally("bytes that are not UTF-8")
    stage.seed()
    execute_sql(
        stage.store,
        "PRAGMA foreign_keys = OFF",
        f"UPDATE {column} = cast(x'd6d0' AS TEXT) WHERE id = 2",
    )
    ran = stage.run_checked(*reading, exits=5)
    assert "damaged" in ran.err, ran.err
    found.runs += 1
    found.count("refused")
    for command in (*COMMANDS[:2], ("compare", "--json"), ("export", "targets")):
        stage.run_checked(*command, exits=(0, 5))
        found.runs += 1
    stage.run_checked(*CHECK, exits=(3, 5))
    found.count("found by check")
    found.assert_clean()


@pytest.mark.parametrize(
    "statement",
    [
        "PRAGMA user_version = 99",
        (
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('targetcli', 'zz_future', '')"
        ),
    ],
    ids=["version", "step"],
)
def test_a_newer_store_is_refused(
    stage: Stage, tally: Callable[[str], Tally], statement: str
) -> None:
    found = tally("newer schema")
    stage.seed()
    stage.write_figures(5)
    execute_sql(stage.store, statement)
    image = stage.store.read_bytes()
    for command in SOME:
        ran = stage.run_checked(*command, exits=5)
        assert "newer" in ran.err
        found.runs += 1
        found.count("refused")
        assert stage.store.read_bytes() == image
    found.assert_clean()
