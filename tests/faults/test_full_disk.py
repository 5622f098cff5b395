"""No room: a small file system, and a limit on the size of files."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from support.stage import Stage, Tally, choose, count_message_lines, repetitions

ROWS = 1500


def outgrown(stage: Stage, found: Tally, image: bytes, limits: str = "") -> bool:
    """Import with little room: refused and as before, or whole. Say whether it fit."""
    stage.replace_store(image)
    old = stage.run_checked("figures", "--json").out
    ran = stage.run_checked(
        "import", str(stage.folder / "big.csv"), exits=(0, 5), limits=limits
    )
    found.runs += 1
    found.count("fits" if ran.code == 0 else "refused")
    now = stage.run_checked("figures", "--json")
    assert now.err == ""
    if ran.code == 5:
        assert count_message_lines(ran) == 2, ran.err
        if now.out != old:
            found.mislead("a refused import changed an answer")
    elif now.out.count('"id"') != old.count('"id"') + ROWS:
        found.lose(1, "an import that said it was done is not whole")
    assert list(stage.leftovers()) == []
    stage.assert_sound()
    return ran.code == 0


def resized(folder: Path, kibibytes: int) -> None:
    option = f"remount,size={kibibytes}k"
    subprocess.run(["mount", "-o", option, str(folder)], check=True)


def test_a_file_size_limit_loses_nothing(
    stage: Stage, tally: Callable[[str], Tally]
) -> None:
    image = stage.seed()
    stage.write_figures(ROWS)
    found = tally("file size limit, import")
    blocks, step = 1, max(20, 4000 // repetitions(80))
    while not outgrown(stage, found, image, limits=f"ulimit -f {blocks};"):
        blocks += step
    assert found.runs > 5
    found.assert_clean()


def test_a_file_size_limit_makes_no_half_store(
    stage: Stage, tally: Callable[[str], Tally]
) -> None:
    found = tally("file size limit, first run")
    stage.write_figures(ROWS)
    commands = (("init",), ("init", "--with-seeds"), ("import", "big.csv"))
    for number, blocks in enumerate((0, 1, 8, 64, 256, 512)):
        for command in choose(commands, number, 2):
            ran = stage.run_checked(
                *command, limits=f"ulimit -f {blocks};", exits=(0, 5)
            )
            found.runs += 1
            found.count("fits" if ran.code == 0 else "refused")
            assert stage.store.exists() is (ran.code == 0)
            assert list(stage.leftovers()) == []
            stage.store.unlink(missing_ok=True)
    found.assert_clean()


def test_a_full_disk_loses_nothing(
    stage: Stage, small_disk: Path, tally: Callable[[str], Tally]
) -> None:
    image = stage.seed()
    stage.write_figures(ROWS)
    stage.store = small_disk / "store.db"
    found = tally("full disk, import")
    size, step = len(image) // 1024 + 8, max(8, 600 // repetitions(40))
    while True:
        resized(small_disk, size)
        if outgrown(stage, found, image):
            break
        size += step
    assert found.runs > 3
    found.assert_clean()


def test_a_full_disk_refuses_a_single_row_and_a_first_run(
    stage: Stage, small_disk: Path, tally: Callable[[str], Tally]
) -> None:
    stage.store = small_disk / "store.db"
    found = tally("full disk, add and first run")
    stage.seed()
    fill = small_disk / "fill"
    with fill.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(b"x" * 4096):
            pass
    ran = stage.run_checked("add", "云溪区", "绿道", "5公里", "--by", "2025", exits=5)
    assert "space" in ran.err or "full" in ran.err, ran.err
    stage.assert_sound()
    stage.store = small_disk / "other.db"
    for command in (("init",), ("init", "--with-seeds"), ("regions", "add", "甲")):
        stage.run_checked(*command, exits=5)
        assert sorted(path.name for path in small_disk.iterdir()) == [
            "fill",
            "store.db",
        ]
    found.runs += 4
    found.count("refused")
    found.assert_clean()


@pytest.mark.parametrize("how", ["small disk", "size limit"])
def test_an_answer_that_does_not_fit_leaves_the_old_file(
    stage: Stage,
    request: pytest.FixtureRequest,
    tally: Callable[[str], Tally],
    how: str,
) -> None:
    stage.seed()
    stage.write_figures(6000)
    stage.run_checked("import", "big.csv")
    folder, limits = stage.folder / "answers", "ulimit -f 64;"
    folder.mkdir()
    if how == "small disk":
        folder, limits = request.getfixturevalue("small_disk"), ""
        resized(folder, 64)
    old, found = folder / "out.csv", tally(f"no room for an answer: {how}")
    old.write_text("the old answer\n", encoding="utf-8")
    for arguments in (
        ("figures", "-o", str(old), "--force"),
        ("figures", "--json", "-o", str(old), "--force"),
        ("export", "figures", "-o", str(old), "--force"),
        ("figures", "-o", str(folder / "new.csv")),
    ):
        stage.run_checked(*arguments, exits=5, limits=limits)
        found.runs += 1
        found.count("refused")
        if old.read_text(encoding="utf-8") != "the old answer\n":
            found.lose(1, "the old answer is gone")
        assert [path.name for path in folder.iterdir()] == ["out.csv"]
    found.assert_clean()
