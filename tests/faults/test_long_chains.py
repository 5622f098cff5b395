"""Targets revised a thousand times, and circles that only damage can make."""

from __future__ import annotations

import datetime as dt

import pytest

from support.stage import Stage, execute_sql, json_rows

LENGTH = 1100  # beyond the depth to which Python calls
_STORES: dict[bool, bytes] = {}  # each made once
COLUMNS = "id,region,metric,relation,value,unit,deadline,announced,source,revises\n"


def write_chains(stage: Stage, *metrics: str, newest_first: bool = False) -> None:
    """Write a chain of revisions a metric, with ids in the order of time or against."""
    step = 1 if newest_first else -1
    with (stage.folder / "chains.csv").open("w", encoding="utf-8") as file:
        file.write(COLUMNS)
        for place, metric in enumerate(metrics):
            first = place * LENGTH
            for number in range(1, LENGTH + 1):
                age = LENGTH - number if newest_first else number
                day = dt.date(1990, 1, 1) + dt.timedelta(age)
                revised = number + step
                is_first = not 1 <= revised <= LENGTH
                revises = "" if is_first else f"T{first + revised}"
                file.write(
                    f"T{first + number},r,{metric},>=,{number},亿元,2020-12-31,"
                    f"{day},S,{revises}\n"
                )
    for metric in metrics:
        stage.run_checked("metrics", "add", metric, "--kind", "flow", "--unit", "亿元")
    stage.run_checked("import", "chains.csv", seconds=30)


@pytest.fixture(params=[False, True], ids=["oldest first", "newest first"])
def chain(stage: Stage, request: pytest.FixtureRequest) -> Stage:
    if request.param in _STORES:
        stage.replace_store(_STORES[request.param])
        return stage
    stage.run_checked("init")
    write_chains(stage, "m", newest_first=request.param)
    _STORES[request.param] = stage.store.read_bytes()
    return stage


@pytest.mark.parametrize("number", [1, LENGTH // 2, LENGTH])
def test_a_target_of_a_long_chain_is_shown(chain: Stage, number: int) -> None:
    shown = chain.run_checked("show", f"T{number}", seconds=30)
    assert f"T{LENGTH}" in shown.out
    chain.run_checked("show", f"T{number}", "--json", seconds=30)


def test_every_other_command_takes_it_too(chain: Stage) -> None:
    for command in (
        *(("compare",), ("report",), ("check",), ("undo", "-n")),
        *(("export", "all"), ("edit", f"T{LENGTH // 2}", "note=x"), ("settle",)),
    ):
        chain.run_checked(*command, seconds=60)


@pytest.mark.parametrize("newest_first", [False, True])
def test_two_chains_that_become_equal_are_one(
    stage: Stage, *, newest_first: bool
) -> None:
    stage.run_checked("init")
    write_chains(stage, "m", "m2", newest_first=newest_first)
    before = stage.run_checked("list", "--json").out
    stage.run_checked("metrics", "merge", "m2", "m", "--yes", seconds=30)
    rows = json_rows(stage.run_checked("list", "--json"))
    assert [row["id"] for row in rows] == [f"T{n}" for n in range(1, LENGTH + 1)]
    stage.assert_sound()
    stage.run_checked("undo", seconds=30)
    assert stage.run_checked("list", "--json").out == before


@pytest.mark.parametrize("command", ["show T1", "show T2 --json", "compare", "report"])
def test_a_circle_that_is_stored_comes_to_an_end(stage: Stage, command: str) -> None:
    stage.run_checked("init")
    for number in ("5", "6", "7"):
        stage.run_checked("add", "r", "m", f"{number}亿元", "--by", "2030")
    execute_sql(
        stage.store,
        "UPDATE target SET revises = 3 WHERE id = 1",
        "UPDATE target SET revises = id - 1 WHERE id > 1",
    )
    stage.run_checked(*command.split())
    stage.run_checked("check", exits=3)
