"""Add a new announced version of a target."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Option

from targetcli import environment
from targetcli.commands import record_options as options
from targetcli.commands.app import new_app, verb
from targetcli.commands.record_changes import TARGETS, number_of, reworded
from targetcli.commands.record_entry import enter
from targetcli.errors import Contradiction
from targetcli.model.period import Relatives, period_text
from targetcli.model.records import Target, target_name
from targetcli.reading.records import read_target
from targetcli.render.text import target_text
from targetcli.session.session import Session

app = new_app()


@app.command("revise")
@verb
def revise(
    session: Session,
    record: options.Target,
    announced: Annotated[
        str, Option("--announced", metavar="DATE", help="When it was announced.")
    ],
    source: Annotated[
        str, Option("--source", help="Who says so: an id, an address or a title.")
    ],
    value: Annotated[
        str | None, Argument(help="The new value as written, if it changed.")
    ] = None,
    by: Annotated[
        str | None,
        Option("--by", metavar="DEADLINE", help="The new deadline, if it changed."),
    ] = None,
    since: Annotated[
        str | None,
        Option("--from", metavar="PERIOD", help="The new start of its window."),
    ] = None,
    commitment: options.Firmness = None,
    locator: options.Locator = "",
    note: options.Note = "",
    dry_run: options.DryRun = False,
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
        earlier = store.target(number)
    old = TARGETS.fields(earlier)
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
        lambda words: _checked(read_target(fields, words, relatives), earlier),
        lambda writing, target: writing.save_target(target),
        lambda target, saved: (target_name(saved), target_text(target)),
        dry_run=dry_run,
    )


def _checked(new: Target, old: Target) -> Target:
    """Refuse a version that is older than what it revises, or of another dimension."""
    if new.announced and old.announced and new.announced.end < old.announced.end:
        raise Contradiction(
            f"the new version was announced {period_text(new.announced)}",
            f"{target_name(old.id)} was announced {period_text(old.announced)}",
        )
    if new.bound and old.bound and new.basis is old.basis:
        unit, was = new.bound.unit, old.bound.unit
        if not unit.measures_the_same(was):
            one, other = f"the new value is in {unit.text}", f"the old is in {was.text}"
            raise Contradiction(one, other)
    return new
