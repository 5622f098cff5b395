"""Undo needs no more memory for many rows, and names the first of them."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

from support.store_records import GDP, NOW, figure
from targetcli.model.records import Region
from targetcli.store.store import Store, create_store, open_store
from targetcli.store.undo import UndoneRow, UndoneRows, WriteRange


def fill(store: Store, rows: int) -> None:
    with store.write_transaction("import", NOW) as writing:
        writing.save_region(Region("云溪区"))
        writing.save_metric(GDP)
        for number in range(1, rows + 1):
            writing.save_figure(figure(number, 2020))


def undo_last(store: Store) -> UndoneRows:
    with store.write_transaction("undo", NOW) as writing:
        return writing.undo(WriteRange(writing.last_write, writing.last_write))


def measure_undo(path: Path, rows: int) -> int:
    """Return the most memory that the undo of an import of rows holds, in bytes."""
    create_store(path, 1)
    with open_store(path, 1, write=True) as store:
        fill(store, rows)
        tracemalloc.start()
        assert undo_last(store).row_count == rows + 2
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    return peak


def test_memory_does_not_grow_with_the_rows(tmp_path: Path) -> None:
    few, many = (
        measure_undo(tmp_path / "few", 2200),
        measure_undo(tmp_path / "many", 6600),
    )
    assert many < 2 * few


def test_the_first_rows_are_named_and_all_are_counted(tmp_path: Path) -> None:
    create_store(tmp_path / "s.db", 1)
    with open_store(tmp_path / "s.db", 1, write=True) as store:
        fill(store, 20)
        undone = undo_last(store)
        assert undone.row_count == 22
        assert undone.first[0] == UndoneRow("region 云溪区", "taken out")
        assert len(undone.first) == 10
        again = undo_last(store)
        assert {row.effect for row in again.first} == {"put back"}
        assert [figure.id for figure in store.figures()] == list(range(1, 21))
