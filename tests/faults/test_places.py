"""Where a store stands: modes, links, and things that are no file."""

from __future__ import annotations

import itertools
import os
import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from support.stage import CHECK, Moment, Stage, Tally, count_message_lines, repetitions

READS: tuple[tuple[str, ...], ...] = (
    ("list",),
    ("figures", "--json"),
    ("compare", "--json"),
)
WRITES: tuple[tuple[str, ...], ...] = (
    ("add", "云溪区", "绿道", "5公里", "--by", "2025"),
    ("regions", "add", "云溪区"),
    ("import", "big.csv"),
)


@pytest.fixture
def seeded(open_stage: Stage) -> Stage:
    open_stage.seed()
    open_stage.write_figures(5)
    return open_stage


@pytest.mark.parametrize(
    ("file", "folder", "reads"),
    [(0o444, 0o755, 0), (0o444, 0o555, 0), (0o644, 0o555, 0), (0o000, 0o755, 5)],
    ids=["file", "both", "folder", "closed"],
)
def test_what_may_not_be_written_is_refused(
    seeded: Stage,
    other_user: tuple[str, ...],
    tally: Callable[[str], Tally],
    file: int,
    folder: int,
    reads: int,
) -> None:
    found = tally("read-only file or folder, no permission")
    image = seeded.store.read_bytes()
    told = {command: seeded.run_checked(*command).out for command in READS}
    if other_user:
        os.chown(seeded.store, 65534, 65534)
        os.chown(seeded.folder, 65534, 65534)
    seeded.store.chmod(file)
    seeded.folder.chmod(folder)
    for command in READS:
        ran = seeded.run_checked(*command, exits=reads, user=other_user)
        found.runs += 1
        if reads == 0 and ran.out != told[command]:
            found.mislead(f"{command} answers otherwise")
    for command in WRITES:
        ran = seeded.run_checked(*command, exits=5, user=other_user)
        found.runs += 1
        found.count("refused")
        assert count_message_lines(ran) == 2, ran.err
        assert "belongs to user" in ran.err
        assert f"this is user {65534 if other_user else os.geteuid()}" in ran.err
    seeded.folder.chmod(0o755)
    seeded.store.chmod(0o600)
    assert seeded.store.read_bytes() == image
    assert list(seeded.leftovers()) == []
    found.assert_clean()


def test_a_folder_that_takes_no_file_takes_no_store(
    seeded: Stage, other_user: tuple[str, ...], tally: Callable[[str], Tally]
) -> None:
    found = tally("read-only file or folder, no permission")
    seeded.folder.chmod(0o555)
    seeded.store = seeded.folder / "other.db"
    for command in (("init",), ("init", "--with-seeds"), *WRITES, *READS):
        seeded.run_checked(*command, exits=5, user=other_user)
        found.runs += 1
        found.count("refused")
        assert not seeded.store.exists()


def test_a_folder_nobody_may_enter(seeded: Stage, other_user: tuple[str, ...]) -> None:
    inner = seeded.folder / "inner"
    inner.mkdir()
    seeded.store.rename(inner / "store.db")
    seeded.store = inner / "store.db"
    inner.chmod(0o000)
    for command in (*READS, WRITES[0]):
        seeded.run_checked(*command, exits=5, user=other_user)
    inner.chmod(0o755)


def test_a_hot_journal_where_nothing_may_be_written(
    seeded: Stage, other_user: tuple[str, ...], tally: Callable[[str], Tally]
) -> None:
    found = tally("hot journal in a read-only folder")
    file, image = str(seeded.write_figures(2000)), seeded.store.read_bytes()
    old = seeded.run_checked("figures", "--json").out
    for _ in range(6):
        seeded.replace_store(image)
        if seeded.strike("import", file, moment=Moment.WRITING).has_hot_journal:
            break
    else:
        pytest.skip("no import was caught while it wrote")
    (journal,) = seeded.leftovers("-journal")
    for path in (seeded.store, journal):
        path.chmod(0o444)
    seeded.folder.chmod(0o555)
    ran = seeded.run_checked("figures", "--json", exits=5, user=other_user)
    assert ran.err.startswith("targets: ")
    found.runs += 1
    found.count("refused")
    for path in (seeded.store, journal):
        path.chmod(0o600)
    seeded.folder.chmod(0o755)
    assert seeded.run_checked("figures", "--json").out == old
    seeded.assert_sound()
    found.assert_clean()


def test_a_new_store_is_its_owners_alone(stage: Stage) -> None:
    stage.write_figures(5)
    for number, command in enumerate((("init",), WRITES[0], ("import", "big.csv"))):
        stage.store = stage.folder / f"{number}.db"
        stage.run_checked(*command, limits="umask 000;")
        assert stage.store.stat().st_mode & 0o777 == 0o600
    stage.run_checked("backup", "-o", "copy.db", limits="umask 000;")
    assert (stage.folder / "copy.db").stat().st_mode & 0o777 == 0o600
    stage.run_checked("export", "figures", "-o", "out.csv", limits="umask 027;")
    assert (stage.folder / "out.csv").stat().st_mode & 0o777 == 0o640


