"""Correct a mistake in a stored target or figure."""

from __future__ import annotations

from typing import Annotated

from typer import Argument

from targetcli.commands import record_options as options
from targetcli.commands.amend_record import (
    Cells,
    amend_record,
    apply_changes,
    find_kind,
    read_changes,
)
from targetcli.commands.app import new_app, spread_options
from targetcli.session.session import Session

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
