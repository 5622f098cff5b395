"""Settle what nobody said: ask for it, write it out to be answered, or take it back."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from targetcli import environment
from targetcli.commands import record_options as options
from targetcli.commands.correct_reference_data import say_verdict_changes
from targetcli.commands.verb_app import new_app, spread_options
from targetcli.errors import BadRow, DataRefused, TargetsError, Unreadable
from targetcli.exporting.output import show_dataset
from targetcli.render.columns.open_questions import (
    open_question_json,
    open_questions_layout,
)
from targetcli.render.error_messages.message import build_error_message
from targetcli.render.i18n import gettext, join_list, label, ngettext
from targetcli.render.undecided.questions import hanging_text, question_sentence
from targetcli.reports.open_questions import OpenQuestion
from targetcli.reports.verdict_changes import find_verdict_changes
from targetcli.session.dataset import Dataset
from targetcli.session.declarations import Argument, Option
from targetcli.session.filter_remarks import say_unmatched
from targetcli.session.options import OutputOptions, RecordFilter
from targetcli.session.session import Session
from targetcli.session.settling import (
    Answer,
    apply_answer,
    judge_answered,
    load_open_questions,
    read_answer,
)
from targetcli.session.vocabulary import load_vocabulary

if TYPE_CHECKING:
    from targetcli.importing.answers import AnswerRow

app = new_app()


@app.command("settle")
@spread_options
def settle(
    session: Session,
    record_filter: RecordFilter,
    output: OutputOptions,
    file: Annotated[
        Path | None,
        Argument(metavar="[FILE]", help="Answers in a CSV file that -o wrote."),
    ] = None,
    all_questions: Annotated[
        bool, Option("--all", help="Also what no verdict hangs on today.")
    ] = False,
    dry_run: options.DryRun = False,
) -> None:
    """Go through what nobody said and the verdicts that hang on it."""
    if file is not None:
        _take_back(session, file, dry_run=dry_run)
        return
    with session.open_store() as store:
        say_unmatched(session, store, record_filter)
        found = load_open_questions(store, record_filter, environment.today())
        questions = tuple(q for q in found if q.hanging or all_questions)
        if not _can_ask(session, output):
            _show_questions(session, questions, output)
            return
    answers = tuple(_ask_all(questions))
    if left_out := len(found) - len(questions):
        more = ngettext(
            "no verdict hangs on {count} more thing: targets settle --all",
            "no verdict hangs on {count} more things: targets settle --all",
            left_out,
        )
        environment.say(more)
    if answers:
        _store_answers(session, answers, dry_run=dry_run)


def _can_ask(session: Session, output: OutputOptions) -> bool:
    is_data = output.chosen_format is not None or output.path is not None
    is_on_screen = environment.is_on_terminal() and environment.can_ask()
    return is_on_screen and not session.quiet and not is_data


def _show_questions(
    session: Session, questions: tuple[OpenQuestion, ...], output: OutputOptions
) -> None:
    layout = open_questions_layout()
    head = {"as_of": environment.today().isoformat()}
    dataset = Dataset("settle", layout, questions, open_question_json, head)
    show_dataset(session, dataset, output)


def _ask_all(questions: tuple[OpenQuestion, ...]) -> Iterator[Answer]:
    """Ask one question after another; no answer leaves a thing unsaid."""
    if not questions:
        environment.say(gettext("Nothing is unsaid that a verdict hangs on."))
    for number, question in enumerate(questions, 1):
        environment.say(f"\n{number}/{len(questions)}  {question_sentence(question)}")
        for hanging in question.hanging:
            environment.say(f"  {hanging_text(hanging)}")
        value = _ask(question)
        if value:
            yield Answer(question.asks, question.metric, question.target_id, value)


def _ask(question: OpenQuestion) -> str:
    """Ask until an answer can be read; return "" for none."""
    choices = join_list(map(_choice_text, question.choices))
    prompt = gettext("  {choices}; Enter leaves it unsaid: ").format(choices=choices)
    while True:
        text = environment.ask(prompt)
        try:
            return read_answer(question.asks, text)
        except Unreadable as failure:
            environment.say(f"  {build_error_message(failure).message}")


def _choice_text(choice: StrEnum) -> str:
    """Return an answer as it is typed, with its label where that is another word."""
    word = label(choice)
    if word == choice.value:
        return word
    return choice.value + gettext(" ({status})").format(status=word)


def _take_back(session: Session, file: Path, *, dry_run: bool) -> None:
    from targetcli.importing.answers import read_answers  # noqa: PLC0415 - only for a file

    rows = read_answers(file)
    if not rows:
        session.say(gettext("{file}: no answers").format(file=file.name))
        return
    _store_answers(
        session, tuple(row.answer for row in rows), (file.name, rows), dry_run=dry_run
    )


def _store_answers(
    session: Session,
    answers: tuple[Answer, ...],
    origin: tuple[str, tuple[AnswerRow, ...]] | None = None,
    *,
    dry_run: bool,
) -> None:
    """Store answers as one write, or refuse all of them."""
    today = environment.today()
    with session.change_store("settle", dry_run=dry_run) as (store, transaction):
        known = load_vocabulary(store)
        before = judge_answered(store, answers, today)
        bad_rows: list[BadRow] = []
        stored = 0
        for number, answer in enumerate(answers):
            try:
                stored += apply_answer(store, transaction, answer, known)
            except TargetsError as failure:
                if origin is None:
                    raise
                file, rows = origin
                line, _, cells = rows[number]
                bad_rows.append(BadRow(file, line, failure, cells))
        if bad_rows:
            raise DataRefused(tuple(bad_rows), len(bad_rows))
        after = judge_answered(store, answers, today)
    if dry_run:
        sentence = ngettext(
            "would settle {count} thing that nobody had said",
            "would settle {count} things that nobody had said",
            stored,
        )
    else:
        sentence = ngettext(
            "settled {count} thing that nobody had said",
            "settled {count} things that nobody had said",
            stored,
        )
    session.say(sentence)
    changes = tuple(find_verdict_changes(before, after))
    say_verdict_changes(session, changes, today, dry_run=dry_run)
