"""List the files of a folder: those of its data package, else all CSV and JSON."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from targetcli.errors import FileRefused, WrongUsage
from targetcli.importing.encoding import ENCODINGS
from targetcli.importing.json_reader import parse_json
from targetcli.importing.table_descriptions import TableDescription, describe_table
from targetcli.problems.files import FileProblem
from targetcli.problems.usage import UsageProblem

_PACKAGE_FILE = "datapackage.json"
_TABLE_SUFFIXES = (".csv", ".json", ".jsonl")
_LONGEST_PACKAGE = 1024 * 1024


class InputPath(NamedTuple):
    """A file to be opened, its name in messages, and what a package says of it."""

    path: Path
    name: str
    encoding: str = ""
    description: TableDescription = TableDescription()


def list_folder(folder: Path) -> Iterator[InputPath]:
    """Yield the files of a folder that are to be imported.

    Raises `WrongUsage` for a folder without any, `FileRefused` for a data package that
    names other files than plain ones within the folder.
    """
    package = folder / _PACKAGE_FILE
    if package.is_file():
        yield from _list_package(folder, package)
        return
    files = sorted(
        path
        for path in folder.iterdir()
        if path.suffix.lower() in _TABLE_SUFFIXES and path.is_file()
    )
    if not files:
        raise WrongUsage(UsageProblem.EMPTY_FOLDER, folder=folder)
    for path in files:
        yield InputPath(path, f"{folder.resolve().name}/{path.name}")


def _list_package(folder: Path, package: Path) -> Iterator[InputPath]:
    folder_name = folder.resolve().name
    package_name = f"{folder_name}/{_PACKAGE_FILE}"
    resources = _read_package(package_name, package).get("resources")
    if not isinstance(resources, list) or not resources:
        raise FileRefused(package_name, FileProblem.NO_RESOURCES)
    for number, resource in enumerate(resources, 1):
        description = resource if isinstance(resource, dict) else {}
        path = description.get("path")
        if not isinstance(path, str):
            raise FileRefused(package_name, FileProblem.UNNAMED_RESOURCE, number=number)
        file = _resolve_resource(package_name, folder, path)
        table = describe_table(
            package_name,
            path,
            description,
            partial(_load_reference, package_name, folder),
        )
        encoding = _resource_encoding(package_name, description)
        yield InputPath(file, f"{folder_name}/{path}", encoding, table)


def _load_reference(package_name: str, folder: Path, path: str) -> dict[str, Any]:
    """Return a description that a package keeps in a file of its own."""
    file = _resolve_resource(package_name, folder, path)
    return _read_package(f"{folder.resolve().name}/{path}", file)


def _read_package(package_name: str, package: Path) -> dict[str, Any]:
    try:
        with package.open("rb") as file:
            content = file.read(_LONGEST_PACKAGE + 1)
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise FileRefused(
            package_name, FileProblem.NOT_READ, reason=error.strerror
        ) from error
    except UnicodeDecodeError as error:
        raise FileRefused(
            package_name, FileProblem.BAD_BYTE, byte=error.start
        ) from error
    if len(content) > _LONGEST_PACKAGE:
        raise FileRefused(package_name, FileProblem.LONG_PACKAGE)
    description = parse_json(package_name, text)
    return description if isinstance(description, dict) else {}


def _resolve_resource(package_name: str, folder: Path, path: str) -> Path:
    """Return the path of a file of a data package, which lies within the folder.

    Raises `FileRefused` for an absolute path, one with .. in it, an address, and a
    link that leads out of the folder.
    """
    parts = path.replace("\\", "/").split("/")
    if ":" in path or "\0" in path or ".." in parts or parts[0] in ("", "~"):
        raise FileRefused(package_name, FileProblem.NO_INNER_PATH, resource=path)
    file = folder / path
    try:
        is_inside = file.resolve().is_relative_to(folder.resolve())
        is_file = file.is_file()
    except (OSError, RuntimeError) as error:  # a name too long, a loop of links
        raise FileRefused(
            package_name, FileProblem.MISSING_RESOURCE, resource=path
        ) from error
    if not is_inside:
        raise FileRefused(package_name, FileProblem.OUTER_PATH, resource=path)
    if not is_file:
        raise FileRefused(package_name, FileProblem.MISSING_RESOURCE, resource=path)
    return file


def _resource_encoding(package_name: str, description: dict[str, Any]) -> str:
    encoding = description.get("encoding", "utf-8")
    if isinstance(encoding, str) and encoding.casefold() in ENCODINGS:
        return encoding.casefold()
    raise FileRefused(
        package_name, FileProblem.UNKNOWN_ENCODING, encoding=encoding, known=ENCODINGS
    )
