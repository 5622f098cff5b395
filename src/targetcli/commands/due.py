"""List the deadlines that are near or passed without a figure."""

from __future__ import annotations

from typing import Annotated

from typer import Exit, Option

from targetcli.commands.app import new_app, spread_options
from targetcli.commands.exit_codes import ExitCode
from targetcli.exporting.output import show_dataset
from targetcli.model.duration import read_lookahead
from targetcli.render.columns.due import due_json, due_layout
from targetcli.render.i18n import gettext
from targetcli.render.outcome_totals import due_total_text
from targetcli.reports.due import list_due as what_is_due
from targetcli.session.comparison import (
    build_json_head,
    compare_selected,
    defer_deadlines,
    read_outcomes,
)
from targetcli.session.dataset import Dataset
from targetcli.session.filter_remarks import say_unmatched
from targetcli.session.options import (
    AsOfOption,
    OutputOptions,
    ProfileOption,
    RecordFilter,
)
from targetcli.session.session import Session

app = new_app()


@app.command("due")
@spread_options
def due(
    session: Session,
    record_filter: RecordFilter,
    as_of_option: AsOfOption,
    profile_option: ProfileOption,
    output: OutputOptions,
    within: Annotated[
        str, Option("--within", metavar="REACH", help="How near: 30d, 2w, 6m or 1y.")
    ] = "90d",
    fail_on: Annotated[
        list[str] | None,
        Option("--fail-on", metavar="WORDS", help="Exit 3 if there are any of these."),
    ] = None,
) -> None:
    """List the deadlines that are near, and those passed without a figure."""
    as_of = session.read_as_of(as_of_option)
    until = read_lookahead(within, as_of)
    failing = read_outcomes(fail_on or [])
    with session.open_store() as store:
        say_unmatched(session, store, record_filter)
        comparison = compare_selected(
            store, record_filter, as_of, profile_option, until
        )
        rows = what_is_due(comparison, until)
        head = {**build_json_head(comparison), "until": until.isoformat()}
        due = defer_deadlines(store, [row.comparison_row for row in rows])
        dataset = Dataset(
            "due",
            due_layout(),
            rows,
            due_json,
            head,
            deadlines=due,
            total_text=due_total_text,
        )
        show_dataset(session, dataset, output)
    if not rows:
        session.say(gettext("nothing is due by {day}").format(day=until))
    if any(row.comparison_row.verdict.outcome in failing for row in rows):
        raise Exit(ExitCode.FINDINGS)
