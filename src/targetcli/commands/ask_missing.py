"""Ask on a terminal for what a command line leaves out."""

from __future__ import annotations

from typing import Any

from targetcli import environment
from targetcli.render.i18n import N_, gettext

# What is asked of a target, in this order; what Enter may leave out comes last.
_REQUIRED = {
    "region": N_("Country, region or body: "),
    "metric": N_("What is measured, such as homes: "),
}
_OPTIONAL = {
    "value": N_("Value as written, such as at least 5% (Enter leaves it out): "),
    "deadline": N_("Deadline, such as 2025 or March 2025 (Enter leaves it out): "),
}
# These tell that a target has no value, or that nobody wants to be asked.
_NO_VALUE = ("as_written", "kind")
_SILENT = ("quiet", "help")


def complete_words(command: Any, context: Any, words: list[str]) -> list[str]:  # noqa: ANN401 - of click
    """Return a command line with the answers of the user behind it."""
    given, *_ = command.make_parser(context).parse_args(list(words))
    if any(given.get(name) for name in _SILENT):
        return words
    arguments: list[str] = []
    for name, question in _REQUIRED.items():
        if given.get(name):
            continue
        answer = environment.ask(gettext(question))
        if not answer:
            return words
        arguments.append(answer)
    options: list[str] = []
    has_no_value = any(given.get(name) for name in _NO_VALUE)
    for name, question in _OPTIONAL.items():
        if given.get(name) or (name == "value" and has_no_value):
            continue
        answer = environment.ask(gettext(question))
        if answer and name == "value":
            arguments.append(answer)
        elif answer:
            options += ["--by", answer]
    return _join(words, options, arguments)


def _join(words: list[str], options: list[str], arguments: list[str]) -> list[str]:
    """Return a command line with more options, and more arguments at its end."""
    end = words.index("--") if "--" in words else len(words)
    head, tail = words[:end], words[end + 1 :]
    rest = [*tail, *arguments]
    return [*head, *options, *(["--", *rest] if rest else [])]
