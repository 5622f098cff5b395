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
from targetcli.importing.csv_reader import ends_differ, read_table
from targetcli.importing.encoding import Bytes, encoding_of, known_encoding
from targetcli.importing.json_reader import LONGEST_DOCUMENT, read_objects
from targetcli.importing.table_kinds import Opened, names_columns

STANDARD = Path("-")
_CHUNK = 1024 * 1024
_LONGEST_LINE = 1024 * 1024
_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_SPACE = b"\xef\xbb\xbf \t\r\n"


class Member(NamedTuple):
    """One file to be opened: where it is, what it is called, and its encoding."""

    path: Path
    name: str
    encoding: str = ""


class Inputs(NamedTuple):
    """The sheets of all files, and what there is to say of how they were read."""

    sheets: tuple[Opened, ...]
    remarks: tuple[str, ...]


@contextmanager
def opened_inputs(
    paths: Iterable[Path], store: Path, encoding: str = ""
) -> Iterator[Inputs]:
    """Open files, and the files of folders, for as long as they are read.

    Raises `WrongUsage` for what is no file to be imported, `FileRefused` for one that
    holds no rows we know.
    """
    asked = known_encoding(encoding)
    with ExitStack() as stack:
        sheets: list[Opened] = []
        remarks: list[str] = []
        for member in (*_members(paths),):
            name = member.encoding or asked
            file = _opened(stack, member, store)
            found, said = _sheets_of(file, name)
            sheets += found
            remarks += said
        yield Inputs(tuple(sheets), tuple(remarks))


def _members(paths: Iterable[Path]) -> Iterator[Member]:
    read_before = False
    for path in paths:
        if path == STANDARD:
            if read_before:
                raise WrongUsage("- is named twice", "it can be read once")
            read_before = True
            yield Member(path, "-")
        elif path.is_dir():
            from targetcli.importing.folders import members  # noqa: PLC0415

            yield from members(path)
        else:
            yield Member(path, path.name)


class _File:
    """An open file that is read as often as is needed, and watched for changes."""

    def __init__(self, name: str, handle: BinaryIO) -> None:
        self.name = name
        self.handle = handle
        self._stamp = _stamp(handle)

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
        if _stamp(self.handle) != self._stamp:
            raise self._changed()

    def _changed(self) -> FileRefused:
        return FileRefused(self.name, "it changed while it was read", "try again")


def _sheets_of(file: _File, asked: str) -> tuple[list[Opened], list[str]]:
    head = file.head()
    if head.startswith(_ZIP):
        from targetcli.importing.xlsx_reader import sheets_of  # noqa: PLC0415 - an extra

        return sheets_of(file.name, file.handle, file.check_unchanged)
    if head.startswith(_OLD_EXCEL):
        why = "it is a spreadsheet of an old kind, or one with a password"
        raise FileRefused(file.name, why, "save it as .xlsx or as CSV")
    if not head and file.name.lower().endswith(".jsonl"):
        return [], [f"{file.name}: no rows"]  # how an export of nothing looks
    is_json = _begins(head) in ("{", "[")
    longest = LONGEST_DOCUMENT if is_json else _LONGEST_LINE
    look = Bytes(file.name, file.chunks, longest)
    knows = _nothing if is_json else names_columns
    encoding = encoding_of(look, asked, knows)
    file.check_unchanged()
    remarks = [encoding.remark] if encoding.remark else []
    read = read_objects if is_json else read_table
    if encoding.is_mixed and not is_json and ends_differ(file.lines(encoding.name)):
        remarks.append(f"{file.name}: its lines end in more than one way")
    return [read(file.name, lambda: file.lines(encoding.name))], remarks


def _begins(head: bytes) -> str:
    """Return the first character of a file that is no blank."""
    encoding = "utf-16" if head.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "latin-1"
    return head.lstrip(_SPACE).decode(encoding, "replace").lstrip()[:1]


def _nothing(_header: str) -> bool:
    """JSON is never in GB18030, whatever its first line."""
    return False


def _opened(stack: ExitStack, member: Member, store: Path) -> _File:
    if member.path == STANDARD:
        return _File(member.name, stack.enter_context(_standard_input()))
    path = member.path
    if path.exists() and store.exists() and path.samefile(store):
        raise WrongUsage(f"{path} is the store itself", "name a file to import")
    if not path.exists():
        raise WrongUsage(f"there is no file {path}", "name the files to import")
    if not path.is_file():
        raise WrongUsage(f"{path} is no plain file", "pipe it in, and name - for it")
    try:
        return _File(member.name, stack.enter_context(path.open("rb")))
    except OSError as error:
        why = error.strerror or "it cannot be read"
        raise FileRefused(str(path), why, "check its owner and mode") from error


@contextmanager
def _standard_input() -> Iterator[BinaryIO]:
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


def _stamp(handle: BinaryIO) -> tuple[int, int]:
    seen = os.fstat(handle.fileno())
    return seen.st_size, seen.st_mtime_ns
