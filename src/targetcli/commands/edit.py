"""Correct a mistake in a stored target or figure."""

from __future__ import annotations

from typing import Annotated, Any

from targetcli.commands import record_options as options
from targetcli.commands.amend_record import (
    Cells,
    amend_record,
    apply_changes,
    find_kind,
    read_changes,
)
from targetcli.commands.verb_app import new_app, spread_options
from targetcli.errors import WrongUsage
from targetcli.model.names import quote_argument
from targetcli.model.records import read_record_id
from targetcli.problems.usage import UsageProblem
from targetcli.reading.name_index import NameIndex
from targetcli.session.declarations import Argument
from targetcli.session.session import Session
from targetcli.session.vocabulary import load_vocabulary

app = new_app()


@app.command("edit")
@spread_options
def edit(
    session: Session,
    record: Annotated[str, Argument(metavar="ID", help="T1 for a target, F1 …")],
    changes: Annotated[
        list[str], Argument(metavar="COLUMN=TEXT…", help="Such as value=3650.")
    ],
    dry_run: options.DryRun = False,
) -> None:
    """Correct a slip in a target or figure; the log keeps what it was."""
    _refuse_name(session, record, changes)

    def change_cells(cells: Cells) -> Cells:
        return apply_changes(cells, read_changes(changes, cells))

    amend_record(
        session,
        find_kind(record),
        record,
        change_cells,
        command="edit",
        dry_run=dry_run,
    )


def _refuse_name(session: Session, record: str, changes: list[str]) -> None:
    """Refuse the name of a metric, region or source with the command that edits it.

    Raises `WrongUsage`; an id, or what is no name either, is left to be found.
    """
    if read_record_id(record, find_kind(record).letter) is not None:
        return
    with session.open_store() as store:
        vocabulary = load_vocabulary(store)
    by_command: dict[str, NameIndex[Any]] = {
        "metrics": vocabulary.metrics,
        "regions": vocabulary.regions,
        "sources": vocabulary.sources,
    }
    for command, names in by_command.items():
        if names.find(record) is not None:
            raise WrongUsage(
                UsageProblem.NAMED_RECORD,
                name=record,
                command=command,
                argument=quote_argument(record),
                changes=" ".join(changes),
            )
