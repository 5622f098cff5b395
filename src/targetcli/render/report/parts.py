"""The parts of a report page: plain values that any writer can lay out.

Every text in them is already translated, and its control characters are escaped.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from targetcli.model.records import format_target_id
from targetcli.render.characters import escape_controls
from targetcli.render.charts.layout import Chart
from targetcli.render.grade_labels import GradeLabel, grade_label
from targetcli.render.table import Table
from targetcli.render.verdict_text import outcome_with_status
from targetcli.reports.changes import TargetOutcome


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
    """The targets of one region; their cards are built as they are read, once."""

    heading: str
    cards: Iterable[Card]
    kind: str = "cards"


Block = Grid | Paragraph | Items | Facts | Tiles | SourceList | Cards


class Section(NamedTuple):
    """A part of a page under a heading."""

    key: str
    heading: str
    blocks: tuple[Block, ...]


class Page(NamedTuple):
    """A whole report; links can lead to the targets that have a card."""

    language: str
    title: str
    lead: str
    sections: tuple[Section, ...]
    publisher: str = ""
    targets_with_cards: frozenset[str] = frozenset()


def find_light(grade: GradeLabel | None) -> tuple[str, str]:
    """Return the text of the light of a grade and its colour, "" without one."""
    if grade is None:
        return "", ""
    return escape_controls(grade.sign_and_text), grade.color_key


def build_item(listed: TargetOutcome, text: str, *details: str) -> Item:
    """Build the item of a list about a target."""
    target, outcome, status, grade = listed
    return Item(
        escape_controls(text),
        format_target_id(target.id),
        outcome.value,
        outcome_with_status(outcome, status),
        tuple(map(escape_controls, details)),
        *find_light(grade_label(grade) if grade else None),
    )
