"""Ask on a terminal what a new metric means; no answer leaves it unsaid."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from targetcli import environment
from targetcli.model.records import Better, Metric, MetricKind, Target
from targetcli.model.sides import list_sides
from targetcli.reading.headings import translate_code
from targetcli.reading.vocabulary import Vocabulary
from targetcli.render.i18n import N_, gettext
from targetcli.session.session import Session
from targetcli.session.vocabulary import create_vocabulary, load_vocabulary
from targetcli.store.store import store_exists

Cells = dict[str, str]

_QUESTIONS: dict[str, tuple[str, type[StrEnum]]] = {
    "kind": (
        N_(
            "Is {metric} a stock (at a day), a flow (over a time), a ratio, a rank or "
            "an event? Enter leaves it unsaid: "
        ),
        MetricKind,
    ),
    "better": (
        N_("Is more or less of {metric} better, or none? Enter leaves it unsaid: "),
        Better,
    ),
}


def ask_meaning(
    session: Session, cells: Cells, read: Callable[[Cells, Vocabulary], object]
) -> Cells:
    """Return the cells of a row with what the user says of a metric that is new.

    Nothing is asked in a quiet run, nor where nobody could answer.
    """
    if session.quiet or not environment.can_ask():
        return cells
    vocabulary = _load_names(session)
    record = read(cells, vocabulary)
    new = [r for r in vocabulary.new_records if isinstance(r, Metric)]
    if not new:
        return cells
    answers = {
        column: _ask(column, new[0].name) for column in _list_unsaid(new[0], record)
    }
    return cells | {column: answer for column, answer in answers.items() if answer}


def _load_names(session: Session) -> Vocabulary:
    if not store_exists(session.path):
        return create_vocabulary()
    with session.open_store() as store:
        return load_vocabulary(store)


def _list_unsaid(metric: Metric, record: object) -> list[str]:
    """List the unsaid parts of a metric; a side that the target gives is not one."""
    unsaid = ["kind"] if metric.kind is None else []
    is_side_needed = not isinstance(record, Target) or len(list_sides(record)) > 1
    return [*unsaid, *(["better"] if metric.better is None and is_side_needed else [])]


def _ask(column: str, metric: str) -> str:
    """Ask until the answer is a known word, or none."""
    question, codes = _QUESTIONS[column]
    known = {code.value for code in codes}
    while True:
        answer = translate_code(
            environment.ask(gettext(question).format(metric=metric))
        )
        if not answer or answer in known:
            return answer
