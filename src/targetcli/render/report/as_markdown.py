"""Write a report as Markdown in which stored text is never markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, singledispatch

from targetcli.render.i18n import gettext
from targetcli.render.report.parts import (
    Block,
    Card,
    Cards,
    Facts,
    Grid,
    Items,
    Page,
    Paragraph,
    SourceList,
    Tiles,
)
from targetcli.render.writers.markdown import as_markdown, escape_markdown


def as_markdown_report(page: Page) -> Iterator[str]:
    """Yield the page a block at a time."""
    yield f"# {_text(page.title)}\n\n{_text(page.lead)}\n"
    for section in page.sections:
        yield f"\n## {_text(section.heading)}\n"
        for block in section.blocks:
            yield "\n"
            yield from _block(block)


@singledispatch
def _block(block: Block) -> Iterator[str]:
    raise NotImplementedError(type(block))


@_block.register
def _para(block: Paragraph) -> Iterator[str]:
    yield f"{_text(block.text)}\n"


@_block.register
def _tiles(block: Tiles) -> Iterator[str]:
    for tile in block.tiles:
        note = f" ({_text(tile.note)})" if tile.note else ""
        yield f"- **{tile.total}** {_text(tile.label)}{note}\n"


@_block.register
def _facts(block: Facts) -> Iterator[str]:
    for label, value in block.facts:
        line = gettext("{label}: {value}").format(label=label, value=value)
        yield f"- {_text(line)}\n"


@_block.register
def _grid(block: Grid) -> Iterator[str]:
    for number, table in enumerate(block.parts or (block,)):
        yield "\n" if number else ""
        if table.caption:
            yield f"**{_text(table.caption)}**\n\n"
        yield from _table(table)


@_block.register
def _cards(block: Cards) -> Iterator[str]:
    yield f"### {_text(block.heading)}\n"
    for card in block.cards:
        yield from _card(card)


@_block.register
def _cites(block: SourceList) -> Iterator[str]:
    for cite in block.entries:
        yield f"- **{_text(cite.name)}**\n"
        yield from (f"  - {_text(line)}\n" for line in cite.lines)
        yield from (f"  - <{link}>\n" for link in map(_address, cite.links))


def _text(text: str) -> str:
    """Escape text, also what would begin a list or a quotation."""
    return _line_start().sub(r"\1\\\2", escape_markdown(text).replace("#", "\\#"))


@cache
def _line_start() -> re.Pattern[str]:
    # These begin a list, a quotation, a rule or an underline; "1." begins a list too.
    return re.compile(r"^(\d*)([>+\-=]|[.)](?=\s|$))")


def _address(link: str) -> str:
    """Escape the characters that would end an address early."""
    return link.replace("<", "%3C").replace(">", "%3E").replace("\\", "%5C")


@_block.register
def _items(block: Items) -> Iterator[str]:
    between = gettext(": ")
    if block.heading:
        note = f"{between}{_text(block.note)}" if block.note else ""
        yield f"**{_text(block.heading)}**{note}\n\n"
    for item in block.items:
        target = f"**{item.target} {_text(item.chip)}**{between}" if item.target else ""
        yield f"- {target}{_text(item.text)}\n"
        yield from (f"  - {_text(detail)}\n" for detail in item.details)


def _table(block: Grid) -> Iterator[str]:
    yield from as_markdown(block.to_table())


def _card(card: Card) -> Iterator[str]:
    yield f"\n#### {card.target} {_text(card.heading)}\n\n"
    result = f"**{_text(card.result)}**"
    yield gettext(": ").join((result, _text(card.requirement))) + "\n\n"
    if card.quote:
        yield f"> {_text(card.quote)}\n\n"
    sentences = (*card.facts, *card.steps, card.refused, card.source)
    yield from (f"- {_text(sentence)}\n" for sentence in sentences if sentence)
    if card.figures is not None:
        yield "\n"
        yield from _table(card.figures)
