"""Rows that a write adds twice, or that were stored before, are found all the same."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.store_records import NOW, figure
from targetcli.model.records import Region
from targetcli.store import added_rows
from targetcli.store.added_rows import AddedRows
from targetcli.store.store import Store


def save(store: Store, *values: int, region: str = "云溪区") -> list[bool]:
    with store.write_transaction("import", NOW) as writing:
        writing.save_region(Region(region))
        records = (figure(value, 2020)._replace(region=region) for value in values)
        return [writing.save_figure(record).is_new for record in records]


@pytest.mark.parametrize("bits", [8, 1 << 23])
def test_a_row_is_added_once(
    store: Store, bits: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(added_rows, "_BITS", bits)
    assert save(store, 1, 2, 1, 3, 3) == [True, True, False, True, False]
    assert save(store, 3, 4, 4) == [False, True, False]


def test_a_row_of_a_new_region_is_added_once(store: Store) -> None:
    assert save(store, 1, 2, 1, region="东岭区") == [True, True, False]
    assert save(store, 1, 5, region="东岭区") == [False, True]


def test_a_row_that_another_became_is_found(store: Store) -> None:
    with store.write_transaction("edit", NOW) as writing:
        saved = writing.save_figure(figure(7, 2020))
        writing.change_figure(figure(8, 2020, saved.id))
        assert not writing.save_figure(figure(8, 2020)).is_new
        assert writing.save_figure(figure(7, 2020)).is_new


def test_most_rows_of_a_new_region_are_not_looked_for(store: Store) -> None:
    asked: list[str] = []
    store.connection.set_trace_callback(asked.append)
    save(store, *range(100), region="东岭区")
    store.connection.set_trace_callback(None)
    assert sum('WHERE "region_id"' in statement for statement in asked) <= 1


def test_rows_of_a_known_region_are_not_looked_for_for_long(store: Store) -> None:
    save(store, *range(100), region="东岭区")
    asked: list[str] = []
    store.connection.set_trace_callback(asked.append)
    saved = save(store, *range(200), region="东岭区")
    store.connection.set_trace_callback(None)
    assert saved == [number >= 100 for number in range(200)]
    # One for each look-up in vain, three for the others, and one for the revision.
    assert sum("INTO" in statement for statement in asked) <= 16 + 3 + 1


def test_rows_that_are_all_there_are_not_read_for_those_to_come(store: Store) -> None:
    save(store, *range(100), region="东岭区")
    asked: list[str] = []
    store.connection.set_trace_callback(asked.append)
    assert not any(save(store, *range(100), region="东岭区"))
    store.connection.set_trace_callback(None)
    assert not any("WHERE region_id" in statement for statement in asked)


@given(
    st.lists(st.integers(0, 9), max_size=30),
    st.lists(st.integers(0, 9), max_size=30),
    st.integers(1, 3),
)
def test_a_row_is_new_if_neither_stored_nor_added(
    stored: list[int], saved: list[int], most_rows: int
) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE t (region_id INTEGER, value TEXT)")
    pairs = [(value % 3, str(value)) for value in stored]
    connection.executemany("INSERT INTO t VALUES (?, ?)", pairs)
    added = AddedRows(connection, "t", ("region_id", "value"))
    before = set(pairs)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(added_rows, "_LOOK_UPS", 1)
        patch.setattr(added_rows, "_MOST_ROWS", most_rows)
        for cells in ((value % 3, str(value)) for value in saved):
            may_hold = added.add(cells)
            assert may_hold or cells not in before
            if may_hold and cells not in before:
                added.count_vain(cells)
            before.add(cells)
