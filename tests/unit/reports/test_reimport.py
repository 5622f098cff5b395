"""A record that an export would not bring back is named, with the reason."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from targetcli.model.bound import Bound, Relation
from targetcli.model.fields import TABLES
from targetcli.model.records import (
    Basis,
    EventAnswer,
    Figure,
    Metric,
    MetricKind,
    Origin,
    Region,
    Target,
)
from targetcli.model.unit_table import UnitTable
from targetcli.model.units import UserUnit
from targetcli.render.error_messages.message import explain
from targetcli.reports.reimport import find_lost_records

BRIDGE = Metric("桥", kind=MetricKind.STOCK, kind_from=Origin.SAID)
EVENT = BRIDGE._replace(kind=MetricKind.EVENT)
ANSWER = Figure(
    *(1, "云溪区", "", BRIDGE, Basis.LEVEL, None, None, date(2024, 12, 31)),
    EventAnswer.YES,
)
PROMISE = Target(1, "云溪区", "", BRIDGE, Basis.LEVEL, None, EventAnswer.YES)
LENGTH = Bound(Relation.EQUAL, Decimal(5), None, UnitTable().read("公里"))
ROAD = ANSWER._replace(bound=LENGTH, answer=EventAnswer.UNSAID)


def find(**tables: tuple[Any, ...]) -> list[str]:
    stored = {table: tables.get(table, ()) for table in TABLES}

    found = find_lost_records(stored, lambda text: text)
    return [f"{finding.subject} {explain(finding.reason)}" for finding in found]


def test_records_that_come_back_are_not_named() -> None:
    assert find(metrics=(BRIDGE,), figures=(ROAD, ROAD._replace(id=2, scope="a"))) == []
    assert find(units=(UnitTable((UserUnit("标箱"),)).read("标箱"),)) == []
    assert find(metrics=(EVENT,), targets=(PROMISE._replace(metric=EVENT),)) == []


@pytest.mark.parametrize(
    ("tables", "found"),
    [
        (
            {"metrics": (BRIDGE,), "figures": (ANSWER,)},
            (
                "F1 an import refuses it: cannot read “yes” as a value: no number "
                "in it can be read"
            ),
        ),
        (
            {"metrics": (BRIDGE,), "targets": (PROMISE,)},
            (
                "T1 an import refuses it: cannot read “yes” as a value: no number "
                "in it can be read"
            ),
        ),
        (
            {"metrics": (EVENT,), "figures": (ROAD,)},
            "F1 an import refuses it: cannot read “5” as a value: 桥 is an event",
        ),
        (
            {"metrics": (BRIDGE._replace(unit="亿元"),), "figures": (ROAD,)},
            "F1 an import changes its metric",
        ),
        (
            {"metrics": (BRIDGE,), "figures": (ROAD, ROAD._replace(id=2))},
            "F2 says the same as F1; an import keeps one of them",
        ),
        (
            {"regions": (Region("云溪区", parent="云溪区"),)},
            (
                "region 云溪区 an import refuses it: the region is 云溪区, but "
                "it is to lie in itself"
            ),
        ),
        (
            {"units": (UnitTable().read("只"),)},
            "unit 只 is a built-in unit; an import leaves it out",
        ),
        (
            {"metrics": (Metric("gdp"), Metric("GDP"))},
            (
                "metric GDP an import refuses it: “GDP” is to name the metric GDP, "
                "but it already names gdp"
            ),
        ),
        ({"metrics": (Metric(" 桥"),)}, "metric  桥 an import changes its name"),
    ],
)
def test_a_record_that_does_not_come_back_is_named(
    tables: dict[str, tuple[Any, ...]], found: str
) -> None:
    assert found in find(**tables)
