"""Import records from files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from typer import Argument, Exit, Option

from targetcli.commands import record_options as options
from targetcli.commands.app import new_app, spread_options
from targetcli.commands.exit_codes import ExitCode
from targetcli.importing.files import ReadingOptions, open_tables
from targetcli.importing.importer import import_tables
from targetcli.importing.options import ImportOptions
from targetcli.importing.plan import Plan
from targetcli.importing.progress import show_progress
from targetcli.importing.rejects import create_reject_files
from targetcli.importing.result import show_result
from targetcli.render.i18n import gettext
from targetcli.session.session import Session

app = new_app()


@app.command("import")
@spread_options
def import_files(
    session: Session,
    files: Annotated[
        list[Path],
        Argument(
            metavar="FILE…",
            help="CSV, JSON, JSON Lines, XLSX, or a folder of them; - for standard "
            "input.",
        ),
    ],
    encoding: Annotated[
        str,
        Option("--encoding", metavar="NAME", help="Read CSV as this, such as big5."),
    ] = "",
    skip_hidden: Annotated[
        bool,
        Option(
            "--skip-hidden",
            help="Leave hidden rows, columns and sheets of workbooks out.",
        ),
    ] = False,
    strict: Annotated[
        bool, Option("--strict", help="Refuse names that are not known yet.")
    ] = False,
    skip_bad: Annotated[
        bool,
        Option("--skip-bad", help="Store the good rows, write the bad ones to -o."),
    ] = False,
    output: Annotated[
        Path | None,
        Option("--output", "-o", metavar="FILE", help="Where the bad rows go."),
    ] = None,
    force: Annotated[
        bool, Option("--force", help="Overwrite an output that exists.")
    ] = False,
    trust_kinds: Annotated[
        bool,
        Option(
            "--trust-kinds", help="Take what an older export says of metrics for said."
        ),
    ] = False,
    dry_run: options.DryRun = False,
) -> None:
    """Take in files, each known by its columns: all rows or none."""
    rejects = create_reject_files(
        output, session, files, force=force, skip_bad=skip_bad
    )
    reading = ReadingOptions(encoding, skip_hidden)
    with open_tables(files, session.path, reading) as input_tables, Plan() as plan:
        for remark in input_tables.remarks:
            session.say(remark)
        import_options = ImportOptions(
            strict=strict,
            dry_run=dry_run,
            write_rejects=rejects.write if rejects else None,
            plan=plan if dry_run else None,
            trust_kinds=trust_kinds,
            watch_rows=show_progress if not session.quiet else iter,
        )
        result = session.fill_store(
            lambda store: import_tables(
                store, input_tables.tables, "import", import_options
            ),
            dry_run=dry_run,
        )
        plan.show()
    show_result(session, result, dry_run=dry_run)
    for path in rejects.written if rejects else ():
        session.say(gettext("rejected rows are in {path}").format(path=path))
    if any(file.rejected for file in result.files):
        raise Exit(ExitCode.FINDINGS)
