"""Write a dataset to the terminal, to standard output or to a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from targetcli import environment
from targetcli.errors import WrongUsage
from targetcli.exporting.writers import format_dataset
from targetcli.render import i18n
from targetcli.render.table import OutputPiece
from targetcli.session.formats import Format
from targetcli.session.manner import choose_manner, write_in
from targetcli.session.options import OutputOptions
from targetcli.session.session import Session

if TYPE_CHECKING:
    from targetcli.session.dataset import Dataset

# /dev/stdout may be a file, which is written through and never replaced.
_STDOUT = ("-", "/dev/stdout")


def show_dataset(session: Session, dataset: Dataset, output: OutputOptions) -> None:
    """Write a dataset in the format asked for; by default a table on a terminal."""
    output_format = output.chosen_format or _default_format(output)
    if output_format is Format.XLSX and _is_for_terminal(output):
        from targetcli.problems.usage import UsageProblem  # noqa: PLC0415 - to refuse

        raise WrongUsage(UsageProblem.WORKBOOK_ON_TERMINAL)
    with speak_to_reader(session, output, output_format):
        pieces = format_dataset(dataset, output, output_format)
        write_output(session, pieces, output, exact=output_format.traits.is_utf8)


@contextmanager
def speak_to_reader(
    session: Session, output: OutputOptions, output_format: Format | None
) -> Iterator[None]:
    """Write in the language and the number scale of the reader of an output."""
    with write_in(choose_manner(output, output_format), session.list_regions):
        yield


def write_output(
    session: Session,
    pieces: Iterable[OutputPiece],
    output: OutputOptions,
    *,
    exact: bool,
) -> None:
    """Write pieces to the output asked for, the standard output by default."""
    if output.path is None or str(output.path) in _STDOUT:
        environment.write_stdout(session.release_after(pieces), exact=exact)
        return
    from targetcli import output_files  # noqa: PLC0415 - only for a file

    output_files.refuse_store(output.path, session.path)
    output_files.write_file(output.path, pieces, force=output.force)
    with i18n.use_message_catalogue():
        session.say(i18n.gettext("wrote {path}").format(path=output.path))


def _default_format(output: OutputOptions) -> Format:
    return Format.TABLE if _is_for_terminal(output) else Format.PLAIN


def _is_for_terminal(output: OutputOptions) -> bool:
    return output.path is None and environment.is_on_terminal()
