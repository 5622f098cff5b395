"""Open a store, begin the transactions that write it, and look at its revisions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple, Self

from targetcli.errors import StoreBusy, StoreUnusable, TargetsError
from targetcli.store.connection import OpenDatabase
from targetcli.store.opening import open_existing
from targetcli.store.sqlite_errors import translate_errors, translate_os_errors
from targetcli.store.stored_records import StoredRecords
from targetcli.store.unreadable_rows import UNREADABLE_ROW_ERRORS, describe_damage

if TYPE_CHECKING:
    from targetcli.store.writer import WriteTransaction

_COUNTS = """
    SELECT (SELECT count(*) FROM target), (SELECT count(*) FROM figure),
        (SELECT count(*) FROM source), (SELECT max(sequence) FROM revision)
"""
_LAST_DIGEST = "SELECT digest FROM revision ORDER BY sequence DESC LIMIT 1"
_REVISION_DIGEST = "SELECT digest FROM revision WHERE sequence = :sequence"

# What a bug raises, or a row that holds what none of ours would.
_UNFORESEEN_ERRORS = (*UNREADABLE_ROW_ERRORS, LookupError, RecursionError)


class Counts(NamedTuple):
    """Number of records and revisions in a store."""

    targets: int
    figures: int
    sources: int
    revisions: int


class Store(StoredRecords):
    """Open store; as a context manager it closes itself."""

    def __init__(self, opened: OpenDatabase, path: Path, wait: float) -> None:
        super().__init__(opened.connection, path)
        self.backup = opened.backup
        self._opened = opened
        self._is_open = True
        self.wait = wait
        self.has_written = False

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
        return describe_damage(self.path, fault.subject, fault.reason)

    def close(self) -> None:
        """Close the store."""
        self._is_open = False
        self._opened.close()

    def release(self) -> None:
        """End the read transaction, so that writers need not wait."""
        if self._is_open:
            self.connection.roll_back()

    def counts(self) -> Counts:
        """Return the number of records and revisions."""
        return Counts(*self.connection.execute(_COUNTS).fetchone())

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
