"""Bring text into a normal form of Unicode, in time linear in its length.

Unicode orders the marks on one letter by insertion, and so takes seconds for thousands.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import Literal
from unicodedata import combining, normalize

_QUICK_LENGTH = 1000
# As many as the stream-safe format of Unicode has (UAX #15); no writing needs as many.
_MOST_MARKS = 30


def normalize_form(form: Literal["NFC", "NFKC"], text: str) -> str:
    """Return text in a normal form; a long one stays where it is a heap of marks."""
    if len(text) > _QUICK_LENGTH and _is_heap_of_marks(text):
        return text
    return normalize(form, text)


def _is_heap_of_marks(text: str) -> bool:
    return not text.isascii() and any(
        is_mark and sum(1 for _ in run) > _MOST_MARKS
        for is_mark, run in groupby(text, _is_mark)
    )


@lru_cache(4096)
def _is_mark(character: str) -> bool:
    """Return True for a mark, and for what becomes one: the half-width ﾞ and ﾟ."""
    return combining(normalize("NFKD", character)[0]) > 0
