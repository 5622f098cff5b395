"""Undo writes to the store."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Option

from targetcli.commands.app import new_app, spread_options
from targetcli.errors import WrongUsage
from targetcli.problems.usage import UsageProblem
from targetcli.session.session import Session
from targetcli.store.undo import UndoneRows, WriteRange

app = new_app()


@app.command("undo")
@spread_options
def undo(
    session: Session,
    write: Annotated[
        int | None,
        Argument(metavar="[WRITE]", min=1, help="Only this write; see: targets log."),
    ] = None,
    to: Annotated[
        int | None,
        Option("--to", metavar="N", min=0, help="All after write N; 0 for all."),
    ] = None,
    dry_run: Annotated[
        bool, Option("--dry-run", "-n", help="Say what would be done; do nothing.")
    ] = False,
) -> None:
    """Take back the last write; undo once more to have it again."""
    if write is not None and to is not None:
        raise WrongUsage(UsageProblem.TWO_UNDOS, write=write, to=to)
    with session.change_store("undo", dry_run=dry_run) as (_, transaction):
        writes = _choose_writes(transaction.last_write, write, to)
        undone = transaction.undo(writes)
    _print_undone(session, writes, undone, dry_run=dry_run)


def _choose_writes(last: int, write: int | None, to: int | None) -> WriteRange:
    """Return the numbers of the writes to undo; raises `WrongUsage`."""
    if not last:
        raise WrongUsage(UsageProblem.EMPTY_LOG)
    writes = WriteRange(last, last)
    if write is not None:
        writes = WriteRange(write, write)
    if to is not None:
        writes = WriteRange(to + 1, last)
    if not writes.first <= writes.last <= last:
        raise WrongUsage(UsageProblem.NO_SUCH_WRITE, write=last)
    return writes


def _print_undone(
    session: Session, writes: WriteRange, undone: UndoneRows, *, dry_run: bool
) -> None:
    rows_text = "1 row" if undone.row_count == 1 else f"{undone.row_count} rows"
    session.say(f"{'would undo' if dry_run else 'undid'} {writes.text}: {rows_text}")
    for row in undone.first:
        session.say(f"  {row.record} {row.effect}")
    if undone.row_count > len(undone.first):
        session.say(f"  and {undone.row_count - len(undone.first)} more")
