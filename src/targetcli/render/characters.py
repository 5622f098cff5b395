"""Escape control characters, and measure the width of a text in terminal cells."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from unicodedata import category, east_asian_width

# Zero-width joiner, emoji style and skin tones.
_JOINERS = "\u200d\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
_HIDDEN_CATEGORIES = ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")


def escape_controls(text: str) -> str:
    """Escape control characters, direction marks and other invisible characters."""
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
    """Return the width of a text in terminal cells, two for a wide character."""
    if text.isascii():
        return len(text)
    if _usual_text().fullmatch(text):
        return sum(map(_character_width, text))
    from rich.cells import cell_len  # noqa: PLC0415 - slow to load, seldom needed

    return cell_len(text)


def joins_previous(character: str) -> bool:
    """Return True for a character that makes one sign with the character before it."""
    return character in _JOINERS


@cache
def _usual_text() -> re.Pattern[str]:
    # Latin, Greek, Cyrillic, Chinese, Japanese and Korean: no characters that join.
    return re.compile(
        "[ -\u058f\u2000-\u200c\u200e-\u25ff\u2800-\u28ff"
        "\u3000-\u302d\u3030-\u3163\u3165-\u4dbf\u4e00-\ua4ff\uac00-\ud7a3\uf900-\ufaff"
        "\uff00-\uff9f\uffa1-\uffef\U00020000-\U0003134f]*"
    )


@cache
def _character_width(character: str) -> int:
    if category(character) in ("Mn", "Me"):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1
