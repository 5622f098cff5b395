"""Workbooks to rows of text: values only, as they are shown, and nothing guessed.

Before anything is inflated the archive's own directory is looked at, and every part of
it is read once without entities: what openpyxl then reads is small and plain.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import IO, Any, BinaryIO, NamedTuple
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 - a class by another name

from targetcli.errors import BadRow, FileRefused, Unreadable, WrongUsage
from targetcli.importing.csv_reader import LONGEST_FIELD, SHEET_GRID, GridRow, open_grid
from targetcli.importing.table_kinds import InputTable, known_columns
from targetcli.reading.headings import translate_heading

_MOST_BYTES = 64 * 1024 * 1024
_MOST_RATIO = 100
_SMALL = 1024 * 1024  # what is small may be as dense as it likes
_WIDEST = 64  # columns; our widest table has 25
_MOST_DIGITS = 15  # that a spreadsheet keeps
_CHUNK = 64 * 1024
# What the parts of a broken workbook raise.
_BROKEN = (
    *(ValueError, KeyError, TypeError, IndexError, AttributeError, OverflowError),
    *(BadZipFile, ParseError, ZlibError, EOFError, NotImplementedError, RuntimeError),
)


class _PartFacts(NamedTuple):
    """What a sheet's own XML says that its values do not."""

    merged: tuple[str, ...]
    formulas: int
    empty_formulas: tuple[str, ...]
    beyond_columns: tuple[str, ...]
    long_numbers: tuple[str, ...]
    strings: tuple[str, ...]
    """The texts that cells share, where this is the part that keeps them."""


def open_workbook(
    file: str, handle: BinaryIO, check: Callable[[], None]
) -> tuple[list[InputTable], list[str]]:
    """Return the sheets of a workbook that are tables of ours, and what to say of it.

    Raises `FileRefused` for what is no workbook, is too large or hostile, or holds what
    has no one meaning; `WrongUsage` where the extra that reads workbooks is missing.
    """
    try:
        import defusedxml  # noqa: F401, PLC0415 - with openpyxl, an extra
        import openpyxl  # noqa: F401, PLC0415
    except ImportError:
        hint = "install them with: pip install 'targetcli[xlsx]'"
        what = "a workbook needs the packages openpyxl and defusedxml"
        raise WrongUsage(what, hint) from None
    try:
        parts = _inspect_archive(file, handle)
        book = _load_workbook(handle)
        found = [(sheet, _first_cells(sheet)) for sheet in book.worksheets]
    except _BROKEN as error:
        raise FileRefused(file, "it is no workbook that can be read") from error
    sheets: list[InputTable] = []
    remarks: list[str] = []
    for sheet, first in found:
        name = f"{file}/{sheet.title}"
        if not {translate_heading(cell.strip()) for cell in first} & known_columns():
            remarks += [f"{name}: no table of ours, left out"] if first else []
            continue
        part = parts[sheet._worksheet_path]  # noqa: SLF001 - it is said nowhere else
        _restore_strings(sheet, parts)
        remarks += _check_part(name, part)
        sheets.append(_open_sheet(name, sheet, check))
    if not sheets:
        hint = "the first row of a sheet must name the columns of a table"
        raise FileRefused(file, "none of its sheets is a table of ours", hint)
    return sheets, remarks


def _inspect_archive(file: str, handle: BinaryIO) -> dict[str, _PartFacts]:
    """Read every part once; raises `FileRefused` for what is too large or hostile."""
    with ZipFile(handle) as archive:
        members = archive.infolist()
        names = [member.filename for member in members]
        if "[Content_Types].xml" not in names or len(set(names)) < len(names):
            hint = "name the files in it, unpacked"
            raise FileRefused(file, "it is an archive, not a workbook", hint)
        whole = sum(member.file_size for member in members)
        packed = sum(member.compress_size for member in members)
        if whole > _MOST_BYTES or whole > max(_SMALL, packed * _MOST_RATIO):
            why = f"it would unpack to {whole} bytes, from {packed}"
            raise FileRefused(file, why, "save the sheet that matters as CSV")
        counted = _CountingReader(file)
        return {
            name: _inspect_part(file, counted.start_part(archive.open(member)))
            for name, member in zip(names, members, strict=True)
            if name.lower().endswith((".xml", ".rels", ".vml"))
        }


