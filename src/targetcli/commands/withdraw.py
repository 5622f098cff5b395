"""Record the withdrawal of a target."""

from __future__ import annotations

from typing import Annotated

from targetcli.commands import record_options as options
from targetcli.commands.amend_record import TARGETS, WITHDRAWN, Cells, amend_record
from targetcli.commands.verb_app import new_app, spread_options
from targetcli.errors import Contradiction
from targetcli.problems.records import Conflict
from targetcli.session.declarations import Option
from targetcli.session.session import Session

app = new_app()


@app.command("withdraw")
@spread_options
def withdraw(
    session: Session,
    record: options.Target,
    day: Annotated[str, Option("--on", metavar="DATE", help="When it was withdrawn.")],
    source: Annotated[
        str, Option("--source", help="Who says so: an id, an address or a title.")
    ],
    dry_run: options.DryRun = False,
) -> None:
    """Record the announced withdrawal of a target."""

    def withdraw_cells(cells: Cells) -> Cells:
        if cells["withdrawn"]:
            raise Contradiction(
                Conflict.WITHDRAWN_BEFORE, target=record, withdrawn=cells["withdrawn"]
            )
        return {**cells, "withdrawn": day, "withdrawn_source": source}

    amend_record(
        session,
        TARGETS,
        record,
        withdraw_cells,
        command="withdraw",
        done=WITHDRAWN,
        dry_run=dry_run,
    )
