"""Guard cells that a spreadsheet would run or change, and remove the guard again."""

from __future__ import annotations

import re
from functools import cache

_LONGEST_NUMBER = 11  # characters that a spreadsheet shows of a number and saves
_LONGEST_CONVERTED = 40


def guard_formula(cell: str) -> str:
    """Put one quote before a cell that a spreadsheet would take for a formula.

    Numbers and percentages stay as they are; `remove_guard` takes the quote away.
    """
    return f"'{cell}" if cell and _needs_quote(cell) else cell


def guard_quote(cell: str) -> str:
    """Put one quote before a cell whose own quote `remove_guard` would take away."""
    return f"'{cell}" if cell[:1] == "'" and _is_guarded(cell[1:]) else cell


def guard_text(cell: str) -> str:
    """Put one quote before a cell that a spreadsheet would run, or save as another.

    >>> guard_text("0110"), guard_text("1-2"), guard_text("12.5")
    ("'0110", "'1-2", '12.5')
    """
    return f"'{cell}" if cell and _is_guarded(cell) else cell


def guard_number(cell: str) -> str:
    """Put one quote before a number of which a spreadsheet would save some digits."""
    return f"'{cell}" if len(cell) > _LONGEST_NUMBER else guard_formula(cell)


def remove_guard(cell: str) -> str:
    """Take away the quote that was put before a cell to guard it."""
    return cell[1:] if cell[:1] == "'" and _is_guarded(cell[1:]) else cell


def is_formula(cell: str) -> bool:
    """Return True where a spreadsheet could run the cell without its leading quotes."""
    return bool(_formula_pattern().match(cell)) and not _number_pattern().fullmatch(
        cell
    )


def _needs_quote(cell: str) -> bool:
    return is_formula(cell) or guard_quote(cell) != cell


def _is_guarded(cell: str) -> bool:
    """Return True if a quote before a cell is a guard, with any quotes of its own."""
    return is_formula(cell) or _is_converted(cell)


def _is_converted(cell: str) -> bool:
    """Return True for text that a spreadsheet takes for a number, day or truth value.

    Only where it would save it otherwise: 12.50 as 12.5, 1-2 as a day, true as TRUE.
    """
    text = cell.lstrip("'").strip()
    if not text or len(text) > _LONGEST_CONVERTED:
        return False
    is_long = len(text) > _LONGEST_NUMBER and bool(_plain_number().fullmatch(text))
    return is_long or bool(_converted_pattern().fullmatch(text))


@cache
def _formula_pattern() -> re.Pattern[str]:
    return re.compile(r"'*(?:[\t\r\n]|\s*[=+\-@|%＝＋－＠])(?=.)", re.DOTALL)


@cache
def _number_pattern() -> re.Pattern[str]:
    # "=" and "~" alone are relations; a lone sign runs nothing either.
    return re.compile(r"'*(?:[+-]?[0-9]+(?:\.[0-9]+)?%?|[<>]?=|.)")


@cache
def _plain_number() -> re.Pattern[str]:
    return re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")


@cache
def _converted_pattern() -> re.Pattern[str]:
    month = (
        "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec"
        "|january|february|march|april|june|july|august|september|october"
        "|november|december)"
    )
    return re.compile(
        "|".join(
            (
                r"[+-]?0[0-9]+(?:\.[0-9]*)?",  # zeros before a number
                r"[+-]?[0-9]+\.[0-9]*0|[+-]?[0-9]+\.|[+-]?\.[0-9]+",  # or after it
                r"\+[0-9]+(?:\.[0-9]+)?%?",
                r"[+-]?[0-9]+(?:\.[0-9]+)?e[+-]?[0-9]+",
                r"[+-]?[0-9]+\.[0-9]+%",
                r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+",
                r"[+-]?[$￥¥€£] ?[+-]?[0-9][0-9,]*(?:\.[0-9]+)?",
                r"\([0-9][0-9,]*(?:\.[0-9]+)?\)",
                r"[0-9]+ [0-9]+/[0-9]+",
                r"[0-9]{1,4}[-/][0-9]{1,2}(?:[-/][0-9]{1,4})?",
                r"[0-9]{4}年[0-9]{1,2}月(?:[0-9]{1,2}日)?|[0-9]{1,2}月[0-9]{1,2}日",
                rf"(?:[0-9]{{1,2}}[-/ ]?)?{month}[-/ .]?[0-9]{{1,4}}",
                rf"[0-9]{{1,2}}[-/ ]?{month}(?:[-/ ][0-9]{{2,4}})?",
                r"[0-9]{1,4}:[0-9]{2}(?::[0-9]{2})?(?: ?[ap]m)?",
                r"true|false",
                r"[０-９]+(?:[.．][０-９]+)?",
            )
        ),
        re.IGNORECASE,
    )
