"""Put a failure into words: what happened, what to do, and a code for scripts."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from targetcli import errors
from targetcli.render.characters import escape_controls
from targetcli.render.error_messages.explain import (
    advise,
    ask_if_meant,
    explain,
    format_path,
    label_thing,
    locate,
    quote,
    suggest,
)
from targetcli.render.i18n import gettext, join_list, ngettext


class ErrorMessage(NamedTuple):
    """A failure in words, with a stable code for scripts."""

    code: str
    message: str
    hint: str = ""


def build_error_message(failure: errors.TargetsError) -> ErrorMessage:
    """Put a failure into words; what is quoted in them hides nothing."""
    words = _build(failure)
    return ErrorMessage(
        words.code, _escape_lines(words.message), _escape_lines(words.hint)
    )


def _escape_lines(text: str) -> str:
    return "\n".join(escape_controls(line) for line in text.split("\n"))


def _build(failure: errors.TargetsError) -> ErrorMessage:
    return _BUILDERS[type(failure)](failure)


def _build_unreadable(failure: errors.Unreadable) -> ErrorMessage:
    thing = label_thing(failure.thing)
    if thing[:1] in "aeio":
        statement = gettext("cannot read “{text}” as an {thing}")
    else:
        statement = gettext("cannot read “{text}” as a {thing}")
    statement = statement.format(text=quote(failure.text), thing=thing)
    code = f"{failure.thing.replace(' ', '-')}.unreadable"
    message = _join(statement, _explain(failure))
    return ErrorMessage(code, message, _advise(failure) or _list_accepted(failure))


def _list_accepted(failure: errors.Unreadable) -> str:
    if not failure.accepted:
        return ""
    forms = join_list(failure.accepted)
    accepted = gettext("accepted: {accepted}").format(accepted=forms)
    question = suggest(failure.text, failure.accepted) if failure.closed else ""
    return f"{question} {accepted}".strip()


def _build_unknown_name(failure: errors.UnknownName) -> ErrorMessage:
    unknown = gettext("no {thing} is called “{text}”")
    message = unknown.format(thing=label_thing(failure.thing), text=quote(failure.text))
    if failure.nearest:
        hint = ask_if_meant(failure.nearest)
    else:
        see = gettext("see: targets {command}")
        hint = see.format(command=f"{failure.thing}s")
    return ErrorMessage(f"{failure.thing}.unknown", message, hint)


def _build_unknown_column(failure: errors.UnknownColumn) -> ErrorMessage:
    unknown = gettext("there is no field “{text}”")
    fields = gettext("the fields are: {known}").format(known=join_list(failure.known))
    hint = f"{suggest(failure.text, failure.known)} {fields}".strip()
    message = unknown.format(text=quote(failure.text))
    return ErrorMessage("field.unknown", message, hint)


def _build_no_such_record(failure: errors.NoSuchRecord) -> ErrorMessage:
    missing = gettext("nothing has the id {record}")
    message = missing.format(record=quote(failure.record_id))
    hint = gettext("see: targets {command}").format(command="list")
    return ErrorMessage("record.missing", message, hint)


def _build_contradiction(failure: errors.Contradiction) -> ErrorMessage:
    return ErrorMessage("value.contradiction", _explain(failure), _advise(failure))


def _build_wrong_usage(failure: errors.WrongUsage) -> ErrorMessage:
    return ErrorMessage("usage", _explain(failure), _advise(failure))


def _build_file_refused(failure: errors.FileRefused) -> ErrorMessage:
    message = _join(escape_controls(failure.file), _explain(failure))
    return ErrorMessage("import.file", message, _advise(failure))


def _build_config_refused(failure: errors.ConfigRefused) -> ErrorMessage:
    file = escape_controls(failure.file)
    if failure.line:
        place = gettext("line {line}").format(line=failure.line)
        file = gettext("{file} {location}").format(file=file, location=place)
    message = _join(file, escape_controls(failure.key), _explain(failure))
    hint = gettext("see {page}").format(page=failure.page)
    return ErrorMessage("config", message, hint)


def _build_data_refused(failure: errors.DataRefused) -> ErrorMessage:
    head = ngettext(
        "{count} row cannot be stored, and nothing was:",
        "{count} rows cannot be stored, and nothing was:",
        failure.count,
    )
    refusals = [(row, _build(row.failure)) for row in failure.rows]
    lines = [
        f"  {_join(locate(row.location), words.message)}" for row, words in refusals
    ]
    if more := failure.count - len(failure.rows):
        rest = gettext("and {count} more").format(count=more)
        lines.append(f"  {rest}")
    hint = next((words.hint for _, words in refusals if words.hint), "")
    return ErrorMessage("import.rows", "\n".join([head, *lines]), hint)


def _build_store_unusable(failure: errors.StoreUnusable) -> ErrorMessage:
    message = explain(failure.reason)
    if failure.detail:
        template = gettext("{statement} ({detail})")
        detail = explain(failure.detail)
        message = template.format(statement=message, detail=detail)
    return ErrorMessage(
        f"store.{failure.problem.value}", message, advise(failure.reason)
    )


def _build_output_unusable(failure: errors.OutputUnusable) -> ErrorMessage:
    cannot = gettext("cannot write {path}")
    statement = cannot.format(path=format_path(failure.path))
    return ErrorMessage("output", _join(statement, _explain(failure)), _advise(failure))


def _build_not_writable(failure: errors.NotWritable) -> ErrorMessage:
    unfit = gettext("{cell} does not fit a workbook")
    statement = unfit.format(cell=escape_controls(failure.where))
    hint = gettext("write CSV or JSON, which hold anything")
    return ErrorMessage("output.unfit", _join(statement, _explain(failure)), hint)


def _build_store_busy(failure: errors.StoreBusy) -> ErrorMessage:
    busy = gettext("{file} is busy: no lock within {seconds} seconds")
    message = busy.format(
        file=escape_controls(failure.path), seconds=f"{failure.seconds:g}"
    )
    hint = gettext("nothing was stored; try again, or wait longer with --wait")
    return ErrorMessage("store.busy", message, hint)


def _explain(failure: errors.ReasonedError) -> str:
    return failure.legacy[0] if failure.legacy else explain(failure.reason)


def _advise(failure: errors.ReasonedError) -> str:
    return failure.legacy[1] if failure.legacy else advise(failure.reason)


def _join(*parts: str) -> str:
    return gettext(": ").join(part for part in parts if part)


_BUILDERS: dict[type[errors.TargetsError], Callable[..., ErrorMessage]] = {
    errors.Unreadable: _build_unreadable,
    errors.UnknownName: _build_unknown_name,
    errors.UnknownColumn: _build_unknown_column,
    errors.NoSuchRecord: _build_no_such_record,
    errors.Contradiction: _build_contradiction,
    errors.WrongUsage: _build_wrong_usage,
    errors.ConfigRefused: _build_config_refused,
    errors.FileRefused: _build_file_refused,
    errors.DataRefused: _build_data_refused,
    errors.StoreUnusable: _build_store_unusable,
    errors.OutputUnusable: _build_output_unusable,
    errors.NotWritable: _build_not_writable,
    errors.StoreBusy: _build_store_busy,
}
