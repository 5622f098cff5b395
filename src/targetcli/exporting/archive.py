"""The whole store in one go: a folder of files that imports back, or one workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from targetcli.errors import WrongUsage
from targetcli.exporting.formats import sheet_of, written
from targetcli.exporting.output import choose_language, write_output
from targetcli.output_files import Measured, write_folder
from targetcli.session.formats import Format
from targetcli.session.options import OutputOptions
from targetcli.store.store import Store

if TYPE_CHECKING:
    from targetcli.render.table import Piece
    from targetcli.session.dataset import Dataset
    from targetcli.session.session import Session

_FOLDER = Path("targets-export")
_ENDINGS = {
    Format.CSV: "csv",
    Format.CSV_EXCEL: "csv",
    Format.JSON: "json",
    Format.JSONL: "jsonl",
    Format.DATAPACKAGE: "csv",
}
# What brings a store back as it was; a workbook is for reading.
_PAST = ("log", "history")
# These files are there only where a store holds any such rows.
_WHERE_THERE_ARE_ANY = ("units", "identities", "milestones")

Named = Mapping[str, "Dataset"]
Files = Iterator[tuple[str, Iterable["Piece"]]]


def write_whole(
    session: Session, store: Store, output: OutputOptions, named: Named
) -> None:
    """Write every table of a store.

    Raises `WrongUsage` for a format that does not import back.
    """
    output_format = _archive_format(output)
    choose_language(output, output_format)
    if output_format is Format.XLSX:
        from targetcli.render.writers.xlsx import as_xlsx  # noqa: PLC0415 - only for that

        there = _there(named, None)
        sheets = (
            sheet_of(name, answer, output)
            for name, answer in there.items()
            if name not in _PAST
        )
        write_output(session, as_xlsx(sheets), output, exact=True)
        return
    if output_format not in _ENDINGS:
        known = ", ".join((*_ENDINGS, Format.XLSX))
        raise WrongUsage(
            f"the whole store is not written as {output_format}", f"use {known}"
        )
    folder = output.path or _FOLDER
    if str(folder) == "-":
        raise WrongUsage("the whole store is several files", "name a folder with -o")
    _write_folder(session, store, output, output_format, named, folder)


def _write_folder(
    session: Session,
    store: Store,
    output: OutputOptions,
    output_format: Format,
    named: Named,
    folder: Path,
) -> None:
    there = _there(named, folder if output.force else None, _ENDINGS[output_format])
    if output_format is Format.DATAPACKAGE:
        files = _package(store, output, there)
    else:
        files = _tables(output, output_format, there)
    for path in write_folder(folder, files, session.path, force=output.force):
        session.say(f"wrote {path}")


def _archive_format(output: OutputOptions) -> Format:
    """Return the style: by name, else a workbook by its suffix, else CSV.

    A folder may be called anything.
    """
    is_workbook = output.path is not None and output.path.suffix.lower() == ".xlsx"
    return output.format_option or (Format.XLSX if is_workbook else Format.CSV)


def _there(named: Named, folder: Path | None, ending: str = "") -> Named:
    """Return what is to be written: no empty table, unless an older one is there."""
    return {
        name: answer
        for name, answer in named.items()
        if name not in _WHERE_THERE_ARE_ANY
        or answer.rows
        or (folder is not None and (folder / f"{name}.{ending}").exists())
    }


def _tables(output: OutputOptions, output_format: Format, there: Named) -> Files:
    for name, answer in there.items():
        yield (
            f"{name}.{_ENDINGS[output_format]}",
            written(answer, output, output_format),
        )


def _package(store: Store, output: OutputOptions, there: Named) -> Files:
    """Yield the CSV files, and last what describes them."""
    from targetcli.render.writers import datapackage  # noqa: PLC0415 - only for that
    from targetcli.render.writers.json import indented  # noqa: PLC0415

    described = []
    for name, answer in there.items():
        measured = Measured(written(answer, output, Format.CSV))
        yield f"{name}.csv", measured
        described.append(
            datapackage.File(
                name, answer.layout, measured.size, measured.sha256.hexdigest()
            )
        )
    entries = store.entries()
    created = entries[-1].time if entries else ""
    package = datapackage.package(described, store.sources(), created)
    yield "datapackage.json", indented(package)
