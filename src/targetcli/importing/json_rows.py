"""Find the rows in a JSON document, and make each a flat one.

Rows are a list of objects: the document itself, its `rows`, or the only list of objects
anywhere in it. An object in an object gives keys such as ``country.value``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from targetcli.errors import FileRefused
from targetcli.importing.table_kinds import known_columns
from targetcli.problems.files import FileProblem
from targetcli.reading.headings import translate_heading

_DEEPEST = 4  # levels at which rows are looked for, or keys are joined
_MOST_NAMED = 5  # lists that a refusal names


class FoundRows(NamedTuple):
    """The rows of a document, and where they stand if not where ours do: ``[1]``."""

    path: str
    rows: list[Any]


def find_rows(file: str, document: Any) -> FoundRows:  # noqa: ANN401 - any JSON
    """Return the rows of a document.

    Raises `FileRefused` for a document without any, or with several lists of objects.
    """
    if isinstance(document, dict) and isinstance(document.get("rows"), list):
        return FoundRows("", document["rows"])
    if isinstance(document, list) and (_holds_row(document) or not document):
        return FoundRows("", document)
    if isinstance(document, dict) and _is_row(document) and not _holds_rows(document):
        return FoundRows("", [document])
    found = [*_find_lists(document, "", 0)]
    if len(found) > 1:
        paths = tuple(rows.path for rows in found[:_MOST_NAMED])
        raise FileRefused(file, FileProblem.SEVERAL_LISTS, paths=paths)
    if found:
        return found[0]
    if isinstance(document, list):
        return FoundRows("", document)
    if isinstance(document, dict):
        return FoundRows("", [document])
    raise FileRefused(file, FileProblem.NO_ROWS)


def flatten_row(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row without objects in it, but under a key that is a column of ours."""
    return dict(_flatten(row, "", 0))


def _flatten(row: dict[str, Any], prefix: str, depth: int) -> Iterator[tuple[str, Any]]:
    for key, value in row.items():
        path = f"{prefix}{key}"
        is_nested = isinstance(value, dict) and value and depth < _DEEPEST
        if is_nested and path not in known_columns():
            yield from _flatten(value, f"{path}.", depth + 1)
        else:
            yield path, value


def _holds_row(document: list[Any]) -> bool:
    """Return True if a list is of objects alone, or one of them has a key of ours."""
    return all(isinstance(item, dict) for item in document) or any(
        isinstance(item, dict) and _is_row(item) for item in document
    )


def _holds_rows(document: dict[str, Any]) -> bool:
    """Return True if an object without a value of its own has a list of rows in it."""
    lists = (rows for rows in document.values() if isinstance(rows, list) and rows)
    return "value" not in document and any(
        isinstance(row, dict) and _is_row(row) for rows in lists for row in rows[:1]
    )


def _is_row(item: dict[str, Any]) -> bool:
    return any(translate_heading(key) in known_columns() for key in item)


def _find_lists(value: Any, path: str, depth: int) -> Iterator[FoundRows]:  # noqa: ANN401 - any JSON
    """Yield the lists of objects in a value, not those within such lists."""
    if isinstance(value, list) and value and _holds_row(value):
        yield FoundRows(path, value)
    elif depth < _DEEPEST and isinstance(value, list):
        for number, item in enumerate(value):
            if isinstance(item, list | dict):
                yield from _find_lists(item, f"{path}[{number}]", depth + 1)
    elif depth < _DEEPEST and isinstance(value, dict):
        for key, item in value.items():
            joined = f"{path}.{key}" if path else key
            yield from _find_lists(item, joined, depth + 1)
