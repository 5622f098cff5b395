"""Say which files are in use."""

from __future__ import annotations

from targetcli.commands import environment
from targetcli.commands.app import new_app, verb
from targetcli.commands.options import Shape
from targetcli.commands.session import Answer, Session
from targetcli.errors import StoreUnusable
from targetcli.render.record_json import whereabouts_json
from targetcli.render.record_tables import whereabouts_layout
from targetcli.reports.listings import Whereabouts

app = new_app()


@app.command("where")
@verb
def where(session: Session, shape: Shape) -> None:
    """Say which files are in use, and what they hold."""
    seeds = environment.seed_folder()
    rows = (
        Whereabouts("store", str(session.path.absolute()), _state(session)),
        Whereabouts("seeds", str(seeds), "there" if seeds.is_dir() else "missing"),
    )
    session.show(
        Answer("where", whereabouts_layout(), rows, whereabouts_json, {}), shape
    )


def _state(session: Session) -> str:
    try:
        with session.reading() as store:
            counts = store.counts()
    except StoreUnusable as unusable:
        return unusable.trouble.value
    return (
        f"{counts.targets} targets, {counts.figures} figures, {counts.sources} sources"
    )
