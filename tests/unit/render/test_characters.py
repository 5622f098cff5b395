"""Control characters are escaped, and widths are those of the terminal."""

from __future__ import annotations

import sys
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from targetcli.render.characters import display_width, escape_controls
from targetcli.render.table import Table
from targetcli.render.writers.long_grid import as_long_grid
from targetcli.render.writers.wrapping import wrap


@given(st.text())
def test_escaped_text_has_no_controls_and_no_direction_marks(text: str) -> None:
    hidden = ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")
    assert not any(category(character) in hidden for character in escape_controls(text))


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("\x1b[31m", "\\x1b[31m"),
        ("\u202egnp", "\\u202egnp"),
        ("a\tb\nc\r", "a\\tb\\nc\\r"),
        ("\U000e0041", "\\U000e0041"),
        ("[bold]武进区[/]", "[bold]武进区[/]"),
    ],
    ids=["escape", "direction", "layout", "tag", "markup"],
)
def test_hidden_characters_become_escapes(text: str, escaped: str) -> None:
    assert escape_controls(text) == escaped


def test_every_character_is_as_wide_as_rich_lays_it_out() -> None:
    printable = filter(str.isprintable, map(chr, range(sys.maxunicode + 1)))
    assert not [c for c in printable if display_width(c) != cell_len(c)]


@given(st.text(st.characters(exclude_categories=("C", "Zl", "Zp"))))
def test_every_text_is_as_wide_as_rich_lays_it_out(text: str) -> None:
    assert display_width(text) == cell_len(text)


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("👨\u200d👩\u200d👧", 2),
        ("❤️", 2),
        ("👍🏽", 2),
        ("한국", 4),
        ("é", 1),
        ("亿", 2),
    ],
)
def test_characters_that_join_take_the_cells_of_one_sign(text: str, width: int) -> None:
    assert display_width(text) == width


@pytest.mark.parametrize("width", range(2, 12))
def test_a_sign_of_several_characters_is_never_broken(width: int) -> None:
    text = "👍🏽" * 9 + "❤️" * 9
    table = Table(("c",), (False,), ())
    grid = list(as_long_grid(table, [(text,)], [width], color=False))
    for line in (*wrap(text, width), *grid[2:]):
        assert line[0] in "👍❤"
