"""Write a whole store: a folder of files that import back, or one workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from targetcli.errors import WrongUsage
from targetcli.exporting.output import speak_to_reader, write_output
from targetcli.exporting.writers import build_sheet, format_dataset
from targetcli.output_files import DigestedPieces, output_exists, write_folder
from targetcli.problems.usage import UsageProblem
from targetcli.render.i18n import gettext
from targetcli.session.formats import Format
from targetcli.session.options import OutputOptions
from targetcli.store.history import read_log
from targetcli.store.store import Store

if TYPE_CHECKING:
    from targetcli.render.table import OutputPiece
    from targetcli.session.dataset import Dataset
from targetcli.session.session import Session

_DEFAULT_FOLDER = Path("targets-export")
# The past of a store; a workbook is for reading and leaves it out.
_PAST = ("log", "history")
# Tables that most stores have no rows of; no file is written for an empty one.
_LEFT_OUT_IF_EMPTY = ("units", "identities", "milestones")

Datasets = Mapping[str, "Dataset"]
FilePieces = Iterator[tuple[str, Iterable["OutputPiece"]]]


def write_archive(
    session: Session, store: Store, output: OutputOptions, datasets: Datasets
) -> None:
    """Write every table of a store.

    Raises `WrongUsage` for a format that does not import back.
    """
    output_format = _archive_format(output)
    with speak_to_reader(session, output, output_format):
        _write_tables(session, store, output, output_format, datasets)


def _write_tables(
    session: Session,
    store: Store,
    output: OutputOptions,
    output_format: Format,
    datasets: Datasets,
) -> None:
    if output_format is Format.XLSX:
        _write_workbook(session, output, datasets)
        return
    if not output_format.traits.archive_suffix:
        formats = [name for name in Format if name.traits.archive_suffix]
        known = tuple(name.value for name in (*formats, Format.XLSX))
        raise WrongUsage(
            UsageProblem.ARCHIVE_FORMAT, format=output_format.value, known=known
        )
    folder = output.path or _DEFAULT_FOLDER
    if str(folder) == "-":
        raise WrongUsage(UsageProblem.ARCHIVE_TO_STDOUT)
    _write_folder(session, store, output, output_format, datasets, folder)


def _archive_format(output: OutputOptions) -> Format:
    """Return the format of an option, else XLSX for a name that ends so, else CSV.

    Any other ending is part of the name of a folder.
    """
    is_workbook = output.path is not None and output.path.suffix.lower() == ".xlsx"
    return output.format_option or (Format.XLSX if is_workbook else Format.CSV)


def _write_workbook(
    session: Session, output: OutputOptions, datasets: Datasets
) -> None:
    from targetcli.render.writers.xlsx import as_xlsx  # noqa: PLC0415 - an extra, and dear

    sheets = (
        build_sheet(name, dataset, output)
        for name, dataset in datasets.items()
        if name not in _PAST and _is_worth_a_file(name, dataset)
    )
    write_output(session, as_xlsx(sheets), output, exact=True)


def _write_folder(
    session: Session,
    store: Store,
    output: OutputOptions,
    output_format: Format,
    datasets: Datasets,
    folder: Path,
) -> None:
    suffix = output_format.traits.archive_suffix
    datasets = {
        name: dataset
        for name, dataset in datasets.items()
        if _is_worth_a_file(name, dataset)
        # An older file would import rows that the store no longer has.
        or (output.force and output_exists(folder / f"{name}.{suffix}"))
    }
    if output_format is Format.DATAPACKAGE:
        files = _format_package(store, output, datasets)
    else:
        files = _format_tables(output, output_format, datasets)
    for path in write_folder(folder, files, session.path, force=output.force):
        session.say(gettext("wrote {path}").format(path=path))


def _is_worth_a_file(name: str, dataset: Dataset) -> bool:
    return name not in _LEFT_OUT_IF_EMPTY or bool(dataset.rows)


def _format_tables(
    output: OutputOptions, output_format: Format, datasets: Datasets
) -> FilePieces:
    suffix = output_format.traits.archive_suffix
    for name, dataset in datasets.items():
        yield f"{name}.{suffix}", format_dataset(dataset, output, output_format)


def _format_package(
    store: Store, output: OutputOptions, datasets: Datasets
) -> FilePieces:
    """Yield the CSV files of a data package, then its description."""
    from targetcli.render.writers import datapackage  # noqa: PLC0415 - one of many
    from targetcli.render.writers.json import as_indented_json  # noqa: PLC0415 - one of many

    descriptions = []
    for name, dataset in datasets.items():
        pieces = DigestedPieces(format_dataset(dataset, output, Format.CSV))
        yield f"{name}.csv", pieces
        digest = pieces.sha256.hexdigest()
        descriptions.append(datapackage.PackagedFile(name, pieces.size, digest))
    entries = tuple(read_log(store))
    created = entries[-1].time if entries else ""
    package = datapackage.describe_package(descriptions, store.sources(), created)
    yield "datapackage.json", as_indented_json(package)
