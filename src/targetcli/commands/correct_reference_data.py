"""Correct a region, metric, source or unit, and list the verdicts that change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, NamedTuple

from targetcli import environment
from targetcli.commands import record_options as options
from targetcli.commands.enter_record import print_name, say_remarks
from targetcli.commands.verb_app import VerbApp, spread_options
from targetcli.errors import Contradiction, UnknownName
from targetcli.model.field import Field, write_cells
from targetcli.model.fields import (
    METRIC_FIELDS,
    REGION_FIELDS,
    SOURCE_FIELDS,
    UNIT_FIELDS,
)
from targetcli.model.metric_meaning import MEANING_COLUMNS
from targetcli.model.names import find_similar_names
from targetcli.model.quantity import normalize_text
from targetcli.model.records import Metric, Region, Source
from targetcli.model.unit_table import UnitTable
from targetcli.model.units import UserUnit
from targetcli.problems.corrections import Objection
from targetcli.problems.problem import FailureReason
from targetcli.reading import corrections
from targetcli.reading.cells import Cells
from targetcli.reading.vocabulary import Vocabulary
from targetcli.render.i18n import gettext, ngettext, pgettext
from targetcli.render.record_text import metric_meaning_text
from targetcli.render.verdict_text import change_text
from targetcli.reports.verdict_changes import VerdictChange, find_verdict_changes
from targetcli.session.correction import check_metric_in_store, judge_selected
from targetcli.session.declarations import Argument
from targetcli.session.session import Session
from targetcli.session.vocabulary import load_vocabulary
from targetcli.store.history import emptied_meanings
from targetcli.store.selection import Selection
from targetcli.store.store import Store

_MOST_SHOWN = 10
_NONE = Selection(ids=())


class EditableKind(NamedTuple):
    """Kind of reference record that can be corrected, with the functions for it."""

    word: str
    columns: tuple[str, ...]
    examples: tuple[str, ...]
    fields: tuple[Field[Any], ...]
    find: Callable[[Vocabulary, Store, str], Any]
    correct: Callable[[Any, Cells, Vocabulary], Any]
    select: Callable[[Store, Any, Any], Selection]


class CorrectedRecord(NamedTuple):
    """A record before and after its correction, and the verdicts that change.

    `is_judged` says that some verdict could have changed.
    """

    old: Any
    new: Any
    is_changed: bool
    is_judged: bool
    changes: tuple[VerdictChange, ...]


def add_edit(app: VerbApp, kind: EditableKind) -> None:
    """Add the subcommand edit to the verb of a kind of record."""

    def edit(
        session: Session,
        name: Annotated[str, Argument(metavar="NAME", help="The one to correct.")],
        changes: list[str],
        dry_run: options.DryRun = False,
    ) -> None:
        cells = corrections.read_changes(changes, kind.columns, kind.examples)
        _edit(session, kind, name, cells, dry_run=dry_run)

    # An annotation in the signature is text and cannot refer to a local name.
    edit.__annotations__["changes"] = Annotated[
        list[str],
        Argument(metavar="COLUMN=TEXT…", help=f"Such as {', '.join(kind.examples)}."),
    ]
    app.command("edit", help=f"Correct a {kind.word}; lists the verdicts that change.")(
        spread_options(edit)
    )


def _edit(
    session: Session, kind: EditableKind, name: str, cells: Cells, *, dry_run: bool
) -> None:
    change = session.change_store(f"{kind.word}s edit", dry_run=dry_run)
    with change as (store, transaction):
        vocabulary = load_vocabulary(store)
        old = kind.find(vocabulary, store, name)
        new = kind.correct(old, cells, vocabulary)
        selection = kind.select(store, old, new)
        if isinstance(new, Metric):
            check_metric_in_store(store, old, new, vocabulary)
        before = judge_selected(store, selection, environment.today())
        transaction.save_new_names(vocabulary.new_records)
        saved = transaction.change_named(vocabulary.add_described(new))
        store.forget_names()
        after = judge_selected(store, selection, environment.today())
    verdict_changes = tuple(find_verdict_changes(before, after))
    corrected = CorrectedRecord(old, new, saved.is_new, bool(before), verdict_changes)
    _say_corrected(session, kind, corrected, dry_run=dry_run)
    say_remarks(session, vocabulary)
    print_name(new[0], dry_run=dry_run)


def add_refresh(app: VerbApp) -> None:
    """Add the subcommand refresh to the verb of metrics."""

    @app.command("refresh")
    @spread_options
    def refresh(session: Session, dry_run: options.DryRun = False) -> None:
        """Take in what the present lexicon knows; what was said stays."""
        today = environment.today()
        change = session.change_store("metrics refresh", dry_run=dry_run)
        with change as (store, transaction):
            known = load_vocabulary(store)
            refreshed = _find_refreshed(store, known)
            metrics = tuple(metric.name for metric, _ in refreshed)
            selection = Selection(metrics=metrics)
            before = judge_selected(store, selection, today)
            for _, new in refreshed:
                transaction.change_named(known.add_described(new))
            store.forget_names()
            after = judge_selected(store, selection, today)
        for old, new in refreshed:
            session.say(_refreshed_text(old, new))
        if not refreshed:
            session.say(gettext("nothing else is known of the metrics"))
        changes = tuple(find_verdict_changes(before, after))
        say_verdict_changes(session, changes, today, dry_run=dry_run)


def _find_refreshed(store: Store, known: Vocabulary) -> list[tuple[Metric, Metric]]:
    """Return the metrics of which something else is known now, and how they become.

    One whose own figures contradict it stays as it is.
    """
    emptied = emptied_meanings(store.connection)
    refreshed: list[tuple[Metric, Metric]] = []
    for metric in store.metrics():
        own_emptied = emptied.get(metric.name, frozenset())
        new = corrections.refresh_metric(metric, known, own_emptied)
        if metric_meaning_text(new) == metric_meaning_text(metric):
            continue
        try:
            check_metric_in_store(store, metric, new, known)
        except Contradiction:
            continue
        refreshed.append((metric, new))
    return refreshed


def _refreshed_text(old: Metric, new: Metric) -> str:
    before, after = metric_meaning_text(old), metric_meaning_text(new)
    return gettext("{name}: {before} → {after}").format(
        name=new.name, before=before, after=after
    )


def say_verdict_changes(
    session: Session,
    changes: tuple[VerdictChange, ...],
    as_of: date,
    *,
    dry_run: bool,
) -> None:
    """List the verdicts that a correction changes, in a dry run all of them."""
    if not changes:
        session.say(gettext("no verdict changes"))
        return
    if dry_run:
        sentence = ngettext(
            "{count} verdict would change",
            "{count} verdicts would change",
            len(changes),
        )
    else:
        sentence = ngettext(
            "{count} verdict changed", "{count} verdicts changed", len(changes)
        )
    heading = gettext("{changes} (as of {day}):")
    session.say(heading.format(changes=sentence, day=as_of))
    shown = changes if dry_run else changes[:_MOST_SHOWN]
    for change in shown:
        session.say(f"  {change_text(change)}")
    if len(shown) < len(changes):
        session.say_left_out(len(changes) - len(shown))


def _say_corrected(
    session: Session, kind: EditableKind, corrected: CorrectedRecord, *, dry_run: bool
) -> None:
    old, new, is_changed, _, changes = corrected
    if not is_changed:
        sentence = gettext("unchanged {thing} {name}")
        session.say(sentence.format(thing=pgettext("thing", kind.word), name=new[0]))
        return
    sentence = gettext("changed {thing} {name}:")
    if dry_run:
        sentence = gettext("would change {thing} {name}:")
    session.say(sentence.format(thing=pgettext("thing", kind.word), name=new[0]))
    old_cells, new_cells = (_write_cells(kind, record) for record in (old, new))
    for column, text in new_cells.items():
        if text != old_cells[column]:
            sentence = gettext("{name}: {before} → {after}").format(
                name=pgettext("heading", column),
                before=old_cells[column] or gettext("empty"),
                after=text or gettext("empty"),
            )
            session.say(f"  {sentence}")
    if corrected.is_judged:
        say_verdict_changes(session, changes, environment.today(), dry_run=dry_run)


def _write_cells(kind: EditableKind, record: Any) -> dict[str, str]:  # noqa: ANN401
    """Return the cells of a record, each part of a meaning with whose word it is."""
    if isinstance(record, UserUnit):
        return {"dimension": record.dimension, "factor": str(record.factor)}
    cells = write_cells(kind.fields, record)
    for column in MEANING_COLUMNS if isinstance(record, Metric) else ():
        origin = cells.pop(f"{column}_from")
        text = cells[column] or "no"
        cells[column] = f"{text} ({origin})" if origin else "unsaid"
    return cells


def _find_unit(vocabulary: Vocabulary, store: Store, name: str) -> UserUnit:
    """Return a user's unit, and take it out of the vocabulary to be read anew."""
    word, own_units = normalize_text(name), store.units()
    for unit in own_units:
        if unit.name == word:
            vocabulary.units = UnitTable(tuple(u for u in own_units if u != unit))
            return unit
    if vocabulary.units.find(word) is not None:
        raise Contradiction(FailureReason(Objection.BUILT_IN_UNIT, {"unit": word}))
    names = tuple(unit.name for unit in own_units)
    raise UnknownName("unit", name, find_similar_names(word, names))


