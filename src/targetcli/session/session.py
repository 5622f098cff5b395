"""One run of a verb: its store, its vocabulary, its answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from targetcli import environment
from targetcli.errors import StoreBusy, StoreTrouble, StoreUnusable
from targetcli.model.period import Relatives, read_day
from targetcli.render.table import Layout, Piece
from targetcli.session.options import AsOfOption, RecordFilter, StoreOptions
from targetcli.store.network_mounts import network_at
from targetcli.store.store import (
    Selection,
    Store,
    is_there,
    make_store,
    new_store,
    open_store,
)

if TYPE_CHECKING:
    from opencc import OpenCC

    from targetcli.model.records import Figure
    from targetcli.reading.vocabulary import Vocabulary
    from targetcli.render.columns.records_json import Json
    from targetcli.render.writers.calendar import Deadline
    from targetcli.reports.figure_index import Field
    from targetcli.store.writer import WriteTransaction


Result = TypeVar("Result")


class Dataset(NamedTuple):
    """A report ready to be written in any style.

    `command` names the JSON document, `head` stands in it before the rows; `name` is
    what the rows are where the command does not say, `deadlines` what is due of them.
    """

    command: str
    layout: Layout[Any]
    rows: Iterable[Any]
    to_json: Callable[[Any], Json]
    head: Json
    name: str = ""
    deadlines: Callable[[], Iterable[Deadline]] | None = None


class Session:
    """What a verb works with."""

    def __init__(self, store_options: StoreOptions) -> None:
        self.path: Path = environment.store_path(store_options.db)
        self.wait = store_options.wait
        self.quiet = store_options.quiet
        self._migrates = not store_options.no_migrate
        self._is_placed = False
        self._read: Store | None = None

    def say(self, text: str) -> None:
        """Tell the user something, unless asked to be quiet."""
        if not self.quiet:
            environment.say(text)

    def reading(self) -> Store:
        """Open the store for reading; raises `StoreUnusable` where there is none."""
        return self._opened(write=False)

    def open_or_create(self) -> Store:
        """Open the store for writing, making it where there is none."""
        self._make_own_folder()
        if make_store(self.path, self.wait):
            self.say(f"made a store at {self.path}")
        return self._opened(write=True)

    def make(self) -> None:
        """Make an empty store; raises `StoreUnusable` where another was quicker."""
        self._make_own_folder()
        self._look_around()
        if not make_store(self.path, self.wait):
            raise StoreUnusable(StoreTrouble.EXISTS, str(self.path))
        self.say(f"made a store at {self.path}")

    def changing(self) -> Store:
        """Open a store that must be there for writing."""
        return self._opened(write=True)

    @contextmanager
    def writing(
        self, command: str, *, dry_run: bool
    ) -> Iterator[tuple[Store, WriteTransaction]]:
        """Change a store that must be there, in one transaction."""
        with (
            self.changing() as store,
            write_to(store, command, dry_run=dry_run) as transaction,
        ):
            yield store, transaction

    def filled(
        self, fill: Callable[[Store], Result], *, dry_run: bool = False
    ) -> Result:
        """Fill the store and return what came of it; a new one is there only then.

        Where another first run is quicker, what it made is filled, from the start.
        """
        if not is_there(self.path):
            try:
                with self._new(dry_run=dry_run) as store:
                    done = fill(store)
            except StoreBusy:
                if not is_there(self.path):
                    raise
            else:
                if not dry_run:
                    self.say(f"made a store at {self.path}")
                return done
        with self._opened(write=True) as store:
            return fill(store)

    @contextmanager
    def _new(self, *, dry_run: bool) -> Iterator[Store]:
        """Make a store; for a dry run elsewhere, and only for as long as it takes."""
        if dry_run:
            from tempfile import TemporaryDirectory  # noqa: PLC0415

            with TemporaryDirectory() as folder:
                elsewhere = Path(folder) / self.path.name
                with new_store(elsewhere, self.wait) as store:
                    yield store
            return
        self._make_own_folder()
        self._look_around()
        with new_store(self.path, self.wait) as store:
            yield store

    def _opened(self, *, write: bool) -> Store:
        self._look_around()
        migrate = self._migrates
        store = open_store(self.path, self.wait, write=write, migrate=migrate)
        if store.kept is not None:
            self.say(f"upgraded {self.path}; as it was, it is kept as {store.kept}")
        self._read = None if write else store
        return store

    def _look_around(self) -> None:
        """Warn, once, of a place where two programs may both hold the lock."""
        kind = "" if self._is_placed else network_at(self.path)
        self._is_placed = True
        if kind:
            self.say(
                f"warning: {self.path} is on a network file system ({kind}), whose "
                "locks may fail: let one program at a time write to it"
            )

    def _make_own_folder(self) -> None:
        if self.path == environment.default_store_path():
            self.path.parent.mkdir(parents=True, exist_ok=True)

    def read_as_of(self, as_of_option: AsOfOption) -> date:
        """Return the day asked about, today where none is."""
        today = environment.today()
        if as_of_option.as_of is None:
            return today
        return read_day(as_of_option.as_of, Relatives(today)).end

    def read_optional_as_of(self, as_of_option: AsOfOption) -> date | None:
        """Return the day asked about, or None where everything is wanted."""
        return None if as_of_option.as_of is None else self.read_as_of(as_of_option)

    def release_after(self, pieces: Iterable[Piece]) -> Iterator[Piece]:
        """Yield pieces and then let go of the store: a pager may take its time."""
        yield from pieces
        if self._read is not None:
            self._read.release()


def write_to(
    store: Store, command: str, *, dry_run: bool = False
) -> AbstractContextManager[WriteTransaction]:
    """Begin a transaction that is logged under a command and the time of day."""
    return store.writing(command, environment.time_stamp(), dry_run=dry_run)


def selected(store: Store, record_filter: RecordFilter) -> Selection:
    """Turn the names in a filter into a selection.

    Raises `UnknownName` for a name the store does not hold.
    """
    if not any(value is not None and value is not False for value in record_filter):
        return Selection()
    from targetcli.model.names import read_scope  # noqa: PLC0415 - only when asked

    words = vocabulary(store)
    due = record_filter.due_before
    regions = tuple(
        words.regions.named(name).name for name in record_filter.region or ()
    )
    if record_filter.with_parts:
        regions = field_of(store).with_parts(regions)
    return Selection(
        regions=regions or None,
        metrics=tuple(words.metrics.named(n).name for n in record_filter.metric or ())
        or None,
        scope=None if record_filter.scope is None else read_scope(record_filter.scope),
        plan=record_filter.plan,
        source=words.sources.named(record_filter.source).id
        if record_filter.source
        else None,
        due_before=read_day(due, Relatives(environment.today())).end if due else None,
    )


def field_of(store: Store) -> Field:
    """Return the field that finds what bears on a target in this store."""
    from targetcli.reports.figure_index import Field  # noqa: PLC0415 - not for listings

    def fetch(metric: str, regions: tuple[str, ...]) -> tuple[Figure, ...]:
        return tuple(store.figures(Selection(metrics=(metric,), regions=regions)))

    return Field(store.regions(), store.identities(), store.milestones(), fetch)


def vocabulary(store: Store, *, strict: bool = False) -> Vocabulary:
    """Return the names a store knows."""
    from targetcli.reading.vocabulary import Vocabulary  # noqa: PLC0415

    words = Vocabulary(simplified, strict=strict)
    words.learn(store.units())
    words.learn(store.regions())
    words.learn(store.metrics())
    words.learn(store.sources())
    return words


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC  # noqa: PLC0415 - only where a name needs it

    return OpenCC("t2s")


def simplified(text: str) -> str:
    """Bring Traditional characters to Simplified."""
    converted: str = _converter().convert(text)
    return converted
