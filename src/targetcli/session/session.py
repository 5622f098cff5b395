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
from targetcli.model.period import ReferenceDays, read_day
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
        self.path: Path = environment.find_store_path(store_options.db)
        self.wait = store_options.wait
        self.quiet = store_options.quiet
        self._migrates = not store_options.no_migrate
        self._is_placed = False
        self._read: Store | None = None

    def say(self, text: str) -> None:
        """Tell the user something, unless asked to be quiet."""
        if not self.quiet:
            environment.say(text)

    def open_store(self) -> Store:
        """Open the store for reading; raises `StoreUnusable` where there is none."""
        return self._open(write=False)

    def open_or_create(self) -> Store:
        """Open the store for writing, making it where there is none."""
        self._make_default_folder()
        if make_store(self.path, self.wait):
            self.say(f"made a store at {self.path}")
        return self._open(write=True)

    def create_empty_store(self) -> None:
        """Make an empty store; raises `StoreUnusable` where another was quicker."""
        self._make_default_folder()
        self._warn_of_network_mount()
        if not make_store(self.path, self.wait):
            raise StoreUnusable(StoreTrouble.EXISTS, str(self.path))
        self.say(f"made a store at {self.path}")

    def open_for_writing(self) -> Store:
        """Open a store that must be there for writing."""
        return self._open(write=True)

    @contextmanager
    def change_store(
        self, command: str, *, dry_run: bool
    ) -> Iterator[tuple[Store, WriteTransaction]]:
        """Change a store that must be there, in one transaction."""
        with (
            self.open_for_writing() as store,
            write_to(store, command, dry_run=dry_run) as transaction,
        ):
            yield store, transaction

    def fill_store(
        self, fill: Callable[[Store], Result], *, dry_run: bool = False
    ) -> Result:
        """Fill the store and return what came of it; a new one is there only then.

        Where another first run is quicker, what it made is filled, from the start.
        """
        if not is_there(self.path):
            try:
                with self._create_store(dry_run=dry_run) as store:
                    done = fill(store)
            except StoreBusy:
                if not is_there(self.path):
                    raise
            else:
                if not dry_run:
                    self.say(f"made a store at {self.path}")
                return done
        with self._open(write=True) as store:
            return fill(store)

    @contextmanager
    def _create_store(self, *, dry_run: bool) -> Iterator[Store]:
        """Make a store; for a dry run elsewhere, and only for as long as it takes."""
        if dry_run:
            from tempfile import TemporaryDirectory  # noqa: PLC0415

            with TemporaryDirectory() as folder:
                elsewhere = Path(folder) / self.path.name
                with new_store(elsewhere, self.wait) as store:
                    yield store
            return
        self._make_default_folder()
        self._warn_of_network_mount()
        with new_store(self.path, self.wait) as store:
            yield store

    def _open(self, *, write: bool) -> Store:
        self._warn_of_network_mount()
        migrate = self._migrates
        store = open_store(self.path, self.wait, write=write, migrate=migrate)
        if store.kept is not None:
            self.say(f"upgraded {self.path}; as it was, it is kept as {store.kept}")
        self._read = None if write else store
        return store

    def _warn_of_network_mount(self) -> None:
        """Warn, once, of a place where two programs may both hold the lock."""
        kind = "" if self._is_placed else network_at(self.path)
        self._is_placed = True
        if kind:
            self.say(
                f"warning: {self.path} is on a network file system ({kind}), whose "
                "locks may fail: let one program at a time write to it"
            )

    def _make_default_folder(self) -> None:
        if self.path == environment.find_default_store_path():
            self.path.parent.mkdir(parents=True, exist_ok=True)

    def read_as_of(self, as_of_option: AsOfOption) -> date:
        """Return the day asked about, today where none is."""
        today = environment.today()
        if as_of_option.as_of is None:
            return today
        return read_day(as_of_option.as_of, ReferenceDays(today)).end

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


def resolve_filter(store: Store, record_filter: RecordFilter) -> Selection:
    """Turn the names in a filter into a selection.

    Raises `UnknownName` for a name the store does not hold.
    """
    if not any(value is not None and value is not False for value in record_filter):
        return Selection()
    from targetcli.model.names import read_scope  # noqa: PLC0415 - only when asked

    vocabulary = load_vocabulary(store)
    due = record_filter.due_before
    regions = tuple(
        vocabulary.regions.get(name).name for name in record_filter.region or ()
    )
    if record_filter.with_parts:
        regions = index_figures(store).with_parts(regions)
    return Selection(
        regions=regions or None,
        metrics=tuple(
            vocabulary.metrics.get(n).name for n in record_filter.metric or ()
        )
        or None,
        scope=None if record_filter.scope is None else read_scope(record_filter.scope),
        plan=record_filter.plan,
        source=vocabulary.sources.get(record_filter.source).id
        if record_filter.source
        else None,
        due_before=read_day(due, ReferenceDays(environment.today())).end
        if due
        else None,
    )


def index_figures(store: Store) -> Field:
    """Return the field that finds what bears on a target in this store."""
    from targetcli.reports.figure_index import Field  # noqa: PLC0415 - not for listings

    def fetch(metric: str, regions: tuple[str, ...]) -> tuple[Figure, ...]:
        return tuple(store.figures(Selection(metrics=(metric,), regions=regions)))

    return Field(store.regions(), store.identities(), store.milestones(), fetch)


def load_vocabulary(store: Store, *, strict: bool = False) -> Vocabulary:
    """Return the names a store knows."""
    from targetcli.reading.vocabulary import Vocabulary  # noqa: PLC0415

    vocabulary = Vocabulary(simplify_characters, strict=strict)
    vocabulary.add_known(store.units())
    vocabulary.add_known(store.regions())
    vocabulary.add_known(store.metrics())
    vocabulary.add_known(store.sources())
    return vocabulary


@cache
def _load_converter() -> OpenCC:
    from opencc import OpenCC  # noqa: PLC0415 - only where a name needs it

    return OpenCC("t2s")


def simplify_characters(text: str) -> str:
    """Bring Traditional characters to Simplified."""
    converted: str = _load_converter().convert(text)
    return converted
