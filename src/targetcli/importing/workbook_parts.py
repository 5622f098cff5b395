"""Check the parts of a workbook before openpyxl reads them.

The directory of the archive is checked before anything is unpacked, and every part is
parsed once without entities, so that openpyxl reads only what is small and harmless.
"""

from __future__ import annotations

from typing import IO, Any, BinaryIO, NamedTuple
from zipfile import ZipFile

from targetcli.errors import FileRefused
from targetcli.problems.files import FileProblem

WIDEST = 64  # columns; our widest table has 25
MOST_DIGITS = 15  # that a spreadsheet keeps
_MOST_BYTES = 64 * 1024 * 1024
_MOST_RATIO = 100
_SMALL = 1024 * 1024  # bytes; less than that may be packed to any ratio
_CHUNK = 64 * 1024


class PartFacts(NamedTuple):
    """The facts about a part of a workbook that openpyxl does not give."""

    merged: tuple[str, ...]
    formulas: int
    empty_formulas: tuple[str, ...]
    beyond_columns: tuple[str, ...]
    long_numbers: tuple[str, ...]
    strings: tuple[str, ...]
    """The texts that cells share, where the part holds them."""


def inspect_archive(file: str, handle: BinaryIO) -> dict[str, PartFacts]:
    """Parse every part once; raises `FileRefused` for one too large or hostile."""
    with ZipFile(handle) as archive:
        members = archive.infolist()
        names = [member.filename for member in members]
        if "[Content_Types].xml" not in names or len(set(names)) < len(names):
            raise FileRefused(file, FileProblem.ARCHIVE)
        unpacked = sum(member.file_size for member in members)
        packed = sum(member.compress_size for member in members)
        if unpacked > _MOST_BYTES or unpacked > max(_SMALL, packed * _MOST_RATIO):
            raise FileRefused(
                file, FileProblem.LARGE_WORKBOOK, size=unpacked, packed=packed
            )
        reader = _CountingReader(file)
        return {
            name: _inspect_part(file, reader.start_part(archive.open(member)))
            for name, member in zip(names, members, strict=True)
            if name.lower().endswith((".xml", ".rels", ".vml"))
        }


class _CountingReader:
    """Reads parts one after the other, and limits the sum of their bytes."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._bytes = 0
        self._part: IO[bytes]

    def start_part(self, part: IO[bytes]) -> _CountingReader:
        """Go on with another part."""
        self._part = part
        return self

    def read(self, size: int = _CHUNK) -> bytes:
        """Return the next bytes; raises `FileRefused` once there are too many."""
        piece = self._part.read(size)
        self._bytes += len(piece)
        if self._bytes > _MOST_BYTES:
            raise FileRefused(self._file, FileProblem.FALSE_SIZE)
        return piece


def _inspect_part(file: str, part: _CountingReader) -> PartFacts:
    from defusedxml.common import DefusedXmlException  # noqa: PLC0415 - an extra

    try:
        return _parse_part(part)
    except DefusedXmlException as error:
        raise FileRefused(file, FileProblem.ENTITIES) from error


def _parse_part(part: _CountingReader) -> PartFacts:
    from defusedxml.ElementTree import iterparse  # noqa: PLC0415 - an extra

    merged: list[str] = []
    empty_formulas: list[str] = []
    beyond_columns: list[str] = []
    long_numbers: list[str] = []
    strings: list[str] = []
    formulas = 0
    for _, element in iterparse(part, forbid_dtd=True):
        tag = _tag(element)
        if tag == "mergeCell":
            merged.append(element.get("ref", ""))
        elif tag == "c":
            coordinate = element.get("r", "")
            children = {_tag(child): child.text for child in element}
            value = children.get("v") or ""
            formulas += "f" in children
            if "f" in children and not value:
                empty_formulas.append(coordinate)
            if value and _column_number(coordinate) > WIDEST:
                beyond_columns.append(coordinate)
            is_long = len(value) > MOST_DIGITS and element.get("t", "n") == "n"
            if is_long and _count_digits(value) > MOST_DIGITS + 2:
                long_numbers.append(coordinate)
        if tag == "si":
            strings.append(_shared_text(element))
        if tag in ("row", "si"):
            element.clear()
    lists = (empty_formulas, beyond_columns, long_numbers, strings)
    return PartFacts(tuple(merged), formulas, *map(tuple, lists))


def _shared_text(element: Any) -> str:  # noqa: ANN401 - an element
    """Return a text that cells share: its own, or that of its runs."""
    runs = (element, *(child for child in element if _tag(child) == "r"))
    return "".join(
        child.text or "" for run in runs for child in run if _tag(child) == "t"
    )


def _tag(element: Any) -> str:  # noqa: ANN401 - an element
    return str(element.tag).rpartition("}")[2]


def _column_number(coordinate: str) -> int:
    number = 0
    for letter in coordinate.rstrip("0123456789").upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _count_digits(number: str) -> int:
    mantissa = number.upper().partition("E")[0]
    return len(mantissa.lstrip("-0.").replace(".", "").rstrip("0"))
