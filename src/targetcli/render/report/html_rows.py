"""Write the rows of a table of a page as HTML: by far most of a long page."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from functools import cache
from typing import NamedTuple

import markupsafe

from targetcli.render.report.parts import Grid, Heading, PageRow

# Columns of bare numbers are aligned right.
RIGHT_ALIGNED = frozenset({"targets"})
_LONGEST_FIGURE = 30  # characters of a cell that stays on one line


def iterate_rows(grid: Grid, linked: Container[str]) -> Iterator[str]:
    """Yield the rows of a table; the ids of some targets are links to their cards."""
    tags = tuple(
        _cell_tags(heading, is_first=not place)
        for place, heading in enumerate(grid.headings)
    )
    for row in grid.rows:
        yield f"<tr{_row_attributes(row)}>{''.join(_cells(row, tags, linked))}</tr>\n"


class _CellTags(NamedTuple):
    """The tags around the cells of a column, and those of a short figure in it."""

    key: str
    no_wrap: bool
    start: str
    figure_start: str
    end: str


def _cell_tags(heading: Heading, *, is_first: bool) -> _CellTags:
    tag, role = ("th", "rowheader") if is_first else ("td", "cell")
    scope = ' scope="row"' if is_first else ""
    key, alignment = _escape(heading.key), " end" * (heading.key in RIGHT_ALIGNED)
    start = f'<{tag} role="{role}"{scope} data-head="{_escape(heading.text)}"'
    return _CellTags(
        heading.key,
        heading.no_wrap,
        f'{start} class="k-{key}{alignment}">',
        f'{start} class="k-{key} figure{alignment}">',
        f"</{tag}>",
    )


def _row_attributes(row: PageRow) -> str:
    if not row.color_key:
        return ' role="row"'
    word = _escape(row.outcome_label)
    return f' role="row" data-outcome="{_escape(row.color_key)}" data-word="{word}"'


def _cells(
    row: PageRow, tags: Sequence[_CellTags], linked: Container[str]
) -> Iterator[str]:
    for text, (key, no_wrap, start, figure_start, end) in zip(
        row.cells, tags, strict=True
    ):
        is_figure = no_wrap and len(text) < _LONGEST_FIGURE and text[:1] != "“"
        content = f"<div>{_content(key, text, row, linked)}</div>" if text else ""
        yield f"{figure_start if is_figure else start}{content}{end}"


def _content(key: str, text: str, row: PageRow, linked: Container[str]) -> str:
    if key == "result":
        return _result(text, row)
    if key == "id" and row.target in linked:
        return f'<a href="#{_escape(row.target)}">{_escape(text)}</a>'
    if key == "outcomes":
        return f"{_escape(text)}{_bar(row.shares)}"
    return _escape(text)


def _result(text: str, row: PageRow) -> str:
    """Return a result whose outcome is a chip, and whose light has its colour."""
    for word in (row.chip, row.outcome_label):
        if word and text.startswith(word):
            chip = f'<span class="chip {_escape(row.color_key)}">{_escape(word)}</span>'
            return chip + _rest(text[len(word) :], row)
    return _escape(text)


def _rest(text: str, row: PageRow) -> str:
    if not row.light or row.light not in text:
        return f'<span class="rest">{_escape(text)}</span>'
    before, after = text.split(row.light, 1)
    return (
        f'<span class="rest">{_escape(before)}</span>'
        f'<span class="light {_escape(row.light_color)}">{_escape(row.light)}</span>'
        f'<span class="rest">{_escape(after)}</span>'
    )


def _bar(shares: Sequence[tuple[str, int]]) -> str:
    parts = "".join(
        f'<span class="{_escape(color_key)}" style="flex:{count}"></span>'
        for color_key, count in shares
    )
    return f'<div class="bar" aria-hidden="true">{parts}</div>'


def _escape(text: str) -> str:
    """Escape text; most has nothing to escape."""
    return str(markupsafe.escape(text)) if _special().search(text) else text


@cache
def _special() -> re.Pattern[str]:
    return re.compile("[&<>\"']")
