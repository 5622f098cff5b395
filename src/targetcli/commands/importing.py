"""Import files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from typer import Argument, Option

from targetcli.commands import entry_options as options
from targetcli.commands.app import new_app, verb
from targetcli.commands.intake import take_in, tell
from targetcli.commands.session import Session
from targetcli.errors import WrongUsage

app = new_app()


@app.command("import")
@verb
def import_files(
    session: Session,
    files: Annotated[
        list[Path], Argument(metavar="FILE…", help="CSV files; - for standard input.")
    ],
    strict: Annotated[
        bool, Option("--strict", help="Refuse names that are not known yet.")
    ] = False,
    dry_run: options.DryRun = False,
) -> None:
    """Take in CSV files, each known by its header: all rows or none."""
    missing = next((file for file in files if not _is_there(file)), None)
    if missing is not None:
        raise WrongUsage(f"there is no file {missing}", "name the files to import")
    taken = session.filled(
        lambda store: take_in(
            store, files, command="import", strict=strict, dry_run=dry_run
        ),
        dry_run=dry_run,
    )
    tell(session, taken, dry_run=dry_run)


def _is_there(file: Path) -> bool:
    return str(file) == "-" or file.is_file()
