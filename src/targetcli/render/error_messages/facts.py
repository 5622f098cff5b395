"""Put the facts of a failure into words, in the language of the run."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from targetcli.errors import STANDARD_OUTPUT, FileRow
from targetcli.render.characters import escape_controls
from targetcli.render.i18n import N_, gettext, join_list, label, pgettext

# What a text may fail to be that is no column of a table.
THINGS = (
    *("alias", "amount", "cell", "change", "color", "date", "deadline", "dimension"),
    *(
        "factor",
        "figure",
        "identity",
        "kept",
        "milestone",
        "number",
        "profile",
        "topic",
    ),
    *(
        "light",
        "map",
        "setting",
        "reach",
        "row",
        "text",
        "TARGETS_LANG",
        "TARGETS_NOW",
        "baseline",
        "write",
    ),
)
# What the operating system says, where it is likely to.
SYSTEM_ERRORS = (
    N_("Permission denied"),
    N_("Operation not permitted"),
    N_("No such file or directory"),
    N_("Not a directory"),
    N_("Is a directory"),
    N_("File exists"),
    N_("File name too long"),
    N_("File too large"),
    N_("No space left on device"),
    N_("Disk quota exceeded"),
    N_("Read-only file system"),
    N_("Input/output error"),
    N_("Too many levels of symbolic links"),
    N_("Too many open files"),
    N_("Bad file descriptor"),
    N_("it failed"),
)
_LONGEST_QUOTED, _SHOWN_LENGTH = 1000, 60
_SHOWN_CELLS = 3


def quote(text: str) -> str:
    """Return a text as it was typed; of one too long to be a name, its beginning."""
    if len(text) <= _LONGEST_QUOTED:
        return escape_controls(text)
    beginning = escape_controls(text[:_SHOWN_LENGTH])
    shortened = gettext("{beginning}… ({length} characters)")
    return shortened.format(beginning=beginning, length=len(text))


def label_thing(thing: str) -> str:
    """Return the label of a column, a kind of record or another thing to be read."""
    translated = pgettext("thing", thing)
    return pgettext("heading", thing) if translated == thing else translated


def ask_if_meant(names: tuple[str, ...]) -> str:
    """Ask whether one of some names was meant."""
    quoted = join_list(map(escape_controls, names))
    return gettext("did you mean {near}?").format(near=quoted)


def locate(place: FileRow) -> str:
    """Return the file and line of a row: ``a.csv line 3``."""
    if place.unit == "row":
        location = gettext("row {line}").format(line=place.line)
    elif place.unit == "object":
        location = gettext("object {line}").format(line=place.line)
    else:
        location = gettext("line {line}").format(line=place.line)
    if not place.file:
        return location
    in_file = gettext("{file} {location}")
    return in_file.format(file=quote(place.file), location=location)


def _format_cells(cells: object) -> str:
    assert isinstance(cells, tuple)
    shown = join_list(cells[:_SHOWN_CELLS])
    if len(cells) <= _SHOWN_CELLS:
        return shown
    more = gettext("{cells} and {count} more")
    return more.format(cells=shown, count=len(cells) - _SHOWN_CELLS)


def _format_kinds(kinds: object) -> str:
    assert isinstance(kinds, tuple)
    return gettext(" or ").join(map(_label_kind, kinds))


def _label_kind(kind: object) -> str:
    return label(kind) if isinstance(kind, StrEnum) else pgettext("title", str(kind))


def format_path(path: object) -> str:
    """Return the path of an output, or the label of the standard output."""
    if path == STANDARD_OUTPUT:
        return gettext("the standard output")
    return quote(str(path))


def _format_system_error(message: object) -> str:
    return gettext(quote(str(message or "it failed")))


def _format_writes(numbers: object) -> str:
    text = str(numbers)
    several = gettext("writes {numbers}") if "–" in text else gettext("write {numbers}")
    return several.format(numbers=text)


def _label(thing: object) -> str:
    return label_thing(quote(str(thing)))


# Facts of these names are of a kind that their type does not tell.
FORMATS_BY_NAME: dict[str, Callable[[object], str]] = {
    "column": _label,
    "thing": _label,
    "table": _label,
    "kind": _label_kind,
    "kinds": _format_kinds,
    "cells": _format_cells,
    "path": format_path,
    "writes": _format_writes,
    "reason": _format_system_error,
    "stat_reason": _format_system_error,
}
