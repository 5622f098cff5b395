"""Write a table as a Markdown pipe table in which no cell is markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from targetcli.render.characters import escape_controls
from targetcli.render.table import Table


def as_markdown(table: Table) -> Iterator[str]:
    """Yield the table a line at a time."""
    yield _line(table.headings)
    yield f"|{' --- |' * len(table.headings)}\n"
    for row in table.rows:
        yield _line(row)


def _line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(map(escape_markdown, cells))} |\n"


def escape_markdown(cell: str) -> str:
    r"""Escape Markdown and control characters: ``a|b`` becomes ``a\|b``."""
    return _active_characters().sub(r"\\\g<0>", escape_controls(cell))


@cache
def _active_characters() -> re.Pattern[str]:
    # Inside a line these make a link, code, emphasis, a formula, an entity or a tag.
    return re.compile(r"[\\`*_\[\]<|~&$]")
