"""Figures of several metrics, read by one statement."""

from __future__ import annotations

import pytest

from support.store_records import GDP, NOW, figure
from targetcli.errors import StoreUnusable
from targetcli.model.records import Metric, Region
from targetcli.store import stored_records
from targetcli.store.store import Store

HOMES = Metric("人才公寓")
METRICS = (GDP.name, HOMES.name)
REGIONS = ("云溪区", "南湖区")


@pytest.fixture
def filled(store: Store) -> Store:
    with store.write_transaction("test", NOW) as writing:
        writing.save_region(Region("南湖区"))
        writing.save_region(Region("别处"))
        writing.save_metric(HOMES)
        for value, region in ((2, "南湖区"), (3, "云溪区"), (4, "别处")):
            for metric in (HOMES, GDP):
                record = figure(value, 2022)._replace(region=region, metric=metric)
                writing.save_figure(record)
    return store


def test_each_metric_has_what_it_has_alone(filled: Store) -> None:
    together = filled.figures_together(METRICS, REGIONS)
    assert together == {name: filled.figures_of(name, REGIONS) for name in METRICS}
    assert [len(together[name]) for name in METRICS] == [3, 2]


def test_a_metric_without_figures_has_none(filled: Store) -> None:
    assert filled.figures_together(METRICS, ("nowhere",)) == dict.fromkeys(METRICS, ())
    assert filled.figures_together(("nothing",), REGIONS) == {"nothing": ()}


def test_where_they_are_many_each_is_read_alone(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stored_records, "_MANY_FIGURES", 4)
    assert filled.figures_together(METRICS, REGIONS) == {}
    monkeypatch.setattr(stored_records, "_MANY_FIGURES", 5)
    assert filled.figures_together(METRICS, REGIONS)


def test_a_damaged_figure_stops_only_its_own_metric(filled: Store) -> None:
    statement = "UPDATE figure SET unit = '兆元' WHERE metric_id = 2 AND region_id = 1"
    with filled.connection:
        filled.connection.execute(statement)
    assert filled.figures_together(METRICS, REGIONS) == {}
    assert len(filled.figures_of(GDP.name, REGIONS)) == 3
    with pytest.raises(StoreUnusable):
        filled.figures_of(HOMES.name, REGIONS)
