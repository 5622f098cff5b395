"""Import records from files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

from targetcli import environment, output_files
from targetcli.commands import record_options as options
from targetcli.commands.confirmation import agrees
from targetcli.commands.exit_codes import Ended, ExitCode
from targetcli.commands.verb_app import new_app, spread_options
from targetcli.errors import FileRefused, WrongUsage
from targetcli.importing.files import (
    ReadingOptions,
    open_first_grid,
    open_tables,
)
from targetcli.importing.importer import import_tables
from targetcli.importing.mapping.open_mapped import LayoutOptions, read_settings
from targetcli.importing.options import ImportOptions
from targetcli.importing.plan import Plan
from targetcli.importing.progress import show_progress
from targetcli.importing.rejects import create_reject_files
from targetcli.importing.result import show_result
from targetcli.model.names import quote_argument
from targetcli.problems.files import FileProblem
from targetcli.problems.usage import UsageProblem
from targetcli.render.error_messages.message import remark_text
from targetcli.render.i18n import gettext
from targetcli.session.declarations import Argument, Option
from targetcli.session.session import Session

app = new_app()

# A map may know these headings or keys.
_UNKNOWN = (
    FileProblem.NO_KNOWN_COLUMN,
    FileProblem.NO_KNOWN_KEY,
    FileProblem.NESTED_KEY,
)


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
    draft: Annotated[
        bool,
        Option("--draft-map", help="Write a map of the file, to edit and use."),
    ] = False,
    fiscal_year: options.FiscalYear = "",
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
        Option(
            "--output", "-o", metavar="FILE", help="Where the bad rows go, or the map."
        ),
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
    if draft:
        _draft_map(session, files, encoding, output, force=force)
        return
    rejects = create_reject_files(
        output, session, files, force=force, skip_bad=skip_bad
    )
    layout = LayoutOptions(map_name, read_settings(settings or ()), header, wide)
    reading = ReadingOptions(encoding, header, skip_hidden, layout, fiscal_year)
    with (
        _offer_map(session, files, encoding),
        open_tables(files, session.path, reading) as input_tables,
        Plan() as plan,
    ):
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
        raise Ended(ExitCode.FINDINGS)


@contextmanager
def _offer_map(session: Session, files: list[Path], encoding: str) -> Iterator[None]:
    """Offer a map on a terminal, where no table of ours has the headings of a file."""
    try:
        yield
    except FileRefused as refusal:
        is_unknown = refusal.reason.problem in _UNKNOWN
        may_ask = environment.can_ask() and not session.quiet
        if is_unknown and len(files) == 1 and may_ask:
            _keep_map(session, files[0], encoding)
        raise


def _keep_map(session: Session, path: Path, encoding: str) -> None:
    """Show the draft of a map, and keep it beside the run where the user says so."""
    lines = _list_map_lines(session, path, encoding)
    kept = Path(f"{path.stem}.toml")
    environment.say("".join(lines))
    question = gettext("Keep this draft of a map as {map}, to edit it? [y/N] ")
    if agrees(environment.ask(question.format(map=kept))):
        output_files.write_file(kept, lines, force=False)
        session.say(gettext("wrote {path}").format(path=kept))
        _say_next(session, path, kept)


def _list_map_lines(session: Session, path: Path, encoding: str) -> list[str]:
    from targetcli.importing.mapping.draft_map import draft_map  # noqa: PLC0415 - seldom

    with open_first_grid(path, session.path, encoding) as grid:
        return [f"{line}\n" for line in draft_map(path.name, grid, path.stem)]


def _draft_map(
    session: Session,
    files: list[Path],
    encoding: str,
    output: Path | None,
    *,
    force: bool,
) -> None:
    """Write a map of one file to the output, stdout by default."""
    if len(files) > 1:
        raise WrongUsage(UsageProblem.MAP_OF_SEVERAL)
    (path,) = files
    lines = _list_map_lines(session, path, encoding)
    if output is None:
        output = Path(f"{path.stem}.toml")
        environment.write_stdout(lines, exact=True)
        session.say(gettext("keep it as {path}").format(path=output))
    else:
        output_files.refuse_store(output, session.path)
        output_files.write_file(output, lines, force=force)
        session.say(gettext("wrote {path}").format(path=output))
    _say_next(session, path, output)


def _say_next(session: Session, path: Path, kept: Path) -> None:
    command = (
        f"targets import {quote_argument(str(path))} --map {quote_argument(str(kept))}"
    )
    session.say(gettext("edit it, then: {command} --dry-run").format(command=command))
