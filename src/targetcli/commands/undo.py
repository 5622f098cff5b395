"""Undo writes to the store."""

from __future__ import annotations

from typing import Annotated

from targetcli.commands.verb_app import new_app, spread_options
from targetcli.errors import WrongUsage
from targetcli.problems.usage import UsageProblem
from targetcli.render.i18n import gettext, ngettext, pgettext
from targetcli.session.declarations import Argument, Option
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
    sentence = gettext("undid {writes}: {rows}")
    if dry_run:
        sentence = gettext("would undo {writes}: {rows}")
    rows = ngettext("{count} row", "{count} rows", undone.row_count)
    session.say(sentence.format(writes=_writes_text(writes), rows=rows))
    for row in undone.first:
        effect = pgettext("undone", row.effect)
        session.say(f"  {row.record} {effect}")
    if undone.row_count > len(undone.first):
        session.say_left_out(undone.row_count - len(undone.first))


def _writes_text(writes: WriteRange) -> str:
    """Return the writes as a phrase: ``write 7``, ``writes 3–7``."""
    is_one = writes.first == writes.last
    sentence = gettext("write {numbers}") if is_one else gettext("writes {numbers}")
    return sentence.format(numbers=writes.numbers)
