"""Write JSON documents of the schema ``targets.COMMAND/1``.

Numbers are strings, so that no digit is lost; a missing value is null. Later versions
may add keys, and never remove one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

from targetcli.model.field import Field
from targetcli.render.columns.records import Json

# Texts as an encoder writes them, without an encoder a text.
_encode_text = json.encoder.encode_basestring


def as_encoded_document(
    command: str, metadata: Json, rows: Iterable[str]
) -> Iterator[str]:
    """Yield a document with a row on each line, which is encoded already."""
    start = {"schema": f"targets.{command}/1", **metadata}
    yield f'{encode_json(start)[:-1]}, "rows": ['
    separator = "\n"
    for row in rows:
        yield f"{separator}  {row}"
        separator = ",\n"
    yield "\n]}\n"


def as_json_lines(rows: Iterable[str]) -> Iterator[str]:
    """Yield each row, which is encoded already, on its own line (JSON Lines)."""
    for row in rows:
        yield f"{row}\n"


def as_indented_json(value: Json) -> Iterator[str]:
    """Yield an indented object."""
    yield f"{encode_json(value, indent=2)}\n"


def encode_json(value: object, *, indent: int | None = None) -> str:
    """Encode strict JSON, with line separators and control characters as escapes."""
    return _escape_unprintable(_create_encoder(indent).encode(value))


def create_texts_encoder(
    fields: tuple[Field[Any], ...],
) -> Callable[[tuple[str, ...]], str]:
    """Create the function that encodes the cells of a row as the object of its record.

    It is that of its record where no field is a flag or a list.
    """
    members = ", ".join(f"{_encode_text(field.key)}: %s" for field in fields)
    template = f"{{{members}}}"
    empty = ['""' if field.keeps_empty_text else "null" for field in fields]

    def encode(texts: tuple[str, ...]) -> str:
        values = [
            _encode_text(text) if text else nothing
            for text, nothing in zip(texts, empty, strict=True)
        ]
        return _escape_unprintable(template % tuple(values))

    return encode


def _escape_unprintable(text: str) -> str:
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
