"""Signs of ours where an encoding has none of them: a look-alike, else an escape."""

from __future__ import annotations

_LOOK_ALIKES = {
    "≥": ">=",
    "≤": "<=",
    "…": "...",
    **dict(zip("─╌╎−–·≈“”", '--|--.~""', strict=True)),
    **dict(zip("▪◦▫▴▾▵▿⣿⡇", "*ox^v/\\#=", strict=True)),
}
_BRAILLE = range(0x2800, 0x2900)


def encoded_as(text: str, encoding: str) -> bytes:
    """Return text for people in an encoding, whatever it can hold."""
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        told = "".join(_shown(character, encoding) for character in text)
        return told.encode(encoding, "backslashreplace")


def _shown(character: str, encoding: str) -> str:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        dots = "." if ord(character) in _BRAILLE else character
        return _LOOK_ALIKES.get(character, dots)
    return character
