"""Write the rows of a table of a page as HTML: by far most of a long page."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from functools import cache, lru_cache
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
        cells = [
            _cell(text, row, tag, linked) if text else tag.empty
            for text, tag in zip(row.cells, tags, strict=True)
        ]
        yield f"<tr{_row_attributes(row)}>{''.join(cells)}</tr>\n"


class _CellTags(NamedTuple):
    """The tags around the cells of a column, those of a short figure, an empty cell."""

    key: str
    no_wrap: bool
    start: str
    figure_start: str
    end: str
    empty: str


@lru_cache(maxsize=64)
def _cell_tags(heading: Heading, *, is_first: bool) -> _CellTags:
    """Return the tags of a column; those of each card of a page are the same."""
    tag, role = ("th", "rowheader") if is_first else ("td", "cell")
    scope = ' scope="row"' if is_first else ""
    key, alignment = _escape(heading.key), " end" * (heading.key in RIGHT_ALIGNED)
    start = f'<{tag} role="{role}"{scope} data-head="{_escape(heading.text)}"'
    plain_start = f'{start} class="k-{key}{alignment}">'
    figure_start = f'{start} class="k-{key} figure{alignment}">'
    return _CellTags(
        heading.key,
        heading.no_wrap,
        f"{plain_start}<div>",
        f"{figure_start}<div>",
        f"</div></{tag}>",
        f"{figure_start if heading.no_wrap else plain_start}</{tag}>",
    )


def _row_attributes(row: PageRow) -> str:
    if not row.color_key:
        return ' role="row"'
    word = _escape(row.outcome_label)
    return f' role="row" data-outcome="{_escape(row.color_key)}" data-word="{word}"'


def _cell(text: str, row: PageRow, tags: _CellTags, linked: Container[str]) -> str:
    key, no_wrap, start, figure_start, end, _ = tags
    is_figure = no_wrap and len(text) < _LONGEST_FIGURE and text[0] != "“"
    write = _CONTENTS.get(key)
    content = write(text, row, linked) if write else _escape(text)
    return f"{figure_start if is_figure else start}{content}{end}"


def _result(text: str, row: PageRow, _linked: Container[str]) -> str:
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


def _id(text: str, row: PageRow, linked: Container[str]) -> str:
    if row.target not in linked:
        return _escape(text)
    return f'<a href="#{_escape(row.target)}">{_escape(text)}</a>'


def _outcomes(text: str, row: PageRow, _linked: Container[str]) -> str:
    return f"{_escape(text)}{_bar(row.shares)}"


# Columns whose cells hold more than text.
_CONTENTS: Mapping[str, Callable[[str, PageRow, Container[str]], str]] = {
    "id": _id,
    "result": _result,
    "outcomes": _outcomes,
}


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
