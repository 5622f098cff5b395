"""List targets."""

from __future__ import annotations

from targetcli.commands.app import new_app, verb
from targetcli.commands.options import AsOf, Filter, Shape
from targetcli.commands.session import Answer, Session, selected
from targetcli.render.record_json import target_json
from targetcli.render.record_tables import targets_layout
from targetcli.reports.listings import targets_known

app = new_app()


@app.command("list")
@verb
def list_targets(session: Session, asked: Filter, day: AsOf, shape: Shape) -> None:
    """List the announced targets."""
    as_of = session.as_of_or_ever(day)
    with session.reading() as store:
        found = store.targets(selected(store, asked))
        rows = targets_known(found, as_of)
        head = {"as_of": as_of.isoformat() if as_of else None}
        answer = Answer("list", targets_layout(), rows, target_json, head)
        session.show(answer, shape)
