"""Read plain command lines at once, and leave all others to typer.

A line is plain where it names options in full, each with a value that nobody could
take for something else: ``compare --region 常州市 --as-of 2026-03-31 --csv``. Values
come out as typer reads them. Help, slips and whatever is unusual are typer's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from functools import partial
from pathlib import Path
from types import UnionType
from typing import Any, NamedTuple, get_args, get_origin

from targetcli import environment
from targetcli.commands.verb_app import (
    REQUIRED,
    Invocation,
    VerbFunction,
    VerbParameter,
    load_verb,
)
from targetcli.commands.verbs import VERBS
from targetcli.session.declarations import Argument

_MOST_DIGITS = 9
_UNREAD = object()
_Reader = Callable[[str], Any]


class PlainLine(NamedTuple):
    """A verb with the value of each of its parameters."""

    verb: VerbFunction
    values: dict[str, Any]
    db: Path | None = None

    def run(self) -> None:
        """Run the verb."""
        self.verb.call(dict(self.values), Invocation(self.db))


def read_plain_line(words: Sequence[str]) -> PlainLine | None:
    """Return the verb and the values of a plain command line; None for any other."""
    db = None
    if words[:1] == ["--db"] and len(words) > 1 and _is_plain(words[1]):
        db, words = Path(words[1]), words[2:]
    if not words or words[0] not in VERBS:
        return None
    app = load_verb(words[0])
    command = None if app.is_group else app.commands[0]
    if command is None or (command.asks and environment.can_ask()):
        return None
    verb = command.verb
    values = read_values(verb.parameters, words[1:])
    return None if values is None else PlainLine(verb, values, db)


def read_values(
    parameters: Sequence[VerbParameter], words: Sequence[str]
) -> dict[str, Any] | None:
    """Return the value of each parameter; None where the words are not plain."""
    values = {parameter.name: _find_default(parameter) for parameter in parameters}
    lists: dict[str, list[Any]] = {}
    for parameter, text in _pair(parameters, words):
        if parameter is None:
            return None
        kind, is_list = find_kind(parameter)
        value = True if kind is bool else _find_reader(kind, parameter)(text)
        if value is _UNREAD:
            return None
        if is_list:
            lists.setdefault(parameter.name, []).append(value)
        else:
            values[parameter.name] = value
    values |= lists
    return None if REQUIRED in values.values() else values


def _find_default(parameter: VerbParameter) -> object:
    """Return the default of a parameter, which is of its type: 10 seconds are 10.0."""
    kind, default = find_kind(parameter)[0], parameter.default
    return kind(default) if kind is float and isinstance(default, int) else default


def _pair(
    parameters: Sequence[VerbParameter], words: Sequence[str]
) -> Iterator[tuple[VerbParameter | None, str]]:
    """Yield each parameter with its word; None where it is not clear which it is."""
    options = {
        name: parameter
        for parameter in parameters
        for name in parameter.declaration.names
    }
    arguments = _list_takers(parameters)
    rest = iter(words)
    for word in rest:
        if word == "--":
            yield from zip(arguments, rest, strict=False)
            break
        if not word.startswith("-"):
            yield next(arguments) if word else None, word
            continue
        name, equals, value = word.partition("=")
        option = options.get(name)
        is_flag = option is not None and find_kind(option)[0] is bool
        if equals and (is_flag or not name.startswith("--")):
            option = None
        if not equals and not is_flag:
            value = next(rest, "")
        yield option if is_flag or _is_plain(value) else None, value


def _list_takers(
    parameters: Sequence[VerbParameter],
) -> Iterator[VerbParameter | None]:
    """Yield the argument that takes each word that is no option; None for too many.

    An argument that takes a list takes all that are left.
    """
    for parameter in parameters:
        if isinstance(parameter.declaration, Argument):
            yield parameter
            while find_kind(parameter)[1]:
                yield parameter
    while True:
        yield None


def _is_plain(word: str) -> bool:
    return bool(word) and not word.startswith("-")


def find_kind(parameter: VerbParameter) -> tuple[Any, bool]:
    """Return the type of a value, and if the parameter takes a list of them."""
    kind = parameter.hint.__origin__
    if isinstance(kind, UnionType):
        kind = next(arm for arm in get_args(kind) if arm is not type(None))
    is_list = get_origin(kind) is list
    return (get_args(kind)[0] if is_list else kind), is_list


def _find_reader(kind: Any, parameter: VerbParameter) -> _Reader:  # noqa: ANN401 - a type
    least = parameter.declaration.traits.get("min", 0)
    if kind in (str, Path):
        return kind  # type: ignore[no-any-return]
    if kind in (int, float):
        return partial(_read_number, kind, least)
    return partial(_read_member, kind)


def _read_number(kind: Callable[[str], float], least: float, text: str) -> object:
    is_plain = text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS
    return kind(text) if is_plain and kind(text) >= least else _UNREAD


def _read_member(kind: type[Enum], text: str) -> object:
    return next((member for member in kind if member.value == text), _UNREAD)
