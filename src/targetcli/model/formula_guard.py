"""Cells that a spreadsheet would run, guarded on the way out, bared on the way in."""

from __future__ import annotations

import re
from functools import cache


def guard_formula(cell: str) -> str:
    """Put one quote before a cell that a spreadsheet would take for a formula.

    Numbers and percentages stay as they are. `bared` takes exactly
    that quote away again, so that what is read back is what was written.
    """
    return f"'{cell}" if cell and is_formula(cell) else cell


def guard_quote(cell: str) -> str:
    """Put one quote only before a cell whose own quote `bared` would take away."""
    return f"'{cell}" if cell[:1] == "'" and is_formula(cell) else cell


def remove_guard(cell: str) -> str:
    """Take away the quote that `guarded` put before a cell."""
    return cell[1:] if cell[:1] == "'" and is_formula(cell[1:]) else cell


def is_formula(cell: str) -> bool:
    """Say whether a spreadsheet could run the cell, were its leading quotes gone."""
    return bool(_formula_pattern().match(cell)) and not _number_pattern().fullmatch(
        cell
    )


@cache
def _formula_pattern() -> re.Pattern[str]:
    return re.compile(r"'*(?:[\t\r\n]|\s*[=+\-@|%＝＋－＠])(?=.)", re.DOTALL)


@cache
def _number_pattern() -> re.Pattern[str]:
    # "=", "~" and the like alone are relations; a lone sign runs nothing either.
    return re.compile(r"'*(?:[+-]?[0-9]+(?:\.[0-9]+)?%?|[<>]?=|.)")
