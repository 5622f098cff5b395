"""Make a store."""

from __future__ import annotations

from typing import Annotated

from typer import Option

from targetcli import environment
from targetcli.commands.app import new_app, spread_options
from targetcli.errors import StoreTrouble, StoreUnusable
from targetcli.session.session import Session
from targetcli.store.store import store_exists

app = new_app()


@app.command("init")
@spread_options
def init(
    session: Session,
    with_seeds: Annotated[
        bool, Option("--with-seeds", help="Load the packaged data set.")
    ] = False,
) -> None:
    """Make an empty store, or one holding the packaged data set."""
    if store_exists(session.path):
        session.open_store().close()  # what is no store of ours is said to be none
        raise StoreUnusable(StoreTrouble.EXISTS, str(session.path))
    if not with_seeds:
        session.create_empty_store()
        return
    from targetcli.importing.files import opened_inputs  # noqa: PLC0415 - for seeds
    from targetcli.importing.files_import import take_in, tell  # noqa: PLC0415

    files = sorted(environment.find_seed_folder().glob("*.csv"))
    with opened_inputs(files, session.path) as inputs:
        taken = session.fill_store(
            lambda store: take_in(store, inputs.sheets, "init --with-seeds")
        )
    tell(session, taken)
