"""Write the forms in which figures are asked for, one or one for each owner."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from targetcli import output_files
from targetcli.errors import WrongUsage
from targetcli.exporting.output import speak_to_reader
from targetcli.exporting.writers import format_dataset
from targetcli.model.names import quote_argument
from targetcli.problems.usage import UsageProblem
from targetcli.render.i18n import gettext, language_tag, ngettext
from targetcli.render.table import OutputPiece
from targetcli.reports.awaited_figures import AwaitedFigure
from targetcli.session.formats import Format
from targetcli.session.forms import build_form, group_by_owner
from targetcli.session.options import Lang, OutputOptions
from targetcli.session.session import Session

_FORMATS = {".csv": Format.CSV_EXCEL, ".xlsx": Format.XLSX}
_MOST_CHARACTERS = 60  # of an owner in the name of a file


def write_form(
    session: Session,
    asked: tuple[AwaitedFigure, ...],
    path: Path,
    output: OutputOptions,
) -> None:
    """Write a form of figures as CSV for Excel, or as a workbook.

    Raises `WrongUsage` for a name of neither.
    """
    form_format = _find_format(path)
    output_files.refuse_store(path, session.path)
    with speak_to_reader(session, output, None):
        pieces = _format_form(asked, output, form_format)
        output_files.write_file(path, pieces, force=output.force)
    _say_written(session, len(asked), path)


def write_forms_by_owner(
    session: Session,
    asked: tuple[AwaitedFigure, ...],
    path: Path,
    output: OutputOptions,
) -> None:
    """Write a form for each owner into a folder: ``round.csv`` names ``round/``."""
    form_format, groups = _find_format(path), group_by_owner(asked)
    with speak_to_reader(session, output, None):
        files = [
            (f"{name}{path.suffix.lower()}", _format_form(group, output, form_format))
            for name, group in zip(_name_files(groups), groups.values(), strict=True)
        ]
        folder = path.with_suffix("")
        paths = output_files.write_folder(
            folder, files, session.path, force=output.force
        )
    for written, group in zip(paths, groups.values(), strict=True):
        _say_written(session, len(group), written)


def _find_format(path: Path) -> Format:
    try:
        return _FORMATS[path.suffix.lower()]
    except KeyError:
        raise WrongUsage(UsageProblem.NO_FORM, file=str(path)) from None


def _format_form(
    asked: Iterable[AwaitedFigure], output: OutputOptions, form_format: Format
) -> Iterable[OutputPiece]:
    """Return a form in the language of its reader."""
    lang = output.lang or Lang(language_tag())
    plain = OutputOptions(lang=lang, no_formula_guard=output.no_formula_guard)
    return format_dataset(build_form(asked), plain, form_format)


def _name_files(owners: Iterable[str]) -> Iterator[str]:
    """Yield a name for the file of each owner, no two alike in any case of letters."""
    taken: set[str] = set()
    for owner in owners:
        words = re.sub(r'[\\/:*?"<>|\x00-\x1f\x7f]+', "_", owner).strip(" .")
        base = words[:_MOST_CHARACTERS] or gettext("no owner")
        name, number = base, 1
        while name.casefold() in taken:
            number += 1
            name = f"{base}-{number}"
        taken.add(name.casefold())
        yield name


def _say_written(session: Session, count: int, path: Path) -> None:
    session.say(gettext("wrote {path}").format(path=path))
    asked = ngettext(
        "{count} figure is asked for", "{count} figures are asked for", count
    )
    command = f"targets import {quote_argument(str(path))}"
    session.say(
        gettext("{asked}: fill in the values, then {command}").format(
            asked=asked, command=command
        )
    )
