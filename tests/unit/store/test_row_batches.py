"""Rows that wait to be inserted are seen by every other statement, in their order."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targetcli.store.row_batches import BatchingConnection

_COUNT = "SELECT count(*) FROM figure"


def connect() -> BatchingConnection:
    connection = sqlite3.connect(
        ":memory:", isolation_level=None, factory=BatchingConnection
    )
    connection.execute("CREATE TABLE figure (id INTEGER PRIMARY KEY, value TEXT)")
    connection.execute("CREATE TABLE target (id INTEGER PRIMARY KEY, value TEXT)")
    return connection


@pytest.fixture
def connection() -> Iterator[BatchingConnection]:
    with closing(connect()) as opened:
        yield opened


def insert(connection: BatchingConnection, *numbers: int) -> None:
    for number in numbers:
        connection.insert_soon("figure", ("id", "value"), (number, str(number)))


def count(connection: BatchingConnection) -> int:
    (rows,) = connection.execute(_COUNT).fetchone()
    return int(rows)


def test_few_statements_insert_many_rows(connection: BatchingConnection) -> None:
    asked: list[str] = []
    connection.set_trace_callback(asked.append)
    insert(connection, *range(512 + 11))
    assert count(connection) == 512 + 11
    inserting = [statement for statement in asked if statement.startswith("INSERT")]
    assert [statement.count("(") - 1 for statement in inserting] == [512, 8, 2, 1]


def test_a_statement_run_many_times_sees_the_rows_that_waited(
    connection: BatchingConnection,
) -> None:
    insert(connection, 1, 2)
    changes = [("a", 1), ("b", 2)]
    connection.executemany("UPDATE figure SET value = ? WHERE id = ?", changes)
    rows = connection.execute("SELECT value FROM figure ORDER BY id").fetchall()
    assert rows == [("a",), ("b",)]


def test_rows_that_wait_are_rolled_back(connection: BatchingConnection) -> None:
    connection.execute("BEGIN")
    insert(connection, 1)
    connection.roll_back()
    assert (connection.in_transaction, count(connection)) == (False, 0)
    connection.roll_back()


def test_a_row_that_cannot_be_inserted_is_told_once(
    connection: BatchingConnection,
) -> None:
    connection.execute("BEGIN")
    insert(connection, 1, 1)
    with pytest.raises(sqlite3.IntegrityError, match=r"figure\.id"):
        count(connection)
    assert count(connection) == 0
    connection.roll_back()
    assert count(connection) == 0


_TABLES = st.sampled_from((("figure", "id", "value"), ("target", "id", "value")))
_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("insert"), _TABLES, st.integers(1, 150)),
        st.tuples(st.just("read"), _TABLES, st.just(0)),
    ),
    max_size=12,
)


@given(_STEPS)
def test_rows_are_as_if_each_went_in_at_once(
    steps: list[tuple[str, tuple[str, ...], int]],
) -> None:
    with closing(connect()) as batching, closing(connect()) as plain:
        number = 0
        for step, (table, *columns), rows in steps:
            if step == "read":
                query = f"SELECT count(*), sum(id) FROM {table}"  # noqa: S608
                assert [*batching.execute(query)] == [*plain.execute(query)]
            for _ in range(rows):
                number += 1
                cells = (number, f"{number}")
                batching.insert_soon(table, tuple(columns), cells)
                inserting = f"INSERT INTO {table} VALUES (?, ?)"  # noqa: S608
                plain.execute(inserting, cells)
        for table in ("figure", "target"):
            query = f"SELECT * FROM {table} ORDER BY rowid"  # noqa: S608
            assert [*batching.execute(query)] == [*plain.execute(query)]