def _select_of_region(store: Store, old: Region, new: Region) -> Selection:
    """Select the targets of a region and of those it lies or lay in."""
    if (old.parent, old.fiscal_year) == (new.parent, new.fiscal_year):
        return _NONE
    parents = {region.name: region.parent for region in store.regions()}
    names = {old.name}
    for outer in (old.parent, new.parent):
        while outer and outer not in names:
            names.add(outer)
            outer = parents.get(outer, "")  # noqa: PLW2901 - one step up
    return Selection(regions=tuple(sorted(names)))


def _correct_source(source: Source, cells: Cells, _: Vocabulary) -> Source:
    return corrections.correct_source(source, cells)


REGIONS = EditableKind(
    "region",
    corrections.REGION_COLUMNS,
    ("fiscal_year=04:end", "currency=GBP", "parent=安澜市"),
    REGION_FIELDS,
    lambda vocabulary, _, name: vocabulary.regions.get(name),
    corrections.correct_region,
    _select_of_region,
)
METRICS = EditableKind(
    "metric",
    corrections.METRIC_COLUMNS,
    ("better=less", "kind=flow", "unit=亿元"),
    METRIC_FIELDS,
    lambda vocabulary, _, name: vocabulary.metrics.get(name),
    corrections.correct_metric,
    lambda _, old, __: Selection(metrics=(old.name,)),
)
SOURCES = EditableKind(
    "source",
    corrections.SOURCE_COLUMNS,
    ("published=2024-01-12", "url=https://…"),
    SOURCE_FIELDS,
    lambda vocabulary, _, name: vocabulary.sources.get(name),
    _correct_source,
    lambda *_: _NONE,
)
UNITS = EditableKind(
    "unit",
    corrections.UNIT_COLUMNS,
    ("is=50公斤",),
    UNIT_FIELDS,
    _find_unit,
    corrections.correct_unit,
    lambda *_: Selection(),
)
