"""Add a new announced version of a target."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Option

from targetcli.commands import environment
from targetcli.commands.amending import TARGETS, number_of, reworded
from targetcli.commands.app import new_app, verb
from targetcli.commands.entering import enter
from targetcli.commands.session import Session
from targetcli.model.period import Relatives
from targetcli.model.records import Commitment, target_name
from targetcli.reading.entries import read_target
from targetcli.render.words import target_text

app = new_app()

Text = str | None


@app.command("revise")
@verb
def revise(
    session: Session,
    record: Annotated[str, Argument(metavar="ID", help="The target, such as T1.")],
    announced: Annotated[
        str, Option("--announced", metavar="DATE", help="When it was announced.")
    ],
    source: Annotated[
        str, Option("--source", help="Who says so: an id, an address or a title.")
    ],
    value: Annotated[
        Text, Argument(help="The new value as written, if it changed.")
    ] = None,
    by: Annotated[
        Text, Option("--by", metavar="DEADLINE", help="The new deadline, if it did.")
    ] = None,
    since: Annotated[
        Text, Option("--from", metavar="PERIOD", help="The new start of its window.")
    ] = None,
    commitment: Annotated[
        Commitment | None, Option("--commitment", help="How firmly it was announced.")
    ] = None,
    locator: Annotated[
        str, Option("--locator", help="Where in the source, such as 第17段.")
    ] = "",
    note: Annotated[str, Option("--note", help="Anything to remember.")] = "",
    dry_run: Annotated[
        bool, Option("--dry-run", "-n", help="Say what would be done; do nothing.")
    ] = False,
) -> None:
    """Add a newly announced version of a target; the old one stays, and is judged."""
    number = number_of(TARGETS, record)
    said = {
        "value": value,
        "deadline": by,
        "window_start": since,
        "commitment": commitment,
    }
    with session.reading() as store:
        old = TARGETS.fields(store.target(number))
    fields = {
        **reworded(old, {key: text for key, text in said.items() if text is not None}),
        "id": "",
        "announced": announced,
        "source": source,
        "locator": locator,
        "note": note,
        "revises": target_name(number),
        "withdrawn": "",
        "withdrawn_source": "",
    }
    relatives = Relatives(environment.today())
    enter(
        session,
        "revise",
        lambda words: read_target(fields, words, relatives),
        lambda writing, target: writing.save_target(target),
        lambda target, saved: (target_name(saved), target_text(target)),
        dry_run=dry_run,
    )
