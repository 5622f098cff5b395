"""List figures."""

from __future__ import annotations

from targetcli.commands.verb_app import new_app, spread_options
from targetcli.exporting.output import show_dataset
from targetcli.session.filter_remarks import say_unmatched
from targetcli.session.listings import load_figures
from targetcli.session.options import AsOfOption, FigureFilter, OutputOptions
from targetcli.session.session import Session

app = new_app()


@app.command("figures")
@spread_options
def list_figures(
    session: Session,
    figure_filter: FigureFilter,
    as_of_option: AsOfOption,
    output: OutputOptions,
) -> None:
    """List the reported figures."""
    as_of = session.read_optional_as_of(as_of_option)
    record_filter = figure_filter.record_filter
    with session.open_store() as store:
        say_unmatched(session, store, figure_filter)
        dataset = load_figures(store, record_filter, as_of, "figures")
        show_dataset(session, dataset, output)
