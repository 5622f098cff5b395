"""Read what targets and figures refer to, and keep it until it changes."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from targetcli.model.records import Identity, Metric, Milestone, Region, Source
from targetcli.model.unit_table import UnitTable
from targetcli.model.units import UserUnit
from targetcli.store import reference_rows
from targetcli.store.row_cells import UnitReader
from targetcli.store.unreadable_rows import UNREADABLE_ROW_ERRORS, describe_damage

_ROWS = "SELECT * FROM {table} ORDER BY {order}"
_METRIC = "SELECT * FROM metric WHERE name = :name"

Record = TypeVar("Record")


class StoredReferences:
    """Reads regions, metrics, sources, units, identities and milestones.

    Regions, metrics and units are read once: every target and figure names them.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self._regions: dict[int, Region] | None = None
        self._metrics: dict[int, Metric] | None = None
        self._ids_by_name: dict[str, dict[str, int]] = {}
        self._unit_table: UnitTable | None = None
        self._unit_reader: UnitReader | None = None

    def forget(self) -> None:
        """Read names anew when they are needed next, as a transaction changed them."""
        self._regions = self._metrics = self._unit_table = self._unit_reader = None
        self._ids_by_name.clear()

    def reread_metric(self, name: str) -> None:
        """Read one metric anew, as a transaction changed no other name."""
        if self._metrics is not None:
            row = self._connection.execute(_METRIC, {"name": name}).fetchone()
            self._metrics[row["id"]] = reference_rows.metric_from_row(row)

    def regions(self) -> Mapping[int, Region]:
        """Return every region by its id, in the order it was added."""
        if self._regions is None:
            self._regions = dict(
                self._read_table("region", reference_rows.region_from_row)
            )
        return self._regions

    def metrics(self) -> Mapping[int, Metric]:
        """Return every metric by its id, in the order it was added."""
        if self._metrics is None:
            self._metrics = dict(
                self._read_table("metric", reference_rows.metric_from_row)
            )
        return self._metrics

    def find_ids(self, key: str) -> Mapping[str, int]:
        """Return the ids of regions or metrics by their names."""
        if key not in self._ids_by_name:
            named: Mapping[int, Region | Metric] = (
                self.regions() if key == "regions" else self.metrics()
            )
            self._ids_by_name[key] = {
                each.name: number for number, each in named.items()
            }
        return self._ids_by_name[key]

    def unit_table(self) -> UnitTable:
        """Return the built-in units and those of this store."""
        if self._unit_table is None:
            self._unit_table = UnitTable(self.units())
        return self._unit_table

    def unit_reader(self) -> UnitReader:
        """Return the reader of units of rows, which knows those of this store."""
        if self._unit_reader is None:
            self._unit_reader = UnitReader(self.unit_table())
        return self._unit_reader

    def sources(self) -> tuple[Source, ...]:
        """Return every source in the order it was added."""
        return self._read_all("source", reference_rows.source_from_row)

    def units(self) -> tuple[UserUnit, ...]:
        """Return the units that users added."""
        return self._read_all("unit", reference_rows.unit_from_row)

    def identities(self) -> tuple[Identity, ...]:
        """Return every identity."""
        return self._read_all("identity", reference_rows.identity_from_row)

    def milestones(self) -> tuple[Milestone, ...]:
        """Return every milestone, by target and day."""
        read = reference_rows.milestone_from_row
        return self._read_all("milestone", read, "target_id, day")

    def _read_all(
        self, table: str, read: Callable[[sqlite3.Row], Record], order: str = "id"
    ) -> tuple[Record, ...]:
        return tuple(record for _, record in self._read_table(table, read, order))

    def _read_table(
        self, table: str, read: Callable[[sqlite3.Row], Record], order: str = "id"
    ) -> Iterator[tuple[int, Record]]:
        query = _ROWS.format(table=table, order=order)
        for row in self._connection.execute(query):
            try:  # a context manager a row would be a third of the time
                record = read(row)
            except UNREADABLE_ROW_ERRORS as error:
                name = f"{table} row {row['id']}"
                raise describe_damage(self._path, name, error) from error
            yield row["id"], record
