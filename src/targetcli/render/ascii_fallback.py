"""Encode text for a terminal that lacks our signs: look-alikes, else escapes."""

from __future__ import annotations

_LOOK_ALIKES = {
    "≥": ">=",
    "≤": "<=",
    "…": "...",
    **dict(zip("─╌╎−–·≈“”", '--|--.~""', strict=True)),
    **dict(zip("▪◦▫▴▾▵▿⣿⡇", "*ox^v/\\#=", strict=True)),
}
_BRAILLE = range(0x2800, 0x2900)


def encode_text(text: str, encoding: str) -> bytes:
    """Encode text, with ``>=`` for ``≥`` where an encoding has no such sign."""
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        replaced = "".join(
            _replace_character(character, encoding) for character in text
        )
        return replaced.encode(encoding, "backslashreplace")


def _replace_character(character: str, encoding: str) -> str:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        dots = "." if ord(character) in _BRAILLE else character
        return _LOOK_ALIKES.get(character, dots)
    return character
