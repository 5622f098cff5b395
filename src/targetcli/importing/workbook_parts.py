"""Open the parts of a workbook, and refuse an archive that is made to do harm.

The directory of the archive is checked before anything is unpacked; no part gives more
than its directory says, and none may declare entities.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import IO, Any, BinaryIO
from zipfile import ZipFile

from targetcli.errors import FileRefused
from targetcli.importing.file_kinds import refuse_archive
from targetcli.problems.files import FileProblem

_MOST_BYTES = 64 * 1024 * 1024
_MOST_RATIO = 100
_SMALL = 1024 * 1024  # bytes; less than that may be packed to any ratio
_XML_SUFFIXES = (".xml", ".rels", ".vml")
# The elements that are read with all that stands in them: a row, a shared text.
_ITEMS = ("row", "si")
_MOST_INSIDE = 128 * 1024  # elements; a full row of formulas has 50,000
_CHUNK = 64 * 1024


class WorkbookParts:
    """The parts of an open workbook, by their paths."""

    def __init__(self, file: str, handle: BinaryIO) -> None:
        """Open a workbook; raises `FileRefused` for one that is large or none."""
        self._file = file
        self._archive = ZipFile(handle)
        refuse_archive(file, self._archive)
        members = self._archive.infolist()
        names = [member.filename for member in members]
        if len(set(names)) < len(names):
            raise FileRefused(file, FileProblem.ARCHIVE)
        unpacked = sum(member.file_size for member in members)
        packed = sum(member.compress_size for member in members)
        if unpacked > _MOST_BYTES or unpacked > max(_SMALL, packed * _MOST_RATIO):
            raise FileRefused(
                file, FileProblem.LARGE_WORKBOOK, size=unpacked, packed=packed
            )
        self._names = {name.lower(): name for name in names}

    def elements(self, path: str) -> Iterator[Any]:
        """Yield the elements of a part as they end; none for a part that is missing.

        A row or a text that cells share has its children, any other element none.
        Raises `FileRefused` for a document type.
        """
        name = self._names.get(path.lower())
        if name is None:
            return
        with self._refuse_entities(), self._archive.open(name) as part:
            yield from _iterate_elements(part)

    def check_others(self, read: Iterable[str]) -> None:
        """Parse every part but those that were read: a broken one refuses the file."""
        from defusedxml.ElementTree import DefusedXMLParser  # noqa: PLC0415 - an extra

        others = self._names.keys() - {path.lower() for path in read}
        for path in sorted(others):
            if path.endswith(_XML_SUFFIXES):
                parser = DefusedXMLParser(target=_Ignored(), forbid_dtd=True)
                with (
                    self._refuse_entities(),
                    self._archive.open(self._names[path]) as part,
                ):
                    while chunk := part.read(_CHUNK):
                        parser.feed(chunk)
                parser.close()

    @contextmanager
    def _refuse_entities(self) -> Iterator[None]:
        from defusedxml.common import DefusedXmlException  # noqa: PLC0415 - an extra

        try:
            yield
        except DefusedXmlException as error:
            raise FileRefused(self._file, FileProblem.ENTITIES) from error


class _Ignored:
    """Takes what a parser finds, and keeps nothing."""

    def close(self) -> None:
        """End the document."""


def tag_of(element: Any) -> str:  # noqa: ANN401 - an element
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _iterate_elements(part: IO[bytes]) -> Iterator[Any]:
    from defusedxml.ElementTree import iterparse  # noqa: PLC0415 - an extra

    parents: list[Any] = []
    item_depth = inside = 0
    for event, element in iterparse(part, events=("start", "end"), forbid_dtd=True):
        if event == "start":
            parents.append(element)
            inside += 1
            if not item_depth and tag_of(element) in _ITEMS:
                item_depth, inside = len(parents), 0
            if item_depth and inside > _MOST_INSIDE:
                raise ValueError(inside)
            continue
        if len(parents) == item_depth:
            item_depth = 0
        parents.pop()
        if not item_depth:
            yield element
            if parents:
                del parents[-1][:]
