"""Add a newly announced version of a target to the store."""

from __future__ import annotations

from typing import Annotated

from targetcli import environment
from targetcli.commands import record_options as options
from targetcli.commands.amend_record import TARGETS, apply_changes, read_number
from targetcli.commands.enter_record import enter_record
from targetcli.commands.verb_app import new_app, spread_options
from targetcli.errors import Contradiction
from targetcli.model.period import ReferenceDays, format_period
from targetcli.model.records import Target, format_target_id
from targetcli.problems.records import Conflict
from targetcli.reading.records import read_target
from targetcli.render.record_text import (
    target_text,
)
from targetcli.session.declarations import Argument, Option
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
    commitment: options.CommitmentOption = None,
    locator: options.Locator = "",
    note: options.Note = "",
    dry_run: options.DryRun = False,
) -> None:
    """Add a newly announced version of a target; the old one stays, and is judged."""
    number = read_number(TARGETS, record)
    changes = {
        "value": value,
        "deadline": by,
        "window_start": since,
        "commitment": commitment,
    }
    changed_cells = {
        column: text for column, text in changes.items() if text is not None
    }
    with session.open_store() as store:
        old = store.target(number)
    cells = {
        **apply_changes(TARGETS.list_cells(old), changed_cells),
        "id": "",
        "announced": announced,
        "source": source,
        "locator": locator,
        "note": note,
        "revises": format_target_id(number),
        "withdrawn": "",
        "withdrawn_source": "",
    }
    days = ReferenceDays(environment.today())
    enter_record(
        session,
        "revise",
        lambda vocabulary: _check_revision(read_target(cells, vocabulary, days), old),
        lambda transaction, target: transaction.save_target(target),
        lambda target, new_number: (format_target_id(new_number), target_text(target)),
        dry_run=dry_run,
    )


def _check_revision(new: Target, old: Target) -> Target:
    """Refuse a version that is older than what it revises, or of another dimension."""
    if new.announced and old.announced and new.announced.end < old.announced.end:
        raise Contradiction(
            Conflict.OLDER_REVISION,
            announced=format_period(new.announced),
            target=format_target_id(old.id),
            earlier=format_period(old.announced),
        )
    if new.bound and old.bound and new.basis is old.basis:
        unit, old_unit = new.bound.unit, old.bound.unit
        if not unit.is_convertible_to(old_unit):
            raise Contradiction(
                Conflict.REVISED_UNIT, unit=unit.text, earlier=old_unit.text
            )
    return new
