"""Files written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

from targetcli import environment
from targetcli.errors import OutputUnusable, WrongUsage
from targetcli.render.table import OutputPiece


class DigestedPieces:
    """Pieces that are counted and digested as they pass."""

    def __init__(self, pieces: Iterable[OutputPiece]) -> None:
        from hashlib import sha256  # noqa: PLC0415 - dear, and for packages only

        self._pieces = pieces
        self.size = 0
        self.sha256 = sha256()

    def __iter__(self) -> Iterator[OutputPiece]:
        for piece in _encode(self._pieces):
            self.size += len(piece)
            self.sha256.update(piece)
            yield piece


def write_file(path: Path, pieces: Iterable[OutputPiece], *, force: bool) -> None:
    """Write pieces to a file through a draft beside it.

    Raises `OutputUnusable` where the file exists (unless forced) or cannot be written;
    what was there before is then as it was.
    """
    with _report_os_errors(path):
        if path.exists() and not path.is_file():
            _write_in_place(path, pieces)
            return
        _refuse_existing(path, force=force)
        with _drafts() as drafts:
            drafts.write(path, pieces)
            drafts.publish()


def write_folder(
    folder: Path,
    files: Iterable[tuple[str, Iterable[OutputPiece]]],
    store: Path,
    *,
    force: bool,
) -> list[Path]:
    """Write files into a folder, every one of them or none, and return their paths.

    Raises `OutputUnusable` where one of them exists (unless forced) or cannot be
    written, `WrongUsage` where one is the store.
    """
    if folder.exists() and not folder.is_dir():
        raise OutputUnusable(str(folder), "it is a file", "name a folder with -o")
    paths: list[Path] = []
    with _report_os_errors(folder), _create_folder(folder), _drafts() as drafts:
        for name, pieces in files:
            path = folder / name
            refuse_store(path, store)
            if path.exists() and not path.is_file():
                raise OutputUnusable(str(path), "it is no file", "name another folder")
            _refuse_existing(path, force=force)
            drafts.write(path, pieces)
            paths.append(path)
        drafts.publish()
    return paths


class _Drafts:
    """Files written beside their places, to be named all together or gone again."""

    def __init__(self) -> None:
        self._paths: list[tuple[Path, Path]] = []

    def write(self, path: Path, pieces: Iterable[OutputPiece]) -> None:
        """Write a draft beside where a path really leads."""
        real = path.resolve()
        draft = real.with_name(f".{real.name}.{os.urandom(6).hex()}")
        self._paths.append((draft, real))
        with draft.open("xb") as file:
            file.writelines(_encode(pieces))
            file.flush()
            os.fsync(file.fileno())
        if real.exists():
            draft.chmod(real.stat().st_mode & 0o777)

    def publish(self) -> None:
        """Give every draft its name."""
        for draft, real in self._paths:
            draft.replace(real)

    def discard(self) -> None:
        """Remove the drafts that have no name yet."""
        for draft, _ in self._paths:
            with suppress(OSError):
                draft.unlink(missing_ok=True)


@contextmanager
def _drafts() -> Iterator[_Drafts]:
    drafts = _Drafts()
    try:
        yield drafts
    finally:
        drafts.discard()


@contextmanager
def _create_folder(folder: Path) -> Iterator[None]:
    """Make a folder, and take it away again where it comes to hold nothing."""
    had_folder = folder.is_dir()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        yield
    except BaseException:
        if not had_folder:
            with suppress(OSError):
                folder.rmdir()
        raise


@contextmanager
def _report_os_errors(path: Path) -> Iterator[None]:
    """Say which output it is that cannot be written, and why."""
    try:
        yield
    except OSError as error:
        raise OutputUnusable(str(path), error.strerror or "it failed") from error
    except RuntimeError as error:  # how a loop of symbolic links is told
        raise OutputUnusable(str(path), "it leads to itself") from error


def _refuse_existing(path: Path, *, force: bool) -> None:
    if path.exists() and not force:
        raise OutputUnusable(str(path), "it exists", "overwrite it with --force")


def write_copy(
    path: Path,
    make_copy: Callable[[Path], AbstractContextManager[Path]],
    *,
    force: bool,
) -> None:
    """Give a copy that is made beside its place its name, whole or not at all.

    Raises `OutputUnusable` where the file exists (unless forced) or cannot be written.
    """
    if path.exists() and not path.is_file():
        raise OutputUnusable(str(path), "it is no file", "name a file")
    real = path.resolve()
    try:
        with make_copy(real) as draft:
            if force:
                draft.replace(real)
            else:
                os.link(draft, real)
    except FileExistsError:
        raise OutputUnusable(
            str(path), "it exists", "overwrite it with --force"
        ) from None
    except OSError as error:
        raise OutputUnusable(str(path), error.strerror or "it failed") from error


def refuse_store(output: Path, store: Path) -> None:
    """Refuse to write over the store or what SQLite keeps beside it.

    Raises `WrongUsage`, or `OutputUnusable` for a path that leads nowhere.
    """
    with suppress(OSError):
        if output.samefile(store):
            raise WrongUsage(f"{output} is the store itself", "name another output")
    with _report_os_errors(output):
        store_path, output_path = store.resolve(), output.resolve()
    if output_path.parent == store_path.parent and output_path.name in _journal_names(
        store_path.name
    ):
        reason = f"{output} is where SQLite keeps the journal of the store"
        raise WrongUsage(reason, "name another output")


def _journal_names(name: str) -> tuple[str, ...]:
    return tuple(f"{name}{ending}" for ending in ("-journal", "-wal", "-shm"))


def _write_in_place(path: Path, pieces: Iterable[OutputPiece]) -> None:
    with environment.spool_pieces(pieces) as chunks, path.open("wb") as file:
        file.writelines(chunks)


def _encode(pieces: Iterable[OutputPiece]) -> Iterator[bytes]:
    for piece in pieces:
        yield piece.encode() if isinstance(piece, str) else piece
