"""No write leaves a record that an export of the store could not bring back."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from support.store_records import GDP, NOW, figure, target, undo
from targetcli.errors import Contradiction
from targetcli.model.records import (
    EventAnswer,
    Identity,
    Metric,
    MetricKind,
    Origin,
    Region,
    ScopedRegion,
)
from targetcli.model.units import UserUnit
from targetcli.problems.records import Conflict
from targetcli.store.integrity import Inspection
from targetcli.store.store import Store

EVENT = Metric("通车", kind=MetricKind.EVENT)
YES = figure(1, 2022)._replace(metric=EVENT, bound=None, answer=EventAnswer.YES)


@pytest.mark.parametrize(
    ("metric", "column"),
    [
        (GDP._replace(kind=MetricKind.EVENT), "kind"),
        (GDP._replace(unit="公里"), "unit"),
    ],
)
def test_a_record_is_saved_only_with_its_metric_as_stored(
    store: Store, metric: Metric, column: str
) -> None:
    with (
        pytest.raises(Contradiction) as raised,
        store.write_transaction("test", NOW) as writing,
    ):
        writing.save_figure(figure(3, 2023)._replace(metric=metric))
    assert raised.value.reason.problem is Conflict.STORED_OTHERWISE
    assert raised.value.reason.facts["column"] == column
    assert len(list(store.figures())) == 1


def test_a_metric_keeps_the_kind_that_its_records_need(store: Store) -> None:
    with store.write_transaction("test", NOW) as writing:
        writing.save_metric(EVENT)
        writing.save_figure(YES)
    for metric, kind in ((EVENT, MetricKind.FLOW), (GDP, MetricKind.EVENT)):
        with (
            pytest.raises(Contradiction) as raised,
            store.write_transaction("test", NOW) as writing,
        ):
            writing.change_named(metric._replace(kind=kind))
        assert raised.value.reason.problem is Conflict.KIND_OF_VALUE
    with store.write_transaction("test", NOW) as writing:
        writing.remove_figure(2)
        writing.change_named(EVENT._replace(kind=MetricKind.FLOW))


def test_undo_of_a_description_keeps_the_kind_that_records_need(store: Store) -> None:
    with store.write_transaction("test", NOW) as writing:
        writing.save_metric(EVENT)
    with store.write_transaction("test", NOW) as writing:
        flow = EVENT._replace(kind=MetricKind.FLOW, kind_from=Origin.SAID)
        writing.change_named(flow)
    with store.write_transaction("test", NOW) as writing:
        writing.save_figure(figure(5, 2022)._replace(metric=flow))
    with pytest.raises(Contradiction) as raised:
        undo(store, 3, 3)
    assert raised.value.reason.problem is Conflict.KIND_OF_VALUE


def test_a_record_is_not_changed_into_another(store: Store) -> None:
    with store.write_transaction("test", NOW) as writing:
        writing.save_target(target(11))
        writing.save_figure(figure(2, 2022))
    with (
        pytest.raises(Contradiction) as raised,
        store.write_transaction("test", NOW) as writing,
    ):
        writing.change_target(target(10, 2))
    assert raised.value.reason.facts == {"record": "T2", "other": "T1"}
    with (
        pytest.raises(Contradiction) as raised,
        store.write_transaction("test", NOW) as writing,
    ):
        writing.change_figure(figure(1, 2021, 2))
    assert raised.value.reason.problem is Conflict.SAME_AS_OTHER
    assert raised.value.reason.facts == {"record": "F2", "other": "F1"}


def test_undo_makes_no_two_records_equal(store: Store) -> None:
    with store.write_transaction("test", NOW) as writing:
        writing.change_figure(figure(2, 2021, 1))
    with store.write_transaction("test", NOW) as writing:
        writing.save_figure(figure(1, 2021))
    with pytest.raises(Contradiction) as raised:
        undo(store, 2, 2)
    assert raised.value.reason.problem is Conflict.UNDONE_AS_OTHER
    assert raised.value.reason.facts["record"] == "F1"
    assert raised.value.reason.facts["other"] == "F2"


def test_undo_keeps_the_regions_that_an_identity_adds_up(store: Store) -> None:
    with store.write_transaction("test", NOW) as writing:
        writing.save_region(Region("东片"))
    with store.write_transaction("test", NOW) as writing:
        writing.save_region(Region("西片"))
        parts = (ScopedRegion("东片"), ScopedRegion("西片", "甲"))
        writing.save_identity(Identity(ScopedRegion("云溪区"), parts))
    with pytest.raises(Contradiction) as raised:
        undo(store, 2, 2)
    assert raised.value.reason.facts["named"] == "region 东片"
    assert list(Inspection(store).check_references()) == []
    with closing(sqlite3.connect(store.path)) as plain:
        plain.execute("UPDATE region SET name = '北片' WHERE name = '东片'")
        plain.commit()
    [fault] = Inspection(store).check_references()
    assert fault.subject == "identity row 1"


def test_a_unit_that_is_built_in_is_not_stored_again(store: Store) -> None:
    with store.write_transaction("test", NOW) as writing:
        assert not writing.save_unit(UserUnit("只")).is_new
        assert writing.save_unit(UserUnit("标箱")).is_new
    assert store.units() == (UserUnit("标箱"),)
