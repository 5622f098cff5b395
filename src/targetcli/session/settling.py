"""Ask what nobody said, and store the answers as one write."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from targetcli.errors import Contradiction, Unreadable
from targetcli.judging.reasons import Reason
from targetcli.model.metric_meaning import get_origin
from targetcli.model.names import quote_argument
from targetcli.model.records import Basis, Better, MetricKind, Origin
from targetcli.problems.records import Conflict
from targetcli.reading import corrections
from targetcli.reading.cells import read_code, read_id
from targetcli.reading.vocabulary import Vocabulary
from targetcli.session.comparison import compare_selected
from targetcli.session.correction import check_metric_in_store, judge_selected
from targetcli.session.options import ProfileOption, RecordFilter
from targetcli.store.selection import Selection
from targetcli.store.store import Store

if TYPE_CHECKING:
    from targetcli.reports.open_questions import OpenQuestion
    from targetcli.reports.verdict_changes import RowsById
    from targetcli.store.writer import WriteTransaction

_CODES: dict[Reason, type[StrEnum]] = {
    Reason.KIND: MetricKind,
    Reason.SIDE: Better,
    Reason.BASIS: Basis,
}
# The column of a metric that answers a question.
_METRIC_COLUMNS = {Reason.KIND: "kind", Reason.SIDE: "better"}


class Answer(NamedTuple):
    """Statement of what a metric means, or one target of it."""

    asks: Reason
    metric: str
    target_id: str
    value: str


def load_open_questions(
    store: Store, record_filter: RecordFilter, as_of: date
) -> tuple[OpenQuestion, ...]:
    """Load what is unsaid of the targets that a filter selects."""
    from targetcli.reports.open_questions import list_open_questions  # noqa: PLC0415

    rows = compare_selected(store, record_filter, as_of, ProfileOption()).rows
    return list_open_questions(rows)


def read_answer(asks: Reason, text: str) -> str:
    """Return the code of an answer; raises `Unreadable` for no such answer."""
    column = _METRIC_COLUMNS.get(asks, "basis")
    spoken = corrections.translate_speech({column: text})
    code = read_code({"answer": spoken[column]}, "answer", _CODES[asks])
    return code.value if code else ""


def read_question(text: str) -> Reason:
    """Return the question that a row answers; raises `Unreadable`."""
    names = tuple(reason.value for reason in _CODES)
    if text not in names:
        raise Unreadable("asks", text, names, closed=True)
    return Reason(text)


def apply_answer(
    store: Store, transaction: WriteTransaction, answer: Answer, known: Vocabulary
) -> bool:
    """Store one answer; return False where the same was said already.

    Raises `Contradiction` where something else was, or the records contradict it.
    """
    column = _METRIC_COLUMNS.get(answer.asks)
    if column is None:
        return _apply_basis(store, transaction, answer)
    old = known.metrics.get(answer.metric)
    stored = getattr(old, column)
    if get_origin(old, column) is Origin.SAID and stored != answer.value:
        raise Contradiction(
            Conflict.SAID_OTHERWISE,
            metric=old.name,
            argument=quote_argument(old.name),
            column=column,
            value=answer.value,
            stored=stored,
            option=f"{column}={answer.value}",
        )
    new = corrections.correct_metric(old, {column: answer.value}, known)
    check_metric_in_store(store, old, new, known)
    saved = transaction.change_named(known.add_described(new))
    store.reread_metric(new.name)
    return saved.is_new


def _apply_basis(store: Store, transaction: WriteTransaction, answer: Answer) -> bool:
    target = store.target(read_id("target", answer.target_id, "T"))
    basis = Basis(answer.value)
    if target.basis_from is Origin.SAID and target.basis is not basis:
        raise Contradiction(Conflict.BASIS, basis=basis, worded=target.basis)
    said = target._replace(basis=basis, basis_from=Origin.SAID)
    return transaction.change_target(said).is_new


def judge_answered(store: Store, answers: Iterable[Answer], as_of: date) -> RowsById:
    """Judge the targets of the metrics that answers are about."""
    metrics = tuple(dict.fromkeys(answer.metric for answer in answers))
    return judge_selected(store, Selection(metrics=metrics), as_of)
