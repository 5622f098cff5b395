"""Read the structure of a workbook: its sheets, texts, number formats and calendar."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import dirname, join, normpath
from typing import Any, NamedTuple

from targetcli.importing.number_format import built_in_format
from targetcli.importing.workbook_parts import WorkbookParts, tag_of

_PACKAGE_RELATIONS = "_rels/.rels"


class WorkbookSheet(NamedTuple):
    """A sheet of a workbook: its name, its part, and whether it is hidden."""

    name: str
    path: str
    is_hidden: bool


class WorkbookStructure(NamedTuple):
    """The sheets of a workbook in their order, and what their cells refer to."""

    sheets: tuple[WorkbookSheet, ...]
    strings: tuple[str, ...]
    """The texts that cells share."""
    formats: tuple[str, ...]
    """The number formats of cells, by their style."""
    starts_1904: bool
    paths: tuple[str, ...]
    """The parts that the structure was read from."""


def read_structure(parts: WorkbookParts) -> WorkbookStructure:
    """Return the structure of a workbook; raises `KeyError` for a broken one."""
    main = next(_find_relations(parts, _PACKAGE_RELATIONS, "officeDocument"))[1]
    folder, _, name = main.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
    sheet_paths = dict(_find_relations(parts, relations, "worksheet"))
    others = {
        kind: next(_find_relations(parts, relations, kind), ("", ""))[1]
        for kind in ("sharedStrings", "styles")
    }
    sheets, starts_1904 = _read_workbook(parts, main, sheet_paths)
    return WorkbookStructure(
        sheets,
        tuple(_read_strings(parts, others["sharedStrings"])),
        tuple(_read_formats(parts, others["styles"])),
        starts_1904,
        (_PACKAGE_RELATIONS, main, relations, *others.values(), *sheet_paths.values()),
    )


def join_text(element: Any) -> str:  # noqa: ANN401 - an element
    """Return the text of an element: its own, or that of its runs."""
    runs = (element, *(child for child in element if tag_of(child) == "r"))
    return "".join(
        child.text or "" for run in runs for child in run if tag_of(child) == "t"
    )


def _find_relations(
    parts: WorkbookParts, path: str, kind: str
) -> Iterator[tuple[str, str]]:
    """Yield the ids and paths of the parts that a part is related to in some way."""
    folder = dirname(dirname(path))
    for element in parts.elements(path):
        if tag_of(element) != "Relationship":
            continue
        is_kind = element.get("Type", "").rpartition("/")[2] == kind
        if is_kind and element.get("TargetMode") != "External":
            target = normpath(join("/", folder, element.get("Target", "")))
            yield element.get("Id", ""), target.lstrip("/")


def _read_workbook(
    parts: WorkbookParts, path: str, sheet_paths: dict[str, str]
) -> tuple[tuple[WorkbookSheet, ...], bool]:
    """Return the sheets of cells, and whether days are counted from 1904."""
    sheets: list[WorkbookSheet] = []
    starts_1904 = False
    for element in parts.elements(path):
        if tag_of(element) == "workbookPr":
            starts_1904 = element.get("date1904", "0") in ("1", "true", "on")
        elif tag_of(element) == "sheet":
            relation = next(
                (value for key, value in element.items() if key.endswith("}id")), ""
            )
            is_hidden = element.get("state", "visible") != "visible"
            if relation in sheet_paths:  # and no chart
                sheet = element.get("name", ""), sheet_paths[relation], is_hidden
                sheets.append(WorkbookSheet(*sheet))
    return tuple(sheets), starts_1904


def _read_strings(parts: WorkbookParts, path: str) -> Iterator[str]:
    for element in parts.elements(path):
        if tag_of(element) == "si":
            yield join_text(element)


def _read_formats(parts: WorkbookParts, path: str) -> list[str]:
    """Return the number format of each style that a cell may have."""
    own: dict[int, str] = {}
    numbers: list[int] = []
    for element in parts.elements(path):
        match tag_of(element):
            case "numFmt":
                own[int(element.get("numFmtId", "0"))] = element.get("formatCode", "")
            case "xf":
                numbers.append(int(element.get("numFmtId", "0")))
            case "cellStyleXfs":  # named styles, which stand before those of cells
                numbers.clear()
            case "cellXfs":
                break
    return [own.get(number) or built_in_format(number) for number in numbers]
