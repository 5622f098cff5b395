"""Translate the text of reports and tables with a gettext catalogue.

Messages stand in English in the code. The edge of the program chooses the catalogue
once for the run with `set_catalogue`; without one they stay English and nothing is
looked up. The keys of files and of JSON documents are never translated.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from enum import StrEnum
from functools import cache
from typing import Protocol


class Catalogue(Protocol):
    """A translation catalogue, with the methods of `gettext.NullTranslations`."""

    def gettext(self, message: str, /) -> str:
        """Return the translation of a message."""

    def ngettext(self, singular: str, plural: str, count: int, /) -> str:
        """Return the translation in the form the count asks for."""

    def pgettext(self, context: str, message: str, /) -> str:
        """Return the translation of a message in a context: ``open`` of outcomes."""

    def info(self) -> dict[str, str]:
        """Return the headers of the catalogue."""


# Contexts are part of the catalogue, and stay where the name of an enum changes.
_CONTEXTS = {
    "FigureStatus": "status",
    "FlipCause": "turn",
    "MetricKind": "kind",
    "PathKind": "path",
}

_catalogue: ContextVar[Catalogue | None] = ContextVar("catalogue", default=None)
_message_catalogue: ContextVar[Catalogue | None] = ContextVar("messages", default=None)


def set_catalogue(catalogue: Catalogue | None) -> None:
    """Choose the language of this run; None is English."""
    _catalogue.set(catalogue)
    _message_catalogue.set(catalogue)


def use_message_catalogue() -> AbstractContextManager[None]:
    """Translate messages, inside a ``with`` block, with the catalogue of this run."""
    return use_catalogue(_message_catalogue.get())


@contextmanager
def use_catalogue(catalogue: Catalogue | None) -> Iterator[None]:
    """Translate messages with another catalogue inside a ``with`` block."""
    previous = _catalogue.set(catalogue)
    try:
        yield
    finally:
        _catalogue.reset(previous)


def language_tag() -> str:
    """Return the tag of the language of this run: ``en``, ``zh``."""
    catalogue = _catalogue.get()
    return "en" if catalogue is None else catalogue.info()["language"]


def gettext(message: str) -> str:
    """Translate a message."""
    catalogue = _catalogue.get()
    # gettext keeps the headers of a catalogue under the empty message.
    return catalogue.gettext(message) if catalogue and message else message


def N_(message: str) -> str:  # noqa: N802 - the name gettext's tools know
    """Mark a message of a table for extraction; `gettext` translates it later."""
    return message


def ngettext(singular: str, plural: str, count: int) -> str:
    """Translate a message in the form a count asks for, and put in ``{count}``."""
    catalogue = _catalogue.get()
    if catalogue is not None:
        return catalogue.ngettext(singular, plural, count).format(count=count)
    return (singular if count == 1 else plural).format(count=count)


def pgettext(context: str, message: str) -> str:
    """Translate a message in a context: ``missed`` of ``outcome``."""
    catalogue = _catalogue.get()
    return message if catalogue is None else catalogue.pgettext(context, message)


def label(value: StrEnum | None) -> str:
    """Return the label of an enum member for people, "" for None."""
    if value is None:
        return ""
    # To ask a member for its value takes three times as long.
    return pgettext(message_context(type(value)), str(value))


@cache
def message_context(enum: type[StrEnum]) -> str:
    """Return the context in which the members of an enum are translated."""
    return _CONTEXTS.get(enum.__name__, enum.__name__.lower())


def join_phrases(phrases: Iterable[str]) -> str:
    """Join the phrases of one statement with commas, and leave out empty ones."""
    return pgettext("clause", ", ").join(phrase for phrase in phrases if phrase)


def join_sentences(sentences: Iterable[str]) -> str:
    """Join sentences; Chinese has no space between them."""
    return ("" if language_tag() == "zh" else " ").join(filter(None, sentences))


def join_list(words: Iterable[str]) -> str:
    """Join the words of a list: ``a, b``, in Chinese ``a、b``."""
    return gettext(", ").join(words)


def join_clauses(clauses: Iterable[str]) -> str:
    """Join independent clauses with semicolons."""
    return gettext("; ").join(clauses)
