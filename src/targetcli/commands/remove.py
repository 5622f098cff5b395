"""Remove a target or figure from the store."""

from __future__ import annotations

from typing import Annotated

from targetcli.commands.amend_record import find_kind, read_number
from targetcli.commands.verb_app import new_app, spread_options
from targetcli.render.i18n import gettext
from targetcli.session.declarations import Argument, Option
from targetcli.session.session import Session

app = new_app()


@app.command("remove")
@spread_options
def remove(
    session: Session,
    record: Annotated[str, Argument(metavar="ID", help="T1 for a target, F1 …")],
    dry_run: Annotated[
        bool, Option("--dry-run", "-n", help="Say what would be done; do nothing.")
    ] = False,
) -> None:
    """Take a wrong target or figure out; the log keeps what it was."""
    kind = find_kind(record)
    number = read_number(kind, record)
    with session.change_store("remove", dry_run=dry_run) as (store, transaction):
        removed_text = kind.text(kind.find(store, number))
        kind.remove(transaction, number)
    sentence = gettext("removed {name}: {text}")
    if dry_run:
        sentence = gettext("would be removed {name}: {text}")
    session.say(sentence.format(name=kind.name(number), text=removed_text))
