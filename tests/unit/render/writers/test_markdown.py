"""Markdown: nothing in a cell acts, and the table keeps its shape."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from support.html_page import Page
from targetcli.render.characters import escape_controls
from targetcli.render.table import Table
from targetcli.render.writers.markdown import as_markdown


def read_back(*rows: tuple[str, ...]) -> Page:
    headings = tuple(f"c{number}" for number in range(len(rows[0])))
    table = Table(headings, (False,) * len(headings), rows)
    parser = MarkdownIt("gfm-like", {"html": True, "linkify": False})
    return Page(parser.render("".join(as_markdown(table))))


@pytest.mark.parametrize(
    "cell",
    [
        "a|b",
        r"a\|b",
        "`code|code`",
        "[x](javascript:alert(1))",
        "![x](http://example.org/a.png)",
        "<script>alert(1)</script>",
        "**strong** _em_ ~~gone~~",
        "&lt;b&gt; &amp; &#60;",
        "first\nsecond",
        "first\r\n\r\n# a heading",
        "> 3600亿元",
        "| --- |",
        "$x$",
        "",
    ],
)
def test_a_cell_reads_back_as_plain_text(cell: str) -> None:
    page = read_back(("T1", cell, "end"))
    assert page.cells == ["c0", "c1", "c2", "T1", escape_controls(cell), "end"]
    assert {*page.tags} == {"table", "thead", "tbody", "tr", "th", "td"}


@given(st.lists(st.tuples(st.text(), st.text()), min_size=1, max_size=5))
def test_any_cells_keep_the_shape_of_the_table(rows: list[tuple[str, str]]) -> None:
    page = read_back(*rows)
    assert len(page.cells) == 2 * (len(rows) + 1)
    assert {*page.tags} == {"table", "thead", "tbody", "tr", "th", "td"}
