"""The looks of outcomes: complete, and all their colours defined."""

from __future__ import annotations

import pytest

from support.paths import CHECKOUT
from targetcli.judging.outcome import Outcome
from targetcli.render.colors import add_color, color_of
from targetcli.render.outcome_styles import OUTCOME_STYLES
from targetcli.render.table import ColoredText

STYLES = CHECKOUT / "src/targetcli/render/report/templates/report.css"


def test_every_outcome_has_its_row() -> None:
    assert set(OUTCOME_STYLES) == set(Outcome)


@pytest.mark.parametrize("outcome", Outcome)
def test_page_colors_are_defined_for_light_and_dark(outcome: Outcome) -> None:
    css = STYLES.read_text(encoding="utf-8")
    color = OUTCOME_STYLES[outcome].page_color
    assert css.count(f"--{color}: #") == 2
    assert css.count(f"--{color}-bg: #") == 2


@pytest.mark.parametrize("outcome", Outcome)
def test_terminal_colors_have_escape_codes(outcome: Outcome) -> None:
    color = color_of(ColoredText("word", outcome.value))
    assert "word" in add_color("word", color)
