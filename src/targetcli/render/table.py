"""Turn rows of a report into tables of text: one list of columns per report.

Writers only arrange and escape the text of a table. People read the brief columns;
files hold all of them.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from decimal import Decimal, InvalidOperation
from enum import Enum, StrEnum
from typing import Any, Generic, NamedTuple, TypeVar

from targetcli.errors import UnknownColumn
from targetcli.render.digits import digits_text
from targetcli.render.i18n import gettext, join_list, label, pgettext, use_catalogue
from targetcli.render.number_scale import NumberScale, use_scale
from targetcli.render.readers import write_for_programs

# Chinese headings of columns that only people see; they name columns in English, too.
SHOWN_HEADINGS = {
    "target": "目标",
    "by": "完成时限",
    "figure": "实际",
    "result": "判定",
    "gap": "差距",
    "progress": "进度条",
    "due": "到期",
}

Row = TypeVar("Row")
Part = TypeVar("Part")
OutputPiece = str | bytes
"""A piece of output: text, or the bytes of a binary file."""


class CellContent(Enum):
    """The type of the cells of a column, for formats with typed cells."""

    WORDS = "words"
    NUMBER = "number"
    DAY = "day"


class Column(NamedTuple, Generic[Row]):
    """A column: its key, the text of its cell, and whether a cell may break.

    `label` is the cell for people where files hold a code; `color_key` names its
    colour; the heading is the translation of the key in `heading_context`, or
    `heading` where a profile says it.
    """

    key: str
    cell: Callable[[Row], str]
    no_wrap: bool = False
    content: CellContent = CellContent.WORDS
    label: Callable[[Row], str] | None = None
    color_key: Callable[[Row], str] | None = None
    heading_context: str = "heading"
    heading: Callable[[], str] | None = None


def number_column(key: str, cell: Callable[[Row], str]) -> Column[Row]:
    """Create a column of numbers."""
    return Column(key, cell, no_wrap=True, content=CellContent.NUMBER)


def day_column(key: str, cell: Callable[[Row], str]) -> Column[Row]:
    """Create a column of days."""
    return Column(key, cell, no_wrap=True, content=CellContent.DAY)


def code_column(key: str, code: Callable[[Row], StrEnum | None]) -> Column[Row]:
    """Create a column of codes, translated for people."""
    return Column(key, lambda row: code(row) or "", label=lambda row: label(code(row)))


def codes_column(key: str, codes: Callable[[Row], Iterable[StrEnum]]) -> Column[Row]:
    """Create a column of lists of codes: ``period;scope`` in files."""
    return Column(
        key,
        lambda row: ";".join(codes(row)),
        label=lambda row: join_list(map(label, codes(row))),
    )


def flag_column(key: str, is_true: Callable[[Row], object]) -> Column[Row]:
    """Create a column of ``yes`` or nothing."""
    return Column(
        key,
        lambda row: "yes" if is_true(row) else "",
        label=lambda row: gettext("yes") if is_true(row) else "",
    )


def lift_column(column: Column[Part], part_of: Callable[[Row], Part]) -> Column[Row]:
    """Turn a column of a part of each row into a column of the rows."""

    def lift(cell: Callable[[Part], str]) -> Callable[[Row], str]:
        return lambda row: cell(part_of(row))

    return Column(
        column.key,
        lift(column.cell),
        column.no_wrap,
        column.content,
        lift(column.label) if column.label else None,
        lift(column.color_key) if column.color_key else None,
        column.heading_context,
        column.heading,
    )


class ColoredText(str):
    """Text with the key of its colour for a terminal: ``missed``, ``met``, …."""

    __slots__ = ("color_key",)
    color_key: str

    def __new__(cls, text: str, color_key: str) -> "ColoredText":  # noqa: PYI034 - none is derived
        """Create a text with the key of its colour."""
        toned = super().__new__(cls, text)
        toned.color_key = color_key
        return toned


class Layout(NamedTuple, Generic[Row]):
    """The columns of a report, and the keys of those in files and for people.

    On a wide terminal the `wide_keys` follow the `brief_keys`.
    """

    columns: tuple[Column[Row], ...]
    file_keys: tuple[str, ...]
    brief_keys: tuple[str, ...]
    wide_keys: tuple[str, ...] = ()


class Table(NamedTuple):
    """Headings and rows of text; `no_wrap` marks the columns whose cells never break.

    The last `optional_count` columns may be left out where there is no room.
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
    *,
    for_people: bool = False,
) -> Table:
    """Build a table of the columns `keys`.

    For people the headings and codes are translated and coloured. Raises
    `UnknownColumn` for an unknown key.
    """
    columns = [_find_column(layout, field) for field in keys]
    return Table(
        tuple(_heading(column) if for_people else column.key for column in columns),
        tuple(column.no_wrap for column in columns),
        (_label_cells if for_people else _cells)(columns, rows),
        content=tuple(column.content for column in columns),
    )


