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
from targetcli.importing.mapping.open_mapped import LayoutOptions, read_settings
from targetcli.importing.options import ImportOptions
from targetcli.importing.plan import Plan
from targetcli.importing.progress import show_progress
from targetcli.importing.rejects import create_reject_files
from targetcli.importing.result import show_result
from targetcli.render.error_messages.message import remark_text
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
    header: Annotated[
        int,
        Option(
            "--header",
            metavar="N",
            min=0,
            show_default=False,
            help="The row of the headings, where it is not found.",
        ),
    ] = 0,
    map_name: Annotated[
        str,
        Option("--map", metavar="NAME", help="Read by this map, or a TOML file."),
    ] = "",
    wide: Annotated[
        bool,
        Option("--wide", help="Years, quarters or months are columns of values."),
    ] = False,
    settings: Annotated[
        list[str] | None,
        Option(
            "--set",
            metavar="COLUMN=TEXT",
            help="What every row has, such as region=Anland or unit=%.",
        ),
    ] = None,
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
    """Import files, recognised by their headings; one bad row, and nothing is."""
    rejects = create_reject_files(
        output, session, files, force=force, skip_bad=skip_bad
    )
    layout = LayoutOptions(map_name, read_settings(settings or ()), header, wide)
    reading = ReadingOptions(encoding, header, skip_hidden, layout)
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
    for table in input_tables.tables:
        for left_out in table.left_out.remarks() if table.left_out else ():
            session.say(remark_text(left_out))
    for path in rejects.written if rejects else ():
        session.say(gettext("rejected rows are in {path}").format(path=path))
    if any(file.rejected for file in result.files):
        raise Exit(ExitCode.FINDINGS)
