"""Failures as sentences: what happened, and what to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from targetcli import errors
from targetcli.errors import StoreTrouble
from targetcli.model.names import find_similar_names
from targetcli.render.characters import escape_controls

_LONGEST_QUOTED, _SHOWN = 1000, 60


class Complaint(NamedTuple):
    """A failure in words, with a stable code for scripts."""

    code: str
    message: str
    hint: str = ""


_STORE: dict[StoreTrouble, tuple[str, str]] = {
    StoreTrouble.MISSING: (
        "there is no store at {path}",
        "make one with: targets init",
    ),
    StoreTrouble.EMPTY: (
        "{path} is an empty file, not a store",
        "it may have lost its content: look for a backup before you replace it",
    ),
    StoreTrouble.FOREIGN: (
        "{path} is not a store of targets",
        "name another file with --db, or make a store with: targets init",
    ),
    StoreTrouble.NEWER: (
        "{path} was written by a newer version of targets",
        "upgrade targets on this machine; the file was left alone",
    ),
    StoreTrouble.OLDER: (
        "{path} was written by an older version of targets",
        "leave out --no-migrate: it is upgraded, and kept as it was beside itself",
    ),
    StoreTrouble.OLDER_READ_ONLY: (
        "{path} needs an upgrade, and cannot be written",
        "check its owner and mode, or copy it to where you may write",
    ),
    StoreTrouble.DAMAGED: (
        "{path} is damaged",
        "restore a backup, or recover what can be read with sqlite3 … .recover",
    ),
    StoreTrouble.READ_ONLY: (
        "{path} is read-only",
        "check its owner and mode, or copy it to where you may write",
    ),
    StoreTrouble.FULL: (
        "there is no room to write {path}",
        "free some space and try again; nothing of this was stored",
    ),
    StoreTrouble.EXISTS: (
        "there is a store at {path} already",
        "use it as it is, or name another file with --db",
    ),
    StoreTrouble.UNREACHABLE: (
        "{path} cannot be opened",
        "check the path and its permissions",
    ),
    StoreTrouble.LINKED: (
        "{path} must have one name only to be written",
        "remove the other name (a symbolic link is fine), or work on a copy",
    ),
    StoreTrouble.FAILED: (
        "{path} could not be used",
        "see what it says of itself: targets check",
    ),
    StoreTrouble.OLD_SQLITE: (
        "this machine's SQLite is too old for {path}",
        "SQLite 3.37 or later is needed",
    ),
}


def complaint_of(failure: errors.TargetsError) -> Complaint:
    """Put a failure into words; what is quoted back is made safe."""
    told = _told(failure)
    return Complaint(told.code, _lines_safe(told.message), _lines_safe(told.hint))


def _lines_safe(text: str) -> str:
    return "\n".join(escape_controls(line) for line in text.split("\n"))


def _told(failure: errors.TargetsError) -> Complaint:
    tell = _TELLERS.get(type(failure))
    return tell(failure) if tell else Complaint("unexpected", repr(failure))


def _unknown_column(failure: errors.UnknownColumn) -> Complaint:
    message = f"there is no field “{_shortly(failure.text)}”"
    known = ", ".join(failure.known)
    hint = f"{_did_you_mean(failure.text, failure.known)}the fields are: {known}"
    return Complaint("field.unknown", message, hint)


def _no_such_record(failure: errors.NoSuchRecord) -> Complaint:
    message = f"nothing has the id {_quoted(failure.record_id)}"
    return Complaint("record.missing", message, "see: targets list")


def _contradiction(failure: errors.Contradiction) -> Complaint:
    message = f"{_shortly(failure.one)}, but {_shortly(failure.other)}"
    return Complaint("value.contradiction", message, failure.hint)


def _wrong_usage(failure: errors.WrongUsage) -> Complaint:
    return Complaint("usage", _quoted(failure.what), failure.hint)


def _file_refused(failure: errors.FileRefused) -> Complaint:
    message = f"{_quoted(failure.file)}: {_quoted(failure.why)}"
    return Complaint("import.file", message, failure.hint)


def _config_refused(failure: errors.ConfigRefused) -> Complaint:
    line = f" line {failure.line}" if failure.line else ""
    key = f"{_quoted(failure.key)}: " if failure.key else ""
    message = f"{_quoted(failure.file)}{line}: {key}{_quoted(failure.why)}"
    return Complaint("config", message, "see docs/profiles.md")


def _output_unusable(failure: errors.OutputUnusable) -> Complaint:
    message = f"cannot write {_quoted(failure.path)}: {failure.why}"
    return Complaint("output", message, failure.hint)


def _not_writable(failure: errors.NotWritable) -> Complaint:
    message = f"{_quoted(failure.where)} does not fit a workbook: {failure.why}"
    return Complaint("output.unfit", message, "write CSV or JSON, which hold anything")


def _store_busy(failure: errors.StoreBusy) -> Complaint:
    waited = f"no lock within {failure.seconds:g} seconds"
    hint = "nothing was stored; try again, or wait longer with --wait"
    return Complaint("store.busy", f"{_quoted(failure.path)} is busy: {waited}", hint)


def _unreadable(failure: errors.Unreadable) -> Complaint:
    article = "an" if failure.thing[:1] in "aeio" else "a"
    message = f"cannot read “{_shortly(failure.text)}” as {article} {failure.thing}"
    if failure.why:
        message += f": {_quoted(failure.why)}"
    hint = f"accepted: {', '.join(failure.accepted)}" if failure.accepted else ""
    if failure.closed:
        hint = f"{_did_you_mean(failure.text, failure.accepted)}{hint}"
    return Complaint(f"{failure.thing.replace(' ', '-')}.unreadable", message, hint)


def _did_you_mean(text: str, known: tuple[str, ...]) -> str:
    near = ", ".join(find_similar_names(text, known))
    return f"did you mean {near}? " if near else ""


def _unknown_name(failure: errors.UnknownName) -> Complaint:
    message = f"no {failure.thing} is called “{_shortly(failure.text)}”"
    near = ", ".join(_quoted(name) for name in failure.nearest)
    hint = f"did you mean {near}?" if near else f"see: targets {failure.thing}s"
    return Complaint(f"{failure.thing}.unknown", message, hint)


def _data_refused(failure: errors.DataRefused) -> Complaint:
    lines = []
    for row in failure.rows:
        told = _told(row.failure)
        place = f"{_quoted(row.file)} {row.counted} {row.line}"
        lines.append(f"  {place}: {told.message}")
    if failure.count > len(failure.rows):
        lines.append(f"  and {failure.count - len(failure.rows)} more")
    rows = "row" if failure.count == 1 else "rows"
    head = f"{failure.count} {rows} cannot be stored, and nothing was:"
    message = "\n".join([head, *lines])
    hints = dict.fromkeys(_told(row.failure).hint for row in failure.rows)
    first = next((hint for hint in hints if hint), "")
    return Complaint("import.rows", message, first)


def _store_unusable(failure: errors.StoreUnusable) -> Complaint:
    sentence, hint = _STORE[failure.trouble]
    message = sentence.format(path=_quoted(failure.path))
    if failure.detail:
        message += f" ({_quoted(failure.detail)})"
    return Complaint(f"store.{failure.trouble.value}", message, hint)


def _quoted(text: str) -> str:
    return escape_controls(text)


def _shortly(text: str) -> str:
    """Quote what was typed; of a text that is no name or value, only how it begins."""
    if len(text) <= _LONGEST_QUOTED:
        return _quoted(text)
    return f"{_quoted(text[:_SHOWN])}… ({len(text)} characters)"


_TELLERS: dict[type[errors.TargetsError], Callable[..., Complaint]] = {
    errors.Unreadable: _unreadable,
    errors.UnknownName: _unknown_name,
    errors.UnknownColumn: _unknown_column,
    errors.NoSuchRecord: _no_such_record,
    errors.Contradiction: _contradiction,
    errors.WrongUsage: _wrong_usage,
    errors.ConfigRefused: _config_refused,
    errors.FileRefused: _file_refused,
    errors.DataRefused: _data_refused,
    errors.StoreUnusable: _store_unusable,
    errors.OutputUnusable: _output_unusable,
    errors.NotWritable: _not_writable,
    errors.StoreBusy: _store_busy,
}
