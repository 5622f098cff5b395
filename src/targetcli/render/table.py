"""Reports to tables of words: one list of columns per report.

A table holds text that is already made; writers arrange and escape it, and nothing
else. The brief columns are what people read; all of them are what files hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Any, Generic, NamedTuple, TypeVar

from targetcli.errors import UnknownColumn
from targetcli.render.i18n import pgettext, use_english
from targetcli.render.number_scale import use_announced_numbers

Row = TypeVar("Row")
Part = TypeVar("Part")
OutputPiece = str | bytes
"""What writers yield: text, or the bytes of a file that is not text."""


class CellContent(Enum):
    """What is in the cells of a column, for files that know more than words."""

    WORDS = "words"
    NUMBER = "number"
    DAY = "day"


class Column(NamedTuple, Generic[Row]):
    """A column: its key, how its cell is written, and whether it must stay whole.

    `said` is the cell for people where files hold a code; `tone` names its colour; the
    key is a term of `vocabulary`.
    """

    key: str
    cell: Callable[[Row], str]
    no_wrap: bool = False
    content: CellContent = CellContent.WORDS
    label: Callable[[Row], str] | None = None
    color_key: Callable[[Row], str] | None = None
    heading_context: str = "heading"


def number_column(key: str, cell: Callable[[Row], str]) -> Column[Row]:
    """Return a column of numbers."""
    return Column(key, cell, no_wrap=True, content=CellContent.NUMBER)


def day_column(key: str, cell: Callable[[Row], str]) -> Column[Row]:
    """Return a column of days."""
    return Column(key, cell, no_wrap=True, content=CellContent.DAY)


def lift_column(column: Column[Part], part_of: Callable[[Row], Part]) -> Column[Row]:
    """Return a column of a part of each row as a column of the row."""

    def of(cell: Callable[[Part], str]) -> Callable[[Row], str]:
        return lambda row: cell(part_of(row))

    return Column(
        column.key,
        of(column.cell),
        column.no_wrap,
        column.content,
        of(column.label) if column.label else None,
        of(column.color_key) if column.color_key else None,
        column.heading_context,
    )


class ColoredText(str):
    """Text with a tone, for a writer that has colours: ``missed``, ``met``, …."""

    __slots__ = ("color_key",)
    color_key: str

    def __new__(cls, text: str, color_key: str) -> ColoredText:  # noqa: PYI034 - none is derived
        """Give a text its tone."""
        toned = super().__new__(cls, text)
        toned.color_key = color_key
        return toned


class Layout(NamedTuple, Generic[Row]):
    """The columns of a report: all of them, those in files, those for people.

    The `roomy` ones are for people with a wide terminal, after the brief ones.
    """

    columns: tuple[Column[Row], ...]
    file_keys: tuple[str, ...]
    brief_keys: tuple[str, ...]
    wide_keys: tuple[str, ...] = ()


class Table(NamedTuple):
    """Headings and rows of words; `whole` marks the columns never to be cut.

    The last columns, `spare` of them, may be left out where there is no room.
    """

    headings: tuple[str, ...]
    no_wrap: tuple[bool, ...]
    rows: Iterable[tuple[str, ...]]
    optional_count: int = 0
    content: tuple[CellContent, ...] = ()


def build_table(
    layout: Layout[Row],
    rows: Iterable[Row],
    keys: tuple[str, ...],
    sort: str | None,
    *,
    for_people: bool = False,
) -> Table:
    """Lay rows out in the columns asked for, in the order asked for.

    People get headings and terms in their language, and tones. Raises `UnknownColumn`
    for a field or sort key that is not there.
    """
    columns = [_find_column(layout, field) for field in keys]
    if sort:
        rows = _sort_by(layout, rows, sort)
    return Table(
        tuple(_heading(column) if for_people else column.key for column in columns),
        tuple(column.no_wrap for column in columns),
        (_label_cells if for_people else _cells)(columns, rows),
        content=tuple(column.content for column in columns),
    )


def sort_rows(
    layout: Layout[Row], rows: Iterable[Row], sort: str | None
) -> Iterable[Row]:
    """Return rows in the order asked for."""
    return _sort_by(layout, rows, sort) if sort else rows


def layout_of_all(columns: tuple[Column[Row], ...]) -> Layout[Row]:
    """Return a layout that shows every column everywhere."""
    keys = tuple(column.key for column in columns)
    return Layout(columns, keys, keys)


def _cells(
    columns: list[Column[Any]], rows: Iterable[Any]
) -> Iterator[tuple[str, ...]]:
    cells = [column.cell for column in columns]
    for row in rows:
        yield tuple([cell(row) for cell in cells])


def _heading(column: Column[Any]) -> str:
    """Return what people see a column called; in English that is its key."""
    return pgettext(column.heading_context, column.key)


def _label_cells(
    columns: list[Column[Any]], rows: Iterable[Any]
) -> Iterator[tuple[str, ...]]:
    for row in rows:
        yield tuple(_label_cell(column, row) for column in columns)


def _label_cell(column: Column[Any], row: object) -> str:
    text = (column.label or column.cell)(row)
    return ColoredText(text, column.color_key(row)) if column.color_key else text


def _find_column(layout: Layout[Row], key: str) -> Column[Row]:
    for column in layout.columns:
        if column.key == key:
            return column
    raise UnknownColumn(key, tuple(column.key for column in layout.columns))


def _sort_by(layout: Layout[Row], rows: Iterable[Row], sort: str) -> list[Row]:
    column = _find_column(layout, sort.removeprefix("-"))
    with use_english(), use_announced_numbers():
        ordered = sorted(rows, key=lambda row: _sort_key(column.cell(row)))
    return ordered[::-1] if sort.startswith("-") else ordered


def _sort_key(text: str) -> tuple[int, Decimal, str]:
    """Numbers by size before words by spelling; ids by their number."""
    body = text[1:] if text[:1] in ("T", "F") and text[1:].isdigit() else text
    try:
        return (0, Decimal(body), "")
    except InvalidOperation:
        return (1, Decimal(0), text)
