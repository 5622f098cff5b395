"""Recognise files that hold no table that is read here, each by what it is."""

from __future__ import annotations

import re
from functools import cache
from zipfile import ZipFile

from targetcli.errors import FileRefused
from targetcli.problems.files import FileProblem

ZIP = b"PK\x03\x04"

_SIGNATURES = {
    b"%PDF-": FileProblem.PDF,
    b"SQLite format 3\0": FileProblem.DATABASE,
    b"PAR1": FileProblem.PARQUET,
    b"{\\rtf": FileProblem.WORD_DOCUMENT,
    b"MIME-Version:": FileProblem.WEB_PAGE,
    b"PK\x05\x06": FileProblem.ARCHIVE,  # an empty one
    b"\x1f\x8b": FileProblem.COMPRESSED,
    b"BZh": FileProblem.COMPRESSED,
    b"\xfd7zXZ\0": FileProblem.COMPRESSED,
    b"\x28\xb5\x2f\xfd": FileProblem.COMPRESSED,
    b"7z\xbc\xaf\x27\x1c": FileProblem.COMPRESSED,
    b"Rar!\x1a\x07": FileProblem.COMPRESSED,
    b"\x89PNG\r\n": FileProblem.PICTURE,
    b"\xff\xd8\xff": FileProblem.PICTURE,
    b"GIF8": FileProblem.PICTURE,
}
_OLE = b"\xd0\xcf\x11\xe0"
_LONGEST_START = 4096  # characters in which a page says what it is
_TYPE_FILE = "mimetype"
_LONGEST_TYPE = 100


def refuse_other_kind(file: str, head: bytes) -> None:
    """Raise `FileRefused` for a file whose first bytes are those of another kind."""
    for signature, problem in _SIGNATURES.items():
        if head.startswith(signature):
            raise FileRefused(file, problem)
    if head.startswith(_OLE):
        raise FileRefused(file, _name_compound_file(head))
    problem_of_markup = _name_markup(head)
    if problem_of_markup:
        raise FileRefused(file, problem_of_markup)


def refuse_archive(file: str, archive: ZipFile) -> None:
    """Raise `FileRefused` for an archive that is no workbook, by what it is."""
    names = {member.filename for member in archive.infolist()}
    if "xl/workbook.bin" in names:
        raise FileRefused(file, FileProblem.BINARY_WORKBOOK)
    if "word/document.xml" in names:
        raise FileRefused(file, FileProblem.WORD_DOCUMENT)
    if "[Content_Types].xml" in names:
        return
    if _read_media_type(archive, names).startswith(
        "application/vnd.oasis.opendocument.spreadsheet"
    ):
        raise FileRefused(file, FileProblem.OPEN_DOCUMENT)
    if any(name.rpartition("/")[2] == "datapackage.json" for name in names):
        raise FileRefused(file, FileProblem.PACKED_PACKAGE)
    raise FileRefused(file, FileProblem.ARCHIVE)


def _read_media_type(archive: ZipFile, names: set[str]) -> str:
    """Return the type that an OpenDocument file says of itself."""
    if _TYPE_FILE not in names:
        return ""
    with archive.open(_TYPE_FILE) as member:
        return member.read(_LONGEST_TYPE).decode("ascii", "replace")


def _name_compound_file(head: bytes) -> FileProblem:
    """Return the kind of a file of Office 97 to 2003, or of one with a password."""
    if _utf16("EncryptedPackage") in head:
        return FileProblem.PASSWORD
    if _utf16("WordDocument") in head:
        return FileProblem.WORD_DOCUMENT
    return FileProblem.OLD_EXCEL


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-le")


def _name_markup(head: bytes) -> FileProblem | None:
    """Return the kind of a page or XML file; web sites call such tables .xls."""
    is_wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = head[:_LONGEST_START].decode("utf-16" if is_wide else "latin-1", "replace")
    text = text.removeprefix("ï»¿").lstrip().lower()
    if not text.startswith("<"):
        return None
    if "urn:schemas-microsoft-com:office:spreadsheet" in text:
        return FileProblem.XML_WORKBOOK
    if _page_tags().search(text):
        return FileProblem.WEB_PAGE
    return FileProblem.XML if _xml_start().match(text) else None


@cache
def _page_tags() -> re.Pattern[str]:
    return re.compile(r"<(?:!doctype html|html|head|meta|body|table|div|style)\b")


@cache
def _xml_start() -> re.Pattern[str]:
    return re.compile(r"<\?xml\b|<!--|<[a-z_][\w:.-]*(?:\s+[\w:.-]+\s*=|\s*/?>)")
