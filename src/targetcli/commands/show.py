"""Show one target or figure in full."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from typer import Argument

from targetcli import environment
from targetcli.commands.app import new_app, spread_options
from targetcli.errors import NoSuchRecord, WrongUsage
from targetcli.exporting.output import speak_to_reader, write_output
from targetcli.model.records import read_record_id
from targetcli.render.explanation import explanation_lines, figure_detail_lines
from targetcli.session.explanation import explain_figure, explain_target
from targetcli.session.formats import Format
from targetcli.session.options import AsOfOption, OutputOptions, ProfileOption
from targetcli.session.profile_files import find_profile
from targetcli.session.session import Session
from targetcli.store.store import Store

if TYPE_CHECKING:
    from targetcli.render.columns.records import Json

app = new_app()


@app.command("show")
@spread_options
def show(
    session: Session,
    as_of_option: AsOfOption,
    profile_option: ProfileOption,
    output: OutputOptions,
    record: Annotated[str, Argument(metavar="ID", help="T1 for a target, F1 …")],
) -> None:
    """Show one target with its verdict spelled out, or one figure."""
    formats = (None, Format.TABLE, Format.PLAIN, Format.JSON)
    if output.chosen_format not in formats or output.fields or output.sort:
        from targetcli.problems.usage import UsageProblem  # noqa: PLC0415 - to refuse

        raise WrongUsage(UsageProblem.NOT_TABLED)
    with session.open_store() as store:
        if record.strip()[:1] in ("F", "f"):
            _show_figure(session, store, record, output)
        else:
            _show_target(session, store, record, as_of_option, profile_option, output)


def _show_target(
    session: Session,
    store: Store,
    record: str,
    as_of_option: AsOfOption,
    profile_option: ProfileOption,
    output: OutputOptions,
) -> None:
    number = read_record_id(record, "T")
    if number is None:
        raise NoSuchRecord(record)
    explanation = explain_target(
        store,
        number,
        session.read_as_of(as_of_option),
        find_profile(profile_option.profile),
    )
    if output.chosen_format is Format.JSON:
        from targetcli.render.columns.explanation import explanation_json  # noqa: PLC0415

        _write_json(session, explanation_json(explanation), output)
    else:
        in_file = output.path is not None
        color = environment.measure_screen(None, output.color, in_file=in_file).color
        with speak_to_reader(output, None):
            lines = explanation_lines(explanation, _choose_width(output), color=color)
            write_output(session, lines, output, exact=False)


def _show_figure(
    session: Session, store: Store, record: str, output: OutputOptions
) -> None:
    number = read_record_id(record, "F")
    if number is None:
        raise NoSuchRecord(record)
    detail = explain_figure(store, number)
    if output.chosen_format is Format.JSON:
        from targetcli.render.columns.explanation import figure_detail_json  # noqa: PLC0415

        _write_json(session, figure_detail_json(detail), output)
    else:
        with speak_to_reader(output, None):
            lines = figure_detail_lines(detail, _choose_width(output))
            write_output(session, lines, output, exact=False)


def _write_json(session: Session, document: Json, output: OutputOptions) -> None:
    from targetcli.render.writers.json import encode_json  # noqa: PLC0415 - only for JSON

    write_output(session, [f"{encode_json(document)}\n"], output, exact=True)


def _choose_width(output: OutputOptions) -> int | None:
    if output.width is None and not environment.is_on_terminal():
        return None
    return environment.measure_screen(output.width, output.color).width
