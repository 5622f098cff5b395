"""Folding and matching of names.

Two names are the same when their keys are: NFKC, trimmed, case-folded. Traditional
characters are brought to Simplified by whoever calls, since that needs a library.
"""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import category, normalize

from targetcli.errors import Unreadable

_LONGEST = 200


def name_key(text: str) -> str:
    """Return the key under which a name is found."""
    return " ".join(normalize("NFKC", text).split()).casefold()


def read_name(thing: str, text: str) -> str:
    """Return a name trimmed and in NFC, as it is to be kept.

    Raises `Unreadable` for an empty name, one over 200 characters, and one holding
    control, zero-width or direction characters, which would show as another name.
    """
    name = normalize("NFC", text).strip()
    if not name:
        raise Unreadable(thing, text, why="it is empty")
    if len(name) > _LONGEST:
        raise Unreadable(thing, text, why=f"longer than {_LONGEST} characters")
    hidden = next(
        (c for c in name if category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")), ""
    )
    if hidden:
        raise Unreadable(thing, text, why=f"a hidden character, U+{ord(hidden):04X}")
    return name


def read_scope(text: str) -> str:
    """Return a scope as its sorted set of words joined by ``;``."""
    words = {
        read_name("scope", word)
        for word in text.replace("；", ";").split(";")
        if word.strip()
    }
    return ";".join(sorted(normalize("NFKC", word) for word in words))


def nearest(text: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return up to three known names that look most like the text."""
    from difflib import get_close_matches  # noqa: PLC0415 - only when a name is unknown

    keys = {name_key(name): name for name in known}
    matches = get_close_matches(name_key(text), keys, n=3, cutoff=0.5)
    parts = [key for key in keys if name_key(text) and name_key(text) in key]
    return tuple(dict.fromkeys(keys[key] for key in (*matches, *parts)))[:3]
