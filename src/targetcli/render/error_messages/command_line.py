"""Put into words what the command-line parser refuses, and failures nobody foresaw.

The parser speaks English only. Its sentences are taken apart by the templates below,
so that their facts can be put into the sentences of another language.
"""

from __future__ import annotations

import re
from typing import Any

from targetcli.model.fields import FIGURE_FIELDS, TARGET_FIELDS
from targetcli.model.names import find_similar_names
from targetcli.reading.headings import COLUMNS_OF_OPTIONS, find_synonyms
from targetcli.render.error_messages.facts import ask_if_meant, quote
from targetcli.render.error_messages.message import ErrorMessage
from targetcli.render.i18n import N_, gettext

_TEMPLATES = (
    N_("No such option: {option} (Possible options: {options})"),
    N_("No such option: {option}"),
    N_("No such command {command}"),
    N_("Missing command"),
    N_("Missing argument {name}. Choose from:{choices}"),
    N_("Missing argument {name}"),
    N_("Missing option {name}. Choose from:{choices}"),
    N_("Missing option {name}"),
    N_("Got unexpected extra argument(s) ({arguments})"),
    N_("Option {option} requires an argument"),
    N_("Option {option} requires {count} arguments"),
    N_("Option {option} does not take a value"),
    N_("Invalid value for {parameter}: {problem}"),
    N_("{value} is not one of {choices}"),
    N_("{value} is not a valid {type}"),
    N_("{value} is not in the range {range}"),
    N_("Could not open file {file}: {problem}"),
)
# What a value may fail to be.
_TYPES = (N_("int"), N_("int range"), N_("float"), N_("float range"))
_COLUMNS = {
    *(field.key for field in TARGET_FIELDS),
    *(field.key for field in FIGURE_FIELDS),
    *COLUMNS_OF_OPTIONS,
}
_TRANSLATED = ("problem", "type")
_LONG_WORD = re.compile(r"[^\s']{1000,}")


def build_usage_message(failure: Exception) -> ErrorMessage | None:
    """Return the message of a failure that the parser explains, None of any other."""
    format_message = getattr(failure, "format_message", None)
    if format_message is None:
        return None
    # What the parser guesses is in the hint, with what it does not guess.
    message = str(format_message()).partition(" Did you mean")[0].rstrip(".")
    message = _LONG_WORD.sub(lambda word: quote(word[0]), message)
    context = getattr(failure, "ctx", None)
    return ErrorMessage("usage", _translate(message), _hint(message, context))


def build_unexpected_message(failure: Exception) -> ErrorMessage:
    """Return the message of a failure that is a fault of the program."""
    hint = gettext("this is a fault of targets; TARGETS_DEBUG=1 shows where")
    return ErrorMessage("unexpected", f"{type(failure).__name__}: {failure}", hint)


def _translate(message: str) -> str:
    for template in _TEMPLATES:
        translation = gettext(template)
        match = _pattern(template).fullmatch(message)
        if match and translation != template:
            return translation.format(**_translate_facts(match.groupdict()))
    return gettext(message)


def _translate_facts(facts: dict[str, str]) -> dict[str, str]:
    return {
        name: _translate(fact) if name in _TRANSLATED else fact
        for name, fact in facts.items()
    }


def _pattern(template: str) -> re.Pattern[str]:
    parts = re.split(r"{(\w+)}", template)
    literals, names = map(re.escape, parts[::2]), [*parts[1::2], ""]
    groups = (f"(?P<{name}>.+?)" if name else "" for name in names)
    pieces = zip(literals, groups, strict=True)
    return re.compile("".join(map("".join, pieces)), re.DOTALL)


def _hint(message: str, context: Any) -> str:  # noqa: ANN401 - the parser's own
    similar = (
        _find_synonyms(message, context)
        or _find_change(message, context)
        or _find_meant(message, context)
    )
    if similar:
        return ask_if_meant(similar)
    option = message.removeprefix("No such option: -")
    if option != message and option[:1].isdigit():
        return gettext(
            "write a fall as 下降5% or down 5%; a value below zero as −5%, or put -- "
            "before it"
        )
    path = context.command_path if context else "targets"
    return gettext("see: {command}").format(command=f"{path} --help")


def _find_synonyms(message: str, context: Any) -> tuple[str, ...]:  # noqa: ANN401 - the parser's own
    """Return the option of a verb that stands for one of another verb or file."""
    option = _find_unknown_option(message)
    if not option or context is None:
        return ()
    known = {
        _name_of_option(name)
        for parameter in context.command.params
        for name in parameter.opts
    }
    return tuple(
        f"--{name.replace('_', '-')}"
        for name in find_synonyms(_name_of_option(option), known)[:1]
    )


def _name_of_option(option: str) -> str:
    """Return an option as files spell it: base_period for --base-period."""
    return option.removeprefix("--").replace("-", "_")


def _find_change(message: str, context: Any) -> tuple[str, ...]:  # noqa: ANN401 - the parser's own
    """Return an option of another verb as the change that edit takes: ``by=…``."""
    option = _find_unknown_option(message)
    if not option or context is None or not _takes_changes(context.command):
        return ()
    name = _name_of_option(option)
    names = (name,) if name in _COLUMNS else find_synonyms(name, COLUMNS_OF_OPTIONS)
    return tuple(f"{name}=…" for name in names)


def _takes_changes(command: Any) -> bool:  # noqa: ANN401 - the parser's own
    return any(parameter.name == "changes" for parameter in command.params)


def _find_unknown_option(message: str) -> str:
    """Return the option that a verb does not have; "" where that is not the fault."""
    option = message.removeprefix("No such option: ").split(" ")[0]
    return "" if option == message else option


def _find_meant(message: str, context: Any) -> tuple[str, ...]:  # noqa: ANN401 - the parser's own
    """Return the verbs, or the words that may be chosen, most like what was typed."""
    refusal, _, choices = message.rpartition(" is not one of ")
    if refusal:
        return find_similar_names(refusal.split("'")[-2], choices.split("'")[1::2])
    if message.startswith("No such command") and context is not None:
        commands = context.command.list_commands(context)
        return find_similar_names(message.split("'")[1], commands)
    return ()
