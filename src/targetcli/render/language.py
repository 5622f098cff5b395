"""The language of what reports and tables say; keys of files stay English.

What is to be said stands in English in the code; `said` gives it in the language that
the edge chose once for the run, `speak`.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar

Translate = Callable[[str], str]

_translate: ContextVar[Translate] = ContextVar("translate", default=str)


def speak(translate: Translate) -> None:
    """Choose the language of this run."""
    _translate.set(translate)


def said(english: str) -> str:
    """Return the words in the language of this run."""
    return _translate.get()(english)
