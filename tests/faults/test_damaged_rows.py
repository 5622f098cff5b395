"""Rows and names that no constraint of the store would let in: never a crash."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from support.program import WarmProgram, isolated_environment
from support.stage import Stage, choose

AS_OF = ("--as-of", "2026-01-01")
COMMANDS: tuple[tuple[str, ...], ...] = (
    *(("list",), ("figures",), ("compare", *AS_OF), ("show", "T1", *AS_OF)),
    *(("report", "-O", "json", *AS_OF), ("log", "T1"), ("export", "all")),
    *(("metrics",), ("regions",), ("units",), ("undo", "-n"), ("settle",)),
)
READING = ("compare", *AS_OF)

# What is stored instead, and a command that cannot do without it.
DAMAGE = {
    "a figure that ends before it begins": (
        "UPDATE figure SET \"end\" = '2009-12-31' WHERE id = 4",
        READING,
    ),
    "a window that ends before it begins": (
        "UPDATE target SET window_start = '2020-01-01' WHERE id = 1",
        READING,
    ),
    "a unit of nothing": ("UPDATE unit SET factor = 0", READING),
    "a unit of less than nothing": ("UPDATE unit SET factor = -5", READING),
    "not a number": ("UPDATE figure SET value = 'NaN' WHERE id = 1", READING),
    "a signal": ("UPDATE figure SET value = 'sNaN' WHERE id = 1", READING),
    "endless": ("UPDATE target SET value = '-Infinity' WHERE id = 1", READING),
    "a great exponent": ("UPDATE target SET value = '1E+999999'", READING),
    "too many digits": (
        "UPDATE target SET value = printf('%.*c', 5000, '9')",
        READING,
    ),
    "more digits than are reckoned with": (
        "UPDATE target SET value = printf('%.*c', 150, '9')",
        READING,
    ),
    "a number of signs": ("UPDATE figure SET value = '--.' WHERE id = 1", READING),
    "a baseline of no number": (
        "UPDATE target SET baseline_value = 'NaN', baseline_period = '2014'",
        READING,
    ),
    "a year that is none": (
        "UPDATE figure SET \"end\" = '0000-12-31', start = ''",
        READING,
    ),
    "bytes for a name": ("UPDATE metric SET name = CAST(name AS BLOB)", READING),
    "bytes for a place": ("UPDATE region SET name = CAST(name AS BLOB)", READING),
    "bytes for a word": ("UPDATE figure SET status = x'00ff'", READING),
    "bytes for a note": ("UPDATE target SET note = x'00ff'", ("check", "chain")),
    "a number for a note": ("UPDATE target SET note = 7", ("check", "chain")),
}


@pytest.fixture(scope="module")
def image(
    tmp_path_factory: pytest.TempPathFactory, warm_program: WarmProgram | None
) -> bytes:
    """Make the store that each test damages, once."""
    folder = tmp_path_factory.mktemp("filled")
    stage = Stage(folder, isolated_environment(folder), warm_program)
    stage.run_checked("init")
    stage.run_checked("units", "add", "垧", "--is", "10000平方米")
    stage.run_checked("metrics", "add", "m", "--kind", "flow", "--unit", "垧")
    stage.run_checked("add", "r", "m", "9垧", "--by", "2019", "--announced", "2015")
    for year in ("2016", "2017", "2018", "2019"):
        stage.run_checked("record", "r", "m", f"{year}垧", "--for", year)
    return stage.store.read_bytes()


@pytest.fixture
def filled(stage: Stage, image: bytes) -> Stage:
    stage.replace_store(image)
    return stage


def damage(stage: Stage, statement: str) -> None:
    """Store what neither a constraint nor a strict table would take."""
    lax = "UPDATE sqlite_master SET sql = replace(sql, ') STRICT', ')')"
    strict = (
        "UPDATE sqlite_master SET sql = sql || ' STRICT' "
        "WHERE type = 'table' AND name NOT LIKE '%sqlite%'"
    )
    for statements in ((lax,), (statement, strict)):
        with closing(sqlite3.connect(stage.store, isolation_level=None)) as connection:
            connection.execute("PRAGMA writable_schema = ON")
            connection.execute("PRAGMA ignore_check_constraints = ON")
            for each in statements:
                connection.execute(each)


@pytest.mark.parametrize("what", DAMAGE)
def test_what_cannot_be_read_is_called_damaged(filled: Stage, what: str) -> None:
    statement, command = DAMAGE[what]
    damage(filled, statement)
    ended = 3 if command[0] == "check" else 5
    said = filled.run_checked(*command, exits=ended)
    assert "is damaged" in said.err or ended == 3
    for each in choose(COMMANDS, [*DAMAGE].index(what), 4):
        filled.run_checked(*each, exits=(0, 2, 5))
    filled.run_checked("check", exits=(3, 5))


OTHER_SCHEMAS = (
    "UPDATE sqlite_master SET name = CAST(name AS BLOB) WHERE name = 'figures_v'",
    "UPDATE sqlite_master SET name = CAST(name AS BLOB) WHERE type = 'index'",
    "UPDATE sqlite_master SET sql = CAST(sql AS BLOB) WHERE name = 'figures_v'",
    "UPDATE sqlite_master SET name = NULL WHERE name = 'figures_v'",
    "UPDATE sqlite_master SET sql = NULL WHERE name = 'figures_v'",
    "UPDATE _sqlite_migrations SET name = CAST(name AS BLOB)",
)


@pytest.mark.parametrize("statement", OTHER_SCHEMAS)
def test_a_schema_of_bytes_is_refused(filled: Stage, statement: str) -> None:
    with closing(sqlite3.connect(filled.store, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(statement)
    number = OTHER_SCHEMAS.index(statement)
    for command in (*choose(COMMANDS, number, 4), ("check",)):
        filled.run_checked(*command, exits=5)
