"""Write files whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from pathlib import Path

from targetcli import environment
from targetcli.drafts import EarlierDrafts, draft_file
from targetcli.errors import OutputUnusable, WrongUsage
from targetcli.problems.usage import OutputProblem, UsageProblem
from targetcli.render.table import OutputPiece

_JOURNALS = ("-journal", "-wal", "-shm")


class DigestedPieces:
    """Pieces of a file, with their size and SHA-256 once all have been read."""

    def __init__(self, pieces: Iterable[OutputPiece]) -> None:
        from hashlib import sha256  # noqa: PLC0415 - OpenSSL, for packages only

        self._pieces = pieces
        self.size = 0
        self.sha256 = sha256()

    def __iter__(self) -> Iterator[OutputPiece]:
        for piece in _encode(self._pieces):
            self.size += len(piece)
            self.sha256.update(piece)
            yield piece


def write_file(path: Path, pieces: Iterable[OutputPiece], *, force: bool) -> None:
    """Write pieces to a draft in the same folder, then give it the name of the file.

    Raises `OutputUnusable` where the file exists (unless forced) or cannot be written;
    an older file then stays as it was.
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
    """Write all files into a folder, or none, and return their paths.

    Raises `OutputUnusable` where one of them exists (unless forced) or cannot be
    written, `WrongUsage` where one is the store.
    """
    with _report_os_errors(folder):
        if folder.exists() and not folder.is_dir():
            raise OutputUnusable(str(folder), OutputProblem.IS_FILE)
    paths: list[Path] = []
    with _report_os_errors(folder), _create_folder(folder), _drafts() as drafts:
        for name, pieces in files:
            path = folder / name
            refuse_store(path, store)
            if path.exists() and not path.is_file():
                raise OutputUnusable(str(path), OutputProblem.NO_FILE_IN_FOLDER)
            _refuse_existing(path, force=force)
            drafts.write(path, pieces)
            paths.append(path)
        drafts.publish()
    return paths


class _Drafts:
    """Temporary files beside the files that they become together, or never."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self._paths: list[tuple[Path, Path]] = []
        self._earlier = EarlierDrafts()

    def write(self, path: Path, pieces: Iterable[OutputPiece]) -> None:
        """Write a draft in the folder that the links of a path lead to."""
        target = path.resolve()
        draft = self._stack.enter_context(draft_file(target, self._earlier))
        self._paths.append((draft, target))
        with draft.open("wb") as file:
            file.writelines(_encode(pieces))
            file.flush()
            os.fsync(file.fileno())

    def publish(self) -> None:
        """Rename every draft to the file that it becomes."""
        for draft, target in self._paths:
            draft.chmod(_find_mode(target))
            draft.replace(target)


def _find_mode(target: Path) -> int:
    """Return the mode of a file, or of a new one."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0o077)
    os.umask(mask)
    return 0o666 & ~mask


@contextmanager
def _drafts() -> Iterator[_Drafts]:
    with ExitStack() as stack:
        yield _Drafts(stack)


@contextmanager
def _create_folder(folder: Path) -> Iterator[None]:
    """Create a folder; after a failure remove it, if it was created here."""
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
    """Raise `OutputUnusable` for what the system refuses within the block."""
    try:
        yield
    except OSError as error:
        raise OutputUnusable(
            str(path), OutputProblem.FAILED, reason=error.strerror
        ) from error
    except RuntimeError as error:  # a loop of symbolic links
        raise OutputUnusable(str(path), OutputProblem.LOOP) from error


def output_exists(path: Path) -> bool:
    """Return True where an output is there; raises `OutputUnusable` for no path."""
    with _report_os_errors(path):
        return path.exists()


def _refuse_existing(path: Path, *, force: bool) -> None:
    if path.exists() and not force:
        raise OutputUnusable(str(path), OutputProblem.EXISTS)


def write_copy(
    path: Path,
    make_copy: Callable[[Path], AbstractContextManager[Path]],
    *,
    force: bool,
) -> None:
    """Make a copy in the same folder, then give it the name of the file.

    Raises `OutputUnusable` where the file exists (unless forced) or cannot be written.
    """
    with _report_os_errors(path):
        if path.exists() and not path.is_file():
            raise OutputUnusable(str(path), OutputProblem.NO_FILE)
        target = path.resolve()
        try:
            with make_copy(target) as draft:
                if force:
                    draft.replace(target)
                else:
                    os.link(draft, target)
        except FileExistsError:
            raise OutputUnusable(str(path), OutputProblem.EXISTS) from None


def refuse_store(output: Path, store: Path) -> None:
    """Refuse to write over the store or the journals that SQLite keeps beside it.

    Raises `WrongUsage`, or `OutputUnusable` for a path that leads nowhere.
    """
    with suppress(OSError):
        if output.samefile(store):
            raise WrongUsage(UsageProblem.OUTPUT_IS_STORE, file=output)
    with _report_os_errors(output):
        store_path, output_path = store.resolve(), output.resolve()
    journals = [Path(f"{store_path}{ending}") for ending in _JOURNALS]
    if output_path in journals:
        raise WrongUsage(UsageProblem.OUTPUT_IS_JOURNAL, file=output)


def _write_in_place(path: Path, pieces: Iterable[OutputPiece]) -> None:
    with environment.spool_pieces(pieces) as chunks, path.open("wb") as file:
        file.writelines(chunks)


def _encode(pieces: Iterable[OutputPiece]) -> Iterator[bytes]:
    for piece in pieces:
        yield piece.encode() if isinstance(piece, str) else piece
