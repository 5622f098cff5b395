"""Break lines between words and between Chinese characters, never in a figure.

The cells of narrow columns of words break sooner than sentences: at hyphens, and soon
after a number.
"""

from __future__ import annotations

from collections.abc import Iterator

from targetcli.render.characters import display_width, joins_previous

# A unit stays with its number: 3600亿元, 35微克/立方米; in a name only 亿元, 万套.
_LONGEST_UNIT = 6
_LONGEST_UNIT_IN_NAME = 2
_NOT_FIRST = "，。；：、！？）】》”’％%·…,.;:!?)]"
_ENDS_CLAUSE = "，。；：、！？）】》"
_NOT_LAST = "（【《“‘([<>≥≤≈−+"


def wrap(
    text: str,
    width: int,
    indent: str = "",
    next_indent: str = "",
    *,
    is_name: bool = False,
) -> Iterator[str]:
    """Yield the lines of a text, indented; the first by `indent` instead."""
    line = start = indent
    for piece in split_unbreakable(text, is_name=is_name):
        if line != start and display_width(line + piece.rstrip()) > width:
            yield f"{line.rstrip()}\n"
            line = start = next_indent
        line += piece if line != start else piece.lstrip()
    yield f"{line.rstrip()}\n"


def split_unbreakable(text: str, *, is_name: bool = False) -> Iterator[str]:
    """Yield the parts of a text that must not break, each with the space after it."""
    start = 0
    unit_length = _LONGEST_UNIT_IN_NAME if is_name else _LONGEST_UNIT
    for index in range(1, len(text)):
        is_hyphen = is_name and _is_after_hyphen(text, index)
        if is_hyphen or _may_break(text, index, unit_length):
            yield text[start:index]
            start = index
    yield text[start:]


def _is_after_hyphen(text: str, index: int) -> bool:
    around = text[max(0, index - 2) : index + 1]
    return around[1:2] == "-" and around[0].isalpha() and around[-1].isalpha()


def _may_break(text: str, index: int, unit_length: int) -> bool:
    before, after = text[index - 1], text[index]
    if before == " ":
        # A sign and its figure belong together: "> 3600亿元".
        return after != " " and text[max(0, index - 2)] not in _NOT_LAST
    if (
        joins_previous(after)
        or after in _NOT_FIRST
        or before in _NOT_LAST
        or after == " "
    ):
        return False
    if before in _ENDS_CLAUSE or after == "（":
        return True
    recent = text[max(0, index - unit_length) : index]
    start = 1 + max(map(recent.rfind, f" {_ENDS_CLAUSE}"))
    in_figure = any(map(str.isdigit, recent[start:]))
    return display_width(before) > 1 and display_width(after) > 1 and not in_figure
