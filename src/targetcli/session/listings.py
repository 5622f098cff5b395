"""Load the records of a store, one dataset for each kind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from targetcli.model.fields import FIGURE_FIELDS, TARGET_FIELDS
from targetcli.render.columns import records
from targetcli.render.totals_text import FigureTotals, TargetTotals
from targetcli.reports.listings import select_known_figures, select_known_targets
from targetcli.session.dataset import Dataset
from targetcli.session.options import RecordFilter
from targetcli.session.selection import resolve_filter
from targetcli.store.store import Store

if TYPE_CHECKING:
    from targetcli.render.writers.calendar import CalendarEvent


def load_targets(
    store: Store, record_filter: RecordFilter, as_of: date | None, command: str
) -> Dataset:
    """Load the targets a filter selects, as known on a day."""
    selection = resolve_filter(store, record_filter)
    rows = select_known_targets(store.targets(selection), as_of)

    def read_texts() -> Iterator[tuple[str, ...]]:
        from targetcli.store.record_texts import target_texts  # noqa: PLC0415 - files

        return target_texts(store, selection)

    def build_entries() -> Iterator[CalendarEvent]:
        from targetcli.session.deadlines import build_deadlines  # noqa: PLC0415

        return build_deadlines(store, ((target, "") for target in rows))

    layout = records.targets_layout()
    head = {"as_of": as_of.isoformat() if as_of else None}
    texts = None if as_of else read_texts
    return Dataset(
        command,
        layout,
        rows,
        records.target_json,
        head,
        deadlines=build_entries,
        totals=TargetTotals,
        file_texts=texts,
        text_fields=TARGET_FIELDS,
    )


def load_figures(
    store: Store, record_filter: RecordFilter, as_of: date | None, command: str
) -> Dataset:
    """Load the figures a filter selects, as known on a day."""
    selection = resolve_filter(store, record_filter)
    rows = select_known_figures(store.figures(selection), as_of)

    def read_texts() -> Iterator[tuple[str, ...]]:
        from targetcli.store.record_texts import figure_texts  # noqa: PLC0415 - files

        return figure_texts(store, selection)

    layout = records.figures_layout()
    head = {"as_of": as_of.isoformat() if as_of else None}
    texts = None if as_of else read_texts
    return Dataset(
        command,
        layout,
        rows,
        records.figure_json,
        head,
        totals=FigureTotals,
        file_texts=texts,
        text_fields=FIGURE_FIELDS,
    )


def load_regions(store: Store) -> Dataset:
    """Load the regions."""
    layout = records.regions_layout()
    return Dataset("regions", layout, store.regions(), records.region_json, {})


def load_metrics(store: Store) -> Dataset:
    """Load the metrics."""
    layout = records.metrics_layout()
    return Dataset("metrics", layout, store.metrics(), records.metric_json, {})


def load_sources(store: Store) -> Dataset:
    """Load the sources."""
    layout = records.sources_layout()
    return Dataset("sources", layout, store.sources(), records.source_json, {})


def load_units(store: Store) -> Dataset:
    """Load every unit that can be read, the built-in ones too."""
    layout = records.units_layout()
    units = store.unit_table().units()
    return Dataset("units", layout, units, records.unit_json, {})


def load_added_units(store: Store) -> Dataset:
    """Load the units that users added."""
    table = store.unit_table()
    units = tuple(table.read(unit.name) for unit in store.units())
    layout = records.units_layout()
    return Dataset("units", layout, units, records.unit_json, {})


def load_identities(store: Store) -> Dataset:
    """Load the identities."""
    layout = records.identities_layout()
    rows = store.identities()
    return Dataset("identities", layout, rows, records.identity_json, {})


def load_milestones(store: Store) -> Dataset:
    """Load the milestones."""
    layout = records.milestones_layout()
    rows = store.milestones()
    return Dataset("milestones", layout, rows, records.milestone_json, {})
