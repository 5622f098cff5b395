"""Add, change and remove records in one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from targetcli.errors import Contradiction, NoSuchRecord
from targetcli.model.metric_meaning import add_meaning, find_contradiction
from targetcli.model.records import (
    Figure,
    Identity,
    Metric,
    MetricKind,
    Milestone,
    Region,
    Source,
    Target,
    format_figure_id,
    format_target_id,
)
from targetcli.model.unit_table import UnitTable
from targetcli.model.unit_vocabulary import is_built_in
from targetcli.model.units import UserUnit
from targetcli.problems.records import Conflict
from targetcli.store import record_rows, reference_rows
from targetcli.store.consistency import MetricChange, refuse_kind_conflicts
from targetcli.store.damaged_rows import row_name
from targetcli.store.distinct_rows import DistinctRows, SaveResult
from targetcli.store.figure_forms import FigureForms
from targetcli.store.merge import MergedRow, merge_named, merge_units
from targetcli.store.named_rows import (
    NamedRecord,
    adds_nothing,
    encode_named,
    is_same_cell,
    said_otherwise,
    split_aliases,
    stored_otherwise,
)
from targetcli.store.revisions import RevisionWriter
from targetcli.store.row_batches import BatchingConnection
from targetcli.store.row_cells import Value
from targetcli.store.schema import TABLES_OF_DISTINCT_ROWS
from targetcli.store.undo import UndoneRows, WriteRange, undo_writes

_EVENT = MetricKind.EVENT.value

_MILESTONE = """
    SELECT value FROM milestone WHERE target_id = :target_id AND day = :day
"""


_RECORDS_OF_METRIC = """
    SELECT EXISTS (SELECT 1 FROM target WHERE metric_id = :id)
        OR EXISTS (SELECT 1 FROM figure WHERE metric_id = :id)
