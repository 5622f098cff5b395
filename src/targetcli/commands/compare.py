"""Compare targets with figures."""

from __future__ import annotations

from typing import Annotated

from typer import Option

from targetcli.commands.app import new_app, verb
from targetcli.exporting.output import show_dataset
from targetcli.reports.comparison import only
from targetcli.session.comparison import (
    Grouping,
    answer_of,
    comparison_of,
    counts_of,
    read_outcomes,
)
from targetcli.session.options import (
    AsOfOption,
    OutputOptions,
    ProfileOption,
    RecordFilter,
)
from targetcli.session.session import Session

app = new_app()


@app.command("compare")
@verb
def compare(
    session: Session,
    record_filter: RecordFilter,
    as_of_option: AsOfOption,
    profile_option: ProfileOption,
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
    wanted = read_outcomes(outcome or ["any"])
    with session.reading() as store:
        found = only(comparison_of(store, record_filter, as_of, profile_option), wanted)
        answer = (
            answer_of(store, found, "compare") if by is None else counts_of(found, by)
        )
        show_dataset(session, answer, output)
