"""Open, create, fill and change the store that one command works with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from targetcli import environment
from targetcli.errors import StoreBusy, StoreUnusable, WrongUsage
from targetcli.model.period import ReferenceDays
from targetcli.model.period_reader import read_day
from targetcli.problems.stores import StoreProblem
from targetcli.render.i18n import gettext
from targetcli.render.table import OutputPiece
from targetcli.session.options import AsOfOption, StoreOptions
from targetcli.store.network_mounts import find_network_type
from targetcli.store.store import (
    Store,
    create_store,
    new_store,
    open_store,
    store_exists,
)

if TYPE_CHECKING:
    from targetcli.model.records import Region
    from targetcli.reports.upgrade import UpgradeReport
    from targetcli.store.writer import WriteTransaction


Result = TypeVar("Result")


class Session:
    """The store of one run, and the messages about it."""

    def __init__(self, store_options: StoreOptions) -> None:
        self.path: Path = environment.find_store_path(store_options.db)
        self.wait = store_options.wait
        self.quiet = store_options.quiet
        self._may_upgrade = not store_options.no_migrate
        self._is_mount_checked = False
        self._reader: Store | None = None
        self._has_written = False
        self.upgrade: UpgradeReport | None = None
        """All that an upgrade on opening read otherwise; None where there was none."""

    def say(self, text: str) -> None:
        """Print a message on stderr, unless the run is quiet."""
        if not self.quiet:
            environment.say(text)

    def say_how_to_take_back(self) -> None:
        """Print how to take back what this run wrote, if it wrote anything."""
        if self._has_written:
            self.say(gettext("to take it back: targets undo"))

    def say_left_out(self, count: int) -> None:
        """Print how many more lines there would be, below those that were printed."""
        self.say("  " + gettext("and {count} more").format(count=count))

    def _say_made(self) -> None:
        self.say(gettext("made a store at {path}").format(path=self.path))

    def open_store(self) -> Store:
        """Open the store for reading; raises `StoreUnusable` if there is none."""
        return self._open(write=False)

    def create_empty_store(self) -> None:
        """Create an empty store; raises `StoreUnusable` if one exists by then."""
        self._make_default_folder()
        self._warn_of_network_mount()
        if not create_store(self.path, self.wait):
            raise StoreUnusable(StoreProblem.EXISTS, str(self.path))
        self._say_made()

    def open_for_writing(self) -> Store:
        """Open an existing store for writing."""
        return self._open(write=True)

    @contextmanager
    def change_store(
        self, command: str, *, dry_run: bool
    ) -> Iterator[tuple[Store, WriteTransaction]]:
        """Open an existing store and change it in one transaction."""
        with (
            self.open_for_writing() as store,
            begin_write(store, command, dry_run=dry_run) as transaction,
        ):
            yield store, transaction
        self._has_written |= store.has_written

    def fill_store(
        self, fill: Callable[[Store], Result], *, dry_run: bool = False
    ) -> Result:
        """Run a function that fills the store, creating the store with it if needed.

        A store whose filling fails is not left behind. Where another run creates the
        store first, the function is run again on that one.
        """
        if not store_exists(self.path):
            try:
                with self._create_store(dry_run=dry_run) as store:
                    result = fill(store)
            except StoreBusy:
                if not store_exists(self.path):
                    raise
            else:
                if not dry_run:
                    self._say_made()
                self._has_written |= store.has_written and not dry_run
                return result
        with self._open(write=True) as store:
            result = fill(store)
        self._has_written |= store.has_written
        return result

    @contextmanager
    def _create_store(self, *, dry_run: bool) -> Iterator[Store]:
        """Create a store; for a dry run in a temporary folder."""
        if dry_run:
            from targetcli.drafts import temporary_folder  # noqa: PLC0415 - for a try

            with (
                temporary_folder() as folder,
                new_store(folder / self.path.name, self.wait) as store,
            ):
                yield store
            return
        self._make_default_folder()
        self._warn_of_network_mount()
        with new_store(self.path, self.wait) as store:
            yield store

    def _open(self, *, write: bool) -> Store:
        self._warn_of_network_mount()
        reread = self._reread_records if self._may_upgrade else None
        store = open_store(self.path, self.wait, write=write, reread=reread)
        if store.backup is not None:
            sentence = gettext("upgraded {path}; as it was, it is kept as {backup}")
            self.say(sentence.format(path=self.path, backup=store.backup))
        if self.upgrade is not None:
            self._say_upgrade(self.upgrade)
        self._reader = None if write else store
        return store

    def _reread_records(self, store: Store) -> None:
        from targetcli.session.upgrade import upgrade_records  # noqa: PLC0415 - seldom

        self.upgrade = upgrade_records(store)

    def _say_upgrade(self, report: UpgradeReport) -> None:
        from targetcli.render.upgrade_text import upgrade_summary_text  # noqa: PLC0415

        if report.unsaid_metrics or report.changes:
            self.say(upgrade_summary_text(report))

    def _warn_of_network_mount(self) -> None:
        """Warn once of a file system on which two programs may both hold the lock."""
        kind = "" if self._is_mount_checked else find_network_type(self.path)
        self._is_mount_checked = True
        if kind:
            sentence = gettext(
                "warning: {path} is on a network file system ({kind}), whose locks may "
                "fail: let one program at a time write to it"
            )
            self.say(sentence.format(path=self.path, kind=kind))

    def _make_default_folder(self) -> None:
        if self.path == environment.find_default_store_path():
            self.path.parent.mkdir(parents=True, exist_ok=True)

    def list_regions(self) -> tuple[Region, ...]:
        """Return the regions of the store that is open for reading, if one is."""
        if self._reader is None or not self._reader.is_open:
            return ()
        return self._reader.regions()

    def read_as_of(self, as_of_option: AsOfOption) -> date:
        """Return the day of ``--as-of``, or today."""
        today = environment.today()
        if as_of_option.as_of is None:
            return today
        return read_day(as_of_option.as_of, ReferenceDays(today)).end

    def read_optional_as_of(self, as_of_option: AsOfOption) -> date | None:
        """Return the day of ``--as-of``, or None for every record."""
        return None if as_of_option.as_of is None else self.read_as_of(as_of_option)

    def read_earlier_day(self, since: str, as_of: date) -> date:
        """Return the day of ``--since``; raises `WrongUsage` for one after `as_of`."""
        day = read_day(since, ReferenceDays(environment.today())).end
        if day > as_of:
            from targetcli.problems.usage import UsageProblem  # noqa: PLC0415 - to refuse

            raise WrongUsage(UsageProblem.LATER_DAY, day=day, as_of=as_of)
        return day

    def release_after(self, pieces: Iterable[OutputPiece]) -> Iterator[OutputPiece]:
        """Yield pieces, then release the store, as a pager may wait for its reader."""
        yield from pieces
        if self._reader is not None:
            self._reader.release()


def begin_write(
    store: Store, command: str, *, dry_run: bool = False
) -> AbstractContextManager[WriteTransaction]:
    """Begin a transaction that is logged with its command and the present time."""
    return store.write_transaction(command, environment.time_stamp(), dry_run=dry_run)
