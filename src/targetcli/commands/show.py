"""Show targets or figures in full."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Annotated

from targetcli import environment
from targetcli.commands.verb_app import new_app, spread_options
from targetcli.errors import NoSuchRecord, WrongUsage
from targetcli.exporting.output import speak_to_reader, write_output
from targetcli.judging.profiles import Profile
from targetcli.model.records import read_record_id
from targetcli.render.explanation import explanation_lines, figure_detail_lines
from targetcli.reports.explanation import Explanation, FigureDetail
from targetcli.session.declarations import Argument
from targetcli.session.explanation import explain_figure, explain_target
from targetcli.session.formats import Format
from targetcli.session.options import AsOfOption, OutputOptions, ProfileOption
from targetcli.session.profile_files import find_profile
from targetcli.session.session import Session
from targetcli.store.store import Store

Detail = Explanation | FigureDetail

app = new_app()


@app.command("show")
@spread_options
def show(
    session: Session,
    as_of_option: AsOfOption,
    profile_option: ProfileOption,
    output: OutputOptions,
    record: Annotated[
        list[str], Argument(metavar="ID…", help="T1 for a target, F1 for a figure.")
    ],
) -> None:
    """Show targets with their verdicts spelled out, or figures."""
    formats = (None, Format.TABLE, Format.PLAIN, Format.JSON, Format.SVG)
    if output.chosen_format not in formats or output.fields or output.sort:
        from targetcli.problems.usage import UsageProblem  # noqa: PLC0415 - to refuse

        raise WrongUsage(UsageProblem.NOT_TABLED)
    as_of = session.read_as_of(as_of_option)
    profile = find_profile(profile_option.profile)
    with session.open_store() as store:
        details = [_load(store, text, as_of, profile) for text in record]
        is_json = output.chosen_format is Format.JSON
        write = _find_writer(output.chosen_format)
        with speak_to_reader(session, output, Format.JSON if is_json else None):
            pieces = write(details, output)
            write_output(session, pieces, output, exact=write is not _as_text)


def _load(store: Store, record: str, as_of: date, profile: Profile) -> Detail:
    """Load all that is known of a target or a figure.

    Raises `NoSuchRecord` for an id of neither, or of no record.
    """
    is_figure = record.strip()[:1] in ("F", "f")
    number = read_record_id(record, "F" if is_figure else "T")
    if number is None:
        raise NoSuchRecord(record)
    if is_figure:
        return explain_figure(store, number)
    return explain_target(store, number, as_of, profile)


def _as_text(details: list[Detail], output: OutputOptions) -> Iterator[str]:
    """Yield the lines of records, with a blank line between two records."""
    in_file = output.path is not None
    color = environment.measure_screen(None, output.color, in_file=in_file).color
    width = _choose_width(output)
    for number, detail in enumerate(details):
        yield "\n" if number else ""
        if isinstance(detail, FigureDetail):
            yield from figure_detail_lines(detail, width)
        else:
            yield from explanation_lines(detail, width, color=color)


def _as_json(details: list[Detail], _output: OutputOptions) -> Iterator[str]:
    """Yield a document for each record, one on a line."""
    from targetcli.render.columns.explanation import (  # noqa: PLC0415 - only for JSON
        explanation_json,
        figure_detail_json,
    )
    from targetcli.render.writers.json import encode_json  # noqa: PLC0415 - only for JSON

    for detail in details:
        if isinstance(detail, FigureDetail):
            document = figure_detail_json(detail)
        else:
            document = explanation_json(detail)
        yield f"{encode_json(document)}\n"


def _as_chart(details: list[Detail], _output: OutputOptions) -> Iterator[str]:
    """Yield the chart of one target as an SVG file."""
    from targetcli.problems.usage import UsageProblem  # noqa: PLC0415 - to refuse
    from targetcli.render.charts.layout import build_chart  # noqa: PLC0415 - only here
    from targetcli.render.charts.svg import as_svg_file  # noqa: PLC0415 - only here

    first, *others = details
    if others or isinstance(first, FigureDetail):
        raise WrongUsage(UsageProblem.CHART_OF_LIST)
    return as_svg_file(build_chart(first.row, first.trajectory, first.as_of))


def _find_writer(
    chosen_format: Format | None,
) -> Callable[[list[Detail], OutputOptions], Iterator[str]]:
    if chosen_format is Format.SVG:
        return _as_chart
    return _as_json if chosen_format is Format.JSON else _as_text


def _choose_width(output: OutputOptions) -> int | None:
    if output.width is None and not environment.is_on_terminal():
        return None
    return environment.measure_screen(output.width, output.color).width
