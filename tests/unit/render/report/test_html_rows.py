"""The cells of a page are text, however hostile, and say all that a row holds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from support.html_page import Page
from targetcli.render.report.html_rows import iterate_rows
from targetcli.render.report.parts import Grid, Heading, PageRow

TEXTS = st.text("a1 <>&\"'/=亿“−", max_size=12) | st.sampled_from(
    ["<script>", "&lt;", "missed (expected)", "</td>", "missed; ● red; more"]
)
KEYS = ("id", "region", "result", "outcomes", "gap")
HEADINGS = tuple(Heading(key, f"<{key}>", no_wrap=key == "gap") for key in KEYS)


def write(row: PageRow, linked: frozenset[str] = frozenset()) -> Page:
    grid = Grid("", HEADINGS, (row,))
    return Page(f"<table>{''.join(iterate_rows(grid, linked))}</table>")


@given(st.tuples(*[TEXTS] * len(KEYS)), TEXTS, TEXTS, TEXTS)
def test_every_cell_is_told_as_it_is(
    cells: tuple[str, ...], chip: str, light: str, target: str
) -> None:
    row = PageRow(cells, "missed", "missed", chip, target, light=light)

    page = write(row, frozenset({target}))

    assert page.cells == list(cells)
    assert {*page.tags} <= {"table", "tr", "th", "td", "div", "span", "a"}
    assert page.handlers == []


def test_a_result_has_its_outcome_and_its_light_in_their_colours() -> None:
    cells = ("T1", "Anland", "missed; ● red; later", "", "")
    row = PageRow(cells, "missed", "missed", "missed", "T1", (), "● red", "light-red")

    [html] = iterate_rows(Grid("", HEADINGS, (row,)), frozenset({"T1"}))

    assert '<a href="#T1">T1</a>' in html
    assert '<span class="chip missed">missed</span>' in html
    assert '<span class="light light-red">● red</span>' in html


def test_only_a_target_with_a_card_is_a_link() -> None:
    row = PageRow(("T1", "Anland", "met", "", ""), "met", "met", "met", "T1")

    assert write(row, frozenset({"T1"})).links == ["#T1"]
    assert write(row).links == []
