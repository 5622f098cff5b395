"""Asked to stop, and clocks that are wrong."""

from __future__ import annotations

import json
import shutil
import signal
from collections.abc import Callable

import pytest

from support.stage import Moment, Stage, Tally, chance, has, rows_of, times


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_asked_to_stop_an_import_stores_nothing(
    stage: Stage, tally: Callable[[str], Tally], by: signal.Signals
) -> None:
    image, file = stage.seed(), str(stage.rows(3000))
    old = stage.fault("figures", "--json").out
    stage.fault("import", file)
    new = stage.fault("figures", "--json").out
    found, dice = tally(f"{by.name} during import"), chance(by.name)
    for _ in range(times(5, 20)):
        stage.put(image)
        struck = stage.strike(
            "import", file, moment=Moment.JOURNAL, pause=dice.uniform(0, 0.3), by=by
        )
        found.runs += 1
        now = stage.fault("figures", "--json")
        if struck.ran.code == 0:
            found.saw("too late")
            assert now.out == new
            continue
        assert (struck.ran.code, struck.ran.out) == (128 + by, "")
        assert struck.ran.err.count("\n") <= 1, struck.ran.err
        if now.out == new:
            found.saw("just stored")
        elif now.out == old:
            found.saw("nothing stored")
        else:
            found.mislead("something of it was stored")
        assert all(path.name.endswith("-journal") for path in stage.leftovers())
        stage.sound()
    found.clean()


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_asked_to_stop_a_first_import_makes_no_store(
    stage: Stage, by: signal.Signals
) -> None:
    file = str(stage.rows(3000))
    struck = stage.strike("import", file, moment=Moment.JOURNAL, pause=0.05, by=by)
    assert struck.ran.code == 128 + by
    assert not stage.store.exists()
    stage.fault("list", exits=5)
    stage.fault("import", file)
    if by is signal.SIGINT:
        assert list(stage.leftovers()) == []


@pytest.mark.parametrize(
    "then", ["1970-01-01T00:00:00+00:00", "2019-05-05T12:00:00Z", "2099-12-31"]
)
def test_a_clock_that_is_wrong_loses_no_order(
    stage: Stage, tally: Callable[[str], Tally], then: str
) -> None:
    found = tally("clock set back or ahead")
    stage.fault("init")
    for number, now in enumerate(("2026-03-31T09:00:00+08:00", then, "2026-04-01")):
        stage.fault(
            *("add", "云溪区", "绿道", f"{number + 1}公里", "--by", "2025"),
            *("--scope", f"第{number}片"),
            TARGETS_NOW=now,
        )
    found.runs += 3
    stored = rows_of(stage.fault("list", "--json"))
    if [row["value"] for row in stored] != ["1", "2", "3"]:
        found.lose(3 - len(stored), f"{stored}")
    found.saw("order kept")
    if has("log"):
        logged = json.loads(stage.fault("log", "--json").out)["rows"]
        assert len(logged) == 3
    if has("check"):
        found.saw(
            f"check {stage.fault('check', 'clock', '--strict', exits=(0, 3)).code}"
        )
    found.clean()


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
        stage.fault(
            *("add", "云溪区", "绿道", f"{number + 1}公里", "--by", "2025"),
            *("--scope", f"第{number}片", "--wait", "1"),
        )
        found.runs += 1
    assert [row["value"] for row in rows_of(stage.fault("list", "--json"))] == [
        *("1", "2", "3")
    ]
    logged = rows_of(stage.fault("log", "--json"))
    assert [row["sequence"] for row in logged] == [1, 2, 3]
    assert logged[1]["time"].startswith(then[:4])
    stage.sound()
    ran = stage.fault("check", "clock", exits=3)
    assert rows_of(stage.fault("check", "clock", "--json", exits=3))[0]["record"] == (
        "write 2" if then < "2000" else "write 3"
    )
    assert "the one before it" in ran.out
    found.saw("order kept, named by check")
    found.clean()


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Shanghai"])
def test_a_day_asked_about_is_the_same_day_everywhere(stage: Stage, zone: str) -> None:
    """Asked half a minute after New York has put its clocks forward."""
    if shutil.which("faketime") is None:
        pytest.skip("faketime is not installed")
    stage.seed()
    asked = ("compare", "--json", "--as-of", "2026-03-08")
    told = stage.fault(*asked).out
    stage.environment.pop("TARGETS_NOW")
    stage.program = ("faketime", "2026-03-08 07:00:30 UTC", *Stage.program)
    assert stage.fault(*asked, TZ=zone).out == told
    stage.fault("regions", "add", "云溪区", TZ=zone)
    assert rows_of(stage.fault("log", "--json"))[-1]["time"].endswith("+00:00")


def test_the_zone_of_the_machine_changes_no_answer(stage: Stage) -> None:
    stage.seed()
    told = {
        stage.fault("compare", "--json", "--as-of", "2026-03-31", TZ=zone).out
        for zone in ("UTC", "Asia/Shanghai", "America/New_York", "Pacific/Kiritimati")
    }
    assert len(told) == 1
