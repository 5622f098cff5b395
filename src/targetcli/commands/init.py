"""Create a store."""

from __future__ import annotations

from typing import Annotated

from targetcli import environment
from targetcli.commands.verb_app import new_app, spread_options
from targetcli.errors import StoreUnusable
from targetcli.problems.stores import StoreProblem
from targetcli.session.declarations import Option
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
        session.open_store().close()  # raises for a file that is not a store
        raise StoreUnusable(StoreProblem.EXISTS, str(session.path))
    if not with_seeds:
        session.create_empty_store()
        return
    from targetcli.importing.files import open_tables  # noqa: PLC0415 - for seeds
    from targetcli.importing.importer import import_tables  # noqa: PLC0415
    from targetcli.importing.result import show_result  # noqa: PLC0415

    files = sorted(environment.find_seed_folder().glob("*.csv"))
    with open_tables(files, session.path) as input_tables:
        result = session.fill_store(
            lambda store: import_tables(store, input_tables.tables, "init --with-seeds")
        )
    show_result(session, result)
