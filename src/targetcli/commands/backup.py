"""Write a backup of the store."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

from targetcli import output_files
from targetcli.commands.verb_app import new_app, spread_options
from targetcli.render.i18n import gettext
from targetcli.session.declarations import Option
from targetcli.session.session import Session
from targetcli.store.backup import draft_copy

app = new_app()


@app.command("backup")
@spread_options
def backup(
    session: Session,
    output: Annotated[
        Path, Option("--output", "-o", metavar="FILE", help="Where the copy goes.")
    ],
    force: Annotated[
        bool, Option("--force", help="Overwrite an output that exists.")
    ] = False,
) -> None:
    """Write a whole copy of the store, while others use it."""
    output_files.refuse_store(output, session.path)
    with session.open_store() as store:
        copy = partial(draft_copy, session.path, session.wait)
        output_files.write_copy(output, copy, force=force)
        counts = store.counts()
    sentence = gettext("wrote {path}: {targets} targets, {figures} figures")
    session.say(
        sentence.format(path=output, targets=counts.targets, figures=counts.figures)
    )
