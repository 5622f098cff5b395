"""List the deadlines that are near or passed without a figure."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

from targetcli.commands.exit_codes import Ended, ExitCode
from targetcli.commands.verb_app import new_app, spread_options
from targetcli.errors import WrongUsage
from targetcli.exporting.output import show_dataset
from targetcli.model.duration import read_lookahead
from targetcli.problems.usage import UsageProblem
from targetcli.render.columns.due import due_json, due_layout
from targetcli.render.i18n import gettext
from targetcli.render.outcome_totals import DueTotals
from targetcli.reports.due import list_due as what_is_due
from targetcli.session.comparison import (
    build_json_head,
    compare_selected,
    defer_deadlines,
    read_outcomes,
)
from targetcli.session.dataset import Dataset
from targetcli.session.declarations import Option
from targetcli.session.filter_remarks import say_unmatched
from targetcli.session.options import (
    AsOfOption,
    OutputOptions,
    ProfileOption,
    RecordFilter,
)
from targetcli.session.session import Session

_USUAL_REACH = "90d"

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
        str | None,
        Option("--within", metavar="REACH", help="How near: 30d, 2w, 6m; else 90d."),
    ] = None,
    fail_on: Annotated[
        list[str] | None,
        Option("--fail-on", metavar="WORDS", help="Exit 3 if there are any of these."),
    ] = None,
    form: Annotated[
        Path | None,
        Option("--form", metavar="FILE", help="Write the figures awaited as a form."),
    ] = None,
    each_owner: Annotated[
        bool, Option("--each-owner", help="Write a form for each owner, in a folder.")
    ] = False,
) -> None:
    """List the deadlines that are near, and those passed without a figure."""
    as_of = session.read_as_of(as_of_option)
    if form is not None:
        until = read_lookahead(within, as_of) if within else as_of
        _write_forms(session, record_filter, (as_of, until), output, form, each_owner)
        return
    if each_owner:
        raise WrongUsage(UsageProblem.OWNERS_OF_NO_FORM)
    until = read_lookahead(within or _USUAL_REACH, as_of)
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
            totals=DueTotals,
            is_emptiness_said=not session.quiet,
        )
        show_dataset(session, dataset, output)
    if not rows:
        session.say(gettext("nothing is due by {day}").format(day=until))
    if any(row.comparison_row.verdict.outcome in failing for row in rows):
        raise Ended(ExitCode.FINDINGS)


def _write_forms(
    session: Session,
    record_filter: RecordFilter,
    days: tuple[date, date],
    output: OutputOptions,
    form: Path,
    each_owner: bool,  # noqa: FBT001 - of a verb's options
) -> None:
    """Write a form for the figures asked for by one day, of periods before another."""
    from targetcli.exporting.forms import write_form, write_forms_by_owner  # noqa: PLC0415
    from targetcli.session.forms import list_asked  # noqa: PLC0415 - as above

    with session.open_store() as store:
        say_unmatched(session, store, record_filter)
        asked = list_asked(store, record_filter, *days)
    if not asked:
        session.say(gettext("no figure is awaited by {day}").format(day=days[1]))
        return
    write = write_forms_by_owner if each_owner else write_form
    write(session, asked, form, output)
