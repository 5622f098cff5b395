"""Files to be taken in: opened once, looked through, and known for what they hold."""

from __future__ import annotations

import os
import sys
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO, NamedTuple

from targetcli import environment
from targetcli.errors import FileRefused, OutputUnusable, WrongUsage
from targetcli.importing.csv_reader import has_mixed_line_ends, open_csv
from targetcli.importing.encoding import (
    EncodedFile,
    check_encoding_name,
    detect_encoding,
)
from targetcli.importing.json_reader import LONGEST_DOCUMENT, open_json
from targetcli.importing.table_kinds import InputTable, has_known_heading

STANDARD = Path("-")
_CHUNK = 1024 * 1024
_LONGEST_LINE = 1024 * 1024
_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_SPACE = b"\xef\xbb\xbf \t\r\n"


class InputPath(NamedTuple):
    """One file to be opened: where it is, what it is called, and its encoding."""

    path: Path
    name: str
    encoding: str = ""


class InputTables(NamedTuple):
    """The sheets of all files, and what there is to say of how they were read."""

    tables: tuple[InputTable, ...]
    remarks: tuple[str, ...]


@contextmanager
def open_tables(
    paths: Iterable[Path], store: Path, encoding: str = ""
) -> Iterator[InputTables]:
    """Open files, and the files of folders, for as long as they are read.

    Raises `WrongUsage` for what is no file to be imported, `FileRefused` for one that
    holds no rows we know.
    """
    asked = check_encoding_name(encoding)
    with ExitStack() as stack:
        sheets: list[InputTable] = []
        remarks: list[str] = []
        for member in (*_list_input_paths(paths),):
            name = member.encoding or asked
            file = _open_path(stack, member, store)
            found, said = _open_file_tables(file, name)
            sheets += found
            remarks += said
        yield InputTables(tuple(sheets), tuple(remarks))


def _list_input_paths(paths: Iterable[Path]) -> Iterator[InputPath]:
    read_before = False
    for path in paths:
        if path == STANDARD:
            if read_before:
                raise WrongUsage("- is named twice", "it can be read once")
            read_before = True
            yield InputPath(path, "-")
        elif path.is_dir():
            from targetcli.importing.folders import list_folder  # noqa: PLC0415

            yield from list_folder(path)
        else:
            yield InputPath(path, path.name)


class _InputFile:
    """An open file that is read as often as is needed, and watched for changes."""

    def __init__(self, name: str, handle: BinaryIO) -> None:
        self.name = name
        self.handle = handle
        self._stamp = _size_and_time(handle)

    def head(self) -> bytes:
        self.handle.seek(0)
        return self.handle.read(_CHUNK)

    def chunks(self) -> Iterator[bytes]:
        self.handle.seek(0)
        while chunk := self.handle.read(_CHUNK):
            yield chunk

    def lines(self, encoding: str) -> Iterator[str]:
        self.handle.seek(0)
        text = TextIOWrapper(self.handle, encoding=encoding, newline="")
        try:
            for line in text:  # noqa: UP028 - yield from would close the file
                yield line
            self.check_unchanged()
        except UnicodeDecodeError as error:  # it was looked through before
            raise self._changed() from error
        finally:
            with suppress(ValueError):  # left half read, and the file closed since
                text.detach()

    def check_unchanged(self) -> None:
        if _size_and_time(self.handle) != self._stamp:
            raise self._changed()

    def _changed(self) -> FileRefused:
        return FileRefused(self.name, "it changed while it was read", "try again")


def _open_file_tables(
    file: _InputFile, asked: str
) -> tuple[list[InputTable], list[str]]:
    head = file.head()
    if head.startswith(_ZIP):
        from targetcli.importing.xlsx_reader import open_workbook  # noqa: PLC0415 - an extra

        return open_workbook(file.name, file.handle, file.check_unchanged)
    if head.startswith(_OLD_EXCEL):
        why = "it is a spreadsheet of an old kind, or one with a password"
        raise FileRefused(file.name, why, "save it as .xlsx or as CSV")
    if not head and file.name.lower().endswith(".jsonl"):
        return [], [f"{file.name}: no rows"]  # how an export of nothing looks
    is_json = _first_character(head) in ("{", "[")
    longest = LONGEST_DOCUMENT if is_json else _LONGEST_LINE
    look = EncodedFile(file.name, file.chunks, longest)
    knows = _nothing if is_json else has_known_heading
    encoding = detect_encoding(look, asked, knows)
    file.check_unchanged()
    remarks = [encoding.remark] if encoding.remark else []
    read = open_json if is_json else open_csv
    if (
        encoding.is_mixed
        and not is_json
        and has_mixed_line_ends(file.lines(encoding.name))
    ):
        remarks.append(f"{file.name}: its lines end in more than one way")
    return [read(file.name, lambda: file.lines(encoding.name))], remarks


def _first_character(head: bytes) -> str:
    """Return the first character of a file that is no blank."""
    encoding = "utf-16" if head.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "latin-1"
    return head.lstrip(_SPACE).decode(encoding, "replace").lstrip()[:1]


def _nothing(_header: str) -> bool:
    """JSON is never in GB18030, whatever its first line."""
    return False


def _open_path(stack: ExitStack, member: InputPath, store: Path) -> _InputFile:
    if member.path == STANDARD:
        return _InputFile(member.name, stack.enter_context(_spool_standard_input()))
    path = member.path
    if path.exists() and store.exists() and path.samefile(store):
        raise WrongUsage(f"{path} is the store itself", "name a file to import")
    if not path.exists():
        raise WrongUsage(f"there is no file {path}", "name the files to import")
    if not path.is_file():
        raise WrongUsage(f"{path} is no plain file", "pipe it in, and name - for it")
    try:
        return _InputFile(member.name, stack.enter_context(path.open("rb")))
    except OSError as error:
        why = error.strerror or "it cannot be read"
        raise FileRefused(str(path), why, "check its owner and mode") from error


@contextmanager
def _spool_standard_input() -> Iterator[BinaryIO]:
    """Hold the standard input in a file of its own, for it can be read only once."""
    from shutil import copyfileobj  # noqa: PLC0415 - only for -
    from tempfile import TemporaryFile, gettempdir  # noqa: PLC0415

    if sys.stdin is None:
        raise WrongUsage("the standard input is closed", "name a file, or pipe one in")
    if sys.stdin.isatty():
        environment.say("reading the standard input; Ctrl-D ends it")
    # Read as it comes: a buffer waits until it is full, and Ctrl-C meanwhile is lost.
    with (
        open(sys.stdin.fileno(), "rb", buffering=0, closefd=False) as coming,
        TemporaryFile() as held,
    ):
        try:
            copyfileobj(coming, held, _CHUNK)
            held.flush()
        except OSError as error:
            raise OutputUnusable(gettempdir(), error.strerror or "it failed") from error
        yield held


def _size_and_time(handle: BinaryIO) -> tuple[int, int]:
    seen = os.fstat(handle.fileno())
    return seen.st_size, seen.st_mtime_ns
