"""Milestones: list them, add one."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Context

from targetcli.commands import environment
from targetcli.commands.app import new_app, verb
from targetcli.commands.catalogue import milestones_of
from targetcli.commands.entering import enter
from targetcli.commands.options import Shape
from targetcli.commands.session import Session
from targetcli.errors import Contradiction
from targetcli.model.period import Relatives
from targetcli.model.quantity import digits_text
from targetcli.model.records import Milestone, target_name
from targetcli.reading.catalogue import read_milestone

app = new_app(name="milestones", invoke_without_command=True)


@app.callback()
@verb
def list_milestones(context: Context, session: Session, shape: Shape) -> None:
    """List the announced milestones; add one with: milestones add."""
    if context.invoked_subcommand is None:
        with session.reading() as store:
            session.show(milestones_of(store), shape)


@app.command("add")
@verb
def add(
    session: Session,
    record: Annotated[str, Argument(metavar="ID", help="The target, such as T1.")],
    day: Annotated[str, Argument(metavar="DATE", help="By when, such as 2023-06.")],
    value: Annotated[str, Argument(help="Digits in the target's unit.")],
) -> None:
    """Add what a target should have come to by a day on its way."""
    fields = {"target": record, "date": day, "value": value}
    relatives = Relatives(environment.today())
    enter(
        session,
        "milestones add",
        lambda _: _checked(session, read_milestone(fields, relatives)),
        lambda writing, milestone: writing.save_milestone(milestone),
        lambda milestone, _: (
            target_name(milestone.target_id),
            f"{digits_text(milestone.value)} by {milestone.day}",
        ),
    )


def _checked(session: Session, milestone: Milestone) -> Milestone:
    """Refuse a milestone outside its target's window."""
    with session.reading() as store:
        target = store.target(milestone.target_id)
    one = f"the milestone is for {milestone.day}"
    if target.deadline is not None and milestone.day >= target.deadline:
        raise Contradiction(one, f"the deadline is {target.deadline}")
    if target.window_start is not None and milestone.day < target.window_start:
        raise Contradiction(one, f"the window starts {target.window_start}")
    return milestone
