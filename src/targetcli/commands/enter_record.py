"""Enter one record from the command line."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from targetcli import environment
from targetcli.errors import OutputUnusable
from targetcli.model.names import find_similar_names
from targetcli.model.records import Metric, Region, Source
from targetcli.model.units import UserUnit
from targetcli.problems.usage import OutputProblem
from targetcli.reading.vocabulary import Vocabulary
from targetcli.render.error_messages.message import remark_text
from targetcli.render.i18n import N_, gettext
from targetcli.render.record_text import (
    new_name_text,
)
from targetcli.session.correction import check_metric_in_store
from targetcli.session.session import Session, begin_write
from targetcli.session.vocabulary import create_vocabulary, load_vocabulary
from targetcli.store.store import Store, store_exists

if TYPE_CHECKING:
    from targetcli.store.distinct_rows import SaveResult
    from targetcli.store.writer import WriteTransaction

Record = TypeVar("Record")

_UNIT_SIMILARITY = 0.75  # there are many short units, and every noun is a bit like one


# By two questions: is it a figure, and is nothing stored?
_DONE = {
    (False, False): N_("added {name}: {text}"),
    (False, True): N_("would be added {name}: {text}"),
    (True, False): N_("recorded {name}: {text}"),
    (True, True): N_("would be recorded {name}: {text}"),
}
_ALREADY_THERE = N_("already there as {name}: {text}")


def enter_record(
    session: Session,
    command: str,
    read: Callable[[Vocabulary], Record],
    save: Callable[[WriteTransaction, Record], SaveResult],
    describe: Callable[[Record, int], tuple[str, str]],
    *,
    dry_run: bool = False,
) -> None:
    """Read one record with the names of the store, save it and print its name or id.

    It is read before a store is created, so that unreadable text leaves no store.
    """
    if not store_exists(session.path):
        read(create_vocabulary())

    def fill(store: Store) -> tuple[Record, SaveResult, Vocabulary]:
        with begin_write(store, command, dry_run=dry_run) as transaction:
            vocabulary = load_vocabulary(store)
            record = read(vocabulary)
            transaction.save_new_names(vocabulary.new_records)
            _describe_metrics(store, transaction, vocabulary)
            return record, save(transaction, record), vocabulary

    record, saved, vocabulary = session.fill_store(fill, dry_run=dry_run)
    name, text = describe(record, saved.id)
    sentence = _DONE[command == "record", dry_run] if saved.is_new else _ALREADY_THERE
    session.say(gettext(sentence).format(name=name, text=text))
    for new_record in vocabulary.new_records:
        session.say(new_name_text(new_record) + _spelling_hint(vocabulary, new_record))
    say_remarks(session, vocabulary)
    print_name(name, dry_run=dry_run)


def say_remarks(session: Session, vocabulary: Vocabulary) -> None:
    """Print the remarks on how a record was read, each once."""
    for remark in dict.fromkeys(map(remark_text, vocabulary.take_remarks())):
        session.say(remark)


def _describe_metrics(
    store: Store, transaction: WriteTransaction, vocabulary: Vocabulary
) -> None:
    """Store what a row says of stored metrics, unless their records contradict it."""
    stored = {metric.name: metric for metric in store.metrics()}
    for metric in vocabulary.take_described_metrics():
        check_metric_in_store(store, stored[metric.name], metric, vocabulary)
        transaction.change_named(metric)


def print_name(name: str, *, dry_run: bool) -> None:
    """Print the id or name of a saved record on stdout.

    Raises `OutputUnusable`, with a hint that the record is stored all the same.
    """
    try:
        environment.write_stdout([f"{name}\n"], exact=False)
    except OutputUnusable as failure:
        if dry_run:
            raise
        raise OutputUnusable(
            failure.path, OutputProblem.STORED, failure=failure.reason, name=name
        ) from failure


def _spelling_hint(vocabulary: Vocabulary, new_record: object) -> str:
    """Return a question about a similar name, if a new name looks like a slip."""
    match new_record:
        case Region(name=name):
            similar = vocabulary.regions.find_similar(name)
        case Metric(name=name) if vocabulary.find_indicator(name):
            return ""  # the lexicon knows it, so it is no slip
        case Metric(name=name, name_en=name_en, aliases=aliases):
            similar = vocabulary.metrics.find_similar(name, name_en, *aliases)
        case UserUnit(name=word):
            others = (
                unit.text for unit in vocabulary.units.units() if unit.text != word
            )
            similar = next(iter(find_similar_names(word, others, _UNIT_SIMILARITY)), "")
        case Source(id=source_id, title=title) if title:
            similar = vocabulary.sources.find_similar(title, source_id)
        case _:
            return ""
    sentence = gettext(" (did you mean {name}?)") if similar else ""
    return sentence.format(name=similar)


def list_cells(row: Any) -> dict[str, str]:  # noqa: ANN401 - a NamedTuple of options
    """Return the options of a record as the cells of a row in a file.

    An option not given is an empty cell, a flag is ``yes``, a list is joined by ``|``.
    """
    return {column: _cell(value) for column, value in row._asdict().items()}


def _cell(value: object) -> str:
    if isinstance(value, list):
        return "|".join(value)
    return "yes" if value is True else str(value or "")
