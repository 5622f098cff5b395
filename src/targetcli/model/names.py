"""Fold and match names: two are the same when their folded keys are.

Traditional characters are simplified by the caller, since that needs a library.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from unicodedata import category

from targetcli.errors import Unreadable
from targetcli.model.normal_form import normalize_form
from targetcli.problems.reading import ReadingProblem

_MAX_LENGTH = 200
_HIDDEN_CATEGORIES = ("Cc", "Cf", "Cs", "Zl", "Zp")
# Marks and fillers of other categories that show nothing either.
_HIDDEN_CHARACTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")


@lru_cache(8192)
def name_key(text: str) -> str:
    """Return the key under which a name is found: NFKC, trimmed, case-folded."""
    folded = normalize_form("NFKC", normalize_form("NFKC", text).casefold())
    return " ".join(folded.split())


def spelling_key(text: str) -> str:
    """Return the key of a name, the same with blanks between Chinese characters."""
    return join_characters(name_key(text))


def join_characters(key: str) -> str:
    """Return a key without the blanks between Chinese characters: 北 京 is 北京."""
    return key if key.isascii() else _blank_in_chinese().sub("", key)


@cache
def _blank_in_chinese() -> re.Pattern[str]:
    return re.compile(r"(?<=[㐀-鿿]) +(?=[㐀-鿿])")


def read_name(field: str, text: str) -> str:
    """Return a name as it is stored: trimmed and in NFC.

    Raises `Unreadable` for an empty name, one over 200 characters, and one holding
    control, zero-width or direction characters, which would show as another name.
    """
    name = normalize_form("NFC", text).strip()
    if not name:
        raise Unreadable(field, text, problem=ReadingProblem.EMPTY)
    if len(name) > _MAX_LENGTH:
        raise Unreadable(
            field, text, problem=ReadingProblem.TOO_LONG, longest=_MAX_LENGTH
        )
    hidden = next(filter(_is_hidden, name), "")
    if hidden:
        code = f"U+{ord(hidden):04X}"
        raise Unreadable(
            field, text, problem=ReadingProblem.HIDDEN_CHARACTER, code=code
        )
    return name


@lru_cache(1024)
def read_scope(text: str) -> str:
    """Return the words of a scope as it is stored: a sorted set joined by ``;``.

    Blanks between Chinese characters are left out: 含 林场 is 含林场.
    """
    words = join_characters(normalize_form("NFKC", text)).split(";")
    return ";".join(
        sorted({read_name("scope", word) for word in words if word.strip()})
    )


def quote_argument(name: str) -> str:
    """Return a name as it is typed on a command line, quoted where it has blanks."""
    return f'"{name}"' if " " in name else name


def find_similar_names(
    text: str, names: Iterable[str], cutoff: float = 0.5
) -> tuple[str, ...]:
    """Return up to three names that look most like the text."""
    from difflib import get_close_matches  # noqa: PLC0415 - only when a name is unknown

    sought_key = name_key(text[:_MAX_LENGTH])
    keys = {name_key(name): name for name in names}
    matches = get_close_matches(sought_key, keys, n=3, cutoff=cutoff)
    containing = [key for key in keys if len(sought_key) > 1 and sought_key in key]
    return tuple(dict.fromkeys(keys[key] for key in (*matches, *containing)))[:3]


def _is_hidden(character: str) -> bool:
    return (
        category(character) in _HIDDEN_CATEGORIES
        or character in _HIDDEN_CHARACTERS
        or "\ufe00" <= character <= "\ufe0f"
        or "\U000e0100" <= character <= "\U000e01ef"
    )
