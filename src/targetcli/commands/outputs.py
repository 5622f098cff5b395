"""Files written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import BinaryIO

from targetcli.errors import OutputUnusable, WrongUsage
from targetcli.render.table import Piece


def write_file(path: Path, pieces: Iterable[Piece], *, force: bool) -> None:
    """Write pieces to a file through a draft beside it.

    Raises `OutputUnusable` where the file exists (unless forced) or cannot be written;
    what was there before is then as it was.
    """
    if path.exists() and not path.is_file():
        _write_through(path, pieces)
        return
    if path.exists() and not force:
        raise OutputUnusable(str(path), "it exists", "overwrite it with --force")
    real = path.resolve()
    draft = real.with_name(f".{real.name}.{os.urandom(6).hex()}")
    try:
        _write_draft(draft, pieces)
        if real.exists():
            draft.chmod(real.stat().st_mode & 0o777)
        draft.replace(real)
    except OSError as error:
        raise OutputUnusable(str(path), error.strerror or "it failed") from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def put_copy(
    path: Path, copied: Callable[[Path], AbstractContextManager[Path]], *, force: bool
) -> None:
    """Give a copy that is made beside its place its name, whole or not at all.

    Raises `OutputUnusable` where the file exists (unless forced) or cannot be written.
    """
    if path.exists() and not path.is_file():
        raise OutputUnusable(str(path), "it is no file", "name a file")
    real = path.resolve()
    try:
        with copied(real) as draft:
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

    Raises `WrongUsage`.
    """
    with suppress(OSError):
        if output.samefile(store):
            raise WrongUsage(f"{output} is the store itself", "name another output")
    real, place = store.resolve(), output.resolve()
    if place.parent == real.parent and place.name in _beside(real.name):
        why = f"{output} is where SQLite keeps the journal of the store"
        raise WrongUsage(why, "name another output")


def _beside(name: str) -> tuple[str, ...]:
    return tuple(f"{name}{ending}" for ending in ("-journal", "-wal", "-shm"))


def _write_draft(draft: Path, pieces: Iterable[Piece]) -> None:
    with draft.open("xb") as file:
        _write_pieces(file, pieces)
        file.flush()
        os.fsync(file.fileno())


def _write_through(path: Path, pieces: Iterable[Piece]) -> None:
    try:
        with path.open("wb") as file:
            _write_pieces(file, pieces)
    except OSError as error:
        raise OutputUnusable(str(path), error.strerror or "it failed") from error


def _write_pieces(file: BinaryIO, pieces: Iterable[Piece]) -> None:
    file.writelines(
        piece.encode() if isinstance(piece, str) else piece for piece in pieces
    )
