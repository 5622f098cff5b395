"""Put the words of a command line into the order and the spelling that verbs read.

Options may stand before the verb; ``targets help VERB`` is ``targets VERB --help``; a
language may be named as a locale is: zh_CN, en-GB.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence

from targetcli.commands.verbs import TOPIC_NAMES
from targetcli.environment import name_language

_LANGUAGE = "--lang"
_HELP = "help"
# These belong to the program itself; the rest of the options to a verb.
_OWN_FLAGS = frozenset({"--help", "-h", "--version", "-V"})
_OWN_OPTION = "--db"
# Options of verbs that are followed by a value.
_WITH_VALUE = frozenset(
    {"--lang", "--wait", "--format", "-O", "--output", "-o", "--fields", "--sort"}
    | {"--color", "--width", "--scale", "--as-of", "--profile", "--limit"}
    | {"--region", "--metric", "--scope", "--plan", "--owner", "--source"}
    | {"--due-before", "--outcome", "--light", "--view", "--since", "--group"}
)


def arrange_arguments(arguments: Sequence[str], verbs: Container[str]) -> list[str]:
    """Return the words in the order that the verbs read them."""
    own, moved, rest = _split_leading_options([*_name_languages(arguments)])
    if not rest:
        return [*own, *_without_language(moved)] or ["--help"]
    if rest[0] not in verbs:
        return [*own, *_without_language(moved), *rest]
    if rest[0] == _HELP and (asked := _find_asked(rest[1:], verbs)):
        return asked
    end = rest.index("--") if "--" in rest else len(rest)
    return [*own, *rest[:end], *moved, *rest[end:]]


def _find_asked(words: list[str], verbs: Container[str]) -> list[str]:
    """Return the command line whose help is asked for; nothing for a topic."""
    asked = _without_language(words)
    if not asked:
        return ["--help"]
    is_verb = asked[0] in verbs and asked[0] not in (_HELP, *TOPIC_NAMES)
    return [*asked, "--help"] if is_verb else []


def _without_language(words: list[str]) -> list[str]:
    if _LANGUAGE not in words:
        return [word for word in words if not word.startswith(f"{_LANGUAGE}=")]
    place = words.index(_LANGUAGE)
    return words[:place] + words[place + 2 :]


def _name_languages(arguments: Iterable[str]) -> Iterator[str]:
    """Yield the words, each language by its short name."""
    is_value = is_over = False
    for word in arguments:
        option, equals, value = word.partition("=")
        if is_over:
            yield word
        elif is_value:
            yield name_language(word)
        elif equals and option == _LANGUAGE:
            yield f"{option}={name_language(value)}"
        else:
            yield word
        is_value = word == _LANGUAGE and not is_value
        is_over = is_over or word == "--"


def _split_leading_options(
    words: list[str],
) -> tuple[list[str], list[str], list[str]]:
    """Split off the options before the verb: those of the program, those of it."""
    own: list[str] = []
    moved: list[str] = []
    place = 0
    while place < len(words) and words[place].startswith("-") and words[place] != "--":
        word = words[place]
        is_own = word in _OWN_FLAGS or word.partition("=")[0] == _OWN_OPTION
        length = 2 if word in _WITH_VALUE or word == _OWN_OPTION else 1
        (own if is_own else moved).extend(words[place : place + length])
        place += length
    return own, moved, words[place:]
