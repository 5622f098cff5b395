"""Identities: list them, add one."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Context, Option

from targetcli.commands.app import new_app, verb
from targetcli.commands.catalogue import identities_of
from targetcli.commands.entering import enter
from targetcli.commands.options import Shape
from targetcli.commands.session import Session
from targetcli.model.records import Identity
from targetcli.reading.catalogue import read_identity
from targetcli.render.words import place_text

app = new_app(name="identities", invoke_without_command=True)


@app.callback()
@verb
def list_identities(context: Context, session: Session, shape: Shape) -> None:
    """List the identities (whole = part + part); add one with: identities add."""
    if context.invoked_subcommand is None:
        with session.reading() as store:
            session.show(identities_of(store), shape)


@app.command("add")
@verb
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
    enter(
        session,
        "identities add",
        lambda words: read_identity(fields, words),
        lambda writing, identity: writing.save_identity(identity),
        lambda identity, _: (place_text(identity.whole), _parts_text(identity)),
    )


def _parts_text(identity: Identity) -> str:
    return " + ".join(place_text(part) for part in identity.parts)
