"""Write the status report."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated

from typer import Option

from targetcli import environment, output_files
from targetcli.commands.app import new_app, verb
from targetcli.errors import WrongUsage
from targetcli.exporting.output import choose_language, write_output
from targetcli.model.duration import read_reach
from targetcli.model.period import Relatives, read_day
from targetcli.reports.changes import changes
from targetcli.reports.status_report import Against, StatusReport
from targetcli.session.options import AsOf, Filter, Shape, Style, Under
from targetcli.session.previous_report import (
    Last,
    against_last,
    check_last,
    read_last,
    since_last,
)
from targetcli.session.profile_files import profile_named
from targetcli.session.session import Session
from targetcli.session.status_report import Request, courses_of, reported, since_day
from targetcli.store.store import Store

app = new_app()

_FORMATS = (Style.PLAIN, Style.MD, Style.HTML, Style.JSON)
_LINE = 80


@app.command("report")
@verb
def report(
    session: Session,
    asked: Filter,
    day: AsOf,
    under: Under,
    shape: Shape,
    within: Annotated[
        str, Option("--within", metavar="REACH", help="How near is due: 30d, 6m, 1y.")
    ] = "90d",
    since: Annotated[
        str | None,
        Option("--since", metavar="DATE", help="Tell what changed since that day."),
    ] = None,
    last: Annotated[
        Path | None,
        Option(
            "--last",
            metavar="FILE",
            help="Tell what changed since the report kept there, and keep this one.",
        ),
    ] = None,
    if_changed: Annotated[
        bool, Option("--if-changed", help="Write nothing unless something changed.")
    ] = False,
) -> None:
    """Write the status report: counts, what changed, every target."""
    style = _style(shape)
    as_of = session.as_of(day)
    request = Request(asked, as_of, under, read_reach(within, as_of))
    memory = _memory(session, shape, style, last, since)
    if if_changed and memory is None and since is None:
        hint = "say --last FILE or --since DATE"
        raise WrongUsage("nothing to compare with for --if-changed", hint)
    with session.reading() as store:
        kept = _kept(memory, store, request)
        against = _against(kept, store, request, since)
        told = reported(store, request, against)
        if if_changed and not _has_changed(told, kept, store):
            return
        if style in (Style.HTML, Style.JSON) or memory is not None:
            told = told._replace(courses=courses_of(store, told))
        choose_language(shape, style if style is Style.JSON else None)
        write_output(
            session, _written(told, style, shape), shape, exact=style is not Style.PLAIN
        )
    if memory is not None and not _is_output(memory, shape):
        output_files.write_file(memory, _as_json(told), force=True)


def _style(shape: Shape) -> Style:
    """Return the format asked for; text where none is.

    Raises `WrongUsage` for one that holds a table and no report.
    """
    style = shape.style or Style.PLAIN
    if style is Style.TABLE:
        style = Style.PLAIN
    if style not in _FORMATS or shape.fields or shape.sort:
        hint = "for a table of verdicts use: targets compare"
        raise WrongUsage("a report is txt, md, html or json, and whole", hint)
    return style


def _memory(
    session: Session,
    shape: Shape,
    style: Style,
    last: Path | None,
    since: str | None,
) -> Path | None:
    """Return the file that remembers the last report, if any.

    Raises `WrongUsage` where it is the store, or the output in another format.
    """
    if last is not None:
        output_files.refuse_store(last, session.path)
        if _is_output(last, shape) and style is not Style.JSON:
            raise WrongUsage(f"{last} is the output too", "keep the last report apart")
        return last
    output = shape.output
    named_json = output is not None and output.suffix.lower() == ".json"
    return output if named_json and style is Style.JSON and since is None else None


def _is_output(path: Path, shape: Shape) -> bool:
    return shape.output is not None and shape.output.resolve() == path.resolve()


def _kept(memory: Path | None, store: Store, request: Request) -> Last | None:
    kept = read_last(memory) if memory is not None else None
    if kept is not None:
        check_last(kept, store, request, profile_named(request.under.profile))
    return kept


def _against(
    kept: Last | None, store: Store, request: Request, since: str | None
) -> Against | None:
    if since is not None:
        return since_day(store, request, _earlier_day(since, request.as_of))
    return against_last(kept, store, request) if kept else None


def _earlier_day(since: str, as_of: date) -> date:
    day = read_day(since, Relatives(environment.today())).end
    if day > as_of:
        raise WrongUsage(f"--since {day} is later than {as_of}", "name an earlier day")
    return day


def _has_changed(told: StatusReport, kept: Last | None, store: Store) -> bool:
    """Say whether there is news: against the last report, else since the day named."""
    if kept is None:
        return told.changes is None or told.changes.any
    earlier = since_last(kept, store).earlier
    return changes(told.rows, earlier, told.as_of, told.profile).any


def _written(told: StatusReport, style: Style, shape: Shape) -> Iterator[str]:
    if style is Style.JSON:
        return _as_json(told)
    from targetcli.render.report.page import page_of  # noqa: PLC0415 - only for people

    page = page_of(told, drawn=style is Style.HTML)
    if style is Style.HTML:
        from targetcli.render.report.as_html import as_page  # noqa: PLC0415 - brings jinja2

        return as_page(page)
    if style is Style.MD:
        from targetcli.render.report.as_markdown import as_markdown_report  # noqa: PLC0415

        return as_markdown_report(page)
    from targetcli.render.report.as_text import as_text  # noqa: PLC0415 - one of four

    return as_text(page, _width(shape))


def _as_json(told: StatusReport) -> Iterator[str]:
    from targetcli.render.report.as_json import head_of, row_json  # noqa: PLC0415
    from targetcli.render.writers.json import document  # noqa: PLC0415 - one of four

    rows = (row_json(row, told.courses.get(row.target.id or 0)) for row in told.rows)
    return document("report", head_of(told), rows)


def _width(shape: Shape) -> int:
    at_terminal = environment.on_terminal() and shape.output is None
    seen = environment.screen(shape.width, shape.color).width
    return seen if at_terminal else shape.width or _LINE
