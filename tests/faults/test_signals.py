"""Asked to stop, and clocks that are wrong."""

from __future__ import annotations

import json
import shutil
import signal
from collections.abc import Callable

import pytest

from support.stage import Moment, Stage, Tally, json_rows, repetitions, seeded_random

_ANSWERS: list[tuple[str, str]] = []  # before and after the import, found once


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_asked_to_stop_an_import_stores_nothing(
    stage: Stage, tally: Callable[[str], Tally], by: signal.Signals
) -> None:
    image, file = stage.seed(), str(stage.write_figures(3000))
    if not _ANSWERS:
        before = stage.run_checked("figures", "--json").out
        stage.run_checked("import", file)
        _ANSWERS.append((before, stage.run_checked("figures", "--json").out))
    ((old, new),) = _ANSWERS
    found, dice = tally(f"{by.name} during import"), seeded_random(by.name)
    for _ in range(repetitions(5, 20)):
        stage.replace_store(image)
        struck = stage.strike(
            "import", file, moment=Moment.JOURNAL, pause=dice.uniform(0, 0.3), by=by
        )
        found.runs += 1
        now = stage.run_checked("figures", "--json")
        if struck.result.code == 0:
            found.count("too late")
            assert now.out == new
            continue
        assert (struck.result.code, struck.result.out) == (128 + by, "")
        assert struck.result.err.count("\n") <= 1, struck.result.err
        if now.out == new:
            found.count("just stored")
        elif now.out == old:
            found.count("nothing stored")
        else:
            found.mislead("something of it was stored")
        assert all(path.name.endswith("-journal") for path in stage.leftovers())
        stage.assert_sound()
    found.assert_clean()


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_asked_to_stop_a_first_import_makes_no_store(
    stage: Stage, by: signal.Signals
) -> None:
    file = str(stage.write_figures(3000))
    struck = stage.strike("import", file, moment=Moment.JOURNAL, pause=0.05, by=by)
    assert struck.result.code == 128 + by
    assert not stage.store.exists()
    stage.run_checked("list", exits=5)
    stage.run_checked("import", file)
    if by is signal.SIGINT:
        assert list(stage.leftovers()) == []


@pytest.mark.parametrize(
    "then", ["1970-01-01T00:00:00+00:00", "2019-05-05T12:00:00Z", "2099-12-31"]
)
def test_a_clock_that_is_wrong_loses_no_order(
    stage: Stage, tally: Callable[[str], Tally], then: str
) -> None:
    found = tally("clock set back or ahead")
    stage.run_checked("init")
    for number, now in enumerate(("2026-03-31T09:00:00+08:00", then, "2026-04-01")):
        stage.run_checked(
            *("add", "云溪区", "绿道", f"{number + 1}公里", "--by", "2025"),
            *("--scope", f"第{number}片"),
            TARGETS_NOW=now,
        )
    found.runs += 3
    stored = json_rows(stage.run_checked("list", "--json"))
    if [row["value"] for row in stored] != ["1", "2", "3"]:
        found.lose(3 - len(stored), f"{stored}")
    found.count("order kept")
    logged = json.loads(stage.run_checked("log", "--json").out)["rows"]
    assert len(logged) == 3
    found.count(
        f"check {stage.run_checked('check', 'clock', '--strict', exits=(0, 3)).code}"
    )
    found.assert_clean()


@pytest.mark.parametrize("then", ["1970-01-02 09:00:00", "2099-12-31 23:00:00"])
def test_a_machine_in_another_time_keeps_the_order(
    stage: Stage, tally: Callable[[str], Tally], then: str
) -> None:
    """The whole process lives in that time, as on a machine without a battery."""
    if shutil.which("faketime") is None:
        pytest.skip("faketime is not installed")
    found = tally("clock of 1970 or 2099, by faketime")
    stage.environment.pop("TARGETS_NOW")
    today = Stage.program
    for number, program in enumerate((today, ("faketime", then, *today), today)):
        stage.program = program
        stage.run_checked(
            *("add", "云溪区", "绿道", f"{number + 1}公里", "--by", "2025"),
            *("--scope", f"第{number}片", "--wait", "1"),
        )
        found.runs += 1
    assert [row["value"] for row in json_rows(stage.run_checked("list", "--json"))] == [
        *("1", "2", "3")
    ]
    logged = json_rows(stage.run_checked("log", "--json"))
    assert [row["sequence"] for row in logged] == [1, 2, 3]
    assert logged[1]["time"].startswith(then[:4])
    stage.assert_sound()
    ran = stage.run_checked("check", "clock", exits=3)
    assert json_rows(stage.run_checked("check", "clock", "--json", exits=3))[0][
        "record"
    ] == ("write 2" if then < "2000" else "write 3")
    assert "the one before it" in ran.out
    found.count("order kept, named by check")
    found.assert_clean()


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Shanghai"])
def test_a_day_asked_about_is_the_same_day_everywhere(stage: Stage, zone: str) -> None:
    """Asked half a minute after New York has put its clocks forward."""
    if shutil.which("faketime") is None:
        pytest.skip("faketime is not installed")
    stage.seed()
    asked = ("compare", "--json", "--as-of", "2026-03-08")
    told = stage.run_checked(*asked).out
    stage.environment.pop("TARGETS_NOW")
    stage.program = ("faketime", "2026-03-08 07:00:30 UTC", *Stage.program)
    assert stage.run_checked(*asked, TZ=zone).out == told
    stage.run_checked("regions", "add", "云溪区", TZ=zone)
    assert json_rows(stage.run_checked("log", "--json"))[-1]["time"].endswith("+00:00")


def test_the_zone_of_the_machine_changes_no_answer(stage: Stage) -> None:
    stage.seed()
    told = {
        stage.run_checked("compare", "--json", "--as-of", "2026-03-31", TZ=zone).out
        for zone in ("UTC", "Asia/Shanghai", "America/New_York", "Pacific/Kiritimati")
    }
    assert len(told) == 1
