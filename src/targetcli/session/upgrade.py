"""Read the records of an older store anew, and tell which verdicts that changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from targetcli import environment
from targetcli.drafts import temporary_folder
from targetcli.errors import Contradiction, StoreUnusable
from targetcli.judging.profiles import PLAIN
from targetcli.model.metric_meaning import MEANING_COLUMNS
from targetcli.model.records import Figure, Metric, Origin, Target
from targetcli.model.units import UserUnit
from targetcli.problems.stores import StoreProblem
from targetcli.reading import older_records as reading
from targetcli.reading.older_records import OlderMetric, OlderRecords
from targetcli.reports.comparison import TargetVersions, compare_targets
from targetcli.reports.figure_index import FigureIndex
from targetcli.reports.upgrade import RereadMetric, UpgradeReport
from targetcli.reports.verdict_changes import (
    RowsById,
    find_verdict_changes,
    index_rows,
)
from targetcli.session.correction import judge_selected
from targetcli.session.vocabulary import load_vocabulary
from targetcli.store import older_records as stored
from targetcli.store.backup import draft_copy
from targetcli.store.older_records import WrittenMetric
from targetcli.store.selection import Selection
from targetcli.store.store import Store, open_store

if TYPE_CHECKING:
    from targetcli.reading.vocabulary import Vocabulary
    from targetcli.store.writer import WriteTransaction

UPGRADE = "upgrade"
_PACKAGED = "init --with-seeds"
_IMPORT = "import"
_UNITS_VERB = "units "
_SAYING_COMMANDS = (_PACKAGED, "metrics add")
_Record = TypeVar("_Record", Target, Figure)


def upgrade_records(store: Store, *, trust: bool = False) -> UpgradeReport:
    """Read the records of an older store anew, in the open transaction of its upgrade.

    With `trust` all that was taken counts as said.
    """
    as_of = environment.today()
    older = {metric.metric.name: metric for metric in _list_metrics(store)}
    if trust:
        older = {name: _trust(metric) for name, metric in older.items()}
    taken = {name: metric.metric for name, metric in older.items()}
    before = _judge_as_taken(store, taken, as_of)
    with store.join_transaction(UPGRADE, environment.time_stamp()) as transaction:
        nouns = tuple(_upgrade_units(store, transaction))
        store.forget_names()
        upgrade = _Upgrade(store, transaction, older, load_vocabulary(store))
        metrics = tuple(upgrade.upgrade_metric(name) for name in older)
        figures = tuple(f for name in older for f in upgrade.upgrade_records(name))
    after = judge_selected(store, Selection(), as_of)
    changes = tuple(find_verdict_changes(before, after))
    return UpgradeReport(metrics, nouns, figures, changes)


def try_upgrade(path: Path, wait: float) -> UpgradeReport | None:
    """Upgrade a copy of a store, and return the report; None if it is of this version.

    Raises `StoreUnusable` where it is no store.
    """
    try:
        open_store(path, wait).close()
    except StoreUnusable as unusable:
        if unusable.problem is not StoreProblem.OLDER:
            raise
    else:
        return None
    reports: list[UpgradeReport] = []
    with temporary_folder() as folder:
        copied = draft_copy(path.resolve(), wait, folder / "store.db")
        with copied as draft:
            opened = open_store(
                draft, wait, reread=lambda store: reports.append(upgrade_records(store))
            )
            opened.close()
    return reports[0]


class _Upgrade:
    """Reads the metrics of a store anew, then the records of each."""

    def __init__(
        self,
        store: Store,
        transaction: WriteTransaction,
        older: Mapping[str, OlderMetric],
        vocabulary: Vocabulary,
    ) -> None:
        self._transaction = transaction
        self._older = older
        self._vocabulary = vocabulary
        self._records = _group_records(store)
        self._described = stored.list_targets_written_by(store, _PACKAGED)
        self._metrics: dict[str, Metric] = {}

    def upgrade_metric(self, name: str) -> RereadMetric:
        """Save a metric with what was said and is known of it."""
        older = self._older[name]
        records = self._records.get(name, OlderRecords((), ()))
        metric = reading.reread_metric(older, records, self._vocabulary)
        names = (metric.name, metric.name_en, *metric.aliases)
        self._vocabulary.metrics.replace(metric, *names)
        self._transaction.change_named(metric)
        self._metrics[name] = metric
        return RereadMetric(older.metric, metric)

    def upgrade_records(self, name: str) -> Iterator[Figure]:
        """Save the records of a metric, and yield the figures without a period."""
        metric, older = self._metrics[name], self._older[name]
        records = self._records.get(name, OlderRecords((), ()))
        for target in records.targets:
            is_described = target.id in self._described
            reread = reading.reread_target(
                target, metric, self._vocabulary, is_described=is_described
            )
            self._save_new_units()
            _keep_distinct(partial(self._transaction.change_target, reread))
        for figure in records.figures:
            reread_figure = reading.reread_figure(
                figure, older, metric, self._vocabulary
            )
            self._save_new_units()
            _keep_distinct(partial(self._transaction.change_figure, reread_figure))
            if reread_figure.start != figure.start:
                yield reread_figure

    def _save_new_units(self) -> None:
        new_records, self._vocabulary.new_records = self._vocabulary.new_records, []
        self._transaction.save_new_names(new_records)


def _keep_distinct(change: Callable[[], object]) -> None:
    """Change a record, unless it would become the same as another."""
    with suppress(Contradiction):
        change()


def _list_metrics(store: Store) -> Iterator[OlderMetric]:
    for writes in stored.list_metric_writes(store):
        now = writes[-1].metric
        said = {
            column
            for write in writes
            if _is_saying(write)
            for column in MEANING_COLUMNS
            if getattr(write.metric, column) == getattr(now, column)
        }
        yield OlderMetric(now, frozenset(said))


def _is_saying(write: WrittenMetric) -> bool:
    """Check that a command described a metric, and was not merely first to name it."""
    metric = write.metric
    # A row that only names a metric gives it no other name, and no sign.
    is_described = metric.name_en or metric.aliases or metric.non_negative
    is_imported = write.command == _IMPORT and bool(is_described)
    return write.command in _SAYING_COMMANDS or is_imported


def _trust(older: OlderMetric) -> OlderMetric:
    return OlderMetric(older.metric, frozenset(MEANING_COLUMNS))


def _group_records(store: Store) -> dict[str, OlderRecords]:
    """Return the targets and figures of every metric by its name."""
    targets: dict[str, list[Target]] = {}
    figures: dict[str, list[Figure]] = {}
    for target in store.targets():
        targets.setdefault(target.metric.name, []).append(target)
    for figure in store.figures():
        figures.setdefault(figure.metric.name, []).append(figure)
    return {
        name: OlderRecords(tuple(targets.get(name, ())), tuple(figures.get(name, ())))
        for name in (*targets, *figures)
    }


def _upgrade_units(store: Store, transaction: WriteTransaction) -> Iterator[UserUnit]:
    """Make units of their own of nouns that rows brought, and yield them."""
    for writes in tuple(stored.list_unit_writes(store)):
        is_said = any(write.command.startswith(_UNITS_VERB) for write in writes)
        unit = reading.reread_unit(writes[-1].unit, is_said=is_said)
        if unit != writes[-1].unit:
            transaction.change_named(unit)
            yield unit


def _judge_as_taken(
    store: Store, metrics: Mapping[str, Metric], as_of: date
) -> RowsById:
    """Judge every target by what its metric was taken for."""

    def take(record: _Record) -> _Record:
        return record._replace(metric=metrics[record.metric.name])

    def take_target(target: Target) -> Target:
        return take(target)._replace(basis_from=Origin.SAID)

    def fetch(metric: str, regions: tuple[str, ...]) -> tuple[Figure, ...]:
        selection = Selection(metrics=(metric,), regions=regions)
        return tuple(map(take, store.figures(selection)))

    index = FigureIndex(store.regions(), store.identities(), store.milestones(), fetch)
    find_version = cache(lambda number: take_target(store.target(number)))
    comparison = compare_targets(
        map(take_target, store.targets()),
        index.find_evidence,
        as_of,
        TargetVersions(store.successors(), find_version),
        PLAIN,
    )
    return index_rows(comparison.rows)
