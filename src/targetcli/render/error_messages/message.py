"""Put a failure into words: what happened, what to do, and a code for scripts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from targetcli import errors
from targetcli.model.names import find_similar_names
from targetcli.model.quantity import format_digits
from targetcli.problems.problem import FailureReason, Problem
from targetcli.reading.headings import find_synonyms
from targetcli.render.characters import escape_controls
from targetcli.render.error_messages import (
    corrections,
    files,
    findings,
    headings,
    past,
    reading,
    records,
    remarks,
    rows,
    stores,
    usage,
    workers,
)
from targetcli.render.error_messages.facts import (
    FORMATS_BY_NAME,
    ask_if_meant,
    format_path,
    label_thing,
    locate,
    quote,
)
from targetcli.render.error_messages.sentence import Sentence
from targetcli.render.i18n import (
    gettext,
    join_clauses,
    join_list,
    label,
    language_tag,
    ngettext,
    pgettext,
)

SENTENCES: dict[Problem, Sentence] = {
    **reading.SENTENCES,
    **records.SENTENCES,
    **corrections.SENTENCES,
    **files.SENTENCES,
    **headings.SENTENCES,
    **rows.SENTENCES,
    **past.SENTENCES,
    **usage.SENTENCES,
    **stores.SENTENCES,
    **findings.SENTENCES,
    **remarks.SENTENCES,
    **workers.SENTENCES,
}


class ErrorMessage(NamedTuple):
    """A failure in words, with a stable code for scripts."""

    code: str
    message: str
    hint: str = ""


def remark_text(remark: FailureReason) -> str:
    """Return a remark with what to do about it."""
    return join_clauses(filter(None, (explain(remark), advise(remark))))


def build_error_message(failure: errors.TargetsError) -> ErrorMessage:
    """Put a failure into words; what is quoted in them hides nothing."""
    words = _build(failure)
    return ErrorMessage(
        words.code, _escape_lines(words.message), _escape_lines(words.hint)
    )


def explain(reason: FailureReason) -> str:
    """Return the sentence of a problem, "" where it needs none."""
    return _fill(SENTENCES[reason.problem].message, reason.facts)


def advise(reason: FailureReason) -> str:
    """Return the hint on a problem, "" where there is no general one."""
    return _fill(SENTENCES[reason.problem].hint, reason.facts)


def _fill(template: str, facts: Mapping[str, object]) -> str:
    words = {name: _format_fact(name, fact) for name, fact in facts.items()}
    return gettext(template).format(**words)


def _format_fact(name: str, fact: object) -> str:
    if name in FORMATS_BY_NAME:
        return FORMATS_BY_NAME[name](fact)
    match fact:
        case FailureReason():
            return explain(fact)
        case errors.TargetsError():
            return build_error_message(fact).message
        case errors.FileRow():
            return locate(fact)
        case StrEnum():
            return label(fact)
        case tuple():
            return join_list(_format_fact("", item) for item in fact)
        case Decimal():
            return format_digits(fact)
        case date():
            return fact.isoformat()
        case _:
            return quote(str(fact))


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
    message = _join(statement, explain(failure.reason))
    return ErrorMessage(
        code, message, advise(failure.reason) or _list_accepted(failure)
    )


def _list_accepted(failure: errors.Unreadable) -> str:
    if not failure.accepted:
        return ""
    forms = join_list(_order_examples(failure))
    accepted = gettext("accepted: {accepted}").format(accepted=forms)
    return _suggest(failure.text, failure.accepted, accepted, ask=failure.closed)


def _order_examples(failure: errors.Unreadable) -> tuple[str, ...]:
    """Return the accepted forms in the language of the input, and those of neither.

    Letters typed by who reads Chinese get both, the Chinese ones first.
    """
    accepted, is_ascii = failure.accepted, failure.text.isascii()
    if failure.closed:
        return accepted
    if is_ascii and language_tag() != "en":
        return tuple(sorted(accepted, key=str.isascii))
    in_language = [
        form
        for form in accepted
        if form.isascii() == is_ascii or _is_of_no_language(form)
    ]
    return tuple(in_language) or accepted


def _is_of_no_language(form: str) -> bool:
    """Return True for digits and codes, such as 2025Q2, 5% and 2021..2025."""
    return form.isascii() and not any(
        word.isalpha() and len(word) > 1 for word in form.split()
    )


# Where names are listed that have no verb of their own.
_LISTS = {
    "plan": "compare --group plan",
    "owner": "compare --group owner",
    "scope": "list --fields id,scope",
}


def _build_unknown_name(failure: errors.UnknownName) -> ErrorMessage:
    unknown = gettext("no {thing} is called “{text}”")
    message = unknown.format(thing=label_thing(failure.thing), text=quote(failure.text))
    if failure.nearest:
        hint = ask_if_meant(failure.nearest)
    else:
        see = gettext("see: targets {command}")
        command = _LISTS.get(failure.thing, f"{failure.thing}s")
        hint = see.format(command=command)
    return ErrorMessage(f"{failure.thing}.unknown", message, hint)


def _build_unknown_column(failure: errors.UnknownColumn) -> ErrorMessage:
    unknown = gettext("there is no field “{text}”")
    headings = (pgettext("heading", column) for column in failure.known)
    shown = tuple(dict.fromkeys(headings))
    fields = gettext("the fields are: {known}").format(known=join_list(shown))
    meant = find_synonyms(failure.text, failure.known)
    known = failure.known if failure.text.isascii() else shown
    hint = ask_if_meant(meant) if meant else _suggest(failure.text, known, fields)
    message = unknown.format(text=quote(failure.text))
    return ErrorMessage("field.unknown", message, hint)


def _build_no_such_record(failure: errors.NoSuchRecord) -> ErrorMessage:
    missing = gettext("nothing has the id {record}")
    message = missing.format(record=quote(failure.record_id))
    hint = gettext("see: targets {command}").format(command="list")
    return ErrorMessage("record.missing", message, hint)


def _build_contradiction(failure: errors.Contradiction) -> ErrorMessage:
    return ErrorMessage(
        "value.contradiction", explain(failure.reason), advise(failure.reason)
    )


def _build_wrong_usage(failure: errors.WrongUsage) -> ErrorMessage:
    return ErrorMessage("usage", explain(failure.reason), advise(failure.reason))


def _build_file_refused(failure: errors.FileRefused) -> ErrorMessage:
    message = _join(quote(failure.file), explain(failure.reason))
    return ErrorMessage("import.file", message, advise(failure.reason))


def _build_config_refused(failure: errors.ConfigRefused) -> ErrorMessage:
    file = quote(failure.file)
    if failure.line:
        place = gettext("line {line}").format(line=failure.line)
        file = gettext("{file} {location}").format(file=file, location=place)
    message = _join(file, escape_controls(failure.key), explain(failure.reason))
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
    return ErrorMessage(
        "output", _join(statement, explain(failure.reason)), advise(failure.reason)
    )


def _build_not_writable(failure: errors.NotWritable) -> ErrorMessage:
    unfit = gettext("{cell} does not fit a workbook")
    statement = unfit.format(cell=escape_controls(failure.where))
    hint = gettext("write CSV or JSON, which hold anything")
    return ErrorMessage("output.unfit", _join(statement, explain(failure.reason)), hint)


def _build_store_busy(failure: errors.StoreBusy) -> ErrorMessage:
    busy = gettext("{file} is busy: no lock within {seconds} seconds")
    message = busy.format(file=quote(failure.path), seconds=f"{failure.seconds:g}")
    hint = gettext("nothing was stored; try again, or wait longer with --wait")
    return ErrorMessage("store.busy", message, hint)


def _build_workers_failed(failure: errors.WorkersFailed) -> ErrorMessage:
    return ErrorMessage(
        "workers.failed", explain(failure.reason), advise(failure.reason)
    )


def _suggest(text: str, known: tuple[str, ...], rest: str, *, ask: bool = True) -> str:
    """Ask whether a known word was meant, before the rest of a hint."""
    similar = find_similar_names(text, known) if ask else ()
    if not similar:
        return rest
    question = ask_if_meant(similar)
    return gettext("{question} {rest}").format(question=question, rest=rest)


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
    errors.WorkersFailed: _build_workers_failed,
}
