"""Read the records that can be read, and name those that cannot."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from targetcli.errors import StoreUnusable
from targetcli.store.damage import Fault
from targetcli.store.damaged_rows import row_name
from targetcli.store.selection import EVERYTHING
from targetcli.store.unreadable_rows import OnDamage

if TYPE_CHECKING:
    from targetcli.model.records import Figure, Target
    from targetcli.store.store import Store

_IDS = "SELECT id FROM {table} ORDER BY id"
Record = TypeVar("Record")


class ReadableRecords:
    """Targets and figures of a store that can be read.

    They are read anew each time they are gone through, and none is kept: a store may
    be larger than memory.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def targets(self) -> Iterable[Target]:
        """Return the targets by id."""
        return _ReadAnew(partial(self._store.targets, EVERYTHING))

    def figures(self) -> Iterable[Figure]:
        """Return the figures by id."""
        return _ReadAnew(partial(self._store.figures, EVERYTHING))

    def figures_of(self, metric: str, regions: Sequence[str]) -> tuple[Figure, ...]:
        """Return the figures of a metric for some regions by id."""
        return tuple(_ReadAnew(partial(self._store.figures_of, metric, regions)))

    def figures_by_place(self) -> Iterable[Figure]:
        """Return the figures, those of one place, metric and scope together."""
        return _ReadAnew(self._store.figures_by_place)

    def figures_sharing_a_day(self) -> Iterable[Figure]:
        """Return those that share place, metric, scope and last day, together."""
        return _ReadAnew(self._store.figures_sharing_a_day)

    def find_faults(self) -> Iterator[Fault]:
        """Yield a fault for each target and figure that cannot be read."""
        yield from self._list_faults("target", self._store.targets)
        yield from self._list_faults("figure", self._store.figures)

    def _list_faults(
        self, table: str, read: Callable[..., Iterator[object]]
    ) -> list[Fault]:
        faults = []

        def note_fault(row_id: int, damage: StoreUnusable) -> None:
            reason = damage.detail or damage.reason
            faults.append(Fault(row_name(table, row_id), reason))

        try:
            deque(read(on_damage=note_fault), maxlen=0)
        except StoreUnusable as damage:  # a region or metric that any row may name
            for (row_id,) in self._store.connection.execute(_IDS.format(table=table)):
                note_fault(row_id, damage)
        return faults


class _ReadAnew(Iterable[Record]):
    """Records that are read anew each time they are gone through."""

    def __init__(self, read: Callable[[OnDamage], Iterable[Record]]) -> None:
        self._read = read

    def __iter__(self) -> Iterator[Record]:
        try:
            yield from self._read(_pass_over)
        except StoreUnusable:  # a region or metric that any row may name
            return


def _pass_over(_row_id: int, _damage: StoreUnusable) -> None:
    """Leave out a row that cannot be read."""
