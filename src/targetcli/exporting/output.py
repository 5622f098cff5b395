"""Write a dataset where and how it was asked for."""

from __future__ import annotations

from collections.abc import Iterable

from targetcli import environment
from targetcli.errors import WrongUsage
from targetcli.exporting.formats import written
from targetcli.render import i18n, number_scale
from targetcli.render.table import Piece
from targetcli.session.dataset import Dataset
from targetcli.session.formats import Audience, Format
from targetcli.session.options import OutputOptions
from targetcli.session.session import Session

# What is there under the name is not to be replaced, even where it is a file.
_STDOUT = ("-", "/dev/stdout")


def show_dataset(session: Session, answer: Dataset, output: OutputOptions) -> None:
    """Write a dataset in the format asked for; a table on a terminal by default."""
    output_format = output.chosen_format or _default_format(output)
    if (
        output_format is Format.XLSX
        and output.path is None
        and environment.is_on_terminal()
    ):
        hint = "write it to a file: -o targets.xlsx"
        raise WrongUsage("a workbook is nothing for a terminal", hint)
    choose_language(output, output_format)
    write_output(
        session,
        written(answer, output, output_format),
        output,
        exact=output_format.traits.is_utf8,
    )


def choose_language(output: OutputOptions, output_format: Format | None) -> None:
    """Choose the language and the number scale of an answer.

    Text in sentences has no style. What programs read has neither.
    """
    speaks = output_format is None or output.is_translated(output_format)
    i18n.set_catalogue(environment.load_catalogue(output.lang) if speaks else None)
    scaled = (
        output_format is None
        or output_format.traits.audience is Audience.PEOPLE
        or output_format is Format.PLAIN
    )
    number_scale.show_in(output.scale if scaled else number_scale.Scale.NONE)


def write_output(
    session: Session, pieces: Iterable[Piece], output: OutputOptions, *, exact: bool
) -> None:
    """Write pieces to the output asked for."""
    if output.path is None or str(output.path) in _STDOUT:
        environment.write_stdout(session.release_after(pieces), exact=exact)
        return
    from targetcli import output_files  # noqa: PLC0415 - only for a file

    output_files.refuse_store(output.path, session.path)
    output_files.write_file(output.path, pieces, force=output.force)
    session.say(f"wrote {output.path}")


def _default_format(output: OutputOptions) -> Format:
    at_terminal = environment.is_on_terminal() and output.path is None
    return Format.TABLE if at_terminal else Format.PLAIN
