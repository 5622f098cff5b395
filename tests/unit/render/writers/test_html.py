"""The page of a table: what is in a cell stays words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.html_page import Page
from targetcli.render.characters import escape_controls
from targetcli.render.table import Table
from targetcli.render.writers.html import as_html


def page_of(*cells: str) -> Page:
    keys = tuple(f"c{number}" for number in range(len(cells)))
    table = Table(keys, (False,) * len(keys), (cells,))
    return Page("".join(as_html(table, "list", {"as_of": None, "profile": "plain"})))


TAGS = {
    *("html", "head", "meta", "title", "style", "body", "main"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
}


@pytest.mark.parametrize(
    "cell",
    [
        "<script>alert(1)</script>",
        '" onmouseover="alert(1)',
        "javascript:alert(1)",
        "</td></table>",
        "&amp; &lt;",
        "[/bold]",
        "\u202egnp\x1b[31m",
    ],
)
def test_a_cell_is_text(cell: str) -> None:
    page = page_of("T1", cell)
    assert page.cells == ["c0", "c1", "T1", escape_controls(cell)]
    assert {*page.tags} == TAGS


def test_only_a_web_address_becomes_a_link() -> None:
    page = page_of("https://example.org/?a=1&b='2\"", "see https://example.org")
    assert [value for name, value in page.attributes if name == "href"] == [
        "https://example.org/?a=1&b='2\""
    ]
    assert page.cells[-1] == "see https://example.org"


def test_the_page_loads_nothing_and_has_column_headings() -> None:
    attributes = page_of("T1", "x").attributes
    assert ("lang", "en") in attributes
    assert ("scope", "col") in attributes
    assert ("scope", "row") in attributes
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    assert ("content", policy) in attributes
    assert not {"src", "srcset", "href"} & {name for name, _ in attributes}


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_no_cell_adds_a_tag(cells: list[str]) -> None:
    page = page_of(*cells)
    assert {*page.tags} - {"a", "td"} == TAGS - {"td"}
    assert not page.handlers
