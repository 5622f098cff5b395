"""List the files in use."""

from __future__ import annotations

from targetcli import environment
from targetcli.commands.app import new_app, spread_options
from targetcli.errors import StoreUnusable
from targetcli.exporting.output import show_dataset
from targetcli.render.columns.records import path_json, paths_layout
from targetcli.reports.listings import FileInUse
from targetcli.session.dataset import Dataset
from targetcli.session.options import OutputOptions
from targetcli.session.session import Session

app = new_app()


@app.command("where")
@spread_options
def where(session: Session, output: OutputOptions) -> None:
    """List the files in use, and what they hold."""
    seeds = environment.find_seed_folder()
    rows = (
        FileInUse("store", str(session.path.absolute()), _describe_store(session)),
        FileInUse("seeds", str(seeds), "there" if seeds.is_dir() else "missing"),
    )
    show_dataset(
        session,
        Dataset("where", paths_layout(), rows, path_json, {}),
        output,
    )


def _describe_store(session: Session) -> str:
    try:
        with session.open_store() as store:
            counts = store.counts()
    except StoreUnusable as unusable:
        return unusable.problem.value
    return (
        f"{counts.targets} targets, {counts.figures} figures, {counts.sources} sources"
    )
