"""The parts of a report page: plain values that any writer can lay out.

Every text in them is already translated, and its control characters are escaped.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import compress, starmap
from typing import NamedTuple, TypeVar

from targetcli.model.records import format_target_id
from targetcli.render.characters import escape_controls
from targetcli.render.charts.layout import Chart
from targetcli.render.i18n import label
from targetcli.render.table import Layout, Table, build_table
from targetcli.render.verdict_text import find_grade_label, outcome_with_status
from targetcli.reports.comparison import ComparisonRow

RowOf = TypeVar("RowOf")


class Heading(NamedTuple):
    """A column heading: key, text, and whether the cells below may break."""

    key: str
    text: str
    no_wrap: bool = False


class PageRow(NamedTuple):
    """A row of cells, with the outcome and the id of its target.

    `shares` are outcomes with their counts, for a bar beside the text. `light` is the
    text of the light in a cell, `light_color` its colour.
    """

    cells: tuple[str, ...]
    color_key: str = ""
    outcome_label: str = ""
    chip: str = ""
    target: str = ""
    shares: tuple[tuple[str, int], ...] = ()
    light: str = ""
    light_color: str = ""


class Grid(NamedTuple):
    """A table; `parts` are its rows in smaller tables, where readers cannot sort."""

    caption: str
    headings: tuple[Heading, ...]
    rows: tuple[PageRow, ...]
    key: str = ""
    parts: tuple[Grid, ...] = ()
    kind: str = "grid"

    def to_table(self) -> Table:
        """Return the table without the targets of its rows."""
        return Table(
            tuple(heading.text for heading in self.headings),
            tuple(heading.no_wrap for heading in self.headings),
            tuple(row.cells for row in self.rows),
        )


class Paragraph(NamedTuple):
    """A paragraph."""

    text: str
    kind: str = "paragraph"


class Item(NamedTuple):
    """An item of a list, of a target or without; `details` stand below it."""

    text: str
    target: str = ""
    color_key: str = ""
    chip: str = ""
    details: tuple[str, ...] = ()
    light: str = ""
    light_color: str = ""


class Items(NamedTuple):
    """A list under a small heading."""

    heading: str
    items: tuple[Item, ...]
    note: str = ""
    kind: str = "items"


class Facts(NamedTuple):
    """Pairs of a label and a value."""

    facts: tuple[tuple[str, str], ...]
    kind: str = "facts"


class Tile(NamedTuple):
    """A headline count of an outcome."""

    color_key: str
    label: str
    total: int
    note: str


class Tiles(NamedTuple):
    """The headline counts."""

    tiles: tuple[Tile, ...]
    kind: str = "tiles"

    @property
    def shares(self) -> tuple[tuple[str, int], ...]:
        """The outcomes with their counts."""
        return tuple((tile.color_key, tile.total) for tile in self.tiles)


class SourceEntry(NamedTuple):
    """A source; `links` are its web addresses."""

    name: str
    lines: tuple[str, ...]
    links: tuple[str, ...] = ()


class SourceList(NamedTuple):
    """The sources."""

    entries: tuple[SourceEntry, ...]
    kind: str = "sources"


class Card(NamedTuple):
    """A target with its chart, derivation, figures and facts.

    `sentence` says why it has its verdict, `evidence` what that rests on.
    """

    target: str
    heading: str
    requirement: str
    color_key: str
    chip: str
    result: str
    light: str
    light_color: str
    quote: str
    sentence: str
    evidence: str
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


Block = Grid | Paragraph | Items | Facts | Tiles | SourceList | Cards


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
    publisher: str = ""


def chip_text(row: ComparisonRow) -> str:
    """Return the text of the outcome chip of a target: ``missed (expected)``."""
    return outcome_with_status(row.verdict.outcome, row.verdict.provisional_status)


def find_light(row: ComparisonRow) -> tuple[str, str]:
    """Return the text of the light of a target and its colour, "" without one."""
    grade = find_grade_label(row.verdict)
    if grade is None:
        return "", ""
    return escape_controls(grade.sign_and_text), grade.color_key


def build_item(row: ComparisonRow, text: str, *details: str) -> Item:
    """Build the item of a list about a target."""
    return Item(
        escape_controls(text),
        format_target_id(row.target.id),
        row.verdict.outcome.value,
        chip_text(row),
        tuple(map(escape_controls, details)),
        *find_light(row),
    )


def build_target_grid(
    caption: str,
    layout: Layout[ComparisonRow],
    rows: Iterable[ComparisonRow],
    keys: tuple[str, ...],
    key: str = "",
) -> Grid:
    """Build a table of targets with the columns `keys`."""
    targets = tuple(rows)
    return build_grid(caption, layout, targets, targets, keys, key)


def build_grid(
    caption: str,
    layout: Layout[RowOf],
    rows: Iterable[RowOf],
    targets: Iterable[ComparisonRow],
    keys: tuple[str, ...],
    key: str = "",
) -> Grid:
    """Build a table with the columns `keys` that hold anything.

    Each row belongs to a target.
    """
    table = build_table(layout, rows, keys, for_people=True)
    all_cells = list(table.rows)
    is_filled = [any(cells[place] for cells in all_cells) for place in range(len(keys))]
    columns = zip(keys, table.headings, table.no_wrap, strict=True)
    headings = tuple(starmap(Heading, compress(columns, is_filled)))
    grid_rows = tuple(
        _target_row(tuple(compress(cells, is_filled)), row)
        for cells, row in zip(all_cells, targets, strict=True)
    )
    return Grid(caption, headings, grid_rows, key)


def _target_row(cells: tuple[str, ...], row: ComparisonRow) -> PageRow:
    light, light_color = find_light(row)
    return PageRow(
        tuple(map(escape_controls, cells)),
        row.verdict.outcome.value,
        label(row.verdict.outcome),
        chip_text(row),
        format_target_id(row.target.id),
        light=light,
        light_color=light_color,
    )
