"""Open the files of an import so that each can be read again and again."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from io import BufferedReader, FileIO, TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from targetcli import environment
from targetcli.errors import FileRefused, OutputUnusable, WrongUsage
from targetcli.importing.folders import InputPath, list_folder
from targetcli.problems.files import FileProblem
from targetcli.problems.usage import OutputProblem, UsageProblem
from targetcli.render.i18n import gettext

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

STANDARD_INPUT = Path("-")
_CHUNK = 1024 * 1024


def list_input_paths(paths: Iterable[Path]) -> Iterator[InputPath]:
    """Yield the files that are named, and those of the folders among them."""
    has_standard_input = False
    for path in paths:
        if path == STANDARD_INPUT:
            if has_standard_input:
                raise WrongUsage(UsageProblem.STDIN_TWICE)
            has_standard_input = True
            yield InputPath(path, "-")
        elif _is_folder(path):
            yield from list_folder(path)
        else:
            yield InputPath(path, path.name)


def _is_folder(path: Path) -> bool:
    with _refuse_system_errors(path):
        return path.is_dir()


@contextmanager
def _refuse_system_errors(path: Path) -> Iterator[None]:
    """Raise `FileRefused` for a path that the system refuses, as one too long."""
    try:
        yield
    except OSError as error:
        raise FileRefused(
            str(path), FileProblem.NOT_OPENED, reason=error.strerror
        ) from error


def open_path(stack: ExitStack, input_path: InputPath, store: Path) -> InputFile:
    """Open a file until the stack is left; raises `WrongUsage` for the store itself."""
    if input_path.path == STANDARD_INPUT:
        return InputFile(input_path.name, stack.enter_context(_spool_standard_input()))
    path = input_path.path
    with suppress(OSError):  # one of them is not there
        if path.samefile(store):
            raise WrongUsage(UsageProblem.IMPORTED_STORE, file=path)
    with _refuse_system_errors(path):
        if not path.exists():
            raise WrongUsage(UsageProblem.NO_FILE, file=path)
        if not path.is_file():
            raise WrongUsage(UsageProblem.NO_PLAIN_FILE, file=path)
        file = BufferedReader(_CheckedFile(input_path.name, path))
        return InputFile(input_path.name, stack.enter_context(file))


class InputFile:
    """An open file that can be read again and again, and must not change meanwhile."""

    def __init__(self, name: str, handle: BinaryIO) -> None:
        self.name = name
        self.handle = handle
        self._size_and_time = _size_and_time(handle)

    def head(self) -> bytes:
        """Return the beginning of the file."""
        self.handle.seek(0)
        return self.handle.read(_CHUNK)

    def chunks(self) -> Iterator[bytes]:
        """Yield the bytes of the file from its beginning."""
        self.handle.seek(0)
        while chunk := self.handle.read(_CHUNK):
            yield chunk

    def lines(self, encoding: str) -> Iterator[str]:
        """Yield the lines of the file with their ends, as they were written."""
        self.handle.seek(0)
        text = TextIOWrapper(self.handle, encoding=encoding, newline="")
        try:
            for line in text:  # noqa: UP028 - yield from would close the file
                yield line
            self.check_unchanged()
        except UnicodeDecodeError as error:  # it was decoded before
            raise self._changed() from error
        finally:
            with suppress(ValueError):  # left half read, and the file closed since
                text.detach()

    def check_unchanged(self) -> None:
        """Raise `FileRefused` if the file changed since it was opened."""
        if _size_and_time(self.handle) != self._size_and_time:
            raise self._changed()

    def _changed(self) -> FileRefused:
        return FileRefused(self.name, FileProblem.CHANGED)


class _CheckedFile(FileIO):
    """File whose errors while it is read name it."""

    def __init__(self, name: str, file: Path | int) -> None:
        super().__init__(file, closefd=not isinstance(file, int))
        self._file_name = name

    def read(self, size: int | None = -1, /) -> bytes:
        with self._name_errors():
            return super().read(size)

    def readall(self) -> bytes:
        with self._name_errors():
            return super().readall()

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        with self._name_errors():
            return super().readinto(buffer)

    @contextmanager
    def _name_errors(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise FileRefused(
                self._file_name, FileProblem.NOT_READ, reason=error.strerror
            ) from error


@contextmanager
def _spool_standard_input() -> Iterator[BinaryIO]:
    """Copy the standard input to a temporary file, which can be read again."""
    from tempfile import TemporaryFile, gettempdir  # noqa: PLC0415

    if sys.stdin is None:
        raise WrongUsage(UsageProblem.STDIN_CLOSED)
    if sys.stdin.isatty():
        environment.say(gettext("reading the standard input; Ctrl-D ends it"))
    with (
        _CheckedFile(str(STANDARD_INPUT), sys.stdin.fileno()) as standard_input,
        TemporaryFile() as spool,
    ):
        try:
            for chunk in _read_as_it_comes(standard_input):
                spool.write(chunk)
            spool.flush()
        except OSError as error:
            raise OutputUnusable(
                gettempdir(), OutputProblem.FAILED, reason=error.strerror
            ) from error
        yield spool


def _read_as_it_comes(file: FileIO) -> Iterator[bytes]:
    """Yield the chunks of a pipe as they are written, and hear Ctrl-C meanwhile.

    A signal that comes just before a read begins is heard when it ends, which may be
    never: who writes may be waiting for us. So we wait for the file or a signal.
    """
    import select  # noqa: PLC0415 - only for -
    import signal  # noqa: PLC0415 - only for -

    woken, waking = os.pipe()
    os.set_blocking(waking, False)
    previous = signal.set_wakeup_fd(waking, warn_on_full_buffer=False)
    try:
        while True:
            ready, _, _ = select.select([file.fileno(), woken], [], [])
            if woken in ready:  # what handles the signal has run by now
                os.read(woken, _CHUNK)
            elif chunk := file.read(_CHUNK):
                yield chunk
            else:
                return
    finally:
        signal.set_wakeup_fd(previous)
        os.close(woken)
        os.close(waking)


def _size_and_time(handle: BinaryIO) -> tuple[int, int]:
    status = os.fstat(handle.fileno())
    return status.st_size, status.st_mtime_ns