def test_a_symbolic_link_is_followed(
    stage: Stage, tally: Callable[[str], Tally]
) -> None:
    found = tally("symbolic link")
    image, real = stage.seed(), stage.store
    stage.write_figures(2000)
    away = stage.folder / "away"
    away.mkdir()
    link = away / "link.db"
    link.symlink_to(real)
    stage.store = link
    old = stage.run_checked("figures", "--json").out
    for _ in range(4):
        real.write_bytes(image)
        struck = stage.strike("import", "big.csv", moment=Moment.JOURNAL, pause=0.05)
        assert [path.name for path in away.iterdir()] == ["link.db"]
        assert struck.result.code == 137
        found.runs += 1
        found.count("journal beside the real file")
        if stage.run_checked("figures", "--json").out != old:
            found.mislead("a killed import through a link left something")
    stage.run_checked("import", "big.csv")
    assert link.is_symlink()
    for output in (link, real):
        for force in ((), ("--force",)):
            stage.run_checked("backup", "-o", str(output), *force, exits=2)
    assert link.is_symlink()
    stage.assert_sound()
    found.assert_clean()


def test_a_store_that_is_replaced_between_commands_is_read_as_one(
    stage: Stage, tally: Callable[[str], Tally]
) -> None:
    found = tally("store replaced meanwhile")
    one = stage.seed()
    stage.run_checked("record", "云溪区", "绿道", "5公里", "--for", "2023")
    told = {stage.run_checked("figures", "--json").out}
    images = itertools.cycle([one, stage.store.read_bytes()])
    stage.replace_store(one)
    told.add(stage.run_checked("figures", "--json").out)
    over, done = stage.folder / "over", threading.Event()

    def replacing() -> None:
        while not done.is_set():
            over.write_bytes(next(images))
            over.replace(stage.store)
            time.sleep(0.002)

    with ThreadPoolExecutor(1) as pool:
        replacer = pool.submit(replacing)
        try:
            for _ in range(repetitions(3, 40)):
                ran = stage.run_checked("figures", "--json", alone=False)
                if ran.out not in told:
                    found.mislead("neither one file nor the other")
                assert stage.run_checked(*CHECK, alone=False).out == ""
                found.runs += 2
                found.count("one of both")
        finally:
            done.set()
        replacer.result(60)
    found.assert_clean()


def test_a_link_to_nothing_is_no_store_until_one_is_made_there(stage: Stage) -> None:
    link = stage.folder / "link.db"
    link.symlink_to(stage.folder / "nothing.db")
    stage.store = link
    for command in READS:
        stage.run_checked(*command, exits=5)
    assert not (stage.folder / "nothing.db").exists()
    stage.run_checked("regions", "add", "云溪区")
    assert link.is_symlink()
    assert (stage.folder / "nothing.db").stat().st_mode & 0o777 == 0o600
    assert stage.run_checked("regions").out


def test_a_link_that_goes_round_in_a_circle_is_refused(stage: Stage) -> None:
    stage.store = stage.folder / "link.db"
    stage.store.symlink_to(stage.folder / "other.db")
    (stage.folder / "other.db").symlink_to(stage.store)
    stage.write_figures(5)
    for command in (*READS, *WRITES):
        stage.run_checked(*command, exits=5)
    there = sorted(path.name for path in stage.folder.iterdir())
    assert there == ["big.csv", "link.db", "other.db"]


def test_a_store_with_two_names_is_not_written(
    stage: Stage, tally: Callable[[str], Tally]
) -> None:
    found = tally("hard link")
    image, other = stage.seed(), stage.folder / "other.db"
    stage.write_figures(5)
    other.hardlink_to(stage.store)
    for path in (stage.store, other):
        stage.store = path
        for command in WRITES:
            ran = stage.run_checked(*command, exits=5)
            assert "2 names" in ran.err
            found.runs += 1
            found.count("refused")
        assert stage.run_checked("list").out
    assert other.read_bytes() == image


@pytest.mark.parametrize("kind", ["fifo", "device", "zeros", "folder", "socket"])
def test_what_is_no_file_is_no_store(
    stage: Stage, tally: Callable[[str], Tally], kind: str
) -> None:
    found = tally("store is a FIFO, device, folder or socket")
    stage.write_figures(5)
    place = stage.folder / kind
    with socket.socket(socket.AF_UNIX) as listening:
        match kind:
            case "fifo":
                os.mkfifo(place)
            case "folder":
                place.mkdir()
            case "socket":
                home = Path.cwd()
                os.chdir(stage.folder)  # the name of a socket is short
                listening.bind(kind)
                os.chdir(home)
            case "device":
                place = Path("/dev/null")
            case _:
                place = Path("/dev/zero")
        stage.store = place
        for command in (*READS, *WRITES, ("init",), ("export", "all")):
            stage.run_checked(*command, exits=5 if command[0] != "export" else (2, 5))
            found.runs += 1
            found.count("refused")
        assert place.exists()
    found.assert_clean()