"""

_REVISING_TARGETS = "SELECT id FROM target WHERE revises = :id ORDER BY id"
_MILESTONES = "SELECT day FROM milestone WHERE target_id = :id ORDER BY day"


class WriteTransaction:
    """Open transaction that adds, changes and removes records."""

    def __init__(self, connection: BatchingConnection, command: str, time: str) -> None:
        self._connection = connection
        self._revision = RevisionWriter(connection, command, time)
        self._ids: dict[str, dict[str, int]] = {"region": {}, "metric": {}}
        self._metrics: dict[str, Metric] = {}
        self._forms = FigureForms()
        self._distinct = DistinctRows(self._revision)
        self._is_restored = False

    @property
    def last_write(self) -> int:
        """Number of the write before this one, or 0."""
        return self._revision.sequence - 1

    def close(self) -> None:
        """Close the revision; a write that changed nothing leaves none."""
        self._revision.close()

    def save_new_names(
        self, records: Iterable[Region | Metric | Source | UserUnit]
    ) -> None:
        """Add the records that reading was first to name, in that order."""
        for record in records:
            match record:
                case Region():
                    self.save_region(record)
                case Metric():
                    self.save_metric(record)
                case Source():
                    self.save_source(record)
                case UserUnit():
                    self.save_unit(record)

    def save_region(self, region: Region) -> SaveResult:
        """Add a region, or the description of one that is only a name."""
        row = reference_rows.region_to_row(region)
        return self._save_named("region", row, bare=("name",))

    def save_metric(self, metric: Metric) -> SaveResult:
        """Add a metric, or what is said of one to what was only known or unsaid.

        One that no record names any more is described anew. Raises `Contradiction`
        where something else was said of it.
        """
        stored_row = self._find_named_row("metric", metric.name)
        if stored_row is None:
            return self._save_named("metric", reference_rows.metric_to_row(metric))
        stored = reference_rows.metric_from_row(stored_row)
        if stored == metric:
            return SaveResult(stored_row["id"], is_new=False)
        if self._is_restored:
            return self._save_named("metric", reference_rows.metric_to_row(metric))
        column = find_contradiction(stored, metric)
        if column is None:
            return self.change_named(add_meaning(stored, metric))
        if self._is_named_by_records(stored_row["id"]):
            raise said_otherwise(stored, metric, column)
        return self.change_named(add_meaning(metric, stored))

    def save_source(self, source: Source) -> SaveResult:
        """Add a source, or the description of one that is only an id."""
        bare = ("name", "title") if source.id == source.title else ("name",)
        row = reference_rows.source_to_row(source)
        return self._save_named("source", row, bare=bare)

    def save_unit(self, unit: UserUnit) -> SaveResult:
        """Add a unit, unless one with this name and meaning is built in."""
        if is_built_in(unit):
            return SaveResult(0, is_new=False)
        return self._save_named("unit", reference_rows.unit_to_row(unit))

    def save_identity(self, identity: Identity) -> SaveResult:
        """Add an identity unless it is stored already."""
        row = reference_rows.identity_to_row(identity)
        return self._distinct.save("identity", row)

    def save_milestone(self, milestone: Milestone) -> SaveResult:
        """Add a milestone unless it is stored already.

        Raises `NoSuchRecord` where there is no such target, `Contradiction` where the
        day has another value.
        """
        if not self._revision.get_row("target", milestone.target_id):
            raise NoSuchRecord(format_target_id(milestone.target_id))
        row = reference_rows.milestone_to_row(milestone)
        existing = self._connection.execute(_MILESTONE, row).fetchone()
        if existing is not None and existing["value"] != row["value"]:
            name = format_target_id(milestone.target_id)
            raise Contradiction(
                Conflict.OTHER_MILESTONE,
                target=name,
                value=row["value"],
                day=row["day"],
                stored=existing["value"],
            )
        return self._distinct.save("milestone", row)

    def save_target(self, target: Target) -> SaveResult:
        """Add a target unless it is stored already, under its own id if that is free.

        Raises `NoSuchRecord` where it revises a target that is not there.
        """
        if target.revises is not None and not self._revision.get_row(
            "target", target.revises
        ):
            raise NoSuchRecord(format_target_id(target.revises))
        region_id, metric_id = self._name_ids(target)
        row = record_rows.target_to_row(target, region_id, metric_id)
        return self._distinct.save_target(row, target.id)

    def save_figure(self, figure: Figure) -> SaveResult:
        """Add a figure unless it is stored already, as `save_target` does."""
        region_id = self._id_of("region", figure.region)
        form = self._forms.find(figure, self._metric_id)
        cells = form.write_cells(figure, region_id)
        return self._distinct.save_figure(form, cells, figure.id)

    def change_target(self, target: Target) -> SaveResult:
        """Replace the target of an id; the history keeps the old one.

        Raises `NoSuchRecord` for an id that is not there, `Contradiction` where the
        target would come to revise itself.
        """
        self._check_lineage(target)
        region_id, metric_id = self._name_ids(target)
        row = record_rows.target_to_row(target, region_id, metric_id)
        return self._change("target", format_target_id(target.id), target.id, row)

    def change_figure(self, figure: Figure) -> SaveResult:
        """Replace the figure of an id; the history keeps the old one.

        Raises `NoSuchRecord` for an id that is not there.
        """
        region_id, metric_id = self._name_ids(figure)
        row = record_rows.figure_to_row(figure, region_id, metric_id)
        return self._change("figure", format_figure_id(figure.id), figure.id, row)

    def remove_target(self, number: int) -> None:
        """Remove a target; the history keeps it.

        Raises `NoSuchRecord` for an id that is not there, `Contradiction` where another
        target revises it or it has milestones.
        """
        name = format_target_id(number)
        for row in self._connection.execute(_REVISING_TARGETS, {"id": number}):
            other = format_target_id(row["id"])
            raise Contradiction(Conflict.REVISED_TARGET, target=name, other=other)
        for row in self._connection.execute(_MILESTONES, {"id": number}):
            raise Contradiction(
                Conflict.TARGET_WITH_MILESTONE, target=name, day=row["day"]
            )
        self._remove("target", name, number)

    def remove_figure(self, number: int) -> None:
        """Remove a figure; the history keeps it.

        Raises `NoSuchRecord` for an id that is not there.
        """
        self._remove("figure", format_figure_id(number), number)

    def change_named(self, record: NamedRecord) -> SaveResult:
        """Replace the record of a name; the history keeps the old one.

        Raises `Contradiction` where a metric has records that its new kind forbids.
        """
        table, row = encode_named(record)
        stored = self._named_row(table, record[0])
        if table == "metric":
            self._metrics.pop(record[0], None)
            self._forms.clear()
            # Only events have other values: no record is looked at for another kind.
            if (row["kind"] == _EVENT) != (stored["kind"] == _EVENT):
                change = MetricChange(stored["id"], row["kind"])
                refuse_kind_conflicts(self._connection, change)
        return self._change(table, record[0], stored["id"], row)

    def merge(self, name: str, into: Region | Metric | Source) -> tuple[MergedRow, ...]:
        """Replace a record by another in every row, and remove it.

        Raises `Contradiction` where two rows cannot become one.
        """
        table, _ = encode_named(into)
        self.change_named(into)
        old, new = (self._named_row(table, name) for name in (name, into[0]))
        self._distinct.forget_added()
        return merge_named(self._revision, table, old, new)

    def merge_units(
        self, units: UnitTable, word: str, into: str
    ) -> tuple[MergedRow, ...]:
        """Replace a unit by an equal one in every row."""
        self._distinct.forget_added()
        return merge_units(self._revision, units, word, into)

    @property
    def is_empty(self) -> bool:
        """True while nothing was written."""
        return self._revision.is_empty

    @contextmanager
    def suspend_revision(self) -> Iterator[sqlite3.Connection]:
        """Suspend this revision while those of another store are put back.

        A record saved afterwards must equal the restored one in every column.
        """
        self._revision.discard()
        yield self._connection
        self._distinct.forget_added()
        self._revision.begin()
        self._is_restored = True

    def undo(self, write_range: WriteRange) -> UndoneRows:
        """Undo writes; raises `Contradiction` where a later one builds on them."""
        self._revision.command = f"undo {write_range.numbers}"
        self._distinct.forget_added()
        return undo_writes(self._revision, write_range)

    def _remove(self, table: str, name: str, number: int) -> None:
        old = self._revision.get_row(table, number)
        if old is None:
            raise NoSuchRecord(name)
        self._revision.delete(table, old)

    def _change(
        self, table: str, name: str, row_id: int | None, row: Mapping[str, Value]
    ) -> SaveResult:
        old = None if row_id is None else self._revision.get_row(table, row_id)
        if old is None:
            raise NoSuchRecord(name)
        if all(row[key] == old[key] for key in row):
            return SaveResult(old["id"], is_new=False)
        if table in TABLES_OF_DISTINCT_ROWS:
            for equal_row in self._revision.find_equal(table, row):
                other = row_name(table, equal_row.id)
                raise Contradiction(Conflict.SAME_AS_OTHER, record=name, other=other)
        self._revision.update(table, old, row)
        self._distinct.forget_added(table)
        return SaveResult(old["id"], is_new=True)

    def _check_lineage(self, target: Target) -> None:
        """Refuse a target that revises itself, directly or through others."""
        earlier, visited = target.revises, {target.id}
        while earlier is not None:
            row = self._revision.get_row("target", earlier)
            if row is None:
                raise NoSuchRecord(format_target_id(earlier))
            if earlier in visited:
                new, old = format_target_id(target.id), format_target_id(target.revises)
                if new == old:
                    raise Contradiction(Conflict.REVISES_ITSELF, target=new)
                raise Contradiction(Conflict.REVISES_IN_CIRCLE, target=new, other=old)
            visited.add(earlier)
            earlier = row["revises"]

    def _name_ids(self, record: Target | Figure) -> tuple[int, int]:
        return (
            self._id_of("region", record.region),
            self._metric_id(record.metric),
        )

    def _metric_id(self, metric: Metric) -> int:
        """Return the id of a metric.

        Raises `Contradiction` for one that is not as stored: its records were read
        with a kind or unit that an import of them would not find.
        """
        known = self._metrics.get(metric.name)
        if known is not metric and known != metric:
            stored_row = self._named_row("metric", metric.name)
            stored = reference_rows.metric_from_row(stored_row)
            row = reference_rows.metric_to_row(metric)
            for column in ("kind", "unit"):
                if getattr(metric, column) != getattr(stored, column):
                    raise stored_otherwise("metric", row, stored_row, column)
            self._metrics[metric.name] = metric
        return self._id_of("metric", metric.name)

    def _id_of(self, table: str, name: str) -> int:
        ids = self._ids[table]
        if name not in ids:
            ids[name] = int(self._named_row(table, name)["id"])
        return ids[name]

    def _named_row(self, table: str, name: str) -> sqlite3.Row:
        row = self._find_named_row(table, name)
        if row is None:
            raise NoSuchRecord(name)
        return row

    def _find_named_row(self, table: str, name: str) -> sqlite3.Row | None:
        row: sqlite3.Row | None = self._connection.execute(
            _select_by_name(table), {"name": name}
        ).fetchone()
        return row

    def _is_named_by_records(self, metric_id: int) -> bool:
        query = self._connection.execute(_RECORDS_OF_METRIC, {"id": metric_id})
        return bool(query.fetchone()[0])

    def _save_named(
        self, table: str, row: Mapping[str, Value], bare: tuple[str, ...] = ()
    ) -> SaveResult:
        """Add a row unless its name is stored already.

        Raises `Contradiction` where the name is taken by another content, unless all
        the stored row says is in the bare columns.
        """
        stored = self._connection.execute(_select_by_name(table), {"name": row["name"]})
        old = stored.fetchone()
        if old is None:
            return SaveResult(self._revision.insert(table, row, None), is_new=True)
        is_same = is_same_cell if self._is_restored else adds_nothing
        differing = [key for key in row if not is_same(key, row[key], old[key])]
        if not differing:
            return SaveResult(old["id"], is_new=False)
        if not bare or any(old[key] for key in row if key not in (*bare, "aliases")):
            key = differing[0]
            raise stored_otherwise(table, row, old, key)
        aliases = (*split_aliases(old["aliases"]), *split_aliases(row["aliases"]))
        merged = {**row, "aliases": "|".join(dict.fromkeys(aliases))}
        self._revision.update(table, old, merged)
        return SaveResult(old["id"], is_new=True)


def _select_by_name(table: str) -> str:
    return f"SELECT * FROM {table} WHERE name = :name"  # noqa: S608 - our own names
