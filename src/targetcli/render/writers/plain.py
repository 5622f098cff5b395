"""Write a table as tab-separated lines with control characters escaped."""

from __future__ import annotations

from collections.abc import Iterator

from targetcli.render.characters import escape_controls
from targetcli.render.table import Table


def as_plain(table: Table) -> Iterator[str]:
    """Yield the lines of the table, none without rows."""
    has_heading = False
    for row in table.rows:
        if not has_heading:
            has_heading = True
            yield "\t".join(table.headings) + "\n"
        yield "\t".join(map(escape_controls, row)) + "\n"
