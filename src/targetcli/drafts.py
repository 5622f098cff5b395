"""Make files under a temporary name beside the ones that they become, or never.

TERM and HUP end the program as they always do, but what was made here is taken
away first. What kill -9 leaves behind, a later draft of the same file takes away.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

_STALE_AFTER = 24 * 60 * 60  # seconds without a write: nobody is at it any more
_RANDOM_BYTES = 6
_HEX_DIGITS = "0123456789abcdef"
# The file itself, and what SQLite keeps beside one that is a store.
_SIDE_FILES = ("", "-journal", "-wal", "-shm")

# How each path is taken away, and the process that made it: forks leave it alone.
_removals: dict[Path, tuple[int, Callable[[Path], None]]] = {}


class EarlierDrafts:
    """Drafts that earlier runs left in folders, each of which is listed once."""

    def __init__(self) -> None:
        self._by_target: dict[Path, list[Path]] = {}
        self._listed: set[Path] = set()

    def remove_stale(self, target: Path) -> None:
        """Take away the drafts of a file that a killed run left long ago."""
        with suppress(OSError):
            for draft in self._list_of(target):
                if time.time() - draft.lstat().st_mtime > _STALE_AFTER:
                    _remove_file(draft)

    def _list_of(self, target: Path) -> list[Path]:
        folder = target.parent
        if folder not in self._listed:
            self._listed.add(folder)
            for path in folder.iterdir():
                # A dot, the name of the file, a dot and random digits.
                name, _, digits = path.name.removeprefix(".").rpartition(".")
                if path.name.startswith(".") and _is_random(digits):
                    self._by_target.setdefault(folder / name, []).append(path)
        return self._by_target.get(target, [])


def _is_random(digits: str) -> bool:
    return len(digits) == 2 * _RANDOM_BYTES and not digits.strip(_HEX_DIGITS)


@contextmanager
def draft_file(target: Path, earlier: EarlierDrafts | None = None) -> Iterator[Path]:
    """Yield an empty file beside a target that its owner alone can read.

    It is gone afterwards: give it a name before. Drafts of many files in one folder
    share the list of `earlier` ones. Raises `OSError` where the folder refuses.
    """
    (earlier or EarlierDrafts()).remove_stale(target)
    draft = target.with_name(f".{target.name}.{os.urandom(_RANDOM_BYTES).hex()}")
    with _taken_away(draft, _remove_file):
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        yield draft


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Yield a folder that its owner alone can enter; it is gone afterwards."""
    from tempfile import mkdtemp  # noqa: PLC0415 - seldom, and dear

    folder = Path(mkdtemp(prefix="targets-"))
    with _taken_away(folder, _remove_folder):
        yield folder


@contextmanager
def removed_by_signals(path: Path) -> Iterator[None]:
    """Take a file away where TERM or HUP ends the program within the block."""
    with _registered(path, _remove_file):
        yield


@contextmanager
def _taken_away(path: Path, remove: Callable[[Path], None]) -> Iterator[None]:
    with _registered(path, remove):
        try:
            yield
        finally:
            remove(path)


@contextmanager
def _registered(path: Path, remove: Callable[[Path], None]) -> Iterator[None]:
    _removals[path] = (os.getpid(), remove)
    try:
        with _handled_signals():
            yield
    finally:
        del _removals[path]


@contextmanager
def _handled_signals() -> Iterator[None]:
    """Hear the signals that would end the program; one that is ignored stays so."""
    import signal  # noqa: PLC0415 - only where something is written

    ours: list[int] = []
    with suppress(ValueError):  # Python lets only the main thread do so
        for number in (int(signal.SIGTERM), int(signal.SIGHUP)):
            if signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, _end)
                ours.append(number)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_DFL)


def _end(number: int, _frame: FrameType | None) -> None:
    import signal  # noqa: PLC0415 - loaded by now

    for path, (process, remove) in tuple(_removals.items()):
        if process == os.getpid():
            remove(path)
    signal.signal(number, signal.SIG_DFL)
    signal.raise_signal(number)


def _remove_file(path: Path) -> None:
    for ending in _SIDE_FILES:
        with suppress(OSError):
            path.with_name(path.name + ending).unlink(missing_ok=True)


def _remove_folder(path: Path) -> None:
    from shutil import rmtree  # noqa: PLC0415 - seldom

    rmtree(path, ignore_errors=True)
