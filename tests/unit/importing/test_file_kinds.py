"""Files of other kinds: each is called what it is."""

from __future__ import annotations

import io
import zipfile

import pytest

from targetcli.errors import FileRefused
from targetcli.importing.file_kinds import refuse_archive, refuse_other_kind
from targetcli.problems.files import FileProblem

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
SHEETS = "application/vnd.oasis.opendocument.spreadsheet"


def archive(**members: str) -> zipfile.ZipFile:
    """Return an archive with members whose names have __ for the slash."""
    packed = zipfile.ZipFile(io.BytesIO(), "w")
    for name, content in members.items():
        packed.writestr(name.replace("__", "/").replace("_DOT_", "."), content)
    return packed


@pytest.mark.parametrize(
    ("head", "problem"),
    [
        (b"%PDF-1.7\n", FileProblem.PDF),
        (b"SQLite format 3\0", FileProblem.DATABASE),
        (b"PAR1\x15", FileProblem.PARQUET),
        (b"\x1f\x8b\x08", FileProblem.COMPRESSED),
        (b"7z\xbc\xaf\x27\x1c", FileProblem.COMPRESSED),
        (b"\x89PNG\r\n\x1a\n", FileProblem.PICTURE),
        (b"{\\rtf1\\ansi", FileProblem.WORD_DOCUMENT),
        (b"MIME-Version: 1.0\r\n", FileProblem.WEB_PAGE),
        (OLE, FileProblem.OLD_EXCEL),
        (OLE + "Workbook".encode("utf-16-le"), FileProblem.OLD_EXCEL),
        (OLE + "WordDocument".encode("utf-16-le"), FileProblem.WORD_DOCUMENT),
        (OLE + "EncryptedPackage".encode("utf-16-le"), FileProblem.PASSWORD),
        (b"<html><table><tr><td>x", FileProblem.WEB_PAGE),
        (b"\xef\xbb\xbf\r\n<TABLE border=1>", FileProblem.WEB_PAGE),
        ("<!DOCTYPE html>\n<html>".encode("utf-16"), FileProblem.WEB_PAGE),
        (b'<?xml version="1.0"?><html xmlns="x">', FileProblem.WEB_PAGE),
        (
            (
                b'<?xml version="1.0"?><Workbook '
                b'xmlns="urn:schemas-microsoft-com:office:spreadsheet">'
            ),
            FileProblem.XML_WORKBOOK,
        ),
        (b'<?xml version="1.0"?><data/>', FileProblem.XML),
    ],
)
def test_a_file_is_called_what_it_is(head: bytes, problem: FileProblem) -> None:
    with pytest.raises(FileRefused) as refused:
        refuse_other_kind("f", head)
    assert refused.value.reason.problem is problem


@pytest.mark.parametrize(
    "head", [b"", b"region,metric\n", b"<5,>=3\n", b"< 5;x", b'[{"a":1}]', b"\xff\xfe<"]
)
def test_text_may_be_a_table(head: bytes) -> None:
    refuse_other_kind("f", head)


@pytest.mark.parametrize(
    ("packed", "problem"),
    [
        (archive(mimetype=SHEETS, content_DOT_xml=""), FileProblem.OPEN_DOCUMENT),
        (archive(mimetype="application/epub+zip"), FileProblem.ARCHIVE),
        (archive(word__document_DOT_xml=""), FileProblem.WORD_DOCUMENT),
        (archive(xl__workbook_DOT_bin=""), FileProblem.BINARY_WORKBOOK),
        (archive(p__datapackage_DOT_json="{}"), FileProblem.PACKED_PACKAGE),
        (archive(a_DOT_csv=""), FileProblem.ARCHIVE),
    ],
)
def test_an_archive_is_called_what_it_is(
    packed: zipfile.ZipFile, problem: FileProblem
) -> None:
    with pytest.raises(FileRefused) as refused:
        refuse_archive("f", packed)
    assert refused.value.reason.problem is problem
