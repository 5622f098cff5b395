"""Compare targets with the figures reported for them."""

from __future__ import annotations

from typing import Annotated

from typer import Option

from targetcli.commands.app import new_app, spread_options
from targetcli.exporting.output import show_dataset
from targetcli.session.comparison import (
    Grouping,
    build_comparison_dataset,
    build_counts_dataset,
    compare_selected,
    read_outcomes,
    select_by_outcome,
)
from targetcli.session.options import (
    AsOfOption,
    JobsOption,
    OutputOptions,
    ProfileOption,
    RecordFilter,
)
from targetcli.session.session import Session

app = new_app()


@app.command("compare")
@spread_options
def compare(
    session: Session,
    record_filter: RecordFilter,
    as_of_option: AsOfOption,
    profile_option: ProfileOption,
    jobs_option: JobsOption,
    output: OutputOptions,
    outcome: Annotated[
        list[str] | None,
        Option("--outcome", metavar="WORD", help="Only with this outcome."),
    ] = None,
    by: Annotated[
        Grouping | None, Option("--by", help="Count outcomes instead, by this.")
    ] = None,
) -> None:
    """Set every target beside its evidence."""
    as_of = session.read_as_of(as_of_option)
    outcomes = read_outcomes(outcome or ["any"])
    with session.open_store() as store:
        comparison = compare_selected(
            store, record_filter, as_of, profile_option, jobs_option=jobs_option
        )
        comparison = select_by_outcome(comparison, outcomes)
        dataset = (
            build_comparison_dataset(store, comparison, "compare")
            if by is None
            else build_counts_dataset(comparison, by)
        )
        show_dataset(session, dataset, output)
