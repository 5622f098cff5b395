"""The files of a folder: those a data package names, else every one of rows in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from targetcli.errors import FileRefused, WrongUsage
from targetcli.importing.encoding import ENCODINGS
from targetcli.importing.files import InputPath
from targetcli.importing.json_reader import parse_json

_PACKAGE = "datapackage.json"
_OF_ROWS = (".csv", ".json", ".jsonl")
_LONGEST_PACKAGE = 1024 * 1024


def list_folder(folder: Path) -> Iterator[InputPath]:
    """Yield the files of a folder that are to be taken in.

    Raises `WrongUsage` for a folder without any, `FileRefused` for a data package whose
    files are not plain files within the folder.
    """
    package = folder / _PACKAGE
    if package.is_file():
        yield from _list_package(folder, package)
        return
    files = sorted(
        path
        for path in folder.iterdir()
        if path.suffix.lower() in _OF_ROWS and path.is_file()
    )
    if not files:
        kinds = "CSV or JSON files"
        what = f"{folder} is a folder without {_PACKAGE} and without {kinds}"
        raise WrongUsage(what, "name the files to import")
    for path in files:
        yield InputPath(path, f"{folder.resolve().name}/{path.name}")


def _list_package(folder: Path, package: Path) -> Iterator[InputPath]:
    called = folder.resolve().name
    name = f"{called}/{_PACKAGE}"
    resources = _read_package(name, package).get("resources")
    if not isinstance(resources, list) or not resources:
        raise FileRefused(name, "it names no resources")
    for number, resource in enumerate(resources, 1):
        described = resource if isinstance(resource, dict) else {}
        path = described.get("path")
        if not isinstance(path, str):
            why = f"resource {number} names no file"
            raise FileRefused(name, why, "each needs a path, within the folder")
        inside = _resolve_resource(name, folder, path)
        yield InputPath(inside, f"{called}/{path}", _resource_encoding(name, described))


def _read_package(name: str, package: Path) -> dict[str, Any]:
    try:
        with package.open("rb") as file:
            content = file.read(_LONGEST_PACKAGE + 1)
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise FileRefused(name, error.strerror or "it cannot be read") from error
    except UnicodeDecodeError as error:
        raise FileRefused(name, f"byte {error.start}: not utf-8") from error
    if len(content) > _LONGEST_PACKAGE:
        raise FileRefused(name, "it is longer than 1 MiB")
    described = parse_json(name, text)
    return described if isinstance(described, dict) else {}


def _resolve_resource(name: str, folder: Path, path: str) -> Path:
    """Return the path of a file that lies within the folder; links lead nowhere else.

    Raises `FileRefused` for an absolute path, one with .. in it, and an address.
    """
    hint = "a package may name files within its folder only"
    parts = path.replace("\\", "/").split("/")
    if ":" in path or "\0" in path or ".." in parts or parts[0] in ("", "~"):
        raise FileRefused(name, f"“{path}” is no path within the folder", hint)
    inside = folder / path
    if not inside.resolve().is_relative_to(folder.resolve()):
        raise FileRefused(name, f"“{path}” leads out of the folder", hint)
    if not inside.is_file():
        raise FileRefused(name, f"there is no file “{path}” in the folder")
    return inside


def _resource_encoding(name: str, described: dict[str, Any]) -> str:
    said = described.get("encoding", "utf-8")
    if isinstance(said, str) and said.casefold() in ENCODINGS:
        return said.casefold()
    raise FileRefused(
        name, f"it names the encoding {said}", f"known: {', '.join(ENCODINGS)}"
    )
