"""Rank targets of one metric, or regions, owners and plans by their lights."""

from __future__ import annotations

from typing import Annotated

from targetcli.commands.verb_app import new_app, spread_options
from targetcli.errors import WrongUsage
from targetcli.exporting.output import show_dataset
from targetcli.problems.usage import UsageProblem
from targetcli.session.comparison import Grouping, compare_selected
from targetcli.session.declarations import Option
from targetcli.session.filter_remarks import say_unmatched
from targetcli.session.options import (
    AsOfOption,
    LightOption,
    OutputOptions,
    ProfileOption,
    RecordFilter,
    SinceOption,
)
from targetcli.session.progress import (
    build_lights_dataset,
    build_ranking_dataset,
    compare_on_earlier_day,
    filter_by_light,
)
from targetcli.session.session import Session

app = new_app()


@app.command("rank")
@spread_options
def rank(
    session: Session,
    record_filter: RecordFilter,
    as_of_option: AsOfOption,
    profile_option: ProfileOption,
    output: OutputOptions,
    group: Annotated[
        Grouping | None,
        Option("--group", help="Rank these by their lights instead of targets."),
    ] = None,
    light: LightOption = None,
    since: SinceOption = None,
) -> None:
    """Rank comparable targets, or regions and owners by their lights."""
    as_of = session.read_as_of(as_of_option)
    day_before = session.read_earlier_day(since, as_of) if since else None
    with session.open_store() as store:
        say_unmatched(session, store, record_filter)
        comparison = compare_selected(store, record_filter, as_of, profile_option)
        if light:
            comparison = filter_by_light(comparison, light)
        if group is not None:
            if not comparison.profile.grades:
                raise WrongUsage(
                    UsageProblem.NO_LIGHTS, profile=comparison.profile.name
                )
            dataset = build_lights_dataset(comparison, group)
        else:
            earlier = compare_on_earlier_day(
                store, record_filter, day_before, profile_option
            )
            dataset = build_ranking_dataset(comparison, earlier)
        show_dataset(session, dataset, output)
