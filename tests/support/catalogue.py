"""Find every message to translate in the source, and read the catalogue on disk."""

from __future__ import annotations

import io
import pkgutil
import re
from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from importlib import import_module
from inspect import cleandoc
from typing import Any, NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from typer.main import get_command

import targetcli.render
from support.paths import CHECKOUT
from targetcli.commands.app import load_app
from targetcli.commands.help_pages import metavar_word
from targetcli.commands.verbs import VERBS
from targetcli.judging.outcome import Outcome, Role
from targetcli.judging.pace import PaceClass
from targetcli.judging.pace import PathKind as PacePath
from targetcli.judging.reasons import Reason
from targetcli.model.records import (
    Basis,
    Better,
    Commitment,
    FigureStatus,
    MetricKind,
    Origin,
    When,
)
from targetcli.render.error_messages.facts import THINGS
from targetcli.render.i18n import message_context
from targetcli.render.table import Layout
from targetcli.render.verdict_text import FlipCause
from targetcli.reports.checks import CHECKS
from targetcli.reports.ranking import RankRefusal

SOURCE = CHECKOUT / "src" / "targetcli"
PO = SOURCE / "locales" / "zh" / "LC_MESSAGES" / "targets.po"
MO = PO.with_suffix(".mo")

# How Babel finds messages: which arguments hold the message, its plural, its context.
KEYWORDS = {
    "gettext": None,
    "N_": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
# The closed vocabularies whose values are looked up by what they are.
VOCABULARIES: tuple[type[StrEnum], ...] = (
    *(Outcome, Reason, FigureStatus, Basis, Commitment, MetricKind, Better, Role),
    *(PacePath, PaceClass, FlipCause, Origin, When, RankRefusal),
)
# What a page is called, and what its title tells beside.
TITLES = (
    *(
        "list",
        "figures",
        "compare",
        "compare-by",
        "rank",
        "rank-by",
        "misses",
        "due",
        "check",
        "log",
    ),
    *("where", "targets", "regions", "metrics", "units", "sources", "identities"),
    *("milestones", "as_of", "profile", "profile_version", "until", "by", "found"),
    *("checks", "id", "settle"),
)
# What a write did to a record.
DONE = ("added", "changed", "removed")
# What an undo did to a row.
UNDONE = ("put back", "taken out", "as before")


class Message(NamedTuple):
    """Something to say: in which vocabulary, in one form or for one and several."""

    context: str
    english: str
    plural: str = ""


@cache
def find_messages() -> dict[Message, str]:
    """Return everything there is to say, and where it is said first."""
    titles = {Message("title", title): "a title" for title in TITLES}
    titles |= {Message("done", word): "the log" for word in DONE}
    titles |= {Message("file", word): "targets where" for word in ("store", "seeds")}
    titles |= {Message("undone", word): "an undo" for word in UNDONE}
    titles |= {Message("thing", thing): "a failure" for thing in THINGS}
    titles |= {Message("", check.description): "a check" for check in CHECKS}
    return {
        **_find_literals(),
        **_find_codes(),
        **_find_headings(),
        **_find_help(),
        **titles,
    }


def _find_help() -> dict[Message, str]:
    """Return what the help of every verb says, and what stands for values in it."""
    found: dict[Message, str] = {}
    for words, command in list_commands():
        where = f"targets {' '.join(words)} --help"
        found[Message("", cleandoc(command.help))] = where
        for parameter in command.params:
            if parameter.hidden:
                continue
            found[Message("", parameter.help)] = where
            if parameter.param_type_name == "argument" or not parameter.is_flag:
                found[Message("metavar", metavar_word(parameter))] = where
    return found


def list_commands() -> list[tuple[tuple[str, ...], Any]]:
    """Return every command of the program with the words that lead to it."""
    commands: list[tuple[tuple[str, ...], Any]] = []
    for name in VERBS:
        command = get_command(load_app(name))
        commands.append(((name,), command))
        below = getattr(command, "commands", {})
        commands += [((name, sub), found) for sub, found in below.items()]
    return commands


def _find_literals() -> dict[Message, str]:
    found: dict[Message, str] = {}
    for file, line, message, _, context in extract_from_dir(
        SOURCE, [("**.py", "python"), ("**.html", "jinja2")], keywords=KEYWORDS
    ):
        forms = message if isinstance(message, tuple) else (message,)
        found.setdefault(Message(context or "", *forms), f"{file}:{line}")
    return found


def _find_codes() -> dict[Message, str]:
    return {
        Message(message_context(kind), value.value): kind.__name__
        for kind in VOCABULARIES
        for value in kind
        if value.value
    }


def _find_headings() -> dict[Message, str]:
    return {
        Message(column.heading_context, column.key): "a column"
        for layout in find_layouts()
        for column in layout.columns
    }


def find_layouts() -> list[Layout[object]]:
    """Return the layout of every table there is."""
    modules = [
        import_module(found.name)
        for found in pkgutil.walk_packages(
            targetcli.render.__path__, "targetcli.render."
        )
    ]
    return [
        make()
        for module in modules
        for name, make in vars(module).items()
        if name.endswith("_layout") and make.__module__ == module.__name__
    ]


def read_catalogue() -> Catalog:
    """Return the catalogue as it is on disk."""
    with PO.open("rb") as file:
        return read_po(file, locale="zh")


def read_translations() -> dict[Message, tuple[str, ...]]:
    """Return what every message of the catalogue is in Chinese, form by form."""
    return {
        Message(message.context or "", *_forms(message.id)): _forms(message.string)
        for message in read_catalogue()
        if message.id
    }


def _forms(text: str | Sequence[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def compile_catalogue(catalogue: Catalog) -> bytes:
    """Return a catalogue as Babel compiles it."""
    sheet = io.BytesIO()
    write_mo(sheet, catalogue)
    return sheet.getvalue()


def update_catalogue() -> None:
    """Add what is new to the catalogue, untranslated; take out what is not said."""
    catalogue, wanted = read_catalogue(), find_messages()
    for message in list(catalogue):
        known = Message(message.context or "", *_forms(message.id))
        if message.id and known not in wanted:
            catalogue.delete(message.id, message.context)
    for context, english, plural in wanted:
        key = (english, plural) if plural else english
        if catalogue.get(english, context or None) is None:
            catalogue.add(key, context=context or None)
    sheet = io.BytesIO()
    write_po(sheet, catalogue, sort_output=True, no_location=True, width=88)
    PO.write_bytes(sheet.getvalue())
    MO.write_bytes(compile_catalogue(read_catalogue()))


def find_placeholders(text: str) -> list[str]:
    """Return the names that stand in braces."""
    return sorted(set(re.findall(r"{(\w*)[^}]*}", text)))
