"""Write a table as a self-contained page of HTML without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from targetcli.render.characters import escape_controls
from targetcli.render.columns.records import Json
from targetcli.render.i18n import language_tag, pgettext
from targetcli.render.table import Table

_PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 1rem/1.5 system-ui, sans-serif; margin: 2rem; color: #1a1a1a; background: #fff }}
table {{ border-collapse: collapse }}
caption {{ text-align: start; padding-block: .5rem }}
th, td {{ text-align: start; vertical-align: top; padding: .25rem .75rem; border-block-end: 1px solid #767676 }}
thead th {{ position: sticky; top: 0; background: #fff }}
.figure {{ white-space: nowrap }}
</style>
</head>
<body>
<main>
<table>
<caption>{title}</caption>
"""  # noqa: E501 - a page, line for line


def as_html(table: Table, name: str, metadata: Json) -> Iterator[str]:
    """Yield the page; its title holds the name of the table and its metadata."""
    conditions = (
        f"{pgettext('title', key)} {value}"
        for key, value in metadata.items()
        if value is not None
    )
    title = _escape(" · ".join((pgettext("title", name), *conditions)))
    yield _PAGE.format(language=language_tag(), title=title)
    headings = "".join(f'<th scope="col">{_escape(key)}</th>' for key in table.headings)
    yield f"<thead><tr>{headings}</tr></thead>\n<tbody>\n"
    for row in table.rows:
        yield _row(row, table.no_wrap)
    yield "</tbody>\n</table>\n</main>\n</body>\n</html>\n"


def _row(row: tuple[str, ...], no_wrap: tuple[bool, ...]) -> str:
    first, *other_cells = row
    cells = "".join(
        f'<td class="figure">{_cell(cell)}</td>'
        if figure
        else f"<td>{_cell(cell)}</td>"
        for cell, figure in zip(other_cells, no_wrap[1:], strict=True)
    )
    return f'<tr><th scope="row">{_cell(first)}</th>{cells}</tr>\n'


def _cell(cell: str) -> str:
    """Escape a cell, and turn a web address into a link."""
    text = _escape(cell)
    if cell.startswith(("https://", "http://")) and not any(map(str.isspace, cell)):
        return f'<a href="{text}" rel="noopener noreferrer">{text}</a>'
    return text


def _escape(text: str) -> str:
    """Escape markup and control characters."""
    return escape(escape_controls(text))
