"""Colour the words of outcomes on a terminal; the word alone says the same."""

from __future__ import annotations

from targetcli.render.table import ColoredText

_COLORS = {
    "missed": "bold red",
    "late": "red",
    "overdue": "yellow",
    "behind": "yellow",
    "met": "bold green",
    "reached": "green",
    "on-track": "green",
    "undetermined": "magenta",
    "not-comparable": "magenta",
    "withdrawn": "dim",
    "superseded": "dim",
}
_CODES = {
    "bold": "1",
    "dim": "2",
    "red": "31",
    "green": "32",
    "yellow": "33",
    "magenta": "35",
}


def color_of(cell: str) -> str:
    """Return the rich style of a cell, "" for plain text."""
    return _COLORS.get(cell.color_key, "") if isinstance(cell, ColoredText) else ""


def add_color(text: str, color: str) -> str:
    """Surround a text with the escape codes of a rich style."""
    codes = ";".join(_CODES[word] for word in color.split())
    return f"\x1b[{codes}m{text}\x1b[0m" if codes else text
