"""Compare targets with the figures reported for them."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import Annotated

from targetcli.commands.verb_app import new_app, spread_options
from targetcli.exporting.output import show_dataset
from targetcli.judging.outcome import Outcome
from targetcli.render.i18n import gettext
from targetcli.reports.comparison import keep_peers
from targetcli.session.comparison import (
    ALL_OUTCOMES,
    Grouping,
    build_comparison_dataset,
    build_counts_dataset,
    compare_selected,
    count_all_outcomes,
    read_outcomes,
    select_by_outcome,
)
from targetcli.session.declarations import Option
from targetcli.session.filter_remarks import say_missing_outcomes, say_unmatched
from targetcli.session.formats import Format
from targetcli.session.options import (
    AsOfOption,
    JobsOption,
    LightOption,
    OutputOptions,
    ProfileOption,
    RecordFilter,
    SinceOption,
)
from targetcli.session.session import Session

app = new_app()


class View(StrEnum):
    """The columns of a comparison."""

    EVIDENCE = "evidence"
    PROGRESS = "progress"


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
    light: LightOption = None,
    view: Annotated[
        View,
        Option("--view", help="Columns: evidence, or progress with lights."),
    ] = View.EVIDENCE,
    since: SinceOption = None,
    group: Annotated[
        Grouping | None, Option("--group", help="Count outcomes instead, by this.")
    ] = None,
    by: Annotated[Grouping | None, Option("--by", hidden=True)] = None,
) -> None:
    """Set every target beside its evidence."""
    as_of = session.read_as_of(as_of_option)
    outcomes = read_outcomes(outcome or ["any"])
    day_before = session.read_earlier_day(since, as_of) if since else None
    counts: Counter[Outcome] = Counter()
    with session.open_store() as store:
        say_unmatched(session, store, record_filter)
        comparison = compare_selected(
            store, record_filter, as_of, profile_option, jobs_option=jobs_option
        )
        if outcomes and (view is View.PROGRESS or output.chosen_format is Format.XLSX):
            comparison = keep_peers(comparison)
        if outcomes and outcomes != ALL_OUTCOMES:
            counted = count_all_outcomes(comparison, counts)
            comparison = select_by_outcome(counted, outcomes)
        if light:
            from targetcli.session.progress import filter_by_light  # noqa: PLC0415

            comparison = filter_by_light(comparison, light)
        if by is not None:
            sentence = gettext(
                "--by names deadlines; to count by groups: --group {word}"
            )
            session.say(sentence.format(word=by.value))
        grouping = group or by
        if grouping is not None:
            dataset = build_counts_dataset(comparison, grouping)
        elif view is View.PROGRESS:
            from targetcli.session import progress  # noqa: PLC0415 - only when asked

            earlier = progress.compare_on_earlier_day(
                store, record_filter, day_before, profile_option
            )
            dataset = progress.build_progress_dataset(store, comparison, earlier)
        else:
            dataset = build_comparison_dataset(store, comparison, "compare")
        show_dataset(session, dataset, output)
    say_missing_outcomes(session, outcomes, counts)
