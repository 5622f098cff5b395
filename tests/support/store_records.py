"""A small store of one region and one metric, and records to put into it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from targetcli.model.bound import Bound, Relation
from targetcli.model.records import Basis, Figure, Metric, Origin, Target
from targetcli.model.unit_table import UnitTable
from targetcli.store.store import Store
from targetcli.store.undo import WriteRange

NOW = "2026-03-31T01:00:00+00:00"
GDP = Metric("地区生产总值", unit="亿元", unit_from=Origin.SAID)
UNIT = UnitTable().read("亿元")


def bound(value: int) -> Bound:
    return Bound(Relation.EQUAL, Decimal(value), None, UNIT)


def figure(value: int, year: int, number: int | None = None) -> Figure:
    day = date(year, 12, 31)
    return Figure(number, "云溪区", "", GDP, Basis.LEVEL, bound(value), None, day)


def target(value: int, number: int | None = None, revises: int | None = None) -> Target:
    deadline = date(2025, 12, 31)
    made = Target(number, "云溪区", "", GDP, Basis.LEVEL, bound(value))
    return made._replace(deadline=deadline, revises=revises)


def undo(store: Store, first: int, last: int | None = None) -> int:
    with store.write_transaction("undo", NOW) as writing:
        return writing.undo(WriteRange(first, last or writing.last_write)).row_count
