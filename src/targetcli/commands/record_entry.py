"""Entering one record by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from targetcli import environment
from targetcli.errors import OutputUnusable
from targetcli.model.names import nearest
from targetcli.model.records import Metric, Region, Source
from targetcli.model.units import NamedUnit
from targetcli.reading.vocabulary import Vocabulary
from targetcli.render.text import coined_text
from targetcli.session.session import Session, simplified, vocabulary, write_to
from targetcli.store.store import Store, is_there

if TYPE_CHECKING:
    from targetcli.store.rows import Saved
    from targetcli.store.writer import WriteTransaction

Record = TypeVar("Record")

_MUCH_ALIKE = 0.75  # there are many short units, and every noun is a bit like one


def enter(
    session: Session,
    command: str,
    read: Callable[[Vocabulary], Record],
    save: Callable[[WriteTransaction, Record], Saved],
    told: Callable[[Record, int], tuple[str, str]],
    *,
    dry_run: bool = False,
) -> None:
    """Read one record with the store's words, save it, print its name, say the rest.

    What cannot be read is refused before a store is made for it.
    """
    if not is_there(session.path):
        read(Vocabulary(simplified))

    def fill(store: Store) -> tuple[Record, Saved, Vocabulary]:
        with write_to(store, command, dry_run=dry_run) as writing:
            words = vocabulary(store)
            record = read(words)
            writing.save_coined(words.coined)
            return record, save(writing, record), words

    record, saved, words = session.filled(fill, dry_run=dry_run)
    name, text = told(record, saved.id)
    past = {"add": "added", "record": "recorded"}.get(command, "added")
    done = past if saved.is_new else "already there as"
    session.say(f"{'would be ' if dry_run else ''}{done} {name}: {text}")
    for coined in words.coined:
        session.say(coined_text(coined) + _doubt(words, coined))
    print_name(name, dry_run=dry_run)


def print_name(name: str, *, dry_run: bool) -> None:
    """Print the id or name a write is about, and say what holds where nobody reads it.

    Raises `OutputUnusable`.
    """
    try:
        environment.write_out([f"{name}\n"], exact=False)
    except OutputUnusable as failure:
        hint = "" if dry_run else f"it is stored all the same, as {name}"
        raise OutputUnusable(failure.path, failure.why, hint) from failure


def _doubt(words: Vocabulary, coined: object) -> str:
    """Ask whether a new name is a known one misspelled."""
    match coined:
        case Region(name=name):
            near = words.regions.nearest_to(name)
        case Metric(name=name):
            near = words.metrics.nearest_to(name)
        case NamedUnit(word=word):
            others = (unit.text for unit in words.units.words() if unit.text != word)
            near = next(iter(nearest(word, others, _MUCH_ALIKE)), "")
        case Source(id=own, title=title) if title:
            near = words.sources.nearest_to(title, own)
        case _:
            return ""
    return f" (did you mean {near}?)" if near else ""
