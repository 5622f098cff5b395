"""Read the targets and figures of a store, and what is said of many of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING

from targetcli.errors import NoSuchRecord
from targetcli.model.records import (
    Figure,
    Identity,
    Metric,
    Milestone,
    Region,
    Source,
    Target,
    format_figure_id,
    format_target_id,
)
from targetcli.model.unit_table import UnitTable
from targetcli.model.units import UserUnit
from targetcli.store import record_rows
from targetcli.store.reference_records import StoredReferences
from targetcli.store.selection import EVERYTHING, Selection, build_condition
from targetcli.store.unreadable_rows import (
    UNREADABLE_ROW_ERRORS,
    OnDamage,
    describe_damage,
    raise_damage,
)

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from targetcli.store.row_batches import BatchingConnection
    from targetcli.store.row_cells import UnitReader

_TARGETS = """
    SELECT id, region_id, scope, metric_id, basis, relation, value, value_high, unit,
        window_start, deadline, base_period, commitment,
        baseline_value, baseline_unit, baseline_period,
        plan, announced, source, locator, as_written, note, revises,
        withdrawn, withdrawn_source, side, deadline_period, "when", owner, basis_from
    FROM target WHERE {conditions} ORDER BY id
"""
_IN_ANY_ORDER = """
    SELECT id, scope, basis, relation, value, value_high, unit, start, "end",
        base_period, status, published, source, locator, as_written, note,
        region_id, metric_id
    FROM figure WHERE {conditions}"""
_IN_ORDER = _IN_ANY_ORDER + " ORDER BY "
_FIGURES = _IN_ORDER + "id"
_FIGURES_OF = _FIGURES.format(
    conditions="region_id IN (SELECT value FROM json_each(?)) AND metric_id = ?"
)
# Those of each metric are sorted later: SQLite would copy every row to do so.
_FIGURES_TOGETHER = _IN_ANY_ORDER.format(
    conditions="""region_id IN (SELECT value FROM json_each(?))
        AND metric_id IN (SELECT value FROM json_each(?))"""
)
_COUNT_UP_TO = """
    SELECT count(*) FROM (SELECT 1 FROM figure
        WHERE region_id IN (SELECT value FROM json_each(?))
            AND metric_id IN (SELECT value FROM json_each(?))
        LIMIT ?)
"""
_MANY_FIGURES = 5000
_get_id = attrgetter("id")
_BY_PLACE = _IN_ORDER + 'region_id, metric_id, scope, "end"'
_FIGURES_BY_PLACE = _BY_PLACE.format(conditions="TRUE")
# The index alone finds them: of most stores hardly a row is read.
_FIGURES_SHARING_A_DAY = _BY_PLACE.format(
    conditions="""EXISTS (
        SELECT * FROM figure AS other WHERE other.region_id = figure.region_id
            AND other.metric_id = figure.metric_id AND other.scope = figure.scope
            AND other."end" = figure."end" AND other.id <> figure.id)"""
)
_REVISING_TARGETS = (
    "SELECT id, revises, announced FROM target WHERE revises IS NOT NULL"
)
_TARGET_IDS = "SELECT id FROM target WHERE {conditions} ORDER BY id"
_PLANS = "SELECT DISTINCT plan FROM target WHERE plan <> '' ORDER BY plan"
_OWNERS = "SELECT DISTINCT owner FROM target WHERE owner <> '' ORDER BY owner"
_SCOPES = """
    SELECT scope FROM target WHERE scope <> ''
    UNION SELECT scope FROM figure WHERE scope <> '' ORDER BY scope
