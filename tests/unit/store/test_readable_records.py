"""Records that can be read are read, and each other one is named."""

from __future__ import annotations

import pytest

from support.store_records import NOW, figure, target
from targetcli.model.records import Region
from targetcli.store.consistency import find_similar_rows
from targetcli.store.readable_records import ReadableRecords
from targetcli.store.store import Store


def damage(store: Store, statement: str) -> None:
    store.connection.execute("PRAGMA ignore_check_constraints = ON")
    store.connection.execute(statement)
    store.forget_names()


@pytest.fixture
def readable(store: Store) -> ReadableRecords:
    with store.write_transaction("test", NOW) as writing:
        for year in (2022, 2023):
            writing.save_figure(figure(year - 2020, year))
        writing.save_target(target(12))
    return ReadableRecords(store)


def test_what_cannot_be_read_is_left_out_and_named(
    store: Store, readable: ReadableRecords
) -> None:
    figures = readable.figures()
    assert [item.id for item in figures] == [1, 2, 3]
    damage(store, "UPDATE figure SET value = '-' WHERE id = 2")
    damage(store, "UPDATE target SET value = '-' WHERE id = 1")
    assert [item.id for item in figures] == [1, 3]  # they are read anew
    assert [item.id for item in readable.targets()] == [2]
    assert [fault.subject for fault in readable.find_faults()] == ["T1", "F2"]


@pytest.mark.parametrize("statement", ["UPDATE target SET ", "UPDATE figure SET "])
@pytest.mark.parametrize(
    ("cells", "named"),
    [
        ("region_id = 77, metric_id = 88", "KeyError(77)"),
        ("metric_id = 88, value = '-'", "KeyError(88)"),
        ("relation = '?', value = '-'", "KeyError('?')"),
        ("value = '-', value_high = 'x'", "InvalidOperation"),
        ("value_high = 'x', unit = '?'", "ValueError('x')"),
    ],
)
def test_of_several_damages_the_first_is_named(
    store: Store, readable: ReadableRecords, statement: str, cells: str, named: str
) -> None:
    store.connection.execute("PRAGMA foreign_keys = OFF")
    damage(store, statement + cells + " WHERE id = 2")
    (fault,) = readable.find_faults()
    assert named in str(fault.reason)


def test_a_name_that_cannot_be_read_is_a_fault_of_every_record(
    store: Store, readable: ReadableRecords
) -> None:
    damage(store, "UPDATE metric SET kind_from = 'x'")
    assert not [*readable.figures(), *readable.targets()]
    faults = [*readable.find_faults()]
    assert [fault.subject for fault in faults] == ["T1", "T2", "F1", "F2", "F3"]
    assert len({str(fault.reason) for fault in faults}) == 1


def test_a_sound_store_has_no_fault(readable: ReadableRecords) -> None:
    assert not [*readable.find_faults()]


def test_rows_that_may_be_equal_are_found_among_the_others(store: Store) -> None:
    with store.write_transaction("test", NOW) as writing:
        for value in (2, 3):
            writing.save_figure(figure(value, 2021))  # as the first, of another value
        writing.save_figure(figure(4, 2021)._replace(note="甲"))
        writing.save_figure(figure(5, 2022))
        writing.save_target(target(11))
        writing.save_target(target(12)._replace(plan="甲"))
    assert find_similar_rows(store.connection, "figure") == {1, 2, 3}
    assert find_similar_rows(store.connection, "target") == {1, 2}


def test_figures_of_one_day_stand_together(store: Store) -> None:
    with store.write_transaction("test", NOW) as writing:
        writing.save_region(Region("南湖区"))
        for value, year in ((7, 2022), (2, 2021), (9, 2022)):
            writing.save_figure(figure(value, year))
            writing.save_figure(figure(value, 2020 + value)._replace(region="南湖区"))
    readable = ReadableRecords(store)
    shared = [(item.end.year, item.id) for item in readable.figures_sharing_a_day()]
    assert sorted(shared) == [(2021, 1), (2021, 4), (2022, 2), (2022, 6)]
    assert [year for year, _ in shared] == [2021, 2021, 2022, 2022]
    places = [item.region for item in readable.figures_by_place()]
    assert places == sorted(places, key=places.index)
    assert len(places) == 7
