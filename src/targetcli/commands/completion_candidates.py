"""List the words that can complete a command line: verbs, options, stored names.

A shell must find nothing in a candidate to run or to expand: a stored name with other
characters than letters, digits and ``-_.·`` is never offered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from typer.main import get_command

from targetcli import environment
from targetcli.commands.app import app
from targetcli.errors import TargetsError

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
    position = _Position(get_command(app))
    for word in earlier_words:
        position = position.advance(word)
    # Bash takes the sign in --region=武 for a word of its own.
    typed = "" if typed == "=" else typed
    candidates = (
        word for word in position.list_candidates(typed) if word.startswith(typed)
    )
    return list(dict.fromkeys(candidates))


class _Position(NamedTuple):
    """The command at a place of the command line, and the option it still awaits."""

    command: Any
    pending_option: Any = None
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
        if self._list_verbs():
            # An unknown verb has no options and no arguments.
            command = self.command.get_command(None, word)
            return self._replace(command=command) if command else _UNKNOWN_COMMAND
        return self._replace(argument_count=self.argument_count + 1)

    def _advance_to_option(self, word: str) -> _Position:
        name, equals, value = word.partition("=")
        option = next(
            (param for param in self._list_parameters("option") if name in param.opts),
            None,
        )
        if option is None or option.is_flag:
            return self
        position = self._replace(pending_option=option)
        return position.advance(value) if equals and value else position

    def list_candidates(self, typed: str) -> Iterator[str]:
        if self.pending_option is not None:
            yield from self._list_values(self.pending_option, typed)
        elif typed.startswith("-") and not self.is_past_options:
            for option in self._list_parameters("option"):
                yield from option.opts
            yield "--help"
        elif self._list_verbs():
            yield from self._list_verbs()
        else:
            arguments = list(self._list_parameters("argument"))
            if arguments and arguments[-1].nargs < 0:
                arguments += [arguments[-1]] * self.argument_count
            for argument in arguments[self.argument_count : self.argument_count + 1]:
                yield from self._list_values(argument, typed)

    def _list_values(self, parameter: Any, typed: str) -> Iterator[str]:  # noqa: ANN401
        yield from getattr(parameter.type, "choices", ())
        if parameter.name in _OUTCOMES:
            from targetcli.judging.outcome import Outcome  # noqa: PLC0415

            yield from (*Outcome, "any")
        elif parameter.name == "profile":
            from targetcli.session.profile_files import list_profile_names  # noqa: PLC0415

            yield from filter(_is_harmless, list_profile_names())
        for table in _STORED_NAMES.get(parameter.name, ()):
            yield from _list_stored_names(table, typed, self.db)

    def _list_parameters(self, kind: str) -> Iterator[Any]:
        for param in getattr(self.command, "params", ()):
            if param.param_type_name == kind and not getattr(param, "hidden", False):
                yield param

    def _list_verbs(self) -> list[str]:
        group = hasattr(self.command, "list_commands")
        return list(self.command.list_commands(None)) if group else []


_UNKNOWN_COMMAND = _Position(None)


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
