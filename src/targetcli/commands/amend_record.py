"""Change a stored target or figure: read it anew with some of its cells changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from targetcli import environment
from targetcli.commands.enter_record import say_remarks
from targetcli.errors import NoSuchRecord, UnknownColumn, Unreadable
from targetcli.model.field import Field, write_cells
from targetcli.model.fields import FIGURE_FIELDS, TARGET_FIELDS
from targetcli.model.period import ReferenceDays
from targetcli.model.records import format_figure_id, format_target_id, read_record_id
from targetcli.reading.headings import (
    COLUMNS_OF_OPTIONS,
    SHOWN_VALUES,
    translate_heading,
)
from targetcli.reading.records import read_figure, read_target
from targetcli.render.i18n import N_, gettext
from targetcli.render.record_text import figure_text, new_name_text, target_text
from targetcli.session.session import Session
from targetcli.session.vocabulary import load_vocabulary
from targetcli.store.store import Store

if TYPE_CHECKING:
    from targetcli.store.writer import WriteTransaction

Cells = dict[str, str]


CHANGED = (N_("changed {name}: {text}"), N_("would be changed {name}: {text}"))
WITHDRAWN = (N_("withdrawn {name}: {text}"), N_("would be withdrawn {name}: {text}"))


class RecordKind(NamedTuple):
    """Functions that find, read, change, remove and print targets, or figures."""

    letter: str
    table: str
    name: Callable[[int | None], str]
    find: Callable[[Store, int], Any]
    fields: tuple[Field[Any], ...]
    read: Callable[..., Any]
    change: Callable[[WriteTransaction, Any], Any]
    remove: Callable[[WriteTransaction, int], None]
    text: Callable[[Any], str]

    def list_cells(self, record: object) -> Cells:
        """Return a record as the cells of its row in a file."""
        return write_cells(self.fields, record)


TARGETS = RecordKind(
    "T",
    "target",
    format_target_id,
    Store.target,
    TARGET_FIELDS,
    read_target,
    lambda writing, target: writing.change_target(target),
    lambda writing, number: writing.remove_target(number),
    target_text,
)
FIGURES = RecordKind(
    "F",
    "figure",
    format_figure_id,
    Store.figure,
    FIGURE_FIELDS,
    read_figure,
    lambda writing, figure: writing.change_figure(figure),
    lambda writing, number: writing.remove_figure(number),
    figure_text,
)


def find_kind(record: str) -> RecordKind:
    """Return the kind of record that has an id; a bare number is a target."""
    return FIGURES if record.strip()[:1] in ("F", "f") else TARGETS


def read_number(kind: RecordKind, record: str) -> int:
    """Read the number in the id of a record; raises `NoSuchRecord`."""
    number = read_record_id(record, kind.letter)
    if number is None:
        raise NoSuchRecord(record)
    return number


def amend_record(
    session: Session,
    kind: RecordKind,
    record: str,
    change: Callable[[Cells], Cells],
    *,
    command: str,
    done: tuple[str, str] = CHANGED,
    dry_run: bool,
) -> None:
    """Change some cells of a stored record, read it anew, save it and print it.

    `done` are the messages on what was done, and on what would be.
    """
    number = read_number(kind, record)
    days = ReferenceDays(environment.today())
    with session.change_store(command, dry_run=dry_run) as (store, transaction):
        vocabulary = load_vocabulary(store)
        cells = change(kind.list_cells(kind.find(store, number)))
        changed = kind.read(cells, vocabulary, days)._replace(id=number)
        transaction.save_new_names(vocabulary.new_records)
        for metric in vocabulary.take_described_metrics():
            transaction.change_named(metric)
        saved = kind.change(transaction, changed)
    sentence = gettext("unchanged {name}: {text}")
    if saved.is_new:
        sentence = gettext(done[dry_run])
    session.say(sentence.format(name=kind.name(number), text=kind.text(changed)))
    for new_record in vocabulary.new_records:
        session.say(new_name_text(new_record))
    say_remarks(session, vocabulary)


def read_changes(texts: Iterable[str], row_columns: Iterable[str]) -> Cells:
    """Read ``column=text`` pairs.

    Raises `Unreadable` for any other text, `UnknownColumn` for an unknown column.
    """
    columns = tuple(column for column in row_columns if column != "id")
    columns += ("period",) if "end" in columns else ()
    changes: Cells = {}
    for text in texts:
        column, equals, value = text.partition("=")
        if not equals:
            raise Unreadable("change", text, ("value=3650", "deadline=2025年底"))
        key = _find_column(column.strip(), columns)
        if key not in columns:
            raise UnknownColumn(column, columns)
        changes[key] = value
    return changes


def _find_column(word: str, columns: tuple[str, ...]) -> str:
    """Return the column of a heading in either language, or of an option: by, for.

    The target or figure that tables show is its value.
    """
    heading = translate_heading(word)
    key = heading.casefold().replace(" ", "_")
    key = "value" if key in SHOWN_VALUES else key
    names = {key, *COLUMNS_OF_OPTIONS.get(key, ())}
    return next((column for column in columns if column in names), word)


def apply_changes(cells: Mapping[str, str], changes: Mapping[str, str]) -> Cells:
    """Return the row with its changes; a new value in words replaces the old bound."""
    row = {**cells, **changes}
    if "value" in changes and "as_written" not in changes:
        row["as_written"] = ""  # the old words do not say the new value
    bare = changes.get("value", "0").lstrip("-").replace(".", "", 1)
    if not bare.isdigit() and "relation" not in changes:
        own = ("relation", "value_high", "unit", "as_written", "side")
        row.update({column: changes.get(column, "") for column in own})
    if "period" in changes:
        row.update(start="", end="")
    if "basis" in changes and "basis_from" not in changes:
        row.pop("basis_from", None)  # said from now on
    if "deadline" in changes:
        # What the old deadline named, and how, is not what the new one says.
        for column in {"deadline_period", "when"} - {*changes}:
            row.pop(column, None)
    return row