def group_numbers(table: Table) -> Table:
    """Write the numbers of a table as people read them: ``−91,400``."""
    places = [
        place
        for place, content in enumerate(table.content)
        if content is CellContent.NUMBER
    ]
    if not places:
        return table
    return table._replace(rows=(_group_cells(row, places) for row in table.rows))


def _group_cells(row: tuple[str, ...], places: list[int]) -> tuple[str, ...]:
    cells = list(row)
    for place in places:
        with suppress(InvalidOperation):  # an empty cell, or 89.5%
            sign = "+" if cells[place].startswith("+") else ""
            cells[place] = sign + digits_text(Decimal(cells[place]))
    return tuple(cells)


def sort_rows(
    layout: Layout[Row], rows: Iterable[Row], sort: str | None
) -> Iterable[Row]:
    """Sort rows by the column of a key, ``-key`` to reverse; None keeps the order."""
    return _sort_by(layout, rows, sort) if sort else rows


def layout_of_all(columns: tuple[Column[Row], ...]) -> Layout[Row]:
    """Create a layout with every column in files and for people."""
    keys = tuple(column.key for column in columns)
    return Layout(columns, keys, keys)


def _cells(
    columns: list[Column[Any]], rows: Iterable[Any]
) -> Iterator[tuple[str, ...]]:
    cells = [column.cell for column in columns]
    for row in rows:
        yield tuple([cell(row) for cell in cells])


def _heading(column: Column[Any]) -> str:
    """Return the heading of a column for people; in English that is its key."""
    if column.heading is not None:
        return column.heading()
    return pgettext(column.heading_context, column.key)


def _label_cells(
    columns: list[Column[Any]], rows: Iterable[Any]
) -> Iterator[tuple[str, ...]]:
    labels = [_cell_label(column) for column in columns]
    for row in rows:
        yield tuple([label(row) for label in labels])


def _cell_label(column: Column[Row]) -> Callable[[Row], str]:
    """Return the function that writes a cell for people, with its colour."""
    label, color_key = column.label or column.cell, column.color_key
    if color_key is None:
        return label
    return lambda row: ColoredText(label(row), color_key(row))


def find_key(layout: Layout[Any], word: str) -> str:
    """Return the key of a column by its key or a heading; other words stay.

    A heading is one that tables show in the language of the run, or that files have.
    """
    folded = word.casefold().replace(" ", "_")
    for column in layout.columns:
        if folded == column.key:
            return column.key
    from targetcli.model.chinese_headings import CHINESE_HEADINGS  # noqa: PLC0415 - seldom

    for column in layout.columns:
        if word in (_heading(column), CHINESE_HEADINGS.get(column.key)):
            return column.key
    for column in layout.columns:
        if word == SHOWN_HEADINGS.get(column.key):
            return column.key
    from targetcli.reading.headings import translate_heading  # noqa: PLC0415 - seldom

    return translate_heading(word)


def _find_column(layout: Layout[Row], word: str) -> Column[Row]:
    key = find_key(layout, word)
    for column in layout.columns:
        if column.key == key:
            return column
    raise UnknownColumn(key, tuple(column.key for column in layout.columns))


def _sort_by(layout: Layout[Row], rows: Iterable[Row], sort: str) -> list[Row]:
    column = _find_column(layout, sort.removeprefix("-"))
    announced = use_scale(NumberScale.NONE)
    with use_catalogue(None), announced, write_for_programs():
        ordered = sorted(rows, key=lambda row: _sort_key(column.cell(row)))
    return ordered[::-1] if sort.startswith("-") else ordered


def _sort_key(text: str) -> tuple[int, Decimal, str]:
    """Order numbers by size before words by spelling, and ids by their number."""
    body = text[1:] if text[:1] in ("T", "F") and text[1:].isdigit() else text
    try:
        return (0, Decimal(body), "")
    except InvalidOperation:
        return (1, Decimal(0), text)
