"""Milestones: list them, add one."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Context

from targetcli import environment
from targetcli.commands.app import new_app, spread_options
from targetcli.commands.record_entry import enter_record
from targetcli.errors import Contradiction
from targetcli.exporting.output import show_dataset
from targetcli.model.period import ReferenceDays
from targetcli.model.quantity import format_digits
from targetcli.model.records import Milestone, Target, format_target_id
from targetcli.reading.cells import read_id
from targetcli.reading.reference_records import convert_digits, read_milestone
from targetcli.reading.vocabulary import Vocabulary
from targetcli.session.listings import load_milestones
from targetcli.session.options import OutputOptions
from targetcli.session.session import Session

app = new_app(name="milestones", invoke_without_command=True)


@app.callback()
@spread_options
def list_milestones(context: Context, session: Session, output: OutputOptions) -> None:
    """List the announced milestones; add one with: milestones add."""
    if context.invoked_subcommand is None:
        with session.open_store() as store:
            show_dataset(session, load_milestones(store), output)


@app.command("add")
@spread_options
def add(
    session: Session,
    record: Annotated[str, Argument(metavar="ID", help="The target, such as T1.")],
    day: Annotated[str, Argument(metavar="DATE", help="By when, such as 2023-06.")],
    value: Annotated[
        str, Argument(help="Digits in the target's unit, or in one that converts.")
    ],
) -> None:
    """Add what a target should have come to by a day on its way."""
    fields = {"target": record, "date": day, "value": value}
    relatives = ReferenceDays(environment.today())
    enter_record(
        session,
        "milestones add",
        lambda words: _read(session, fields, words, relatives),
        lambda writing, milestone: writing.save_milestone(milestone),
        lambda milestone, _: (
            format_target_id(milestone.target_id),
            f"{format_digits(milestone.value)} by {milestone.day}",
        ),
    )


def _read(
    session: Session,
    fields: dict[str, str],
    words: Vocabulary,
    relatives: ReferenceDays,
) -> Milestone:
    """Read a milestone in its target's unit, inside its target's window."""
    number = read_id("target", fields["target"].strip(), "T")
    with session.open_store() as store:
        target = store.target(number)
    if target.bound is not None:
        value = convert_digits(fields["value"], target.bound.unit, words)
        fields = {**fields, "value": value}
    milestone = read_milestone(fields, relatives)
    _check_window(target, milestone)
    return milestone


def _check_window(target: Target, milestone: Milestone) -> None:
    one = f"the milestone is for {milestone.day}"
    if target.deadline is not None and milestone.day >= target.deadline:
        raise Contradiction(one, f"the deadline is {target.deadline}")
    if target.window_start is not None and milestone.day < target.window_start:
        raise Contradiction(one, f"the window starts {target.window_start}")
