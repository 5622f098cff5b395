"""Write a report as plain text for mail and print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import singledispatch

from targetcli.render.characters import display_width
from targetcli.render.i18n import gettext, join_phrases
from targetcli.render.record_text import NO_VALUE
from targetcli.render.report.parts import (
    Block,
    Card,
    Cards,
    Facts,
    Grid,
    Heading,
    Items,
    Page,
    Paragraph,
    SourceList,
    Tiles,
)
from targetcli.render.writers.terminal import as_terminal
from targetcli.render.writers.wrapping import wrap

_INDENT = "    "


def as_text(page: Page, width: int) -> Iterator[str]:
    """Yield the page, wrapped to a width."""
    yield from _underlined(page.title, "=")
    yield f"{page.lead}\n"
    for section in page.sections:
        yield "\n"
        yield from _underlined(section.heading, "-")
        for block in section.blocks:
            yield from _block(block, width)


def _underlined(text: str, line: str) -> Iterator[str]:
    yield f"{text}\n{line * display_width(text)}\n"


@singledispatch
def _block(block: Block, width: int) -> Iterator[str]:
    raise NotImplementedError(type(block), width)


@_block.register
def _para(block: Paragraph, width: int) -> Iterator[str]:
    yield from wrap(block.text, width)


@_block.register
def _tiles(block: Tiles, width: int) -> Iterator[str]:
    count = max((len(str(tile.total)) for tile in block.tiles), default=0)
    for tile in block.tiles:
        note = f" ({tile.note})" if tile.note else ""
        line = f"{tile.total}  {tile.label}{note}"
        flush = " " * (2 + count - len(str(tile.total)))
        yield from wrap(line, width, flush, _INDENT)


@_block.register
def _facts(block: Facts, width: int) -> Iterator[str]:
    for label, value in block.facts:
        line = gettext("{label}: {value}").format(label=label, value=value)
        yield from wrap(line, width, "", _INDENT)


@_block.register
def _items(block: Items, width: int) -> Iterator[str]:
    yield "\n"
    if block.heading:
        note = gettext(": ") + block.note if block.note else ""
        yield from wrap(f"{block.heading}{note}", width)
    for item in block.items:
        target = [f"{item.target} {item.chip}"] if item.target else []
        yield from wrap(gettext(": ").join((*target, item.text)), width, "- ", "  ")
        for detail in item.details:
            yield from wrap(detail, width, _INDENT, f"{_INDENT}  ")


@_block.register
def _grid(block: Grid, width: int) -> Iterator[str]:
    for table in block.parts or (block,):
        yield from _table(table, width)


def _table(block: Grid, width: int) -> Iterator[str]:
    yield f"\n{block.caption}\n\n" if block.caption else "\n"
    yield from as_terminal(block.to_table(), width, color=False)


@_block.register
def _cards(block: Cards, width: int) -> Iterator[str]:
    yield f"\n{block.heading}\n"
    for card in block.cards:
        yield from _card(card, width)


@_block.register
def _cites(block: SourceList, width: int) -> Iterator[str]:
    for cite in block.entries:
        yield from wrap(cite.name, width)
        for line in (*cite.lines, *cite.links):
            yield from wrap(line, width, _INDENT, _INDENT)


def _cell_phrases(headings: Iterable[Heading], cells: Iterable[str]) -> Iterator[str]:
    """Yield the cells of a row as phrases that need no headings."""
    for heading, cell in zip(headings, cells, strict=True):
        is_date = heading.key == "published" and cell not in {"", NO_VALUE}
        if is_date:
            yield gettext("published {day}").format(day=cell)
        elif cell != NO_VALUE:
            yield cell


def _card(card: Card, width: int) -> Iterator[str]:
    yield "\n"
    deeper = f"{_INDENT}  "
    yield from wrap(f"{card.target}  {card.heading}", width, "", _INDENT)
    yield from wrap(
        gettext(": ").join((card.requirement, card.result)), width, _INDENT, deeper
    )
    if card.quote:
        yield from wrap(f"“{card.quote}”", width, _INDENT, deeper)
    for fact in (*card.facts, *card.steps):
        yield from wrap(fact, width, _INDENT, deeper)
    if card.figures is not None:
        yield from wrap(f"{card.figures.caption}:", width, _INDENT)
        for row in card.figures.rows:
            figure = join_phrases(_cell_phrases(card.figures.headings, row.cells))
            yield from wrap(figure, width, f"{_INDENT}- ", f"{deeper}  ")
    for sentence in filter(None, (card.refused, card.source)):
        yield from wrap(sentence, width, _INDENT, deeper)
