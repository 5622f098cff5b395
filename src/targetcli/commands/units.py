"""Units: list them, add one."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Context, Option

from targetcli.commands import record_options as options
from targetcli.commands.aliases_and_merges import (
    Aliases,
    Into,
    Merged,
    One,
    agreed_merge,
)
from targetcli.commands.app import new_app, spread_options
from targetcli.commands.record_entry import enter_record, print_name
from targetcli.exporting.output import show_dataset
from targetcli.reading.merging import check_same_amount
from targetcli.reading.reference_records import read_unit_amount
from targetcli.session.listings import load_units
from targetcli.session.options import OutputOptions
from targetcli.session.session import Session
from targetcli.session.vocabulary import load_vocabulary

app = new_app(name="units", invoke_without_command=True)


@app.callback()
@spread_options
def list_units(context: Context, session: Session, output: OutputOptions) -> None:
    """List the units that can be read; add one with: units add."""
    if context.invoked_subcommand is None:
        with session.open_store() as store:
            show_dataset(session, load_units(store), output)


@app.command("add")
@spread_options
def add(
    session: Session,
    name: Annotated[str, Argument(help="The word, such as 床.")],
    amount: Annotated[
        str, Option("--is", metavar="AMOUNT", help="What one is, such as 10000平方米.")
    ] = "",
) -> None:
    """Add a unit: so many of another, or a thing that is counted."""
    enter_record(
        session,
        "units add",
        lambda words: words.add_described(read_unit_amount(name, amount, words)),
        lambda writing, unit: writing.save_unit(unit),
        lambda unit, _: (unit.name, amount or "counted one by one"),
    )


@app.command("alias")
@spread_options
def alias(
    session: Session,
    name: Annotated[str, Argument(metavar="NAME", help="A unit that can be read.")],
    aliases: Aliases,
    dry_run: options.DryRun = False,
) -> None:
    """Give a unit more names."""
    with session.change_store("units alias", dry_run=dry_run) as (store, writing):
        words = load_vocabulary(store)
        unit = words.get_unit(name)
        new = [read_unit_amount(other, f"1{unit.text}", words) for other in aliases]
        for other in new:
            writing.save_unit(words.add_described(other))
    told = ", ".join(other.name for other in new)
    session.say(f"{unit.text} {'would be' if dry_run else 'is'} also called: {told}")
    print_name(unit.text, dry_run=dry_run)


@app.command("merge")
@spread_options
def merge(
    session: Session,
    one: One,
    into: Into,
    yes: options.Yes = False,
    dry_run: options.DryRun = False,
) -> None:
    """Write in one unit what is written in another that is as much."""

    def merged(*, dry_run: bool) -> Merged:
        return _merged(session, one, into, dry_run=dry_run)

    agreed_merge(session, merged, yes=yes, dry_run=dry_run)


def _merged(session: Session, one: str, into: str, *, dry_run: bool) -> Merged:
    with session.change_store("units merge", dry_run=dry_run) as (store, writing):
        words = load_vocabulary(store)
        old, kept = words.get_unit(one), words.get_unit(into)
        check_same_amount(old, kept)
        touched = writing.merge_units(words.units, old.text, kept.text)
    return Merged(old.text, kept.text, touched)
