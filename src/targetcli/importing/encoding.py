"""Bytes to the encoding they are in: never by likelihood, always said or refused.

A byte order mark decides; else what is wholly UTF-8 is UTF-8. What is not may be
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
_FIRST_OF_THREE_BYTES = "\u0800"
_MIN_COMMON_PERCENT = 90  # of a hundred characters of what is detected as GB18030
_ENCODING_HINT = "save it as UTF-8, or name its encoding, such as --encoding big5"


class EncodedFile(NamedTuple):
    """A file to be looked at: its name, and its bytes as often as they are needed."""

    file: str
    chunks: Callable[[], Iterable[bytes]]
    longest_line: int


class Encoding(NamedTuple):
    """How a file is read, and what there is to say of it."""

    name: str
    lines: int
    is_mixed: bool
    """Whether its lines end in more than one way."""
    remark: str = ""


class _TextScan(NamedTuple):
    """What decoding all of a file has shown."""

    lines: int
    is_mixed: bool
    widest: str


class _Undecodable(Exception):
    """Where bytes stop being text, and the text of their piece before it."""

    def __init__(self, offset: int, before: str) -> None:
        super().__init__(offset, before)
        self.offset = offset
        self.before = before
        self.line = 1


def check_encoding_name(name: str) -> str:
    """Return an encoding a user may name; raises `WrongUsage` for any other."""
    if not name or name.casefold() in ENCODINGS:
        return name.casefold()
    raise WrongUsage(
        f"there is no encoding {name}", f"name one of {', '.join(ENCODINGS)}"
    )


def detect_encoding(
    file: EncodedFile, requested: str, is_header: Callable[[str], bool]
) -> Encoding:
    """Look a file through and return its encoding.

    `knows` says of a first line whether its words are column names. Raises
    `FileRefused` where the bytes are not in the encoding, hold a NUL character or a
    line that never ends, or may well be in another encoding.
    """
    head = next(iter(file.chunks()), b"")
    mark = next((name for mark, name in _BYTE_ORDER_MARKS if head.startswith(mark)), "")
    if mark == "utf-32":
        raise FileRefused(file.file, "it is in UTF-32", "save it as UTF-8")
    name = mark if mark and requested in ("", _UTF8, "utf-16") else requested
    try:
        scan = _scan_text(file, name or _UTF8)
    except _Undecodable as wrong:
        why = f"line {wrong.line}, byte {wrong.offset}: not {name or _UTF8}"
        if name:
            raise FileRefused(file.file, why, _ENCODING_HINT) from wrong
        return _detect_gb18030(file, is_header, why)
    encoding = Encoding(name or _UTF8, scan.lines, scan.is_mixed)
    if not name:
        return encoding._replace(remark=_warn_of_gb18030(file, scan.widest))
    if name in (_UTF8, "utf-8-sig"):
        return encoding
    by = "by its byte order mark" if name == mark else "as asked"
    return encoding._replace(remark=f"{file.file}: encoding: {name} ({by})")


def _detect_gb18030(
    file: EncodedFile, is_header: Callable[[str], bool], why: str
) -> Encoding:
    """Take what is not UTF-8 for GB18030; raises `FileRefused` where it may not be."""
    try:
        scan = _scan_text(file, _GB18030)
    except _Undecodable as wrong:
        raise FileRefused(file.file, why, _ENCODING_HINT) from wrong
    header = _LINE_END.split(
        next(_decode_chunks(file.chunks(), _GB18030), ""), maxsplit=1
    )[0]
    if header.isascii():
        _refuse_rare_characters(file, why)
    elif not is_header(header):
        unknown = "its column names are not recognised as utf-8 or gb18030"
        raise FileRefused(file.file, unknown, _ENCODING_HINT)
    remark = f"{file.file}: encoding: gb18030 (detected)"
    return Encoding(_GB18030, scan.lines, scan.is_mixed, remark)


def _refuse_rare_characters(file: EncodedFile, why: str) -> None:
    """Refuse for GB18030 what is UTF-8 but for some bytes, or of rare characters.

    Big5 and Latin-1 can be read as GB18030, mostly as characters that nobody uses:
    those outside the everyday set of GB 2312.
    """
    whole = broken = wide = common = 0
    for text in _decode_chunks(file.chunks(), _UTF8, "surrogateescape"):
        broken += len(_broken_bytes().findall(text))
        whole += len(_multibyte_characters().findall(text))
    if whole > broken:
        raise FileRefused(file.file, why, "all else is: correct it, or save it anew")
    for text in _decode_chunks(file.chunks(), _GB18030):
        narrow = len(text.encode("ascii", "ignore"))
        wide += len(text) - narrow
        common += (len(text.encode("gb2312", "ignore")) - narrow) // 2
    if common * 100 < wide * _MIN_COMMON_PERCENT:
        rare = "and as gb18030 most of it would be rare characters"
        raise FileRefused(file.file, f"{why}, {rare}", f"{_ENCODING_HINT} or gb18030")


def _warn_of_gb18030(file: EncodedFile, widest: str) -> str:
    """Say so where UTF-8 without a mark could be GB18030 as well, such as 目."""
    if not "\x7f" < widest < _FIRST_OF_THREE_BYTES:
        return ""
    try:
        _scan_text(file, _GB18030)
    except _Undecodable:
        return ""
    pieces = _decode_chunks(file.chunks(), _UTF8)
    odd = next(found for text in pieces if (found := _non_ascii().search(text))).group()
    other = odd.encode().decode(_GB18030)
    read = f"{file.file}: encoding: utf-8, read as “{odd}”"
    return f"{read}; if that should be “{other}”, say --encoding gb18030"


def _scan_text(file: EncodedFile, name: str) -> _TextScan:
    crlf = cr = lf = unended = 0
    widest = ""
    try:
        for text in _decode_chunks(file.chunks(), name):
            _refuse_nul(file.file, text, crlf + cr + lf + 1)
            pairs = text.count("\r\n")
            crlf += pairs
            cr += text.count("\r") - pairs
            lf += text.count("\n") - pairs
            ends = max(text.rfind("\n"), text.rfind("\r"))
            unended = len(text) - ends - 1 + (unended if ends < 0 else 0)
            if unended > file.longest_line:
                raise _long_line_refusal(file, crlf + cr + lf + 1)
            if not text.isascii() and widest < _FIRST_OF_THREE_BYTES:
                widest = max(widest, max(text))  # noqa: PLW3301 - a text of millions
    except _Undecodable as wrong:
        wrong.line = crlf + cr + lf + 1 + len(_LINE_END.findall(wrong.before))
        raise
    return _TextScan(crlf + cr + lf + 1, sum(map(bool, (crlf, cr, lf))) > 1, widest)


def _long_line_refusal(file: EncodedFile, line: int) -> FileRefused:
    why = f"line {line} is longer than {file.longest_line} characters"
    return FileRefused(file.file, why, "is it the right file?")


def _refuse_nul(file: str, text: str, line: int) -> None:
    if "\0" in text:
        line += len(_LINE_END.findall(text[: text.index("\0")]))
        raise FileRefused(file, f"line {line} holds a NUL character")


def _decode_chunks(
    chunks: Iterable[bytes], name: str, errors: str = "strict"
) -> Iterator[str]:
    """Yield text that is never cut within a line end; raises `_Undecodable`."""
    decoder = codecs.getincrementaldecoder(name)(errors)
    offset, held = 0, ""
    for chunk in chain(chunks, (b"",)):
        pending = len(decoder.getstate()[0])
        try:
            text = held + decoder.decode(chunk, final=not chunk)
        except UnicodeError as error:
            if not isinstance(error, UnicodeDecodeError):  # no mark where one must be
                raise _Undecodable(offset, held) from error
            before = bytes(error.object[: error.start]).decode(name, "ignore")
            at = offset - pending + error.start
            raise _Undecodable(at, held + before) from error
        offset += len(chunk)
        held = "\r" if chunk and text.endswith("\r") else ""
        yield text[: len(text) - len(held)]


_LINE_END = re.compile(r"\r\n|\r|\n")


@cache
def _broken_bytes() -> re.Pattern[str]:
    return re.compile("[\udc80-\udcff]")


@cache
def _multibyte_characters() -> re.Pattern[str]:
    return re.compile("[\u0800-\ud7ff\ue000-\U0010ffff]")


@cache
def _non_ascii() -> re.Pattern[str]:
    return re.compile("[^\x00-\x7f]+")
