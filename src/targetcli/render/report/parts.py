"""What a page of a report is made of: plain values that any writer can lay out.

Every text here is ready to be shown: chosen in the language of the run, and safe.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, TypeVar

from targetcli.model.records import format_target_id
from targetcli.render.charts.svg import Chart
from targetcli.render.i18n import gettext, label
from targetcli.render.table import Layout, build_table
from targetcli.render.text import escape_controls
from targetcli.reports.comparison import Compared

Shown = TypeVar("Shown")


class Head(NamedTuple):
    """A column: its key, what it is called, and whether its cells stay whole."""

    key: str
    text: str
    whole: bool = False


class Row(NamedTuple):
    """Cells with the outcome they belong to and the target they are about.

    `shares` are outcomes with their counts, for a bar beside the words.
    """

    cells: tuple[str, ...]
    tone: str = ""
    word: str = ""
    chip: str = ""
    target: str = ""
    shares: tuple[tuple[str, int], ...] = ()


class Grid(NamedTuple):
    """A table; `parts` are the same rows in smaller tables, for where none sorts."""

    caption: str
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    key: str = ""
    parts: tuple[Grid, ...] = ()
    kind: str = "grid"


class Para(NamedTuple):
    """A paragraph."""

    text: str
    kind: str = "para"


class Item(NamedTuple):
    """A line of a list, about a target where it is; `more` explains it."""

    text: str
    target: str = ""
    tone: str = ""
    chip: str = ""
    more: tuple[str, ...] = ()


class Items(NamedTuple):
    """A list under a small heading."""

    heading: str
    items: tuple[Item, ...]
    note: str = ""
    kind: str = "items"


class Facts(NamedTuple):
    """Labels with what they say."""

    facts: tuple[tuple[str, str], ...]
    kind: str = "facts"


class Tile(NamedTuple):
    """One headline count."""

    tone: str
    word: str
    total: int
    note: str


class Tiles(NamedTuple):
    """The headline counts."""

    tiles: tuple[Tile, ...]
    kind: str = "tiles"

    @property
    def shares(self) -> tuple[tuple[str, int], ...]:
        """The outcomes with their counts."""
        return tuple((tile.tone, tile.total) for tile in self.tiles)


class Cite(NamedTuple):
    """A source; `links` are the addresses that may be followed."""

    name: str
    lines: tuple[str, ...]
    links: tuple[str, ...] = ()


class Cites(NamedTuple):
    """The sources."""

    cites: tuple[Cite, ...]
    kind: str = "cites"


class Card(NamedTuple):
    """One target told with its chart, what was reckoned and on what it rests."""

    target: str
    heading: str
    asked: str
    tone: str
    chip: str
    result: str
    quote: str
    facts: tuple[str, ...]
    steps: tuple[str, ...]
    figures: Grid | None
    refused: str
    source: str
    chart: Chart | None


class Cards(NamedTuple):
    """The targets of one region and plan."""

    heading: str
    cards: tuple[Card, ...]
    kind: str = "cards"


Block = Grid | Para | Items | Facts | Tiles | Cites | Cards


class Section(NamedTuple):
    """A part of a page under a heading."""

    key: str
    heading: str
    blocks: tuple[Block, ...]


class Page(NamedTuple):
    """A whole report."""

    language: str
    title: str
    lead: str
    sections: tuple[Section, ...]


def chip_of(row: Compared) -> str:
    """Return the outcome with the stage it rests on: missed (expected)."""
    verdict = row.verdict
    chip = label(verdict.outcome)
    if verdict.provisional_status is None:
        return chip
    return chip + gettext(" ({status})").format(
        status=label(verdict.provisional_status)
    )


def item_of(row: Compared, text: str, *more: str) -> Item:
    """Return a line about a target."""
    return Item(
        escape_controls(text),
        format_target_id(row.target.id),
        row.verdict.outcome.value,
        chip_of(row),
        tuple(map(escape_controls, more)),
    )


def grid_of(
    caption: str,
    layout: Layout[Compared],
    rows: Iterable[Compared],
    keys: tuple[str, ...],
    key: str = "",
) -> Grid:
    """Lay targets out in columns."""
    every = tuple(rows)
    return laid_out(caption, layout, every, every, keys, key)


def laid_out(
    caption: str,
    layout: Layout[Shown],
    rows: Iterable[Shown],
    about: Iterable[Compared],
    keys: tuple[str, ...],
    key: str = "",
) -> Grid:
    """Lay rows out in columns, each about a target."""
    table = build_table(layout, rows, keys, None, to_people=True)
    heads = tuple(
        Head(name, heading, whole)
        for name, heading, whole in zip(
            keys, table.headings, table.no_wrap, strict=True
        )
    )
    made = tuple(
        Row(
            tuple(map(escape_controls, cells)),
            row.verdict.outcome.value,
            label(row.verdict.outcome),
            chip_of(row),
            format_target_id(row.target.id),
        )
        for cells, row in zip(table.rows, about, strict=True)
    )
    return Grid(caption, heads, made, key)
