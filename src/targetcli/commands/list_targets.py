"""List targets."""

from __future__ import annotations

from targetcli.commands.app import new_app, verb
from targetcli.exporting.output import show_dataset
from targetcli.session.listings import targets_of
from targetcli.session.options import AsOf, Filter, Shape
from targetcli.session.session import Session

app = new_app()


@app.command("list")
@verb
def list_targets(session: Session, asked: Filter, day: AsOf, shape: Shape) -> None:
    """List the announced targets."""
    as_of = session.as_of_or_ever(day)
    with session.reading() as store:
        show_dataset(session, targets_of(store, asked, as_of, "list"), shape)