class _CountingReader:
    """Counts what is really unpacked, whatever the directory said."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._bytes = 0
        self._part: IO[bytes]

    def start_part(self, part: IO[bytes]) -> _CountingReader:
        """Count on with another part."""
        self._part = part
        return self

    def read(self, size: int = _CHUNK) -> bytes:
        """Read on; raises `FileRefused` past the most there may be."""
        piece = self._part.read(size)
        self._bytes += len(piece)
        if self._bytes > _MOST_BYTES:
            raise FileRefused(self._file, "it unpacks to more than it says")
        return piece


def _inspect_part(file: str, part: _CountingReader) -> _PartFacts:
    from defusedxml.common import DefusedXmlException  # noqa: PLC0415 - an extra

    try:
        return _parse_part(part)
    except DefusedXmlException as error:
        why = "its XML declares entities or a document type"
        raise FileRefused(file, why, "save it anew in a spreadsheet program") from error


def _parse_part(part: _CountingReader) -> _PartFacts:
    from defusedxml.ElementTree import iterparse  # noqa: PLC0415 - an extra

    merged: list[str] = []
    unsolved: list[str] = []
    outside: list[str] = []
    long: list[str] = []
    strings: list[str] = []
    formulas = 0
    for _, element in iterparse(part, forbid_dtd=True):
        tag = _tag(element)
        if tag == "mergeCell":
            merged.append(element.get("ref", ""))
        elif tag == "c":
            at = element.get("r", "")
            held = {_tag(child): child.text for child in element}
            value = held.get("v") or ""
            formulas += "f" in held
            if "f" in held and not value:
                unsolved.append(at)
            if value and _column(at) > _WIDEST:
                outside.append(at)
            if element.get("t", "n") == "n" and len(value) > _MOST_DIGITS:
                long += [at] if _digits(value) > _MOST_DIGITS + 2 else []
        if tag == "si":
            strings.append(_shared(element))
        if tag in ("row", "si"):
            element.clear()
    told = map(tuple, (unsolved, outside, long, strings))
    return _PartFacts(tuple(merged), formulas, *told)


def _shared(element: Any) -> str:  # noqa: ANN401 - an element
    """Return a text that cells share: its own, or that of its runs in a row."""
    runs = (element, *(child for child in element if _tag(child) == "r"))
    return "".join(
        child.text or "" for run in runs for child in run if _tag(child) == "t"
    )


def _tag(element: Any) -> str:  # noqa: ANN401 - an element
    return str(element.tag).rpartition("}")[2]


def _restore_strings(sheet: Any, parts: dict[str, _PartFacts]) -> None:  # noqa: ANN401
    """Give a sheet the texts as they are: openpyxl drops every x005F_ in them."""
    mangled = sheet._shared_strings  # noqa: SLF001 - there is no other way in
    for part in parts.values():
        if [text.replace("x005F_", "") for text in part.strings] == mangled:
            sheet._shared_strings = part.strings  # noqa: SLF001


def _column(coordinate: str) -> int:
    number = 0
    for letter in coordinate.rstrip("0123456789").upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _digits(number: str) -> int:
    mantissa = number.upper().partition("E")[0]
    return len(mantissa.lstrip("-0.").replace(".", "").rstrip("0"))


def _load_workbook(handle: BinaryIO) -> Any:  # noqa: ANN401 - openpyxl's own
    from openpyxl import load_workbook  # noqa: PLC0415 - an extra, and dear

    handle.seek(0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and extensions we do not read
        return load_workbook(handle, read_only=True, data_only=True, keep_links=False)


def _check_part(name: str, part: _PartFacts) -> list[str]:
    """Say what is taken otherwise than it stands; refuse what has no one meaning."""
    if part.merged:
        why = f"the cells {_list_cells(part.merged)} are merged"
        raise FileRefused(name, why, "unmerge them, and fill each")
    if part.empty_formulas:
        why = f"what the formula in {_list_cells(part.empty_formulas)} comes to is not in it"
        hint = "open and save it in a spreadsheet program, or write values instead"
        raise FileRefused(name, why, hint)
    if part.beyond_columns:
        why = f"{_list_cells(part.beyond_columns)} lies beyond the columns of any table"
        raise FileRefused(name, why)
    if part.long_numbers:
        why = f"the number in {_list_cells(part.long_numbers)} has more digits than Excel keeps"
        raise FileRefused(name, why, "write it as text")
    if not part.formulas:
        return []
    return [f"{name}: {part.formulas} formulas, taken for what they last came to"]


def _list_cells(cells: tuple[str, ...]) -> str:
    most = 3
    more = f" and {len(cells) - most} more" if len(cells) > most else ""
    return ", ".join(cells[:most]) + more


def _first_cells(sheet: Any) -> tuple[str, ...]:  # noqa: ANN401 - openpyxl's own
    sheet.reset_dimensions()  # what it says of its size need not be so
    for row in sheet.iter_rows(max_col=_WIDEST, values_only=True):
        cells = tuple(str(value) for value in row if value is not None)
        if cells:
            return cells
    return ()


def _open_sheet(name: str, sheet: Any, check: Callable[[], None]) -> InputTable:  # noqa: ANN401
    def grid() -> Iterator[GridRow | BadRow]:
        try:
            yield from _read_sheet(sheet)
        except _BROKEN as error:
            raise FileRefused(name, "it breaks off") from error
        check()

    return open_grid(name, grid, SHEET_GRID)


def _read_sheet(sheet: Any) -> Iterator[GridRow]:  # noqa: ANN401 - openpyxl's own
    width = 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for number, row in enumerate(sheet.iter_rows(max_col=_WIDEST), 1):
            try:
                cells = [_cell_text(cell) for cell in row]
            except Unreadable as failure:
                cells = [*map(_cell_text_or_empty, row)][:width]
                cells += [""] * (width - len(cells))
                cells += [str(c.value) for c in row if _is_filled_at(c, failure.text)]
                yield GridRow(number, cells, failure)
                continue
            while len(cells) > width and not cells[-1]:
                cells.pop()
            width = width or len(cells)
            if cells and (width or any(cells)):
                yield GridRow(number, cells)


def _cell_text(cell: Any) -> str:  # noqa: ANN401 - openpyxl's own
    """Return a cell as it is shown; raises `Unreadable` where that is not all of it."""
    value = cell.value
    match value:
        case None:
            return ""
        case _ if cell.data_type == "e":
            raise _bad_cell(cell, f"it holds the error {value}")
        case bool():
            return "yes" if value else "no"
        case str():
            if len(value) > LONGEST_FIELD:
                raise _bad_cell(cell, f"it is longer than {LONGEST_FIELD} characters")
            return _escaped_characters().sub(
                lambda found: chr(int(found[1], 16)), value
            )
        case int() | float():
            return _number_text(cell, Decimal(f"{value:.{_MOST_DIGITS}g}"))
        case datetime():
            return _date_text(cell, value)
        case date():
            return value.isoformat()
        case _:
            raise _bad_cell(cell, "it holds a time of day")


def _is_filled_at(cell: Any, coordinate: str) -> bool:  # noqa: ANN401 - openpyxl's own
    return bool(cell.value is not None and cell.coordinate == coordinate)


def _cell_text_or_empty(cell: Any) -> str:  # noqa: ANN401 - openpyxl's own
    """Return a cell as it is shown, or nothing where that is not all of it."""
    try:
        return _cell_text(cell)
    except Unreadable:
        return ""


def _number_text(cell: Any, value: Decimal) -> str:  # noqa: ANN401 - openpyxl's own
    """Return a number with the decimals it is shown with, if those are all it has."""
    shown = cell.number_format or "General"
    plain = _plain_format().fullmatch(shown)
    decimals = Decimal(1).scaleb(-len(plain.group(1) or ".") + 1) if plain else None
    if "%" not in _remove_literals(shown):
        if decimals is not None and value == value.quantize(decimals):
            value = value.quantize(decimals)
        return format(value, "f")
    percent = value * 100
    if decimals is None or percent != percent.quantize(decimals):
        exact = f"{percent.normalize():f}%"
        raise _bad_cell(cell, f"it holds {exact}, and does not show it so")
    return f"{percent.quantize(decimals):f}%"


def _date_text(cell: Any, value: datetime) -> str:  # noqa: ANN401 - openpyxl's own
    """Return a day, or the month or year that is all the cell shows of it."""
    if value.time() != time():
        raise _bad_cell(cell, "it holds a time of day")
    shown = _remove_literals(cell.number_format or "").lower()
    if "d" in shown:
        return value.date().isoformat()
    return f"{value:%Y-%m}" if "m" in shown else f"{value:%Y}"


def _bad_cell(cell: Any, why: str) -> Unreadable:  # noqa: ANN401 - openpyxl's own
    return Unreadable("cell", cell.coordinate, why=why)


def _remove_literals(number_format: str) -> str:
    return _literals().sub("", number_format)


@cache
def _plain_format() -> re.Pattern[str]:
    return re.compile(r"(?:#,##)?0(\.0+)?(?:_\)|_ )?%?(?:_\)|_ )?")


@cache
def _escaped_characters() -> re.Pattern[str]:
    # As a workbook writes what XML cannot hold, and what looks like such an escape.
    return re.compile("_x((?![Dd][89A-Fa-f])[0-9A-Fa-f]{4})_")


@cache
def _literals() -> re.Pattern[str]:
    return re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