"""
_EARLIEST_DEADLINE = "SELECT min(deadline) FROM target WHERE deadline <> ''"


class StoredRecords:
    """Reads the records of a connection, whose file errors name."""

    def __init__(self, connection: BatchingConnection, path: Path) -> None:
        self.connection = connection
        self.path = path
        self._references = StoredReferences(connection, path)

    def regions(self) -> tuple[Region, ...]:
        """Return every region in the order it was added."""
        return tuple(self._references.regions().values())

    def metrics(self) -> tuple[Metric, ...]:
        """Return every metric in the order it was added."""
        return tuple(self._references.metrics().values())

    def sources(self) -> tuple[Source, ...]:
        """Return every source in the order it was added."""
        return self._references.sources()

    def units(self) -> tuple[UserUnit, ...]:
        """Return the units that users added."""
        return self._references.units()

    def unit_table(self) -> UnitTable:
        """Return the built-in units and those of this store."""
        return self._references.unit_table()

    def identities(self) -> tuple[Identity, ...]:
        """Return every identity."""
        return self._references.identities()

    def milestones(self) -> tuple[Milestone, ...]:
        """Return every milestone, by target and day."""
        return self._references.milestones()

    def forget_names(self) -> None:
        """Read names anew when they are needed next, as a transaction changed them."""
        self._references.forget()

    def reread_metric(self, name: str) -> None:
        """Read one metric anew, as a transaction changed no other name."""
        self._references.reread_metric(name)

    def targets(
        self, selection: Selection = EVERYTHING, on_damage: OnDamage = raise_damage
    ) -> Iterator[Target]:
        """Yield the selected targets by id."""
        read = record_rows.TargetReader(*self._list_named()).read
        for row in self._select_cells(_TARGETS, selection):
            try:  # a context manager a row would be a tenth of the time
                target = read(row)
            except UNREADABLE_ROW_ERRORS as error:
                damage = describe_damage(self.path, format_target_id(row[0]), error)
                damage.__cause__ = error
                on_damage(row[0], damage)
                continue
            yield target

    def target_ids(self, selection: Selection = EVERYTHING) -> Sequence[int]:
        """Return the ids of the selected targets in order."""
        from array import array  # noqa: PLC0415 - only where several processes judge

        return array("q", (row[0] for row in self._select(_TARGET_IDS, selection)))

    def figures(
        self, selection: Selection = EVERYTHING, on_damage: OnDamage = raise_damage
    ) -> Iterator[Figure]:
        """Yield the selected figures by id."""
        # Nothing is asked of the file, and no lock is held, before the first is wanted.
        cursor = self._select_cells(_FIGURES, selection)
        yield from self._read_figures(cursor, on_damage)

    def figures_by_place(self, on_damage: OnDamage = raise_damage) -> Iterator[Figure]:
        """Yield every figure, those of one place, metric and scope together."""
        yield from self._read_figures(self._execute_cells(_FIGURES_BY_PLACE), on_damage)

    def figures_sharing_a_day(
        self, on_damage: OnDamage = raise_damage
    ) -> Iterator[Figure]:
        """Yield the figures that share place, metric, scope and last day, together."""
        cursor = self._execute_cells(_FIGURES_SHARING_A_DAY)
        yield from self._read_figures(cursor, on_damage)

    def _read_figures(
        self, cursor: sqlite3.Cursor, on_damage: OnDamage = raise_damage
    ) -> Iterator[Figure]:
        read = record_rows.FigureReader(*self._list_named()).read
        for row in cursor:
            try:
                figure = read(row)
            except UNREADABLE_ROW_ERRORS as error:
                damage = describe_damage(self.path, format_figure_id(row[0]), error)
                damage.__cause__ = error
                on_damage(row[0], damage)
                continue
            yield figure

    def _list_named(
        self,
    ) -> tuple[Mapping[int, Region], Mapping[int, Metric], UnitReader]:
        """Return the regions, metrics and units that rows name."""
        references = self._references
        return references.regions(), references.metrics(), references.unit_reader()

    def figures_of(
        self,
        metric: str,
        regions: Sequence[str],
        on_damage: OnDamage = raise_damage,
    ) -> tuple[Figure, ...]:
        """Return the figures of a metric for some regions by id."""
        metric_id = self._references.find_ids("metrics").get(metric)
        region_ids = self._list_ids("regions", regions)
        if metric_id is None:
            return ()
        cursor = self.connection.execute(_FIGURES_OF, (region_ids, metric_id))
        cursor.row_factory = None
        return tuple(self._read_figures(cursor, on_damage))

    def figures_together(
        self, metrics: Iterable[str], regions: Sequence[str]
    ) -> dict[str, tuple[Figure, ...]]:
        """Return the figures of each of some metrics for some regions by id.

        Nothing is returned where they are many, or where one cannot be read: which
        target needs that one is found out when its metric is asked for alone.
        """
        asked = tuple(metrics)
        wanted = self._list_ids("regions", regions), self._list_ids("metrics", asked)
        (count,) = self.connection.execute(
            _COUNT_UP_TO, (*wanted, _MANY_FIGURES + 1)
        ).fetchone()
        if count > _MANY_FIGURES:
            return {}
        cursor = self.connection.execute(_FIGURES_TOGETHER, wanted)
        cursor.row_factory = None
        read = record_rows.FigureReader(*self._list_named()).read
        by_metric: dict[str, list[Figure]] = {metric: [] for metric in asked}
        ids = self._references.find_ids("metrics")
        by_id = {ids[metric]: by_metric[metric] for metric in asked if metric in ids}
        try:
            for row in cursor:
                by_id[row[-1]].append(read(row))
        except UNREADABLE_ROW_ERRORS:
            return {}
        return {
            metric: tuple(sorted(figures, key=_get_id))
            for metric, figures in by_metric.items()
        }

    def _list_ids(self, kind: str, names: Iterable[str]) -> str:
        """Return the ids of the regions or metrics that the store has, as JSON."""
        ids = self._references.find_ids(kind)
        return f"[{','.join([str(ids[name]) for name in names if name in ids])}]"

    def target(self, number: int) -> Target:
        """Return one target; raises `NoSuchRecord`."""
        for target in self.targets(Selection(ids=(number,))):
            return target
        raise NoSuchRecord(format_target_id(number))

    def figure(self, number: int) -> Figure:
        """Return one figure; raises `NoSuchRecord`."""
        for figure in self.figures(Selection(ids=(number,))):
            return figure
        raise NoSuchRecord(format_figure_id(number))

    def plans(self) -> tuple[str, ...]:
        """Return the plans that targets belong to."""
        return tuple(plan for (plan,) in self.connection.execute(_PLANS))

    def owners(self) -> tuple[str, ...]:
        """Return the bodies that answer for targets, each once."""
        owners = (
            owner
            for (text,) in self.connection.execute(_OWNERS)
            for owner in text.split(";")
        )
        return tuple(dict.fromkeys(owner.strip() for owner in owners))

    def scopes(self) -> tuple[str, ...]:
        """Return the scopes of targets and figures."""
        return tuple(scope for (scope,) in self.connection.execute(_SCOPES))

    def earliest_deadline(self) -> str | None:
        """Return the earliest deadline of a target, or None."""
        (deadline,) = self.connection.execute(_EARLIEST_DEADLINE).fetchone()
        return None if deadline is None else str(deadline)

    def successors(self) -> dict[int, tuple[int, ...]]:
        """Return the ids of the targets that revise each target, by its id."""
        successors: dict[int, list[int]] = {}
        for new, old, _ in self.connection.execute(_REVISING_TARGETS):
            successors.setdefault(old, []).append(new)
        return {old: tuple(new) for old, new in successors.items()}

    def _select(self, query: str, selection: Selection) -> sqlite3.Cursor:
        conditions, parameters = build_condition(selection, self._references.find_ids)
        return self.connection.execute(query.format(conditions=conditions), parameters)

    def select_texts(
        self, query: str, selection: Selection
    ) -> Iterator[tuple[str, ...]]:
        """Yield the rows of a query on selected records as they are stored."""
        return self._select_cells(query, selection)

    def _select_cells(self, query: str, selection: Selection) -> sqlite3.Cursor:
        """Return the rows of a query as tuples, which are read faster than by name."""
        cursor = self._select(query, selection)
        cursor.row_factory = None
        return cursor

    def _execute_cells(self, query: str) -> sqlite3.Cursor:
        cursor = self.connection.execute(query)
        cursor.row_factory = None
        return cursor
