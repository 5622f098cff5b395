"""Units: list them, add one."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Context, Option

from targetcli.commands.app import new_app, verb
from targetcli.commands.catalogue import units_of
from targetcli.commands.entering import enter
from targetcli.commands.options import Shape
from targetcli.commands.session import Session
from targetcli.reading.catalogue import unit_that_is

app = new_app(name="units", invoke_without_command=True)


@app.callback()
@verb
def list_units(context: Context, session: Session, shape: Shape) -> None:
    """List the units that can be read; add one with: units add."""
    if context.invoked_subcommand is None:
        with session.reading() as store:
            session.show(units_of(store), shape)


@app.command("add")
@verb
def add(
    session: Session,
    name: Annotated[str, Argument(help="The word, such as 床.")],
    amount: Annotated[
        str, Option("--is", metavar="AMOUNT", help="What one is, such as 10000平方米.")
    ] = "",
) -> None:
    """Add a unit: so many of another, or a thing that is counted."""
    enter(
        session,
        "units add",
        lambda words: words.accept(unit_that_is(name, amount, words)),
        lambda writing, unit: writing.save_unit(unit),
        lambda unit, _: (unit.word, amount or "counted one by one"),
    )
