"""Read typed records from a store, and begin transactions that write them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, NamedTuple, Self, TypeVar

from targetcli.errors import (
    NoSuchRecord,
    StoreBusy,
    StoreUnusable,
    TargetsError,
    Unreadable,
)
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
from targetcli.model.units import UnitTable, UserUnit
from targetcli.problems.problem import FailureReason
from targetcli.problems.stores import StoreDetail, StoreProblem
from targetcli.store import rows
from targetcli.store.connection import OpenDatabase
from targetcli.store.opening import open_existing
from targetcli.store.sqlite_errors import translate_errors, translate_os_errors

if TYPE_CHECKING:
    from targetcli.store.writer import WriteTransaction

_REGIONS = "SELECT * FROM region ORDER BY id"
_METRICS = "SELECT * FROM metric ORDER BY id"
_METRIC = "SELECT * FROM metric WHERE name = :name"
_SOURCES = "SELECT * FROM source ORDER BY id"
_UNITS = "SELECT * FROM unit ORDER BY id"
_IDENTITIES = "SELECT * FROM identity ORDER BY id"

_MILESTONES = "SELECT * FROM milestone ORDER BY target_id, day"

_TARGETS = "SELECT * FROM target WHERE {conditions} ORDER BY id"
_IN_ORDER = """
    SELECT id, scope, basis, relation, value, value_high, unit, start, "end",
        base_period, status, published, source, locator, as_written, note,
        region_id, metric_id
    FROM figure WHERE {conditions} ORDER BY """
_FIGURES = _IN_ORDER + "id"
_FIGURES_OF = _FIGURES.format(
    conditions="region_id IN (SELECT value FROM json_each(?)) AND metric_id = ?"
)
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

_CONDITIONS = {
    "ids": "id IN (SELECT value FROM json_each(:ids))",
    "regions": "region_id IN (SELECT value FROM json_each(:regions))",
    "metrics": "metric_id IN (SELECT value FROM json_each(:metrics))",
    "scope": "scope = :scope",
    "plan": "plan = :plan",
    "owner": "instr(';' || owner || ';', ';' || :owner || ';') > 0",
    "source": "source = :source",
    "due_before": "deadline <> '' AND deadline < :due_before",
}
_TARGET_IDS = "SELECT id FROM target WHERE {conditions} ORDER BY id"
_PLANS = "SELECT DISTINCT plan FROM target WHERE plan <> '' ORDER BY plan"
_OWNERS = "SELECT DISTINCT owner FROM target WHERE owner <> '' ORDER BY owner"
_SCOPES = """
    SELECT scope FROM target WHERE scope <> ''
    UNION SELECT scope FROM figure WHERE scope <> '' ORDER BY scope
"""
_EARLIEST_DEADLINE = "SELECT min(deadline) FROM target WHERE deadline <> ''"
_COUNTS = """
    SELECT (SELECT count(*) FROM target), (SELECT count(*) FROM figure),
        (SELECT count(*) FROM source), (SELECT max(sequence) FROM revision)
"""
_TARGET_TIMES = """
    SELECT target.id, revision.time FROM target
    JOIN revision ON revision.sequence = target.revision
