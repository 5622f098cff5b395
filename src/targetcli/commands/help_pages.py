"""Write the help of the program and of its verbs in the language of its reader.

Only a run that prints help loads this module.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from inspect import cleandoc
from itertools import groupby
from typing import Any, NamedTuple

from targetcli.commands.help_examples import EXAMPLES, INTRODUCTION
from targetcli.commands.verbs import VERBS, VerbGroup
from targetcli.render.characters import display_width
from targetcli.render.i18n import N_, gettext, join_list, language_tag, pgettext
from targetcli.render.writers.wrapping import wrap

WIDTH = 80
_INDENT = "  "
_WIDEST_TERM = 24
_GAP = 2

# The groups of options of a verb, in their order; those of its own come first.
PANELS = (
    N_("Options"),
    N_("Filter"),
    N_("Judging"),
    N_("Output"),
    N_("Store and messages"),
)
# What stands for a value where an option names nothing better.
_TYPE_NAMES = {"IntRange": "N", "FloatRange": "SECONDS", "TyperPath": "FILE"}


class HelpEntry(NamedTuple):
    """A term of a list with its explanation."""

    term: str
    text: str


def program_help(command: Any) -> str:  # noqa: ANN401 - a command of click
    """Return the help of the program: its verbs in groups."""
    words = gettext("VERB [OPTIONS] …")
    lines = [f"{_usage()} {words}\n", "\n"]
    for paragraph in INTRODUCTION:
        lines += [*wrap(gettext(paragraph), WIDTH), "\n"]
    lines += [*_examples(""), "\n"]
    for group, verbs in groupby(VERBS.items(), lambda item: item[1].group):
        entries = [HelpEntry(name, gettext(verb.summary)) for name, verb in verbs]
        lines += [*list_section(gettext(_GROUP_TITLES[group]), entries), "\n"]
    lines += list_section(gettext("Options"), map(_option_entry, _options(command)))
    hint = gettext(
        "targets help VERB tells of a verb; targets help dates, values, units, "
        "outcomes, formats, exit-codes or environment of a topic."
    )
    return "".join([*lines, "\n", *wrap(hint, WIDTH)]).rstrip("\n")


def verb_help(command: Any, context: Any) -> str:  # noqa: ANN401 - of click
    """Return the help of a verb: usage, examples, arguments, options in groups."""
    arguments = [
        parameter
        for parameter in command.params
        if parameter.param_type_name == "argument" and not parameter.hidden
    ]
    words = [*_path(context), gettext("[OPTIONS]"), *map(_argument_term, arguments)]
    subcommands = getattr(command, "commands", {})
    words += [gettext("[VERB …]")] if subcommands else []
    lines = [*wrap(_usage(words), WIDTH, "", " " * 8), "\n"]
    lines += [*wrap(gettext(cleandoc(command.help)), WIDTH), "\n"]
    lines += _followed(_examples(" ".join(_path(context)[1:])))
    entries = [HelpEntry(_argument_term(a), gettext(a.help)) for a in arguments]
    lines += _followed(list_section(gettext("Arguments"), entries))
    below = [
        HelpEntry(name, gettext(cleandoc(sub.help)))
        for name, sub in subcommands.items()
    ]
    lines += _followed(list_section(gettext("Verbs below it"), below))
    options = _options(command)
    for panel in PANELS:
        shown = [o for o in options if (o.rich_help_panel or PANELS[0]) == panel]
        lines += _followed(list_section(gettext(panel), map(_option_entry, shown)))
    return "".join(lines).rstrip("\n")


_GROUP_TITLES = {
    VerbGroup.TRACK: N_("Track"),
    VerbGroup.JUDGE: N_("Judge"),
    VerbGroup.REPORT: N_("Report"),
    VerbGroup.EXCHANGE: N_("Exchange"),
    VerbGroup.DESCRIBE: N_("Describe"),
    VerbGroup.LOOK_AFTER: N_("Look after"),
}


def _usage(words: Iterable[str] = ("targets",)) -> str:
    return gettext("Usage: {words}").format(words=" ".join(words))


def _path(context: Any) -> list[str]:  # noqa: ANN401 - a context of click
    """Return the words that lead to a verb: ``targets metrics add``."""
    path = [] if context.parent is None else _path(context.parent)
    return [*path, context.info_name]


def _followed(lines: Iterable[str]) -> list[str]:
    """Return lines with an empty one after them; nothing stays nothing."""
    shown = list(lines)
    return [*shown, "\n"] if shown else []


def _examples(verb: str) -> Iterator[str]:
    """Yield examples, the one in the language of the reader first."""
    pair = EXAMPLES.get(verb)
    if pair is None:
        return
    english, chinese = (example or () for example in pair)
    ordered = (chinese, english) if language_tag() == "zh" else (english, chinese)
    yield gettext("Examples:") + "\n"
    for example in ordered:
        yield f"{_INDENT}{example}\n"


def list_section(title: str, entries: Iterable[HelpEntry]) -> Iterator[str]:
    """Yield a list of terms with their explanations beside them."""
    shown = list(entries)
    if not shown:
        return
    widest = max(display_width(entry.term) for entry in shown)
    column = len(_INDENT) + min(widest, _WIDEST_TERM) + _GAP
    yield gettext("{title}:").format(title=title) + "\n"
    for term, text in shown:
        head = f"{_INDENT}{term}"
        if display_width(term) > _WIDEST_TERM:
            yield f"{head}\n"
            head = ""
        padded = head + " " * (column - display_width(head))
        yield from wrap(text, WIDTH, padded, " " * column)


def _options(command: Any) -> list[Any]:  # noqa: ANN401 - a command of click
    return [
        parameter
        for parameter in command.params
        if parameter.param_type_name == "option" and not parameter.hidden
    ]


def _option_entry(option: Any) -> HelpEntry:  # noqa: ANN401 - an option of click
    """Return an option with its value, its words and its default."""
    names = sorted(option.opts, key=len)
    value = "" if option.is_flag else f" {_value_name(option)}"
    notes = [gettext(option.help)]
    choices = [choice for choice in getattr(option.type, "choices", ()) if choice]
    if choices:
        sentence = gettext("One of {words}.")
        notes.append(sentence.format(words=join_list(map(str, choices))))
    if option.required:
        notes.append(gettext("Required."))
    elif option.default and not option.is_flag:
        notes.append(gettext("Usually {word}.").format(word=option.default))
    return HelpEntry(f"{', '.join(names)}{value}", _join(notes))


def _join(sentences: Iterable[str]) -> str:
    return ("" if language_tag() == "zh" else " ").join(filter(None, sentences))


def _value_name(option: Any) -> str:  # noqa: ANN401 - an option of click
    return pgettext("metavar", metavar_word(option))


def metavar_word(parameter: Any) -> str:  # noqa: ANN401 - a parameter of click
    """Return the word that stands for the value of a parameter: FILE, REGION."""
    if parameter.param_type_name == "argument":
        name: str = parameter.metavar or parameter.name.upper()
        return name.strip("[]").removesuffix("…").rstrip("]")
    if getattr(parameter.type, "choices", None):
        return "WORD"
    return parameter.metavar or _TYPE_NAMES.get(type(parameter.type).__name__, "TEXT")


def _argument_term(argument: Any) -> str:  # noqa: ANN401 - an argument of click
    more = "…" if "…" in (argument.metavar or "") else ""
    text = f"{pgettext('metavar', metavar_word(argument))}{more}"
    return text if argument.required else f"[{text}]"
