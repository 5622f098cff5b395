"""Detect the encoding of a file, or refuse it; never guess.

A byte order mark decides; else a file that is wholly UTF-8 is UTF-8. Any other may be
GB18030, as Chinese Excel saves it, but only where nothing speaks against it: nearly any
bytes *can* be read as GB18030.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import chain
from typing import NamedTuple

from targetcli.errors import FileRefused, WrongUsage
from targetcli.problems.files import FileProblem
from targetcli.problems.usage import UsageProblem

ENCODINGS = (
    *("utf-8", "gb18030", "gbk", "big5", "big5hkscs", "utf-16", "utf-16-le"),
    *("utf-16-be", "latin-1", "windows-1252"),
)
_UTF8 = "utf-8"
_GB18030 = "gb18030"
# The longer mark first: that of UTF-32 begins with that of UTF-16.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LINES_OF_HEADINGS = 30  # among which they are looked for
_MIN_COMMON_PERCENT = 90  # of the characters of a file detected as GB18030


class EncodedFile(NamedTuple):
    """A file of text: its name, and its bytes, which can be read again and again."""

    file: str
    chunks: Callable[[], Iterable[bytes]]
    longest_line: int


class Encoding(NamedTuple):
    """The encoding of a file, its number of lines, and a remark for the user."""

    name: str
    lines: int
    is_mixed: bool
    """True where its lines end in more than one way."""
    remark: str = ""


class _TextScan(NamedTuple):
    """The facts about a whole text: its lines, and how far its characters go."""

    lines: int
    is_mixed: bool
    has_only_two_bytes: bool
    """True where UTF-8 writes characters beside ASCII, none of them in three bytes."""


class _BadByte(NamedTuple):
    """The first byte of a file that is no text in an encoding."""

    line: int
    byte: int
    encoding: str


class _Undecodable(Exception):
    """Bytes are not in an encoding: at an offset, after the text before it."""

    def __init__(self, offset: int, before: str) -> None:
        super().__init__(offset, before)
        self.offset = offset
        self.before = before
        self.line = 1


def check_encoding_name(name: str) -> str:
    """Return the name of an encoding in lower case; raises `WrongUsage` if unknown."""
    if not name or name.casefold() in ENCODINGS:
        return name.casefold()
    raise WrongUsage(UsageProblem.UNKNOWN_ENCODING, encoding=name, known=ENCODINGS)


def detect_encoding(
    file: EncodedFile, requested: str, is_header: Callable[[str], bool]
) -> Encoding:
    """Read a file once and return its encoding.

    `is_header` answers whether a first line names known columns. Raises `FileRefused`
    where the bytes are not in the encoding, hold a NUL character or an endless line, or
    may well be in another encoding.
    """
    head = next(iter(file.chunks()), b"")
    marked_encoding = next(
        (name for mark, name in _BYTE_ORDER_MARKS if head.startswith(mark)), ""
    )
    if marked_encoding == "utf-32":
        raise FileRefused(file.file, FileProblem.UTF32)
    name = (
        marked_encoding
        if marked_encoding and requested in ("", _UTF8, "utf-16")
        else requested
    )
    try:
        scan = _scan_text(file, name or _UTF8)
    except _Undecodable as undecodable:
        position = _BadByte(undecodable.line, undecodable.offset, name or _UTF8)
        if name:
            raise FileRefused(
                file.file, FileProblem.UNDECODABLE, **position._asdict()
            ) from undecodable
        return _detect_gb18030(file, is_header, position)
    encoding = Encoding(name or _UTF8, scan.lines, scan.is_mixed)
    if not name:
        return encoding._replace(remark=_warn_of_gb18030(file, scan))
    if name in (_UTF8, "utf-8-sig"):
        return encoding
    reason = "by its byte order mark" if name == marked_encoding else "as asked"
    return encoding._replace(remark=f"{file.file}: encoding: {name} ({reason})")


def _detect_gb18030(
    file: EncodedFile, is_header: Callable[[str], bool], position: _BadByte
) -> Encoding:
    """Return GB18030 for a file that is not UTF-8, or raise `FileRefused`."""
    try:
        scan = _scan_text(file, _GB18030)
    except _Undecodable as undecodable:
        raise FileRefused(
            file.file, FileProblem.UNDECODABLE, **position._asdict()
        ) from undecodable
    beginning = next(_decode_chunks(file.chunks(), _GB18030), "")
    lines = _LINE_END.split(beginning, maxsplit=_LINES_OF_HEADINGS)
    if not any(map(is_header, lines[:_LINES_OF_HEADINGS])):
        _refuse_rare_characters(file, position)
    remark = f"{file.file}: encoding: gb18030 (detected)"
    return Encoding(_GB18030, scan.lines, scan.is_mixed, remark)


def _refuse_rare_characters(file: EncodedFile, position: _BadByte) -> None:
    """Refuse as GB18030 a file that is nearly UTF-8, or mostly rare characters.

    Big5 and Latin-1 can be read as GB18030, mostly as characters that nobody uses:
    those outside the everyday set of GB 2312.
    """
    multibyte_count = broken_count = non_ascii_count = common_count = 0
    for text in _decode_chunks(file.chunks(), _UTF8, "surrogateescape"):
        broken_count += len(_broken_bytes().findall(text))
        multibyte_count += len(_characters_of_three_bytes().findall(text))
    if multibyte_count > broken_count:
        raise FileRefused(file.file, FileProblem.MOSTLY_UTF8, **position._asdict())
    for text in _decode_chunks(file.chunks(), _GB18030):
        ascii_count = len(text.encode("ascii", "ignore"))
        non_ascii_count += len(text) - ascii_count
        common_count += (len(text.encode("gb2312", "ignore")) - ascii_count) // 2
    if common_count * 100 < non_ascii_count * _MIN_COMMON_PERCENT:
        raise FileRefused(file.file, FileProblem.RARE_CHARACTERS, **position._asdict())


def _warn_of_gb18030(file: EncodedFile, scan: _TextScan) -> str:
    """Return a remark where UTF-8 without a mark could be GB18030 as well."""
    if not scan.has_only_two_bytes:
        return ""
    try:
        _scan_text(file, _GB18030)
    except _Undecodable:
        return ""
    pieces = _decode_chunks(file.chunks(), _UTF8)
    as_utf8 = next(
        match for text in pieces if (match := _non_ascii().search(text))
    ).group()
    as_gb18030 = as_utf8.encode().decode(_GB18030)
    remark = f"{file.file}: encoding: utf-8, read as “{as_utf8}”"
    return f"{remark}; if that should be “{as_gb18030}”, say --encoding gb18030"


def _scan_text(file: EncodedFile, name: str) -> _TextScan:
    crlf = cr = lf = open_line = 0
    has_two_bytes = has_three_bytes = False
    try:
        for text in _decode_chunks(file.chunks(), name):
            _refuse_nul(file.file, text, crlf + cr + lf + 1)
            crlf_count = text.count("\r\n")
            crlf += crlf_count
            cr += text.count("\r") - crlf_count
            lf += text.count("\n") - crlf_count
            last_end = max(text.rfind("\n"), text.rfind("\r"))
            open_line = len(text) - last_end - 1 + (open_line if last_end < 0 else 0)
            if open_line > file.longest_line:
                raise _long_line_refusal(file, crlf + cr + lf + 1)
            if not (has_three_bytes or text.isascii()):
                has_two_bytes = True
                has_three_bytes = bool(_characters_of_three_bytes().search(text))
    except _Undecodable as undecodable:
        undecodable.line = (
            crlf + cr + lf + 1 + len(_LINE_END.findall(undecodable.before))
        )
        raise
    is_mixed = sum(map(bool, (crlf, cr, lf))) > 1
    has_only_two_bytes = has_two_bytes and not has_three_bytes
    return _TextScan(crlf + cr + lf + 1, is_mixed, has_only_two_bytes)


def _long_line_refusal(file: EncodedFile, line: int) -> FileRefused:
    return FileRefused(
        file.file, FileProblem.LONG_LINE, line=line, longest=file.longest_line
    )


def _refuse_nul(file: str, text: str, line: int) -> None:
    if "\0" in text:
        line += len(_LINE_END.findall(text[: text.index("\0")]))
        raise FileRefused(file, FileProblem.NUL, line=line)


def _decode_chunks(
    chunks: Iterable[bytes], name: str, errors: str = "strict"
) -> Iterator[str]:
    """Yield text, never cut between CR and LF; raises `_Undecodable`."""
    decoder = codecs.getincrementaldecoder(name)(errors)
    offset, pending_cr = 0, ""
    for chunk in chain(chunks, (b"",)):
        undecoded = len(decoder.getstate()[0])
        try:
            text = pending_cr + decoder.decode(chunk, final=not chunk)
        except UnicodeError as error:
            if not isinstance(
                error, UnicodeDecodeError
            ):  # no byte order mark where one must be
                raise _Undecodable(offset, pending_cr) from error
            before = bytes(error.object[: error.start]).decode(name, "ignore")
            error_offset = offset - undecoded + error.start
            raise _Undecodable(error_offset, pending_cr + before) from error
        offset += len(chunk)
        pending_cr = "\r" if chunk and text.endswith("\r") else ""
        yield text[: len(text) - len(pending_cr)]


_LINE_END = re.compile(r"\r\n|\r|\n")


@cache
def _broken_bytes() -> re.Pattern[str]:
    return re.compile("[\udc80-\udcff]")


@cache
def _characters_of_three_bytes() -> re.Pattern[str]:
    return re.compile("[\u0800-\ud7ff\ue000-\U0010ffff]")


@cache
def _non_ascii() -> re.Pattern[str]:
    return re.compile("[^\x00-\x7f]+")
