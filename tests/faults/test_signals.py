"""Asked to stop, and clocks that are wrong."""

from __future__ import annotations

import json
import signal
from collections.abc import Callable

import pytest

from faults.harness import Moment, Stage, Tally, chance, has, rows_of, times


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


def test_the_zone_of_the_machine_changes_no_answer(stage: Stage) -> None:
    stage.seed()
    told = {
        stage.fault("compare", "--json", "--as-of", "2026-03-31", TZ=zone).out
        for zone in ("UTC", "Asia/Shanghai", "America/New_York", "Pacific/Kiritimati")
    }
    assert len(told) == 1
