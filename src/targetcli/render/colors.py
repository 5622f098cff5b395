"""Colour the words of outcomes on a terminal; the word alone says the same."""

from __future__ import annotations

from functools import cache

from targetcli.render.table import ColoredText

_CODES = {
    "bold": "1",
    "dim": "2",
    "red": "31",
    "green": "32",
    "yellow": "33",
    "magenta": "35",
}


# The colours of grades (render/grade_labels.py), by the keys that cells have.
_LIGHT_COLORS = {
    "light-green": "green",
    "light-yellow": "yellow",
    "light-red": "red",
    "light-grey": "dim",
}


def color_of(cell: str) -> str:
    """Return the rich style of a cell, "" for plain text."""
    return _colors().get(cell.color_key, "") if isinstance(cell, ColoredText) else ""


@cache
def _colors() -> dict[str, str]:
    """Return the style of each color key."""
    from targetcli.render.outcome_styles import OUTCOME_STYLES  # noqa: PLC0415 - judging

    colors = {key.value: style.terminal_color for key, style in OUTCOME_STYLES.items()}
    return colors | _LIGHT_COLORS | {"superseded": "dim"}


def add_color(text: str, color: str) -> str:
    """Surround a text with the escape codes of a rich style."""
    codes = ";".join(_CODES[word] for word in color.split())
    return f"\x1b[{codes}m{text}\x1b[0m" if codes else text
