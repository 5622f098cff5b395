"""Write the rows of a table of a page as HTML: by far most of a long page."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from markupsafe import escape

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
    key, alignment = escape(heading.key), " end" * (heading.key in RIGHT_ALIGNED)
    start = f'<{tag} role="{role}"{scope} data-head="{escape(heading.text)}"'
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
    word = escape(row.outcome_label)
    return f' role="row" data-outcome="{escape(row.color_key)}" data-word="{word}"'


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
        return f'<a href="#{escape(row.target)}">{escape(text)}</a>'
    if key == "outcomes":
        return f"{escape(text)}{_bar(row.shares)}"
    return escape(text)


def _result(text: str, row: PageRow) -> str:
    """Return a result whose outcome is a chip, and whose light has its colour."""
    for word in (row.chip, row.outcome_label):
        if word and text.startswith(word):
            chip = f'<span class="chip {escape(row.color_key)}">{escape(word)}</span>'
            return chip + _rest(text[len(word) :], row)
    return escape(text)


def _rest(text: str, row: PageRow) -> str:
    if not row.light or row.light not in text:
        return f'<span class="rest">{escape(text)}</span>'
    before, after = text.split(row.light, 1)
    return (
        f'<span class="rest">{escape(before)}</span>'
        f'<span class="light {escape(row.light_color)}">{escape(row.light)}</span>'
        f'<span class="rest">{escape(after)}</span>'
    )


def _bar(shares: Sequence[tuple[str, int]]) -> str:
    parts = "".join(
        f'<span class="{escape(color_key)}" style="flex:{count}"></span>'
        for color_key, count in shares
    )
    return f'<div class="bar" aria-hidden="true">{parts}</div>'
