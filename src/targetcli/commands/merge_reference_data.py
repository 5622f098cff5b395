"""Give regions, metrics, sources and units more names, and merge two of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from targetcli import environment
from targetcli.commands import record_options as options
from targetcli.commands.confirmation import MANY_RECORDS, confirm
from targetcli.commands.correct_reference_data import say_verdict_changes
from targetcli.commands.enter_record import print_name
from targetcli.commands.verb_app import VerbApp, spread_options
from targetcli.errors import Contradiction, WrongUsage
from targetcli.model.quantity import normalize_text
from targetcli.model.records import Better, Metric, MetricKind, Region
from targetcli.model.unit_table import UnitTable
from targetcli.model.units import is_noun
from targetcli.problems.records import Conflict
from targetcli.problems.usage import UsageProblem
from targetcli.reading.merging import (
    add_names,
    check_not_nested,
    check_same_amount,
    check_same_dimension,
    list_lost_values,
    merge_records,
)
from targetcli.reading.name_index import NameIndex
from targetcli.reading.reference_records import read_unit_amount
from targetcli.reading.validation import check_target
from targetcli.reading.vocabulary import Vocabulary
from targetcli.render.i18n import (
    gettext,
    join_list,
    label,
    ngettext,
    pgettext,
)
from targetcli.reports.verdict_changes import find_verdict_changes
from targetcli.session.correction import judge_selected
from targetcli.session.declarations import Argument
from targetcli.session.session import Session
from targetcli.session.vocabulary import load_vocabulary
from targetcli.store.selection import Selection
from targetcli.store.store import Store

if TYPE_CHECKING:
    from targetcli.store.merge import MergedRow

_MOST_SHOWN = 10
_CODES = {code.value: code for code in (*Better, *MetricKind)}


class ReferenceKind(NamedTuple):
    """A kind of named record, and its names in a vocabulary."""

    word: str
    names: Callable[[Vocabulary], NameIndex[Any]]


REGIONS = ReferenceKind("region", lambda vocabulary: vocabulary.regions)
METRICS = ReferenceKind("metric", lambda vocabulary: vocabulary.metrics)
SOURCES = ReferenceKind("source", lambda vocabulary: vocabulary.sources)


class MergeResult(NamedTuple):
    """The names merged, the rows touched, and values lost as column, lost, kept.

    Of the record that stays are lost what was known where the other was said otherwise.
    """

    old: str
    into: str
    rows: tuple[MergedRow, ...]
    lost_values: tuple[tuple[str, str, str], ...] = ()
    replaced_values: tuple[tuple[str, str, str], ...] = ()


def add_alias_and_merge(app: VerbApp, kind: ReferenceKind) -> None:
    """Add the subcommands alias and merge to the verb of a kind of record."""
    _add_alias(app, kind.word, "A name it has.", partial(_give_names, kind=kind))
    _add_merge(
        app,
        f"Merge one {kind.word} into another.",
        partial(_merge_records, kind=kind),
    )


def add_unit_alias_and_merge(app: VerbApp) -> None:
    """Add the subcommands alias and merge to the verb of units."""
    _add_alias(app, "unit", "A unit that can be read.", _give_unit_names)
    _add_merge(
        app,
        "Merge one unit into another that is as much.",
        _merge_units,
    )


def _add_alias(
    app: VerbApp, word: str, name_help: str, give_names: Callable[..., None]
) -> None:
    def alias(
        session: Session,
        name: str,
        aliases: Annotated[
            list[str], Argument(metavar="ALIAS…", help="Its other names.")
        ],
        dry_run: options.DryRun = False,
    ) -> None:
        give_names(session, name, aliases, dry_run=dry_run)

    # An annotation in the signature is text and cannot refer to a local name.
    alias.__annotations__["name"] = Annotated[
        str, Argument(metavar="NAME", help=name_help)
    ]
    app.command("alias", help=f"Give a {word} more names.")(spread_options(alias))


def _add_merge(app: VerbApp, summary: str, merge: Callable[..., MergeResult]) -> None:
    @app.command("merge", help=summary)
    @spread_options
    def merge_two(
        session: Session,
        old: Annotated[str, Argument(metavar="FROM", help="The one to merge away.")],
        into: Annotated[str, Argument(metavar="INTO", help="The one that stays.")],
        yes: options.Yes = False,
        dry_run: options.DryRun = False,
    ) -> None:
        if not yes and not dry_run:
            _confirm_merge(merge(session, old, into, dry_run=True))
        result = merge(session, old, into, dry_run=dry_run)
        _print_merge(session, result, dry_run=dry_run)


def _confirm_merge(trial: MergeResult) -> None:
    count = len(trial.rows)
    if count >= MANY_RECORDS:
        refusal = WrongUsage(
            UsageProblem.UNCONFIRMED_MERGE,
            name=trial.old,
            into=trial.into,
            count=count,
        )
        sentence = gettext("{old} into {into} changes {count} records")
        confirm(sentence.format(old=trial.old, into=trial.into, count=count), refusal)


def _give_names(
    session: Session,
    name: str,
    aliases: list[str],
    *,
    kind: ReferenceKind,
    dry_run: bool,
) -> None:
    change = session.change_store(f"{kind.word}s alias", dry_run=dry_run)
    with change as (store, transaction):
        vocabulary = load_vocabulary(store)
        old = kind.names(vocabulary).get(name)
        for alias in aliases:
            _check_free(kind, vocabulary, old, alias)
        new = vocabulary.add_described(add_names(old, aliases))
        saved = transaction.change_named(new)
    sentence = gettext("{name} was already called: {aliases}")
    if saved.is_new:
        sentence = gettext("{name} is also called: {aliases}")
        if dry_run:
            sentence = gettext("{name} would also be called: {aliases}")
    session.say(sentence.format(name=new[0], aliases=join_list(new.aliases)))
    print_name(new[0], dry_run=dry_run)


def _check_free(
    kind: ReferenceKind,
    vocabulary: Vocabulary,
    record: Any,  # noqa: ANN401 - of this kind
    alias: str,
) -> None:
    """Refuse the name of another record and offer a merge; raises `Contradiction`."""
    owner = kind.names(vocabulary).find(alias)
    if owner is not None and owner != record:
        raise Contradiction(
            Conflict.ALIAS_TAKEN,
            name=alias,
            record=record[0],
            other=owner[0],
            command=f"{kind.word}s",
        )


def _give_unit_names(
    session: Session, name: str, aliases: list[str], *, dry_run: bool
) -> None:
    today = environment.today()
    with session.change_store("units alias", dry_run=dry_run) as (store, transaction):
        vocabulary = load_vocabulary(store)
        unit = vocabulary.get_unit(name)
        own_nouns = _take_out_nouns(store, vocabulary, aliases)
        amount = f"1{unit.text}"
        new = [read_unit_amount(alias, amount, vocabulary) for alias in aliases]
        selection = Selection() if own_nouns else Selection(ids=())
        before = judge_selected(store, selection, today)
        for alias in new:
            is_stored = alias.name in own_nouns
            save = transaction.change_named if is_stored else transaction.save_unit
            save(vocabulary.add_described(alias))
        store.forget_names()
        after = judge_selected(store, selection, today)
    sentence = gettext("{name} is also called: {aliases}")
    if dry_run:
        sentence = gettext("{name} would also be called: {aliases}")
    names = join_list(alias.name for alias in new)
    session.say(sentence.format(name=unit.text, aliases=names))
    if own_nouns:
        changes = tuple(find_verdict_changes(before, after))
        say_verdict_changes(session, changes, today, dry_run=dry_run)
    print_name(unit.text, dry_run=dry_run)


def _take_out_nouns(
    store: Store, vocabulary: Vocabulary, aliases: list[str]
) -> frozenset[str]:
    """Return the aliases that are nouns of their own, and forget what they count."""
    words = {normalize_text(alias) for alias in aliases}
    own_units = store.units()
    nouns = frozenset(
        unit.name
        for unit in own_units
        if unit.name in words and is_noun(unit.dimension)
    )
    others = tuple(unit for unit in own_units if unit.name not in nouns)
    vocabulary.units = UnitTable(others)
    return nouns


def _merge_records(
    session: Session, name: str, into: str, *, kind: ReferenceKind, dry_run: bool
) -> MergeResult:
    change = session.change_store(f"{kind.word}s merge", dry_run=dry_run)
    with change as (store, transaction):
        vocabulary = load_vocabulary(store)
        old, staying = (kind.names(vocabulary).get(text) for text in (name, into))
        if old == staying:
            raise Contradiction(
                Conflict.SAME_RECORD, name=name, into=into, record=old[0]
            )
        if isinstance(old, Region):
            check_not_nested(old, staying, store.regions())
        merged = merge_records(old, staying)
        if isinstance(old, Metric):
            _check_metrics(store, vocabulary, old, merged)
        rows = transaction.merge(old[0], merged)
    lost, replaced = (list_lost_values(record, merged) for record in (old, staying))
    return MergeResult(old[0], staying[0], rows, lost, replaced)


def _check_metrics(
    store: Store, vocabulary: Vocabulary, old: Metric, merged: Metric
) -> None:
    """Refuse a merge after which a target of either metric could not be entered."""
    unit = vocabulary.find_or_add_unit(merged.unit) if merged.unit else None
    if old.unit and unit:
        old_unit = vocabulary.find_or_add_unit(old.unit)
        check_same_dimension(old.name, old_unit, merged.name, unit)
    for target in store.targets(Selection(metrics=(old.name, merged.name))):
        check_target(target._replace(metric=merged), unit, is_worded=False)


def _merge_units(
    session: Session, name: str, into: str, *, dry_run: bool
) -> MergeResult:
    with session.change_store("units merge", dry_run=dry_run) as (store, transaction):
        vocabulary = load_vocabulary(store)
        old, staying = vocabulary.get_unit(name), vocabulary.get_unit(into)
        check_same_amount(old, staying)
        rows = transaction.merge_units(vocabulary.units, old.text, staying.text)
    return MergeResult(old.text, staying.text, rows)


def _print_merge(session: Session, result: MergeResult, *, dry_run: bool) -> None:
    old, into, rows = result.old, result.into, result.rows
    sentence = gettext("merged {old} into {into}: {records}")
    if dry_run:
        sentence = gettext("would merge {old} into {into}: {records}")
    records = ngettext("{count} record", "{count} records", len(rows))
    session.say(sentence.format(old=old, into=into, records=records))
    renamed = [row for row in rows if not (row.same_as or row.now_of)]
    most = len(renamed) if dry_run else _MOST_SHOWN
    for row in renamed[:most]:
        sentence = gettext("{record} names {into}")
        _say_row(session, sentence, record=row.record, into=into)
    if renamed[most:]:
        session.say_left_out(len(renamed) - most)
    for row in rows:
        if row.same_as:
            sentence = gettext("{record} is taken out: {other} says the same")
            _say_row(session, sentence, record=row.record, other=row.same_as)
        if row.now_of:
            sentence = gettext("{record} is now of {place}")
            _say_row(session, sentence, record=row.record, place=row.now_of)
    for column, lost, staying in result.lost_values:
        sentence = gettext("{column} of {old} was {lost}; of {into} it stays {staying}")
        _say_row(
            session,
            sentence,
            column=pgettext("heading", column),
            old=old,
            lost=_value_text(lost),
            into=into,
            staying=_value_text(staying),
        )
    for column, lost, said in result.replaced_values:
        sentence = gettext("{column} of {into} was {lost}; it is {said}, as of {old}")
        _say_row(
            session,
            sentence,
            column=pgettext("heading", column),
            into=into,
            lost=_value_text(lost),
            said=_value_text(said),
            old=old,
        )
    print_name(into, dry_run=dry_run)


def _value_text(value: str) -> str:
    """Return a value of a record as people read it: a code in their language."""
    code = _CODES.get(value)
    if code is not None:
        return label(code)
    return {
        "yes": gettext("yes"),
        "no": gettext("no"),
        "unsaid": gettext("unsaid"),
    }.get(value, value)


def _say_row(session: Session, sentence: str, **facts: str) -> None:
    """Print what became of one record, indented."""
    session.say("  " + sentence.format(**facts))
