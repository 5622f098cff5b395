"""Write JSON documents of the schema ``targets.COMMAND/1``.

Numbers are strings, so that no digit is lost; a missing value is null. Later versions
may add keys, and never remove one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache

from targetcli.render.columns.records import Json


def as_json_document(
    command: str, metadata: Json, rows: Iterable[Json]
) -> Iterator[str]:
    """Yield a document with a row on each line."""
    return as_encoded_document(command, metadata, map(encode_json, rows))


def as_encoded_document(
    command: str, metadata: Json, rows: Iterable[str]
) -> Iterator[str]:
    """Yield a document of rows that are encoded already."""
    start = {"schema": f"targets.{command}/1", **metadata}
    yield f'{encode_json(start)[:-1]}, "rows": ['
    separator = "\n"
    for row in rows:
        yield f"{separator}  {row}"
        separator = ",\n"
    yield "\n]}\n"


def as_json_lines(rows: Iterable[Json]) -> Iterator[str]:
    """Yield each row as an object on its own line (JSON Lines)."""
    for row in rows:
        yield f"{encode_json(row)}\n"


def as_indented_json(value: Json) -> Iterator[str]:
    """Yield an indented object."""
    yield f"{encode_json(value, indent=2)}\n"


def encode_json(value: object, *, indent: int | None = None) -> str:
    """Encode strict JSON, with line separators and control characters as escapes."""
    text = _create_encoder(indent).encode(value)
    if text.isprintable():
        return text
    return "".join(
        character
        if character.isprintable() or character == "\n"
        else json.dumps(character)[1:-1]
        for character in text
    )


@cache
def _create_encoder(indent: int | None) -> json.JSONEncoder:
    # json.dumps would make one for each row, which takes as long as writing it.
    return json.JSONEncoder(ensure_ascii=False, allow_nan=False, indent=indent)
