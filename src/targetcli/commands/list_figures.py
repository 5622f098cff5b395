"""List figures."""

from __future__ import annotations

from targetcli.commands.app import new_app, spread_options
from targetcli.exporting.output import show_dataset
from targetcli.render.columns.records import figures_layout
from targetcli.render.columns.records_json import figure_json
from targetcli.reports.listings import select_known_figures
from targetcli.session.dataset import Dataset
from targetcli.session.options import AsOfOption, FigureFilter, OutputOptions
from targetcli.session.selection import resolve_filter
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
    with session.open_store() as store:
        found = store.figures(resolve_filter(store, figure_filter.record_filter))
        rows = select_known_figures(found, as_of)
        head = {"as_of": as_of.isoformat() if as_of else None}
        answer = Dataset("figures", figures_layout(), rows, figure_json, head)
        show_dataset(session, answer, output)
