"""Tell what was written, when and by which command."""

from __future__ import annotations

from typing import Annotated

from typer import Argument

from targetcli.commands.app import new_app, verb
from targetcli.commands.record_changes import number_of, sort_of
from targetcli.exporting.output import show_dataset
from targetcli.render.columns.log import (
    entry_json,
    log_layout,
    version_json,
    versions_layout,
)
from targetcli.session.options import OutputOptions
from targetcli.session.session import Dataset, Session
from targetcli.store.store import Store

app = new_app()


@app.command("log")
@verb
def log(
    session: Session,
    output: OutputOptions,
    record: Annotated[
        str | None, Argument(metavar="[ID]", help="T1 for a target, F1 …")
    ] = None,
) -> None:
    """Tell every write, newest last; or what a record was after each."""
    with session.reading() as store:
        show_dataset(
            session, _past_of(store, record) if record else _log_of(store), output
        )


def _log_of(store: Store) -> Dataset:
    return Dataset("log", log_layout(), store.entries(), entry_json, {"id": None})


def _past_of(store: Store, record: str) -> Dataset:
    sort = sort_of(record)
    number = number_of(sort, record)
    versions = store.versions(sort.table, number)
    head = {"id": sort.name(number)}
    return Dataset("log", versions_layout(), versions, version_json, head)
