"""List targets."""

from __future__ import annotations

from targetcli.commands.verb_app import new_app, spread_options
from targetcli.exporting.output import show_dataset
from targetcli.session.filter_remarks import say_unmatched
from targetcli.session.listings import load_targets
from targetcli.session.options import AsOfOption, OutputOptions, RecordFilter
from targetcli.session.session import Session

app = new_app()


@app.command("list")
@spread_options
def list_targets(
    session: Session,
    record_filter: RecordFilter,
    as_of_option: AsOfOption,
    output: OutputOptions,
) -> None:
    """List the announced targets."""
    as_of = session.read_optional_as_of(as_of_option)
    with session.open_store() as store:
        say_unmatched(session, store, record_filter)
        show_dataset(session, load_targets(store, record_filter, as_of, "list"), output)
