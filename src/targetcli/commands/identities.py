"""Identities: list them, add one."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Context, Option

from targetcli.commands.app import new_app, spread_options
from targetcli.commands.record_entry import enter_record
from targetcli.exporting.output import show_dataset
from targetcli.model.records import Identity
from targetcli.reading.reference_records import read_identity
from targetcli.render.record_text import (
    place_text,
)
from targetcli.session.listings import load_identities
from targetcli.session.options import OutputOptions
from targetcli.session.session import Session

app = new_app(name="identities", invoke_without_command=True)


@app.callback()
@spread_options
def list_identities(context: Context, session: Session, output: OutputOptions) -> None:
    """List the identities (whole = part + part); add one with: identities add."""
    if context.invoked_subcommand is None:
        with session.open_store() as store:
            show_dataset(session, load_identities(store), output)


@app.command("add")
@spread_options
def add(
    session: Session,
    whole: Annotated[
        str, Argument(help="REGION or REGION@SCOPE, such as 云溪区@含临港新区.")
    ],
    parts: Annotated[
        list[str], Argument(metavar="PART…", help="Its parts, written alike.")
    ],
    source: Annotated[
        str, Option("--source", help="Who says so: an id, an address or a title.")
    ],
) -> None:
    """Add an identity, so that scopes and regions convert through it."""
    fields = {"whole": whole, "parts": "|".join(parts), "source": source}
    enter_record(
        session,
        "identities add",
        lambda words: read_identity(fields, words),
        lambda writing, identity: writing.save_identity(identity),
        lambda identity, _: (place_text(identity.whole), _parts_text(identity)),
    )


def _parts_text(identity: Identity) -> str:
    return " + ".join(place_text(part) for part in identity.parts)
