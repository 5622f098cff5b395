"""The language of what reports and tables say; keys of files stay English.

What is to be said stands in English in the code; `said` gives it in the language that
the edge chose once for the run, `speak`. Without a choice it is English, and nothing is
looked up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from typing import Protocol


class Catalogue(Protocol):
    """The words of another language, as gettext keeps them."""

    def gettext(self, message: str, /) -> str:
        """Return the translation of a message."""

    def ngettext(self, one: str, many: str, count: int, /) -> str:
        """Return the translation in the form the count asks for."""

    def pgettext(self, context: str, message: str, /) -> str:
        """Return the translation of a message that means another thing elsewhere."""

    def info(self) -> dict[str, str]:
        """Return what the catalogue says of itself."""


_spoken: ContextVar[Catalogue | None] = ContextVar("spoken", default=None)


def speak(catalogue: Catalogue | None) -> None:
    """Choose the language of this run; None is English."""
    _spoken.set(catalogue)


@contextmanager
def in_english() -> Iterator[None]:
    """Speak English for a while, whatever was chosen."""
    chosen = _spoken.set(None)
    try:
        yield
    finally:
        _spoken.reset(chosen)


def spoken() -> str:
    """Return the tag of the language of this run."""
    catalogue = _spoken.get()
    return "en" if catalogue is None else catalogue.info()["language"]


def said(english: str) -> str:
    """Return the words in the language of this run."""
    catalogue = _spoken.get()
    # gettext keeps what it says of itself under the empty message.
    return catalogue.gettext(english) if catalogue and english else english


def phrase(english: str) -> str:
    """Mark words of a table that are said later, by `said`."""
    return english


def said_of(count: int, one: str, many: str) -> str:
    """Return the words for one thing or for several; ``{count}`` stands in them."""
    catalogue = _spoken.get()
    if catalogue is not None:
        return catalogue.ngettext(one, many, count).format(count=count)
    return (one if count == 1 else many).format(count=count)


def term(vocabulary: str, word: str) -> str:
    """Return what a word of a closed vocabulary is called: ``missed`` of outcomes."""
    catalogue = _spoken.get()
    return word if catalogue is None else catalogue.pgettext(vocabulary, word)


def named(value: StrEnum | None) -> str:
    """Return what a value is called for people; nothing is called nothing."""
    return "" if value is None else term(vocabulary_of(type(value)), value.value)


def vocabulary_of(kind: type[StrEnum]) -> str:
    """Return the vocabulary that the values of a type are terms of."""
    return kind.__name__.lower()


def clause(parts: Iterable[str]) -> str:
    """Join the parts of one statement; what is empty is left out."""
    return term("clause", ", ").join(part for part in parts if part)


def listed(words: Iterable[str]) -> str:
    """Join words that stand side by side."""
    return said(", ").join(words)


def clauses(parts: Iterable[str]) -> str:
    """Join what is said one after the other."""
    return said("; ").join(parts)
