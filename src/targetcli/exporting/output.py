"""Write a dataset where and how it was asked for."""

from __future__ import annotations

from collections.abc import Iterable

from targetcli import environment
from targetcli.errors import WrongUsage
from targetcli.exporting.formats import written
from targetcli.render import i18n, number_scale
from targetcli.render.table import Piece
from targetcli.session.options import Shape, Style
from targetcli.session.session import Dataset, Session

# What is there under the name is not to be replaced, even where it is a file.
_STDOUT = ("-", "/dev/stdout")


def show_dataset(session: Session, answer: Dataset, shape: Shape) -> None:
    """Write a dataset in the format asked for; a table on a terminal by default."""
    style = shape.style or _usual_style(shape)
    if style is Style.XLSX and shape.output is None and environment.on_terminal():
        hint = "write it to a file: -o targets.xlsx"
        raise WrongUsage("a workbook is nothing for a terminal", hint)
    choose_language(shape, style)
    write_output(session, written(answer, shape, style), shape, exact=style.is_exact)


def choose_language(shape: Shape, style: Style | None) -> None:
    """Choose the language and the number scale of an answer.

    Text in sentences has no style. What programs read has neither.
    """
    speaks = style is None or shape.speaks(style)
    i18n.speak(environment.catalogue(shape.lang) if speaks else None)
    scaled = style is None or style.is_for_people or style is Style.PLAIN
    number_scale.show_in(shape.scale if scaled else number_scale.Scale.NONE)


def write_output(
    session: Session, pieces: Iterable[Piece], shape: Shape, *, exact: bool
) -> None:
    """Write pieces to the output asked for."""
    if shape.output is None or str(shape.output) in _STDOUT:
        environment.write_out(session.release_after(pieces), exact=exact)
        return
    from targetcli import output_files  # noqa: PLC0415 - only for a file

    output_files.refuse_store(shape.output, session.path)
    output_files.write_file(shape.output, pieces, force=shape.force)
    session.say(f"wrote {shape.output}")


def _usual_style(shape: Shape) -> Style:
    at_terminal = environment.on_terminal() and shape.output is None
    return Style.TABLE if at_terminal else Style.PLAIN
