"""List the writes to the store, or the versions of a record."""

from __future__ import annotations

from typing import Annotated

from targetcli.commands.amend_record import find_kind, read_number
from targetcli.commands.verb_app import new_app, spread_options
from targetcli.exporting.output import show_dataset
from targetcli.render.columns.log import (
    entry_json,
    log_layout,
    version_json,
    versions_layout,
)
from targetcli.session.dataset import Dataset
from targetcli.session.declarations import Argument
from targetcli.session.options import OutputOptions
from targetcli.session.session import Session
from targetcli.store.history import read_log
from targetcli.store.store import Store
from targetcli.store.versions import list_versions

app = new_app()


@app.command("log")
@spread_options
def log(
    session: Session,
    output: OutputOptions,
    record: Annotated[
        str | None, Argument(metavar="[ID]", help="T1 for a target, F1 …")
    ] = None,
) -> None:
    """List every write, newest last; or what a record was after each."""
    with session.open_store() as store:
        show_dataset(
            session,
            _load_versions(store, record) if record else _load_log(store),
            output,
        )


def _load_log(store: Store) -> Dataset:
    return Dataset(
        "log", log_layout(), tuple(read_log(store)), entry_json, {"id": None}
    )


def _load_versions(store: Store, record: str) -> Dataset:
    kind = find_kind(record)
    number = read_number(kind, record)
    versions = list_versions(store, kind.table, number)
    head = {"id": kind.name(number)}
    return Dataset("log", versions_layout(), versions, version_json, head)