"""
_FIRST_DIGEST = "SELECT digest FROM revision ORDER BY sequence LIMIT 1"
_LAST_DIGEST = "SELECT digest FROM revision ORDER BY sequence DESC LIMIT 1"
_REVISION_DIGEST = "SELECT digest FROM revision WHERE sequence = :sequence"


# What reading a row raises where a byte of it was changed outside targets.
_UNREADABLE_ROW_ERRORS = (
    *(Unreadable, ValueError, KeyError, ArithmeticError),
    *(TypeError, AttributeError, IndexError),
)
# What a bug raises, or a row that holds what none of ours would.
_UNFORESEEN_ERRORS = (*_UNREADABLE_ROW_ERRORS, LookupError, RecursionError)
Record = TypeVar("Record")
OnDamage = Callable[[int, StoreUnusable], None]
"""What is done about a row that cannot be read, given its id and the damage."""


def raise_damage(_row_id: int, damage: StoreUnusable) -> None:
    """Stop at the first row that cannot be read; raises `StoreUnusable`."""
    raise damage


class Selection(NamedTuple):
    """Conditions on records; None is no condition."""

    ids: tuple[int, ...] | None = None
    regions: tuple[str, ...] | None = None
    metrics: tuple[str, ...] | None = None
    scope: str | None = None
    plan: str | None = None
    owner: str | None = None
    source: str | None = None
    due_before: date | None = None


EVERYTHING = Selection()


class Counts(NamedTuple):
    """Number of records and revisions in a store."""

    targets: int
    figures: int
    sources: int
    revisions: int


class WriteTimes(NamedTuple):
    """Lasting id of a store, and the time of the last write of each target."""

    store_id: str
    target_times: Mapping[int, str]


class Store:
    """Open store; as a context manager it closes itself."""

    def __init__(self, opened: OpenDatabase, path: Path, wait: float) -> None:
        self.path = path
        self.backup = opened.backup
        self._opened = opened
        self._is_open = True
        self.connection = opened.connection
        self.wait = wait
        self.has_written = False
        self._regions: dict[int, Region] | None = None
        self._metrics: dict[int, Metric] | None = None
        self._ids_by_name: dict[str, dict[str, int]] = {}
        self._unit_table: UnitTable | None = None
        self._unit_reader: rows.UnitReader | None = None

    @property
    def is_open(self) -> bool:
        """True until the store is closed."""
        return self._is_open

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        damage = self._find_damage(error)
        self.close()
        if damage is not None:
            raise damage from error
        if error is not None:
            with translate_errors(self.path, self.wait):
                raise error

    def _find_damage(self, error: BaseException | None) -> StoreUnusable | None:
        """Return the damage that may have led to an error nobody foresaw."""
        is_foreseen = isinstance(error, (TargetsError, UnicodeError))
        if is_foreseen or not isinstance(error, _UNFORESEEN_ERRORS):
            return None
        from targetcli.store.damage import find_first_fault  # noqa: PLC0415 - seldom

        with translate_errors(self.path, self.wait):
            fault = find_first_fault(self.connection)
        if fault is None:
            return None
        return self._damage_error(fault.subject, fault.reason)

    def close(self) -> None:
        """Close the store."""
        self._is_open = False
        self._opened.close()

    def release(self) -> None:
        """End the read transaction, so that writers need not wait."""
        if self._is_open:
            self.connection.roll_back()

    def regions(self) -> tuple[Region, ...]:
        """Return every region in the order it was added."""
        return tuple(self._regions_by_id().values())

    def metrics(self) -> tuple[Metric, ...]:
        """Return every metric in the order it was added."""
        return tuple(self._metrics_by_id().values())

    def sources(self) -> tuple[Source, ...]:
        """Return every source in the order it was added."""
        return self._read_all("source", _SOURCES, rows.source_from_row)

    def units(self) -> tuple[UserUnit, ...]:
        """Return the units that users added."""
        return self._read_all("unit", _UNITS, rows.unit_from_row)

    def identities(self) -> tuple[Identity, ...]:
        """Return every identity."""
        return self._read_all("identity", _IDENTITIES, rows.identity_from_row)

    def milestones(self) -> tuple[Milestone, ...]:
        """Return every milestone, by target and day."""
        return self._read_all("milestone", _MILESTONES, rows.milestone_from_row)

    def targets(
        self, selection: Selection = EVERYTHING, on_damage: OnDamage = raise_damage
    ) -> Iterator[Target]:
        """Yield the selected targets by id."""
        names, metrics = self._regions_by_id(), self._metrics_by_id()
        units = self._read_units()
        cursor = self._select_cells(_TARGETS, selection)
        columns = [name for name, *_ in cursor.description]
        for cells in cursor:
            row = dict(zip(columns, cells, strict=True))
            try:  # a context manager a row would be a tenth of the time
                region, metric = names[row["region_id"]].name, metrics[row["metric_id"]]
                target = rows.target_from_row(row, region, metric, units)
            except _UNREADABLE_ROW_ERRORS as error:
                damage = self._damage_error(format_target_id(row["id"]), error)
                damage.__cause__ = error
                on_damage(row["id"], damage)
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
        names, metrics = self._regions_by_id(), self._metrics_by_id()
        units = self._read_units()
        for row in cursor:
            try:
                region, metric = names[row[-2]].name, metrics[row[-1]]
                figure = rows.figure_from_cells(row[:-2], region, metric, units)
            except _UNREADABLE_ROW_ERRORS as error:
                damage = self._damage_error(format_figure_id(row[0]), error)
                damage.__cause__ = error
                on_damage(row[0], damage)
                continue
            yield figure

    def figures_of(self, metric: str, regions: Sequence[str]) -> tuple[Figure, ...]:
        """Return the figures of a metric for some regions by id."""
        metric_id = self._find_ids("metrics").get(metric)
        ids = self._find_ids("regions")
        region_ids = [ids[name] for name in regions if name in ids]
        if metric_id is None or not region_ids:
            return ()
        listed = ",".join(map(str, region_ids))
        cursor = self.connection.execute(_FIGURES_OF, (f"[{listed}]", metric_id))
        cursor.row_factory = None
        return tuple(self._read_figures(cursor))

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

    def unit_table(self) -> UnitTable:
        """Return the built-in units and those of this store."""
        if self._unit_table is None:
            self._unit_table = UnitTable(self.units())
        return self._unit_table

    def counts(self) -> Counts:
        """Return the number of records and revisions."""
        return Counts(*self.connection.execute(_COUNTS).fetchone())

    def write_times(self) -> WriteTimes:
        """Return the id of the store and the last write of each target, in UTC."""
        times = {
            row["id"]: row["time"] for row in self.connection.execute(_TARGET_TIMES)
        }
        first_revision = self.connection.execute(_FIRST_DIGEST).fetchone()
        return WriteTimes(
            first_revision["digest"][:16] if first_revision else "", times
        )

    def last_digest(self) -> str:
        """Return the digest of the last revision; empty for a store never written."""
        row = self.connection.execute(_LAST_DIGEST).fetchone()
        return row["digest"] if row else ""

    def revision_digest(self, sequence: int) -> str:
        """Return the digest of one revision; empty where there is no such."""
        parameters = {"sequence": sequence}
        row = self.connection.execute(_REVISION_DIGEST, parameters).fetchone()
        return row["digest"] if row else ""

    @contextmanager
    def write_transaction(
        self, command: str, time: str, *, dry_run: bool = False
    ) -> Iterator[WriteTransaction]:
        """Begin a transaction: committed on leaving, rolled back on an error.

        A dry run does the same and then takes it back. Raises `StoreBusy` where the
        lock is not had in time.
        """
        from targetcli.store.writer import WriteTransaction  # noqa: PLC0415 - not for reading

        self.connection.roll_back()  # what was opened for reading
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            transaction = WriteTransaction(self.connection, command, time)
            yield transaction
            transaction.close()
            self.connection.execute("ROLLBACK" if dry_run else "COMMIT")
            self.has_written |= not (dry_run or transaction.is_empty)
        except BaseException:
            self.connection.roll_back()
            raise
        finally:
            self.forget_names()

    @contextmanager
    def join_transaction(self, command: str, time: str) -> Iterator[WriteTransaction]:
        """Write one more revision in the transaction that is open."""
        from targetcli.store.writer import WriteTransaction  # noqa: PLC0415 - not for reading

        transaction = WriteTransaction(self.connection, command, time)
        yield transaction
        transaction.close()
        self.forget_names()

    def forget_names(self) -> None:
        """Read names anew when they are needed next, as a transaction changed them."""
        self._regions = self._metrics = self._unit_table = self._unit_reader = None
        self._ids_by_name.clear()

    def reread_metric(self, name: str) -> None:
        """Read one metric anew, as a transaction changed no other name."""
        if self._metrics is not None:
            row = self.connection.execute(_METRIC, {"name": name}).fetchone()
            self._metrics[row["id"]] = rows.metric_from_row(row)

    def _read_units(self) -> rows.UnitReader:
        if self._unit_reader is None:
            self._unit_reader = rows.UnitReader(self.unit_table())
        return self._unit_reader

    def _regions_by_id(self) -> dict[int, Region]:
        if self._regions is None:
            regions = self._read_table("region", _REGIONS, rows.region_from_row)
            self._regions = dict(regions)
        return self._regions

    def _find_ids(self, key: str) -> dict[str, int]:
        """Return the ids of regions or metrics by their names."""
        if key not in self._ids_by_name:
            named: Mapping[int, Region | Metric] = (
                self._regions_by_id() if key == "regions" else self._metrics_by_id()
            )
            self._ids_by_name[key] = {
                each.name: number for number, each in named.items()
            }
        return self._ids_by_name[key]

    def _metrics_by_id(self) -> dict[int, Metric]:
        if self._metrics is None:
            metrics = self._read_table("metric", _METRICS, rows.metric_from_row)
            self._metrics = dict(metrics)
        return self._metrics

    def _read_all(
        self, table: str, query: str, read: Callable[[sqlite3.Row], Record]
    ) -> tuple[Record, ...]:
        return tuple(record for _, record in self._read_table(table, query, read))

    def _read_table(
        self, table: str, query: str, read: Callable[[sqlite3.Row], Record]
    ) -> Iterator[tuple[int, Record]]:
        for row in self.connection.execute(query):
            try:  # a context manager a row would be a third of the time
                record = read(row)
            except _UNREADABLE_ROW_ERRORS as error:
                raise self._damage_error(f"{table} row {row['id']}", error) from error
            yield row["id"], record

    def _select(self, query: str, selection: Selection) -> sqlite3.Cursor:
        wanted = {
            key: value
            for key, value in selection._asdict().items()
            if value is not None
        }
        conditions = " AND ".join(_CONDITIONS[key] for key in wanted) or "TRUE"
        # Names are looked up here: in SQL that would cost four times the rest.
        for key in wanted.keys() & {"regions", "metrics"}:
            ids = self._find_ids(key)
            wanted[key] = tuple(ids[name] for name in wanted[key] if name in ids)
        parameters = {key: _sql_parameter(value) for key, value in wanted.items()}
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

    @contextmanager
    def name_damage(self, name: str) -> Iterator[None]:
        """Name the row in the error raised for damaged data."""
        try:
            yield
        except _UNREADABLE_ROW_ERRORS as error:
            raise self._damage_error(name, error) from error

    def _damage_error(
        self, name: str, error: Exception | FailureReason
    ) -> StoreUnusable:
        reason = error if isinstance(error, FailureReason) else repr(error)
        detail = FailureReason(
            StoreDetail.UNREADABLE_ROW, {"row": name, "error": reason}
        )
        return StoreUnusable(StoreProblem.DAMAGED, str(self.path), detail)


def open_store(
    path: Path,
    wait: float,
    *,
    write: bool = False,
    reread: Callable[[Store], None] | None = None,
) -> Store:
    """Open an existing store; raises `StoreUnusable`.

    An older one is upgraded, and its records are read anew by `reread` in the open
    transaction of the upgrade; without `reread` it is refused.
    """

    def reread_opened(opened: OpenDatabase) -> None:
        if reread is not None:
            reread(Store(opened, path, wait))

    upgrade = None if reread is None else reread_opened
    opened = open_existing(path, wait, write=write, reread=upgrade)
    return Store(opened, path, wait)


def store_exists(path: Path) -> bool:
    """Return True where a file is; raises `StoreUnusable` for a closed folder."""
    with translate_os_errors(path):
        return path.exists()


def create_store(path: Path, wait: float) -> bool:
    """Create an empty store; return False where there is one already."""
    from targetcli.store.creation import draft_store  # noqa: PLC0415 - seldom

    if store_exists(path):
        return False
    try:
        with draft_store(path, wait):
            pass
    except FileExistsError:  # another first run was quicker; its store is as good
        return False
    return True


@contextmanager
def new_store(path: Path, wait: float) -> Iterator[Store]:
    """Yield a new store to be filled; on an error there is none.

    Raises `StoreBusy` where another process made one meanwhile.
    """
    from targetcli.store.creation import draft_store  # noqa: PLC0415 - seldom

    try:
        with (
            draft_store(path, wait) as draft,
            open_store(draft, wait, write=True) as store,
        ):
            yield store
    except FileExistsError:
        raise StoreBusy(str(path), wait) from None


def _sql_parameter(value: Any) -> str | int:  # noqa: ANN401 - any column type
    from json import dumps  # noqa: PLC0415 - only when something is filtered

    if isinstance(value, tuple):
        return dumps(value, ensure_ascii=False)
    return value.isoformat() if isinstance(value, date) else value
