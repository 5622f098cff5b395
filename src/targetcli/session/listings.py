"""What a store keeps, ready to be shown: one answer a sort."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from targetcli.render.columns import records, records_json
from targetcli.reports.listings import targets_known
from targetcli.session.options import RecordFilter
from targetcli.session.session import Dataset, selected
from targetcli.store.store import Store

if TYPE_CHECKING:
    from targetcli.render.writers.calendar import Deadline


def targets_of(
    store: Store, record_filter: RecordFilter, as_of: date | None, command: str
) -> Dataset:
    """Return the targets a filter selects, as known on a day."""
    rows = targets_known(store.targets(selected(store, record_filter)), as_of)

    def due() -> Iterator[Deadline]:
        from targetcli.session.deadlines import deadlines  # noqa: PLC0415

        return deadlines(store, ((target, "") for target in rows))

    layout = records.targets_layout()
    head = {"as_of": as_of.isoformat() if as_of else None}
    to_json = records_json.target_json
    return Dataset(command, layout, rows, to_json, head, deadlines=due)


def regions_of(store: Store) -> Dataset:
    """Return the regions."""
    layout = records.regions_layout()
    return Dataset("regions", layout, store.regions(), records_json.region_json, {})


def metrics_of(store: Store) -> Dataset:
    """Return the metrics."""
    layout = records.metrics_layout()
    return Dataset("metrics", layout, store.metrics(), records_json.metric_json, {})


def sources_of(store: Store) -> Dataset:
    """Return the sources."""
    layout = records.sources_layout()
    return Dataset("sources", layout, store.sources(), records_json.source_json, {})


def units_of(store: Store) -> Dataset:
    """Return every unit that can be read, the built-in ones too."""
    layout = records.units_layout()
    units = store.unit_table().words()
    return Dataset("units", layout, units, records_json.unit_json, {})


def added_units_of(store: Store) -> Dataset:
    """Return the units that users added."""
    table = store.unit_table()
    units = tuple(table.read(unit.word) for unit in store.units())
    layout = records.units_layout()
    return Dataset("units", layout, units, records_json.unit_json, {})


def identities_of(store: Store) -> Dataset:
    """Return the identities."""
    layout = records.identities_layout()
    rows = store.identities()
    return Dataset("identities", layout, rows, records_json.identity_json, {})


def milestones_of(store: Store) -> Dataset:
    """Return the milestones."""
    layout = records.milestones_layout()
    rows = store.milestones()
    return Dataset("milestones", layout, rows, records_json.milestone_json, {})
