"""The whole store in one go: a folder of files that imports back, or one workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from targetcli.errors import WrongUsage
from targetcli.exporting.formats import sheet_of, written
from targetcli.exporting.output import choose_language, write_output
from targetcli.output_files import Measured, write_folder
from targetcli.session.options import Shape, Style
from targetcli.store.store import Store

if TYPE_CHECKING:
    from targetcli.render.table import Piece
    from targetcli.session.session import Dataset, Session

_FOLDER = Path("targets-export")
_ENDINGS = {
    Style.CSV: "csv",
    Style.CSV_EXCEL: "csv",
    Style.JSON: "json",
    Style.JSONL: "jsonl",
    Style.DATAPACKAGE: "csv",
}
# What brings a store back as it was; a workbook is for reading.
_PAST = ("log", "history")
# These files are there only where a store holds any such rows.
_WHERE_THERE_ARE_ANY = ("units", "identities", "milestones")

Named = Mapping[str, "Dataset"]
Files = Iterator[tuple[str, Iterable["Piece"]]]


def write_whole(session: Session, store: Store, shape: Shape, named: Named) -> None:
    """Write every table of a store.

    Raises `WrongUsage` for a format that does not import back.
    """
    style = _style(shape)
    choose_language(shape, style)
    if style is Style.XLSX:
        from targetcli.render.writers.xlsx import as_xlsx  # noqa: PLC0415 - only for that

        there = _there(named, None)
        sheets = (
            sheet_of(name, answer, shape)
            for name, answer in there.items()
            if name not in _PAST
        )
        write_output(session, as_xlsx(sheets), shape, exact=True)
        return
    if style not in _ENDINGS:
        known = ", ".join((*_ENDINGS, Style.XLSX))
        raise WrongUsage(f"the whole store is not written as {style}", f"use {known}")
    folder = shape.output or _FOLDER
    if str(folder) == "-":
        raise WrongUsage("the whole store is several files", "name a folder with -o")
    _write_folder(session, store, shape, style, named, folder)


def _write_folder(
    session: Session,
    store: Store,
    shape: Shape,
    style: Style,
    named: Named,
    folder: Path,
) -> None:
    there = _there(named, folder if shape.force else None, _ENDINGS[style])
    if style is Style.DATAPACKAGE:
        files = _package(store, shape, there)
    else:
        files = _tables(shape, style, there)
    for path in write_folder(folder, files, session.path, force=shape.force):
        session.say(f"wrote {path}")


def _style(shape: Shape) -> Style:
    """Return the style: by name, else a workbook by its suffix, else CSV.

    A folder may be called anything.
    """
    is_workbook = shape.output is not None and shape.output.suffix.lower() == ".xlsx"
    return shape.named or (Style.XLSX if is_workbook else Style.CSV)


def _there(named: Named, folder: Path | None, ending: str = "") -> Named:
    """Return what is to be written: no empty table, unless an older one is there."""
    return {
        name: answer
        for name, answer in named.items()
        if name not in _WHERE_THERE_ARE_ANY
        or answer.rows
        or (folder is not None and (folder / f"{name}.{ending}").exists())
    }


def _tables(shape: Shape, style: Style, there: Named) -> Files:
    for name, answer in there.items():
        yield f"{name}.{_ENDINGS[style]}", written(answer, shape, style)


def _package(store: Store, shape: Shape, there: Named) -> Files:
    """Yield the CSV files, and last what describes them."""
    from targetcli.render.writers import datapackage  # noqa: PLC0415 - only for that
    from targetcli.render.writers.json import indented  # noqa: PLC0415

    described = []
    for name, answer in there.items():
        measured = Measured(written(answer, shape, Style.CSV))
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
