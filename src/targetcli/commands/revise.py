"""Add a new announced version of a target."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Option

from targetcli import environment
from targetcli.commands import record_options as options
from targetcli.commands.amend_record import TARGETS, apply_changes, read_number
from targetcli.commands.app import new_app, spread_options
from targetcli.commands.enter_record import enter_record
from targetcli.errors import Contradiction
from targetcli.model.period import ReferenceDays, format_period
from targetcli.model.records import Target, format_target_id
from targetcli.reading.records import read_target
from targetcli.render.record_text import (
    target_text,
)
from targetcli.session.session import Session

app = new_app()


@app.command("revise")
@spread_options
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
    number = read_number(TARGETS, record)
    said = {
        "value": value,
        "deadline": by,
        "window_start": since,
        "commitment": commitment,
    }
    with session.open_store() as store:
        earlier = store.target(number)
    old = TARGETS.fields(earlier)
    fields = {
        **apply_changes(
            old, {key: text for key, text in said.items() if text is not None}
        ),
        "id": "",
        "announced": announced,
        "source": source,
        "locator": locator,
        "note": note,
        "revises": format_target_id(number),
        "withdrawn": "",
        "withdrawn_source": "",
    }
    relatives = ReferenceDays(environment.today())
    enter_record(
        session,
        "revise",
        lambda words: _check_revision(read_target(fields, words, relatives), earlier),
        lambda writing, target: writing.save_target(target),
        lambda target, saved: (format_target_id(saved), target_text(target)),
        dry_run=dry_run,
    )


def _check_revision(new: Target, old: Target) -> Target:
    """Refuse a version that is older than what it revises, or of another dimension."""
    if new.announced and old.announced and new.announced.end < old.announced.end:
        raise Contradiction(
            f"the new version was announced {format_period(new.announced)}",
            f"{format_target_id(old.id)} was announced {format_period(old.announced)}",
        )
    if new.bound and old.bound and new.basis is old.basis:
        unit, was = new.bound.unit, old.bound.unit
        if not unit.is_convertible_to(was):
            one, other = f"the new value is in {unit.text}", f"the old is in {was.text}"
            raise Contradiction(one, other)
    return new
