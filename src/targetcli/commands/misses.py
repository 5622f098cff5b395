"""List the missed targets."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

from targetcli.commands.exit_codes import Ended, ExitCode
from targetcli.commands.verb_app import new_app, spread_options
from targetcli.exporting.output import show_dataset
from targetcli.judging.outcome import Outcome
from targetcli.render.i18n import gettext
from targetcli.reports.comparison import MISSES
from targetcli.session.comparison import (
    ALL_OUTCOMES,
    build_comparison_dataset,
    compare_selected,
    count_all_outcomes,
    read_outcomes,
    select_by_outcome,
)
from targetcli.session.declarations import Option
from targetcli.session.filter_remarks import say_unmatched
from targetcli.session.options import (
    AsOfOption,
    JobsOption,
    OutputOptions,
    ProfileOption,
    RecordFilter,
)
from targetcli.session.session import Session

app = new_app()


@app.command("misses")
@spread_options
def misses(
    session: Session,
    record_filter: RecordFilter,
    as_of_option: AsOfOption,
    profile_option: ProfileOption,
    jobs_option: JobsOption,
    output: OutputOptions,
    include: Annotated[
        list[str] | None,
        Option("--include", metavar="WORDS", help="Also these outcomes, by commas."),
    ] = None,
    fail_on: Annotated[
        list[str] | None,
        Option(
            "--fail-on",
            metavar="WORDS",
            help="List these too, and exit 3 if there are any.",
        ),
    ] = None,
) -> None:
    """List the targets that were missed or late."""
    as_of = session.read_as_of(as_of_option)
    shown = read_outcomes(include or []) | frozenset(MISSES)
    failing = read_outcomes(fail_on or [])
    if failing != ALL_OUTCOMES:
        shown |= failing
    counts: Counter[Outcome] = Counter()
    with session.open_store() as store:
        say_unmatched(session, store, record_filter)
        comparison = compare_selected(
            store, record_filter, as_of, profile_option, jobs_option=jobs_option
        )
        counted = count_all_outcomes(comparison, counts)
        listed = select_by_outcome(counted, shown)
        if output.limit is not None:  # those that are not shown count, too
            listed = listed._replace(rows=list(listed.rows))
        dataset = build_comparison_dataset(store, listed, "misses")
        dataset = dataset._replace(is_emptiness_said=not session.quiet)
        show_dataset(session, dataset, output)
    found = {outcome for outcome in shown if counts[outcome]}
    if not found:
        session.say(gettext("nothing missed as of {day}").format(day=as_of))
    if found & failing:
        raise Ended(ExitCode.FINDINGS)
