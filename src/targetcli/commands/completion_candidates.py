"""List the words that can complete a command line: verbs, options, stored names.

A shell must find nothing in a candidate to run or to expand: a stored name with other
characters than letters, digits and ``-_.·`` is never offered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum
from functools import cache
from pathlib import Path
from typing import NamedTuple

from targetcli import environment
from targetcli.commands.plain_words import find_kind
from targetcli.commands.verb_app import (
    VerbApp,
    VerbParameter,
    list_program_parameters,
    load_verb,
)
from targetcli.commands.verbs import VERBS
from targetcli.errors import TargetsError
from targetcli.session.declarations import Argument

_MOST_CANDIDATES = 50

# What the value of an option or argument is, by the parameter's name.
_STORED_NAMES = {
    "region": ("region",),
    "metric": ("metric",),
    "source": ("source",),
    "plan": ("plan",),
    "target": ("target",),
    "record": ("target", "figure"),
}
_OUTCOMES = ("outcome", "include", "fail_on")


def list_candidates(words: Iterable[str]) -> list[str]:
    """List the words that the last word may become; the first is a verb or option."""
    *earlier_words, typed = list(words) or [""]
    position = _Position(list_program_parameters(), tuple(VERBS))
    for word in earlier_words:
        position = position.advance(word)
    # Bash takes the sign in --region=武 for a word of its own.
    typed = "" if typed == "=" else typed
    candidates = (
        word for word in position.list_candidates(typed) if word.startswith(typed)
    )
    return list(dict.fromkeys(candidates))


class _Position(NamedTuple):
    """A place of the command line: what may stand there, and what option it awaits.

    An unknown verb has no options and no arguments.
    """

    parameters: list[VerbParameter]
    verbs: tuple[str, ...] = ()
    app: VerbApp | None = None
    pending_option: VerbParameter | None = None
    argument_count: int = 0
    is_past_options: bool = False
    db: Path | None = None

    def advance(self, word: str) -> _Position:
        if self.pending_option is not None:
            if word == "=":
                return self
            db = Path(word) if self.pending_option.name == "db" else self.db
            return self._replace(pending_option=None, db=db)
        if word == "--":
            return self._replace(is_past_options=True)
        if word.startswith("-") and not self.is_past_options:
            return self._advance_to_option(word)
        if self.verbs:
            return self._advance_to_verb(word)
        return self._replace(argument_count=self.argument_count + 1)

    def _advance_to_verb(self, word: str) -> _Position:
        if word not in self.verbs:
            return _Position([])
        if self.app is None:
            app = load_verb(word)
            verbs = tuple(name for name, *_ in app.commands) if app.is_group else ()
            return self._replace(parameters=app.shown_parameters, verbs=verbs, app=app)
        command = next(c for c in self.app.commands if c.name == word)
        return self._replace(parameters=command.shown_parameters, verbs=())

    def _advance_to_option(self, word: str) -> _Position:
        name, equals, value = word.partition("=")
        option = next(
            (param for param in self.parameters if name in param.declaration.names),
            None,
        )
        if option is None or find_kind(option)[0] is bool:
            return self
        position = self._replace(pending_option=option)
        return position.advance(value) if equals and value else position

    def list_candidates(self, typed: str) -> Iterator[str]:
        if self.pending_option is not None:
            yield from self._list_values(self.pending_option, typed)
        elif typed.startswith("-") and not self.is_past_options:
            for option in self.parameters:
                yield from option.declaration.names
            yield "--help"
        elif self.verbs:
            yield from self.verbs
        else:
            arguments = [
                parameter
                for parameter in self.parameters
                if isinstance(parameter.declaration, Argument)
            ]
            if arguments and find_kind(arguments[-1])[1]:
                arguments += [arguments[-1]] * self.argument_count
            for argument in arguments[self.argument_count : self.argument_count + 1]:
                yield from self._list_values(argument, typed)

    def _list_values(self, parameter: VerbParameter, typed: str) -> Iterator[str]:
        kind = find_kind(parameter)[0]
        if issubclass(kind, Enum):
            yield from (member.value for member in kind)
        if parameter.name in _OUTCOMES:
            from targetcli.judging.outcome import Outcome  # noqa: PLC0415

            yield from (*Outcome, "any")
        elif parameter.name == "profile":
            from targetcli.session.profile_files import list_profile_names  # noqa: PLC0415

            yield from filter(_is_harmless, list_profile_names())
        for table in _STORED_NAMES.get(parameter.name, ()):
            yield from _list_stored_names(table, typed, self.db)


def _list_stored_names(sort: str, typed: str, db: Path | None) -> list[str]:
    """List names in a store; empty where it is unusable or being written."""
    from targetcli.store.name_prefixes import find_names  # noqa: PLC0415 - only for names

    try:
        path = environment.find_store_path(db)
        return find_names(path, sort, typed, _is_harmless, _MOST_CANDIDATES)
    except TargetsError:
        return []


def _is_harmless(name: str) -> bool:
    return bool(_harmless_pattern().fullmatch(name))


@cache
def _harmless_pattern() -> re.Pattern[str]:
    return re.compile(r"[^\W_][\w.·-]{0,99}")
