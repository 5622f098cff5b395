"""Recognize values in words without a number: 建成通车, 位居前列, net zero."""

from __future__ import annotations

from targetcli.model import bound_vocabulary as words_of
from targetcli.model.quantity import normalize_text


def is_net_zero(text: str) -> bool:
    """Return True for "net zero", which is a number only of what is named net."""
    return normalize_text(text).lower() in words_of.NET_ZERO


def names_balance(metric: str) -> bool:
    """Return True for the name of a metric of which "net zero" is nothing."""
    return any(net in metric.casefold() for net in words_of.NET_NAMES)


def has_no_number(text: str) -> bool:
    """Return True for words that name a place or an average and no number: 位居前列."""
    words = normalize_text(text).lower()
    is_numberless = words in words_of.NET_ZERO or words.endswith(
        words_of.NUMBERLESS_ENDINGS
    )
    return is_numberless and not any(
        character.isnumeric() and character != "零" for character in words
    )


def tells_of_happening(text: str) -> bool:
    """Return True for words that something happens, without a number: 建成通车."""
    words = normalize_text(text).lower()
    happens = any(_ends_with_word(words, ending) for ending in words_of.HAPPENING)
    return happens and not any(character.isdigit() for character in words)


def _ends_with_word(words: str, ending: str) -> bool:
    before = words[: -len(ending)]
    is_english = ending.isascii()
    return words.endswith(ending) and not (is_english and before[-1:].isalpha())
