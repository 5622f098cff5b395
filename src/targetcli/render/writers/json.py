"""Reports as JSON documents: ``targets.COMMAND/1``.

Numbers are strings, so that no digit is lost; what is not said is null. Keys are only
ever added.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from targetcli.render.columns.records_json import Json


def document(command: str, head: Json, rows: Iterable[Json]) -> Iterator[str]:
    """Yield a document with its rows, one row a line."""
    start = {"schema": f"targets.{command}/1", **head}
    yield f'{encoded(start)[:-1]}, "rows": ['
    separator = "\n"
    for row in rows:
        yield f"{separator}  {encoded(row)}"
        separator = ",\n"
    yield "\n]}\n"


def lines(rows: Iterable[Json]) -> Iterator[str]:
    """Yield each row as an object on a line of its own."""
    for row in rows:
        yield f"{encoded(row)}\n"


def indented(value: Json) -> Iterator[str]:
    """Yield an object as people read it."""
    yield f"{encoded(value, indent=2)}\n"


def encoded(value: object, *, indent: int | None = None) -> str:
    """Write strict JSON; line separators and controls stand as escapes."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
    if text.isprintable():
        return text
    return "".join(
        character
        if character.isprintable() or character == "\n"
        else json.dumps(character)[1:-1]
        for character in text
    )
