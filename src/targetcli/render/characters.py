"""Characters for a terminal: controls as escapes, and the width of a text in cells."""

from __future__ import annotations

from functools import cache, lru_cache
from unicodedata import category, east_asian_width

_HIDDEN_CATEGORIES = ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")


def escape_controls(text: str) -> str:
    """Return text in which nothing hides: controls and direction marks as escapes."""
    # What is hidden is not printable; of what is not, some is only space.
    if text.isprintable():
        return text
    return "".join(_escape_character(character) for character in text)


@cache
def _escape_character(character: str) -> str:
    if category(character) not in _HIDDEN_CATEGORIES:
        return character
    code = ord(character)
    if character in "\n\t\r":
        return {"\n": "\\n", "\t": "\\t", "\r": "\\r"}[character]
    if code < 0x100:  # noqa: PLR2004
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"  # noqa: PLR2004


@lru_cache(maxsize=8192)
def display_width(text: str) -> int:
    """Return how many terminal cells a text takes: two for a wide character."""
    if text.isascii():
        return len(text)
    return sum(map(_character_width, text))


@cache
def _character_width(character: str) -> int:
    if category(character) in ("Mn", "Me"):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1
