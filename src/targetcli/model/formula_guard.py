"""Guard cells that a spreadsheet would run, and remove the guard when read back."""

from __future__ import annotations

import re
from functools import cache


def guard_formula(cell: str) -> str:
    """Put one quote before a cell that a spreadsheet would take for a formula.

    Numbers and percentages stay as they are; `remove_guard` takes the quote away.
    """
    return f"'{cell}" if cell and is_formula(cell) else cell


def guard_quote(cell: str) -> str:
    """Put one quote before a cell whose own quote `remove_guard` would take away."""
    return f"'{cell}" if cell[:1] == "'" and is_formula(cell) else cell


def remove_guard(cell: str) -> str:
    """Take away the quote that `guard_formula` put before a cell."""
    return cell[1:] if cell[:1] == "'" and is_formula(cell[1:]) else cell


def is_formula(cell: str) -> bool:
    """Return True where a spreadsheet could run the cell without its leading quotes."""
    return bool(_formula_pattern().match(cell)) and not _number_pattern().fullmatch(
        cell
    )


@cache
def _formula_pattern() -> re.Pattern[str]:
    return re.compile(r"'*(?:[\t\r\n]|\s*[=+\-@|%＝＋－＠])(?=.)", re.DOTALL)


@cache
def _number_pattern() -> re.Pattern[str]:
    # "=" and "~" alone are relations; a lone sign runs nothing either.
    return re.compile(r"'*(?:[+-]?[0-9]+(?:\.[0-9]+)?%?|[<>]?=|.)")
