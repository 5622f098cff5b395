"""More names for what is stored, and two records made one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from typer import Argument, Typer

from targetcli.commands import confirmation
from targetcli.commands import record_options as options
from targetcli.commands.app import spread_options
from targetcli.commands.record_entry import print_name
from targetcli.errors import Contradiction
from targetcli.model.records import Metric, Region
from targetcli.reading.merging import (
    add_names,
    check_not_nested,
    check_same_dimension,
    list_lost_values,
    merge_records,
)
from targetcli.reading.validation import check_target
from targetcli.reading.vocabulary import NameIndex, Vocabulary
from targetcli.session.session import Session
from targetcli.session.vocabulary import load_vocabulary
from targetcli.store.store import Selection, Store

if TYPE_CHECKING:
    from targetcli.store.merge import MergedRow

_MOST_TOLD = 10

Aliases = Annotated[list[str], Argument(metavar="ALIAS…", help="Its other names.")]
One = Annotated[str, Argument(metavar="FROM", help="The one that is no more.")]
Into = Annotated[str, Argument(metavar="INTO", help="The one that stays.")]


class Sort(NamedTuple):
    """One sort of named record, and where its names are."""

    thing: str
    names: Callable[[Vocabulary], NameIndex[Any]]


REGIONS = Sort("region", lambda words: words.regions)
METRICS = Sort("metric", lambda words: words.metrics)
SOURCES = Sort("source", lambda words: words.sources)


class Merged(NamedTuple):
    """What a merge did: which names, what was touched, what is no longer said."""

    one: str
    into: str
    touched: tuple[MergedRow, ...]
    unsaid: tuple[tuple[str, str, str], ...] = ()


def add_naming(app: Typer, sort: Sort) -> None:
    """Give a verb the two commands that are about names."""

    @app.command("alias", help=f"Give a {sort.thing} more names.")
    @spread_options
    def alias(
        session: Session,
        name: Annotated[str, Argument(metavar="NAME", help="A name it has.")],
        aliases: Aliases,
        dry_run: options.DryRun = False,
    ) -> None:
        _alias(session, sort, name, aliases, dry_run=dry_run)

    @app.command("merge", help=f"Make one {sort.thing} of two; undo takes it back.")
    @spread_options
    def merge(
        session: Session,
        one: One,
        into: Into,
        yes: options.Yes = False,
        dry_run: options.DryRun = False,
    ) -> None:
        def merged(*, dry_run: bool) -> Merged:
            return _merged(session, sort, one, into, dry_run=dry_run)

        agreed_merge(session, merged, yes=yes, dry_run=dry_run)


def agreed_merge(
    session: Session, merged: Callable[..., Merged], *, yes: bool, dry_run: bool
) -> None:
    """Try a merge, ask where it touches much, do it, and say what it did."""
    if not yes and not dry_run:
        would = merged(dry_run=True)
        if len(would.touched) >= confirmation.MANY_RECORDS:
            rows = f"{len(would.touched)} records"
            confirmation.confirm(
                f"{would.one} into {would.into} changes {rows}", yes=False
            )
    _tell(session, merged(dry_run=dry_run), dry_run=dry_run)


def _alias(
    session: Session, sort: Sort, name: str, aliases: Iterable[str], *, dry_run: bool
) -> None:
    with session.change_store(f"{sort.thing}s alias", dry_run=dry_run) as (
        store,
        writing,
    ):
        words = load_vocabulary(store)
        old = sort.names(words).get(name)
        for alias in aliases:
            _check_free(sort, words, old, alias)
        new = words.add_described(add_names(old, aliases))
        saved = writing.describe(new)
    told = ", ".join(new.aliases)
    done = "would also be called" if dry_run else "is also called"
    session.say(f"{new[0]} {done if saved.is_new else 'was already called'}: {told}")
    print_name(new[0], dry_run=dry_run)


def _check_free(sort: Sort, words: Vocabulary, record: Any, alias: str) -> None:  # noqa: ANN401 - of this sort
    """Refuse a name that another has; raises `Contradiction` that tells of merging."""
    other = sort.names(words).find(alias)
    if other is not None and other != record:
        raise Contradiction(
            f"“{alias}” is to name {record[0]}",
            f"it names {other[0]}",
            f"if they are one: targets {sort.thing}s merge {other[0]} {record[0]}",
        )


def _merged(
    session: Session, sort: Sort, one: str, into: str, *, dry_run: bool
) -> Merged:
    with session.change_store(f"{sort.thing}s merge", dry_run=dry_run) as (
        store,
        writing,
    ):
        words = load_vocabulary(store)
        old, kept = (sort.names(words).get(name) for name in (one, into))
        if old == kept:
            raise Contradiction(f"{one} is to be {into}", f"both are {old[0]}")
        if isinstance(old, Region):
            check_not_nested(old, kept, store.regions())
        union = merge_records(old, kept)
        if isinstance(old, Metric):
            _check_metrics(store, words, old, union)
        touched = writing.merge(old[0], union)
    return Merged(old[0], kept[0], touched, list_lost_values(old, union))


def _check_metrics(store: Store, words: Vocabulary, old: Metric, union: Metric) -> None:
    """Refuse what would make of a target something that entry refuses."""
    usual = words.find_or_add_unit(union.unit) if union.unit else None
    if old.unit and usual:
        check_same_dimension(
            old.name, words.find_or_add_unit(old.unit), union.name, usual
        )
    for target in store.targets(Selection(metrics=(old.name,))):
        check_target(target._replace(metric=union), usual, is_worded=False)


def _tell(session: Session, merged: Merged, *, dry_run: bool) -> None:
    one, into = merged.one, merged.into
    count = len(merged.touched)
    records = "1 record" if count == 1 else f"{count} records"
    session.say(
        f"{'would merge' if dry_run else 'merged'} {one} into {into}: {records}"
    )
    moved = [row for row in merged.touched if not (row.same_as or row.now_of)]
    most = len(moved) if dry_run else _MOST_TOLD
    for row in moved[:most]:
        session.say(f"  {row.record} names {into}")
    if moved[most:]:
        session.say(f"  and {len(moved[most:])} more")
    for row in merged.touched:
        if row.same_as:
            session.say(f"  {row.record} is taken out: {row.same_as} says the same")
        if row.now_of:
            session.say(f"  {row.record} is now of {row.now_of}")
    for column, said, kept in merged.unsaid:
        session.say(f"  {column} of {one} was {said}; of {into} it stays {kept}")
    print_name(into, dry_run=dry_run)
