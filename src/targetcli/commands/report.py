"""Write the status report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from targetcli import output_files
from targetcli.commands.verb_app import new_app, spread_options
from targetcli.errors import WrongUsage
from targetcli.exporting.output import speak_to_reader, write_output
from targetcli.exporting.report_writers import (
    JsonReportWriter,
    PageReportWriter,
    ReportWriter,
)
from targetcli.model.duration import read_lookahead
from targetcli.problems.usage import UsageProblem
from targetcli.render.report.options import PageOptions
from targetcli.reports.change_finding import ChangeFinder
from targetcli.reports.status_report import EarlierReport, StatusReport
from targetcli.session.declarations import Option
from targetcli.session.filter_remarks import say_unmatched
from targetcli.session.formats import Format
from targetcli.session.manner import choose_manner
from targetcli.session.options import (
    AsOfOption,
    JobsOption,
    OutputOptions,
    ProfileOption,
    RecordFilter,
)
from targetcli.session.previous_report import (
    PreviousReport,
    build_earlier_report,
    check_previous_report,
    choose_earlier_report,
    read_previous_report,
)
from targetcli.session.profile_files import find_profile
from targetcli.session.session import Session
from targetcli.session.status_report import (
    ReportRequest,
    build_status_report,
    judge_on_earlier_day,
)
from targetcli.store.store import Store

app = new_app()

_FORMATS = (Format.PLAIN, Format.MD, Format.HTML, Format.JSON)


@app.command("report")
@spread_options
def report(
    session: Session,
    record_filter: RecordFilter,
    as_of_option: AsOfOption,
    profile_option: ProfileOption,
    jobs_option: JobsOption,
    output: OutputOptions,
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
    title: Annotated[
        str, Option("--title", metavar="TEXT", help="The title of the report.")
    ] = "",
    publisher: Annotated[
        str, Option("--publisher", metavar="NAME", help="Who publishes the report.")
    ] = "",
    if_changed: Annotated[
        bool, Option("--if-changed", help="Write nothing unless something changed.")
    ] = False,
    changes: Annotated[
        bool, Option("--changes", help="Tell only what changed, for a mail.")
    ] = False,
) -> None:
    """Write the status report: counts, what changed, every target."""
    output_format = _choose_format(output)
    reader = output_format if output_format is Format.JSON else None
    as_of = session.read_as_of(as_of_option)
    request = ReportRequest(
        record_filter,
        as_of,
        profile_option,
        read_lookahead(within, as_of),
        jobs_option,
        choose_manner(output, reader),
    )
    previous_file = _choose_previous_file(session, output, output_format, last, since)
    if (if_changed or changes) and previous_file is None and since is None:
        option = "--changes" if changes else "--if-changed"
        raise WrongUsage(UsageProblem.NO_EARLIER_REPORT, option=option)
    if changes and output_format is Format.JSON:
        raise WrongUsage(UsageProblem.CHANGES_OF_JSON)
    with session.open_store() as store:
        say_unmatched(session, store, record_filter)
        previous = _read_previous_report(previous_file, store, request)
        earlier = _choose_earlier_report(session, previous, store, request, since)
        page_options = PageOptions(title, publisher, changes)
        writer: ReportWriter = (
            JsonReportWriter(as_of)
            if output_format is Format.JSON
            else PageReportWriter(output, output_format, page_options)
        )
        keeps_other = previous_file is not None and output_format is not Format.JSON
        kept = JsonReportWriter(as_of) if keeps_other else writer
        news = _follow_changes(previous, store, request) if if_changed else None
        gatherers = (*writer.gatherers, *kept.gatherers, *filter(None, [news]))
        with speak_to_reader(session, output, reader):
            status_report = build_status_report(
                store, request, earlier, dict.fromkeys(gatherers)
            )
            if if_changed and not _has_changed(status_report, news):
                return
            write_output(
                session,
                writer.write(status_report),
                output,
                exact=output_format is not Format.PLAIN,
            )
    if previous_file is not None and not _is_output(previous_file, output):
        output_files.write_file(previous_file, kept.write(status_report), force=True)


def _choose_format(output: OutputOptions) -> Format:
    """Return the format of the report, plain text by default.

    Raises `WrongUsage` for a format that holds only tables.
    """
    output_format = output.chosen_format or Format.PLAIN
    if output_format is Format.TABLE:
        output_format = Format.PLAIN
    if output_format not in _FORMATS or output.fields or output.sort:
        raise WrongUsage(UsageProblem.NO_REPORT_FORMAT)
    return output_format


def _choose_previous_file(
    session: Session,
    output: OutputOptions,
    output_format: Format,
    last: Path | None,
    since: str | None,
) -> Path | None:
    """Return the file that holds the previous report, if any.

    Raises `WrongUsage` where it is the output too, in another format than JSON.
    """
    if last is not None:
        output_files.refuse_store(last, session.path)
        if _is_output(last, output) and output_format is not Format.JSON:
            raise WrongUsage(UsageProblem.LAST_IS_OUTPUT, file=last)
        return last
    report_path = output.path
    named_json = report_path is not None and report_path.suffix.lower() == ".json"
    return (
        report_path
        if named_json and output_format is Format.JSON and since is None
        else None
    )


def _is_output(path: Path, output: OutputOptions) -> bool:
    return output.path is not None and output.path.resolve() == path.resolve()


def _read_previous_report(
    previous_file: Path | None, store: Store, request: ReportRequest
) -> PreviousReport | None:
    previous = (
        read_previous_report(previous_file) if previous_file is not None else None
    )
    if previous is not None:
        check_previous_report(
            previous, store, request, find_profile(request.profile_option.profile)
        )
    return previous


def _choose_earlier_report(
    session: Session,
    previous: PreviousReport | None,
    store: Store,
    request: ReportRequest,
    since: str | None,
) -> EarlierReport | None:
    if since is not None:
        day = session.read_earlier_day(since, request.as_of)
        return judge_on_earlier_day(store, request, day)
    return choose_earlier_report(previous, store, request) if previous else None


def _follow_changes(
    previous: PreviousReport | None, store: Store, request: ReportRequest
) -> ChangeFinder | None:
    """Return the finder of changes since the previous report, if there is one."""
    if previous is None:
        return None
    profile = find_profile(request.profile_option.profile)
    earlier = build_earlier_report(previous, store).state
    return ChangeFinder(earlier, request.as_of, profile)


def _has_changed(status_report: StatusReport, news: ChangeFinder | None) -> bool:
    """Return True if outcomes changed since the previous report or ``--since``."""
    changes = news.list_changes() if news else status_report.changes
    return changes is None or changes.has_any
